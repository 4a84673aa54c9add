"""Labels along an axis stand apart, in order, within their bounds and as near as possible."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.labels.spacing import spread

HEIGHTS = st.lists(st.floats(0, 380), max_size=20)


def in_order(wanted: list[float], placed: list[float]) -> list[float]:
    """Give the positions from the lowest to the highest, the first of equal ones on top."""
    return [placed[at] for at in sorted(range(len(wanted)), key=lambda at: (wanted[at], -at))]


@given(HEIGHTS, st.floats(0.01, 18))
def test_labels_keep_their_order_their_distance_and_their_bounds(
    wanted: list[float], gap: float
) -> None:
    placed = in_order(wanted, spread(wanted, gap, low=0.0, high=396.0))
    assert all(above - below >= gap - 1e-9 for below, above in pairwise(placed))
    assert all(-1e-9 <= each <= 396.0 + 1e-9 for each in placed)


@given(st.lists(st.tuples(st.floats(0, 290), st.floats(1, 30)), min_size=1, max_size=8))
def test_labels_of_several_sizes_keep_their_edges_apart(labels: list[tuple[float, float]]) -> None:
    wanted, sizes = [each for each, _size in labels], [size for _each, size in labels]
    placed = spread(wanted, 2.0, low=0.0, high=290.0, sizes=sizes)
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], -at))
    edges = [(placed[at] - sizes[at] / 2, placed[at] + sizes[at] / 2) for at in order]
    assert all(left - right >= 2.0 - 1e-9 for (_, right), (left, _) in pairwise(edges))
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= 290.0 + 1e-9


@given(st.lists(st.integers(-50, 50), unique=True, max_size=20))
def test_labels_that_stand_apart_are_not_moved(heights: list[int]) -> None:
    assert spread([float(each) for each in heights], 1.0) == pytest.approx(heights)


@given(HEIGHTS, st.integers(-3, 3))
def test_no_shift_of_all_labels_brings_them_nearer(wanted: list[float], shift: int) -> None:
    def moved(placed: list[float]) -> float:
        return sum((one - other) ** 2 for one, other in zip(placed, wanted, strict=True))

    placed = spread(wanted, 18.0)
    assert moved(placed) <= moved([each + shift for each in placed]) + 1e-6


def test_the_first_of_equal_labels_is_on_top() -> None:
    assert spread([5.0, 5.0, 5.0], 2.0) == [7.0, 5.0, 3.0]


def test_where_not_all_have_room_the_low_bound_gives_way() -> None:
    assert spread([1.0, 1.0, 1.0], 2.0, low=0.0, high=3.0) == [3.0, 1.0, -1.0]
