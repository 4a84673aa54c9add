"""Shares of several places in words, each with what it is a share of."""

from datetime import date

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.model.place_share import MeasuredArea, PlaceShare, Reached, ShareDays
from pokrovsk_front.model.places_share_text import (
    occupied_count,
    parts_since,
    share_of_measure,
    since_text,
)
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording

DAY = date(2025, 11, 7)
EN = Wording()


def share(occupied_km2: float, measure: str = "outline") -> PlaceShare:
    area = MeasuredArea("a", measure, "settlement_boundary", "a", None, None, "UA-14", 100.0, "o")
    return PlaceShare(area, Reading(DAY, DAY, "raw", "1", 1.0), occupied_km2, 0.0)


def test_places_are_counted_by_nine_tenths_in_part_and_not_at_all() -> None:
    shares = [share(km2) for km2 in (100.0, 90.0, 89.9, 0.06, 0.04, 0.0)]
    assert occupied_count(shares, EN).startswith(
        "Of the 6 places in the table, 2 were at least nine tenths occupied, 2 in part and 2 "
        "not at all"
    )
    assert occupied_count([], EN) == ""


def test_a_share_never_stands_without_its_measure() -> None:
    assert share_of_measure(share(19.04), EN) == "19.0%, settlement outline"
    assert share_of_measure(share(0.01, "within_5_km"), EN) == (
        "under 0.1%, within 5 km of the centre"
    )
    assert share_of_measure(None, EN) == "–"


def reached(day: date | None) -> Reached:
    return Reached(50.0, day, False, day, False, False)


def test_parts_are_said_with_the_day_since_which_they_are_occupied() -> None:
    area, early, late = share(0.0).area, date(2025, 1, 2), date(2025, 3, 4)
    days = ShareDays(area, reached(early), reached(early), reached(late))
    assert parts_since(days, "Somewhere", EN) == (
        "Somewhere: half since 2 Jan 2025, nine tenths since 4 Mar 2025"
    )
    days = ShareDays(area, reached(early), reached(early), reached(None))
    assert parts_since(days, "Somewhere", EN) == (
        "Somewhere: half since 2 Jan 2025, less than nine tenths"
    )
    assert (since_text(reached(None), EN), since_text(None, EN)) == ("none", "–")


def test_every_place_has_an_area_that_stands_for_it() -> None:
    library = Library()
    shares = library.place_shares.of_places_on(library.places, DAY)
    assert set(shares) == set(library.places)
    # docs/shares.md: 19.0 % of the outline of Pokrovsk on the day of the article.
    assert round(shares["pokrovsk"].occupied_pct, 1) == 19.0
    assert shares["pokrovsk"].area.measure == "outline"
    assert shares["pokrovsk"] == library.place_shares.on(shares["pokrovsk"].area.area_id, DAY)
