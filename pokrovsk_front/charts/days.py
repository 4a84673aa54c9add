"""The axis of two windows that start together: the days since, named by month where that holds."""

from typing import Any

import pandas as pd

from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

DAYS_OF_A_YEAR = 366


def month_ticks(
    earlier: Window, later: Window, words: Wording, most: int | None = None
) -> dict[str, Any] | None:
    """Put a tick at the start of each month, where a month is at the same place of both windows.

    Args:
        earlier: One window; day 1 of the axis is its first day.
        later: The other one.
        words: The reader's language.
        most: How many ticks there is room for; every month unless told.

    Returns:
        The ticks as an axis of Plotly takes them; None where the windows share no calendar.
    """
    longest = max(earlier, later, key=lambda each: each.days)
    starts = {(each.first_day.month, each.first_day.day) for each in (earlier, later)}
    if len(starts) > 1 or longest.days > DAYS_OF_A_YEAR:
        return None
    months = list(pd.date_range(longest.first_day, longest.last_day, freq="MS"))
    shown = months[:: -(-len(months) // most)] if most and months else months
    return {
        "tickvals": [(month.date() - longest.first_day).days + 1 for month in shown],
        "ticktext": [words.short_month(month.date()) for month in shown],
    }
