"""Shares of areas: a made-up archive by hand, Pokrovsk and Myrnohrad, and what adds up."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.place_shares import PlaceShares
from pokrovsk_front.model.place_share import (
    Measure,
    MeasuredArea,
    areas_of_place,
    by_change,
    oblast_by_hromada,
    share_by_day,
    share_change,
    share_days,
    share_on,
)
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.timeline import summarise


def area(
    area_id: str = "outline_town",
    measure: str = "outline",
    place_id: str | None = "town",
    katottg: str = "UA1",
) -> MeasuredArea:
    return MeasuredArea(
        area_id=area_id,
        measure=measure,
        kind="circle",
        place_id=place_id,
        town_id=None,
        katottg=katottg,
        oblast_iso="UA-14",
        area_km2=10.0,
        source_id="own",
    )


TOWN = area()


def day(number: int) -> date:
    return date(2025, 8, number)


def maps(*numbers: int, without_grey: tuple[int, ...] = (), within: int = 0) -> pd.DataFrame:
    """The table `daily_area`: a map on some days of August 2025."""
    return pd.DataFrame(
        {
            "as_of_date": pd.to_datetime([day(each) for each in numbers]),
            "archive_id": "raw",
            "edition": [f"{each}" for each in numbers],
            "certainty": ["within_one_day" if each == within else "certain" for each in numbers],
            "occupied_total_km2": 1.0,
            "grey_zone_km2": [np.nan if each in without_grey else 1.0 for each in numbers],
        }
    )


def rows(*changes: tuple[int, float, float]) -> pd.DataFrame:
    """Rows of the table `place_share` of one area: day, occupied and grey km2."""
    days, occupied, grey = zip(*changes, strict=True)
    return pd.DataFrame(
        {
            "area_id": TOWN.area_id,
            "as_of_date": pd.to_datetime([day(each) for each in days]),
            "occupied_km2": occupied,
            "grey_zone_km2": grey,
        }
    )


ROWS = rows((1, 0.0, 0.0), (3, 2.0, 5.0), (4, 6.0, np.nan), (5, 6.0, 1.5), (7, 10.0, 0.0))
MAPS = maps(1, 2, 3, 4, 5, 7, without_grey=(4,), within=4)


def test_a_share_is_that_of_the_map_that_stands_for_the_day() -> None:
    share = share_on(ROWS, TOWN, MAPS, day(6))
    assert (share.reading.as_of_date, share.reading.edition) == (day(5), "5")
    assert (share.occupied_km2, share.grey_zone_km2, share.neither_km2) == (6.0, 1.5, 2.5)
    assert (share.occupied_pct, share.grey_pct, share.neither_pct) == (60.0, 15.0, 25.0)
    # The map of the 2nd has no row of its own: it shows what the 1st did.
    assert share_on(ROWS, TOWN, MAPS, day(2)).neither_pct == 100.0
    with pytest.raises(ArchiveGapError):
        share_on(ROWS, TOWN, MAPS, day(8))


def test_the_grey_zone_of_a_map_without_classes_is_unknown() -> None:
    share = share_on(ROWS, TOWN, MAPS, day(4))
    assert share.occupied_pct == 60.0
    assert (share.grey_pct, share.neither_pct, share.neither_km2) == (None, None, None)
    # Also where the area did not change that day, so that the table has no row of it.
    unchanged = share_on(rows((1, 2.0, 3.0)), TOWN, MAPS, day(4))
    assert (unchanged.occupied_pct, unchanged.grey_pct) == (20.0, None)
    change = share_change(ROWS, TOWN, MAPS, (day(4), day(3)))
    assert change.occupied_change_points == pytest.approx(40.0)
    assert change.grey_change_points is None
    assert share_change(ROWS, TOWN, MAPS, (day(5), day(3))).grey_change_points == -35.0


def test_the_series_has_a_row_a_map() -> None:
    by_day = share_by_day(ROWS, TOWN, MAPS)
    assert by_day["as_of_date"].tolist() == MAPS["as_of_date"].tolist()
    assert by_day["occupied_pct"].tolist() == [0, 0, 20, 60, 60, 100]
    assert by_day["grey_pct"].fillna(-1).tolist() == [0, 0, 50, -1, 15, 0]
    assert by_day["neither_pct"].fillna(-1).tolist() == [100, 100, 30, -1, 25, 0]


def test_the_days_of_tenth_half_and_nine_tenths() -> None:
    days = share_days(ROWS, TOWN, MAPS)
    assert [(each.pct, each.first_date) for each in days.all] == [
        (10.0, day(3)),
        (50.0, day(4)),
        (90.0, day(7)),
    ]
    assert all(each.has_stayed and not each.is_on_first_map for each in days.all)
    assert [each.is_within_one_day for each in days.all] == [False, True, False]


def test_what_was_regained_has_not_stayed() -> None:
    lost = rows((1, 9.5, 0.0), (3, 0.5, 0.0), (5, 6.0, 0.0))
    days = share_days(lost, TOWN, MAPS)
    assert [each.is_on_first_map for each in days.all] == [True, True, True]
    assert [each.since_date for each in days.all] == [day(5), day(5), None]
    assert not any(each.has_stayed for each in days.all)
    never = share_days(rows((1, 0.0, 9.0)), TOWN, MAPS)
    assert [(each.first_date, each.since_date) for each in never.all] == [(None, None)] * 3
    always = share_days(rows((1, 10.0, 0.0)), TOWN, MAPS).nine_tenths
    assert (always.first_date, always.since_date, always.is_on_first_map) == (day(1), day(1), True)


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda both: sorted(both)),
        min_size=1,
        max_size=6,
    )
)
def test_the_three_parts_are_the_whole(cuts: list[list[float]]) -> None:
    changes = [(at, 10 * low, 10 * (high - low)) for at, (low, high) in enumerate(cuts, start=1)]
    by_day = share_by_day(rows(*changes), TOWN, maps(*range(1, 7)))
    parts = by_day[["occupied_pct", "grey_pct", "neither_pct"]]
    assert parts.sum(axis="columns").to_numpy() == pytest.approx(100, abs=0.001)
    assert parts.to_numpy().min() >= 0


def test_the_areas_of_a_place_come_in_the_order_of_the_measures() -> None:
    hromada = area("hromada_UA1", "hromada", place_id=None)
    circle = area("within_5_km_town", "within_5_km")
    elsewhere = area("hromada_UA2", "hromada", place_id=None, katottg="UA2")
    found = areas_of_place([circle, elsewhere, hromada, TOWN], "town")
    assert list(found) == [Measure.OUTLINE, Measure.HROMADA, Measure.WITHIN_5_KM]
    assert found[Measure.HROMADA] is hromada
    assert areas_of_place([circle], "town") == {Measure.WITHIN_5_KM: circle}


def test_an_oblast_by_hromada_is_sorted_and_says_what_is_left() -> None:
    one = area("hromada_UA1", "hromada")
    other = area("hromada_UA2", "hromada", katottg="UA2")
    shares = {
        one.area_id: share_on(ROWS, one, MAPS, day(3)),
        other.area_id: share_on(ROWS, other, MAPS, day(3)),
    }
    by_oblast = pd.DataFrame(
        {
            "oblast_iso": ["UA-14"],
            "as_of_date": pd.to_datetime([day(3)]),
            "occupied_km2": [5.0],
            "oblast_land_km2": [20.0],
        }
    )
    found = oblast_by_hromada(shares, by_oblast, "UA-14")
    assert [each.area.area_id for each in found.hromadas] == ["hromada_UA1", "hromada_UA2"]
    assert (found.left_km2, found.left_pct, found.in_no_hromada_km2) == (15.0, 75.0, 1.0)
    with pytest.raises(KeyError):
        oblast_by_hromada(shares, by_oblast, "UA-63")
    changes = [
        share_change(rows((1, 1.0, 0.0), (3, lost, 0.0)), own, MAPS, (day(1), day(3)))
        for own, lost in ((one, 0.5), (other, 4.0))
    ]
    assert [each.occupied_change_km2 for each in by_change(changes)] == [3.0, -0.5]


# The committed figures.


@pytest.fixture(scope="module")
def shares() -> PlaceShares:
    return Library().place_shares


# Calculated beforehand by another program on the outlines of the sources: project design,
# section 9 (cities), to half a point.
PUBLISHED = [
    ("outline_pokrovsk", date(2025, 11, 7), 19.1, 57.3),
    ("outline_pokrovsk", date(2025, 12, 31), 73.4, 26.6),
    ("outline_myrnohrad", date(2025, 12, 31), 60.3, 39.7),
    ("hromada_UA14160210000011148", date(2025, 11, 7), 63.3, 11.8),
]


@pytest.mark.parametrize(("area_id", "on", "occupied_pct", "grey_pct"), PUBLISHED)
def test_the_shares_of_pokrovsk_and_myrnohrad(
    shares: PlaceShares, area_id: str, on: date, occupied_pct: float, grey_pct: float
) -> None:
    share = shares.on(area_id, on)
    assert share.reading.as_of_date == on
    assert share.occupied_pct == pytest.approx(occupied_pct, abs=0.5)
    assert share.grey_pct == pytest.approx(grey_pct, abs=0.5)


def test_nearly_all_of_pokrovsk_was_occupied_or_grey_when_nato_said_over_95(
    shares: PlaceShares,
) -> None:
    share = shares.on("outline_pokrovsk", date(2025, 12, 2))
    assert share.area.area_km2 == pytest.approx(31.1, abs=0.1)
    assert share.occupied_pct == pytest.approx(54, abs=0.5)
    assert share.grey_pct == pytest.approx(41, abs=0.5)
    days = shares.days("outline_pokrovsk")
    assert days.nine_tenths.first_date == date(2026, 2, 11)
    by_day = shares.by_day("outline_pokrovsk")
    whole = by_day[by_day["occupied_pct"] >= 99.99]["as_of_date"].iloc[0]
    assert whole.date() == date(2026, 5, 18)


@pytest.mark.parametrize("place_id", ["kramatorsk", "sloviansk"])
def test_no_map_has_any_of_kramatorsk_or_sloviansk(shares: PlaceShares, place_id: str) -> None:
    area_id = shares.of_place(place_id)[Measure.OUTLINE].area_id
    assert shares.by_day(area_id)["occupied_km2"].eq(0).all()


def test_the_parts_of_every_row_are_the_whole_within_a_tenth_of_a_point(
    shares: PlaceShares,
) -> None:
    for area_id, own in shares.areas.items():
        rows = shares.rows(area_id)
        assert rows["as_of_date"].iloc[0] == pd.Timestamp(2022, 4, 3), area_id
        both = rows[["occupied_km2", "grey_zone_km2"]]
        assert both.min().min() >= 0
        assert both.sum(axis="columns").max() / own.area_km2 * 100 <= 100.1, area_id
        values = both.fillna(-1.0).to_numpy()
        assert (values[1:] != values[:-1]).any(axis=1).all(), "a row stands for a change"


@pytest.mark.parametrize("oblast_iso", ["UA-09", "UA-14", "UA-23", "UA-59", "UA-63", "UA-65"])
def test_the_hromadas_add_up_to_the_oblast(shares: PlaceShares, oblast_iso: str) -> None:
    library = Library()
    days = library.daily_area["as_of_date"]
    by_oblast = library.table("daily_area_by_oblast")
    own = by_oblast[by_oblast["oblast_iso"] == oblast_iso].set_index("as_of_date")
    occupied_km2 = own["occupied_km2"].reindex(days).to_numpy()
    summed = sum(
        shares.by_day(each.area_id)["occupied_km2"].to_numpy()
        for each in shares.hromadas(oblast_iso)
    )
    is_late = (days >= pd.Timestamp(2024, 1, 1)).to_numpy()
    # Kherson oblast: the map runs out to sea along spits and bays, and the hromadas do not.
    share = 0.005 if oblast_iso == "UA-65" else 0.002
    bound_km2 = np.maximum(share * occupied_km2, 2.0)
    assert (np.abs(summed - occupied_km2) <= bound_km2)[is_late].all()


def test_the_lag_of_a_claim_by_share_stands_beside_that_of_the_central_point() -> None:
    lags = {each.town.place_id: each for each in Library().in_language("en").claim_lags}
    pokrovsk = lags["pokrovsk"]
    # Claimed on 1 December 2025; the centre since 1 November, half since 2 December.
    assert pokrovsk.claim_to_map_days == -30
    assert [pokrovsk.claim_to_share_days(each) for each in ("tenth", "half", "nine_tenths")] == [
        *(-30, 1, 72)
    ]
    # Regained in 2022 and claimed in 2025: the last map has less than a tenth of it.
    assert lags["kupiansk"].claim_to_share_days("tenth") is None
    by_point, by_half = summarise(lags.values()), summarise(lags.values(), "half")
    assert by_point.claimed == by_half.claimed == 20
    assert by_half.map_first < by_point.map_first
    assert sum((by_half.map_first, by_half.same_day, by_half.claim_first, by_half.unmapped)) == 20
    assert all(each.shares and each.shares.area.measure == "outline" for each in lags.values())


def test_what_was_left_of_donetsk_oblast_is_what_deepstate_printed(shares: PlaceShares) -> None:
    # DeepState, 6 February 2026: 21.5 % of Donetsk oblast.
    left = shares.oblast_on("UA-14", date(2026, 2, 6))
    assert left.left_pct == pytest.approx(21.5, abs=0.1)
    assert len(left.hromadas) == 66
    assert left.is_complete
    assert not shares.oblast_on("UA-12", date(2026, 2, 6)).is_complete


def test_every_settlement_and_hromada_of_the_gazetteer_is_measured(shares: PlaceShares) -> None:
    library = Library()
    measured = set(shares.areas)
    assert {f"within_5_km_{key}" for key in library.places} <= measured
    assert {f"hromada_{key}" for key in library.hromadas} <= measured
    assert {f"outline_{key}" for key in library.towns} <= measured
    outlines = {
        each.place_id
        for each in shares.areas.values()
        if each.place_id and each.measure == "outline"
    }
    without = {
        key
        for key, place in library.places.items()
        if place.oblast_iso in {"UA-09", "UA-14"} and key not in outlines
    }
    # Two villages: the source has no outlines of villages.
    assert without == {"hryshyne", "shakhove"}
    rings = shares.rings("outline_pokrovsk")
    assert len(rings[0]) > 50
    assert shares.rings("hromada_UA14160210000011148")
    assert set(library.in_language("uk").area_names) == measured
