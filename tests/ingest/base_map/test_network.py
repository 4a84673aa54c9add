"""A thinned network: one line for many tracks, nothing lost that a reader would miss."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.network import Ranked, Thinning, thinned

THINNING = Thinning(spur_km=4, part_km=10, parallel_km=0.8)
LAT, EAST = 48.0, 1 / (111.2 * np.cos(np.radians(48.0)))
NORTH = 1 / 111.2


def at(east_km: float, north_km: float) -> tuple[float, float]:
    return 37 + east_km * EAST, LAT + north_km * NORTH


def line(*points_km: tuple[float, float], rank: int = 1) -> Ranked:
    return rank, LineString([at(*point) for point in points_km])


def drawn(*lines: Ranked) -> BaseGeometry:
    return shapely.union_all([each for _, each in thinned(lines, THINNING)])


def length_km(geometry: BaseGeometry) -> float:
    stretched = shapely.transform(geometry, lambda xy: xy / (EAST, NORTH))
    return float(stretched.length)


@pytest.mark.parametrize("apart_km", [0.005, 0.05, 0.2, 0.5])
def test_two_tracks_side_by_side_are_one(apart_km: float) -> None:
    tracks = line((-5, 0), (35, 0)), line((0, 0), (1, apart_km), (29, apart_km), (30, 0))
    assert length_km(drawn(*tracks)) == pytest.approx(40, rel=0.06)


def test_a_single_line_stays_where_it_is() -> None:
    bends = line((0, 0), (12, 3), (20, -2), (30, 8))
    near = drawn(bends)
    assert near.hausdorff_distance(bends[1]) < 0.5 * NORTH
    assert length_km(near) == pytest.approx(length_km(bends[1]), rel=0.05)


def test_sidings_and_specks_are_left_out_and_branches_stay() -> None:
    main, branch = line((0, 0), (30, 0)), line((15, 0), (15, 9))
    siding, speck = line((8, 0), (8, 3)), line((0, 20), (9, 20))
    network = drawn(main, branch, siding, speck)
    assert length_km(network) == pytest.approx(39, rel=0.05)
    assert network.distance(Point(at(15, 9))) < 0.5 * NORTH
    assert network.distance(Point(at(8, 3))) > 2 * NORTH


def test_a_bypass_stays_and_a_loop_of_a_yard_goes() -> None:
    main = line((0, 0), (40, 0))
    bypass = line((5, 0), (10, 4), (20, 4), (25, 0))
    yard = line((30, 0), (31, 0.7), (33, 0.7), (34, 0))
    network = drawn(main, bypass, yard)
    assert network.distance(Point(at(15, 4))) < 0.5 * NORTH
    assert network.distance(Point(at(32, 0.7))) > 0.4 * NORTH


def test_a_gap_in_the_source_is_bridged_and_a_wide_one_is_not() -> None:
    gap = drawn(line((0, 0), (15, 0)), line((15.8, 0), (30, 0)))
    assert length_km(gap) == pytest.approx(30, rel=0.05)
    wide = drawn(line((0, 0), (15, 0)), line((18, 0), (33, 0)))
    assert wide.distance(Point(at(16.5, 0))) > NORTH


def test_the_greater_rank_wins_where_both_run_and_a_change_of_rank_ends_a_line() -> None:
    lines = [line((0, 0), (30, 0), rank=2), line((0, 0), (15, 0), rank=1)]
    found = thinned(lines, THINNING)
    assert sorted(rank for rank, _ in found) == [1, 2]
    assert [length_km(each) for _, each in found] == pytest.approx([15, 15], abs=1)


def test_a_ring_without_a_junction_is_drawn_whole() -> None:
    ring = line((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
    assert length_km(drawn(ring)) == pytest.approx(40, rel=0.06)


def test_nothing_gives_nothing() -> None:
    assert thinned([], THINNING) == []


def test_the_order_of_the_lines_does_not_matter() -> None:
    lines = [line((0, 0), (30, 0)), line((15, 0), (15, 9)), line((3, 5), (15, 9), (22, 1), rank=2)]
    for one, other in pairwise([lines, lines[::-1], lines[1:] + lines[:1]]):
        first, second = thinned(one, THINNING), thinned(other, THINNING)
        assert [rank for rank, _ in first] == [rank for rank, _ in second]
        for (_, line_1), (_, line_2) in zip(first, second, strict=True):
            assert line_1.equals_exact(line_2, 1e-9)
