"""The state of the grid on a day: intervals against a naive walk from day to day."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokrovsk_front.model.cells import (
    FOREVER,
    always_occupied,
    cells_on,
    day_number,
    day_of,
    intervals,
    is_occupied,
)

FIRST = date(2023, 12, 25)
COLUMNS = ["cell", "as_of_date", "occupied_km2", "cell_km2", "oblast_iso"]


def table(histories: dict[str, list[tuple[int, float]]]) -> pd.DataFrame:
    """Rows of `cells`: for each cell (days since FIRST, occupied km2), each cell of 1 km2."""
    rows = [
        (cell, pd.Timestamp(FIRST + timedelta(days=n)), km2, 1.0, "UA-14")
        for cell, history in sorted(histories.items())
        for n, km2 in history
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"as_of_date": "datetime64[us]"})


def walked(history: list[tuple[int, float]], n: int) -> float:
    """What a naive walk from day to day says of one cell on day n."""
    state = 0.0
    for day, km2 in history:
        if day <= n:
            state = km2
    return state


def test_day_numbers_count_from_2022_and_back() -> None:
    assert day_number(date(2022, 1, 1)) == 0
    assert day_number(date(2023, 12, 31)) == 729
    assert day_of(729) == date(2023, 12, 31)


def test_more_than_half_is_occupied_and_half_is_not() -> None:
    frame = table({"a": [(0, 0.5)], "b": [(0, 0.5001)], "c": [(0, 0.0)]})
    assert is_occupied(frame).tolist() == [False, True, False]


def test_a_cell_taken_regained_and_taken_again_has_two_intervals() -> None:
    frame = table(
        {"a": [(0, 0.0), (3, 0.4), (5, 0.9), (6, 1.0), (9, 0.2), (12, 0.8)], "b": [(0, 1.0)]}
    )
    start = day_number(FIRST)
    assert intervals(frame).to_dict(orient="list") == {
        "cell": ["a", "a", "b"],
        "from_day": [start + 5, start + 12, start],
        "to_day": [start + 9, FOREVER, FOREVER],
        "previous_to_day": [-FOREVER, start + 9, -FOREVER],
    }


def test_a_cell_never_more_than_half_occupied_has_no_interval() -> None:
    assert intervals(table({"a": [(0, 0.1), (4, 0.5)]})).empty
    assert intervals(table({})).empty


def test_the_end_of_one_cell_does_not_run_into_the_next() -> None:
    # "a" ends occupied, "b" begins occupied: that is a new interval, not a lasting one.
    spans = intervals(table({"a": [(0, 0.0), (4, 1.0)], "b": [(0, 1.0), (2, 0.0)]}))
    assert spans["cell"].tolist() == ["a", "b"]
    assert (spans["to_day"] - day_number(FIRST)).tolist()[1] == 2


HISTORY = st.dictionaries(
    st.integers(1, 24), st.sampled_from([0.0, 0.3, 0.5, 0.6, 1.0]), max_size=8
).map(lambda later: [(0, 0.0), *sorted(later.items())])
GRID = st.dictionaries(st.sampled_from("abcde"), HISTORY, min_size=1)


@given(GRID)
@settings(max_examples=40)
def test_intervals_and_states_agree_with_a_walk_on_every_day(
    histories: dict[str, list[tuple[int, float]]],
) -> None:
    frame = table(histories)
    spans = intervals(frame)
    for n in range(26):
        day = FIRST + timedelta(days=n)
        expected = {cell for cell, history in histories.items() if walked(history, n) > 0.5}
        number = day_number(day)
        lasting = spans[(spans["from_day"] <= number) & (number < spans["to_day"])]
        assert set(lasting["cell"]) == expected
        assert lasting["cell"].is_unique
        state = cells_on(frame, day)
        assert set(state.loc[is_occupied(state), "cell"]) == expected
        areas = dict(zip(state["cell"], state["occupied_km2"], strict=True))
        assert areas == {cell: walked(history, n) for cell, history in histories.items()}


@given(GRID, st.integers(0, 24), st.integers(0, 24))
@settings(max_examples=60)
def test_always_occupied_is_occupied_on_every_day_of_the_stretch(
    histories: dict[str, list[tuple[int, float]]], one: int, other: int
) -> None:
    first, last = sorted((one, other))
    spans = intervals(table(histories))
    whole = always_occupied(spans, FIRST + timedelta(days=first), FIRST + timedelta(days=last))
    assert set(spans.loc[whole, "cell"]) == {
        cell
        for cell, history in histories.items()
        if all(walked(history, n) > 0.5 for n in range(first, last + 1))
    }
    to_the_end = always_occupied(spans, FIRST + timedelta(days=first), None)
    assert set(spans.loc[to_the_end, "cell"]) == {
        cell
        for cell, history in histories.items()
        if all(walked(history, n) > 0.5 for n in range(first, 26))
    }


def test_before_the_first_map_there_is_no_state() -> None:
    assert cells_on(table({"a": [(0, 1.0)]}), FIRST - timedelta(days=1)).empty


@pytest.mark.parametrize("number", [0, 1, 729, 1826])
def test_a_day_number_and_its_day_are_one(number: int) -> None:
    assert day_number(day_of(number)) == number
