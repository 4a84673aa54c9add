"""Lets pages be made one after another where many readers ask at once.

The interpreter computes one thing at a time. Ten pages made at once all end late; one after
another, most end early and none later, and less time goes into changing between them. A reader
waits for the turn for `MOST_WAIT_SECONDS` at most, so a page that hangs holds nobody up for long.
What takes time outside the interpreter, such as a network, gives the turn up meanwhile.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

MOST_WAIT_SECONDS = 0.5

_turn = threading.Lock()
_thread = threading.local()


@contextmanager
def taken() -> Iterator[None]:
    """Make a page, or a part of one, when it is its turn; a part within a page shares its turn."""
    if getattr(_thread, "is_in_turn", False):
        yield
        return
    _thread.is_in_turn = _turn.acquire(timeout=MOST_WAIT_SECONDS)
    try:
        yield
    finally:
        _give_back()


@contextmanager
def given_up() -> Iterator[None]:
    """Let others have the turn while this thread waits for something; it queues again after."""
    was_in_turn = getattr(_thread, "is_in_turn", False)
    _give_back()
    try:
        yield
    finally:
        if was_in_turn:
            _thread.is_in_turn = _turn.acquire(timeout=MOST_WAIT_SECONDS)


def fragment(show: Callable[[], None], run_every: float | None = None) -> Callable[[], None]:
    """Let a part of a page run alone, as `st.fragment` does, in its turn.

    Args:
        show: Shows the part.
        run_every: Seconds after which it runs by itself, again and again.
    """
    return st.fragment(taken()(show), run_every=run_every)


def _give_back() -> None:
    if getattr(_thread, "is_in_turn", False):
        _thread.is_in_turn = False
        _turn.release()
