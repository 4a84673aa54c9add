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
"""Session key: parts of descriptions that the browser has, as JSON by digest."""

MAX_SENT = 80
NOT_SENT = frozenset(
    {
        *("characterSet", "extensions", "extruded", "fillPatternMapping", "fillPatternSizeUnits"),
        *("filterRange", "fontFamily", "fontSettings", "highPrecision", "lineWidthUnits"),
        "outlineWidth",
    }
)
"""Properties of layers that other drawings of the same deck read, and the engine does not."""

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
    """Divide a description into parts, each named by its digest, and give those not sent yet.

    A layer is a part, and what is beside the layers: maps of two modes share most of them.

    Returns:
        `head` and `layers` by digest, and new `parts`.
    """
    layers = [
        {name: value for name, value in layer.items() if name not in NOT_SENT}
        for layer in described.pop("layers")
    ]
    texts = [json.dumps(part, sort_keys=True) for part in (described, *layers)]
    digests = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts]
    sent: dict[str, str] = st.session_state.setdefault(SENT, {})
    new = {
        digest: part
        for digest, part in zip(digests, (described, *layers), strict=True)
        if digest not in sent
    }
    for digest, text in zip(digests, texts, strict=True):
        sent.pop(digest, None)
        sent[digest] = text
    while len(sent) > MAX_SENT:
        del sent[next(iter(sent))]
    return {"head": digests[0], "layers": digests[1:], "parts": new}


def _send_again(digest: str) -> None:
    """Forget that a part was sent: a message may be dropped where runs follow fast."""
    st.session_state.get(SENT, {}).pop(digest, None)


def _report(key: str, name: str, report: Report | None) -> None:
    """Call back with a value that the browser sent."""
    value = st.session_state[key].get(name)
    if report and value is not None:
        report(value)
