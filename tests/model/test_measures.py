"""Each measure of a claim on made-up tables, and on the figures of data/."""

import math
from dataclasses import replace
from datetime import date
from functools import cache

import h3
import pandas as pd
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claims
from pokrovsk_front.model.claims import UNKNOWN, Check, Claim, month_number
from pokrovsk_front.model.measures import MEASURES, Evidence, check
from pokrovsk_front.model.readings import ArchiveGapError
from tests.model.made_up import daily_area

HERE, FAR = (48.0, 37.0), (49.0, 37.0)
NEAR_CELL, FAR_CELL = h3.latlng_to_cell(*HERE, 9), h3.latlng_to_cell(*FAR, 9)
DAYS = (date(2023, 12, 31), date(2024, 1, 31), date(2024, 12, 31), date(2025, 1, 31))


def frame(columns: list[str], *rows: tuple[object, ...]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=columns)
    made["as_of_date"] = pd.to_datetime(made["as_of_date"])
    return made


FACTS = Evidence(
    daily_area=daily_area(dict(zip(DAYS, (1000.0, 1100.0, 1300.0, 1450.0), strict=True))),
    by_oblast=frame(
        ["as_of_date", "oblast_iso", "occupied_km2", "oblast_land_km2"],
        (DAYS[0], "XX-1", 50.0, 100.0),
        (DAYS[0], "XX-2", 160.0, 200.0),
        (DAYS[1], "XX-1", 90.0, 100.0),
        (DAYS[1], "XX-2", 100.0, 200.0),
        (DAYS[3], "XX-1", 100.0, 100.0),
        (DAYS[3], "XX-2", 100.0, 200.0),
    ),
    front_distance=frame(
        ["place_id", "as_of_date", "distance_km"],
        *(("here", day, km) for day, km in zip(DAYS, (0.0, 3.0, 0.0, 0.0), strict=True)),
        *(("there", day, 9.0) for day in DAYS),
    ),
    cells_9=frame(
        ["cell", "as_of_date", "occupied_km2"],
        (NEAR_CELL, DAYS[0], 0.1),
        (NEAR_CELL, DAYS[1], 0.3),
        (NEAR_CELL, DAYS[3], 0.7),
        (FAR_CELL, DAYS[1], 0.7),
    ),
    area_km2={"country": 5000.0},
    area_parts={"regions": ("first", "second")},
    area_iso={"first": "XX-1", "second": "XX-2"},
    point_deg={
        **{"here": HERE, "there": FAR, "far": (50.0, 37.0)},
        **{"valley": (48.1, 37.0), "hill": (48.0, 37.2)},
    },
    height_m={"here": 200, "there": 210, "valley": 150, "hill": 201, "far": 100},
    published_date={"somebody": date(2025, 2, 7)},
    people={"here_baseline": 149},
)

GAIN = Claim(
    claim_id="gain",
    topic="territory",
    label="Net gain",
    claim="",
    attributed_to="Somebody",
    measure="net_gain",
    printed_value=148.0,
    is_number_printed=True,
    relation="equal",
    unit="km2",
    judged="is_so",
    tolerance=2.0,
    is_whole=True,
    first_date=date(2025, 1, 1),
    last_date=date(2025, 1, 31),
    baseline_first_date=date(2024, 1, 1),
    baseline_last_date=date(2024, 1, 31),
    shifted_months=None,
    area_id=None,
    from_place_id="here",
    to_place_id="there",
    place_ids=("here", "there"),
    radius_km=25.0,
    definition="",
    second_name="",
    second_url="",
    second_published_date=None,
    second_value=UNKNOWN,
    second_count_id=None,
    second_reading=None,
    second_is_independent=True,
    source_id="somebody",
    as_of_date=date(2025, 1, 31),
    note="",
)


@pytest.mark.parametrize(
    ("claim", "ours"),
    [
        (GAIN, 150.0),
        (replace(GAIN, measure="gain_change_pct"), 50.0),
        (replace(GAIN, measure="share_of_area_pct", area_id="country"), 3.0),
        (replace(GAIN, measure="distance_km"), 111.2),
        (replace(GAIN, measure="pace_m_per_day"), 111_200 / 30),
        (replace(GAIN, measure="gain_near_change_pct"), 100.0),
        (replace(GAIN, measure="years_between"), 30 / 365.25),
        (replace(GAIN, measure="winters_between", first_date=date(2022, 12, 1)), 3.0),
        (replace(GAIN, measure="winters_between", first_date=date(2022, 12, 2)), 2.0),
        (replace(GAIN, measure="whole_months", last_date=date(2025, 10, 30)), 9.0),
        (replace(GAIN, measure="whole_months", last_date=date(2025, 10, 31)), 10.0),
        (replace(GAIN, measure="weekday", first_date=date(2025, 11, 7)), 5.0),
        (replace(GAIN, measure="source_date"), float(date(2025, 2, 7).toordinal())),
        (replace(GAIN, measure="source_year"), 2025.0),
        (replace(GAIN, measure="unoccupied_places", first_date=DAYS[1]), 2.0),
        (replace(GAIN, measure="unoccupied_places", first_date=DAYS[3]), 1.0),
        (replace(GAIN, measure="largest_region_share_pct", area_id="regions"), 100.0),
        (
            replace(GAIN, measure="largest_region_share_pct", area_id="regions", last_date=DAYS[2]),
            90.0,
        ),
        (replace(GAIN, measure="occupied_since_month"), month_number(date(2024, 12, 1))),
        (
            replace(GAIN, measure="occupied_since_month", last_date=DAYS[0]),
            month_number(date(2023, 12, 1)),
        ),
        (replace(GAIN, measure="places_lower_pct", radius_km=25.0), 50.0),  # valley, not hill
        (replace(GAIN, measure="places_lower_pct", radius_km=120.0), 100 / 3),  # and there
    ],
    ids=lambda value: value.measure if isinstance(value, Claim) else "",
)
def test_each_measure_is_recomputed(claim: Claim, ours: float) -> None:
    found = check(claim, FACTS)
    assert found.our_value == pytest.approx(ours, rel=0.001)
    assert found.difference == pytest.approx(ours - 148.0, rel=0.01)
    assert (found.claim_id, found.unit, found.tolerance) == ("gain", "km2", 2.0)
    assert found.is_measured


def test_windows_whose_lengths_really_differ_are_compared_by_the_day() -> None:
    # 150 km2 in 31 days of January 2025; 100 km2 in 31, 30 and 29 days to 31 January 2024.
    def change(first_day: date) -> float:
        longer = replace(GAIN, measure="gain_change_pct", baseline_first_date=first_day)
        return check(longer, FACTS).our_value

    assert change(date(2024, 1, 1)) == change(date(2024, 1, 2)) == 50.0
    assert change(date(2024, 1, 3)) == pytest.approx((150 / 31) / (100 / 29) * 100 - 100)


def test_both_windows_are_moved_on_by_whole_months_where_the_words_allow_it() -> None:
    moved = replace(
        GAIN,
        measure="gain_change_pct",
        shifted_months=1,
        first_date=date(2024, 12, 1),
        last_date=date(2024, 12, 31),
        baseline_first_date=date(2023, 12, 1),
        baseline_last_date=date(2023, 12, 31),
    )
    daily = daily_area(
        {
            date(2023, 11, 30): 900.0,
            date(2023, 12, 31): 1000.0,
            date(2024, 1, 31): 1100.0,
            date(2024, 11, 30): 1200.0,
            date(2024, 12, 31): 1300.0,
            date(2025, 1, 31): 1450.0,
        }
    )
    found = check(moved, replace(FACTS, daily_area=daily))
    assert (found.our_value, found.other_value) == (0.0, 50.0)
    assert (found.details[-1].subject_id, found.details[-1].as_of_date) == ("shifted", DAYS[3])


def test_what_crimea_lacks_of_the_whole_is_the_error_of_the_shares() -> None:
    crimea = frame(
        ["as_of_date", "oblast_iso", "occupied_km2", "oblast_land_km2"],
        *(
            (day, "UA-43", occupied, 100.0)
            for day, occupied in zip(DAYS, (96, 99, 98, 98), strict=True)
        ),
    )
    facts = replace(FACTS, by_oblast=pd.concat([FACTS.by_oblast, crimea]))
    whole = replace(
        GAIN,
        measure="largest_region_share_pct",
        area_id="regions",
        printed_value=100.0,
        relation="less_than",
        tolerance=0.0,
    )
    found = check(whole, facts)
    assert (found.our_value, found.error, found.is_measured) == (100.0, 1.0, False)
    assert found.verdict == "unverifiable"
    # Until the last map the largest share is 90 of 100.
    earlier = check(replace(whole, last_date=DAYS[2], printed_value=91.5), facts)
    assert (earlier.our_value, earlier.is_measured, earlier.verdict) == (90.0, True, "confirmed")


def test_a_place_that_is_outside_on_the_last_map_is_occupied_since_no_month() -> None:
    never = replace(GAIN, measure="occupied_since_month", from_place_id="there")
    assert math.isnan(check(never, FACTS).our_value)


def test_the_map_that_stands_for_a_day_tells_which_places_are_free() -> None:
    later = replace(GAIN, measure="unoccupied_places", first_date=date(2024, 2, 3))
    found = check(later, FACTS)
    assert [(each.subject_id, each.value) for each in found.details] == [
        ("here", 3.0),
        ("there", 9.0),
    ]
    assert {each.as_of_date for each in found.details} == {DAYS[1]}


def test_a_second_source_is_not_calculated() -> None:
    found = check(replace(GAIN, measure="second_source", second_value=149.0), FACTS)
    assert math.isnan(found.our_value)
    assert not found.is_measured
    assert found.verdict == "consistent"


def test_the_number_of_a_second_source_can_stand_in_the_table_of_people() -> None:
    counted = replace(GAIN, measure="second_source", second_count_id="here_baseline")
    found = check(counted, FACTS)
    assert found.second_value == 149
    assert math.isnan(found.our_value), "somebody else counted it"
    assert found.verdict == "consistent"


def test_a_measure_that_nobody_can_recompute_is_refused() -> None:
    with pytest.raises(ValueError, match="'population'"):
        check(replace(GAIN, measure="population"), FACTS)


@pytest.mark.parametrize(
    "claim",
    [
        replace(GAIN, first_date=None),
        replace(GAIN, measure="gain_change_pct", baseline_last_date=None),
        replace(GAIN, measure="weekday", first_date=None),
        replace(GAIN, measure="largest_region_share_pct", area_id="regions", last_date=None),
    ],
    ids=lambda claim: claim.measure,
)
def test_a_measure_without_its_days_is_refused(claim: Claim) -> None:
    with pytest.raises(ValueError, match="needs a"):
        check(claim, FACTS)


@pytest.mark.parametrize(
    "claim",
    [
        replace(GAIN, measure="share_of_area_pct", area_id="moon"),
        replace(GAIN, measure="distance_km", to_place_id="moon"),
        replace(GAIN, measure="unoccupied_places", place_ids=("moon",)),
        replace(GAIN, measure="source_date", source_id="moon"),
        replace(GAIN, measure="largest_region_share_pct", area_id="moon"),
        replace(GAIN, second_count_id="moon"),
    ],
    ids=lambda claim: claim.measure,
)
def test_an_unknown_area_place_or_source_is_refused(claim: Claim) -> None:
    with pytest.raises(KeyError, match="moon"):
        check(claim, FACTS)


def test_a_window_that_the_archive_does_not_cover_is_refused() -> None:
    with pytest.raises(ArchiveGapError):
        check(replace(GAIN, last_date=date(2025, 3, 31)), FACTS)


@cache
def checks() -> dict[str, Check]:
    facts = Library().evidence()
    return {claim_id: check(claim, facts) for claim_id, claim in claims().items()}


def test_every_measure_is_used() -> None:
    assert {claim.measure for claim in claims().values()} == {*MEASURES, "second_source"}


@pytest.mark.parametrize(
    ("claim_id", "ours", "within"),
    [
        ("gain_2024", 2194, 2),  # Bloomberg, 7 November 2025
        ("gain_2025", 3386, 2),
        ("gain_change", 54, 0.5),
        ("share_claimed_regions", 3, 0.5),
        ("share_country", 0.6, 0.05),
        ("distance_pokrovsk_avdiivka", 45.3, 0.1),  # geodesic between the GeoNames points
        ("dobropillia_attacks", 21.8, 0.1),
        ("slow_advance", 72, 0.5),  # 45.3 km in 629 days
        ("years_since_avdiivka", 629 / 365.25, 0.001),
        ("years_of_push", 471 / 365.25, 0.001),
        ("sloviansk_kramatorsk", 2, 0),
        ("other_rail_hubs", 3, 0),
        ("no_breakthrough", 5, 0),
        ("fourth_winter", 4, 0),
        ("never_fully_occupied", 99.93, 0.005),  # Luhansk oblast, July 2022
        ("fighting_since_july", 27.0, 0.05),  # the polygons cut at the circle: 27.0
        ("high_ground", 100 * 10 / 11, 0.001),  # all but Novohrodivka, 211 m
        ("winter_freeze", -21, 2),  # DeepState: 445 + 245 + 126 against 259 + 267 + 505 km2
    ],
)
def test_the_figures_of_data_give_this(claim_id: str, ours: float, within: float) -> None:
    assert checks()[claim_id].our_value == pytest.approx(ours, abs=within)


def test_avdiivka_fell_629_days_before_the_article() -> None:
    (days,) = checks()["years_since_avdiivka"].details
    assert (days.value, days.unit) == (629, "days")


def test_luhansk_oblast_is_the_one_that_came_near_to_the_whole() -> None:
    shares = {each.subject_id: each.value for each in checks()["never_fully_occupied"].details}
    assert shares.pop("error") == pytest.approx(0.946, abs=0.001)  # of Crimea, from 2023 on
    assert set(shares) == {
        *("donetsk_oblast", "luhansk_oblast", "zaporizhzhia_oblast", "kherson_oblast")
    }
    assert max(shares, key=lambda key: shares[key]) == "luhansk_oblast"
    assert sorted(shares.values())[-2] < 95
