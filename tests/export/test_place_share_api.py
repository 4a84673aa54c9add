"""The shares of places for scripts: every place by every measure, each change once."""

import gzip
import json
from bisect import bisect
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.export.place_share_api import place_share_json

LIBRARY = Library()


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    body = place_share_json(LIBRARY)
    assert len(gzip.compress(body)) < 80_000
    read: dict[str, Any] = json.loads(body)
    return read


def share_on(answer: dict[str, Any], place_id: str, measure: str, day: str) -> tuple[float, float]:
    changes = answer["places"][place_id]["measures"][measure]["changes"]
    at = bisect(changes["as_of_date"], day) - 1
    return changes["occupied_pct"][at], changes["grey_pct"][at]


# Percent of tests/model/test_place_share.py, calculated beforehand from the polygons.
@pytest.mark.parametrize(
    ("place_id", "measure", "day", "occupied_pct", "grey_pct"),
    [
        ("pokrovsk", "outline", "2025-11-07", 19.1, 57.3),
        ("pokrovsk", "outline", "2025-12-31", 73.4, 26.6),
        ("pokrovsk", "hromada", "2025-11-07", 63.3, 11.8),
        ("myrnohrad", "outline", "2025-12-31", 60.3, 39.7),
        ("kramatorsk", "outline", "2026-08-21", 0, 0),
    ],
)
def test_a_share_is_the_last_one_listed_by_its_day(
    answer: dict[str, Any],
    place_id: str,
    measure: str,
    day: str,
    occupied_pct: float,
    grey_pct: float,
) -> None:
    found = share_on(answer, place_id, measure, day)
    assert found == pytest.approx((occupied_pct, grey_pct), abs=0.5)


def test_every_place_is_there_with_its_measures_and_their_sources(answer: dict[str, Any]) -> None:
    assert answer["places"].keys() == LIBRARY.places.keys()
    assert answer["data_version"] == LIBRARY.data_version
    for place_id, place in answer["places"].items():
        own = LIBRARY.place_shares.of_place(place_id)
        assert place["measures"].keys() == {str(measure) for measure in own}
        for measure in place["measures"].values():
            changes = measure["changes"]
            assert {len(column) for column in changes.values()} == {len(changes["as_of_date"])}
            assert changes["as_of_date"] == sorted(set(changes["as_of_date"]))
            assert measure["source_id"] in answer["sources"]
    assert answer["sources"]["openstreetmap"]["licence"] == "ODbL 1.0"


def test_where_a_map_tells_no_grey_zone_its_share_is_unknown(answer: dict[str, Any]) -> None:
    unknown = set(answer["grey_zone_unknown_dates"])
    assert "2025-08-05" in unknown
    for place in answer["places"].values():
        for measure in place["measures"].values():
            changes = measure["changes"]
            for day, grey_pct in zip(changes["as_of_date"], changes["grey_pct"], strict=True):
                assert (grey_pct is None) == (day in unknown)
