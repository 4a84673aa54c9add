"""A city: its map by day, its share and distance by day, what is known of it, what to quote."""

from dataclasses import replace

import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.export import city_figures
from pokrovsk_front.export.city_figures import ARTICLE_ID, CityView
from pokrovsk_front.export.moving_map import day_choices, day_panel
from pokrovsk_front.export.offline_map import Moving
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, Part, drawn_chart, heading
from pokrovsk_front.export.story.cities import PAGE_ID, city_page_id
from pokrovsk_front.export.story.parts import quotation
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.model.figure import Figure, Picture, Scheme
from pokrovsk_front.model.place_share_text import place_share_sentence
from pokrovsk_front.page_text import city_facts
from pokrovsk_front.page_text.heads import Head


def city(place_id: str, context: SiteContext) -> Page:
    """Make the page of a place, by its outline or, where it has none, by the circle round it."""
    measure = city_figures.default_measure(context.library, place_id)
    view = CityView(context.library, place_id, measure, context.words)
    return Page(
        city_page_id(place_id),
        _head(view, context),
        (
            _map(view, context),
            *_sentences(view, context),
            drawn_chart(_of(city_figures.share_by_day(view, "light"), place_id)),
            drawn_chart(_of(city_figures.distance_by_day(view, "light"), place_id)),
            *_facts(place_id, context),
            *_article(place_id, context),
        ),
        parent_id=PAGE_ID,
    )


def _head(view: CityView, context: SiteContext) -> Head:
    name = context.texts.place_names[view.place_id]
    latest = view.library.place_shares.on(view.area.area_id, view.library.latest_day)
    return Head(
        name,
        context.words.gettext("{city}: how much of it is occupied").format(city=name),
        place_share_sentence(latest, view.name, context.words),
    )


def _map(view: CityView, context: SiteContext) -> Drawn:
    library, words = context.library, context.words
    moves = Moves(library.first_day, library.latest_day)
    opened = view.outlined_area().view()

    def moving(scheme: Scheme) -> Figure[pdk.Deck]:
        setting = context.setting(scheme, opened, moves)
        return _of(city_figures.map_on(view, library.latest_day, setting), view.place_id)

    places = library.table("places")
    own = places[places["place_id"] == view.place_id]
    panel = day_panel(f"city_map_{view.place_id}", library, own, words)
    return context.map(moving, moving=Moving(), controls=panel, choices=day_choices(words))


def _of(figure: Figure[Picture], place_id: str) -> Figure[Picture]:
    """Name a figure after its place: a figure has one name on the whole site."""
    return replace(figure, figure_id=f"{figure.figure_id}_{place_id}", about="")


def _sentences(view: CityView, context: SiteContext) -> list[Part]:
    """Give the sentences of the latest day and, of a city of the article, of its day."""
    said = [*city_figures.sentences_on(view, context.library.latest_day)]
    published = context.texts.sources[ARTICLE_ID].published_date
    if context.library.places[view.place_id].is_in_article and published:
        said += city_figures.sentences_on(view, published)
    _ = context.words.gettext
    shown: list[Part] = [heading("sentences", _(city_facts.SENTENCES_TITLE)), quotation(said)]
    if context.library.places[view.place_id].is_in_article and published:
        link = Markup('<p><a href="#day={}">{}</a></p>')
        text = _("Map of the day of the article, {day}").format(day=context.words.day(published))
        shown.append(link.format(published.isoformat(), text))
    return shown


def _facts(place_id: str, context: SiteContext) -> list[Part]:
    words, _ = context.words, context.words.gettext
    table = city_facts.facts(context.texts, place_id, words)
    links = [
        ("distances.html", _(city_facts.DISTANCES_BY_DAY)),
        ("timeline.html", _(city_facts.ITS_EVENTS)),
    ]
    if place_id in context.texts.people_by_place:
        is_named = context.library.places[place_id].is_in_article
        anchor = f"#people_of_{place_id}" if is_named else ""
        links.insert(0, (f"people.html{anchor}", _(city_facts.EVERY_COUNT)))
    listed = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(*each) for each in links)
    return [
        heading("facts", _(city_facts.FACTS_TITLE)),
        table,
        Markup("<p>{}</p>").format(listed),
    ]


def _article(place_id: str, context: SiteContext) -> list[Part]:
    words, texts = context.words, context.texts
    found = city_facts.claims_of(texts.claims, texts.population, place_id)
    if not found:
        return []
    address = "claims.html#{claim_id}"
    return [
        heading("article", words.gettext(city_facts.ARTICLE_TITLE)),
        city_facts.article(place_id, texts, found, words, address),
    ]
