"""A map without its server: what is stored of it, and what it refuses."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pydeck as pdk
import pytest

from pokrovsk_front.catalog.records import Source, sources
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.export.offline_map import (
    OfflineMap,
    OfflineMapError,
    StaticFiles,
    in_both_schemes,
    map_box,
    map_document,
    map_library,
    offline_map,
)
from pokrovsk_front.maps.front import Setting
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
POSTERS: dict[Scheme, str] = {"light": "light.svg", "dark": "dark.svg"}


def setting(scheme: Scheme) -> Setting:
    return Setting("app/static/{}?v=0".format, DONETSK_REGION, scheme, WORDS)


def state(scheme: Scheme) -> Figure[pdk.Deck]:
    daily, distances = read_table("daily_area"), read_table("front_distance")
    return state_figure(
        reading_on(daily, DAY),
        daily_area=daily,
        places=read_table("places"),
        distances=distances[distances["as_of_date"] == str(DAY)],
        setting=setting(scheme),
        source_ids=("deepstate_archive_raw",),
    )


def recent_cells(drawn: OfflineMap) -> dict[str, Any]:
    (data,) = (data for name, data in drawn.data.items() if name.startswith("cells_recent"))
    return dict(data.content)


def packed(figures: dict[Scheme, Figure[pdk.Deck]], named: dict[str, Source]) -> str:
    pictures = {scheme: figure.picture for scheme, figure in figures.items()}
    drawn = offline_map(pictures, StaticFiles(STATIC))
    return map_document(in_both_schemes(figures), drawn, POSTERS, named, WORDS)


def test_a_map_of_one_day_keeps_the_cells_of_that_day_and_no_others() -> None:
    drawn = offline_map({"light": state("light").picture}, StaticFiles(STATIC))
    day = day_number(DAY)
    rows = json.loads((STATIC / "cells_recent.json").read_text())
    stored = recent_cells(drawn)
    shown = [stored["head"] + digits + stored["tail"] for digits in stored["columns"]["h"]]
    assert shown == [row["h"] for row in rows if row["f"] <= day < row["t"]]
    cells = next(layer for layer in drawn.spec["layers"] if layer["id"] == "cells")
    assert "isMoving" not in cells
    assert "day" not in drawn.spec


def test_a_map_whose_day_moves_keeps_every_cell_with_its_days() -> None:
    drawn = offline_map(
        {"light": state("light").picture}, StaticFiles(STATIC), day_number=day_number(DAY)
    )
    columns = recent_cells(drawn)["columns"]
    rows = json.loads((STATIC / "cells_recent.json").read_text())
    assert columns["f"] == [row["f"] for row in rows]
    assert columns["t"] == [row["t"] for row in rows]
    moving = {layer["id"] for layer in drawn.spec["layers"] if layer.get("isMoving")}
    assert moving == {"cells", "grey-zone"}
    assert drawn.spec["day"] == day_number(DAY)


def test_the_colours_of_both_schemes_stand_beside_each_other_and_the_data_once() -> None:
    both = offline_map({scheme: state(scheme).picture for scheme in SCHEMES}, StaticFiles(STATIC))
    one = offline_map({"light": state("light").picture}, StaticFiles(STATIC))
    assert both.data == one.data
    cells = next(layer for layer in both.spec["layers"] if layer["id"] == "cells")
    assert cells["getFillColor"] == {
        "light": list(LIGHT.occupied_since_2022),
        "dark": list(DARK.occupied_since_2022),
    }


def test_the_map_of_months_keeps_the_day_that_its_colours_are_read_from() -> None:
    daily = read_table("daily_area")
    figure = months_figure(
        reading_on(daily, DAY), daily_area=daily, setting=setting("light"), source_ids=()
    )
    drawn = offline_map({"light": figure.picture}, StaticFiles(STATIC))
    assert set(recent_cells(drawn)["columns"]) == {"h", "f"}


def test_land_occupied_before_2022_stays_hatched_and_dashed() -> None:
    drawn = offline_map({"light": state("light").picture}, StaticFiles(STATIC))
    land = next(layer for layer in drawn.spec["layers"] if layer["id"] == "before-2022")
    assert land["hatch"]["color"] == list(LIGHT.before_2022_hatch)
    assert land["dash"]["color"] == list(LIGHT.before_2022_outline)


def test_the_base_map_keeps_its_dashes_zooms_and_ranks() -> None:
    drawn = offline_map({"light": state("light").picture}, StaticFiles(STATIC))
    base = {layer["id"].removeprefix("base-"): layer for layer in drawn.spec["base"]}
    ties, roads = base["railway-ties"], base["roads-primary"]
    assert (ties["dash"], ties["minzoom"]) == ([0.3, 3.2], 7)
    assert "dash" not in base["railways"]
    assert base["railways"]["source"] == ties["source"], "one file for both layers"
    assert roads["filter"] == ["rank", 2]
    ranks = [each["properties"] for each in drawn.data[roads["source"]].content["features"]]
    assert ranks == [{"rank": 1}, {"rank": 2}]


def test_a_map_document_credits_the_base_map() -> None:
    html = packed({scheme: state(scheme) for scheme in SCHEMES}, sources())
    caption = html[html.index("Base map:") :]
    for name in ("OpenStreetMap", "OpenMapTiles", "geoBoundaries", "Natural Earth"):
        assert f">{name}" in caption, name


def test_a_map_document_names_no_address_but_those_of_its_links() -> None:
    html = packed({scheme: state(scheme) for scheme in SCHEMES}, sources())
    without_library = html.replace(map_library().replace("</script", "<\\/script"), "")
    assert len(without_library) < len(html) - 4_000_000
    links = re.findall(r'<a href="(https?://[^"]+)"', without_library)
    assert links
    assert len(re.findall(r"https?://", without_library)) == len(links)
    assert "sourceMappingURL=index.js.map" not in html


def test_the_same_map_gives_the_same_bytes() -> None:
    first, second = (
        packed({"light": replace(state("light"), source_ids=(), base_source_ids=())}, {})
        for _ in range(2)
    )
    assert first == second


def test_a_hostile_alt_stays_text() -> None:
    drawn = offline_map({"light": state("light").picture}, StaticFiles(STATIC))
    figure = replace(state("light"), figure_id="x", alt='"><script>alert(1)</script>')
    html = map_box(figure, drawn, POSTERS, WORDS)
    assert "<script>alert" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ({"type": "ScatterplotLayer", "data": "https://example.org/x.json"}, "is no file of"),
        ({"type": "ScatterplotLayer", "data": "app/static/missing.json"}, "is no file of"),
        (
            {
                "type": "ScatterplotLayer",
                "data": "app/static/cells_recent.json",
                "extensions": [{"@@type": "MaskExtension"}],
            },
            "needs MaskExtension",
        ),
    ],
)
def test_what_cannot_be_drawn_offline_is_refused(layer: dict[str, object], said: str) -> None:
    deck = pdk.Deck([pdk.Layer(**layer, id="x")], map_style="app/static/style.light.json?v=0")
    with pytest.raises(OfflineMapError, match=said):
        offline_map({"light": deck}, StaticFiles(STATIC))
