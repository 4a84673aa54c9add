"""Outlines of sets of cells, dissolved along the edges of their hexagons.

It refuses to be measured: closed gaps are for the eye and in no figure.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

import h3
import shapely
from shapely.geometry import shape

from pokrovsk_front.ingest.base_map.features import (
    FeatureCollection,
    cells_outline,
    collection,
    feature,
)

Remember = Callable[[str, object, Callable[[], Any]], Any]
"""A cache of JSON values: takes the kind of a value, its inputs and a function that makes it."""

HEXAGON_DECIMALS = 6
"""Outlines that meet single hexagons are finer: at 5 decimals specks show in the seam."""

EDGE_TOLERANCE_DEG = 0.007
"""Less than a cell across: the edge then cuts through the zigzag of the hexagons."""


def make_anew(_kind: str, _made_from: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 (JSON)
    """Cache nothing: make the value each time."""
    return make()


def max_sides(cells: int) -> int:
    """Bound the number of sides of an outline of so many connected hexagons."""
    return 4 * cells + 2


def small_holes(cells: Iterable[str], *, max_cells: int) -> list[list[str]]:
    """List the small holes in a set of cells, each as the cells that are missing.

    Args:
        cells: H3 cells of one resolution.
        max_cells: Largest hole, in missing cells, that is listed.
    """
    members = set(cells)
    if not members or max_cells < 1:
        return []
    resolution = h3.get_resolution(next(iter(members)))
    holes = []
    for part in shapely.get_parts(shape(h3.cells_to_geo(sorted(members)))):
        for ring in part.interiors:
            if len(ring.coords) - 1 > max_sides(max_cells):
                continue
            hole = set(h3.geo_to_cells(shapely.Polygon(ring), resolution)) - members
            if len(hole) <= max_cells:
                holes.append(sorted(hole))
    return holes


def enclosed_gaps(
    cells: Iterable[str], *, max_cells: int, keep_open: Collection[str] = ()
) -> set[str]:
    """Find the small holes in a set of cells.

    Args:
        cells: H3 cells of one resolution.
        max_cells: Largest hole, in missing cells, that counts as a gap.
        keep_open: A hole with one of these cells in it is no gap (cells with a story of
            their own, such as those that changed hands).

    Returns:
        The missing cells of the gaps. A bay that is open to the outside is no hole.

    Examples:
        >>> middle = h3.latlng_to_cell(48.28, 37.18, 8)
        >>> ring = set(h3.grid_ring(middle, 1))
        >>> enclosed_gaps(ring, max_cells=1) == {middle}
        True
    """
    return _cells_of_closed(small_holes(cells, max_cells=max_cells), keep_open)


def _cells_of_closed(holes: Iterable[Collection[str]], keep_open: Collection[str]) -> set[str]:
    stay_open = frozenset(keep_open)
    return {cell for hole in holes if stay_open.isdisjoint(hole) for cell in hole}


def dissolve(
    cells: Iterable[str],
    *,
    close_gaps_up_to: int = 0,
    keep_open: Collection[str] = (),
    remember: Remember = make_anew,
) -> FeatureCollection:
    """Dissolve cells into one outline that runs along their edges, not simplified.

    Single hexagons drawn beside it meet it without a white gap. Nothing is dropped. It is
    for display: closed gaps are not in any figure.

    Args:
        cells: H3 cells of one resolution.
        close_gaps_up_to: Holes of at most so many cells are filled. They come from classes
            of the source that do not quite touch, as along the line of 2014.
        keep_open: A hole with one of these cells in it is not filled.
        remember: Gives what was drawn of the same cells before.

    Returns:
        A FeatureCollection of one Polygon or MultiPolygon; of no feature for no cells.

    Examples:
        >>> middle = h3.latlng_to_cell(48.28, 37.18, 8)
        >>> outline = dissolve(h3.grid_ring(middle, 1), close_gaps_up_to=1)
        >>> len(outline["features"][0]["geometry"]["coordinates"])  # rings: the outer one
        1
    """
    members = sorted(set(cells))
    if not members:
        return collection([])
    holes = remember(
        "small holes",
        [members, close_gaps_up_to],
        partial(small_holes, members, max_cells=close_gaps_up_to),
    )
    whole = sorted({*members, *_cells_of_closed(holes, keep_open)})
    drawn: FeatureCollection = remember(
        "outline",
        whole,
        lambda: collection([feature(cells_outline(whole), {}, HEXAGON_DECIMALS)]),
    )
    return drawn


def without_cells(
    outline: FeatureCollection,
    pieces: Collection[Collection[str]],
    remember: Remember = make_anew,
) -> FeatureCollection:
    """Cut cells out of an outline along the edges of their hexagons.

    Args:
        outline: What `dissolve` gives, of cells of any resolution.
        pieces: The cells, some at a time: H3 dissolves few in a fraction of what all take.
        remember: Gives what was cut of the same before.
    """
    if not outline["features"] or not pieces:
        return outline

    def cut() -> FeatureCollection:
        land = shape(outline["features"][0]["geometry"])
        taken = shapely.union_all([cells_outline(cells) for cells in pieces])
        return collection([feature(shapely.difference(land, taken), {}, HEXAGON_DECIMALS)])

    made_from = [outline, [sorted(cells) for cells in pieces]]
    found: FeatureCollection = remember("cut outline", made_from, cut)
    return found


def with_edge(outline: FeatureCollection) -> FeatureCollection:
    """Add the edge of a dissolved outline as a line of its own.

    The line is simplified to `EDGE_TOLERANCE_DEG`: a tenth of the vertices, which a browser
    without a graphics card draws in half the time, and a dash that does not follow each hexagon.

    Args:
        outline: What `dissolve` gives; its polygon stays as it is.

    Returns:
        The collection with a MultiLineString after the polygon; unchanged without one.
    """
    edges = [
        feature(shapely.simplify(shape(each["geometry"]).boundary, EDGE_TOLERANCE_DEG), {})
        for each in outline["features"]
    ]
    return collection([*outline["features"], *edges])
