"""The deck of the front: relative URLs, ids, filters of a day, longitude before latitude."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pydeck as pdk
import pytest

from pokrovsk_front.catalog.records import sources
from pokrovsk_front.maps.description import description, drawn_layers
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.focus import Focus, answer_text, around_text, focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.layers import APART, OPEN_END, occupied_on
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.palette import PALETTES, Palette, Ramp, Scheme
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import POKROVSK, VIEWS
from pokrovsk_front.model.cells import FOREVER, day_number
from pokrovsk_front.model.changes import Change
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.place_share import MeasuredArea, PlaceShare
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.wording import Wording

MODES = ("state", "difference", "months")

PLACES = pd.DataFrame(
    {
        "place_id": ["pokrovsk", "myrnohrad", "pokrovske"],
        "name_en": ["Pokrovsk", "Myrnohrad", "Pokrovske (Dnipropetrovsk oblast)"],
        "name_uk": ["Покровськ", "Мирноград", "Покровське"],
        "latitude_deg": [48.28014, 48.3099, 47.98],
        "longitude_deg": [37.17706, 37.26513, 36.24],
        "label_rank": [1, 1, 3],
    }
)


GREY_DAY, UNKNOWN_DAY = date(2025, 7, 31), date(2025, 10, 31)
DAYS = pd.Series(pd.date_range("2023-06-01", "2025-11-01"))
DAILY = pd.DataFrame(
    {
        "as_of_date": DAYS,
        "archive_id": "raw",
        "certainty": "certain",
        "edition": DAYS.dt.strftime("%Y%m%d"),
        # 1,000 km2 on 31 October 2024 and 1,250 km2 on 1 November 2025.
        "occupied_total_km2": 1000 + 250 * (DAYS - pd.Timestamp("2024-10-31")).dt.days / 366,
        # One day has a map without classes.
        "grey_zone_km2": [None if day == pd.Timestamp(UNKNOWN_DAY) else 100.0 for day in DAYS],
    }
)
DISTANCES = pd.DataFrame(
    {
        "place_id": ["pokrovsk", "myrnohrad", "pokrovske"],
        "distance_km": [3.26, 0.0, 40.0],
        "nearest_lat_deg": [48.25, 48.3099, 47.9],
        "nearest_lon_deg": [37.2, 37.26513, 36.7],
    }
)
READING = reading_on(DAILY, date(2025, 11, 1))
FOCUS = focus_on("pokrovsk", "Pokrovsk", (48.28014, 37.17706), DISTANCES)


def static_url(name: str) -> str:
    return f"app/static/{name}?v=00000001"


def setting_of(
    view_id: str = "pokrovsk", scheme: Scheme = "light", focus: Focus | None = None
) -> Setting:
    return Setting(static_url, VIEWS[view_id], scheme, Wording(), focus)


def figure_of(mode: str, day: date, setting: Setting) -> Figure[pdk.Deck]:
    reading = reading_on(DAILY, day)
    match mode:
        case "state":
            return state_figure(
                reading,
                daily_area=DAILY,
                places=PLACES,
                distances=DISTANCES,
                setting=setting,
                source_ids=("maps",),
            )
        case "difference":
            return difference_figure(
                reading_on(DAILY, date(2024, 10, 31)),
                reading,
                Change(300.0, 50.0),
                daily_area=DAILY,
                setting=setting,
                source_ids=("maps",),
            )
    return months_figure(reading, daily_area=DAILY, setting=setting, source_ids=("maps",))


def described_deck(figure: Figure[pdk.Deck]) -> dict[str, Any]:
    """Describe a deck, with the layers that it draws first."""
    described = description(figure.picture)
    return described | {"layers": drawn_layers(described)}


@pytest.mark.parametrize("mode", ["state", "difference", "months"])
def test_a_description_is_what_the_json_of_a_deck_says(mode: str) -> None:
    deck = figure_of(mode, date(2025, 11, 1), setting_of("pokrovsk", "light")).picture
    assert description(deck) == json.loads(deck.to_json())


def deck_of(
    view_id: str = "pokrovsk", scheme: Scheme = "light", day: date = date(2025, 11, 1)
) -> dict[str, Any]:
    return described_deck(figure_of("state", day, setting_of(view_id, scheme)))


def layer_of(deck: dict[str, Any], layer_id: str) -> dict[str, Any]:
    (layer,) = (each for each in deck["layers"] if each["id"] == layer_id)
    return dict(layer)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view_id", list(VIEWS))
def test_a_deck_calls_our_own_files_only(mode: str, view_id: str, scheme: Scheme) -> None:
    deck = described_deck(figure_of(mode, date(2025, 11, 1), setting_of(view_id, scheme)))
    assert "://" not in json.dumps(deck)
    assert deck["mapStyle"] == static_url(f"style.{scheme}.json")
    assert not deck.get("mapProvider")
    assert all(layer["data"].startswith("app/static/") for layer in deck["layers"])


@pytest.mark.parametrize("mode", MODES)
def test_every_layer_has_its_own_fixed_id(mode: str) -> None:
    setting = setting_of(focus=FOCUS)
    first, second = (
        [layer["id"] for layer in described_deck(figure_of(mode, day, setting))["layers"]]
        for day in (date(2025, 11, 1), date(2025, 11, 1))
    )
    assert first == second
    assert len(set(first)) == len(first) > 5
    assert all(first)


@pytest.mark.parametrize("mode", MODES)
def test_no_layer_can_be_clicked_and_nothing_is_only_in_a_tooltip(mode: str) -> None:
    figure = figure_of(mode, date(2025, 11, 1), setting_of(focus=FOCUS))
    assert not [each for each in described_deck(figure)["layers"] if each.get("pickable")]
    assert not figure.picture._tooltip


@pytest.mark.parametrize("mode", MODES)
def test_a_map_comes_with_its_words_its_table_and_its_legend(mode: str) -> None:
    figure = figure_of(mode, date(2025, 11, 1), setting_of())
    assert figure.headline
    assert figure.subtitle.endswith(".")
    assert len(figure.alt) > 40
    assert figure.long_text.endswith(".")
    assert len(figure.table) > 0
    assert figure.legend.count("<li") >= 2


@pytest.mark.parametrize("mode", MODES)
def test_a_map_is_small_on_the_wire(mode: str) -> None:
    deck = figure_of(mode, date(2025, 11, 1), setting_of(focus=FOCUS)).picture
    assert len(json.dumps(description(deck)["layers"])) < 8_000
    assert len(deck.to_json()) < 11_000


def test_the_difference_loads_what_its_days_need_and_filters_by_both() -> None:
    deck = described_deck(figure_of("difference", date(2025, 11, 1), setting_of()))
    gained = layer_of(deck, "came-under-control")
    assert "gained_recent.json" in gained["data"]
    first, second = day_number(date(2024, 10, 31)), day_number(date(2025, 11, 1))
    assert gained["filterRange"] == [
        [-OPEN_END, first],
        [first + 1, OPEN_END],
        [-OPEN_END, second],
        [second + 1, OPEN_END],
    ]
    assert layer_of(deck, "regained")["coverage"] == APART
    assert gained.get("coverage", 1) == 1  # what deck.gl takes for granted


def test_the_words_of_the_difference() -> None:
    figure = figure_of("difference", date(2025, 11, 1), setting_of())
    assert figure.headline == "300 km² came under Russian control, 50 km² were regained"
    assert figure.subtitle.startswith("31 Oct 2024 v 1 Nov 2025")
    assert "+250 km² net" in figure.long_text


def test_the_years_before_2024_are_loaded_only_when_asked_for() -> None:
    late, early = (
        json.dumps(deck_of(day=day)["layers"]) for day in (date(2025, 11, 1), date(2023, 6, 30))
    )
    assert "_early" not in late
    assert "cells_early.json" in early
    assert "_recent" not in early


@pytest.mark.parametrize("mode", MODES)
def test_a_step_of_the_day_changes_nothing_that_the_browser_loads(mode: str) -> None:
    # Both eras are described, and the days whose map has no grey zone, whatever the day is.
    first, second = (
        description(figure_of(mode, day, setting_of()).picture)
        for day in (date(2023, 6, 30), UNKNOWN_DAY)
    )
    for layer in (*first["layers"], *second["layers"]):
        layer.pop("filterRange", None)
    if mode == "difference":
        assert [each["follows"] for each in first["layers"] if "follows" in each][4:6] == [
            ["from", "day"],
            ["from", "day"],
        ]
    assert first["layers"] == second["layers"]
    assert first["shown"] != second["shown"]


def test_changes_are_loaded_by_the_era_of_the_earlier_day() -> None:
    figure = difference_figure(
        reading_on(DAILY, date(2023, 6, 30)),
        READING,
        Change(300.0, 50.0),
        daily_area=DAILY,
        setting=setting_of(),
        source_ids=("maps",),
    )
    drawn = {layer["id"]: layer["data"] for layer in described_deck(figure)["layers"]}
    assert "gained_all.json" in drawn["came-under-control"]
    assert "cells_recent.json" in drawn["cells"]


@pytest.mark.parametrize("mode", ["state", "months"])
def test_the_grey_zone_is_drawn_where_it_is_known_and_else_said_to_be_unknown(mode: str) -> None:
    known, unknown = (figure_of(mode, day, setting_of()) for day in (GREY_DAY, UNKNOWN_DAY))
    assert "was 100 km² on 31 July 2025." in known.long_text
    assert layer_of(described_deck(known), "grey-zone")["coverage"] == APART
    assert "Grey zone" in known.legend
    assert "The grey zone of 31 October 2025 is not known" in unknown.long_text
    assert "grey" not in json.dumps(described_deck(unknown)["layers"])
    assert "Grey zone" not in unknown.legend


def test_the_difference_draws_the_grey_zone_of_both_its_ends() -> None:
    figure = figure_of("difference", GREY_DAY, setting_of())
    deck = described_deck(figure)
    earlier, later = (layer_of(deck, name) for name in ("grey-zone-earlier", "grey-zone"))
    assert [each["filterRange"][0][1] for each in (earlier, later)] == [
        day_number(date(2024, 10, 31)),
        day_number(GREY_DAY),
    ]
    # Told from each other by size and place, not by colour alone: dots over cells.
    assert earlier["coverage"] < later["coverage"] == APART
    order = [layer["id"] for layer in deck["layers"]]
    assert order.index("regained") < order.index("grey-zone") < order.index("grey-zone-earlier")
    assert "Grey zone on 31 Oct 2024 (small dots)" in figure.legend
    assert "Grey zone on 31 Jul 2025 (cells)" in figure.legend
    assert "was 100 km² on 31 October 2024 and 100 km² on 31 July 2025" in figure.long_text
    assert figure.table["Area"].tolist()[-2:] == ["100.0 km²", "100.0 km²"]


def test_the_difference_says_which_of_its_ends_has_no_grey_zone() -> None:
    figure = figure_of("difference", UNKNOWN_DAY, setting_of())
    deck = json.dumps(described_deck(figure)["layers"])
    assert "grey-zone-earlier" in deck
    assert '"grey-zone"' not in deck
    assert "The grey zone of 31 October 2025 is not known" in figure.long_text
    assert figure.table["Area"].tolist()[-2:] == ["100.0 km²", "not known"]


def test_no_hexagon_has_an_edge_which_each_one_of_another_day_would_cost_as_well() -> None:
    figures = (figure_of(kind, date(2025, 7, 31), setting_of()) for kind in ("state", "difference"))
    layers = [layer for figure in figures for layer in described_deck(figure)["layers"]]
    hexagons = [layer for layer in layers if layer["@@type"] == "H3HexagonLayer"]
    assert len(hexagons) == 7
    assert not [layer["id"] for layer in hexagons if layer["stroked"]]


def test_a_place_in_focus_has_rings_and_a_line_unless_it_is_inside() -> None:
    deck = described_deck(figure_of("state", date(2025, 11, 1), setting_of(focus=FOCUS)))
    assert [ring["r"] for ring in layer_of(deck, "focus-rings")["data"]] == [10000, 25000, 50000]
    (line,) = layer_of(deck, "focus-line")["data"]
    assert (line["s"], line["e"]) == ([37.17706, 48.28014], [37.2, 48.25])
    inside = focus_on("myrnohrad", "Myrnohrad", (48.3099, 37.26513), DISTANCES)
    deck = described_deck(figure_of("state", date(2025, 11, 1), setting_of(focus=inside)))
    assert "focus-line" not in json.dumps(deck)


def test_a_place_in_focus_is_answered_first_and_what_is_around_it_said_apart() -> None:
    area = MeasuredArea(
        "pokrovsk", "outline", "settlement_boundary", "a", None, "pokrovsk", "UA-14", 10.0, "o"
    )
    share = PlaceShare(area, READING, 10.0, 0.0)
    answer = answer_text(FOCUS, share, Wording())
    assert answer.startswith("**Pokrovsk**: 3.3 km from its centre to the nearest occupied land")
    assert answer.endswith("wholly occupied on the DeepState map of 1 November 2025.")
    inside = replace(FOCUS, distance_km=0.0)
    assert "lies inside occupied land" in answer_text(inside, share, Wording())
    around = around_text(FOCUS, PLACES, READING, Wording())
    assert around.startswith("**Pokrovsk** and the places nearest to it, centre to centre: Myrn")
    assert "Myrnohrad 7.3 km" in around
    assert "occupied" not in around


@pytest.mark.parametrize("palette", PALETTES.values())
def test_the_ramp_of_months_runs_from_end_to_end_one_way(palette: Palette) -> None:
    ramp = Ramp(palette.month_first, palette.month_last, 0, 100)
    assert (ramp.at(-5), ramp.at(0)) == (palette.month_first, palette.month_first)
    assert (ramp.at(100), ramp.at(120)) == (palette.month_last, palette.month_last)
    lightness = [sum(ramp.at(day)[:3]) for day in range(0, 101, 10)]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


def test_a_day_keeps_the_intervals_that_cover_it() -> None:
    day = day_number(date(2025, 11, 1))
    bounds = layer_of(deck_of(), "cells")["filterRange"]
    assert bounds == occupied_on(day)

    def is_shown(first: int, end: int) -> bool:
        return all(
            low <= value <= high for value, (low, high) in zip((first, end), bounds, strict=True)
        )

    assert is_shown(day, day + 1)
    assert is_shown(day - 400, FOREVER)
    assert not is_shown(day - 10, day), "`t` is the first day no longer occupied"
    assert not is_shown(day + 1, FOREVER)


def test_the_camera_is_that_of_the_view() -> None:
    state = deck_of()["initialViewState"]
    assert (state["longitude"], state["latitude"]) == (
        POKROVSK.longitude_deg,
        POKROVSK.latitude_deg,
    )


def test_the_camera_does_not_depend_on_the_day() -> None:
    first, second = (
        deck_of("front", day=day)["initialViewState"]
        for day in (date(2024, 10, 31), date(2025, 11, 1))
    )
    assert first == second


def test_a_street_map_credits_itself() -> None:
    street = replace(setting_of(), base_style="https://example.org/style.json")
    assert figure_of("state", date(2025, 11, 1), street).base_source_ids == ()


@pytest.mark.parametrize("mode", MODES)
def test_our_base_map_is_credited(mode: str) -> None:
    figure = figure_of(mode, date(2025, 11, 1), setting_of())
    named = {sources()[key].publisher for key in figure.base_source_ids}
    assert {"© OpenStreetMap contributors", "Natural Earth"} <= named
    assert len(named) == 4


def test_a_change_of_day_is_small_on_the_wire() -> None:
    assert len(json.dumps(deck_of())) < 10_000
