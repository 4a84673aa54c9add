"""API of the headline figures: one JSON document, the same from a server and as a file."""

import json
from collections.abc import Mapping
from typing import Any

from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.export.citation import PRODUCT, Source
from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.headlines import Headline

CLAIM_OF = {
    "gain_2024_ten_months": "gain_2024",
    "gain_2025_ten_months": "gain_2025",
    "growth_ten_months": "gain_change",
}
"""The claim of the article that prints a headline figure."""


def figures_json(library: Library) -> bytes:
    """Write the headline figures.

    Returns:
        A JSON object: `product`, `data_version`, `latest_map_date`, `figures` (by stable key, each
        with `label`, `value`, `unit`, `as_of_date`, `certainty` of its days, `definition` and
        `printed`, null where the article prints none) and `sources`.
    """
    texts = library.in_language(ENGLISH)
    answer = {
        "product": PRODUCT,
        "data_version": library.data_version,
        "latest_map_date": library.latest_day.isoformat(),
        "figures": {
            each.headline_id: {
                "label": each.label,
                "value": each.value,
                "unit": each.unit,
                "as_of_date": each.as_of_date.isoformat(),
                "certainty": each.certainty.value,
                "definition": each.definition,
                "printed": _printed(each, texts.claims, texts.sources),
            }
            for each in library.headlines
        },
        "sources": [source_entry(texts.sources[key]) for key in library.archive_source_ids],
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
        "source": source_entry(sources[claim.source_id]),
    }


def source_entry(source: Source) -> dict[str, str]:
    """Describe a source with its licence, as every answer does."""
    return {
        "name": source.name,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
    }
