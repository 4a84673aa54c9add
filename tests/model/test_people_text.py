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
        # 60,127 and 1,256; 105,141 and about 50,000; 30,914 and about 60, which is 515;
        # 46,098 and about 3,000; 54,431 and over 1,000; 18,220 and 700 to 800; 40,195 and
        # about 3,500 in the hromada.
        ("pokrovsk", "98% fewer; one in 48 were left in October 2025"),
        ("sloviansk", "52% fewer; about one in two were left in January 2026"),
        ("toretsk", "99.8% fewer; about one in 500 were left in January 2025"),
        ("myrnohrad", "93% fewer; about one in 15 were left in February 2025"),
        ("kupiansk", "at most 98% fewer; at least one in 54 were left in February 2026"),
        ("kurakhove", "96% fewer; one in 23 to 26 were left in November 2024"),
        ("lyman", "91% fewer; about one in 11 were left in January 2026"),
    ],
)
def test_what_remains_of_a_place(place_id: str, text: str) -> None:
    found = main_series(BY_PLACE[place_id]).decline
    assert found is not None
    assert what_remains(found, WORDS) == text


def test_a_bound_from_above_and_a_growth_are_said_so() -> None:
    baseline = TABLE["sloviansk_city_baseline"]
    assert what_remains(Decline(baseline, TABLE["sloviansk_city_2022_07"]), WORDS) == (
        "at least 81% fewer; at most one in 5 were left in July 2022"
    )
    grown = replace(TABLE["sloviansk_city_2026_01_02"], people=110_000)
    assert what_remains(Decline(baseline, grown), WORDS) == "5% more"
    assert one_in(Decline(baseline, replace(grown, people=0)), WORDS) == ""


def test_a_number_is_said_with_its_day_its_area_and_who() -> None:
    assert said_by(TABLE["lyman_hromada_2026_01_12"], WORDS) == (
        "about 3,500 (12 January 2026; hromada; Oleksandr Zhuravlov, Lyman city administration)"
    )
