"""The rule of verdicts, each part of it, and the numbers that stand for days."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claims
from pokrovsk_front.model.claims import (
    UNKNOWN,
    VERDICTS,
    Check,
    day_of_number,
    gap,
    month_number,
    plain,
    verdict_of,
)
from pokrovsk_front.model.measures import check


@pytest.mark.parametrize(
    ("our_value", "verdict"),
    [
        (100.0, "confirmed"),
        (102.0, "confirmed"),
        (98.0, "confirmed"),
        (102.001, "approximate"),
        (96.0, "approximate"),
        (104.001, "contradicted"),
        (95.999, "contradicted"),
    ],
)
def test_the_tolerance_confirms_and_twice_of_it_is_approximate(
    our_value: float, verdict: str
) -> None:
    assert Check("claim", "km2", 100.0, our_value, 2.0).verdict == verdict


def test_a_value_that_is_unknown_confirms_nothing() -> None:
    assert Check("claim", "km2", 100.0, UNKNOWN, 2.0).verdict == "contradicted"
    for relation in ("more_than", "less_than"):
        unknown = Check("claim", "km2", 100.0, UNKNOWN, 2.0, relation=relation)
        assert unknown.verdict == "contradicted", relation


@pytest.mark.parametrize(
    ("value", "relation", "missed"),
    [
        (314.0, "more_than", 0.0),
        (300.0, "more_than", 0.0),
        (290.0, "more_than", 10.0),
        (290.0, "less_than", 0.0),
        (314.0, "less_than", 14.0),
        (290.0, "equal", 10.0),
        (310.0, "equal", 10.0),
    ],
)
def test_a_bound_is_missed_on_one_side_only(value: float, relation: str, missed: float) -> None:
    assert gap(value, 300.0, relation) == missed


@pytest.mark.parametrize(
    ("our_gap", "second_gap", "is_whole", "reading", "verdict"),
    [
        (0.0, None, True, None, "confirmed"),
        (0.0, None, False, None, "consistent"),
        (1.5, None, True, None, "approximate"),
        (1.5, None, False, "agrees", "approximate"),
        (9.0, None, False, "agrees", "contradicted"),
        (0.0, None, True, "agrees", "confirmed"),
        (0.0, None, True, "agrees_in_part", "approximate"),
        (0.0, None, True, "disagrees", "contradicted"),
        (9.0, None, True, "agrees_in_part", "contradicted"),
        (0.0, 9.0, True, None, "confirmed"),
        (None, 0.0, True, None, "consistent"),
        (None, 1.5, True, "agrees", "approximate"),
        (None, 9.0, True, None, "contradicted"),
        (None, 0.0, True, "disagrees", "contradicted"),
        (None, None, True, "agrees", "consistent"),
        (None, None, True, "agrees_in_part", "approximate"),
        (None, None, True, "disagrees", "contradicted"),
        (None, None, True, None, "unverifiable"),
    ],
)
def test_each_part_of_the_rule(
    our_gap: float | None,
    second_gap: float | None,
    is_whole: bool,
    reading: str | None,
    verdict: str,
) -> None:
    found = verdict_of(our_gap, second_gap, 1.0, is_whole=is_whole, second_reading=reading)
    assert found == verdict


gaps = st.none() | st.floats(0, 100)
readings = st.sampled_from([None, "agrees", "agrees_in_part", "disagrees"])


@given(gaps, gaps, st.floats(0, 10), st.booleans(), readings)
def test_only_a_whole_number_of_ours_confirms_and_only_nothing_is_unverifiable(
    our_gap: float | None,
    second_gap: float | None,
    tolerance: float,
    is_whole: bool,
    reading: str | None,
) -> None:
    found = verdict_of(our_gap, second_gap, tolerance, is_whole=is_whole, second_reading=reading)
    assert found in VERDICTS
    if found == "confirmed":
        assert our_gap is not None
        assert is_whole
        assert our_gap <= tolerance
    assert (found == "unverifiable") == (our_gap is None and second_gap is None and not reading)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 10), st.booleans(), readings)
def test_a_larger_gap_never_makes_a_verdict_stronger(
    first: float, second: float, tolerance: float, is_whole: bool, reading: str | None
) -> None:
    near, far = (
        VERDICTS.index(verdict_of(each, None, tolerance, is_whole=is_whole, second_reading=reading))
        for each in sorted((first, second))
    )
    assert near <= far


def test_the_verdict_of_every_claim_follows_from_its_numbers() -> None:
    # The rule once more, written out, so that a change of it has to be made twice.
    facts = Library().evidence()
    said = {None: None, "agrees": "consistent", "agrees_in_part": "approximate"}
    for claim_id, claim in claims().items():
        found = check(claim, facts)
        value, best = found.our_value, "confirmed" if claim.is_whole else "consistent"
        if claim.measure == "second_source":
            value, best = found.second_value, "consistent"
        if math.isnan(claim.printed_value) or math.isnan(value):
            expected = said.get(claim.second_reading, "contradicted") or "unverifiable"
        else:
            miss = value - claim.printed_value
            if (claim.relation, miss > 0) in {("more_than", True), ("less_than", False)}:
                miss = 0.0
            is_near = abs(miss) <= 2 * claim.tolerance
            far = "approximate" if is_near else "contradicted"
            expected = best if abs(miss) <= claim.tolerance else far
            if expected == best and claim.second_reading == "agrees_in_part":
                expected = "approximate"
            if claim.second_reading == "disagrees":
                expected = "contradicted"
        assert found.verdict == expected, claim_id


def test_a_month_and_a_day_come_back_from_their_numbers() -> None:
    assert day_of_number(month_number(date(2024, 12, 31)), "month") == date(2024, 12, 1)
    assert plain(month_number(date(2024, 2, 17)), "month") == "2024-02"
    assert plain(UNKNOWN, "km2") is None
    assert plain(45.34176, "km") == 45.342
