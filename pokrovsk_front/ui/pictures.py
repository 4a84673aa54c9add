"""Buttons that save the picture of a figure; the browser draws it, when one is pressed.

The script of the page, `page.js`, knows them by `data-picture`.
"""

import json
from functools import partial
from html import escape
from urllib.parse import urlsplit

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.chart_sheet import SCALE, SIZES_PX, words_of_sheet
from pokrovsk_front.export.offline_map import StaticFiles
from pokrovsk_front.export.picture import map_picture
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import take_away
from pokrovsk_front.ui import browser_scripts, cached, fresh, front_map, no_webgl

TOLD = "<span class='picture-told' role='status'></span>"
"""Where the reader is told of the picture that is drawn."""

LOOPBACK = ("localhost", "127.", "[::1]", "::1")


def _address() -> str:
    """Give the address of the page without its choices; empty on a machine of its own."""
    parts = urlsplit(st.context.url or "")
    return "" if parts.netloc.startswith(LOOPBACK) else f"{parts.netloc}{parts.path}"


def button(figure: Figure[go.Figure] | Figure[pdk.Deck], words: Wording, scheme: Scheme) -> None:
    """Show the button that saves a PNG of a figure in one click.

    Where a browser draws no map, it saves an SVG of it that the server draws.
    """
    _ = words.gettext
    if isinstance(figure.picture, pdk.Deck) and no_webgl.is_told():
        name = figure.figure_id
        st.download_button(
            _(take_away.PICTURE),
            partial(_map_svg, figure, words),
            file_name=figure.file_name("svg", WIDE.name),
            mime="image/svg+xml",
            key=f"svg_{name}",
            on_click="ignore",
        )
        return
    label, about = escape(_(take_away.PICTURE)), escape(_(take_away.SAVE))
    if isinstance(figure.picture, pdk.Deck):
        # The map tells of its pictures itself. This stands in no block of its own, and says no
        # more than it must: it is sent again with each change of day.
        # By its name a link to the map finds it: no heading of the page is that of such a map.
        named = f"data-of-map='{front_map.key_of(figure)}' data-figure='{figure.figure_id}'"
        st.html(f"<button class='picture' {named}>{label}</button>", width="content")
        return
    html = (
        f"<button type='button' class='picture' title='{about}' "
        f"data-picture='{escape(_pictured(figure, words, scheme))}' "
        f"data-sheet='{browser_scripts.address(browser_scripts.SHEET)}'>{label}</button>"
    )
    with fresh.block(f"picture_of_{figure.figure_id}", html, width="content"):
        st.html(html, width="content")


def _map_svg(figure: Figure[pdk.Deck], words: Wording) -> bytes:
    return map_picture(
        figure,
        WIDE,
        StaticFiles(cached.STATIC_DIR),
        words,
        sources=cached.texts(words.locale).sources,
        data_version=cached.figures().data_version,
    )


def _pictured(figure: Figure[go.Figure] | Figure[pdk.Deck], words: Wording, scheme: Scheme) -> str:
    _ = words.gettext
    sources = cached.texts(words.locale).sources
    version = cached.figures().data_version
    return json.dumps(
        {
            "said": words_of_sheet(figure, sources, words, version, _address()),
            "scheme": scheme,
            "library": browser_scripts.address(browser_scripts.PLOTLY),
            **{name: _(text) for name, text in take_away.TOLD.items()},
        },
        ensure_ascii=False,
    )


def choices(figure: Figure[go.Figure], words: Wording, scheme: Scheme) -> None:
    """Offer a picture of a chart in any shape, scheme and format."""
    _ = words.gettext
    sized = [
        (name, f"{_(take_away.SHAPES[name])}, {width * SCALE} × {height * SCALE}")
        for name, (width, height) in SIZES_PX.items()
    ]
    schemes = [("light", _("Light colours")), ("dark", _("Dark colours"))]
    schemes.sort(key=lambda each: each[0] != scheme)
    about, shape, colours = _(take_away.PICTURE), _("Shape"), _("Colours")
    buttons = "".join(
        f"<button type='button' class='picture' data-kind='{kind}'>{kind.upper()}</button>"
        for kind in ("png", "svg")
    )
    html = (
        f"<div class='picture-form' role='group' aria-label='{escape(about)}' "
        f"data-figure='{figure.figure_id}'>"
        f"{_select('shape', shape, sized)}{_select('scheme', colours, schemes)}"
        f"{buttons}{TOLD}</div>"
    )
    with fresh.block(f"pictures_of_{figure.figure_id}", html):
        st.html(html)


def _select(name: str, label: str, options: list[tuple[str, str]]) -> str:
    listed = "".join(f"<option value='{key}'>{escape(text)}</option>" for key, text in options)
    return f"<label>{escape(label)} <select data-{name}>{listed}</select></label>"
