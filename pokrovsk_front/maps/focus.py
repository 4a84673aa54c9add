"""The chosen place and its distance to occupied land on a day."""

from dataclasses import dataclass

import pandas as pd

from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.map_text import inferred_days_text
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.place_share_text import place_share_sentence
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording

RING_KM = (10, 25, 50)
"""Radii of the rings drawn round the chosen place."""

NEIGHBOURS = 5
"""How many of the nearest places are named with their distances."""

KM_PER_DEGREE_OF_LATITUDE = 111.2
"""At the latitude of this front, to the precision of a label's position."""

INSIDE = N_("**{place}**: its centre lies inside occupied land on this map.")
OUTSIDE = N_("**{place}**: {distance} from its centre to the nearest occupied land on this map.")
NEAREST = N_("**{place}** and the places nearest to it, centre to centre: {listed}.")
LAG = N_("A map may trail the ground by days or weeks.")


@dataclass(frozen=True, slots=True)
class Focus:
    """A chosen place and the nearest occupied land on the map of a day.

    `distance_km` is 0 inside occupied land, where the nearest point is the place itself.
    """

    place_id: str
    name: str
    latitude_deg: float
    longitude_deg: float
    distance_km: float
    nearest_latitude_deg: float
    nearest_longitude_deg: float

    def ring_top_deg(self, km: float) -> float:
        """Give the latitude of the northern point of a ring."""
        return self.latitude_deg + km / KM_PER_DEGREE_OF_LATITUDE


def focus_on(
    place_id: str, name: str, point_deg: tuple[float, float], distances: pd.DataFrame
) -> Focus:
    """Measure the distance from a chosen place to occupied land on the map of a day.

    Args:
        place_id: The place.
        name: Its name in the reader's language.
        point_deg: Its (latitude, longitude).
        distances: The rows of the table `front_distance` for that map.

    Raises:
        KeyError: The place is not in the table.
    """
    columns = ("distance_km", "nearest_lat_deg", "nearest_lon_deg")
    at = distances["place_id"].tolist()
    if place_id not in at:
        raise KeyError(place_id)
    row = at.index(place_id)
    kilometres, latitude, longitude = (float(distances[name].array[row]) for name in columns)
    return Focus(place_id, name, *point_deg, kilometres, latitude, longitude)


def answer_text(focus: Focus, share: PlaceShare, words: Wording) -> str:
    """Write the distance to occupied land and the share that is occupied, on one map."""
    front = words.gettext(OUTSIDE if focus.distance_km else INSIDE).format(
        place=focus.name, distance=words.distance(focus.distance_km, 1)
    )
    return f"{front} {place_share_sentence(share, focus.name, words)}"


def around_text(focus: Focus, places: pd.DataFrame, reading: Reading, words: Wording) -> str:
    """Write the places nearest to the chosen one, and what to know of the map of `reading`.

    Where the day of that map is inferred, that is said.
    """
    inferred = [reading.as_of_date] if reading.is_within_one_day else []
    said = (
        neighbours_text(focus.place_id, places, words),
        inferred_days_text(inferred, words),
        words.gettext(LAG),
    )
    return " ".join(filter(None, said))


def neighbours_text(place_id: str, places: pd.DataFrame, words: Wording) -> str:
    """Name the places whose centres are nearest to that of a place, with their distances.

    Distances between places are geodesics on the WGS84 ellipsoid between their centres.
    """
    columns = ("place_id", f"name_{words.locale}", "latitude_deg", "longitude_deg")
    listed = zip(*(places[name].tolist() for name in columns), strict=True)
    points = {
        each: (str(name), (latitude, longitude)) for each, name, latitude, longitude in listed
    }
    place, here = points.pop(place_id)
    neighbours = sorted((distance_km(here, point), name) for name, point in points.values())
    nearest = (f"{name} {words.distance(km, 1)}" for km, name in neighbours[:NEIGHBOURS])
    return words.gettext(NEAREST).format(place=place, listed=", ".join(nearest))
