"""Garbage collector tuning: sessions are frozen, so that reruns do not traverse them.

Streamlit would collect all garbage after each script run. The collector then walks whatever is
alive: with a hundred visits that took nearly half of the server's time. So that is off
(`runner.postScriptGC`). Instead, every few seconds, the garbage of those seconds is collected and
what is alive set aside (`gc.freeze`) and not walked again; every two minutes all of it is looked
through, so that nothing that has become garbage since stays for longer. What reference counting
frees, nearly everything, is freed at once as ever.
"""

import gc
import threading
from functools import cache

SET_ASIDE_SECONDS = 2.0
LOOK_THROUGH_SECONDS = 120.0


def look_through() -> None:
    """Unfreeze, collect all garbage, and freeze the rest."""
    gc.unfreeze()
    set_aside()


def set_aside() -> None:
    """Collect the garbage among new objects, and freeze the rest."""
    gc.collect()
    gc.freeze()


def _keep_short(ended: threading.Event) -> None:
    while True:
        for _ in range(round(LOOK_THROUGH_SECONDS / SET_ASIDE_SECONDS)):
            if ended.wait(SET_ASIDE_SECONDS):
                return
            set_aside()
        look_through()


def start() -> threading.Event:
    """Freeze live objects now and then periodically in a thread, until the event is set.

    A second call, where the figures were replaced, looks through what the first has set aside.
    """
    look_through()
    return _going_on()


@cache
def _going_on() -> threading.Event:
    ended = threading.Event()
    threading.Thread(target=_keep_short, args=(ended,), name="gc_tuning", daemon=True).start()
    return ended
