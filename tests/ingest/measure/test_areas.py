"""Areas of the shares: circles against a closed formula, and what a change touches."""

import math

import numpy as np
import pytest
import shapely

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.areas import AreaIndex, circle
from pokrovsk_front.ingest.measure.nearest import WGS84

SPHERE = archive_rules().sphere_crs


def square(west_km: float, south_km: float, side_km: float) -> shapely.Polygon:
    """A square of the plane, in metres."""
    edges = west_km, south_km, west_km + side_km, south_km + side_km
    return shapely.box(*(1000 * edge for edge in edges))


@pytest.mark.parametrize(("latitude", "longitude"), [(44.6, 33.5), (48.28, 37.18), (51.5, 31.3)])
def test_each_corner_of_a_circle_is_5_km_from_its_centre(latitude: float, longitude: float) -> None:
    drawn = circle(latitude, longitude)
    corners = shapely.get_coordinates(drawn)
    count = len(corners)
    _, _, metres = WGS84.inv(
        np.full(count, longitude), np.full(count, latitude), corners[:, 0], corners[:, 1]
    )
    assert metres == pytest.approx(5000, abs=0.001)
    # On a plane it would have n/2 · r² · sin(2π/n) = 78.536 km2; the ellipsoid is no sphere.
    flat_km2 = 180 * 25 * math.sin(math.radians(1))
    assert flat_km2 == pytest.approx(78.536, abs=0.001)
    assert projection.area_km2(projection.project(drawn, SPHERE)) == pytest.approx(
        flat_km2, rel=0.003
    )


def test_only_what_a_change_touches_is_measured() -> None:
    areas = [square(west, 0, 2) for west in (0, 10, 20)]
    index = AreaIndex(shapely.to_wkb(areas).tolist())
    # Land of 1 x 2 km in the first area and all of the second; the change lies in the second.
    land = shapely.union_all([shapely.box(0, 0, 1000, 2000), square(9, -1, 4)])
    found = index.shares(square(11, 0, 0.5), land)
    assert found.at.tolist() == [1]
    assert found.km2.tolist() == [4.0]
    found = index.shares(shapely.union_all([square(0, 0, 1), square(25, 0, 1)]), land)
    assert dict(zip(found.at.tolist(), found.km2.tolist(), strict=True)) == {0: 2.0}


def test_nothing_changed_touches_nothing() -> None:
    index = AreaIndex(shapely.to_wkb([square(0, 0, 2)]).tolist())
    assert not index.shares(shapely.MultiPolygon(), square(0, 0, 2)).at.size
    assert not AreaIndex(()).shares(square(0, 0, 2), square(0, 0, 2)).at.size
