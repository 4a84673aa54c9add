"""Occupied land on the H3 grid: how much of each hexagon lies in the polygon.

Shares are exact intersections in the equal-area plane, so the cells of a day add up to the
polygon of that day. The plane's hexagons share their corners and leave no gap.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import h3
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.measure import projection

RESOLUTION = 8
"""H3 resolution: hexagons of about 0.74 km2; the source map is not finer."""

BOUNDARY_STEP_M = 400
"""Spacing of the points laid on a boundary: shorter than a hexagon's edge of about 530 m."""

AROUND_RESOLUTIONS = (3, 5)
"""Cells of one such parent are measured on a piece of the land: the whole has too many corners.

A piece is cut from a larger one: a map has some ten of these, and each small one costs little.
"""

MAX_KNOWN = 200_000
"""Hexagons kept by a process, of about 0.5 kB each."""

METRES_A_DEGREE = 111_000
"""Of latitude, and of longitude at the equator."""

KM2_DECIMALS = 4
"""Cell areas are kept to 100 m2."""


@cache
def _known(_crs: str) -> dict[str, shapely.Polygon]:
    """Keep the hexagons of a plane by cell: the front moves through the same ones day by day."""
    return {}


def hexagons(cells: Iterable[str], crs: str) -> np.ndarray:
    """Return cells as polygons of the equal-area plane, each drawn once in a process."""
    asked, known = list(cells), _known(crs)
    new = [cell for cell in dict.fromkeys(asked) if cell not in known]
    if len(known) + len(new) > MAX_KNOWN:
        known.clear()
        new = list(dict.fromkeys(asked))
    known.update(zip(new, _draw(new, crs), strict=True))
    drawn = np.empty(len(asked), dtype=object)
    drawn[:] = [known[cell] for cell in asked]
    return drawn


def _draw(cells: list[str], crs: str) -> np.ndarray:
    if not cells:
        return np.array([], dtype=object)
    boundaries = [h3.cell_to_boundary(cell) for cell in cells]
    corners = np.concatenate(boundaries)[:, ::-1]
    owner = np.repeat(np.arange(len(boundaries)), [len(corner) for corner in boundaries])
    return projection.project(shapely.polygons(shapely.linearrings(corners, indices=owner)), crs)


def cells_touched(
    land: BaseGeometry,
    crs: str,
    resolution: int = RESOLUTION,
    boundary_step_m: float = BOUNDARY_STEP_M,
) -> list[str]:
    """List the cells that land can touch: a superset, with a rim of others.

    A cell that the land touches either has its centre inside, or the boundary passes through
    it: points on the boundary, closer than an edge is long, fall into it or into a neighbour.

    Args:
        land: Polygons of the equal-area plane.
        crs: That plane.
        resolution: H3 resolution of the cells.
        boundary_step_m: Spacing of the points, shorter than an edge of such a cell.

    Returns:
        H3 cells, sorted.
    """
    degrees = shapely.get_parts(projection.to_degrees(land, crs))
    inside = {
        cell
        for polygon in degrees[~_is_narrow(degrees, resolution)]
        for cell in h3.geo_to_cells(polygon, resolution)
    }
    boundary = projection.to_degrees(
        shapely.segmentize(shapely.boundary(land), boundary_step_m), crs
    )
    passed = {
        h3.latlng_to_cell(latitude, longitude, resolution)
        for longitude, latitude in shapely.get_coordinates(boundary)
    }
    rim = {neighbour for cell in passed for neighbour in h3.grid_disk(cell, 1)}
    return sorted(inside | rim)


def _is_narrow(degrees: np.ndarray, resolution: int) -> np.ndarray:
    """Tell which polygons have all that is inside them near to their boundary.

    One that fits between two lines a hexagon's edge apart has every point within half an edge
    of its boundary, and within one edge or little more of a point laid on it. The middle of a
    hexagon is more than an edge and a half from those beyond its neighbours: a cell with its
    centre inside is among the neighbours of the cells that the boundary passes through.
    """
    west, south, east, north = shapely.bounds(degrees).T
    high_m = (north - south) * METRES_A_DEGREE
    wide_m = (east - west) * METRES_A_DEGREE * np.cos(np.radians((south + north) / 2))
    is_narrow: np.ndarray = np.minimum(high_m, wide_m) < h3.average_hexagon_edge_length(
        resolution, unit="m"
    )
    return is_narrow


def occupied_km2(occupied: BaseGeometry, cells: list[str], crs: str) -> np.ndarray:
    """Measure how much of each cell lies in the occupied polygon.

    Args:
        occupied: Occupied land in the equal-area plane.
        cells: H3 cells, n of them.
        crs: That plane.

    Returns:
        n areas in km2, rounded to `KM2_DECIMALS`.
    """
    return drawn_km2(occupied, cells, hexagons(cells, crs))


def drawn_km2(occupied: BaseGeometry, cells: list[str], drawn: np.ndarray) -> np.ndarray:
    """Measure how much of each cell lies in the occupied polygon, of cells drawn as `hexagons`."""
    shapely.prepare(occupied)
    whole = shapely.contains_properly(occupied, drawn)
    part = ~whole & shapely.intersects(occupied, drawn)
    areas = np.zeros(len(cells))
    areas[whole] = shapely.area(drawn[whole])
    areas[part] = _shared_area(drawn[part], [cells[at] for at in np.flatnonzero(part)], occupied)
    return np.round(areas / projection.SQUARE_METRES_PER_KM2, KM2_DECIMALS)


def _shared_area(
    drawn: np.ndarray,
    cells: list[str],
    land: BaseGeometry,
    around: Sequence[int] = AROUND_RESOLUTIONS,
) -> np.ndarray:
    """Measure in m2 what each hexagon shares with land, cut to the surroundings of the hexagon."""
    if not around:
        shared: np.ndarray = shapely.area(shapely.intersection(drawn, land))
        return shared
    areas = np.zeros(len(cells))
    parents = np.array([h3.str_to_int(h3.cell_to_parent(cell, around[0])) for cell in cells])
    for each in np.unique(parents):
        at = np.flatnonzero(parents == each)
        here = drawn[at]
        piece = shapely.intersection(land, shapely.box(*shapely.total_bounds(here)))
        areas[at] = _shared_area(here, [cells[one] for one in at], piece, around[1:])
    return areas


def cell_km2(cells: list[str], crs: str) -> np.ndarray:
    """Measure whole cells in the equal-area plane, in km2, rounded to `KM2_DECIMALS`."""
    whole: np.ndarray = shapely.area(hexagons(cells, crs))
    return np.round(whole / projection.SQUARE_METRES_PER_KM2, KM2_DECIMALS)


def mostly_inside(land: BaseGeometry, crs: str) -> list[str]:
    """List the cells of which more than half lies in some land of the equal-area plane."""
    cells = cells_touched(land, crs)
    inside_km2, whole_km2 = occupied_km2(land, cells, crs), cell_km2(cells, crs)
    return [cell for cell, is_in in zip(cells, inside_km2 > whole_km2 / 2, strict=True) if is_in]
