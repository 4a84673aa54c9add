"""Render lock: one page is rendered at a time, since the interpreter has a global lock.

Ten pages made at once all end late; one after another, most end early and none later, and less
time goes into changing between them. A page waits for the lock for `MAX_WAIT_SECONDS` at most,
so one that hangs holds nobody up for long. What takes time outside the interpreter, such as a
network, releases the lock meanwhile (docs/decisions/0010-pages-one-after-another.md).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

MAX_WAIT_SECONDS = 2.0

_lock = threading.Lock()
_page = threading.local()
"""`has_lock`, while its thread renders: whether it holds the lock or timed out."""


@contextmanager
def held() -> Iterator[None]:
    """Hold the lock while a page or fragment renders; re-entrant within a thread."""
    if hasattr(_page, "has_lock"):
        yield
        return
    _acquire()
    try:
        yield
    finally:
        _release()
        del _page.has_lock


@contextmanager
def released() -> Iterator[None]:
    """Release the lock while this thread waits for something, and acquire it again if it had it."""
    had_lock = getattr(_page, "has_lock", False)
    if had_lock:
        _release()
    try:
        yield
    finally:
        if had_lock:
            _acquire()


def fragment(show: Callable[[], None], run_every: float | None = None) -> Callable[[], None]:
    """`st.fragment` that holds the render lock.

    Args:
        show: Shows the part of the page.
        run_every: Seconds after which it runs by itself, again and again.
    """
    return st.fragment(held()(show), run_every=run_every)


def _acquire() -> None:
    _page.has_lock = _lock.acquire(timeout=MAX_WAIT_SECONDS)


def _release() -> None:
    if _page.has_lock:
        _page.has_lock = False
        _lock.release()
