"""Site map: the pages in order, with their names in the navigation."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import HEADS

PAGES: tuple[tuple[str, str], ...] = tuple((page, head.name) for page, head in HEADS.items())
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
