"""Reader of the files that the detail of the base map is drawn from.

Roads, railways, settlements and hromadas are of OpenStreetMap, by way of others. Each geometry is
checked before use: its kind, its positions, its rings. It refuses a whole file for one wrong
geometry: nothing of the base map is drawn from a file that is damaged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.boundaries import BoundaryError
from pokrovsk_front.ingest.base_map.network import Ranked
from pokrovsk_front.ingest.geojson import features_of
from pokrovsk_front.ingest.regular import FileError, read_regular, reason_of

ROADS, RAILWAYS, HROMADAS = "main_roads_z7", "railways_osm2023", "hromadas"
BUILT_UP = "builtup_derived_donetsk_luhansk"
TOWNS = ("towns_donetsk_luhansk", "towns_elsewhere")
FILES = (ROADS, RAILWAYS, HROMADAS, BUILT_UP, *TOWNS)

RANK_OF_ROAD: Mapping[str, int] = {"motorway": 1, "trunk": 1, "primary": 2}

AROUND_FRONT_DEG = (29.0, 43.8, 42.0, 53.0)
"""West, south, east, north of what the files may hold."""

LINES, AREAS = ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")
LEVELS = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""How many lists lie around a list of positions, by kind of geometry."""


KIND_OF_AREA: Mapping[str, str] = {
    "settlement boundary (OSM)": "settlement_boundary",
    "city council territory before 2020 (Mesoshapes)": "council_territory",
    "residential landuse (OSM about 2017, z7 tile)": "residential_land",
}
"""What the area of a town is, by the words of the files."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The area of a settlement.

    Attributes:
        place_id: The place of `data/places.csv` that it is, if any.
        area: The area, in degrees.
        kind: What the area is, a value of `KIND_OF_AREA`; empty for built-up land.
        town_id: Its relation in OpenStreetMap as in `data/towns.csv`, where it has one.
    """

    place_id: str | None
    area: BaseGeometry
    kind: str = ""
    town_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hromada:
    """A hromada: `oblast` is the key of its oblast in the file, `katottg` its official code."""

    oblast: str
    katottg: str
    area: BaseGeometry


@dataclass(frozen=True, slots=True)
class Detail:
    """What the detail of the base map is drawn from, in degrees."""

    roads: tuple[Ranked, ...]
    railways: tuple[Ranked, ...]
    towns: tuple[Settlement, ...]
    built_up: tuple[Settlement, ...]
    hromadas: tuple[Hromada, ...]


def detail_files(folder: Path) -> list[Path]:
    """List the files that `read_detail` reads."""
    return [folder / f"{name}.geojson" for name in FILES]


def read_detail(folder: Path) -> Detail:
    """Read roads, railways, settlements and hromadas.

    Args:
        folder: Where the files are.

    Raises:
        BoundaryError: A file is missing or wrong; one sentence says which and where.
    """
    roads = []
    for at, properties, line in _checked(folder, ROADS, LINES):
        rank = RANK_OF_ROAD.get(_text(properties, "class", at, ROADS))
        if rank is None:
            raise _wrong(ROADS, at, f"is of none of the classes {', '.join(RANK_OF_ROAD)}")
        roads.append((rank, line))
    return Detail(
        roads=tuple(roads),
        railways=tuple((1, line) for _, _, line in _checked(folder, RAILWAYS, LINES)),
        towns=tuple(each for name in TOWNS for each in _towns(folder, name)),
        built_up=tuple(_settlements(folder, BUILT_UP)),
        hromadas=tuple(_hromadas(folder)),
    )


def _wrong(name: str, at: int, problem: str) -> BoundaryError:
    return BoundaryError(f"{name}.geojson: feature {at} {problem}.")


def _text(properties: Mapping[str, Any], key: str, at: int, name: str) -> str:
    value = properties.get(key)
    if not isinstance(value, str):
        raise _wrong(name, at, f"has no text “{key}”")
    return value


def _optional_text(properties: Mapping[str, Any], key: str, at: int, name: str) -> str | None:
    value = properties.get(key)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, at, f"has a “{key}” that is not a text")
    return value


def _settlements(folder: Path, name: str) -> Iterator[Settlement]:
    for at, properties, area in _checked(folder, name, AREAS):
        yield Settlement(_optional_text(properties, "place_id", at, name), area)


def _towns(folder: Path, name: str) -> Iterator[Settlement]:
    for at, properties, area in _checked(folder, name, AREAS):
        place_id = _optional_text(properties, "place_id", at, name)
        kind = KIND_OF_AREA.get(_text(properties, "kind", at, name))
        if kind is None:
            raise _wrong(name, at, f"is of none of the kinds {', '.join(KIND_OF_AREA)}")
        osm_id = _optional_text(properties, "osm_id", at, name)
        town_id = f"osm_{osm_id.rpartition('/')[2]}" if osm_id else None
        yield Settlement(place_id, area, kind, town_id)


def _hromadas(folder: Path) -> Iterator[Hromada]:
    known: set[str] = set()
    for at, properties, area in _checked(folder, HROMADAS, AREAS):
        oblast = _text(properties, "oblast", at, HROMADAS)
        katottg = _text(properties, "katotth", at, HROMADAS)
        if katottg in known:
            raise _wrong(HROMADAS, at, f"repeats the hromada {katottg}")
        known.add(katottg)
        yield Hromada(oblast, katottg, area)


def _checked(
    folder: Path, name: str, kinds: tuple[str, ...]
) -> Iterator[tuple[int, Mapping[str, Any], BaseGeometry]]:
    """Read a file: the number of each feature, its properties and its checked geometry."""
    path = folder / f"{name}.geojson"
    if not path.exists():
        raise BoundaryError(
            f"The file {path.name} of the base map is missing in {path.parent}; "
            "docs/base-map.md says where it comes from."
        )
    try:
        features = features_of(read_regular(path))
    except FileError as error:
        raise BoundaryError(f"{path.name} cannot be read: {reason_of(error)}.") from error
    for at, feature in enumerate(features, start=1):
        fields = feature if isinstance(feature, dict) else {}
        properties, geometry = fields.get("properties"), fields.get("geometry")
        if not isinstance(properties, dict) or not isinstance(geometry, dict):
            raise _wrong(name, at, "has no properties or no geometry")
        kind = geometry.get("type")
        if kind not in kinds:
            raise _wrong(name, at, f"is not a {' or '.join(kinds)}")
        for positions in _position_lists(geometry.get("coordinates"), LEVELS[kind]):
            if problem := _problem(positions, is_ring=kinds == AREAS):
                raise _wrong(name, at, problem)
        read = shape(geometry)
        yield at, properties, _areas_of(read) if kinds == AREAS else read


def _position_lists(coordinates: object, levels: int) -> Iterator[object]:
    if not levels:
        yield coordinates
    elif isinstance(coordinates, list) and coordinates:
        for each in coordinates:
            yield from _position_lists(each, levels - 1)
    else:
        yield None


def _problem(positions: object, *, is_ring: bool) -> str:
    """Say what is wrong with a line or a ring; empty for a sound one."""
    try:
        points = np.asarray(positions, dtype=float)
    except (TypeError, ValueError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1] not in (2, 3) or len(points) < 2:
        return "has a line or ring that is not a list of positions"
    west, south, east, north = AROUND_FRONT_DEG
    lon, lat = points[:, 0], points[:, 1]
    if not ((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)).all():
        return f"has a position outside {west:g}-{east:g} E, {south:g}-{north:g} N"
    if is_ring and not np.array_equal(points[0], points[-1]):
        return "has a ring that is open"
    if is_ring and len(points) < 4:
        return "has a ring of fewer than four positions"
    return ""


def _areas_of(polygon: BaseGeometry) -> BaseGeometry:
    """Repair a polygon that crosses itself, and leave out what has no area."""
    if polygon.is_valid:
        return polygon
    parts = shapely.get_parts(shapely.make_valid(polygon))
    return shapely.union_all([part for part in parts if part.geom_type.endswith("Polygon")])
