"""The outline of a reader's land: its rings in degrees, as coarse as they have to be."""

import numpy as np
import pytest
import shapely

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.audit.outline import MAX_POINTS, outline_of
from pokrovsk_front.ingest.measure import projection

RULES = archive_rules()


def in_the_plane(land: shapely.Polygon) -> shapely.Polygon:
    return projection.project(land, RULES.sphere_crs)


def test_a_hole_is_a_ring_of_its_own_and_each_is_closed() -> None:
    land = shapely.box(37, 48, 38, 49).difference(shapely.box(37.4, 48.4, 37.5, 48.5))
    shell, hole = outline_of(in_the_plane(land), RULES)
    assert shell[0] == shell[-1]
    assert set(shell) == {(37, 48), (38, 48), (38, 49), (37, 49)}
    assert set(hole) == {(37.4, 48.4), (37.5, 48.4), (37.5, 48.5), (37.4, 48.5)}


def test_a_coast_of_any_length_has_as_many_points_as_a_map_can_carry() -> None:
    turn = np.linspace(0, 2 * np.pi, 100_000, endpoint=False)
    reach = 1 + 0.05 * np.sin(20_000 * turn)
    coast = shapely.Polygon(
        np.column_stack([37.5 + reach * np.cos(turn), 48.5 + 0.7 * reach * np.sin(turn)])
    )
    specks = [shapely.box(35 + at / 1e4, 47, 35 + at / 1e4 + 2e-5, 47.00002) for at in range(5_000)]
    land = in_the_plane(shapely.MultiPolygon([coast, *specks]))
    rings = outline_of(land, RULES)
    assert 0 < sum(map(len, rings)) <= MAX_POINTS
    drawn = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
    assert drawn.area == pytest.approx(coast.area, rel=0.1)


def test_a_strip_that_is_thinner_than_the_error_is_a_ring_still() -> None:
    (ring,) = outline_of(in_the_plane(shapely.box(37, 48, 38, 48.00001)), RULES)
    assert ring[0] == ring[-1]
    assert len(set(ring)) == 3
    assert {x for x, _ in ring} == {37, 38}


def test_no_land_has_no_outline() -> None:
    assert outline_of(shapely.MultiPolygon(), RULES) == ()
