"""Validation of days in links, with the nearest valid day as fallback.

A link is written by anybody. What it names is read and never trusted; what cannot be shown is
replaced by the nearest day that can be, and both are said.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WRITTEN_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class LinkDay:
    """The outcome of reading a day of a link.

    Attributes:
        problem: `outside` the days that can be shown, `impossible` such as 31 February, or
            `unreadable` for what is written as no day at all.
        parts: Year, month and day as they were written; None for what is unreadable.
        shown: The nearest day that can be shown; None for what is unreadable.
    """

    problem: Literal["outside", "impossible", "unreadable"]
    parts: tuple[int, int, int] | None = None
    shown: date | None = None


def fitting_ends(
    asked: tuple[str, str], days: Sequence[date], default: tuple[date, date]
) -> tuple[date | None, date | None]:
    """Replace the end of a period in a link that cannot be shown by a day that fits the other end.

    Args:
        asked: What the link has as the first and as the last day; may be empty.
        days: The days of maps, in order; the first cannot be in a period, the last is its latest.
        default: The period that is shown where neither end can be; its ends come first where
            they fit.

    Returns:
        The days to show instead of those asked for; None for an end that stays as it is, or that
        the nearest day replaces. Where the end of the default does not fit, a first day is that
        of the month of the last map before the end; a last day, that of the month of the first
        map from the start on.
    """
    opening, latest = days[0] + timedelta(days=1), days[-1]
    problems = [read_link_day(text, opening, latest) for text in asked]
    first, last = (_shown(text, found) for text, found in zip(asked, problems, strict=True))
    if first and last and first <= last:
        return None, None
    if last and (first is None or (problems[0] and not problems[1])):
        if _have_map(default[0], last, days):
            return default[0], None
        map_day = days[bisect_right(days, last) - 1]
        return max(map_day.replace(day=1), opening), None
    if first and (last is None or (problems[1] and not problems[0])):
        if _have_map(first, default[1], days):
            return None, default[1]
        map_day = days[bisect_left(days, first)]
        length = monthrange(map_day.year, map_day.month)[1]
        return None, min(map_day.replace(day=length), latest)
    return (None, None) if first and not any(problems) else default


def _have_map(first: date, last: date, days: Sequence[date]) -> bool:
    """Tell whether a map is of the days from `first` to `last`; none is where they are reversed."""
    return bisect_left(days, first) < bisect_right(days, last)


def _shown(text: str, found: LinkDay | None) -> date | None:
    """Give the day that is shown for one of a link; None for what is no day."""
    if found:
        return found.shown
    written = WRITTEN_DAY.fullmatch(text.strip())
    return date(*(int(part) for part in written.groups())) if written else None


def read_link_day(text: str, first: date, last: date) -> LinkDay | None:
    """Read a day of a link.

    Args:
        text: What the link has in the place of a day.
        first: First day that can be shown.
        last: Last day that can be shown.

    Returns:
        What is wrong with it, or None where it can be shown as it is.

    >>> days = date(2022, 4, 3), date(2026, 8, 20)
    >>> read_link_day("2025-02-28", *days)
    >>> read_link_day("2025-02-31", *days).shown
    datetime.date(2025, 2, 28)
    >>> read_link_day("1999-01-01", *days).shown
    datetime.date(2022, 4, 3)
    >>> read_link_day("yesterday", *days)
    LinkDay(problem='unreadable', parts=None, shown=None)
    """
    written = WRITTEN_DAY.fullmatch(text.strip())
    year, month, day = (int(part) for part in written.groups()) if written else (0, 0, 0)
    if not (date.min.year <= year and 1 <= month <= 12 and 1 <= day <= 31):
        return LinkDay("unreadable")
    length = monthrange(year, month)[1]
    nearest = min(max(date(year, month, min(day, length)), first), last)
    if day > length:
        return LinkDay("impossible", (year, month, day), nearest)
    if nearest != date(year, month, day):
        return LinkDay("outside", (year, month, day), nearest)
    return None
