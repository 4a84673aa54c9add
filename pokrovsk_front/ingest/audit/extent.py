"""The own extent of a reader's map on the grid, and the hromada of each cell.

A cell lies in the hromada of its centre, by the drawn outlines that the shares of hromadas are
measured in; a cell of the coast, whose centre is at sea, in the nearest one.
"""

from collections.abc import Iterator
from pathlib import Path

import h3
import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.model.audit import Extent
from pokrovsk_front.model.own_extent import NO_UNIT, Steps, Within, covered

COAST_M = 1000.0
"""How far from its hromada the centre of a cell of the coast may lie: about a cell's width."""


def hromada_of(
    centres: np.ndarray, oblast_iso: np.ndarray, folder: Path, crs: str
) -> tuple[tuple[str, ...], np.ndarray]:
    """Find the hromada of each cell.

    Args:
        centres: The n centres as points of the plane.
        oblast_iso: The oblast of each.
        folder: The folder of the drawn outlines.
        crs: The plane.

    Returns:
        The codes of the hromadas, sorted, and the position among them for each cell, `NO_UNIT`
        for a cell in none.
    """
    drawn = dict(sorted(_outlines(folder)))
    outlines = projection.project(np.array(list(drawn.values()), dtype=object), crs)
    at, found = shapely.STRtree(centres).query(outlines, predicate="intersects")
    unit = np.full(len(centres), NO_UNIT)
    unit[found] = at
    has_hromadas = np.isin(oblast_iso, np.unique(oblast_iso[found]))
    at_sea = np.flatnonzero((unit == NO_UNIT) & has_hromadas)
    found, at = shapely.STRtree(outlines).query_nearest(
        centres[at_sea], max_distance=COAST_M, all_matches=False
    )
    unit[at_sea[found]] = at
    return tuple(drawn), unit


def _outlines(folder: Path) -> Iterator[tuple[str, BaseGeometry]]:
    for path in sorted(folder.glob("areas_hromada_*.geojson")):
        data = path.read_bytes()
        codes = (each["properties"]["katottg"] for each in orjson.loads(data)["features"])
        yield from zip(codes, shapely.get_parts(shapely.from_geojson(data)), strict=True)


def own_extent(
    shares_km2: np.ndarray,
    names: np.ndarray,
    oblast_iso: np.ndarray,
    hromadas: tuple[tuple[str, ...], np.ndarray],
    steps: Steps,
) -> tuple[Extent, Within]:
    """Find where a map speaks: the oblasts that it covers, and elsewhere the hromadas.

    Args:
        shares_km2: Occupied km2 of the map in each of the archive's n cells.
        names: The cells.
        oblast_iso: The oblast of each.
        hromadas: What `hromada_of` gives.
        steps: The changes of the archive.

    Returns:
        The extent in names, and as cells.
    """
    isos, of_oblast = np.unique(oblast_iso, return_inverse=True)
    codes, of_hromada = hromadas
    oblasts = covered(shares_km2, of_oblast, steps)
    in_oblasts = np.isin(of_oblast, oblasts)
    elsewhere = np.where(in_oblasts, NO_UNIT, of_hromada)
    found = covered(shares_km2, elsewhere, steps)
    is_covered = in_oblasts | np.isin(elsewhere, found)
    extent = Extent(
        oblasts=tuple(isos[oblasts].tolist()), hromadas=tuple(codes[each] for each in found)
    )
    return extent, Within(is_covered & ~_is_rim(names, is_covered), shares_km2)


def _is_rim(names: np.ndarray, is_covered: np.ndarray) -> np.ndarray:
    """Find the cells beside one that is not covered; where the archive has no cell is no border."""
    outside = set(names[~is_covered].tolist())
    is_rim = np.zeros(len(names), dtype=bool)
    inside = np.flatnonzero(is_covered)
    is_rim[inside] = [
        not outside.isdisjoint(h3.grid_disk(name, 1)) for name in names[inside].tolist()
    ]
    return is_rim
