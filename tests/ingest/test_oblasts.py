"""Occupied land by oblast: cells grouped by hand, and land with and without a coast."""

from datetime import date

import pandas as pd
import pytest
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest import plane
from pokrovsk_front.ingest.oblasts import daily_area_by_oblast, land_km2
from pokrovsk_front.ingest.outlines import Boundaries, Oblast
from tests.ingest.made_up import Box, box_km2

SPHERE = archive_rules().sphere_crs
DAYS = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)]
COLUMNS = ["cell", "as_of_date", "occupied_km2", "cell_km2", "oblast_iso"]
LAND_KM2 = {"UA-12": 1000.12345, "UA-14": 2000.0, "UA-53": 3000.0, "UA-59": 4000.0}


def by_hand(*rows: tuple[str, date, float, str]) -> pd.DataFrame:
    """Cells of 0.7 km2 as the table `cells` has them."""
    cells = [(cell, pd.Timestamp(day), km2, 0.7, iso) for cell, day, km2, iso in rows]
    return pd.DataFrame(cells, columns=COLUMNS)


def test_the_steps_of_the_cells_add_up_in_each_oblast_on_each_day() -> None:
    cells = by_hand(
        ("a", DAYS[0], 0.7, "UA-14"),
        ("b", DAYS[0], 0.0, "UA-14"),
        ("b", DAYS[2], 0.3, "UA-14"),
        ("c", DAYS[0], 0.1, "UA-12"),
        ("c", DAYS[1], 0.3, "UA-12"),
        ("c", DAYS[2], 0.0, "UA-12"),
    )
    table = daily_area_by_oblast(cells, DAYS, LAND_KM2)
    assert table.to_dict(orient="list") == {
        "as_of_date": [*(["2024-01-01"] * 2), *(["2024-01-02"] * 2), *(["2024-01-05"] * 2)],
        "oblast_iso": ["UA-12", "UA-14"] * 3,
        "occupied_km2": [0.1, 0.7, 0.3, 0.7, 0.0, 1.0],
        "oblast_land_km2": [1000.123, 2000.0] * 3,
    }
    assert "-0.0" not in table.to_csv(), "0.1 + 0.2 - 0.3 is no loss"


def test_a_day_on_which_no_cell_changed_has_a_row_as_well() -> None:
    table = daily_area_by_oblast(by_hand(("a", DAYS[0], 0.7, "UA-14")), DAYS, LAND_KM2)
    assert table["occupied_km2"].tolist() == [0.7, 0.7, 0.7]


def test_an_oblast_whose_cells_were_never_occupied_is_left_out() -> None:
    cells = by_hand(("a", DAYS[0], 0.7, "UA-14"), ("b", DAYS[0], 0.0, "UA-59"))
    assert set(daily_area_by_oblast(cells, DAYS, LAND_KM2)["oblast_iso"]) == {"UA-14"}


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
    occupied = plane.to_plane(shapely.union_all([box(*SPIT), box(32.0, 46.5, 32.5, 47.0)]), SPHERE)
    measured = land_km2(borders(OBLAST, box(*INLAND)), occupied, SPHERE)
    assert measured["UA-65"] == pytest.approx(box_km2(INLAND) + box_km2(SPIT), abs=0.001)


def test_west_of_the_physical_layers_all_is_land() -> None:
    # The box of the layers begins at 29 degrees east.
    astride: Box = (28.0, 46.0, 30.0, 47.0)
    measured = land_km2(borders(astride, box(29.5, 46.0, 31.0, 47.0)), box(0, 0, 1, 1), SPHERE)
    dry = box_km2((28.0, 46.0, 29.0, 47.0)) + box_km2((29.5, 46.0, 30.0, 47.0))
    assert measured["UA-65"] == pytest.approx(dry, abs=0.001)
