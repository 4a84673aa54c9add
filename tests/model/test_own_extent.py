"""The own extent of a map: which units it covers, and the archive's days within them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.own_extent import NO_UNIT, Steps, Within, covered, steps_of

DAYS = 6
DAY = pd.Series(pd.date_range("2025-10-31", periods=DAYS))


def archive(states: list[list[float]]) -> Steps:
    """Write the states of cells by day as the table `cells` does: a row whenever one changes."""
    rows = [
        (f"cell_{at:03}", DAY[day], state)
        for at, by_day in enumerate(states)
        for day, state in enumerate(by_day)
        if day == 0 or state != by_day[day - 1]
    ]
    return steps_of(pd.DataFrame(rows, columns=["cell", "as_of_date", "occupied_km2"]), DAY)


# Two cells of one oblast, of which the second is taken on the second day, and one of another.
STATES = [[1.0] * DAYS, [0.0, *[0.8] * (DAYS - 1)], [0.6] * DAYS]
UNITS = np.array([0, 0, 1])


def test_golden_numbers_of_a_map_of_one_oblast() -> None:
    own = np.array([1.0, 0.5, 0.0])
    steps = archive(STATES)
    assert covered(own, UNITS, steps).tolist() == [0]
    within = Within(np.array([True, True, False]), own)
    there, apart = within.by_day(steps)
    # 1.0 + 0.0, then 1.0 + 0.8; the cell of the other oblast, 0.6, is in neither.
    assert there == pytest.approx([1.0, *[1.8] * (DAYS - 1)])
    # |1.0 - 1.0| + |0.5 - 0.0|, then |1.0 - 1.0| + |0.5 - 0.8|.
    assert apart == pytest.approx([0.5, *[0.3] * (DAYS - 1)])
    everywhere = Within(np.ones(3, dtype=bool), own)
    # 0.6 of the other oblast is missing on the map.
    assert everywhere.by_day(steps)[1] == pytest.approx([1.1, *[0.9] * (DAYS - 1)])


def test_land_that_the_map_marks_outside_what_it_covers_counts_and_no_more_is_missed() -> None:
    within = Within(np.array([True, True, False]), np.array([1.0, 0.8, 0.2]))
    there, apart = within.by_day(archive(STATES))
    assert there[1] == pytest.approx(1.0 + 0.8 + 0.2)  # of 0.6 what the map marks, too
    assert apart[1] == pytest.approx(0.0)
    beyond = Within(np.array([True, True, False]), np.array([1.0, 0.8, 0.7]))
    assert beyond.by_day(archive(STATES))[1][1] == pytest.approx(0.1)  # 0.7 less 0.6


@pytest.mark.parametrize(
    ("own", "found"),
    [
        # 1.0 of both, 2.0 of either: exactly half.
        ([1.0, 0.0], [0]),
        ([0.99, 0.0], []),
        # 2.0 of both, 4.0 of either: the map has twice as much.
        ([2.0, 2.0], [0]),
        ([2.0, 2.01], []),
        ([0.0, 0.0], []),
    ],
)
def test_a_unit_is_covered_where_half_of_its_land_is_on_both(
    own: list[float], found: list[int]
) -> None:
    steps = archive([[2.0] * DAYS, [0.0] * DAYS])
    assert covered(np.array(own), np.array([0, 0]), steps).tolist() == found


def test_a_border_drawn_loosely_covers_no_neighbour() -> None:
    """0.9 of 100 km² lie beyond the border, where the archive had just as much."""
    own, unit = np.array([99.1, 0.9]), np.array([0, 1])
    assert covered(own, unit, archive([[99.1] * DAYS, [0.9] * DAYS])).tolist() == [0]
    assert covered(own, unit[::-1], archive([[99.1] * DAYS, [0.9] * DAYS])).tolist() == [1]
    assert covered(own, np.array([NO_UNIT, NO_UNIT]), archive([[1.0] * DAYS] * 2)).size == 0


CELL = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75]), min_size=DAYS, max_size=DAYS)


@given(
    states=st.lists(CELL, min_size=1, max_size=12),
    units=st.lists(st.integers(0, 2), min_size=12, max_size=12),
    kept=st.sets(st.integers(0, 2)),
    day=st.integers(0, DAYS - 1),
    left_out=st.sets(st.integers(0, 11)),
)
def test_the_archive_cut_to_its_oblasts_differs_by_nothing_and_a_subset_by_what_is_left_out(
    states: list[list[float]], units: list[int], kept: set[int], day: int, left_out: set[int]
) -> None:
    steps, unit = archive(states), np.array(units[: len(states)])
    on_day = np.array([each[day] for each in states])
    own = np.where(np.isin(unit, list(kept)), on_day, 0.0)
    found = covered(own, unit, steps)
    # Land is counted in quarters of a km², at most nine of them: none is under a hundredth.
    assert set(found.tolist()) == {each for each in kept if own[unit == each].sum() > 0}
    within = Within(np.isin(unit, found), own)
    there, apart = within.by_day(steps)
    assert apart[day] == pytest.approx(0.0, abs=1e-9)
    assert there[day] == pytest.approx(own.sum(), abs=1e-9)
    assert (apart >= np.abs(own.sum() - there) - 1e-9).all()
    is_left_out = np.isin(np.arange(len(states)), list(left_out))
    subset = Within(within.is_whole, np.where(is_left_out, 0.0, own))
    there, apart = subset.by_day(steps)
    assert apart[day] == pytest.approx(own[is_left_out].sum(), abs=1e-9)
    assert there[day] == pytest.approx(own.sum(), abs=1e-9)
