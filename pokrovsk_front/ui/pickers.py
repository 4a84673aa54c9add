"""Widgets of the front map: mode, days, view and place, bound to the address."""

from datetime import date, timedelta

import streamlit as st

from pokrovsk_front.catalog.records import Place
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import address
from pokrovsk_front.ui.choice import choice

STEPS: tuple[tuple[str, int, str], ...] = (
    ("month_back", -30, N_("−30 days")),
    ("week_back", -7, N_("−7 days")),
    ("day_back", -1, N_("−1 day")),
    ("day_on", 1, N_("+1 day")),
    ("week_on", 7, N_("+7 days")),
    ("month_on", 30, N_("+30 days")),
)
STATE, DIFFERENCE, MONTHS = "state", "difference", "months"
IS_PLACE_CLICKED = "is_place_clicked"
PICKER_PX = 168
"""Width of a list that opens: two of them fit beside each other on a telephone."""

NEXT_DAY = "next_day"
"""Session key: a day chosen below the date field, applied when the field is drawn again."""


def _clamped(day: date, first: date, last: date) -> date:
    return min(max(day, first), last)


def _step(days: int, first: date, last: date) -> None:
    st.session_state["day"] = _clamped(st.session_state["day"] + timedelta(days=days), first, last)


def _slid() -> None:
    st.session_state["day"] = st.session_state["day_slider"]


def mode(words: Wording) -> str:
    """Mode picker.

    A place that was just clicked is chosen outside this part of the page: all of it runs again.
    """
    if st.session_state.pop(IS_PLACE_CLICKED, False):
        st.rerun()
    names = {
        STATE: words.gettext("One day"),
        DIFFERENCE: words.gettext("Two days"),
        MONTHS: words.gettext("When it changed"),
    }
    return choice(words.gettext("Show"), names, words, default=STATE, key="show")


def day(words: Wording, first: date, last: date) -> date:
    """Day picker: date input, steps and slider with one state.

    Args:
        words: The reader's language.
        first: First day that can be chosen.
        last: Last day, which is the one shown unless another is asked for.

    Returns:
        The day chosen; the archive may have no map of its own for it.
    """
    _ = words.gettext
    if NEXT_DAY in st.session_state:
        st.session_state["day"] = _clamped(st.session_state.pop(NEXT_DAY), first, last)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = address.day(_("Day"), "day", default=last, first=first, last=last, width=160)
        for key, days, label in STEPS:
            st.button(
                _(label),
                key=key,
                on_click=_step,
                args=(days, first, last),
                disabled=chosen == (first if days < 0 else last),
            )
    address.tell_day(words, "day")
    st.session_state["day_slider"] = chosen
    st.slider(
        _("Slide to a day"),
        min_value=first,
        max_value=last,
        # Streamlit writes the names of months in English.
        format="D MMM YYYY" if words.locale == "en" else "DD.MM.YYYY",
        key="day_slider",
        on_change=_slid,
    )
    return chosen


def other_day(words: Wording, first: date, last: date, default: date) -> date:
    """Picker of the second day; the two need no order."""
    label = words.gettext("Against")
    chosen = address.day(label, "against", default=default, first=first, last=last, width=160)
    address.tell_day(words, "against")
    return chosen


def view_id(words: Wording) -> str:
    """View picker: named camera positions."""
    names = {
        "pokrovsk": words.gettext("Pokrovsk"),
        "donetsk_region": words.gettext("Donetsk region"),
        "front": words.gettext("Whole front"),
        "ukraine": words.gettext("Ukraine"),
    }
    label, default = words.gettext("View"), "donetsk_region"
    address.look("view", names)
    chosen = st.selectbox(
        label,
        list(names),
        index=list(names).index(default),
        format_func=names.__getitem__,
        key="view",
        label_visibility="collapsed",
        bind="query-params",
        filter_mode=None,
        width=PICKER_PX,
    )
    # A key without a value in the address chooses nothing.
    shown = chosen if chosen in names else default
    address.note("view", shown)
    address.tell_choice(words, "view", label, names[shown])
    return shown


def place(words: Wording, places: dict[str, Place], placeholder: str) -> Place | None:
    """Place picker, by any spelling.

    Args:
        words: The reader's language.
        places: The places to choose from, by `place_id`.
        placeholder: What the field says while no place is chosen.
    """

    def label(place_id: str) -> str:
        found = places[place_id]
        first, second = found.name_en, found.name_uk
        if words.locale == "uk":
            first, second = second, first
        return ", ".join(dict.fromkeys((first, second, *found.aliases)))

    labels = {place_id: label(place_id) for place_id in places}
    address.look_for_place("place", labels, {key: each.names for key, each in places.items()})
    chosen = st.selectbox(
        words.gettext("Place"),
        options=sorted(places, key=lambda place_id: alphabetical(label(place_id))),
        format_func=label,
        index=None,
        placeholder=placeholder,
        key="place",
        label_visibility="collapsed",
        bind="query-params",
        width=PICKER_PX,
    )
    address.note("place", chosen)
    address.tell_choice(words, "place", words.gettext("Place"), label(chosen) if chosen else "")
    return places[chosen] if chosen else None


def named_point(place: Place, words: Wording) -> tuple[str, str, tuple[float, float]]:
    """Return the id, the name in the reader's language and (latitude, longitude) of a place."""
    return place.place_id, place.name(words.locale), place.point_deg


def take_place(place_id: str) -> None:
    """Select a place from outside the list: a click on the map."""
    st.session_state["place"] = place_id
    st.session_state[IS_PLACE_CLICKED] = True
