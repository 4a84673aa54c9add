"""Hexagons of a layer: those that its filter keeps, dissolved into one outline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import h3
import numpy as np

from pokrovsk_front.maps.palette import Colour, Ramp
from pokrovsk_front.maps.picture.camera import Camera, Points
from pokrovsk_front.maps.picture.paths import area_path
from pokrovsk_front.model.cells import day_number, day_of

CELL_M = 1_100
"""Greatest width of a hexagon of the grid: one whose centre is so far outside is not seen."""

MAX_KNOWN = 100_000
"""Middles of cells kept by a process: pictures of one build show the same ones."""

Rows = Sequence[Mapping[str, Any]]


def kept_rows(rows: Rows, layer: Mapping[str, Any]) -> Rows:
    """Keep the rows that the filter of a layer keeps, bounds included; all without a filter."""
    if "filterRange" not in layer:
        return rows
    named = layer["getFilterValue"].removeprefix("@@=").strip("[]").split(",")
    for key, (low, high) in zip(named, layer["filterRange"], strict=True):
        rows = [row for row in rows if low <= row[key] <= high]
    return rows


def dissolved_path(cells: Iterable[str], camera: Camera) -> str:
    """Write the union of hexagons as one path, without the edges between them."""
    seen = _in_sight(list(cells), camera)
    if not seen:
        return ""
    shape = h3.cells_to_h3shape(seen, tight=False)
    rings: list[Points] = [
        np.asarray(ring)[:, ::-1] for polygon in shape for ring in (polygon.outer, *polygon.holes)
    ]
    # The library lists its polygons in the order of a hash table.
    rings.sort(key=lambda ring: tuple(ring.min(axis=0)))
    return area_path(rings, camera)


def _in_sight(cells: list[str], camera: Camera) -> list[str]:
    if not cells:
        return []
    centres = np.array([_centre(cell) for cell in cells])[:, ::-1]
    x, y = camera.project(centres).T
    room = 2 * CELL_M / camera.metres_per_pixel + 8
    seen = (x > -room) & (x < camera.width_px + room) & (y > -room) & (y < camera.height_px + room)
    return [cells[at] for at in np.flatnonzero(seen)]


@lru_cache(MAX_KNOWN)
def _centre(cell: str) -> tuple[float, float]:
    """Give latitude and longitude of the middle of a cell."""
    latitude, longitude = h3.cell_to_latlng(cell)
    return latitude, longitude


def by_month(rows: Rows, ramp: Ramp) -> list[tuple[Colour, list[str]]]:
    """Sort hexagons by the month since which each has been occupied, the earliest first.

    Args:
        rows: Rows with `h`, the cell, and `f`, the day as a number.
        ramp: The colours: a month has that of its middle.

    Returns:
        The colour and the cells of each month.
    """
    months: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        day = day_of(max(row["f"], ramp.first_day))
        months.setdefault((day.year, day.month), []).append(row["h"])
    return [
        (ramp.at(_middle(year, month, ramp)), cells)
        for (year, month), cells in sorted(months.items())
    ]


def _middle(year: int, month: int, ramp: Ramp) -> int:
    return min(max(day_number(date(year, month, 15)), ramp.first_day), ramp.last_day)
