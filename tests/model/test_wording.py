"""Every sentence and number as a reader sees it."""

import gettext
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.gains import Reading
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
NAN = float("nan")


def reading(asked: date, used: date, km2: float) -> Reading:
    return Reading(asked, used, "raw", "1704833943", km2)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (2194.04, 0, "2,194"),
        (116165.4, 1, "116,165.4"),
        (3386.25, 1, "3,386.2"),
        (-30.3, 0, "−30"),
        (-0.04, 1, "0.0"),
        (-0.4, 0, "0"),
        (1_000_000, 0, "1,000,000"),
        (NAN, 0, "unknown"),
    ],
)
def test_numbers_in_english(value: float, decimals: int, text: str) -> None:
    assert WORDS.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(3386.3, 0, "3\u00a0386"), (116165.4, 1, "116\u00a0165,4"), (-30.3, 0, "−30")],
)
def test_numbers_in_ukrainian(value: float, decimals: int, text: str) -> None:
    assert Wording("uk").number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_never_carries_a_hyphen_nor_a_signed_zero(value: float, decimals: int) -> None:
    for text in (WORDS.number(value, decimals), WORDS.percent(value, decimals)):
        assert "-" not in text
        digits = text.strip("−%")
        assert text.startswith("−") == (value < 0 and any(digit in digits for digit in "123456789"))


def test_areas_and_distances() -> None:
    assert WORDS.area(3386.3) == "3,386 km²"
    assert WORDS.area(3386.3, 1) == "3,386.3 km²"
    assert WORDS.signed_area(725.4) == "+725 km²"
    assert WORDS.signed_area(-5.2, 1) == "−5.2 km²"
    assert WORDS.distance(45.27, 1) == "45.3 km"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (54.3, 0, "54%"),
        (0.561, 2, "0.56%"),
        (-12.34, 1, "−12.3%"),
        (-0.04, 1, "0.0%"),
        (NAN, 0, "unknown"),
    ],
)
def test_percentages(value: float, decimals: int, text: str) -> None:
    assert WORDS.percent(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.34, "+0.3"), (-0.5, "−0.5"), (0.04, "0.0"), (-0.04, "0.0"), (NAN, "unknown")],
)
def test_signed_numbers(value: float, text: str) -> None:
    assert WORDS.signed(value, 1) == text


def test_a_figure_in_its_unit() -> None:
    assert WORDS.in_unit(3386.3, "km2") == "3,386 km²"
    assert WORDS.in_unit(45.27, "km", 1) == "45.3 km"
    assert WORDS.in_unit(54.3, "pct") == "54%"
    with pytest.raises(ValueError, match="acre"):
        WORDS.in_unit(1, "acre")


def test_a_printed_figure_keeps_its_decimals() -> None:
    assert WORDS.printed(0.6, "pct") == "0.6%"
    assert WORDS.printed(3386.0, "km2") == "3,386 km²"
    assert WORDS.printed(30, "km") == "30 km"
    assert [WORDS.decimals(unit) for unit in ("km2", "km", "pct")] == [0, 1, 1]


def test_differences_of_percentages_are_in_points() -> None:
    assert WORDS.difference(0.34, "pct") == "+0.3 points"
    assert WORDS.difference(-0.3, "km2") == "−0.3 km²"
    assert WORDS.difference(15.27, "km") == "+15.3 km"
    with pytest.raises(ValueError, match="acre"):
        WORDS.difference(1, "acre")


def test_verdicts_carry_a_mark() -> None:
    assert WORDS.verdict("confirmed") == "✓ confirmed"
    assert WORDS.verdict("contradicted") == "✗ contradicted"


def test_days_and_months() -> None:
    day = date(2025, 10, 1)
    assert WORDS.day(day) == "1 October 2025"
    assert WORDS.short_day(day) == "1 Oct 2025"
    assert WORDS.month(day) == "Oct 2025"
    assert WORDS.short_month(day) == "Oct"
    assert WORDS.month_name(10) == "October"


def test_windows() -> None:
    one_year = Window(date(2025, 1, 1), date(2025, 10, 31))
    assert WORDS.window(one_year) == "1 Jan to 31 Oct 2025"
    assert WORDS.window(Window(date(2024, 12, 30), date(2025, 1, 2))) == "30 Dec 2024 to 2 Jan 2025"
    assert WORDS.months(one_year) == "January to October 2025"
    assert WORDS.months(Window(date(2025, 1, 1), date(2025, 1, 31))) == "January 2025"


def test_the_same_months_of_another_year_are_said_so() -> None:
    ten = Window(date(2024, 1, 1), date(2024, 10, 31))
    nine, one = (
        Window(date(2024, 1, 1), date(2024, 9, 30)),
        Window(date(2024, 1, 1), date(2024, 1, 31)),
    )
    later = Window(date(2025, 1, 1), date(2025, 10, 31))
    assert WORDS.months_again(ten, later) == "the same months of 2024"
    assert WORDS.months_again(nine, later) == "January to September 2024"
    assert WORDS.months_again(one, Window(date(2025, 1, 1), date(2025, 1, 31))) == "January 2024"


def test_a_carried_map_says_by_how_many_days_it_is_older() -> None:
    asked = date(2024, 1, 11)
    assert WORDS.carried(reading(asked, asked, 1.0)) == ""
    assert WORDS.carried(reading(asked, date(2024, 1, 10), 1.0)) == (
        "No map of 11 January 2024: the map of 10 January 2024 stands for it, 1 day older."
    )
    assert WORDS.carried(reading(asked, date(2024, 1, 4), 1.0)) == (
        "No map of 11 January 2024: the map of 4 January 2024 stands for it, 7 days older."
    )


class Shouting(gettext.NullTranslations):
    """A catalogue in which every message is its own, in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("{NUMBER}", "{number}")


def test_text_goes_through_the_catalogue() -> None:
    words = Wording(messages=Shouting())
    assert words.area(12.0) == "12 KM²"
    assert words.number(math.nan) == "UNKNOWN"
    assert words.verdict("confirmed") == "✓ CONFIRMED"
