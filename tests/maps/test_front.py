"""The deck of the front: relative URLs, ids, filters of a day, longitude before latitude."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.maps.front import MapUrls, front_deck
from pokrovsk_front.maps.labels import label_files, label_rows, metres_per_pixel, placed_labels
from pokrovsk_front.maps.layers import occupied_on
from pokrovsk_front.maps.palette import Scheme
from pokrovsk_front.maps.views import FRONT, POKROVSK, UKRAINE, VIEWS
from pokrovsk_front.model.cells import FOREVER, day_number

URLS = MapUrls(
    style_light="app/static/style.light.json?v=00000001",
    style_dark="app/static/style.dark.json?v=00000002",
    before_2022="app/static/occupied_before_2022.geojson?v=00000003",
    always_occupied="app/static/always_occupied.geojson?v=00000004",
    cells="app/static/cells.json?v=00000005",
    labels="app/static/labels.json?v=00000006",
)
PLACES = pd.DataFrame(
    {
        "name_en": ["Pokrovsk", "Myrnohrad", "Pokrovske (Dnipropetrovsk oblast)"],
        "name_uk": ["Покровськ", "Мирноград", "Покровське"],
        "latitude_deg": [48.28014, 48.3099, 47.98],
        "longitude_deg": [37.17706, 37.26513, 36.24],
        "label_rank": [1, 1, 3],
    }
)


def deck_of(view_id: str = "pokrovsk", scheme: Scheme = "light") -> dict[str, Any]:
    deck = front_deck(day=date(2025, 11, 1), urls=URLS, view=VIEWS[view_id], scheme=scheme)
    parsed: dict[str, Any] = json.loads(deck.to_json())
    return parsed


def layer_of(deck: dict[str, Any], layer_id: str) -> dict[str, Any]:
    (layer,) = (each for each in deck["layers"] if each["id"] == layer_id)
    return dict(layer)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view_id", list(VIEWS))
def test_a_deck_calls_our_own_files_only(view_id: str, scheme: Scheme) -> None:
    deck = deck_of(view_id, scheme)
    assert "://" not in json.dumps(deck)
    assert deck["mapStyle"] == URLS.style(scheme)
    assert not deck.get("mapProvider")
    urls = [layer["data"] for layer in deck["layers"]]
    assert urls == [URLS.before_2022, URLS.always_occupied, URLS.cells, URLS.labels, URLS.labels]


def test_every_layer_has_its_own_fixed_id() -> None:
    first, second = ([layer["id"] for layer in deck_of()["layers"]] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first) == 5
    assert all(first)


def test_nothing_is_pickable_and_nothing_is_only_in_a_tooltip() -> None:
    deck = front_deck(day=date(2025, 11, 1), urls=URLS, view=POKROVSK, scheme="light")
    assert not any(layer["pickable"] for layer in json.loads(deck.to_json())["layers"])
    assert not deck._tooltip


def test_a_day_keeps_the_intervals_that_cover_it() -> None:
    day = day_number(date(2025, 11, 1))
    bounds = layer_of(deck_of(), "cells")["filterRange"]
    assert bounds == occupied_on(day)

    def is_shown(first: int, end: int, before: int) -> bool:
        return all(
            low <= value <= high
            for value, (low, high) in zip((first, end, before), bounds, strict=True)
        )

    assert is_shown(day, day + 1, -FOREVER)
    assert is_shown(day - 400, FOREVER, day - 500)
    assert not is_shown(day - 10, day, -FOREVER), "`t` is the first day no longer occupied"
    assert not is_shown(day + 1, FOREVER, -FOREVER)


def test_longitude_comes_before_latitude() -> None:
    deck = deck_of()
    rows = label_rows(PLACES, view=POKROVSK, locale="en")
    (pokrovsk,) = (row for row in rows if row["n"] == "Pokrovsk")
    assert pokrovsk["p"] == [37.17706, 48.28014]
    assert deck["initialViewState"]["longitude"] == POKROVSK.longitude_deg
    assert deck["initialViewState"]["latitude"] == POKROVSK.latitude_deg


def test_the_camera_does_not_depend_on_the_day() -> None:
    first, second = (
        json.loads(front_deck(day=day, urls=URLS, view=FRONT, scheme="light").to_json())[
            "initialViewState"
        ]
        for day in (date(2024, 1, 1), date(2025, 11, 1))
    )
    assert first == second


def test_names_follow_the_locale_and_lose_what_is_in_brackets() -> None:
    english, ukrainian = (
        [row["n"] for row in label_rows(PLACES, view=POKROVSK, locale=locale)]
        for locale in ("en", "uk")
    )
    assert english == ["Pokrovsk", "Myrnohrad", "Pokrovske"]
    assert ukrainian == ["Покровськ", "Мирноград", "Покровське"]
    assert layer_of(deck_of(), "place-labels")["characterSet"] == "auto"


def test_a_far_view_leaves_out_the_name_that_finds_no_room() -> None:
    crowd = pd.DataFrame(
        {
            "name": [f"Place {number}" for number in range(12)],
            "latitude_deg": [48.28 + 0.01 * number for number in range(12)],
            "longitude_deg": [37.18] * 12,
            "label_rank": [1] * 12,
        }
    )
    far = placed_labels(crowd, view=UKRAINE)
    near = placed_labels(crowd, view=POKROVSK)
    assert 1 <= len(far) < len(near) <= 12
    assert far[0].name == "Place 0", "among equals the nearest to Pokrovsk comes first"


def test_small_places_are_not_named_from_afar() -> None:
    named = placed_labels(PLACES.rename(columns={"name_en": "name"}), view=FRONT)
    assert {label.rank for label in named} == {1}


def test_a_pixel_of_the_map() -> None:
    # 40,075,017 m round the equator on 512 pixels at zoom 0, times the cosine of 48.27 degrees.
    assert metres_per_pixel(POKROVSK) == pytest.approx(88.6, abs=0.2)


def test_a_change_of_day_is_small_on_the_wire() -> None:
    assert len(json.dumps(deck_of())) < 10_000


def test_the_committed_labels_are_those_of_the_places() -> None:
    static = DATA_DIR.parent / "static"
    for name, data in label_files(read_table("places")).items():
        assert (static / name).read_bytes() == data, "run: python -m pokrovsk_front labels"
