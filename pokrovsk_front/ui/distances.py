"""Controls and texts of the page of distances: cities, section, days, origin and order."""

from datetime import date
from functools import partial
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.model import printed_distance
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.distances import Order
from pokrovsk_front.model.front_distance import (
    Line,
    Movement,
    events_near,
    lines_to_front,
)
from pokrovsk_front.model.gazetteer import PlaceError, by_name, find_place
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.sentences import movement_sentence
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import distances as distance_text
from pokrovsk_front.ui import address, address_options, cached, fresh
from pokrovsk_front.ui.choice import choice
from pokrovsk_front.ui.escape import escape

FRONT, CITIES, PRINTED = "front", "cities", "printed"
NEAREST: Order = "nearest"
FARTHEST: Order = "farthest"
BY_NAME: Order = "name"
MAX_CITIES = 12
"""Maximum of lines and columns that stay readable in one chart."""

"""Session key: language of the chosen cities' names."""

READABLE_TAGS = "<style>.st-key-cities [data-tag] { background-color: #1d5b8f }</style>"
"""Streamlit writes chosen options white on the primary colour, which is light on a dark page; the
test of the page in a dark browser fails where this no longer holds."""


def menu(words: Wording, shown: str) -> DeltaGenerator:
    """Open the menu of what a section is drawn for."""
    _ = words.gettext
    return st.popover(_("Cities and days") if shown == FRONT else _("Cities"))


def choose(words: Wording, place: DeltaGenerator) -> list[Place]:
    """City picker, by any spelling; the article's cities by default.

    A name that is no place is said with the nearest ones, and the others are shown.

    Args:
        words: The reader's language.
        place: Container of the picker.

    Returns:
        The places in the order chosen; there may be none.
    """
    places, names = cached.figures().places, cached.texts(words.locale).place_names
    default = [key for key, place in places.items() if place.is_in_article]
    # Pokrovsk comes first: the chart explains the line of the first city.
    default.sort(key=lambda place_id: place_id != "pokrovsk")
    st.html(READABLE_TAGS)
    known = {key: (names[key], *place.names) for key, place in places.items()}
    address_options.take_places("cities", known, default, MAX_CITIES)
    # A spelling that is not listed is typed and looked up.
    asked = place.multiselect(
        words.gettext("Cities"),
        options=cached.drawn_once("places_by_name", words.locale, partial(by_name, names, names)),
        format_func=lambda asked: names.get(asked, asked),
        key="cities",
        persist_state="session",
        accept_new_options=True,
        max_selections=MAX_CITIES,
        placeholder=words.gettext("Choose cities, or type any spelling"),
    )
    address_options.keep_options("cities", asked, default)
    address.tell_number(words, "cities", MAX_CITIES)
    found: dict[str, Place] = {}
    for at, name in enumerate(asked):
        try:
            place_id = find_place(known, name)
        except PlaceError as error:
            fresh.warning(f"city_{at}", words.say(error.message.filled(typed=escape(name))))
        else:
            found[place_id] = places[place_id]
    if not found:
        fresh.info("no_city", words.gettext("Choose a city."))
    return list(found.values())


def section(words: Wording) -> str:
    """Let the reader choose a section; only that one is computed."""
    printed = cached.texts(words.locale).distance_claim
    names = {
        FRONT: words.gettext("To the front"),
        CITIES: words.gettext("City to city"),
        PRINTED: words.gettext("The article's {printed}").format(
            printed=words.printed(printed.printed_value, printed.unit)
        ),
    }
    return choice(words.gettext("Show"), names, words, default=FRONT, key="distances")


def two_days(words: Wording) -> tuple[date, date]:
    """Two date inputs, in any order, that bound the chart.

    Args:
        words: The reader's language.

    Returns:
        The earlier and the later day.
    """
    first, latest = cached.figures().first_day, cached.figures().latest_day
    default = {
        "since": (words.gettext("From"), RECENT_ERA_FIRST_DAY),
        "until": (words.gettext("To"), latest),
    }
    with st.container(horizontal=True):
        days = [
            address.day(label, key, default=day, first=first, last=latest)
            for key, (label, day) in default.items()
        ]
    address.tell_day(words, *default)
    return min(days), max(days)


def lines(words: Wording, chosen: list[Place], days: tuple[date, date]) -> list[Line]:
    """Measure the distances of the places between two days, and name the maps of both.

    Returns:
        A line a place, in their order; none where a day has no map, and then the page has said
        why.
    """
    figures = cached.figures()
    names = {place.place_id: place.name(words.locale) for place in chosen}
    distances = {key: figures.distances_of(key) for key in names}
    shares = {key: figures.place_shares.days_of_place(key) for key in names}
    try:
        followed = lines_to_front(
            names, distances, figures.coverage, figures.daily_area, days, shares
        )
    except ArchiveGapError as error:
        fresh.error("no_map", words.refusal(error))
        return []
    if followed:
        moved = followed[0].moved
        readings = {distance.reading for distance in (moved.earlier, moved.later)}
        by_day = sorted(readings, key=lambda each: each.asked_date)
        notes = "\n\n".join(filter(None, (carried(reading, words) for reading in by_day)))
        if notes:
            fresh.markdown("carried", notes)
    return followed


def events_beside(moved: Movement, words: Wording) -> list[Event]:
    """Select the events that may explain how the front moved towards a place."""
    events = cached.texts(words.locale).events.values()
    return events_near(events, moved.place_id, cached.figures().points_deg, moved)


def sentences(shown: list[Line], words: Wording) -> None:
    """Offer how the front moved towards each place as a sentence to copy."""
    fresh.heading(words.gettext(distance_text.SENTENCES_TITLE), "sentences")
    said = "\n".join(movement_sentence(line.moved, line.name, words) for line in shown)
    fresh.to_copy("sentences", said, words)


def origin(words: Wording, chosen: list[Place]) -> tuple[Place, Order]:
    """Pickers of the origin city and of the order.

    Returns:
        The city, and `NEAREST`, `FARTHEST` or `BY_NAME`.
    """
    names = {place.place_id: place.name(words.locale) for place in chosen}
    orders: dict[str, str] = {
        NEAREST: words.gettext("Nearest first"),
        FARTHEST: words.gettext("Farthest first"),
        BY_NAME: words.gettext("By name"),
    }
    label = words.gettext("From which city")
    spellings = {place.place_id: place.names for place in chosen}
    default = chosen[0].place_id
    address_options.take_option("start", names, default, spellings)
    start = st.selectbox(
        label, list(names), format_func=names.__getitem__, key="start", persist_state="session"
    )
    address_options.keep_option("start", start, default)
    address.tell_choice(words, "start", label, names[start])
    chosen_order = choice(
        words.gettext("Order"), orders, words, default=NEAREST, key="order", is_label_seen=True
    )
    return cached.figures().places[start], cast(Order, chosen_order)


def note(words: Wording) -> None:
    """Show caveats of distances: what they are not, map delay, source of the centres."""
    fresh.markdown("note", distance_text.note(cached.texts(words.locale).sources, words))


def heights_note(words: Wording, shown: list[Place]) -> None:
    """Show whose the heights of the places are and how exact they are."""
    note_ = distance_text.heights_note(shown, cached.texts(words.locale).sources, words)
    if note_:
        fresh.markdown("heights", note_)


def events_link(words: Wording) -> None:
    """Link to the events with their sources."""
    st.page_link(
        "pages/timeline.py", label=words.gettext("See each event with its source on the timeline")
    )


def claim_link(words: Wording) -> None:
    """Link to the claim with its verdict and its second source."""
    st.page_link(
        "pages/claims.py",
        label=words.gettext("See the claim, its verdict and the second source"),
        query_params={"claim": printed_distance.CLAIM_ID},
    )
