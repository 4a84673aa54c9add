"""Timeline: dated, sourced events over the gains, on the map, and claims to towns beside it."""

from collections.abc import Sequence
from functools import partial

from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.focus import focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import EVENT_PLACES, POKROVSK
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.ui import cached, choice, frame, pickers, render_lock, timeline

words = frame.open_page("timeline")

frame.head("timeline", words)


def beside_the_map() -> None:
    """Show how long before or after the map a publisher counted a town as taken."""
    figures, texts = cached.figures(), cached.texts(words.locale)
    drawn = frame.drawn(words) | {"place_names": texts.place_names}
    draw = partial(claim_lag, texts.claim_lags, latest=figures.latest_day, **drawn)
    frame.show_once("claim_lag", draw, words, is_table_open=True)


def on_the_map(shown: Sequence[Event], event: Event | None) -> None:
    """Show where the events were, on the map of the latest day, or on that of one event."""
    figures = cached.figures()
    reading = figures.reading_on(event.event_date if event else figures.latest_day)
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


def by_month(shown: Sequence[Event], event: Event | None) -> None:
    """Show the events over the gains of each month, one of them marked where it was asked for."""
    figures, texts = cached.figures(), cached.texts(words.locale)
    events = list(texts.events.values()) if event else list(shown)
    drawn = frame.drawn(words) | {"place_names": texts.place_names}
    draw = partial(events_by_month, events, figures.months_of_events, chosen=event, **drawn)
    look = tuple(each.event_id for each in events), event and event.event_id
    frame.show_lately("events_by_month", look, draw, words)


@render_lock.fragment
def events_chosen() -> None:
    """Choose events, or a section of them, and show it: only this runs again with others."""
    with choice.row():
        event = timeline.asked(words)
        section = None if event else timeline.section(words)
        shown = timeline.choose(words) if section in timeline.FILTERED else [event] if event else []
    if section == timeline.CLAIMS:
        beside_the_map()
        return
    if section != timeline.EVENTS and timeline.have_place(shown, words):
        on_the_map(shown, event)
    if section != timeline.PLACES and shown:
        by_month(shown, event)
    if not event:
        timeline.counts(words)
    timeline.blocks(shown, words)


events_chosen()
