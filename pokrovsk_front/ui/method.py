"""Sections of the method page."""

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import curation
from pokrovsk_front.page_text import health as health_text
from pokrovsk_front.page_text import method as method_text
from pokrovsk_front.page_text.parts import Section, Table
from pokrovsk_front.ui import cached, frame, render_lock


def section(shown: Section) -> None:
    """Show the heading of a section and its text, if it has one."""
    st.header(shown.title, anchor=shown.section_id)
    if shown.text:
        st.markdown(shown.text)


def rules(words: Wording) -> None:
    """Show what a figure is, rule by rule, the redrawn outlines and the map archives."""
    texts = cached.texts(words.locale)
    section(method_text.definitions(texts.rules, words))
    section(method_text.redrawn(texts.breaks, words))
    section(method_text.archives(texts.rules, words))


def archive_health(words: Wording) -> None:
    """Show the coverage of the archives, the gaps and the rule that dates the last map."""
    section(cached.drawn_once("health", words.locale, lambda: _health(words)))


def _health(words: Wording) -> Section:
    health, rules = cached.figures().health, cached.texts(words.locale).rules
    return health_text.section(health, rules, words)


def archive_lists(words: Wording) -> None:
    """List the days without a map, the maps that repeat or jump, and the files refused."""
    health, rules = cached.figures().health, cached.texts(words.locale).rules
    for each in health_text.lists(health, rules, words):
        _opened(each.about, f"list_{each.name}", each, words)


def _opened(title: str, key: str, table: Table, words: Wording) -> None:
    """Show a table that the reader opens; only this runs again when it opens or closes."""

    @render_lock.fragment
    def rows() -> None:
        # A closed table is not sent, as everywhere.
        shown = st.expander(title, key=key, on_change="rerun")
        if shown.open:
            with shown:
                frame.table(table, words)

    rows()


def sources(words: Wording) -> None:
    """List the sources with what each counts, its strengths and its limits."""
    section(method_text.sources(words))
    for source in cached.texts(words.locale).sources.values():
        with st.expander(method_text.source_title(source)):
            st.markdown(method_text.source_card(source, words))


def dictionary(words: Wording) -> None:
    """Show the data dictionary, table by table."""
    section(method_text.dictionary(words))
    columns = cached.texts(words.locale).dictionary
    tables = cached.drawn_once(
        "dictionary", words.locale, lambda: method_text.dictionary_tables(columns, words)
    )
    for name, table in tables.items():
        _opened(name, f"columns_{name}", table, words)


def figures_changed(words: Wording) -> None:
    """Show which figures each release changed."""
    section(method_text.figures_changed(words))
    for release, text in cached.texts(words.locale).changelog.items():
        st.markdown(f"**{method_text.release_name(release, words)}**\n\n{text}")


def corrections(words: Wording) -> None:
    """Show what was corrected in the curated tables."""
    rows = cached.texts(words.locale).table("corrections")
    said = cached.drawn_once("corrections", words.locale, lambda: curation.corrections(rows, words))
    section(said)
