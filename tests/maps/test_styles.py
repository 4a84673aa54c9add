"""The base map styles call nothing but our own files."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pokrovsk_front.ingest.base_map.detail import DETAIL_LAYERS
from pokrovsk_front.maps.palette import PALETTES, Scheme
from tests.colours import contrast, rgb

STATIC = Path(__file__).parents[2] / "static"
SOURCE_LINE = re.compile(
    r'^    "(\w+)": \{"type": "geojson", "data": "app/static/\1\.geojson\?v=[0-9a-f]{8}"\},?$'
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_style_has_our_own_sources_only_one_a_line(scheme: Scheme) -> None:
    text = (STATIC / f"style.{scheme}.json").read_text(encoding="utf-8")
    style = json.loads(text)
    sources = [match.group(1) for line in text.splitlines() if (match := SOURCE_LINE.match(line))]
    assert sources == list(style["sources"])
    assert set(sources) == {"land", "country", "oblasts", "rivers", "lakes", *DETAIL_LAYERS}
    assert style["version"] == 8
    assert "://" not in text
    assert not {"glyphs", "sprite"} & set(style)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_layers_of_a_style_have_an_id_and_a_known_source(scheme: Scheme) -> None:
    style = json.loads((STATIC / f"style.{scheme}.json").read_text(encoding="utf-8"))
    identifiers = [layer["id"] for layer in style["layers"]]
    assert len(set(identifiers)) == len(identifiers)
    assert style["layers"][0]["type"] == "background"
    assert {layer.get("source") for layer in style["layers"][1:]} == set(style["sources"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_knows_the_land_of_the_style(scheme: Scheme) -> None:
    style = json.loads((STATIC / f"style.{scheme}.json").read_text(encoding="utf-8"))
    (country,) = (layer for layer in style["layers"] if layer["id"] == "country")
    red, green, blue, _ = PALETTES[scheme].land
    assert country["paint"]["fill-color"] == f"#{red:02x}{green:02x}{blue:02x}"


def test_both_styles_have_the_same_layers() -> None:
    light, dark = (
        json.loads((STATIC / f"style.{scheme}.json").read_text(encoding="utf-8"))
        for scheme in ("light", "dark")
    )
    assert [layer["id"] for layer in light["layers"]] == [layer["id"] for layer in dark["layers"]]
    assert light["sources"] == dark["sources"]


def layers_of(scheme: Scheme) -> dict[str, dict[str, Any]]:
    style = json.loads((STATIC / f"style.{scheme}.json").read_text(encoding="utf-8"))
    return {layer["id"]: layer for layer in style["layers"]}


def contrast_with_land(layer: dict[str, Any], scheme: Scheme) -> float:
    return contrast(rgb(layer["paint"][f"{layer['type']}-color"]), PALETTES[scheme].land)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("layer", "least", "most"),
    [
        ("settlements", 1.15, 1.5),
        ("hromadas", 1.5, 2.0),
        ("roads-primary", 1.7, 3.0),
        ("roads-great", 1.7, 3.0),
        ("railways", 3.0, 4.5),
        ("railway-ties", 3.0, 4.5),
    ],
)
def test_the_detail_is_seen_and_quiet(
    scheme: Scheme, layer: str, least: float, most: float
) -> None:
    layers = layers_of(scheme)
    assert least <= contrast_with_land(layers[layer], scheme) <= most
    border = contrast_with_land(layers["country-border"], scheme)
    assert contrast_with_land(layers[layer], scheme) < border


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_railways_and_borders_of_hromadas_are_told_without_colour(scheme: Scheme) -> None:
    layers = layers_of(scheme)
    dashes = {name for name, layer in layers.items() if "line-dasharray" in layer["paint"]}
    assert dashes == {"railway-ties", "hromadas"}
    rail, ties = (layers[name]["paint"]["line-width"] for name in ("railways", "railway-ties"))
    # A tie is a dash across the line: shorter than it is wide, and wider than the rails.
    assert layers["railway-ties"]["paint"]["line-dasharray"][0] < 0.5
    assert all(tie > 3 * line for line, tie in zip(rail[4::2], ties[4::2], strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_detail_comes_where_it_helps(scheme: Scheme) -> None:
    nearest_first = {
        name: layer["minzoom"] for name, layer in layers_of(scheme).items() if "minzoom" in layer
    }
    assert {name: nearest_first[name] for name in ("roads-great", "railways")} == {
        "roads-great": 6.5,
        "railways": 6.5,
    }
    assert nearest_first["settlements"] == 7
    assert nearest_first["roads-primary"] == 7.5
    assert nearest_first["hromadas"] == 9
