"""Events by month over the net gain of each month.

A mark's shape and the name of its lane tell how sure an event is; colour only repeats it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.marks import SYMBOLS
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.charts.timeline import sentences
from pokrovsk_front.charts.timeline.lanes import (
    LABEL_ROW_STEPS,
    NARROW_PLOT_PX,
    STEP_PX,
    Plan,
    make_plan,
    middle_of_month,
    placed_names,
)
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.timeline_text import certainty_label, certainty_name
from pokrovsk_front.model.wording import Wording

PLOT_MARGINS_PX = 60

MIN_PLOT_PX = 180


def events_by_month(
    events: Sequence[Event],
    months: pd.DataFrame,
    *,
    place_names: Mapping[str, str],
    chosen: Event | None = None,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw each event as a mark in the month it falls into, over the net gain of the month.

    Args:
        events: The events to show, at least one, in order of time.
        months: The table of `model.gains.monthly_gains`, with the months of the axis.
        place_names: What the reader sees of a place, by `place_id`.
        chosen: The one of them to ring, if one was asked for.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps behind the gains come from.

    Returns:
        Bars of the gain, quiet, and a lane of marks for each certainty. A month that is not over
        has no bar.
    """
    plan = make_plan(events, months, words)
    candidates = tuple(
        (each, plan.across_px(each))
        for each in events
        if each.chart_label and plan.is_leader_clear(each)
    )
    labels = [] if chosen else [each.drawn for each in placed_names(candidates)]
    rows = 1 if chosen else max((label.row for label in labels), default=-1) + 1
    top = plan.top + rows * LABEL_ROW_STEPS + 0.4
    colours = COLOURS[scheme]
    net_km2 = months["net_km2"].to_numpy()
    named = [(label.event, label.row, label.is_right, label.event.chart_label) for label in labels]
    traces = [_bars(months, words, colours), *_marks(events, plan, words, colours)]
    if chosen:
        is_left_half = plan.across_px(chosen) < NARROW_PLOT_PX / 2
        named.append((chosen, 0, is_left_half, f"<b>{words.short_day(chosen.event_date)}</b>"))
        ring = words.gettext("the event chosen")
        traces.append(_ring(*plan.marks[chosen.event_id], ring, colours["text"]))
    leaders, notes = _names(named, plan, colours)
    picture = plot(
        traces,
        {
            "height": max(round(top * STEP_PX), MIN_PLOT_PX) + PLOT_MARGINS_PX,
            "xaxis": {
                "range": [plan.start, plan.end],
                "dtick": "M12",
                "tick0": "2024-01-01",
                "tickformat": "%Y",
                "ticklabelposition": "outside right",
            },
            "yaxis": {
                "title": {"text": words.gettext("net gain, km² a month")},
                "tickformat": ",",
                "range": [min(float(net_km2.min()) * 1.5, 0), float(net_km2.max()) * 1.08],
                "showgrid": False,
            },
            "yaxis2": {
                "overlaying": "y",
                "range": [0, top],
                "showticklabels": False,
                "showgrid": False,
                "zeroline": False,
            },
            "annotations": [*_lane_names(events, plan, words, colours), *notes],
            "shapes": [*_lane_edges(plan, colours), *leaders],
        },
        scheme,
        words,
    )
    last_event = max(event.event_date for event in events)
    return Figure(
        figure_id="events_by_month",
        headline=sentences.chosen_headline(chosen, months, words)
        if chosen
        else sentences.headline(events, words),
        subtitle=words.gettext(
            "Each mark is an event in its month, by certainty; the bars behind are the net gain "
            "of the month, km²"
        ),
        picture=picture,
        alt=words.gettext(
            "Marks of {count} events by month from {first} to {last}, in lanes: {lanes}; bars of "
            "the net gain of each month stand behind them."
        ).format(
            count=words.number(len(events)),
            first=words.month(min(event.event_date for event in events)),
            last=words.month(last_event),
            lanes=sentences.counts(events, words),
        ),
        long_text=sentences.long_text(events, months, words),
        make_table=partial(sentences.table, events, months, place_names, words),
        make_rows=partial(numbers.events_by_month, events, months),
        source_ids=source_ids,
        as_of_date=max(last_event, months["closing_as_of_date"].iloc[-1].date()),
        links=((words.gettext("Published by"), words.gettext("Address")),),
    )


def _bars(months: pd.DataFrame, words: Wording, colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": words.gettext("net gain of the month"),
        "x": [middle_of_month(day.date()) for day in months["month"]],
        "y": months["net_km2"].to_numpy(),
        "marker": {"color": colours["grid"], "line": {"color": colours["axis"], "width": 1}},
        "customdata": [
            f"{words.month(day.date())}: {words.signed_area(km2)}"
            for day, km2 in zip(months["month"], months["net_km2"], strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _marks(
    events: Sequence[Event], plan: Plan, words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw the marks, a trace a lane."""
    traces = []
    for certainty in plan.lane_floors:
        symbol, colour = SYMBOLS[certainty]
        shown = [event for event in events if event.certainty == certainty]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": certainty_name(certainty, words),
                "x": [plan.marks[event.event_id][0] for event in shown],
                "y": [plan.marks[event.event_id][1] for event in shown],
                "yaxis": "y2",
                "cliponaxis": False,
                "marker": {
                    "symbol": symbol,
                    "color": colours[colour],
                    "size": 9,
                    "line": {"width": 2 if symbol.endswith("open") else 0},
                },
                "customdata": [
                    f"{words.short_day(event.event_date)}: {event.title}" for event in shown
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    return traces


def _ring(x: pd.Timestamp, y: float, name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "yaxis": "y2",
        "cliponaxis": False,
        "marker": {"symbol": "circle-open", "color": colour, "size": 19, "line": {"width": 2.5}},
        "hoverinfo": "skip",
    }


def _lane_names(
    events: Sequence[Event], plan: Plan, words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    counted = Counter(event.certainty for event in events)
    return [
        {
            "text": (
                f"<b>{certainty_label(certainty, words)}</b> {words.number(counted[certainty])}"
            ),
            "x": plan.start,
            "y": floor + 0.5,
            "yref": "y2",
            "xanchor": "left",
            "xshift": 2,
            "showarrow": False,
            "font": {"color": colours[SYMBOLS[certainty][1]], "size": 13},
        }
        for certainty, floor in plan.lane_floors.items()
    ]


def _lane_edges(plan: Plan, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "paper",
            "yref": "y2",
            "x0": 0,
            "x1": 1,
            "y0": floor,
            "y1": floor,
            "layer": "below",
            "line": {"color": colours["axis"], "width": 0.5},
        }
        for floor in plan.lane_floors.values()
        if floor
    ]


def _names(
    named: Sequence[tuple[Event, int, bool, str]], plan: Plan, colours: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw the name of each event (row, is right of its line, text) and the line to its mark."""
    leaders, notes = [], []
    for event, row, is_right, text in named:
        x, y = plan.marks[event.event_id]
        height = plan.top + (row + 0.5) * LABEL_ROW_STEPS
        leaders.append(
            {
                "type": "line",
                "x0": x,
                "x1": x,
                "yref": "y2",
                "y0": y,
                "y1": height + 0.45,
                "layer": "below",
                "line": {"color": colours["axis"], "width": 1},
            }
        )
        notes.append(
            {
                "text": text,
                "x": x,
                "y": height,
                "yref": "y2",
                "xanchor": "left" if is_right else "right",
                "xshift": 3 if is_right else -3,
                "showarrow": False,
                "font": {"color": colours["text"], "size": 13},
            }
        )
    return leaders, notes
