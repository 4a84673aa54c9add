"""The map of events: a ring for each place, names outside the rings, the front of the day."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pydeck as pdk
import pytest

from pokrovsk_front.catalog.records import events, places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.focus import focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.labels import LOWEST_RANK
from pokrovsk_front.maps.picture.sheet import SHAPES
from pokrovsk_front.maps.views import EVENT_PLACES, POKROVSK
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording
from tests.maps.pictures import Read, context, picture_of

EVENTS = list(events().values())
PLACES = read_table("places")
DAILY = read_table("daily_area")
DISTANCES = read_table("front_distance")


def figure(
    shown: list[Event], day: date = date(2026, 8, 20), place_id: str | None = None
) -> Figure[pdk.Deck]:
    reading = reading_on(DAILY, day)
    distances = DISTANCES[DISTANCES["as_of_date"] == pd.Timestamp(reading.as_of_date)]
    setting = Setting(lambda name: f"app/static/{name}", EVENT_PLACES, "light", Wording())
    if place_id:
        place = places()[place_id]
        point = (place.latitude_deg, place.longitude_deg)
        focus = focus_on(place_id, place.name_en, point, distances)
        setting = replace(setting, view=POKROVSK.at(*point), focus=focus)
    return places_figure(
        shown,
        reading=reading,
        places=PLACES,
        distances=distances,
        setting=setting,
        source_ids=("archive",),
    )


def layer(found: Figure[pdk.Deck], layer_id: str) -> dict[str, Any]:
    (one,) = (each for each in description(found.picture)["layers"] if each["id"] == layer_id)
    return dict(one)


def test_every_place_of_an_event_has_a_ring_that_grows_with_their_number() -> None:
    found = figure(EVENTS)
    counted = Counter(each.place_id for each in EVENTS if each.place_id)
    rings = {tuple(ring["p"]): ring["r"] for ring in layer(found, "event-rings")["data"]}
    assert len(rings) == len(counted) == len(found.table)
    radius = {
        key: rings[places()[key].longitude_deg, places()[key].latitude_deg] for key in counted
    }
    for one in counted:
        for other in counted:
            if counted[one] > counted[other]:
                assert radius[one] > radius[other], (one, other)


def test_the_table_counts_the_events_of_each_place() -> None:
    table = figure(EVENTS).table.set_index("Place")
    pokrovsk = sum(each.place_id == "pokrovsk" for each in EVENTS)
    assert table.index[0] == "Pokrovsk"
    assert table.loc["Pokrovsk", "Events"] == str(pokrovsk)
    assert table.loc["Avdiivka", "From its centre to occupied land"] == "inside occupied land"
    assert str(table.loc["Kupiansk", "From its centre to occupied land"]).endswith(" km")


def test_each_place_of_an_event_may_be_named_from_any_zoom_and_says_how_many_it_has() -> None:
    rows = description(figure(EVENTS).picture)["ownNames"]
    counted = Counter(each.place_id for each in EVENTS if each.place_id)
    told = {row["i"]: row["t"] for row in rows if "t" in row}
    assert told.keys() == counted.keys()
    assert told["pokrovsk"] == [f"{counted['pokrovsk']} events in the timeline"]
    assert told[min(counted, key=counted.__getitem__)] == ["1 event in the timeline"]
    assert all(row["z"] == 0 and row["r"] <= 2 for row in rows if row["i"] in counted)
    others = [row for row in rows if row["i"] not in counted]
    assert others
    assert all(row["r"] >= LOWEST_RANK for row in others), "written smaller"
    assert [row["i"] for row in rows[:1]] == ["pokrovsk"], "the most events come first"


def test_the_picture_names_the_places_of_events() -> None:
    drawn = replace(figure(EVENTS), source_ids=context().library.archive_source_ids)
    read = Read.of(picture_of(drawn, SHAPES["wide"]))
    assert {"Toretsk", "Ocheretyne", "Siversk"} <= set(read.texts)


def test_the_words_say_how_many_events_have_no_place() -> None:
    elsewhere = sum(each.place_id is None for each in EVENTS)
    found = figure(EVENTS)
    assert f"Events without a place on this map: {elsewhere}," in found.long_text
    assert "Pokrovsk (" in found.alt


@pytest.mark.parametrize(
    ("event_id", "said"),
    [
        # Ukraine ordered its troops out in the night; the map of that evening has the centre.
        ("avdiivka_withdrawal", "The centre of Avdiivka lay inside occupied land on 17 Feb"),
        ("kupiansk_claim", "The centre of Kupiansk was "),
    ],
)
def test_the_map_of_one_event_is_that_of_its_day(event_id: str, said: str) -> None:
    event = events()[event_id]
    found = figure([event], event.event_date, event.place_id)
    assert found.headline.startswith(said)
    assert found.as_of_date == event.event_date
    state = description(found.picture)["initialViewState"]
    assert event.place_id
    assert state["latitude"] == places()[event.place_id].latitude_deg
    assert layer(found, "focus-rings")
    assert "ownNames" not in description(found.picture), "all names of the file"


def test_a_day_without_a_map_is_said() -> None:
    event = replace(events()["pokrovsk_drive"], event_date=date(2024, 1, 11))
    found = figure([event], date(2024, 1, 11), "pokrovsk")
    assert (
        "There is no map of 11 January 2024; the map of 9 January 2024, 2 days older, is used"
        in found.subtitle
    )
