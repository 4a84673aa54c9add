"""Context of the pages of the static site: the library, the files of maps and a language."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.export.offline_map import Moving, StaticFiles
from pokrovsk_front.export.picture import foot_of
from pokrovsk_front.export.site_page import Drawn, DrawnMap, drawn_map
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.maps.views import View
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording

NO_CITY_PAGE = ""
"""An embedded map stands alone, and a page of the site is drawn as it is embedded."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


Draw = Callable[[Scheme], Figure[pdk.Deck]]


def in_schemes(draw: Draw) -> dict[Scheme, Figure[pdk.Deck]]:
    """Draw a map in both schemes."""
    return {scheme: draw(scheme) for scheme in SCHEMES}


@dataclass
class SiteContext:
    """Library and words that the pages of one language are made from.

    Attributes:
        words: The language.
        library: What has no language; the contexts of all languages share it.
    """

    words: Wording
    library: Library = field(default_factory=Library)

    @property
    def texts(self) -> LibraryInLanguage:
        """What the library holds in the language."""
        return self.library.in_language(self.words.locale)

    @property
    def files(self) -> StaticFiles:
        """The files that maps name, read once for all languages."""
        folder = self.library.data_dir.parent / "static"
        return self.library.memo.get("files", lambda: StaticFiles(folder))

    def setting(self, scheme: Scheme, view: View, moves: Moves | None = None) -> Setting:
        """Make the setting of a map; its addresses lead to `files`."""
        static_url = "app/static/{}".format
        return Setting(static_url, view, scheme, self.words, moves=moves, city_page=NO_CITY_PAGE)

    def map(
        self,
        draw: Draw,
        *,
        moving: Moving | None = None,
        starts_at_once: bool = False,
        controls: Markup = Markup(),  # noqa: B008 (it cannot be changed)
        choices: Markup = Markup(),  # noqa: B008 (it cannot be changed)
    ) -> Drawn:
        """Draw a map in both schemes.

        Args:
            draw: Draws it in one.
            moving: What the map has besides, if the reader moves its day.
            starts_at_once: Whether it is drawn without being asked for.
            controls: What stands below the map and follows it.
            choices: What stands above the map and moves it.
        """
        figures = in_schemes(draw)
        version = self.library.data_version
        foot = foot_of(figures["light"], self.texts.sources, self.words, version)
        drawn = DrawnMap(figures, self.files, self.words, foot, moving, starts_at_once)
        return drawn_map(drawn, controls, choices)
