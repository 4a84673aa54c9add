"""Geodesic distance from places to occupied land, and its nearest point.

The search runs on straight lines through the ellipsoid, which order points as the geodesic
does; the distance that is kept is the geodesic to the point that was found.
"""

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.measure import projection

BOUNDARY_STEP_M = 2_000
"""Spacing of the points laid on a boundary: a straight line through the Earth between two of
them runs less than 0.2 m below the ground."""

COORDINATE_DECIMALS = 5
"""Coordinates are kept to about a metre."""

SOURCE_DECIMALS = 7
"""A corner of the map has no more: rounded to these first, one that ends in 5 is rounded to
`COORDINATE_DECIMALS` by its own digits, and not by the last bit of the arithmetic of a machine."""

DISTANCE_DECIMALS = 3

WGS84 = Geod(ellps="WGS84")


def _earth_centred_m(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> np.ndarray:
    """Convert latitude and longitude on WGS84 to Earth-centred x, y, z in metres."""
    latitude, longitude = np.radians(latitude_deg), np.radians(longitude_deg)
    normal = WGS84.a / np.sqrt(1 - WGS84.es * np.sin(latitude) ** 2)
    return np.column_stack(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - WGS84.es) * np.sin(latitude),
        ]
    )


def _latitude_longitude_deg(points: np.ndarray) -> np.ndarray:
    """Convert Earth-centred points near the ellipsoid to latitude and longitude, in degrees."""
    x, y, z = points.T
    # For a point on the ellipsoid this is the latitude itself.
    latitude = np.arctan2(z, (1 - WGS84.es) * np.hypot(x, y))
    degrees: np.ndarray = np.degrees(np.column_stack([latitude, np.arctan2(y, x)]))
    return degrees


def _nearest_on_segments(place: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Find the nearest point to a place on straight segments."""
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((place - start) * along).sum(axis=1) / length, 0, 1)
    points = start + share[:, None] * along
    nearest: np.ndarray = points[((points - place) ** 2).sum(axis=1).argmin()]
    return nearest


def front_distance(occupied: BaseGeometry, places_deg: np.ndarray, crs: str) -> np.ndarray:
    """Measure the geodesic distance from places to the nearest occupied land.

    It is the shortest line over the WGS84 ellipsoid, never a road, and says nothing of who is
    near or of what lies between.

    Args:
        occupied: Occupied land in the equal-area plane, not empty.
        places_deg: n rows of latitude and longitude, in degrees.
        crs: That plane.

    Returns:
        n rows of distance in km (0 inside the land), latitude and longitude of the nearest
        point in degrees (the place itself inside). Coordinates are rounded to
        `COORDINATE_DECIMALS` and the distance is the one to the rounded point, so that it can
        be recomputed from the row.
    """
    coordinates, line = shapely.get_coordinates(
        shapely.get_parts(
            shapely.boundary(shapely.get_parts(shapely.segmentize(occupied, BOUNDARY_STEP_M)))
        ),
        return_index=True,
    )
    degrees = shapely.get_coordinates(projection.to_degrees(shapely.linestrings(coordinates), crs))
    boundary = _earth_centred_m(degrees[:, 1], degrees[:, 0])
    places = _earth_centred_m(*places_deg.T)
    squares = (places**2).sum(axis=1)[:, None] + (boundary**2).sum(axis=1)
    # Not `@`: its threads would fight over the cores with the other workers.
    products = np.einsum("pc,bc->pb", places, boundary)
    to_points = np.sqrt(np.maximum(squares - 2 * products, 0))
    # A segment that comes nearer has an end within half its length; on the ground it is longer
    # than in the plane, by 1.6 times at most.
    reach = to_points.min(axis=1) + BOUNDARY_STEP_M
    is_segment = line[1:] == line[:-1]
    nearest = np.empty_like(places)
    for row, (place, within) in enumerate(zip(places, to_points <= reach[:, None], strict=True)):
        (starts,) = np.nonzero((within[:-1] | within[1:]) & is_segment)
        nearest[row] = _nearest_on_segments(place, boundary[starts], boundary[starts + 1])
    found = np.round(_latitude_longitude_deg(nearest), SOURCE_DECIMALS)
    found = np.round(found, COORDINATE_DECIMALS)
    points = projection.project(shapely.points(places_deg[:, ::-1]), crs)
    inside = shapely.intersects(occupied, points)
    found[inside] = places_deg[inside]
    _, _, distance_m = WGS84.inv(places_deg[:, 1], places_deg[:, 0], found[:, 1], found[:, 0])
    return np.column_stack([np.round(distance_m / 1000, DISTANCE_DECIMALS), found])
