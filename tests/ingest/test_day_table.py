"""The table of all maps that the browser is given."""

import json

import pandas as pd

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.day_table import day_table


def test_it_has_an_entry_for_every_map() -> None:
    daily = pd.DataFrame(
        {
            "as_of_date": ["2022-01-02", "2022-01-09"],
            "certainty": ["certain", "within_one_day"],
            "occupied_total_km2": [106832.3231, 109581.369],
            "grey_zone_km2": [6302.796, None],
            "gained_km2": [None, 3156.005],
            "regained_km2": [None, 0.0],
        }
    )
    assert day_table(daily) == {
        "first": 1,
        "days": [1, 8],
        "inferred": [8],
        "total": [106832.323, 109581.369],
        "grey": [6302.796, None],
        "gained": [None, 3156.005],
        "regained": [None, 0.0],
    }


def test_the_committed_table_is_that_of_the_committed_figures() -> None:
    committed = json.loads((DATA_DIR.parent / "static" / "days.json").read_text(encoding="utf-8"))
    assert committed == day_table(read_table("daily_area"))
