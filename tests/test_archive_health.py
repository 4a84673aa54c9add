"""The health of the committed archive, in numbers counted apart from this project.

Files were listed with `ls`, the day of each raw file told with `date` in Europe/Kyiv, and a
repeat found by comparing the coordinates of the occupied polygons as text.
"""

from functools import cache

import pandas as pd
import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.export.health_notes import recent_days
from pokrovsk_front.model.health import Health, archive_health


@cache
def editions() -> pd.DataFrame:
    return read_table("editions")


@cache
def health() -> Health:
    return archive_health(editions(), read_table("daily_area"), archive_rules().most_jump_km2)


def test_the_archives_hold_683_and_769_files() -> None:
    raw, merged = health().counts["raw"], health().counts["merged"]
    assert (raw.maps, merged.maps) == (683, 769)
    # All raw days but 3 August 2025; merged files from 5 August 2025 on.
    assert (raw.used, merged.used) == (682, 381)
    assert (raw.repeats, merged.repeats) == (20, 113)
    assert (raw.refused, merged.refused) == (0, 0)
    cards = {each.archive_id: each.edition_count for each in archive_rules().archives}
    assert cards == {"raw": 683, "merged": 769}


@pytest.mark.parametrize(
    ("month", "raw", "merged"),
    [
        ("2022-04", 5, 0),
        ("2023-10", 6, 0),
        ("2023-12", 11, 0),
        ("2024-02", 28, 0),
        ("2024-07", 31, 24),
        ("2024-12", 28, 31),
        ("2025-07", 31, 31),
        ("2025-08", 3, 31),
        ("2025-11", 0, 29),
        ("2026-08", 0, 22),
    ],
)
def test_a_month_has_so_many_files(month: str, raw: int, merged: int) -> None:
    rows = health().maps_by_month
    rows = rows[rows["month"] == pd.Timestamp(month)].set_index("archive_id")
    maps = rows["used_maps"] + rows["other_maps"]
    assert (maps["raw"], maps["merged"]) == (raw, merged)


def test_538_of_1601_days_have_no_map_and_15_of_964_since_the_end_of_2023() -> None:
    assert health().days.days == 1601
    assert sum(gap.days for gap in health().gaps) == 1601 - 1063 == 538
    recent = recent_days(health())
    assert recent.days == 964
    gaps = health().gaps_within(recent)
    assert sum(gap.days for gap in gaps) == 964 - 949 == 15
    runs = [(gap.first_day.isoformat(), gap.days) for gap in gaps]
    assert runs == [
        ("2024-01-10", 2),
        ("2024-02-06", 1),
        ("2024-03-27", 1),
        ("2024-04-01", 1),
        ("2024-05-17", 1),
        ("2024-05-21", 1),
        ("2024-09-13", 1),
        ("2024-09-19", 1),
        ("2024-10-06", 1),
        ("2024-12-20", 1),
        ("2024-12-22", 1),
        ("2024-12-25", 1),
        ("2025-11-24", 1),
        ("2026-07-07", 1),
    ]


def test_a_repeat_that_stands_for_a_day_is_a_day_on_which_nothing_changed() -> None:
    # Another way to the same days: the polygon differences of `daily_area`.
    daily = read_table("daily_area")
    is_still = (daily["gained_km2"] == 0) & (daily["regained_km2"] == 0)
    is_first = daily["archive_id"] != daily["archive_id"].shift()
    repeats = health().repeats
    used = repeats[repeats["status"] == "used"]
    assert sorted(used["as_of_date"]) == daily.loc[is_still & ~is_first, "as_of_date"].tolist()
    assert len(used) == 90


def test_nine_maps_of_2022_jump() -> None:
    found = health().jumps["as_of_date"].dt.strftime("%Y-%m-%d").tolist()
    assert found == [
        *("2022-04-10", "2022-04-17", "2022-04-24", "2022-04-30"),
        *("2022-09-11", "2022-09-18", "2022-10-02", "2022-10-09", "2022-11-13"),
    ]


def test_the_last_map_is_the_file_of_22_august_2026() -> None:
    last = health().last_map
    assert last.as_of_date.isoformat() == "2026-08-20"
    assert (last.edition, last.edition_at) == ("deepstatemap_data_20260822", None)


def test_the_files_in_use_are_the_rows_of_the_daily_areas() -> None:
    used = editions()[editions()["status"] == "used"].sort_values("as_of_date")
    key = ["as_of_date", "archive_id", "edition"]
    pd.testing.assert_frame_equal(used[key].reset_index(drop=True), read_table("daily_area")[key])


def test_every_file_of_a_status_has_what_the_status_says() -> None:
    for status, rows in editions().groupby("status"):
        assert rows["as_of_date"].notna().all() == (status in {"used", "superseded"})
        assert rows["reason"].ne("").all() == (status == "refused")
