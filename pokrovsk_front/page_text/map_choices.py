"""Choices of the map of the front: its modes, its named views, its places by any spelling."""

from collections.abc import Mapping

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

STATE, DIFFERENCE, MONTHS = "state", "difference", "months"
"""Modes of the map, as an address names them."""

SHOW, VIEW, PLACE = N_("Show"), N_("View"), N_("Place")
MODES = {
    STATE: N_("One day"),
    DIFFERENCE: N_("Two days"),
    MONTHS: N_("When it changed"),
}
VIEWS = {
    "pokrovsk": N_("Pokrovsk"),
    "donetsk_region": N_("Donetsk region"),
    "front": N_("Whole front"),
    "ukraine": N_("Ukraine"),
}
DEFAULT_VIEW = "donetsk_region"
DAYS_BETWEEN = 365
"""From the earlier of two days to the later, until others are chosen."""


def place_label(place: Place, words: Wording) -> str:
    """Write all names of a place, that of the reader's language first."""
    first, second = place.name_en, place.name_uk
    if words.locale == "uk":
        first, second = second, first
    return ", ".join(dict.fromkeys((first, second, *place.aliases)))


def place_labels(places: Mapping[str, Place], words: Wording) -> dict[str, str]:
    """Write the names of places by `place_id`, in alphabetical order."""
    labels = {key: place_label(each, words) for key, each in places.items()}
    return dict(sorted(labels.items(), key=lambda item: alphabetical(item[1])))
