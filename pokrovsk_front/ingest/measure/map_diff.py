"""Difference of a map to the one before: land gained and regained, and the cells touched."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.measure import fine_grid, grid, projection
from pokrovsk_front.ingest.measure.areas import AreaIndex, AreaShares
from pokrovsk_front.ingest.measure.oblasts import net_change_km2

NO_OBLASTS = np.array([], dtype=object)
NO_AREAS = AreaIndex(())


@dataclass(frozen=True, slots=True)
class MapDiff:
    """Difference of one map from the map before it.

    `gained_km2` came under Russian control, `regained_km2` no longer is; both are None for the
    first map. `cells` holds the occupied km2 of every cell that the step can have touched, and
    `oblast_km2` the net change in each oblast. `fine_cells` holds the occupied km2 before and
    after of every cell of resolution 9 in which they differ, where it was asked for, and
    `area_shares` the occupied km2 of every measured area that the step can have touched.
    """

    occupied_total_km2: float
    occupied_total_wgs84_km2: float
    gained_km2: float | None
    regained_km2: float | None
    cells: dict[str, float]
    oblast_km2: np.ndarray
    area_shares: AreaShares
    fine_cells: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GreyZoneDiff:
    """Difference of one map's grey zone from that of the map before it.

    `cells` holds the km2 of grey zone in every cell that the step can have touched, `fine_cells`
    those before and after of every cell of resolution 9 in which they differ, `area_shares` those
    in every measured area. What a map draws as both occupied and grey is occupied there, so that
    the parts of an area add up.
    """

    cells: dict[str, float]
    fine_cells: dict[str, tuple[float, float]]
    area_shares: AreaShares


def changed_cells(changed: BaseGeometry, land: BaseGeometry, sphere_crs: str) -> dict[str, float]:
    """Measure the land in the cells that a change can have touched, in km2."""
    cells = grid.cells_touched(changed, sphere_crs)
    areas = grid.occupied_km2(land, cells, sphere_crs)
    return dict(zip(cells, areas.tolist(), strict=True))


def grey_zone_change(
    previous: bytes | None,
    current: bytes,
    sphere_crs: str,
    areas: AreaIndex = NO_AREAS,
    occupied: tuple[bytes | None, bytes | None] = (None, None),
    *,
    is_fine: bool = False,
) -> GreyZoneDiff:
    """Compare the grey zone of a map with that of the map before it.

    Args:
        previous: Grey zone of the map before, WKB in the plane of the sphere, or None.
        current: Grey zone of this map, likewise.
        sphere_crs: The equal-area plane of the sphere.
        areas: The measured areas.
        occupied: Occupied land of the map before and of this one, likewise.
        is_fine: Measure the cells of resolution 9 too; not for a first map.
    """
    grey_zone = shapely.from_wkb(current)
    before = shapely.from_wkb(previous) if previous is not None else shapely.MultiPolygon()
    changed = projection.areas_only(shapely.symmetric_difference(grey_zone, before))
    fine_cells: dict[str, tuple[float, float]] = {}
    if previous is not None and is_fine:
        fine_cells = fine_grid.changed_shares(changed, before, grey_zone, sphere_crs)
    return GreyZoneDiff(
        cells=changed_cells(changed, grey_zone, sphere_crs),
        fine_cells=fine_cells,
        area_shares=_grey_shares(areas, (before, grey_zone), occupied),
    )


@lru_cache(maxsize=2)
def _free_of(zone: BaseGeometry, land: bytes | None) -> BaseGeometry:
    """Take occupied land out of a zone: once for a map, which is the one before of the next too."""
    return zone if land is None else shapely.difference(zone, shapely.from_wkb(land))


def _grey_shares(
    areas: AreaIndex,
    grey: tuple[BaseGeometry, BaseGeometry],
    occupied: tuple[bytes | None, bytes | None],
) -> AreaShares:
    """Measure the grey zone that is not occupied too, where it differs between two maps."""
    before, now = map(_free_of, grey, occupied)
    return areas.shares(projection.areas_only(shapely.symmetric_difference(now, before)), now)


def measure_diff(
    previous: bytes | None,
    current: bytes,
    sphere_crs: str,
    ellipsoid_crs: str,
    oblasts: np.ndarray = NO_OBLASTS,
    areas: AreaIndex = NO_AREAS,
    *,
    is_fine: bool = False,
) -> MapDiff:
    """Compare a map with the one before it.

    Args:
        previous: Occupied land of the map before, WKB in the plane of the sphere, or None.
        current: Occupied land of this map, likewise.
        sphere_crs: The equal-area plane of the sphere.
        ellipsoid_crs: The equal-area plane of the ellipsoid.
        oblasts: The oblasts in the plane of the sphere, along whose borders the change is cut.
        areas: The measured areas.
        is_fine: Measure the cells of resolution 9 too; not for a first map.

    Returns:
        Areas in km2. Gained minus regained is the net change; land that changed hands twice
        between the two maps is not seen.
    """
    occupied = shapely.from_wkb(current)
    fine_cells: dict[str, tuple[float, float]] = {}
    total_km2 = projection.area_km2(occupied)
    if previous is None:
        changed, gained_km2, regained_km2 = occupied, None, None
    else:
        before = shapely.from_wkb(previous)
        changed = projection.areas_only(shapely.symmetric_difference(occupied, before))
        # Gained and regained add up to what changed and differ by the net: two equations.
        changed_km2, net_km2 = projection.area_km2(changed), total_km2 - projection.area_km2(before)
        gained_km2 = max((changed_km2 + net_km2) / 2, 0.0)
        regained_km2 = max((changed_km2 - net_km2) / 2, 0.0)
        if is_fine:
            fine_cells = fine_grid.changed_shares(changed, before, occupied, sphere_crs)
    return MapDiff(
        occupied_total_km2=total_km2,
        occupied_total_wgs84_km2=projection.area_km2(
            projection.reproject(occupied, sphere_crs, ellipsoid_crs)
        ),
        gained_km2=gained_km2,
        regained_km2=regained_km2,
        cells=changed_cells(changed, occupied, sphere_crs),
        oblast_km2=net_change_km2(changed, occupied, oblasts),
        area_shares=areas.shares(changed, occupied),
        fine_cells=fine_cells,
    )
