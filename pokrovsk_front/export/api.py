"""The headline figures for scripts: one JSON document, the same from a server and as a file."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pokrovsk_front.export.citation import PRODUCT, Source
from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.headlines import Headline

CLAIM_OF = {
    "gain_2024_ten_months": "gain_2024",
    "gain_2025_ten_months": "gain_2025",
    "growth_ten_months": "gain_change",
}
"""The claim of the article that prints a headline figure."""


def figures_json(
    headlines: Sequence[Headline],
    *,
    claims: Mapping[str, Claim],
    sources: Mapping[str, Source],
    source_ids: Sequence[str],
    data_version: str,
    latest_map_date: date,
) -> bytes:
    """Write the headline figures.

    Args:
        headlines: The figures.
        claims: The article's claims by `claim_id`, for what was printed.
        sources: Sources by `source_id`.
        source_ids: What the figures are calculated from.
        data_version: Version of the data.
        latest_map_date: Day of its last map.

    Returns:
        A JSON object: `product`, `data_version`, `latest_map_date`, `figures` (by stable key, each
        with `label`, `value`, `unit`, `as_of_date`, `certainty` of its days, `definition` and
        `printed`, null where the article prints none) and `sources`.
    """
    answer = {
        "product": PRODUCT,
        "data_version": data_version,
        "latest_map_date": latest_map_date.isoformat(),
        "figures": {
            each.headline_id: {
                "label": each.label,
                "value": each.value,
                "unit": each.unit,
                "as_of_date": each.as_of_date.isoformat(),
                "certainty": each.certainty.value,
                "definition": each.definition,
                "printed": _printed(each, claims, sources),
            }
            for each in headlines
        },
        "sources": [_source(sources[key]) for key in source_ids],
    }
    return (json.dumps(answer, indent=2, ensure_ascii=False) + "\n").encode()


def _printed(
    headline: Headline, claims: Mapping[str, Claim], sources: Mapping[str, Source]
) -> dict[str, Any] | None:
    if headline.headline_id not in CLAIM_OF:
        return None
    claim = claims[CLAIM_OF[headline.headline_id]]
    return {
        "value": claim.printed_value,
        "difference": round(headline.value - claim.printed_value, 3),
        "source": _source(sources[claim.source_id]),
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "name": source.name,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
    }
