"""The committed figures: their days against another implementation, printed figures and instants.

`days_found_apart.csv` holds the day of each map after 24 July 2025 and the files that show it, as
found from the same archives by other code, with the polygons compared and not their areas.
That the figures are those of the archives is tested where the archives are.
"""

import dataclasses
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest import editions
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.dating import date_editions
from pokrovsk_front.model.dating import Certainty

FOUND_APART = Path(__file__).with_name("days_found_apart.csv")


@cache
def listed() -> pd.DataFrame:
    return read_table("editions").set_index("edition")


@cache
def total_km2() -> pd.Series:
    """The total of every day; a day without a map has that of the day before."""
    daily = read_table("daily_area").set_index("as_of_date")["occupied_total_km2"]
    return daily.reindex(pd.date_range(daily.index[0], daily.index[-1])).ffill()


def test_each_map_has_the_day_that_other_code_finds() -> None:
    apart = pd.read_csv(FOUND_APART, dtype=str)
    days = {
        name: day
        for day, names in apart.itertuples(index=False)
        for name in names.split()
        # Some files hold a map that is known by its instant, which gives them no day.
        if pd.notna(listed().loc[name, "as_of_date"])
    }
    ours = listed().loc[list(days), "as_of_date"].dt.strftime("%Y-%m-%d")
    assert len(set(ours)) > 340
    assert [name for name, day in days.items() if ours[name] != day] == []
    later = listed()[listed()["as_of_date"] > "2025-07-26"]
    assert set(later.index) <= set(" ".join(apart["editions"]).split())


# What DeepState (Bloomberg, for ten months) printed: net gain from the eve of the first day.
PRINTED_GAINS: dict[tuple[str, str], float] = {
    ("2023-12-31", "2024-10-31"): 2194,
    ("2024-12-31", "2025-10-31"): 3386,
    ("2024-12-31", "2025-12-31"): 4336,
    ("2025-07-31", "2025-08-31"): 464,
    ("2025-08-31", "2025-09-30"): 259,
    ("2025-09-30", "2025-10-31"): 267,
    ("2025-10-31", "2025-11-30"): 505,
    ("2025-11-30", "2025-12-31"): 445,
    ("2025-12-31", "2026-01-31"): 245,
    ("2026-01-31", "2026-02-28"): 126,
    ("2026-04-30", "2026-05-31"): 14,
    ("2026-05-31", "2026-06-30"): 84,
}
PRINTED_TOTALS = {"2025-08-17": 114_493, "2025-12-16": 115_966, "2025-12-31": 116_165}


@pytest.mark.parametrize(("days", "printed_km2"), PRINTED_GAINS.items())
def test_a_printed_gain_is_met_within_1_km2(days: tuple[str, str], printed_km2: float) -> None:
    eve, last = days
    assert total_km2()[last] - total_km2()[eve] == pytest.approx(printed_km2, abs=1)


@pytest.mark.parametrize(("day", "printed_km2"), PRINTED_TOTALS.items())
def test_a_printed_total_is_met_within_1_km2(day: str, printed_km2: float) -> None:
    assert total_km2()[day] == pytest.approx(printed_km2, abs=1)


@pytest.mark.parametrize(
    ("day", "occupied_km2", "grey_km2"),
    [
        ("2025-11-07", 115_314.6, 1_300.9),
        ("2025-12-31", None, 1_375.8),
        ("2026-08-09", None, 1_791.5),
        ("2026-08-20", None, 1_640.1),
    ],
)
def test_the_grey_zone_of_a_day_is_known_to_the_last(
    day: str, occupied_km2: float | None, grey_km2: float
) -> None:
    own = read_table("daily_area").set_index("as_of_date").loc[day]
    assert own["grey_zone_km2"] == pytest.approx(grey_km2, abs=0.2)
    if occupied_km2 is not None:
        assert own["occupied_total_km2"] == pytest.approx(occupied_km2, abs=0.5)


def test_a_triangle_in_the_arabian_sea_is_not_in_the_grey_zone() -> None:
    # On 48 days of 2023 the map draws 530 km2 of it there.
    grey = read_table("daily_area").set_index("as_of_date")["grey_zone_km2"]
    assert grey["2023-02-05"] < 450


def test_the_day_of_each_map_lies_between_its_instants() -> None:
    known = listed().dropna(subset="as_of_date")
    opens = known["as_of_date"].dt.tz_localize("Europe/Kyiv")
    closes = (known["as_of_date"] + pd.Timedelta(days=1)).dt.tz_localize("Europe/Kyiv")
    assert len(known) > 1000
    assert (known["not_before_at"] <= known["not_after_at"]).all()
    assert (known["not_before_at"] < closes).all()
    assert (known["not_after_at"] >= opens).all()


def test_each_day_has_one_file_in_use_and_the_files_are_in_order() -> None:
    used = listed()[listed()["status"] == "used"].reset_index().sort_values("as_of_date")
    daily = read_table("daily_area")
    columns = ["as_of_date", "archive_id", "edition", "certainty"]
    assert used[columns].to_numpy().tolist() == daily[columns].to_numpy().tolist()
    for _, own in used.groupby("archive_id"):
        assert own["edition"].is_monotonic_increasing


def test_an_oblast_is_occupied_to_100_percent_at_most_and_the_sum_is_the_total() -> None:
    by_oblast = read_table("daily_area_by_oblast")
    share = by_oblast["occupied_km2"] / by_oblast["oblast_land_km2"]
    luhansk = by_oblast["oblast_iso"] == "UA-09"
    assert share[luhansk].max() <= 1
    peak = by_oblast["as_of_date"].eq("2022-07-17") & luhansk
    assert 100 * share[peak].item() == pytest.approx(99.93, abs=0.01)
    daily = read_table("daily_area").set_index("as_of_date")
    summed = by_oblast.groupby("as_of_date")["occupied_km2"].sum() + daily["in_no_oblast_km2"]
    assert (summed - daily["occupied_total_km2"]).abs().max() < 0.1
    assert daily.loc["2025-11-07", "in_no_oblast_km2"] == pytest.approx(57.7, abs=0.1)


TUZLA_KM2 = 4.379
FIRST_HIDDEN, LAST_HIDDEN = date(2025, 6, 28), date(2025, 8, 3)


def test_the_rule_finds_evenings_whose_instants_are_hidden_from_it() -> None:
    rules = archive_rules()
    first, then = rules.dating.ranges
    ranges = (
        dataclasses.replace(first, last_as_of_date=date(2025, 6, 27)),
        dataclasses.replace(then, first_as_of_date=FIRST_HIDDEN),
    )
    blind = dataclasses.replace(rules, dating=dataclasses.replace(rules.dating, ranges=ranges))
    rows, _ = editions.read(DATA_DIR / "derived" / "editions.csv", rules)
    areas = {each: row.occupied_km2 for each, row in rows.items() if row.occupied_km2 is not None}
    hidden = {
        each
        for each in areas
        if each.archive_id == "raw" and FIRST_HIDDEN <= each.edition_date <= LAST_HIDDEN
    }
    assert len(hidden) == 37
    found = date_editions({each: km2 for each, km2 in areas.items() if each not in hidden}, blind)
    exact = {
        each: own
        for each, own in found.items()
        if each.archive_id == "wararchive" and each.edition_date < date(2025, 8, 12)
    }
    exact |= {
        each: own
        for each, own in found.items()
        if each.archive_id == "merged" and date(2025, 6, 20) < each.edition_date < date(2025, 8, 12)
    }

    def km2_of(each: Edition) -> float:
        gaps_km2 = 0.025 if each.archive_id == "merged" else 0.0
        return areas[each] - gaps_km2

    days_off: Counter[int | None] = Counter()
    for each in hidden:
        same = [own for own in exact if abs(km2_of(own) - areas[each]) < 0.005]
        off = (exact[same[0]].as_of_date - each.edition_date).days if same else None
        days_off[off] += 1
        if off == 0:
            assert exact[same[0]].certainty is Certainty.CERTAIN
        if same and each.edition_at is not None:
            own = exact[same[0]]
            assert own.not_before_at <= each.edition_at <= own.not_after_at
    assert days_off[0] >= 32
    assert not [off for off in days_off if off is not None and off > 0], "none late"
