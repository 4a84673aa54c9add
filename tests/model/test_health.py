"""The health of the archives: days without a map, maps by month, repeats, jumps, the last map."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.health import (
    Count,
    archive_health,
    changes,
    gaps,
    jumps,
    last_map,
    maps_by_month,
    missing_by_month,
)
from pokrovsk_front.model.windows import Window
from tests.model.made_up_archives import DAILY, EDITIONS, NAN, daily_area, editions

FIRST = date(2024, 1, 30)
DAY_NUMBERS = st.sets(st.integers(0, 200), min_size=1).map(sorted)


def days(numbers: list[int]) -> pd.Series:
    """Days by their number from 30 January 2024."""
    return pd.Series(pd.to_datetime([FIRST + timedelta(number) for number in numbers]))


def test_a_run_of_missing_days_has_its_first_and_last_day() -> None:
    assert gaps(days([0, 1, 4, 5, 7])) == (
        Window(date(2024, 2, 1), date(2024, 2, 2)),
        Window(date(2024, 2, 5), date(2024, 2, 5)),
    )
    assert gaps(days([3])) == ()


@given(DAY_NUMBERS)
def test_days_with_and_without_a_map_are_all_days(numbers: list[int]) -> None:
    found, by_month = gaps(days(numbers)), missing_by_month(days(numbers))
    missing = [gap.first_day + timedelta(n) for gap in found for n in range(gap.days)]
    assert len(set(missing)) == len(missing) == by_month["missing_days"].sum()
    with_map = {FIRST + timedelta(number) for number in numbers}
    assert not with_map & set(missing)
    assert len(with_map) + len(missing) == by_month["days"].sum() == numbers[-1] - numbers[0] + 1
    # A run is as long as it can be: the days around it have a map.
    for gap in found:
        assert {gap.eve, gap.last_day + timedelta(1)} <= with_map


@given(DAY_NUMBERS, st.integers(-10, 210), st.integers(0, 100))
def test_runs_cut_to_a_window_keep_every_missing_day_of_it(
    numbers: list[int], start: int, length: int
) -> None:
    daily = DAILY.iloc[[0] * len(numbers)].assign(as_of_date=days(numbers).to_numpy())
    daily["edition"] = "file of 2024-01-30"
    health = archive_health(EDITIONS, daily, 250)
    window = Window(FIRST + timedelta(start), FIRST + timedelta(start + length))
    cut = health.gaps_within(window)
    expected = set(range(start, start + length + 1)) & set(range(numbers[0], numbers[-1]))
    assert sum(gap.days for gap in cut) == len(expected - set(numbers))
    assert all(window.first_day <= gap.first_day for gap in cut)
    assert all(gap.last_day <= window.last_day for gap in cut)


def test_the_ends_of_the_archive_are_not_missing() -> None:
    table = missing_by_month(days([0, 33]))
    # 30 January and 3 March 2024: 1 day of January, 29 of February and 2 of March are missing.
    assert table["month"].dt.strftime("%Y-%m").tolist() == ["2024-01", "2024-02", "2024-03"]
    assert table["days"].tolist() == [2, 29, 3]
    assert table["missing_days"].tolist() == [1, 29, 2]


def test_every_archive_has_every_month_and_a_file_without_a_date_has_none() -> None:
    table = maps_by_month(EDITIONS)
    assert table["month"].dt.month.tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert table["archive_id"].tolist() == ["merged", "raw"] * 4
    assert table["used_maps"].tolist() == [0, 2, 1, 0, 0, 0, 0, 0]
    assert table["other_maps"].tolist() == [1, 0, 0, 0, 0, 0, 0, 1]


def test_a_change_is_told_for_each_day_between_two_maps() -> None:
    table = changes(DAILY)
    assert table["as_of_date"].dt.day.tolist() == [31, 3]
    assert table["days"].tolist() == [1, 3]
    assert table["net_km2"].tolist() == [2.0, 649.0]
    assert table["changed_km2_per_day"].tolist() == [4.0, pytest.approx(751 / 3)]


def test_a_jump_is_more_than_the_bound_for_each_day_and_not_just_so_much() -> None:
    steps = changes(DAILY)
    assert jumps(steps, 250.0)["as_of_date"].tolist() == [pd.Timestamp(2024, 2, 3)]
    assert jumps(steps, 751 / 3).empty
    assert len(jumps(steps, 3.9)) == 2


def test_land_that_only_moves_is_a_jump_too() -> None:
    daily = daily_area(("2024-01-30", NAN, NAN), ("2024-01-31", 200.0, 200.0))
    assert len(jumps(changes(daily), 250.0)) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.floats(0, 9e3), st.floats(0, 9e3)), min_size=1, max_size=30
    ),
    st.floats(0, 1e3),
    st.floats(0, 1e3),
)
def test_a_higher_bound_never_finds_more_jumps(
    steps: list[tuple[int, float, float]], bound: float, more: float
) -> None:
    numbers = pd.Series([0, *(days for days, _, _ in steps)]).cumsum().tolist()
    daily = pd.DataFrame(
        {
            "as_of_date": days(numbers),
            "gained_km2": [NAN, *(gained for _, gained, _ in steps)],
            "regained_km2": [NAN, *(regained for _, _, regained in steps)],
        }
    )
    table = changes(daily)
    assert len(table) == len(steps)
    lower, higher = jumps(table, bound), jumps(table, bound + more)
    assert set(higher["as_of_date"]) <= set(lower["as_of_date"])


def test_the_last_map_has_its_file_and_its_instant_where_it_is_known() -> None:
    last = last_map(EDITIONS, DAILY)
    assert (last.as_of_date, last.edition_date) == (date(2024, 2, 3), date(2024, 2, 5))
    assert (last.archive_id, last.edition_at) == ("merged", None)
    timed = last_map(EDITIONS, DAILY.head(2))
    assert timed.edition_at == datetime(2024, 1, 31, 18, tzinfo=UTC)
    assert timed.edition_date == date(2024, 1, 31)


def test_a_last_map_without_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="merged/file of 2024-02-05"):
        last_map(EDITIONS.head(4), DAILY)


def test_the_whole_state_is_taken_at_once() -> None:
    health = archive_health(EDITIONS, DAILY, 250)
    assert health.counts == {
        "raw": Count(3, 2, 0, 1, 1, Window(date(2024, 1, 30), date(2024, 4, 2))),
        "merged": Count(3, 1, 0, 1, 1, Window(date(2024, 1, 31), date(2024, 2, 5))),
    }
    assert health.days == Window(date(2024, 1, 30), date(2024, 2, 3))
    assert health.repeats["edition"].tolist() == ["file of 2024-01-31", "file of 2024-02-05"]
    assert health.refused["reason"].tolist() == ["The file is empty."] * 2
    assert len(health.jumps) == 1


def test_an_archive_without_a_dated_file_spans_nothing() -> None:
    health = archive_health(
        editions(
            ("raw", "2024-01-30", "2024-01-30", "used", False), ("other", "", "", "refused", False)
        ),
        DAILY.head(1),
        250,
    )
    assert health.counts["other"].dates is None


@pytest.mark.parametrize(
    ("since", "first_day"),
    [
        (date(2020, 1, 1), date(2024, 1, 30)),
        (date(2024, 2, 1), date(2024, 2, 1)),
        (date(2025, 1, 1), date(2024, 1, 30)),
    ],
    ids=["before the archive", "within it", "after it"],
)
def test_the_days_since_a_day_lie_in_the_archive(since: date, first_day: date) -> None:
    health = archive_health(EDITIONS, DAILY, 250)
    assert health.since(since) == Window(first_day, date(2024, 2, 3))
