"""The map engine as an element of a page.

What a step of the day does not change is sent once a visit and named by its digest from then on.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pydeck as pdk
import streamlit as st

from pokrovsk_front.model.figure import Figure
from pokrovsk_front.ui import map_library

COMPONENT = "pokrovsk-front.map"
"""Project and component, as pyproject.toml declares them."""

SENT = "maps_sent"
"""Session key: descriptions that the browser has, as JSON by digest."""

MAX_SENT = 12
SERVER_SIDE = frozenset({"filterRange", "extensions", "extruded", "highPrecision", "stroked"})
"""Properties of hexagons that other drawings of the same deck read, and the engine does not."""

Report = Callable[[Any], None]


@cache
def _component() -> Callable[..., Any]:
    mounted: Callable[..., Any] = st.components.v2.component(
        COMPONENT,
        html="<div class='map-box'></div>",
        css="map.css",
        js="component.js",
        isolate_styles=False,
    )
    return mounted


def mount(
    figure: Figure[pdk.Deck],
    *,
    on_release: Report | None = None,
    on_place: Callable[[str], None] | None = None,
    on_camera: Report | None = None,
) -> None:
    """Show the map of a figure.

    Args:
        figure: The map; its `figure_id` keeps camera and loaded data from run to run.
        on_release: Called with what of time the reader let go of.
        on_place: Called with the `place_id` of a place that is clicked.
        on_camera: Called with `longitude`, `latitude` and `zoom` once the map rests.
    """
    key = f"map_{figure.figure_id}"
    described = json.loads(figure.picture.to_json())
    data = {"shown": described.pop("shown"), "alt": figure.alt, "library": map_library.address()}
    _component()(
        key=key,
        data=data | _sent_once(described),
        on_shown_change=partial(_report, key, "shown", on_release),
        on_place_change=partial(_report, key, "place", on_place),
        on_camera_change=partial(_report, key, "camera", on_camera),
        on_missing_change=partial(_report, key, "missing", _send_again),
    )


def _sent_once(described: dict[str, Any]) -> dict[str, Any]:
    """Give the digest of a description, and all of it where the browser does not have it."""
    described["layers"] = [
        {name: value for name, value in layer.items() if name not in SERVER_SIDE}
        if layer["@@type"] == "H3HexagonLayer"
        else layer
        for layer in described["layers"]
    ]
    text = json.dumps(described, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    sent: dict[str, str] = st.session_state.setdefault(SENT, {})
    if digest in sent:
        return {"digest": digest}
    sent[digest] = text
    while len(sent) > MAX_SENT:
        del sent[next(iter(sent))]
    return {"digest": digest, "description": described}


def _send_again(digest: str) -> None:
    """Forget that a description was sent: a message may be dropped where runs follow fast."""
    st.session_state.get(SENT, {}).pop(digest, None)


def _report(key: str, name: str, report: Report | None) -> None:
    """Call back with a value that the browser sent."""
    value = st.session_state[key].get(name)
    if report and value is not None:
        report(value)
