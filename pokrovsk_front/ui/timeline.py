"""Controls and texts of the timeline: counts, filters, blocks of events.

The address keeps the filters and, as `?event=`, the one event that a link opens.
"""

from collections.abc import Collection, Sequence

import streamlit as st

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.model.timeline import CERTAINTIES, KINDS, Event, chosen_events
from pokrovsk_front.model.timeline_text import certainty_name, kind_name
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import events as events_text
from pokrovsk_front.page_text import jumps
from pokrovsk_front.ui import address, cached, fresh, pickers
from pokrovsk_front.ui.address_keys import EVENT
from pokrovsk_front.ui.choice import choice, choices
from pokrovsk_front.ui.escape import escape

EVENTS, PLACES, CLAIMS = "events", "places", "claims"
FILTERED = (EVENTS, PLACES)

STYLE = (
    "<style>"
    + jumps.STYLE
    + events_text.STYLE
    + """
.event { border-left: .3rem solid color-mix(in srgb, currentColor 60%, transparent) }
.event :is(h2, h3) { font-size: 1.1rem; font-weight: 600; padding: 0 }
.event a { color: inherit }
.event .meta time { font-variant-numeric: tabular-nums }
.event .small { font-size: .9rem }
</style>"""
)


def counts(words: Wording) -> None:
    """Say how many events there are, since when, and how sure they are."""
    st.markdown(events_text.counts(list(cached.texts(words.locale).events.values()), words))
    with st.expander(words.gettext(events_text.MARKS_TITLE)):
        st.markdown(events_text.marks(words))


def section(words: Wording) -> str:
    """Section picker."""
    _ = words.gettext
    names = {EVENTS: _("Events"), PLACES: _("On the map"), CLAIMS: _("Claims and the map")}
    return choice(_("Show"), names, words, default=EVENTS, key="section")


def asked(words: Wording) -> Event | None:
    """Find the event that the address names, and show a way back to all of them."""
    _ = words.gettext
    events, event_id = cached.texts(words.locale).events, st.query_params.get(EVENT)
    if event_id in events:
        st.button(
            _("Show all {count} events").format(count=words.number(len(events))),
            on_click=_show_all,
        )
        labels = {
            "place": _("Place"),
            "kind": _("Subject"),
            "certainty": _("Certainty"),
        }
        address.tell_set_aside(words, section=_("Show"), **labels)
        return events[str(event_id)]
    if event_id is not None:
        text = _("There is no event {asked}; all events are shown.")
        fresh.warning("no_event", text.format(asked=escape(event_id)))
    return None


def _show_all() -> None:
    del st.query_params[EVENT]


def choose(words: Wording) -> list[Event]:
    """Filters by place, kind and certainty."""
    _ = words.gettext
    events = cached.texts(words.locale).events.values()
    with st.popover(_("Filter")):
        place = pickers.place(words, _places_of(events), _("Every place"))
        kind_names = {kind: kind_name(kind, words) for kind in KINDS}
        kinds = choices(_("Subject"), kind_names, words, key="kind")
        certainty_names = {each: certainty_name(each, words) for each in CERTAINTIES}
        certainties = choices(_("Certainty"), certainty_names, words, key="certainty")
    shown = chosen_events(events, place.place_id if place else None, kinds, certainties)
    if not shown:
        text = _("No event fits all of these: choose another place, subject or certainty.")
        fresh.info("none", text)
    elif len(shown) < len(events):
        fresh.markdown(
            "shown",
            _("{shown} of {count} events are shown.").format(
                shown=words.number(len(shown)), count=words.number(len(events))
            ),
        )
    return shown


def _places_of(events: Collection[Event]) -> dict[str, Place]:
    named = {event.place_id for event in events}
    return {key: place for key, place in cached.figures().places.items() if key in named}


def have_place(events: Sequence[Event], words: Wording) -> bool:
    """Check whether some event has a place on the map; a message says so where none has."""
    is_any = any(event.place_id for event in events)
    if events and not is_any:
        fresh.info("no_place", words.gettext("What is shown here has no place on this map."))
    return is_any


def blocks(events: Sequence[Event], words: Wording) -> None:
    """List the events, each with who said it, where it was read and the way to its map."""
    names = cached.texts(words.locale).place_names
    level = jumps.level_of_blocks(len(events), 2)
    shown = [_block(event, names, words, level) for event in events]
    parts = events_text.by_year(events, shown, words)
    fresh.html("events", STYLE + jumps.in_parts(parts, 2, words))


def _block(event: Event, names: dict[str, str], words: Wording, level: int) -> str:
    links = (
        (f"?{EVENT}={event.event_id}", words.gettext("Link to this event, with its map")),
        (
            f"front_map?day={event.event_date.isoformat()}",
            words.gettext(events_text.MAP_OF_THAT_DAY),
        ),
    )
    return events_text.block(event, names, links, words, level=level)
