"""Territory gained over a window, as the difference of two published maps.

Every figure here is a net change of the occupied area on the map: ground that was lost and
retaken inside the window cancels out, and the grey zone is left out. A map shows what its
publisher knew and chose to publish that day; nothing here measures what happened unseen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from pokrovsk_front.model.breaks import Break, breaks_between, redrawn_km2
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import ArchiveGapError, Reading, day_of, readings_on
from pokrovsk_front.model.windows import Window, have_same_length

MONTH_COLUMNS = [
    *("month", "net_km2", "opening_as_of_date", "closing_as_of_date"),
    *("is_within_one_day", "redrawn_km2", "decisive_date"),
]
"""The columns of `monthly_gains`."""

MIN_STEPS = 4
"""Smallest number of maps for a decisive one: among fewer, one always stands out."""


@dataclass(frozen=True, slots=True)
class Step:
    """The change of the occupied total from one map to the next, the map of `as_of_date`."""

    as_of_date: date
    net_km2: float


@dataclass(frozen=True, slots=True)
class Gain:
    """The net gain over a window and what it rests on.

    Attributes:
        window: The days that count.
        opening: The reading on its eve.
        closing: The reading on its last day.
        breaks: The outlines that the map redrew in between.
        decisive: The map that changed the total by more than all others of the window together,
            if there is one.
    """

    window: Window
    opening: Reading
    closing: Reading
    breaks: tuple[Break, ...] = ()
    decisive: Step | None = None

    @property
    def net_km2(self) -> float:
        """Net change of the occupied total over the window, in km2; negative when it shrank."""
        return self.closing.occupied_total_km2 - self.opening.occupied_total_km2

    @property
    def redrawn_km2(self) -> float:
        """How much of the net gain is redrawn outlines and no movement, in km2."""
        return redrawn_km2(self.breaks)

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """The opening and the closing reading."""
        return self.opening, self.closing

    @property
    def is_within_one_day(self) -> bool:
        """Whether the day of one of the two maps is inferred, within one day."""
        return any(reading.is_within_one_day for reading in self.readings)

    @property
    def bounds_km2(self) -> tuple[float, float]:
        """The least and the largest net gain that the inferred days of the two maps leave open.

        Both are `net_km2` where both days are certain.
        """
        opening_km2, closing_km2 = (reading.possible_km2 for reading in self.readings)
        return min(closing_km2) - max(opening_km2), max(closing_km2) - min(opening_km2)

    @property
    def net_km2_per_day(self) -> float:
        """Net change divided by the days of the window, in km2 a day."""
        return self.net_km2 / self.window.days

    @property
    def net_with_grey_zone_km2(self) -> float | None:
        """Net change of occupied land and grey zone together, in km2.

        None where one of the two maps does not tell the grey zone.

        >>> opening = Reading(date(2024, 1, 1), date(2024, 1, 1), "raw", "1", 100.0, 30.0)
        >>> closing = Reading(date(2024, 1, 2), date(2024, 1, 2), "raw", "2", 110.0, 25.0)
        >>> day = Window(date(2024, 1, 2), date(2024, 1, 2))
        >>> Gain(day, opening, closing).net_with_grey_zone_km2
        5.0
        """
        opening, closing = self.opening.with_grey_zone_km2, self.closing.with_grey_zone_km2
        return None if opening is None or closing is None else closing - opening


def net_gain(daily_area: pd.DataFrame, window: Window, breaks: Iterable[Break] = ()) -> Gain:
    """Measure the net gain over `window`.

    The opening state is the map standing on the eve of the first day, so that windows which
    follow each other share a boundary and their gains add up. Ground lost and retaken inside
    the window cancels out: this is a difference of two maps, not the sum of all advances.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        window: The days that count, both ends included.
        breaks: The outlines that the map redrew; those between the two maps are said with it.

    Returns:
        The gain in km2 with the editions behind it, so that a caption can cite them.

    Raises:
        ArchiveGapError: A boundary of the window is outside the archive or in a gap, or no map
            was published within the window.
    """
    (gain,) = _gains_in_turn(daily_area, [window], breaks)
    return gain


def _gains_in_turn(
    daily_area: pd.DataFrame, windows: Sequence[Window], breaks: Iterable[Break]
) -> list[Gain]:
    """Measure windows of which each begins on the day after the one before; see `net_gain`."""
    days = [windows[0].eve, *(window.last_day for window in windows)]
    readings = readings_on(daily_area, *days, opens=windows[0])
    steps, breaks = Steps.of(daily_area), tuple(breaks)
    gains = []
    for window, (opening, closing) in zip(windows, pairwise(readings), strict=True):
        check_map_within(window, closing.as_of_date)
        between = opening.as_of_date, closing.as_of_date
        gains.append(
            Gain(
                window,
                opening,
                closing,
                breaks_between(breaks, *between),
                steps.decisive(*between),
            )
        )
    return gains


def check_map_within(window: Window, closing: date) -> None:
    """Raise an error for a window within which no map was published.

    Args:
        window: The window.
        closing: The day of the map that stands for its last day.

    Raises:
        ArchiveGapError: No map was published within the window.
    """
    if closing < window.first_day and window.days == 1:
        text = N_("No map was published on {first}, so the change on that day is unknown.")
        raise ArchiveGapError(text, first=window.first_day)
    if closing < window.first_day:
        text = N_("No map was published from {first} to {last}, so the change is unknown.")
        raise ArchiveGapError(text, first=window.first_day, last=window.last_day)


class Steps(NamedTuple):
    """Days and totals of the maps, in order of time: each map is a step from the one before."""

    days: np.ndarray
    totals_km2: np.ndarray

    @classmethod
    def of(cls, daily_area: pd.DataFrame) -> Self:
        """Take the columns out of the table `daily_area`, ascending by `as_of_date`."""
        days = daily_area["as_of_date"].to_numpy(dtype="datetime64[D]")
        return cls(days, daily_area["occupied_total_km2"].to_numpy())

    def decisive(self, opening: date, closing: date) -> Step | None:
        """Find the map that changed the total more than all others between two maps together.

        Args:
            opening: Day of the first map.
            closing: Day of the last map.

        Returns:
            The step, or None where there is none, or fewer than `MIN_STEPS` maps follow the first.
        """
        between = np.array([opening, closing], dtype="datetime64[D]")
        first, last = np.searchsorted(self.days, between)
        steps_km2 = np.diff(self.totals_km2[first : last + 1])
        if len(steps_km2) < MIN_STEPS:
            return None
        at = int(np.abs(steps_km2).argmax())
        largest_km2 = float(steps_km2[at])
        if abs(largest_km2) <= abs(float(steps_km2.sum()) - largest_km2):
            return None
        return Step(day_of(self.days[first + 1 + at]), largest_km2)


@dataclass(frozen=True, slots=True)
class GrossChange:
    """Gross change over a window: gained and regained from map to map, in km2.

    Land that changed hands twice counts twice, so both are more than a difference of the first
    and the last map shows. Their difference is the net gain.
    """

    gained_km2: float
    regained_km2: float


def gross_change(daily_area: pd.DataFrame, gain: Gain) -> GrossChange:
    """Sum the gained and the regained land of each map of a window since the map before.

    Before 2024 maps are a week apart: what changed hands twice between two of them is unseen.

    Args:
        daily_area: The table `daily_area`, whose `gained_km2` and `regained_km2` are polygon
            differences from the map before.
        gain: The window as `net_gain` measured it.

    Returns:
        The two sums; gained less regained is `gain.net_km2` but for the rounding of the table.
    """
    days = daily_area["as_of_date"].to_numpy(dtype="datetime64[D]")
    opening, closing = (
        int(np.searchsorted(days, np.datetime64(each.as_of_date, "D")))
        for each in (gain.opening, gain.closing)
    )
    steps = slice(opening + 1, closing + 1)
    return GrossChange(
        gained_km2=float(daily_area["gained_km2"].to_numpy()[steps].sum()),
        regained_km2=float(daily_area["regained_km2"].to_numpy()[steps].sum()),
    )


def change_pct(later_km2: float, earlier_km2: float) -> float:
    """Calculate the change from the earlier to the later figure, in percent.

    >>> round(change_pct(3386.0, 2194.0), 1)
    54.3
    """
    return (later_km2 / earlier_km2 - 1) * 100


def window_change_pct(
    later_km2: float, earlier_km2: float, earlier: Window, later: Window
) -> float:
    """Calculate the change between two windows in percent, a day where their lengths differ.

    Windows that differ in length by more than a leap day are compared by the day.

    >>> january = Window(date(2024, 1, 1), date(2024, 1, 31))
    >>> two_months = Window(date(2025, 1, 1), date(2025, 3, 3))
    >>> window_change_pct(200.0, 100.0, january, two_months)
    0.0
    """
    if have_same_length(earlier, later):
        return change_pct(later_km2, earlier_km2)
    return change_pct(later_km2 / later.days, earlier_km2 / earlier.days)


def cumulative_gain(daily_area: pd.DataFrame, gain: Gain) -> pd.DataFrame:
    """Calculate the cumulative net gain since the eve of a window, map by map.

    Days without a map are absent; nothing is interpolated.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        gain: The window as `net_gain` measured it.

    Returns:
        One row a map in the window: `as_of_date`, `day_of_window` (1 is the first day),
        `net_km2` since the opening state. A first row, day 0, is the opening state itself.
    """
    window = gain.window
    days = daily_area["as_of_date"].to_numpy(dtype="datetime64[D]")
    eve, last = np.datetime64(window.eve, "D"), np.datetime64(window.last_day, "D")
    inside = slice(*np.searchsorted(days, [eve, last], side="right"))
    totals_km2 = daily_area["occupied_total_km2"].to_numpy()[inside]
    shown = np.concatenate([[eve], days[inside]])
    return pd.DataFrame(
        {
            "as_of_date": shown.astype("datetime64[s]"),
            "day_of_window": (shown - eve).astype(int),
            "net_km2": np.concatenate([[0.0], totals_km2 - gain.opening.occupied_total_km2]),
        }
    )


def monthly_gains(
    daily_area: pd.DataFrame,
    window: Window,
    column: str = "occupied_total_km2",
    breaks: Iterable[Break] = (),
) -> pd.DataFrame:
    """Measure the net gain of every whole calendar month inside `window`.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        window: Months that are not wholly inside it are left out.
        column: Which area to follow; DeepState's monthly posts follow
            `occupied_since_2022_km2`, which has no value where the archive does not tell it.
        breaks: The outlines that the map redrew.

    Returns:
        One row a month, `MONTH_COLUMNS`: its first day, the net gain, the days of the maps used,
        whether one of these is inferred, what redrawn outlines add, and the day of a map that
        changed more than all others of the month. A month whose boundary has no value is unknown
        (NaN), never filled.

    Raises:
        ArchiveGapError: A boundary of a month is outside the archive or in a gap.
    """
    months = pd.period_range(window.first_day, window.last_day, freq="M")
    whole = [
        month
        for month in months
        if month.start_time.date() >= window.first_day and month.end_time.date() <= window.last_day
    ]
    by_day = daily_area.set_index("as_of_date")[column]
    rows = []
    windows = [Window(month.start_time.date(), month.end_time.date()) for month in whole]
    gains = _gains_in_turn(daily_area, windows, breaks) if whole else []
    for month, gain in zip(whole, gains, strict=True):
        opened, closed = gain.opening.as_of_date, gain.closing.as_of_date
        rows.append(
            {
                "month": month.start_time,
                "net_km2": float(by_day[pd.Timestamp(closed)] - by_day[pd.Timestamp(opened)]),
                "opening_as_of_date": pd.Timestamp(opened),
                "closing_as_of_date": pd.Timestamp(closed),
                "is_within_one_day": gain.is_within_one_day,
                "redrawn_km2": gain.redrawn_km2,
                "decisive_date": pd.Timestamp(gain.decisive.as_of_date)
                if gain.decisive
                else pd.NaT,
            }
        )
    return pd.DataFrame(rows, columns=MONTH_COLUMNS)
