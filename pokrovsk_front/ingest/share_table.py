"""Builder of the table `place_share`: what of each measured area is occupied and grey by day."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.ingest.measure.areas import AreaShares

COLUMNS = ("area_id", "as_of_date", "occupied_km2", "grey_zone_km2")


def nothing() -> pd.DataFrame:
    """Return the table without a row."""
    return pd.DataFrame(
        {
            "area_id": pd.Series(dtype="str"),
            "as_of_date": pd.Series(dtype="datetime64[us]"),
            "occupied_km2": pd.Series(dtype="float64"),
            "grey_zone_km2": pd.Series(dtype="float64"),
        }
    )


def place_share(
    area_ids: list[str],
    occupied: Mapping[date, AreaShares],
    grey: Mapping[date, AreaShares],
    kept: pd.DataFrame,
) -> pd.DataFrame:
    """Build the table `place_share`: one row whenever an area's share differs from the map before.

    Args:
        area_ids: The areas, ascending; `AreaShares.at` counts them.
        occupied: For each measured day, ascending, the occupied land in the areas that the step
            to its map can have touched.
        grey: The same of the grey zone, for each of these days whose map tells it.
        kept: The rows of the days before.

    Returns:
        `area_id`, `as_of_date`, `occupied_km2`, `grey_zone_km2`, sorted by area and day. The
        first day has a row of each area. The grey zone of a row is NaN where the map of its day
        does not tell it: the next map that does has a row of the area, be its grey zone changed
        or not.
    """
    positions = {area_id: at for at, area_id in enumerate(area_ids)}
    occupied_km2, known_grey_km2, shown_grey_km2 = _state(positions, kept)
    rows = []
    is_first = kept.empty
    for day, touched in occupied.items():
        before_km2 = occupied_km2.copy()
        occupied_km2[touched.at] = touched.km2
        differs = occupied_km2 != before_km2
        if day in grey:
            known_grey_km2[grey[day].at] = grey[day].km2
            # NaN differs from every number: what was not told is told again.
            differs |= known_grey_km2 != shown_grey_km2
        at = np.arange(len(area_ids)) if is_first else np.flatnonzero(differs)
        is_first = False
        shown_grey_km2[at] = known_grey_km2[at] if day in grey else np.nan
        columns = [at, np.full(len(at), np.datetime64(day, "us"))]
        rows.append((*columns, occupied_km2[at], shown_grey_km2[at]))
    return _table(area_ids, rows, kept)


def _state(
    positions: Mapping[str, int], kept: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read the last state of each area: occupied, last known grey zone, and that of its last row.

    Before the first day nothing is occupied or grey.
    """
    state = [np.zeros(len(positions)) for _ in range(3)]
    grey = kept["grey_zone_km2"]
    for own, column, rows in zip(
        state,
        ("occupied_km2", "grey_zone_km2", "grey_zone_km2"),
        (kept, kept[grey.notna()], kept),
        strict=True,
    ):
        last = rows.drop_duplicates("area_id", keep="last")
        own[[positions[area_id] for area_id in last["area_id"]]] = last[column].to_numpy()
    return state[0], state[1], state[2]


def _table(
    area_ids: list[str], rows: list[tuple[np.ndarray, ...]], kept: pd.DataFrame
) -> pd.DataFrame:
    if not rows:
        return kept
    at, days, occupied_km2, grey_km2 = (
        np.concatenate(column) for column in zip(*rows, strict=True)
    )
    added = pd.DataFrame(
        {
            "area_id": pd.Series(np.array(area_ids, dtype=object)[at], dtype="str"),
            "as_of_date": days,
            "occupied_km2": occupied_km2,
            "grey_zone_km2": grey_km2,
        }
    )
    whole = pd.concat([kept, added], ignore_index=True) if len(kept) else added
    return whole.sort_values(["area_id", "as_of_date"], ignore_index=True)
