"""Series of people: one area each, no percentage across areas, no line through a few counts."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.records import places, population
from pokrovsk_front.model.people import (
    LINE_COUNTS,
    LINE_GAP_DAYS,
    Count,
    ScopeError,
    Series,
    decline,
    main_series,
    places_in_order,
    series_by_place,
)

BASELINE = Count(
    count_id="here_city_baseline",
    place_id="here",
    as_of_date=date(2022, 1, 1),
    date_precision="day",
    people=10_000,
    people_high=None,
    qualifier="exact",
    area="city",
    role="baseline",
    kind="official_estimate",
    attributed_to="An office",
    publisher="A page",
    url="https://example.org",
    confidence="high",
    source_id="office",
    note="",
)
COUNT = replace(
    BASELINE,
    count_id="here_city_2025",
    role="count",
    kind="authority_count",
    people=250,
    as_of_date=date(2025, 1, 1),
)
BY_PLACE = series_by_place(population().values())


def counted(*days: int, **values: object) -> list[Count]:
    """Counts so many days after 1 January 2025, each with one person fewer."""
    return [
        replace(
            COUNT,
            count_id=f"here_{at}_{values}",
            as_of_date=date(2025, 1, 1) + timedelta(days=day),
            people=250 - at,
            **values,  # type: ignore[arg-type]
        )
        for at, day in enumerate(days)
    ]


def one(*counts: Count) -> Series:
    ((series,),) = series_by_place(counts).values()
    return series


def test_pokrovsk_has_one_in_48_left_by_the_last_count() -> None:
    # State Statistics Service, 1 January 2022: 60,127; Filashkin, Interfax-Ukraine,
    # 29 October 2025: 1,256. 60,127 / 1,256 = 47.9; 1,256 is 2.1 % of it.
    city = BY_PLACE["pokrovsk"][0]
    found = city.decline
    assert found is not None
    assert (found.baseline.people, found.count.people) == (60_127, 1_256)
    assert found.count.as_of_date == date(2025, 10, 29)
    assert found.pct == pytest.approx(97.91, abs=0.005)
    assert found.one_in == pytest.approx(47.87, abs=0.005)


def test_the_articles_count_leaves_one_in_45() -> None:
    # Dobriak, TSN, 12 August 2025: 1,327 in the city.
    table = population()
    found = decline(table["pokrovsk_city_baseline"], table["pokrovsk_city_2025_08_12"])
    assert found.pct == pytest.approx(97.79, abs=0.005)
    assert found.one_in == pytest.approx(45.31, abs=0.005)


def test_a_percentage_needs_one_area_one_place_and_a_baseline() -> None:
    with pytest.raises(ScopeError, match="no percentage"):
        decline(BASELINE, replace(COUNT, area="hromada"))
    with pytest.raises(ScopeError, match="no percentage"):
        decline(BASELINE, replace(COUNT, place_id="there"))
    with pytest.raises(ScopeError, match="is no baseline"):
        decline(COUNT, COUNT)
    unsaid = replace(BASELINE, area="not_stated")
    with pytest.raises(ScopeError, match="no percentage"):
        decline(unsaid, replace(COUNT, area="not_stated"))


def test_every_percentage_of_the_data_is_within_one_area() -> None:
    for series in (each for found in BY_PLACE.values() for each in found):
        if series.decline is not None:
            assert series.decline.baseline.area == series.decline.count.area == series.area
            assert series.decline.count.role == "count"


def test_kramatorsk_gets_no_percentage_and_lyman_that_of_its_hromada() -> None:
    assert all(series.decline is None for series in BY_PLACE["kramatorsk"])
    assert main_series(BY_PLACE["lyman"]).area == "hromada"
    found = main_series(BY_PLACE["lyman"]).decline
    assert found is not None
    # 40,195 in the hromada, about 3,500 on 12 January 2026.
    assert found.pct == pytest.approx(91.3, abs=0.05)


def test_a_city_and_a_hromada_never_share_a_series_or_a_line() -> None:
    for place_id, found in BY_PLACE.items():
        assert len({series.area for series in found}) == len(found), place_id
        for series in found:
            rows = (*series.counts, *series.frozen, *series.context)
            assert {row.area for row in rows} <= {series.area}
            for line in (*series.lines, series.carried):
                assert {row.area for row in line} <= {series.area}


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_decline_and_one_in_say_the_same(baseline: int, people: int) -> None:
    found = decline(replace(BASELINE, people=baseline), replace(COUNT, people=people))
    assert found.pct <= 100
    assert (found.pct >= 0) == (people <= baseline)
    assert found.one_in * (1 - found.pct / 100) == pytest.approx(1)
    assert found.low_pct == found.pct


def test_nobody_left_is_the_whole_and_one_in_infinity() -> None:
    found = decline(BASELINE, replace(COUNT, people=0))
    assert (found.pct, found.one_in) == (100, math.inf)


def test_a_range_gives_two_percentages() -> None:
    # Kurakhove: 18,220 by the official estimate, 700 to 800 on 13 November 2024.
    found = BY_PLACE["kurakhove"][0].decline
    assert found is not None
    assert found.pct == pytest.approx(96.16, abs=0.005)
    assert found.low_pct == pytest.approx(95.61, abs=0.005)


def test_a_thin_series_has_no_line() -> None:
    assert one(*counted(*range(0, 30 * LINE_COUNTS, 30))).lines
    assert not one(*counted(*range(0, 30 * (LINE_COUNTS - 1), 30))).lines
    assert not one(*counted(*range(LINE_COUNTS))).lines, "too short a time"


def test_a_line_breaks_where_the_counts_are_far_apart() -> None:
    days = [30 * n for n in range(5)]
    after = [days[-1] + LINE_GAP_DAYS + 1 + day for day in days]
    lines = one(*counted(*days, *after)).lines
    assert [len(line) for line in lines] == [5, 5]
    near = [days[-1] + LINE_GAP_DAYS + day for day in days]
    assert [len(line) for line in one(*counted(*days, *near)).lines] == [10]


@given(st.lists(st.integers(0, 1500), max_size=30))
def test_a_line_holds_counts_in_order_of_time_and_each_once(days: list[int]) -> None:
    counts = counted(*days)
    if not counts:
        return
    joined = [count for line in one(*counts).lines for count in line]
    assert len({count.count_id for count in joined}) == len(joined)
    assert [each.as_of_date for each in joined] == sorted(each.as_of_date for each in joined)


def test_the_lines_of_the_data_are_those_of_the_strong_series() -> None:
    drawn = {
        (series.place_id, series.area): [len(line) for line in series.lines]
        for found in BY_PLACE.values()
        for series in found
        if series.lines
    }
    assert drawn == {
        ("pokrovsk", "city"): [30],
        ("pokrovsk", "hromada"): [17],
        ("kostiantynivka", "city"): [13],
        ("kostiantynivka", "hromada"): [5],
        ("kupiansk", "hromada"): [5],
        ("avdiivka", "city"): [11],
        ("bakhmut", "city"): [6],
    }


def test_a_list_carried_forward_is_no_count_and_is_joined_to_a_near_one() -> None:
    frozen = counted(40, 80, role="frozen")
    series = one(BASELINE, *counted(0, 30), *frozen)
    assert series.last == series.counts[-1]
    assert [each.role for each in series.carried] == ["count", "frozen", "frozen"]
    late = one(BASELINE, *counted(0), *counted(LINE_GAP_DAYS + 1, role="frozen"))
    assert [each.role for each in late.carried] == ["frozen"]
    assert one(*counted(0)).carried == ()


def test_pokrovsk_was_counted_last_on_29_october_2025() -> None:
    city = BY_PLACE["pokrovsk"][0]
    assert city.last is not None
    assert city.last.as_of_date == date(2025, 10, 29)
    assert all(each.as_of_date > city.last.as_of_date for each in city.frozen)
    assert {each.people for each in city.frozen} == {1_200, 1_250, 1_253}


def test_context_is_in_no_line_and_no_percentage() -> None:
    other = counted(45, role="context")
    series = one(BASELINE, *counted(0, 30), *other)
    assert series.context == tuple(other)
    assert series.last == series.counts[-1]


def test_the_longest_time_without_a_number_is_found() -> None:
    gap = BY_PLACE["pokrovsk"][0].widest_gap
    assert gap is not None
    assert [each.as_of_date for each in gap] == [date(2022, 1, 1), date(2024, 8, 9)]
    assert one(BASELINE).widest_gap is None


def test_the_articles_cities_come_first_and_pokrovsk_before_all() -> None:
    named = frozenset(key for key, place in places().items() if place.is_in_article)
    order = places_in_order(BY_PLACE, named)
    assert order[:3] == ["pokrovsk", "kostiantynivka", "avdiivka"]
    assert sorted(order) == sorted(BY_PLACE)
    assert [place_id in named for place_id in order] == sorted(
        (place_id in named for place_id in order), reverse=True
    )
