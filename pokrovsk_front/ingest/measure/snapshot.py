"""Parser of a snapshot: from the bytes of a map file to polygons by class.

Refuses, with a reason, what `geojson` refuses of any file, and a map with one coordinate that is
no place on Earth. Features of a class that the rules do not name are dropped and counted; unit
signs and arrows (points and lines) are never kept.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from pokrovsk_front.catalog.archives import Archive
from pokrovsk_front.ingest.geojson import excerpt, features_of
from pokrovsk_front.ingest.regular import FileError, reason_of

POLYGON_TYPES = frozenset({"Polygon", "MultiPolygon", "GeometryCollection"})
SIGN_TYPES = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString"})


class SnapshotError(ValueError):
    """A snapshot that is refused; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The polygons of one map, by class, in degrees (longitude, latitude as in the file).

    `dropped` counts the features left out, by known class; `unknown` counts those of a class
    that no rule names, by fill and name.
    """

    polygons: dict[str, list[shapely.Polygon]]
    dropped: Counter[str]
    unknown: Counter[str]


def _features(data: bytes) -> list[Any]:
    try:
        return features_of(data)
    except FileError as refusal:
        raise SnapshotError(reason_of(refusal)) from None


def _ring(positions: object) -> np.ndarray:
    try:
        ring: np.ndarray = np.asarray(positions)
    except ValueError:
        raise SnapshotError("a ring has a position that is not a pair of numbers") from None
    # Asked for floats, numpy would read a number in quotes without a word.
    if ring.dtype.kind not in "if":
        raise SnapshotError("a ring has a position that is not a pair of numbers")
    if ring.ndim != 2 or ring.shape[0] < 4 or ring.shape[1] not in (2, 3):
        raise SnapshotError("a ring is not a list of four positions or more")
    ring = ring[:, :2].astype(float)
    if np.isnan(ring).any():
        raise SnapshotError("a coordinate is NaN")
    if not (np.abs(ring) <= (180, 90)).all():
        raise SnapshotError("a coordinate is out of range")
    if (ring[0] != ring[-1]).any():
        raise SnapshotError("a ring is not closed")
    return ring


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise SnapshotError("not GeoJSON: a geometry lacks the list of its parts")
    return value


def _rings(geometry: object) -> Iterator[list[np.ndarray]]:
    if not isinstance(geometry, dict):
        raise SnapshotError("not GeoJSON: a geometry is no object")
    match geometry.get("type"):
        case "Polygon":
            polygons = [geometry.get("coordinates")]
        case "MultiPolygon":
            polygons = _list(geometry.get("coordinates"))
        case "GeometryCollection":
            for part in _list(geometry.get("geometries")):
                yield from _rings(part)
            return
        case _:
            return
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise SnapshotError("a polygon has no ring")
        yield [_ring(ring) for ring in polygon]


def _check_sign(coordinates: object) -> None:
    waiting = [coordinates]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif not (isinstance(part, (int, float)) and abs(part) <= 1e5):
            raise SnapshotError("a sign has a coordinate that is no number")


def _fill_and_name(properties: object) -> tuple[str | None, str]:
    if not isinstance(properties, dict):
        raise SnapshotError("not GeoJSON: the properties of a feature are no object")
    fill, name = properties.get("fill"), properties.get("name") or ""
    if not (fill is None or isinstance(fill, str)) or not isinstance(name, str):
        raise SnapshotError("a feature's fill or name is not text")
    return fill, name


def _classify(archive: Archive, fill: str | None, name: str) -> tuple[str | None, str | None]:
    for rule in archive.classes:
        if rule.matches(fill, name):
            return rule.class_id, None
    for rule in archive.dropped_classes:
        if rule.matches(fill, name):
            return None, rule.class_id
    return None, None


def read_snapshot(data: bytes, archive: Archive) -> Snapshot:
    """Read one map file by the class rules of its archive.

    Args:
        data: The bytes of a GeoJSON FeatureCollection.
        archive: The archive whose class rules tell the features apart.

    Returns:
        Polygons by class, and what was dropped.

    Raises:
        SnapshotError: The file is not GeoJSON, is empty or cut short, has a coordinate that is
            not a finite number in range, or shows no occupied land at all.
    """
    polygons: dict[str, list[shapely.Polygon]] = {rule.class_id: [] for rule in archive.classes}
    dropped: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for feature in _features(data):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict):
            raise SnapshotError("a feature has no geometry")
        kind = geometry.get("type")
        if not isinstance(kind, str):
            raise SnapshotError("a geometry has no type")
        if kind in SIGN_TYPES:
            _check_sign(geometry.get("coordinates"))
            dropped["signs (points and lines)"] += 1
            continue
        if kind not in POLYGON_TYPES:
            raise SnapshotError(f"a geometry is of the type {excerpt(kind)}")
        fill, name = _fill_and_name(feature.get("properties") or {})
        rings = list(_rings(geometry))
        class_id, dropped_label = _classify(archive, fill, name)
        if class_id is not None:
            polygons[class_id].extend(shapely.Polygon(outer, inner) for outer, *inner in rings)
        elif dropped_label is not None:
            dropped[dropped_label] += 1
        else:
            unknown[f"fill {excerpt(fill) if fill else 'none'}, name {excerpt(name)}"] += 1
    if not any(found for class_id, found in polygons.items() if class_id != "grey_zone"):
        raise SnapshotError("it shows no occupied land")
    return Snapshot(polygons, dropped, unknown)
