"""Cities: one at a time, how much of it is occupied on any day; and all of them in a list."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pokrovsk_front.export import city_figures
from pokrovsk_front.export.city_figures import CityView
from pokrovsk_front.maps.card import dashboard_page
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.page_text.map_choices import STATE
from pokrovsk_front.ui import (
    address,
    cached,
    camera,
    choice,
    cities,
    frame,
    pickers,
    render_lock,
)

words = frame.open_page("cities")
first, last = cached.figures().first_day, cached.figures().latest_day

frame.head("cities", words)
choices = choice.row()
with choices:
    place = cities.place(words)
    measure = cities.measure(words, place.place_id) if place else None
    order = cities.order(words) if place is None else ""

if place is None or measure is None:
    cities.all_places(words, order)
    st.stop()

view = CityView(cached.figures(), place.place_id, measure, words)
opened = view.outlined_area().view()
opened = opened.seen_from(camera.opened(view.area.area_id, words))


@render_lock.fragment
def map_of_day() -> None:
    """Show what follows the day: only this is sent again with another one."""
    pickers.follow_chosen_place()
    address.tell_here()
    asked = pickers.asked(words, STATE, first, last)
    # Asked for in each run: what this part of the page holds on to outlives the figures.
    now = replace(view, library=cached.figures())
    setting = Setting(
        cached.static_url,
        opened,
        frame.scheme(),
        words,
        moves=Moves(first, last),
        city_page=dashboard_page(words.locale),
    )
    figure = city_figures.map_on(now, asked.day, setting)
    take_days = partial(pickers.take_days, first=first, last=last)
    with st.container(key="map_first"):
        frame.show_moving_map(figure, words, asked, take_days, pickers.take_place)
    frame.show_text(figure, words, has_legend=False)
    cities.sentences(now)


map_of_day()
for name, draw in city_figures.CHARTS.items():
    drawn = partial(draw, view, frame.scheme())
    frame.show_lately(name, (place.place_id, measure), drawn, words)
cities.facts(words, place.place_id)
cities.article(words, place.place_id)
