"""Site map: the pages in order and by group, with their names in the navigation."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import HEADS
from pokrovsk_front.page_text.navigation import GROUPS

PAGES: tuple[tuple[str, str], ...] = tuple((page, head.name) for page, head in HEADS.items())
"""File name under `pages/`, which is also the address, and the name of the page; the first page
has no address of its own."""

PLAIN_LINKS = ""
"""The section whose pages Streamlit shows as plain links; it puts them first."""


def navigation(words: Wording) -> StreamlitPage:
    """Register the pages and return the requested one."""
    pages = {
        name: st.Page(f"pages/{name}.py", title=words.gettext(title), url_path=name, default=not at)
        for at, (name, title) in enumerate(PAGES)
    }
    sections: dict[str, list[StreamlitPage]] = {}
    for group in GROUPS:
        section = words.gettext(group.name) if group.is_menu else PLAIN_LINKS
        sections.setdefault(section, []).extend(pages[name] for name in group.pages)
    return st.navigation(sections, position="top")
