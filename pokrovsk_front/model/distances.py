"""Distances on the WGS84 ellipsoid, in km: between points, never along roads."""

from geopy.distance import geodesic


def distance_km(from_deg: tuple[float, float], to_deg: tuple[float, float]) -> float:
    """Measure the geodesic distance between two points (latitude, longitude), in km.

    It is the shortest line over the ellipsoid (Karney's method, through geopy). It does not
    measure a road, which is never shorter, nor the distance between the edges of two cities.

    >>> round(distance_km((48.28014, 37.17706), (48.14019, 37.75008)), 1)
    45.3
    """
    return float(geodesic(from_deg, to_deg).km)
