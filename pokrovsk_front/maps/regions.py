"""Names of oblasts, neighbouring countries and seas: where they stand from a view.

The name of an oblast stands where the part of it that is in sight has most room, clear of its
borders and of the names of places; those of countries and seas have points of their own. A name
without room is left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from textwrap import wrap

import numpy as np
import pandas as pd

from pokrovsk_front.labels import engine
from pokrovsk_front.labels.boxes import box_at
from pokrovsk_front.maps.labels import (
    LOCALES,
    NAMED_VIEWS,
    label_boxes,
    label_file_name,
    label_rows,
    metres_per_pixel,
    named_in,
    pixel,
    placed_labels,
)
from pokrovsk_front.maps.views import TILE_SIZE_PX, View

COUNTRY_SIZE_PX, OBLAST_SIZE_PX = 13, 12
LETTER_WIDTH = 0.58
"""Mean width of a letter, in parts of its size; of capitals, a fifth more."""

LINE_HEIGHT = 1.15
SIGHT_PX = (960, 500)
"""Width and height of the map in which a name should be in sight."""

CITIES_OF_OBLAST_RANK = frozenset({"UA-30", "UA-40"})
"""Kyiv and Sevastopol: named as places."""

MAX_LINE = 13
"""Letters of a line: "Donetsk oblast" takes two."""

MIN_STEP_PX, MAX_CANDIDATES, MAX_BORDER_POINTS = 4.0, 300, 600

ROOM_ZOOM = 9.0
"""Zoom in whose pixels the room of a name is measured."""

TEXT_RATIO = 2.6
"""Width to height of the name of an oblast; the engine's names.js has the same."""

MIN_ROOM_DEG = 0.14
"""Half the width of the smallest name: at zoom 8 about 30 pixels."""

MAX_POINTS = 40

Ring = Sequence[tuple[float, float]]
"""Positions of a border, longitude first, in degrees."""


@dataclass(frozen=True, slots=True)
class Regions:
    """What is named.

    Attributes:
        oblasts: `oblast_iso`, `name_en`, `name_uk`.
        rings_of: The borders of each oblast by `oblast_iso`.
        neighbours: Countries and seas: `name_en`, `name_uk`, `latitude_deg`, `longitude_deg`.
    """

    oblasts: pd.DataFrame
    rings_of: Mapping[str, Sequence[Ring]]
    neighbours: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map; `x` and `y` are the centre of its text in pixels of the world."""

    text: str
    size_px: int
    x: float
    y: float


def region_rows(
    regions: Regions, places: pd.DataFrame, *, view: View, locale: str
) -> list[dict[str, object]]:
    """Place the names of regions and serialise them as rows for the browser.

    Args:
        regions: What is named.
        places: The places that the view names, as `labels.label_rows` takes them: they have
            priority.
        view: Where the camera stands.
        locale: Language of the names.

    Returns:
        Rows as `labels.label_rows` writes them, without a dot or `i`, and `q` for a quiet name.
    """
    column, oblasts, beyond = f"name_{locale}", regions.oblasts, regions.neighbours
    labels = [
        engine.Label(_at_point(str(name).upper(), latitude, longitude, view), priority=0)
        for name, latitude, longitude in zip(
            beyond[column], beyond["latitude_deg"], beyond["longitude_deg"], strict=True
        )
    ]
    labels += [
        engine.Label(_in_oblast(wrapped(name), regions.rings_of[iso], view), priority=1)
        for iso, name in zip(oblasts["oblast_iso"], oblasts[column], strict=True)
        if iso not in CITIES_OF_OBLAST_RANK
    ]
    placed = placed_labels(named_in(places, locale), view=view)
    board = engine.Board(taken=label_boxes(placed, view))
    metres = metres_per_pixel(view)
    return [
        {
            "n": position.drawn.text,
            "p": _degrees(position.drawn, view),
            "s": round(position.drawn.size_px * metres, 1),
            "r": 0,
            "a": "middle",
            "o": [0, 0],
            "q": 1,
        }
        for _, position in board.place_all(labels)
    ]


def label_files(regions: Regions, places: pd.DataFrame) -> dict[str, bytes]:
    """Write the names of every view in every language, by file name.

    One file and one layer for regions and places: a layer of its own for regions would be sent
    again with each change of day.
    """
    return {
        label_file_name(view, locale): json.dumps(
            [
                *region_rows(regions, places, view=view, locale=locale),
                *label_rows(places, view=view, locale=locale),
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        + b"\n"
        for view in NAMED_VIEWS
        for locale in LOCALES
    }


def wrapped(name: str) -> str:
    r"""Break a name into short lines.

    >>> wrapped("Autonomous Republic of Crimea").split("\n")
    ['Autonomous', 'Republic of', 'Crimea']
    """
    return "\n".join(wrap(name, MAX_LINE, break_long_words=False, break_on_hyphens=False))


def name_size_px(text: str, size_px: float) -> tuple[float, float]:
    """Estimate the width and height of a name of one or more lines, in pixels."""
    lines = text.split("\n")
    letter = LETTER_WIDTH * (1.2 if text.isupper() else 1) * size_px
    return letter * max(map(len, lines)) + 4, len(lines) * size_px * LINE_HEIGHT + 2


def _position(text: str, size_px: int, x: float, y: float) -> engine.Position[Name]:
    return engine.Position(box_at(x, y, name_size_px(text, size_px)), Name(text, size_px, x, y))


def _at_point(
    text: str, latitude_deg: float, longitude_deg: float, view: View
) -> list[engine.Position[Name]]:
    at = pixel(latitude_deg, longitude_deg, view.zoom)
    return [_position(text, COUNTRY_SIZE_PX, *at)]


def _degrees(name: Name, view: View) -> list[float]:
    """Project a pixel back, to about 100 m."""
    world_px = TILE_SIZE_PX * 2**view.zoom
    north = np.arctan(np.sinh((0.5 - name.y / world_px) * 2 * np.pi))
    return [round((name.x / world_px - 0.5) * 360, 3), round(float(np.degrees(north)), 3)]


def _in_oblast(text: str, rings: Sequence[Ring], view: View) -> Iterator[engine.Position[Name]]:
    """Give positions in an oblast where the name is clear of its borders, the roomiest first.

    Those in sight come before those in the rest of it.
    """
    half = np.array(name_size_px(text, OBLAST_SIZE_PX)) / 2
    corners = [
        np.array([pixel(latitude, longitude, view.zoom) for longitude, latitude in ring])
        for ring in rings
    ]
    every = np.concatenate(corners)
    low, high = every.min(axis=0), every.max(axis=0)
    border = np.concatenate([_dense(ring) for ring in corners])
    centre = np.array(pixel(view.latitude_deg, view.longitude_deg, view.zoom))
    reach = np.array(SIGHT_PX) / 2 - half
    in_sight = np.maximum(low, centre - reach), np.minimum(high, centre + reach)
    for south_west, north_east in (in_sight, (low, high)):
        points = _grid(south_west, north_east)
        points = points[_is_inside(points, corners)]
        if len(points):
            # In parts of half the text: 1 where its box just touches the border.
            away = np.abs(points[:, None, :] - border[None, :, :]) / half
            room = away.max(axis=2).min(axis=1)
            for at in np.argsort(-room, kind="stable"):
                if room[at] >= 1:
                    yield _position(text, OBLAST_SIZE_PX, *points[at].tolist())


def roomy_points(rings: Sequence[Ring]) -> list[tuple[float, float, float]]:
    """Find where in an oblast a name may stand, the roomiest first.

    Args:
        rings: Its borders.

    Returns:
        Longitude and latitude of points of a grid, and half the width of the greatest name of
        the ratio `TEXT_RATIO` round each that is clear of the border, in degrees of longitude.
    """
    corners = [
        np.array([pixel(latitude, longitude, ROOM_ZOOM) for longitude, latitude in ring])
        for ring in rings
    ]
    every = np.concatenate(corners)
    border = np.concatenate([_dense(ring) for ring in corners])
    points = _grid(every.min(axis=0), every.max(axis=0))
    points = points[_is_inside(points, corners)]
    away = np.abs(points[:, None, :] - border[None, :, :]) * (1, TEXT_RATIO)
    world_px = TILE_SIZE_PX * 2**ROOM_ZOOM
    room_deg = away.max(axis=2).min(axis=1) * 360 / world_px
    x, y = points[:, 0], points[:, 1]
    longitude = (x / world_px - 0.5) * 360
    latitude = np.degrees(np.arctan(np.sinh((0.5 - y / world_px) * 2 * np.pi)))
    found = np.column_stack([longitude.round(2), latitude.round(2), np.floor(room_deg * 100) / 100])
    found = found[np.argsort(-room_deg, kind="stable")]
    found = found[found[:, 2] >= MIN_ROOM_DEG]
    spread = found[:: max(1, ceil(len(found) / MAX_POINTS))]
    return [(float(one), float(two), float(three)) for one, two, three in spread]


def _grid(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Give up to about `MAX_CANDIDATES` points of a grid between two corners."""
    if not (low < high).all():
        return np.empty((0, 2))
    width, height = high - low
    step = max(MIN_STEP_PX, (width * height / MAX_CANDIDATES) ** 0.5)
    xs = low[0] + step * (np.arange(ceil(width / step)) + 0.5)
    ys = low[1] + step * (np.arange(ceil(height / step)) + 0.5)
    return np.array([(x, y) for y in ys for x in xs])


def _is_inside(points: np.ndarray, rings: Sequence[np.ndarray]) -> np.ndarray:
    """Tell which points lie inside, by how often a line to the east crosses the rings."""
    inside = np.zeros(len(points), dtype=bool)
    x, y = points[:, :1], points[:, 1:]
    for ring in rings:
        (x1, y1), (x2, y2) = ring[:-1].T, ring[1:].T
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        inside ^= (((y1 > y) != (y2 > y)) & (x < crossing)).sum(axis=1) % 2 == 1
    return inside


def _dense(ring: np.ndarray) -> np.ndarray:
    """Give points along a ring, near enough to each other for a name not to slip through."""
    sides = np.hypot(*np.diff(ring, axis=0).T)
    step = max(MIN_STEP_PX, sides.sum() / MAX_BORDER_POINTS)
    steps = [
        np.linspace(one, other, max(1, ceil(side / step)), endpoint=False)
        for (one, other), side in zip(pairwise(ring), sides, strict=True)
    ]
    return np.concatenate(steps)
