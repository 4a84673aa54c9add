"""Online street map: opt-in, and only while its server can be reached."""

import urllib.error
import urllib.request

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import address, fresh, render_lock

STYLE_URL = "https://tiles.openfreemap.org/styles/liberty"
ATTRIBUTION = (
    "[OpenFreeMap](https://openfreemap.org) © [OpenMapTiles](https://www.openmaptiles.org) "
    "Data from [OpenStreetMap](https://www.openstreetmap.org/copyright)"
)
TIMEOUT_SECONDS = 3.0
SECONDS_TO_REMEMBER = 300


@st.cache_data(ttl=SECONDS_TO_REMEMBER, show_spinner=False)
def is_reachable(url: str) -> bool:
    """Return whether the style can be fetched, cached for a while; any error means no."""
    try:
        # The address is a constant of this module and https.
        with render_lock.released(), urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def choose(words: Wording) -> str | None:
    """Toggle of the street map.

    Returns:
        The address of its style, or None for our own base map. Where the street map cannot be
        reached, a message says so and our own is shown.
    """
    _ = words.gettext
    label = _("Street map from openfreemap.org (your browser asks that site for tiles)")
    wanted = address.toggle(label, "street_map", words)
    if not wanted:
        return None
    if not is_reachable(STYLE_URL):
        text = _("The street map cannot be reached; this is our own base map.")
        fresh.warning("street_map_away", text)
        return None
    fresh.markdown("street_map", ATTRIBUTION)
    return STYLE_URL
