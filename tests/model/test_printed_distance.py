"""What the article's 30 km could have been measured between."""

from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.records import claims, places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.printed_distance import Measured, readings

CLAIM = claims()["distance_pokrovsk_avdiivka"]


def real() -> tuple[Measured, ...]:
    distances = {str(key): rows for key, rows in read_table("front_distance").groupby("place_id")}
    points = {key: (each.latitude_deg, each.longitude_deg) for key, each in places().items()}
    return readings(CLAIM, points, distances, read_table("daily_area"))


def test_every_reading_is_computed_and_stands_beside_the_printed_30_km() -> None:
    found = {
        (each.kind, each.from_place_id, each.as_of_date): round(each.distance_km, 1)
        for each in real()
    }
    # The centres after GeoNames, the front after the maps of these days (measured by hand with
    # pyproj on the same points).
    assert found == {
        ("centres", "pokrovsk", None): 45.3,
        ("centres", "myrnohrad", None): 40.7,
        ("to_front", "pokrovsk", date(2024, 2, 17)): 36.9,
        ("to_front", "myrnohrad", date(2024, 2, 17)): 31.4,
        ("reach", "avdiivka", date(2024, 2, 17)): 10.7,
        ("reach", "avdiivka", date(2025, 10, 31)): 44.9,
    }
    assert {each.printed_km for each in real()} == {30.0}


def test_the_nearest_to_the_printed_number_comes_first() -> None:
    nearest, *others = real()
    assert (nearest.kind, nearest.from_place_id) == ("to_front", "myrnohrad")
    assert nearest.difference_km == pytest.approx(1.4, abs=0.05)
    gaps = [abs(each.difference_km) for each in (nearest, *others)]
    assert gaps == sorted(gaps)


def test_no_map_before_the_centre_was_covered_gives_no_reach_before_it() -> None:
    distances = {
        key: pd.DataFrame(
            {
                "place_id": key,
                "as_of_date": [pd.Timestamp(2024, 2, 17)],
                "distance_km": 0.0,
                "nearest_lat_deg": 48.0,
                "nearest_lon_deg": 37.0,
            }
        )
        for key in ("pokrovsk", "myrnohrad")
    }
    points = {"pokrovsk": (48.0, 37.0), "myrnohrad": (48.1, 37.0), "avdiivka": (48.0, 37.5)}
    kinds = [each.kind for each in readings(CLAIM, points, distances, read_table("daily_area"))]
    assert sorted(kinds) == ["centres", "centres", "reach", "to_front", "to_front"]


def test_a_claim_without_two_places_is_refused() -> None:
    with pytest.raises(ValueError, match="'gain_2025' does not name two places"):
        readings(claims()["gain_2025"], {}, {}, pd.DataFrame())
