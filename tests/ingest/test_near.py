"""Map files of resolution 9: cells and outline fit together, and tiles say what tables say."""

import json
from datetime import date

import h3
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from pokrovsk_front.ingest import near
from pokrovsk_front.ingest.base_map.dissolve import dissolve, without_cells
from pokrovsk_front.ingest.encoding import version

MIDDLE = h3.latlng_to_cell(48.28, 37.18, 8)


def test_outline_and_cells_share_the_land_without_gap_or_overlap() -> None:
    always = set(h3.grid_disk(MIDDLE, 6))
    moved = [cell for cell in always if h3.cell_to_latlng(cell)[1] < 37.18]
    drawn = near.drawn_cells(moved, before_2022=())
    cut = without_cells(dissolve(always), list(near.by_tile(drawn).values()))
    (rest,) = (shape(each["geometry"]) for each in cut["features"])
    whole, cells = shape(h3.cells_to_geo(sorted(always))), shape(h3.cells_to_geo(drawn))
    assert shapely.intersection(rest, cells).area < 1e-4 * whole.area
    assert shapely.difference(whole, shapely.union(rest, cells)).area < 1e-4 * whole.area
    assert rest.area < 0.7 * whole.area
    assert shapely.difference(shape(h3.cells_to_geo(moved)), cells).area < 1e-9


def test_land_occupied_before_2022_is_drawn_by_no_cell_of_resolution_9() -> None:
    moved, old = list(h3.grid_disk(MIDDLE, 2)), set(h3.grid_ring(MIDDLE, 2))
    drawn = near.drawn_cells(moved, old)
    assert {h3.cell_to_parent(cell, 8) for cell in drawn} == set(h3.grid_disk(MIDDLE, 1))
    assert len(set(drawn)) == len(drawn) == 7 * 7


A, B, C = sorted(h3.grid_disk(h3.cell_to_center_child(MIDDLE, 9), 1))[:3]


def table(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["cell", "as_of_date", "occupied_km2"])
    return frame.assign(as_of_date=pd.to_datetime(frame["as_of_date"]), cell_km2=0.1)


def test_a_cell_is_in_from_the_day_on_which_more_than_half_of_it_is() -> None:
    land = table(
        (A, "2023-12-31", 0.04),
        (A, "2024-01-02", 0.06),
        (A, "2024-01-03", 0.02),
        (A, "2024-01-05", 0.1),
        (B, "2023-12-31", 0.1),
        (B, "2024-01-02", 0.08),
        (C, "2023-12-31", 0.05),
    )
    spans = near.spans_of(land)
    # 31 December 2023 is day 729; what it opens with is open to the past.
    assert spans.opening_day == 729
    assert spans.by_cell == {A: [731, 732, 734, 99999], B: [-99999, 99999]}
    known = near.spans_of(land, last_day=date(2024, 1, 5))
    assert known.by_cell == {A: [731, 732, 734, 735], B: [-99999, 735]}
    assert near.spans_of(land.iloc[:0]) == near.Spans({}, 0)


@pytest.mark.parametrize("name", ["land", "grey"])
def test_each_cell_is_in_one_tile_and_in_its_box(name: str) -> None:
    drawn = near.drawn_cells(h3.grid_disk(MIDDLE, 20), before_2022=())
    spans = near.Spans({cell: [800, 99999] for cell in drawn[::2]}, 729)
    none = near.Spans({}, 0)
    files = near.tile_files(drawn, *((spans, none) if name == "land" else (none, spans)))
    index = json.loads(files.pop("tiles_9.json"))
    assert len(files) == len(index["tiles"]) > 1
    found: list[str] = []
    for entry in index["tiles"]:
        data = files[f"tiles_9/{entry['tile']}.json"]
        assert version(data) == entry["version"]
        west, south, east, north = entry["box"]
        cells = json.loads(data)[name]
        for cell in cells:
            assert h3.cell_to_parent(cell, 5) == entry["tile"]
            for latitude, longitude in h3.cell_to_boundary(cell):
                assert south <= latitude <= north
                assert west <= longitude <= east
        found += cells
    assert sorted(found) == drawn[::2]
