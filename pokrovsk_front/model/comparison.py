"""Two windows measured by one method and set side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.gains import (
    Gain,
    cumulative_gain,
    monthly_gains,
    net_gain,
    window_change_pct,
)
from pokrovsk_front.model.windows import Window, have_same_length


@dataclass(frozen=True, slots=True)
class Comparison:
    """The gains of two windows.

    Attributes:
        earlier: The gain that is compared with.
        later: The gain in question.
        earlier_curve: `cumulative_gain` of the earlier window.
        later_curve: `cumulative_gain` of the later window.
    """

    earlier: Gain
    later: Gain
    earlier_curve: pd.DataFrame
    later_curve: pd.DataFrame

    @property
    def gains(self) -> tuple[Gain, Gain]:
        """The earlier and the later gain."""
        return self.earlier, self.later

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last day of each window."""
        return tuple(day for each in self.windows for day in (each.first_day, each.last_day))

    @property
    def windows(self) -> tuple[Window, Window]:
        """The earlier and the later window."""
        return self.earlier.window, self.later.window

    @property
    def editions(self) -> tuple[str, ...]:
        """The maps behind both gains, each once."""
        readings = (each for gain in self.gains for each in (gain.opening, gain.closing))
        return tuple(dict.fromkeys(each.edition_key for each in readings))

    @property
    def difference_km2(self) -> float:
        """The later net gain less the earlier one, in km2."""
        return self.later.net_km2 - self.earlier.net_km2

    @property
    def difference_km2_per_day(self) -> float:
        """The later net gain a day less the earlier one, in km2 a day."""
        return self.later.net_km2_per_day - self.earlier.net_km2_per_day

    @property
    def is_like_for_like(self) -> bool:
        """Whether totals compare: the windows are equally long but for a leap day."""
        return have_same_length(*self.windows)

    @property
    def is_of_advances(self) -> bool:
        """Whether both windows have a net gain: without one there is no ratio and no percentage."""
        return self.earlier.net_km2 > 0 and self.later.net_km2 > 0

    @property
    def ratio(self) -> float | None:
        """The later net gain divided by the earlier one.

        None unless both are advances over windows of the same length.
        """
        if not (self.is_of_advances and self.is_like_for_like):
            return None
        return self.later.net_km2 / self.earlier.net_km2

    @property
    def ratio_per_day(self) -> float | None:
        """The later net gain a day divided by the earlier one; None unless both are advances."""
        if not self.is_of_advances:
            return None
        return self.later.net_km2_per_day / self.earlier.net_km2_per_day

    @property
    def change_pct(self) -> float | None:
        """By how many percent the later net gain is above the earlier one.

        Over windows of different length it is that of the gains a day. None unless both are
        advances.
        """
        if not self.is_of_advances:
            return None
        return window_change_pct(self.later.net_km2, self.earlier.net_km2, *self.windows)


def compare(
    daily_area: pd.DataFrame, earlier: Window, later: Window, breaks: Iterable[Break] = ()
) -> Comparison:
    """Measure two windows on the same archive.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        earlier: The window that is compared with.
        later: The window in question; it need not come after the other one.
        breaks: The outlines that the map redrew.

    Raises:
        ArchiveGapError: A boundary of a window is outside the archive or in a gap.
    """
    breaks = tuple(breaks)
    gains = net_gain(daily_area, earlier, breaks), net_gain(daily_area, later, breaks)
    return Comparison(*gains, *(cumulative_gain(daily_area, gain) for gain in gains))


def printed_months(published: pd.DataFrame, series_id: str) -> pd.DataFrame:
    """Select the net gains that a publisher printed for whole calendar months.

    Args:
        published: The table `published_territory`.
        series_id: Whose figures.

    Returns:
        `month` (its first day) and `printed_km2`, in order of time.
    """
    rows = published[
        (published["series_id"] == series_id)
        & (published["measure"] == "net_gain")
        & (published["unit"] == "km2")
    ]
    start, end = rows["period_start_date"], rows["period_end_date"]
    whole = (start.dt.day == 1) & (end == start + pd.offsets.MonthEnd(0))
    months = pd.DataFrame({"month": start[whole], "printed_km2": rows.loc[whole, "value"]})
    return months.sort_values("month", ignore_index=True)


def months_against_published(
    daily_area: pd.DataFrame, window: Window, printed: pd.DataFrame
) -> pd.DataFrame:
    """Measure each month of a window beside the published figure.

    Args:
        daily_area: The table `daily_area`.
        window: Only its whole months count.
        printed: The table of `printed_months`.

    Returns:
        The columns of `monthly_gains` and `printed_km2`, NaN where nothing was printed.

    Raises:
        ArchiveGapError: A boundary of a month is outside the archive or in a gap.
    """
    return monthly_gains(daily_area, window).merge(printed, on="month", how="left")
