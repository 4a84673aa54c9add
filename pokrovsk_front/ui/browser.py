"""What a page asks of the browser itself: its language, and the script that every page brings."""

from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from pokrovsk_front.export.document import legend_css
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import NO_SECTION


@cache
def page_script() -> str:
    """Read the script of every page, to the letter: the policy has its hash."""
    return files("pokrovsk_front.ui").joinpath("page.js").read_text(encoding="utf-8")


def language_script(locale: str) -> str:
    """Give the script that tells the browser a language, to the letter: the policy has its hash."""
    return f"document.documentElement.lang = '{locale}'"


def prepare(words: Wording) -> None:
    """Tell the browser, and who hears the page, its language, and bring the script of the page.

    Streamlit says English. With the script comes what it shows where the address names a part of
    the page that is not there: a server never hears of that part of an address. The style of
    legends comes once for all that a page will show.
    """
    missing = words.gettext(NO_SECTION)
    st.html(
        f"<script>{language_script(words.locale)}</script>"
        f"<p class='no-section' role='status' hidden>{escape(missing)}</p>"
        f"<script>{page_script()}</script><style>{legend_css()}</style>",
        width="content",
        unsafe_allow_javascript=True,
    )
