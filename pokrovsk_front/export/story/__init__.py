"""The story that the site tells, a module a page.

Every figure is the dashboard's, drawn for its default choice; nothing is computed here.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export.api import figures_json
from pokrovsk_front.export.drawing import NoBrowserError
from pokrovsk_front.export.feeds import feeds
from pokrovsk_front.export.gallery import NO_PICTURES, Gallery, draw_gallery
from pokrovsk_front.export.kept import KeptPictures
from pokrovsk_front.export.place_share_api import place_share_json
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_files import site_files
from pokrovsk_front.export.site_page import Page
from pokrovsk_front.export.site_pages import add_pages
from pokrovsk_front.export.story.cities import cities, own_page_ids
from pokrovsk_front.export.story.city import city
from pokrovsk_front.export.story.claims import claims
from pokrovsk_front.export.story.distances import distances
from pokrovsk_front.export.story.front_map import front_map
from pokrovsk_front.export.story.gains import gains
from pokrovsk_front.export.story.method import method
from pokrovsk_front.export.story.months import briefs, month_pages, months
from pokrovsk_front.export.story.overview import overview
from pokrovsk_front.export.story.people import people
from pokrovsk_front.export.story.timeline import timeline
from pokrovsk_front.model.figure import Figure

PAGES: tuple[Callable[[SiteContext], Page], ...] = (
    overview,
    front_map,
    months,
    gains,
    cities,
    people,
    distances,
    timeline,
    claims,
    method,
)
"""The pages in the order of the navigation."""


def make_site(
    locales: Sequence[str] = LOCALES,
    url: str = "",
    data_dir: Path = DATA_DIR,
    kept: KeptPictures | None = None,
    charts_script: str = "",
) -> Site:
    """Make the site.

    Args:
        locales: The languages, the one at the root first.
        url: Where it will stand, for the snippets to embed; may be empty.
        data_dir: The data folder.
        kept: The pictures of the build before. Without them, or without a Chromium, none is drawn,
            and a script of the pages draws the charts.
        charts_script: The script that draws charts; empty for Plotly as it ships.

    Raises:
        CatalogError: A table is missing or wrong.
        DrawingError: Chromium failed to draw.
        KeyError: There is no such language.
    """
    library = Library(data_dir)
    site = Site(Edition(library.data_version, library.latest_day, url), locales)
    for locale in locales:
        context = SiteContext(wording(locale), library)
        made = list(pages(context))
        gallery = _gallery(made, context, site, kept) if kept else NO_PICTURES
        add_pages(site, made, context.texts.sources, context.words, gallery, charts_script)
        site.files |= feeds(briefs(context), context, site.folder(locale), url)
    if kept:
        kept.drop_old()
    site.files |= site_files(site, [wording(locale) for locale in locales])
    site.files["api/figures.json"] = figures_json(library)
    site.files["api/place_share.json"] = place_share_json(library)
    return site


def _gallery(made: Sequence[Page], context: SiteContext, site: Site, kept: KeptPictures) -> Gallery:
    """Draw the pictures of pages; finished ones where the site knows its address."""
    edition, folder = site.edition, site.folder(context.words.locale)
    drawn = [part for page in made for part in page.figures]
    ids = [each.figure.figure_id for each in drawn] if edition.url else []
    root = edition.url.rstrip("/").partition("://")[2]
    try:
        return draw_gallery(
            drawn,
            context.texts.sources,
            context.words,
            kept,
            data_version=edition.data_version,
            addresses={each: f"{root}/{folder}{edition.embed_path(each)}" for each in ids},
        )
    except NoBrowserError:
        return NO_PICTURES


def figures(context: SiteContext) -> Iterator[Figure[Any]]:
    """Draw the figures of the story, page after page; one that several pages show comes again.

    A page is made once one of its figures is asked for. The charts of months are one, marked anew.
    """
    for page in (*_of_navigation(context), *_of_places(context)):
        yield from (part.figure for part in page.figures)


def pages(context: SiteContext) -> Iterator[Page]:
    """Make the pages of the navigation, then those of places and of months, which two list."""
    yield from _of_navigation(context)
    yield from _of_places(context)
    yield from month_pages(context)


def _of_navigation(context: SiteContext) -> Iterator[Page]:
    yield from (make(context) for make in PAGES)


def _of_places(context: SiteContext) -> Iterator[Page]:
    yield from (city(place_id, context) for place_id in own_page_ids(context))
