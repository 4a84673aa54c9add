"""Images of a figure, drawn by Chromium: of a chart PNG and SVG, of a map PNG of its picture.

Only the command line does this, never the server: a reader's browser saves its own.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import wrap

import kaleido
import plotly.graph_objects as go
from kaleido.errors import ChromeNotFoundError

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.picture import data_address, source_line
from pokrovsk_front.maps.picture.sheet import SHAPES as MAP_SHAPES
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.maps.picture.sheet import Shape as MapShape
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording

SCALE = 2
FOOT_PX = 64
EDGE_PX = 40
RIGHT_PX = 48
HEADLINE_PX, UNIT_PX = 32, 22
"""Height of a line of each."""

LEGEND_PX = 44


@dataclass(frozen=True, slots=True)
class Shape:
    """A size of image, and how many characters a line of its headline takes."""

    name: str
    width_px: int
    height_px: int
    letters: int


SHAPES = (Shape("wide", 1200, 675, 88), Shape("square", 1080, 1080, 76))


class NoBrowserError(RuntimeError):
    """The machine has no Chromium; the text is one sentence that says so."""


def chart_images(
    figure: Figure[go.Figure], sources: Mapping[str, Source], words: Wording
) -> dict[str, bytes]:
    """Draw a chart as images that stand alone: headline, unit, chart, source and as-of day.

    Args:
        figure: The figure, drawn for a light page.
        sources: Sources by `source_id`.
        words: The reader's language.

    Returns:
        The bytes of each picture by file name.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
    """
    with _chromium():
        return {
            f"{figure.figure_id}_{shape.name}.{kind}": kaleido.calc_fig_sync(
                _alone(figure, shape, sources, words).to_dict(),
                opts={
                    "format": kind,
                    "width": shape.width_px,
                    "height": shape.height_px,
                    "scale": SCALE,
                },
            )
            for shape in SHAPES
            for kind in ("png", "svg")
        }


def map_images(draw: Callable[[MapShape], bytes]) -> dict[str, bytes]:
    """Draw the pictures of a map as PNG, in every shape and as large as the page saves them.

    Args:
        draw: Gives the picture in a shape, as SVG.

    Returns:
        The bytes of each by file name.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
    """
    with _chromium():
        return {
            f"map_{shape.name}.png": _as_png(draw(shape), shape, shape.png_scale)
            for shape in MAP_SHAPES.values()
        }


def previews(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Draw wide pictures of maps as PNG, for who links to their pages.

    Args:
        pictures: The SVG of each by a name.

    Returns:
        The bytes of each by its name; none where there is no Chromium to draw with.
    """
    if not pictures:
        return {}
    try:
        with _chromium():
            return {name: _as_png(svg, WIDE, scale=1) for name, svg in pictures.items()}
    except NoBrowserError:
        return {}


def _as_png(svg: bytes, shape: MapShape, scale: float) -> bytes:
    """Draw an SVG as PNG: the browser that draws charts takes it as the image of an empty one."""
    empty = go.Figure(layout={"margin": dict.fromkeys("lrtb", 0), "template": None})
    empty.update_xaxes(visible=False).update_yaxes(visible=False)
    empty.add_layout_image(
        source=data_address(svg),
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        sizex=1,
        sizey=1,
        sizing="stretch",
    )
    size = {"width": shape.width_px, "height": shape.height_px, "scale": scale}
    return bytes(kaleido.calc_fig_sync(empty.to_dict(), opts={"format": "png", **size}))


@contextmanager
def _chromium() -> Iterator[None]:
    """Run one browser for all images."""
    try:
        kaleido.start_sync_server(silence_warnings=True)
        yield
    except ChromeNotFoundError as error:
        raise NoBrowserError(
            "No Chromium was found on this machine, so the pack has no pictures."
        ) from error
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def _alone(
    figure: Figure[go.Figure], shape: Shape, sources: Mapping[str, Source], words: Wording
) -> go.Figure:
    """Write headline, unit and source onto the chart, over a white background."""
    headline = wrap(figure.headline, shape.letters)
    unit = wrap(figure.subtitle, shape.letters + 24)
    source = source_line(figure, sources, words)
    picture = go.Figure(figure.picture)
    above_px = HEADLINE_PX * len(headline) + UNIT_PX * len(unit) + EDGE_PX + LEGEND_PX
    # A chart that names its lines beside them has kept room for that.
    margins = picture.layout.margin
    picture.update_layout(
        paper_bgcolor="white",
        margin={
            "t": above_px,
            "b": FOOT_PX + 24,
            "l": max(EDGE_PX, margins.l or 0),
            "r": max(RIGHT_PX, margins.r or 0),
        },
    )
    unit_px = above_px - EDGE_PX / 2 - HEADLINE_PX * len(headline) - 6
    notes = (
        (f"<b>{'<br>'.join(headline)}</b>", 24, 1, above_px - EDGE_PX / 2, "#26282c"),
        (f"<i>{'<br>'.join(unit)}</i>", 16, 1, unit_px, "#5a5f66"),
        ("<br>".join(wrap(source, shape.letters + 40)), 13, 0, 24 - FOOT_PX, "#5a5f66"),
    )
    for text, size_px, y, shift_px, colour in notes:
        picture.add_annotation(
            text=text,
            font={"size": size_px, "color": colour},
            x=0,
            y=y,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            yshift=shift_px,
            align="left",
            showarrow=False,
        )
    return picture
