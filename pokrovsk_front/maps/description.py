"""The description of a deck: the objects that its JSON is written from."""

from collections.abc import Mapping
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize


def description(deck: pdk.Deck) -> dict[str, Any]:
    """Give a deck as dictionaries, lists, texts and numbers, under the names of deck.gl.

    >>> layer = pdk.Layer("ScatterplotLayer", "dots.json", id="dots", get_radius=3)
    >>> description(pdk.Deck([layer], map_provider=None))["layers"]
    [{'@@type': 'ScatterplotLayer', 'data': 'dots.json', 'getRadius': 3, 'id': 'dots'}]
    """
    described: dict[str, Any] = _plain(deck)
    return described


def _plain(value: Any) -> Any:  # noqa: ANN401 (what pydeck holds)
    match value:
        case None | str() | bool() | int() | float():
            return value
        case Mapping():
            return {key: _plain(value[key]) for key in sorted(value)}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return _plain(default_serialize(value))
