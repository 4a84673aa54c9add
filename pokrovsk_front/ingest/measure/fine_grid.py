"""The grid of resolution 9: cells that cover the land that changed, and what a change does to them.

Seven children of a cell do not tile it: they cut its corners and stick out of its edges. So land
of resolution 8 is covered by every cell of resolution 9 that can touch it, and each is measured
for itself (docs/decisions/0014-resolution-9-near-to.md).
"""

from collections.abc import Iterable, Set

import h3
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.measure import grid

RESOLUTION = 9
"""H3 resolution near to: hexagons of about 0.11 km2."""

BOUNDARY_STEP_M = 150
"""Spacing of the points laid on a boundary: shorter than a hexagon's edge of about 200 m."""

RINGS_OF_COVER = 2
"""Rings of cells round the middle child of a cell that cover the whole cell."""


def cover(cells: Iterable[str]) -> list[str]:
    """List the cells of resolution 9 that cover cells of resolution 8, sorted.

    It is a superset: some of the cells beside them are in it too.

    Examples:
        >>> len(cover([h3.latlng_to_cell(48.28, 37.18, 8)]))
        19
    """
    covering: set[str] = set()
    for cell in cells:
        covering.update(h3.grid_disk(h3.cell_to_center_child(cell, RESOLUTION), RINGS_OF_COVER))
    return sorted(covering)


def without_children(cells: Iterable[str], parents: Set[str]) -> list[str]:
    """Leave out the cells that are children of some cells of resolution 8."""
    return [cell for cell in cells if h3.cell_to_parent(cell, grid.RESOLUTION) not in parents]


def changed_shares(
    changed: BaseGeometry, before: BaseGeometry, after: BaseGeometry, crs: str
) -> dict[str, tuple[float, float]]:
    """Measure the land in the cells that a change touches, before it and after it.

    Args:
        changed: Where the two lands differ, in the equal-area plane.
        before: The land of the map before, likewise.
        after: The land of this map, likewise.
        crs: That plane.

    Returns:
        Both areas in km2 of each cell of resolution 9 in which they differ as rounded.
    """
    near = grid.cells_touched(changed, crs, RESOLUTION, BOUNDARY_STEP_M)
    shapely.prepare(changed)
    hexagons = grid.hexagons(near, crs)
    is_touched = shapely.intersects(changed, hexagons)
    cells = [cell for cell, touched in zip(near, is_touched, strict=True) if touched]
    drawn = hexagons[is_touched]
    was_km2 = grid.drawn_km2(before, cells, drawn).tolist()
    is_km2 = grid.drawn_km2(after, cells, drawn).tolist()
    return {
        cell: (was, now)
        for cell, was, now in zip(cells, was_km2, is_km2, strict=True)
        if was != now
    }
