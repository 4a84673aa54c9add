"""Names of oblasts, countries and seas: in their place, clear of borders and of each other."""

import json
from itertools import combinations, pairwise
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.labels import label_boxes, metres_per_pixel, named_in, pixel, placed_labels
from pokrovsk_front.maps.regions import (
    LETTER_WIDTH,
    LINE_HEIGHT,
    Regions,
    label_files,
    region_rows,
)
from pokrovsk_front.maps.views import DONETSK_REGION, FRONT, POKROVSK, UKRAINE, View

LIBRARY = Library()
PLACES = LIBRARY.table("places")
OBLASTS, NEIGHBOURS = LIBRARY.table("oblasts"), LIBRARY.table("neighbours")
REGIONS = Regions(OBLASTS, LIBRARY.oblast_rings, NEIGHBOURS)


def rows(view: View, locale: str = "en") -> list[dict[str, Any]]:
    return region_rows(REGIONS, PLACES, view=view, locale=locale)


def box_of(row: dict[str, Any], view: View) -> Box:
    """Give the box that the letters of a name fill, without a margin."""
    longitude, latitude = row["p"]
    x, y = pixel(latitude, longitude, view.zoom)
    size = row["s"] / metres_per_pixel(view)
    lines = str(row["n"]).split("\n")
    width = LETTER_WIDTH * size * max(map(len, lines))
    height = LINE_HEIGHT * size * len(lines)
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@pytest.mark.parametrize(
    "view", [POKROVSK, DONETSK_REGION, FRONT, UKRAINE], ids=lambda v: v.view_id
)
def test_names_cover_neither_each_other_nor_those_of_places(view: View) -> None:
    boxes = [box_of(row, view) for row in rows(view)]
    places = label_boxes(placed_labels(named_in(PLACES, "en"), view=view), view)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(one.overlaps(other) for one in boxes for other in places)


def is_in(rings: tuple[tuple[tuple[float, float], ...], ...], x: float, y: float) -> bool:
    """Tell whether a point lies in rings, by the winding of each (another way than the maps')."""
    winding = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            winding += (y1 <= y < y2 and side > 0) - (y2 <= y < y1 and side < 0)
    return winding != 0


def test_the_name_of_an_oblast_stands_in_it() -> None:
    iso_of = dict(zip(OBLASTS["name_en"], OBLASTS["oblast_iso"], strict=True))
    for view in (POKROVSK, DONETSK_REGION, FRONT, UKRAINE):
        for row in rows(view):
            name = str(row["n"]).replace("\n", " ")
            if name in iso_of:
                assert is_in(LIBRARY.oblast_rings[iso_of[name]], *row["p"]), (view.view_id, name)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (DONETSK_REGION, {"Donetsk\noblast", "Luhansk\noblast", "Kharkiv\noblast"}),
        (FRONT, {"Donetsk\noblast", "Kharkiv\noblast", "RUSSIA", "SEA OF AZOV"}),
        (UKRAINE, {"POLAND", "ROMANIA", "BELARUS", "RUSSIA", "BLACK SEA"}),
    ],
)
def test_these_regions_are_named(view: View, expected: set[str]) -> None:
    assert expected <= {row["n"] for row in rows(view)}


def test_the_part_of_an_oblast_in_sight_has_its_name() -> None:
    (longitude, latitude), *_ = [
        row["p"] for row in rows(POKROVSK) if row["n"] == "Donetsk\noblast"
    ]
    assert (latitude, longitude) == pytest.approx((48.27, 37.2), abs=0.6)


def test_cities_of_oblast_rank_are_named_as_places_and_names_follow_the_locale() -> None:
    named = {row["n"] for row in rows(UKRAINE, "uk")}
    assert "Київ" not in named
    assert {"РОСІЯ", "ПОЛЬЩА"} <= named


def test_the_committed_names_are_those_of_the_tables() -> None:
    for name, data in label_files(REGIONS, PLACES).items():
        assert (DATA_DIR.parent / "static" / name).read_bytes() == data, (
            "run: pokrovsk-front labels"
        )
        assert json.loads(data)
