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
from typing import Any, NoReturn, Self, TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import GREY_ZONE, Archive, ArchiveRules
from pokrovsk_front.ingest import plane
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
from pokrovsk_front.model.messages import N_, Message, RefusalError, Value, joined

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

SIGNS = Message(N_("signs (points and lines)"))

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", N_("a zip archive")),
    (b"PK\x05\x06", N_("an empty zip archive")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"\x28\xb5\x2f\xfd", N_("a zstd archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7z archive")),
    (b"Rar!", N_("a rar archive")),
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"SQLite format 3", N_("a GeoPackage or another SQLite database")),
    (b"\x00\x00\x27\x0a", N_("a shapefile")),
    (b"PAR1", N_("a Parquet file")),
)
OTHER_ENCODINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
DEGREES = re.compile(r"(?i)(CRS:?84|EPSG:+(?:[\d.]*:)?4326)$")
JSON_PROBLEMS: dict[str, str] = {
    "Expecting value": N_("a value is expected"),
    "Expecting property name enclosed in double quotes": N_("a name in double quotes is expected"),
    "Expecting ':' delimiter": N_("a colon is expected"),
    "Expecting ',' delimiter": N_("a comma is expected"),
    "Illegal trailing comma before end of object": N_("a comma stands before the end of an object"),
    "Illegal trailing comma before end of array": N_("a comma stands before the end of a list"),
    "Extra data": N_("something follows after the end"),
    "Unterminated string starting at": N_("a text starts here and does not end"),
    "Invalid control character at": N_("a control character stands in a text"),
    "Invalid \\uXXXX escape": N_("an escape needs four hexadecimal digits"),
    "Invalid \\escape": N_("a backslash stands where none may"),
}
"""What Python's reader of JSON says, in our words; anything else that it says stays as it is."""

POLYGON_PROBLEMS = frozenset(
    {
        N_("Duplicate Rings"),
        N_("Hole lies outside shell"),
        N_("Holes are nested"),
        N_("Interior is disconnected"),
        N_("Invalid Coordinate"),
        N_("Nested shells"),
        N_("Repeated Point"),
        N_("Ring Self-intersection"),
        N_("Ring is not closed"),
        N_("Self-intersection"),
        N_("Too few points in geometry component"),
        N_("Topology Validation Error"),
    }
)
"""What GEOS, the library behind shapely, says of a polygon that is not valid."""

IN_THE_PLANE = Message(N_("Not valid in the equal-area plane"))
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
    left_out: Counter[Message] = field(default_factory=Counter)
    refused: list[RefusedFeature] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[tuple[str, bytes], int] = field(default_factory=dict)


Place: TypeAlias = tuple[tuple[str, int], ...]
"""A part of a geometry, from the outside in: what it is, marked for translation, and which one."""

PART, POLYGON = N_("part {number}"), N_("polygon {number}")
RING, POSITION = N_("ring {number}"), N_("position {number}")


def _named(place: Place) -> Message:
    """Name a part of a geometry; without any, its one polygon."""
    if not place:
        return Message(N_("the polygon"))
    return joined((Message(kind, {"number": number}) for kind, number in place), ", ")


class _FeatureError(RefusalError):
    """A feature that is refused; the message says what is wrong, with the place in it."""

    @classmethod
    def within(cls, place: Place, text: str, /, **values: Value) -> Self:
        """Refuse for what is wrong in a part of the geometry, or in the whole of it."""
        if not place:
            return cls(text, **values)
        return cls(N_("{place}: {problem}"), place=_named(place), problem=Message(text, values))


def _quoted(value: object) -> Message:
    """Repeat a text of the file so that it can be neither markup nor a page long."""
    text = " ".join(value.split()) if isinstance(value, str) else type(value).__name__
    shown = "".join(sign if sign.isalnum() or sign in " -_.:#/," else "·" for sign in text[:80])
    cut = "…" if len(text) > QUOTED_LENGTH else ""
    return Message(N_("“{text}”"), {"text": shown[:QUOTED_LENGTH] + cut})


def check_size(size: int) -> None:
    """Refuse a file by its size alone.

    Raises:
        AuditError: It is larger than `MOST_BYTES`.
    """
    if size > MOST_BYTES:
        raise AuditError(
            N_("The file has {size} MB; at most {most} MB are read."),
            size=size / 1024**2,
            most=MOST_BYTES // 1024**2,
        )


def _text(data: bytes) -> str:
    """Decode a file that can be GeoJSON at all."""
    check_size(len(data))
    if not data.strip():
        raise AuditError(N_("The file is empty."))
    for mark, encoding in OTHER_ENCODINGS:
        if data.startswith(mark):
            raise AuditError(
                N_("The text of the file is in {encoding}; GeoJSON is in UTF-8."),
                encoding=encoding,
            )
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise AuditError(
                N_("The file is {kind}, not GeoJSON; bring the map itself."), kind=Message(kind)
            )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AuditError(
            N_("The text of the file is not UTF-8: byte {byte} (line {line}) is no letter in it."),
            byte=error.start + 1,
            line=line,
        ) from None
    if "\x00" in text[:1000]:
        raise AuditError(N_("The file is binary, not GeoJSON: it has a zero byte at its start."))
    if text.lstrip().startswith("<"):
        raise AuditError(N_("The file is a web page or XML, not GeoJSON: it starts with a tag."))
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
            N_(
                "The file is nested {levels} levels deep; from byte {byte} (line {line}) it is "
                "deeper than the {most} that are read."
            ),
            levels=deepest,
            byte=at + 1,
            line=line,
            most=MOST_LEVELS,
        )
    dense = signs[(signs != ord(" ")) & ((signs < 9) | (signs > 13))]
    numbers = ((dense >= ord("0")) & (dense <= ord("9"))) | (dense == ord("-"))
    positions = int(np.count_nonzero((dense[:-1] == ord("[")) & numbers[1:]))
    if positions > MOST_POSITIONS:
        raise AuditError(
            N_(
                "The file has {positions} positions; at most {most} are read: simplify its "
                "outlines first."
            ),
            positions=positions,
            most=MOST_POSITIONS,
        )
    brackets = int(np.count_nonzero(opens))
    if brackets > MOST_BRACKETS:
        raise AuditError(
            N_("The file has {brackets} lists and objects; at most {most} are read."),
            brackets=brackets,
            most=MOST_BRACKETS,
        )
    if depth[-1] > 0 and chr(signs[opens][0]) == data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode(
        "latin-1"
    ):
        line = data.count(b"\n") + 1
        raise AuditError(
            N_(
                "The file is cut short: it ends at byte {byte} (line {line}) with {brackets} "
                "brackets still open."
            ),
            byte=len(data),
            line=line,
            brackets=int(depth[-1]),
        )


def _too_long(_text: str) -> NoReturn:
    raise AuditError(N_("A whole number in the file has thousands of digits."))


def _document(data: bytes) -> dict[str, Any]:
    text = _text(data)
    _check_structure(data)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        problem = JSON_PROBLEMS.get(error.msg)
        raise AuditError(
            N_("The file is not JSON: line {line}, column {column}: {problem}."),
            line=error.lineno,
            column=error.colno,
            problem=Message(problem) if problem else error.msg,
        ) from None
    except ValueError:
        _too_long(text)
    if not isinstance(document, dict):
        raise AuditError(
            N_("The file is JSON but no FeatureCollection: it is no object at its top.")
        )
    if "type" not in document:
        raise AuditError(N_("The file is no FeatureCollection: the “type” at its top is missing."))
    if document["type"] != "FeatureCollection":
        raise AuditError(
            N_("The file is no FeatureCollection: the “type” at its top is {kind}."),
            kind=_quoted(document["type"]),
        )
    _check_crs(document.get("crs"))
    return document


def _check_crs(crs: object) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise AuditError(
            N_(
                "The file is in another coordinate system: its “crs” is without a name, and only "
                "degrees of WGS 84 (CRS84, EPSG:4326) are read."
            )
        )
    if not DEGREES.search(name):
        raise AuditError(
            N_(
                "The file is in another coordinate system: its “crs” is {crs}, and only degrees of "
                "WGS 84 (CRS84, EPSG:4326) are read."
            ),
            crs=_quoted(name),
        )


def _bad_position(ring: list[Any], place: Place) -> _FeatureError:
    """Say which position of a ring is no pair of numbers."""
    for number, position in enumerate(ring, 1):
        is_pair = isinstance(position, list) and len(position) in (2, 3)
        if not is_pair or not all(type(value) in (int, float) for value in position):
            return _FeatureError(
                N_("{place} is no pair of numbers"), place=_named((*place, (POSITION, number)))
            )
    return _FeatureError(
        N_("{place}: its positions do not all have as many numbers"), place=_named(place)
    )


def _ring(positions: object, place: Place) -> np.ndarray:
    if not isinstance(positions, list):
        raise _FeatureError(N_("{place} is no list of positions"), place=_named(place))
    if len(positions) < 4:
        raise _FeatureError(
            N_("{place} has {count} positions; a ring needs four"),
            place=_named(place),
            count=len(positions),
        )
    try:
        ring: np.ndarray = np.asarray(positions)
    except (ValueError, OverflowError):
        raise _bad_position(positions, place) from None
    if ring.dtype.kind not in "if" or ring.ndim != 2 or ring.shape[1] not in (2, 3):
        raise _bad_position(positions, place)
    ring = ring[:, :2].astype(float)
    _check_degrees(ring, place)
    if (ring[0] != ring[-1]).any():
        raise _FeatureError(
            N_("{place} is not closed: it starts at {start} and ends at {end}"),
            place=_named(place),
            start=_point(ring[0]),
            end=_point(ring[-1]),
        )
    return ring


def _point(position: np.ndarray) -> str:
    """Write a position as in the file: longitude first."""
    return f"[{position[0]:.7g}, {position[1]:.7g}]"


def _check_degrees(ring: np.ndarray, place: Place) -> None:
    finite = np.isfinite(ring).all(axis=1)
    if not finite.all():
        at = int(np.argmin(finite))
        text = N_("{place}: a coordinate is infinite")
        if np.isnan(ring[at]).any():
            text = N_("{place}: a coordinate is NaN")
        raise _FeatureError(text, place=_named((*place, (POSITION, at + 1))))
    size = np.abs(ring)
    fits = (size <= (180, 90)).all(axis=1)
    if fits.all():
        return
    at = int(np.argmin(fits))
    text = N_("{place}: {point} is no longitude and latitude")
    if (size[:, 0] <= 90).all() and (size[:, 1] <= 180).all():
        text = N_(
            "{place}: {point} is no longitude and latitude; the two look swapped: GeoJSON has "
            "longitude first"
        )
    elif 1000 < size.max() < 5e7:
        text = N_(
            "{place}: {point} is no longitude and latitude; these look like metres of a projected "
            "coordinate system, not degrees"
        )
    raise _FeatureError(text, place=_named((*place, (POSITION, at + 1))), point=_point(ring[at]))


def _parts(geometry: object, place: Place) -> Iterator[tuple[object, Place]]:
    """List the polygons of a geometry, each with its place in the feature."""
    if not isinstance(geometry, dict):
        raise _FeatureError.within(place, N_("a part of its geometry is no object"))
    kind = geometry.get("type")
    if kind == "Polygon":
        yield geometry.get("coordinates"), place
    elif kind == "MultiPolygon":
        polygons = geometry.get("coordinates")
        if not isinstance(polygons, list) or not polygons:
            raise _FeatureError.within(place, N_("the MultiPolygon is empty"))
        for number, polygon in enumerate(polygons, 1):
            yield polygon, (*place, (POLYGON, number))
    elif kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not isinstance(parts, list) or not parts:
            raise _FeatureError.within(place, N_("the GeometryCollection is empty"))
        for number, part in enumerate(parts, 1):
            yield from _parts(part, (*place, (PART, number)))
    elif not (isinstance(kind, str) and kind in SIGN_TYPES):
        raise _FeatureError.within(
            place, N_("a geometry is of the type {kind}"), kind=_quoted(kind)
        )


def _rings(geometry: object) -> list[tuple[Place, list[np.ndarray]]]:
    found = []
    for polygon, place in _parts(geometry, ()):
        if not isinstance(polygon, list) or not polygon:
            raise _FeatureError.within(place, N_("the polygon is empty: it has no ring"))
        rings = [_ring(ring, (*place, (RING, at))) for at, ring in enumerate(polygon, 1)]
        found.append((place, rings))
    return found


def _check_place(outer: np.ndarray, place: Place) -> None:
    """Refuse a polygon that is not in or near Ukraine, with the likely reason."""
    low, high = outer.min(axis=0), outer.max(axis=0)
    if high[0] - low[0] > 180:
        raise _FeatureError(
            N_(
                "{place} spans {degrees}° of longitude: it crosses the antimeridian or goes round "
                "a pole"
            ),
            place=_named(place),
            degrees=round(float(high[0] - low[0])),
        )
    if max(abs(low[1]), abs(high[1])) >= POLE_DEG:
        raise _FeatureError(
            N_("{place} reaches a pole, latitude {latitude}°"),
            place=_named(place),
            latitude=float(max(high[1], -low[1])),
        )
    west, south, east, north = AROUND_UKRAINE_DEG
    box_low, box_high = np.array([west, south]), np.array([east, north])
    if (high >= box_low).all() and (low <= box_high).all():
        return
    text = N_("{place} starts at {point}: it lies outside Ukraine")
    if (high[::-1] >= box_low).all() and (low[::-1] <= box_high).all():
        text = N_(
            "{place} starts at {point}: latitude and longitude look swapped, GeoJSON has longitude "
            "first"
        )
    raise _FeatureError(text, place=_named(place), point=_point(outer[0]))


def _fill_and_name(properties: object) -> tuple[str | None, str]:
    if properties is None:
        return None, ""
    if not isinstance(properties, dict):
        raise _FeatureError(
            N_("its properties are of the type {kind}"), kind=type(properties).__name__
        )
    fill, name = properties.get("fill"), properties.get("name")
    for key, value in (("fill", fill), ("name", name)):
        if not (value is None or isinstance(value, str)):
            raise _FeatureError(
                N_("its property “{key}” is of the type {kind}"),
                key=key,
                kind=type(value).__name__,
            )
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


def _class_of(form: Form, rules: dict[str, Archive], fill: str | None, name: str) -> str | Message:
    """Give the class of a feature, or what it is instead."""
    if form == "other":
        return DRAWN
    archive = rules[form]
    class_id = _class_in(archive, fill, name)
    if class_id is not None:
        return class_id
    for rule in archive.dropped_classes:
        if rule.matches(fill, name):
            return Message(rule.label)
    none = Message(N_("none"))
    return Message(
        N_("unknown class: fill {fill}, name {name}"),
        {"fill": _quoted(fill) if fill else none, "name": _quoted(name) if name else none},
    )


def _read_feature(
    feature: object, number: int, form: Form, rules: dict[str, Archive], reading: _Reading
) -> None:
    if not isinstance(feature, dict):
        raise _FeatureError(N_("it is no object"))
    geometry = feature.get("geometry")
    if geometry is None:
        raise _FeatureError(N_("it has no geometry"))
    if _is_sign(feature):
        reading.left_out[SIGNS] += 1
        return
    if not isinstance(geometry, dict):
        raise _FeatureError(N_("its geometry is no object"))
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in POLYGON_TYPES:
        raise _FeatureError(N_("its geometry is of the type {kind}"), kind=_quoted(kind))
    fill, name = _fill_and_name(feature.get("properties"))
    rings = _rings(geometry)
    class_id = _class_of(form, rules, fill, name)
    if isinstance(class_id, Message):
        reading.left_out[class_id] += 1
        return
    for place, (outer, *_inner) in rings:
        _check_place(outer, place)
    drawn = b"".join(ring.tobytes() for _, found in rings for ring in found)
    earlier = reading.seen.setdefault((class_id, drawn), number)
    if earlier != number:
        reading.repeats.append((number, earlier))
        return
    reading.polygons.setdefault(class_id, []).extend(
        (number, at, shapely.Polygon(outer, inner))
        for at, (_, (outer, *inner)) in enumerate(rings, 1)
    )


def _problem(said: str) -> Message:
    """Take up what GEOS says; what is not known stays as it is."""
    return Message(said) if said in POLYGON_PROBLEMS else Message("{said}", {"said": said})


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
                problem=_problem(said["problem"]) if said else IN_THE_PLANE,
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
                reading.refused.append(RefusedFeature(number, refusal.message))
    return reading, refused


def _check_anything_left(reading: _Reading, refused: int, count: int) -> None:
    if reading.polygons:
        return
    if not refused:
        kinds = (
            Message("{label} ({count})", {"label": label, "count": of})
            for label, of in reading.left_out.most_common(3)
        )
        raise AuditError(
            N_("The file shows no land that can be measured: it has only {kinds}."),
            kinds=joined(kinds, "; "),
        )
    first = reading.refused[0]
    if refused == 1:
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
        others=refused - 1,
        count=count,
    )


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
        raise AuditError(N_("The FeatureCollection has no features."))
    if len(features) > MOST_FEATURES:
        raise AuditError(
            N_("The file has {features} features; at most {most} are read."),
            features=len(features),
            most=MOST_FEATURES,
        )
    by_id = {each.archive_id: each for each in rules.archives}
    form = _form(features, by_id["raw"], by_id["merged"])
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
        raise AuditError(
            N_("The file shows no land that can be measured: its polygons have no area.")
        )
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
