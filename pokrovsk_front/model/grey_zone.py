"""The grey zone: land whose status the map calls unknown, by day and beside the occupied total.

It is in no net gain. A day whose map is known as one outline of occupied land has no value: none
is carried over from another day, and no step is measured across such a day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from pokrovsk_front.model.gains import monthly_gains
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.windows import Window

MONTHS_OF_AN_AVERAGE = 12
"""How many whole months before a day make the average month that the grey zone is measured in."""


@dataclass(frozen=True, slots=True)
class Step:
    """The change of the grey zone from one map to the next one.

    Attributes:
        as_of_date: Day of the later map.
        grey_zone_km2: Change of the grey zone, in km2.
        occupied_km2: Change of the occupied total over the same two maps, in km2.
    """

    as_of_date: date
    grey_zone_km2: float
    occupied_km2: float


@dataclass(frozen=True, slots=True)
class InMonths:
    """The grey zone of a day in average months of net gain.

    Attributes:
        as_of_date: Day of the map.
        grey_zone_km2: The grey zone on it, in km2.
        average_km2: Mean net gain of the `MONTHS_OF_AN_AVERAGE` whole months before it, in km2.
    """

    as_of_date: date
    grey_zone_km2: float
    average_km2: float

    @property
    def months(self) -> float | None:
        """The grey zone divided by the average month; None unless that is a gain."""
        return self.grey_zone_km2 / self.average_km2 if self.average_km2 > 0 else None


def in_months(daily_area: pd.DataFrame, day: date) -> InMonths | None:
    """Express the grey zone of a day in average months of net gain before it.

    Args:
        daily_area: The table `daily_area`.
        day: The day that is asked for.

    Returns:
        None where the map of the day does not tell the grey zone.

    Raises:
        ArchiveGapError: The archive has no map for the day, or none for a month before it.
    """
    reading = reading_on(daily_area, day)
    if reading.grey_zone_km2 is None:
        return None
    month_start = day.replace(day=1)
    first = (pd.Timestamp(month_start) - pd.DateOffset(months=MONTHS_OF_AN_AVERAGE)).date()
    months = monthly_gains(daily_area, Window(first, month_start - timedelta(days=1)))
    return InMonths(reading.as_of_date, reading.grey_zone_km2, float(months["net_km2"].mean()))


def last_known_day(daily_area: pd.DataFrame) -> date:
    """Give the last day with a known grey zone."""
    known = daily_area.dropna(subset=["grey_zone_km2"])
    return pd.Timestamp(known["as_of_date"].iloc[-1]).date()


def largest_steps(daily_area: pd.DataFrame, first: date, count: int) -> tuple[Step, ...]:
    """Find the largest changes of the grey zone between two maps that follow each other.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        first: Only steps to maps of this day or a later one count.
        count: How many.

    Returns:
        The largest first; where both maps of a step do not tell the zone, it is no step.
    """
    changes = daily_area.set_index("as_of_date")[["grey_zone_km2", "occupied_total_km2"]].diff()
    changes = changes[changes.index >= pd.Timestamp(first)].dropna()
    order = changes["grey_zone_km2"].abs().sort_values(ascending=False, kind="stable").index
    largest = changes.loc[order[:count]]
    return tuple(
        Step(pd.Timestamp(day).date(), float(grey_km2), float(occupied_km2))
        for day, grey_km2, occupied_km2 in zip(
            largest.index, *(largest[column] for column in largest), strict=True
        )
    )
