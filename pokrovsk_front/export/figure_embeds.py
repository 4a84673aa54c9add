"""Code that embeds a figure of the static site, found without making the site."""

from collections.abc import Callable
from dataclasses import dataclass

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.export.gallery import NO_PICTURES
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page
from pokrovsk_front.export.site_parts import SiteParts
from pokrovsk_front.export.story import PAGES
from pokrovsk_front.export.story.cities import own_page_ids
from pokrovsk_front.export.story.city import city

CITIES, PEOPLE, FRONT_MAP = "cities", "people", "front_map"
MAKERS: dict[str, Callable[[SiteContext], Page]] = {make.__name__: make for make in PAGES}
"""Pages of the site by their names, which are those of the dashboard and of the functions."""

ONE_CITY, OF_A_DAY = "people_of_city", "front_state"
"""Figures of the dashboard that the site has under another name."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A figure of the site that another site can show.

    Attributes:
        headline: What it says: the site has a figure for the choice that its page opens with.
        code: The code to paste, as HTML.
    """

    headline: str
    code: str


def embeds_on(context: SiteContext, url: str, page_id: str, place_id: str = "") -> dict[str, Embed]:
    """Give the code of the figures that the site has of a page of the dashboard.

    Args:
        context: The figures, and the language.
        url: Where the site stands.
        page_id: Name of the page of the dashboard.
        place_id: The place that it shows; empty where it shows none.

    Returns:
        The embeds by the `figure_id` that the dashboard has, whose code works where `url` is
        known; none of a page, or of a place, that
        the site has not.
    """
    page = _page(context, page_id, place_id)
    site = Site(Edition(context.library.data_version, context.library.latest_day, url), LOCALES)
    parts = SiteParts(site, context.texts.sources, context.words, NO_PICTURES)
    return {
        _on_dashboard(part.figure.figure_id, page_id, place_id): Embed(
            part.figure.headline, parts.oembed(part).code
        )
        for part in (page.figures if page else ())
    }


def _page(context: SiteContext, page_id: str, place_id: str) -> Page | None:
    if page_id == CITIES and place_id:
        return city(place_id, context) if place_id in own_page_ids(context) else None
    make = MAKERS.get(page_id)
    return make(context) if make else None


def _on_dashboard(figure_id: str, page_id: str, place_id: str) -> str:
    """Give the name that the dashboard has for a figure of the site."""
    if page_id == CITIES:
        return figure_id.removesuffix(f"_{place_id}")
    if page_id == PEOPLE and figure_id == f"people_of_{place_id}":
        return ONE_CITY
    return OF_A_DAY if page_id == FRONT_MAP and figure_id == "front_by_day" else figure_id
