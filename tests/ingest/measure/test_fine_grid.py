"""Cells of resolution 9: they cover land of resolution 8, and a change adds up over them."""

import h3
import numpy as np
import pytest
import shapely

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.measure import fine_grid, grid, projection

SPHERE = archive_rules().sphere_crs
POKROVSK, KHARKIV = (48.28, 37.18), (50.0, 36.3)


def union(cells: list[str]) -> shapely.geometry.base.BaseGeometry:
    return shapely.union_all(grid.hexagons(cells, SPHERE))


@pytest.mark.parametrize("centre", [POKROVSK, KHARKIV, (47.1, 37.6), (46.6, 32.6)])
def test_the_cover_leaves_no_land_of_its_cells_open_and_children_alone_do(
    centre: tuple[float, float],
) -> None:
    cells = list(h3.grid_disk(h3.latlng_to_cell(*centre, 8), 3))
    land = union(cells)
    open_m2 = shapely.difference(land, union(fine_grid.cover(cells))).area
    assert open_m2 == pytest.approx(0, abs=1)
    children = [child for cell in cells for child in h3.cell_to_children(cell, 9)]
    assert shapely.difference(land, union(children)).area > 10_000


def test_what_is_left_without_children_stands_beside_the_parents() -> None:
    middle = h3.latlng_to_cell(*POKROVSK, 8)
    left = fine_grid.without_children(fine_grid.cover([middle]), {middle})
    assert len(left) == 19 - 7
    assert middle not in {h3.cell_to_parent(cell, 8) for cell in left}


def on_sphere(*bounds: float) -> shapely.geometry.base.BaseGeometry:
    return projection.project(shapely.box(*bounds), SPHERE)


def test_a_change_adds_up_over_the_cells_that_it_touches_and_over_no_other() -> None:
    before = on_sphere(37.0, 48.2, 37.2, 48.3)
    after = shapely.union_all(
        [on_sphere(36.9873, 48.2, 37.2, 48.3), on_sphere(37.31, 48.25, 37.3101, 48.2501)]
    )
    after = shapely.difference(after, on_sphere(37.19, 48.26, 37.2, 48.27))
    changed = shapely.symmetric_difference(before, after)
    shares = fine_grid.changed_shares(changed, before, after, SPHERE)
    was, now = np.array(list(shares.values())).T
    assert (was != now).all()
    assert (now - was).sum() == pytest.approx(
        projection.area_km2(after) - projection.area_km2(before), abs=0.001
    )
    beyond = shapely.difference(changed, union(sorted(shares)))
    assert projection.area_km2(beyond) < 1e-4
    assert set(map(h3.get_resolution, shares)) == {9}
    assert fine_grid.changed_shares(shapely.MultiPolygon(), before, before, SPHERE) == {}
