"""An oblast hromada by hromada in words: made-up shares, and the committed figures."""

from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.model import hromadas_text
from pokrovsk_front.model.hromadas_text import PrintedShare
from pokrovsk_front.model.place_share import MeasuredArea, OblastByHromada, PlaceShare, ShareChange
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 1)
EN = Wording()
NAMES = {"hromada_a": "A urban hromada", "hromada_b": "B rural hromada", "hromada_c": "C hromada"}


def share(
    name: str, occupied_km2: float, grey_km2: float | None = 0.0, day: date = LAST
) -> PlaceShare:
    area = MeasuredArea(
        f"hromada_{name}", "hromada", "hromada", None, None, "", "UA-14", 100.0, "o"
    )
    return PlaceShare(area, Reading(day, day, "raw", "1", 1.0), occupied_km2, grey_km2)


def oblast(*shares: PlaceShare) -> OblastByHromada:
    occupied = sum(each.occupied_km2 for each in shares)
    return OblastByHromada("UA-14", 300.0, occupied + 0.4, shares)


def test_the_headline_says_what_is_left_and_when() -> None:
    shown = oblast(share("a", 100.0), share("b", 40.0, 10.0), share("c", 0.0))
    # (300 - 140.4) / 300 = 53.2 %.
    expected = "Donetsk oblast: 53.2% of the land was not occupied on 1 June 2025"
    assert hromadas_text.left_headline(shown, EN) == expected


def test_the_text_counts_hromadas_and_names_those_with_most_left() -> None:
    shown = oblast(share("a", 95.0), share("b", 40.0, 10.0), share("c", 0.0))
    text = hromadas_text.left_text(shown, NAMES, EN)
    assert text.startswith(
        "Of 3 hromadas, 1 were at least nine tenths occupied, 1 in part and 1 not at all. Not "
        "occupied: 165 km² of 300 km², the most in C hromada (100 km²), B rural hromada (60 "
        "km²), A urban hromada (5 km²)."
    )
    assert "10 km² lay in the grey zone." in text
    # 5, 60 and 100 km² in the hromadas; 300 less 135.4 km² in the oblast.
    differ = "by −0.4 km² of occupied land and +0.4 km² of land that is not occupied."
    assert differ in text


def test_a_grey_zone_that_the_map_does_not_show_is_not_said_to_be_nothing() -> None:
    text = hromadas_text.left_text(oblast(share("a", 1.0, None)), NAMES, EN)
    assert "The map of that day does not show the grey zone." in text
    assert "lay in the grey zone" not in text


def test_what_was_printed_is_said_as_what_it_leaves() -> None:
    text = hromadas_text.printed_text(PrintedShare(date(2025, 12, 31), 77.8947, 78.1), EN)
    assert text == (
        "DeepState published an occupied share of 78.1% for the oblast at the end of 31 December "
        "2025, which leaves 21.9%. Calculated here for the same map: 22.1% (+0.2 points)."
    )


def test_the_share_printed_last_is_taken() -> None:
    rows = pd.DataFrame(
        {
            "oblast_iso": ["UA-14", "UA-14", "UA-09"],
            "as_of_date": pd.to_datetime(["2025-12-31", "2024-12-31", "2026-01-31"]),
            "our_pct": [78.0, 67.0, 99.0],
            "printed_pct": [78.1, 67.5, 99.6],
        }
    )
    assert hromadas_text.printed_share(rows, "UA-14") == PrintedShare(
        date(2025, 12, 31), 78.0, 78.1
    )
    assert hromadas_text.printed_share(rows, "UA-23") is None


def changes(*pairs: tuple[str, float, float]) -> list[ShareChange]:
    return [
        ShareChange(share(name, before, day=FIRST), share(name, after))
        for name, before, after in pairs
    ]


def test_a_change_names_where_it_was_largest_also_where_land_was_regained() -> None:
    moved = changes(("a", 10.0, 20.0), ("b", 50.0, 20.0))
    before, after = (
        oblast(*(each.earlier for each in moved)),
        oblast(*(each.later for each in moved)),
    )
    assert hromadas_text.change_headline(before, after, moved, NAMES, EN) == (
        "Donetsk oblast: −20 km² of occupied land, the most in B rural hromada (−30 km²)"
    )
    text = hromadas_text.change_text(before, after, moved, NAMES, EN)
    assert text.startswith("Occupied land grew in 1 of 2 hromadas and shrank in 1.")
    assert text.endswith("By share it grew most in A urban hromada (+10.0 points).")


def test_no_change_is_said() -> None:
    same = changes(("a", 10.0, 10.0))
    both = oblast(same[0].earlier), oblast(same[0].later)
    headline = hromadas_text.change_headline(*both, same, NAMES, EN)
    assert headline == "Donetsk oblast: 0 km² of occupied land, and no hromada changed"
    assert "By share" not in hromadas_text.change_text(*both, same, NAMES, EN)


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_donetsk_oblast_had_21_5_percent_left_on_6_february_2026(locale: str) -> None:
    library, words = Library(), wording(locale)
    shown = library.place_shares.oblast_on("UA-14", date(2026, 2, 6))
    assert shown.left_pct == pytest.approx(21.5, abs=0.05)
    assert words.percent(21.5, 1) in hromadas_text.left_headline(shown, words)
