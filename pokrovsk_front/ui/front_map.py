"""The map engine as an element of a page.

What a step of the day does not change is sent once a visit and named by its digest from then on.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Self
from weakref import WeakKeyDictionary

import orjson
import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.picture import foot_of
from pokrovsk_front.maps.controls import control_texts
from pokrovsk_front.maps.engine_description import (
    as_read,
    described_for_engine,
)
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import browser_scripts, cached

COMPONENT = "pokrovsk-front.map"
"""Project and component, as pyproject.toml declares them."""

SENT = "maps_sent"
"""Session key: digests of the parts of descriptions that the browser has, the latest last."""

MAX_SENT = 120
LONG = 300
"""Characters from which a part of a description is named by its digest."""

KEYS = dict.fromkeys(("front_state", "front_difference", "front_months"), "front")
"""Figures that are one map to the reader, in three modes: camera and loaded data stay."""

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
    words: Wording,
    *,
    asked: Shown | None = None,
    on_release: Report | None = None,
    on_place: Report | None = None,
    answer: str = "",
) -> None:
    """Show the map of a figure.

    Args:
        figure: The map; its `figure_id` keeps camera and loaded data from run to run.
        words: The reader's language.
        asked: The day, or days, that the reader asked for, where a map of before stands for it.
        on_release: Called with what of time the reader let go of.
        on_place: Called with the `place_id` of a place that is clicked.
        answer: What is said under the map of the place that is chosen; `**` emphasises.
    """
    key, parts = key_of(figure), _parts(figure, words)
    shown: dict[str, Any] = {"shown": asked.described()} if asked else {}
    # Not in the description of the figure: a picture of the map has no room under it.
    shown |= {"answer": answer} if answer else {}
    told = {
        "alt": figure.alt,
        "missing": {
            "said": words.gettext("The map did not load."),
            "again": control_texts(words)["again"],
        },
        "engine": browser_scripts.address(browser_scripts.ENGINE),
        "library": browser_scripts.address(browser_scripts.DECK),
        **_sent_once(parts, parts.short | shown),
    }
    _component()(
        key=key,
        # Streamlit would write it three times, and a letter of Ukrainian as six bytes.
        data=orjson.dumps(told),
        on_shown_change=partial(report_of_the_map, key, "shown", on_release),
        on_place_change=partial(report_of_the_map, key, "place", on_place),
        on_missing_change=partial(report_of_the_map, key, "missing", _send_again),
    )


def key_of(figure: Figure[pdk.Deck]) -> str:
    """Give the key of the element that a map stands in."""
    return f"map_{KEYS.get(figure.figure_id, figure.figure_id)}"


def _parts(figure: Figure[pdk.Deck], words: Wording) -> "Parts":
    """Describe a map in parts, once as long as it is kept."""
    if figure.picture not in _parts_of_kept:
        figures, sources = cached.figures(), cached.texts(words.locale).sources
        foot = foot_of(figure, sources, words, figures.data_version)
        _parts_of_kept[figure.picture] = Parts.of(described_for_engine(figure, foot))
    return _parts_of_kept[figure.picture]


def _sent_once(described: "Parts", short: dict[str, Any]) -> dict[str, Any]:
    """Name the parts of a description by their digests, and give those not sent yet.

    Returns:
        `layers` as digests, `named` the digests of other parts, new `parts`, and what is `short`.
    """
    drawn, named = described.layers, described.named
    parts = {part.digest: part for part in (*drawn, *named.values())}
    sent: dict[str, None] = st.session_state.setdefault(SENT, {})
    new = {
        digest: orjson.Fragment(part.json) for digest, part in parts.items() if digest not in sent
    }
    for digest in parts:
        sent.pop(digest, None)
        sent[digest] = None
    while len(sent) > MAX_SENT:
        del sent[next(iter(sent))]
    return {
        "layers": [part.digest for part in drawn],
        "named": {name: part.digest for name, part in named.items()},
        "parts": new,
        "short": short,
    }


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a description as JSON, named by its digest."""

    json: bytes
    digest: str

    @classmethod
    def of(cls, value: object) -> Self:
        """Write a part as JSON, its keys in order."""
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_SERIALIZE_NUMPY)
        return cls(text, hashlib.sha256(text).hexdigest()[:12])


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of a description: maps of two modes share most.

    Attributes:
        layers: Each layer that is drawn.
        named: What is long beside the layers, by name.
        short: What is short, by name, as it is.
    """

    layers: tuple[Part, ...]
    named: dict[str, Part]
    short: dict[str, Any]

    @classmethod
    def of(cls, described: dict[str, Any]) -> Self:
        """Divide the description of a map."""
        beside = {name: value for name, value in described.items() if name != "layers"}
        parts = {name: Part.of(value) for name, value in beside.items()}
        named = {name: part for name, part in parts.items() if len(part.json) > LONG}
        short = {name: value for name, value in beside.items() if name not in named}
        layers = tuple(Part.of(as_read(layer)) for layer in described["layers"])
        return cls(layers, named, short)


_parts_of_kept: WeakKeyDictionary[pdk.Deck, Parts] = WeakKeyDictionary()


def _send_again(digest: str) -> None:
    """Forget that a part was sent: a message may be dropped where runs follow fast."""
    st.session_state.get(SENT, {}).pop(digest, None)


def report_of_the_map(key: str, name: str, report: Report | None) -> None:
    """Call back with a value that the browser sent, if the page still has the map."""
    value = st.session_state.get(key, {}).get(name)
    if report and value is not None:
        report(value)
