"""Net gain of the months that compare with a period, those of the period marked."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.history.every_month import month_table
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

HEIGHT_PX = 200
NAME_PX, LINE_PX = 28, 17
"""Height over the bars for a name, and for each further line of it."""
FAINT = 0.45


def marked_months(
    months: pd.DataFrame,
    window: Window,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the net gain of each month as a bar, without redrawn outlines; a period stands out.

    Args:
        months: The months that compare, as `model.gains.monthly_gains` has them, at least one.
        window: The period; months that it has no day of are faint.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.
    """
    _, colours = words.gettext, COLOURS[scheme]
    starts = months["month"]
    net_km2 = months["net_km2"] - months["redrawn_km2"]
    ends = starts + pd.offsets.MonthEnd(0)
    is_marked = (starts <= pd.Timestamp(window.last_day)) & (ends >= pd.Timestamp(window.first_day))
    is_gain = net_km2 >= 0
    says = [
        _says(month.date(), km2, redrawn_km2, words)
        for month, km2, redrawn_km2 in zip(starts, net_km2, months["redrawn_km2"], strict=True)
    ]
    names = [
        _name(month.date(), text, _place(months, month.date()), colours)
        for month, text, is_named in zip(starts, says, is_marked, strict=True)
        if is_named and is_marked.sum() == 1
    ]
    name_lines = max((name["text"].count("<br>") for name in names), default=0)
    bars = {
        "type": "bar",
        "x": [month.date().isoformat() for month in starts],
        "y": net_km2.tolist(),
        "marker": {
            "color": [colours["later"] if gained else colours["earlier"] for gained in is_gain],
            "opacity": [1 if each else FAINT for each in is_marked],
            "line": {"color": colours["text"], "width": [2 if each else 0 for each in is_marked]},
            "pattern": {
                "shape": ["" if gained else "/" for gained in is_gain],
                "fgcolor": colours["earlier"],
                "fillmode": "replace",
                "size": 5,
            },
        },
        "customdata": says,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    januaries = [month.date() for month in starts if month.month == 1]
    layout = {
        "height": HEIGHT_PX,
        "margin": {"l": 8, "r": 8, "t": NAME_PX + LINE_PX * name_lines, "b": 8},
        "annotations": names,
        "xaxis": {
            "tickvals": [day.isoformat() for day in januaries],
            "ticktext": [str(day.year) for day in januaries],
        },
        "yaxis": {"title": {"text": _("km²")}, "tickformat": ","},
    }
    picture = plot([bars], layout, scheme, words)
    first, last = starts.iloc[0].date(), starts.iloc[-1].date()
    by_size = months.assign(net_km2=net_km2).sort_values("net_km2", kind="stable")
    smallest, largest = (day.date() for day in by_size["month"].iloc[[0, -1]])
    return Figure(
        figure_id="marked_months",
        headline=_("{span} among the other months").format(span=words.span(window)),
        subtitle=_(
            "Net gain of each month from {first} to {last}, km², without redrawn outlines; the "
            "months of the brief are outlined; hatched, below zero: more was regained than lost"
        ).format(first=words.month(first), last=words.month(last)),
        picture=picture,
        alt=_("Bars of net gain by month from {first} to {last}; {span} stands out.").format(
            first=words.month(first), last=words.month(last), span=words.span(window)
        ),
        long_text=_(
            "Of {count} months, {largest} had the largest net gain ({most}) and {smallest} the "
            "smallest ({least}), without redrawn outlines."
        ).format(
            count=words.number(len(months)),
            largest=words.full_month(largest),
            most=words.signed_area(float(net_km2.max())),
            smallest=words.full_month(smallest),
            least=words.signed_area(float(net_km2.min())),
        ),
        make_table=partial(month_table, months, words),
        make_rows=partial(numbers.every_month, months),
        source_ids=source_ids,
        as_of_date=months["closing_as_of_date"].max().date(),
    )


def _place(months: pd.DataFrame, month: date) -> float:
    """Give where a month stands in the chart, from 0 at its left to 1."""
    at = (months["month"] == pd.Timestamp(month)).to_numpy().argmax()
    return float(at) / max(len(months) - 1, 1)


def _says(month: date, km2: float, redrawn_km2: float, words: Wording) -> str:
    """Write a month and its net gain; where an outline was redrawn, that it is left out."""
    if not redrawn_km2:
        return f"{words.month(month)}: {words.signed_area(km2)}"
    return words.gettext("{month}: {area}<br>without redrawn outlines").format(
        month=words.month(month), area=words.signed_area(km2)
    )


def _name(month: date, text: str, place: float, colours: Mapping[str, str]) -> dict[str, Any]:
    """Name a month over its bar, within the chart."""
    anchors = {place < 1 / 4: "left", place > 3 / 4: "right"}
    return {
        "x": month.isoformat(),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": anchors.get(True, "center"),
        "text": f"<b>{text}</b>",
        "showarrow": False,
        "font": {"color": colours["text"], "size": 13},
    }
