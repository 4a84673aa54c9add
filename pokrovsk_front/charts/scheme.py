"""Colours of a drawn chart in the other colour scheme: each has one counterpart."""

from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts.template import COLOURS

DARK_BY_LIGHT = {colour: COLOURS["dark"][name] for name, colour in COLOURS["light"].items()}
LIGHT_BY_DARK = {dark: light for light, dark in DARK_BY_LIGHT.items()}


def in_light_colours(picture: go.Figure) -> dict[str, Any]:
    """Give the traces and the layout of a chart, drawn in either scheme, in the light colours.

    >>> dark = go.Figure({"type": "bar", "y": [1], "marker": {"color": COLOURS["dark"]["later"]}})
    >>> in_light_colours(dark)["data"][0]["marker"]["color"] == COLOURS["light"]["later"]
    True
    """
    recoloured: dict[str, Any] = _light(picture.to_dict())
    return recoloured


def _light(value: Any) -> Any:  # noqa: ANN401 (what Plotly's JSON holds)
    match value:
        case dict():
            return {key: _light(each) for key, each in value.items()}
        case list() | tuple():
            return [_light(each) for each in value]
        case str() if "#" in value:
            # A text of a chart may colour a part of itself.
            for dark, light in LIGHT_BY_DARK.items():
                value = value.replace(dark, light)
    return value
