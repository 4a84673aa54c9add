"""Site map: the pages in order, with their names in the navigation."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

PAGES: tuple[tuple[str, str], ...] = (
    ("overview", N_("Overview")),
    ("front_map", N_("Front map")),
    ("gains", N_("2024 v 2025")),
    ("people", N_("People")),
    ("distances", N_("Distances")),
    ("timeline", N_("Timeline")),
    ("claims", N_("Claim check")),
    ("your_map", N_("Your map")),
    ("method", N_("Method")),
)
"""File name under `pages/`, which is also the address, and the name of the page; the first page
has no address of its own."""


def navigation(words: Wording) -> StreamlitPage:
    """Register the pages and return the requested one."""
    return st.navigation(
        [
            st.Page(f"pages/{name}.py", title=words.gettext(title), url_path=name, default=not at)
            for at, (name, title) in enumerate(PAGES)
        ],
        position="top",
    )
