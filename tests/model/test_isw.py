"""ISW's weekly maps stand in whole or not at all, and what ISW alone counts is mostly grey."""

from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.counts import legs_of
from pokrovsk_front.model.isw import (
    grey_share,
    grey_shares_pct,
    isw_areas,
    isw_weekly_gain,
    weekly_areas,
)
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.windows import Window, months_of_year

DAILY = read_table("daily_area")
ISW = read_table("isw_daily_areas")
WEEKLY = read_table("isw_weekly_areas")
OVERLAP = read_table("isw_deepstate_overlap")
FEBRUARIES = (
    Window(date(2025, 2, 1), date(2025, 2, 28)),
    Window(date(2026, 2, 1), date(2026, 2, 28)),
)


def test_a_window_after_the_daily_series_is_measured_on_weekly_maps_alone() -> None:
    legs = legs_of(DAILY, ISW, *FEBRUARIES, isw_weekly=WEEKLY)
    assert [leg.leg_id for leg in legs.legs] == ["deepstate", "isw_weekly"]
    assert legs.weekly is not None
    # Eves 31 January 2025 and 2026, last days 28 February: the Sundays before them.
    assert legs.weekly.map_days == (
        *(date(2025, 1, 26), date(2025, 2, 23)),
        *(date(2026, 1, 25), date(2026, 2, 22)),
    )
    # Areas of data/isw_weekly_areas.csv: 116,973.4 less 116,698.5 km2.
    assert legs.weekly.later_km2 == pytest.approx(274.9, abs=0.01)


def test_where_the_daily_series_reaches_no_weekly_map_is_used() -> None:
    windows = months_of_year(2024, 10), months_of_year(2025, 10)
    legs = legs_of(DAILY, ISW, *windows, isw_weekly=WEEKLY)
    assert legs.weekly is None
    assert legs == legs_of(DAILY, ISW, *windows)


def test_both_series_are_never_mixed_although_they_measure_the_same_map() -> None:
    daily = isw_areas(ISW, "assessed")
    gaps_km2 = (weekly_areas(WEEKLY) - daily).dropna()
    assert len(gaps_km2) > 90
    # The weekly level is lower: a window with one end on each would be off by that much.
    assert gaps_km2.between(-97, -59).all()


def test_a_week_without_a_map_is_refused_and_so_is_what_follows_the_last() -> None:
    # No map of 29 March 2026: 22 March is nine days before the end of the month.
    with pytest.raises(ArchiveGapError, match="within 7 days before 2026-03-31"):
        isw_weekly_gain(WEEKLY, Window(date(2026, 3, 1), date(2026, 3, 31)))
    with pytest.raises(ArchiveGapError, match="to 2026-04-12; it has no value for 2026-04-30"):
        isw_weekly_gain(WEEKLY, Window(date(2026, 4, 6), date(2026, 4, 30)))


def test_most_of_what_isw_alone_counts_lies_in_the_grey_zone_every_week() -> None:
    shared = grey_share(OVERLAP)
    assert (shared.weeks, shared.first, shared.last) == (42, date(2025, 6, 15), date(2026, 4, 12))
    assert shared.mean_pct == pytest.approx(68.5, abs=0.05)
    assert (shared.least_pct, shared.max_pct) == pytest.approx((62.5, 76.2), abs=0.05)
    # 2 November 2025: 302.1 of 448.3 km2.
    share = grey_shares_pct(OVERLAP)[OVERLAP["as_of_date"] == pd.Timestamp(2025, 11, 2)]
    assert share.item() == pytest.approx(302.1 / 448.3 * 100)


def test_deepstates_side_of_the_overlap_is_ours_but_for_the_outline_of_the_oblast() -> None:
    donetsk = read_table("daily_area_by_oblast").query("oblast_iso == 'UA-14'")
    ours = OVERLAP["as_of_date"].map(donetsk.set_index("as_of_date")["occupied_km2"])
    theirs = OVERLAP["both_km2"] + OVERLAP["only_deepstate_km2"]
    differences = (theirs - ours).dropna()
    # About half a percent of the oblast; five of the weeks have no map of the very day.
    assert len(differences) == 37
    assert differences.between(-121, -104).all()
