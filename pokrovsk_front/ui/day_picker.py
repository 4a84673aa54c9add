"""Choosing a day: a typed date and steps, one state, kept in the address."""

from collections.abc import Iterable
from datetime import date, timedelta

import streamlit as st

from pokrovsk_front.model.wording import N_, Wording

STEPS: tuple[tuple[str, int, str], ...] = (
    ("month_back", -30, N_("−30 days")),
    ("week_back", -7, N_("−7 days")),
    ("day_back", -1, N_("−1 day")),
    ("day_on", 1, N_("+1 day")),
    ("week_on", 7, N_("+7 days")),
    ("month_on", 30, N_("+30 days")),
)


def _step(days: int, first: date, last: date) -> None:
    asked = st.session_state["day"] + timedelta(days=days)
    st.session_state["day"] = min(max(asked, first), last)


def choose(words: Wording, first: date, last: date) -> date:
    """Let the reader type a day or step to it.

    Args:
        words: The reader's language.
        first: First day that can be chosen.
        last: Last day, which is the one shown unless another is asked for.

    Returns:
        The day chosen; its archive may have no map of its own.
    """
    _ = words.gettext
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            _("Day"),
            value=last,
            min_value=first,
            max_value=last,
            format="YYYY-MM-DD",
            key="day",
            bind="query-params",
            width=160,
        )
        for key, days, label in STEPS:
            st.button(
                _(label),
                key=key,
                on_click=_step,
                args=(days, first, last),
                disabled=day == (first if days < 0 else last),
            )
    return day


def choose_view(words: Wording, view_ids: Iterable[str]) -> str:
    """Let the reader choose where the camera stands; gives the view's id."""
    names = {
        "pokrovsk": words.gettext("Pokrovsk"),
        "donetsk_region": words.gettext("Donetsk region"),
        "front": words.gettext("Whole front"),
        "ukraine": words.gettext("Ukraine"),
    }
    return st.segmented_control(
        words.gettext("View"),
        options=list(view_ids),
        format_func=names.__getitem__,
        default="donetsk_region",
        required=True,
        key="view",
        bind="query-params",
    )
