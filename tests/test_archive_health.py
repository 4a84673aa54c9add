"""The health of the committed archive, in numbers counted apart from this project.

Files were listed with `ls`, the day of each raw file told with `date` in Europe/Kyiv, and a
repeat found by comparing the coordinates of the occupied polygons as text.
"""

from functools import cache

import pandas as pd
import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.page_text.health import recent_days


@cache
def editions() -> pd.DataFrame:
    return read_table("editions")


@cache
def health() -> Health:
    rules = archive_rules()
    read_since = rules.dating.readings_since
    return archive_health(editions(), read_table("daily_area"), rules.max_jump_km2, read_since)


def test_the_archives_hold_683_348_and_769_files() -> None:
    counts = health().counts
    raw, read, merged = (counts[key] for key in ("raw", "wararchive", "merged"))
    assert (raw.maps, read.maps, merged.maps) == (683, 348, 769)
    # Every raw day; 312 and 29 of the 341 days with a map since 4 August 2025.
    assert (raw.used, read.used, merged.used) == (683, 312, 29)
    assert (raw.copies, read.copies, merged.copies) == (0, 1, 351)
    assert (raw.repeats, read.repeats, merged.repeats) == (20, 1, 113)
    assert (raw.refused, read.refused, merged.refused) == (0, 0, 0)
    cards = {each.archive_id: each.edition_count for each in archive_rules().archives}
    assert cards == {"raw": 683, "wararchive": 348, "merged": 769}


def test_the_days_since_4_august_2025_by_how_sure_they_are() -> None:
    known = health().inferred
    assert known is not None
    assert (known.days.days, known.certain, known.within_one_day, known.missing) == (
        *(383, 266, 75, 42),
    )
    # Another way: the days that a used and a copied file of two archives share.
    files = editions()[editions()["status"].isin({"used", "copy"})]
    since = files[files["as_of_date"] >= pd.Timestamp(2025, 8, 4)]
    assert (since.groupby("as_of_date")["archive_id"].nunique() == 2).sum() == 281
    assert known.in_two_archives == 281


@pytest.mark.parametrize(
    ("month", "raw", "read", "merged"),
    [
        ("2022-04", 5, 0, 0),
        ("2023-10", 6, 0, 0),
        ("2023-12", 11, 0, 0),
        ("2024-02", 28, 0, 0),
        ("2024-07", 31, 0, 24),
        ("2024-12", 28, 0, 31),
        ("2025-07", 31, 29, 31),
        ("2025-08", 3, 30, 31),
        ("2025-11", 0, 22, 29),
        ("2026-08", 0, 19, 22),
    ],
)
def test_a_month_has_so_many_files(month: str, raw: int, read: int, merged: int) -> None:
    rows = health().maps_by_month
    rows = rows[rows["month"] == pd.Timestamp(month)].set_index("archive_id")
    maps = rows["used_maps"] + rows["other_maps"]
    assert (maps["raw"], maps["wararchive"], maps["merged"]) == (raw, read, merged)


def test_578_of_1602_days_have_no_map_and_55_of_965_since_the_end_of_2023() -> None:
    assert health().days.days == 1602
    assert sum(gap.days for gap in health().gaps) == 1602 - 1024 == 578
    recent = recent_days(health())
    assert recent.days == 965
    gaps = health().gaps_within(recent)
    assert sum(gap.days for gap in gaps) == 965 - 910 == 55
    runs = [(gap.first_day.isoformat(), gap.days) for gap in gaps]
    assert runs[:12] == [
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
    ]
    # Since then 42 evenings whose map nobody read, two of them in a row once.
    assert sum(days for day, days in runs[12:]) == 42
    assert [run for run in runs[12:] if run[1] > 1] == [("2025-09-08", 2)]
    assert all(day > "2025-08-03" for day, _ in runs[12:])


def test_a_repeat_that_stands_for_a_day_is_a_day_on_which_nothing_changed() -> None:
    # Another way to the same days: the polygon differences of `daily_area`.
    daily = read_table("daily_area")
    is_still = (daily["gained_km2"] == 0) & (daily["regained_km2"] == 0)
    is_first = daily["archive_id"] != daily["archive_id"].shift()
    repeats = health().repeats
    used = repeats[repeats["status"] == "used"]
    # The map of 20 November 2025 was read on two days: its second file repeats its first.
    of_one_day = pd.Timestamp(2025, 11, 20)
    still = [*daily.loc[is_still & ~is_first, "as_of_date"], of_one_day]
    assert sorted(used["as_of_date"]) == sorted(still)
    assert len(used) == 21


def test_nine_maps_of_2022_jump() -> None:
    found = health().jumps["as_of_date"].dt.strftime("%Y-%m-%d").tolist()
    assert found == [
        *("2022-04-10", "2022-04-17", "2022-04-24", "2022-04-30"),
        *("2022-09-11", "2022-09-18", "2022-10-02", "2022-10-09", "2022-11-13"),
    ]


def test_the_last_map_is_that_of_21_august_2026_read_the_day_after() -> None:
    last = health().last_map
    assert last.as_of_date.isoformat() == "2026-08-21"
    assert last.certainty == "certain"
    assert (last.edition, last.edition_at) == ("20260822T093212Z", None)


def test_the_files_in_use_are_the_rows_of_the_daily_areas() -> None:
    used = editions()[editions()["status"] == "used"].sort_values("as_of_date")
    key = ["as_of_date", "archive_id", "edition"]
    pd.testing.assert_frame_equal(used[key].reset_index(drop=True), read_table("daily_area")[key])


def test_every_file_of_a_status_has_what_the_status_says() -> None:
    for status, rows in editions().groupby("status"):
        assert rows["as_of_date"].notna().all() == (status in {"used", "superseded", "copy"})
        assert rows["reason"].ne("").all() == (status == "refused")
