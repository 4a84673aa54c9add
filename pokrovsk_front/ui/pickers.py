"""Widgets of the front map: mode, days, view and place, bound to the address."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.model.cells import day_number, day_of
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import map_choices
from pokrovsk_front.page_text.map_choices import (
    DAYS_BETWEEN,
    DIFFERENCE,
    MONTHS,
    STATE,
)
from pokrovsk_front.ui import address, address_options, cached, no_webgl
from pokrovsk_front.ui.choice import choice

IS_PLACE_CHOSEN = "is_place_chosen"
PICKER_PX = 168
"""Width of a list that opens: two of them fit beside each other on a telephone."""


def mode(words: Wording) -> str:
    """Mode picker."""
    names = {mode: words.gettext(name) for mode, name in map_choices.MODES.items()}
    return choice(words.gettext(map_choices.SHOW), names, words, default=STATE, key="show")


def asked(words: Wording, mode: str, first: date, last: date) -> Shown:
    """Give the day, or the two days, that the address asks for.

    Args:
        words: The reader's language.
        mode: One of `STATE`, `DIFFERENCE` and `MONTHS`.
        first: First day that can be chosen.
        last: Last day that can be chosen.
    """
    with _days_of_the_address():
        chosen = day(words, first, last)
        if mode != DIFFERENCE:
            return Shown(chosen, "since" if mode == MONTHS else "day")
        other = other_day(words, first, last, last - timedelta(days=DAYS_BETWEEN))
    return Shown(max(other, chosen), "pair", min(other, chosen))


def _days_of_the_address() -> DeltaGenerator:
    """Open the place of the date fields that bind the address; the map has the days on it.

    A browser without WebGL has a picture instead of the map, and sees these fields.
    """
    return st.container(key="days_seen" if no_webgl.is_told() else "days_unseen", horizontal=True)


def day(words: Wording, first: date, last: date) -> date:
    """Date field of the day, bound to the address.

    Args:
        words: The reader's language.
        first: First day that can be chosen.
        last: Last day, which is the one shown unless another is asked for.

    Returns:
        The day chosen; the archive may have no map of its own for it.
    """
    chosen = address.day(words.gettext("Day"), "day", default=last, first=first, last=last)
    address.tell_day(words, "day")
    return chosen


def other_day(words: Wording, first: date, last: date, default: date) -> date:
    """Date field of the second day; the two need no order."""
    label = words.gettext("Against")
    chosen = address.day(label, "against", default=default, first=first, last=last)
    address.tell_day(words, "against")
    return chosen


def take_days(shown: object, first: date, last: date) -> None:
    """Select the day, or the two days, that the reader let go of on the map.

    Args:
        shown: What the browser sent: day numbers `day` and, of two days, `from`.
        first: First day that can be chosen.
        last: Last day that can be chosen.
    """
    if not isinstance(shown, Mapping):
        return
    for key, name in (("day", "day"), ("against", "from")):
        number = shown.get(name)
        if isinstance(number, int) and day_number(first) <= number <= day_number(last):
            st.session_state[key] = day_of(number)


def view_id(words: Wording, own: dict[str, str] | None = None) -> str:
    """View picker: named camera positions.

    Args:
        words: The reader's language.
        own: A view that the page has besides, and opens with: its name by its id.
    """
    names = {view: words.gettext(name) for view, name in map_choices.VIEWS.items()}
    label, default = words.gettext(map_choices.VIEW), next(iter(own or [map_choices.DEFAULT_VIEW]))
    return listed(label, {**(own or {}), **names}, words, default=default, key="view")


def listed(label: str, names: dict[str, str], words: Wording, *, default: str, key: str) -> str:
    """Choose one of a list that opens, bound to the address.

    Args:
        label: What is chosen, for screen readers.
        names: What the reader sees of each option, by option.
        words: The reader's language.
        default: The option that is taken unless another is asked for.
        key: Its name in the address and in the session.
    """
    address_options.take_option(key, names, default)
    chosen = st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
        filter_mode=None,
        width=PICKER_PX,
    )
    address_options.keep_option(key, chosen, default)
    address.tell_choice(words, key, label, names[chosen])
    return chosen


def place(
    words: Wording, places: dict[str, Place], placeholder: str, width: int = PICKER_PX
) -> Place | None:
    """Place picker, by any spelling.

    Args:
        words: The reader's language.
        places: The places to choose from, by `place_id`.
        placeholder: What the field says while no place is chosen.
        width: Of the field, in pixels.
    """
    every = cached.drawn_once(
        "place_labels",
        words.locale,
        partial(map_choices.place_labels, cached.figures().places, words),
    )
    labels = {place_id: label for place_id, label in every.items() if place_id in places}
    spellings = {key: each.names for key, each in places.items()}
    address_options.take_option("place", labels, None, spellings)
    chosen = st.selectbox(
        words.gettext(map_choices.PLACE),
        options=list(labels),
        format_func=labels.__getitem__,
        index=None,
        placeholder=placeholder,
        key="place",
        label_visibility="collapsed",
        persist_state="session",
        # A name that is typed whole comes before those that begin with it.
        filter_mode="contains",
        width=width,
    )
    address_options.keep_option("place", chosen, None)
    address.tell_choice(
        words, "place", words.gettext(map_choices.PLACE), labels[chosen] if chosen else ""
    )
    return places[chosen] if chosen else None


def named_point(place: Place, words: Wording) -> tuple[str, str, tuple[float, float]]:
    """Return the id, the name in the reader's language and (latitude, longitude) of a place."""
    return place.place_id, place.name(words.locale), place.point_deg


def take_place(place_id: object) -> None:
    """Select a place from outside the list: one that is chosen on the map."""
    if not isinstance(place_id, str) or place_id not in cached.figures().places:
        return
    st.session_state["place"] = place_id
    st.session_state[IS_PLACE_CHOSEN] = True


def follow_chosen_place() -> None:
    """Run the whole page once a place is chosen on the map, which is only a part of it."""
    if st.session_state.pop(IS_PLACE_CHOSEN, False):
        st.rerun()
