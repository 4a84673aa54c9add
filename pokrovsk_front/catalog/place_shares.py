"""Shares of settlements, hromadas and circles, read once: `Library.place_shares` gives them.

The rows of the table `place_share` are held once and sorted by area, so that those of an area are
a slice; what is derived of an area is kept when it was asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog import records
from pokrovsk_front.catalog.borders import Rings, area_rings
from pokrovsk_front.catalog.memo import Memo
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.place_share import (
    Measure,
    MeasuredArea,
    OblastByHromada,
    PlaceShare,
    ShareChange,
    ShareColumns,
    ShareDays,
    areas_of_place,
    by_change,
    oblast_by_hromada,
    share_at,
    share_by_day,
    share_days,
)
from pokrovsk_front.model.place_share_index import ShareIndex, share_index
from pokrovsk_front.model.readings import Reading

MAX_LATELY = 64
"""Oblasts on a day, hromada by hromada, that are kept: some 60 shares each."""


class PlaceShares:
    """The measured areas and their shares by day.

    Attributes:
        areas: The areas by `area_id`.
    """

    def __init__(
        self,
        areas: Mapping[str, MeasuredArea],
        place_share: pd.DataFrame,
        daily_area: pd.DataFrame,
        by_oblast: pd.DataFrame,
        data_dir: Path,
        reading_on: Callable[[date], Reading],
    ) -> None:
        """Take the areas, the tables `place_share`, `daily_area` and `daily_area_by_oblast`.

        `reading_on` finds the map of a day: see `Library.reading_on`, which keeps what it found.
        """
        self.areas = dict(areas)
        self._rows = place_share.sort_values(["area_id", "as_of_date"], ignore_index=True)
        self._daily_area, self._by_oblast, self._data_dir = daily_area, by_oblast, data_dir
        ids = self._rows["area_id"].to_numpy(object)
        self._first, self._end = (
            dict(zip(self.areas, np.searchsorted(ids, list(self.areas), side), strict=True))
            for side in ("left", "right")
        )
        self._columns = ShareColumns.of(self._rows)
        self._reading_on = reading_on
        self._memo, self._lately = Memo(), Memo(MAX_LATELY)

    def of_place(self, place_id: str) -> dict[Measure, MeasuredArea]:
        """Give the areas of a place or a town by measure: outline, hromada, circle.

        A measure that it does not have is not among them.
        """
        return self._memo.get(
            ("of_place", place_id), lambda: areas_of_place(self.areas.values(), place_id)
        )

    def rows(self, area_id: str) -> pd.DataFrame:
        """Give the rows of the table `place_share` for an area, ascending by day.

        Raises:
            KeyError: There is no such area.
        """
        return self._rows.iloc[self._first[area_id] : self._end[area_id]]

    @property
    def index(self) -> ShareIndex:
        """The shares of all areas at once."""
        return self._memo.get("index", lambda: share_index(self._rows, self.areas))

    def on(self, area_id: str, day: date) -> PlaceShare:
        """Give the share of an area on the map that stands for a day.

        Raises:
            ArchiveGapError: The archive has no map on that day or shortly before it.
            KeyError: There is no such area.
        """
        return self._at(self.areas[area_id], self._reading_on(day))

    def _at(self, area: MeasuredArea, reading: Reading) -> PlaceShare:
        key = area.area_id
        return share_at(self._columns.part(self._first[key], self._end[key]), area, reading)

    def between(self, area_id: str, one: date, other: date) -> ShareChange:
        """Compare the shares of an area on two days, in either order.

        Raises:
            ArchiveGapError: The archive has no map for one of the days.
            KeyError: There is no such area.
        """
        area = self.areas[area_id]
        first, last = (self._reading_on(day) for day in sorted((one, other)))
        return ShareChange(self._at(area, first), self._at(area, last))

    def by_day(self, area_id: str) -> pd.DataFrame:
        """Give the shares of an area on every map: see `model.place_share.share_by_day`."""
        # A thousand rows, worked out in a millisecond: of all areas they would take 50 MB.
        return share_by_day(self.rows(area_id), self.areas[area_id], self._daily_area)

    def days(self, area_id: str) -> ShareDays:
        """Give the days on which the map first had a tenth, a half and nine tenths of an area."""
        return self._memo.get(
            ("days", area_id),
            lambda: share_days(self.rows(area_id), self.areas[area_id], self._daily_area),
        )

    def days_of_place(self, place_id: str) -> ShareDays:
        """Give these days for a place or a town: of its outline, else of the circle round it.

        Raises:
            KeyError: It has neither.
        """
        return self.days(self.area_of_place(place_id).area_id)

    def area_of_place(self, place_id: str) -> MeasuredArea:
        """Give the area that stands for a place or a town: its outline, else the circle round it.

        Raises:
            KeyError: It has neither.
        """
        own = self.of_place(place_id)
        return own[Measure.OUTLINE] if Measure.OUTLINE in own else own[Measure.WITHIN_5_KM]

    def of_places_on(self, place_ids: Iterable[str], day: date) -> dict[str, PlaceShare]:
        """Give the shares of places on a day, each of the area that stands for it.

        Raises:
            ArchiveGapError: The archive has no map on that day or shortly before it.
            KeyError: A place has no area.
        """
        reading = self._reading_on(day)
        return {place_id: self._at(self.area_of_place(place_id), reading) for place_id in place_ids}

    def hromadas(self, oblast_iso: str) -> tuple[MeasuredArea, ...]:
        """Give the hromadas of an oblast, by code; none where no map was drawn of them."""
        return self._memo.get(
            ("hromadas", oblast_iso),
            lambda: tuple(
                each
                for each in self.areas.values()
                if each.measure == Measure.HROMADA and each.oblast_iso == oblast_iso
            ),
        )

    @property
    def oblasts_with_hromadas(self) -> tuple[str, ...]:
        """The oblasts whose hromadas are known, all or in part."""
        isos = (each.oblast_iso for each in self.areas.values() if each.measure == Measure.HROMADA)
        return tuple(sorted(set(isos)))

    def oblast_on(self, oblast_iso: str, day: date) -> OblastByHromada:
        """Give what is left of an oblast on a day, hromada by hromada.

        Raises:
            ArchiveGapError: The archive has no map on that day or shortly before it.
            KeyError: No hromada of the oblast is known, or none of its land was ever occupied.
        """
        return self._lately.get((oblast_iso, day), partial(self._oblast_on, oblast_iso, day))

    def _oblast_on(self, oblast_iso: str, day: date) -> OblastByHromada:
        own = self.hromadas(oblast_iso)
        reading = self._reading_on(day)
        shares = {each.area_id: self._at(each, reading) for each in own}
        return oblast_by_hromada(shares, self._by_oblast, oblast_iso)

    def hromadas_between(self, oblast_iso: str, one: date, other: date) -> tuple[ShareChange, ...]:
        """Compare the hromadas of an oblast on two days, the one that lost most first.

        Raises:
            ArchiveGapError: The archive has no map for one of the days.
        """
        first, last = (self._reading_on(day) for day in sorted((one, other)))
        own = self.hromadas(oblast_iso)
        return by_change(ShareChange(self._at(each, first), self._at(each, last)) for each in own)

    def rings(self, area_id: str) -> Rings:
        """Give the outline of a settlement or a hromada, which is what was measured.

        Raises:
            KeyError: The area is a circle, or there is no such area.
        """
        read = partial(area_rings, self._data_dir, self._outlines_files())
        return self._memo.get("rings", read)[area_id]

    def _outlines_files(self) -> Iterable[str]:
        return ["areas_outline", *(f"areas_hromada_{iso}" for iso in self.oblasts_with_hromadas)]


def read_place_shares(
    data_dir: Path,
    daily_area: pd.DataFrame,
    by_oblast: pd.DataFrame,
    reading_on: Callable[[date], Reading],
) -> PlaceShares:
    """Read the areas and the table `place_share` of a data folder.

    Args:
        data_dir: The folder.
        daily_area: Its table `daily_area`.
        by_oblast: Its table `daily_area_by_oblast`.
        reading_on: Finds the map that stands for a day.

    Raises:
        CatalogError: A table is missing or does not keep to its dictionary.
    """
    rows = read_table("place_share", data_dir)
    areas = records.measured_areas(data_dir)
    return PlaceShares(areas, rows, daily_area, by_oblast, data_dir, reading_on)
