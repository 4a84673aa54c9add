"""Downloads of a figure under it: picture, data and more, made when they are asked for."""

from functools import partial

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.citation import base_cited, cited, long_citation, short_citation
from pokrovsk_front.export.offline_map import is_online
from pokrovsk_front.export.pack import Edition, pack
from pokrovsk_front.export.spreadsheet import csv_for_reader
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import take_away
from pokrovsk_front.ui import cached, embeds, fresh, pictures
from pokrovsk_front.ui.permalinks import permalink


def row(
    figure: Figure[go.Figure] | Figure[pdk.Deck],
    words: Wording,
    scheme: Scheme,
    *,
    is_taken_away: bool,
) -> None:
    """Show three buttons: the picture, the data, and more.

    Args:
        figure: The figure.
        words: The reader's language.
        scheme: The colours that it is drawn in.
        is_taken_away: Whether a link, a citation and a pack are offered.
    """
    _ = words.gettext
    name = figure.figure_id
    with st.container(key=f"take_{name}", horizontal=True, gap="xsmall"):
        pictures.button(figure, words, scheme)
        st.download_button(
            _(take_away.DATA),
            # Written only when it is asked for.
            partial(_csv, figure, words),
            file_name=figure.file_name("csv"),
            mime="text/csv",
            key=f"data_{name}",
            on_click="ignore",
        )
        # What is closed is not sent: a change of day stays small on the wire.
        more = (
            st.popover(_(take_away.MORE), key=f"more_{name}", on_change="rerun")
            if is_taken_away
            else None
        )
        if isinstance(figure.picture, go.Figure):
            st.html(pictures.TOLD, width="content")
    if more and more.open:
        with more:
            if isinstance(figure.picture, go.Figure):
                pictures.choices(figure, words, scheme)
            _offer(figure, words)


def _csv(figure: Figure[go.Figure] | Figure[pdk.Deck], words: Wording) -> bytes:
    return csv_for_reader(figure.table, words.locale)


def _offer(figure: Figure[go.Figure] | Figure[pdk.Deck], words: Wording) -> None:
    """Offer link, citation, code to embed and pack."""
    _ = words.gettext
    name = figure.figure_id
    version, link = cached.figures().data_version, permalink(name)
    sources = cached.texts(words.locale).sources
    used = cited(figure, sources)
    brief = short_citation(figure, used, version, link, words)
    full = long_citation(figure, used, version, link, words, base_cited(figure, sources))
    with fresh.block(f"taken_{name}", version, link, brief, full):
        st.markdown(_("Link to what you see, on data version {version}:").format(version=version))
        fresh.to_copy(f"link_{name}", link, words)
        st.markdown(_(take_away.CITE))
        fresh.to_copy(f"brief_{name}", brief, words)
        fresh.to_copy(f"full_{name}", full, words)
    embeds.offer(name, words)
    if isinstance(figure.picture, pdk.Deck) and is_online(figure.picture):
        st.info(_("A pack works without a network: turn the street map off to download it."))
        return
    edition = Edition(version, link, cached.figures().table("editions"))
    st.download_button(
        _("Download the pack (zip)"),
        partial(pack, figure, sources, edition, words, static_dir=cached.STATIC_DIR),
        file_name=figure.file_name("zip"),
        mime="application/zip",
        key=f"pack_{name}",
        on_click="ignore",
        help=_("The figure as HTML that needs no network, its numbers, words and sources."),
    )
