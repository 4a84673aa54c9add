"""Outline of a reader's land, in degrees, as coarse as a map of it can be drawn."""

from math import hypot

import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.model.audit import Ring

FINEST_M = 10.0
"""About a pixel of the map where it is nearest."""

PARTS_OF_EXTENT = 8_000
"""A map that shows all of the land has fewer pixels across."""

MAX_POINTS = 8_000
"""Points sent to the browser; about a third of a megabyte with the line under the line."""

DECIMALS = 5
"""Of a degree: about a metre."""


def outline_of(land: BaseGeometry, rules: ArchiveRules) -> tuple[Ring, ...]:
    """Draw the outline of land, its holes included.

    Args:
        land: Occupied land in the plane of the sphere.
        rules: The planes.

    Returns:
        Closed rings of (longitude, latitude), simplified until all have at most `MAX_POINTS`
        points; what is then smaller than the error is left out. Empty for no land.
    """
    if land.is_empty:
        return ()
    west, south, east, north = land.bounds
    tolerance_m = max(FINEST_M, hypot(east - west, north - south) / PARTS_OF_EXTENT)
    while True:
        rings = _rings(land, tolerance_m)
        if shapely.get_num_coordinates(rings).sum() <= MAX_POINTS:
            break
        tolerance_m *= 2
    drawn = [projection.to_degrees(ring, rules.sphere_crs) for ring in rings]
    return tuple(
        tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords) for ring in drawn
    )


def _rings(land: BaseGeometry, tolerance_m: float) -> list[BaseGeometry]:
    """Simplify each ring, the largest in any case, and leave out those that the error covers."""
    rings = [
        ring
        for part in shapely.get_parts(land)
        for ring in (part.exterior, *part.interiors)
        if part.geom_type == "Polygon"
    ]
    rings.sort(key=lambda ring: -shapely.area(shapely.Polygon(ring)))
    seen = [
        ring
        for at, ring in enumerate(rings)
        if at == 0 or shapely.area(shapely.Polygon(ring)) > (2 * tolerance_m) ** 2
    ]
    return [shapely.simplify(ring, tolerance_m) for ring in seen]
