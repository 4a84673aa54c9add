"""The people of one city over time: one panel an area, so that no line joins two areas.

Filled marks are counts, and a line joins them only where they are many and close together.
Hollow marks are weak sources and other counters; dashes are lists carried forward. A number
that is known only to the year is in the table alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.people_labels import Panel, labels
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import Area, Conflict, Count, Series, main_series
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    as_of,
    people,
    said_by,
    short_as_of,
    what_remains,
)
from pokrovsk_front.model.wording import Wording

FIRST_PANEL_PX, PANEL_PX, TITLE_PX, AXIS_PX = 320, 200, 30, 36
LEFT_PX = 60
"""Room for the widest tick; a title starts over the ticks."""

PANEL_NAMES: dict[Area, str] = {
    "city": N_("The city itself"),
    "hromada": N_("The hromada: city and villages around"),
    "right_bank": N_("Only the right bank of the city"),
    "not_stated": N_("An area that was not stated"),
}
AREAS_SAID: dict[Area, str] = {
    "city": N_("The city itself"),
    "hromada": N_("The hromada, which is the city with the villages and towns around it"),
    "right_bank": N_("The right bank of the city alone"),
    "not_stated": N_("An area that was not stated"),
}
"""How a sentence about an area begins."""

AREA_COLOURS: dict[Area, str] = {
    "city": "later",
    "hromada": "earlier",
    "right_bank": "later",
    "not_stated": "neutral",
}
"""The colour of an area is never its only sign: each has a panel with its name."""

ROLE_NAMES: dict[str, str] = {
    "baseline": N_("official estimate"),
    "count": N_("count"),
    "frozen": N_("carried forward, not counted anew"),
    "context": N_("beside the series"),
}
TICKS = (1, 2, 5)
TICK_PX = 62
"""A power of ten that is at least so high has three ticks."""

UNDER_PX, OVER_PX = 66, 24
"""Room in a panel for the labels under the lowest mark and over the highest."""

SMALLEST_SPAN = 0.5
"""An axis spans at least so much, as a power of ten."""

SOURCE_IDS = ("ukrstat_2022", "wartime_counts")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a chart is drawn: words, colours, the kind of axis and the days it spans."""

    words: Wording
    colours: dict[str, str]
    is_log: bool
    first: date
    last: date


def is_drawn(count: Count) -> bool:
    """Whether a number has a place on the axis of time."""
    return count.date_precision != "year"


def panels(series: Sequence[Series]) -> list[Series]:
    """Choose the areas that get a panel: the one that speaks for the place first."""
    shown = [
        each
        for each in series
        if each.counts or each.frozen or (each.area == "city" and any(map(is_drawn, each.context)))
    ]
    main = main_series(series)
    return sorted(shown, key=lambda each: each is not main)


def one_city(
    name: str,
    series: Sequence[Series],
    conflicts: Sequence[Conflict],
    *,
    is_log: bool,
    words: Wording,
    scheme: Scheme,
) -> Figure[go.Figure]:
    """Draw every dated number of people of one place.

    Args:
        name: The place, as a reader should see it.
        series: Its series, one an area.
        conflicts: What is known of numbers that do not agree; a recount is marked in the chart.
        is_log: Whether equal ratios have equal heights; a linear axis starts at zero.
        words: The reader's language.
        scheme: Light or dark.

    Returns:
        One panel an area, all with one axis of time.
    """
    rows = [row for each in series for row in _rows(each)]
    shown = panels(series)
    days = [row.as_of_date for row in rows if is_drawn(row)]
    look = _Look(words, COLOURS[scheme], is_log, min(days), max(days))
    main = main_series(series)
    return Figure(
        figure_id="people_of_city",
        headline=_headline(name, main, words),
        subtitle=_subtitle(main, is_log, words),
        picture=_draw(shown, conflicts, look, scheme),
        alt=_alt(name, main, words),
        long_text=_long_text(series, words),
        make_table=partial(count_table, rows, words),
        make_rows=partial(numbers.people, rows),
        source_ids=(),
        as_of_date=max(row.as_of_date for row in rows),
        printed_source_ids=SOURCE_IDS,
        legend=_legend(shown, look),
        links=((words.gettext("Read at"), words.gettext("Link")),),
    )


def _rows(series: Series) -> tuple[Count, ...]:
    return (*filter(None, [series.baseline]), *series.later)


def _headline(name: str, main: Series, words: Wording) -> str:
    if main.decline is not None:
        baseline, count = main.decline.baseline, main.decline.count
        text = (
            words.gettext("{name}: from {before} people to {after}, {remains}")
            if main.area == "city"
            else words.gettext(
                "{name} with its hromada: from {before} people to {after}, {remains}"
            )
        )
        return text.format(
            name=name,
            before=people(baseline, words),
            after=people(count, words),
            remains=what_remains(main.decline, words),
        )
    if main.last is None:
        return words.gettext("{name}: no count was found").format(name=name)
    return words.gettext("{name}: {people} people in {day}, of an area that was not stated").format(
        name=name, people=people(main.last, words), day=as_of(main.last, words)
    )


def _subtitle(main: Series, is_log: bool, words: Wording) -> str:
    said = []
    if main.decline is not None:
        said.append(
            words.gettext(
                "Official estimate of {before} ({office}) and last count, {day} ({who})."
            ).format(
                before=as_of(main.decline.baseline, words),
                office=main.decline.baseline.attributed_to,
                day=as_of(main.decline.count, words),
                who=main.decline.count.attributed_to,
            )
        )
    said.append(
        words.gettext("People by day; logarithmic axis: equal steps up are equal ratios")
        if is_log
        else words.gettext("People by day; the axis starts at zero")
    )
    return " ".join(said)


def _alt(name: str, main: Series, words: Wording) -> str:
    if main.last is None:
        return words.gettext("A chart of {name} without a count.").format(name=name)
    begun = main.baseline or main.counts[0]
    return words.gettext(
        "Dots of the number of people in {name} by day, {area}: {first} in {first_day}, {last} in "
        "{last_day}."
    ).format(
        name=name,
        area=words.gettext(SHORT_AREA_NAMES[main.area]),
        first=people(begun, words),
        first_day=words.month(begun.as_of_date),
        last=people(main.last, words),
        last_day=words.month(main.last.as_of_date),
    )


def _long_text(series: Sequence[Series], words: Wording) -> str:
    said = [text for each in series for text in _series_text(each, words)]
    hidden = sum(not is_drawn(row) for each in series for row in _rows(each))
    shown = panels(series)
    hidden += sum(is_drawn(row) for each in series if each not in shown for row in each.context)
    if hidden:
        said.append(
            words.messages.ngettext(
                "{count} number with too rough a date or area is in the table only.",
                "{count} numbers with too rough a date or area are in the table only.",
                hidden,
            ).format(count=words.number(hidden))
        )
    return " ".join(said)


def _series_text(series: Series, words: Wording) -> list[str]:
    """Say the ends of one series, and which of its numbers are no count."""
    name = words.gettext(AREAS_SAID[series.area])
    said = []
    if series.baseline is not None:
        said.append(
            words.gettext("{area}: {people} people by the official estimate of {day}.").format(
                area=name, people=people(series.baseline, words), day=as_of(series.baseline, words)
            )
        )
    if series.last is not None:
        text = words.messages.ngettext(
            "{count} count since, {last}.",
            "{count} counts since, the last {last}.",
            len(series.counts),
        )
        if series.baseline is None:
            text = words.messages.ngettext(
                "{area}: {count} count, {last}.",
                "{area}: {count} counts, the last {last}.",
                len(series.counts),
            )
        said.append(
            text.format(
                area=name,
                count=words.number(len(series.counts)),
                last=said_by(series.last, words),
            )
        )
    if series.frozen:
        said.append(
            words.messages.ngettext(
                "{count} later number repeats an older list and is no count.",
                "{count} later numbers repeat an older list and are no counts.",
                len(series.frozen),
            ).format(count=words.number(len(series.frozen)))
        )
    return said


def count_table(rows: Sequence[Count], words: Wording) -> pd.DataFrame:
    """Give every number with who, when, what area and where.

    Args:
        rows: The numbers, in the order of the table.
        words: The reader's language.

    Returns:
        One row a number, worded for readers.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("As of"): [short_as_of(row, words) for row in rows],
            _("People"): [people(row, words) for row in rows],
            _("Area counted"): [_(SHORT_AREA_NAMES[row.area]) for row in rows],
            _("What it is"): [_role(row, words) for row in rows],
            _("Who said it"): [row.attributed_to for row in rows],
            _("Read at"): [row.publisher for row in rows],
            _("Link"): [row.url for row in rows],
            _("Note"): [row.note for row in rows],
        }
    )


def _role(row: Count, words: Wording) -> str:
    name = words.gettext(ROLE_NAMES[row.role])
    return words.gettext("{role}; weak source").format(role=name) if row.is_weak else name


def _draw(
    shown: Sequence[Series], conflicts: Sequence[Conflict], look: _Look, scheme: Scheme
) -> go.Figure:
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
        layout["shapes"] += [_band(*each, number, look.colours) for each in recounts]
        low, high = layout[f"yaxis{number}"]["range"]
        layout["annotations"] += labels(
            series,
            _drawn(series),
            recounts,
            Panel(number, height, *span, low, high, look.is_log),
            look.colours[AREA_COLOURS[series.area]],
            words=look.words,
            colours=look.colours,
        )
        top = bottom - TITLE_PX / inner
    return go.Figure(data=data, layout=layout)


def _span(look: _Look) -> tuple[date, date]:
    """Give the ends of the axis of time: there is room beyond the first and the last mark."""
    padding = timedelta(days=max(30, (look.last - look.first).days * 6 // 100))
    return look.first - padding / 2, look.last + padding


def _drawn(series: Series) -> list[Count]:
    return [row for row in _rows(series) if is_drawn(row)]


def _scale(series: Series, height_px: int, look: _Look) -> dict[str, Any]:
    values = [
        value for row in _drawn(series) for value in (row.people, row.people_high or row.people)
    ]
    lowest, highest = min(values), max(values)
    if not look.is_log:
        return {"range": [0, highest * 1.12], "tickformat": ",", "nticks": 6}
    span = max(math.log10(highest / lowest), SMALLEST_SPAN)
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


def _title(series: Series, number: str, look: _Look) -> dict[str, Any]:
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


def estimate_line(
    series: Series, number: str, until: str, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Carry the estimate over a panel as a guide to the eye; it is no number of later days.

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


def _traces(series: Series, number: str, look: _Look) -> list[dict[str, Any]]:
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
        shown = [row for row in rows if is_drawn(row)]
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


def _marks(rows: Sequence[Count], colour: str, symbol: str, look: _Look) -> dict[str, Any]:
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
    """Find the times in which the list itself seems to have been counted anew."""
    by_id = {row.count_id: row for row in series.counts}
    found = []
    for conflict in conflicts:
        rows = [by_id[count_id] for count_id in conflict.count_ids if count_id in by_id]
        if conflict.kind == "recount" and len(rows) > 1:
            found.append((rows[0].as_of_date, rows[-1].as_of_date))
    return found


def _band(first: date, last: date, number: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """Mark a time in a panel."""
    return {
        "type": "rect",
        "x0": first.isoformat(),
        "x1": last.isoformat(),
        "y0": 0,
        "y1": 1,
        "xref": f"x{number}",
        "yref": f"y{number} domain",
        "fillcolor": colours["grid"],
        "opacity": 0.7,
        "line": {"width": 0},
        "layer": "below",
    }


def _legend(shown: Sequence[Series], look: _Look) -> str:
    """Say what each mark means; only the marks that are there."""
    _ = look.words.gettext
    rows = [row for series in shown for row in _drawn(series)]
    entries = [("●", _("count"))]
    if any(series.lines for series in shown):
        entries.append(("━", _("counts that are many and close together")))
    if any(row.role == "context" for row in rows):
        entries.append(("○", _("weak source or another counter, in no line")))
    if any(row.role == "frozen" for row in rows):
        entries.append(("◇╌╌", _("an older list carried forward, not counted anew")))
    if any(row.people_high for row in rows):
        entries.append(("⌶", _("from lowest to highest of a range")))
    for day in dict.fromkeys(as_of(row, look.words) for row in rows if row.role == "baseline"):
        entries.append(("■┈┈", _("official estimate of {day}").format(day=day)))
    items = "".join(
        f"<li><span aria-hidden='true'>{sign}</span> {text}</li>" for sign, text in entries
    )
    return (
        "<ul style='display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;list-style:none;margin:0;"
        f"padding:0;font-size:.9rem'>{items}</ul>"
    )
