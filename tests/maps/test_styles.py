"""The base map styles call nothing but our own files."""

import json
import re
from pathlib import Path

import pytest

from pokrovsk_front.maps.palette import PALETTES, Scheme

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
    assert set(sources) == {"land", "country", "oblasts", "rivers", "lakes"}
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
