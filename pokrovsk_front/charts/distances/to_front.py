"""Distance of places to the nearest occupied land, by day of the map."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import day_ticks, hovered_day
from pokrovsk_front.charts.distances import sentences
from pokrovsk_front.charts.distances.tables import month_table
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.labels.boxes import box_at, size_px
from pokrovsk_front.labels.engine import Board, Label, Position
from pokrovsk_front.labels.spacing import spread
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import Line
from pokrovsk_front.model.map_text import all_carried, map_day
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.timeline_text import numbered_events
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 480

TOP_PX, BOTTOM_PX = 44, 40

NUMBER_PX, NUMBER_ROWS = 15, 2
"""Height of a row of the numbers of events, and how many rows there are above the plot."""

NUMBER_GAP_PX = 8
"""Space between the numbers of a row."""

NARROW_PLOT_PX = 180
"""Width of the plot on a phone."""

LABEL_PX = 18
"""Height of a line's name: no two stand nearer."""

LETTER_PX = 7.6
"""Width of a letter of a line's name, on the wide side."""

DASHES = ("solid", "dash", "dot", "longdash", "dashdot", "longdashdot")

LINE_COLOURS = (*("later", "earlier", "neutral", "line_4", "line_5", "line_6", "line_7", "line_8"),)

MAX_TICKS = 3
"""Ticks that fit on a phone of 320 px; those of the months between have no name."""

CLUSTER_SHARE = 0.07
"""Events nearer in time than this part of what is shown share one number mark: on a small screen
their numbers would cover each other."""


def _style(position: int, colours: Mapping[str, str]) -> tuple[str, str]:
    """Give colour and dash of a line by its position: each colour once, then with other dashes."""
    turn = position // len(LINE_COLOURS)
    colour = LINE_COLOURS[position % len(LINE_COLOURS)]
    return colours[colour], DASHES[(position + turn) % len(DASHES)]


def _steps(rows: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """Give the corners of a step line; days without a change are left out.

    Returns:
        Days as text and kilometres; the first and the last day are always there.
    """
    kilometres = rows["distance_km"].to_numpy()
    kept = np.ones(len(kilometres), dtype=bool)
    kept[1:-1] = kilometres[1:-1] != kilometres[:-2]
    days = rows["as_of_date"].to_numpy(dtype="datetime64[D]")[kept]
    return [str(day) for day in days], kilometres[kept]


def _clusters(days: Sequence[date], span_days: int) -> list[tuple[int, int]]:
    """Group events that are close in time: first and last position of each group."""
    groups: list[tuple[int, int]] = []
    for at, day in enumerate(days):
        first = groups[-1][0] if groups else at
        if groups and (day - days[first]).days < CLUSTER_SHARE * span_days:
            groups[-1] = (first, at)
        else:
            groups.append((at, at))
    return groups


def _names(
    lines: Sequence[Line], top_km: float, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Label each line at its end; a label that was moved has a leader."""
    inner_px = PLOT_HEIGHT_PX - TOP_PX - BOTTOM_PX
    foot_km = _foot_km(top_km)
    per_km = inner_px / (top_km - foot_km)
    ends_px = [(line.moved.later.distance_km - foot_km) * per_km for line in lines]
    labels = []
    for at, (line, end, stands) in enumerate(
        zip(lines, ends_px, spread(ends_px, LABEL_PX, low=min(ends_px), high=inner_px), strict=True)
    ):
        colour, _ = _style(at, colours)
        labels.append(
            {
                "x": line.moved.later.reading.as_of_date.isoformat(),
                "y": line.moved.later.distance_km,
                "text": f"<b>{line.name}</b>",
                "font": {"color": colour, "size": 13},
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": colour,
                "ax": 14,
                "ay": end - stands,
                "xanchor": "left",
                "yanchor": "middle",
                "borderpad": 1,
            }
        )
    return labels


def _foot_km(top_km: float) -> float:
    """Give the foot of the axis, with room under zero for its label."""
    return -0.07 * top_km


def _event_marks(
    events: Sequence[Event], line: Line, top_km: float, colours: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a thin line at each event, and the numbers that the long text explains."""
    days = [event.event_date for event in events]
    shapes = [
        {
            "type": "line",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": top_km,
            "layer": "below",
            "line": {"color": colours["axis"], "width": 1, "dash": "dot"},
        }
        for day in days
    ]
    return shapes, [
        {
            "x": middle.isoformat(),
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": row * NUMBER_PX,
            "text": text,
            "font": {"color": colours["text"], "size": 12},
            "showarrow": False,
        }
        for middle, text, row in _numbers(days, line)
    ]


def _numbers(days: Sequence[date], line: Line) -> list[tuple[date, str, int]]:
    """Place the numbers of events above the plot: day, text and row, the lower where it is clear.

    Positions are tested at phone width.
    """
    first_day, last_day = (
        each.reading.as_of_date for each in (line.moved.earlier, line.moved.later)
    )
    span = max((last_day - first_day).days, 1)
    labels = []
    for first, last in _clusters(days, span):
        middle = date.fromordinal((days[first].toordinal() + days[last].toordinal()) // 2)
        text = f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        at_px = (middle - first_day).days / span * NARROW_PLOT_PX
        size = (size_px(text)[0] + NUMBER_GAP_PX, NUMBER_PX)
        positions = [
            Position(box_at(at_px, row * NUMBER_PX, size, "center", "bottom"), (middle, text, row))
            for row in range(NUMBER_ROWS)
        ]
        labels.append(Label(positions, is_required=True))
    return [position.drawn for _label, position in Board().place_all(labels)]


def to_front(
    lines: Sequence[Line],
    *,
    events: Sequence[Event],
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw how far each place was from occupied land by day of the map.

    Args:
        lines: The places, at least one, all with the same two days; the first is the one that
            the events belong to.
        events: What happened near the first place, in order of time; may be empty.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps, the places and the events come from.

    Returns:
        Steps from map to map, named at their end: a value stands until the next map. The axis
        is linear and has zero; a line at zero is a centre inside occupied land.
    """
    colours = COLOURS[scheme]
    shown = [line.shown for line in lines]
    top_km = 1.04 * max(1.0, *(float(rows["distance_km"].max()) for rows in shown))
    distance = words.gettext("{number} km").format(number="%{y:.1f}")
    hovered = f"{hovered_day(words)}: {distance}"
    traces = []
    for at, (line, rows) in enumerate(zip(lines, shown, strict=True)):
        colour, dash = _style(at, colours)
        days, kilometres = _steps(rows)
        traces.append(
            {
                "type": "scatter",
                "x": days,
                "y": kilometres,
                "name": line.name,
                "mode": "lines",
                "line": {"color": colour, "dash": dash, "width": 2 if at else 3, "shape": "hv"},
                "hovertemplate": f"{line.name}, {hovered}<extra></extra>",
            }
        )
    shapes, marked = _event_marks(events, lines[0], top_km, colours)
    inside = {
        "xref": "paper",
        "x": 0,
        "y": 0,
        "text": words.gettext("0 = centre inside occupied land"),
        "font": {"color": colours["muted"], "size": 12},
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -1,
    }
    longest = max(len(line.name) for line in lines)
    readings = [distance.reading for distance in sentences.ends(lines)]
    earlier, later = (reading.as_of_date for reading in readings)
    picture = plot(
        traces,
        {
            "height": PLOT_HEIGHT_PX,
            "margin": {"t": TOP_PX, "b": BOTTOM_PX, "r": 18 + LETTER_PX * longest},
            "xaxis": {
                # One day alone has no span to draw.
                "range": [earlier.isoformat(), later.isoformat()] if earlier < later else None,
                **day_ticks(earlier, later, words, max_ticks=MAX_TICKS),
                "minor": {"dtick": "M1", "ticks": "outside", "ticklen": 3},
            },
            "yaxis": {
                "title": {"text": words.gettext("km")},
                "range": [_foot_km(top_km), top_km],
                "zeroline": True,
                "zerolinewidth": 1.5,
                "zerolinecolor": colours["axis"],
            },
            "shapes": shapes,
            "annotations": [*_names(lines, top_km, colours), *marked, inside],
            "hovermode": "closest",
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="distance_to_front",
        headline=sentences.headline(lines[0], words),
        subtitle=words.gettext(
            "Kilometres from the centre to the nearest Russian-occupied land by day of the "
            "DeepState map, {first} to {last}"
        ).format(first=map_day(readings[0], words), last=map_day(readings[1], words)),
        picture=picture,
        alt=sentences.alt(lines, words),
        long_text=sentences.long_text(lines, events, words),
        make_table=partial(month_table, lines, words),
        make_rows=partial(numbers.distance_to_front, lines),
        source_ids=source_ids,
        as_of_date=later,
        days=tuple(each.asked_date for each in readings),
        note=all_carried(readings, words),
        numbered=numbered_events(events, words),
        editions=tuple(distance.reading.edition_key for distance in sentences.ends(lines)),
    )
