"""Gallery of a site: the pictures that a build draws of its figures, so that pages need no script.

Of a chart there are stills, which stand in a page in the widths of a desk, a tablet and a
telephone; one drawing serves both colour schemes (`sheet/still.js`). Of each figure there is the
finished wide picture, for who links to it or takes it away; a map stands in a page as its poster.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import plotly
from markupsafe import Markup

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.charts.template import FONT
from pokrovsk_front.export.chart_sheet import SCALE, SIZES_PX, chart_json, words_of_sheet
from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.drawing import DrawingPage, draw
from pokrovsk_front.export.kept import KeptPictures
from pokrovsk_front.export.sheet_script import sheet_script
from pokrovsk_front.export.site_page import Drawn
from pokrovsk_front.model.wording import Wording

STILL_WIDTHS_PX = (1120, 720, 360)
"""Widths that charts are drawn in; `stills.css` says which one a page shows."""

WIDE = "wide"
FINISHED_PX = SIZES_PX[WIDE][0] * SCALE, SIZES_PX[WIDE][1] * SCALE
"""Width and height of a finished picture."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures of figures.

    Attributes:
        stills: The stills of a chart, one after another, by `figure_id`.
        finished: The finished picture as PNG, by `figure_id`.
    """

    stills: Mapping[str, Markup] = field(default_factory=dict)
    finished: Mapping[str, bytes] = field(default_factory=dict)


NO_PICTURES = Gallery()


def draw_gallery(
    figures: Iterable[Drawn],
    sources: Mapping[str, Source],
    words: Wording,
    kept: KeptPictures,
    *,
    data_version: str,
    addresses: Mapping[str, str],
) -> Gallery:
    """Draw the pictures of figures that are not kept from an earlier build.

    Args:
        figures: The figures.
        sources: Sources by `source_id`.
        words: The reader's language.
        kept: The pictures of the build before.
        data_version: Version of the data.
        addresses: Where each can be seen, by `figure_id`; only these get a finished picture.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
        DrawingError: The browser failed to draw.
    """
    parts = list({each.figure.figure_id: each for each in figures}.values())

    async def all_of_them(page: DrawingPage) -> Gallery:
        artist = _Artist(page, kept, sources, words, data_version)
        stills = {
            each.figure.figure_id: await artist.stills(each) for each in parts if each.map is None
        }
        finished = {
            figure_id: await artist.finished(each, addresses[figure_id])
            for each in parts
            if (figure_id := each.figure.figure_id) in addresses
        }
        return Gallery(stills, finished)

    return draw(all_of_them)


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws what is not kept, on a page."""

    page: DrawingPage
    kept: KeptPictures
    sources: Mapping[str, Source]
    words: Wording
    data_version: str

    async def stills(self, part: Drawn) -> Markup:
        """Draw a chart in each width."""
        chart = chart_json(part.figure, "light")
        drawn = [await self._still(chart, part.figure.figure_id, each) for each in STILL_WIDTHS_PX]
        return Markup("".join(drawn))  # noqa: S704 (SVG that Plotly wrote and escaped)

    async def _still(self, chart: str, figure_id: str, width_px: int) -> str:
        asked = f"{figure_id}-{width_px}", width_px, FONT, list(DARK_BY_LIGHT)

        async def draw_still() -> bytes:
            return (await self.page.still_svg(chart, *asked)).encode()

        return (await self._once(draw_still, chart, json.dumps(asked))).decode()

    async def finished(self, part: Drawn, address: str) -> bytes:
        """Draw the finished picture of a figure."""
        if part.map:
            svg = part.map.wide(self.sources, self.data_version).decode()
            return await self._once(lambda: self._png(svg), svg)
        figure = part.figure
        said = words_of_sheet(figure, self.sources, self.words, self.data_version, address)
        chart = chart_json(figure, "light")

        async def draw_sheet() -> bytes:
            return await self._png(await self.page.sheet_svg(chart, said, WIDE, "light"))

        return await self._once(draw_sheet, chart, json.dumps(said), WIDE)

    async def _png(self, svg: str) -> bytes:
        return await self.page.png(svg, *SIZES_PX[WIDE], SCALE)

    async def _once(self, draw_it: Callable[[], Awaitable[bytes]], *drawn_from: str) -> bytes:
        """Give the picture that is kept of what it is drawn from, or draw and keep it."""
        key = self.kept.key(drawn_by(), *drawn_from)
        picture = self.kept.get(key)
        if picture is None:
            picture = await draw_it()
            self.kept.put(key, picture)
        return picture


@cache
def drawn_by() -> str:
    """Name the scripts that draw; another version of them draws anew."""
    digest = hashlib.sha256(sheet_script().encode()).hexdigest()[:16]
    return f"{plotly.__version__} {digest}"
