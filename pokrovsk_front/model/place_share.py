"""Share of a settlement, a hromada or a circle that is occupied or grey, by day.

A city is an area and not a point. There are three measures of it, and a percentage of one is no
percentage of another: its `outline`, its `hromada` (the city with its villages), and what lies
`within_5_km` of its centre, the one measure that all places have. An area consists of occupied
land, of the grey zone and of neither; where the map of a day does not tell the grey zone, the last
two are unknown, not 0. It says nothing of who holds what lies in the grey zone, or how many people
live in any of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from pokrovsk_front.model.readings import Reading, day_of, inferred_days, reading_on


class Measure(StrEnum):
    """How an area is drawn, in the order in which one is chosen for a place."""

    OUTLINE = "outline"
    HROMADA = "hromada"
    WITHIN_5_KM = "within_5_km"


KM2_DECIMALS = 4
"""The areas of the tables are kept to 100 m2; a difference of them is no more exact."""

Part = Literal["tenth", "half", "nine_tenths"]
"""Part of an area whose days are followed."""

TENTH_PCT, HALF_PCT, NINE_TENTHS_PCT = 10.0, 50.0, 90.0


@dataclass(frozen=True, slots=True)
class MeasuredArea:
    """An area whose shares are measured.

    Attributes:
        area_id: Key, such as `outline_pokrovsk`.
        measure: How it is drawn.
        kind: What its outline is: `settlement_boundary`, `council_territory` (before 2020),
            `residential_land`, `hromada` or `circle`.
        place_id: The place that it is of; None for a town that is no place, and for a hromada.
        town_id: The town that it is of, if it is one that is no place.
        katottg: The hromada, or the one in which its centre lies; None where it is not known.
        oblast_iso: ISO 3166-2 code.
        area_km2: Its size.
        source_id: The source of its outline.
    """

    area_id: str
    measure: str
    kind: str
    place_id: str | None
    town_id: str | None
    katottg: str | None
    oblast_iso: str
    area_km2: float
    source_id: str

    @property
    def named_after(self) -> str:
        """The place, the town or the hromada whose name it has."""
        return self.place_id or self.town_id or self.katottg or ""


@dataclass(frozen=True, slots=True)
class Hromada:
    """A hromada.

    Attributes:
        katottg: Its official code.
        name_en: Its name in English, after its centre.
        name_uk: Its name in Ukrainian.
        kind: `urban`, `settlement` or `rural`.
        oblast_iso: ISO 3166-2 code.
        source_id: The source of the row.
    """

    katottg: str
    name_en: str
    name_uk: str
    kind: str
    oblast_iso: str
    source_id: str

    def name(self, locale: str) -> str:
        """The name to show in a language."""
        return self.name_uk if locale == "uk" else self.name_en


def _pct(km2: float, area: MeasuredArea) -> float:
    return min(km2 / area.area_km2 * 100, 100.0)


@dataclass(frozen=True, slots=True)
class PlaceShare:
    """How much of an area is occupied and grey on the map that stands for a day.

    `grey_zone_km2` is None where that map does not tell it.
    """

    area: MeasuredArea
    reading: Reading
    occupied_km2: float
    grey_zone_km2: float | None

    @property
    def neither_km2(self) -> float | None:
        """What is neither occupied nor grey, in km2; None where the grey zone is unknown."""
        if self.grey_zone_km2 is None:
            return None
        rest_km2 = self.area.area_km2 - self.occupied_km2 - self.grey_zone_km2
        return max(round(rest_km2, KM2_DECIMALS), 0.0)

    @property
    def free_km2(self) -> float:
        """What is not occupied, grey zone or not, in km2."""
        return max(self.area.area_km2 - self.occupied_km2, 0.0)

    @property
    def occupied_pct(self) -> float:
        """The occupied share, in percent."""
        return self._pct(self.occupied_km2)

    @property
    def grey_pct(self) -> float | None:
        """The share in the grey zone, in percent; None where it is unknown."""
        return None if self.grey_zone_km2 is None else self._pct(self.grey_zone_km2)

    @property
    def neither_pct(self) -> float | None:
        """The share of the rest, in percent; None where the grey zone is unknown."""
        return None if self.neither_km2 is None else self._pct(self.neither_km2)

    def _pct(self, km2: float) -> float:
        return _pct(km2, self.area)


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The shares of one area on two days, the earlier one first."""

    earlier: PlaceShare
    later: PlaceShare

    @property
    def area(self) -> MeasuredArea:
        """The area."""
        return self.earlier.area

    @property
    def occupied_change_km2(self) -> float:
        """By how much more is occupied on the later day, in km2; negative where it is less."""
        return self.later.occupied_km2 - self.earlier.occupied_km2

    @property
    def occupied_change_points(self) -> float:
        """The same in percentage points of the area."""
        return self.later.occupied_pct - self.earlier.occupied_pct

    @property
    def grey_change_points(self) -> float | None:
        """Change of the share in the grey zone; None where a map does not tell it."""
        before, after = self.earlier.grey_pct, self.later.grey_pct
        return None if before is None or after is None else after - before


def share_on(
    rows: pd.DataFrame, area: MeasuredArea, daily_area: pd.DataFrame, day: date
) -> PlaceShare:
    """Look up the share of an area on the map that stands for a day.

    Args:
        rows: The rows of the table `place_share` for the area, ascending by `as_of_date`.
        area: The area.
        daily_area: The table `daily_area`, which tells the maps; ascending by `as_of_date`.
        day: The Kyiv day that is asked for.

    Raises:
        ArchiveGapError: The archive has no map on that day or shortly before it.
    """
    return share_at(ShareColumns.of(rows), area, reading_on(daily_area, day))


class ShareColumns(NamedTuple):
    """Columns of the table `place_share`, each taken out once; of an area, ascending by day."""

    days: np.ndarray
    occupied_km2: np.ndarray
    grey_zone_km2: np.ndarray

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "ShareColumns":
        """Take the columns out of rows of the table."""
        names = ("as_of_date", "occupied_km2", "grey_zone_km2")
        return cls(*(rows[name].to_numpy() for name in names))

    def part(self, first: int, end: int) -> "ShareColumns":
        """Give the rows from `first` up to `end`."""
        return ShareColumns(*(column[first:end] for column in self))


def share_at(columns: ShareColumns, area: MeasuredArea, reading: Reading) -> PlaceShare:
    """Look up the share of an area on a map in the columns of its rows; see `share_on`."""
    day = np.datetime64(reading.as_of_date)
    at = int(np.searchsorted(columns.days, day, side="right")) - 1
    is_known = reading.grey_zone_km2 is not None
    grey_km2 = float(columns.grey_zone_km2[at]) if is_known else None
    return PlaceShare(area, reading, float(columns.occupied_km2[at]), grey_km2)


def share_change(
    rows: pd.DataFrame, area: MeasuredArea, daily_area: pd.DataFrame, days: tuple[date, date]
) -> ShareChange:
    """Compare the shares of an area on two days, in either order.

    Raises:
        ArchiveGapError: The archive has no map for one of the days.
    """
    first, last = (share_on(rows, area, daily_area, day) for day in sorted(days))
    return ShareChange(first, last)


def share_by_day(rows: pd.DataFrame, area: MeasuredArea, daily_area: pd.DataFrame) -> pd.DataFrame:
    """Follow the share of an area from map to map.

    Args:
        rows: The rows of the table `place_share` for the area, ascending by `as_of_date`.
        area: The area.
        daily_area: The table `daily_area`, ascending by `as_of_date`.

    Returns:
        One row a map: `as_of_date`, `occupied_km2`, `grey_zone_km2`, `neither_km2` and the same
        in percent as `occupied_pct`, `grey_pct`, `neither_pct`; NaN where a map does not tell the
        grey zone.
    """
    days = daily_area["as_of_date"].to_numpy()
    at = np.searchsorted(rows["as_of_date"].to_numpy(), days, side="right") - 1
    occupied_km2 = rows["occupied_km2"].to_numpy()[at]
    is_known = daily_area["grey_zone_km2"].notna().to_numpy()
    grey_km2 = np.where(is_known, rows["grey_zone_km2"].to_numpy()[at], np.nan)
    rest_km2 = area.area_km2 - occupied_km2 - grey_km2
    neither_km2 = np.maximum(np.round(rest_km2, KM2_DECIMALS), 0.0)
    parts = {
        "occupied_km2": occupied_km2,
        "grey_zone_km2": grey_km2,
        "neither_km2": neither_km2,
    }
    shares = {
        name: np.minimum(km2 / area.area_km2 * 100, 100.0)
        for name, km2 in zip(
            ("occupied_pct", "grey_pct", "neither_pct"), parts.values(), strict=True
        )
    }
    return pd.DataFrame({"as_of_date": days} | parts | shares)


@dataclass(frozen=True, slots=True)
class Reached:
    """When the map first had a part of an area occupied, and whether it stayed so.

    Attributes:
        pct: The part, in percent of the area.
        first_date: Day of the first map with so much of it; None where no map has.
        is_on_first_map: Whether that is the first map of the archive: it had so much before.
        since_date: Day of the first map since which all have had so much of it; None where the
            last map has less.
        is_within_one_day: Whether the day of the map of `first_date` is inferred, within one day.
        is_since_within_one_day: The same of `since_date`.
    """

    pct: float
    first_date: date | None
    is_on_first_map: bool
    since_date: date | None
    is_within_one_day: bool
    is_since_within_one_day: bool

    @property
    def has_stayed(self) -> bool:
        """Whether every map since the first with so much of it had so much."""
        return self.first_date is not None and self.first_date == self.since_date


@dataclass(frozen=True, slots=True)
class ShareDays:
    """The days on which the map first had a tenth, a half and nine tenths of an area occupied."""

    area: MeasuredArea
    tenth: Reached
    half: Reached
    nine_tenths: Reached

    def part(self, part: Part) -> Reached:
        """The days of one part."""
        return {"tenth": self.tenth, "half": self.half, "nine_tenths": self.nine_tenths}[part]

    @property
    def all(self) -> tuple[Reached, ...]:
        """The three, from the least."""
        return self.tenth, self.half, self.nine_tenths


def share_days(rows: pd.DataFrame, area: MeasuredArea, daily_area: pd.DataFrame) -> ShareDays:
    """Find the days on which the map first had a tenth, a half and nine tenths of an area.

    The day is that of a map, which may trail the ground by days or weeks; the grey zone is not
    counted, so that a city that is wholly contested reads 0.

    Args:
        rows: The rows of the table `place_share` for the area, ascending by `as_of_date`.
        area: The area.
        daily_area: The table `daily_area`, ascending by `as_of_date`.
    """
    by_day = share_by_day(rows, area, daily_area)
    inferred = inferred_days(daily_area)
    days, occupied_pct = by_day["as_of_date"].to_numpy(), by_day["occupied_pct"].to_numpy()
    tenth, half, nine_tenths = (
        _reached(days, occupied_pct, pct, inferred)
        for pct in (TENTH_PCT, HALF_PCT, NINE_TENTHS_PCT)
    )
    return ShareDays(area, tenth, half, nine_tenths)


def _reached(
    days: np.ndarray, occupied_pct: np.ndarray, pct: float, inferred: frozenset[date]
) -> Reached:
    has, lacking = np.flatnonzero(occupied_pct >= pct), np.flatnonzero(occupied_pct < pct)
    since = int(lacking[-1]) + 1 if lacking.size else 0
    first_date = day_of(days[has[0]]) if has.size else None
    since_date = day_of(days[since]) if since < len(days) else None
    return Reached(
        pct,
        first_date=first_date,
        is_on_first_map=bool(has.size and has[0] == 0),
        since_date=since_date,
        is_within_one_day=first_date in inferred,
        is_since_within_one_day=since_date in inferred,
    )


def areas_of_place(areas: Iterable[MeasuredArea], place_id: str) -> dict[Measure, MeasuredArea]:
    """Give the areas of a place or a town by measure, in the order of `Measure`.

    Args:
        areas: All areas.
        place_id: A place or a town.

    Returns:
        Its outline where it has one, the hromada in which its centre lies where it is known, and
        the circle round it where it is a place.
    """
    known = list(areas)
    own = {
        Measure(each.measure): each for each in known if place_id in (each.place_id, each.town_id)
    }
    katottg = next((each.katottg for each in own.values() if each.katottg), None)
    for each in known:
        if each.measure == Measure.HROMADA and each.katottg == katottg:
            own[Measure.HROMADA] = each
    return {measure: own[measure] for measure in Measure if measure in own}


INCOMPLETE_OBLASTS = frozenset({"UA-12", "UA-48"})
"""Dnipropetrovsk and Mykolaiv oblasts, of whose hromadas the source lacks a part."""


@dataclass(frozen=True, slots=True)
class OblastByHromada:
    """An oblast on the map that stands for a day, hromada by hromada.

    Attributes:
        oblast_iso: ISO 3166-2 code.
        land_km2: The land of the oblast, measured from its own border.
        occupied_km2: Occupied land of the oblast, likewise.
        hromadas: The hromadas that are known, the one with the least left first.
    """

    oblast_iso: str
    land_km2: float
    occupied_km2: float
    hromadas: tuple[PlaceShare, ...]

    @property
    def left_km2(self) -> float:
        """Land of the oblast that is not occupied, the grey zone with it."""
        return self.land_km2 - self.occupied_km2

    @property
    def left_pct(self) -> float:
        """The same in percent of its land."""
        return self.left_km2 / self.land_km2 * 100

    @property
    def is_complete(self) -> bool:
        """Whether all hromadas of the oblast are known."""
        return self.oblast_iso not in INCOMPLETE_OBLASTS

    @property
    def in_no_hromada_km2(self) -> float:
        """Occupied land of the oblast less that of its hromadas.

        Where all hromadas are known it is what their borders and that of the oblast differ by,
        nearly all of it along the coast, where the map runs out to sea.
        """
        return self.occupied_km2 - sum(each.occupied_km2 for each in self.hromadas)


def oblast_by_hromada(
    shares: Mapping[str, PlaceShare], by_oblast: pd.DataFrame, oblast_iso: str
) -> OblastByHromada:
    """Put together what is left of an oblast, hromada by hromada.

    Args:
        shares: Shares of hromadas on one day, of this oblast and perhaps of others.
        by_oblast: The table `daily_area_by_oblast`.
        oblast_iso: The oblast.

    Raises:
        KeyError: There is no hromada of the oblast among the shares, or no land of it was
            occupied on any map.
    """
    own = [each for each in shares.values() if each.area.oblast_iso == oblast_iso]
    if not own:
        raise KeyError(oblast_iso)
    day = pd.Timestamp(own[0].reading.as_of_date)
    rows = by_oblast[(by_oblast["oblast_iso"] == oblast_iso) & (by_oblast["as_of_date"] == day)]
    if rows.empty:
        raise KeyError(oblast_iso)
    return OblastByHromada(
        oblast_iso=oblast_iso,
        land_km2=float(rows["oblast_land_km2"].array[0]),
        occupied_km2=float(rows["occupied_km2"].array[0]),
        hromadas=tuple(sorted(own, key=lambda each: (-each.occupied_pct, each.area.area_id))),
    )


def by_change(changes: Iterable[ShareChange]) -> tuple[ShareChange, ...]:
    """Sort changes by what came under occupation, in km2, the most first."""
    return tuple(sorted(changes, key=lambda each: (-each.occupied_change_km2, each.area.area_id)))
