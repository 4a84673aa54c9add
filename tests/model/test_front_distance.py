"""The way from a place to the front: on a day, between two days, and since when it is inside."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.front_distance import (
    Line,
    first_within,
    front_distance_on,
    lines_to_front,
    movement,
)
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.timeline import Coverage
from tests.model.made_up import every_day

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def ways_of(kilometres: list[float], place_id: str = "town") -> pd.DataFrame:
    """A map a day from `FIRST` on; the nearest point lies north of the place."""
    return pd.DataFrame(
        {
            "place_id": place_id,
            "as_of_date": pd.to_datetime([day(number) for number in range(len(kilometres))]),
            "distance_km": kilometres,
            "nearest_lat_deg": [48.0 + km / 111.2 for km in kilometres],
            "nearest_lon_deg": 37.0,
        }
    )


def daily_of(distances: pd.DataFrame) -> pd.DataFrame:
    return every_day(FIRST, [100.0] * len(distances))


def real(place_id: str) -> pd.DataFrame:
    frame = read_table("front_distance")
    return frame[frame["place_id"] == place_id]


def test_the_way_on_a_day_is_that_of_its_map() -> None:
    distances = ways_of([12.0, 9.5, 0.0])
    distance = front_distance_on(distances, daily_of(distances), day(1))
    assert (distance.place_id, distance.distance_km, distance.is_inside) == ("town", 9.5, False)
    assert distance.reading.as_of_date == day(1)
    assert distance.nearest_deg == pytest.approx((48.0854, 37.0), abs=1e-4)
    assert front_distance_on(distances, daily_of(distances), day(2)).is_inside


def test_a_day_without_a_map_is_answered_by_the_one_before_and_says_so() -> None:
    distances = ways_of([12.0, 9.5, 8.0]).drop(index=1)
    daily = daily_of(ways_of([0.0] * 3)).drop(index=1).reset_index(drop=True)
    distance = front_distance_on(distances, daily, day(1))
    assert (distance.distance_km, distance.reading.as_of_date, distance.reading.gap_days) == (
        12.0,
        day(0),
        1,
    )


@pytest.mark.parametrize("asked", [day(-1), day(3)])
def test_a_day_outside_the_archive_is_refused(asked: date) -> None:
    distances = ways_of([12.0, 9.5, 8.0])
    with pytest.raises(ArchiveGapError):
        front_distance_on(distances, daily_of(distances), asked)


def test_towards_is_positive_and_away_negative() -> None:
    distances = ways_of([12.0, 9.5, 14.0, 0.0])
    daily = daily_of(distances)
    assert movement(distances, daily, day(0), day(1)).towards_km == 2.5
    assert movement(distances, daily, day(0), day(2)).towards_km == -2.0
    assert movement(distances, daily, day(2), day(3)).towards_km == 14.0
    assert movement(distances, daily, day(1), day(1)).towards_km == 0.0


def test_two_days_need_no_order() -> None:
    distances = ways_of([12.0, 9.5])
    assert movement(distances, daily_of(distances), day(1), day(0)) == movement(
        distances, daily_of(distances), day(0), day(1)
    )


@given(
    kilometres=st.lists(st.floats(0, 400), min_size=3, max_size=12),
    cut=st.integers(0, 11),
)
@settings(deadline=None)
def test_movements_that_follow_each_other_add_up(kilometres: list[float], cut: int) -> None:
    distances = ways_of(kilometres)
    daily, last = daily_of(distances), len(kilometres) - 1
    middle = day(min(cut, last))
    whole = movement(distances, daily, day(0), day(last))
    halves = [
        movement(distances, daily, day(0), middle),
        movement(distances, daily, middle, day(last)),
    ]
    assert sum(half.towards_km for half in halves) == pytest.approx(whole.towards_km, abs=1e-9)
    rows = [Line("Town", distances, half, Coverage(None, None)).shown for half in halves]
    assert len(rows[0]) + len(rows[1]) == len(distances) + 1, (
        "both halves show the map between them"
    )


def test_the_first_map_on_which_the_front_is_near() -> None:
    distances = ways_of([31.0, 30.0, 33.0, 12.0])
    assert first_within(distances, 30.0) == day(1)
    assert first_within(distances, 11.9) is None


# The figures that the project was asked to show: 37 km at the end of 2023, about 6 km at the end
# of 2024, the centre inside after it was covered (DESIGN.md, section 2; issue of this page).
@pytest.mark.parametrize(
    ("asked", "expected_km", "within_km"),
    [
        (date(2023, 12, 31), 37.0, 1.0),
        (date(2024, 12, 31), 6.0, 0.3),
        (date(2025, 10, 31), 1.4, 0.1),
        (date(2025, 11, 1), 0.0, 0.0),
        (date(2026, 8, 20), 0.0, 0.0),
    ],
)
def test_pokrovsk_to_the_front(asked: date, expected_km: float, within_km: float) -> None:
    distance = front_distance_on(real("pokrovsk"), read_table("daily_area"), asked)
    assert distance.distance_km == pytest.approx(expected_km, abs=within_km)


def test_the_front_came_to_the_centre_of_pokrovsk_and_never_to_that_of_kramatorsk() -> None:
    assert first_within(real("pokrovsk"), 0) == date(2025, 11, 1)
    assert first_within(real("pokrovsk"), 30) == date(2024, 4, 29)
    assert first_within(real("kramatorsk"), 0) is None
    assert first_within(real("kramatorsk"), 20) is not None


def test_the_front_moved_31_km_towards_pokrovsk_in_2024() -> None:
    moved = movement(
        real("pokrovsk"), read_table("daily_area"), date(2023, 12, 31), date(2024, 12, 31)
    )
    # 36.7 less 6.0 km.
    assert moved.towards_km == pytest.approx(30.7, abs=0.1)


def test_lines_keep_the_order_of_the_names_and_refuse_days_outside_the_archive() -> None:
    distances = {"a": ways_of([12.0, 9.0], "a"), "b": ways_of([5.0, 4.0], "b")}
    inside = {key: Coverage(None, None) for key in distances}
    daily = daily_of(distances["a"])
    names = {"b": "Borough", "a": "Ash"}
    lines = lines_to_front(names, distances, inside, daily, (day(0), day(1)))
    assert [(each.name, each.moved.towards_km) for each in lines] == [("Borough", 1), ("Ash", 3)]
    with pytest.raises(ArchiveGapError):
        lines_to_front(names, distances, inside, daily, (day(-9), day(1)))
