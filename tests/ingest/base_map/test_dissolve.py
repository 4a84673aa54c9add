"""Outlines of cells: small gaps closed, the edges of the hexagons kept."""

from typing import Any

import h3
import shapely
from shapely.geometry import shape

from pokrovsk_front.ingest.base_map.dissolve import (
    EDGE_TOLERANCE_DEG,
    dissolve,
    enclosed_gaps,
    with_edge,
)

MIDDLE = h3.latlng_to_cell(48.28, 37.18, 8)


def interiors(collection: dict[str, Any]) -> int:
    geometry = shape(collection["features"][0]["geometry"])
    return sum(len(part.interiors) for part in shapely.get_parts(geometry))


def test_a_hole_of_one_cell_is_closed_and_one_of_61_is_not() -> None:
    disk = set(h3.grid_disk(MIDDLE, 8))
    assert len(h3.grid_disk(MIDDLE, 4)) == 61
    assert interiors(dissolve(disk - {MIDDLE})) == 1
    assert interiors(dissolve(disk - {MIDDLE}, close_gaps_up_to=1)) == 0
    assert interiors(dissolve(disk - set(h3.grid_disk(MIDDLE, 4)), close_gaps_up_to=50)) == 1


def test_an_island_in_a_gap_does_not_lie_under_the_filling() -> None:
    cells = set(h3.grid_disk(MIDDLE, 4)) - set(h3.grid_ring(MIDDLE, 2))
    filled = dissolve(cells, close_gaps_up_to=12)
    whole = dissolve(h3.grid_disk(MIDDLE, 4))
    assert filled == whole


def test_a_gap_with_a_story_of_its_own_stays_open() -> None:
    ring = set(h3.grid_ring(MIDDLE, 1))
    assert enclosed_gaps(ring, max_cells=5) == {MIDDLE}
    assert enclosed_gaps(ring, max_cells=5, keep_open={MIDDLE}) == set()


def test_the_outline_meets_single_hexagons() -> None:
    outline = shape(dissolve(h3.grid_disk(MIDDLE, 1))["features"][0]["geometry"])
    corners = shapely.MultiPoint(
        [(lon, lat) for cell in h3.grid_ring(MIDDLE, 2) for lat, lon in h3.cell_to_boundary(cell)]
    )
    apart_deg = [corners.distance(shapely.Point(xy)) for xy in shapely.get_coordinates(outline)]
    assert max(apart_deg) < 1.5e-6, "a hand's breadth on the ground"


def test_no_cells_give_no_feature() -> None:
    assert dissolve([]) == {"type": "FeatureCollection", "features": []}


def test_the_edge_of_an_outline_is_a_line_of_its_own_near_it() -> None:
    outline = dissolve(h3.grid_disk(MIDDLE, 8))
    polygon, edge = with_edge(outline)["features"]
    assert polygon == outline["features"][0]
    ring, line = shape(polygon["geometry"]).boundary, shape(edge["geometry"])
    assert len(shapely.get_coordinates(line)) < len(shapely.get_coordinates(ring)) / 4
    assert ring.hausdorff_distance(line) < 1.5 * EDGE_TOLERANCE_DEG
    assert with_edge(dissolve([])) == dissolve([])
