"""The numbers behind a picture: every point of a chart, every hexagon of a map, as rows.

They are read from the picture itself, so that they are what is drawn and nothing else.
"""

import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.export.offline_map import OfflineMap

DECIMALS = 6
COLUMNS = ("series", "panel", "x", "y", "label")


def chart_series(picture: go.Figure) -> pd.DataFrame:
    """Give every point of a chart.

    Args:
        picture: The chart; its traces have x and y.

    Returns:
        One row a point, in the order of drawing: `series` (the name of its line or bars),
        `panel` (the axes it is drawn on, such as `x2/y2`), `x`, `y` in the unit of the axes, and
        `label`, what the pointer shows of it (such as the day of its map), or nothing.
    """
    parts = [_points(trace) for trace in picture.data]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def map_series(drawn: OfflineMap) -> pd.DataFrame:
    """Give every hexagon that a map draws.

    Args:
        drawn: The map, off its server; outlines and names of places are no part of the answer.

    Returns:
        One row a hexagon: `layer` (such as `cells` or `gained`) and `cell`, its H3 index at
        resolution 8.
    """
    rows = []
    for layer in drawn.spec["layers"]:
        data = json.loads(drawn.data[layer["rows"]]) if "rows" in layer else None
        if isinstance(data, dict) and "columns" in data:
            cells = (f"{data['head']}{cell}{data['tail']}" for cell in data["columns"]["h"])
            rows += [(layer["id"], cell) for cell in cells]
    return pd.DataFrame(rows, columns=["layer", "cell"])


def _points(trace: go.Scatter) -> pd.DataFrame:
    x, y = ([] if values is None else list(values) for values in (trace.x, trace.y))
    labels = [""] * len(x) if trace.customdata is None else [str(each) for each in trace.customdata]
    return pd.DataFrame(
        {
            "series": trace.name or "",
            "panel": f"{trace.xaxis or 'x'}/{trace.yaxis or 'y'}",
            "x": [_plain(value) for value in x],
            "y": [_plain(value) for value in y],
            "label": labels,
        },
        columns=list(COLUMNS),
    )


def _plain(value: object) -> object:
    """Write a day as a day, and a number without the noise of its last bits."""
    if isinstance(value, float | np.floating):
        return round(float(value), DECIMALS)
    if isinstance(value, np.datetime64 | pd.Timestamp):
        return pd.Timestamp(value).date().isoformat()
    return value
