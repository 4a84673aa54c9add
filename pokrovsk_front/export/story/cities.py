"""Cities: all places by how much of the land around them is occupied, and who has a page."""

from markupsafe import Markup

from pokrovsk_front.export.document import table_html
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SCHEMES, SiteContext
from pokrovsk_front.export.site_page import Listing, Page
from pokrovsk_front.model.gazetteer import by_name
from pokrovsk_front.model.messages import N_
from pokrovsk_front.page_text import city_list
from pokrovsk_front.page_text.city_list import ListedCity
from pokrovsk_front.page_text.heads import head
from pokrovsk_front.page_text.parts import Table

PAGE_ID = "cities"
OWN_PAGES = N_("Places with a page of their own:")


def own_page_ids(context: SiteContext) -> list[str]:
    """List the places that have a page: those of the article, and those with counts of people.

    Returns:
        Their `place_id`, by name in the language.
    """
    names, counted = context.texts.place_names, context.texts.people_by_place
    named = (
        key
        for key, place in context.library.places.items()
        if place.is_in_article or key in counted
    )
    return by_name(named, names)


def city_page_id(place_id: str) -> str:
    """Name the page of a place."""
    return f"city_{place_id}"


def cities(context: SiteContext) -> Page:
    """Make the page."""
    words = context.words
    listed = city_list.in_order(city_list.cities(context.texts), city_list.BY_SHARE)
    addresses = {key: f"{city_page_id(key)}.html" for key in own_page_ids(context)}
    return Page(
        PAGE_ID,
        head(PAGE_ID, words),
        (
            _links(addresses, context),
            blocks(city_list.lead(city_list.BY_SHARE, words)),
            _list(listed, addresses, context),
            blocks(city_list.small_charts(context.library.latest_day, words)),
        ),
    )


def _links(addresses: dict[str, str], context: SiteContext) -> Markup:
    names = context.texts.place_names
    links = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(address, names[key])
        for key, address in addresses.items()
    )
    return Markup('<p class="own-pages">{} {}</p>').format(context.words.gettext(OWN_PAGES), links)


def _list(listed: list[ListedCity], addresses: dict[str, str], context: SiteContext) -> Listing:
    """List the places, their small charts in the colours of either scheme."""
    words = context.words
    return Listing(
        Table(
            PAGE_ID,
            words.gettext(city_list.LIST_LABEL),
            lambda: city_list.rows(listed, words),
        ),
        table_html(city_list.linked_rows(listed, addresses, SCHEMES, words), classes="city-list"),
    )
