"""Drawn borders of the oblasts, for what needs them beside the browser."""

import json
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


def _rings(geometry: dict[str, Any]) -> Rings:
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return tuple(
        tuple((longitude, latitude) for longitude, latitude in ring)
        for part in parts
        for ring in part
    )
