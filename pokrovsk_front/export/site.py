"""Static site: a folder of pages that need no server and request no other host.

A page is one HTML file with the data of its charts inside. The first language has its pages at the
root, each other one in a folder of its own, under the same names. What pages share lies in
`assets/` under a name that holds a digest of its content, so that a browser or a CDN may keep it
for ever: the library of charts, the engine of maps, its library and their data, the styles and
scripts of the site. A page loads library and data of a map when the reader comes near it, as
scripts: the pages open from a file system too, where nothing else may be loaded.

It refuses to delete: an embedded figure carries its data version in its name, and stays.
"""

import hashlib
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale
from markupsafe import Markup

from pokrovsk_front.catalog.output import check_folder, check_not_special
from pokrovsk_front.export.citation import PRODUCT, Source
from pokrovsk_front.export.dataset import dataset, dataset_block
from pokrovsk_front.export.deck_script import COMPILED_AHEAD, deck_script
from pokrovsk_front.export.document import (
    asset,
    caption,
    chart_library,
    chart_settings,
    figure_section,
    json_block,
    table_html,
    templates,
)
from pokrovsk_front.export.embedding import OEmbed, embed_code, frame_height_px
from pokrovsk_front.export.engine_script import engine_script
from pokrovsk_front.export.font import font
from pokrovsk_front.export.home_screen import ICONS, MANIFEST, TOUCH_ICON, icon, manifest
from pokrovsk_front.export.offline_map import OfflineMap, map_box, stored_script
from pokrovsk_front.export.sharing import Card, Counterpart, Preview
from pokrovsk_front.export.site_page import Drawn, Listing, Page, Part, scrolling
from pokrovsk_front.export.site_style import FONTS, site_css
from pokrovsk_front.export.spreadsheet import csv_for_reader
from pokrovsk_front.export.stored_tiles import FOLDER as TILES_FOLDER
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.model import map_text
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import heads
from pokrovsk_front.page_text import parts as parts_text
from pokrovsk_front.page_text.heads import head
from pokrovsk_front.page_text.navigation import groups_of

FITTING = N_(
    "With its script the frame is always as high as the figure. A page in one scheme asks for it: "
    "add ?scheme=light or ?scheme=dark to the address."
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""Content security policy of a page. Charts place their parts by inline styles."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Provenance of the site.

    Attributes:
        data_version: Version of the data.
        latest: Day of the latest map.
        url: Where the site will stand, for the snippets to embed; may be empty.
    """

    data_version: str
    latest: date
    url: str = ""

    def embed_path(self, figure_id: str) -> str:
        """Give the path of an embedded figure; the data version in it freezes the figure."""
        return f"embed/{figure_id}-{self.data_version}.html"

    def table_path(self, name: str) -> str:
        """Give the path of the rows of a figure or a table, as CSV."""
        return f"data/{name}-{self.data_version}.csv"

    def oembed_path(self, figure_id: str) -> str:
        """Give the path of what oEmbed answers for an embedded figure."""
        return f"embed/{figure_id}-{self.data_version}.json"


class Site:
    """Files of the site, in one language or in several."""

    def __init__(self, edition: Edition, locales: Sequence[str] = ("en",)) -> None:
        self.edition, self.locales = edition, tuple(locales)
        self.files: dict[str, bytes] = {}
        self._assets: dict[tuple[str, str, str | bytes], str] = {}

    def folder(self, locale: str) -> str:
        """Give the folder of a language, with its slash; the first one has the root."""
        return "" if locale == self.locales[0] else f"{locale}/"

    def asset(self, stem: str, suffix: str, content: str | bytes) -> str:
        """Add a file that pages share, once, and give its path."""
        key = stem, suffix, content
        if key not in self._assets:
            data = content if isinstance(content, bytes) else content.encode()
            path = f"assets/{stem}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
            self.files[path] = data
            self._assets[key] = path
        return self._assets[key]

    def counterparts(self, locale: str, path: str, url: str = "") -> list[Counterpart]:
        """List a page in every language of the site, itself included.

        Args:
            locale: Its own language.
            path: Its path in the folder of a language.
            url: Where the site will stand, if that is known.
        """
        here = posixpath.dirname(self.folder(locale) + path)
        found = []
        for each in self.locales:
            there = self.folder(each) + path
            way = posixpath.relpath(there, here or ".")
            name = str(Locale.parse(each).get_display_name()).capitalize()
            found.append(Counterpart(each, name, way, f"{url.rstrip('/')}/{there}" if url else way))
        return found

    def add(self, pages: Sequence[Page], sources: Mapping[str, Source], words: Wording) -> None:
        """Render the pages in a language, and each of their figures as a page of its own to embed.

        Args:
            pages: The pages.
            sources: Sources by `source_id`.
            words: The language.
        """
        _Pages(self, sources, words).add(pages)

    def write(self, folder: Path) -> None:
        """Write the files; what lies in the folder already stays, unless it has the same name.

        Raises:
            OutputError: A special file stands in the place of one; nothing is written.
            OSError: A file cannot be written.
        """
        for path in self.files:
            check_folder((folder / path).parent)
            check_not_special(folder / path)
        for path, data in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Give each file with its size in bytes, in the order of names."""
        for path in sorted(self.files):
            yield path, len(self.files[path])


class _Pages:
    """Renders the pages of one language into a site, with their tables and figures to embed."""

    def __init__(self, site: Site, sources: Mapping[str, Source], words: Wording) -> None:
        self.site, self.sources, self.words = site, sources, words
        self.edition, self.folder = site.edition, site.folder(words.locale)

    def add(self, pages: Sequence[Page]) -> None:
        by_id = {page.page_id: page for page in pages}
        menus = [
            (self.words.gettext(group.name), group.is_menu, [by_id[key] for key in group.pages])
            for group in groups_of(by_id)
        ]
        previews = self._previews(pages)
        icons = {name: self._icon(name) for name in ICONS}
        self.site.files[self.folder + MANIFEST] = manifest(self.words, icons)
        for page in pages:
            body = Markup("\n").join(self._part(part, page.file_name) for part in page.parts)
            drawn = [part for part in page.parts if isinstance(part, Drawn)]
            ids = [part.figure.figure_id for part in drawn]
            self._render(
                "site_page.html.j2",
                page.file_name,
                drawn,
                page=page,
                body=body,
                menus=menus,
                parent=by_id.get(page.parent_id),
                title=page.head.title,
                text=parts_text,
                heads=heads,
                age=map_text,
                card=Card(
                    page.head.title,
                    page.head.lead,
                    self.words.locale,
                    address=self._address(page.file_name),
                    preview=next((previews[key] for key in ids if key in previews), None),
                ),
                method=head("method", self.words).title,
                counterparts=self.site.counterparts(
                    self.words.locale, page.file_name, self.edition.url
                ),
            )
            for part in drawn:
                preview = previews.get(part.figure.figure_id)
                self._embed(part, preview)
                if self.edition.url:
                    path = self.edition.oembed_path(part.figure.figure_id)
                    self.site.files[self.folder + path] = self._oembed(part, preview).json()

    def _icon(self, name: str) -> str:
        """Add an icon, and give its path from the folder of this language."""
        stem, suffix = name.split(".")
        return "../" * self.folder.count("/") + self.site.asset(stem, suffix, icon(name))

    def _previews(self, pages: Sequence[Page]) -> dict[str, Preview]:
        """Draw each figure that has a wide picture as PNG, for who links to it, by `figure_id`.

        There are none where the site has no address or the machine no browser.
        """
        if not self.edition.url:
            return {}
        from pokrovsk_front.export.images import previews

        drawn = {
            part.figure.figure_id: part
            for page in pages
            for part in page.parts
            if isinstance(part, Drawn)
        }
        pictures = {
            figure_id: svg
            for figure_id, part in drawn.items()
            if (svg := part.wide(self.sources, self.edition.data_version))
        }
        root = self.edition.url.rstrip("/")
        return {
            name: Preview(
                f"{root}/{self.site.asset(f'{name}_preview', 'png', data)}",
                drawn[name].figure.alt,
                WIDE.width_px,
                WIDE.height_px,
            )
            for name, data in previews(pictures).items()
        }

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
            **self._around(drawn, self.folder + path, scripts), up="../" * path.count("/"), **values
        )
        self.site.files[self.folder + path] = text.encode()

    def _around(
        self, drawn: Sequence[Drawn], path: str, own_scripts: Sequence[str]
    ) -> dict[str, Any]:
        """Collect scripts, styles and data of a page with figures; `path` starts at the root."""
        root = "../" * path.count("/")
        maps = [each.map.offline for each in drawn if each.map]
        has_charts = any(each.map is None for each in drawn)
        scripts: list[str] = []
        in_folder = path.removeprefix(self.folder)
        up = "../" * in_folder.count("/")
        data = [self._dataset(each, in_folder) for each in drawn]
        if maps:
            data.append(self._map_files(maps, root))
            scripts.append(self.site.asset("map_engine", "js", engine_script()))
        if has_charts:
            data.append(chart_settings(self.words))
            scripts += [
                self.site.asset("plotly", "js", chart_library()),
                self.site.asset("charts", "js", asset("charts.js")),
            ]
        scripts += [self.site.asset(each, "js", asset(f"{each}.js")) for each in own_scripts]
        scheme = self.site.asset("scheme", "js", asset("scheme.js"))
        fonts = {name: self.site.asset(name, "woff2", font(name)) for name in FONTS}
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
            "edition": self.edition,
            "words": self.words,
            "_": self.words.gettext,
        }

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

    def _picture(self, part: Drawn, path: str) -> Markup:
        """Render the picture of a figure on a page, with what moves it; `path` is the page's."""
        if part.map is None:
            return part.picture + part.controls
        root, name = "../" * (self.folder + path).count("/"), part.figure.figure_id
        posters = {
            scheme: root + self.site.asset(f"{name}_{scheme}", "svg", svg)
            for scheme, svg in part.map.posters.items()
        }
        box = map_box(part.figure, part.map.offline, posters, self.words)
        return part.choices + box + part.controls

    def _part(self, part: Part, path: str) -> Markup:
        match part:
            case Drawn():
                return figure_section(
                    part.figure,
                    self._picture(part, path),
                    self.sources,
                    self.words,
                    after=self._take_away(part),
                    is_moving=bool(part.controls),
                )
            case Listing():
                link = self._csv(part.table.name, part.table.make_rows())
                return scrolling(part.shown, part.table.about) + link
            case parts_text.Table():
                rows = part.make_rows()
                link = self._csv(part.name, rows)
                return scrolling(table_html(rows, part.links), part.about) + link
            case _:
                return part

    def _csv(self, name: str, rows: pd.DataFrame) -> Markup:
        path = self.edition.table_path(name)
        self.site.files[self.folder + path] = csv_for_reader(rows, self.words.locale)
        return Markup('<p class="csv"><a href="{}" download>{}</a></p>').format(
            path, self.words.gettext(parts_text.DOWNLOAD_ROWS)
        )

    def _take_away(self, part: Drawn) -> Markup:
        _, path = self.words.gettext, self.edition.embed_path(part.figure.figure_id)
        return self._csv(part.figure.figure_id, part.figure.table) + Markup(
            '<details class="embed"><summary>{}</summary><p>{} <a href="{}">{}</a></p>{}</details>'
        ).format(
            _("Embed this figure"),
            _("It keeps the figures of data version {version}.").format(
                version=self.edition.data_version
            ),
            path,
            _("Open it alone"),
            self._code(part),
        )

    def _code(self, part: Drawn) -> Markup:
        """Show the code of an embed; there is none where the site does not know its address."""
        if not self.edition.url:
            return Markup()
        return Markup('<pre tabindex="0"><code>{}</code></pre><p class="small">{}</p>').format(
            self._oembed(part).code, self.words.gettext(FITTING)
        )

    def _oembed(self, part: Drawn, preview: Preview | None = None) -> OEmbed:
        _, figure = self.words.gettext, part.figure
        address = self._address(self.edition.embed_path(figure.figure_id))
        height_px = frame_height_px(part, caption(figure, self.sources, self.words))
        return OEmbed(
            title=figure.headline,
            provider=_(PRODUCT),
            provider_url=self._address(""),
            code=embed_code(address, figure.headline, height_px),
            height_px=height_px,
            thumbnail=preview.picture if preview else None,
        )

    def _address(self, path: str) -> str:
        """Give the whole address of a file of this language, if the site knows its own."""
        url = self.edition.url
        return f"{url.rstrip('/')}/{self.folder}{path}" if url else ""

    def _dataset(self, part: Drawn, path: str) -> Markup:
        """Describe the rows of a figure on a page; `path` lies in the folder of this language."""
        figure_id, up = part.figure.figure_id, "../" * path.count("/")

        def there(name: str) -> str:
            return self._address(name) or up + name

        said = dataset(
            part.figure,
            self.sources,
            self.words,
            data_version=self.edition.data_version,
            address=there(self.edition.embed_path(figure_id)),
            table=there(self.edition.table_path(figure_id)),
            method=there("method.html"),
            home=there("index.html"),
        )
        return dataset_block(said)

    def _embed(self, part: Drawn, preview: Preview | None) -> None:
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
                self._address(path),
                preview,
                self._address(self.edition.oembed_path(figure.figure_id)),
            ),
            body=figure_section(
                figure,
                self._picture(part, path),
                self.sources,
                self.words,
                is_moving=bool(part.controls),
                is_alone=True,
            ),
            scripts=("print", "site", "embedded"),
            counterparts=self.site.counterparts(self.words.locale, path, self.edition.url),
        )
