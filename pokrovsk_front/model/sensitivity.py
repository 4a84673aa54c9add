"""Sensitivity of a comparison of two windows to the definition.

Every row measures the same two windows on the same archive and changes one thing. Nothing here
is an error bar: a definition is a choice, and the spread between choices is what is shown. What
the archive does not tell is unknown (NaN), never estimated.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
import pandas as pd

from pokrovsk_front.model.gains import (
    check_map_within,
    gross_change,
    net_gain,
    window_change_pct,
)
from pokrovsk_front.model.readings import day_of, standing_on
from pokrovsk_front.model.shares import CLAIMED_REGIONS
from pokrovsk_front.model.windows import Window, WindowError

Topic = Literal["headline", "boundary", "calendar", "sphere", "grey_zone", "gross", "regions"]

BOUNDARY_DAYS = tuple(day for day in range(-7, 8) if day)
"""By how many days the boundaries are moved: both windows, both ends, together."""

ROBUST_POINTS = 10.0
"""How far, in points, the growth may move before it hinges on the definition."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The two windows by one definition.

    Attributes:
        topic: Which choice was changed; `headline` is the default definition.
        option: Which way: days moved, `utc`, `file_date`, `wgs84`, `included`, `gained`, `claimed`.
        earlier_km2: The earlier window; NaN where the archive does not tell.
        later_km2: Likewise of the later one.
        windows: The two windows as they were asked for.
    """

    topic: Topic
    option: str
    earlier_km2: float
    later_km2: float
    windows: tuple[Window, Window]

    @property
    def growth_pct(self) -> float:
        """By how many percent the later is above the earlier; NaN unless both are advances.

        Windows of different length are compared by the day.
        """
        if not (self.earlier_km2 > 0 and self.later_km2 > 0):
            return float("nan")
        return window_change_pct(self.later_km2, self.earlier_km2, *self.windows)


def utc_days(daily_area: pd.DataFrame) -> pd.Series:
    """Date each map by the UTC day of its edition; where no instant is known, as in the table."""
    at = pd.to_datetime(daily_area["edition_at"], utc=True).dt.tz_localize(None).dt.normalize()
    return at.fillna(daily_area["as_of_date"])


def file_days(daily_area: pd.DataFrame) -> pd.Series:
    """Date each map by its file: the day in its name, or the UTC day of its instant."""
    in_name = daily_area["edition"].astype("string").str.extract(r"_(\d{8})$")[0]
    return pd.to_datetime(in_name, format="%Y%m%d").fillna(utc_days(daily_area))


def _by_day(daily_area: pd.DataFrame, days: pd.Series, column: str) -> pd.DataFrame:
    """Reshape a table as `daily_area` with other days or another area; the last map of each day."""
    rows = daily_area.assign(as_of_date=days, occupied_total_km2=daily_area[column])
    rows = rows.dropna(subset=["occupied_total_km2"]).sort_values("as_of_date", kind="stable")
    return rows.drop_duplicates("as_of_date", keep="last")


@dataclass(frozen=True, slots=True)
class _Totals:
    """The occupied total of each map of a table: all that a variant needs of it."""

    days: np.ndarray
    totals_km2: np.ndarray

    @classmethod
    def of(cls, daily_area: pd.DataFrame) -> Self:
        """Take the two columns out of a table as `daily_area`."""
        return cls(*(daily_area[name].to_numpy() for name in ("as_of_date", "occupied_total_km2")))

    def net_km2(self, window: Window) -> float:
        """Measure a window as `net_gain` does; NaN where the archive does not tell."""
        try:
            opening = standing_on(self.days, window.eve, opens=window)
            closing = standing_on(self.days, window.last_day)
            check_map_within(window, day_of(self.days[closing]))
        except WindowError:
            return float("nan")
        return float(self.totals_km2[closing] - self.totals_km2[opening])


def claimed_daily(by_oblast: pd.DataFrame, daily_area: pd.DataFrame) -> pd.DataFrame:
    """Reshape the occupied land of the four claimed regions as `daily_area`."""
    inside = by_oblast[by_oblast["oblast_iso"].isin(CLAIMED_REGIONS)]
    totals = inside.groupby("as_of_date")["occupied_km2"].sum()
    return daily_area.assign(
        occupied_total_km2=daily_area["as_of_date"].map(totals).to_numpy(dtype=float)
    )


def archive_variants(
    daily_area: pd.DataFrame, by_oblast: pd.DataFrame
) -> dict[tuple[Topic, str], pd.DataFrame]:
    """Prepare the archive by every definition that needs a table of its own.

    Args:
        daily_area: The table `daily_area`.
        by_oblast: The table `daily_area_by_oblast`.

    Returns:
        Tables like `daily_area` by topic and option; with the grey zone counted in, a map that
        does not tell it has no area, and no other map stands for it.
    """
    asked = daily_area["as_of_date"]
    with_grey_km2 = daily_area["occupied_total_km2"] + daily_area["grey_zone_km2"]
    return {
        ("calendar", "utc"): _by_day(daily_area, utc_days(daily_area), "occupied_total_km2"),
        ("calendar", "file_date"): _by_day(daily_area, file_days(daily_area), "occupied_total_km2"),
        ("sphere", "wgs84"): _by_day(daily_area, asked, "occupied_total_wgs84_km2"),
        ("grey_zone", "included"): daily_area.assign(occupied_total_km2=with_grey_km2),
        ("regions", "claimed"): claimed_daily(by_oblast, daily_area),
    }


def sensitivity(
    daily_area: pd.DataFrame,
    variants: dict[tuple[Topic, str], pd.DataFrame],
    earlier: Window,
    later: Window,
) -> list[Variant]:
    """Measure two windows by every definition.

    Args:
        daily_area: The table `daily_area`.
        variants: What `archive_variants` made of it.
        earlier: The window that is compared with.
        later: The window in question.

    Returns:
        The headline first, then one variant a definition.

    Raises:
        ArchiveGapError: A boundary of a window is outside the archive or in a gap.
    """
    windows, totals = (earlier, later), _Totals.of(daily_area)
    gains = [net_gain(daily_area, window) for window in windows]
    gross = [gross_change(daily_area, gain).gained_km2 for gain in gains]
    return [
        Variant("headline", "usual", gains[0].net_km2, gains[1].net_km2, windows),
        *(_variant("boundary", str(days), totals, windows, days) for days in BOUNDARY_DAYS),
        *(
            _variant(topic, option, _Totals.of(table), windows)
            for (topic, option), table in variants.items()
        ),
        Variant("gross", "gained", gross[0], gross[1], windows),
    ]


def _variant(
    topic: Topic, option: str, totals: _Totals, windows: tuple[Window, Window], moved_days: int = 0
) -> Variant:
    earlier_km2, later_km2 = (totals.net_km2(window.shifted(moved_days)) for window in windows)
    return Variant(topic, option, earlier_km2, later_km2, windows)


@dataclass(frozen=True, slots=True)
class Robustness:
    """Range of the growth between two windows over all definitions.

    Attributes:
        headline_pct: The growth by the default definition; NaN unless both are advances.
        lowest_pct: The lowest growth that any known definition gives.
        highest_pct: The highest one.
        widest_topic: The choice that moves the growth farthest from the headline.
        known: How many definitions could be calculated, the headline among them.
        unknown: How many could not.
        defined_pct: The lowest and the highest growth of the windows as they were asked for.
        moved_pct: The same of the windows moved by some days, which is no other definition.
    """

    headline_pct: float
    lowest_pct: float
    highest_pct: float
    widest_topic: Topic
    known: int
    unknown: int
    defined_pct: tuple[float, float] = (math.nan, math.nan)
    moved_pct: tuple[float, float] = (math.nan, math.nan)

    @property
    def holds(self) -> Literal["size", "direction", "neither"]:
        """What holds by every known definition.

        `size`: the growth stays within `ROBUST_POINTS` of the headline, on its side of zero.
        `direction`: it stays on its side of zero. Where the headline has no growth, neither.
        """
        sides = {
            pct > 0 for pct in (self.headline_pct, self.lowest_pct, self.highest_pct) if pct == pct
        }
        if math.isnan(self.headline_pct) or len(sides) > 1:
            return "neither"
        farthest = max(self.headline_pct - self.lowest_pct, self.highest_pct - self.headline_pct)
        return "size" if farthest <= ROBUST_POINTS else "direction"


def robustness(variants: list[Variant]) -> Robustness:
    """Summarise the variants of `sensitivity`; the first one is the headline."""
    headline = variants[0]
    known = [each for each in variants if not math.isnan(each.growth_pct)] or [headline]
    growth = [each.growth_pct for each in known]
    widest = max(known, key=lambda each: abs(each.growth_pct - headline.growth_pct))
    return Robustness(
        headline_pct=headline.growth_pct,
        lowest_pct=min(growth),
        highest_pct=max(growth),
        widest_topic=widest.topic,
        known=len(known),
        unknown=len(variants) - len(known),
        defined_pct=_span(each.growth_pct for each in known if each.topic != "boundary"),
        moved_pct=_span(each.growth_pct for each in known if each.topic == "boundary"),
    )


def _span(growth_pct: Iterable[float]) -> tuple[float, float]:
    """Give the lowest and the highest; NaN twice of none."""
    values = list(growth_pct) or [math.nan]
    return min(values), max(values)
