"""Kinds of period, the archive by calendar day, records and ranks, on made-up maps."""

from datetime import date, timedelta

import pandas as pd
import pytest

from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.brief.history import History, history, rank, record
from pokrovsk_front.model.brief.periods import (
    PeriodKind,
    kind_of,
    latest_month,
    month_window,
    parse_month,
    period_before,
    periods_like,
    year_before,
)
from pokrovsk_front.model.windows import Window, WindowError

DAY = timedelta(1)


def maps(monthly_km2: list[float], first: date = date(2024, 1, 1)) -> pd.DataFrame:
    """Make a map a day from the eve of `first`, each month growing evenly by so much."""
    days, totals_km2, steps_km2 = [first - DAY], [1000.0], [0.0]
    for km2 in monthly_km2:
        month = month_window(days[-1] + DAY)
        for _number in range(month.days):
            days.append(days[-1] + DAY)
            totals_km2.append(totals_km2[-1] + km2 / month.days)
            steps_km2.append(km2 / month.days)
    return pd.DataFrame(
        {
            "as_of_date": pd.to_datetime(days),
            "occupied_total_km2": totals_km2,
            "gained_km2": [max(step, 0.0) for step in steps_km2],
            "regained_km2": [max(-step, 0.0) for step in steps_km2],
        }
    )


def past(*monthly_km2: float, breaks: tuple[Break, ...] = ()) -> History:
    """Give the archive of made-up maps by day."""
    return history(maps(list(monthly_km2)), breaks)


@pytest.mark.parametrize(
    ("window", "kind"),
    [
        ((date(2024, 2, 1), date(2024, 2, 29)), PeriodKind.MONTH),
        ((date(2023, 2, 1), date(2023, 2, 27)), PeriodKind.FIRST_DAYS),
        ((date(2024, 1, 1), date(2024, 12, 31)), PeriodKind.YEAR),
        ((date(2025, 11, 17), date(2025, 11, 23)), PeriodKind.WEEK),
        ((date(2025, 11, 18), date(2025, 11, 24)), PeriodKind.DAYS),
        ((date(2025, 1, 1), date(2025, 10, 31)), PeriodKind.DAYS),
    ],
)
def test_the_kind_follows_from_the_days(window: tuple[date, date], kind: PeriodKind) -> None:
    assert kind_of(Window(*window)) is kind


@pytest.mark.parametrize(
    ("window", "before", "a_year_before"),
    [
        # March has more days than February; its year before is March too.
        ("2024-03-01:2024-03-31", "2024-02-01:2024-02-29", "2023-03-01:2023-03-31"),
        ("2024-03-01:2024-03-30", "2024-02-01:2024-02-29", "2023-03-01:2023-03-30"),
        ("2025-01-01:2025-01-10", "2024-12-01:2024-12-10", "2024-01-01:2024-01-10"),
        ("2025-11-17:2025-11-23", "2025-11-10:2025-11-16", "2024-11-18:2024-11-24"),
        ("2025-01-01:2025-12-31", "2024-01-01:2024-12-31", None),
        ("2025-05-11:2025-05-20", "2025-05-01:2025-05-10", "2024-05-11:2024-05-20"),
    ],
)
def test_the_period_before_and_that_of_a_year_before(
    window: str, before: str, a_year_before: str | None
) -> None:
    def days(text: str) -> Window:
        first, last = text.split(":")
        return Window(date.fromisoformat(first), date.fromisoformat(last))

    assert period_before(days(window)) == days(before)
    assert year_before(days(window)) == (days(a_year_before) if a_year_before else None)


def test_a_month_is_read_and_what_is_none_is_refused() -> None:
    assert parse_month("2024-02") == Window(date(2024, 2, 1), date(2024, 2, 29))
    assert latest_month(date(2024, 2, 29)) == parse_month("2024-02")
    for text in ("2024-13", "2024-1", "0000-01", "0001-01", "٢٠٢٤-01", "soon", ""):
        with pytest.raises(WindowError):
            parse_month(text)


def test_periods_of_a_kind_lie_wholly_within_the_days() -> None:
    first, last = date(2024, 1, 15), date(2024, 6, 14)

    def starts(window: Window) -> list[str]:
        return [str(day) for day in periods_like(window, first, last)[:, 0]]

    assert starts(parse_month("2024-03")) == [
        "2024-02-01",
        "2024-03-01",
        "2024-04-01",
        "2024-05-01",
    ]
    fortnight = Window(date(2024, 3, 1), date(2024, 3, 14))
    assert starts(fortnight)[-1] == "2024-06-01"
    thirty_days = Window(date(2024, 3, 1), date(2024, 3, 30))
    assert "2024-02-01" not in starts(thirty_days)  # It has 29 days.
    week = starts(Window(date(2024, 3, 4), date(2024, 3, 10)))
    assert (week[0], week[-1], len(week)) == ("2024-01-15", "2024-06-03", 21)
    ten_days = starts(Window(date(2024, 3, 5), date(2024, 3, 14)))
    assert "2024-02-24" in ten_days
    assert "2024-02-25" not in ten_days  # It ends on 5 March, within the window.
    assert starts(Window(date(2024, 1, 15), date(2024, 5, 15))) == []


def test_a_record_says_since_when_no_month_had_more() -> None:
    found = record(past(10, 90, 20, 30, 40, 50), parse_month("2024-06"))
    assert found is not None
    assert (found.side, found.since, found.beaten) == ("largest", parse_month("2024-02"), 3)
    assert found.is_still
    assert found.since_km2 == pytest.approx(90)


def test_a_record_of_all_months_says_where_they_begin() -> None:
    found = record(past(50, 40, 30, 20, 10), parse_month("2024-05"))
    assert found is not None
    assert (found.side, found.since, found.beaten) == ("smallest", None, 4)
    assert found.first == parse_month("2024-01")


def test_a_record_of_its_time_is_none_of_all_time() -> None:
    found = record(past(10, 20, 30, 40, 40), parse_month("2024-04"))
    assert found is not None
    assert (found.side, found.since, found.is_still) == ("largest", None, False)


def test_an_equal_month_ends_a_record_and_a_short_one_is_none() -> None:
    assert record(past(60, 10, 20, 60), parse_month("2024-04")) is None
    # Two months are beaten either way.
    assert record(past(60, 5, 20, 30, 25), parse_month("2024-05")) is None


def test_a_rank_counts_all_other_months_and_needs_enough_of_them() -> None:
    seen = rank(past(10, 90, 20, 30, 40, 50), parse_month("2024-05"))
    assert seen is not None
    assert (seen.others, seen.larger) == (5, 2)
    assert (seen.first, seen.last) == (parse_month("2024-01"), parse_month("2024-06"))
    assert rank(past(10, 90, 20, 30, 40), parse_month("2024-05")) is None


def test_a_redrawn_outline_is_no_movement() -> None:
    redrawn = Break("a", date(2024, 2, 10), "", 85.0, "certain", "", "")
    months = past(10, 90, 20, 30, 40, breaks=(redrawn,))
    assert months.change(parse_month("2024-02"), "net") == pytest.approx(5)
    assert months.change(parse_month("2024-02"), "gained") == pytest.approx(5)
    inwards = Break("b", date(2024, 2, 10), "", -5.0, "certain", "", "")
    months = past(10, 90, 20, 30, 40, breaks=(inwards,))
    assert months.change(parse_month("2024-02"), "net") == pytest.approx(95)
    assert months.change(parse_month("2024-02"), "regained") == pytest.approx(-5)


def test_weekly_maps_compare_with_weekly_ones_and_months_alone() -> None:
    daily = maps([10.0] * 6, first=date(2024, 1, 1))
    weekly = maps([1.0] * 8, first=date(2023, 5, 1))
    weekly = weekly[weekly["as_of_date"] < "2024-01-01"].iloc[::7]
    both = history(pd.concat([weekly, daily]).sort_values("as_of_date"), ())
    assert both.daily_since == date(2023, 12, 31)
    assert both.is_daily(parse_month("2024-01"))
    assert not both.is_daily(parse_month("2023-12"))
    assert [str(row[0]) for row in both.comparable(parse_month("2024-03"))] == [
        f"2024-0{month}-01" for month in range(1, 7)
    ]
    # The first map is of 30 April, the eve of May.
    assert len(both.comparable(parse_month("2023-08"))) == 8
    assert len(both.comparable(Window(date(2023, 8, 7), date(2023, 8, 13)))) == 0
