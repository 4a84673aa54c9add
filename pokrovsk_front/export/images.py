"""Finished pictures of a figure in every shape: of a chart PNG and SVG, of a map PNG of its SVG."""

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from pokrovsk_front.export.chart_sheet import SCALE, SIZES_PX, chart_json, words_of_sheet
from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.drawing import DrawingPage, draw
from pokrovsk_front.maps.picture.sheet import SHAPES as MAP_SHAPES
from pokrovsk_front.maps.picture.sheet import Shape as MapShape
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording


def chart_images(
    figure: Figure[go.Figure],
    sources: Mapping[str, Source],
    words: Wording,
    *,
    data_version: str,
    address: str = "",
    scheme: Scheme = "light",
) -> dict[str, bytes]:
    """Draw a chart as pictures that stand alone: headline, unit, chart, source and as-of day.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        words: The reader's language.
        data_version: Version of the data.
        address: Where the figure can be seen; may be empty.
        scheme: Light or dark.

    Returns:
        The bytes of each picture by file name.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
        DrawingError: The browser failed to draw.
    """
    chart = chart_json(figure, scheme)
    said = words_of_sheet(figure, sources, words, data_version, address)

    async def in_every_shape(page: DrawingPage) -> dict[str, bytes]:
        drawn = {}
        for shape, (width_px, height_px) in SIZES_PX.items():
            name = f"{figure.figure_id}_{shape}"
            svg = await page.sheet_svg(chart, said, shape, scheme)
            drawn[f"{name}.svg"] = svg.encode()
            drawn[f"{name}.png"] = await page.png(svg, width_px, height_px, SCALE)
        return drawn

    return draw(in_every_shape)


def map_images(picture: Callable[[MapShape], bytes]) -> dict[str, bytes]:
    """Draw the pictures of a map as PNG, in every shape and as large as the page saves them.

    Args:
        picture: Gives the picture in a shape, as SVG.

    Returns:
        The bytes of each by file name.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
        DrawingError: The browser failed to draw.
    """

    async def in_every_shape(page: DrawingPage) -> dict[str, bytes]:
        return {
            f"map_{shape.name}.png": await _png(page, picture(shape), shape, shape.png_scale)
            for shape in MAP_SHAPES.values()
        }

    return draw(in_every_shape)


async def _png(page: DrawingPage, svg: bytes, shape: MapShape, scale: float) -> bytes:
    return await page.png(svg.decode(), shape.width_px, shape.height_px, scale)
