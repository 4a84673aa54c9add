"""Distances: each city of the article to the front by day, from Pokrovsk to each, as printed."""

from pokrovsk_front.charts import distances as distance_charts
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, Part, drawn_chart, heading
from pokrovsk_front.export.story.parts import chart_options, quotation
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.distances import matrix_from
from pokrovsk_front.model.front_distance import events_near, lines_to_front
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.sentences import movement_sentence
from pokrovsk_front.page_text import distances as distance_text
from pokrovsk_front.page_text.heads import head


def distances(context: SiteContext) -> Page:
    """Make the page."""
    places, names = context.library.places, context.texts.place_names
    # Pokrovsk comes first: the chart explains the line of the first city.
    cities = sorted(
        (key for key, place in places.items() if place.is_in_article),
        key=lambda key: (key != "pokrovsk", alphabetical(names[key])),
    )
    return Page(
        "distances",
        head("distances", context.words),
        (
            *_to_the_front(cities, context),
            *_from_city_to_city(cities, context),
            _as_printed(context),
        ),
    )


def _to_the_front(cities: list[str], context: SiteContext) -> list[Part]:
    words, _, library, texts = context.words, context.words.gettext, context.library, context.texts
    lines = lines_to_front(
        {key: texts.place_names[key] for key in cities},
        library.distances_by_place,
        library.coverage,
        library.daily_area,
        (RECENT_ERA_FIRST_DAY, library.latest_day),
        {key: library.place_shares.days_of_place(key) for key in cities},
    )
    moved = lines[0].moved
    shown = [library.places[key] for key in cities]
    near = events_near(texts.events.values(), moved.place_id, library.points_deg, moved)
    return [
        drawn_chart(
            distance_charts.to_front(lines, events=near, **chart_options(context, "geonames"))
        ),
        blocks(distance_text.note(texts.sources, words)),
        distance_text.two_days(lines, library.places, words),
        blocks(distance_text.heights_note(shown, texts.sources, words)),
        heading("sentences", _(distance_text.SENTENCES_TITLE)),
        quotation(movement_sentence(line.moved, line.name, words) for line in lines),
    ]


def _from_city_to_city(cities: list[str], context: SiteContext) -> list[Part]:
    names, points = context.texts.place_names, context.library.points_deg
    kilometres = matrix_from({key: points[key] for key in cities}, cities[0], names)
    return [
        _star(Star.of(kilometres, names, points), context),
        distance_text.city_to_city(kilometres, names, context.words),
    ]


def _star(star: Star, context: SiteContext) -> Drawn:
    library = context.library
    return context.map(
        lambda scheme: pairs_figure(
            star,
            library.reading_on(library.latest_day),
            setting=context.setting(scheme, star.view()),
            source_ids=(*library.archive_source_ids, "geonames"),
        )
    )


def _as_printed(context: SiteContext) -> Drawn:
    library, texts = context.library, context.texts
    return drawn_chart(
        printed_readings(
            library.printed_distance,
            texts.distance_claim,
            library.printed_distance_reached,
            names=texts.place_names,
            **chart_options(context, "geonames"),
        )
    )
