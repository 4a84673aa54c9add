"""Distances on the WGS84 ellipsoid, in km: between points, never along roads."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from geopy.distance import geodesic

from pokrovsk_front.model.gazetteer import by_name

Order = Literal["nearest", "farthest", "name"]

MAX_PAIRS_KEPT = 20_000
"""More than there are pairs of the project's places; each takes about 300 bytes."""


@lru_cache(maxsize=MAX_PAIRS_KEPT)  # a geodesic takes a third of a millisecond
def distance_km(from_deg: tuple[float, float], to_deg: tuple[float, float]) -> float:
    """Measure the geodesic distance between two points (latitude, longitude), in km.

    It is the shortest line over the ellipsoid (Karney's method, through geopy). It does not
    measure a road, which is never shorter, nor the distance between the edges of two cities.

    >>> round(distance_km((48.28014, 37.17706), (48.14019, 37.75008)), 1)
    45.3
    """
    return float(geodesic(from_deg, to_deg).km)


@lru_cache(maxsize=128)  # a tenth of a second
def circle_deg(
    point_deg: tuple[float, float], km: float, corners: int = 360
) -> tuple[tuple[float, float], ...]:
    """Draw a circle round a point: corners at equal bearings, all at one geodesic distance.

    Args:
        point_deg: Its centre as (latitude, longitude), WGS84.
        km: The distance over the ellipsoid.
        corners: How many corners it has; between two of them the line is up to 0.004 % nearer.

    Returns:
        The corners as (latitude, longitude); the first is the last as well.

    >>> round(distance_km((48.28, 37.18), circle_deg((48.28, 37.18), 5.0)[45]), 6)
    5.0
    """
    ends = [
        geodesic(kilometers=km).destination(point_deg, 360 / corners * at) for at in range(corners)
    ]
    ring = [(end.latitude, end.longitude) for end in ends]
    return (*ring, ring[0])


def distance_matrix(points_deg: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Measure the geodesic distance from each point to each other one, in km.

    Args:
        points_deg: Points as (latitude, longitude), by name.

    Returns:
        A square frame with the names, in their order, as rows and columns; 0 on the diagonal,
        and the same above it as below.
    """
    names = list(points_deg)
    kilometres = np.zeros((len(names), len(names)))
    for one, other in combinations(range(len(names)), 2):
        between = distance_km(points_deg[names[one]], points_deg[names[other]])
        kilometres[one, other] = kilometres[other, one] = between
    return pd.DataFrame(kilometres, index=names, columns=names)


def matrix_from(
    points_deg: Mapping[str, tuple[float, float]],
    start: str,
    names: Mapping[str, str],
    order: Order = "nearest",
) -> pd.DataFrame:
    """Measure as `distance_matrix`, the rows and columns in the order of `order_from`."""
    kilometres = distance_matrix(points_deg)
    in_order = order_from(kilometres, start, names, order)
    return kilometres.loc[in_order, in_order]


def order_from(
    kilometres: pd.DataFrame, start: str, names: Mapping[str, str], order: Order = "nearest"
) -> list[str]:
    """Order places by their distance from one of them, or by name; that one comes first.

    Args:
        kilometres: Distances between the places, in km, as `distance_matrix` gives them.
        start: The place that comes first.
        names: Names by the name of the row; they decide between equal distances.
        order: The order of the others.

    >>> towns = {"a": (48.0, 37.0), "b": (48.0, 38.0), "c": (48.0, 37.5)}
    >>> order_from(distance_matrix(towns), "a", {"a": "A", "b": "B", "c": "C"})
    ['a', 'c', 'b']
    """
    from_start = kilometres[start]
    others = by_name((str(each) for each in kilometres.index if each != start), names)
    if order != "name":
        others.sort(key=lambda each: float(from_start[each]), reverse=order == "farthest")
    return [start, *others]
