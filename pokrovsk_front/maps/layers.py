"""Layers of the map, one function each, with stable ids.

Occupied land comes by URL from `static/` and is never pickable: a click would send the whole
outline back. What a reader may learn from the map is also in the list beside it, so no layer
holds anything that only a tooltip would show. Properties at deck.gl's defaults are omitted:
a change of day sends every layer again.
"""

from collections.abc import Sequence

import pydeck as pdk

from pokrovsk_front.maps.focus import RING_KM, Focus
from pokrovsk_front.maps.palette import Colour, Palette, Ramp
from pokrovsk_front.model.cells import FOREVER

FilterRange = list[list[int]]

OPEN_END = FOREVER + 1
"""Beyond every day number, so that a filter bound by it excludes nothing."""

APART = 0.85
"""How large a hexagon is drawn that stands apart from its neighbours, times its own size.

It tells a layer without colour (docs/decisions/0009-cells-set-apart.md).
"""

APART_FROM_ZOOM = 8.5
"""Zoom from which the gaps between hexagons set apart are as wide as a pixel.

Farther out they would be noise, and the engine draws dots on one grid instead, as `maps.picture`
does.
"""

DOT = 0.4
"""How large a hexagon is drawn that is a dot on another one, times its own size."""

GREY_ZONE, GREY_ZONE_EARLIER = "grey-zone", "grey-zone-earlier"
"""Ids of the layers of the grey zone, where it is known: of the day, and of the earlier of two."""

LABEL_FONT = "Arial, sans-serif"

HATCH = {"type": "hatch", "strokeWidth": 1, "gap": 5, "angle": 45}


def always_occupied_layer(url: str, *, fill: Colour) -> pdk.Layer:
    """Draw land occupied since 2022 on every day that the map can show.

    Args:
        url: Relative URL of the dissolved outline.
        fill: Its colour.
    """
    return pdk.Layer(
        "GeoJsonLayer",
        url,
        id="always-occupied",
        stroked=False,
        get_fill_color=list(fill),
    )


def before_2022_layer(url: str, *, palette: Palette, fill: Colour) -> pdk.Layer:
    """Draw land occupied before 2022 (Crimea, part of the Donbas), hatched, with a dashed edge.

    Args:
        url: Relative URL of the dissolved outline and, as a line of its own, its edge.
        palette: Colours of the scheme, for hatch and edge.
        fill: Its colour under the hatch.
    """
    return pdk.Layer(
        "GeoJsonLayer",
        url,
        id="before-2022",
        stroked=False,
        get_fill_color=list(palette.before_2022_hatch),
        get_fill_pattern=pdk.types.String("hatch"),
        get_fill_pattern_background_color=list(fill),
        fill_pattern_mapping={"hatch": HATCH},
        fill_pattern_size_units=pdk.types.String("pixels"),
        get_line_color=list(palette.before_2022_outline),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1.2,
        get_dash_array=[5, 3],
        extensions=[
            {"@@type": "FillStyleExtension", "proceduralPattern": True},
            # Measured along the whole line: its single stretches may be shorter than a dash.
            {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True},
        ],
    )


def occupied_on(day_number: int) -> FilterRange:
    """Give the filter that keeps the intervals which cover a day.

    Rows of cells are intervals of control: `f`, the first day occupied, and `t`, the first day
    no longer occupied, as day numbers.

    Args:
        day_number: The day, counted by `model.cells.day_number`.

    Returns:
        Bounds of f and t, each included.
    """
    return [[-OPEN_END, day_number], [day_number + 1, OPEN_END]]


def _hexagons(
    data: str | list[dict[str, str]],
    *,
    layer_id: str,
    fill: Colour | str,
    follows: Sequence[str] = (),
    **more: object,
) -> pdk.Layer:
    """Draw flat hexagons without edges, which cost many times the fill, in their exact shape.

    Args:
        data: Rows with `h`, the cell, or their relative URL.
        layer_id: The layer's own id.
        fill: Their colour, or an expression of a row that gives it.
        follows: What of the moment shown the rows' stretches of days are held against: `day`,
            `from` (the earlier of two days) or both.
        more: Other properties of the layer.
    """
    layer = pdk.Layer(
        "H3HexagonLayer",
        data,
        id=layer_id,
        stroked=False,
        extruded=False,
        high_precision=True,
        get_hexagon="h",
        get_fill_color=fill if isinstance(fill, str) else list(fill),
        **more,
    )
    if follows:
        # Set on the layer: as an argument pydeck takes a list of words for an expression.
        layer.follows = list(follows)
    return layer


def cells_layer(
    url: str, *, day_number: int, fill: Colour | str, layer_id: str = "cells"
) -> pdk.Layer:
    """Draw the hexagons occupied on a day, out of all that ever changed hands.

    The file is loaded once; the day only moves the filter in the browser.

    Args:
        url: Relative URL of rows `{"h": cell, "f": ..., "t": ..., "p": ...}`.
        day_number: The day, counted by `model.cells.day_number`.
        fill: Their colour, or an expression of a row that gives it.
        layer_id: The layer's own id.
    """
    return _hexagons(
        url,
        layer_id=layer_id,
        fill=fill,
        follows=["day"],
        get_filter_value="[f,t]",
        filter_range=occupied_on(day_number),
        extensions=[{"@@type": "DataFilterExtension", "filterSize": 2}],
    )


def months_layer(url: str, *, day_number: int, ramp: Ramp) -> pdk.Layer:
    """Draw the hexagons occupied on a day, each by the day since which it has been.

    Args:
        url: Relative URL of rows `{"h": cell, "f": ..., "t": ..., "p": ...}`.
        day_number: The day, counted by `model.cells.day_number`.
        ramp: The colours of the first and of the last day, and those days.
    """
    layer = cells_layer(
        url, day_number=day_number, fill=ramp.expression("f"), layer_id="cells-by-month"
    )
    layer.ramp = ramp.described()
    return layer


def changed_layer(
    url: str,
    *,
    layer_id: str,
    first_day: int,
    second_day: int,
    fill: Colour,
    coverage: float = 1,
) -> pdk.Layer:
    """Draw the hexagons that changed hands between two days, in one direction.

    Args:
        url: Relative URL of rows `{"h": cell, "a": ..., "b": ..., "c": ..., "d": ...}`: a
            stretch of days in one state and a later stretch in the other, ends excluded.
        layer_id: Its own id.
        first_day: The earlier day, as a number.
        second_day: The later day, as a number.
        fill: Colour of the hexagons.
        coverage: How large each is drawn, times its own size: `APART` tells the two directions
            without colour.
    """
    return _hexagons(
        url,
        layer_id=layer_id,
        fill=fill,
        follows=["from", "day"],
        **({} if coverage == 1 else {"coverage": coverage, "apart_from": APART_FROM_ZOOM}),
        get_filter_value="[a,b,c,d]",
        filter_range=[
            [-OPEN_END, first_day],
            [first_day + 1, OPEN_END],
            [-OPEN_END, second_day],
            [second_day + 1, OPEN_END],
        ],
        extensions=[{"@@type": "DataFilterExtension", "filterSize": 4}],
    )


def own_cells_layer(
    cells: Sequence[str], *, layer_id: str, fill: Colour, coverage: float = 1
) -> pdk.Layer:
    """Draw hexagons that are sent with the map: those of a reader's own file.

    Args:
        cells: H3 cells.
        layer_id: Its own id.
        fill: Colour of the hexagons.
        coverage: How large each is drawn, times its own size.
    """
    rows = [{"h": cell} for cell in cells]
    return _hexagons(rows, layer_id=layer_id, fill=fill, coverage=coverage)


def grey_zone_layer(url: str, *, day_number: int, palette: Palette) -> pdk.Layer:
    """Draw the hexagons of unknown status on a day, each apart.

    Args:
        url: Relative URL of rows `{"h": cell, "f": ..., "t": ...}`.
        day_number: The day, counted by `model.cells.day_number`.
        palette: Colours of the scheme.
    """
    return _grey_layer(url, day_number, GREY_ZONE, palette.grey_zone, APART, "day")


def earlier_grey_zone_layer(url: str, *, day_number: int, palette: Palette) -> pdk.Layer:
    """Draw the hexagons of unknown status on the earlier of two days, each as a small dot.

    Args:
        url: Relative URL of rows `{"h": cell, "f": ..., "t": ...}`.
        day_number: The earlier day, counted by `model.cells.day_number`.
        palette: Colours of the scheme.
    """
    colour = palette.grey_zone_earlier
    return _grey_layer(url, day_number, GREY_ZONE_EARLIER, colour, DOT, "from")


def _grey_layer(
    url: str, day_number: int, layer_id: str, fill: Colour, coverage: float, follows: str
) -> pdk.Layer:
    return _hexagons(
        url,
        layer_id=layer_id,
        fill=fill,
        coverage=coverage,
        **({"apart_from": APART_FROM_ZOOM} if coverage == APART else {}),
        follows=[follows],
        get_filter_value="[f,t]",
        filter_range=occupied_on(day_number),
        extensions=[{"@@type": "DataFilterExtension", "filterSize": 2}],
    )


def focus_layers(focus: Focus, *, palette: Palette, kilometres: str) -> list[pdk.Layer]:
    """Draw rings of distance round a place and the line to the nearest occupied land.

    Args:
        focus: The place and its nearest point.
        palette: Colours of the scheme.
        kilometres: A length in the reader's language, with `{km}` for the number.
    """
    centre = [focus.longitude_deg, focus.latitude_deg]
    rings = [{"p": centre, "r": km * 1000} for km in RING_KM]
    names = [
        {"p": [focus.longitude_deg, focus.ring_top_deg(km)], "n": kilometres.format(km=km)}
        for km in RING_KM
    ]
    layers = [
        pdk.Layer(
            "ScatterplotLayer",
            rings,
            id="focus-rings",
            filled=False,
            stroked=True,
            get_position="p",
            get_radius="r",
            get_line_color=list(palette.focus),
            line_width_units=pdk.types.String("pixels"),
            get_line_width=1,
        ),
        pdk.Layer(
            "TextLayer",
            names,
            id="focus-ring-names",
            get_position="p",
            get_text="n",
            get_size=12,
            get_pixel_offset=[0, -9],
            get_color=list(palette.label_text),
            font_family=pdk.types.String(LABEL_FONT),
            font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 14},
            outline_width=4,
            outline_color=list(palette.label_halo),
        ),
    ]
    if focus.distance_km > 0:
        nearest = [focus.nearest_longitude_deg, focus.nearest_latitude_deg]
        layers.append(
            pdk.Layer(
                "LineLayer",
                [{"s": centre, "e": nearest}],
                id="focus-line",
                get_source_position="s",
                get_target_position="e",
                get_color=list(palette.label_text),
                get_width=2,
            )
        )
    return layers


def lines_layer(ends: list[dict[str, list[float]]], *, palette: Palette) -> pdk.Layer:
    """Draw straight lines between points.

    Args:
        ends: Rows `{"s": [longitude, latitude], "e": [longitude, latitude]}`.
        palette: Colours of the scheme.
    """
    return pdk.Layer(
        "LineLayer",
        ends,
        id="lines",
        get_source_position="s",
        get_target_position="e",
        get_color=list(palette.label_text),
        get_width=1.5,
    )


def event_rings_layer(rings: list[dict[str, object]], *, palette: Palette) -> pdk.Layer:
    """Draw a ring round each place of an event, the larger the more events.

    Args:
        rings: `p` [longitude, latitude] and `r`, the radius in pixels.
        palette: Colours of the scheme.
    """
    return pdk.Layer(
        "ScatterplotLayer",
        rings,
        id="event-rings",
        filled=False,
        stroked=True,
        get_position="p",
        get_radius="r",
        radius_units=pdk.types.String("pixels"),
        get_line_color=list(palette.label_text),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=2.5,
    )
