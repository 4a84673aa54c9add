"""Distances between points, along the ellipsoid."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from pokrovsk_front.catalog.records import places
from pokrovsk_front.model.distances import Order, distance_km, distance_matrix, order_from


def point(place_id: str) -> tuple[float, float]:
    place = places()[place_id]
    return place.latitude_deg, place.longitude_deg


def test_pokrovsk_is_45_km_from_avdiivka() -> None:
    # The article prints 30 km (Bloomberg, 7 November 2025); the centres are 45 km apart
    # (DESIGN.md, section 2).
    assert abs(distance_km(point("pokrovsk"), point("avdiivka")) - 45.3) <= 0.3


def test_a_distance_is_the_same_there_and_back_and_nothing_at_home() -> None:
    there = distance_km(point("pokrovsk"), point("kramatorsk"))
    assert there == pytest.approx(distance_km(point("kramatorsk"), point("pokrovsk")))
    assert distance_km(point("pokrovsk"), point("pokrovsk")) == 0


def test_latitude_comes_first() -> None:
    # A degree of the meridian at 48 to 49 degrees north is 111.2 km long on WGS84, a degree of
    # the parallel at 48 degrees 74.6 km.
    assert distance_km((48.0, 37.0), (49.0, 37.0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((48.0, 37.0), (48.0, 38.0)) == pytest.approx(74.6, abs=0.1)


def test_a_matrix_has_each_pair_twice_and_nothing_on_the_diagonal() -> None:
    names = ["pokrovsk", "avdiivka", "kramatorsk"]
    matrix = distance_matrix({name: point(name) for name in names})
    assert list(matrix.index) == list(matrix.columns) == names
    assert matrix.loc["pokrovsk", "avdiivka"] == pytest.approx(45.3, abs=0.3)
    for one in names:
        for other in names:
            assert matrix.loc[one, other] == distance_km(point(one), point(other))


POINTS = st.tuples(st.floats(44.5, 52.0), st.floats(22.0, 40.0))


@given(points=st.lists(POINTS, min_size=3, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_matrix_is_symmetric_and_no_detour_is_shorter(points: list[tuple[float, float]]) -> None:
    matrix = distance_matrix({str(at): each for at, each in enumerate(points)}).to_numpy()
    assert (matrix == matrix.T).all()
    assert (matrix.diagonal() == 0).all()
    detours = (matrix[:, :, None] + matrix[None, :, :]).min(axis=1)
    assert (matrix <= detours + 1e-9).all()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("nearest", ["start", "near", "also_near", "far"]),
        ("farthest", ["start", "far", "near", "also_near"]),
        ("name", ["start", "far", "near", "also_near"]),
    ],
)
def test_places_follow_the_one_that_comes_first(order: Order, expected: list[str]) -> None:
    longitudes_deg = {"also_near": 38.0, "far": 39.0, "start": 37.0, "near": 38.0}
    kilometres = distance_matrix({key: (48.0, each) for key, each in longitudes_deg.items()})
    names = {"far": "Bakhmut", "near": "Lyman", "also_near": "Pokrovsk", "start": "Siversk"}
    assert order_from(kilometres, "start", names, order) == expected


def test_an_independent_library_measures_the_same() -> None:
    # PROJ's own geodesic against geopy's.
    places_deg = [point(name) for name in places()]
    here = point("pokrovsk")
    latitudes, longitudes = zip(*places_deg, strict=True)
    count = len(places_deg)
    _, _, metres = Geod(ellps="WGS84").inv(
        [here[1]] * count, [here[0]] * count, list(longitudes), list(latitudes)
    )
    for there, distance_m in zip(places_deg, metres, strict=True):
        assert distance_km(here, there) == pytest.approx(distance_m / 1000, abs=1e-6)
