"""Areas of one snapshot by class."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import GREY_ZONE, ArchiveRules
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.snapshot import Snapshot, SnapshotError

OCCUPIED_SINCE_2022 = "occupied_since_2022"
MAX_OUTLINE_KM = 200_000
"""Maximum length of an outline: twenty-five times the longest of the archives."""

BEFORE_2022 = ("crimea", "donbas_before_2022", "tuzla")


@dataclass(frozen=True, slots=True)
class Measured:
    """The land of one map in the equal-area plane of the sphere, as WKB, and its areas in km2.

    An area and `grey_zone` are None where the archive does not tell that class; `before_2022`
    and `added` are None where the map does not show them. `occupied` joins every occupied
    class, so that land drawn in two of them counts once; `occupied_km2` is its area.
    """

    occupied: bytes
    before_2022: bytes | None
    added: bytes | None
    grey_zone: bytes | None
    occupied_km2: float
    added_km2: float | None
    occupied_since_2022_km2: float | None
    grey_zone_km2: float | None
    dropped: Counter[str]
    unknown: Counter[str]


def measure(
    snapshot: Snapshot, rules: ArchiveRules, added_class_id: str | None, country: bytes
) -> Measured:
    """Measure the classes of a snapshot on the publisher's sphere.

    Args:
        snapshot: The polygons by class, in degrees.
        rules: Gives the sphere.
        added_class_id: A class whose outline another archive leaves out and borrows from here.
        country: Ukraine with the margin of its border, WKB in the plane of the sphere. What lies
            wholly outside is dropped, polygon by polygon, and counted by class.

    Returns:
        Areas in km2 and the joined land. It does not measure how the land came to be occupied.
    """
    dropped = snapshot.dropped.copy()
    drawn: dict[str, np.ndarray] = {}
    for class_id, polygons in snapshot.polygons.items():
        every = projection.project(np.array(polygons, dtype=object), rules.sphere_crs)
        is_in = shapely.intersects(_prepared(country), every)
        drawn[class_id] = every[is_in]
        if not is_in.all():
            dropped[f"{class_id}, outside Ukraine"] += int((~is_in).sum())
    occupied = [polygons for class_id, polygons in drawn.items() if class_id != GREY_ZONE]
    if not any(len(polygons) for polygons in occupied):
        raise SnapshotError("it shows no occupied land within Ukraine")
    land = projection.union(np.concatenate(occupied))
    since_2022 = _joined(drawn, OCCUPIED_SINCE_2022)
    grey_zone = _joined(drawn, GREY_ZONE)
    old = [drawn[class_id] for class_id in BEFORE_2022 if len(drawn.get(class_id, ()))]
    is_added = bool(added_class_id and len(drawn.get(added_class_id, ())))
    added = projection.union(drawn[added_class_id]) if added_class_id and is_added else None
    return Measured(
        occupied=shapely.to_wkb(land),
        before_2022=shapely.to_wkb(projection.union(np.concatenate(old))) if old else None,
        grey_zone=shapely.to_wkb(grey_zone) if grey_zone is not None else None,
        grey_zone_km2=projection.area_km2(grey_zone) if grey_zone is not None else None,
        occupied_km2=projection.area_km2(land),
        occupied_since_2022_km2=projection.area_km2(since_2022) if since_2022 is not None else None,
        added=shapely.to_wkb(added) if added is not None else None,
        added_km2=projection.area_km2(added) if added is not None else None,
        dropped=dropped,
        unknown=snapshot.unknown,
    )


@cache
def _prepared(country: bytes) -> BaseGeometry:
    """Parse and prepare the country once per process."""
    read = shapely.from_wkb(country)
    shapely.prepare(read)
    return read


def check_extent(measured: Measured, max_km2: float) -> None:
    """Refuse a map with land larger than the country, or with an excessive outline.

    The hexagons of the one, or along the other, would fill the memory.

    Raises:
        SnapshotError: The occupied land or the grey zone is such land.
    """
    for what, wkb in (("occupied land", measured.occupied), ("grey zone", measured.grey_zone)):
        land = shapely.from_wkb(wkb) if wkb else shapely.MultiPolygon()
        area_km2, outline_km = projection.area_km2(land), float(land.length) / 1000
        if area_km2 > max_km2:
            raise SnapshotError(
                f"its {what} of {area_km2:,.0f} km2 is larger than Ukraine: most of it lies outside"
            )
        if outline_km > MAX_OUTLINE_KM:
            raise SnapshotError(
                f"the outline of its {what} is {outline_km:,.0f} km long; at most "
                f"{MAX_OUTLINE_KM:,} km are measured"
            )


def _joined(drawn: dict[str, np.ndarray], class_id: str) -> BaseGeometry | None:
    """Unite the land of one class; None where the archive does not have it."""
    return projection.union(drawn[class_id]) if class_id in drawn else None
