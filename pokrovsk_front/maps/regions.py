"""Names of oblasts, neighbouring countries and seas, and where in an oblast its name has room.

The name of an oblast stands clear of its borders; those of countries and seas have points of their
own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from textwrap import wrap

import numpy as np
import pandas as pd

from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.views import TILE_SIZE_PX

OBLAST_SIZE_PX = 12
LETTER_WIDTH = 0.58
"""Mean width of a letter, in parts of its size; of capitals, a fifth more."""

LINE_HEIGHT = 1.15
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
