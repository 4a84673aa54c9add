"""The sections of the method page."""

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import health as health_text
from pokrovsk_front.page_text import method as method_text
from pokrovsk_front.ui import cached, frame


def definitions(words: Wording) -> None:
    """Show the definitions of the figures, each with its reason."""
    st.subheader(words.gettext("What a gain is"), anchor="definitions")
    st.markdown(method_text.definitions(cached.texts(words.locale).rules, words))


def redrawn(words: Wording) -> None:
    """List the days on which the map redrew an outline."""
    st.subheader(words.gettext("Redrawn outlines"), anchor="breaks")
    st.markdown(method_text.redrawn(cached.texts(words.locale).breaks, words))


def archives(words: Wording) -> None:
    """Show the card of each map archive: origin, licence and how its files are dated."""
    st.subheader(words.gettext("The map archives"), anchor="archives")
    st.markdown(method_text.archives(cached.texts(words.locale).rules, words))


def archive_health(words: Wording) -> None:
    """Show the coverage of the archives, the gaps and the rule that dates the last map."""
    st.subheader(words.gettext("Archive health"), anchor="archive_health")
    health, rules = cached.figures().health, cached.texts(words.locale).rules
    st.markdown(health_text.sentences(health, rules, words))


def archive_lists(words: Wording) -> None:
    """List the days without a map, the maps that repeat or jump, and the files refused."""
    health, rules = cached.figures().health, cached.texts(words.locale).rules
    for each in health_text.lists(health, rules, words):
        rows = st.expander(each.title, key=f"list_{each.name}", on_change="rerun")
        if rows.open:
            with rows:
                frame.table(each.make_rows(), words, name=each.name, about=each.title)


def sources(words: Wording) -> None:
    """List the sources with what each counts, its strengths and its limits."""
    st.subheader(words.gettext("Sources, with strengths and limits"), anchor="sources")
    for source in cached.texts(words.locale).sources.values():
        with st.expander(f"{source.name} ({source.publisher})"):
            st.markdown(method_text.source_card(source, words))


def dictionary(words: Wording) -> None:
    """Show the data dictionary, table by table."""
    st.subheader(words.gettext("Data dictionary"), anchor="dictionary")
    for name, rows in cached.texts(words.locale).dictionary.groupby("table", sort=False):
        # A closed table is not sent, as everywhere.
        columns = st.expander(str(name), key=f"columns_{name}", on_change="rerun")
        if columns.open:
            with columns:
                frame.table(
                    method_text.dictionary_rows(rows, words),
                    words,
                    name=f"dictionary_{name}",
                    about=words.gettext("Columns of the table {name}").format(name=name),
                )


def figures_changed(words: Wording) -> None:
    """Show which figures each release changed."""
    st.subheader(words.gettext("Figures changed"), anchor="figures_changed")
    for release, text in cached.texts(words.locale).changelog.items():
        st.markdown(f"**{method_text.release_name(release, words)}**\n\n{text}")
