"""Letters of the names of places: their size, their dots, and the sides on which they may stand.

The width of a name is estimated from its letters.
"""

from collections.abc import Iterator
from math import log, pi, radians, tan

import pandas as pd

from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.views import TILE_SIZE_PX

LABEL_SIZE_PX = {1: 15, 2: 13, 3: 12}
DOT_RADIUS_PX = {1: 3.5, 2: 2.75, 3: 2.25}
LOWEST_RANK = 3
LETTER_WIDTH = 0.64
"""Mean width of a bold letter, Latin or Cyrillic, in parts of its size: on the wide side."""

EQUATOR_M = 40_075_016.686


def pixel(latitude_deg: float, longitude_deg: float, zoom: float) -> tuple[float, float]:
    """Project to Web Mercator pixels, y downwards."""
    world_px = TILE_SIZE_PX * 2**zoom
    north = log(tan(pi / 4 + radians(latitude_deg) / 2))
    return (world_px * (longitude_deg / 360 + 0.5), world_px * (0.5 - north / (2 * pi)))


def sides(
    name: str, size: float, x: float, y: float, beyond: float = 0.0
) -> Iterator[tuple[str, tuple[float, float], Box]]:
    """Give anchor, offset and box of a name on each side and corner of its dot, the best first.

    Args:
        name: The name; it may have several lines.
        size: Size of type in pixels.
        x: Where the dot is.
        y: Where the dot is, downwards.
        beyond: How much farther than from a dot the name stands, such as outside a ring.
    """
    lines = name.split("\n")
    width, half = LETTER_WIDTH * size * max(map(len, lines)) + 2, size * 0.6 * len(lines)
    gap, rise = 7.0 + beyond, size * len(lines) / 2 + 5 + beyond
    yield "start", (gap, 0.0), Box(x + gap, y - half, x + (gap + width), y + half)
    yield "end", (-gap, 0.0), Box(x + (-gap - width), y - half, x - gap, y + half)
    for up in (-rise, rise):
        box = Box(x - width / 2, y + (up - half), x + width / 2, y + (up + half))
        yield "middle", (0.0, up), box
    near = 2.0 + beyond / 2
    for up in (-rise, rise):
        low, high = y + (up - half), y + (up + half)
        yield "start", (near, up), Box(x + near, low, x + (near + width), high)
        yield "end", (-near, up), Box(x + (-near - width), low, x - near, high)


def named_in(places: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Give places their `name` on the map in a language.

    What tells namesakes apart in a list, in brackets, is not needed beside a dot.
    """
    return places.assign(name=places[f"name_{locale}"].str.replace(r"\s*\(.*\)$", "", regex=True))
