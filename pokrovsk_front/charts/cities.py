"""All cities at once: small charts on one scale, and a slope from the estimate to the last count.

Each city speaks by one area, the city itself where there are counts of it; the area stands in
its name where it is another. A slope is drawn only where estimate and count are of one area.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.people import SOURCE_IDS, count_table, estimate_line, is_drawn
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.people import LINE_COUNTS, City, Count, Decline
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    decline_pct,
    one_in,
    people,
    short_as_of,
)
from pokrovsk_front.model.wording import Wording

COLUMNS = 2
"""Two panels side by side are still read on a telephone."""

PANEL_PX, TITLE_PX, AXIS_PX = 96, 46, 30
GAP_SHARE = 0.06
SLOPE_PX, LABEL_PX = 640, 17
LABELS_AT = 1.08
DAGGER = "†"
"""Marks a city that speaks by another area; its line is dashed as well."""


def _label(city: City, words: Wording) -> str:
    """Name a city, with its area where that is not the city itself."""
    if city.main.area == "city":
        return city.name
    area = words.gettext(SHORT_AREA_NAMES[city.main.area])
    return words.gettext("{name} ({area})").format(name=city.name, area=area)


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
            "In {count} of {all} city the counts are too few for a line: they stay dots",
            "In {count} of {all} cities the counts are too few for a line: they stay dots",
            len(cities),
        ).format(count=words.number(few), all=words.number(len(cities))),
        subtitle=words.gettext(
            "People by day of the count, one panel a city, all on one logarithmic scale; dotted: "
            "the official estimate"
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
        make_table=partial(_table, cities, words),
        make_rows=partial(_counts_drawn, cities),
        source_ids=(),
        as_of_date=_latest(cities),
        printed_source_ids=SOURCE_IDS,
        links=_links(words),
    )


def _counts_drawn(cities: Sequence[City]) -> pd.DataFrame:
    """Give the numbers of people of the area that speaks for each city."""
    series = [city.main for city in cities]
    return numbers.people(
        [row for each in series for row in (*filter(None, [each.baseline]), *each.later)]
    )


def _links(words: Wording) -> tuple[tuple[str, str], ...]:
    return ((words.gettext("Who counted"), words.gettext("Link")),)


def _latest(cities: Sequence[City]) -> date:
    return max(row.as_of_date for city in cities for row in city.main.later)


def _panels_text(cities: Sequence[City], words: Wording) -> str:
    most = max(cities, key=lambda city: len(city.main.counts))
    frozen = [city.name for city in cities if city.main.frozen]
    said = words.gettext(
        "The most counts are of {name}: {count}. Filled dots are counts, hollow ones weak sources, "
        "other counters and lists carried forward ({frozen}); a line joins at least {fewest} "
        "counts that are close together."
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
    shown = [
        row
        for city in cities
        for row in (*filter(None, [city.main.baseline]), *city.main.later)
        if is_drawn(row)
    ]
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
    return go.Figure(data=data, layout=layout)


def _panel_title(city: City, number: str, words: Wording) -> dict[str, Any]:
    series, name = city.main, _label(city, words)
    said = words.gettext(SHORT_AREA_NAMES[series.area])
    if series.decline is not None:
        said = words.gettext("{before} → {after}").format(
            before=words.number(series.decline.baseline.people),
            after=_short_people(series.decline.count, words),
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
    hollow = [row for row in (*series.frozen, *series.context) if is_drawn(row)]
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


def _table(cities: Sequence[City], words: Wording) -> pd.DataFrame:
    """Give each city's estimate and last count with what remains."""
    _ = words.gettext
    rows = []
    for city in cities:
        baseline, last, decline = city.main.baseline, city.main.last, city.main.decline
        rows.append(
            {
                _("City"): city.name,
                _("Area counted"): _(SHORT_AREA_NAMES[city.main.area]),
                _("Official estimate, 2022"): people(baseline, words) if baseline else "–",
                _("Last count"): people(last, words) if last else "–",
                _("As of"): short_as_of(last, words) if last else "–",
                _("Who counted"): last.attributed_to if last else "–",
                _("Change"): decline_pct(decline, words) if decline else _("no percentage"),
                _("That is"): one_in(decline, words) if decline else "–",
                _("Counts"): words.number(len(city.main.counts)),
                _("Link"): last.url if last else "",
            }
        )
    return pd.DataFrame(rows)


def slopes(cities: Sequence[City], *, words: Wording, scheme: Scheme) -> Figure[go.Figure]:
    """Draw a line from the official estimate to the last count of every city that has both.

    Args:
        cities: The cities; those without a percentage are named in the text.
        words: The reader's language.
        scheme: Light or dark.

    Returns:
        Slopes on a logarithmic scale: the steeper, the larger the part that is gone. They say
        nothing of the time between, which differs from city to city.
    """
    drawn = [(city, city.main.decline) for city in cities]
    pairs = [(city, decline) for city, decline in drawn if decline is not None]
    worst = max(pairs, key=lambda pair: pair[1].pct)
    least = min(pairs, key=lambda pair: pair[1].pct)
    most = sum(decline.pct >= 90 for _city, decline in pairs)
    named = {
        "worst": _label(worst[0], words),
        "worst_pct": decline_pct(worst[1], words),
        "least": _label(least[0], words),
        "least_pct": decline_pct(least[1], words),
    }
    return Figure(
        figure_id="people_slopes",
        headline=words.messages.ngettext(
            "By their last count, {most} of {count} city had less than a tenth of their people",
            "By their last count, {most} of {count} cities had less than a tenth of their people",
            len(pairs),
        ).format(most=words.number(most), count=words.number(len(pairs))),
        subtitle=words.gettext(
            "People by the official estimate of {day} and by the last count of the same area; "
            "logarithmic scale. Thick: cities that the article names; dashed, {dagger}: with the "
            "hromada"
        ).format(dagger=DAGGER, day=words.day(pairs[0][1].baseline.as_of_date)),
        picture=_draw_slopes(pairs, words, scheme),
        alt=words.gettext(
            "Slopes from the official estimate to the last count of {count} cities: {worst} "
            "{worst_pct}, {least} {least_pct}."
        ).format(count=words.number(len(pairs)), **named),
        long_text=_slopes_text(cities, pairs, named, words),
        make_table=partial(_table, cities, words),
        make_rows=partial(
            numbers.people, [row for _city, each in pairs for row in (each.baseline, each.count)]
        ),
        source_ids=SOURCE_IDS,
        as_of_date=max(decline.count.as_of_date for _city, decline in pairs),
        links=_links(words),
    )


def _slopes_text(
    cities: Sequence[City],
    pairs: Sequence[tuple[City, Decline]],
    named: Mapping[str, str],
    words: Wording,
) -> str:
    shown = {city.name for city, _decline in pairs}
    missing = [city.name for city in cities if city.name not in shown]
    days = [decline.count.as_of_date for _city, decline in pairs]
    said = [
        words.gettext(
            "The last counts are of different days, from {first} to {last}. The largest decline is "
            "that of {worst} ({worst_pct}), the smallest that of {least} ({least_pct})."
        ).format(first=words.month(min(days)), last=words.month(max(days)), **named)
    ]
    if missing:
        said.append(
            words.gettext(
                "Without a line: {names}, whose counts are of an area that was not stated."
            ).format(names=", ".join(missing))
        )
    return " ".join(said)


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move labels apart until none is nearer to the next than `gap`, and as little as needed.

    Args:
        heights: Where each label wants to stand.
        gap: Smallest distance between two of them.

    Returns:
        Where they stand, in the order of `heights`; their order from low to high is kept.

    >>> spread([1.0, 1.0, 5.0], 1.0)
    [0.5, 1.5, 5.0]
    """
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    # Each block is held together: its members, and the mean of where they would start it.
    blocks: list[tuple[list[int], float]] = []
    for at in order:
        members, start = [at], heights[at]
        while blocks and blocks[-1][1] + len(blocks[-1][0]) * gap > start:
            before, before_start = blocks.pop()
            shifted = start - len(before) * gap
            count = len(before) + len(members)
            start = (before_start * len(before) + shifted * len(members)) / count
            members = before + members
        blocks.append((members, start))
    placed = [0.0] * len(heights)
    for members, start in blocks:
        for position, at in enumerate(members):
            placed[at] = start + position * gap
    return placed


def _short_people(count: Count, words: Wording) -> str:
    """Write a number with its bound or range as shortly as a label has to."""
    number = words.number(count.people)
    if count.people_high:
        return f"{number}–{words.number(count.people_high)}"
    return number + {"more_than": "+", "less_than": "−"}.get(count.qualifier, "")


def _draw_slopes(
    pairs: Sequence[tuple[City, Decline]], words: Wording, scheme: Scheme
) -> go.Figure:
    colours = COLOURS[scheme]
    befores = [math.log10(decline.baseline.people) for _city, decline in pairs]
    afters = [math.log10(decline.count.people) for _city, decline in pairs]
    low, high = min(afters) - 0.1, max(befores) + 0.1
    gap = LABEL_PX * (high - low) / SLOPE_PX
    left, right = spread(befores, gap), spread(afters, gap)
    low, high = min(low, *right) - gap, max(high, *left) + gap
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    leaders: list[dict[str, Any]] = []
    for at, (city, decline) in enumerate(pairs):
        colour = colours["later" if city.is_in_article else "earlier"]
        ends = [decline.baseline.people, decline.count.people]
        line = {"color": colour, "width": 2.5 if city.is_in_article else 1.5}
        leaders.append(_leader(0, befores[at], 1 - LABELS_AT, left[at], line))
        leaders.append(_leader(1, afters[at], LABELS_AT, right[at], line))
        text = words.gettext("{name} {count} {pct}").format(
            name=city.name + (DAGGER if city.main.area != "city" else ""),
            count=_short_people(decline.count, words),
            pct=words.signed_percent(-decline.pct, int(round(decline.pct) == 100)),
        )
        data.append(
            {
                "type": "scatter",
                "x": [0, 1],
                "y": ends,
                "mode": "lines+markers",
                "line": line | {"dash": "solid" if city.main.area == "city" else "dash"},
                "marker": {"size": 7, "symbol": "circle"},
                "name": city.main.place_id,
                "meta": city.main.area,
                "hoverinfo": "skip",
            }
        )
        notes.append(_end(text, LABELS_AT, right[at], colour, "left"))
        notes.append(
            _end(words.number(decline.baseline.people), 1 - LABELS_AT, left[at], colour, "right")
        )
    return go.Figure(
        data=data,
        layout={
            "template": template(scheme, words),
            "height": SLOPE_PX + 40,
            "margin": {"l": 56, "r": 188, "t": 32, "b": 8},
            "xaxis": {
                "range": [1 - LABELS_AT, LABELS_AT],
                "tickvals": [0, 1],
                "ticktext": [words.gettext("estimate"), words.gettext("last count")],
                "side": "top",
                "ticks": "",
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"type": "log", "range": [low, high], "visible": False, "fixedrange": True},
            "annotations": notes,
            "shapes": leaders,
        },
    )


def _leader(
    x: float, height: float, label_x: float, label_height: float, line: dict[str, Any]
) -> dict[str, Any]:
    """Lead from an end of a slope to its label; a shape, for it is no number of people."""
    return {
        "type": "line",
        "x0": x,
        "x1": label_x,
        "y0": 10**height,
        "y1": 10**label_height,
        "line": line,
    }


def _end(text: str, x: float, height: float, colour: str, side: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": height,
        "xanchor": side,
        "align": side,
        "yanchor": "middle",
        "xshift": 4 if side == "left" else -4,
        "showarrow": False,
        "font": {"size": 13, "color": colour},
    }


def every_number(cities: Sequence[City], words: Wording) -> pd.DataFrame:
    """Give every number of every city, as `count_table` does, with its city first."""
    rows = [
        (city.name, row)
        for city in cities
        for series in city.series
        for row in (*filter(None, [series.baseline]), *series.later)
    ]
    listed = count_table([row for _name, row in rows], words)
    listed.insert(0, words.gettext("City"), [name for name, _row in rows])
    return listed
