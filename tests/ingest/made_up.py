"""A small made-up archive: boxes between parallels, whose areas have a closed formula.

Two square oblasts share the meridian 36.5; all land lies on them. The raw maps stand for
30 July to 3 August 2025 (2 August has none), the maps with classes for 4 and 5 August; the merged
ones are read a morning later.
"""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from shapely.geometry import LineString, box, mapping

from pokrovsk_front.__main__ import main

Json = dict[str, Any]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

RADIUS_KM = 6378.137

OCCUPIED_FILL = "#a52714"
GREY_FILL = "#bcaaa4"
OLD_FILL = "#880e4f"

CRIMEA: Box = (36.0, 47.6, 36.1, 47.7)
TUZLA: Box = (36.3, 47.55, 36.32, 47.57)
DONBAS: Box = (36.55, 48.0, 36.65, 48.1)
GREY: Box = (36.2, 48.4, 36.22, 48.42)
GAP: Box = (36.65, 48.0, 36.653, 48.001)
"""0.025 km2 beside the land of 2014, which the one polygon closes."""


TOWN: Box = (36.54, 48.22, 36.62, 48.28)
"""A town under the front, which crosses it."""

FAR_TOWN: Box = (36.8, 48.5, 36.9, 48.6)
"""A town that no map comes near."""

HROMADAS: dict[str, Box] = {
    "UA14160210000011148": (36.5, 47.4, 37.2, 48.05),
    "UA14160150000038750": (36.5, 48.05, 37.2, 49.0),
}
"""The hromadas of the eastern oblast by code: all of it."""


def occupied(west: float) -> Box:
    """Land occupied since 2022: the front runs along its western edge."""
    return (west, 48.2, 36.7, 48.3)


def box_km2(bounds: Box) -> float:
    """Area between two parallels and two meridians of the sphere: R² · Δλ · (sin φ2 - sin φ1)."""
    west, south, east, north = bounds
    height = math.sin(math.radians(north)) - math.sin(math.radians(south))
    return RADIUS_KM**2 * math.radians(east - west) * height


def polygon(bounds: Box) -> Json:
    return dict(mapping(box(*bounds)))


def line(*points: tuple[float, float]) -> Json:
    return dict(mapping(LineString(points)))


def feature(geometry: Json | None, fill: str | None = None, name: str = "") -> Json:
    properties = {"name": name} | ({"fill": fill} if fill else {})
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Json) -> bytes:
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False).encode()


def raw_map(west: float, *more: Json, grey: Box = GREY) -> bytes:
    """A map with its classes: land by class, a unit sign, an arrow and liberated land."""
    return collection(
        feature(polygon(occupied(west)), OCCUPIED_FILL, "Окуповано /// Occupied"),
        feature(polygon(CRIMEA), OLD_FILL, "Крим"),
        feature(polygon(DONBAS), OLD_FILL, "ОРДЛО"),
        feature(polygon(TUZLA), OLD_FILL, "о. Тузла"),
        feature(polygon(grey), GREY_FILL, "Статус невідомий /// Unknown status"),
        feature(polygon((36.1, 48.6, 36.2, 48.7)), "#0f9d58", "Звільнено /// Liberated"),
        feature({"type": "Point", "coordinates": [36.6, 48.25, 0]}, None, "Бригада"),
        feature({"type": "LineString", "coordinates": [[36.6, 48.2], [36.5, 48.2]]}),
        *more,
    )


def merged_map(west: float) -> bytes:
    """A map as one MultiPolygon without Tuzla, as the archive without classes keeps it."""
    lands = (occupied(west), CRIMEA, DONBAS, GAP)
    parts = [polygon(bounds)["coordinates"] for bounds in lands]
    return collection(feature({"type": "MultiPolygon", "coordinates": parts}))


def spaghetti(count: int) -> list[list[float]]:
    """A ring that crosses itself about a quarter of `count` squared times."""
    ring = [
        [37 + math.sin(at * 7919) * math.sin(at), 48 + math.cos(at * 104729) * math.cos(at * 3)]
        for at in range(count)
    ]
    return [*ring, ring[0]]


def unix_name(year: int, month: int, day: int, hour: int, minute: int = 0) -> str:
    """Name a raw file by its instant (UTC)."""
    instant = datetime(year, month, day, hour, minute, tzinfo=UTC)
    return f"{int(instant.timestamp())}.geojson"


BAD_NAME = "a\x1b[31m\u202e.geojson"
"""A file whose name would colour and turn what follows on a terminal."""


def read_name(day: int, hour: int = 9, minute: int = 30) -> str:
    """Name a map with classes by the instant in August 2025 (UTC) at which it was read."""
    return f"deepstate_wararchive/{datetime(2025, 8, day, hour, minute):%Y%m%dT%H%M%SZ}.geojson"


def merged_name(day: int) -> str:
    """Name a merged map by the day in August 2025 on which it was read."""
    return f"deepstate_merged/deepstatemap_data_202508{day:02}.geojson"


LAST_RAW = "deepstate_raw/" + unix_name(2025, 8, 3, 19, 58)

MAPS: dict[str, bytes] = {
    "deepstate_raw/" + unix_name(2025, 7, 30, 18): raw_map(36.60),
    "deepstate_raw/" + unix_name(2025, 7, 31, 18): raw_map(36.58),
    "deepstate_raw/" + unix_name(2025, 8, 1, 18): raw_map(36.59),
    LAST_RAW: raw_map(36.56),
    read_name(4): raw_map(36.56),
    read_name(5): raw_map(36.55),
    read_name(6): raw_map(36.57),
    merged_name(5): merged_map(36.56),
    merged_name(6): merged_map(36.55),
    merged_name(7): merged_map(36.57),
}

FRONT_BY_DAY: dict[str, float] = {
    "2025-07-30": 36.60,
    "2025-07-31": 36.58,
    "2025-08-01": 36.59,
    "2025-08-03": 36.56,
    "2025-08-04": 36.55,
    "2025-08-05": 36.57,
}
"""The western edge of the occupied land on each day that has a map."""


def write_archive(folder: Path, maps: dict[str, bytes]) -> Path:
    for name, data in maps.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_boundaries(folder: Path) -> Path:
    """Write what the base map is drawn from."""
    folder.mkdir(parents=True, exist_ok=True)
    west, east = {"shapeISO": "UA-12"}, {"shapeISO": "UA-14"}
    river = line((35.8, 48.8), (37.2, 48.7))
    town = {"kind": "settlement boundary (OSM)"}
    layers: dict[str, list[tuple[Json, Json]]] = {
        "made-up-ADM1": [
            (polygon((35.8, 47.4, 36.5, 49.0)), west),
            (polygon((36.5, 47.4, 37.2, 49.0)), east),
        ],
        "natural_earth_land": [(polygon((34.0, 47.0, 39.0, 50.0)), {})],
        "natural_earth_rivers": [(river, {"name": "Dnipro", "scalerank": 4})],
        "natural_earth_lakes": [(polygon((35.9, 48.5, 36.0, 48.6)), {"name": None})],
        "main_roads_z7": [(line((35.9, 48.5), (37.1, 48.5)), {"class": "trunk"})],
        "railways_osm2023": [(line((36.0, 47.5), (37.0, 48.9)), {})],
        "towns_donetsk_luhansk": [
            (polygon(TOWN), town | {"place_id": "pokrovsk"}),
            (polygon(FAR_TOWN), town | {"osm_id": "relation/2383892"}),
        ],
        "towns_elsewhere": [
            (
                polygon((36.1, 48.8, 36.2, 48.9)),
                {"kind": "residential landuse (OSM about 2017, z7 tile)", "place_id": "izium"},
            )
        ],
        "builtup_derived_donetsk_luhansk": [(polygon((36.8, 48.5, 36.85, 48.55)), {})],
        "hromadas": [
            (polygon(bounds), {"oblast": "donetska_oblast", "katotth": katottg})
            for katottg, bounds in HROMADAS.items()
        ],
    }
    for name, features in layers.items():
        rows = [
            {"type": "Feature", "properties": properties, "geometry": geometry}
            for geometry, properties in features
        ]
        text = json.dumps({"type": "FeatureCollection", "features": rows})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder


def run_ingest(archives: Path, boundaries: Path, out: Path) -> Result:
    """Run `ingest` as the command line does; figures go to `out`/data and `out`/static."""
    arguments = ["ingest", "--archives", str(archives), "--boundaries", str(boundaries)]
    return CliRunner().invoke(main, [*arguments, "--out", str(out / "data")])


def written(out: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path in it."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
