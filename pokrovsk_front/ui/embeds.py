"""Code that shows a figure in another site, once the operator has said where the static one is."""

import streamlit as st

from pokrovsk_front.export.figure_embeds import Embed, embeds_on
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.take_away import FITTING
from pokrovsk_front.ui import cached, fresh

_site_url = ""

PAGE = "page_of_the_embeds"
"""Session key: the page that is shown."""

PLACE_KEYS = {"cities": "place", "people": "city"}
"""Session key of the place that a page shows, where the site has figures of places."""


def static_site_at(url: str) -> None:
    """Note where the static site stands; empty where nobody said."""
    global _site_url
    _site_url = url


def follow_page(page: str) -> None:
    """Note the page that is shown, by the name of its file."""
    st.session_state[PAGE] = page


def offer(figure_id: str, words: Wording) -> None:
    """Offer the code of a figure; nothing where no site is known, or it lacks the figure."""
    _ = words.gettext
    embed = _embeds(words).get(figure_id) if _site_url else None
    if embed is None:
        return
    version = cached.figures().data_version
    with fresh.block(f"embed_{figure_id}", _site_url, version, embed.code):
        st.markdown(
            _("To embed “{headline}”, on data version {version}:").format(
                headline=embed.headline, version=version
            )
        )
        fresh.to_copy(f"code_{figure_id}", embed.code, words)
        st.caption(_(FITTING))


def _embeds(words: Wording) -> dict[str, Embed]:
    """Give what the site has of the page and place that are shown, drawn once for all readers."""
    page = st.session_state[PAGE]
    place = str(st.session_state.get(PLACE_KEYS[page]) or "") if page in PLACE_KEYS else ""
    return cached.drawn_once(
        "embeds",
        f"{words.locale} {page} {place} {_site_url}",
        lambda: embeds_on(SiteContext(words, cached.figures()), _site_url, page, place),
    )
