"""Pictures of maps for a browser without WebGL, which the script of the page finds out.

It presses a button that nobody sees; from then on the visit has pictures. Nothing is drawn for a
reader whose browser has WebGL.
"""

from copy import copy
from dataclasses import replace
from html import escape

import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.offline_map import MAP_HEIGHT_PX, StaticFiles, is_online
from pokrovsk_front.export.picture import data_address, map_poster
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import PICTURE_INSTEAD
from pokrovsk_front.ui import cached, fresh

IS_TOLD = "is_webgl_missing"
KEY = "no_webgl"
STYLE = f"[class*='st-key-{KEY}'] {{ display: none }}"
"""Hides the button from everyone but the script, from screen readers too."""


def is_told() -> bool:
    """Tell whether the browser of this visit has said that it has no WebGL."""
    return bool(st.session_state.get(IS_TOLD))


def ask() -> None:
    """Put the button on the page, outside of what a change of day sends again."""
    if not is_told():
        st.button("▢", key=KEY, on_click=_tell)


def _tell() -> None:
    st.session_state[IS_TOLD] = True


def show_picture(figure: Figure[pdk.Deck], words: Wording) -> None:
    """Show the picture of a map and a sentence that says why; our own base map is under it."""
    if is_online(figure.picture):
        deck = copy(figure.picture)
        scheme = "dark" if st.context.theme.type == "dark" else "light"
        deck.map_style = cached.static_url(f"style.{scheme}.json")
        figure = replace(figure, picture=deck)
    svg = map_poster(figure, StaticFiles(cached.STATIC_DIR), words)
    text = words.gettext(PICTURE_INSTEAD).format(day=words.day(figure.as_of_date))
    st.html(
        f"<img class='map-picture' alt='{escape(figure.alt)}' src='{data_address(svg)}' "
        f"style='width:100%;height:{MAP_HEIGHT_PX}px'>"
    )
    with fresh.block(f"picture_{figure.figure_id}", text):
        st.caption(text)
