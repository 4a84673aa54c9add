"""What the address of each page can say, by key: the one list of them."""

LANG, DATA, CLAIM, EVENT = "lang", "data", "claim", "event"
"""Read from the address by ourselves; all others belong to a field, which Streamlit binds."""

OF_ALL = frozenset({LANG, DATA})
OF_PAGE: dict[str, frozenset[str]] = {
    "overview": frozenset(),
    "front_map": frozenset({"show", "day", "against", "view", "place", "street_map"}),
    "gains": frozenset(
        {"a_from", "a_to", "b_from", "b_to", "section", "is_axis_trimmed", "rounding"}
    ),
    "people": frozenset({"section", "city", "axis"}),
    "distances": frozenset({"distances", "cities", "since", "until", "start", "order"}),
    "timeline": frozenset({EVENT, "section", "place", "kind", "certainty"}),
    "claims": frozenset({CLAIM, "verdict", "topic"}),
    "your_map": frozenset({"view"}),
    "method": frozenset(),
}
OF_SEVERAL = frozenset({"cities", "kind", "certainty", "verdict", "topic"})
"""Keys that may stand in an address more than once, and without a value: none is chosen."""

TRACKERS = frozenset({"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "twclid"})
"""What other sites put behind the links that they pass on: no reader wrote it."""


def is_tracker(key: str) -> bool:
    """Tell whether another site put a key behind a link.

    >>> [is_tracker(key) for key in ("utm_source", "fbclid", "Day")]
    [True, True, False]
    """
    return key.startswith("utm_") or key in TRACKERS
