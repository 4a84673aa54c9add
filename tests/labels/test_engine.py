"""The collision engine: no placed label covers another, and priority decides who stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokrovsk_front.labels.boxes import Box, box_at
from pokrovsk_front.labels.engine import Board, Label, Position

PANEL = Box(0, 0, 100, 100)
LEFT, RIGHT = (Position(box_at(x, 50, (20, 10)), x) for x in (20, 80))


def boxes(most: int = 40) -> st.SearchStrategy[Box]:
    return st.builds(
        lambda left, low, width, height: Box(left, low, left + width, low + height),
        *(st.integers(-10, 90), st.integers(-10, 90), st.integers(1, most), st.integers(1, most)),
    )


POSITIONS = st.lists(
    st.builds(Position, boxes(), st.integers(), cost=st.integers(0, 3)), max_size=4
)
LABELS = st.lists(st.builds(Label, POSITIONS, st.integers(0, 2)), max_size=8)
TAKEN = st.lists(boxes(20), max_size=4)


def test_the_first_clear_position_is_taken() -> None:
    assert Board(PANEL).place(Label([LEFT, RIGHT])) is LEFT
    assert Board(PANEL, [box_at(25, 50, (4, 4))]).place(Label([LEFT, RIGHT])) is RIGHT


def test_a_required_label_without_a_clear_position_covers_the_least() -> None:
    taken = [box_at(20, 50, (4, 4)), box_at(80, 50, (2, 2))]
    assert Board(PANEL, list(taken)).place(Label([LEFT, RIGHT], is_required=True)) is RIGHT
    assert Board(PANEL, list(taken)).place(Label([LEFT, RIGHT])) is None


def test_what_lies_out_of_bounds_counts_as_covered() -> None:
    outside = Position(box_at(0, 50, (20, 10)), 0)
    assert Board(PANEL).place(Label([outside, RIGHT])) is RIGHT
    assert Board(PANEL).place(Label([outside])) is None
    assert Board(PANEL).place(Label([outside], is_required=True)) is outside


def test_a_required_label_without_a_position_is_refused() -> None:
    with pytest.raises(ValueError, match="position"):
        Board(PANEL).place(Label([], is_required=True))


def test_what_is_avoided_is_covered_only_where_it_must_be() -> None:
    avoided = [LEFT.box]
    assert Board(PANEL).place(Label([LEFT, RIGHT], avoided=avoided)) is RIGHT
    assert Board(PANEL).place(Label([LEFT], avoided=avoided)) is LEFT
    own = Position(LEFT.box, 1, attached=(LEFT.box,))
    assert Board(PANEL).place(Label([own, RIGHT], avoided=avoided)) is own


def test_a_leader_crosses_no_label_and_no_label_a_leader() -> None:
    low = Position(Box(10, 0, 50, 10), "low")
    above = Position(Box(30, 10, 70, 20), "above", attached=(Box(30, 0, 30, 10),))
    edge = Position(Box(50, 10, 90, 20), "edge", attached=(Box(50, 0, 50, 10),))
    assert not low.is_clear_of(above)
    assert not above.is_clear_of(low)
    assert low.is_clear_of(edge)


@given(LABELS, TAKEN)
def test_no_placed_label_covers_another_or_leaves_the_bounds(
    labels: list[Label[int]], taken: list[Box]
) -> None:
    placed = [position for _label, position in Board(PANEL, list(taken)).place_all(labels)]
    for at, one in enumerate(placed):
        assert PANEL.holds(one.box)
        assert not any(one.box.overlaps(other) for other in taken)
        assert all(one.is_clear_of(other) for other in placed[at + 1 :])


@given(LABELS)
def test_a_label_is_dropped_only_for_those_before_it(labels: list[Label[int]]) -> None:
    board, placed = Board(PANEL), Board(PANEL).place_all(labels)
    stands = {id(label): position for label, position in placed}
    for label in sorted(labels, key=lambda each: each.priority):
        found = stands.get(id(label))
        if found is None:
            assert not any(board.is_clear(position) for position in label.positions)
        else:
            assert board.is_clear(found)
            board.taken.append(found.box)


@given(LABELS)
def test_equal_priority_keeps_the_order_and_every_run_gives_the_same(
    labels: list[Label[int]],
) -> None:
    first, second = (Board(PANEL).place_all(labels) for _ in range(2))
    assert first == second
    order = [next(at for at, each in enumerate(labels) if each is label) for label, _ in first]
    keys = [(labels[at].priority, at) for at in order]
    assert keys == sorted(keys)


@given(st.lists(st.builds(Label, POSITIONS), max_size=4))
@settings(max_examples=50)
def test_the_most_labels_are_placed_at_the_least_cost(labels: list[Label[int]]) -> None:
    placed = Board(PANEL).place_most(labels)
    one_by_one = Board(PANEL).place_all(labels)
    cost, other = (
        sum(position.cost for position in each)
        for each in (placed, [position for _label, position in one_by_one])
    )
    assert (len(placed), -cost) >= (len(one_by_one), -other)
    for at, one in enumerate(placed):
        assert PANEL.holds(one.box)
        assert all(one.is_clear_of(other) for other in placed[at + 1 :])


def test_a_better_position_gives_way_where_more_labels_have_room() -> None:
    wide, narrow = Position(Box(0, 0, 100, 10), "wide"), Position(Box(0, 20, 10, 30), "up", cost=2)
    short = Position(Box(40, 0, 60, 10), "short")
    placed = Board(PANEL).place_most([Label([wide, narrow]), Label([short])])
    assert [position.drawn for position in placed] == ["up", "short"]
