"""Territory gained over a window, as the difference of two published maps.

Every figure here is a net change of the occupied area on the map: ground that was lost and
retaken inside the window cancels out, and the grey zone is left out. A map shows what its
publisher knew and chose to publish that day; nothing here measures what happened unseen.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import pandas as pd

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import Window, WindowError, have_same_length

MAX_CARRY_DAYS = 7
"""How long a map may stand for the days after it: the longest pause of the weekly archive."""


class ArchiveGapError(WindowError):
    """A boundary of the window has no map or value within `MAX_CARRY_DAYS` before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The occupied area on the map that stands for a day.

    `asked_date` is the day that was asked for, `as_of_date` the day of the map that was used.
    """

    asked_date: date
    as_of_date: date
    archive_id: str
    edition: str
    occupied_total_km2: float

    @property
    def edition_key(self) -> str:
        """The archive and the edition of the map that was used."""
        return f"{self.archive_id}/{self.edition}"

    @property
    def gap_days(self) -> int:
        """How many days older the map is than the day that was asked for."""
        return (self.asked_date - self.as_of_date).days


@dataclass(frozen=True, slots=True)
class Gain:
    """The net gain over a window and the two readings behind it."""

    window: Window
    opening: Reading
    closing: Reading

    @property
    def net_km2(self) -> float:
        """Net change of the occupied total over the window, in km2; negative when it shrank."""
        return self.closing.occupied_total_km2 - self.opening.occupied_total_km2

    @property
    def net_km2_per_day(self) -> float:
        """Net change divided by the days of the window, in km2 a day."""
        return self.net_km2 / self.window.days


@dataclass(frozen=True, slots=True)
class Gaps:
    """How a series says that it has nothing for a day.

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
    """Find what stands for a day in a series that may pause: the day's own, or the nearest earlier.

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
    first, last = _date(days[0]), _date(days[-1])
    asked = opens.first_day if opens else day
    if position < 0 or day > last:
        is_eve_missing = opens is not None and first <= asked <= last
        text = gaps.before if is_eve_missing else gaps.outside
        raise ArchiveGapError(text, first=first, last=last, day=asked)
    nearest = _date(days[position])
    if (day - nearest).days > MAX_CARRY_DAYS:
        raise ArchiveGapError(gaps.within, days=MAX_CARRY_DAYS, day=asked, nearest=nearest)
    return position


def _date(day: np.datetime64) -> date:
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
    (reading,) = _readings(daily_area, day)
    return reading


def _readings(daily_area: pd.DataFrame, *asked: date, opens: Window | None = None) -> list[Reading]:
    """Find the maps that stand for some days, the first of them the eve of the window it opens."""
    # Each look at a column of a frame costs as much as the rest of a reading.
    days = daily_area["as_of_date"].to_numpy()
    archive_ids, editions = daily_area["archive_id"].array, daily_area["edition"].array
    totals_km2 = daily_area["occupied_total_km2"].to_numpy()
    windows = [opens, *[None] * (len(asked) - 1)]
    positions = [
        standing_on(days, day, opens=window) for day, window in zip(asked, windows, strict=True)
    ]
    return [
        Reading(
            asked_date=day,
            as_of_date=_date(days[position]),
            archive_id=str(archive_ids[position]),
            edition=str(editions[position]),
            occupied_total_km2=float(totals_km2[position]),
        )
        for day, position in zip(asked, positions, strict=True)
    ]


def net_gain(daily_area: pd.DataFrame, window: Window) -> Gain:
    """Measure the net gain over `window`.

    The opening state is the map standing on the eve of the first day, so that windows which
    follow each other share a boundary and their gains add up. Ground lost and retaken inside
    the window cancels out: this is a difference of two maps, not the sum of all advances.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        window: The days that count, both ends included.

    Returns:
        The gain in km2 with the editions behind it, so that a caption can cite them.

    Raises:
        ArchiveGapError: A boundary of the window is outside the archive or in a gap, or no map
            was published within the window.
    """
    gain = Gain(window, *_readings(daily_area, window.eve, window.last_day, opens=window))
    check_map_within(window, gain.closing)
    return gain


def check_map_within(window: Window, closing: Reading) -> None:
    """Refuse a window without a map of its own: the one before it closes it as well.

    Raises:
        ArchiveGapError: No map was published within the window.
    """
    if closing.as_of_date < window.first_day and window.days == 1:
        text = N_("No map was published on {first}, so the change on that day is unknown.")
        raise ArchiveGapError(text, first=window.first_day)
    if closing.as_of_date < window.first_day:
        text = N_("No map was published from {first} to {last}, so the change is unknown.")
        raise ArchiveGapError(text, first=window.first_day, last=window.last_day)


@dataclass(frozen=True, slots=True)
class GrossChange:
    """All that came under control and all that was regained, from map to map, in km2.

    Land that changed hands twice counts twice, so both are more than a difference of the first
    and the last map shows. Their difference is the net gain.
    """

    gained_km2: float
    regained_km2: float


def gross_change(daily_area: pd.DataFrame, gain: Gain) -> GrossChange:
    """Add up what each map of a window shows as gained and regained since the map before.

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
    """Say by how many percent the later figure is above the earlier one.

    >>> round(change_pct(3386.0, 2194.0), 1)
    54.3
    """
    return (later_km2 / earlier_km2 - 1) * 100


def window_change_pct(
    later_km2: float, earlier_km2: float, earlier: Window, later: Window
) -> float:
    """Say by how many percent the figure of the later window is above that of the earlier one.

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
    """Follow the net gain since the eve of a window, map by map.

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
    daily_area: pd.DataFrame, window: Window, column: str = "occupied_total_km2"
) -> pd.DataFrame:
    """Measure the net gain of every whole calendar month inside `window`.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        window: Months that are not wholly inside it are left out.
        column: Which area to follow; DeepState's monthly posts follow
            `occupied_since_2022_km2`, which has no value where the archive does not tell it.

    Returns:
        One row a month: `month` (its first day), `net_km2`, and `opening_as_of_date` and
        `closing_as_of_date` of the maps used. A month whose boundary has no value is unknown
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
    for month in whole:
        gain = net_gain(daily_area, Window(month.start_time.date(), month.end_time.date()))
        opened, closed = gain.opening.as_of_date, gain.closing.as_of_date
        rows.append(
            {
                "month": month.start_time,
                "net_km2": float(by_day[pd.Timestamp(closed)] - by_day[pd.Timestamp(opened)]),
                "opening_as_of_date": pd.Timestamp(opened),
                "closing_as_of_date": pd.Timestamp(closed),
            }
        )
    return pd.DataFrame(
        rows, columns=["month", "net_km2", "opening_as_of_date", "closing_as_of_date"]
    )
