"""No number of people without who, when, what area and where; conflicts point to such numbers."""

import calendar
from collections import Counter
from datetime import date

import pytest

from pokrovsk_front.catalog.records import claims, places, population, population_conflicts
from pokrovsk_front.model.people import AREAS, series_by_place

BASELINE_DATE = date(2022, 1, 1)


def test_every_number_says_who_when_what_area_and_where() -> None:
    for count_id, count in population().items():
        assert count.attributed_to.strip(), count_id
        assert count.publisher.strip(), count_id
        assert date(2022, 1, 1) <= count.as_of_date <= date(2026, 8, 20), count_id
        assert count.area in AREAS, count_id
        assert count.url.startswith(("http://", "https://")), count_id
        assert count.place_id in places(), count_id


def test_a_month_or_a_year_stands_at_its_end() -> None:
    for count_id, count in population().items():
        day = count.as_of_date
        if count.date_precision == "month":
            assert day.day == calendar.monthrange(day.year, day.month)[1], count_id
        if count.date_precision == "year":
            assert (day.month, day.day) == (12, 31), count_id


def test_only_a_range_has_two_ends() -> None:
    for count_id, count in population().items():
        assert (count.people_high is not None) == (count.qualifier == "range"), count_id
        assert count.people_high is None or count.people_high > count.people, count_id


def test_a_baseline_is_the_official_estimate_of_one_day_and_one_office() -> None:
    baselines = [each for each in population().values() if each.role == "baseline"]
    assert {each.as_of_date for each in baselines} == {BASELINE_DATE}
    assert {each.attributed_to for each in baselines} == {"State Statistics Service of Ukraine"}
    assert {each.area for each in baselines} == {"city", "hromada"}
    assert {each.source_id for each in baselines} == {"ukrstat_2022"}
    assert max(Counter((each.place_id, each.area) for each in baselines).values()) == 1
    assert len(baselines) == 33, "17 cities and the 16 hromadas that are named after one"
    for each in population().values():
        assert (each.kind == "official_estimate") == (each.role == "baseline"), each.count_id


def test_a_count_that_a_line_can_join_is_dated_to_the_month_and_not_weak() -> None:
    for count_id, count in population().items():
        if count.role == "count":
            assert count.date_precision in {"day", "month"}, count_id
            assert not count.is_weak, count_id
            assert count.kind == "authority_count", count_id


@pytest.mark.parametrize(
    ("place_id", "city", "hromada"),
    [
        # State Statistics Service, Number of Present Population, 1 January 2022, tables 5 and 6.
        ("pokrovsk", 60_127, 81_029),
        ("myrnohrad", 46_098, 48_046),
        ("avdiivka", 31_392, 32_018),
        ("bakhmut", 71_094, 78_939),
        ("kostiantynivka", 67_350, 72_422),
        ("kramatorsk", 147_145, 180_922),
        ("lyman", 20_066, 40_195),
    ],
)
def test_the_official_estimates_are_these(place_id: str, city: int, hromada: int) -> None:
    table = population()
    assert table[f"{place_id}_city_baseline"].people == city
    assert table[f"{place_id}_hromada_baseline"].people == hromada


def test_the_numbers_are_sorted_by_place_area_and_day() -> None:
    rows = list(population().values())
    assert rows == sorted(
        rows, key=lambda each: (each.place_id, AREAS.index(each.area), each.as_of_date)
    )


def test_no_count_of_kramatorsk_says_what_area_it_is_of() -> None:
    # The officials count from more people than city or hromada had by the official estimate.
    kramatorsk = [each for each in population().values() if each.place_id == "kramatorsk"]
    areas = {each.area for each in kramatorsk if each.role != "baseline"}
    assert areas == {"not_stated"}
    largest = max(each.people for each in kramatorsk if each.role == "baseline")
    bases = [each.people for each in kramatorsk if "base" in each.note and each.role == "context"]
    assert len(bases) == 2
    assert min(bases) > largest


def test_a_conflict_is_of_two_and_more_numbers_of_its_place() -> None:
    table = population()
    for conflict_id, conflict in population_conflicts().items():
        assert len(set(conflict.count_ids)) == len(conflict.count_ids) >= 2, conflict_id
        assert {table[count_id].place_id for count_id in conflict.count_ids} == {
            conflict.place_id
        }, conflict_id
        areas = {table[count_id].area for count_id in conflict.count_ids}
        assert len(areas) > 1 or conflict.kind != "other_area", conflict_id
        assert len(conflict.reading) > 40, conflict_id


def test_a_list_that_is_carried_forward_is_told_by_a_conflict_or_a_note() -> None:
    explained = {
        place_id
        for place_id in (
            each.place_id
            for each in population_conflicts().values()
            if each.kind == "carried_forward"
        )
    }
    for count_id, count in population().items():
        if count.role == "frozen":
            assert count.note or count.place_id in explained, count_id


def test_every_city_has_the_city_itself_first() -> None:
    by_place = series_by_place(population().values())
    assert len(by_place) == 17
    for place_id, series in by_place.items():
        assert series[0].area == "city", place_id
        assert series[0].baseline is not None, place_id


@pytest.mark.parametrize(
    ("claim_id", "people", "verdict_of_day"),
    [
        ("people_before", 60_127, date(2022, 1, 1)),
        ("people_in_august", 1_327, date(2025, 8, 12)),  # TSN, 12 August 2025
    ],
)
def test_the_claims_of_people_rest_on_rows_of_this_table(
    claim_id: str, people: int, verdict_of_day: date
) -> None:
    claim = claims()[claim_id]
    assert claim.second_count_id is not None
    count = population()[claim.second_count_id]
    assert (count.people, count.as_of_date, count.area) == (people, verdict_of_day, "city")
    assert count.url == claim.second_url
    assert count.as_of_date == claim.second_published_date


def test_the_numbers_in_the_note_of_the_articles_count_are_rows_too() -> None:
    note = claims()["people_in_august"].note
    table = population()
    for count_id in ("pokrovsk_city_2025_08_06", "pokrovsk_city_2025_10_29"):
        assert f"{table[count_id].people:,}" in note
