"""Controls and texts of the page of cities: place, measure, list of all, facts, sentences."""

from functools import partial

import streamlit as st

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.export.city_figures import (
    ARTICLE_ID,
    CityView,
    default_measure,
    sentences_on,
)
from pokrovsk_front.export.document import table_html
from pokrovsk_front.export.spreadsheet import csv_for_reader
from pokrovsk_front.model import city_text
from pokrovsk_front.model.figure import file_stem
from pokrovsk_front.model.place_share import Measure
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import city_facts, city_list
from pokrovsk_front.page_text.parts import ALL_PLACES, DOWNLOAD_ROWS
from pokrovsk_front.ui import cached, frame, fresh, pickers
from pokrovsk_front.ui.choice import choice

POKROVSK_ID = "pokrovsk"
SEARCH_PX = 230
"""Width of the search field: the way back to all places fits beside it on a telephone."""

STYLE = """<style>
.city-list .rows td:first-child { min-width: 6rem }
.city-list .rows td:nth-child(3) { min-width: 8.5rem }
.city-list .rows :is(th, td):nth-child(n + 4) { min-width: 8rem }
@media (max-width: 768px) {
  .city-list .rows img { width: 4.5rem }
  .city-list .rows a { white-space: normal }
  .city-list .rows :is(th, td):nth-child(n) { min-width: 4.75rem; padding-right: .5rem }
}
.city-list img { display: block; width: 7rem; height: 1.6rem;
        background: color-mix(in srgb, currentColor 9%, transparent) }
.city-list a { font-weight: 600 }
</style>"""


def place(words: Wording) -> Place | None:
    """Search field of places, by any spelling; a chosen place has a way back to all."""
    hint = words.gettext("Find a city, any spelling")
    found = pickers.place(words, cached.figures().places, hint, width=SEARCH_PX)
    if found:
        st.button(words.gettext(ALL_PLACES), on_click=_show_all, key="all_places")
    return found


def _show_all() -> None:
    st.session_state["place"] = None


def measure(words: Wording, place_id: str) -> Measure:
    """Picker of the measures that a place has; its outline by default, else the circle."""
    own = cached.figures().place_shares.of_place(place_id)
    names = {each.value: city_text.measure_name(each, words) for each in own}
    default = default_measure(cached.figures(), place_id)
    label = words.gettext("Measure")
    return Measure(choice(label, names, words, default=default.value, key="measure"))


def order(words: Wording) -> str:
    """Picker of the order of the list."""
    names = {key: words.gettext(name) for key, name in city_list.ORDERS.items()}
    label = words.gettext("Order")
    return choice(label, names, words, default=city_list.BY_SHARE, key="order")


def all_places(words: Wording, shown_order: str) -> None:
    """Show all places in an order, each with a small chart and a link to its page."""
    variant = f"{words.locale} {frame.scheme()} {shown_order}"
    make = partial(_listed, shown_order, words)
    body, csv = cached.drawn_once("city_list", variant, make)
    fresh.markdown("city_list_lead", city_list.lead(shown_order, words))
    with fresh.block("city_list", body):
        st.html(body)
    fresh.markdown("small_charts", city_list.small_charts(cached.figures().latest_day, words))
    st.download_button(
        words.gettext(DOWNLOAD_ROWS),
        csv,
        file_name=f"{file_stem('cities', [cached.figures().latest_day])}.csv",
        mime="text/csv",
        on_click="ignore",
    )
    figures = cached.figures()
    source_ids = (*figures.archive_source_ids, "geonames", "openstreetmap")
    frame.cite(words, source_ids, figures.latest_day)


def _listed(shown_order: str, words: Wording) -> tuple[str, bytes]:
    listed = city_list.in_order(city_list.cities(cached.texts(words.locale)), shown_order)
    addresses = {
        each.place_id: f"cities?place={each.place_id}&lang={words.locale}" for each in listed
    }
    rows = city_list.linked_rows(listed, addresses, [frame.scheme()], words)
    about = words.gettext(city_list.LIST_LABEL)
    body = (
        f"{frame.TABLE_STYLE}{STYLE}<div class='city-list rows-box' role='region' "
        f"aria-label='{about}' tabindex='0' style='overflow-x:auto'>"
        f"{table_html(rows, classes='rows')}</div>"
    )
    return body, csv_for_reader(city_list.rows(listed, words), words.locale)


def facts(words: Wording, place_id: str) -> None:
    """Show people, height, rail hub and neighbours, and where there is more."""
    _, texts = words.gettext, cached.texts(words.locale)
    fresh.heading(_(city_facts.FACTS_TITLE), "facts")
    frame.table(city_facts.facts(texts, place_id, words), words)
    with st.container(horizontal=True):
        if place_id in texts.people_by_place:
            label = _(city_facts.EVERY_COUNT)
            st.page_link("pages/people.py", label=label, query_params={"city": place_id})
        query = {"cities": place_id}
        st.page_link("pages/distances.py", label=_(city_facts.DISTANCES_BY_DAY), query_params=query)
        st.page_link(
            "pages/timeline.py", label=_(city_facts.ITS_EVENTS), query_params={"place": place_id}
        )


def article(words: Wording, place_id: str) -> None:
    """Show what the article says of the place, with the verdicts."""
    texts = cached.texts(words.locale)
    found = city_facts.claims_of(texts.claims, texts.population, place_id)
    if found:
        fresh.heading(words.gettext(city_facts.ARTICLE_TITLE), "article")
        frame.table(city_facts.article(place_id, texts, found, words), words)


def sentences(view: CityView) -> None:
    """Offer the share and the distance on the day chosen as sentences to copy."""
    day = st.session_state.get("day", view.library.latest_day)
    fresh.heading(view.words.gettext(city_facts.SENTENCES_TITLE), "sentences")
    fresh.to_copy("sentences", "\n".join(sentences_on(view, day)), view.words)


def when_the_article_appeared(words: Wording) -> None:
    """Link to Pokrovsk on the day of the article, with how much of it was occupied."""
    figures, texts = cached.figures(), cached.texts(words.locale)
    day = texts.sources[ARTICLE_ID].published_date
    if day is None:
        return
    area = figures.place_shares.of_place(POKROVSK_ID)[Measure.OUTLINE]
    share = figures.place_shares.on(area.area_id, day)
    st.page_link(
        "pages/cities.py",
        label=words.gettext("Pokrovsk: {occupied} occupied when the article appeared").format(
            occupied=share_text(share.occupied_pct, words)
        ),
        query_params={"place": POKROVSK_ID, "day": day.isoformat()},
    )
