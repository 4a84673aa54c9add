"""Windows of whole days, and the sentences that refuse what is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.windows import Window, WindowError, months_of_year, parse_day

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_a_window_includes_both_ends() -> None:
    assert Window(date(2024, 1, 1), date(2024, 10, 31)).days == 305, "2024 is a leap year"
    assert Window(date(2025, 1, 1), date(2025, 10, 31)).days == 304


def test_a_window_of_one_day() -> None:
    window = Window(date(2024, 3, 1), date(2024, 3, 1))
    assert window.days == 1
    assert window.eve == date(2024, 2, 29)


@given(first=DAYS, length=st.integers(1, 2000))
def test_the_days_of_a_window_run_from_its_eve_to_its_end(first: date, length: int) -> None:
    window = Window(first, first + timedelta(days=length - 1))
    assert window.days == length
    assert window.last_day - window.eve == timedelta(days=length)


@pytest.mark.parametrize(
    "text", ["2025-W44", "2025-W44-1", "20251031", "2025-10-31 ", "٢٠٢٥-10-31"]
)
def test_a_day_has_one_form_and_another_of_the_standard_is_refused(text: str) -> None:
    with pytest.raises(WindowError, match="is not a date such as 2024-10-31"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2024-13-01", "2025-02-29", "2024-02-30", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_called_so(text: str) -> None:
    with pytest.raises(WindowError) as refusal:
        parse_day(text)
    assert str(refusal.value) == f"The calendar has no day {text}."


def test_a_reversed_window_is_refused_in_one_sentence() -> None:
    with pytest.raises(WindowError) as refusal:
        Window(date(2024, 10, 31), date(2024, 10, 30))
    assert str(refusal.value) == ("The window ends on 2024-10-30, before it starts on 2024-10-31.")


def test_the_first_day_of_the_calendar_has_no_eve_and_opens_no_window() -> None:
    with pytest.raises(WindowError, match="0001-01-01"):
        Window(date.min, date(2024, 1, 1))


@pytest.mark.parametrize("text", ["", "yesterday", "31.10.2024", "٢٠٢٤"])
def test_a_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(WindowError) as refusal:
        parse_day(text)
    assert str(refusal.value) == f"{text!r} is not a date such as 2024-10-31."


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("year", "through", "last_day"),
    [
        (2024, 2, date(2024, 2, 29)),
        (2025, 2, date(2025, 2, 28)),
        (2025, 1, date(2025, 1, 31)),
        (2025, 12, date(2025, 12, 31)),
    ],
)
def test_months_of_a_year_end_with_their_last_day(year: int, through: int, last_day: date) -> None:
    assert months_of_year(year, through) == Window(date(year, 1, 1), last_day)
