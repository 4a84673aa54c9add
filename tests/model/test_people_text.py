"""Numbers of people as a reader sees them: bounds, ranges, months, and nothing rounded away."""

from dataclasses import replace

import pytest

from pokrovsk_front.catalog.records import population
from pokrovsk_front.model.people import Decline, main_series, series_by_place
from pokrovsk_front.model.people_text import as_of, one_in, people, said_by, what_remains
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
TABLE = population()
BY_PLACE = series_by_place(TABLE.values())


@pytest.mark.parametrize(
    ("count_id", "text"),
    [
        ("pokrovsk_city_2025_10_29", "1,256"),
        ("pokrovsk_city_2024_08_09", "about 48,000"),
        ("pokrovsk_city_2025_03_05", "at least 3,000"),
        ("sloviansk_city_2022_07", "at most 20,000"),
        ("kurakhove_city_2024_11_13", "700 to 800"),
    ],
)
def test_a_number_is_written_the_way_it_was_said(count_id: str, text: str) -> None:
    assert people(TABLE[count_id], WORDS) == text


@pytest.mark.parametrize(
    ("count_id", "text"),
    [
        ("pokrovsk_city_2025_10_29", "29 October 2025"),
        ("pokrovsk_city_2025_06", "June 2025"),
        ("druzhkivka_city_2024", "2024"),
    ],
)
def test_a_day_is_written_as_closely_as_it_is_known(count_id: str, text: str) -> None:
    assert as_of(TABLE[count_id], WORDS) == text


@pytest.mark.parametrize(
    ("place_id", "text"),
    [
        ("pokrovsk", "98% fewer: one in 48 remains"),  # 60,127 and 1,256
        ("sloviansk", "52% fewer: about one in 2 remains"),  # 105,141 and about 50,000
        ("toretsk", "99.8% fewer: one in 515 remains"),  # 30,914 and about 60
        ("myrnohrad", "93% fewer: one in 15 remains"),  # 46,098 and about 3,000
        ("kupiansk", "at most 98% fewer: at least one in 54 remains"),  # 54,431, over 1,000
        ("kurakhove", "96% fewer: one in 23 to 26 remains"),  # 18,220 and 700 to 800
        ("lyman", "91% fewer: one in 11 remains"),  # 40,195 and about 3,500 in the hromada
    ],
)
def test_what_remains_of_a_place(place_id: str, text: str) -> None:
    found = main_series(BY_PLACE[place_id]).decline
    assert found is not None
    assert what_remains(found, WORDS) == text


def test_a_bound_from_above_and_a_growth_are_said_so() -> None:
    baseline = TABLE["sloviansk_city_baseline"]
    assert what_remains(Decline(baseline, TABLE["sloviansk_city_2022_07"]), WORDS) == (
        "at least 81% fewer: at most one in 5 remains"
    )
    grown = replace(TABLE["sloviansk_city_2026_01_02"], people=110_000)
    assert what_remains(Decline(baseline, grown), WORDS) == "5% more"
    assert one_in(Decline(baseline, replace(grown, people=0)), WORDS) == ""


def test_a_number_is_said_with_its_day_its_area_and_who() -> None:
    assert said_by(TABLE["lyman_hromada_2026_01_12"], WORDS) == (
        "about 3,500 (12 January 2026; hromada; Oleksandr Zhuravlov, Lyman city administration)"
    )
