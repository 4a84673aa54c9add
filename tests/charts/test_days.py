"""Days on an axis are named in the reader's language, and never so many that they collide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.charts.days import MAX_DAY_TICKS, day_ticks, hovered_day, month_ticks
from pokrovsk_front.model.windows import Window, months_of_year
from pokrovsk_front.model.wording import Wording

ENGLISH, UKRAINIAN = Wording(), Wording("uk")
DAYS = st.dates(date(2022, 4, 3), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (date(2025, 3, 3), date(2025, 10, 10), ["May<br>2025", "Jul", "Sep"]),
        (date(2025, 1, 1), date(2025, 6, 1), ["Jan<br>2025", "Feb", "Mar", "Apr", "May", "Jun"]),
        (date(2023, 12, 31), date(2025, 1, 1), ["Jan<br>2024", "Apr", "Jul", "Oct", "Jan<br>2025"]),
        (date(2022, 4, 3), date(2026, 8, 20), ["2023", "2024", "2025", "2026"]),
        (date(2025, 10, 3), date(2025, 10, 10), ["3 Oct 2025", "6 Oct 2025", "10 Oct 2025"]),
        (date(2025, 10, 3), date(2025, 10, 3), ["3 Oct 2025"]),
    ],
)
def test_the_ticks_of_an_axis_of_days(first: date, last: date, texts: list[str]) -> None:
    assert day_ticks(first, last, ENGLISH, max_ticks=6)["ticktext"] == texts


def test_the_months_of_an_axis_in_ukrainian() -> None:
    ticks = day_ticks(date(2025, 3, 3), date(2025, 10, 10), UKRAINIAN, max_ticks=6)
    assert ticks["ticktext"] == ["трав.<br>2025", "лип.", "вер."]
    assert ticks["tickvals"] == ["2025-05-01", "2025-07-01", "2025-09-01"]
    assert day_ticks(date(2025, 10, 3), date(2025, 10, 4), UKRAINIAN, max_ticks=6)["ticktext"] == [
        "3 жовт. 2025",
        "4 жовт. 2025",
    ]


@given(DAYS, st.integers(0, 3000), st.integers(3, 12))
def test_ticks_lie_on_the_axis_in_order_and_are_few(first: date, span: int, most: int) -> None:
    last = first + timedelta(days=span)
    ticks = day_ticks(first, last, UKRAINIAN, max_ticks=most)
    days = [date.fromisoformat(day) for day in ticks["tickvals"]]
    assert 1 <= len(days) == len(ticks["ticktext"]) <= max(most, MAX_DAY_TICKS)
    assert days == sorted(set(days))
    assert first <= days[0]
    assert days[-1] <= last


def test_the_same_days_have_ticks_in_both_languages() -> None:
    pair = months_of_year(2024, 10), months_of_year(2025, 10)
    english, ukrainian = (month_ticks(*pair, words) for words in (ENGLISH, UKRAINIAN))
    assert english is not None
    assert ukrainian is not None
    assert english["tickvals"] == ukrainian["tickvals"]
    assert ukrainian["ticktext"][:3] == ["січ.", "лют.", "бер."]


def test_windows_without_a_common_calendar_have_no_months() -> None:
    odd = Window(date(2025, 3, 5), date(2025, 5, 31))
    assert month_ticks(months_of_year(2024, 3), odd, ENGLISH) is None


def test_a_day_under_the_pointer_has_a_month_in_english_and_figures_elsewhere() -> None:
    assert "%b" in hovered_day(ENGLISH)
    assert hovered_day(UKRAINIAN) == "%{x|%d.%m.%Y}"
