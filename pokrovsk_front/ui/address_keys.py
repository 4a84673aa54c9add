"""Registry of the query parameters of each page."""

LANG, DATA, CLAIM, EVENT = "lang", "data", "claim", "event"
"""Read from the address by ourselves; all others belong to a field."""

CAMERA = "camera"
"""Read and written by the map in the browser: `latitude,longitude,zoom`."""

OF_ALL = frozenset({LANG, DATA})
OF_PAGE: dict[str, frozenset[str]] = {
    "overview": frozenset(),
    "front_map": frozenset({"show", "day", "against", "view", "place", "street_map", CAMERA}),
    "months": frozenset({"month", "from", "to"}),
    "gains": frozenset(
        {"a_from", "a_to", "b_from", "b_to", "section", "is_axis_trimmed", "rounding"}
        | {"has_own_scales"}
    ),
    "cities": frozenset({"place", "day", "measure", "order", CAMERA}),
    "hromadas": frozenset({"oblast", "show", "day", "against"}),
    "people": frozenset({"section", "city", "axis"}),
    "distances": frozenset({"distances", "cities", "since", "until", "start", "order"}),
    "timeline": frozenset({EVENT, "section", "place", "kind", "certainty"}),
    "claims": frozenset({CLAIM, "verdict", "topic"}),
    "your_map": frozenset({"view", "extent"}),
    "method": frozenset(),
}
OF_SEVERAL = frozenset({"cities", "kind", "certainty", "verdict", "topic"})
"""Keys that may repeat, or be empty for no choice."""

TRACKERS = frozenset({"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "twclid"})
"""Tracking parameters that other sites append to links."""


def is_tracker(key: str) -> bool:
    """Return whether a key is a tracking parameter of another site.

    >>> [is_tracker(key) for key in ("utm_source", "fbclid", "Day")]
    [True, True, False]
    """
    return key.startswith("utm_") or key in TRACKERS
