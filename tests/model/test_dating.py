"""On which evening a map was published: the rule by hand, and what holds for any readings."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokrovsk_front.model.dating import Certainty, Dated, Reading, date_maps

LAST_KNOWN = date(2025, 8, 3)


def august(day: int) -> date:
    return date(2025, 8, day)


def reading(map_id: str, day: int, hour: int = 9, *, is_implied: bool = False) -> Reading:
    """A reading on a day of August 2025: of the map of one or two evenings before."""
    at = datetime(2025, 8, day, hour, tzinfo=UTC)
    return Reading(map_id, at, august(day - 2), august(day - 1), is_implied)


def told(map_id: str, day: int) -> Reading:
    """A reading that leaves one evening open."""
    return Reading(map_id, datetime(2025, 8, 30, tzinfo=UTC), august(day), august(day))


def dated(
    readings: Sequence[Reading], occupied_km2: dict[str, float] | None = None
) -> dict[str, Dated]:
    # By default no two maps are alike.
    areas = {each.map_id: 2.0 ** ord(each.map_id[0]) for each in readings}
    return date_maps(readings, areas | (occupied_km2 or {}), LAST_KNOWN)


def days(found: dict[str, Dated]) -> dict[str, int]:
    return {map_id: each.as_of_date.day for map_id, each in found.items()}


def test_a_reading_leaves_the_evenings_before_open_and_the_earlier_is_taken() -> None:
    assert dated([reading("a", 10)]) == {
        "a": Dated(august(8), first_day=august(8), last_day=august(9))
    }


def test_all_readings_of_a_map_leave_what_all_of_them_allow() -> None:
    found = dated([reading("a", 10), reading("a", 11)])
    assert found == {"a": Dated(august(9), first_day=august(9), last_day=august(9))}
    assert found["a"].certainty is Certainty.CERTAIN


def test_what_leaves_two_evenings_open_is_inferred() -> None:
    assert dated([reading("a", 10)])["a"].certainty is Certainty.WITHIN_ONE_DAY


def test_maps_come_in_order_one_an_evening() -> None:
    # a, b and c were read a day apart: 8 or 9, 9 or 10, 10 or 11; a is of the 9th.
    found = dated([reading("a", 10), reading("a", 11), reading("b", 11), reading("c", 12)])
    assert days(found) == {"a": 9, "b": 10, "c": 11}
    assert {each.certainty for each in found.values()} == {Certainty.CERTAIN}


def test_a_later_map_pushes_those_before_it_to_earlier_evenings() -> None:
    # c was read twice and is of the 10th, so b is of the 9th and a of the 8th.
    found = dated([reading("a", 10), reading("b", 11), *(reading("c", day) for day in (11, 12))])
    assert days(found) == {"a": 8, "b": 9, "c": 10}
    assert {each.certainty for each in found.values()} == {Certainty.CERTAIN}


def test_maps_are_ordered_by_what_is_open_and_not_by_their_names() -> None:
    assert list(dated([reading("b", 10), reading("a", 13)])) == ["b", "a"]
    # The same evenings are open: the one that was read first comes first.
    assert list(dated([reading("b", 10, 3), reading("a", 10, 9)])) == ["b", "a"]


def test_maps_of_readings_are_later_than_those_known_by_their_instant() -> None:
    # A reading on 5 August allows the 3rd, but the map of that evening is known.
    assert dated([reading("a", 5)]) == {"a": Dated(august(4), august(4), august(4))}


def test_an_evening_whose_map_nobody_read_is_absent() -> None:
    assert days(dated([reading("a", 10), reading("b", 20)])) == {"a": 8, "b": 18}


def test_a_reading_that_leaves_one_evening_open_counts_first() -> None:
    # The file that carries its own day says the 6th; a stale copy was read days later.
    assert days(dated([reading("a", 12), told("a", 6)])) == {"a": 6}


def test_a_reading_that_allows_nothing_open_was_served_a_stale_copy() -> None:
    found = dated([reading("a", 10), reading("a", 11), reading("a", 15)])
    assert days(found) == {"a": 9}


def test_two_maps_without_an_evening_of_their_own_are_two_editions_of_one() -> None:
    # Both a and b say that they are of 9 August.
    readings = [reading("a", 10, 3), told("a", 9), reading("b", 10, 9), told("b", 9)]
    readings.append(reading("c", 11))
    areas = {"a": 100.0, "b": 101.0, "c": 200.0}
    found = dated(readings, areas)
    assert days(found) == {"a": 9, "b": 9, "c": 10}
    # The later one stands for the evening.
    assert [map_id for map_id, each in found.items() if each.is_last_of_day] == ["b", "c"]


@pytest.mark.parametrize(
    ("areas", "one_evening"),
    [
        ({"a": 100.0, "b": 101.0, "c": 200.0}, {"a", "b"}),
        ({"a": 100.0, "b": 199.0, "c": 200.0}, {"b", "c"}),
    ],
)
def test_the_two_neighbours_that_differ_least_are_of_one_evening(
    areas: dict[str, float], one_evening: set[str]
) -> None:
    # Three maps, all read on 10 August: two evenings are open.
    readings = [reading(map_id, 10, hour) for map_id, hour in (("a", 3), ("b", 9), ("c", 12))]
    found = days(dated(readings, areas))
    assert sorted(found.values())[0] == 8
    assert len({found[map_id] for map_id in one_evening}) == 1
    assert len(set(found.values())) == 2


def test_the_silence_of_a_mirror_chooses_an_evening_and_leaves_it_inferred() -> None:
    # On 11 August a mirror that keeps what is new kept nothing: it was served a once more.
    found = dated([reading("a", 10), reading("a", 11, is_implied=True)])
    assert found == {"a": Dated(august(9), first_day=august(8), last_day=august(9))}
    assert found["a"].certainty is Certainty.WITHIN_ONE_DAY


def test_a_silence_that_contradicts_what_was_read_counts_for_nothing() -> None:
    readings = [reading("a", 10), reading("a", 11), reading("a", 14, is_implied=True)]
    assert dated(readings) == {"a": Dated(august(9), august(9), august(9))}


def test_no_reading_gives_no_day() -> None:
    assert dated([]) == {}


FIRST_EVENING = 6
EVENINGS = 8


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, Reading]]:
    """Readings of mirrors that each day serve the map of one or two evenings before.

    What is served never goes back to an older map. An evening may have no map.
    """
    evenings = draw(st.lists(st.integers(0, EVENINGS - 1), min_size=1, unique=True).map(sorted))
    published = [FIRST_EVENING + each for each in evenings]
    found = []
    shown = published[0]
    for day in range(FIRST_EVENING + 1, FIRST_EVENING + EVENINGS + 2):
        for hour in draw(st.lists(st.sampled_from([3, 9]), unique=True).map(sorted)):
            open_now = [each for each in published if max(shown, day - 2) <= each <= day - 1]
            if open_now:
                shown = draw(st.sampled_from(open_now))
                found.append((shown, reading(f"of {shown:02}", day, hour)))
    return found


def area_of(readings: Sequence[Reading]) -> dict[str, float]:
    return {each.map_id: 100.0 * int(each.map_id[3:]) for each in readings}


@given(histories())
@settings(max_examples=200)
def test_each_map_has_an_evening_of_its_own_that_its_readings_leave_open(
    history: list[tuple[int, Reading]],
) -> None:
    readings = [each for _, each in history]
    found = dated(readings, area_of(readings))
    chosen = [each.as_of_date for each in found.values()]
    assert chosen == sorted(set(chosen)), "days ascend, one map an evening"
    assert list(found) == sorted({each.map_id for each in readings}), "in the order of truth"
    for map_id, each in found.items():
        assert each.first_day <= each.as_of_date <= each.last_day
        for own in readings:
            if own.map_id == map_id:
                assert own.first_day <= each.as_of_date <= own.last_day
    for shown, own in history:
        assert found[own.map_id].first_day <= august(shown) <= found[own.map_id].last_day


@given(histories(), st.data())
@settings(max_examples=200)
def test_a_later_reading_never_widens_what_is_open(
    history: list[tuple[int, Reading]], data: st.DataObject
) -> None:
    readings = [each for _, each in history]
    count = data.draw(st.integers(0, len(readings)))
    before = dated(readings[:count], area_of(readings))
    after = dated(readings, area_of(readings))
    for map_id, each in before.items():
        assert each.first_day <= after[map_id].first_day
        assert after[map_id].last_day <= each.last_day


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(5, 16), st.booleans()), max_size=20)
)
@settings(max_examples=200)
def test_whatever_was_read_the_days_ascend_and_each_has_one_last_map(
    drawn: list[tuple[str, int, bool]],
) -> None:
    readings = [reading(name, day, is_implied=implied) for name, day, implied in drawn]
    # Silence repeats a map that was kept.
    kept = {each.map_id for each in readings if not each.is_implied}
    found = dated([each for each in readings if each.map_id in kept])
    assert set(found) == kept
    chosen = [each.as_of_date for each in found.values()]
    assert chosen == sorted(chosen)
    last = [each.as_of_date for each in found.values() if each.is_last_of_day]
    assert sorted(set(chosen)) == last
    for each in found.values():
        assert LAST_KNOWN < each.first_day <= each.as_of_date <= each.last_day
