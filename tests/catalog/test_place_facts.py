"""Heights of places and statements on rail hubs: as printed, and beside a second source."""

from dataclasses import replace
from datetime import date

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import places, rail_hubs
from pokrovsk_front.ingest.base_map.area_outlines import read_gazetteer
from pokrovsk_front.ingest.kept import method_sha256

HEIGHTS_M = {
    # GLOBE 1.0, tile G: the cell of 30 arc-seconds that holds the centre of the town.
    "chasiv_yar": 253,
    "avdiivka": 218,
    "pokrovsk": 208,
    "toretsk": 203,
    "bakhmut": 120,
    "kostiantynivka": 103,
    "kramatorsk": 86,
}

GEONAMES_2014_M = {
    # GeoNames, the column dem of cities15000 as of 2014 (CC BY 3.0): the 19 towns whose point
    # there lies within 1 km of ours.
    **{"avdiivka": 212, "bakhmut": 102, "debaltseve": 323, "dobropillia": 183, "donetsk": 223},
    **{"huliaipole": 112, "kharkiv": 113, "kostiantynivka": 87, "kupiansk": 92},
    **{"kurakhove": 132, "lozova": 185, "lyman": 101, "mariupol": 65, "pavlohrad": 62},
    **{"pokrovsk": 199, "popasna": 243, "selydove": 167, "toretsk": 200, "yasynuvata": 263},
}


@pytest.mark.parametrize(("place_id", "height_m"), HEIGHTS_M.items())
def test_a_town_has_the_height_of_the_grid(place_id: str, height_m: int) -> None:
    place = places()[place_id]
    assert (place.height_m, place.height_source_id) == (height_m, "globe")


def test_heights_are_as_near_to_a_second_source_as_the_limits_of_their_source_say() -> None:
    apart_m: dict[str, int] = {}
    for place_id, second_m in GEONAMES_2014_M.items():
        height_m = places()[place_id].height_m
        assert height_m is not None, place_id
        apart_m[place_id] = abs(height_m - second_m)
    limits = Library().in_language("en").sources["globe"].limits
    assert f"Of {len(apart_m)} towns" in limits
    assert f"{sum(each <= 15 for each in apart_m.values())} are within 15 m" in limits
    assert f"half within {sorted(apart_m.values())[len(apart_m) // 2]} m" in limits
    farthest = max(apart_m, key=lambda place_id: apart_m[place_id])
    assert f"{places()[farthest].name_en} differs by {apart_m[farthest]} m" in limits
    assert sum(each <= 15 for each in apart_m.values()) >= 10


def test_a_height_has_a_source_and_only_a_height_has_one() -> None:
    for place_id, place in places().items():
        assert (place.height_m is None) == (place.height_source_id is None), place_id


def test_what_the_grid_does_not_reach_has_no_height() -> None:
    unknown = {place_id for place_id, place in places().items() if place.height_m is None}
    # The grid was read for 46.5 to 50 N and 35.5 to 39 E.
    assert unknown == {
        place_id
        for place_id, place in places().items()
        if not (46.5 < place.latitude_deg < 50 and 35.5 < place.longitude_deg < 39)
    }
    assert {"kyiv", "luhansk"} <= unknown


def test_a_height_is_no_part_of_the_method_of_the_derived_figures() -> None:
    gazetteer, rules = read_gazetteer(), archive_rules()
    table = gazetteer.places
    other = replace(gazetteer, places=table.assign(height_m=1, height_source_id="geonames"))
    moved = replace(gazetteer, places=table.assign(latitude_deg=table["latitude_deg"] + 0.01))
    assert method_sha256(rules, "", other) == method_sha256(rules, "", gazetteer)
    assert method_sha256(rules, "", moved) != method_sha256(rules, "", gazetteer)


def test_the_article_names_four_rail_hubs_and_three_have_a_second_source() -> None:
    said = Library().in_language("en").rail_hubs
    assert {key: len(each) for key, each in said.items()} == {
        "kostiantynivka": 1,
        "kupiansk": 2,
        "lyman": 2,
        "pokrovsk": 2,
    }
    for place_id, statements in said.items():
        assert any(each.said_date == date(2025, 11, 7) for each in statements), place_id
        assert list(statements) == sorted(statements, key=lambda each: each.said_date), place_id


def test_a_statement_on_a_rail_hub_says_who_when_and_where_in_both_languages() -> None:
    for statement_id, statement in rail_hubs().items():
        assert statement.place_id in places(), statement_id
        assert date(2022, 2, 24) <= statement.said_date <= date(2026, 8, 22), statement_id
        assert "rail" in statement.said, statement_id
        assert statement.attributed_to, statement_id
        assert statement.publisher, statement_id
        assert statement.url.startswith("https://"), statement_id
    for statement in rail_hubs(locale="uk").values():
        assert "залізничний" in statement.said
