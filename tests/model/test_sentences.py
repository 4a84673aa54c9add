"""Sentences to copy: each is attributed, dated and hedged, by one rule of rounding."""

from dataclasses import replace
from datetime import date

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claims
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.front_distance import FrontDistance, Movement
from pokrovsk_front.model.gains import gross_change, net_gain
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.sentences import (
    Style,
    claim_sentence,
    comparison_sentence,
    distance_sentence,
    front_distance_sentence,
    gain_sentence,
    method_text,
    movement_sentence,
)
from pokrovsk_front.model.windows import Window, parse_window, presets
from pokrovsk_front.model.wording import Wording

WITHIN_ONE_DAY = (
    "The map of 31 October 2025 is dated within one day. With that map a day later, the net gain "
    "from 1 Jan to 31 Oct 2025 would be 3,373 km²."
)
"""The total is 115,214.809 km2 on that map and 115,201.185 km2 on the one before."""

EXACT, ROUNDED = Style(Wording()), Style(Wording(), "rounded")
LIBRARY = Library()
PRESETS = presets(date(2026, 8, 20))


def comparison(name: str) -> Comparison:
    return compare(read_table("daily_area"), *PRESETS[name])


def test_the_articles_comparison_in_one_sentence() -> None:
    # Bloomberg, 7 November 2025: 2,194 and 3,386 km2, 54 % more.
    assert comparison_sentence(comparison("same_months"), EXACT) == (
        "From 1 Jan to 31 Oct 2025, Russia's net gain was 3,386 km², 54% more "
        "than from 1 Jan to 31 Oct 2024 (2,194 km²), according to the DeepState map (maps of "
        "31 Dec 2024 and 31 Oct 2025; maps of 31 Dec 2023 and 31 Oct 2024). "
        f"{WITHIN_ONE_DAY}"
    )


def test_a_window_without_a_map_of_its_ends_says_what_its_figure_includes_and_lacks() -> None:
    # Maps of 4 and 12 November 2023, none between them, the next of 18 November.
    weekly = net_gain(read_table("daily_area"), Window(date(2023, 11, 12), date(2023, 11, 17)))
    assert gain_sentence(weekly, EXACT) == (
        "From 12 Nov to 17 Nov 2023, Ukrainian forces regained 4 km² more than they lost, "
        "according to the DeepState map (maps of 4 Nov 2023 and 12 Nov 2023). There is no map of "
        "11 November 2023: the figure from 12 Nov to 17 Nov 2023 includes what changed since the "
        "map of 4 November 2023. There is no map of 17 November 2023: what changed after that of "
        "12 November 2023 is not in the figure from 12 Nov to 17 Nov 2023."
    )


def test_a_loss_that_another_day_would_move_stays_a_loss_in_words() -> None:
    # The map of 31 July 2026 may be that of 1 August: 30 km2 regained on balance, or 26.
    loss = net_gain(read_table("daily_area"), Window(date(2026, 8, 1), date(2026, 8, 21)))
    assert max(loss.bounds_km2) < 0
    assert (
        "With that map a day later, Ukrainian forces would have regained 26 km² more than they "
        "lost from 1 Aug to 21 Aug 2026."
    ) in gain_sentence(loss, EXACT)


def test_windows_of_different_length_are_compared_by_the_day_with_both_lengths() -> None:
    windows = parse_window("2024-03-01:2024-10-31"), parse_window("2025-01-01:2025-12-31")
    uneven = compare(read_table("daily_area"), *windows)
    assert comparison_sentence(uneven, EXACT) == (
        "From 1 Jan to 31 Dec 2025, Russia's net gain was 4,337 km²: 11.9 km² a day over 365 "
        "days, 43% more a day than from 1 Mar to 31 Oct 2024 (2,036 km², 8.3 km² a day over 245 "
        "days), according to the DeepState map (maps of 31 Dec 2024 and 31 Dec 2025; maps of 29 "
        "Feb 2024 and 31 Oct 2024)."
    )


def test_a_window_of_one_day_is_on_that_day() -> None:
    leap_day = parse_window("2024-02-29:2024-02-29")
    one_day = compare(read_table("daily_area"), leap_day, parse_window("2025-03-01:2025-05-01"))
    assert "and on 29 February 2024 (1 day), Ukrainian forces regained" in comparison_sentence(
        one_day, EXACT
    )
    assert gain_sentence(one_day.earlier, EXACT).startswith("On 29 February 2024, Ukrainian forces")


def test_rounded_areas_have_two_figures_and_say_about() -> None:
    sentence = comparison_sentence(comparison("same_months"), ROUNDED)
    assert "about 3,400 km²" in sentence
    assert "about 2,200 km²" in sentence


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("style", [EXACT, ROUNDED], ids=["exact", "rounded"])
def test_every_sentence_is_attributed_dated_and_hedged(name: str, style: Style) -> None:
    shown = comparison(name)
    daily = read_table("daily_area")
    gross = gross_change(daily, shown.earlier), gross_change(daily, shown.later)
    texts = [
        comparison_sentence(shown, style),
        method_text(shown, gross, style),
        *(gain_sentence(gain, style) for gain in shown.gains),
    ]
    for text in texts:
        assert "DeepState map" in text
        assert "net gain was" in text or "more than they lost" in text
        assert "maps of " in text
        assert text.endswith(".")
        assert "{" not in text


def test_a_gain_in_one_sentence() -> None:
    # Bloomberg, 7 November 2025: 3,386 km2.
    assert gain_sentence(comparison("same_months").later, EXACT) == (
        "From 1 Jan to 31 Oct 2025, Russia's net gain was 3,386 km², according to "
        f"the DeepState map (maps of 31 Dec 2024 and 31 Oct 2025). {WITHIN_ONE_DAY}"
    )


@pytest.mark.parametrize("claim_id", claims())
def test_every_claim_is_said_with_its_source_day_and_verdict(claim_id: str) -> None:
    claim, found = claims()[claim_id], LIBRARY.checks[claim_id]
    text = claim_sentence(claim, found, "Bloomberg, 7 Nov 2025", EXACT)
    assert text.startswith(claim.claim)
    assert all(part in text for part in ("as of ", "Bloomberg, 7 Nov 2025", found.verdict))
    assert "nan" not in text
    assert text.endswith(".")


def test_the_articles_gain_as_a_claim() -> None:
    claim = claims()["gain_2025"]
    text = claim_sentence(claim, LIBRARY.checks["gain_2025"], "Bloomberg, 7 Nov 2025", EXACT)
    assert text.endswith(
        "Checked here: confirmed, published 3,386 km², calculated here 3,386 km²."
    ), text


def test_land_regained_is_said_so() -> None:
    earlier = comparison("avdiivka_around").earlier
    text = gain_sentence(earlier, EXACT)
    assert (earlier.net_km2 < 0) == ("Ukrainian forces regained" in text)
    said, found, one_map = text.partition(" The map of 10 September 2023 alone ")
    assert found
    assert "−" not in said
    assert "all other maps together account for −205 km²." in one_map


def distance(kilometres: float, day: date) -> FrontDistance:
    return FrontDistance("town", Reading(day, day, "raw", "1", 0.0), kilometres, (48.0, 37.0))


FIRST, LAST = date(2023, 12, 31), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("before_km", "after_km", "says"),
    [
        (
            36.653,
            5.983,
            "The front moved 30.7 km towards Pokrovsk between 31 December 2023 and 31 December "
            "2024, from 36.7 km to 6.0 km from its centre, according to the DeepState map.",
        ),
        (
            5.0,
            12.25,
            "The front moved 7.2 km away from Pokrovsk between 31 December 2023 and 31 December "
            "2024, from 5.0 km to 12.2 km from its centre, according to the DeepState map.",
        ),
        (
            36.653,
            0.0,
            "The front moved 36.7 km towards Pokrovsk between 31 December 2023 and 31 December "
            "2024, up to its centre, which lies inside Russian-occupied land on the later day, "
            "according to the DeepState map.",
        ),
        (
            0.0,
            3.0,
            "The front moved 3.0 km away from Pokrovsk between 31 December 2023 and 31 December "
            "2024; its centre lay inside Russian-occupied land on the earlier day, according to "
            "the DeepState map.",
        ),
        (
            0.0,
            0.0,
            "The centre of Pokrovsk lies inside Russian-occupied land both on 31 December 2023 and "
            "on 31 December 2024, according to the DeepState map.",
        ),
        (
            12.04,
            12.01,
            "The front was as far from Pokrovsk on 31 December 2023 as on 31 December 2024, "
            "12.0 km from its centre, according to the DeepState map.",
        ),
    ],
    ids=["towards", "away", "up to it", "out of it", "inside", "still"],
)
def test_a_movement_in_one_sentence(before_km: float, after_km: float, says: str) -> None:
    moved = Movement(distance(before_km, FIRST), distance(after_km, LAST))
    assert movement_sentence(moved, "Pokrovsk", Wording()) == says


def test_a_way_and_a_distance_in_one_sentence() -> None:
    assert front_distance_sentence(distance(36.653, FIRST), "Pokrovsk", Wording()) == (
        "The nearest Russian-occupied land is 36.7 km from the centre of Pokrovsk on the DeepState "
        "map of 31 December 2023."
    )
    assert front_distance_sentence(distance(0.0, LAST), "Pokrovsk", Wording()) == (
        "The centre of Pokrovsk lies inside Russian-occupied land on the DeepState map of 31 "
        "December 2024."
    )
    assert distance_sentence(("Pokrovsk", "Avdiivka"), 45.27, Wording()).startswith(
        "The centres of Pokrovsk and Avdiivka are 45.3 km apart"
    )


@pytest.mark.parametrize(
    ("earlier", "later", "says"),
    [
        (
            "2024-01-01:2024-10-31",
            "2024-01-01:2024-10-31",
            "2,194 km², as much as from 1 Jan to 31 Oct 2024 (2,194 km²), according",
        ),
        (
            "2024-01-01:2024-03-31",
            "2024-01-01:2024-03-31",
            "197 km², as much as from",
        ),
    ],
)
def test_equal_gains_are_said_to_be_equal(earlier: str, later: str, says: str) -> None:
    compared = compare(read_table("daily_area"), parse_window(earlier), parse_window(later))
    sentence = comparison_sentence(compared, EXACT)
    assert says in sentence
    assert "0%" not in sentence


@pytest.mark.parametrize(("later_km2", "says"), [(1003.0, "about as much as"), (1006.0, "1% more")])
def test_gains_that_differ_by_less_than_half_a_percent_are_about_equal(
    later_km2: float, says: str
) -> None:
    whole = comparison("same_months")
    earlier, later = (
        replace(
            gain,
            opening=replace(gain.opening, occupied_total_km2=0.0),
            closing=replace(gain.closing, occupied_total_km2=km2),
        )
        for gain, km2 in zip(whole.gains, (1000.0, later_km2), strict=True)
    )
    assert says in comparison_sentence(replace(whole, earlier=earlier, later=later), EXACT)


def test_equal_paces_over_different_lengths_are_said_to_be_equal() -> None:
    windows = parse_window("2025-01-01:2025-01-10"), parse_window("2025-01-01:2025-01-20")
    whole = compare(read_table("daily_area"), *windows)
    earlier, later = (
        replace(
            gain,
            opening=replace(gain.opening, occupied_total_km2=0.0),
            closing=replace(gain.closing, occupied_total_km2=10.0 * gain.window.days),
        )
        for gain in whole.gains
    )
    sentence = comparison_sentence(replace(whole, earlier=earlier, later=later), EXACT)
    assert "10.0 km² a day over 20 days, as much as from 1 " in sentence
    assert "(100 km², 10.0 km² a day over 10 days)" in sentence


def test_one_map_shows_no_movement() -> None:
    moved = Movement(distance(12.0, LAST), distance(12.0, LAST))
    sentence = movement_sentence(moved, "Pokrovsk", Wording())
    assert sentence == front_distance_sentence(moved.later, "Pokrovsk", Wording())
