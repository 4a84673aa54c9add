"""Comparison of a map with the archive on the grid: nearest days, differences, oblasts, hromadas.

Shares of the archive's own cells are exact, as in `grid`. It measures no distance between
outlines, and does not say who held a cell between two maps.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import Archive, ArchiveRules, archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.audit.audit import Found
from pokrovsk_front.ingest.audit.extent import hromada_of, own_extent
from pokrovsk_front.ingest.audit.repairs import DECIMALS
from pokrovsk_front.ingest.measure import grid, projection
from pokrovsk_front.model.audit import (
    MAX_BEYOND_KM2,
    SMALLEST_KM2,
    Audit,
    Comparison,
    Extent,
    HromadaArea,
    NearestMap,
    OblastArea,
    OblastBasis,
    nearest,
)
from pokrovsk_front.model.cells import cells_on
from pokrovsk_front.model.own_extent import Steps, Within, steps_of

REACH_M = 900
"""Maximum distance from a cell's centre to its corners in the plane, anywhere in Ukraine."""

STRETCH = 32
"""Vertices of a boundary in one query of the spatial index."""

MAX_BEYOND_SHARE = 0.01
"""Maximum share of land in cells that the archive never marked, for oblasts to be told by cells."""

LEFT_OUT_NEAR_DEG: dict[str, tuple[float, float]] = {"tuzla": (45.27, 36.546)}
"""Location of land that a form of map leaves out by convention: latitude, longitude."""

LEFT_OUT_RINGS = 4
"""Rings of cells round it: the whole island, and no other coast."""

TILE_RESOLUTION = 5
"""Resolution of tiles, about 250 km2, to which land is clipped before it is cut by cells."""

TILE_REACH_M = 12_000
"""Maximum distance from a tile's centre to that of a cell in it, in the plane."""

TILE_REACH_DEG = 0.2
"""The same in degrees, on the wide side anywhere in Ukraine."""


@dataclass(frozen=True, slots=True)
class ArchiveMaps:
    """Archive data that a reader's map is compared with, read once.

    Attributes:
        rules: Class rules and planes.
        cells: The table `cells`.
        names: Its cells, sorted, n of them.
        cell_km2: Their areas.
        oblast_iso: Their oblasts.
        hromadas: Codes of the hromadas, and the position of each cell's among them.
        steps: The changes of the cells.
        last_km2: How much of each is occupied on the last day.
        centres: Their centres as points of the plane of the sphere.
        centres_m: The same as n rows of x and y.
        days: The days that have a map.
        occupied_total_km2: The total of each.
        outlines: Drawn outline of each oblast, in the plane, by ISO code.
        land_km2: Land of each oblast that ever had occupied land.
    """

    rules: ArchiveRules
    cells: pd.DataFrame
    names: np.ndarray
    cell_km2: np.ndarray
    oblast_iso: np.ndarray
    hromadas: tuple[tuple[str, ...], np.ndarray]
    steps: Steps
    last_km2: np.ndarray
    centres: np.ndarray
    centres_m: np.ndarray
    days: pd.Series
    occupied_total_km2: np.ndarray
    outlines: dict[str, BaseGeometry]
    land_km2: dict[str, float]


def _outlines(path: Path, crs: str) -> dict[str, BaseGeometry]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    drawn = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    names = [feature["properties"]["oblast_iso"] for feature in features]
    return dict(zip(names, projection.project(np.array(drawn, dtype=object), crs), strict=True))


def archive_maps() -> ArchiveMaps:
    """Read the archive's figures from `data/`."""
    rules = archive_rules()
    cells, daily = read_table("cells"), read_table("daily_area")
    by_oblast = read_table("daily_area_by_oblast")
    known = cells_on(cells, date.max)
    names = known["cell"].to_numpy(dtype=str)
    centres = _centres(names, rules.sphere_crs)
    oblast_iso = known["oblast_iso"].to_numpy(dtype=str)
    outlines = DATA_DIR / "derived" / "outlines"
    return ArchiveMaps(
        rules=rules,
        cells=cells,
        names=names,
        cell_km2=known["cell_km2"].to_numpy(),
        oblast_iso=oblast_iso,
        hromadas=hromada_of(centres, oblast_iso, outlines, rules.sphere_crs),
        steps=steps_of(cells, daily["as_of_date"]),
        last_km2=known["occupied_km2"].to_numpy(),
        centres=centres,
        centres_m=shapely.get_coordinates(centres),
        days=daily["as_of_date"],
        occupied_total_km2=daily["occupied_total_km2"].to_numpy(),
        outlines=_outlines(outlines / "oblasts.geojson", rules.sphere_crs),
        land_km2=dict(
            zip(by_oblast["oblast_iso"], by_oblast["oblast_land_km2"].tolist(), strict=True)
        ),
    )


def _stretches(land: BaseGeometry) -> list[BaseGeometry]:
    """Split the boundary into segments of a few vertices."""
    lines = shapely.get_parts(shapely.get_parts(shapely.boundary(land)))
    return [
        shapely.LineString(points[start : start + STRETCH + 1])
        for points in map(shapely.get_coordinates, lines)
        for start in range(0, len(points) - 1, STRETCH)
    ]


def shares_km2(land: BaseGeometry, archive: ArchiveMaps) -> np.ndarray:
    """Measure how much of each of the archive's cells lies in the land.

    Only cells that the boundary comes near are cut with the polygon; the others lie whole on
    the side of their centre.

    Args:
        land: Polygons of the equal-area plane.
        archive: The cells.

    Returns:
        km2, one a cell, rounded as the table is.
    """
    shapely.prepare(land)
    inside = shapely.contains_xy(land, *archive.centres_m.T)
    tree = shapely.STRtree(archive.centres)
    (_, near) = tree.query(_stretches(land), predicate="dwithin", distance=REACH_M)
    shares: np.ndarray = np.where(inside, archive.cell_km2, 0.0)
    tiles: dict[str, list[int]] = {}
    for at in np.unique(near):
        tiles.setdefault(h3.cell_to_parent(archive.names[at], TILE_RESOLUTION), []).append(at)
    if not tiles:
        return shares
    boxes = [
        shapely.box(*(points.min(axis=0) - REACH_M), *(points.max(axis=0) + REACH_M))
        for points in (archive.centres_m[cells] for cells in tiles.values())
    ]
    pieces = shapely.intersection(land, np.array(boxes, dtype=object))
    for cells, piece in zip(tiles.values(), pieces, strict=True):
        names = archive.names[cells].tolist()
        shares[cells] = grid.occupied_km2(piece, names, archive.rules.sphere_crs)
    return shares


def beyond_cells(land: BaseGeometry, archive: ArchiveMaps) -> tuple[str, ...]:
    """Find the cells that the archive never marked and whose centre lies in the land.

    Args:
        land: Polygons of the equal-area plane.
        archive: The cells that it marked.
    """
    crs = archive.rules.sphere_crs
    west, south, east, north = projection.to_degrees(shapely.box(*land.bounds), crs).bounds
    around = shapely.box(
        west - TILE_REACH_DEG, south - TILE_REACH_DEG, east + TILE_REACH_DEG, north + TILE_REACH_DEG
    )
    tiles = np.array(h3.geo_to_cells(around, TILE_RESOLUTION))
    shapely.prepare(land)
    near = tiles[shapely.dwithin(land, _centres(tiles, crs), TILE_REACH_M)]
    every = [cell for tile in near for cell in h3.cell_to_children(tile, grid.RESOLUTION)]
    unknown = np.setdiff1d(np.array(every, dtype=str), archive.names)
    inside = shapely.contains_xy(land, *shapely.get_coordinates(_centres(unknown, crs)).T)
    return tuple(unknown[inside].tolist())


def _centres(cells: np.ndarray, crs: str) -> np.ndarray:
    """Give the centres of cells as points of the plane."""
    degrees = np.array([h3.cell_to_latlng(name) for name in cells]).reshape(-1, 2)[:, ::-1]
    return projection.project(shapely.points(degrees), crs)


def _left_out_cells(own: Archive, shares: np.ndarray, archive: ArchiveMaps) -> np.ndarray:
    """Find the cells of land that this form of map leaves out by convention."""
    near = LEFT_OUT_NEAR_DEG.get(own.adds_class_id or "")
    if near is None:
        return np.array([], dtype=int)
    disk = h3.grid_disk(h3.latlng_to_cell(*near, grid.RESOLUTION), LEFT_OUT_RINGS)
    found = np.searchsorted(archive.names, sorted(disk)).clip(max=len(archive.names) - 1)
    there = found[(archive.names[found] == sorted(disk)) & (shares[found] == 0)]
    return np.unique(there)


def _oblasts(
    land: BaseGeometry,
    shares: np.ndarray,
    beyond_km2: float,
    state_km2: np.ndarray,
    archive: ArchiveMaps,
) -> tuple[OblastBasis, tuple[OblastArea, ...]]:
    total_km2 = projection.area_km2(land)
    names = sorted(set(archive.oblast_iso.tolist()))
    there = {iso: float(state_km2[archive.oblast_iso == iso].sum()) for iso in names}
    if beyond_km2 <= MAX_BEYOND_SHARE * total_km2:
        basis: OblastBasis = "cells"
        here = {iso: float(shares[archive.oblast_iso == iso].sum()) for iso in names}
    else:
        basis = "outlines"
        here = {
            iso: projection.area_km2(shapely.intersection(land, outline))
            for iso, outline in archive.outlines.items()
            if shapely.intersects(land, outline)
        }
    here[""] = max(total_km2 - sum(here.values()), 0.0)
    rows = [
        OblastArea(
            oblast_iso=iso,
            occupied_km2=round(here.get(iso, 0.0), DECIMALS),
            archive_km2=round(there.get(iso, 0.0), DECIMALS),
            land_km2=archive.land_km2.get(iso),
        )
        for iso in sorted({*here, *there})
    ]
    shown = [row for row in rows if max(row.occupied_km2, row.archive_km2) >= SMALLEST_KM2]
    return basis, tuple(sorted(shown, key=lambda row: (not row.oblast_iso, -row.occupied_km2)))


def _hromadas(
    own_km2: np.ndarray, state_km2: np.ndarray, archive: ArchiveMaps
) -> tuple[HromadaArea, ...]:
    """Sum land by hromada; those that neither marks are left out."""
    codes, unit = archive.hromadas
    is_in = unit >= 0
    apart = own_km2 - state_km2
    parts = (own_km2, state_km2, np.maximum(apart, 0), np.maximum(-apart, 0))
    sums = np.round(
        [np.bincount(unit[is_in], weights=km2[is_in], minlength=len(codes)) for km2 in parts],
        DECIMALS,
    )
    # All cells of a hromada lie in one oblast, but for some along its border.
    oblasts = dict(zip(unit[is_in].tolist(), archive.oblast_iso[is_in].tolist(), strict=True))
    rows = [
        HromadaArea(codes[at], oblasts[at], *sums[:, at].tolist())
        for at in np.flatnonzero(sums[:2].max(axis=0) >= SMALLEST_KM2)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.more_km2 - row.less_km2, row.katottg)))


def _compared(
    found: Found,
    within: Within,
    extent: Extent | None,
    added_km2: float,
    beyond: tuple[str, ...],
    archive: ArchiveMaps,
) -> Comparison:
    """Compare a map with every map of the archive within an extent."""
    own_km2 = within.own_km2
    beyond_km2 = max(found.audit.occupied_km2 + added_km2 - float(own_km2.sum()), 0.0)
    there_km2, apart_km2 = within.by_day(archive.steps)
    by_shape_km2 = apart_km2 + beyond_km2
    if extent is None:
        there_km2 = archive.occupied_total_km2
    by_area_km2 = found.audit.occupied_km2 + added_km2 - there_km2
    shape_days, shape_at = nearest(archive.days, by_shape_km2)
    area_days, area_at = nearest(archive.days, np.abs(by_area_km2))
    known = cells_on(archive.cells, shape_days[0])["occupied_km2"].to_numpy()
    state_km2 = within.reference_km2(known)
    apart = own_km2 - state_km2
    here, there = own_km2 > archive.cell_km2 / 2, known > archive.cell_km2 / 2
    is_missed = there & (state_km2 > archive.cell_km2 / 2)
    basis, oblasts = _oblasts(found.occupied, own_km2, beyond_km2, state_km2, archive)
    return Comparison(
        extent=extent,
        by_area=_nearest_map(area_days, by_area_km2[area_at]),
        by_shape=_nearest_map(shape_days, by_shape_km2[shape_at]),
        more_km2=round(float(apart[apart > 0].sum()) + beyond_km2, DECIMALS),
        less_km2=round(float(-apart[apart < 0].sum()), DECIMALS),
        beyond_km2=round(beyond_km2, DECIMALS),
        more_cells=(*archive.names[here & ~there].tolist(), *beyond),
        less_cells=tuple(archive.names[is_missed & ~here].tolist()),
        added_km2=round(added_km2, DECIMALS),
        oblast_basis=basis,
        oblasts=oblasts,
        hromadas=_hromadas(own_km2, state_km2, archive),
    )


def compare(found: Found, archive: ArchiveMaps) -> Audit:
    """Compare a map with every map of the archive: whole, and of a part within its own extent.

    Args:
        found: What was read.
        archive: The archive's figures.

    Returns:
        The audit with its comparisons; without one where it shows no occupied land.
    """
    if not found.audit.occupied_km2:
        return found.audit
    shares = shares_km2(found.occupied, archive)
    own = next((a for a in archive.rules.archives if a.archive_id == found.audit.form), None)
    added = _left_out_cells(own, shares, archive) if own else np.array([], dtype=int)
    completed = shares.copy()
    completed[added] = archive.last_km2[added]
    added_km2 = float(completed[added].sum())
    everywhere = Within(np.ones(len(shares), dtype=bool), completed)
    beyond_km2 = found.audit.occupied_km2 - float(shares.sum())
    is_named = SMALLEST_KM2 < beyond_km2 < MAX_BEYOND_KM2
    beyond = beyond_cells(found.occupied, archive) if is_named else ()
    whole = _compared(found, everywhere, None, added_km2, beyond, archive)
    # Where more land is missing than is there, on every day, none is like it.
    is_part = whole.by_shape.difference_km2 > found.audit.occupied_km2 + added_km2
    audit = replace(found.audit, comparison=whole, is_part=is_part)
    if not is_part or not float(shares.sum()):
        return audit
    extent, within = own_extent(
        shares, archive.names, archive.oblast_iso, archive.hromadas, archive.steps
    )
    if within.is_whole[added].any():
        within = Within(within.is_whole, completed)
    else:
        added_km2 = 0.0
    return replace(audit, own=_compared(found, within, extent, added_km2, beyond, archive))


def _nearest_map(days: tuple[date, ...], difference_km2: float) -> NearestMap:
    return NearestMap(days, round(float(difference_km2), DECIMALS))
