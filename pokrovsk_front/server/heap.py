"""Heap of the process, as glibc keeps it; another C library keeps none of this, and is let be.

Streamlit runs each page in a thread of its own, and glibc gives each new thread a heap of its own,
up to eight a core. What one visit frees in one of them the next visit asks for in another, so that
the process grows for hours with as many visits. Even of what is shared it keeps what is freed
between two things in use, and grows into new memory: every two minutes that is returned.
"""

import ctypes
from contextlib import AbstractContextManager

from pokrovsk_front.server.repeating import repeated

ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `malloc.h`."""

HEAPS = 2
"""One for the thread that serves, one for those that run pages, of which one runs at a time."""

TRIM_SECONDS = 120.0


def share_among_threads() -> None:
    """Have all threads share `HEAPS` heaps; those that have one already keep it.

    The source of the method: `mallopt(3)`.
    """
    set_option = getattr(ctypes.pythonapi, "mallopt", None)
    if set_option is not None:
        set_option(ARENA_MAX, HEAPS)


def trim() -> None:
    """Return free memory to the system, of which glibc keeps as much as two files of a reader."""
    trim_all = getattr(ctypes.pythonapi, "malloc_trim", None)
    if trim_all is not None:
        trim_all(0)


def trimmed(seconds: float = TRIM_SECONDS) -> AbstractContextManager[None]:
    """Trim the heap every so many seconds, in a thread, until the context ends."""
    return repeated(seconds, trim, name="heap")
