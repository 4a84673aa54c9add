"""Time-lapse of the map, until the reader stops it.

It never starts by itself. Who has asked the system for less motion does not see it: the step
buttons do the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import render_lock
from pokrovsk_front.ui.pickers import NEXT_DAY

LESS_MOTION = """<style>
@media (prefers-reduced-motion: reduce) { .st-key-player { display: none } }
</style>"""
IS_WHOLE_RUN = "is_whole_run"
DAYS_BACK_FROM_THE_END = 365


@dataclass(frozen=True, slots=True)
class Playing:
    """Speed of playback: `step_days` every `seconds`."""

    step_days: int
    seconds: float


def _started(last: date) -> None:
    """Rewind by a year at the end of the archive."""
    if st.session_state["is_playing"] and st.session_state["day"] >= last:
        st.session_state[NEXT_DAY] = last - timedelta(days=DAYS_BACK_FROM_THE_END)


def choose(words: Wording, last: date) -> Playing | None:
    """Playback controls: play, stop, step and speed.

    Args:
        words: The reader's language.
        last: The last day of the archive, where the days stand still.

    Returns:
        How fast the days pass, or None while they do not.
    """
    _ = words.gettext
    steps = {_("1 day"): 1, _("1 week"): 7, _("30 days"): 30}
    seconds = {_("slow"): 2.0, _("normal"): 1.0, _("fast"): 0.5}
    st.html(LESS_MOTION)
    with st.container(key="player", horizontal=True, vertical_alignment="bottom"):
        is_playing = st.toggle(_("Play"), key="is_playing", on_change=_started, args=(last,))
        step = st.selectbox(_("Step"), list(steps), index=1, key="play_step", width=120)
        speed = st.selectbox(_("Speed"), list(seconds), index=1, key="play_speed", width=120)
    return Playing(steps[step], seconds[speed]) if is_playing else None


def run(show: Callable[[], None], playing: Playing | None) -> None:
    """Run a fragment of the page, on a timer during playback."""
    st.session_state[IS_WHOLE_RUN] = True
    render_lock.fragment(show, run_every=playing.seconds if playing else None)()


def advance(playing: Playing | None, first: date, last: date) -> None:
    """Advance by one step on a tick of the timer, not on other reruns."""
    is_whole_run = st.session_state.pop(IS_WHOLE_RUN, False)
    if playing and not is_whole_run:
        day = st.session_state["day"] + timedelta(days=playing.step_days)
        st.session_state[NEXT_DAY] = min(max(day, first), last)
