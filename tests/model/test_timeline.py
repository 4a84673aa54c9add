"""Events and filters; the day since which a centre has been occupied on the map, and the lags."""

from datetime import date, timedelta
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import claimed_towns, events
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.timeline import (
    CERTAINTIES,
    KINDS,
    ClaimedTown,
    Coverage,
    Event,
    chosen_events,
    claim_lags,
    lasting_coverage,
    summarise,
)
from pokrovsk_front.model.timeline_text import listed_events

FIRST = date(2025, 1, 1)
EVENTS = events()


def event(event_id: str, day: date, place_id: str | None = "a", **changed: str) -> Event:
    values = {
        "place_name": "",
        "title": "Something was said",
        "chart_label": "",
        "kind": "control",
        "certainty": "claimed",
        "attributed_to": "Somebody",
        "publisher": "A paper",
        "url": "https://example.org",
        "note": "",
    }
    return Event(event_id, day, place_id, host_is_weak=False, **(values | changed))


def distances(km: list[float], place_id: str = "a") -> pd.DataFrame:
    days = pd.date_range(FIRST, periods=len(km), freq="D")
    return pd.DataFrame({"place_id": place_id, "as_of_date": days, "distance_km": km})


@cache
def coverage() -> dict[str, Coverage]:
    return lasting_coverage(read_table("front_distance"))


@pytest.mark.parametrize(
    ("place_id", "day", "apart"),
    [
        # Ukraine ordered its troops out in the night to 17 February 2024; research counted the
        # map of 18 February, before maps were cut by Kyiv midnight.
        ("avdiivka", date(2024, 2, 18), 1),
        # DeepState marked the town as occupied on the evening of 1 October 2024, after the map
        # of that day; the army confirmed it on 2 October.
        ("vuhledar", date(2024, 10, 2), 0),
        # research/claim_lag.csv, by the date of the file, which is two days later.
        ("siversk", date(2025, 12, 9), 2),
        ("myrnohrad", date(2026, 2, 17), 2),
        ("pokrovsk", date(2025, 11, 3), 2),
    ],
)
def test_the_centre_of_a_town_is_on_the_map_for_good_since(
    place_id: str, day: date, apart: int
) -> None:
    since = coverage()[place_id].since_date
    assert since is not None
    assert abs((since - day).days) <= apart


@pytest.mark.parametrize("place_id", ["kramatorsk", "sloviansk", "kupiansk", "lyman", "kyiv"])
def test_a_centre_that_is_not_inside_on_the_last_map_has_no_such_day(place_id: str) -> None:
    found = coverage()[place_id]
    assert found.since_date is None
    assert found.last_outside_date == date(2026, 8, 21)


def test_the_centre_of_toretsk_was_inside_and_outside_again_before() -> None:
    rows = read_table("front_distance").query("place_id == 'toretsk'")
    km = dict(zip(rows["as_of_date"].dt.date, rows["distance_km"], strict=True))
    assert km[date(2024, 10, 15)] == 0
    assert km[date(2024, 10, 31)] > 0
    assert coverage()["toretsk"].since_date == date(2024, 11, 6)


def test_donetsk_has_been_inside_on_every_map() -> None:
    assert coverage()["donetsk"] == Coverage(date(2022, 4, 3), None)


@given(st.lists(st.sampled_from([0.0, 0.1, 12.0]), min_size=1, max_size=40))
def test_coverage_is_the_longest_run_inside_at_the_end(km: list[float]) -> None:
    found = lasting_coverage(distances(km))["a"]
    inside = 0
    for value in reversed(km):
        if value > 0:
            break
        inside += 1
    last = FIRST + timedelta(days=len(km) - 1)
    assert found.since_date == (last - timedelta(days=inside - 1) if inside else None)
    outside = last - timedelta(days=inside)
    assert found.last_outside_date == (outside if inside < len(km) else None)


@given(st.permutations(range(8)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    rows = pd.concat([distances([1, 0, 1, 0]), distances([0, 0, 1, 1], "b")], ignore_index=True)
    assert lasting_coverage(rows.iloc[order]) == lasting_coverage(rows)


days = st.dates(date(2023, 10, 1), date(2026, 8, 20))


@given(days, days, days)
def test_lags_add_up_and_carry_their_sign(claimed: date, admitted: date, mapped: date) -> None:
    table = {"c": event("c", claimed), "k": event("k", admitted)}
    town = ClaimedTown("a", "c", "k", "withdrawal", "")
    (lag,) = claim_lags([town], table, {"a": Coverage(mapped, None)})
    assert lag.claim_to_map_days is not None
    assert lag.claim_to_acknowledgement_days is not None
    assert lag.acknowledgement_to_map_days is not None
    both = lag.claim_to_acknowledgement_days + lag.acknowledgement_to_map_days
    assert lag.claim_to_map_days == both
    assert (lag.claim_to_map_days < 0) == (mapped < claimed)
    assert lag.days == tuple(sorted([claimed, admitted, mapped]))


@given(st.lists(st.tuples(st.none() | days, st.none() | days), max_size=12))
def test_every_claimed_town_is_counted_once(pairs: list[tuple[date | None, date | None]]) -> None:
    table, towns, covered = {}, [], {}
    for number, (claimed, mapped) in enumerate(pairs):
        place_id = f"p{number}"
        if claimed:
            table[place_id] = event(place_id, claimed, place_id)
        towns.append(ClaimedTown(place_id, place_id if claimed else None, None, None, ""))
        covered[place_id] = Coverage(mapped, None)
    # A town with neither day has no place in the order, and is no row of the table.
    known = [town for town in towns if town.claim_event_id or covered[town.place_id].since_date]
    summary = summarise(claim_lags(known, table, covered))
    parts = summary.map_first + summary.same_day + summary.claim_first + summary.unmapped
    assert parts == summary.claimed == len(table)
    assert (summary.median_days is None) == (summary.claimed == summary.unmapped)


def test_the_summary_takes_the_middle_of_the_lags() -> None:
    table = {name: event(name, date(2025, 6, 10), name) for name in "abcd"}
    towns = [ClaimedTown(name, name, None, None, "") for name in "abcd"]
    covered = {
        "a": Coverage(date(2025, 6, 1), None),
        "b": Coverage(date(2025, 6, 10), None),
        "c": Coverage(date(2025, 8, 9), None),
        "d": Coverage(None, date(2026, 8, 20)),
    }
    summary = summarise(claim_lags(towns, table, covered))
    assert (summary.claimed, summary.unmapped) == (4, 1)
    assert (summary.map_first, summary.same_day, summary.claim_first) == (1, 1, 1)
    assert summary.median_days == 0


def test_the_lags_of_the_towns_are_those_of_their_days() -> None:
    lags = {
        lag.town.place_id: lag for lag in claim_lags(claimed_towns().values(), EVENTS, coverage())
    }
    # Claimed 1 December 2025, on the map since 1 November: 30 days before the claim.
    assert lags["pokrovsk"].claim_to_map_days == -30
    # Claimed 28 December 2025, on the map since 19 May 2026.
    assert lags["rodynske"].claim_to_map_days == 142
    # Claimed 11 December 2025, admitted on the 23rd, on the map since the 8th.
    siversk = lags["siversk"]
    assert siversk.claim_to_acknowledgement_days == 12
    assert siversk.acknowledgement_to_map_days == -15
    assert lags["kupiansk"].claim_to_map_days is None
    assert lags["ukrainsk"].claim is None


def test_lags_are_sorted_by_the_day_of_the_claim() -> None:
    lags = claim_lags(claimed_towns().values(), EVENTS, coverage())
    claimed = [lag.claim.event_date for lag in lags if lag.claim]
    assert claimed == sorted(claimed)
    assert len(lags) == len(claimed_towns())


@pytest.mark.parametrize(
    ("locale", "withdrawal", "share"),
    [
        (
            "en",
            "1. 17 Feb 2024: Ukraine orders its troops out of Avdiivka. Ukrainska Pravda",
            "2. 12 Feb 2026: Radio Svoboda: about 95% of Pokrovsk is occupied on the DeepState map",
        ),
        (
            "uk",
            "1. 17 лютого 2024 року: Україна наказує своїм військам відійти з Авдіївки. "
            "Українська правда",
            "2. 12 лютого 2026 року: За мапою DeepState окуповано близько 95\u00a0% Покровська, "
            "пише Радіо Свобода",
        ),
    ],
    ids=["en", "uk"],
)
def test_a_list_names_a_publisher_once_and_in_its_language(
    locale: str, withdrawal: str, share: str
) -> None:
    table = events(locale=locale)
    listed = [table["avdiivka_withdrawal"], table["pokrovsk_95_pct"]]
    assert listed_events(listed, wording(locale)).splitlines() == [withdrawal, share]


def test_a_filter_that_is_empty_keeps_every_event() -> None:
    table = list(EVENTS.values())
    assert chosen_events(table) == table


@given(
    st.none() | st.sampled_from(["pokrovsk", "avdiivka", "kyiv"]),
    st.sets(st.sampled_from(KINDS)),
    st.sets(st.sampled_from(CERTAINTIES)),
)
def test_filters_only_take_away_and_each_is_kept_to(
    place_id: str | None, kinds: set[str], certainties: set[str]
) -> None:
    table = list(EVENTS.values())
    kept = chosen_events(table, place_id, kinds, certainties)
    for each in table:
        fits = (
            place_id in {None, each.place_id}
            and (each.kind in kinds or not kinds)
            and (each.certainty in certainties or not certainties)
        )
        assert (each in kept) == fits
