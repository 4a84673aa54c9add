"""How far a comparison moves with the definition, on made-up maps and on the archive."""

import math
from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.sensitivity import (
    BOUNDARY_DAYS,
    Robustness,
    Variant,
    archive_variants,
    file_days,
    robustness,
    sensitivity,
    utc_days,
)
from pokrovsk_front.model.windows import Window, months_of_year, presets

LATEST = date(2026, 8, 21)
GREY = ("grey_zone", "included")


@pytest.fixture(scope="module")
def variants() -> list[Variant]:
    daily = read_table("daily_area")
    tables = archive_variants(daily, read_table("daily_area_by_oblast"))
    return sensitivity(daily, tables, *presets(LATEST)["same_months"])


def one(variants: list[Variant], topic: str, option: str) -> Variant:
    (found,) = [each for each in variants if (each.topic, each.option) == (topic, option)]
    return found


def test_the_headline_is_the_articles(variants: list[Variant]) -> None:
    # Bloomberg, 7 November 2025: 2,194 and 3,386 km2, 54 % more.
    headline = variants[0]
    assert headline.earlier_km2 == pytest.approx(2194, abs=2)
    assert headline.later_km2 == pytest.approx(3386, abs=2)
    assert headline.growth_pct == pytest.approx(54, abs=0.5)


def test_every_move_of_the_boundaries_is_measured(variants: list[Variant]) -> None:
    moved = {each.option: each for each in variants if each.topic == "boundary"}
    assert sorted(map(int, moved)) == sorted(BOUNDARY_DAYS)
    daily = read_table("daily_area").set_index("as_of_date")["occupied_total_km2"]
    by_hand = daily[pd.Timestamp(2025, 10, 24)] - daily[pd.Timestamp(2024, 12, 24)]
    assert moved["-7"].later_km2 == pytest.approx(by_hand, abs=0.001)


def test_the_ellipsoid_adds_the_twentieth_of_a_percent(variants: list[Variant]) -> None:
    ellipsoid = one(variants, "sphere", "wgs84")
    assert ellipsoid.later_km2 / variants[0].later_km2 == pytest.approx(1.0005, abs=0.0006)


def test_the_grey_zone_can_be_counted_in(variants: list[Variant]) -> None:
    grey = one(variants, "grey_zone", "included")
    # 2,194.0 and 3,386.4 km2 and what the zone grew by: 495.8 to 737.4 and 729.4 to 1,301.3 km2.
    assert grey.earlier_km2 == pytest.approx(2435.5, abs=0.2)
    assert grey.later_km2 == pytest.approx(3958.3, abs=0.2)
    assert grey.growth_pct == pytest.approx(62.5, abs=0.1)


def test_the_grey_zone_is_unknown_only_where_an_end_does_not_tell_it() -> None:
    daily = read_table("daily_area")
    tables = archive_variants(daily, read_table("daily_area_by_oblast"))
    # 5 August 2025 has a map without classes; no other day's zone stands for it.
    august = Window(date(2025, 8, 1), date(2025, 8, 5)), Window(date(2025, 8, 6), date(2025, 8, 31))
    for lacking in august:
        grey = one(sensitivity(daily, tables, months_of_year(2024, 10), lacking), *GREY)
        assert grey.earlier_km2 > 0
        assert math.isnan(grey.later_km2)
        assert math.isnan(grey.growth_pct)
    across = Window(date(2025, 8, 1), date(2025, 8, 31))
    known = one(sensitivity(daily, tables, months_of_year(2024, 10), across), *GREY)
    assert not math.isnan(known.growth_pct)


def test_gross_is_more_than_net_and_the_claimed_regions_are_less(variants: list[Variant]) -> None:
    gross, claimed = one(variants, "gross", "gained"), one(variants, "regions", "claimed")
    assert gross.later_km2 > variants[0].later_km2 > claimed.later_km2


def test_an_edition_late_in_the_evening_of_kyiv_is_of_the_same_utc_day() -> None:
    daily = pd.DataFrame(
        {
            "as_of_date": pd.to_datetime(["2024-01-02", "2025-09-01"]),
            "edition": ["1704146400", "deepstatemap_data_20250903"],
            # 00:00 on 2 January in Kyiv is 22:00 on 1 January UTC.
            "edition_at": pd.to_datetime(["2024-01-01T22:00:00Z", "NaT"], utc=True),
        }
    )
    assert utc_days(daily).tolist() == [pd.Timestamp(2024, 1, 1), pd.Timestamp(2025, 9, 1)]
    assert file_days(daily).tolist() == [pd.Timestamp(2024, 1, 1), pd.Timestamp(2025, 9, 3)]


def variant(topic: str, earlier_km2: float, later_km2: float) -> Variant:
    months = (months_of_year(2024, 10), months_of_year(2025, 10))
    return Variant(topic, "any", earlier_km2, later_km2, months)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("others", "holds"),
    [
        ([(100.0, 152.0), (100.0, 159.0)], "size"),
        ([(100.0, 152.0), (100.0, 161.0)], "direction"),
        ([(100.0, 152.0), (100.0, 99.0)], "neither"),
        ([(100.0, 152.0), (100.0, float("nan"))], "size"),
    ],
    ids=["within ten points", "beyond ten points", "other sign", "unknown"],
)
def test_what_holds_follows_from_the_spread(others: list[tuple[float, float]], holds: str) -> None:
    rows = [variant("headline", 100.0, 150.0), *(variant("boundary", *each) for each in others)]
    summary = robustness(rows)
    assert summary.holds == holds
    assert summary.known + summary.unknown == len(rows)


def test_a_headline_without_a_growth_is_not_robust() -> None:
    summary = robustness([variant("headline", -100.0, 150.0)])
    assert math.isnan(summary.headline_pct)
    assert summary.holds == "neither"


def test_the_widest_choice_is_named(variants: list[Variant]) -> None:
    summary: Robustness = robustness(variants)
    assert summary.widest_topic == "boundary"
    assert summary.unknown == 0
    assert summary.lowest_pct < 54 < summary.highest_pct
    # The four claimed regions and the grey zone counted in; a week back and a week on.
    assert summary.defined_pct == pytest.approx((45.4, 62.5), abs=0.1)
    assert summary.moved_pct == pytest.approx((46.8, 69.9), abs=0.2)
