"""Small charts of the people of every city, all on one scale.

Each city speaks by one area, the city itself where there are counts of it; the area stands in
its name where it is another.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.people.city_panels import estimate_line
from pokrovsk_front.charts.people.tables import SOURCE_IDS, city_table, links
from pokrovsk_front.charts.template import COLOURS, arrangement, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import LINE_COUNTS, City, Count
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    city_label,
    people,
    short_as_of,
    short_people,
)
from pokrovsk_front.model.wording import Wording

COLUMNS = 2
"""Two panels side by side are legible at phone width."""

PANEL_PX, TITLE_PX, AXIS_PX = 96, 46, 30

PANEL_WIDTH_PX = 168
"""The least width of a panel beside several."""

GAP_SHARE = 0.06

HOLLOW = N_("weak source, other counter or list carried forward")


def small_multiples(cities: Sequence[City], *, words: Wording, scheme: Scheme) -> Figure[go.Figure]:
    """Draw the counts of every city, one panel each, all on one logarithmic scale.

    Args:
        cities: The cities in the order of the panels.
        words: The reader's language.
        scheme: Light or dark.

    Returns:
        Panels with the same axes: a height means the same everywhere.
    """
    with_count = [city for city in cities if city.main.last is not None]
    few = sum(not city.main.lines for city in cities)
    return Figure(
        figure_id="people_of_cities",
        headline=words.messages.ngettext(
            "In {count} of {all} city the counts are too few for a line and are shown as dots",
            "In {count} of {all} cities the counts are too few for a line and are shown as dots",
            len(cities),
        ).format(count=words.number(few), all=words.number(len(cities))),
        subtitle=words.gettext(
            "People by day of the count, one panel for each city, all on one logarithmic scale; "
            "dotted: the official estimate"
        ),
        picture=_panels(cities, words, scheme),
        alt=words.messages.ngettext(
            "Small charts of the number of people in {count} city, with counts from {first} to "
            "{last}.",
            "Small charts of the number of people in {count} cities, with counts from {first} to "
            "{last}.",
            len(with_count),
        ).format(
            count=words.number(len(with_count)),
            first=words.month(min(city.main.counts[0].as_of_date for city in with_count)),
            last=words.month(max(city.main.counts[-1].as_of_date for city in with_count)),
        ),
        long_text=_panels_text(cities, words),
        make_table=partial(city_table, cities, words),
        make_rows=partial(numbers.people, [row for city in cities for row in city.main.numbers]),
        source_ids=(),
        as_of_date=max(row.as_of_date for city in cities for row in city.main.later),
        printed_source_ids=SOURCE_IDS,
        links=links(words),
        key=(
            f"●\N{NO-BREAK SPACE}{words.gettext('count')}",
            f"○\N{NO-BREAK SPACE}{words.gettext(HOLLOW)}",
        ),
    )


def _panels_text(cities: Sequence[City], words: Wording) -> str:
    most = max(cities, key=lambda city: len(city.main.counts))
    frozen = [city.name for city in cities if city.main.frozen]
    said = words.gettext(
        "{name} has the most counts, {count}. Filled dots are counts; hollow ones are weak "
        "sources, other counters and lists carried forward ({frozen}). A line joins at least "
        "{fewest} counts that are close together."
    )
    return said.format(
        name=most.name,
        count=words.number(len(most.main.counts)),
        frozen=", ".join(frozen),
        fewest=words.number(LINE_COUNTS),
    )


def _panels(cities: Sequence[City], words: Wording, scheme: Scheme) -> go.Figure:
    colours = COLOURS[scheme]
    rows = -(-len(cities) // COLUMNS)
    inner = rows * (PANEL_PX + TITLE_PX) - TITLE_PX
    shown = [row for city in cities for row in city.main.dated]
    days = [row.as_of_date for row in shown]
    room = timedelta(days=45)
    span = [(min(days) - room).isoformat(), (max(days) + room).isoformat()]
    low = math.log10(min(row.people for row in shown)) - 0.15
    high = math.log10(max(row.people for row in shown)) + 0.15
    ticks = [10**power for power in range(math.ceil(low), math.ceil(high))]
    layout: dict[str, Any] = {
        "template": template(scheme, words),
        "height": inner + TITLE_PX + AXIS_PX,
        "margin": {"t": TITLE_PX, "b": AXIS_PX, "l": 8, "r": 8},
        "annotations": [],
        "shapes": [],
        "hovermode": "closest",
    }
    data: list[dict[str, Any]] = []
    for position, city in enumerate(cities):
        number = str(position + 1) if position else ""
        row, column = divmod(position, COLUMNS)
        top = 1 - row * (PANEL_PX + TITLE_PX) / inner
        width = (1 - GAP_SHARE * (COLUMNS - 1)) / COLUMNS
        left = column * (width + GAP_SHARE)
        is_lowest = position + COLUMNS >= len(cities)
        layout[f"xaxis{number}"] = {
            "anchor": f"y{number}",
            "domain": [left, left + width],
            "type": "date",
            "range": span,
            "dtick": "M12",
            "tickformat": "’%y",
            "ticklabelmode": "period",
            "showticklabels": is_lowest,
            "showline": True,
            **({"matches": "x"} if position else {}),
        }
        layout[f"yaxis{number}"] = {
            "anchor": f"x{number}",
            "domain": [max(0.0, top - PANEL_PX / inner), top],
            "type": "log",
            "range": [low, high],
            "tickvals": ticks,
            "ticktext": [words.number(tick) for tick in ticks],
            "showticklabels": not column,
        }
        layout["annotations"].append(_panel_title(city, number, words))
        data += _panel_traces(city, number, words, colours)
        until = max(row.as_of_date for row in city.main.later).isoformat()
        layout["shapes"] += estimate_line(city.main, number, until, colours)
    layout["meta"] = {"arrangements": [_in_columns(len(cities), columns) for columns in (4, 6)]}
    return go.Figure(data=data, layout=layout)


def _in_columns(panels: int, columns: int) -> dict[str, Any]:
    """Arrange the panels in more columns, for a picture of another shape."""
    rows = -(-panels // columns)
    inner = rows * (PANEL_PX + TITLE_PX) - TITLE_PX
    names = [f"{letter}axis{at}" for at in range(panels) for letter in "xy"]
    gap_share = TITLE_PX / inner
    return {
        "width": 56 + PANEL_WIDTH_PX * columns,
        "height": inner + TITLE_PX + AXIS_PX,
        "layout": arrangement(
            dict.fromkeys(names), columns=columns, rows=rows, gap_share=gap_share, aside_share=0.03
        ),
    }


def _panel_title(city: City, number: str, words: Wording) -> dict[str, Any]:
    series, name = city.main, city_label(city, words)
    said = words.gettext(SHORT_AREA_NAMES[series.area])
    if series.decline is not None:
        said = words.gettext("{before} → {after}").format(
            before=words.number(series.decline.baseline.people),
            after=short_people(series.decline.count, words),
        )
    else:
        name = city.name
    return {
        "text": f"<b>{name}</b><br>{said}",
        "x": 0,
        "y": 1,
        "xref": f"x{number} domain",
        "yref": f"y{number} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13},
    }


def _panel_traces(
    city: City, number: str, words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    series, colour = city.main, colours["later" if city.main.area == "city" else "earlier"]
    axes = {
        "type": "scatter",
        "xaxis": f"x{number}",
        "yaxis": f"y{number}",
        "name": f"{city.main.place_id} {city.main.area}",
    }
    traces = []
    if series.baseline is not None:
        marker = {"symbol": "square", "size": 6, "color": colours["muted"]}
        traces.append(axes | _dots([series.baseline], marker, words))
    for line in series.lines:
        traces.append(axes | _curve(line, colour, "solid"))
    if series.carried:
        traces.append(axes | _curve(series.carried, colour, "dash"))
    hollow = [row for row in (*series.frozen, *series.context) if row.is_dated]
    for rows, symbol in ((series.counts, "circle"), (hollow, "circle-open")):
        if rows:
            marker = {"color": colour, "symbol": symbol, "size": 5}
            traces.append(axes | _dots(rows, marker, words))
    return traces


def _dots(rows: Sequence[Count], marker: dict[str, Any], words: Wording) -> dict[str, Any]:
    return {
        "x": [row.as_of_date.isoformat() for row in rows],
        "y": [row.people for row in rows],
        "mode": "markers",
        "marker": marker,
        "customdata": [_tip(row, words) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _tip(row: Count, words: Wording) -> str:
    return f"{people(row, words)}, {short_as_of(row, words)}"


def _curve(line: Sequence[Count], colour: str, dash: str) -> dict[str, Any]:
    return {
        "x": [row.as_of_date.isoformat() for row in line],
        "y": [row.people for row in line],
        "mode": "lines",
        "line": {"color": colour, "dash": dash, "width": 2},
        "hoverinfo": "skip",
    }
