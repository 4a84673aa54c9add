"""A map file that somebody brought: what is in it, feature by feature, and what it measures.

Unlike `snapshot`, which refuses an edition that it cannot read whole, this reads what can be
read and says of the rest what is wrong and where. It refuses a file that is no GeoJSON in
degrees, is too large or too deep, or has no polygon left. It writes nothing and logs nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import GREY_ZONE, Archive, ArchiveRules
from pokrovsk_front.ingest import projection
from pokrovsk_front.ingest.bounds import FileError
from pokrovsk_front.ingest.classes import class_of, fill_and_name, form_of, is_sign
from pokrovsk_front.ingest.geojson import features_of, kind_of
from pokrovsk_front.ingest.geometry import FeatureError, Rings, polygons_of
from pokrovsk_front.ingest.repairs import DECIMALS, Drawn, repairs
from pokrovsk_front.ingest.snapshot import POLYGON_TYPES
from pokrovsk_front.model.audit import (
    Audit,
    AuditError,
    ClassArea,
    Form,
    LeftOut,
    RefusedFeature,
    Repair,
)
from pokrovsk_front.model.messages import N_, Message, joined

MAX_KINDS = 50
"""So many kinds of land that is left out are named; the rest are one kind more."""

MAX_LISTED = 100
"""So many refused features, refused parts and repairs are listed one by one; all are counted."""

SIGNS = Message(N_("signs (points and lines)"))


@dataclass(frozen=True, slots=True)
class Found:
    """An audit without its comparison, and the occupied land in the plane of the sphere."""

    audit: Audit
    occupied: BaseGeometry


@dataclass(slots=True)
class _Reading:
    """What the features gave so far; counts are of all, lists of the first `MAX_LISTED`."""

    polygons: dict[str, list[Drawn]] = field(default_factory=dict)
    left_out: Counter[Message] = field(default_factory=Counter)
    refused_count: int = 0
    refused: list[RefusedFeature] = field(default_factory=list)
    refused_part_count: int = 0
    refused_parts: list[RefusedFeature] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[tuple[str, bytes], int] = field(default_factory=dict)

    def refuse(self, number: int, refusal: FeatureError) -> None:
        """Count a feature that is refused."""
        self.refused_count += 1
        if len(self.refused) < MAX_LISTED:
            self.refused.append(RefusedFeature(number, refusal.message))

    def refuse_part(self, number: int, refusal: FeatureError) -> None:
        """Count a part of a feature that is otherwise read."""
        self.refused_part_count += 1
        if len(self.refused_parts) < MAX_LISTED:
            self.refused_parts.append(RefusedFeature(number, refusal.message))


def _geometry(feature: dict[str, Any]) -> dict[str, Any]:
    """Give the geometry of a feature where it is one that can have polygons."""
    geometry = feature.get("geometry")
    if geometry is None:
        raise FeatureError(N_("it has no geometry"))
    if not isinstance(geometry, dict):
        raise FeatureError(N_("its geometry is no object"))
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in POLYGON_TYPES:
        raise FeatureError(N_("its geometry is of the type {kind}"), kind=kind_of(kind))
    return geometry


def _read_feature(
    feature: object, number: int, form: Form, rules: dict[str, Archive], reading: _Reading
) -> None:
    if not isinstance(feature, dict):
        raise FeatureError(N_("it is no object"))
    if is_sign(feature):
        reading.left_out[SIGNS] += 1
        return
    geometry = _geometry(feature)
    fill, name = fill_and_name(feature.get("properties"))
    class_id = class_of(form, rules, fill, name)
    if isinstance(class_id, Message):
        reading.left_out[class_id] += 1
        return
    rings, refused = polygons_of(geometry)
    if not rings and refused:
        raise refused[0]
    for refusal in refused:
        reading.refuse_part(number, refusal)
    if rings:
        _keep(rings, class_id, number, reading)
    else:
        reading.left_out[SIGNS] += 1


def _keep(rings: list[Rings], class_id: str, number: int, reading: _Reading) -> None:
    """Keep the polygons of a feature, unless an earlier one draws the same."""
    drawn = b"".join(ring.tobytes() for each in rings for ring in (each.outer, *each.holes))
    earlier = reading.seen.setdefault((class_id, drawn), number)
    if earlier != number:
        reading.repeats.append((number, earlier))
        return
    reading.polygons.setdefault(class_id, []).extend(
        Drawn(number, each.number, shapely.Polygon(each.outer, each.holes)) for each in rings
    )


def _read(features: list[Any], form: Form, rules: ArchiveRules) -> _Reading:
    by_form = {archive.archive_id: archive for archive in rules.archives}
    reading = _Reading()
    for number, feature in enumerate(features, 1):
        try:
            _read_feature(feature, number, form, by_form, reading)
        except FeatureError as refusal:
            reading.refuse(number, refusal)
    return reading


def _check_anything_left(reading: _Reading, count: int) -> None:
    if reading.polygons:
        return
    if not reading.refused:
        kinds = (
            Message("{label} ({count})", {"label": label, "count": of})
            for label, of in reading.left_out.most_common(3)
        )
        raise AuditError(
            N_("The file shows no occupied land: it has only {kinds}."), kinds=joined(kinds, "; ")
        )
    first = reading.refused[0]
    if reading.refused_count == 1:
        raise AuditError(
            N_("Feature {number}: {reason}."), number=first.feature, reason=first.reason
        )
    raise AuditError(
        N_(
            "Feature {number}: {reason}. {others} more of {count} features are refused as well, "
            "and none is left."
        ),
        number=first.feature,
        reason=first.reason,
        others=reading.refused_count - 1,
        count=count,
    )


def _left_out(reading: _Reading) -> tuple[LeftOut, ...]:
    kinds = reading.left_out.most_common()
    named = [LeftOut(label, of) for label, of in kinds[:MAX_KINDS]]
    if others := sum(of for _, of in kinds[MAX_KINDS:]):
        named.append(LeftOut(Message(N_("other kinds")), others))
    return tuple(named)


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
    """Read and measure a file, without the archive beside it.

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
    reading = _read(features, form, rules)
    _check_anything_left(reading, len(features))
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
            left_out=_left_out(reading),
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
        ),
        whole,
    )
