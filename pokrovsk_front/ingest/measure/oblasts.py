"""Occupied land by oblast: exact intersections with the border file, and the land of each oblast.

Each step from one map to the next is cut along the oblast borders, so that an oblast's area on a
day is its area on the first map and all that changed since. The parts of a step are kept to
`AREA_DECIMALS`, and sums of them are exact.

Border noise: the map archive and the border file do not draw the same line. What the map draws
outside every oblast (60 km2 or so, most of it along Luhansk oblast's border with Russia) is
counted in none: it is the day's total less the sum of its oblasts.

What it refuses: to move land or a border so that a share comes out rounder. Wholly occupied,
Crimea reads 99.1 % and Sevastopol 96.6 %, as the coasts of the files differ.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import h3
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.boundaries import PHYSICAL_BOX_DEG, Boundaries, Oblast
from pokrovsk_front.ingest.measure import projection

AREA_DECIMALS = 4
"""Areas are kept to 100 m2."""

MARGIN_CRS = "+proj=aeqd +lat_0=48.5 +lon_0=31.5 +units=m"
"""Azimuthal equidistant plane around the middle of Ukraine, for the margin in km."""

MARGIN_TOLERANCE_M = 200

LAND_DECIMALS = 3

NOTHING_KM2 = 0.005
"""Smallest area that counts; less is a rounding residue of land wholly regained."""


def country_with_margin(oblasts: Sequence[Oblast], margin_km: float, crs: str) -> bytes:
    """Buffer Ukraine within its recognised border by a margin.

    Args:
        oblasts: The oblasts, in degrees.
        margin_km: How far beyond the border the margin reaches.
        crs: The equal-area plane to draw in.

    Returns:
        WKB, simplified to `MARGIN_TOLERANCE_M`: it tells what is in the country from what is
        elsewhere, and measures nothing.
    """
    country = shapely.union_all([oblast.polygon for oblast in oblasts])
    middle = projection.reproject(country, "EPSG:4326", MARGIN_CRS)
    wide = shapely.simplify(shapely.buffer(middle, margin_km * 1000), MARGIN_TOLERANCE_M)
    drawn: bytes = shapely.to_wkb(projection.reproject(wide, MARGIN_CRS, crs))
    return drawn


def projected_outlines(oblasts: Sequence[Oblast], crs: str) -> list[bytes]:
    """Project each oblast to the equal-area plane, as WKB, in the same order."""
    polygons = np.array([oblast.polygon for oblast in oblasts], dtype=object)
    drawn: list[bytes] = shapely.to_wkb(projection.project(polygons, crs)).tolist()
    return drawn


def oblast_of_cells(cells: Sequence[str], oblasts: Sequence[Oblast]) -> list[str]:
    """Assign each cell to an oblast by the cell's centre.

    A centre outside every oblast (out at sea, beyond the border) goes to the nearest one, on
    a plane where a degree of longitude is shortened as at 48.5° N. A centre on a shared
    border goes to the oblast that sorts first.

    Args:
        cells: H3 cells of any resolution.
        oblasts: Where the oblasts are.

    Returns:
        ISO 3166-2 codes, one a cell, in the order of `cells`.
    """
    if not cells:
        return []
    shortening = np.array([np.cos(np.radians(48.5)), 1.0])
    centres = np.array([h3.cell_to_latlng(cell) for cell in cells])[:, ::-1] * shortening
    points = shapely.points(centres)
    polygons = [shapely.transform(oblast.polygon, lambda xy: xy * shortening) for oblast in oblasts]
    shapely.prepare(polygons)
    oblast_of = np.full(len(cells), len(polygons))
    for index, polygon in enumerate(polygons):
        waiting = np.flatnonzero(oblast_of == len(polygons))
        oblast_of[waiting[shapely.intersects(polygon, points[waiting])]] = index
    outside = np.flatnonzero(oblast_of == len(polygons))
    if outside.size:
        oblast_of[outside] = shapely.STRtree(polygons).nearest(points[outside])
    return [oblasts[index].iso for index in oblast_of]


def net_change_km2(
    changed: BaseGeometry, occupied: BaseGeometry, oblasts: np.ndarray
) -> np.ndarray:
    """Measure the net change from one map to the next in each oblast.

    Args:
        changed: What lies in one of the two maps alone, in the equal-area plane.
        occupied: The occupied land of the later map, likewise.
        oblasts: n oblasts, likewise.

    Returns:
        n areas in km2, gained less regained, rounded to `AREA_DECIMALS`.
    """
    net_m2 = np.zeros(len(oblasts))
    for index in np.flatnonzero(shapely.intersects(changed, oblasts)):
        own = shapely.intersection(changed, oblasts[index])
        # What changed and is occupied now was gained, the rest of it regained.
        net_m2[index] = 2 * shapely.intersection(own, occupied).area - own.area
    net_km2: np.ndarray = np.round(net_m2 / projection.SQUARE_METRES_PER_KM2, AREA_DECIMALS)
    return net_km2


def land_km2(boundaries: Boundaries, occupied: BaseGeometry, crs: str) -> dict[str, float]:
    """Measure how much land each oblast has, whoever controls it.

    The border file takes in the territorial sea, which nobody marks as occupied, and the coast
    of the physical layers is coarse: it leaves out islands and spits. Land is what lies within
    it or is marked as occupied beyond it. Rivers, lakes and reservoirs count as land, as they do
    in the occupied polygons. West of the box of the physical layers everything is land.

    It does not mend the coast where nothing is occupied: Mykolaiv and Odesa oblasts may read too
    small.

    Args:
        boundaries: Oblasts and land, in degrees.
        occupied: Occupied land in the equal-area plane, that of the day which the rules name.
        crs: That plane.

    Returns:
        Areas in km2 by ISO 3166-2 code.
    """
    south, west, north, east = PHYSICAL_BOX_DEG
    beyond_coast = shapely.difference(shapely.box(west, south, east, north), boundaries.land)
    sea = shapely.difference(projection.project(beyond_coast, crs), occupied)
    polygons = np.array([oblast.polygon for oblast in boundaries.oblasts], dtype=object)
    on_land = shapely.difference(projection.project(polygons, crs), sea)
    areas = shapely.area(on_land) / projection.SQUARE_METRES_PER_KM2
    return dict(zip([oblast.iso for oblast in boundaries.oblasts], areas.tolist(), strict=True))


def daily_area_by_oblast(
    net_km2_by_day: Mapping[date, np.ndarray],
    land_km2_by_oblast: Mapping[str, float],
    kept: pd.DataFrame,
) -> pd.DataFrame:
    """Build the table `daily_area_by_oblast`: one row an oblast and day, sorted.

    Args:
        net_km2_by_day: What `net_change_km2` gives for the step to each day, ascending.
        land_km2_by_oblast: What `land_km2` gives, in the order of those areas.
        kept: The rows of the days before.

    Returns:
        `as_of_date`, `oblast_iso`, `occupied_km2`, `oblast_land_km2`. An oblast without occupied
        land on any day is left out; one with some has a row on every day, which may be 0.
    """
    isos = list(land_km2_by_oblast)
    before = kept.pivot_table(index="as_of_date", columns="oblast_iso", values="occupied_km2")
    before = before.reindex(columns=isos).fillna(0.0)
    # Whole numbers, so that a sum does not depend on where it began.
    unit = 10**AREA_DECIMALS
    now = np.zeros(len(isos), np.int64)
    if len(before):
        now = np.rint(before.iloc[-1].to_numpy() * unit).astype(np.int64)
    rows = []
    for net_km2 in net_km2_by_day.values():
        now = now + np.rint(net_km2 * unit).astype(np.int64)
        now[now < NOTHING_KM2 * unit] = 0
        rows.append(now / unit)
    areas = np.stack([*before.to_numpy(), *rows])
    days = [*before.index, *(day.isoformat() for day in net_km2_by_day)]
    by_day = pd.DataFrame(areas, index=days, columns=isos)
    by_day = by_day.loc[:, by_day.gt(0).any()]
    frame = (
        by_day.rename_axis("as_of_date")
        .reset_index()
        .melt(id_vars="as_of_date", var_name="oblast_iso", value_name="occupied_km2")
    )
    frame["oblast_land_km2"] = frame["oblast_iso"].map(dict(land_km2_by_oblast))
    return frame.sort_values(["as_of_date", "oblast_iso"], ignore_index=True)
