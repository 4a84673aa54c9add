"""Base map of a picture: the layers of the style file, in its order and colours."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.paths import (
    FINEST_PX,
    SCALE,
    UNITS_PER_PX,
    area_path,
    dash_array,
    line_path,
    parts_deg,
)

Read = Callable[[str], Any]
"""Reads the JSON of a file by the address that a map has for it."""


def base_map(style: Mapping[str, Any], read: Read, camera: Camera) -> str:
    """Draw the base map.

    Args:
        style: The style file: a background, then fills and lines of outlines.
        read: Reads the outlines.
        camera: Where the picture is seen from.
    """
    drawn = [_layer(each, style["sources"], read, camera) for each in style["layers"]]
    return "".join(drawn)


def _layer(layer: Mapping[str, Any], sources: Mapping[str, Any], read: Read, camera: Camera) -> str:
    paint = layer["paint"]
    if layer["type"] == "background":
        return f"<rect width='100%' height='100%' fill='{paint['background-color']}'/>"
    if camera.zoom < layer.get("minzoom", 0):
        return ""
    geometries = [
        each["geometry"]
        for each in read(sources[layer["source"]]["data"])["features"]
        if _passes(each["properties"], layer.get("filter"))
    ]
    rings = [ring for each in geometries for area in parts_deg(each, "Polygon") for ring in area]
    if layer["type"] == "fill":
        path = area_path(rings, camera, finest_px=FINEST_PX)
        look = f"fill='{paint['fill-color']}' fill-rule='evenodd'"
    else:
        lines = [line for each in geometries for line in parts_deg(each, "LineString")]
        path = line_path([*rings, *lines], camera, finest_px=FINEST_PX)
        width = width_at(paint["line-width"], camera.zoom) * UNITS_PER_PX
        dashes = dash_array(paint.get("line-dasharray", ()), width)
        ends = f"stroke-dasharray='{dashes}'" if dashes else "stroke-linecap='round'"
        look = (
            f"fill='none' stroke='{paint['line-color']}' stroke-width='{width:.3g}' "
            f"stroke-linejoin='round' {ends}"
        )
    return f"<path id='base-{layer['id']}' transform='{SCALE}' {look} d='{path}'/>" if path else ""


def _passes(properties: Mapping[str, Any], test: Any) -> bool:  # noqa: ANN401 (JSON)
    """Tell whether a feature passes the filter of a layer, `["==", ["get", key], value]`."""
    if test is None:
        return True
    (_, (_, key), value) = test
    return bool(properties.get(key) == value)


def width_at(width: Any, zoom: float) -> float:  # noqa: ANN401 (JSON)
    """Give the width of a line at a zoom, in pixels: a number, or stops with zooms between.

    >>> width_at(["interpolate", ["linear"], ["zoom"], 4, 1.0, 8, 3.0], 5)
    1.5
    """
    if not isinstance(width, list):
        return float(width)
    stops = list(zip(width[3::2], width[4::2], strict=True))
    for (near, thin), (far, thick) in pairwise(stops):
        if zoom < far:
            share = max(zoom - near, 0) / (far - near)
            return float(thin + (thick - thin) * share)
    return float(stops[-1][1])
