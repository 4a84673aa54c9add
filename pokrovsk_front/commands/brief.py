"""Command `brief`: what changed in a month or any other days, a sentence a fact."""

from dataclasses import asdict
from datetime import date
from typing import Any

import click

from pokrovsk_front.catalog.brief import brief_of
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import Refusal, json_option, print_json, refusing
from pokrovsk_front.model.brief.fact import Brief, FactValue
from pokrovsk_front.model.brief.periods import kind_of, latest_month, month_until
from pokrovsk_front.model.brief.sentences import headline, so_far
from pokrovsk_front.model.brief.written import Line, Sources, lines, markdown, plain
from pokrovsk_front.model.windows import Window, WindowError, parse_day
from pokrovsk_front.model.wording import Wording

DECIMALS = 4


@click.command("brief")
@click.option(
    "--month", help="A month, such as 2025-10, or the one that runs; by default the last whole one."
)
@click.option("--from", "first", help="First day of any other period, such as 2025-10-01.")
@click.option("--to", "last", help="Its last day.")
@click.option(
    "--language",
    type=click.Choice(LOCALES),
    default=LOCALES[0],
    show_default=True,
    help="Language of the brief.",
)
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown with links.")
@json_option
def brief_command(
    month: str | None,
    first: str | None,
    last: str | None,
    language: str,
    as_markdown: bool,
    as_json: bool,
) -> None:
    """Print what changed in a period, what stands out most first, a sentence a fact."""
    if as_markdown and as_json:
        raise Refusal("Choose --json or --markdown, not both.")
    with refusing(WindowError, CatalogError):
        library = Library()
        window = _window(month, first, last, library.latest_day)
        texts = library.in_language(language)
        brief, sources = brief_of(texts, window), _sources(texts)
    words = wording(language)
    note = so_far(window, library.latest_day, words)
    if as_json:
        print_json(_answer(brief, words, sources, library.data_version))
    elif as_markdown:
        click.echo(markdown(brief, words, sources, library.data_version, note))
    else:
        click.echo(plain(brief, words, sources, note))


def _window(month: str | None, first: str | None, last: str | None, latest: date) -> Window:
    """Give the period that is asked for.

    Raises:
        Refusal: A month and days are asked for together, or one end without the other.
        WindowError: What is asked for is no period.
    """
    if month is not None and (first is not None or last is not None):
        raise Refusal("Give --month, or --from and --to, not both.")
    if month is not None:
        return month_until(month, latest)
    if first is None and last is None:
        return latest_month(latest)
    if first is None or last is None:
        raise Refusal("Give both --from and --to.")
    return Window(parse_day(first), parse_day(last))


def _sources(texts: LibraryInLanguage) -> Sources:
    return {key: (source.credit, source.url) for key, source in texts.sources.items()}


def _answer(brief: Brief, words: Wording, sources: Sources, data_version: str) -> dict[str, Any]:
    return {
        **_span(brief.window),
        "days": brief.window.days,
        "period": kind_of(brief.window).value,
        "headline": headline(brief, words),
        "data_version": data_version,
        "facts": [_fact(line) for line in lines(brief, words, sources)],
    }


def _fact(line: Line) -> dict[str, Any]:
    fact = line.fact
    return {
        "id": fact.fact_id,
        "kind": fact.kind.value,
        "subject": fact.subject or None,
        "weight": round(fact.weight, DECIMALS),
        "sentence": line.sentence,
        "values": {name: _value(value) for name, value in fact.values.items()},
        "windows": [_span(window) for window in fact.windows],
        "as_of_date": fact.as_of_date.isoformat(),
        "sources": [{"name": name, "url": url} for name, url in line.origins],
    }


def _span(window: Window) -> dict[str, str]:
    return {"from": window.first_day.isoformat(), "to": window.last_day.isoformat()}


def _value(value: FactValue) -> Any:  # noqa: ANN401 (what JSON takes)
    match value:
        case Window():
            return _span(value)
        case date():
            return value.isoformat()
        case tuple():
            return [{key: _value(each) for key, each in asdict(part).items()} for part in value]
        case float():
            return round(value, DECIMALS)
    return value
