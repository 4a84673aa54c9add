"""Parser of untrusted GeoJSON: from bytes to features, within bounds.

Refuses by size, depth and number of positions before anything is parsed, and what is no
FeatureCollection in degrees; each refusal is one sentence on what is wrong and where. The
features themselves are not looked at.

Every text of the file that an answer repeats goes through `quoted`: letters, digits and a few
signs, cut short.
"""

import json
import re
from typing import Any, NoReturn

import numpy as np

from pokrovsk_front.ingest.regular import FileError, check_size
from pokrovsk_front.model.messages import N_, Message

MAX_POSITIONS = 500_000
"""More than twenty times the positions of an archive map."""

MAX_BRACKETS = 2_000_000
MAX_FEATURES = 50_000
MAX_LEVELS = 60
"""Maximum nesting: GeoJSON needs ten; Python's parser ends at a thousand."""

MAX_QUOTED = 40
"""Maximum length of an excerpt in a message."""

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
OTHER_ENCODINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\xff\xfe\x00\x00|\x00\x00\xfe\xff"), "UTF-32"),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "UTF-16"),
    # Without a mark the zero bytes of the first signs tell.
    (re.compile(rb"[\t\n\r -~]\x00\x00\x00|\x00\x00\x00[\t\n\r -~]"), "UTF-32"),
    (re.compile(rb"[\t\n\r -~]\x00[\t\n\r -~]\x00|\x00[\t\n\r -~]\x00[\t\n\r -~]"), "UTF-16"),
)
DEGREES = re.compile(r"(?i)(CRS:?84|EPSG:+(?:[\d.]*:)?4326)$")
JSON_PROBLEMS: dict[str, str] = {
    "Expecting value": N_("a value is expected"),
    "Expecting property name enclosed in double quotes": N_("a name in double quotes is expected"),
    "Expecting ':' delimiter": N_("a colon is expected"),
    "Expecting ',' delimiter": N_("a comma is expected"),
    "Illegal trailing comma before end of object": N_("a comma stands before the end of an object"),
    "Illegal trailing comma before end of array": N_("a comma stands before the end of a list"),
    "Extra data": N_("there is more after the end"),
    "Unterminated string starting at": N_("a text begins here and does not end"),
    "Invalid control character at": N_("there is a control character in a text"),
    "Invalid \\uXXXX escape": N_("an escape needs four hexadecimal digits"),
    "Invalid \\escape": N_("a backslash is out of place"),
}
"""Messages of Python's JSON parser, translated; others stay as they are."""

NAMES_THAT_COUNT = frozenset(
    {
        *("type", "features", "crs", "geometry", "properties", "coordinates", "geometries"),
        *("fill", "name"),
    }
)
"""Keys that may not occur twice in one object."""


def excerpt(value: str) -> Message:
    """Sanitise an excerpt of the file for a message: no markup, cut short."""
    text = " ".join(value[: 10 * MAX_QUOTED].split())
    is_cut = len(text) > MAX_QUOTED or len(value) > 10 * MAX_QUOTED
    shown = "".join(
        sign if sign.isalnum() or sign in " -_.:#/,'’" else "·" for sign in text[:MAX_QUOTED]
    )
    return Message(N_("“{text}”"), {"text": shown + "…" * is_cut})


def kind_of(value: object) -> Message:
    """Name the type of a JSON value; a string is quoted as an excerpt."""
    match value:
        case str():
            return excerpt(value)
        case None:
            return Message(N_("null"))
        case bool():
            return Message(N_("true or false"))
        case int() | float():
            return Message(N_("a number"))
        case list():
            return Message(N_("a list"))
    return Message(N_("an object"))


def _line_of(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _check_zero_bytes(data: bytes) -> None:
    """Refuse zero bytes, which JSON does not have, with their position."""
    at = data.find(b"\x00")
    if at < 0:
        return
    if not data.strip(b"\x00\t\n\r "):
        raise FileError(
            N_("The file holds nothing but zero bytes: it was never written completely.")
        )
    count = len(data) - len(data.rstrip(b"\x00"))
    if at == len(data) - count:
        raise FileError(
            N_(
                "The file ends with {count} zero bytes, from byte {byte} (line {line}) on: it was "
                "damaged when it was saved or sent."
            ),
            count=count,
            byte=at + 1,
            line=_line_of(data, at),
        )
    raise FileError(
        N_("The file is binary or damaged, not GeoJSON: byte {byte} (line {line}) is zero."),
        byte=at + 1,
        line=_line_of(data, at),
    )


def _text(data: bytes) -> str:
    """Decode the bytes of a file as text, refusing other formats and encodings."""
    check_size(len(data))
    if not data.strip():
        raise FileError(N_("The file is empty."))
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise FileError(
                N_("The file is {kind}, not GeoJSON; bring the map itself."), kind=Message(kind)
            )
    for start, encoding in OTHER_ENCODINGS:
        if start.match(data):
            raise FileError(
                N_("The text of the file is in {encoding}; GeoJSON is in UTF-8."),
                encoding=encoding,
            )
    _check_zero_bytes(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            N_("The text of the file is not UTF-8: byte {byte} (line {line}) is not valid in it."),
            byte=error.start + 1,
            line=_line_of(data, error.start),
        ) from None
    if text.lstrip().startswith("<"):
        raise FileError(N_("The file is a web page or XML, not GeoJSON: it starts with a tag."))
    return text


def _outside_strings(data: bytes) -> np.ndarray:
    """Return the bytes of JSON with every string blanked, as an array."""
    plain = data.replace(b"\\\\", b"__").replace(b'\\"', b"__") if b"\\" in data else data
    signs = np.frombuffer(plain, dtype=np.uint8)
    quotes = signs == ord('"')
    # Odd from an opening quote to before the closing one.
    inside = np.bitwise_and(np.cumsum(quotes, dtype=np.int32), 1).astype(bool)
    blanked: np.ndarray = np.where(inside | quotes, ord(" "), signs)
    return blanked


def _check_structure(data: bytes) -> None:
    """Check depth, number of positions and completeness before parsing."""
    signs = _outside_strings(data)
    opens = (signs == ord("[")) | (signs == ord("{"))
    closes = (signs == ord("]")) | (signs == ord("}"))
    depth = np.cumsum(opens.astype(np.int8) - closes.astype(np.int8), dtype=np.int32)
    deepest = int(depth.max())
    if deepest > MAX_LEVELS:
        at = int(np.argmax(depth > MAX_LEVELS))
        raise FileError(
            N_(
                "The file is nested {levels} levels deep: from byte {byte} (line {line}) on, "
                "deeper than the {limit} that are read."
            ),
            levels=deepest,
            byte=at + 1,
            line=_line_of(data, at),
            limit=MAX_LEVELS,
        )
    dense = signs[(signs != ord(" ")) & ((signs < 9) | (signs > 13))]
    numbers = ((dense >= ord("0")) & (dense <= ord("9"))) | (dense == ord("-"))
    positions = int(np.count_nonzero((dense[:-1] == ord("[")) & numbers[1:]))
    if positions > MAX_POSITIONS:
        raise FileError(
            N_(
                "The file has {positions} positions; at most {limit} are read: simplify its "
                "outlines first."
            ),
            positions=positions,
            limit=MAX_POSITIONS,
        )
    brackets = int(np.count_nonzero(opens))
    if brackets > MAX_BRACKETS:
        raise FileError(
            N_("The file has {brackets} lists and objects; at most {limit} are read."),
            brackets=brackets,
            limit=MAX_BRACKETS,
        )
    if depth[-1] > 0 and chr(signs[opens][0]) == data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode(
        "latin-1"
    ):
        raise FileError(
            N_(
                "The file is cut short: it ends at byte {byte} (line {line}) with {brackets} "
                "brackets still open."
            ),
            byte=len(data),
            line=data.count(b"\n") + 1,
            brackets=int(depth[-1]),
        )


def _too_long() -> NoReturn:
    raise FileError(N_("A whole number in the file has thousands of digits."))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object; duplicate keys that matter are refused."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next((name for name in NAMES_THAT_COUNT if names.count(name) > 1), None)
        if twice:
            raise FileError(
                N_(
                    "The name “{name}” appears twice in one object of the file; only one can count."
                ),
                name=twice,
            )
    return found


def _document(data: bytes) -> dict[str, Any]:
    text = _text(data)
    _check_structure(data)
    try:
        document = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        problem = JSON_PROBLEMS.get(error.msg)
        raise FileError(
            N_("The file is not a GeoJSON: line {line}, column {column}: {problem}."),
            line=error.lineno,
            column=error.colno,
            problem=Message(problem) if problem else error.msg,
        ) from None
    except FileError:
        raise
    except ValueError:
        _too_long()
    if not isinstance(document, dict):
        raise FileError(
            N_("The file is JSON but not a FeatureCollection: its top level is not an object.")
        )
    if "type" not in document:
        raise FileError(N_("The file is not a FeatureCollection: its top level has no “type”."))
    if document["type"] != "FeatureCollection":
        raise FileError(
            N_("The file is not a FeatureCollection: the “type” of its top level is {kind}."),
            kind=kind_of(document["type"]),
        )
    _check_crs(document.get("crs"))
    return document


def _check_crs(crs: object) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise FileError(
            N_(
                "The file is in another coordinate system: its “crs” has no name, and only "
                "degrees of WGS 84 (CRS84, EPSG:4326) are read."
            )
        )
    if not DEGREES.search(name):
        raise FileError(
            N_(
                "The file is in another coordinate system: its “crs” is {crs}, and only degrees of "
                "WGS 84 (CRS84, EPSG:4326) are read."
            ),
            crs=excerpt(name),
        )


def features_of(data: bytes) -> list[Any]:
    """Parse a file and return its features, unchecked.

    Args:
        data: The bytes of the file.

    Raises:
        FileError: It is no GeoJSON FeatureCollection in degrees, has no features, or is too
            large, too deep or damaged.
    """
    features = _document(data).get("features")
    if not isinstance(features, list) or not features:
        raise FileError(N_("The FeatureCollection has no features."))
    if len(features) > MAX_FEATURES:
        raise FileError(
            N_("The file has {features} features; at most {limit} are read."),
            features=len(features),
            limit=MAX_FEATURES,
        )
    return features
