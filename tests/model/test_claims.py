"""The rule of verdicts, each part of it, and the numbers that stand for days."""

import math
import re
from collections import Counter
from dataclasses import replace
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
    Claim,
    day_of_number,
    gap,
    month_number,
    plain,
    verdict_of,
)
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.claims import Names, block


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


@pytest.mark.parametrize(
    ("our_value", "verdict"),
    [(98.9, "confirmed"), (99.0, "unverifiable"), (99.9, "unverifiable"), (100.5, "unverifiable"),
     (101.1, "contradicted")],
)  # fmt: skip
def test_a_number_nearer_to_a_limit_than_its_error_decides_nothing(
    our_value: float, verdict: str
) -> None:
    found = Check("claim", "pct", 100.0, our_value, 0.0, relation="less_than", error=1.0)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("other_value", "reading", "verdict"),
    [
        (-55.0, None, "unverifiable"),
        (-55.0, "agrees_in_part", "approximate"),
        (-21.0, "agrees_in_part", "contradicted"),
        (UNKNOWN, "agrees_in_part", "contradicted"),
    ],
)
def test_of_two_numbers_that_the_words_fit_neither_decides_if_they_differ_in_verdict(
    other_value: float, reading: str | None, verdict: str
) -> None:
    found = Check("claim", "pct", -50.0, -20.0, 10.0, relation="less_than", is_whole=False)
    open_one = replace(found, other_value=other_value, second_reading=reading)
    assert open_one.verdict == verdict


@pytest.mark.parametrize(
    ("judged", "is_independent", "verdict"),
    [
        ("said", False, "consistent"),
        ("said", True, "consistent"),
        ("is_so", True, "consistent"),
        ("is_so", False, "unverifiable"),
    ],
)
def test_who_quotes_the_same_speaker_shows_that_it_was_said_and_no_more(
    judged: str, is_independent: bool, verdict: str
) -> None:
    speech = Check(
        "claim",
        "soldiers",
        300.0,
        UNKNOWN,
        0.0,
        "more_than",
        is_calculated=False,
        judged=judged,
        second_is_independent=is_independent,
    )
    assert replace(speech, second_value=314.0).verdict == verdict
    assert replace(speech, second_reading="agrees").verdict == verdict


def by_number(value: float, claim: Claim, best: str) -> str:
    """Read a number against the printed one, by the words of docs/claims.md."""
    miss = value - claim.printed_value
    if (claim.relation, miss > 0) in {("more_than", True), ("less_than", False)}:
        miss = 0.0
    if abs(miss) <= claim.tolerance:
        return best
    return "approximate" if abs(miss) <= 2 * claim.tolerance else "contradicted"


def can_decide(found: Check, claim: Claim) -> bool:
    """Whether our number decides: known, clear of its error, and the only one or at one."""
    ours = found.our_value
    if math.isnan(claim.printed_value) or math.isnan(ours):
        return False
    is_clear = claim.relation == "equal" or abs(ours - claim.printed_value) > found.error
    others = [ours, found.our_value if math.isnan(found.other_value) else found.other_value]
    is_at_one = len({by_number(each, claim, "fits") for each in others}) == 1
    return (is_clear or not found.error) and is_at_one


def test_the_verdict_of_every_claim_follows_from_its_numbers() -> None:
    # The rule of docs/claims.md once more, written out, so that a change is made twice.
    said = {None: None, "agrees": "consistent", "agrees_in_part": "approximate"}
    checks = Library().checks
    for claim_id, claim in claims().items():
        found = checks[claim_id]
        counts = claim.judged == "said" or claim.second_is_independent
        reading = claim.second_reading if counts else None
        expected, best = said.get(reading, "contradicted") or "unverifiable", "consistent"
        if can_decide(found, claim):
            best = "confirmed" if claim.is_whole else "consistent"
            expected = by_number(found.our_value, claim, best)
        elif counts and not math.isnan(found.second_value):
            expected = by_number(found.second_value, claim, best)
        if expected == best and reading == "agrees_in_part":
            expected = "approximate"
        if reading == "disagrees":
            expected = "contradicted"
        assert found.verdict == expected, claim_id


def test_the_verdicts_of_the_article_are_these() -> None:
    # 46 claims before 29 November 2026: 12, 24, 2, 4 and 4. docs/claims.md has what changed.
    verdicts = Counter(each.verdict for each in Library().checks.values())
    assert [verdicts[each] for each in VERDICTS] == [12, 25, 5, 3, 4]


SAYING = re.compile(
    r"\b(says?|said|wrote|report|counted|demands?|declared|urged|refused|concluded)\b"
)


def test_a_claim_that_somebody_said_it_reads_so_and_no_other_does() -> None:
    for claim_id, claim in claims().items():
        assert bool(SAYING.search(claim.claim)) == (claim.judged == "said"), claim_id


def test_only_a_source_that_is_there_is_independent() -> None:
    for claim_id, claim in claims().items():
        assert claim.second_name or not claim.second_is_independent, claim_id
        # What a speaker says of himself has no second witness who could know.
        if claim.judged == "is_so" and not claim.second_is_independent and claim.second_reading:
            assert "speaker" in claim.note, claim_id


def test_what_rests_on_the_articles_own_map_says_so_on_its_card() -> None:
    library, words = Library(), Wording()
    of_maps = {key for key, found in library.checks.items() if found.is_of_maps}
    assert {
        *("gain_2024", "gain_2025", "gain_change", "share_country", "share_claimed_regions"),
        *("sloviansk_kramatorsk", "avdiivka_month", "never_fully_occupied", "winter_freeze"),
        *("fighting_since_july", "other_rail_hubs", "no_breakthrough"),
    } == of_maps
    names = Names(library.places, library.in_language("en").reference_areas)
    for key, claim in claims().items():
        card = block(claim, library.checks[key], names, "", words)
        assert ("own map" in card) == (key in of_maps), key
        assert card.count("Checked: ") == 1, key


def test_a_month_and_a_day_come_back_from_their_numbers() -> None:
    assert day_of_number(month_number(date(2024, 12, 31)), "month") == date(2024, 12, 1)
    assert plain(month_number(date(2024, 2, 17)), "month") == "2024-02"
    assert plain(UNKNOWN, "km2") is None
    assert plain(45.34176, "km") == 45.342
