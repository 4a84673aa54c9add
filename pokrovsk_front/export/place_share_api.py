"""API of the shares of places: one JSON document, the same from a server and as a file.

A place is told by each measure that it has, and a percentage always stands under the name of its
measure. A value stands until the next one of its column: only changes are listed.
"""

import json
from typing import Any

import numpy as np

from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.export.api import source_entry
from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.model.place_share import MeasuredArea

PCT_DECIMALS = 2
"""A hundredth of a percent of the smallest outline is less than the tables are exact to."""


def place_share_json(library: Library) -> bytes:
    """Write the occupied and the grey share of every place, by each measure and day.

    Returns:
        A JSON object: `product`, `data_version`, `latest_map_date`, `grey_zone_unknown_dates` (the
        days whose map does not tell the grey zone), `places` and `sources`. Of a place, by
        `place_id`: its names and `measures`. Of a measure: `area_id`, `kind` of the outline,
        `area_km2`, `source_id`, and the columns `as_of_date`, `occupied_pct` and `grey_pct` of
        `changes`, whose values stand until the next day that is listed.
    """
    texts, shares = library.in_language(ENGLISH), library.place_shares
    daily = library.daily_area
    unknown = daily.loc[daily["grey_zone_km2"].isna(), "as_of_date"].dt.strftime("%Y-%m-%d")
    own = {key: shares.of_place(key) for key in library.places}
    used = dict.fromkeys(area.source_id for areas in own.values() for area in areas.values())
    answer = {
        "product": PRODUCT,
        "data_version": library.data_version,
        "latest_map_date": library.latest_day.isoformat(),
        "grey_zone_unknown_dates": unknown.tolist(),
        "places": {
            key: {
                "name_en": library.places[key].name("en"),
                "name_uk": library.places[key].name("uk"),
                "measures": {
                    str(measure): _measured(area, library, set(unknown))
                    for measure, area in areas.items()
                },
            }
            for key, areas in own.items()
        },
        "sources": {
            key: source_entry(texts.sources[key]) for key in (*library.archive_source_ids, *used)
        },
    }
    return (json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _measured(area: MeasuredArea, library: Library, unknown: set[str]) -> dict[str, Any]:
    rows = library.place_shares.rows(area.area_id)
    days = rows["as_of_date"].dt.strftime("%Y-%m-%d").tolist()
    grey_km2 = rows["grey_zone_km2"].to_numpy()
    return {
        "area_id": area.area_id,
        "kind": area.kind,
        "area_km2": area.area_km2,
        "source_id": area.source_id,
        "changes": {
            "as_of_date": days,
            "occupied_pct": [_pct(km2, area) for km2 in rows["occupied_km2"]],
            "grey_pct": [
                None if day in unknown or np.isnan(km2) else _pct(km2, area)
                for day, km2 in zip(days, grey_km2, strict=True)
            ],
        },
    }


def _pct(km2: float, area: MeasuredArea) -> float:
    return round(min(km2 / area.area_km2 * 100, 100.0), PCT_DECIMALS)
