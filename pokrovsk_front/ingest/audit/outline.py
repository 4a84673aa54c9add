"""Outline of a reader's land, in degrees, as coarse as a map of it can be drawn."""

from math import hypot

import numpy as np
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

FEWEST_OF_A_RING = 4
"""Points of a triangle, of which the first is the last."""

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
    rings = shapely.get_rings(shapely.get_parts(land))
    areas_m2 = shapely.area(shapely.polygons(rings))
    by_size = np.argsort(-areas_m2, kind="stable")
    rings, areas_m2 = rings[by_size], areas_m2[by_size]
    west, south, east, north = land.bounds
    tolerance_m = max(FINEST_M, hypot(east - west, north - south) / PARTS_OF_EXTENT)
    while True:
        seen = areas_m2 > (2 * tolerance_m) ** 2
        seen[0] = True
        rings, areas_m2 = _simplified(rings[seen], tolerance_m), areas_m2[seen]
        if shapely.get_num_coordinates(rings).sum() <= MAX_POINTS:
            break
        tolerance_m *= 2
    drawn = [projection.to_degrees(ring, rules.sphere_crs) for ring in rings]
    return tuple(
        tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords) for ring in drawn
    )


def _simplified(rings: np.ndarray, tolerance_m: float) -> np.ndarray:
    """Simplify rings, which may then cross themselves, as a line on a map may.

    To keep a ring from that takes four times as long, and a coast can be as long as a file: it is
    done for those alone that are too thin, such as a strip, and would be a line there and back.
    """
    coarse: np.ndarray = shapely.simplify(rings, tolerance_m, preserve_topology=False)
    is_thin = shapely.get_num_coordinates(coarse) < FEWEST_OF_A_RING
    coarse[is_thin] = shapely.simplify(rings[is_thin], tolerance_m)
    return coarse
