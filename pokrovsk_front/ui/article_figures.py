"""The article's figures beside ours."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import article as article_text
from pokrovsk_front.ui import cached, frame


def headline_figures(words: Wording) -> None:
    """Show the article's figures beside ours: three large ones, then all as a table."""
    claims, checks = cached.texts(words.locale).claims, cached.figures().checks
    for column, key in zip(
        st.columns(len(article_text.HEADLINES)), article_text.HEADLINES, strict=True
    ):
        label, ours, against = article_text.headline_texts(claims[key], checks[key], words)
        column.metric(label, ours, delta=against, delta_color="off", delta_arrow="off", border=True)
    table = article_text.article_figures(claims, checks, words)
    make_once = partial(cached.drawn_once, table.name, words.locale, table.make_rows)
    frame.table(replace(table, make_rows=make_once), words)
    last = max(claims[key].as_of_date for key in article_text.ARTICLE_FIGURES)
    printed_by = tuple(dict.fromkeys(claims[key].source_id for key in article_text.ARTICLE_FIGURES))
    frame.cite(words, cached.figures().archive_source_ids, last, printed_by)
    st.page_link("pages/claims.py", label=words.gettext(article_text.OTHER_CLAIMS))
