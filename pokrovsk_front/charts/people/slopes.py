"""A slope for each city, from the official estimate to the last count of the same area."""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.people.tables import SOURCE_IDS, city_table, links
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.labels.spacing import spread
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.people import City, Count, Decline
from pokrovsk_front.model.people_text import as_of, city_label, decline_pct, people
from pokrovsk_front.model.wording import Wording

SLOPE_PX, LABEL_PX = 640, 17

LEFT_PX, RIGHT_PX = 56, 140
"""Room for the widest estimate and the widest name: a third of a phone of 320 px is left."""

LABELS_AT = 1.08

DAGGER = "†"
"""Marks a city with another area than the city itself; its line is dashed as well."""


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
        "worst": city_label(worst[0], words),
        "worst_pct": decline_pct(worst[1], words),
        "least": city_label(least[0], words),
        "least_pct": decline_pct(least[1], words),
    }
    return Figure(
        figure_id="people_slopes",
        headline=words.messages.ngettext(
            "In {most} of {count} city under a tenth of the 2022 population was left at the last "
            "count",
            "In {most} of {count} cities under a tenth of the 2022 population was left at the "
            "last count",
            len(pairs),
        ).format(most=words.number(most), count=words.number(len(pairs))),
        subtitle=words.gettext(
            "Number of people: official estimate of {day} and last count of the same area; "
            "logarithmic scale. Thick lines: cities that the article names; dashed, {dagger}: "
            "city with its hromada"
        ).format(dagger=DAGGER, day=words.day(pairs[0][1].baseline.as_of_date)),
        picture=_draw_slopes(pairs, words, scheme),
        alt=words.gettext(
            "Slopes from the official estimate to the last count of {count} cities: {worst} "
            "{worst_pct}, {least} {least_pct}."
        ).format(count=words.number(len(pairs)), **named),
        long_text=_slopes_text(cities, pairs, named, words),
        make_table=partial(city_table, cities, words),
        make_rows=partial(
            numbers.people, [row for _city, each in pairs for row in (each.baseline, each.count)]
        ),
        source_ids=SOURCE_IDS,
        as_of_date=max(decline.count.as_of_date for _city, decline in pairs),
        links=links(words),
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
        leaders.append(_leader(0, befores[at], 1 - LABELS_AT, left[at], colours))
        leaders.append(_leader(1, afters[at], LABELS_AT, right[at], colours))
        name = city.name + (DAGGER if city.main.area != "city" else "")
        pct = words.signed_percent(-decline.pct, int(round(decline.pct) == 100))
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
                "hovertemplate": "%{text}<extra></extra>",
                "text": [_hovered(name, row, words) for row in (decline.baseline, decline.count)],
            }
        )
        text = words.gettext("{name} {pct}").format(name=name, pct=pct)
        notes.append(_end(text, LABELS_AT, right[at], colour, "left"))
        notes.append(
            _end(words.number(decline.baseline.people), 1 - LABELS_AT, left[at], colour, "right")
        )
    heads = [
        _head(words.gettext("estimate"), 1 - LABELS_AT, "right", colours),
        _head(words.gettext("last count"), LABELS_AT, "left", colours),
    ]
    return go.Figure(
        data=data,
        layout={
            "template": template(scheme, words),
            "height": SLOPE_PX + 40,
            "margin": {"l": LEFT_PX, "r": RIGHT_PX, "t": 32, "b": 8},
            "hovermode": "closest",
            "xaxis": {
                "range": [1 - LABELS_AT, LABELS_AT],
                "visible": False,
                "fixedrange": True,
            },
            "yaxis": {"type": "log", "range": [low, high], "visible": False, "fixedrange": True},
            "annotations": [*heads, *notes],
            "shapes": leaders,
        },
    )


def _hovered(name: str, count: Count, words: Wording) -> str:
    return words.gettext("{name}: {people}, {day}").format(
        name=name, people=people(count, words), day=as_of(count, words)
    )


def _head(text: str, x: float, side: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """Head a column of labels: a tick would be turned where the plot is narrow."""
    note = _end(text, x, 1, colours["muted"], side)
    return note | {"yref": "paper", "yanchor": "bottom", "yshift": 6}


def _leader(
    x: float, height: float, label_x: float, label_height: float, colours: Mapping[str, str]
) -> dict[str, Any]:
    """Draw the leader from an end of a slope to its label: thin, grey, not to be read as data."""
    return {
        "type": "line",
        "x0": x,
        "x1": label_x,
        "y0": 10**height,
        "y1": 10**label_height,
        "line": {"color": colours["axis"], "width": 0.75, "dash": "dot"},
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
