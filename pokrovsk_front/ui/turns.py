"""Lets pages be made one after another where many readers ask at once.

The interpreter computes one thing at a time. Ten pages made at once all end late; one after
another, most end early and none later, and less time goes into changing between them. A reader
queues for `MOST_WAIT_SECONDS` at most, so a page that hangs holds nobody up for long.
What takes time outside the interpreter, such as a network, gives the turn up meanwhile.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

MOST_WAIT_SECONDS = 0.5

_turn = threading.Lock()
_page = threading.local()
"""`has_turn`, while its thread makes a page: whether it has the turn or did not get it in time."""


@contextmanager
def taken() -> Iterator[None]:
    """Make a page, or a part of one, when it is its turn; a part within a page queues no more."""
    if hasattr(_page, "has_turn"):
        yield
        return
    _queue()
    try:
        yield
    finally:
        _give_back()
        del _page.has_turn


@contextmanager
def given_up() -> Iterator[None]:
    """Let others have the turn while this thread waits for something; who had it queues again."""
    had_turn = getattr(_page, "has_turn", False)
    if had_turn:
        _give_back()
    try:
        yield
    finally:
        if had_turn:
            _queue()


def fragment(show: Callable[[], None], run_every: float | None = None) -> Callable[[], None]:
    """Let a part of a page run alone, as `st.fragment` does, in its turn.

    Args:
        show: Shows the part.
        run_every: Seconds after which it runs by itself, again and again.
    """
    return st.fragment(taken()(show), run_every=run_every)


def _queue() -> None:
    _page.has_turn = _turn.acquire(timeout=MOST_WAIT_SECONDS)


def _give_back() -> None:
    if _page.has_turn:
        _page.has_turn = False
        _turn.release()
