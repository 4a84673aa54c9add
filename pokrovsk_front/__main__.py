"""The command line: `python -m pokrovsk_front COMMAND`.

`ingest` rebuilds the figures from the archives, `labels` sets the names of the map, `gain`
measures a window and `compare` two, `state` a day and `diff` what changed between two days;
`claims` checks what the article says. A command that cannot do what it was asked says why in
one sentence and exits with code 2.
"""

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pokrovsk_front.catalog.records import claims as read_claims
from pokrovsk_front.catalog.records import evidence as claim_evidence
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError, read_table
from pokrovsk_front.maps.labels import label_files
from pokrovsk_front.model.cells import cells_on, is_occupied
from pokrovsk_front.model.changes import cell_changes, change_between
from pokrovsk_front.model.claims import VERDICTS, Check, Claim, plain
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.gains import Gain, Reading, net_gain, reading_on
from pokrovsk_front.model.measures import check
from pokrovsk_front.model.sentences import Style, comparison_sentence
from pokrovsk_front.model.windows import Window, WindowError, parse_day, parse_window
from pokrovsk_front.model.wording import Wording


class Refusal(click.ClickException):
    """One sentence on the error stream, and exit code 2."""

    exit_code = 2


@contextmanager
def _refusing(*errors: type[Exception]) -> Iterator[None]:
    """Turn errors that the caller can mend into a refusal."""
    try:
        yield
    except errors as error:
        raise Refusal(str(error)) from error


@click.group()
def main() -> None:
    """Figures of the Pokrovsk front, recomputed from the open map archive."""


@main.command()
@click.option(
    "--archives",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the archives, or the packed .tar.xz.",
)
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path),
    required=True,
    help="Oblast borders (GeoJSON) or their folder; the physical layers lie beside them.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=DATA_DIR,
    show_default=True,
    help="The data folder whose derived figures are replaced.",
)
@click.option(
    "--static",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder of the map files; 'static' beside --out unless told.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
def ingest(archives: Path, boundaries: Path, out: Path, static: Path | None, workers: int) -> None:
    """Rebuild the derived figures and the map files from the archives."""
    from pokrovsk_front.ingest.archive import IngestError
    from pokrovsk_front.ingest.outlines import BoundaryError
    from pokrovsk_front.ingest.run import ingest as run_ingest

    with _refusing(IngestError, BoundaryError, CatalogError, OSError):
        report = run_ingest(
            archives, boundaries, out, static or out.resolve().parent / "static", workers
        )
    for line in report.lines():
        click.echo(line)


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "as_of_date": reading.as_of_date.isoformat(),
        "edition": reading.edition,
        "occupied_total_km2": reading.occupied_total_km2,
    }


def _gain(gain: Gain) -> dict[str, Any]:
    return {
        "from": gain.window.first_day.isoformat(),
        "to": gain.window.last_day.isoformat(),
        "net_km2": round(gain.net_km2, 3),
        "opening": _reading(gain.opening),
        "closing": _reading(gain.closing),
    }


@main.command()
def labels() -> None:
    """Set the names of the map again, after an edit of data/places.csv."""
    from pokrovsk_front.ingest.files import replace_all

    with _refusing(CatalogError, OSError):
        files = label_files(read_table("places"))
        replace_all({DATA_DIR.parent / "static" / name: data for name, data in files.items()})
    click.echo(f"Wrote {len(files)} files.")


@main.command()
@click.option("--from", "first", required=True, help="First day that counts, such as 2024-01-01.")
@click.option("--to", "last", required=True, help="Last day that counts, such as 2024-10-31.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
def gain(first: str, last: str, as_json: bool) -> None:
    """Measure the net gain over a window of days, both ends included."""
    with _refusing(WindowError, CatalogError):
        window = Window(parse_day(first), parse_day(last))
        measured = net_gain(read_table("daily_area"), window)
    words = Wording()
    click.echo(json.dumps(_gain(measured), indent=2) if as_json else words.gain_sentence(measured))


@main.command("compare")
@click.option("--a", "first", required=True, help="A window, such as 2024-01-01:2024-10-31.")
@click.option("--b", "second", required=True, help="The window set against it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
def compare_windows(first: str, second: str, as_json: bool) -> None:
    """Set the net gains of two windows against each other, b against a."""
    with _refusing(WindowError, CatalogError):
        windows = parse_window(first), parse_window(second)
        comparison = compare(read_table("daily_area"), *windows)
    if as_json:
        answer = {
            "a": _gain(comparison.earlier),
            "b": _gain(comparison.later),
            "difference_km2": round(comparison.difference_km2, 3),
            "ratio": None if comparison.ratio is None else round(comparison.ratio, 4),
        }
        click.echo(json.dumps(answer, indent=2))
        return
    click.echo(comparison_sentence(comparison, Style(Wording())))


@main.command()
@click.option("--on", "asked", required=True, help="The day, such as 2025-10-31.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
def state(asked: str, as_json: bool) -> None:
    """Tell how much land is occupied on a day, and how many cells the map draws."""
    with _refusing(WindowError, CatalogError):
        reading = reading_on(read_table("daily_area"), parse_day(asked))
        drawn = int(is_occupied(cells_on(read_table("cells"), reading.as_of_date)).sum())
    if as_json:
        click.echo(json.dumps(_reading(reading) | {"cells": drawn}, indent=2))
        return
    words = Wording()
    sentence = (
        f"{words.area(reading.occupied_total_km2)} are Russian-occupied on the DeepState map of "
        f"{words.day(reading.as_of_date)}, drawn as {words.number(drawn)} cells."
    )
    click.echo(" ".join(filter(None, [words.carried(reading), sentence])))


@main.command()
@click.option("--from", "first", required=True, help="Day of the opening state.")
@click.option("--to", "last", required=True, help="Day of the closing state.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
def diff(first: str, last: str, as_json: bool) -> None:
    """Measure what changed between the states of two days."""
    with _refusing(WindowError, CatalogError):
        days = Window(parse_day(first), parse_day(last))
        daily = read_table("daily_area")
        opening, closing = (reading_on(daily, day) for day in (days.first_day, days.last_day))
        changed = change_between(
            cell_changes(read_table("cells")), opening.as_of_date, closing.as_of_date
        )
    if as_json:
        answer = {
            "from": days.first_day.isoformat(),
            "to": days.last_day.isoformat(),
            "gained_km2": round(changed.gained_km2, 3),
            "regained_km2": round(changed.regained_km2, 3),
            "net_km2": round(closing.occupied_total_km2 - opening.occupied_total_km2, 3),
            "opening": _reading(opening),
            "closing": _reading(closing),
        }
        click.echo(json.dumps(answer, indent=2))
        return
    words = Wording()
    sentence = (
        f"{words.area(changed.gained_km2)} came under Russian control and Ukrainian forces "
        f"regained {words.area(changed.regained_km2)} between {words.day(opening.as_of_date)} "
        f"and {words.day(closing.as_of_date)}, measured on maps of DeepState."
    )
    click.echo(" ".join(filter(None, [*map(words.carried, (opening, closing)), sentence])))


def _claim(claim: Claim, found: Check, words: Wording) -> dict[str, Any]:
    day = claim.second_published_date
    return {
        "id": claim.claim_id,
        "topic": claim.topic,
        "claim": claim.claim,
        "attributed_to": claim.attributed_to,
        "unit": claim.unit or None,
        "printed_value": plain(found.printed_value, found.unit),
        "is_number_printed": claim.is_number_printed,
        "relation": claim.relation,
        "our_value": plain(found.our_value, found.unit),
        "second_value": plain(found.second_value, found.unit),
        "difference": None if math.isnan(found.difference) else round(found.difference, 3),
        "verdict": found.verdict,
        "rule": words.rule(found),
        "definition": claim.definition,
        "source": claim.source_id,
        "second_source": {
            "name": claim.second_name,
            "url": claim.second_url,
            "published_date": day.isoformat() if day else None,
        }
        if claim.second_name
        else None,
        "as_of_date": claim.as_of_date.isoformat(),
        "note": claim.note,
    }


def _one_of(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise Refusal(f"{value!r} is not a {name}; there are {', '.join(known)}.")


@main.command()
@click.option("--verdict", default=None, help=f"Only these: {', '.join(VERDICTS)}.")
@click.option("--topic", default=None, help="Only these, such as territory.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
def claims(verdict: str | None, topic: str | None, as_json: bool) -> None:
    """Check the claims of the article against the figures."""
    with _refusing(CatalogError):
        table = read_claims()
        _one_of("verdict", verdict, VERDICTS)
        _one_of("topic", topic, sorted({claim.topic for claim in table.values()}))
        evidence = claim_evidence()
        checked = [(claim, check(claim, evidence)) for claim in table.values()]
    chosen = [
        (claim, found)
        for claim, found in checked
        if verdict in {None, found.verdict} and topic in {None, claim.topic}
    ]
    words = Wording()
    if as_json:
        answer = [_claim(claim, found, words) for claim, found in chosen]
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    for claim, found in chosen:
        click.echo(f"{claim.claim_id}: {words.claim_line(claim, found)}")


if __name__ == "__main__":
    main(prog_name="python -m pokrovsk_front")
