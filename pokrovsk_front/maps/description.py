"""The description of a deck: the objects that its JSON is written from."""

from collections.abc import Mapping
from typing import Any

import orjson
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

EARLY = "-early"
"""Suffix of the id of a layer of the years before 2024."""


def description(deck: pdk.Deck) -> dict[str, Any]:
    """Give a deck as dictionaries, lists, texts and numbers, under the names of deck.gl.

    >>> layer = pdk.Layer("ScatterplotLayer", "dots.json", id="dots", get_radius=3)
    >>> description(pdk.Deck([layer], map_provider=None))["layers"]
    [{'@@type': 'ScatterplotLayer', 'data': 'dots.json', 'getRadius': 3, 'id': 'dots'}]
    """
    written = orjson.dumps(deck, default=default_serialize, option=orjson.OPT_SORT_KEYS)
    described: dict[str, Any] = orjson.loads(written)
    return described


def drawn_layers(described: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the layers that a description draws of the day, or days, that it shows first.

    A layer may be kept to an era, and may know nothing of some days. One that follows the earlier
    of two days is held against that day. Both eras of a layer have one id.
    """
    shown = described.get("shown")
    return [
        layer | {"id": layer["id"].removesuffix(EARLY)}
        for layer in described["layers"]
        if shown is None or _is_in_its_days(layer, shown)
    ]


def _is_in_its_days(layer: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Tell what `days.js` of the map engine tells."""
    is_earlier = layer.get("follows", [""])[0] == "from" and shown["from"] is not None
    day = shown["from" if is_earlier else "day"]
    first, last = layer.get("days", (day, day))
    return bool(first <= day <= last and day not in layer.get("unknown", ()))
