"""Boxes of labels: their size, their anchor, and what two of them share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.labels.boxes import Box, along, box_at, size_px


def test_the_room_of_a_label_follows_its_longest_line() -> None:
    width, height = size_px("<b>about 1,000</b><br>9 Aug 2024")
    assert width == size_px("<b>about 1,000</b>")[0] > size_px("9 Aug 2024")[0]
    assert height == 2 * size_px("one line")[1]
    assert size_px("<b>1,256</b>")[0] > size_px("1,256")[0]


@pytest.mark.parametrize(
    ("xanchor", "yanchor", "box"),
    [
        ("left", "bottom", Box(10, 20, 40, 36)),
        ("center", "middle", Box(-5, 12, 25, 28)),
        ("right", "top", Box(-20, 4, 10, 20)),
    ],
)
def test_a_label_hangs_on_its_anchor(xanchor: str, yanchor: str, box: Box) -> None:
    assert box_at(10, 20, (30, 16), xanchor, yanchor) == box


PIXELS = st.floats(0, 300)


@given(st.tuples(PIXELS, PIXELS), st.tuples(PIXELS, PIXELS), st.floats(0, 1))
def test_no_point_of_a_line_is_left_bare(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> None:
    at = [one + (other - one) * share for one, other in zip(start, end, strict=True)]
    point = box_at(at[0], at[1], (8.0, 8.0))
    assert any(point.shared(box) > 0 for box in along([start, end]))


BOXES = st.builds(
    lambda left, low, width, height: Box(left, low, left + width, low + height),
    *(st.integers(0, 50) for _ in range(4)),
)


@given(BOXES, BOXES)
def test_what_two_boxes_share_is_the_same_from_either_side(one: Box, other: Box) -> None:
    shared = one.shared(other)
    assert shared == other.shared(one)
    assert 0 <= shared <= (one.right - one.left) * (one.high - one.low)


@given(BOXES, BOXES)
def test_boxes_overlap_where_they_share_an_area(one: Box, other: Box) -> None:
    if one.area_px2 and other.area_px2:
        assert one.overlaps(other) == (one.shared(other) > 0) == other.overlaps(one)


@given(BOXES, BOXES)
def test_a_box_holds_what_it_shares_all_of(one: Box, other: Box) -> None:
    if other.area_px2:
        assert one.holds(other) == (one.shared(other) == other.area_px2)
