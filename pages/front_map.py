"""Front map: where the line ran on any day, what changed between two, and when."""

from functools import partial

import streamlit as st

from pokrovsk_front.export.front_figures import answer_on, front_figure
from pokrovsk_front.maps.card import dashboard_page
from pokrovsk_front.maps.focus import around_text, focus_on
from pokrovsk_front.maps.front import BASE_SOURCE_IDS, Setting
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.ui import (
    address,
    cached,
    camera,
    choice,
    frame,
    fresh,
    online_map,
    pickers,
    render_lock,
)

words = frame.open_page("front_map")
_ = words.gettext
first, last = cached.figures().first_day, cached.figures().latest_day
moves = Moves(first, last, cached.texts(words.locale).breaks)
city_page = dashboard_page(words.locale)

frame.head("front_map", words)
choices = choice.row()
with choices:
    view_id = pickers.view_id(words)
    view = VIEWS[view_id].seen_from(camera.opened(view_id, words))
    place = pickers.place(words, cached.figures().places, _("Place"))
with st.container():
    street_map = online_map.choose(words)
    frame.credit_base_map(words, () if street_map else BASE_SOURCE_IDS)


@render_lock.fragment
def mode_and_map() -> None:
    """Show what is chosen: only this is sent again with another mode or day."""
    pickers.follow_chosen_place()
    address.tell_here()
    mode = pickers.mode(words)
    with choice.under_row():
        days_and_map(mode)


def days_and_map(mode: str) -> None:
    """Show the map of the day, or the two days, that are chosen, and its text."""
    asked = pickers.asked(words, mode, first, last)
    # Asked for in each run: what this part of the page holds on to outlives the figures.
    figures = cached.figures()
    reading = figures.reading_on(asked.day)
    distances = figures.distances_on(reading.as_of_date)
    focus = focus_on(*pickers.named_point(place, words), distances) if place else None
    setting = Setting(
        cached.static_url, view, frame.scheme(), words, focus, street_map, moves, city_page
    )
    draw = partial(front_figure, figures, asked, setting)
    figure = frame.drawn_lately(
        "front", (asked, view, place and place.place_id, street_map), draw, words
    )
    take_days = partial(pickers.take_days, first=first, last=last)
    answer = answer_on(figures, focus, reading.as_of_date, words) if focus else ""
    with st.container(key="map_first"):
        frame.show_moving_map(figure, words, asked, take_days, pickers.take_place, answer)
    frame.show_text(figure, words, is_base_credited=False, has_legend=False)
    if focus:
        fresh.markdown("focus", around_text(focus, figures.table("places"), reading, words))


with choices:
    mode_and_map()
