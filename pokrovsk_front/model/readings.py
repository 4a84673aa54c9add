"""Which map stands for a day: its own, or the nearest earlier one.

A map stands for the days after it until the next one, for `MAX_CARRY_DAYS` at most; longer gaps
are refused and never filled.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import pandas as pd

from pokrovsk_front.model.dating import Certainty
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import Window, WindowError

MAX_CARRY_DAYS = 7
"""How long a map may stand for the days after it: the longest pause of the weekly archive."""


class ArchiveGapError(WindowError):
    """A boundary of the window has no map or value within `MAX_CARRY_DAYS` before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The occupied area on the map that stands for a day.

    Attributes:
        asked_date: The day that was asked for.
        as_of_date: The day of the map that was used.
        archive_id: The archive of the map.
        edition: Its file.
        occupied_total_km2: The occupied area on it, the grey zone left out.
        grey_zone_km2: Land of unknown status, counted apart; None where the map does not tell it.
        certainty: How sure its day is.
        occupied_if_later_km2: The occupied area that would stand for the day asked for if the map
            had been published a day later, which its readings leave open: that of the map before.
            None where that changes nothing.
    """

    asked_date: date
    as_of_date: date
    archive_id: str
    edition: str
    occupied_total_km2: float
    grey_zone_km2: float | None = None
    certainty: Certainty = Certainty.CERTAIN
    occupied_if_later_km2: float | None = None

    @property
    def is_within_one_day(self) -> bool:
        """Whether the day of the map is inferred, within one day."""
        return self.certainty is Certainty.WITHIN_ONE_DAY

    @property
    def possible_km2(self) -> tuple[float, ...]:
        """The possible occupied areas of the day, given the readings of the map, ours first."""
        later_km2 = self.occupied_if_later_km2
        return (self.occupied_total_km2, *([] if later_km2 is None else [later_km2]))

    @property
    def edition_key(self) -> str:
        """The archive and the edition of the map that was used."""
        return f"{self.archive_id}/{self.edition}"

    @property
    def gap_days(self) -> int:
        """How many days older the map is than the day that was asked for."""
        return (self.asked_date - self.as_of_date).days

    @property
    def with_grey_zone_km2(self) -> float | None:
        """Occupied land and grey zone together, in km2; None where the map does not tell it."""
        return None if self.grey_zone_km2 is None else self.occupied_total_km2 + self.grey_zone_km2


@dataclass(frozen=True, slots=True)
class Gaps:
    """Error messages of a series without a value for a day.

    Attributes:
        outside: Of a day before its first or after its last: `first`, `last`, `day`.
        within: Of a day in a pause of it: `days`, `day`, `nearest`.
        before: Of a window that starts on `day`, before whose first day it has nothing: `first`,
            `last`, `day`.
    """

    outside: str
    within: str
    before: str


ARCHIVE_GAPS = Gaps(
    outside=N_("The archive runs from {first} to {last}; it has no map of {day}."),
    within=N_(
        "The archive has no map within {days} days before {day}; the nearest is of {nearest}."
    ),
    before=N_(
        "No window can start on {day}: the archive runs from {first} to {last} and has no map of "
        "the day before."
    ),
)


def standing_on(
    days: np.ndarray, day: date, gaps: Gaps = ARCHIVE_GAPS, *, opens: Window | None = None
) -> int:
    """Find the entry of a series for a day: its own, or the nearest earlier one.

    Args:
        days: The days of the series, ascending (datetime64 of any unit), at least one.
        day: The day that is asked for.
        gaps: How the series refuses.
        opens: The window that `day` is the eve of: a reader gave its first day and not the eve,
            so that a refusal names the first day.

    Returns:
        The position in `days`.

    Raises:
        ArchiveGapError: The series has nothing on that day or in the `MAX_CARRY_DAYS` before it,
            or the day is after its last.
    """
    position = int(np.searchsorted(days, np.datetime64(day, "D"), side="right")) - 1
    first, last = day_of(days[0]), day_of(days[-1])
    asked = opens.first_day if opens else day
    if position < 0 or day > last:
        is_eve_missing = opens is not None and first <= asked <= last
        text = gaps.before if is_eve_missing else gaps.outside
        raise ArchiveGapError(text, first=first, last=last, day=asked)
    nearest = day_of(days[position])
    if (day - nearest).days > MAX_CARRY_DAYS:
        raise ArchiveGapError(gaps.within, days=MAX_CARRY_DAYS, day=asked, nearest=nearest)
    return position


def day_of(day: np.datetime64) -> date:
    """Convert a day of numpy to a date."""
    return cast(date, day.astype("datetime64[D]").astype(date))


def reading_on(daily_area: pd.DataFrame, day: date) -> Reading:
    """Find the map that stands for `day`: its own, or the nearest earlier one.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`, one row a map.
        day: The Kyiv day that is asked for.

    Returns:
        The reading, with the gap in days between the day asked for and the map used.

    Raises:
        ArchiveGapError: The archive has no map on that day or in the `MAX_CARRY_DAYS` before it.
    """
    (reading,) = readings_on(daily_area, day)
    return reading


def readings_on(
    daily_area: pd.DataFrame, *asked: date, opens: Window | None = None
) -> list[Reading]:
    """Find the maps that stand for some days.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`, one row a map.
        asked: The days, at least one.
        opens: The window that the first of them is the eve of, if it is one.

    Raises:
        ArchiveGapError: The archive has no map on one of the days or in the `MAX_CARRY_DAYS`
            before it.
    """
    # Each look at a column of a frame costs as much as the rest of a reading.
    days = daily_area["as_of_date"].to_numpy()
    archive_ids, editions = daily_area["archive_id"].array, daily_area["edition"].array
    totals_km2 = daily_area["occupied_total_km2"].to_numpy()
    grey_km2, certainties = daily_area["grey_zone_km2"].to_numpy(), daily_area["certainty"].array
    windows = [opens, *[None] * (len(asked) - 1)]
    readings = []
    for day, window in zip(asked, windows, strict=True):
        position = standing_on(days, day, opens=window)
        as_of_date, certainty = day_of(days[position]), Certainty(certainties[position])
        hinges = certainty is Certainty.WITHIN_ONE_DAY and as_of_date == day and position > 0
        reading = Reading(
            asked_date=day,
            as_of_date=as_of_date,
            archive_id=str(archive_ids[position]),
            edition=str(editions[position]),
            occupied_total_km2=float(totals_km2[position]),
            grey_zone_km2=_known(grey_km2[position]),
            certainty=certainty,
            occupied_if_later_km2=float(totals_km2[position - 1]) if hinges else None,
        )
        readings.append(reading)
    return readings


def _known(km2: float) -> float | None:
    return None if math.isnan(km2) else float(km2)


def inferred_days(daily_area: pd.DataFrame) -> frozenset[date]:
    """List the days whose map is dated within one day."""
    is_inferred = daily_area["certainty"] == Certainty.WITHIN_ONE_DAY
    return frozenset(daily_area.loc[is_inferred, "as_of_date"].dt.date)
