"""Pages of the site as files: each page, and each of its figures as a page of its own to embed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.dataset import dataset, dataset_block
from pokrovsk_front.export.deck_script import COMPILED_AHEAD, deck_script
from pokrovsk_front.export.document import asset, json_block, templates
from pokrovsk_front.export.engine_script import engine_script
from pokrovsk_front.export.font import font, licence
from pokrovsk_front.export.gallery import NO_PICTURES, Gallery
from pokrovsk_front.export.home_screen import ICONS, MANIFEST, TOUCH_ICON, icon, manifest
from pokrovsk_front.export.offline_chart import chart_library, chart_settings
from pokrovsk_front.export.offline_map import OfflineMap, stored_script
from pokrovsk_front.export.sharing import Card
from pokrovsk_front.export.sheet_script import sheet_script
from pokrovsk_front.export.site import Site, way_up
from pokrovsk_front.export.site_page import Drawn, Page
from pokrovsk_front.export.site_parts import SiteParts
from pokrovsk_front.export.site_style import FONTS, site_css
from pokrovsk_front.export.stored_tiles import FOLDER as TILES_FOLDER
from pokrovsk_front.model import map_text
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import heads
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.page_text import parts as parts_text
from pokrovsk_front.page_text.heads import head
from pokrovsk_front.page_text.navigation import groups_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""Content security policy of a page. Charts place their parts by inline styles, and what draws
finished pictures holds its fonts."""


def add_pages(
    site: Site,
    pages: Sequence[Page],
    sources: Mapping[str, Source],
    words: Wording,
    gallery: Gallery = NO_PICTURES,
    charts_script: str = "",
) -> None:
    """Render pages in a language into a site, and each of their figures as a page to embed.

    Args:
        site: The site.
        pages: The pages.
        sources: Sources by `source_id`.
        words: The language.
        gallery: The pictures of their figures.
        charts_script: The script that draws charts; empty for Plotly as it ships.
    """
    parts = SiteParts(site, sources, words, gallery)
    _SitePages(parts, charts_script or chart_library()).add(pages)


class _SitePages:
    """Renders the pages of one language."""

    def __init__(self, parts: SiteParts, charts_script: str) -> None:
        self.charts_script = charts_script
        self.parts, self.site, self.words = parts, parts.site, parts.words
        self.edition, self.folder = parts.site.edition, parts.folder

    def add(self, pages: Sequence[Page]) -> None:
        by_id = {page.page_id: page for page in pages}
        icons = {name: self._icon(name) for name in ICONS}
        self.site.files[self.folder + MANIFEST] = manifest(self.words, icons)
        for page in pages:
            self._page(page, by_id)
            for part in page.figures:
                self._embed(part)
                if self.edition.url:
                    path = self.edition.oembed_path(part.figure.figure_id)
                    self.site.files[self.folder + path] = self.parts.oembed(part).json()

    def _page(self, page: Page, by_id: Mapping[str, Page]) -> None:
        path = page.file_name
        menus = [
            (self.words.gettext(group.name), group.is_menu, [by_id[key] for key in group.pages])
            for group in groups_of(by_id)
        ]
        previews = (preview for part in page.figures if (preview := self.parts.preview(part)))
        self._render(
            "site_page.html.j2",
            path,
            page.figures,
            page=page,
            body=Markup("\n").join(self.parts.part(part, path) for part in page.parts),
            menus=menus,
            parent=by_id.get(page.parent_id),
            title=page.news or page.head.title,
            text=parts_text,
            heads=heads,
            age=map_text,
            card=Card(
                page.news or page.head.title,
                page.head.lead,
                self.words.locale,
                address=self.parts.address(path),
                preview=next(previews, None),
            ),
            method=head("method", self.words).title,
            counterparts=self.site.counterparts(self.words.locale, path, self.edition.url),
        )

    def _embed(self, part: Drawn) -> None:
        figure = part.figure
        path = self.edition.embed_path(figure.figure_id)
        self._render(
            "embed.html.j2",
            path,
            [part],
            title=figure.headline,
            card=Card(
                figure.headline,
                figure.alt,
                self.words.locale,
                "article",
                self.parts.address(path),
                self.parts.preview(part),
                self.parts.address(self.edition.oembed_path(figure.figure_id)),
            ),
            body=self.parts.figure(part, path, is_alone=True),
            scripts=("print", "site", "embedded"),
            counterparts=self.site.counterparts(self.words.locale, path, self.edition.url),
        )

    def _icon(self, name: str) -> str:
        """Add an icon, and give its path from the folder of this language."""
        stem, suffix = name.split(".")
        return way_up(self.folder) + self.site.asset(stem, suffix, icon(name))

    def _render(
        self,
        template: str,
        path: str,
        drawn: Sequence[Drawn],
        *,
        scripts: Sequence[str] = ("print", "site"),
        **values: object,
    ) -> None:
        """Render a file of this language; `path` lies in its folder."""
        text = templates.get_template(template).render(
            **self._around(drawn, path, scripts), up=way_up(path), **values
        )
        self.site.files[self.folder + path] = text.encode()

    def _around(
        self, drawn: Sequence[Drawn], path: str, own_scripts: Sequence[str]
    ) -> dict[str, Any]:
        """Collect scripts, styles and data of a page with figures."""
        root, up = way_up(self.folder + path), way_up(path)
        _ = self.words.gettext
        maps = [each.map.offline for each in drawn if each.map]
        scripts: list[str] = []
        data = [self._dataset(each, path) for each in drawn]
        if maps:
            data.append(self._map_files(maps, root))
            scripts.append(self.site.asset("map_engine", "js", engine_script()))
        if any(each.map is None for each in drawn):
            data.append(self._chart_settings(root))
            scripts.append(self.site.asset("charts", "js", asset("charts.js")))
        scripts += [self.site.asset(each, "js", asset(f"{each}.js")) for each in own_scripts]
        scheme = self.site.asset("scheme", "js", asset("scheme.js"))
        fonts = {name: self.site.asset(name, "woff2", font(name)) for name in FONTS}
        self.site.asset("OFL", "txt", licence())
        style = self.site.asset("site", "css", site_css(fonts))
        return {
            "policy": POLICY,
            "styles": [root + style],
            "first_scripts": [root + scheme],
            "scripts": [root + each for each in scripts],
            "data": data,
            "icon": up + self._icon("icon.svg"),
            "touch_icon": up + self._icon(TOUCH_ICON),
            "manifest": up + MANIFEST,
            "feeds": [(up + name, _(text)) for name, text in months_text.FEEDS.items()],
            "edition": self.edition,
            "words": self.words,
            "_": _,
        }

    def _chart_settings(self, root: str) -> Markup:
        """Say where the scripts lie that a chart asks for when a reader wants its values."""
        return chart_settings(
            self.words,
            library=root + self.site.asset("plotly", "js", self.charts_script),
            sheet=root + self.site.asset("sheet", "js", sheet_script()),
        )

    def _map_files(self, maps: Sequence[OfflineMap], root: str) -> Markup:
        """Say where the library of maps and their data lie, which the engine asks for by name."""
        stored = {name: data for each in maps for name, data in each.data.items()}
        paths = {"deck": self.site.asset("deck", "js", COMPILED_AHEAD + deck_script())}
        for name, data in sorted(stored.items()):
            # A file for each: the outlines are the same on every page, the cells differ by map.
            stem = name.rpartition("-")[0]
            paths[name] = self.site.asset(stem, "js", stored_script(name, data))
        if tiles := {path: script for each in maps for path, script in each.tiles.items()}:
            self.site.files |= tiles
            paths["tiles"] = f"{TILES_FOLDER}/"
        said = {name: root + path for name, path in paths.items()}
        return json_block(json.dumps(said), id="map-files")

    def _dataset(self, part: Drawn, path: str) -> Markup:
        """Describe the rows of a figure on a page; `path` lies in the folder of this language."""
        figure_id, up = part.figure.figure_id, way_up(path)

        def there(name: str) -> str:
            return self.parts.address(name) or up + name

        said = dataset(
            part.figure,
            self.parts.sources,
            self.words,
            data_version=self.edition.data_version,
            address=there(self.edition.embed_path(figure_id)),
            table=there(self.edition.table_path(figure_id)),
            method=there("method.html"),
            home=there("index.html"),
        )
        return dataset_block(said)
