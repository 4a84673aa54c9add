"""The table of all maps for the browser: totals by day, on which the day of a map moves."""

import math

import pandas as pd

from pokrovsk_front.model.cells import DAY_ZERO
from pokrovsk_front.model.dating import Certainty

DECIMALS = 3
"""Those of the table `daily_area`: rounded twice, an area would read differently from Python's."""

AREAS = {
    "total": "occupied_total_km2",
    "grey": "grey_zone_km2",
    "gained": "gained_km2",
    "regained": "regained_km2",
}
"""Columns of `daily_area` by their names in the file."""


def day_table(daily_area: pd.DataFrame) -> dict[str, object]:
    """Tabulate every map for the browser, a list a column.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`, one row a map.

    Returns:
        `first`, the day of the first map, `days`, that of each, and `inferred`, those dated
        within one day, as day numbers; `total`, `grey`, `gained` and `regained` in km2, one entry
        a map, None where the map does not tell it.
    """
    days = (pd.to_datetime(daily_area["as_of_date"]) - pd.Timestamp(DAY_ZERO)).dt.days
    inferred = days[daily_area["certainty"] == Certainty.WITHIN_ONE_DAY]
    table: dict[str, object] = {
        "first": int(days.iloc[0]),
        "days": days.tolist(),
        "inferred": inferred.tolist(),
    }
    return table | {name: _rounded(daily_area[column]) for name, column in AREAS.items()}


def _rounded(areas_km2: pd.Series) -> list[float | None]:
    return [None if math.isnan(km2) else round(km2, DECIMALS) for km2 in areas_km2.astype(float)]
