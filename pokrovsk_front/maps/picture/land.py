"""Land of a picture: the layers of occupied land and of cells, rings and lines of a deck.

Translucent layers of one opacity are one group, so that what touches or overlaps is not darker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from pokrovsk_front.labels.boxes import Box, along, box_at
from pokrovsk_front.maps.palette import Colour, Ramp
from pokrovsk_front.maps.picture import patterns
from pokrovsk_front.maps.picture.base import Read
from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.cells import by_month, dissolved_path, kept_rows
from pokrovsk_front.maps.picture.lettering import SANS, css, opacity
from pokrovsk_front.maps.picture.paths import (
    FINEST_PX,
    SCALE,
    UNITS_PER_PX,
    area_path,
    dash_array,
    line_path,
    parts_deg,
)

SEAM_PX = 0.5
"""A fill has an edge of its own colour so wide, or a hair of land shows between two of them."""

PATTERN_EDGE_PX = 0.9
LINE_STEP_PX = 12.0


class PictureError(ValueError):
    """A deck that cannot be drawn as a picture; the text says why."""


@dataclass(frozen=True, slots=True)
class Fill:
    """An area with one fill: of a colour, or of a pattern in that colour."""

    layer_id: str
    path: str
    colour: Colour
    pattern_id: str = ""


PLACE_DOT_PX = 2
"""Radius of the dot in a ring that marks a place."""


@dataclass(slots=True)
class Land:
    """What is drawn of the layers of a deck.

    Attributes:
        definitions: The patterns that fills name.
        fills: Areas, the lowest first.
        over: Hatches, edges, rings and lines, over all areas.
        ring_px: Radii of the rings round places, by their point.
        avoided: What names cover only where they must: rings, lines, lengths of rings.
    """

    definitions: list[str] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    ring_px: dict[tuple[float, float], float] = field(default_factory=dict)
    avoided: list[Box] = field(default_factory=list)

    def svg(self) -> str:
        """Draw areas and what lies over them."""
        groups = groupby(self.fills, key=lambda fill: (fill.colour[3], bool(fill.pattern_id)))
        return "".join(
            [
                f"<defs>{''.join(self.definitions)}</defs>" if self.definitions else "",
                *(_group(list(fills)) for _look, fills in groups),
                *self.over,
            ]
        )


def _area(fill: Fill) -> str:
    colour, look = css(fill.colour), f"fill='{css(fill.colour)}'"
    if fill.pattern_id:
        look = (
            f"fill='url(#{fill.pattern_id})' stroke-opacity='{opacity(fill.colour)}' "
            f"stroke-width='{PATTERN_EDGE_PX * UNITS_PER_PX:g}'"
        )
    return f"<path id='{fill.layer_id}' {look} stroke='{colour}' d='{fill.path}'/>"


def _group(fills: Sequence[Fill]) -> str:
    """Draw areas of one opacity, of which none shows through another."""
    paths = "".join(map(_area, fills))
    seen = "" if fills[0].pattern_id else f" opacity='{opacity(fills[0].colour)}'"
    seam = f"stroke-width='{SEAM_PX * UNITS_PER_PX:g}' stroke-linejoin='round'"
    return f"<g transform='{SCALE}' fill-rule='evenodd' {seam}{seen}>{paths}</g>"


def land_of(
    layers: Sequence[Mapping[str, Any]], read: Read, camera: Camera, figure_id: str
) -> Land:
    """Draw the layers of a deck; names and dots of places are left to `names`.

    Args:
        layers: The layers, as `maps.description` gives them.
        read: Reads what they name.
        camera: Where the picture is seen from.
        figure_id: Begins every id in the picture.

    Raises:
        PictureError: There is a layer of an unknown kind.
    """
    land = Land()
    for layer in layers:
        data = layer["data"]
        rows = read(data) if isinstance(data, str) else data
        layer_id = f"{figure_id}-{layer['id']}"
        match layer["@@type"]:
            case "GeoJsonLayer":
                draw_land = _areas if "fills" in layer else _outline
                draw_land(land, layer, layer_id, rows["features"], camera)
            case "H3HexagonLayer":
                _hexagons(land, layer, layer_id, kept_rows(rows, layer), camera)
            case "ScatterplotLayer":
                land.over.append(_rings(layer, layer_id, rows, camera))
                if layer.get("radiusUnits") == "pixels":
                    land.ring_px |= {(row["p"][0], row["p"][1]): row["r"] for row in rows}
            case "LineLayer" | "PathLayer" as kind:
                draw = _lines if kind == "LineLayer" else _paths
                land.over.append(draw(layer, layer_id, rows, camera))
                ends = ([camera.at(*row["s"]), camera.at(*row["e"])] for row in rows if "s" in row)
                land.avoided += [box for line in ends for box in along(line, LINE_STEP_PX)]
            case "TextLayer":
                land.over.append(_notes(layer, layer_id, rows, camera))
                right, down = layer["getPixelOffset"]
                size = 3 * layer["getSize"], layer["getSize"]
                points = (camera.at(*row["p"]) for row in rows)
                land.avoided += [box_at(x + right, y + down, size) for x, y in points]
            case unknown:
                raise PictureError(f"The layer {layer['id']} is a {unknown}: no picture has that.")
    return land


def _rgba(colour: Sequence[int]) -> Colour:
    red, green, blue, alpha = colour
    return red, green, blue, alpha


def _rings_of(geometry: dict[str, Any]) -> list[Any]:
    """List the rings of all polygons of a geometry."""
    return [ring for area in parts_deg(geometry, "Polygon") for ring in area]


def _outline(
    land: Land,
    layer: Mapping[str, Any],
    layer_id: str,
    features: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> None:
    """Draw an outline: its fill, and the hatch and the dashed edge that it may have."""
    geometries = [each["geometry"] for each in features]
    rings = [ring for each in geometries for ring in _rings_of(each)]
    path = area_path(rings, camera)
    is_hatched = "getFillPattern" in layer
    fill = layer["getFillPatternBackgroundColor" if is_hatched else "getFillColor"]
    if path:
        land.fills.append(Fill(layer_id, path, _rgba(fill)))
    if not is_hatched:
        return
    hatch_id = f"{layer_id}-hatch"
    land.definitions.append(patterns.hatch(hatch_id, _rgba(layer["getFillColor"]), UNITS_PER_PX))
    lines = [line for each in geometries for line in parts_deg(each, "LineString")]
    edge = line_path(lines, camera, finest_px=FINEST_PX)
    colour, width = _rgba(layer["getLineColor"]), layer["getLineWidth"] * UNITS_PER_PX
    dashes = dash_array(layer["getDashArray"], width)
    land.over.append(
        f"<g transform='{SCALE}'><path fill='url(#{hatch_id})' fill-rule='evenodd' d='{path}'/>"
        f"<path fill='none' stroke='{css(colour)}' stroke-width='{width:g}' "
        f"stroke-dasharray='{dashes}' d='{edge}'/></g>"
        if path
        else ""
    )


def _areas(
    land: Land,
    layer: Mapping[str, Any],
    layer_id: str,
    features: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> None:
    """Draw areas, those of one fill together, and the edges of all."""
    rings_by_fill: dict[Colour, list[Any]] = {}
    edges = []
    for each in features:
        rings = _rings_of(each["geometry"])
        edges += rings
        if fill := layer["fills"].get(each["properties"][layer["namedBy"]]):
            rings_by_fill.setdefault(_rgba(fill), []).extend(rings)
    for at, (fill, rings) in enumerate(sorted(rings_by_fill.items())):
        if path := area_path(rings, camera, finest_px=FINEST_PX):
            land.fills.append(Fill(f"{layer_id}-{at}", path, fill))
    colour, width = _rgba(layer["getLineColor"]), layer["getLineWidth"] * UNITS_PER_PX
    path = line_path(edges, camera, finest_px=FINEST_PX)
    land.over.append(
        f"<g transform='{SCALE}'><path fill='none' stroke='{css(colour)}' "
        f"stroke-opacity='{opacity(colour)}' stroke-width='{width:g}' d='{path}'/></g>"
    )


def _hexagons(
    land: Land,
    layer: Mapping[str, Any],
    layer_id: str,
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> None:
    """Draw the union of hexagons: as a pattern those set apart, in a colour of its own a month."""
    fill = layer["getFillColor"]
    if isinstance(fill, str):
        ramp = Ramp.read(fill)
        for at, (colour, cells) in enumerate(by_month(rows, ramp)):
            if path := dissolved_path(cells, camera):
                # One opacity for all, so that they are one group.
                alpha = ramp.first[3]
                land.fills.append(Fill(f"{layer_id}-{at}", path, (*colour[:3], alpha)))
        return
    path = dissolved_path((row["h"] for row in rows), camera)
    if not path:
        return
    colour, coverage = _rgba(fill), layer.get("coverage", 1)
    pattern_id = f"{layer_id}-dots" if coverage < 1 else ""
    if pattern_id:
        land.definitions.append(patterns.dots(pattern_id, colour, coverage, UNITS_PER_PX))
    land.fills.append(Fill(layer_id, path, colour, pattern_id))


def _rings(
    layer: Mapping[str, Any],
    layer_id: str,
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> str:
    """Draw rings without a fill, their radii in pixels or in metres on the ground.

    A ring in pixels marks a place: it has a dot, whether the name of the place finds room or not.
    """
    is_mark = layer.get("radiusUnits") == "pixels"
    per_unit = 1 if is_mark else 1 / camera.metres_per_pixel
    colour = _rgba(layer["getLineColor"])
    points = [camera.at(*row["p"]) for row in rows]
    circles = "".join(
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{row['r'] * per_unit:.1f}'/>"
        for row, (x, y) in zip(rows, points, strict=True)
    )
    dot = f"r='{PLACE_DOT_PX}' fill='{css(colour)}' stroke='none'"
    dots = "".join(f"<circle cx='{x:.1f}' cy='{y:.1f}' {dot}/>" for x, y in points if is_mark)
    return (
        f"<g id='{layer_id}' fill='none' stroke='{css(colour)}' stroke-opacity='{opacity(colour)}' "
        f"stroke-width='{layer['getLineWidth']:g}'>{circles}{dots}</g>"
    )


def _lines(
    layer: Mapping[str, Any],
    layer_id: str,
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> str:
    colour = _rgba(layer["getColor"])
    path = "".join(
        f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
        for row in rows
        for (x1, y1), (x2, y2) in [(camera.at(*row["s"]), camera.at(*row["e"]))]
    )
    return (
        f"<path id='{layer_id}' fill='none' stroke='{css(colour)}' "
        f"stroke-width='{layer['getWidth']:g}' d='{path}'/>"
    )


def _paths(
    layer: Mapping[str, Any],
    layer_id: str,
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> str:
    """Draw lines through many points, such as the outline of a city."""
    colour, width = _rgba(layer["getColor"]), layer["getWidth"] * UNITS_PER_PX
    path = line_path((row["p"] for row in rows), camera)
    return (
        f"<g id='{layer_id}' transform='{SCALE}'><path fill='none' stroke='{css(colour)}' "
        f"stroke-opacity='{opacity(colour)}' stroke-linejoin='round' "
        f"stroke-width='{width:g}' d='{path}'/></g>"
    )


def _notes(
    layer: Mapping[str, Any],
    layer_id: str,
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
) -> str:
    """Draw texts at points, such as the lengths of rings."""
    text, halo = _rgba(layer["getColor"]), _rgba(layer["outlineColor"])
    right, down = layer["getPixelOffset"]
    size = layer["getSize"]
    words = "".join(
        f"<text x='{x + right:.1f}' y='{y + down + size * 0.36:.1f}'>{escape(row['n'])}</text>"
        for row in rows
        for x, y in [camera.at(*row["p"])]
    )
    return (
        f"<g id='{layer_id}' font-family=\"{SANS}\" font-size='{size}' text-anchor='middle' "
        f"fill='{css(text)}' stroke='{css(halo)}' stroke-width='3' paint-order='stroke'>{words}</g>"
    )
