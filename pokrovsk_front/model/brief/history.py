"""The archive by calendar day, and a period among all others of its kind.

Periods are ranked by the net change without redrawn outlines, and only among those on maps of the
same step: daily, or (months alone) about weekly. A record looks back: it says since when no
period of the kind had more, or less, and stays true when later ones have.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.brief.periods import PeriodKind, kind_of, periods_like
from pokrovsk_front.model.readings import day_of
from pokrovsk_front.model.windows import Window

DAILY_PAUSE_DAYS = 3
"""The longest pause of the daily maps."""

MIN_OTHERS = 5
"""Fewer other periods make no ranking."""

MIN_BEATEN = 3
"""A record holds against at least so many periods, those just before it."""

Measure = Literal["net", "gained", "regained"]
Side = Literal["largest", "smallest"]


@dataclass(frozen=True, slots=True)
class History:
    """What the maps say, by calendar day from the first map to the last.

    Attributes:
        first: Day of the first map.
        last: Day of the last one.
        daily_since: The map since which none is followed by a pause of over `DAILY_PAUSE_DAYS`.
        line_km2: Occupied total without redrawn outlines, on the map that stands for each day.
        gained_km2: What came under control from map to map, summed from the first map and without
            redrawn outlines, on the map that stands for each day.
        regained_km2: What was regained, likewise.
    """

    first: date
    last: date
    daily_since: date
    line_km2: np.ndarray
    gained_km2: np.ndarray
    regained_km2: np.ndarray

    def is_daily(self, window: Window) -> bool:
        """Whether a window lies wholly on daily maps, its eve included."""
        return window.eve >= self.daily_since

    def daily_within(self, window: Window) -> date | None:
        """Give the day of a window from which its maps are daily; None if all are of one step."""
        is_mixed = window.eve < self.daily_since < window.last_day
        return self.daily_since if is_mixed else None

    def changes(self, periods: np.ndarray, measure: Measure) -> np.ndarray:
        """Measure periods, one row each with its first and its last day, in km2."""
        by_day = {"net": self.line_km2, "gained": self.gained_km2, "regained": self.regained_km2}
        offsets = (periods - np.datetime64(self.first, "D")).astype(int)
        opening, closing = by_day[measure][offsets[:, 0] - 1], by_day[measure][offsets[:, 1]]
        found: np.ndarray = closing - opening
        return found

    def change(self, window: Window, measure: Measure) -> float:
        """Measure a window, in km2."""
        return float(self.changes(_row(window), measure)[0])

    def comparable(self, window: Window) -> np.ndarray:
        """List the periods that a window compares with, itself among them, in order of time.

        Returns:
            As `periods_like`; empty where there is nothing that it may be ranked among.
        """
        periods = periods_like(window, day_after(self.first), self.last)
        is_daily = periods[:, 0] - 1 >= np.datetime64(self.daily_since, "D")
        if self.is_daily(window):
            return periods[is_daily]
        return periods[~is_daily] if kind_of(window) is PeriodKind.MONTH else periods[:0]


def day_after(day: date) -> date:
    """Give the day after."""
    return date.fromordinal(day.toordinal() + 1)


def _row(window: Window) -> np.ndarray:
    return np.array([[window.first_day, window.last_day]], dtype="datetime64[D]")


def history(daily_area: pd.DataFrame, breaks: Iterable[Break]) -> History:
    """Spread the archive over its calendar days, each with the map that stands for it.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        breaks: The outlines that the map redrew.
    """
    days = daily_area["as_of_date"].to_numpy().astype("datetime64[D]")
    total_km2 = daily_area["occupied_total_km2"].to_numpy().copy()
    steps_km2 = {
        name: np.nan_to_num(daily_area[name].to_numpy()) for name in ("gained_km2", "regained_km2")
    }
    for each in breaks:
        day = np.datetime64(each.as_of_date, "D")
        total_km2[days >= day] -= each.change_km2
        # An outline that is redrawn inwards looks like land regained.
        name = "gained_km2" if each.change_km2 > 0 else "regained_km2"
        steps_km2[name][days == day] -= abs(each.change_km2)
    calendar = np.arange(days[0], days[-1] + 1)
    standing = np.searchsorted(days, calendar, side="right") - 1
    long_pauses = np.flatnonzero(np.diff(days).astype(int) > DAILY_PAUSE_DAYS)
    daily_since = days[long_pauses[-1] + 1] if long_pauses.size else days[0]
    return History(
        first=day_of(days[0]),
        last=day_of(days[-1]),
        daily_since=day_of(daily_since),
        line_km2=total_km2[standing],
        gained_km2=steps_km2["gained_km2"].cumsum()[standing],
        regained_km2=steps_km2["regained_km2"].cumsum()[standing],
    )


@dataclass(frozen=True, slots=True)
class Record:
    """Since when no period of the kind had as much, or as little.

    Attributes:
        side: Whether the period has more than those before it, or less.
        since: The last one before it that had as much (or as little) or more; None where none
            that compares had.
        since_km2: That of `since`.
        first: The first period that compares.
        beaten: How many lie between `since`, or the beginning, and the period.
        is_still: Whether no later period that compares had as much, or as little.
    """

    side: Side
    since: Window | None
    since_km2: float | None
    first: Window
    beaten: int
    is_still: bool


def record(past: History, window: Window, measure: Measure = "net") -> Record | None:
    """Find since when no period like a window had as much, or as little.

    Args:
        past: The archive by day.
        window: The window.
        measure: What is compared: the net change, or the land regained, of which only the most
            is a record.

    Returns:
        The one that reaches further back; None where neither holds against `MIN_BEATEN`.
    """
    periods = past.comparable(window)
    earlier = periods[periods[:, 1] < np.datetime64(window.first_day, "D")]
    if len(earlier) < MIN_BEATEN:
        return None
    km2, own_km2 = past.changes(earlier, measure), past.change(window, measure)
    sides: tuple[Side, ...] = ("largest", "smallest") if measure == "net" else ("largest",)
    later = past.changes(periods[periods[:, 0] > np.datetime64(window.last_day, "D")], measure)
    found = [_record(earlier, km2, later, own_km2, side) for side in sides]
    best = max(found, key=lambda each: each.beaten)
    # Windows of some days in a row overlap: only those that lie apart count.
    apart = window.days if kind_of(window) is PeriodKind.DAYS else 1
    return best if best.beaten // apart >= MIN_BEATEN else None


def _record(
    earlier: np.ndarray, km2: np.ndarray, later_km2: np.ndarray, own_km2: float, side: Side
) -> Record:
    is_largest = side == "largest"
    is_as_much = km2 >= own_km2 if is_largest else km2 <= own_km2
    is_later_as_much = later_km2 >= own_km2 if is_largest else later_km2 <= own_km2
    at = np.flatnonzero(is_as_much)
    last = int(at[-1]) if at.size else -1
    return Record(
        side,
        since=_window(earlier[last]) if at.size else None,
        since_km2=float(km2[last]) if at.size else None,
        first=_window(earlier[0]),
        beaten=len(earlier) - 1 - last,
        is_still=not is_later_as_much.any(),
    )


def _window(row: np.ndarray) -> Window:
    return Window(day_of(row[0]), day_of(row[1]))


@dataclass(frozen=True, slots=True)
class Rank:
    """A period among all others that compare, those after it too.

    Attributes:
        others: How many there are.
        larger: How many of them had a larger net change.
        first: The first that compares.
        last: The last that compares.
    """

    others: int
    larger: int
    first: Window
    last: Window


def rank(past: History, window: Window) -> Rank | None:
    """Rank a period among all of its kind; None for days that are no month, week or year."""
    if kind_of(window) is PeriodKind.DAYS:
        return None
    periods = past.comparable(window)
    others = periods[periods[:, 0] != np.datetime64(window.first_day, "D")]
    if len(others) < MIN_OTHERS:
        return None
    larger = past.changes(others, "net") > past.change(window, "net")
    return Rank(len(others), int(larger.sum()), _window(periods[0]), _window(periods[-1]))


def months_alike(months: pd.DataFrame, past: History, window: Window) -> pd.DataFrame:
    """Select the months on maps of the same step as those of a window.

    Args:
        months: The table of `gains.monthly_gains`.
        past: The archive by day.
        window: The window.
    """
    since = pd.Timestamp(day_after(past.daily_since))
    is_daily = months["month"] >= since
    return months[is_daily if past.is_daily(window) else ~is_daily].reset_index(drop=True)
