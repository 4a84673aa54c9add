"""The headline figures: the few that are quoted most, each with its unit, day and definition.

They are measured anew on the tables they are given. Each version of the data keeps its own, so
that whoever cited one can see what it was and what it is.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from pokrovsk_front.model.dating import Certainty
from pokrovsk_front.model.gains import change_pct, net_gain
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import ArchiveGapError, Reading, reading_on
from pokrovsk_front.model.windows import Window, months_of_year

END_OF_2025 = date(2025, 12, 31)

LABELS: dict[str, str] = {
    "gain_2024_ten_months": N_("Net gain, January to October 2024"),
    "gain_2025_ten_months": N_("Net gain, January to October 2025"),
    "growth_ten_months": N_("Gain of January to October 2025 against the same months of 2024"),
    "gain_2024": N_("Net gain, 2024"),
    "gain_2025": N_("Net gain, 2025"),
    "occupied_end_of_2025": N_("Occupied total at the end of 2025"),
    "occupied_latest": N_("Occupied total on the latest map"),
    "occupied_share_latest": N_("Share of Ukraine occupied on the latest map"),
}

DEFINITIONS: dict[str, str] = {
    "km2_gain": N_(
        "Occupied total at the end of the last day less that on the eve of the first, Kyiv time; "
        "grey zone excluded, on a sphere of radius 6,378,137 m."
    ),
    "km2_total": N_(
        "Land occupied since 2022, Crimea and land occupied before 2022; grey zone excluded."
    ),
    "pct_growth": N_("The later net gain divided by the earlier one, minus one."),
    "pct_share": N_("Occupied total divided by the listed area of Ukraine."),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline figure.

    Attributes:
        headline_id: Stable key.
        value: The figure in its unit, as measured.
        unit: `km2` or `pct`.
        as_of_date: Day of the latest map behind it.
        certainty: How sure the days of the maps behind it are: within one day where one is.
        definition: What it is, in a sentence.
    """

    headline_id: str
    value: float
    unit: str
    as_of_date: date
    definition: str
    certainty: Certainty = Certainty.CERTAIN

    @property
    def label(self) -> str:
        """What the figure is called."""
        return LABELS[self.headline_id]


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """A headline figure on an older version of the data and on this one, in its unit."""

    headline_id: str
    unit: str
    then: float
    now: float

    @property
    def difference(self) -> float:
        """The current value less the older one."""
        return self.now - self.then


def headlines(daily_area: pd.DataFrame, country_km2: float) -> list[Headline]:
    """Measure the headline figures.

    Args:
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        country_km2: The listed area of Ukraine.

    Returns:
        One figure each, rounded to a thousandth of its unit; a figure whose days the archive
        does not cover is left out.
    """
    latest_day = pd.Timestamp(daily_area["as_of_date"].iloc[-1]).date()
    measured = {
        "gain_2024_ten_months": partial(_gain, daily_area, months_of_year(2024, 10)),
        "gain_2025_ten_months": partial(_gain, daily_area, months_of_year(2025, 10)),
        "growth_ten_months": partial(_growth, daily_area),
        "gain_2024": partial(_gain, daily_area, months_of_year(2024, 12)),
        "gain_2025": partial(_gain, daily_area, months_of_year(2025, 12)),
        "occupied_end_of_2025": partial(_total, daily_area, END_OF_2025),
        "occupied_latest": partial(_total, daily_area, latest_day),
        "occupied_share_latest": partial(_share, daily_area, latest_day, country_km2),
    }
    found = []
    for headline_id, measure in measured.items():
        with suppress(ArchiveGapError):
            kind, value, readings = measure()
            found.append(
                Headline(
                    headline_id,
                    round(value, 3),
                    unit=kind.partition("_")[0],
                    as_of_date=readings[-1].as_of_date,
                    definition=DEFINITIONS[kind],
                    certainty=_least_sure(readings),
                )
            )
    return found


Measured = tuple[str, float, tuple[Reading, ...]]
"""Kind of a figure, its value and the readings behind it, the latest one last."""


def _least_sure(readings: Sequence[Reading]) -> Certainty:
    is_inferred = any(reading.is_within_one_day for reading in readings)
    return Certainty.WITHIN_ONE_DAY if is_inferred else Certainty.CERTAIN


def _gain(daily_area: pd.DataFrame, window: Window) -> Measured:
    gain = net_gain(daily_area, window)
    return "km2_gain", gain.net_km2, gain.readings


def _growth(daily_area: pd.DataFrame) -> Measured:
    earlier, later = (net_gain(daily_area, months_of_year(year, 10)) for year in (2024, 2025))
    return (
        "pct_growth",
        change_pct(later.net_km2, earlier.net_km2),
        (*earlier.readings, *later.readings),
    )


def _total(daily_area: pd.DataFrame, day: date) -> Measured:
    reading = reading_on(daily_area, day)
    return "km2_total", reading.occupied_total_km2, (reading,)


def _share(daily_area: pd.DataFrame, day: date, country_km2: float) -> Measured:
    reading = reading_on(daily_area, day)
    return "pct_share", reading.occupied_total_km2 / country_km2 * 100, (reading,)


def then_and_now(then: Mapping[str, float], now: Sequence[Headline]) -> list[ThenAndNow]:
    """Compare the headline figures of an older version of the data with the current ones.

    Args:
        then: Value by `headline_id` on the older version.
        now: The headlines of this version.

    Returns:
        One row a figure that both versions have, in the order of `now`.
    """
    return [
        ThenAndNow(each.headline_id, each.unit, then[each.headline_id], each.value)
        for each in now
        if each.headline_id in then
    ]
