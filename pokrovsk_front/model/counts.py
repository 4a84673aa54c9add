"""Two windows measured on several counts, each on its own map and never averaged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import pandas as pd

from pokrovsk_front.model.gains import Gain, net_gain, window_change_pct
from pokrovsk_front.model.isw import (
    IswGain,
    isw_areas,
    isw_gain_from,
    isw_weekly_gain,
)
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.windows import Window

LegId = Literal["deepstate", "isw_assessed", "isw_with_claims", "isw_weekly"]


@dataclass(frozen=True, slots=True)
class Leg:
    """Two windows measured on one count.

    Attributes:
        leg_id: Which count.
        earlier_km2: Net gain of the window that is compared with.
        later_km2: Net gain of the window in question.
        map_days: Days of the maps used: opening and closing of the earlier, then of the later.
        windows: The two windows.
    """

    leg_id: LegId
    earlier_km2: float
    later_km2: float
    map_days: tuple[date, ...]
    windows: tuple[Window, Window]

    @property
    def as_of_date(self) -> date:
        """Day of the latest map used."""
        return max(self.map_days)

    @property
    def change_pct(self) -> float | None:
        """By how many percent the later gain is above the earlier one; None without two gains.

        Windows of different length are compared by the day.
        """
        if self.earlier_km2 <= 0 or self.later_km2 <= 0:
            return None
        return window_change_pct(self.later_km2, self.earlier_km2, *self.windows)


@dataclass(frozen=True, slots=True)
class Legs:
    """Two windows on several counts, each measured on its own map.

    Attributes:
        earlier: The window that is compared with.
        later: The window in question.
        legs: DeepState's map and the ISW map in both definitions; or, where its daily series does
            not reach, DeepState's map and the weekly ISW maps.
    """

    earlier: Window
    later: Window
    legs: tuple[Leg, ...]

    @property
    def isw_table(self) -> str:
        """The table of ISW's areas that was used, which is named as its source is."""
        return "isw_weekly_areas" if self.weekly else "isw_daily_areas"

    @property
    def weekly(self) -> Leg | None:
        """The count on weekly maps, if it stands in for the daily ones."""
        return next((leg for leg in self.legs if leg.leg_id == "isw_weekly"), None)

    @property
    def as_of_date(self) -> date:
        """Day of the latest map used."""
        return max(leg.as_of_date for leg in self.legs)


def legs_of(
    daily_area: pd.DataFrame,
    isw_daily: pd.DataFrame,
    earlier: Window,
    later: Window,
    *,
    isw_weekly: pd.DataFrame | None = None,
) -> Legs:
    """Measure two windows on DeepState's map and on the ISW map in both definitions.

    Where the daily ISW series does not reach over both windows, both are measured on the weekly
    one, which has no Russian claims: no figure takes one end, or one window, from each.

    Args:
        daily_area: The table `daily_area`.
        isw_daily: The table `isw_daily_areas`.
        earlier: The window that is compared with.
        later: The window in question.
        isw_weekly: The table `isw_weekly_areas`, if the weekly maps may stand in.

    Raises:
        ArchiveGapError: A boundary of a window is outside the map archive or the ISW series, or
            in a gap of it.
    """
    windows = earlier, later
    ours = _leg("deepstate", windows, lambda window: net_gain(daily_area, window))
    try:
        return Legs(earlier, later, (ours, *_daily_legs(isw_daily, windows)))
    except ArchiveGapError:
        if isw_weekly is None:
            raise
    weekly = _leg("isw_weekly", windows, partial(isw_weekly_gain, isw_weekly))
    return Legs(earlier, later, (ours, weekly))


def _daily_legs(isw_daily: pd.DataFrame, windows: tuple[Window, Window]) -> tuple[Leg, Leg]:
    return (
        _leg(
            "isw_assessed",
            windows,
            partial(isw_gain_from, isw_areas(isw_daily, "assessed"), definition="assessed"),
        ),
        _leg(
            "isw_with_claims",
            windows,
            partial(isw_gain_from, isw_areas(isw_daily, "with_claims"), definition="with_claims"),
        ),
    )


def _leg(
    leg_id: LegId, windows: tuple[Window, Window], measure: Callable[[Window], Gain | IswGain]
) -> Leg:
    first, second = (measure(window) for window in windows)
    return Leg(
        leg_id=leg_id,
        earlier_km2=first.net_km2,
        later_km2=second.net_km2,
        map_days=tuple(
            each.as_of_date for gain in (first, second) for each in (gain.opening, gain.closing)
        ),
        windows=windows,
    )
