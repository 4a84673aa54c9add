"""Distances: each city to the front by day, city to city, and the article's distance."""

from functools import partial

from pokrovsk_front.charts import distances as charts
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.model.distances import distance_matrix, order_from
from pokrovsk_front.model.front_distance import events_near
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.page_text import distances as distance_text
from pokrovsk_front.ui import cached, choice, distances, frame

words = frame.open_page("distances")
figures, texts = cached.figures(), cached.texts(words.locale)

frame.head("distances", words)
names = texts.place_names
points = {key: place.point_deg for key, place in figures.places.items()}
drawn = frame.drawn(words, "geonames")
chosen, days = [], (figures.first_day, figures.latest_day)
with choice.row():
    section = distances.section(words)
    if section != distances.PRINTED:
        menu = distances.menu(words, section)
        chosen = distances.choose(words, menu)
        with menu:
            if section == distances.FRONT:
                days = distances.two_days(words, *days)
            elif chosen:
                start, order = distances.origin(words, chosen)

if section == distances.FRONT and chosen:
    lines = distances.lines(words, chosen, days)
    if lines:
        moved = lines[0].moved
        near = events_near(texts.events.values(), moved.place_id, points, moved)
        look = days, tuple(each.place_id for each in chosen)
        draw = partial(charts.to_front, lines, events=near, **drawn)
        frame.show_lately("to_front", look, draw, words)
        distances.events_link(words)
        distances.note(words)
        frame.table(distance_text.two_days(lines, figures.places, words), words)
        distances.heights_note(words, chosen)
        distances.sentences(lines, words)

if section == distances.CITIES and chosen:
    kilometres = distance_matrix({each.place_id: points[each.place_id] for each in chosen})
    shown = order_from(kilometres, start.place_id, names, order)
    kilometres = kilometres.loc[shown, shown]
    if len(shown) > 1:
        star = Star.of(kilometres, names, points)
        setting = Setting(cached.static_url, star.view(), frame.scheme(), words)
        draw = partial(
            pairs_figure,
            star,
            reading_on(figures.daily_area, figures.latest_day),
            setting=setting,
            source_ids=drawn["source_ids"],
        )
        frame.show_lately("pairs", tuple(shown), draw, words)
    frame.table(distance_text.city_to_city(kilometres, names, words), words)
    distances.note(words)

if section == distances.PRINTED:
    readings, reached = figures.printed_distance, figures.printed_distance_reached
    draw = partial(printed_readings, readings, texts.distance_claim, reached, names=names, **drawn)
    frame.show_once("printed_distance", draw, words)
    distances.claim_link(words)
    distances.note(words)
