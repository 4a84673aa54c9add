"""Timeline: dated, sourced events over the gains, on the map, and claims to towns beside it."""

from functools import partial

import streamlit as st

from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.focus import focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import EVENT_PLACES, POKROVSK
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.ui import cached, choice, frame, pickers, timeline
from pokrovsk_front.ui.address_keys import EVENT

words = frame.open_page("timeline")

frame.head("timeline", words)
with choice.row():
    event = timeline.asked(words)
    section = EVENT if event else timeline.section(words)
    shown = timeline.choose(words) if section in timeline.FILTERED else [event] if event else []
figures, texts = cached.figures(), cached.texts(words.locale)
drawn, names, latest = frame.drawn(words), texts.place_names, figures.latest_day

if section == timeline.CLAIMS:
    draw = partial(claim_lag, texts.claim_lags, place_names=names, latest=latest, **drawn)
    frame.show_once("claim_lag", draw, words, is_table_open=True)
    st.stop()

if section != timeline.EVENTS and timeline.have_place(shown, words):
    reading = reading_on(figures.daily_area, event.event_date if event else latest)
    distances = figures.distances_on(reading.as_of_date)
    view, focus = EVENT_PLACES, None
    if event and event.place_id:
        point = pickers.named_point(figures.places[event.place_id], words)
        view, focus = POKROVSK.at(*point[2]), focus_on(*point, distances)
    draw = partial(
        places_figure,
        shown,
        reading=reading,
        places=figures.table("places"),
        distances=distances,
        setting=Setting(cached.static_url, view, frame.scheme(), words, focus),
        source_ids=figures.archive_source_ids,
        shares=figures.place_shares.of_places_on(figures.places, reading.as_of_date),
    )
    look = tuple(each.event_id for each in shown), event and event.event_id
    frame.show_lately("events_on_the_map", look, draw, words)

if section != timeline.PLACES and shown:
    all_or_shown = list(texts.events.values()) if event else shown
    months = figures.months_of_events
    look = tuple(each.event_id for each in all_or_shown), event and event.event_id
    by_month = partial(
        events_by_month, all_or_shown, months, place_names=names, chosen=event, **drawn
    )
    frame.show_lately("events_by_month", look, by_month, words)

if not event:
    timeline.counts(words)
timeline.blocks(shown, words)
