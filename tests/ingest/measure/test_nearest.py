"""The way from a place to occupied land, against a search through thousands of points."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.nearest import front_distance
from pokrovsk_front.model.distances import distance_km

SPHERE = archive_rules().sphere_crs


def measured(land_deg: BaseGeometry, *places: tuple[float, float]) -> np.ndarray:
    return front_distance(projection.project(land_deg, SPHERE), np.array(places), SPHERE)


def test_a_place_inside_is_its_own_nearest_point() -> None:
    rows = measured(box(37.0, 48.0, 37.4, 48.4), (48.2, 37.2), (48.0, 37.0))
    assert rows.tolist() == [[0, 48.2, 37.2], [0, 48.0, 37.0]]


def test_a_place_in_a_hole_is_outside() -> None:
    ring = box(37.0, 48.0, 37.4, 48.4).difference(box(37.1, 48.1, 37.3, 48.3))
    ((distance, latitude, longitude),) = measured(ring, (48.2, 37.29))
    assert (latitude, longitude) == (pytest.approx(48.2, abs=1e-4), 37.3)
    # A hundredth of a degree of longitude on the parallel of 48.2: 0.744 km.
    assert distance == pytest.approx(0.744, abs=0.002)


def test_due_west_of_a_meridian_the_nearest_point_is_on_the_edge_between_its_corners() -> None:
    # The edge is one segment of a hundred km: its middle is found, not a corner.
    ((distance, latitude, longitude),) = measured(box(37.0, 47.8, 37.4, 48.8), (48.3, 36.9))
    assert longitude == 37.0
    assert latitude == pytest.approx(48.3, abs=1e-3)
    assert distance == pytest.approx(distance_km((48.3, 36.9), (48.3, 37.0)), abs=0.001)


def test_the_nearer_of_two_pieces_counts_and_distance_follows_from_the_row() -> None:
    land = shapely.union_all([box(37.0, 48.0, 37.1, 48.1), box(38.0, 49.0, 38.1, 49.1)])
    place = (48.95, 37.9)
    ((distance, *nearest),) = measured(land, place)
    assert nearest == [49.0, 38.0]
    assert distance == pytest.approx(distance_km(place, (nearest[0], nearest[1])), abs=0.0006)


@given(
    lat=st.floats(44.5, 52.0),
    lon=st.floats(23.0, 40.0),
    radii=st.lists(st.floats(0.02, 1.5), min_size=3, max_size=9),
)
@settings(max_examples=40)
def test_it_agrees_within_50_m_with_a_search_through_all_boundary_points(
    lat: float, lon: float, radii: list[float]
) -> None:
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = [(37 + r * np.cos(t), 48 + r * np.sin(t)) for r, t in zip(radii, angles, strict=True)]
    land = projection.areas_only(
        projection.project(shapely.make_valid(shapely.Polygon(ring)), SPHERE)
    )
    ((distance, *_),) = front_distance(land, np.array([(lat, lon)]), SPHERE)
    if shapely.intersects(land, projection.project(shapely.Point(lon, lat), SPHERE)):
        assert distance == 0
        return
    points = shapely.get_coordinates(
        projection.to_degrees(shapely.segmentize(shapely.boundary(land), 50), SPHERE)
    )
    from_place = np.full(len(points), lon), np.full(len(points), lat)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*from_place, points[:, 0], points[:, 1])
    nearest_km = float(np.min(metres)) / 1000
    assert distance == pytest.approx(nearest_km, abs=0.05)


@pytest.mark.parametrize("nudge_m", [-1e-5, 1e-5])
def test_a_corner_on_a_rounding_tie_is_rounded_by_its_digits_not_by_the_arithmetic(
    nudge_m: float,
) -> None:
    # Corners with a last digit of 5 beyond the five that are kept, each seen from the south-west.
    for number in range(1, 40):
        latitude, longitude = 48.0 + number * 0.01 + 0.000005, 37.0 + number * 0.01 + 0.000005
        land = projection.project(box(longitude, latitude, longitude + 1, latitude + 1), SPHERE)
        place = np.array([(latitude - 0.05, longitude - 0.05)])
        nudged = shapely.transform(land, lambda xy: xy + nudge_m)
        rows = [front_distance(each, place, SPHERE).tolist() for each in (land, nudged)]
        assert rows[0] == rows[1]
