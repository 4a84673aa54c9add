"""Distances: each city to the front by day, city to city, and the article's distance."""

from collections.abc import Callable
from datetime import date
from functools import partial

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.charts import distances as charts
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.model.distances import Order, matrix_from
from pokrovsk_front.page_text import distances as distance_text
from pokrovsk_front.ui import cached, choice, distances, frame, render_lock

words = frame.open_page("distances")

frame.head("distances", words)


def to_front(chosen: list[Place], days: tuple[date, date]) -> None:
    """Show how far the cities were from the front by day, and how that changed over two days."""
    if not (lines := distances.lines(words, chosen, days)):
        return
    near = distances.events_beside(lines[0].moved, words)
    look = days, tuple(each.place_id for each in chosen)
    draw = partial(charts.to_front, lines, events=near, **frame.drawn(words, "geonames"))
    frame.show_lately("to_front", look, draw, words)
    distances.events_link(words)
    distances.note(words)
    frame.table(distance_text.two_days(lines, cached.figures().places, words), words)
    distances.heights_note(words, chosen)
    distances.sentences(lines, words)


def to_each_other(chosen: list[Place], start: Place, order: Order) -> None:
    """Show how far the cities are from the one to start from, then from each other."""
    figures, names = cached.figures(), cached.texts(words.locale).place_names
    points = {each.place_id: each.point_deg for each in chosen}
    kilometres = matrix_from(points, start.place_id, names, order)
    if len(chosen) > 1:
        star = Star.of(kilometres, names, points)
        setting = Setting(cached.static_url, star.view(), frame.scheme(), words)
        source_ids = frame.drawn(words, "geonames")["source_ids"]
        latest = figures.reading_on(figures.latest_day)
        draw = partial(pairs_figure, star, latest, setting=setting, source_ids=source_ids)
        frame.show_lately("pairs", tuple(kilometres.index), draw, words)
    frame.table(distance_text.city_to_city(kilometres, names, words), words)
    distances.note(words)


def in_the_article() -> None:
    """Show what the distance that the article printed could have meant."""
    figures, texts = cached.figures(), cached.texts(words.locale)
    measured = figures.printed_distance, texts.distance_claim, figures.printed_distance_reached
    drawn = frame.drawn(words, "geonames") | {"names": texts.place_names}
    frame.show_once("printed_distance", partial(printed_readings, *measured, **drawn), words)
    distances.claim_link(words)
    distances.note(words)


@render_lock.fragment
def cities_and_distances() -> None:
    """Choose cities and days and show their distances: only this runs again with others."""
    show: Callable[[], None] = in_the_article
    with choice.row():
        section = distances.section(words)
        if section != distances.PRINTED:
            menu = distances.menu(words, section)
            if not (chosen := distances.choose(words, menu)):
                return
            with menu:
                if section == distances.FRONT:
                    show = partial(to_front, chosen, distances.two_days(words))
                else:
                    show = partial(to_each_other, chosen, *distances.origin(words, chosen))
    show()


cities_and_distances()
