"""One look for every chart: type, grid, colours and the export button."""

from functools import cache

import plotly.graph_objects as go

from pokrovsk_front.model.figure import Scheme

COLOURS: dict[Scheme, dict[str, str]] = {
    "light": {
        "text": "#26282c",
        "muted": "#5a5f66",
        "grid": "#e3e1da",
        "axis": "#8a8d91",
        "earlier": "#567897",
        "later": "#a04708",
        "neutral": "#5a5f66",
    },
    "dark": {
        "text": "#eceef0",
        "muted": "#b4bac1",
        "grid": "#343b43",
        "axis": "#7d858e",
        "earlier": "#86abce",
        "later": "#f2a35a",
        "neutral": "#b4bac1",
    },
}
"""Blue for the earlier window, orange for the later one; dash and hatch tell them apart as well."""

FONT = "Source Sans, Source Sans 3, Source Sans Pro, Helvetica, Arial, sans-serif"


@cache
def template(scheme: Scheme) -> go.layout.Template:
    """Give the template of a colour scheme: no frame, light grid, text of 13 px and more."""
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
                "entrywidth": 165,
                "font": {"size": 14},
            },
            "bargap": 0.25,
            "bargroupgap": 0.08,
        }
    )
