"""Ticks of axes of days and hover texts of days, in the reader's language.

Plotly knows the months of English alone, so that no axis and no hover text is left to name one
by itself: the ticks of an axis of days are written out here.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from pokrovsk_front.charts.template import hovered_area
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

DAYS_OF_A_YEAR = 366
MONTHS_OF_A_YEAR = 12
MONTH_STEPS = (1, 2, 3, 6, MONTHS_OF_A_YEAR)
MIN_MONTHS = 3
"""An axis with fewer first days of a month has days for ticks."""

MAX_DAY_TICKS = 3
"""The text of a day is wide."""


def month_ticks(
    earlier: Window, later: Window, words: Wording, max_ticks: int | None = None
) -> dict[str, Any] | None:
    """Put a tick at the start of each month, where the months of both windows coincide.

    Args:
        earlier: One window; day 1 of the axis is its first day.
        later: The other one.
        words: The reader's language.
        max_ticks: The largest number of ticks; every month by default.

    Returns:
        The ticks as an axis of Plotly takes them; None where the windows share no calendar.
    """
    longest = max(earlier, later, key=lambda each: each.days)
    starts = {(each.first_day.month, each.first_day.day) for each in (earlier, later)}
    if len(starts) > 1 or longest.days > DAYS_OF_A_YEAR:
        return None
    months = list(pd.date_range(longest.first_day, longest.last_day, freq="MS"))
    shown = months[:: -(-len(months) // max_ticks)] if max_ticks and months else months
    return {
        "tickvals": [(month.date() - longest.first_day).days + 1 for month in shown],
        "ticktext": [words.short_month(month.date()) for month in shown],
    }


def day_ticks(first: date, last: date, words: Wording, max_ticks: int) -> dict[str, Any]:
    """Put ticks on an axis of days: at firsts of a month, of a year on a long axis, or at days.

    Args:
        first: First day of the axis.
        last: Last day of the axis.
        words: The reader's language.
        max_ticks: The largest number of ticks.

    Returns:
        The ticks as an axis of Plotly takes them. The year stands under the first month of it.

    >>> day_ticks(date(2023, 12, 31), date(2025, 3, 1), Wording(), max_ticks=6)["ticktext"]
    ['Jan<br>2024', 'Apr', 'Jul', 'Oct', 'Jan<br>2025']
    """
    months = [month.date() for month in pd.date_range(first, last, freq="MS")]
    if len(months) < MIN_MONTHS:
        days = _spread_days(first, last)
        return _ticks(days, [words.axis_day(day) for day in days])
    for step in MONTH_STEPS:
        shown = [month for month in months if (month.month - 1) % step == 0]
        if len(shown) <= max_ticks:
            break
    else:
        # An axis of many years: every second, third … of them.
        shown = shown[:: -(-len(shown) // max_ticks)]
    years = [month.year for month in shown]
    if step == MONTHS_OF_A_YEAR:
        return _ticks(shown, [str(year) for year in years])
    texts = [
        words.short_month(month) + (f"<br>{month.year}" if month.year not in years[:at] else "")
        for at, month in enumerate(shown)
    ]
    return _ticks(shown, texts)


def _spread_days(first: date, last: date) -> list[date]:
    """Give the first day, the last and evenly spaced days between them."""
    span = (last - first).days
    steps = min(MAX_DAY_TICKS - 1, span)
    return [first + timedelta(days=span * step // max(steps, 1)) for step in range(steps + 1)]


def _ticks(days: list[date], texts: list[str]) -> dict[str, Any]:
    return {"tickvals": [day.isoformat() for day in days], "ticktext": texts}


def hovered_day(words: Wording) -> str:
    """Give the part of a hover text that writes the day of a point; Plotly fills it in.

    A day in figures but for English: a text for each of a thousand days would be sent with them.

    >>> hovered_day(Wording()), hovered_day(Wording("uk"))
    ('%{x|%-d %b %Y}', '%{x|%d.%m.%Y}')
    """
    return "%{x|%-d %b %Y}" if words.locale == "en" else "%{x|%d.%m.%Y}"


def hovered_area_of_day(words: Wording, name: str = "", number_format: str = ",.0f") -> str:
    """Give the hover text of a line or of bars of areas by day.

    Args:
        words: The reader's language.
        name: The name of the trace, beside the text; none where there is one trace.
        number_format: How Plotly writes the area.

    >>> hovered_area_of_day(Wording(), "Grey zone")
    '%{x|%-d %b %Y}: %{y:,.0f} km²<extra>Grey zone</extra>'
    """
    area = hovered_area("y", words, number_format)
    return f"{hovered_day(words)}: {area}<extra>{name}</extra>"


def last_of_months(rows: pd.DataFrame) -> pd.DataFrame:
    """Take the last map of each month.

    Args:
        rows: One row a map with its `as_of_date`, ascending.
    """
    return rows.groupby(rows["as_of_date"].dt.to_period("M")).tail(1)
