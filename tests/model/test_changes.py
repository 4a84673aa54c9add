"""What changed between two days: pairs of stretches and exact shares against a naive walk."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pokrovsk_front.model.cells import FOREVER, day_number, intervals
from pokrovsk_front.model.changes import (
    TRANSITION_COLUMNS,
    Change,
    cell_changes,
    change_between,
    transitions,
)

FIRST = date(2023, 12, 25)
LAST_DAY = 25
History = list[tuple[int, float]]

HISTORY = st.dictionaries(
    st.integers(1, LAST_DAY - 1), st.sampled_from([0.0, 0.3, 0.5, 0.6, 1.0]), max_size=9
).flatmap(
    lambda later: st.sampled_from([0.0, 0.4, 1.0]).map(
        lambda opening: [(0, opening), *sorted(later.items())]
    )
)
GRID = st.dictionaries(st.sampled_from("abcde"), HISTORY, min_size=1)

TAKEN_REGAINED_TAKEN: History = [(0, 0.0), (3, 0.9), (6, 0.2), (9, 1.0), (15, 0.0), (20, 0.6)]


def table(histories: dict[str, History]) -> pd.DataFrame:
    """Rows of `cells`, each cell of 1 km2."""
    rows = [
        (cell, pd.Timestamp(FIRST + timedelta(days=n)), km2, 1.0)
        for cell, history in sorted(histories.items())
        for n, km2 in history
    ]
    columns = ["cell", "as_of_date", "occupied_km2", "cell_km2"]
    return pd.DataFrame(rows, columns=columns).astype({"as_of_date": "datetime64[us]"})


def walked(history: History, n: int) -> float:
    """What a naive walk from day to day says of one cell on day n."""
    state = 0.0
    for day, km2 in history:
        if day <= n:
            state = km2
    return state


Pair = tuple[str, int, int, int, int]


def chosen(pairs: list[Pair], earlier: int, later: int) -> list[str]:
    """The cells that the browser's filter keeps for two day numbers."""
    return sorted(cell for cell, a, b, c, d in pairs if a <= earlier < b and c <= later < d)


def test_a_cell_taken_regained_and_taken_again_has_every_pair() -> None:
    gained, regained = transitions(
        intervals(table({"a": [(0, 0.0), (3, 1.0), (6, 0.0), (9, 1.0)]}))
    )
    start = day_number(FIRST)
    three, six, nine = start + 3, start + 6, start + 9
    assert list(gained.columns) == list(regained.columns) == TRANSITION_COLUMNS
    assert gained.to_numpy().tolist() == [
        ["a", -FOREVER, three, three, six],
        ["a", -FOREVER, three, nine, FOREVER],
        ["a", six, nine, nine, FOREVER],
    ]
    assert regained.to_numpy().tolist() == [["a", three, six, six, nine]]


def test_a_cell_that_was_regained_for_good_has_an_open_end() -> None:
    _, regained = transitions(intervals(table({"a": [(0, 1.0), (4, 0.0)], "b": [(0, 1.0)]})))
    start = day_number(FIRST)
    assert regained.to_numpy().tolist() == [["a", start, start + 4, start + 4, FOREVER]]


def test_no_cell_has_no_pair() -> None:
    gained, regained = transitions(intervals(table({"a": [(0, 0.1)]})))
    assert gained.empty
    assert regained.empty


@given(GRID)
@example({"a": TAKEN_REGAINED_TAKEN, "b": [(0, 1.0), (5, 0.0), (7, 1.0), (8, 0.5)]})
@settings(max_examples=40)
def test_the_pairs_choose_what_a_walk_finds_for_any_two_days(
    histories: dict[str, History],
) -> None:
    gained, regained = (
        list(pairs.itertuples(index=False, name=None))
        for pairs in transitions(intervals(table(histories)))
    )
    start = day_number(FIRST)
    occupied = [
        {cell for cell, history in histories.items() if walked(history, n) > 0.5}
        for n in range(LAST_DAY + 1)
    ]
    for earlier in range(LAST_DAY):
        for later in range(earlier + 1, LAST_DAY + 1):
            was, now = occupied[earlier], occupied[later]
            # Lists, not sets: a cell is drawn once.
            assert chosen(gained, start + earlier, start + later) == sorted(now - was)
            assert chosen(regained, start + earlier, start + later) == sorted(was - now)


def test_every_change_is_listed_by_day_without_the_opening_state() -> None:
    changes = cell_changes(table({"a": [(0, 0.2), (9, 0.7)], "b": [(0, 1.0), (4, 0.6), (9, 0.0)]}))
    start = day_number(FIRST)
    assert changes["day_number"].tolist() == [start + 4, start + 9, start + 9]
    assert changes["cell_code"].tolist() == [1, 0, 1]
    assert changes["delta_km2"].tolist() == pytest.approx([-0.4, 0.5, -0.6])


def test_no_cell_has_no_change() -> None:
    changes = cell_changes(table({}))
    assert changes.empty
    assert change_between(changes, FIRST, FIRST + timedelta(days=3)) == Change(0.0, 0.0)


@given(GRID, st.integers(0, LAST_DAY), st.integers(0, LAST_DAY))
@example({"a": TAKEN_REGAINED_TAKEN}, 1, 16)
@settings(max_examples=100)
def test_a_change_sums_the_net_of_each_cell(
    histories: dict[str, History], one: int, other: int
) -> None:
    earlier, later = sorted((one, other))
    net = [walked(days, later) - walked(days, earlier) for days in histories.values()]
    change = change_between(
        cell_changes(table(histories)),
        FIRST + timedelta(days=earlier),
        FIRST + timedelta(days=later),
    )
    assert change.gained_km2 == pytest.approx(sum(km2 for km2 in net if km2 > 0))
    assert change.regained_km2 == pytest.approx(-sum(km2 for km2 in net if km2 < 0))
    assert change.net_km2 == pytest.approx(sum(net))


def test_reversed_days_are_refused() -> None:
    with pytest.raises(ValueError, match="2023-12-25 comes before 2023-12-26"):
        change_between(cell_changes(table({})), FIRST + timedelta(days=1), FIRST)
