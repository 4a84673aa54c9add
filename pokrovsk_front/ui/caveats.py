"""Caveats of the overview, each with the figure that shows its size."""

from functools import partial

import streamlit as st

from pokrovsk_front.model import printed_distance
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caveats as caveat_text
from pokrovsk_front.ui import cached


def before_you_quote(words: Wording) -> None:
    """Show the three caveats."""
    st.header(words.gettext(caveat_text.TITLE), anchor=caveat_text.SECTION_ID)
    figures = cached.figures()
    distance = figures.checks[printed_distance.CLAIM_ID]
    word = partial(caveat_text.caveats, figures.daily_area, distance, words)
    said = cached.drawn_once("caveats", words.locale, word)
    for column, text in zip(st.columns(len(said)), said, strict=True):
        column.markdown(text)
