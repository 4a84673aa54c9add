"""The events: sourced, dated, sorted, in neutral words, and the towns that point to them."""

import re
from datetime import date

import pytest

from pokrovsk_front.catalog.records import claimed_towns, events, places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.timeline import CERTAINTIES, KINDS

RUSSIAN = re.compile(r"Russian Defence Ministry|Russian defence minister|Russia's General Staff")


def test_there_are_more_than_sixty_events_from_october_2023_on() -> None:
    table = events()
    assert len(table) >= 60
    assert min(event.event_date for event in table.values()) == date(2023, 10, 10)


def test_every_event_says_when_who_and_where_it_was_read() -> None:
    for event_id, event in events().items():
        assert date(2023, 10, 1) <= event.event_date <= date(2026, 8, 20), event_id
        assert event.attributed_to.strip(), event_id
        assert event.publisher.strip(), event_id
        assert re.fullmatch(r"https?://[^\s/]+\.[a-z]+(/\S*)?", event.url), event_id


def test_kinds_and_certainties_are_those_of_the_filters_and_each_is_used() -> None:
    assert {event.kind for event in events().values()} == set(KINDS)
    assert {event.certainty for event in events().values()} == set(CERTAINTIES)


def test_events_are_in_order_of_time_and_of_name() -> None:
    keys = [(event.event_date, event_id) for event_id, event in events().items()]
    assert keys == sorted(keys)


def test_an_event_has_a_place_of_the_table_or_a_name_never_both() -> None:
    for event_id, event in events().items():
        assert event.place_id is None or event.place_id in places(), event_id
        assert not (event.place_id and event.place_name), event_id


def test_a_title_is_one_short_line_that_no_other_event_has() -> None:
    titles = [event.title for event in events().values()]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert 20 <= len(title) <= 90, title
        assert not title.endswith("."), title
        assert not re.search(r"\bcaptur|\bseiz|\bfalls?\b|\bfell\b|killed|casualt", title), title


def test_what_one_side_says_of_its_own_success_is_a_claim() -> None:
    for event_id, event in events().items():
        if RUSSIAN.search(event.attributed_to):
            assert event.certainty == "claimed", event_id
        if event.attributed_to.startswith("DeepState") and event.kind == "control":
            assert event.certainty == "mapped", event_id
        if event.kind == "withdrawal":
            assert event.certainty == "confirmed", event_id


@pytest.mark.parametrize(
    ("event_id", "day"),
    [
        # Ukrainska Pravda, 17 February 2024.
        ("avdiivka_withdrawal", date(2024, 2, 17)),
        # Associated Press, 2 October 2024.
        ("vuhledar_withdrawal", date(2024, 10, 2)),
        # Radio Free Europe, 1 December 2025: the Kremlin's announcement.
        ("pokrovsk_claim", date(2025, 12, 1)),
        # Ukrainian General Staff, 23 December 2025.
        ("siversk_withdrawal", date(2025, 12, 23)),
    ],
)
def test_the_day_of_an_event_is_the_printed_one(event_id: str, day: date) -> None:
    assert events()[event_id].event_date == day


def test_the_map_that_takes_land_back_in_one_day_is_the_one_of_the_archive() -> None:
    event = events()["map_2026_08_11"]
    daily = read_table("daily_area")
    since_2024 = daily[daily["as_of_date"] >= "2024-01-01"]
    largest = since_2024.sort_values("regained_km2").to_dict("records")[-1]
    assert largest["as_of_date"].date() == event.event_date
    assert f"{largest['regained_km2']:.1f}" in event.title


def test_a_town_points_to_a_claim_and_to_an_acknowledgement_of_its_own() -> None:
    table = events()
    for place_id, town in claimed_towns().items():
        assert town.place_id == place_id
        if town.claim_event_id:
            claim = table[town.claim_event_id]
            assert claim.place_id == place_id
            assert claim.certainty == "claimed", place_id
        assert bool(town.acknowledged) == bool(town.acknowledgement_event_id), place_id
        if town.acknowledgement_event_id:
            admitted = table[town.acknowledgement_event_id]
            assert admitted.place_id == place_id
            assert admitted.certainty == "confirmed", place_id


def test_every_russian_claim_to_a_town_is_in_the_table_of_towns() -> None:
    named = {town.claim_event_id for town in claimed_towns().values()}
    claims = {
        event_id
        for event_id, event in events().items()
        if event.kind == "control" and RUSSIAN.search(event.attributed_to)
    }
    assert claims == named - {None}


def test_no_day_of_the_map_is_typed_into_the_table_of_towns() -> None:
    fields = {name for town in claimed_towns().values() for name in town.__slots__}
    assert fields == {
        *("place_id", "claim_event_id", "acknowledgement_event_id", "acknowledged", "note")
    }
