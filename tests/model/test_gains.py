"""Gains: additive over windows, never filled, refused outside the archive."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.gains import (
    change_pct,
    cumulative_gain,
    gross_change,
    monthly_gains,
    net_gain,
)
from pokrovsk_front.model.readings import ArchiveGapError, reading_on
from pokrovsk_front.model.windows import Window, WindowError, months_of_year
from pokrovsk_front.model.wording import Wording
from tests.model.made_up import daily_area, every_day

FIRST = date(2024, 1, 1)
TOTALS = st.lists(st.floats(100_000, 120_000), min_size=4, max_size=60)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_gain_is_the_closing_map_less_the_map_of_the_eve() -> None:
    gain = net_gain(every_day(FIRST, [100.0, 103.0, 101.5, 110.25]), Window(day(1), day(2)))
    assert gain.net_km2 == 1.5
    assert gain.net_km2_per_day == 0.75
    assert (gain.opening.as_of_date, gain.closing.as_of_date) == (day(0), day(2))
    assert gain.closing.edition == "map of 2024-01-03"


def test_a_window_of_one_day_measures_that_day() -> None:
    gain = net_gain(every_day(FIRST, [100.0, 103.0, 101.5]), Window(day(2), day(2)))
    assert gain.net_km2 == -1.5
    assert gain.net_km2_per_day == -1.5


@given(totals=TOTALS, data=st.data())
def test_windows_that_follow_each_other_add_up(totals: list[float], data: st.DataObject) -> None:
    daily = every_day(FIRST, totals)
    last = len(totals) - 1
    first = data.draw(st.integers(1, last - 1))
    cut = data.draw(st.integers(first, last - 1))
    parts = [
        net_gain(daily, Window(day(first), day(cut))).net_km2,
        net_gain(daily, Window(day(cut + 1), day(last))).net_km2,
    ]
    whole = net_gain(daily, Window(day(first), day(last))).net_km2
    assert sum(parts) == pytest.approx(whole, abs=1e-6)


@given(
    totals=TOTALS,
    missing=st.sets(st.integers(1, 58)),
    data=st.data(),
)
def test_a_reading_is_the_nearest_map_at_or_before_the_day(
    totals: list[float], missing: set[int], data: st.DataObject
) -> None:
    there = [n for n in range(len(totals)) if n not in missing or n == len(totals) - 1]
    daily = daily_area({day(n): totals[n] for n in there})
    asked = data.draw(st.integers(0, len(totals) - 1))
    used = max(n for n in there if n <= asked)
    if asked - used > 7:
        with pytest.raises(ArchiveGapError):
            reading_on(daily, day(asked))
    else:
        reading = reading_on(daily, day(asked))
        assert reading.asked_date == day(asked)
        assert reading.as_of_date == day(used)
        assert reading.gap_days == asked - used
        assert reading.occupied_total_km2 == totals[used]


def test_a_map_stands_for_seven_days_after_it_and_not_for_eight() -> None:
    daily = daily_area({day(0): 100.0, day(20): 110.0})
    reading = reading_on(daily, day(7))
    assert (reading.as_of_date, reading.gap_days) == (day(0), 7)
    with pytest.raises(ArchiveGapError) as refusal:
        reading_on(daily, day(8))
    assert str(refusal.value) == (
        "The archive has no map within 7 days before 2024-01-09; the nearest is of 2024-01-01."
    )


@pytest.mark.parametrize("asked", [FIRST - timedelta(days=1), day(3), date(2999, 1, 1)])
def test_a_day_outside_the_archive_is_refused_in_one_sentence(asked: date) -> None:
    with pytest.raises(ArchiveGapError) as refusal:
        reading_on(every_day(FIRST, [1.0, 2.0, 3.0]), asked)
    assert str(refusal.value) == (
        f"The archive runs from 2024-01-01 to 2024-01-03; it has no map of {asked}."
    )


def test_a_window_that_starts_with_the_archive_is_refused_by_the_day_that_was_given() -> None:
    daily = every_day(FIRST, [1.0, 2.0, 3.0])
    with pytest.raises(ArchiveGapError) as refusal:
        net_gain(daily, Window(day(0), day(2)))
    assert str(refusal.value) == (
        "No window can start on 2024-01-01: the archive runs from 2024-01-01 to 2024-01-03 and has "
        "no map of the day before."
    )
    assert "1 January 2024" in Wording().refusal(refusal.value)
    for first in (day(-40), day(30)):
        with pytest.raises(ArchiveGapError, match=f"it has no map of {first}"):
            net_gain(daily, Window(first, day(31)))


def test_a_window_that_starts_after_a_pause_is_refused_by_the_day_that_was_given() -> None:
    daily = every_day(FIRST, [1.0] * 40).drop(index=range(1, 30))
    with pytest.raises(ArchiveGapError, match=f"within 7 days before {day(20)}; the nearest is of"):
        net_gain(daily, Window(day(20), day(35)))


def test_a_refusal_of_the_archive_is_a_refusal_of_the_window() -> None:
    assert issubclass(ArchiveGapError, WindowError)


@given(totals=TOTALS)
def test_the_cumulative_gain_starts_at_nothing_and_ends_at_the_net(totals: list[float]) -> None:
    daily = every_day(FIRST, totals)
    window = Window(day(1), day(len(totals) - 1))
    curve = cumulative_gain(daily, net_gain(daily, window))
    assert curve["net_km2"].iloc[0] == 0
    assert curve["as_of_date"].iloc[0] == pd.Timestamp(window.eve)
    assert curve["net_km2"].iloc[-1] == pytest.approx(net_gain(daily, window).net_km2)
    assert curve["day_of_window"].tolist() == list(range(window.days + 1))


def test_the_cumulative_gain_skips_days_without_a_map() -> None:
    daily = daily_area({day(0): 100.0, day(3): 104.0, day(5): 102.0, day(6): 107.0})
    curve = cumulative_gain(daily, net_gain(daily, Window(day(2), day(6))))
    # The eve, day(1), has no map: the map of day(0) opens the window.
    assert curve["day_of_window"].tolist() == [0, 2, 4, 5]
    assert curve["net_km2"].tolist() == [0, 4, 2, 7]


def test_monthly_gains_are_of_whole_months_and_add_up() -> None:
    totals = [1000.0 + 2 * n for n in range(200)]
    daily = every_day(date(2024, 1, 1), totals)
    months = monthly_gains(daily, Window(date(2024, 1, 15), date(2024, 6, 29)))
    assert [month.strftime("%Y-%m") for month in months["month"]] == [
        *("2024-02", "2024-03", "2024-04", "2024-05"),
    ]
    assert months["net_km2"].tolist() == [58.0, 62.0, 60.0, 62.0]
    spring = net_gain(daily, Window(date(2024, 2, 1), date(2024, 5, 31)))
    assert months["net_km2"].sum() == spring.net_km2
    assert months["opening_as_of_date"].iloc[0] == pd.Timestamp(2024, 1, 31)
    assert months["closing_as_of_date"].iloc[0] == pd.Timestamp(2024, 2, 29)


def test_a_window_without_a_whole_month_has_no_month() -> None:
    daily = every_day(date(2024, 1, 1), [1.0] * 60)
    months = monthly_gains(daily, Window(date(2024, 1, 2), date(2024, 1, 31)))
    assert months.empty
    assert months.columns.tolist() == [
        *("month", "net_km2", "opening_as_of_date", "closing_as_of_date"),
        *("is_within_one_day", "redrawn_km2", "decisive_date"),
    ]


def test_a_month_whose_boundary_is_unknown_stays_unknown() -> None:
    first = date(2023, 12, 31)
    days = [first + timedelta(days=n) for n in range(92)]
    known = {each: 50.0 + n for n, each in enumerate(days) if each <= date(2024, 2, 28)}
    daily = daily_area(dict.fromkeys(days, 100.0), known)
    window = Window(date(2024, 1, 1), date(2024, 3, 31))
    months = monthly_gains(daily, window, "occupied_since_2022_km2")
    assert months["net_km2"].iloc[0] == 31.0
    assert months["net_km2"].iloc[1:].isna().all()
    assert monthly_gains(daily, window)["net_km2"].tolist() == [0.0, 0.0, 0.0]


def test_a_window_without_a_map_has_no_gain() -> None:
    daily = read_table("daily_area")
    for first, last, says in (
        (
            date(2023, 5, 31),
            date(2023, 5, 31),
            "No map was published on 2023-05-31, so the change on that day is unknown.",
        ),
        (
            date(2022, 4, 4),
            date(2022, 4, 5),
            "No map was published from 2022-04-04 to 2022-04-05, so the change is unknown.",
        ),
    ):
        days = set(daily["as_of_date"].dt.date)
        window = Window(first, last)
        assert not [day for day in days if first <= day <= last]
        with pytest.raises(ArchiveGapError) as refused:
            net_gain(daily, window)
        assert str(refused.value) == says


def test_percent_of_change() -> None:
    # 3,386 km2 against 2,194 km2: Bloomberg, 7 November 2025, printed 54 %.
    assert change_pct(3386, 2194) == pytest.approx(54.33, abs=0.01)
    assert change_pct(50, 100) == pytest.approx(-50)


@given(
    steps=st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=3, max_size=40),
    data=st.data(),
)
def test_gross_gained_less_gross_regained_is_net(
    steps: list[tuple[float, float]], data: st.DataObject
) -> None:
    totals = [100_000.0]
    for gained, regained in steps:
        totals.append(totals[-1] + gained - regained)
    daily = every_day(FIRST, totals).assign(
        gained_km2=[float("nan"), *(gained for gained, _ in steps)],
        regained_km2=[float("nan"), *(regained for _, regained in steps)],
    )
    first = data.draw(st.integers(1, len(steps)))
    last = data.draw(st.integers(first, len(steps)))
    gain = net_gain(daily, Window(day(first), day(last)))
    gross = gross_change(daily, gain)
    assert gross.gained_km2 - gross.regained_km2 == pytest.approx(gain.net_km2, abs=1e-6)
    assert min(gross.gained_km2, gross.regained_km2) >= 0


def test_on_the_archive_gross_gained_less_gross_regained_is_net() -> None:
    daily = read_table("daily_area")
    for year in (2023, 2024, 2025):
        gain = net_gain(daily, months_of_year(year, 12))
        gross = gross_change(daily, gain)
        # Each of some 365 rows is rounded to 0.001 km2.
        assert gross.gained_km2 - gross.regained_km2 == pytest.approx(gain.net_km2, abs=0.4)
