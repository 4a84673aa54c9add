"""Layer of areas with a fill each, such as hromadas by share; the map tells of each what it is."""

from collections.abc import Mapping, Sequence

import pydeck as pdk

from pokrovsk_front.maps.palette import Colour

LINE_PX = 0.8


def areas_layer(
    url: str,
    *,
    named_by: str,
    fills: Mapping[str, Colour],
    told: Mapping[str, Sequence[str]],
    line: Colour,
) -> pdk.Layer:
    """Draw areas, each with its own fill and all with one edge.

    Args:
        url: Relative URL of their outlines.
        named_by: The property of an outline that names its area.
        fills: Colour by the name of an area; one that has none is not filled.
        told: What the card says of an area, by its name: its title, then sentences.
        line: Colour of the edges.
    """
    layer = pdk.Layer(
        "GeoJsonLayer",
        url,
        id="areas",
        stroked=True,
        get_fill_color=[0, 0, 0, 0],
        get_line_color=list(line),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=LINE_PX,
    )
    # Set on the layer: as arguments pydeck would take their texts for expressions.
    layer.named_by = named_by
    layer.fills = {name: list(colour) for name, colour in sorted(fills.items())}
    layer.told = {name: list(lines) for name, lines in sorted(told.items())}
    return layer
