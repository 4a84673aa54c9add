"""Net gain of two windows by day, both from zero."""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import month_ticks
from pokrovsk_front.charts.template import COLOURS, hovered_area, plot
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.sentences import Style, break_text, gain_sentence
from pokrovsk_front.model.windows import have_same_months
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 380

MAX_MONTHS_NAMED = 4
"""More names of months would be turned on a phone of 320 px; each month has a tick."""

TABLE_STEP_DAYS = 30


def _comparison_headline(comparison: Comparison, words: Wording) -> str:
    """Write the headline: totals compared, or gains a day where the windows differ in length."""
    earlier, later = comparison.earlier, comparison.later
    change = comparison.change_pct
    if change is None or (comparison.is_like_for_like and not round(change)):
        return words.gettext("Net gain: {later_area} {later}, {earlier_area} {earlier}").format(
            later_area=words.area(later.net_km2),
            earlier_area=words.area(earlier.net_km2),
            later=words.during(later.window),
            earlier=words.during_again(earlier.window, later.window),
        )
    templates = {
        (True, True): words.gettext("Russia's net gain was {pct} larger {later} than {earlier}"),
        (False, True): words.gettext("Russia's net gain was {pct} smaller {later} than {earlier}"),
        (True, False): words.gettext(
            "Russia's net gain a day was {pct} larger {later} ({later_days}) than {earlier} "
            "({earlier_days})"
        ),
        (False, False): words.gettext(
            "Russia's net gain a day was {pct} smaller {later} ({later_days}) than {earlier} "
            "({earlier_days})"
        ),
    }
    level = words.gettext(
        "Russia's net gain a day was about the same {later} ({later_days}) as {earlier} "
        "({earlier_days})"
    )
    template = templates[change >= 0, comparison.is_like_for_like] if round(change) else level
    return template.format(
        pct=words.percent(abs(change)),
        later=words.during(later.window),
        earlier=words.during_again(earlier.window, later.window),
        later_days=words.length(later.window),
        earlier_days=words.length(earlier.window),
    )


def _day_axis(comparison: Comparison, words: Wording) -> dict[str, Any]:
    """Configure the axis of days: months where both windows share them, else day numbers."""
    # The pointer shows a day of both windows: each line then says which of its own days that is.
    hovered = {"unifiedhovertitle": {"text": words.gettext("Day {number}").format(number="%{x}")}}
    ticks = month_ticks(comparison.earlier.window, comparison.later.window, words)
    if ticks is None:
        title = {"text": words.gettext("day of the window")}
        return {"title": title, "rangemode": "tozero", **hovered}
    step = -(-len(ticks["ticktext"]) // MAX_MONTHS_NAMED)
    named = [name if at % step == 0 else "" for at, name in enumerate(ticks["ticktext"])]
    return {**ticks, "ticktext": named, "ticklabelposition": "outside right", **hovered}


def cumulative(
    comparison: Comparison, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw the net gain of two windows by day, both from zero on the eve of the window.

    Args:
        comparison: The two gains and their curves.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Steps from map to map: a value stands until the next map, nothing is interpolated.
    """
    colours = COLOURS[scheme]
    earlier, later = comparison.earlier, comparison.later
    names = words.short_names(earlier.window, later.window)
    curves = (
        (later, comparison.later_curve, names[1], colours["later"], "solid", 3),
        (earlier, comparison.earlier_curve, names[0], colours["earlier"], "dash", 2),
    )
    picture = plot(
        [
            {
                "type": "scatter",
                "x": curve["day_of_window"].to_numpy(),
                "y": curve["net_km2"].to_numpy(),
                "name": f"{name}: {words.signed_area(gain.net_km2)}",
                "mode": "lines",
                "line": {"color": colour, "dash": dash, "width": width, "shape": "hv"},
                "customdata": [words.short_day(day) for day in curve["as_of_date"].dt.date],
                "hovertemplate": f"%{{customdata}}: {hovered_area('y', words)}<extra></extra>",
            }
            for gain, curve, name, colour, dash, width in curves
        ]
        + [_breaks_trace(comparison, words, scheme)]
        * any(gain.breaks for gain in comparison.gains),
        {
            "height": PLOT_HEIGHT_PX,
            "xaxis": _day_axis(comparison, words),
            "yaxis": {
                "title": {"text": words.gettext("km²")},
                "tickformat": ",",
                "rangemode": "tozero",
            },
            "annotations": [
                {
                    "x": curve["day_of_window"].iloc[-1],
                    "y": curve["net_km2"].iloc[-1],
                    "text": f"<b>{name}</b>",
                    "font": {"color": colour, "size": 15},
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 4,
                }
                for _, curve, name, colour, _, _ in curves
                # A longer name has no room beside its curve: it is in the legend alone.
                if name.isdecimal()
            ],
            "hovermode": "x unified",
            "showlegend": True,
            "margin": {"r": 48},
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="cumulative_gain",
        headline=_comparison_headline(comparison, words),
        subtitle=words.gettext("Net gain since the start of each window, km², by day of the map"),
        picture=picture,
        alt=words.gettext(
            "Line chart of net gain by day: {later_area} by {later_day}, against {earlier_area} "
            "by {earlier_day}."
        ).format(
            later_area=words.area(later.net_km2),
            later_day=words.day(later.closing.as_of_date),
            earlier_area=words.area(earlier.net_km2),
            earlier_day=words.day(earlier.closing.as_of_date),
        ),
        long_text=_cumulative_text(comparison, words),
        make_table=partial(_cumulative_table, comparison, words),
        make_rows=partial(numbers.cumulative, comparison),
        source_ids=source_ids,
        as_of_date=max(earlier.closing.as_of_date, later.closing.as_of_date),
        days=comparison.days,
        editions=comparison.editions,
    )


def _breaks_trace(comparison: Comparison, words: Wording, scheme: Scheme) -> dict[str, Any]:
    """Mark on each curve the maps with a redrawn outline."""
    curves = (comparison.earlier_curve, comparison.later_curve)
    marks = [
        (each, row)
        for gain, curve in zip(comparison.gains, curves, strict=True)
        for each in gain.breaks
        for row in curve[curve["as_of_date"] == pd.Timestamp(each.as_of_date)].to_dict("records")
    ]
    return {
        "type": "scatter",
        "x": [row["day_of_window"] for _, row in marks],
        "y": [row["net_km2"] for _, row in marks],
        "name": words.gettext("redrawn outline"),
        "mode": "markers",
        "marker": {
            "symbol": "diamond-open",
            "size": 10,
            "color": COLOURS[scheme]["text"],
            "line": {"width": 2},
        },
        "customdata": [break_text(each, words) for each, _ in marks],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _crossing(earlier_curve: pd.DataFrame, later_curve: pd.DataFrame) -> date | None:
    """Find the day from which the later curve has stayed above the earlier one, if it has."""
    days, later_km2 = (later_curve[column].to_numpy() for column in ("day_of_window", "net_km2"))
    earlier_days = earlier_curve["day_of_window"].to_numpy()
    both = np.union1d(days, earlier_days)
    # A value stands until the next map of its window.
    later_stands = later_km2[np.searchsorted(days, both, side="right") - 1]
    earlier_km2 = earlier_curve["net_km2"].to_numpy()
    earlier_stands = earlier_km2[np.searchsorted(earlier_days, both, side="right") - 1]
    behind = np.flatnonzero(later_stands <= earlier_stands)
    if behind.size and behind[-1] == len(both) - 1:
        return None
    first = both[behind[-1] + 1] if behind.size else both[0]
    at = int(np.searchsorted(days, first))
    return later_curve["as_of_date"].iloc[at].date() if at < len(days) else None


def _cumulative_text(comparison: Comparison, words: Wording) -> str:
    earlier, later = comparison.earlier, comparison.later
    sentences = [gain_sentence(gain, Style(words)) for gain in (later, earlier)]
    crossing = _crossing(comparison.earlier_curve, comparison.later_curve)
    # One day is no curve, and a short window ends where the long one has hardly begun.
    is_of_days = comparison.is_like_for_like and later.window.days > 1
    if crossing is not None and is_of_days:
        names = words.short_names(earlier.window, later.window)
        text = (
            words.gettext("The {later} curve has been above that of {earlier} since {day}.")
            if names[0].isdecimal()
            else words.gettext(
                "The curve of the {later} has been above that of the {earlier} since {day}."
            )
        )
        sentences.append(text.format(later=names[1], earlier=names[0], day=words.day(crossing)))
    return " ".join([*sentences, *_paired_days(comparison, words)])


def _paired_days(comparison: Comparison, words: Wording) -> list[str]:
    """Write the note on days that a leap day of one window shifts against the other."""
    windows = comparison.windows
    starts = {(window.first_day.month, window.first_day.day) for window in windows}
    for window, other in (windows, windows[::-1]):
        if not window.leap_days or other.leap_days or len(starts) > 1:
            continue
        leap_day = window.leap_days[0]
        paired = other.first_day + (leap_day - window.first_day)
        if paired <= other.last_day:
            return [
                words.gettext(
                    "Days are paired by their number in the window: {leap_day} stands beside "
                    "{paired}, and every later pair is one calendar day apart."
                ).format(leap_day=words.day(leap_day), paired=words.day(paired))
            ]
    return []


def _table_days(comparison: Comparison, words: Wording) -> list[tuple[str, int, int]]:
    """Choose the days of the table: month ends where the windows share them, else each 30th day.

    Returns:
        The name of the row, and the day of the earlier and of the later window.
    """
    windows = (comparison.earlier.window, comparison.later.window)
    longest = max(window.days for window in windows)
    if not have_same_months(*windows):
        days = [*range(TABLE_STEP_DAYS, longest, TABLE_STEP_DAYS), longest]
        return [(words.number(day), day, day) for day in days]
    months = range(windows[0].first_day.month, windows[0].last_day.month + 1)
    ends = [
        [
            (
                (pd.Timestamp(window.first_day.year, month, 1) + pd.offsets.MonthEnd(0)).date()
                - window.eve
            ).days
            for window in windows
        ]
        for month in months
    ]
    return [
        (words.month_name(month), first, second)
        for month, (first, second) in zip(months, ends, strict=True)
    ]


def _cumulative_table(comparison: Comparison, words: Wording) -> pd.DataFrame:
    """Tabulate both curves at some days of the windows."""
    earlier, later = comparison.earlier.window, comparison.later.window
    curves = (comparison.earlier_curve, comparison.later_curve)
    names = words.short_names(earlier, later)
    through = (
        words.gettext("Through")
        if have_same_months(earlier, later)
        else words.gettext("Through day")
    )
    rows = []
    for label, *days in _table_days(comparison, words):
        row = {through: label}
        for window, curve, name, day in zip((earlier, later), curves, names, days, strict=True):
            until = curve[curve["day_of_window"] <= day]
            column = words.gettext("{window}, km²").format(window=name)
            row[column] = (
                "–" if day > window.days else words.signed(float(until["net_km2"].iloc[-1]))
            )
        rows.append(row)
    return pd.DataFrame(rows)
