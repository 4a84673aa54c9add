"""Areas: the sphere and the ellipsoid against closed formulas, the cells against the polygon."""

import math

import h3
import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.base_map.boundaries import Oblast
from pokrovsk_front.ingest.measure import grid, projection
from pokrovsk_front.ingest.measure.areas import AreaIndex
from pokrovsk_front.ingest.measure.class_areas import measure
from pokrovsk_front.ingest.measure.map_diff import MapDiff, grey_zone_change, measure_diff
from pokrovsk_front.ingest.measure.oblasts import country_with_margin
from pokrovsk_front.ingest.measure.snapshot import SnapshotError, read_snapshot
from tests.ingest.made_up import (
    CRIMEA,
    DONBAS,
    GREY,
    GREY_FILL,
    OCCUPIED_FILL,
    OLD_FILL,
    TUZLA,
    Box,
    box_km2,
    collection,
    feature,
    polygon,
)

RULES = archive_rules()
SPHERE, ELLIPSOID = RULES.sphere_crs, RULES.ellipsoid_crs
RAW, _, MERGED = RULES.archives

# WGS84 (NGA.STND.0036): semi-major axis in km and flattening.
WGS84_A_KM, WGS84_F = 6378.137, 1 / 298.257223563


def ellipsoid_box_km2(bounds: Box) -> float:
    """Area between two parallels of an ellipsoid, in closed form.

    b²·Δλ/2 · [sin φ / (1 - e² sin² φ) + artanh(e sin φ) / e], upper less lower parallel (Snyder,
    Map Projections: A Working Manual, USGS 1987, formula 3-12).
    """
    west, south, east, north = bounds
    eccentricity = math.sqrt(WGS84_F * (2 - WGS84_F))

    def below(latitude_deg: float) -> float:
        sine = math.sin(math.radians(latitude_deg))
        return (
            sine / (1 - (eccentricity * sine) ** 2) + math.atanh(eccentricity * sine) / eccentricity
        )

    polar_km = WGS84_A_KM * (1 - WGS84_F)
    return polar_km**2 * math.radians(east - west) / 2 * (below(north) - below(south))


# All of the made-up land lies in it.
COUNTRY = shapely.to_wkb(projection.project(box(30, 44, 41, 53), SPHERE))


def on_sphere(*bounds: Box) -> BaseGeometry:
    return projection.union(projection.project(np.array([box(*each) for each in bounds]), SPHERE))


BOXES: list[Box] = [
    (37.0, 48.0, 37.1, 48.1),
    (36.0, 46.0, 38.0, 47.0),
    (32.5, 44.4, 36.6, 46.2),
    (37.0, 48.0, 37.0001, 48.0001),
]


@pytest.mark.parametrize("bounds", BOXES)
def test_a_box_on_the_sphere_has_the_area_of_the_closed_formula(bounds: Box) -> None:
    assert projection.area_km2(on_sphere(bounds)) == pytest.approx(box_km2(bounds), rel=1e-9)


@pytest.mark.parametrize("bounds", BOXES)
def test_a_box_on_the_ellipsoid_has_the_area_of_the_closed_formula(bounds: Box) -> None:
    drawn = projection.reproject(on_sphere(bounds), SPHERE, ELLIPSOID)
    assert projection.area_km2(drawn) == pytest.approx(ellipsoid_box_km2(bounds), rel=1e-6)


def test_the_ellipsoid_gives_about_a_twentieth_of_a_percent_more() -> None:
    # The occupied land lies between Crimea and the north of Luhansk oblast.
    for bounds, at_least, at_most in (
        ((33.0, 44.5, 36.5, 46.0), 1.0000, 1.0003),
        ((36.0, 47.0, 39.0, 48.0), 1.0004, 1.0006),
        ((37.0, 49.0, 39.0, 50.0), 1.0008, 1.0012),
    ):
        drawn = on_sphere(bounds)
        ratio = projection.area_km2(
            projection.reproject(drawn, SPHERE, ELLIPSOID)
        ) / projection.area_km2(drawn)
        assert at_least < ratio < at_most


def test_there_and_back_again() -> None:
    land = shapely.union_all([box(*DONBAS), box(*TUZLA)])
    back = projection.to_degrees(projection.project(land, SPHERE), SPHERE)
    # A ten-millionth of a degree is a centimetre.
    assert shapely.hausdorff_distance(back, land) < 1e-7


def test_land_drawn_twice_counts_once() -> None:
    left, right = (37.0, 48.0, 37.2, 48.1), (37.1, 48.0, 37.3, 48.1)
    joined = on_sphere(left, right, right)
    assert projection.area_km2(joined) == pytest.approx(box_km2((37.0, 48.0, 37.3, 48.1)), rel=1e-9)


def test_a_ring_that_crosses_itself_is_repaired_and_keeps_no_line() -> None:
    bow_tie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)])
    spike = shapely.Polygon([(5, 0), (7, 0), (7, 2), (5, 2), (5, 0), (4, 0), (5, 0)])
    joined = projection.union(np.array([bow_tie, spike]))
    assert joined.is_valid
    assert joined.area == pytest.approx(2 + 4)
    assert {part.geom_type for part in shapely.get_parts(joined)} == {"Polygon"}


def test_no_polygon_is_no_land() -> None:
    assert projection.area_km2(projection.union(np.array([], dtype=object))) == 0
    assert projection.area_km2(projection.areas_only(shapely.LineString([(0, 0), (1, 1)]))) == 0


def test_classes_of_a_map_are_measured_apart_and_joined() -> None:
    # The land since 2022 reaches 0.05 degrees into the land of 2014: it counts once.
    since: Box = (DONBAS[0] - 0.1, DONBAS[1], DONBAS[0] + 0.05, DONBAS[3])
    snapshot = read_snapshot(
        collection(
            feature(polygon(since), OCCUPIED_FILL),
            feature(polygon(DONBAS), OLD_FILL, "ОРДЛО"),
            feature(polygon(CRIMEA), OLD_FILL, "Крим"),
            feature(polygon(TUZLA), OLD_FILL, "о. Тузла"),
            feature(polygon(GREY), GREY_FILL),
        ),
        RAW,
    )
    measured = measure(snapshot, RULES, "tuzla", COUNTRY)
    assert measured.occupied_since_2022_km2 == pytest.approx(box_km2(since))
    assert measured.grey_zone_km2 == pytest.approx(box_km2(GREY))
    assert measured.grey_zone is not None
    assert projection.area_km2(shapely.from_wkb(measured.grey_zone)) == pytest.approx(box_km2(GREY))
    joined: Box = (since[0], DONBAS[1], DONBAS[2], DONBAS[3])
    old_km2 = box_km2(CRIMEA) + box_km2(TUZLA)
    occupied = shapely.from_wkb(measured.occupied)
    assert projection.area_km2(occupied) == pytest.approx(box_km2(joined) + old_km2)
    assert measured.before_2022 is not None
    before_2022 = projection.area_km2(shapely.from_wkb(measured.before_2022))
    assert before_2022 == pytest.approx(old_km2 + box_km2(DONBAS))
    assert measured.added is not None
    assert projection.area_km2(shapely.from_wkb(measured.added)) == pytest.approx(box_km2(TUZLA))


def test_what_a_map_does_not_tell_is_none_and_what_it_does_not_show_is_zero() -> None:
    merged = measure(
        read_snapshot(collection(feature(polygon(CRIMEA))), MERGED), RULES, "tuzla", COUNTRY
    )
    assert merged.occupied_since_2022_km2 is None
    assert (merged.grey_zone_km2, merged.grey_zone) == (None, None)
    assert merged.before_2022 is None
    assert merged.added is None
    raw = collection(feature(polygon(CRIMEA), OCCUPIED_FILL))
    bare = measure(read_snapshot(raw, RAW), RULES, "tuzla", COUNTRY)
    assert bare.grey_zone_km2 == 0
    assert bare.before_2022 is None
    assert bare.added is None


# Far from Ukraine: a triangle in the Arabian Sea, and boxes within and beyond the margin.
STRAY = {"type": "Polygon", "coordinates": [[[62, 18], [62.3, 18], [62, 18.2], [62, 18]]]}
UKRAINE: Box = (30.0, 44.0, 41.0, 53.0)
NEAR_BORDER: Box = (41.03, 48.0, 41.04, 48.1)
BEYOND_MARGIN: Box = (41.1, 48.0, 41.2, 48.1)
ACROSS: Box = (40.9, 49.0, 41.5, 49.1)


def test_a_polygon_wholly_beyond_the_margin_of_the_border_is_dropped_and_counted_by_class() -> None:
    snapshot = read_snapshot(
        collection(
            feature(polygon(DONBAS), OCCUPIED_FILL),
            feature(polygon(ACROSS), OCCUPIED_FILL),
            feature(polygon(BEYOND_MARGIN), OCCUPIED_FILL),
            feature(polygon(NEAR_BORDER), GREY_FILL),
            feature(polygon(BEYOND_MARGIN), GREY_FILL),
            feature(STRAY, GREY_FILL),
        ),
        RAW,
    )
    ukraine = (Oblast("UA-14", "Donetsk", box(*UKRAINE)),)
    country = country_with_margin(ukraine, RULES.border_margin_km, SPHERE)
    measured = measure(snapshot, RULES, "tuzla", country)
    # What lies across the border stays whole: the margin tells where, it does not cut.
    assert measured.occupied_km2 == pytest.approx(box_km2(DONBAS) + box_km2(ACROSS))
    assert measured.grey_zone_km2 == pytest.approx(box_km2(NEAR_BORDER))
    assert measured.dropped == {"occupied_since_2022, outside Ukraine": 1} | {
        "grey_zone, outside Ukraine": 2
    }


def test_a_map_with_no_land_in_ukraine_is_refused() -> None:
    snapshot = read_snapshot(collection(feature(STRAY, OCCUPIED_FILL)), RAW)
    with pytest.raises(SnapshotError, match="no occupied land within Ukraine"):
        measure(snapshot, RULES, "tuzla", COUNTRY)


def test_a_step_of_the_grey_zone_gives_the_cells_that_it_changed() -> None:
    first, second = (shapely.to_wkb(on_sphere(bounds)) for bounds in (GREY, TUZLA))
    state = grey_zone_change(None, first, SPHERE).cells
    assert sum(state.values()) == pytest.approx(box_km2(GREY), abs=0.01)
    state |= grey_zone_change(first, second, SPHERE).cells
    assert sum(state.values()) == pytest.approx(box_km2(TUZLA), abs=0.01)
    assert grey_zone_change(first, first, SPHERE).cells == {}


def test_what_is_drawn_as_grey_and_occupied_is_occupied_in_the_shares_of_areas() -> None:
    town, land, first, second = (
        (36.0, 48.0, 36.4, 48.1),
        *((36.0, 48.0, 36.1, 48.1), (36.2, 48.0, 36.3, 48.1), (36.05, 48.0, 36.3, 48.1)),
    )
    areas = AreaIndex([shapely.to_wkb(on_sphere(town))])
    wkb = [shapely.to_wkb(on_sphere(bounds)) for bounds in (land, first, second)]
    found = grey_zone_change(wkb[1], wkb[2], SPHERE, areas, (wkb[0], wkb[0])).area_shares
    assert found.km2.tolist() == pytest.approx([box_km2((36.1, 48.0, 36.3, 48.1))], abs=0.001)
    # The grey zone stands still, and land in it comes under occupation.
    none = shapely.to_wkb(shapely.MultiPolygon())
    found = grey_zone_change(wkb[2], wkb[2], SPHERE, areas, (none, wkb[0])).area_shares
    assert found.km2.tolist() == pytest.approx([box_km2((36.1, 48.0, 36.3, 48.1))], abs=0.001)


def step(before: tuple[Box, ...], after: tuple[Box, ...]) -> MapDiff:
    wkb = [shapely.to_wkb(on_sphere(*boxes)) for boxes in (before, after)]
    return measure_diff(wkb[0], wkb[1], SPHERE, ELLIPSOID)


def test_gained_and_regained_of_two_boxes() -> None:
    before: Box = (37.0, 48.0, 37.2, 48.1)
    after: Box = (37.1, 48.0, 37.4, 48.1)
    # The strip 37.2 to 37.4 came, the strip 37.0 to 37.1 went: R² · Δλ · (sin 48.1° - sin 48.0°)
    # = 40,680,631.6 km2 · 0.00349065850 · (0.74431150 - 0.74314483), and half of it.
    gained_km2, regained_km2 = 165.6769, 82.8385
    change = step((before,), (after,))
    assert change.gained_km2 == pytest.approx(gained_km2, abs=0.001)
    assert change.regained_km2 == pytest.approx(regained_km2, abs=0.001)
    assert change.occupied_total_km2 == pytest.approx(3 * regained_km2, abs=0.001)
    assert change.occupied_total_wgs84_km2 == pytest.approx(ellipsoid_box_km2(after), rel=1e-6)
    swapped = step((after,), (before,))
    assert swapped.gained_km2 == pytest.approx(regained_km2, abs=0.001)
    assert swapped.regained_km2 == pytest.approx(gained_km2, abs=0.001)


def test_the_first_map_has_no_step() -> None:
    change = measure_diff(None, shapely.to_wkb(on_sphere(DONBAS)), SPHERE, ELLIPSOID)
    assert change.gained_km2 is None
    assert change.regained_km2 is None
    assert sum(change.cells.values()) == pytest.approx(box_km2(DONBAS), abs=0.01)


def test_the_same_map_twice_touches_no_cell() -> None:
    change = step((DONBAS, TUZLA), (DONBAS, TUZLA))
    assert (change.gained_km2, change.regained_km2, change.cells) == (0, 0, {})


def test_a_step_gives_the_new_state_of_every_cell_that_it_changed() -> None:
    before: Box = (37.0, 48.0, 37.2, 48.1)
    after: Box = (37.1, 48.0, 37.4, 48.1)
    state = measure_diff(None, shapely.to_wkb(on_sphere(before)), SPHERE, ELLIPSOID).cells
    state |= step((before,), (after,)).cells
    whole = measure_diff(None, shapely.to_wkb(on_sphere(after)), SPHERE, ELLIPSOID).cells
    assert {cell: km2 for cell, km2 in state.items() if km2} == {
        cell: km2 for cell, km2 in whole.items() if km2
    }


@given(
    edges=st.lists(st.floats(37.0, 37.5), min_size=4, max_size=4, unique=True),
)
@settings(max_examples=25)
def test_gained_less_regained_is_the_net_change_and_swapping_swaps_them(
    edges: list[float],
) -> None:
    west_1, east_1, west_2, east_2 = *sorted(edges[:2]), *sorted(edges[2:])
    first: Box = (west_1, 48.0, east_1, 48.1)
    second: Box = (west_2, 48.0, east_2, 48.1)
    there, back = step((first,), (second,)), step((second,), (first,))
    assert there.gained_km2 is not None
    assert there.regained_km2 is not None
    net_km2 = box_km2(second) - box_km2(first)
    assert there.gained_km2 - there.regained_km2 == pytest.approx(net_km2, abs=1e-6)
    assert there.gained_km2 == pytest.approx(back.regained_km2, abs=1e-6)
    assert there.regained_km2 == pytest.approx(back.gained_km2, abs=1e-6)


def star(lat: float, lon: float, radii_deg: list[float]) -> list[tuple[float, float]]:
    """A ring around a point, one corner a radius: (longitude, latitude)."""
    angles = np.linspace(0, 2 * math.pi, len(radii_deg), endpoint=False)
    return [
        (lon + radius * math.cos(turn) * 1.5, lat + radius * math.sin(turn))
        for radius, turn in zip(radii_deg, angles, strict=True)
    ]


def assert_cells_hold_the_land(degrees: BaseGeometry) -> None:
    land = projection.project(degrees, SPHERE)
    cells = grid.cells_touched(land, SPHERE)
    assert cells == sorted(set(cells))
    outside = shapely.difference(land, shapely.union_all(grid.hexagons(cells, SPHERE)))
    assert outside.area < 1, "square metres that no cell holds"
    # Two bounds, since two things go astray. The pieces are the land but for the arithmetic of
    # cutting it, far below a square metre. Each is then rounded to 100 m2, by up to half of it; a
    # straight sliver crosses hexagon after hexagon in the same length, so all are rounded the same
    # way and the errors of a sum do not cancel: there is no bound of it apart from their number.
    pieces_km2 = shapely.area(shapely.intersection(grid.hexagons(cells, SPHERE), land)) / 1e6
    assert pieces_km2.sum() == pytest.approx(projection.area_km2(land), abs=1e-6)
    areas = grid.occupied_km2(land, cells, SPHERE)
    assert areas == pytest.approx(pieces_km2, abs=0.5e-4 + 1e-9)
    assert (areas <= grid.cell_km2(cells, SPHERE) + 1e-4).all()


@given(
    lat=st.floats(44.5, 52.0),
    lon=st.floats(29.0, 40.0),
    radii=st.lists(st.floats(0.0005, 0.02), min_size=3, max_size=9),
    hole=st.none() | st.floats(0.1, 0.9),
)
@example(lat=48.28, lon=37.18, radii=[0.0005] * 3, hole=None)
@settings(max_examples=60)
def test_the_cells_hold_exactly_the_land_of_any_polygon(
    lat: float, lon: float, radii: list[float], hole: float | None
) -> None:
    holes = [star(lat, lon, [radius * hole for radius in radii])] if hole else []
    drawn = shapely.make_valid(shapely.Polygon(star(lat, lon, radii), holes))
    assert_cells_hold_the_land(projection.areas_only(drawn))


@given(
    lat=st.floats(45.0, 50.0),
    lon=st.floats(32.0, 38.0),
    turn=st.floats(0, math.pi),
    width_m=st.floats(1, 200),
)
@example(lat=47.75, lon=37.25, turn=1.482421875, width_m=1.09375)  # of 40 cells 39 go up
@settings(max_examples=25)
def test_the_cells_hold_exactly_a_sliver(
    lat: float, lon: float, turn: float, width_m: float
) -> None:
    along = 0.25 * np.array([math.cos(turn), math.sin(turn)])
    across = width_m / 111_000 * np.array([-math.sin(turn), math.cos(turn)])
    corner = np.array([lon, lat])
    sliver = shapely.Polygon([corner, corner + along, corner + along + across, corner + across])
    assert_cells_hold_the_land(sliver)


def test_a_thin_ring_of_land_leaves_the_middle_free() -> None:
    ring = (
        shapely.Point(37.18, 48.28)
        .buffer(0.1)
        .difference(shapely.Point(37.18, 48.28).buffer(0.098))
    )
    assert_cells_hold_the_land(ring)
    cells = grid.cells_touched(projection.project(ring, SPHERE), SPHERE)
    assert h3.latlng_to_cell(48.28, 37.18, grid.RESOLUTION) not in cells


def test_a_hexagon_is_the_same_however_often_and_with_whichever_others_it_is_drawn() -> None:
    middle = h3.latlng_to_cell(48.28, 37.18, grid.RESOLUTION)
    cells = h3.grid_disk(middle, 2)
    alone = grid.hexagons([middle], SPHERE)
    again = grid.hexagons([*cells, middle], SPHERE)
    assert shapely.equals_exact(again[[cells.index(middle), -1]], alone).all()
    corners = [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(middle)]
    drawn = projection.project(shapely.Polygon(corners), SPHERE)
    assert shapely.equals_exact(alone[0], drawn)
    elsewhere = grid.hexagons([middle], RULES.ellipsoid_crs)
    assert not shapely.equals_exact(elsewhere[0], alone[0])


def test_a_cell_inside_is_whole_and_one_outside_is_free() -> None:
    middle = h3.latlng_to_cell(48.28, 37.18, grid.RESOLUTION)
    far = h3.latlng_to_cell(49.9, 36.2, grid.RESOLUTION)
    land = projection.project(box(37.0, 48.1, 37.4, 48.4), SPHERE)
    whole, free = grid.occupied_km2(land, [middle, far], SPHERE)
    assert whole == grid.cell_km2([middle], SPHERE)[0]
    assert free == 0


def test_no_cell_has_no_area() -> None:
    land = projection.project(box(37.0, 48.1, 37.4, 48.4), SPHERE)
    assert grid.occupied_km2(land, [], SPHERE).tolist() == []
