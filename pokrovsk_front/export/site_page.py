"""Pages of the static site as data: a page, and the figures and tables that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import plotly.graph_objects as go
import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.offline_chart import height_of
from pokrovsk_front.export.offline_map import (
    MAP_HEIGHT_PX,
    Moving,
    OfflineMap,
    StaticFiles,
    in_both_schemes,
    offline_map,
)
from pokrovsk_front.export.picture import map_picture, map_poster
from pokrovsk_front.export.stored_tiles import stored_tiles
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import Head
from pokrovsk_front.page_text.parts import Table


@dataclass(frozen=True)
class DrawnMap:
    """A map of a page in both schemes, made into files once they are asked for: that takes a while.

    Attributes:
        figures: The same figure by scheme.
        files: The files that the map names.
        words: The reader's language.
        foot: As `offline_map`.
        moving: What the map has besides, if the reader moves its day.
        starts_at_once: Whether it is drawn when it comes near the screen; else its picture stays
            until the reader asks for it.
    """

    figures: Mapping[Scheme, Figure[pdk.Deck]]
    files: StaticFiles
    words: Wording
    foot: str
    moving: Moving | None = None
    starts_at_once: bool = False

    @cached_property
    def offline(self) -> OfflineMap:
        """The map without a server."""
        made = offline_map(self.figures, self.files, self.foot, self.moving)
        return replace(made, tiles=stored_tiles(self.files)) if self.moving else made

    @cached_property
    def posters(self) -> Mapping[Scheme, bytes]:
        """The picture of the map, as SVG by scheme."""
        return {
            scheme: map_poster(each, self.files, self.words)
            for scheme, each in self.figures.items()
        }

    def wide(self, sources: Mapping[str, Source], data_version: str) -> bytes:
        """Draw the wide picture of the map, with its words, as SVG."""
        figure, words = self.figures["light"], self.words
        return map_picture(
            figure, WIDE, self.files, words, sources=sources, data_version=data_version
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure of a page.

    Attributes:
        figure: The words and the table, and the chart where it is one.
        height_px: Height of the picture.
        map: The map, where the picture is one.
        controls: What stands below the picture and follows it.
        choices: What stands above the picture and moves it.
    """

    figure: Figure[Any]
    height_px: int
    map: DrawnMap | None = None
    controls: Markup = field(default_factory=Markup)
    choices: Markup = field(default_factory=Markup)


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
        news: What a link to it and the window of a browser say in the place of its title.
    """

    page_id: str
    head: Head
    parts: tuple[Part, ...]
    parent_id: str = ""
    news: str = ""

    @property
    def file_name(self) -> str:
        """Name of its file; the overview opens the site."""
        return f"{FILE_STEMS.get(self.page_id, self.page_id)}.html"

    @property
    def figures(self) -> list[Drawn]:
        """The figures that it shows, in order."""
        return [part for part in self.parts if isinstance(part, Drawn)]


def drawn_chart(figure: Figure[go.Figure]) -> Drawn:
    """Put a chart on a page."""
    return Drawn(figure, height_of(figure))


def drawn_map(drawn: DrawnMap, controls: Markup, choices: Markup) -> Drawn:
    """Put a map on a page, above it what moves it and below it what follows it."""
    return Drawn(in_both_schemes(drawn.figures), MAP_HEIGHT_PX, drawn, controls, choices)


def heading(section_id: str, text: str) -> Markup:
    """Render the heading of a section, with its anchor."""
    return Markup('<h2 id="{}">{}</h2>').format(section_id, text)


def scrolling(table: Markup, about: str) -> Markup:
    """Wrap a table in a box that scrolls."""
    box = Markup('<div class="rows" role="region" aria-label="{}" tabindex="0">{}</div>')
    return box.format(about, table)
