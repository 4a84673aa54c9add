"""The article's figures beside ours."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import article as article_text
from pokrovsk_front.ui import cached, frame


def headlines(words: Wording) -> None:
    """Show the three large figures of the article, as calculated here."""
    claims, checks = cached.texts(words.locale).claims, cached.figures().checks
    for key in article_text.HEADLINES:
        label, ours, against = article_text.headline_texts(claims[key], checks[key], words)
        st.metric(label, ours, delta=against, delta_color="off", delta_arrow="off", border=True)
    st.page_link("pages/claims.py", label=words.gettext(article_text.OTHER_CLAIMS))


def all_figures(words: Wording) -> None:
    """Show the article's figures beside ours as a table, with who printed them."""
    claims, checks = cached.texts(words.locale).claims, cached.figures().checks
    table = article_text.article_figures(claims, checks, words)
    make_once = partial(cached.drawn_once, table.name, words.locale, table.make_rows)
    frame.table(replace(table, make_rows=make_once), words)
    last = max(claims[key].as_of_date for key in article_text.ARTICLE_FIGURES)
    printed_by = tuple(dict.fromkeys(claims[key].source_id for key in article_text.ARTICLE_FIGURES))
    frame.cite(words, cached.figures().archive_source_ids, last, printed_by)
