"""Names and dots of places in a picture, and its scale bar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log2, log10
from typing import Any

from pokrovsk_front.labels import engine
from pokrovsk_front.labels.boxes import Box, box_at
from pokrovsk_front.maps.labels import DOT_RADIUS_PX, LABEL_SIZE_PX, LOWEST_RANK, sides
from pokrovsk_front.maps.palette import Palette
from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.lettering import SANS, Type, css
from pokrovsk_front.maps.regions import OBLAST_SIZE_PX, TEXT_RATIO, name_size_px
from pokrovsk_front.maps.views import TILE_SIZE_PX
from pokrovsk_front.model.wording import Wording

EDGE_PX = 6
BAR_SHARE = 0.2
"""How much of the width of a picture its scale bar takes at most."""

BAR_EDGE_PX, BAR_HEIGHT_PX = 18, 5
BAR_PLATE_OPACITY = 0.72

OBLAST_UP_TO_ZOOM = 9.8
"""Nearer in, its name would cover a town; the engine's names.js has the same."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its place in the picture, in pixels; that of a region has no dot."""

    text: str
    rank: int
    dot: tuple[float, float]
    anchor: str
    offset: tuple[float, float]
    box: Box
    is_region: bool = False

    @property
    def size_px(self) -> float:
        """The size of its type on a page."""
        return OBLAST_SIZE_PX if self.is_region else LABEL_SIZE_PX[self.rank]


def with_own(
    listed: Sequence[Mapping[str, Any]], own: Sequence[Mapping[str, Any]] | None
) -> list[Mapping[str, Any]]:
    """Replace the places that a map may name by those that it names by itself, if it has such.

    Args:
        listed: The rows of `static/names_*.json`, as `maps.names` writes them.
        own: The rows of `maps.names.own_rows`.
    """
    if own is None:
        return list(listed)
    return [*own, *(row for row in listed if row["k"] != "place")]


def rows_at(
    listed: Sequence[Mapping[str, Any]], camera: Camera, size: float
) -> list[dict[str, Any]]:
    """Choose what a picture names, out of all that a map may name.

    Args:
        listed: The rows of `static/names_*.json`, as `maps.names` writes them.
        camera: Where the picture is seen from.
        size: Size of type, times that of a map on a page: the larger, the fewer small places.

    Returns:
        Names for `placed_anew`, the greatest first.
    """
    zoom = camera.zoom - log2(size)
    rows = (_row_at(row, camera, size) for row in listed if row["z"] <= zoom)
    return [row for row in rows if row is not None]


def _row_at(row: Mapping[str, Any], camera: Camera, size: float) -> dict[str, Any] | None:
    match row["k"]:
        case "place":
            rank = min(max(row["r"], 1), LOWEST_RANK)
            return {"n": row["n"], "p": row["p"], "r": rank}
        case "oblast":
            if camera.zoom > OBLAST_UP_TO_ZOOM:
                return None
            width, height = name_size_px(row["n"], OBLAST_SIZE_PX * size)
            needed = max(width, height * TEXT_RATIO) / 2
            rooms = sorted(((_room(point, camera), point) for point in row["at"]), reverse=True)
            points = [point[:2] for room, point in rooms if room >= needed]
            if not points:
                return None
            at_px = [camera.at(*point) for point in points]
            return {"n": row["n"], "p": points[0], "at_px": at_px, "r": 0, "q": 1}
    text = row["n"].upper() if row["k"] == "country" else row["n"]
    return {"n": text, "p": row["p"], "r": 0, "q": 1}


def _room(point: Sequence[float], camera: Camera) -> float:
    """Give half the width of the greatest name round a point of an oblast that is in sight."""
    longitude, latitude, room_deg = point
    x, y = camera.at(longitude, latitude)
    edges = min(x, camera.width_px - x), min(y, camera.height_px - y) * TEXT_RATIO
    return min(room_deg * TILE_SIZE_PX * 2**camera.zoom / 360, *edges)


def placed_anew(
    rows: Sequence[Mapping[str, Any]],
    camera: Camera,
    size: float,
    taken: Sequence[Box],
    ring_px: Mapping[tuple[float, float], float],
    avoided: Sequence[Box],
) -> list[Name]:
    """Place the names for the picture: whole within it, none on another, the greatest first.

    Args:
        rows: The names of the deck, those with priority first.
        camera: Where the picture is seen from.
        size: Size of type, times that of a map on a page.
        taken: What no name may cover.
        ring_px: Radii of the rings round places, by their point; no name of another covers one.
        avoided: What names cover only where they have no other room.

    Returns:
        The names that have room.
    """
    frame = camera.frame
    room = Box(EDGE_PX, EDGE_PX, frame.right - EDGE_PX, frame.high - EDGE_PX)
    seen = [(row, camera.at(*row["p"])) for row in rows]
    seen = [(row, at) for row, at in seen if frame.holds(Box(*at, *at))]
    regions = [(row, at) for row, at in seen if _is_region(row)]
    seen = [(row, at) for row, at in seen if not _is_region(row)]
    dots = [_dot(at, DOT_RADIUS_PX[row["r"]] * size) for row, at in seen]
    rings = {point: _dot(camera.at(*point), radius - 1) for point, radius in ring_px.items()}
    labels = []
    for priority, ((row, at), dot) in enumerate(zip(seen, dots, strict=True)):
        rank, beyond = row["r"], ring_px.get(_point(row), 0.0)
        others = [ring for point, ring in rings.items() if point != _point(row)]
        positions = [
            engine.Position(box, Name(row["n"], rank, at, anchor, offset, box), attached=(dot,))
            for anchor, offset, box in sides(row["n"], LABEL_SIZE_PX[rank] * size, *at, beyond)
            if not any(box.overlaps(ring) for ring in others)
        ]
        labels.append(engine.Label(positions, (rank, priority), avoided=[*dots, *avoided]))
    labels += [_region(row, at, size, number, dots) for number, (row, at) in enumerate(regions)]
    board = engine.Board(room, list(taken))
    return [position.drawn for _label, position in board.place_all(labels)]


def _region(
    row: Mapping[str, Any], at: tuple[float, float], size: float, number: int, dots: Sequence[Box]
) -> engine.Label[Name]:
    """Give the name of a region its positions, round its points, after those of all places."""
    extent = name_size_px(row["n"], OBLAST_SIZE_PX * size)
    middles = row.get("at_px", [at])
    boxes = [box_at(point[0], point[1], extent) for point in middles]
    positions = [
        engine.Position(
            box, Name(row["n"], LOWEST_RANK, point, "middle", (0.0, 0.0), box, is_region=True)
        )
        for point, box in zip(middles, boxes, strict=True)
    ]
    return engine.Label(positions, (LOWEST_RANK + 1, number), avoided=[*dots])


def _is_region(row: Mapping[str, Any]) -> bool:
    return bool(row.get("q"))


def _point(row: Mapping[str, Any]) -> tuple[float, float]:
    longitude, latitude = row["p"]
    return longitude, latitude


def _dot(at: tuple[float, float], radius: float) -> Box:
    x, y = at
    reach = radius + 2
    return Box(x - reach, y - reach, x + reach, y + reach)


def drawn_names(
    names: Sequence[Name],
    size: float,
    palette: Palette,
    attributes_of: Callable[[Name], str] = lambda _name: "",
) -> str:
    """Draw names with a halo, and the dots of places.

    Args:
        names: Where they are placed.
        size: Size of type, times that of a map on a page.
        palette: Colours of the scheme.
        attributes_of: Gives attributes of SVG for a name and its dot.
    """
    places = [name for name in names if not name.is_region]
    regions = [name for name in names if name.is_region]
    dots = "".join(
        f"<circle cx='{name.dot[0]:.1f}' cy='{name.dot[1]:.1f}' "
        f"r='{DOT_RADIUS_PX[name.rank] * size:.3g}'{attributes_of(name)}/>"
        for name in places
    )
    return (
        f"<g fill='{css(palette.city_dot)}' stroke='{css(palette.city_dot_outline)}'>{dots}</g>"
        f"<g font-family=\"{SANS}\" font-weight='600' "
        f"stroke='{css(palette.label_halo)}' stroke-width='{3 * size:g}' stroke-linejoin='round' "
        f"paint-order='stroke'><g fill='{css(palette.region_text)}'>"
        f"{''.join(_text(name, size, attributes_of(name)) for name in regions)}</g>"
        f"<g fill='{css(palette.label_text)}'>"
        f"{''.join(_text(name, size, attributes_of(name)) for name in places)}</g></g>"
    )


def _text(name: Name, size: float, attributes: str) -> str:
    size_px = name.size_px * size
    lines = name.text.split("\n")
    x, middle = name.dot[0] + name.offset[0], name.dot[1] + name.offset[1]
    top = middle + size_px * (0.35 - 0.6 * (len(lines) - 1))
    side = "" if name.anchor == "start" else f" text-anchor='{name.anchor}'"
    spans = "".join(
        f"<tspan x='{x:.1f}' y='{top + at * 1.2 * size_px:.1f}'>{escape(line)}</tspan>"
        for at, line in enumerate(lines)
    )
    return f"<text font-size='{size_px:g}'{side}{attributes}>{spans}</text>"


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A scale bar in the lower left corner: a round number of kilometres."""

    km: float
    width_px: float
    left: float
    low: float
    size_px: float

    @classmethod
    def of(cls, camera: Camera, size: float, seen_px: float) -> "ScaleBar":
        """Choose the longest of 1, 2 or 5 times a power of ten kilometres that has room.

        Args:
            camera: Where the picture is seen from.
            size: Size of type, times that of a map on a page.
            seen_px: The width that it takes its share of.
        """
        km_per_px = camera.metres_per_pixel / 1000
        max_km = seen_px * BAR_SHARE * km_per_px
        power = 10.0 ** floor(log10(max_km))
        km = next(step * power for step in (5, 2, 1) if step * power <= max_km)
        low = camera.height_px - BAR_EDGE_PX - BAR_HEIGHT_PX
        return cls(km, km / km_per_px, BAR_EDGE_PX, low, 13 * size)

    @property
    def box(self) -> Box:
        """What no name may cover."""
        right = self.left + max(self.width_px, 5 * self.size_px)
        return Box(0, self.low - 1.6 * self.size_px, right + 8, self.low + BAR_EDGE_PX * 2)

    def svg(self, palette: Palette, words: Wording) -> str:
        """Draw the bar and, over it, its length in kilometres at the centre of the picture."""
        text = words.distance(self.km, 0 if self.km >= 1 else 1)
        ink, halo = css(palette.label_text), css(palette.label_halo)
        path = f"M{self.left:g} {self.low:g}v{BAR_HEIGHT_PX}h{self.width_px:.1f}v-{BAR_HEIGHT_PX}"
        baseline = self.low - 0.35 * self.size_px
        top, wide = self.box.low + 1, max(self.width_px, Type(self.size_px).width_px(text))
        return (
            f"<rect x='{self.left - 5:g}' y='{top:.1f}' width='{wide + 10:.1f}' "
            f"height='{self.low + BAR_HEIGHT_PX + 5 - top:.1f}' rx='3' fill='{halo}' "
            f"opacity='{BAR_PLATE_OPACITY}'/>"
            f"<g fill='none' stroke-linejoin='round'><path d='{path}' stroke='{halo}' "
            f"stroke-width='5'/><path d='{path}' stroke='{ink}' stroke-width='1.8'/></g>"
            f"<text x='{self.left:g}' y='{baseline:.1f}' font-family=\"{SANS}\" "
            f"font-size='{self.size_px:g}' font-weight='600' fill='{ink}' stroke='{halo}' "
            f"stroke-width='4' stroke-linejoin='round' "
            f"paint-order='stroke'>{escape(text)}</text>"
        )
