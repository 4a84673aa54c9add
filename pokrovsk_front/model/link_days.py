"""Validation of days in links, with the nearest valid day as fallback.

A link is written by anybody. What it names is read and never trusted; what cannot be shown is
replaced by the nearest day that can be, and both are said.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
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
