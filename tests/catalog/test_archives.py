"""The rules of the archives: which one holds on a day, and the bound of a jump."""

import re
from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.archives import Archive, archive_rules
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.health import changes, jumps

RULES = archive_rules()


def archive(archive_id: str) -> Archive:
    return next(each for each in RULES.archives if each.archive_id == archive_id)


@pytest.mark.parametrize(
    ("day", "archive_ids", "rule"),
    [
        (date(2022, 4, 2), None, None),
        (date(2022, 4, 3), ("raw",), "instant"),
        (date(2025, 8, 3), ("raw",), "instant"),
        (date(2025, 8, 4), ("wararchive", "merged"), "readings"),
        (date(2030, 1, 1), ("wararchive", "merged"), "readings"),
    ],
)
def test_one_rule_holds_on_a_day_or_none(
    day: date, archive_ids: tuple[str, ...] | None, rule: str | None
) -> None:
    found = RULES.dating.range_on(day)
    assert (found.archive_ids if found else None) == archive_ids
    assert (found.rule if found else None) == rule


def test_the_readings_date_maps_from_the_day_after_the_last_instant() -> None:
    assert RULES.dating.instants_until == date(2025, 8, 3)
    assert RULES.dating.readings_since == date(2025, 8, 4)


def test_on_every_day_with_a_map_its_archive_dates_it() -> None:
    for archive_id, rows in read_table("daily_area").groupby("archive_id"):
        for day in rows["as_of_date"]:
            rule = RULES.dating.range_on(day.date())
            assert rule is not None
            assert archive_id in rule.archive_ids


def test_the_borders_are_pinned_to_one_commit_of_a_known_source() -> None:
    borders = RULES.border_file
    assert re.search(r"/[0-9a-f]{40}/.*/ADM1/" + re.escape(borders.file_name) + "$", borders.url)
    assert borders.url.startswith("https://")
    assert re.fullmatch("[0-9a-f]{64}", borders.sha256)
    source = read_table("sources").set_index("source_id").loc[borders.source_id]
    assert "OpenStreetMap" in source["publisher"]
    assert "OpenStreetMap" in borders.credit


def test_the_bound_of_a_jump_is_what_its_reason_says() -> None:
    steps = changes(read_table("daily_area"))
    held = steps[steps["as_of_date"] >= pd.Timestamp(RULES.jump_first_as_of_date)]
    # About twice the largest change of the days it holds for, most of which have a map.
    assert 1.9 < RULES.max_jump_km2 / held["changed_km2_per_day"].max() < 2.1
    assert (held["days"] == 1).mean() > 0.94
    # Older maps are beyond it, and none of the days it holds for.
    found = jumps(steps, RULES.max_jump_km2)
    assert set(found["as_of_date"].dt.year) == {2022}


def test_a_name_in_the_digits_of_another_script_is_no_name_of_a_map() -> None:
    pattern = archive("raw").name_pattern
    assert pattern.fullmatch("1649005166.geojson")
    assert not pattern.fullmatch(
        "\u0661\u0666\u0664\u0669\u0660\u0660\u0665\u0661\u0666\u0666.geojson"
    )
