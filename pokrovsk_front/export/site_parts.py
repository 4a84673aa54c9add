"""Parts of a page of the site as HTML: figures with what takes them away, tables, texts."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from pokrovsk_front.export.citation import (
    PRODUCT,
    Source,
    base_cited,
    cited,
    long_citation,
    short_citation,
)
from pokrovsk_front.export.document import caption, figure_section, table_html, templates
from pokrovsk_front.export.embedding import OEmbed, embed_code, frame_height_px
from pokrovsk_front.export.gallery import FINISHED_PX, Gallery
from pokrovsk_front.export.offline_chart import chart_box, shape_buttons, stored_chart
from pokrovsk_front.export.offline_map import map_box
from pokrovsk_front.export.sharing import Preview
from pokrovsk_front.export.site import Site, way_up
from pokrovsk_front.export.site_page import Drawn, Listing, Part, scrolling
from pokrovsk_front.export.spreadsheet import csv_for_reader
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import parts as parts_text
from pokrovsk_front.page_text import take_away


@dataclass(frozen=True, slots=True)
class SiteParts:
    """Renders the parts of pages in one language.

    Attributes:
        site: Where their files go.
        sources: Sources by `source_id`.
        words: The language.
        gallery: The pictures that the build has drawn.
    """

    site: Site
    sources: Mapping[str, Source]
    words: Wording
    gallery: Gallery

    @property
    def folder(self) -> str:
        """The folder of the language."""
        return self.site.folder(self.words.locale)

    def address(self, path: str) -> str:
        """Give the whole address of a file of this language, if the site knows its own."""
        url = self.site.edition.url
        return f"{url.rstrip('/')}/{self.folder}{path}" if url else ""

    def part(self, part: Part, path: str) -> Markup:
        """Render a part of the page that lies at a path in the folder of the language."""
        match part:
            case Drawn():
                return self.figure(part, path)
            case Listing():
                link = self._csv_link(part.table, part.table.make_rows(), path)
                return scrolling(part.shown, part.table.about) + link
            case parts_text.Table():
                rows = part.make_rows()
                link = self._csv_link(part, rows, path)
                return scrolling(table_html(rows, part.links), part.about) + link
            case _:
                return part

    def figure(self, part: Drawn, path: str, *, is_alone: bool = False) -> Markup:
        """Render a figure; `is_alone` in the frame of another site, which has no room for more."""
        return figure_section(
            part.figure,
            self._picture(part, path, is_alone=is_alone),
            self.sources,
            self.words,
            after=Markup() if is_alone else self._more(part, path),
            is_moving=bool(part.controls),
            is_alone=is_alone,
        )

    def oembed(self, part: Drawn) -> OEmbed:
        """Say how a figure is embedded; the site must know its address."""
        figure = part.figure
        address = self.address(self.site.edition.embed_path(figure.figure_id))
        height_px = frame_height_px(part, caption(figure, self.sources, self.words))
        preview = self.preview(part)
        return OEmbed(
            title=figure.headline,
            provider=self.words.gettext(PRODUCT),
            provider_url=self.address(""),
            code=embed_code(address, figure.headline, height_px),
            height_px=height_px,
            thumbnail=preview.picture if preview else None,
        )

    def preview(self, part: Drawn) -> Preview | None:
        """Give the picture of a figure for who links to it, where there is one."""
        path = self._finished(part)
        if not path or not self.site.edition.url:
            return None
        return Preview(self.address(path), part.figure.alt, *FINISHED_PX)

    def _picture(self, part: Drawn, path: str, *, is_alone: bool) -> Markup:
        up = way_up(path)
        finished = "" if is_alone else self._finished(part)
        rows = "" if is_alone else self._csv(part.figure.figure_id, part.figure.table)
        taken = {"finished": finished and up + finished, "rows": rows and up + rows}
        if part.map is None:
            return self._chart(part, path, taken) + part.controls
        root, name = way_up(self.folder + path), part.figure.figure_id
        posters = {
            scheme: root + self.site.asset(f"{name}_{scheme}", "svg", svg)
            for scheme, svg in part.map.posters.items()
        }
        box = map_box(
            part.figure,
            part.map.offline,
            posters,
            self.words,
            starts_at_once=part.map.starts_at_once,
        )
        take = templates.get_template("take.html.j2").render(
            **taken, figure=part.figure, is_map=True, text=take_away, _=self.words.gettext
        )
        return part.choices + box + Markup(take) + part.controls  # noqa: S704 (the template escapes)

    def _chart(self, part: Drawn, path: str, taken: Mapping[str, str]) -> Markup:
        figure = part.figure
        stored = self.site.asset(f"chart_{figure.figure_id}", "js", stored_chart(figure))
        return chart_box(
            figure,
            self.sources,
            self.words,
            data_version=self.site.edition.data_version,
            address=self.address(self.site.edition.embed_path(figure.figure_id)),
            stills=self.gallery.stills.get(figure.figure_id, Markup()),
            stored=way_up(self.folder + path) + stored,
            **taken,
        )

    def _finished(self, part: Drawn) -> str:
        """Add the finished picture of a figure, and give its path; empty where there is none."""
        picture = self.gallery.finished.get(part.figure.figure_id)
        if picture is None:
            return ""
        path = self.site.edition.picture_path(part.figure.figure_id)
        self.site.files[self.folder + path] = picture
        return path

    def _csv(self, name: str, rows: pd.DataFrame) -> str:
        path = self.site.edition.table_path(name)
        self.site.files[self.folder + path] = csv_for_reader(rows, self.words.locale)
        return path

    def _csv_link(self, table: parts_text.Table, rows: pd.DataFrame, path: str) -> Markup:
        rows = self._with_whole_addresses(table.file_rows(rows), table.links, path)
        return Markup('<p class="csv"><a href="{}" download="{}">{}</a></p>').format(
            way_up(path) + self._csv(table.name, rows),
            table.file_name,
            self.words.gettext(parts_text.DOWNLOAD_ROWS),
        )

    def _with_whole_addresses(
        self, rows: pd.DataFrame, links: Sequence[tuple[str, str]], path: str
    ) -> pd.DataFrame:
        """Make the addresses of a table whole: a file that is taken away lies on no page.

        Args:
            rows: The table.
            links: As of `Table`.
            path: The page that its relative addresses start from.

        Returns:
            The table; a column is left out where the site knows none of its addresses.
        """
        for _linked, column in links:
            whole = [self._whole_address(str(each), path) for each in rows[column]]
            rows = rows.assign(**{column: whole}) if any(whole) else rows.drop(columns=column)
        return rows

    def _whole_address(self, link: str, path: str) -> str:
        if not link or "://" in link:
            return link
        return self.address(posixpath.normpath(posixpath.join(posixpath.dirname(path), link)))

    def _more(self, part: Drawn, path: str) -> Markup:
        """Render what an editor takes: other pictures, citations, the code of the embed."""
        figure, edition = part.figure, self.site.edition
        version, alone = edition.data_version, edition.embed_path(figure.figure_id)
        sources, link = cited(figure, self.sources), self.address(alone)
        brief = short_citation(figure, sources, version, link, self.words)
        base = base_cited(figure, self.sources)
        full = long_citation(figure, sources, version, link, self.words, base)
        return Markup(  # noqa: S704 (the template escapes what it is given)
            templates.get_template("more.html.j2").render(
                shapes=shape_buttons(self.words) if part.map is None else "",
                citations=(brief, full),
                version=version,
                alone=way_up(path) + alone,
                code=self.oembed(part).code if edition.url else "",
                fitting=self.words.gettext(take_away.FITTING),
                text=take_away,
                _=self.words.gettext,
            )
        )
