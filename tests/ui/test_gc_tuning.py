"""What is set aside is not walked, and is collected all the same once it is garbage."""

import gc
import weakref

from pokrovsk_front.ui import gc_tuning


class Visit:
    """Something that holds itself, as a visit does: counting references never frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_that_was_set_aside_is_collected_when_all_is_looked_through() -> None:
    visit = Visit()
    seen = weakref.ref(visit)
    gc.freeze()
    del visit
    gc.collect()
    assert seen() is not None

    gc_tuning.look_through()

    assert seen() is None


def test_what_is_alive_is_set_aside_and_new_garbage_collected_as_ever() -> None:
    ended = gc_tuning.start()
    try:
        assert gc.get_freeze_count() > 10_000
        seen = weakref.ref(Visit())
        gc.collect()
        assert seen() is None
    finally:
        ended.set()


def test_garbage_that_is_new_is_collected_before_the_rest_is_set_aside() -> None:
    gc.disable()
    try:
        seen = weakref.ref(Visit())
        assert seen() is not None
        gc_tuning.set_aside()
        assert seen() is None
    finally:
        gc.enable()
