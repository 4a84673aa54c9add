"""GeoJSON features of the base map: rounded, ordered, rings by RFC 7946."""

from collections.abc import Iterable
from typing import Any

import h3
import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

FeatureCollection = dict[str, Any]

COORDINATE_DECIMALS = 5
"""About a metre: far below one pixel at the zoom of a city."""


def collection(features: list[dict[str, Any]]) -> FeatureCollection:
    """Wrap features in a FeatureCollection."""
    return {"type": "FeatureCollection", "features": features}


def feature(
    geometry: BaseGeometry, properties: dict[str, Any], decimals: int = COORDINATE_DECIMALS
) -> dict[str, Any]:
    """Make a feature of a geometry: rounded, ordered, outer rings counter-clockwise (RFC 7946)."""
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, decimals))
    # Rounding may fold a sliver onto itself; a polygon is made valid again, a line cannot be.
    if rounded.geom_type.endswith("Polygon"):
        if not rounded.is_valid:
            rounded = _polygons_only(shapely.make_valid(rounded))
        rounded = shapely.orient_polygons(shapely.normalize(rounded))
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def _polygons_only(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts)


def cells_outline(cells: Iterable[str]) -> BaseGeometry:
    """Dissolve cells into a (Multi)Polygon whose vertices match those of its neighbours."""
    outline = shape(h3.cells_to_geo(sorted(cells)))
    # Two cells compute their common corner each for itself; 7 decimals (1 cm) make it one.
    return shapely.transform(outline, lambda xy: np.round(xy, 7))
