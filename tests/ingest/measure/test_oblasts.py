"""Occupied land by oblast: changes cut along borders, and land with and without a coast."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.base_map.boundaries import Boundaries, Oblast
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.oblasts import daily_area_by_oblast, land_km2, net_change_km2
from tests.ingest.made_up import Box, box_km2

SPHERE = archive_rules().sphere_crs
DAYS = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)]
LAND_KM2 = {"UA-12": 1000.123, "UA-14": 2000.0, "UA-53": 3000.0, "UA-59": 4000.0}
NO_ROWS = pd.DataFrame(columns=["as_of_date", "oblast_iso", "occupied_km2"])


def by_hand(*net_km2: list[float]) -> dict[date, np.ndarray]:
    """Net changes in the four oblasts on each day."""
    return {day: np.array(each) for day, each in zip(DAYS, net_km2, strict=False)}


def test_the_steps_add_up_in_each_oblast_on_each_day() -> None:
    net_km2 = by_hand([0.1, 0.7, 0, 0], [0.2, 0, 0, 0], [-0.3, 0.3, 0, 0])
    table = daily_area_by_oblast(net_km2, LAND_KM2, NO_ROWS)
    assert table.to_dict(orient="list") == {
        "as_of_date": [*(["2024-01-01"] * 2), *(["2024-01-02"] * 2), *(["2024-01-05"] * 2)],
        "oblast_iso": ["UA-12", "UA-14"] * 3,
        "occupied_km2": [0.1, 0.7, 0.3, 0.7, 0.0, 1.0],
        "oblast_land_km2": [1000.123, 2000.0] * 3,
    }
    assert "-0.0" not in table.to_csv(), "0.1 + 0.2 - 0.3 is no loss"


def test_a_day_on_which_nothing_changed_has_a_row_as_well() -> None:
    table = daily_area_by_oblast(by_hand([0, 0.7, 0, 0], [0.0] * 4), LAND_KM2, NO_ROWS)
    assert table["occupied_km2"].tolist() == [0.7, 0.7]


def test_an_oblast_that_was_never_occupied_is_left_out() -> None:
    table = daily_area_by_oblast(by_hand([0, 0.7, 0, 0]), LAND_KM2, NO_ROWS)
    assert set(table["oblast_iso"]) == {"UA-14"}


def test_going_on_from_kept_rows_gives_the_rows_of_all_days() -> None:
    net_km2 = by_hand([0.1, 0.7, 0, 0.0004], [0.2, 0, 0, 0], [-0.3, 0.3, 0, 5])
    whole = daily_area_by_oblast(net_km2, LAND_KM2, NO_ROWS)
    first, *later = net_km2
    before = daily_area_by_oblast({first: net_km2[first]}, LAND_KM2, NO_ROWS)
    on = daily_area_by_oblast({day: net_km2[day] for day in later}, LAND_KM2, before)
    assert on.to_csv() == whole.to_csv()


# Two oblasts share a border that no line of the map follows; the south lies in neither.
WEST: Box = (36.0, 48.0, 36.5, 49.0)
EAST: Box = (36.5, 48.0, 37.0, 49.0)


def drawn(*bounds: Box) -> BaseGeometry:
    boxes = np.array([box(*each) for each in bounds], dtype=object)
    return projection.union(projection.project(boxes, SPHERE))


def test_a_change_across_a_border_is_cut_along_it_and_the_rest_is_in_none() -> None:
    oblasts = np.array([drawn(WEST), drawn(EAST)], dtype=object)
    before = drawn((36.8, 47.9, 36.9, 48.2))
    after = drawn((36.4, 47.9, 36.85, 48.2))
    changed = projection.areas_only(shapely.symmetric_difference(before, after))
    west, east = net_change_km2(changed, after, oblasts)
    assert west == pytest.approx(box_km2((36.4, 48.0, 36.5, 48.2)), abs=0.001)
    gained, regained = (36.5, 48.0, 36.8, 48.2), (36.85, 48.0, 36.9, 48.2)
    assert east == pytest.approx(box_km2(gained) - box_km2(regained), abs=0.001)
    in_none = box_km2((36.4, 47.9, 36.8, 48.0)) - box_km2((36.85, 47.9, 36.9, 48.0))
    total = projection.area_km2(after) - projection.area_km2(before)
    assert west + east + in_none == pytest.approx(total, abs=0.001)


OBLAST: Box = (32.0, 46.0, 33.0, 47.0)
INLAND: Box = (32.0, 46.4, 33.0, 47.0)
SPIT: Box = (32.2, 46.3, 32.3, 46.4)


def borders(oblast: Box, land: BaseGeometry) -> Boundaries:
    nothing = shapely.MultiPolygon()
    return Boundaries((Oblast("UA-65", "Kherson", box(*oblast)),), land, (), nothing)


def test_the_sea_within_the_border_is_no_land() -> None:
    measured = land_km2(borders(OBLAST, box(*INLAND)), shapely.MultiPolygon(), SPHERE)
    assert measured == {"UA-65": pytest.approx(box_km2(INLAND), abs=0.001)}


def test_what_is_marked_as_occupied_beyond_the_coast_is_land() -> None:
    occupied = projection.project(
        shapely.union_all([box(*SPIT), box(32.0, 46.5, 32.5, 47.0)]), SPHERE
    )
    measured = land_km2(borders(OBLAST, box(*INLAND)), occupied, SPHERE)
    assert measured["UA-65"] == pytest.approx(box_km2(INLAND) + box_km2(SPIT), abs=0.001)


def test_west_of_the_physical_layers_all_is_land() -> None:
    # The box of the layers begins at 29 degrees east.
    astride: Box = (28.0, 46.0, 30.0, 47.0)
    measured = land_km2(borders(astride, box(29.5, 46.0, 31.0, 47.0)), box(0, 0, 1, 1), SPHERE)
    dry = box_km2((28.0, 46.0, 29.0, 47.0)) + box_km2((29.5, 46.0, 30.0, 47.0))
    assert measured["UA-65"] == pytest.approx(dry, abs=0.001)
