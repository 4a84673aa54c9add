"""A map file that somebody brought: what is in it, feature by feature, and what it measures.

Unlike `snapshot`, which refuses an edition that it cannot read whole, this reads what can be
read and says of the rest what is wrong and where. It refuses a file that is no GeoJSON in
degrees, is too large or too deep, or has no polygon left. It writes nothing and logs nothing.

Every text of the file that an answer repeats goes through `_quoted`: letters, digits and a few
signs, cut short.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import Archive, ArchiveRules
from pokrovsk_front.ingest import plane
from pokrovsk_front.ingest.measure import GREY_ZONE
from pokrovsk_front.ingest.snapshot import POLYGON_TYPES, SIGN_TYPES
from pokrovsk_front.model.audit import (
    Audit,
    AuditError,
    ClassArea,
    Form,
    LeftOut,
    RefusedFeature,
    Repair,
)

MOST_BYTES = 25 * 1024 * 1024
MOST_POSITIONS = 500_000
"""More than twenty times what a map of the archive has."""

MOST_BRACKETS = 2_000_000
MOST_FEATURES = 50_000
MOST_LEVELS = 60
"""GeoJSON needs ten; Python's own reader ends at a thousand."""

MOST_LISTED = 100
"""So many refused features and repairs are listed one by one; all are counted."""

AROUND_UKRAINE_DEG = (21.0, 43.0, 42.0, 53.5)
"""West, south, east, north: a polygon that lies wholly outside is not one of this war's maps."""

POLE_DEG = 89.9
DECIMALS = 3

DRAWN = "drawn"
"""The one class of a file that tells none by the archives' rules."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"SQLite format 3", "a GeoPackage or another SQLite database"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"PAR1", "a Parquet file"),
)
OTHER_ENCODINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
DEGREES = re.compile(r"(?i)(CRS:?84|EPSG:+(?:[\d.]*:)?4326)$")
PLACE_OF_PROBLEM = re.compile(r"^(?P<problem>[^\[]+)\[(?P<x>\S+) (?P<y>[^\]\s]+)\]$")
QUOTED_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Found:
    """An audit without its comparison, and the occupied land in the plane of the sphere."""

    audit: Audit
    occupied: BaseGeometry


@dataclass(slots=True)
class _Reading:
    """What the features gave so far."""

    polygons: dict[str, list[tuple[int, int, shapely.Polygon]]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[RefusedFeature] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[tuple[str, bytes], int] = field(default_factory=dict)


class _FeatureError(ValueError):
    """A feature that is refused; the message says what is wrong, with the place in it."""


def _quoted(value: object) -> str:
    """Repeat a text of the file so that it can be neither markup nor a page long."""
    text = " ".join(value.split()) if isinstance(value, str) else type(value).__name__
    shown = "".join(sign if sign.isalnum() or sign in " -_.:#/," else "·" for sign in text[:80])
    return f"“{shown[:QUOTED_LENGTH]}{'…' if len(text) > QUOTED_LENGTH else ''}”"


def check_size(size: int) -> None:
    """Refuse a file by its size alone.

    Raises:
        AuditError: It is larger than `MOST_BYTES`.
    """
    if size > MOST_BYTES:
        raise AuditError(
            f"The file has {size / 1024**2:,.1f} MB; at most {MOST_BYTES // 1024**2} MB are read."
        )


def _text(data: bytes) -> str:
    """Decode a file that can be GeoJSON at all."""
    check_size(len(data))
    if not data.strip():
        raise AuditError("The file is empty.")
    for encodings, sentence in (
        (OTHER_ENCODINGS, "The text of the file is in {kind}; GeoJSON is in UTF-8."),
        (MAGIC, "The file is {kind}, not GeoJSON; bring the map itself."),
    ):
        for magic, kind in encodings:
            if data.startswith(magic):
                raise AuditError(sentence.format(kind=kind))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AuditError(
            f"The text of the file is not UTF-8: byte {error.start + 1:,} (line {line:,}) is no "
            "letter in it."
        ) from None
    if "\x00" in text[:1000]:
        raise AuditError("The file is binary, not GeoJSON: it has a zero byte at its start.")
    if text.lstrip().startswith("<"):
        raise AuditError("The file is a web page or XML, not GeoJSON: it starts with a tag.")
    return text


def _outside_strings(data: bytes) -> np.ndarray:
    """Give the bytes of JSON with every string blanked, as numbers."""
    plain = data.replace(b"\\\\", b"__").replace(b'\\"', b"__") if b"\\" in data else data
    signs = np.frombuffer(plain, dtype=np.uint8)
    quotes = signs == ord('"')
    # Odd from an opening quote to before the closing one.
    inside = np.bitwise_and(np.cumsum(quotes, dtype=np.int32), 1).astype(bool)
    blanked: np.ndarray = np.where(inside | quotes, ord(" "), signs)
    return blanked


def _check_structure(data: bytes) -> None:
    """Refuse by depth, by number of positions and for a missing end, before anything is parsed."""
    signs = _outside_strings(data)
    opens = (signs == ord("[")) | (signs == ord("{"))
    closes = (signs == ord("]")) | (signs == ord("}"))
    depth = np.cumsum(opens.astype(np.int8) - closes.astype(np.int8), dtype=np.int32)
    deepest = int(depth.max())
    if deepest > MOST_LEVELS:
        at = int(np.argmax(depth > MOST_LEVELS))
        line = data.count(b"\n", 0, at) + 1
        raise AuditError(
            f"The file is nested {deepest:,} levels deep; from byte {at + 1:,} (line {line:,}) it "
            f"is deeper than the {MOST_LEVELS} that are read."
        )
    dense = signs[(signs != ord(" ")) & ((signs < 9) | (signs > 13))]
    numbers = ((dense >= ord("0")) & (dense <= ord("9"))) | (dense == ord("-"))
    positions = int(np.count_nonzero((dense[:-1] == ord("[")) & numbers[1:]))
    if positions > MOST_POSITIONS:
        raise AuditError(
            f"The file has {positions:,} positions; at most {MOST_POSITIONS:,} are read: "
            "simplify its outlines first."
        )
    brackets = int(np.count_nonzero(opens))
    if brackets > MOST_BRACKETS:
        raise AuditError(
            f"The file has {brackets:,} lists and objects; at most {MOST_BRACKETS:,} are read."
        )
    if depth[-1] > 0 and chr(signs[opens][0]) == data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode(
        "latin-1"
    ):
        line = data.count(b"\n") + 1
        raise AuditError(
            f"The file is cut short: it ends at byte {len(data):,} (line {line:,}) with "
            f"{int(depth[-1])} brackets still open."
        )


def _too_long(_text: str) -> NoReturn:
    raise AuditError("A whole number in the file has thousands of digits.")


def _document(data: bytes) -> dict[str, Any]:
    text = _text(data)
    _check_structure(data)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise AuditError(
            f"The file is not JSON: line {error.lineno:,}, column {error.colno:,}: {error.msg}."
        ) from None
    except ValueError:
        _too_long(text)
    if not isinstance(document, dict):
        raise AuditError("The file is JSON but no FeatureCollection: it is no object at its top.")
    if document.get("type") != "FeatureCollection":
        kind = _quoted(document.get("type")) if "type" in document else "missing"
        raise AuditError(f"The file is no FeatureCollection: the “type” at its top is {kind}.")
    _check_crs(document.get("crs"))
    return document


def _check_crs(crs: object) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not DEGREES.search(name):
        said = _quoted(name) if isinstance(name, str) else "without a name"
        raise AuditError(
            f"The file is in another coordinate system: its “crs” is {said}, and only degrees of "
            "WGS 84 (CRS84, EPSG:4326) are read."
        )


def _bad_position(ring: list[Any]) -> str:
    """Say which position of a ring is no pair of numbers."""
    for number, position in enumerate(ring, 1):
        is_pair = isinstance(position, list) and len(position) in (2, 3)
        if not is_pair or not all(type(value) in (int, float) for value in position):
            return f"position {number:,} is no pair of numbers"
    return "its positions do not all have as many numbers"


def _ring(positions: object, where: str) -> np.ndarray:
    if not isinstance(positions, list):
        raise _FeatureError(f"{where} is no list of positions")
    if len(positions) < 4:
        raise _FeatureError(f"{where} has {len(positions)} positions; a ring needs four")
    try:
        ring: np.ndarray = np.asarray(positions)
    except (ValueError, OverflowError):
        raise _FeatureError(f"{where}: {_bad_position(positions)}") from None
    if ring.dtype.kind not in "if" or ring.ndim != 2 or ring.shape[1] not in (2, 3):
        raise _FeatureError(f"{where}: {_bad_position(positions)}")
    ring = ring[:, :2].astype(float)
    _check_degrees(ring, where)
    if (ring[0] != ring[-1]).any():
        raise _FeatureError(
            f"{where} is not closed: it starts at {_point(ring[0])} and ends at {_point(ring[-1])}"
        )
    return ring


def _point(position: np.ndarray) -> str:
    """Write a position as in the file: longitude first."""
    return f"[{position[0]:.7g}, {position[1]:.7g}]"


def _check_degrees(ring: np.ndarray, where: str) -> None:
    finite = np.isfinite(ring).all(axis=1)
    if not finite.all():
        at = int(np.argmin(finite))
        kind = "NaN" if np.isnan(ring[at]).any() else "infinite"
        raise _FeatureError(f"{where}, position {at + 1:,}: a coordinate is {kind}")
    size = np.abs(ring)
    fits = (size <= (180, 90)).all(axis=1)
    if fits.all():
        return
    at = int(np.argmin(fits))
    said = f"{where}, position {at + 1:,}: {_point(ring[at])} is no longitude and latitude"
    if (size[:, 0] <= 90).all() and (size[:, 1] <= 180).all():
        raise _FeatureError(f"{said}; the two look swapped: GeoJSON has longitude first")
    if 1000 < size.max() < 5e7:
        raise _FeatureError(
            f"{said}; these look like metres of a projected coordinate system, not degrees"
        )
    raise _FeatureError(said)


def _parts(geometry: object, where: str) -> Iterator[tuple[object, str]]:
    """List the polygons of a geometry, each with its place in the feature."""
    if not isinstance(geometry, dict):
        raise _FeatureError(f"{where}a part of its geometry is no object")
    kind = geometry.get("type")
    if kind == "Polygon":
        yield geometry.get("coordinates"), where
    elif kind == "MultiPolygon":
        polygons = geometry.get("coordinates")
        if not isinstance(polygons, list) or not polygons:
            raise _FeatureError(f"{where}the MultiPolygon is empty")
        for number, polygon in enumerate(polygons, 1):
            yield polygon, f"{where}polygon {number:,}, "
    elif kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not isinstance(parts, list) or not parts:
            raise _FeatureError(f"{where}the GeometryCollection is empty")
        for number, part in enumerate(parts, 1):
            yield from _parts(part, f"{where}part {number:,}, ")
    elif not (isinstance(kind, str) and kind in SIGN_TYPES):
        raise _FeatureError(f"{where}a geometry is of the type {_quoted(kind)}")


def _rings(geometry: object) -> list[tuple[str, list[np.ndarray]]]:
    found = []
    for polygon, where in _parts(geometry, ""):
        if not isinstance(polygon, list) or not polygon:
            raise _FeatureError(f"{where}the polygon is empty: it has no ring")
        rings = [_ring(ring, f"{where}ring {at:,}") for at, ring in enumerate(polygon, 1)]
        found.append((where, rings))
    return found


def _check_place(outer: np.ndarray, where: str) -> None:
    """Refuse a polygon that is not in or near Ukraine, with the likely reason."""
    low, high = outer.min(axis=0), outer.max(axis=0)
    said = where.removesuffix(", ") or "the polygon"
    if high[0] - low[0] > 180:
        raise _FeatureError(
            f"{said} spans {high[0] - low[0]:.0f}° of longitude: it crosses the antimeridian or "
            "goes round a pole"
        )
    if max(abs(low[1]), abs(high[1])) >= POLE_DEG:
        raise _FeatureError(f"{said} reaches a pole, latitude {max(high[1], -low[1]):.1f}°")
    west, south, east, north = AROUND_UKRAINE_DEG
    box_low, box_high = np.array([west, south]), np.array([east, north])
    if (high >= box_low).all() and (low <= box_high).all():
        return
    if (high[::-1] >= box_low).all() and (low[::-1] <= box_high).all():
        raise _FeatureError(
            f"{said} starts at {_point(outer[0])}: latitude and longitude look swapped, GeoJSON "
            "has longitude first"
        )
    raise _FeatureError(f"{said} starts at {_point(outer[0])}: it lies outside Ukraine")


def _fill_and_name(properties: object) -> tuple[str | None, str]:
    if properties is None:
        return None, ""
    if not isinstance(properties, dict):
        raise _FeatureError(f"its properties are of the type {type(properties).__name__}")
    fill, name = properties.get("fill"), properties.get("name")
    for key, value in (("fill", fill), ("name", name)):
        if not (value is None or isinstance(value, str)):
            raise _FeatureError(f"its property “{key}” is of the type {type(value).__name__}")
    return fill, name or ""


def _is_sign(feature: object) -> bool:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return isinstance(kind, str) and kind in SIGN_TYPES


def _fills(features: list[Any]) -> list[tuple[str | None, str]]:
    found = []
    for feature in features:
        if isinstance(feature, dict) and not _is_sign(feature):
            try:
                found.append(_fill_and_name(feature.get("properties")))
            except _FeatureError:
                continue
    return found


def _class_in(archive: Archive, fill: str | None, name: str) -> str | None:
    return next((rule.class_id for rule in archive.classes if rule.matches(fill, name)), None)


def _form(features: list[Any], raw: Archive, merged: Archive) -> Form:
    fills = _fills(features)
    if any(_class_in(raw, fill, name) for fill, name in fills):
        return "raw"
    is_alone = len(features) == 1 and len(fills) == 1
    return "merged" if is_alone and _class_in(merged, *fills[0]) else "other"


def _class_of(
    form: Form, rules: dict[str, Archive], fill: str | None, name: str
) -> tuple[str | None, str]:
    """Give the class of a feature, or None and what it is instead."""
    if form == "other":
        return DRAWN, ""
    archive = rules[form]
    class_id = _class_in(archive, fill, name)
    if class_id is not None:
        return class_id, ""
    for rule in archive.dropped_classes:
        if rule.matches(fill, name):
            return None, rule.class_id
    fill_said = _quoted(fill) if fill else "none"
    return None, f"unknown class: fill {fill_said}, name {_quoted(name) if name else 'none'}"


def _read_feature(
    feature: object, number: int, form: Form, rules: dict[str, Archive], reading: _Reading
) -> None:
    if not isinstance(feature, dict):
        raise _FeatureError("it is no object")
    geometry = feature.get("geometry")
    if geometry is None:
        raise _FeatureError("it has no geometry")
    if _is_sign(feature):
        reading.left_out["signs (points and lines)"] += 1
        return
    if not isinstance(geometry, dict):
        raise _FeatureError("its geometry is no object")
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in POLYGON_TYPES:
        raise _FeatureError(f"its geometry is of the type {_quoted(kind)}")
    fill, name = _fill_and_name(feature.get("properties"))
    rings = _rings(geometry)
    class_id, label = _class_of(form, rules, fill, name)
    if class_id is None:
        reading.left_out[label] += 1
        return
    for where, (outer, *_inner) in rings:
        _check_place(outer, where)
    drawn = b"".join(ring.tobytes() for _, found in rings for ring in found)
    earlier = reading.seen.setdefault((class_id, drawn), number)
    if earlier != number:
        reading.repeats.append((number, earlier))
        return
    reading.polygons.setdefault(class_id, []).extend(
        (number, at, shapely.Polygon(outer, inner))
        for at, (_, (outer, *inner)) in enumerate(rings, 1)
    )


def _repairs(
    found: list[tuple[int, int, shapely.Polygon]], drawn: np.ndarray
) -> tuple[list[Repair], np.ndarray]:
    """Repair polygons as `plane.union` does; give what that changed, and all of them valid."""
    invalid = np.flatnonzero(~shapely.is_valid(drawn))
    valid = drawn.copy()
    valid[invalid] = shapely.make_valid(drawn[invalid])
    repairs = []
    for at in invalid:
        number, polygon_number, degrees = found[at]
        said = PLACE_OF_PROBLEM.match(shapely.is_valid_reason(degrees))
        x, y = degrees.exterior.coords[0]
        if said:
            x, y = float(said["x"]), float(said["y"])
        repairs.append(
            Repair(
                feature=number,
                polygon=polygon_number,
                problem=said["problem"] if said else "Not valid in the equal-area plane",
                latitude_deg=round(y, 5),
                longitude_deg=round(x, 5),
                before_km2=round(plane.area_km2(drawn[at]), DECIMALS),
                after_km2=round(plane.area_km2(valid[at]), DECIMALS),
            )
        )
    return repairs, valid


def _wgs84_km2(land: BaseGeometry, rules: ArchiveRules) -> float:
    on_ellipsoid = plane.reproject(land, rules.sphere_crs, rules.ellipsoid_crs)
    return round(plane.area_km2(on_ellipsoid), DECIMALS)


def _read(features: list[Any], form: Form, rules: ArchiveRules) -> tuple[_Reading, int]:
    by_form = {archive.archive_id: archive for archive in rules.archives}
    reading, refused = _Reading(), 0
    for number, feature in enumerate(features, 1):
        try:
            _read_feature(feature, number, form, by_form, reading)
        except _FeatureError as refusal:
            refused += 1
            if refused <= MOST_LISTED:
                reading.refused.append(RefusedFeature(number, str(refusal)))
    return reading, refused


def _check_anything_left(reading: _Reading, refused: int, count: int) -> None:
    if reading.polygons:
        return
    if not refused:
        kinds = "; ".join(f"{label} ({of})" for label, of in reading.left_out.most_common(3))
        raise AuditError(f"The file shows no land that can be measured: it has only {kinds}.")
    first = reading.refused[0]
    said = f"Feature {first.feature:,}: {first.reason}."
    others = refused - 1
    if others:
        said += f" {others:,} more of {count:,} features are refused as well, and none is left."
    raise AuditError(said)


def audit(data: bytes, rules: ArchiveRules) -> Found:
    """Read and measure a file, without the archive beside it.

    A polygon that is not valid is repaired as `ingest` repairs it, and the change is reported:
    a hole outside its shell becomes land, a loop that crosses itself two pieces.

    Args:
        data: The bytes of the file.
        rules: Class rules and planes.

    Returns:
        The audit, `comparison` None, and the occupied land. A refused feature is in no area.

    Raises:
        AuditError: The file is refused; one sentence says what is wrong and where.
    """
    features = _document(data).get("features")
    if not isinstance(features, list) or not features:
        raise AuditError("The FeatureCollection has no features.")
    if len(features) > MOST_FEATURES:
        raise AuditError(
            f"The file has {len(features):,} features; at most {MOST_FEATURES:,} are read."
        )
    raw, merged = rules.archives
    form = _form(features, raw, merged)
    reading, refused = _read(features, form, rules)
    _check_anything_left(reading, refused, len(features))
    classes, repairs, occupied = [], [], []
    for class_id, found in reading.polygons.items():
        drawn = plane.to_plane(np.array([land for _, _, land in found]), rules.sphere_crs)
        repaired, valid = _repairs(found, drawn)
        land = plane.union(valid)
        area_km2 = plane.area_km2(land)
        one_by_one_km2 = float(shapely.area(valid).sum()) / plane.SQUARE_METRES_PER_KM2
        repairs += repaired
        classes.append(
            ClassArea(
                class_id=class_id,
                polygons=len(found),
                area_km2=round(area_km2, DECIMALS),
                area_wgs84_km2=_wgs84_km2(land, rules),
                drawn_twice_km2=round(max(one_by_one_km2 - area_km2, 0.0), DECIMALS),
            )
        )
        if class_id != GREY_ZONE:
            occupied.append(land)
    whole = plane.union(np.array(occupied)) if occupied else shapely.MultiPolygon()
    if not any(each.area_km2 for each in classes):
        raise AuditError("The file shows no land that can be measured: its polygons have no area.")
    return Found(
        Audit(
            form=form,
            feature_count=len(features),
            classes=tuple(classes),
            left_out=tuple(LeftOut(label, of) for label, of in reading.left_out.most_common(50)),
            refused_count=refused,
            refused=tuple(reading.refused),
            repair_count=len(repairs),
            repaired_km2=round(sum(abs(x.after_km2 - x.before_km2) for x in repairs), DECIMALS),
            repairs=tuple(repairs[:MOST_LISTED]),
            repeats=tuple(reading.repeats[:MOST_LISTED]),
            occupied_km2=round(plane.area_km2(whole), DECIMALS),
            occupied_wgs84_km2=_wgs84_km2(whole, rules),
        ),
        whole,
    )
