"""The reader's language: from the address, else the browser; a switch on every page.

The address always names it, so that a link opens in the language of who sent it.
"""

import streamlit as st

from pokrovsk_front.catalog.messages import LOCALES, locale_asked, wording
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import fresh
from pokrovsk_front.ui.address import KNOWN
from pokrovsk_front.ui.address_keys import LANG
from pokrovsk_front.ui.escape import escape

KEPT = "language_of_this_visit"
MISSING = "language_that_is_not_here"
"""Session key: unsupported language of the address."""

NAMES = {"en": "English", "uk": "Українська"}
"""Languages by their own names, not translated."""


def words() -> Wording:
    """Return the wording of this run's language, and put it in the address."""
    asked = st.query_params.get(LANG)
    locale = locale_asked(asked if asked in LOCALES else None, _kept(), st.context.locale)
    st.session_state[KEPT] = locale
    if asked is not None and asked not in LOCALES:
        st.session_state[MISSING] = asked
    if asked != locale:
        st.query_params[LANG] = locale
    return wording(locale)


def _kept() -> str | None:
    return st.session_state.get(KEPT)


def tell_missing(words: Wording) -> None:
    """Warn of an unsupported language in the address, until the reader chooses one."""
    if MISSING in st.session_state:
        text = words.gettext("There is no language {asked} here; the page is in English.")
        fresh.warning("lang", text.format(asked=escape(st.session_state[MISSING])))


def _switched() -> None:
    st.session_state.pop(MISSING, None)
    st.query_params[LANG] = st.session_state["language"]
    # A list that opens shows what was chosen in the words of before, until it is chosen anew.
    for key in st.session_state.get(KNOWN, ()):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def choose(words: Wording) -> None:
    """Language switch."""
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
