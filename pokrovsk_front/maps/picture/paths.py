"""Paths of SVG: rings and lines in pixels, clipped to the picture, in whole tenths of a pixel.

A path is written for a group that is scaled by `SCALE`, in steps from point to point: half the
bytes of decimals.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.picture.camera import Camera, Points

UNITS_PER_PX = 10
SCALE = f"scale({1 / UNITS_PER_PX:g})"

BEYOND_PX = 8.0
"""Clipped so far outside the picture that no edge of the clipping is seen."""

FINEST_PX = 0.6
"""Points of a base map that are nearer to the last one are left out."""


def parts_deg(geometry: dict[str, Any], kind: str) -> list[Any]:
    """List the polygons or the lines of a geometry of GeoJSON; none where it is of another kind.

    Args:
        geometry: The geometry.
        kind: `Polygon` or `LineString`.
    """
    if not geometry["type"].endswith(kind):
        return []
    coordinates = geometry["coordinates"]
    return list(coordinates) if geometry["type"].startswith("Multi") else [coordinates]


def area_path(
    rings_deg: Iterable[Sequence[Any] | Points], camera: Camera, *, finest_px: float = 0
) -> str:
    """Write areas as one path, to be filled by the even-odd rule.

    Args:
        rings_deg: Rings of (longitude, latitude), shells and holes alike.
        camera: Projects them.
        finest_px: Points that are nearer to the last one are left out.
    """
    return "".join(
        _written(ring, "z")
        for near in _in_sight(rings_deg, camera)
        for ring in [_coarse(_clipped(near, camera.frame), finest_px)]
        if len(ring) > 2
    )


def line_path(lines_deg: Iterable[Sequence[Any]], camera: Camera, *, finest_px: float = 0) -> str:
    """Write lines as one path; what is out of the picture is left out."""
    return "".join(
        _written(_coarse(run, finest_px), "")
        for near in _in_sight(lines_deg, camera)
        for run in _seen(near, camera.frame)
    )


def dash_array(lengths: Iterable[float], width: float) -> str:
    """Write the dashes of a line, whose lengths deck.gl and a style give in widths of it."""
    return " ".join(f"{length * width:g}" for length in lengths)


def _around(frame: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    low = frame.left - BEYOND_PX, frame.low - BEYOND_PX
    return low, (frame.right + BEYOND_PX, frame.high + BEYOND_PX)


def _in_sight(shapes_deg: Iterable[Sequence[Any] | Points], camera: Camera) -> Iterator[Points]:
    """Project shapes in one go, and give those whose box touches the picture.

    Most of a country lies outside a picture of a city.
    """
    shapes = [np.asarray(each, dtype=float) for each in shapes_deg]
    if not shapes:
        return
    points = camera.project(np.concatenate(shapes))
    ends = np.cumsum([len(each) for each in shapes])
    firsts = np.r_[0, ends[:-1]]
    low, high = _around(camera.frame)
    least, most = np.minimum.reduceat(points, firsts), np.maximum.reduceat(points, firsts)
    is_near = ((most >= low) & (least <= high)).all(axis=1)
    for first, end in zip(firsts[is_near], ends[is_near], strict=True):
        yield points[first:end]


def _clipped(ring: Points, frame: Box) -> Points:
    """Clip a ring to the picture (Sutherland and Hodgman): one half-plane after another."""
    low, high = _around(frame)
    for axis in (0, 1):
        for bound, sign in ((low[axis], 1.0), (high[axis], -1.0)):
            ring = _half(ring, axis, bound, sign)
    return ring


def _half(ring: Points, axis: int, bound: float, sign: float) -> Points:
    """Keep the side of a ring where `sign` times the distance from the bound is not negative."""
    depth = sign * (ring[:, axis] - bound)
    if len(ring) == 0 or depth.min() >= 0:
        return ring
    after, depth_after = np.roll(ring, -1, axis=0), np.roll(depth, -1)
    crosses = (depth >= 0) != (depth_after >= 0)
    span = np.where(crosses, depth - depth_after, 1.0)
    crossing = ring + (after - ring) * (depth / span)[:, None]
    kept = np.column_stack([depth >= 0, crosses]).ravel()
    both: Points = np.stack([ring, crossing], axis=1).reshape(-1, 2)
    side: Points = both[kept]
    return side


def _seen(line: Points, frame: Box) -> Iterator[Points]:
    """Give the runs of a line whose stretches touch the picture."""
    low, high = _around(frame)
    start, end = line[:-1], line[1:]
    outside = ((np.maximum(start, end) < low) | (np.minimum(start, end) > high)).any(axis=1)
    edges = np.flatnonzero(np.diff(np.r_[True, outside, True]))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield line[first : last + 1]


def _coarse(points: Points, finest_px: float) -> Points:
    """Leave out points that are nearer than `finest_px` to the last one kept."""
    if not finest_px or len(points) < 3:
        return points
    kept, (last_x, last_y) = [0], points[0]
    for at, (x, y) in enumerate(points[1:-1].tolist(), start=1):
        if abs(x - last_x) + abs(y - last_y) >= finest_px:
            kept.append(at)
            last_x, last_y = x, y
    coarse: Points = points[[*kept, len(points) - 1]]
    return coarse


def _written(points: Points, end: str) -> str:
    units = np.rint(points * UNITS_PER_PX).astype(int)
    steps = np.diff(units, axis=0)
    steps = steps[steps.any(axis=1)]
    # A step that is negative brings its own separator.
    text = "".join(f"{dx}{dy}" if dy < 0 else f"{dx} {dy}" for dx, dy in _spaced(steps))
    x, y = units[0]
    return f"M{x} {y}l{text}{end}" if text else ""


def _spaced(steps: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 (an array of whole numbers)
    for at, (dx, dy) in enumerate(steps.tolist()):
        yield (f" {dx}" if at and dx >= 0 else f"{dx}"), dy
