"""Reader of the border file and the physical layers that the base map is drawn from.

It refuses political lines from the physical layers: Natural Earth draws Crimea otherwise, so
only land, rivers and lakes are read from it. Lakes that have drained are left out.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

PHYSICAL_BOX_DEG = (43.8, 29.0, 53.0, 42.0)
"""South, west, north, east of the physical layers. Beyond it every oblast is taken as land:
the part of Ukraine west of 29° E is inland but for the Danube, where its border runs."""

DRAINED_LAKES = frozenset({"Kakhovka Reservoir"})
"""The reservoir drained in June 2023; the Dnipro is drawn through its bed."""


class BoundaryError(ValueError):
    """A border file or physical layer that is missing or malformed."""


@dataclass(frozen=True, slots=True)
class Oblast:
    """An oblast or city of oblast rank, within Ukraine's recognised border."""

    iso: str
    name: str
    polygon: BaseGeometry


@dataclass(frozen=True, slots=True)
class River:
    """A river or a stretch of one, named as in Natural Earth; `rank` runs from 1, large, to 3."""

    name: str | None
    rank: int
    line: BaseGeometry


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Layers that the base map is drawn from, in degrees; oblasts are sorted by ISO code."""

    oblasts: tuple[Oblast, ...]
    land: BaseGeometry
    rivers: tuple[River, ...]
    lakes: BaseGeometry


def _features(path: Path) -> list[dict[str, Any]]:
    """Read the features of one GeoJSON file; an error names the file."""
    if not path.is_file():
        raise BoundaryError(
            f"The boundary file {path.name} is missing in {path.parent}; "
            f"it comes from {_origin(path.name)} (docs/archives.md)."
        )
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(f"{path.name} is not a GeoJSON FeatureCollection") from error
    if not features:
        raise BoundaryError(f"{path.name} holds no feature")
    return list(features)


def _origin(file_name: str) -> str:
    if file_name.startswith("natural_earth_"):
        return "Natural Earth, 1:10m physical vectors, https://www.naturalearthdata.com"
    return "geoBoundaries, Ukraine ADM1, https://www.geoboundaries.org"


def oblast_file(path: Path) -> Path:
    """Find the oblast file: `path` itself, or the one *ADM1* file of a folder.

    Raises:
        BoundaryError: There is not one in the folder.
    """
    if not path.is_dir():
        return path
    found = sorted(path.glob("*ADM1*.geojson"))
    if len(found) != 1:
        raise BoundaryError(
            f"{path} holds {len(found)} files of oblasts, *ADM1*.geojson, and one is needed: "
            "docs/archives.md says which."
        )
    return found[0]


def read_oblasts(path: Path) -> tuple[Oblast, ...]:
    """Read the oblasts within Ukraine's recognised border, by ascending ISO code.

    Args:
        path: The ADM1 file of geoBoundaries (`shapeISO` is its key) or the folder it is in.

    Raises:
        BoundaryError: The file is missing, unreadable or without `shapeISO`; it names the file.
    """
    own = oblast_file(Path(path))
    oblasts = []
    for feature in _features(own):
        properties = feature["properties"]
        if "shapeISO" not in properties:
            raise BoundaryError(f"{own.name}: a feature has no shapeISO")
        polygon = shapely.make_valid(shape(feature["geometry"]))
        oblasts.append(Oblast(properties["shapeISO"], properties.get("shapeName", ""), polygon))
    return tuple(sorted(oblasts, key=lambda oblast: oblast.iso))


def boundary_files(path: Path) -> list[Path]:
    """List the files that `read_boundaries` reads.

    Raises:
        BoundaryError: There is not one file of oblasts.
    """
    oblasts = oblast_file(path)
    layers = ("land", "rivers", "lakes")
    return [oblasts, *(oblasts.parent / f"natural_earth_{layer}.geojson" for layer in layers)]


def _rank(scalerank: float | None) -> int:
    """Map Natural Earth's scalerank (0-12) to three ranks of river."""
    if scalerank is None or scalerank > 10:
        return 3
    return 1 if scalerank <= 8 else 2


def read_boundaries(path: Path) -> Boundaries:
    """Read oblasts and physical layers.

    Args:
        path: The ADM1 file of geoBoundaries (`shapeISO` is its key) or the folder it is in;
            natural_earth_land, _rivers and _lakes.geojson lie beside it.

    Returns:
        The layers; drained lakes are left out.

    Raises:
        BoundaryError: A file is missing, unreadable or without `shapeISO`; it names the file.
    """
    oblasts = read_oblasts(path)
    folder = oblast_file(Path(path)).parent
    land = [shape(each["geometry"]) for each in _features(folder / "natural_earth_land.geojson")]
    rivers = [
        River(
            each["properties"].get("name"),
            _rank(each["properties"].get("scalerank")),
            shape(each["geometry"]),
        )
        for each in _features(folder / "natural_earth_rivers.geojson")
    ]
    lakes = [
        shape(each["geometry"])
        for each in _features(folder / "natural_earth_lakes.geojson")
        if each["properties"].get("name") not in DRAINED_LAKES
    ]
    return Boundaries(
        oblasts=oblasts,
        land=shapely.union_all(land),
        rivers=tuple(rivers),
        lakes=shapely.union_all(lakes),
    )
