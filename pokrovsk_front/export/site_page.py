"""Pages of the static site as data: a page, and the figures and tables that it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.document import chart
from pokrovsk_front.export.offline_map import (
    MAP_HEIGHT_PX,
    OfflineMap,
    StaticFiles,
    in_both_schemes,
    offline_map,
)
from pokrovsk_front.export.picture import map_picture, map_poster
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import Head
from pokrovsk_front.page_text.parts import Table

DrawWide = Callable[[Mapping[str, Source], str], bytes]
"""Draws the picture of a map from the sources by `source_id` and the version of the data."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its picture as HTML.

    Attributes:
        figure: The words and the table.
        picture: The box of a chart, and beside it what the page's script draws into it; a page
            makes that of a map.
        height_px: Height of the picture.
        map: The map, where the picture is one.
        controls: What stands below the picture and follows it.
        posters: The picture of the map, as SVG by scheme.
        draw_wide: Draws the wide picture of the map, with its words.
    """

    figure: Figure[Any]
    picture: Markup
    height_px: int
    map: OfflineMap | None = None
    controls: Markup = field(default_factory=Markup)
    posters: Mapping[Scheme, bytes] = field(default_factory=dict)
    draw_wide: DrawWide | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table whose rows stand on the page with links and pictures, and as words in its CSV."""

    table: Table
    shown: Markup


Part = Markup | Drawn | Table | Listing

FILE_STEMS = {"overview": "index", "front_map": "map"}
"""Names of files that differ from the name of the page: links to them stand elsewhere."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        page_id: The name of the dashboard's page that it tells; of a page below another one, a
            name of its own.
        head: Its name, title and lead.
        parts: What it shows, in order.
        parent_id: The page that leads to it in the place of the navigation; empty for a page of
            the navigation.
    """

    page_id: str
    head: Head
    parts: tuple[Part, ...]
    parent_id: str = ""

    @property
    def file_name(self) -> str:
        """Name of its file; the overview opens the site."""
        return f"{FILE_STEMS.get(self.page_id, self.page_id)}.html"


def drawn_chart(figure: Figure[go.Figure]) -> Drawn:
    """Put a chart on a page."""
    return Drawn(figure, chart(figure), int(figure.picture.layout.height or 400))


def drawn_map(
    figures: Mapping[Scheme, Figure[pdk.Deck]],
    files: StaticFiles,
    words: Wording,
    foot: str,
    *,
    is_moving: bool = False,
    controls: Markup = Markup(),  # noqa: B008 (it cannot be changed)
) -> Drawn:
    """Put a map on a page, drawn in both schemes.

    Args:
        figures: The same figure by scheme.
        files: The files that the map names.
        words: The reader's language.
        foot: As `offline_map`.
        is_moving: Whether the reader moves the day.
        controls: What stands below the map and follows it.
    """
    figure = in_both_schemes(figures)
    made = offline_map(figures, files, foot, is_moving=is_moving)
    posters = {scheme: map_poster(each, files, words) for scheme, each in figures.items()}

    def draw_wide(sources: Mapping[str, Source], data_version: str) -> bytes:
        return map_picture(
            *(figures["light"], WIDE, files, words), sources=sources, data_version=data_version
        )

    return Drawn(figure, Markup(), MAP_HEIGHT_PX, made, controls, posters, draw_wide)


def heading(section_id: str, text: str) -> Markup:
    """Render the heading of a section, with its anchor."""
    return Markup('<h2 id="{}">{}</h2>').format(section_id, text)


def scrolling(table: Markup, about: str) -> Markup:
    """Wrap a table in a box that scrolls."""
    box = Markup('<div class="rows" role="region" aria-label="{}" tabindex="0">{}</div>')
    return box.format(about, table)
