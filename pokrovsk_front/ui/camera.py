"""The camera of the front map in the address, which the map writes there in the browser.

A named view that is chosen takes its place.
"""

import re

import streamlit as st

from pokrovsk_front.maps.views import LATITUDES_DEG, LONGITUDES_DEG
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import link_problems
from pokrovsk_front.ui import address, fresh
from pokrovsk_front.ui.address_keys import CAMERA
from pokrovsk_front.ui.escape import escape

OPENED = "camera_opened"
"""Session key: the named view that a camera of the address stands for, and the camera."""

NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
WRITTEN = re.compile(f"{NUMBER}[_,]{NUMBER}[_,]{NUMBER}")

Camera = tuple[float, float, float]
"""Latitude and longitude in degrees, and zoom."""


def read(text: str) -> Camera | None:
    """Read a camera from the address; one that does not see Ukraine is none.

    >>> read("48.2_37.6_7.3"), read("48.2_37.6"), read("0_0_3")
    ((48.2, 37.6, 7.3), None, None)
    """
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    latitude, longitude, zoom = map(float, found.groups())
    (south, north), (west, east) = LATITUDES_DEG, LONGITUDES_DEG
    sees_ukraine = south <= latitude <= north and west <= longitude <= east
    return (latitude, longitude, zoom) if sees_ukraine else None


def opened(view_id: str, words: Wording) -> Camera | None:
    """Give the camera that the address had when it was opened, until a view is chosen.

    Back and Forward open an address anew, with the camera that the reader left there.

    Args:
        view_id: The named view that is chosen now.
        words: The reader's language.
    """
    asked = st.query_params.get(CAMERA, "")
    if OPENED not in st.session_state or address.is_history_navigation():
        st.session_state[OPENED] = (view_id, read(asked))
        if asked and read(asked) is None:
            text = words.gettext(link_problems.NO_CAMERA)
            fresh.warning("address_camera", text.format(asked=escape(asked)))
    of_view, camera = st.session_state[OPENED]
    if of_view != view_id:
        st.session_state[OPENED] = (view_id, None)
        st.query_params.pop(CAMERA, None)
        return None
    found: Camera | None = camera
    return found
