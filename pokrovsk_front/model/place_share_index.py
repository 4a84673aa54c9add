"""Shares of all areas at once: what is occupied of each on the map of a day.

`place_share` follows one area; this answers for hundreds in one search, which a brief needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.model.place_share import MeasuredArea
from pokrovsk_front.model.readings import day_of

_DAYS = 1_000_000
"""More days than the calendar has between its epoch and any map."""


@dataclass(frozen=True, slots=True)
class ShareIndex:
    """The rows of the table `place_share`, sorted by area and day.

    Attributes:
        areas: The areas, in the order of the index.
        keys: Position of the area times `_DAYS`, plus the day since 1970, of each row; ascending.
        occupied_pct: The share occupied since that day, in percent.
    """

    areas: tuple[MeasuredArea, ...]
    keys: np.ndarray
    occupied_pct: np.ndarray

    def on(self, day: date) -> np.ndarray:
        """Give the occupied share of every area on the map of a day, in percent.

        Args:
            day: The day of a map, not before the first.
        """
        asked = np.arange(len(self.areas)) * _DAYS + _number(day)
        return self.occupied_pct[np.searchsorted(self.keys, asked, side="right") - 1]

    def since(self, area: int, opening: date, closing: date, pct: float, *, is_above: bool) -> date:
        """Find the first map of a stretch since which all have had at least, or less than, a share.

        Args:
            area: Position of the area.
            opening: Day of the map before the stretch, on the other side of the share.
            closing: Day of the last map of the stretch.
            pct: The share, in percent.
            is_above: Whether the share is at least `pct` on the closing map, or less.
        """
        ends = [area * _DAYS + _number(day) for day in (opening, closing)]
        first, last = np.searchsorted(self.keys, ends, side="right")
        is_so = (self.occupied_pct[first:last] >= pct) == is_above
        other = np.flatnonzero(~is_so)
        at = first + (int(other[-1]) + 1 if other.size else 0)
        number = int(self.keys[at]) - area * _DAYS
        return day_of(np.datetime64(number, "D"))


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(int))


def share_index(rows: pd.DataFrame, areas: Mapping[str, MeasuredArea]) -> ShareIndex:
    """Index the table `place_share`.

    Args:
        rows: The table, in any order; every area has a row on the first map.
        areas: The areas by `area_id`.
    """
    listed = tuple(areas[key] for key in sorted(areas))
    positions = {area.area_id: at for at, area in enumerate(listed)}
    codes = rows["area_id"].map(positions).to_numpy(dtype=np.int64)
    days = rows["as_of_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    keys = codes * _DAYS + days
    order = np.argsort(keys, kind="stable")
    size_km2 = np.array([area.area_km2 for area in listed])
    pct = np.minimum(rows["occupied_km2"].to_numpy() / size_km2[codes] * 100, 100.0)
    return ShareIndex(listed, keys[order], pct[order])
