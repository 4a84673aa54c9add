"""Every sentence and number as a reader sees it."""

import gettext
import io
import math
from datetime import date

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
NAN = float("nan")


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


class Shouting(gettext.NullTranslations):
    """A catalogue in which every message is its own, in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("{NUMBER}", "{number}")


def test_text_goes_through_the_catalogue() -> None:
    words = Wording(messages=Shouting())
    assert words.area(12.0) == "12 KM²"
    assert words.number(math.nan) == "UNKNOWN"


def in_ukrainian(*messages: tuple[str | tuple[str, str], str | tuple[str, str, str]]) -> Wording:
    """Make the words of a catalogue that has these messages alone."""
    catalogue = Catalog(locale="uk")
    for message, said in messages:
        catalogue.add(message, said)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Wording("uk", gettext.GNUTranslations(compiled))


YEARS = in_ukrainian(
    (("{number} year", "{number} years"), ("{number} рік", "{number} роки", "{number} років")),
    ("{number} years", "{number} року"),
)


@pytest.mark.parametrize(
    ("number", "value", "text"),
    [
        ("1", 1, "1 рік"),
        ("2", 2, "2 роки"),
        ("5", 5, "5 років"),
        ("21", 21, "21 рік"),
        ("11", 11, "11 років"),
        # A decimal takes the genitive, even one that is whole by chance.
        ("1,5", 1.5, "1,5 року"),
        ("2,0", 1.96, "2,0 року"),
        # A sign changes nothing, and the number as it is written decides.
        ("−1", -1, "−1 рік"),
        ("−22", -22, "−22 роки"),
        ("+21", 20.7, "+21 рік"),
        ("1\u00a0004", 1004, "1\u00a0004 роки"),
    ],
)
def test_the_form_of_a_counted_word_follows_the_number_as_it_is_written(
    number: str, value: float, text: str
) -> None:
    assert YEARS.counted(number, value, "years") == text


@given(st.floats(-1e4, 1e4), st.integers(0, 1), st.sampled_from(["days", "years", "people"]))
def test_a_counted_number_is_plural_in_english_unless_it_is_one(
    value: float, decimals: int, unit: str
) -> None:
    number = WORDS.signed(value, decimals)
    said = WORDS.counted(number, value, unit)
    one = {"days": "day", "years": "year", "people": "person"}[unit]
    assert said == f"{number} {one if number.strip('+−') == '1' else unit}"


def test_an_unknown_number_of_things_is_said() -> None:
    assert WORDS.in_unit(NAN, "days") == "unknown days"


def test_a_percentage_takes_the_sign_of_the_language() -> None:
    words = in_ukrainian(("{number}%", "{number}\u00a0%"))
    assert words.percent(54.3) == "54\u00a0%"
    assert words.signed_percent(-71.84, 1) == "−71,8\u00a0%"
    assert WORDS.signed_percent(-71.84, 1) == "−71.8%"


@pytest.mark.parametrize(("locale", "signs"), [("en", ".,"), ("uk", ",\u00a0")])
def test_the_separators_are_those_of_the_numbers(locale: str, signs: str) -> None:
    words = Wording(locale)
    assert words.separators == signs
    assert words.number(1234.5, 1) == f"1{signs[1]}234{signs[0]}5"


def test_a_whole_year_is_a_year_alone_in_english() -> None:
    year, other = (Window(date(each, 1, 1), date(each, 12, 31)) for each in (2024, 2025))
    assert WORDS.span(year) == WORDS.span_again(year, other) == "2024"
    assert in_ukrainian(("{year}", "{year} рік")).span(year) == "2024 рік"
