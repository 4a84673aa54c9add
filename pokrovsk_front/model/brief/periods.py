"""Kinds of period, and the periods of one kind: months, weeks, years, first days of a month.

The kind follows from the days alone, so that a month and the same days given by hand are one.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from pokrovsk_front.model.messages import N_, as_typed
from pokrovsk_front.model.windows import Window, WindowError

MAX_DAYS_RANKED = 92
"""Longer spans of days that are no month, week or year are not ranked: too few lie apart."""

DAYS_OF_A_WEEK = 7
WEEKS_OF_A_YEAR = 52


class PeriodKind(StrEnum):
    """What kind of period a window is."""

    MONTH = "month"
    FIRST_DAYS = "first_days"
    WEEK = "week"
    YEAR = "year"
    DAYS = "days"


def kind_of(window: Window) -> PeriodKind:
    """Tell what kind of period a window is.

    >>> kind_of(Window(date(2025, 10, 1), date(2025, 10, 31))).value
    'month'
    >>> kind_of(Window(date(2026, 8, 1), date(2026, 8, 21))).value
    'first_days'
    """
    first, last = window.first_day, window.last_day
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if first.day == 1 and is_one_month:
        return PeriodKind.MONTH if window == month_window(first) else PeriodKind.FIRST_DAYS
    if window == Window(date(first.year, 1, 1), date(first.year, 12, 31)):
        return PeriodKind.YEAR
    if window.days == DAYS_OF_A_WEEK and first.weekday() == 0:
        return PeriodKind.WEEK
    return PeriodKind.DAYS


def month_window(day: date) -> Window:
    """Give the calendar month of a day."""
    return Window(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def parse_month(text: str) -> Window:
    """Read a month such as 2025-10.

    Raises:
        WindowError: The text is no month.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip(), re.ASCII)
    try:
        if found is None:
            raise ValueError(text)
        return month_window(date(int(found[1]), int(found[2]), 1))
    except ValueError:
        raise WindowError(
            N_("'{typed}' is not a month such as 2025-10."), typed=as_typed(text)
        ) from None


def month_until(text: str, latest: date) -> Window:
    """Read a month such as 2025-10; one that is not over ends on the day of the last map.

    >>> month_until("2026-08", date(2026, 8, 21)).last_day
    datetime.date(2026, 8, 21)

    Raises:
        WindowError: The text is no month.
    """
    month = parse_month(text)
    is_running = month.first_day <= latest < month.last_day
    return Window(month.first_day, latest) if is_running else month


def latest_month(latest: date) -> Window:
    """Give the last whole month up to a day.

    >>> latest_month(date(2026, 8, 21)).last_day
    datetime.date(2026, 7, 31)
    """
    month = month_window(latest)
    return month if month.last_day == latest else month_window(month.eve)


def months_between(first: date, latest: date) -> dict[str, Window]:
    """List the months from that of a first map to that of the last, the latest first.

    Args:
        first: Day of the first map; the first month starts after it.
        latest: Day of the last map, on which the last month ends.

    Returns:
        The days of each month, by a key such as `2025-10`.

    >>> list(months_between(date(2022, 4, 3), date(2022, 6, 15)))
    ['2022-06', '2022-05']
    """
    months, month = {}, month_window(latest)
    while month.eve >= first:
        months[f"{month.first_day:%Y-%m}"] = Window(month.first_day, min(month.last_day, latest))
        month = month_window(month.eve)
    return months


def period_before(window: Window) -> Window:
    """Give the period of the same kind before a window.

    >>> period_before(Window(date(2025, 10, 1), date(2025, 10, 31))).first_day
    datetime.date(2025, 9, 1)

    Raises:
        WindowError: There is none.
    """
    match kind_of(window):
        case PeriodKind.MONTH:
            return month_window(window.eve)
        case PeriodKind.YEAR:
            return Window(window.first_day.replace(year=window.first_day.year - 1), window.eve)
        case PeriodKind.FIRST_DAYS:
            month = month_window(window.eve)
            return Window(month.first_day, month.first_day.replace(day=_last_day(month, window)))
    return window.shifted(-window.days)


def _last_day(month: Window, window: Window) -> int:
    return min(window.last_day.day, month.last_day.day)


def year_before(window: Window) -> Window | None:
    """Give the same period a year before; None for a year, whose year before is the one before.

    >>> year_before(Window(date(2024, 2, 1), date(2024, 2, 29))).last_day
    datetime.date(2023, 2, 28)
    """
    kind = kind_of(window)
    if kind is PeriodKind.YEAR:
        return None
    if kind is PeriodKind.WEEK:
        return window.shifted(-WEEKS_OF_A_YEAR * DAYS_OF_A_WEEK)
    first, last = _a_year_back(window.first_day), _a_year_back(window.last_day)
    return month_window(first) if kind is PeriodKind.MONTH else Window(first, last)


def _a_year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def periods_like(window: Window, first: date, last: date) -> np.ndarray:
    """List the periods of the kind of a window within some days.

    Of days that are no month, week or year these are all windows of the same length, those that
    overlap with the window left out.

    Args:
        window: The window.
        first: First day that a period may have.
        last: Last day that a period may have.

    Returns:
        One row a period, in order of time: its first and its last day, as datetime64[D].
    """
    kind = kind_of(window)
    if kind in (PeriodKind.MONTH, PeriodKind.FIRST_DAYS):
        months = np.arange(np.datetime64(first, "M"), np.datetime64(last, "M") + 1)
        starts = months.astype("datetime64[D]")
        ends = (months + 1).astype("datetime64[D]") - 1
        if kind is PeriodKind.FIRST_DAYS:
            reached = starts + (window.days - 1)
            has_as_many = reached <= ends
            starts, ends = starts[has_as_many], reached[has_as_many]
    elif kind is PeriodKind.YEAR:
        years = np.arange(np.datetime64(first, "Y"), np.datetime64(last, "Y") + 1)
        starts = years.astype("datetime64[D]")
        ends = (years + 1).astype("datetime64[D]") - 1
    elif kind is PeriodKind.WEEK:
        monday = first - timedelta(days=first.weekday())
        starts = np.arange(np.datetime64(monday, "D"), np.datetime64(last, "D"), DAYS_OF_A_WEEK)
        ends = starts + (DAYS_OF_A_WEEK - 1)
    elif window.days > MAX_DAYS_RANKED:
        starts = ends = np.array([], dtype="datetime64[D]")
    else:
        starts = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
        ends = starts + (window.days - 1)
        own_first, own_last = (
            np.datetime64(day, "D") for day in (window.first_day, window.last_day)
        )
        is_apart = (ends < own_first) | (starts > own_last) | (starts == own_first)
        starts, ends = starts[is_apart], ends[is_apart]
    is_inside = (starts >= np.datetime64(first, "D")) & (ends <= np.datetime64(last, "D"))
    return np.column_stack([starts[is_inside], ends[is_inside]])
