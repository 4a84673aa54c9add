"""Areas on the map of the Institute for the Study of War (ISW), by day and by week.

The daily series has three layers and two sums of them. The weekly one has one sum and reaches
further; it comes from another calculation and lies 60 to 97 km2 below the daily one, so that no
figure takes one end from each. Nothing here fills a day or extends a series.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import ArchiveGapError, Gaps, standing_on
from pokrovsk_front.model.windows import Window

IswDefinition = Literal["assessed", "with_claims"]
"""What is counted on the ISW map: what ISW assesses, or that and what Russian sources claim."""

LAYERS_OF: dict[IswDefinition, tuple[str, ...]] = {
    "assessed": ("control_km2", "assessed_advances_km2"),
    "with_claims": ("control_km2", "assessed_advances_km2", "claimed_km2"),
}
"""The layers that add up to each definition. Which sum a printed series follows was found by
comparing the sums with the printed months of ISW and of AFP; neither prints its method."""

DAILY_GAPS = Gaps(
    outside=N_("The ISW series runs from {first} to {last}; it has no value for {day}."),
    within=N_(
        "The ISW series has no value within {days} days before {day}; the nearest is for {nearest}."
    ),
    before=N_(
        "No window can start on {day}: the ISW series runs from {first} to {last} and has no "
        "value for the day before."
    ),
)

WEEKLY_GAPS = Gaps(
    outside=N_("The weekly ISW series runs from {first} to {last}; it has no value for {day}."),
    within=N_(
        "The weekly ISW series has no value within {days} days before {day}; the nearest is for "
        "{nearest}."
    ),
    before=N_(
        "No window can start on {day}: the weekly ISW series runs from {first} to {last} and has "
        "no value for the day before."
    ),
)


@dataclass(frozen=True, slots=True)
class IswReading:
    """The area on the ISW map that stands for a day, in one definition."""

    asked_date: date
    as_of_date: date
    definition: IswDefinition
    area_km2: float

    @property
    def gap_days(self) -> int:
        """How many days older the value is than the day that was asked for."""
        return (self.asked_date - self.as_of_date).days


@dataclass(frozen=True, slots=True)
class IswGain:
    """The net change on the ISW map over a window, and the two readings behind it."""

    window: Window
    definition: IswDefinition
    opening: IswReading
    closing: IswReading

    @property
    def net_km2(self) -> float:
        """Net change over the window, in km2; negative when the area shrank."""
        return self.closing.area_km2 - self.opening.area_km2


def isw_areas(isw_daily: pd.DataFrame, definition: IswDefinition) -> pd.Series:
    """Sum the layers of one definition, day by day.

    A day whose layer is missing, or marked incomplete, has no value: no layer is carried over
    from another day.

    Args:
        isw_daily: The table `isw_daily_areas`, ascending by `as_of_date`.
        definition: What is counted.

    Returns:
        Areas in km2, indexed by day, ascending; days without a value are absent.
    """
    whole = isw_daily[~isw_daily["is_incomplete"]].set_index("as_of_date")
    return whole[list(LAYERS_OF[definition])].sum(axis="columns", skipna=False).dropna()


def isw_reading_on(
    areas_km2: pd.Series,
    day: date,
    definition: IswDefinition,
    *,
    opens: Window | None = None,
    gaps: Gaps = DAILY_GAPS,
) -> IswReading:
    """Find the value of the ISW map that stands for `day`: its own, or the nearest earlier one.

    Args:
        areas_km2: What `isw_areas` gave for `definition`, or `weekly_areas`.
        day: The day that is asked for.
        definition: What is counted.
        opens: The window that `day` is the eve of, if it is one.
        gaps: How the series refuses.

    Raises:
        ArchiveGapError: The day is outside the series, or no value stands on it or in the
            `MAX_CARRY_DAYS` before it.
    """
    if areas_km2.empty:
        raise ArchiveGapError(N_("The ISW series has no value."))
    days = areas_km2.index.to_numpy()
    position = standing_on(days, day, gaps, opens=opens)
    return IswReading(
        asked_date=day,
        as_of_date=areas_km2.index[position].date(),
        definition=definition,
        area_km2=float(areas_km2.iloc[position]),
    )


def isw_gain(isw_daily: pd.DataFrame, window: Window, definition: IswDefinition) -> IswGain:
    """Measure the net change on the ISW map over `window`.

    The opening state is that of the eve of the first day, as for our own figure. ISW redraws
    its layer of control about once in two weeks, so that a window shorter than a month may
    show the redrawing rather than the front.

    Args:
        isw_daily: The table `isw_daily_areas`, ascending by `as_of_date`.
        window: The days that count, both ends included.
        definition: `assessed` (control and assessed advances) or `with_claims` (with what
            Russian sources claim as well).

    Raises:
        ArchiveGapError: A boundary of the window is outside the series or in a gap.
    """
    return isw_gain_from(isw_areas(isw_daily, definition), window, definition)


def isw_gain_from(
    areas_km2: pd.Series, window: Window, definition: IswDefinition, gaps: Gaps = DAILY_GAPS
) -> IswGain:
    """Measure the net change of one series of areas over `window`.

    Args:
        areas_km2: What `isw_areas` gave for `definition`, or `weekly_areas`.
        window: The days that count, both ends included.
        definition: What is counted.
        gaps: How the series refuses.

    Raises:
        ArchiveGapError: A boundary of the window is outside the series or in a gap.
    """
    return IswGain(
        window=window,
        definition=definition,
        opening=isw_reading_on(areas_km2, window.eve, definition, opens=window, gaps=gaps),
        closing=isw_reading_on(areas_km2, window.last_day, definition, gaps=gaps),
    )


def weekly_areas(isw_weekly: pd.DataFrame) -> pd.Series:
    """Give the weekly areas as ISW assesses them, in km2, indexed by day, ascending.

    Args:
        isw_weekly: The table `isw_weekly_areas`.
    """
    return isw_weekly.set_index("as_of_date")["assessed_km2"]


def isw_weekly_gain(isw_weekly: pd.DataFrame, window: Window) -> IswGain:
    """Measure the net change on the weekly ISW maps over `window`, as ISW assesses it.

    The maps that stand for its ends may be up to a week older than the ends.

    Args:
        isw_weekly: The table `isw_weekly_areas`, ascending by `as_of_date`.
        window: The days that count, both ends included.

    Raises:
        ArchiveGapError: A boundary of the window is outside the series or in a gap.
    """
    return isw_gain_from(weekly_areas(isw_weekly), window, "assessed", WEEKLY_GAPS)


@dataclass(frozen=True, slots=True)
class GreyShare:
    """Share of the land that ISW alone counts which lies in DeepState's grey zone, by week.

    Attributes:
        weeks: How many weekly maps were laid over each other.
        first: Day of the first of them.
        last: Day of the last.
        mean_pct: Mean of the weekly shares, in percent.
        least_pct: The smallest of them.
        max_pct: The largest.
    """

    weeks: int
    first: date
    last: date
    mean_pct: float
    least_pct: float
    max_pct: float


def grey_shares_pct(overlap: pd.DataFrame) -> pd.Series:
    """Give the share of the land that ISW alone counts which lies in the grey zone, in percent.

    Args:
        overlap: The table `isw_deepstate_overlap`.
    """
    return overlap["only_isw_in_grey_zone_km2"] / overlap["only_isw_km2"] * 100


def grey_share(overlap: pd.DataFrame) -> GreyShare:
    """Summarise the weekly shares; the mean is of weeks, not of areas.

    Args:
        overlap: The table `isw_deepstate_overlap`, ascending by `as_of_date`, of one oblast.
    """
    shares_pct = grey_shares_pct(overlap)
    return GreyShare(
        weeks=len(overlap),
        first=overlap["as_of_date"].iloc[0].date(),
        last=overlap["as_of_date"].iloc[-1].date(),
        mean_pct=float(shares_pct.mean()),
        least_pct=float(shares_pct.min()),
        max_pct=float(shares_pct.max()),
    )
