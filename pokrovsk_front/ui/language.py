"""The reader's language: asked for by the address, else by the browser, and switched on every page.

The address always names it, so that a link opens in the language of who sent it.
"""

import streamlit as st

from pokrovsk_front.catalog.messages import LOCALES, locale_asked, wording
from pokrovsk_front.model.wording import Wording

LANG = "lang"
"""The name of the language in the address."""

KEPT = "language_of_this_visit"
NAMES = {"en": "English", "uk": "Українська"}
"""Each language by its own name, which is not translated."""


def words() -> Wording:
    """Give the words of the language that this run is in, and name it in the address."""
    asked = st.query_params.get(LANG)
    locale = locale_asked(asked if asked in LOCALES else None, _kept(), st.context.locale)
    st.session_state[KEPT] = locale
    if asked != locale:
        st.query_params[LANG] = locale
    return wording(locale)


def _kept() -> str | None:
    return st.session_state.get(KEPT)


def _switched() -> None:
    st.query_params[LANG] = st.session_state["language"]
    # The address holds what a reader sees of a choice: chosen again, it is named in the new words.
    for key in st.query_params:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def script(locale: str) -> str:
    """Give the script that tells the browser a language, to the letter: the policy has its hash."""
    return f"document.documentElement.lang = '{locale}'"


def tell_browser(words: Wording) -> None:
    """Tell the browser, and who hears the page, which language it is in; Streamlit says English."""
    st.html(
        f"<script>{script(words.locale)}</script>",
        width="content",
        unsafe_allow_javascript=True,
    )


def switch(words: Wording) -> None:
    """Let the reader switch the language."""
    st.session_state["language"] = words.locale
    st.segmented_control(
        words.gettext("Language"),
        LOCALES,
        format_func=NAMES.__getitem__,
        required=True,
        key="language",
        label_visibility="collapsed",
        on_change=_switched,
        width="content",
    )
