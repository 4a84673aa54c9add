"""Template of every chart: type, grid and colours."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.wording import Wording

COLOURS: dict[Scheme, dict[str, str]] = {
    "light": {
        "text": "#26282c",
        "muted": "#5a5f66",
        "grid": "#e3e1da",
        "axis": "#8a8d91",
        "earlier": "#567897",
        "later": "#a04708",
        "neutral": "#5a5f66",
        "line_4": "#2a7a72",
        "line_5": "#7b4a8f",
        "line_6": "#7d6a10",
        "line_7": "#a8325e",
        "line_8": "#3f4fa3",
    },
    "dark": {
        "text": "#eceef0",
        "muted": "#b4bac1",
        "grid": "#343b43",
        "axis": "#7d858e",
        "earlier": "#86abce",
        "later": "#f2a35a",
        "neutral": "#b4bac1",
        "line_4": "#62bfb3",
        "line_5": "#c79fdb",
        "line_6": "#d2bf5a",
        "line_7": "#f08cb0",
        "line_8": "#9fadf5",
    },
}
"""Blue for the earlier window, orange for the later one; dash and hatch tell them apart as well.

The numbered ones are for lines of many places, each named at its end."""

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif"
"""In quotes: a name that ends in a digit would make a browser refuse the whole list."""


def template(scheme: Scheme, words: Wording) -> go.layout.Template:
    """Give the template of a colour scheme: no frame, light grid, text of 13 px and more.

    Args:
        scheme: Light or dark.
        words: The reader's language: it has the signs within the numbers of axes and hovers.
    """
    return _template(scheme, words.separators)


@cache
def _template(scheme: Scheme, separators: str) -> go.layout.Template:
    colours = COLOURS[scheme]
    axis = {
        "gridcolor": colours["grid"],
        "linecolor": colours["axis"],
        "tickcolor": colours["axis"],
        "tickfont": {"size": 13, "color": colours["muted"]},
        "zerolinecolor": colours["axis"],
        "zerolinewidth": 1,
        "title": {"font": {"size": 13, "color": colours["muted"]}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": colours["text"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
            "xaxis": axis | {"showgrid": False, "ticks": "outside", "automargin": True},
            "yaxis": axis | {"showline": False, "automargin": True},
            "hoverlabel": {"font": {"size": 13, "family": FONT}},
            "showlegend": False,
            "legend": {
                "orientation": "h",
                "y": 1.02,
                "yanchor": "bottom",
                "x": 0,
                "traceorder": "normal",
                # Entries are measured before the page's font is there, and cut when it is wider.
                "entrywidth": 200,
                "font": {"size": 14},
            },
            "bargap": 0.25,
            "bargroupgap": 0.08,
            "separators": separators,
        }
    )


@cache
def grid(rows: int, columns: int, gap_share: float, aside_share: float = 0.0) -> dict[str, Any]:
    """Lay out the axes of panels in rows and columns, to be merged into a layout.

    Args:
        rows: How many rows of panels.
        columns: How many panels a row has.
        gap_share: The gap between rows as a part of the plot's height.
        aside_share: The gap between columns as a part of its width.

    Returns:
        Each axis by its name in the layout, with its place; the panels share both axes.
    """
    layout = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=gap_share if rows > 1 else 0,
        horizontal_spacing=aside_share,
    ).layout.to_plotly_json()
    return {name: axis for name, axis in layout.items() if name[1:].startswith("axis")}


def hovered_area(axis: str, words: Wording, number_format: str = ",.0f") -> str:
    """Give the part of a hover text that writes the value of an axis as an area.

    Args:
        axis: `x` or `y`.
        words: The reader's language.
        number_format: How Plotly writes the number, with the separators of the template.

    >>> hovered_area("y", Wording())
    '%{y:,.0f} km²'
    """
    number = f"%{{{axis}:{number_format}}}"
    return words.gettext("{number} km²").format(number=number)


def round_ticks(low: float, high: float, steps: int) -> list[float]:
    """Give round ticks that hold a range, zero among them, one of them below what is below zero.

    Args:
        low: The lowest value, 0 or less.
        high: The highest value, above 0.
        steps: About how many of them.

    >>> round_ticks(-87, 725, 5)
    [-200.0, 0.0, 200.0, 400.0, 600.0, 800.0]
    >>> round_ticks(0, 9, 3)
    [0.0, 5.0, 10.0]
    """
    rough = (high - low) / steps
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [float(at * step) for at in range(first, last + 1)]


def arrangement(
    axes: Mapping[str, Any], *, columns: int, rows: int, gap_share: float, aside_share: float
) -> dict[str, Any]:
    """Give the places of panels in other rows and columns, for a picture of another shape.

    Args:
        axes: The axes of the layout, those of the panels in their order, by their name in it.
        columns: How many panels a row has.
        rows: How many rows of panels.
        gap_share: The gap between rows as a part of the plot's height.
        aside_share: The gap between columns as a part of its width.

    Returns:
        The domain of each axis and whether it has numbers: they stand left of the first column
        and under the last panel of each.
    """
    count = sum(name.startswith("x") for name in axes)
    height = (1 - gap_share * (rows - 1)) / rows
    width = (1 - aside_share * (columns - 1)) / columns
    placed: dict[str, Any] = {}
    for panel in range(count):
        row, column = divmod(panel, columns)
        left, top = column * (width + aside_share), 1 - row * (height + gap_share)
        number = str(panel + 1) if panel else ""
        placed[f"xaxis{number}"] = {
            "domain": [left, min(left + width, 1.0)],
            "showticklabels": panel + columns >= count,
        }
        placed[f"yaxis{number}"] = {
            "domain": [max(top - height, 0.0), top],
            "showticklabels": not column,
        }
    return placed


def left_title(text: str) -> dict[str, Any]:
    """Give an annotation that starts at the left edge of the plot, as Plotly takes it."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13},
    }


def plot(
    traces: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    scheme: Scheme,
    words: Wording,
) -> go.Figure:
    """Make a chart from traces and a layout, with the template of a colour scheme.

    Plotly checks every property of a figure it is given, which takes most of the time that a
    moved date costs. The check is left to the tests, which put every chart of every page through
    it; a property that it would refuse is drawn by no browser either.

    Args:
        traces: The traces as Plotly's JSON has them, each with its `type`.
        layout: The layout likewise, without the template.
        scheme: Light or dark.
        words: The reader's language.
    """
    return go.Figure(
        data=traces, layout={**layout, "template": template(scheme, words)}, _validate=False
    )
