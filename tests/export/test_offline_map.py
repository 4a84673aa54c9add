"""A map without its server: what is stored of it, and what it refuses."""

import ast
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pydeck as pdk
import pytest

from pokrovsk_front.catalog.records import Source, sources
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.export.deck_script import deck_script
from pokrovsk_front.export.offline_map import (
    Data,
    Made,
    Moving,
    OfflineMap,
    OfflineMapError,
    StaticFiles,
    in_both_schemes,
    map_box,
    map_document,
    offline_map,
    stored_script,
)
from pokrovsk_front.maps.card import dashboard_page
from pokrovsk_front.maps.engine_description import described_for_engine
from pokrovsk_front.maps.front import FrontDeck, Setting
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.palette import DARK, LIGHT
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.wording import Wording

pytestmark = pytest.mark.whole

STATIC = DATA_DIR.parent / "static"
DAY = date(2025, 6, 1)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WORDS = Wording()
SVG_SPACE = "http://www.w3.org/2000/svg"
"""A name that looks like an address."""

FOOT = "Data version 0, as of {day}"
FILES = StaticFiles(STATIC)
POSTERS: dict[Scheme, str] = {"light": "light.svg", "dark": "dark.svg"}


def setting(scheme: Scheme) -> Setting:
    return Setting("app/static/{}?v=0".format, DONETSK_REGION, scheme, WORDS)


def drawn_state(scheme: Scheme, city_page: str | None = None) -> Figure[FrontDeck]:
    daily, distances = read_table("daily_area"), read_table("front_distance")
    return state_figure(
        reading_on(daily, DAY),
        daily_area=daily,
        places=read_table("places"),
        distances=distances[distances["as_of_date"] == str(DAY)],
        setting=replace(setting(scheme), city_page=city_page),
        source_ids=("deepstate_archive_raw",),
    )


@cache
def state(scheme: Scheme) -> Figure[FrontDeck]:
    return drawn_state(scheme)


def offline(*schemes: Scheme, moving: Moving | None = None) -> OfflineMap:
    figures = {scheme: state(scheme) for scheme in schemes}
    return offline_map(figures, FILES, FOOT, moving)


def recent_cells(drawn: OfflineMap) -> dict[str, Any]:
    (data,) = (data for name, data in drawn.data.items() if name.startswith("cells_recent"))
    return dict(data.content)


def layer_of(drawn: OfflineMap, layer_id: str) -> dict[str, Any]:
    return next(layer for layer in drawn.description["layers"] if layer["id"] == layer_id)


def packed(figures: dict[Scheme, Figure[FrontDeck]], named: dict[str, Source]) -> str:
    drawn = offline_map(figures, FILES, FOOT)
    return map_document(in_both_schemes(figures), drawn, POSTERS, named, WORDS)


def test_a_map_is_the_description_of_the_dashboard_with_names_for_addresses() -> None:
    described = described_for_engine(state("light"), FOOT)
    drawn = offline("light")
    assert "app/static/" not in json.dumps(drawn.description)
    layers = {layer["id"]: layer for layer in described["layers"]}
    for stored in drawn.description["layers"]:
        assert layers[stored["id"]] | {"data": stored["data"]} == stored
        assert not isinstance(stored["data"], str) or stored["data"] in drawn.data
    # A map of one day has no day control, and nobody serves it tiles.
    left_out, named = {"scrubber", "tiles"}, {"layers", "mapStyle", "names", "texts"}
    assert described.keys() - drawn.description.keys() <= left_out
    same = described.keys() - left_out - named
    assert {key: described[key] for key in same} == {key: drawn.description[key] for key in same}
    assert {drawn.description[key] for key in ("mapStyle", "names")} <= drawn.data.keys()


def test_a_map_alone_has_cards_of_cities_and_no_links_to_the_dashboard() -> None:
    figure = drawn_state("light", dashboard_page("en"))
    assert "cities?place={id}&lang=en" in json.dumps(figure.picture.texts)
    description = offline_map({"light": figure}, FILES, FOOT).description
    assert description["cities"].keys() == {"people", "distances"}
    assert "people?" not in json.dumps(description["texts"])
    assert figure.picture.texts["card_city_page"]


def test_a_map_of_one_day_keeps_the_cells_of_that_day_and_no_others() -> None:
    drawn = offline("light")
    day = day_number(DAY)
    rows = json.loads((STATIC / "cells_recent.json").read_text())
    stored = recent_cells(drawn)
    kept = [
        {"h": stored["head"] + digits + stored["tail"], "f": first, "t": end}
        for digits, first, end in zip(*(stored["columns"][key] for key in "hft"), strict=True)
    ]
    shown = [{key: row[key] for key in "hft"} for row in rows if row["f"] <= day < row["t"]]
    assert kept == shown


def test_a_map_whose_day_moves_keeps_every_cell_with_its_days() -> None:
    drawn = offline("light", moving=Moving())
    columns = recent_cells(drawn)["columns"]
    rows = json.loads((STATIC / "cells_recent.json").read_text())
    assert columns["f"] == [row["f"] for row in rows]
    assert columns["t"] == [row["t"] for row in rows]
    assert layer_of(drawn, "cells")["follows"] == ["day"]
    assert {drawn.description["tiles"][key] for key in ("index", "outline")} <= drawn.data.keys()
    early = layer_of(drawn, "cells-early")
    assert (early["days"], early["data"] in drawn.data) == ([0, 728], True)


def test_another_mode_stands_beside_the_first_with_what_differs_and_its_data() -> None:
    daily = read_table("daily_area")
    months = {
        scheme: months_figure(
            reading_on(daily, DAY), daily_area=daily, setting=setting(scheme), source_ids=()
        )
        for scheme in SCHEMES
    }
    made = Made("made", lambda: {"of the build": 1})
    moving = Moving({"since": months}, lambda scheme: {"beside": {"data": made, "of": scheme}})
    drawn = offline(*SCHEMES, moving=moving)
    mode = drawn.description["modes"]["since"]
    assert mode.keys() == {"layers", "swatches", "sheet"}
    named = [each["data"] for each in mode["layers"]]
    assert len(set(named) - drawn.data.keys()) == 0
    assert "cells-by-month" in {each["id"] for each in mode["layers"]}
    beside = drawn.description["beside"]
    assert beside["of"] == {"light": "light", "dark": "dark"}
    assert drawn.data[beside["data"]].content == {"of the build": 1}


def test_layers_of_other_days_are_left_out_with_their_data() -> None:
    figure, day = drawn_state("light"), day_number(DAY)
    cells = next(layer for layer in figure.picture.layers if layer.id == "cells")
    for days, unknown, moving, is_kept in (
        ([day - 1, day + 1], [], None, True),
        ([day + 1, day + 9], [], None, False),
        ([day - 1, day + 1], [day], None, False),
        ([0, 728], [], Moving(), True),
        ([day + 1, day + 9], [day + 2], Moving(), True),
    ):
        cells.days, cells.unknown = days, unknown
        drawn = offline_map({"light": figure}, FILES, FOOT, moving)
        assert ("cells" in {layer["id"] for layer in drawn.description["layers"]}) == is_kept
        assert any(name.startswith("cells_recent") for name in drawn.data) == is_kept


def test_the_colours_of_both_schemes_stand_beside_each_other_and_the_data_once() -> None:
    both = offline(*SCHEMES)
    one = offline("light")
    assert both.data.keys() - one.data.keys() == {both.description["mapStyle"]["dark"]}
    assert layer_of(both, "cells")["getFillColor"] == {
        "light": list(LIGHT.occupied_since_2022),
        "dark": list(DARK.occupied_since_2022),
    }


def test_the_map_of_months_keeps_its_ramp_in_both_schemes() -> None:
    daily = read_table("daily_area")
    figures = {
        scheme: months_figure(
            reading_on(daily, DAY), daily_area=daily, setting=setting(scheme), source_ids=()
        )
        for scheme in SCHEMES
    }
    ramp = layer_of(offline_map(figures, FILES, FOOT), "cells-by-month")["ramp"]
    assert ramp["first"] == {"light": list(LIGHT.month_first), "dark": list(DARK.month_first)}
    assert ramp["lastDay"] > ramp["firstDay"]


def test_the_base_map_keeps_its_dashes_zooms_and_ranks() -> None:
    drawn = offline("light")
    style = drawn.data[drawn.description["mapStyle"]].content
    base = {layer["id"]: layer for layer in style["layers"]}
    ties, roads = base["railway-ties"], base["roads-primary"]
    assert (ties["paint"]["line-dasharray"], ties["minzoom"]) == ([0.3, 3.2], 7)
    source = style["sources"][roads["source"]]["data"]
    ranks = [each["properties"] for each in drawn.data[source].content["features"]]
    assert ranks == [{"rank": 1}, {"rank": 2}]


def test_each_map_of_a_build_has_all_that_it_names() -> None:
    first, second = (offline("light") for _ in range(2))
    assert first.data.keys() == second.data.keys()


def test_data_as_a_script_is_read_as_it_was_written() -> None:
    text = """{"n":"it's a \\"name\\" \\\\ and \\n"}"""
    script = stored_script("name-1", Data(json.loads(text), text))
    assert script.startswith("(globalThis.mapData ??= {})['name-1'] = '")
    literal = script.partition(" = ")[2].removesuffix(";\n")
    assert ast.literal_eval(literal) == text


def test_a_map_document_credits_the_base_map() -> None:
    html = packed({scheme: state(scheme) for scheme in SCHEMES}, sources())
    caption = html[html.index("Base map:") :]
    for name in ("OpenStreetMap", "OpenMapTiles", "geoBoundaries", "Natural Earth"):
        assert f">{name}" in caption, name


def test_a_map_document_names_no_address_but_those_of_its_links() -> None:
    html = packed({scheme: state(scheme) for scheme in SCHEMES}, sources())
    without_library = html.replace(deck_script().replace("</script", "<\\/script"), "")
    without_library = without_library.replace(SVG_SPACE, "")
    assert len(without_library) < len(html) - 2_000_000
    links = re.findall(r'<a href="(https?://[^"]+)"', without_library)
    assert links
    assert len(re.findall(r"https?://", without_library)) == len(links)
    assert "sourceMappingURL=index.js.map" not in html


def test_the_library_has_no_map_library_that_no_map_calls() -> None:
    whole = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
    kept = deck_script()
    assert len(kept) < 0.6 * len(whole.read_text(encoding="utf-8"))
    assert not re.search(r"\b(maplibregl|mapboxgl)=e\(\)", kept)
    for name in ("H3HexagonLayer", "GeoJsonLayer", "createDeck", "updateDeck"):
        assert name in kept


def test_the_same_map_gives_the_same_bytes() -> None:
    first, second = (
        packed({"light": replace(state("light"), source_ids=(), base_source_ids=())}, {})
        for _ in range(2)
    )
    assert first == second


def test_a_hostile_alt_stays_text() -> None:
    drawn = offline("light")
    figure = replace(state("light"), figure_id="x", alt='"><script>alert(1)</script>')
    html = map_box(figure, drawn, POSTERS, WORDS)
    assert "<script>alert" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ({"type": "ScatterplotLayer", "data": "https://example.org/x.json"}, "is no file of"),
        ({"type": "ScatterplotLayer", "data": "app/static/missing.json"}, "is no file of"),
    ],
)
def test_what_cannot_be_drawn_offline_is_refused(layer: dict[str, object], said: str) -> None:
    figure = drawn_state("light")
    figure.picture.layers = [pdk.Layer(**layer, id="x")]
    with pytest.raises(OfflineMapError, match=said):
        offline_map({"light": figure}, FILES, FOOT)
