"""The panels of the chart of one city: axes, marks, lines and legend, one panel an area."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts.people.city_labels import Panel, labels
from pokrovsk_front.charts.people.tables import ROLE_NAMES
from pokrovsk_front.charts.template import template
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import Area, Conflict, Count, Series, main_series
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    as_of,
    said_by,
)
from pokrovsk_front.model.wording import Wording

FIRST_PANEL_PX, PANEL_PX, TITLE_PX, AXIS_PX = 320, 200, 30, 36

LEFT_PX = 60
"""Width of the widest tick; titles start above the ticks."""

PANEL_NAMES: dict[Area, str] = {
    "city": N_("The city itself"),
    "hromada": N_("The hromada: city and villages around"),
    "right_bank": N_("Only the right bank of the city"),
    "not_stated": N_("An area that was not stated"),
}

AREA_COLOURS: dict[Area, str] = {
    "city": "later",
    "hromada": "earlier",
    "right_bank": "later",
    "not_stated": "neutral",
}
"""The colour of an area is never its only sign: each has a panel with its name."""

KEY = {
    "○": ("○", N_("weak source or another counter")),
    "◇╌╌": ("◇", N_("older list carried forward")),
}
"""Signs of the finished picture, as its fonts have them: what is named nowhere in it."""

TICKS = (1, 2, 5)

TICK_PX = 62
"""Height from which a power of ten has three ticks."""

UNDER_PX, OVER_PX = 66, 24
"""Room in a panel for the labels under the lowest mark and over the highest."""

MIN_SPAN = 0.5
"""Smallest span of an axis, in powers of ten."""


@dataclass(frozen=True, slots=True)
class Look:
    """Style of the chart: language, colours, scale and range of days."""

    words: Wording
    colours: dict[str, str]
    is_log: bool
    first: date
    last: date


def panels(series: Sequence[Series]) -> list[Series]:
    """Choose the areas that have a panel, the main one first."""
    shown = [
        each
        for each in series
        if each.counts
        or each.frozen
        or (each.area == "city" and any(row.is_dated for row in each.context))
    ]
    main = main_series(series)
    return sorted(shown, key=lambda each: each is not main)


def draw_panels(
    shown: Sequence[Series], conflicts: Sequence[Conflict], look: Look, scheme: Scheme
) -> go.Figure:
    """Draw a panel for each area, one below the other, on one axis of time.

    Args:
        shown: The areas that have a panel, as `panels` chooses them.
        conflicts: What is known of numbers that do not agree; a recount is marked.
        look: How the chart is drawn.
        scheme: Light or dark.
    """
    heights = [FIRST_PANEL_PX, *[PANEL_PX] * (len(shown) - 1)]
    inner = sum(heights) + TITLE_PX * (len(shown) - 1)
    span = _span(look)
    layout: dict[str, Any] = {
        "template": template(scheme, look.words),
        "height": inner + TITLE_PX + AXIS_PX,
        "margin": {"t": TITLE_PX, "b": AXIS_PX, "l": LEFT_PX, "r": 12},
        "annotations": [],
        "shapes": [],
        "hovermode": "closest",
    }
    data: list[dict[str, Any]] = []
    top = 1.0
    for position, (series, height) in enumerate(zip(shown, heights, strict=True)):
        number = "" if not position else str(position + 1)
        bottom = top - height / inner
        layout[f"xaxis{number}"] = {
            "anchor": f"y{number}",
            "range": [day.isoformat() for day in span],
            "type": "date",
            "dtick": "M12",
            "tickformat": "%Y",
            "ticklabelposition": "outside right",
            "showticklabels": position == len(shown) - 1,
            "ticks": "outside" if position == len(shown) - 1 else "",
            **({"matches": "x"} if position else {}),
        }
        layout[f"yaxis{number}"] = {
            "anchor": f"x{number}",
            "domain": [max(0.0, bottom), top],
            "automargin": False,
            **_scale(series, height, look),
        }
        layout["annotations"].append(_title(series, number, look))
        data += _traces(series, number, look)
        layout["shapes"] += estimate_line(series, number, span[1].isoformat(), look.colours)
        recounts = _recounts(series, conflicts)
        low, high = layout[f"yaxis{number}"]["range"]
        panel = Panel(number, height, *span, low, high, look.is_log)
        layout["shapes"] += [_band(each, series, panel, look.colours) for each in recounts]
        layout["annotations"] += labels(
            series,
            series.dated,
            recounts,
            panel,
            look.colours[AREA_COLOURS[series.area]],
            words=look.words,
            colours=look.colours,
        )
        top = bottom - TITLE_PX / inner
    return go.Figure(data=data, layout=layout)


def _span(look: Look) -> tuple[date, date]:
    """Give the range of the axis of time, with padding around the first and the last mark."""
    padding = timedelta(days=max(30, (look.last - look.first).days * 6 // 100))
    return look.first - padding / 2, look.last + padding


def _scale(series: Series, height_px: int, look: Look) -> dict[str, Any]:
    values = [
        value for row in series.dated for value in (row.people, row.people_high or row.people)
    ]
    lowest, highest = min(values), max(values)
    if not look.is_log:
        return {"range": [0, highest * 1.12], "tickformat": ",", "nticks": 6}
    span = max(math.log10(highest / lowest), MIN_SPAN)
    per_px = span / (height_px - UNDER_PX - OVER_PX)
    low, high = math.log10(lowest) - UNDER_PX * per_px, math.log10(lowest) + span + OVER_PX * per_px
    powers = range(math.floor(low), math.ceil(high) + 1)
    steps = TICKS if height_px / (high - low) >= TICK_PX else (1,)
    ticks = [step * 10**power for power in powers for step in steps]
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": [look.words.number(tick) for tick in ticks],
    }


def _title(series: Series, number: str, look: Look) -> dict[str, Any]:
    return {
        "text": f"<b>{look.words.gettext(PANEL_NAMES[series.area])}</b>",
        "font": {"size": 14, "color": look.colours["text"]},
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": f"y{number} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "xshift": 8 - LEFT_PX,
        "yshift": 4,
        "showarrow": False,
    }


def _traces(series: Series, number: str, look: Look) -> list[dict[str, Any]]:
    colour = look.colours[AREA_COLOURS[series.area]]
    axes = {"type": "scatter", "xaxis": f"x{number}", "yaxis": f"y{number}"}
    area = look.words.gettext(SHORT_AREA_NAMES[series.area])
    traces: list[dict[str, Any]] = []
    joined = [(line, "solid", 2.5) for line in series.lines]
    joined += [(series.carried, "dash", 2.0)] if series.carried else []
    for line, dash, width in joined:
        name = look.words.gettext("{area}, joined").format(area=area)
        traces.append(axes | _joined(line, name, colour, dash, width))
    groups = (
        ((series.baseline,) if series.baseline else (), "square", look.colours["muted"]),
        (series.counts, "circle", colour),
        (series.frozen, "diamond-open", colour),
        (series.context, "circle-open", colour),
    )
    for rows, symbol, shade in groups:
        shown = [row for row in rows if row.is_dated]
        if shown:
            role = look.words.gettext(ROLE_NAMES[shown[0].role])
            traces.append(axes | {"name": f"{area}, {role}"} | _marks(shown, shade, symbol, look))
    return traces


def _joined(
    line: Sequence[Count], name: str, colour: str, dash: str, width: float
) -> dict[str, Any]:
    return {
        "x": [row.as_of_date.isoformat() for row in line],
        "y": [row.people for row in line],
        "mode": "lines",
        "line": {"color": colour, "dash": dash, "width": width},
        "hoverinfo": "skip",
        "name": name,
        "meta": ["carried" if dash == "dash" else "line", line[0].area],
    }


def _marks(rows: Sequence[Count], colour: str, symbol: str, look: Look) -> dict[str, Any]:
    highs = [(row.people_high or row.people) - row.people for row in rows]
    bar = (
        {"error_y": {"array": highs, "arrayminus": [0] * len(rows), "color": colour, "width": 3}}
        if any(highs)
        else {}
    )
    return {
        "x": [row.as_of_date.isoformat() for row in rows],
        "y": [row.people for row in rows],
        "mode": "markers",
        "marker": {
            "color": colour,
            "symbol": symbol,
            "size": 8,
            "line": {"width": 2 if symbol.endswith("open") else 0, "color": colour},
        },
        "customdata": [said_by(row, look.words) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": [rows[0].role, rows[0].area],
        **bar,
    }


def _recounts(series: Series, conflicts: Sequence[Conflict]) -> list[tuple[date, date]]:
    """Give first and last day of each probable recount."""
    by_id = {row.count_id: row for row in series.counts}
    found = []
    for conflict in conflicts:
        rows = [by_id[count_id] for count_id in conflict.count_ids if count_id in by_id]
        if conflict.kind == "recount" and len(rows) > 1:
            found.append((rows[0].as_of_date, rows[-1].as_of_date))
    return found


def _band(
    period: tuple[date, date], series: Series, panel: Panel, colours: Mapping[str, str]
) -> dict[str, Any]:
    """Shade a period of a panel, up to the guide of the estimate, whose label stands over it."""
    guide = series.baseline and panel.up_px(series.baseline.people) / panel.height_px
    return {
        "type": "rect",
        "x0": period[0].isoformat(),
        "x1": period[1].isoformat(),
        "y0": 0,
        "y1": guide or 1,
        "xref": f"x{panel.number}",
        "yref": f"y{panel.number} domain",
        "fillcolor": colours["grid"],
        "opacity": 0.7,
        "line": {"width": 0},
        "layer": "below",
    }


def marks(shown: Sequence[Series], look: Look) -> list[tuple[str, str]]:
    """List the marks that are drawn, each as a sign with what it means."""
    _ = look.words.gettext
    rows = [row for series in shown for row in series.dated]
    found = [("●", _("count"))]
    if any(series.lines for series in shown):
        found.append(("━", _("counts that are many and close together")))
    if any(row.role == "context" for row in rows):
        found.append(("○", _("weak source or another counter, not in the line")))
    if any(row.role == "frozen" for row in rows):
        found.append(("◇╌╌", _("an older list carried forward, not a new count")))
    if any(row.people_high for row in rows):
        found.append(("⌶", _("from lowest to highest of a range")))
    for day in dict.fromkeys(as_of(row, look.words) for row in rows if row.role == "baseline"):
        found.append(("■┈┈", _("official estimate of {day}").format(day=day)))
    return found


def legend(listed: Sequence[tuple[str, str]]) -> str:
    """Write the legend of marks as HTML."""
    items = "".join(
        f"<li><span aria-hidden='true'>{sign}</span> {text}</li>" for sign, text in listed
    )
    return (
        "<ul style='display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;list-style:none;margin:0;"
        f"padding:0;font-size:.9rem'>{items}</ul>"
    )


def key(listed: Sequence[tuple[str, str]], words: Wording) -> tuple[str, ...]:
    """Write what of the legend the finished picture does not say in itself."""
    found = [KEY[sign] for sign, _text in listed if sign in KEY]
    return tuple(f"{sign}\N{NO-BREAK SPACE}{words.gettext(text)}" for sign, text in found)


def estimate_line(
    series: Series, number: str, until: str, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw the official estimate as a dotted guide over a panel; it is not a later count.

    Args:
        series: One area of a place.
        number: The number of the panel, empty for the first.
        until: Day on which the guide ends.
        colours: The colours of the scheme.

    Returns:
        A shape, so that it is not among the numbers of the chart; none without an estimate.
    """
    if series.baseline is None:
        return []
    return [
        {
            "type": "line",
            "x0": series.baseline.as_of_date.isoformat(),
            "x1": until,
            "y0": series.baseline.people,
            "y1": series.baseline.people,
            "xref": f"x{number}",
            "yref": f"y{number}",
            "line": {"color": colours["muted"], "dash": "dot", "width": 1.5},
            "layer": "below",
        }
    ]
