"""Front map: where the line ran on any day, what changed between two, and when."""

from datetime import timedelta

import streamlit as st

from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.focus import focus_on, focus_text
from pokrovsk_front.maps.front import BASE_SOURCE_IDS, Setting
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.ui import cached, camera, frame, fresh, online_map, pickers, player

words = frame.open_page("front_map")
_ = words.gettext
first, last = cached.figures().first_day, cached.figures().latest_day
daily, places = cached.figures().daily_area, cached.figures().table("places")

frame.head("front_map", words)
views, choice = st.columns(2)
with views:
    view_id = pickers.view_id(words)
    view = VIEWS[view_id].seen_from(camera.opened(view_id, words))
with choice:
    label = _("Choose a place, or click one on the map")
    place = pickers.place(words, cached.figures().places, label)
picture, below = st.container(), st.container()
with below:
    playing = player.choose(words, last)
    street_map = online_map.choose(words)
    frame.credit_base_map(words, () if street_map else BASE_SOURCE_IDS)


def days_and_map() -> None:
    """Choose what to show and show it: only this is sent again when the day moves."""
    player.advance(playing, first, last)
    mode = pickers.mode(words)
    day = pickers.day(words, first, last)
    reading = reading_on(daily, day)
    # Asked for in each run: what this part of the page holds on to outlives the figures.
    figures = cached.figures()
    distances = figures.distances_on(reading.as_of_date)
    focus = focus_on(*pickers.named_point(place, words), distances) if place else None
    setting = Setting(cached.static_url, view, frame.scheme(), words, focus, street_map)
    sources = figures.archive_source_ids
    if mode == pickers.DIFFERENCE:
        against = pickers.other_day(words, first, last, default=last - timedelta(days=365))
        pair = (reading_on(daily, against), reading)
        earlier, later = sorted(pair, key=lambda each: each.as_of_date)
        change = change_between(figures.cell_changes, earlier.as_of_date, later.as_of_date)
        sources = figures.sources_of(earlier, later)
        figure = difference_figure(
            earlier, later, change, daily_area=daily, setting=setting, source_ids=sources
        )
    elif mode == pickers.MONTHS:
        figure = months_figure(reading, daily_area=daily, setting=setting, source_ids=sources)
    else:
        figure = state_figure(
            reading,
            daily_area=daily,
            places=places,
            distances=distances,
            setting=setting,
            source_ids=sources,
        )
    frame.show(figure, words, pickers.take_place, on_camera=camera.rested, is_base_credited=False)
    if focus:
        fresh.markdown("focus", focus_text(focus, places, reading, words))


with picture:
    player.run(days_and_map, playing)
