"""Downloads of a figure: link, citation and pack, made when they are asked for."""

from functools import partial

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.citation import base_cited, cited, long_citation, short_citation
from pokrovsk_front.export.offline_map import is_online
from pokrovsk_front.export.pack import Edition, pack
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, fresh
from pokrovsk_front.ui.permalinks import permalink


def offer(figure: Figure[go.Figure] | Figure[pdk.Deck], words: Wording) -> None:
    """Offer link, citation and pack of a figure, where its table is open."""
    _ = words.gettext
    name = figure.figure_id
    version, link = cached.figures().data_version, permalink(name)
    sources = cached.texts(words.locale).sources
    brief = short_citation(figure, version, words)
    full = long_citation(
        figure, cited(figure, sources), version, link, words, base_cited(figure, sources)
    )
    with fresh.block(f"taken_{name}", version, link, brief, full):
        st.markdown(_("Link to what you see, on data version {version}:").format(version=version))
        st.code(link, language=None, wrap_lines=True)
        st.markdown(_("To cite it in a line, or in full:"))
        st.code(brief, language=None, wrap_lines=True)
        st.code(full, language=None, wrap_lines=True)
    if isinstance(figure.picture, pdk.Deck) and is_online(figure.picture):
        st.info(_("A pack works without a network: turn the street map off to download it."))
        return
    edition = Edition(version, link, cached.figures().table("editions"))
    st.download_button(
        _("Download the pack (zip)"),
        partial(pack, figure, sources, edition, words, static_dir=cached.STATIC_DIR),
        file_name=f"pokrovsk_front_{name}.zip",
        mime="application/zip",
        key=f"pack_{name}",
        on_click="ignore",
        help=_("The figure as HTML that needs no network, its numbers, words and sources."),
    )
