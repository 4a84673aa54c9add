"""Browser side of a page: language of the document, and the scripts of every page."""

import json
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from pokrovsk_front.export.document import edges_css, legend_css
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import platform
from pokrovsk_front.page_text.navigation import menu_of
from pokrovsk_front.page_text.parts import NAVIGATION, NO_SECTION
from pokrovsk_front.ui import no_webgl

SCRIPTS = ("page.js", "platform.js", "answers.js")
"""What a page does in the browser, texts in the reader's language, and what is said of a choice."""


def _read(name: str) -> str:
    return files("pokrovsk_front.ui").joinpath(name).read_text(encoding="utf-8")


@cache
def steps_script() -> str:
    """Return the script that makes each choice one step of the browser's history."""
    return _read("steps.js")


@cache
def page_script() -> str:
    """Return the scripts of every page as one, byte for byte: the policy has its hash."""
    return "\n".join((steps_script(), *map(_read, SCRIPTS)))


@cache
def page_style() -> str:
    """Return the style of every page."""
    return _read("page.css")


def language_script(locale: str) -> str:
    """Return the script that sets the document language, byte for byte, as the policy hashes it."""
    return f"document.documentElement.lang = '{locale}'"


def prepare(words: Wording, page: str) -> None:
    """Set the language of the document, also for screen readers, and load the page script.

    Streamlit says English, in the texts of its elements too. With the scripts comes what they
    show where the address names a part of the page that is not there: a server never hears of
    that part of an address. The style of the page and of legends comes once for all that a page
    will show.

    Args:
        words: The reader's language.
        page: The name of the page: the menu that it stands in is marked.
    """
    missing, pages = words.gettext(NO_SECTION), words.gettext(NAVIGATION)
    name = menu_of(page)
    menu = words.gettext(name) if name else ""
    texts = json.dumps(platform.texts(words), ensure_ascii=False)
    st.html(
        f"<script>{language_script(words.locale)}</script>"
        f"<p class='no-section' role='status' data-pages='{escape(pages)}' "
        f"data-menu='{escape(menu)}' data-platform='{escape(texts)}' hidden>"
        f"{escape(missing)}</p>"
        f"<script>{page_script()}</script>"
        f"<style>{page_style()}{edges_css()}{legend_css()}{no_webgl.STYLE}</style>",
        width="content",
        unsafe_allow_javascript=True,
    )
