"""Layers of the base map, redrawn on the H3 grid: oblasts, land, rivers, lakes.

Every line is taken to hexagons first and dissolved back into outlines, so the project carries a
drawing of its own and passes on neither the border file nor the physical layers. It refuses to
be measured: outlines are simplified for the eye.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import h3
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.boundaries import (
    PHYSICAL_BOX_DEG,
    Boundaries,
    BoundaryError,
    River,
)
from pokrovsk_front.ingest.base_map.dissolve import max_sides
from pokrovsk_front.ingest.base_map.features import (
    FeatureCollection,
    cells_outline,
    collection,
    feature,
)
from pokrovsk_front.ingest.base_map.margin import margin_land
from pokrovsk_front.ingest.base_map.names import Names

LAND_RESOLUTION = 7
"""Resolution of oblasts and land: cells of about 5 km², one to three kilometres of coast."""

WATER_RESOLUTION = 8
"""Resolution of rivers and lakes, which are narrower than a cell of the land."""

COVERAGE_TOLERANCE_DEG = 0.015
LAKE_TOLERANCE_DEG = 0.008
RIVER_TOLERANCE_DEG = 0.0018

MINIMUM_PART_CELLS = 3

RIVER_MARGIN_DEG = 0.7
"""Margin around Ukraine in which rivers are drawn; the physical layers end in a straight cut."""


def _is_beyond_box(cell: str) -> bool:
    south, west, north, east = PHYSICAL_BOX_DEG
    lat, lon = h3.cell_to_latlng(cell)
    return not (south < lat < north and west < lon < east)


def _cells_of(geometry: BaseGeometry, resolution: int) -> set[str]:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return {cell for part in parts for cell in h3.geo_to_cells(part, resolution)}


def _without_specks(owner_of: dict[str, int], resolution: int) -> dict[str, int]:
    """Assign parts of fewer than `MINIMUM_PART_CELLS` cells to the owner around them.

    Such parts read as dirt on the map. An islet with no owner around it is dropped.
    """
    cleaned = dict(owner_of)
    for owner in sorted(set(owner_of.values())):
        for part in shapely.get_parts(cells_outline(c for c, o in owner_of.items() if o == owner)):
            cells = _small_part(part, resolution)
            around = Counter(
                owner_of[near]
                for cell in cells
                for near in h3.grid_disk(cell, 1)
                if owner_of.get(near, owner) != owner
            )
            for cell in cells:
                if around:
                    cleaned[cell] = min(around, key=lambda other: (-around[other], other))
                else:
                    del cleaned[cell]
    return cleaned


def _small_part(part: BaseGeometry, resolution: int) -> list[str]:
    """List the cells of a part that is too small to draw; empty for a larger one."""
    if len(part.exterior.coords) - 1 > max_sides(MINIMUM_PART_CELLS):
        return []
    cells = h3.geo_to_cells(shapely.Polygon(part.exterior), resolution)
    return sorted(cells) if len(cells) < MINIMUM_PART_CELLS else []


def _river_line(line: BaseGeometry) -> BaseGeometry | None:
    """Snap a line to the centres of the cells that it crosses, and smooth it."""
    strands = []
    for strand in shapely.get_parts(line):
        dense = shapely.get_coordinates(shapely.segmentize(strand, 0.002))
        cells: list[str] = []
        for lon, lat in dense:
            cell = h3.latlng_to_cell(lat, lon, WATER_RESOLUTION)
            if cell in cells[-3:]:  # cut the corner instead of stepping out and back
                del cells[cells.index(cell, max(0, len(cells) - 3)) + 1 :]
            else:
                cells.append(cell)
        if len(cells) < 2:
            continue
        path = np.array([h3.cell_to_latlng(cell) for cell in cells])[:, ::-1]
        for _ in range(2):
            path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
        strands.append(shapely.simplify(shapely.linestrings(path), RIVER_TOLERANCE_DEG))
    return shapely.multilinestrings(strands) if strands else None


def _rivers(
    rivers: Sequence[River], around: BaseGeometry, names_of: Mapping[str, tuple[str, str]]
) -> FeatureCollection:
    """Draw rivers within an area: one feature per name and rank, the largest first."""
    stretches: dict[tuple[int, str, str], list[BaseGeometry]] = {}
    rank_of: dict[str, int] = {}
    for river in rivers:
        name = names_of.get(river.name or "", ("", ""))[0]
        rank_of[name] = min(rank_of.get(name, 3), river.rank)
    for river in rivers:
        line = _river_line(shapely.intersection(river.line, around))
        if line is None:
            continue
        names = names_of.get(river.name or "", ("", ""))
        rank = rank_of[names[0]] if names[0] else river.rank
        stretches.setdefault((rank, *names), []).extend(shapely.get_parts(line))
    features = []
    for (rank, name_en, name_uk), strands in sorted(stretches.items(), key=lambda item: item[0]):
        ordered = sorted(strands, key=lambda strand: shapely.get_coordinates(strand).tolist())
        properties = {"name_en": name_en or None, "name_uk": name_uk or None, "rank": rank}
        features.append(feature(shapely.multilinestrings(ordered), properties))
    return collection(features)


def _lakes(lakes: BaseGeometry) -> FeatureCollection:
    cells = _cells_of(lakes, WATER_RESOLUTION)
    if not cells:
        return collection([])
    water = _without_specks(dict.fromkeys(cells, 0), WATER_RESOLUTION)
    (simple,) = shapely.coverage_simplify([cells_outline(water)], LAKE_TOLERANCE_DEG)
    return collection([feature(simple, {})])


def base_map(boundaries: Boundaries, names: Names) -> dict[str, FeatureCollection]:
    """Draw the base map on the grid.

    Oblasts and the neighbouring land are dissolved from one set of cells and simplified as
    one coverage (`shapely.coverage_simplify`, Visvalingam-Whyatt), so that a border is the
    same line on both sides.

    Args:
        boundaries: Oblasts and physical layers.
        names: Names of oblasts and rivers; an oblast without one keeps that of its file.

    Returns:
        FeatureCollections by name, coordinates rounded to `COORDINATE_DECIMALS`:
        `country` (Ukraine within its recognised border, Crimea included: first its `part`
        "area", then its "border" on land, without the coast),
        `oblasts` (`oblast_iso`, `name_en`, `name_uk`), `land` (one feature: all land, also
        beyond Ukraine), `rivers` (`name_en`, `name_uk`, `rank` 1-3) and `lakes`.

    Raises:
        BoundaryError: No cell of an oblast lies on land.
    """
    land_cells = _cells_of(boundaries.land, LAND_RESOLUTION)
    owner_of = dict.fromkeys(land_cells, len(boundaries.oblasts))
    taken: set[str] = set()
    for index, oblast in enumerate(boundaries.oblasts):
        cells = _cells_of(oblast.polygon, LAND_RESOLUTION) - taken
        taken |= cells
        on_land = [cell for cell in cells if cell in land_cells or _is_beyond_box(cell)]
        if not on_land:
            raise BoundaryError(f"{oblast.iso} has no cell on land: do the layers match?")
        owner_of.update(dict.fromkeys(on_land, index))
    cells_by_owner: dict[int, list[str]] = {}
    for cell, owner in _without_specks(owner_of, LAND_RESOLUTION).items():
        cells_by_owner.setdefault(owner, []).append(cell)
    outlines = [cells_outline(cells) for _, cells in sorted(cells_by_owner.items())]
    simple = list(shapely.coverage_simplify(outlines, COVERAGE_TOLERANCE_DEG))
    ukraine = simple[: len(boundaries.oblasts)]
    country = shapely.coverage_union_all(ukraine)
    land = shapely.union_all([*simple, margin_land()])
    border = shapely.line_merge(country.boundary.difference(land.boundary))
    ukraine_names = {"name_en": "Ukraine", "name_uk": "Україна"}
    oblasts = []
    for oblast, polygon in zip(boundaries.oblasts, ukraine, strict=True):
        name_en, name_uk = names.oblasts.get(oblast.iso, (oblast.name, oblast.name))
        properties = {"oblast_iso": oblast.iso, "name_en": name_en, "name_uk": name_uk}
        oblasts.append(feature(polygon, properties))
    return {
        "country": collection(
            [
                feature(country, {"part": "area", **ukraine_names}),
                feature(border, {"part": "border", **ukraine_names}),
            ]
        ),
        "oblasts": collection(oblasts),
        "land": collection([feature(land, {})]),
        "rivers": _rivers(boundaries.rivers, country.buffer(RIVER_MARGIN_DEG), names.rivers),
        "lakes": _lakes(boundaries.lakes),
    }
