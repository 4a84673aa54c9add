"""Audit of a reader's own map file: what it holds, feature by feature, and its areas.

It refuses a file that is no GeoJSON in degrees, is too large or too deep, or has no polygon left.
It writes nothing and logs nothing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import GREY_ZONE, ArchiveRules
from pokrovsk_front.ingest.audit.classes import form_of
from pokrovsk_front.ingest.audit.outline import outline_of
from pokrovsk_front.ingest.audit.reading import (
    MAX_LISTED,
    check_anything_left,
    left_out_kinds,
    read_features,
)
from pokrovsk_front.ingest.audit.repairs import DECIMALS, Drawn, repairs
from pokrovsk_front.ingest.geojson import features_of
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.regular import FileError
from pokrovsk_front.model.audit import Audit, AuditError, ClassArea, Repair
from pokrovsk_front.model.messages import N_


@dataclass(frozen=True, slots=True)
class Found:
    """Audit without its comparison, and the occupied land in the plane of the sphere."""

    audit: Audit
    occupied: BaseGeometry


def _wgs84_km2(land: BaseGeometry, rules: ArchiveRules) -> float:
    on_ellipsoid = projection.reproject(land, rules.sphere_crs, rules.ellipsoid_crs)
    return round(projection.area_km2(on_ellipsoid), DECIMALS)


def _measured(
    class_id: str, found: list[Drawn], rules: ArchiveRules
) -> tuple[ClassArea, list[Repair], BaseGeometry]:
    """Measure the land of one class: its areas, what was repaired, and the land in the plane."""
    drawn = projection.project(
        np.array([each.land for each in found], dtype=object), rules.sphere_crs
    )
    repaired, valid = repairs(found, drawn)
    land = projection.union(valid)
    area_km2 = projection.area_km2(land)
    one_by_one_km2 = float(shapely.area(valid).sum()) / projection.SQUARE_METRES_PER_KM2
    area = ClassArea(
        class_id=class_id,
        polygons=len(found),
        area_km2=round(area_km2, DECIMALS),
        area_wgs84_km2=_wgs84_km2(land, rules),
        drawn_twice_km2=round(max(one_by_one_km2 - area_km2, 0.0), DECIMALS),
    )
    return area, repaired, land


def _features(data: bytes) -> list[Any]:
    try:
        return features_of(data)
    except FileError as refusal:
        raise AuditError(refusal.message.text, **refusal.message.values) from None


def audit(data: bytes, rules: ArchiveRules) -> Found:
    """Read and measure a map file, without comparing it with the archive.

    A polygon that is not valid is repaired as `ingest` repairs it, and the change is reported:
    a loop that crosses itself becomes two pieces, a hole outside its shell is dropped.

    Args:
        data: The bytes of the file.
        rules: Class rules and planes.

    Returns:
        The audit, `comparison` None, and the occupied land. A refused feature, or the refused
        part of one, is in no area.

    Raises:
        AuditError: The file is refused; one sentence says what is wrong and where.
    """
    features = _features(data)
    by_id = {each.archive_id: each for each in rules.archives}
    form = form_of(features, by_id["raw"], by_id["merged"])
    reading = read_features(features, form, rules)
    check_anything_left(reading, len(features))
    classes, repaired, occupied = [], [], []
    for class_id, found in reading.polygons.items():
        area, own_repairs, land = _measured(class_id, found, rules)
        classes.append(area)
        repaired += own_repairs
        if class_id != GREY_ZONE:
            occupied.append(land)
    whole = (
        projection.union(np.array(occupied, dtype=object)) if occupied else shapely.MultiPolygon()
    )
    if not any(each.area_km2 for each in classes):
        raise AuditError(
            N_("The file shows no land that can be measured: its polygons have no area.")
        )
    return Found(
        Audit(
            form=form,
            feature_count=len(features),
            classes=tuple(classes),
            left_out=left_out_kinds(reading),
            refused_count=reading.refused_count,
            refused=tuple(reading.refused),
            refused_part_count=reading.refused_part_count,
            refused_parts=tuple(reading.refused_parts),
            repair_count=len(repaired),
            repaired_km2=round(sum(abs(x.after_km2 - x.before_km2) for x in repaired), DECIMALS),
            repairs=tuple(repaired[:MAX_LISTED]),
            repeat_count=len(reading.repeats),
            repeats=tuple(reading.repeats[:MAX_LISTED]),
            occupied_km2=round(projection.area_km2(whole), DECIMALS),
            occupied_wgs84_km2=_wgs84_km2(whole, rules),
            outline=outline_of(whole, rules),
        ),
        whole,
    )
