"""Command `claims`: the article's claims checked."""

import math
from collections.abc import Sequence
from typing import Any

import click

from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import Refusal, json_option, print_json, refusing
from pokrovsk_front.model.claims import CONFIRMED, CONSISTENT, VERDICTS, Check, Claim, plain
from pokrovsk_front.model.claims_text import claim_line, verdict_reason
from pokrovsk_front.model.wording import Wording


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
        "judged": claim.judged,
        "our_value": plain(found.our_value, found.unit),
        "other_value": plain(found.other_value, found.unit),
        "error": round(found.error, 3) or None,
        "is_of_the_articles_map": found.is_of_maps,
        "second_value": plain(found.second_value, found.unit),
        "difference": None if math.isnan(found.difference) else round(found.difference, 3),
        "verdict": found.verdict,
        "map_dates_within_one_day": [day.isoformat() for day in found.inferred_days],
        "rule": verdict_reason(found, words),
        "definition": claim.definition,
        "source": claim.source_id,
        "second_source": {
            "name": claim.second_name,
            "url": claim.second_url,
            "published_date": day.isoformat() if day else None,
            "is_independent": claim.second_is_independent,
        }
        if claim.second_name
        else None,
        "as_of_date": claim.as_of_date.isoformat(),
        "note": claim.note,
    }


def _one_of(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise Refusal(f"{value!r} is not a {name}; there are {', '.join(known)}.")


@click.command()
@click.option("--verdict", default=None, help=f"Only these: {', '.join(VERDICTS)}.")
@click.option("--topic", default=None, help="Only claims of this topic, such as territory.")
@json_option
def claims(verdict: str | None, topic: str | None, as_json: bool) -> None:
    """Check the claims of the article against the figures."""
    with refusing(CatalogError):
        library = Library()
        table = library.in_language(ENGLISH).claims
        _one_of("verdict", verdict, VERDICTS)
        _one_of("topic", topic, sorted({claim.topic for claim in table.values()}))
        checks = library.checks
    chosen = [
        (claim, checks[key])
        for key, claim in table.items()
        if verdict in {None, checks[key].verdict} and topic in {None, claim.topic}
    ]
    words = Wording()
    if as_json:
        answer = [_claim(claim, found, words) for claim, found in chosen]
        print_json(answer)
        return
    for claim, found in chosen:
        click.echo(f"{claim.claim_id}: {claim_line(claim, found, words)}")
        if found.verdict not in {CONFIRMED, CONSISTENT} and claim.note:
            click.echo(f"  {claim.note}")
