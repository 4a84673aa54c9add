"""Names of the map for the browser: which, from which zoom, and where those of oblasts stand."""

import json
from functools import cache
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.maps.names import ZOOM_OF_RANK, name_rows, names_files
from pokrovsk_front.maps.regions import Regions, roomy_points

LIBRARY = Library()
PLACES, TOWNS = LIBRARY.table("places"), LIBRARY.table("towns")
REGIONS = Regions(LIBRARY.table("oblasts"), LIBRARY.oblast_rings, LIBRARY.table("neighbours"))


KINDS = ("place", "oblast", "country", "sea")


@cache
def rows(locale: str = "en") -> list[dict[str, Any]]:
    return name_rows(PLACES, TOWNS, REGIONS, locale)


def test_the_greatest_come_first_and_only_places_of_the_gazetteer_can_be_chosen() -> None:
    named = rows()
    settlements = [row for row in named if row["k"] == "place"]
    assert [row["r"] for row in settlements] == sorted(row["r"] for row in settlements)
    assert {row["i"] for row in settlements if "i" in row} == set(PLACES["place_id"])
    assert len(settlements) == len(PLACES) + len(TOWNS)
    assert all(row["z"] == ZOOM_OF_RANK[row["r"]] for row in settlements)
    of_the_front = [row["n"] for row in settlements if row["r"] == 1]
    assert of_the_front[0] == "Pokrovsk"
    assert of_the_front[-2:] == ["Myrnohrad", "Bakhmut"], "the article names neither"


def test_names_follow_the_locale_and_seas_are_no_countries() -> None:
    english, ukrainian = (
        {kind: {row["n"] for row in named if row["k"] == kind} for kind in KINDS}
        for named in (rows("en"), rows("uk"))
    )
    assert english["sea"] == {"Black Sea", "Sea of Azov"}
    assert ukrainian["sea"] == {"Чорне море", "Азовське море"}
    assert "Росія" in ukrainian["country"]
    assert "Донецька\nобласть" in ukrainian["oblast"]
    assert "Pokrovske" in english["place"], "what tells namesakes apart is not needed beside a dot"


def test_a_name_has_the_room_in_an_oblast_that_its_point_promises() -> None:
    square = ((30.0, 48.0), (33.0, 48.0), (33.0, 50.0), (30.0, 50.0), (30.0, 48.0))
    points = roomy_points([square])
    longitude, _latitude, room = points[0]  # its height is no limit anywhere near the middle
    assert longitude == pytest.approx(31.5, abs=0.2)
    assert room == pytest.approx(1.5, abs=0.2)
    for longitude, latitude, room in points:
        assert room <= min(longitude - 30, 33 - longitude) + 0.02
        assert 48 < latitude < 50


def test_no_town_is_a_place_of_the_gazetteer_as_well() -> None:
    beside = TOWNS.merge(PLACES, on="name_uk")
    near = (beside["latitude_deg_x"] - beside["latitude_deg_y"]).abs() < 0.05
    near &= (beside["longitude_deg_x"] - beside["longitude_deg_y"]).abs() < 0.08
    assert beside[near].empty


def test_the_committed_names_are_those_of_the_tables() -> None:
    for name, data in names_files(PLACES, TOWNS, REGIONS).items():
        assert (DATA_DIR.parent / "static" / name).read_bytes() == data, (
            "run: pokrovsk-front labels"
        )
        assert json.loads(data)
