"""The table of shares: a row only where something changes, and what is unknown stays unknown."""

from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.ingest.measure.areas import AreaShares
from pokrovsk_front.ingest.share_table import nothing, place_share

AREAS = ["circle", "town"]
FIRST, SECOND, THIRD, FOURTH = (date(2025, 8, day) for day in (1, 2, 3, 4))


def touched(**km2: float) -> AreaShares:
    at = [AREAS.index(area_id) for area_id in km2]
    return AreaShares(np.array(at, "<i4"), np.array(list(km2.values()), "<f8"))


def rows(table: pd.DataFrame) -> list[tuple[str, int, float, float | None]]:
    return [
        (area_id, day.day, occupied, None if pd.isna(grey) else grey)
        for area_id, day, occupied, grey in table.itertuples(index=False)
    ]


OCCUPIED = {
    FIRST: touched(town=1.0),
    SECOND: touched(town=1.0, circle=2.0),
    THIRD: touched(town=3.0),
    FOURTH: touched(),
}
GREY = {FIRST: touched(circle=0.5), SECOND: touched(), FOURTH: touched()}


def test_a_row_stands_for_a_change_and_each_area_opens_on_the_first_day() -> None:
    table = place_share(AREAS, OCCUPIED, GREY | {THIRD: touched()}, nothing())
    assert rows(table) == [
        ("circle", 1, 0.0, 0.5),
        ("circle", 2, 2.0, 0.5),
        ("town", 1, 1.0, 0.0),
        ("town", 3, 3.0, 0.0),
    ]


def test_the_grey_zone_of_a_map_that_does_not_tell_it_is_unknown_and_is_told_again() -> None:
    # The third map has no classes: the row of the town says so, and the fourth tells it again.
    table = place_share(AREAS, OCCUPIED, GREY, nothing())
    assert rows(table)[-3:] == [
        ("town", 1, 1.0, 0.0),
        ("town", 3, 3.0, None),
        ("town", 4, 3.0, 0.0),
    ]
    # The circle did not change: its rows are as they would be with the grey zone known.
    assert [each[1] for each in rows(table) if each[0] == "circle"] == [1, 2]


def test_a_run_that_goes_on_gives_the_rows_of_a_run_from_the_start() -> None:
    whole = place_share(AREAS, OCCUPIED, GREY, nothing())
    for day in (SECOND, THIRD, FOURTH):
        kept = whole[whole["as_of_date"] < pd.Timestamp(day)]
        later = {each: own for each, own in OCCUPIED.items() if each >= day}
        grey = {each: own for each, own in GREY.items() if each >= day}
        pd.testing.assert_frame_equal(place_share(AREAS, later, grey, kept), whole)
    pd.testing.assert_frame_equal(place_share(AREAS, {}, {}, whole), whole)
