"""Distances between points, along the ellipsoid."""

import pytest

from pokrovsk_front.catalog.records import places
from pokrovsk_front.model.distances import distance_km


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
