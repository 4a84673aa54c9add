"""Equal-area projection in which every area is measured.

Longitude and latitude are taken to a cylindrical equal-area projection, on the publisher's
sphere or on the WGS84 ellipsoid, and areas are plain polygon areas there. An edge of a polygon
is a straight line of that plane.
"""

from functools import cache
from typing import TypeVar

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Drawn = TypeVar("Drawn", BaseGeometry, np.ndarray)
"""One geometry, or an array of them."""

SQUARE_METRES_PER_KM2 = 1e6


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def reproject(geometry: Drawn, source: str, target: str) -> Drawn:
    """Reproject a geometry, or an array of them, vertex by vertex."""
    transformer = _transformer(source, target)
    moved: Drawn = shapely.transform(
        geometry, lambda points: np.column_stack(transformer.transform(*points.T))
    )
    return moved


def project(geometry: Drawn, crs: str) -> Drawn:
    """Project from degrees (longitude, latitude) to the equal-area plane, in metres."""
    return reproject(geometry, "EPSG:4326", crs)


def to_degrees(geometry: Drawn, crs: str) -> Drawn:
    """Project from the equal-area plane back to degrees (longitude, latitude)."""
    return reproject(geometry, crs, "EPSG:4326")


def area_km2(geometry: BaseGeometry) -> float:
    """Measure a geometry of an equal-area plane, in km2."""
    return float(geometry.area) / SQUARE_METRES_PER_KM2


def valid(polygons: np.ndarray) -> np.ndarray:
    """Repair invalid polygons; a hole takes land away and never adds any.

    `make_valid` alone turns a hole, or what of it lies outside its shell or in another hole,
    into land.
    """
    repaired: np.ndarray = polygons.copy()
    for at in np.flatnonzero(~shapely.is_valid(polygons)):
        repaired[at] = shapely.make_valid(polygons[at])
        if isinstance(polygons[at], shapely.Polygon) and polygons[at].interiors:
            shell, holes = shell_and_holes(polygons[at])
            repaired[at] = shapely.difference(shell, shapely.union_all(holes))
    return repaired


def shell_and_holes(polygon: shapely.Polygon) -> tuple[BaseGeometry, np.ndarray]:
    """Return the shell and each hole of a polygon as separate repaired polygons."""
    rings = [polygon.exterior, *polygon.interiors]
    drawn = np.array([shapely.Polygon(ring) for ring in rings], dtype=object)
    shell, *holes = [areas_only(shapely.make_valid(land)) for land in drawn]
    return shell, np.array(holes, dtype=object)


def union(polygons: np.ndarray) -> BaseGeometry:
    """Unite polygons, so that land drawn twice counts once; invalid ones are repaired first.

    Lines and points that a repair leaves behind are dropped: they have no area.
    """
    return areas_only(shapely.disjoint_subset_union_all(valid(polygons)))


def areas_only(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry without its points and lines."""
    pieces = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.multipolygons(pieces[shapely.area(pieces) > 0])


def normal_wkb(wkb: bytes) -> bytes:
    """Normalise a geometry to WKB: the same land gives the same bytes."""
    written: bytes = shapely.to_wkb(shapely.normalize(shapely.from_wkb(wkb)))
    return written
