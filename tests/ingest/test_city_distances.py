"""Distances of places by day for the browser: as the table has them, in steps."""

import gzip
import json
from itertools import accumulate

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.city_distances import city_distances

COMMITTED = DATA_DIR.parent / "static" / "city_distances.json"


def test_the_steps_lead_to_the_distances_of_the_table() -> None:
    table = pd.DataFrame(
        {
            "place_id": ["a", "a", "a", "b", "b", "b"],
            "as_of_date": pd.to_datetime(["2022-01-02", "2022-01-05", "2022-01-06"] * 2),
            "distance_km": [12.34, 12.36, 0.0, 0.01, 5.0, 5.0],
        }
    )
    assert city_distances(table) == {
        "days": [1, 3, 1],
        "hm": {"a": [123, 1, -124], "b": [1, 49, 0]},
    }


def test_the_committed_file_has_every_place_and_day_and_is_small() -> None:
    data = COMMITTED.read_bytes()
    table = read_table("front_distance")
    found = json.loads(data)
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(list(accumulate(found["days"])), unit="D")
    for place_id, rows in table.groupby("place_id"):
        assert rows["as_of_date"].tolist() == days.tolist()
        km = [hm / 10 for hm in accumulate(found["hm"][place_id])]
        assert km == pytest.approx(rows["distance_km"].tolist(), abs=0.1)
        assert [each == 0 for each in km] == (rows["distance_km"] == 0).tolist()
    assert len(gzip.compress(data)) < 80_000
