"""Words of a map that moves without a server: what its page says of the day, in the browser."""

from collections.abc import Mapping
from typing import Any

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.maps import difference, months
from pokrovsk_front.maps.focus import INSIDE, LAG, OUTSIDE
from pokrovsk_front.maps.outline import share_texts
from pokrovsk_front.maps.state import INSIDE_LAND, STATE_OF_THE_MAP
from pokrovsk_front.maps.views import LATITUDES_DEG, LONGITUDES_DEG, VIEWS, View
from pokrovsk_front.model import grey_zone_text, place_share_text
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import map_choices
from pokrovsk_front.page_text.link_problems import IN_BROWSER

DISTANCES_ON = N_(
    "Distance from the centre of each place to Russian-occupied land on the map of {day}:"
)
DISTANCES_BETWEEN = N_(
    "Distance from the centre of each place to Russian-occupied land on the map of {first}, then "
    "on that of {second}:"
)
THEN = N_("{first}, then {second}")
ALT_OF_DAY = N_(
    "Map of eastern Ukraine with the Russian-occupied land of the chosen day; the list below says "
    "how far each place is from it."
)
ALT_OF_PAIR = N_(
    "Map of the land that came under Russian control, and of the land regained, between the two "
    "chosen days; its table has the areas."
)
ALT_OF_SINCE = N_(
    "Map of the land occupied on the chosen day, shaded by the month since which it has been "
    "occupied; its table has the net gain of each month."
)

LABELS: Mapping[str, str] = {
    "show": map_choices.SHOW,
    "view": map_choices.VIEW,
    "place": map_choices.PLACE,
}


def day_texts(words: Wording) -> dict[str, str]:
    """Give what is said of the day of any map that moves, by the engine's names for it."""
    _ = words.gettext
    distance = words.distance(0.5, 1).replace(words.number(0.5, 1), "{km}")
    said = {
        "distancesOn": DISTANCES_ON,
        "distancesBetween": DISTANCES_BETWEEN,
        "then": THEN,
        "inside": INSIDE_LAND,
    }
    return {key: _(text) for key, text in (said | IN_BROWSER).items()} | {"km": distance}


def front_texts(words: Wording) -> dict[str, str]:
    """Give what is said below the map of the front, in each of its modes and of a place."""
    _ = words.gettext
    said = {
        "stateOfTheMap": STATE_OF_THE_MAP,
        "twoMaps": difference.TWO_MAPS,
        "netBetween": difference.NET,
        "greyBetween": grey_zone_text.BETWEEN,
        "shade": months.SHADE,
        "focusInside": INSIDE,
        "focusOutside": OUTSIDE,
        "lag": LAG,
        "wholly": place_share_text.WHOLLY,
        "withoutGrey": place_share_text.WITHOUT_GREY,
        "withGrey": place_share_text.WITH_GREY,
        "measure": difference.MEASURE,
        "area": difference.AREA,
        "greyMissing": difference.GREY_NOT_KNOWN,
        "altDay": ALT_OF_DAY,
        "altPair": ALT_OF_PAIR,
        "altSince": ALT_OF_SINCE,
    } | {f"measure_{name}": text for name, text in difference.MEASURES.items()}
    return {key: _(text) for key, text in said.items()} | share_texts(words)


def day_spec(library: Library) -> dict[str, Any]:
    """Describe what the address of a map that moves may ask for: its days and its camera."""
    first, last = day_number(library.first_day), day_number(library.latest_day)
    return {
        "keys": ["day", "camera"],
        "days": [first, last],
        "against": last - map_choices.DAYS_BETWEEN,
        "seen": [*LATITUDES_DEG, *LONGITUDES_DEG],
    }


def front_spec(library: Library, words: Wording) -> dict[str, Any]:
    """Describe what the address of the map of the front may ask for besides."""
    labels = {key: words.gettext(text) for key, text in LABELS.items()}
    return {
        "keys": ["show", "day", "against", "view", "place", "camera"],
        "labels": labels,
        "show": {key: words.gettext(name) for key, name in map_choices.MODES.items()},
        "view": {key: words.gettext(name) for key, name in map_choices.VIEWS.items()},
        "defaultView": map_choices.DEFAULT_VIEW,
        "views": {key: _camera(VIEWS[key]) for key in map_choices.VIEWS},
        "place": map_choices.place_labels(library.places, words),
    }


def _camera(view: View) -> dict[str, float]:
    return {
        "longitude": view.longitude_deg,
        "latitude": view.latitude_deg,
        "zoom": view.zoom,
    }
