"""Drawn borders of oblasts, settlements and hromadas, for what needs them beside the browser."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Rings = tuple[tuple[tuple[float, float], ...], ...]
"""Rings of (longitude, latitude) in degrees: of all parts, holes among them."""


def oblast_rings(data_dir: Path) -> dict[str, Rings]:
    """Read the borders of the oblasts by `oblast_iso`.

    Raises:
        OSError: The file cannot be read.
    """
    path = data_dir / "derived" / "outlines" / "oblasts.geojson"
    return {
        each["properties"]["oblast_iso"]: _rings(each["geometry"])
        for each in json.loads(path.read_bytes())["features"]
    }


def area_rings(data_dir: Path, names: Iterable[str]) -> dict[str, Rings]:
    """Read the outlines of settlements and hromadas by `area_id` of the table `areas`.

    Args:
        data_dir: The data folder.
        names: The files of `derived/outlines` to read.

    Raises:
        OSError: A file cannot be read.
    """
    folder = data_dir / "derived" / "outlines"
    found = {}
    for name in names:
        for each in json.loads((folder / f"{name}.geojson").read_bytes())["features"]:
            properties = each["properties"]
            found[_area_id(properties)] = _rings(each["geometry"])
    return found


def _area_id(properties: dict[str, str]) -> str:
    if "katottg" in properties:
        return f"hromada_{properties['katottg']}"
    return f"outline_{properties.get('place_id') or properties['town_id']}"


def _rings(geometry: dict[str, Any]) -> Rings:
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return tuple(
        tuple((longitude, latitude) for longitude, latitude in ring)
        for part in parts
        for ring in part
    )
