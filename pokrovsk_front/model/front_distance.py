"""Distance of a place to the front on a day, and its change between days.

The front is the edge of the occupied land on a published map; the distance runs from the centre
of the place to the nearest point of that land, over the ellipsoid, and is 0 inside it. It says
nothing of who is near, of what lies between, or of what the map did not show that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.place_share import ShareDays
from pokrovsk_front.model.readings import Reading, reading_on
from pokrovsk_front.model.timeline import Coverage, Event

NEAR_EVENT_KM = 30
"""Events farther from a place than this are not set beside its distance."""

MOVING_KINDS = frozenset({"attack", "control", "withdrawal"})
SURE_CERTAINTIES = frozenset({"confirmed", "mapped"})


@dataclass(frozen=True, slots=True)
class FrontDistance:
    """The distance from a place to the occupied land on the map that stands for a day.

    `nearest_deg` is the nearest point of that land as (latitude, longitude): inside it the
    place itself.
    """

    place_id: str
    reading: Reading
    distance_km: float
    nearest_deg: tuple[float, float]

    @property
    def is_inside(self) -> bool:
        """Whether the centre of the place lies in occupied land on that map."""
        return self.distance_km == 0


@dataclass(frozen=True, slots=True)
class Movement:
    """The distances from one place to the front on two days, the earlier one first."""

    earlier: FrontDistance
    later: FrontDistance

    @property
    def place_id(self) -> str:
        """The place."""
        return self.earlier.place_id

    @property
    def towards_km(self) -> float:
        """By how much nearer the front is on the later day, in km; negative where it moved away.

        Where the later map has the centre inside, it is the whole distance to the centre: how far
        the front went on beyond it is not counted.
        """
        return self.earlier.distance_km - self.later.distance_km


def front_distance_on(
    distances: pd.DataFrame, daily_area: pd.DataFrame, day: date
) -> FrontDistance:
    """Look up the distance of a place to the front on the map that stands for a day.

    Args:
        distances: The rows of the table `front_distance` for one place, ascending by `as_of_date`.
        daily_area: The table `daily_area`, which tells the maps; ascending by `as_of_date`.
        day: The Kyiv day that is asked for.

    Returns:
        The distance, with the map it was measured on and its age in days.

    Raises:
        ArchiveGapError: The archive has no map on that day or shortly before it.
        KeyError: The place was not measured on that map.
    """
    return _front_distance_at(distances, reading_on(daily_area, day))


def _front_distance_at(distances: pd.DataFrame, reading: Reading) -> FrontDistance:
    days = distances["as_of_date"].to_numpy()
    at = int(np.searchsorted(days, np.datetime64(reading.as_of_date)))
    if at == len(days) or days[at] != np.datetime64(reading.as_of_date):
        raise KeyError(reading.as_of_date)
    kilometres, latitude, longitude = (
        float(distances[column].array[at])
        for column in ("distance_km", "nearest_lat_deg", "nearest_lon_deg")
    )
    return FrontDistance(
        str(distances["place_id"].array[at]), reading, kilometres, (latitude, longitude)
    )


def movement(distances: pd.DataFrame, daily_area: pd.DataFrame, one: date, other: date) -> Movement:
    """Measure how the front moved towards a place between two days, in either order.

    Only the two maps count: a front that came and went in between is not seen, and the nearest
    points of the two maps may lie on different sides of the place.

    Args:
        distances: The rows of the table `front_distance` for one place, ascending by `as_of_date`.
        daily_area: The table `daily_area`, ascending by `as_of_date`.
        one: A day.
        other: Another day, or the same.

    Raises:
        ArchiveGapError: The archive has no map for one of the days.
        KeyError: The place was not measured on one of the maps.
    """
    first, last = sorted((one, other))
    return Movement(
        front_distance_on(distances, daily_area, first),
        front_distance_on(distances, daily_area, last),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its distances from one map to another.

    Attributes:
        name: Its name in the reader's language.
        distances: All rows of the table `front_distance` for it, ascending by `as_of_date`: also
            those before and after.
        moved: The distances on the two maps.
        coverage: Since when all maps up to the last have had its centre inside occupied land.
        shares: Since when they have had parts of it occupied; None where that was not measured.
    """

    name: str
    distances: pd.DataFrame
    moved: Movement
    coverage: Coverage
    shares: ShareDays | None = None

    @property
    def shown(self) -> pd.DataFrame:
        """The rows from the map of the earlier day to that of the later one."""
        days = self.distances["as_of_date"].to_numpy()
        first, last = (
            np.datetime64(distance.reading.as_of_date)
            for distance in (self.moved.earlier, self.moved.later)
        )
        return self.distances.iloc[
            np.searchsorted(days, first) : np.searchsorted(days, last, side="right")
        ]


def lines_to_front(
    names: Mapping[str, str],
    distances: Mapping[str, pd.DataFrame],
    coverage: Mapping[str, Coverage],
    daily_area: pd.DataFrame,
    days: tuple[date, date],
    shares: Mapping[str, ShareDays] = MappingProxyType({}),
) -> list[Line]:
    """Follow the distance of places to the front from one day to another.

    Args:
        names: Names of the places by `place_id`, in the order of the lines.
        distances: The rows of the table `front_distance` by `place_id`, ascending by `as_of_date`.
        coverage: Since when each centre has been inside occupied land, by `place_id`.
        daily_area: The table `daily_area`.
        days: The two days.
        shares: The days on which the map first had parts of a place, by `place_id`.

    Raises:
        ArchiveGapError: A day has no map, and none that stands for it.
    """
    # A reading takes longer than a distance, and is the same for all places.
    readings = [reading_on(daily_area, day) for day in sorted(days)]
    return [
        Line(
            name,
            distances[key],
            Movement(*(_front_distance_at(distances[key], reading) for reading in readings)),
            coverage[key],
            shares.get(key),
        )
        for key, name in names.items()
    ]


def first_within(distances: pd.DataFrame, km: float) -> date | None:
    """Find the first map on which the front is no farther from a place than some km.

    Args:
        distances: The rows of the table `front_distance` for one place, ascending by `as_of_date`.
        km: The distance; 0 asks for the first map that has the centre inside.

    Returns:
        The day of that map, or None where the front never came so near.
    """
    near = np.flatnonzero(distances["distance_km"].to_numpy() <= km)
    return pd.Timestamp(distances["as_of_date"].array[near[0]]).date() if near.size else None


def events_near(
    events: Iterable[Event],
    place_id: str,
    point_deg: Mapping[str, tuple[float, float]],
    moved: Movement,
) -> list[Event]:
    """Select the events that may explain a change of distance between two maps.

    They are attacks, withdrawals and changes of control at places within `NEAR_EVENT_KM` that are
    confirmed or mapped; claims stay out. That an event is near in time and space does not say
    that it moved the front.

    Args:
        events: All events.
        place_id: The place whose distance is followed.
        point_deg: Places as (latitude, longitude), by `place_id`.
        moved: The two maps; events on their days count.

    Returns:
        The events in the order in which they came.
    """
    first, last = (distance.reading.as_of_date for distance in (moved.earlier, moved.later))
    return [
        event
        for event in events
        if event.kind in MOVING_KINDS
        and event.certainty in SURE_CERTAINTIES
        and first <= event.event_date <= last
        and event.place_id is not None
        and distance_km(point_deg[place_id], point_deg[event.place_id]) <= NEAR_EVENT_KM
    ]
