"""One library for all readers, followed by its stamp; what is of an old stamp is let go."""

import gc
import weakref
from itertools import count

import pytest
import streamlit as st

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.export import api
from pokrovsk_front.ui import cached


class Disk:
    """The stamp of the figures on disk, as the tests replace them."""

    def __init__(self) -> None:
        self.stamp: atomic_replace.Stamp | None = (1, 1, 1)

    def replace(self) -> None:
        self.stamp = (2, 2, 2)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Figures whose replacement costs nothing: nothing is warmed up, and the session is a dict."""
    made = Disk()
    monkeypatch.setattr(cached, "_held", None)
    monkeypatch.setattr(cached, "_warm_up", lambda _held: True)
    monkeypatch.setattr(cached, "stamp_on_disk", lambda: made.stamp)
    monkeypatch.setattr(st, "session_state", {})
    return made


def test_the_library_stays_until_the_figures_on_disk_are_replaced(disk: Disk) -> None:
    assert cached.ready() == (1, 1, 1)
    first = cached.figures()
    cached.ready()
    assert cached.figures() is first
    disk.replace()
    assert cached.figures() is first, "a run goes on with the figures that it began with"
    assert cached.ready() == (2, 2, 2)
    assert cached.figures() is not first
    assert cached.texts("uk").library is cached.figures()


def test_what_is_of_an_old_stamp_is_let_go_at_once(disk: Disk) -> None:
    cached.begin_run()
    library = weakref.ref(cached.figures())
    drawn = weakref.ref(cached.drawn_once("map", "en", Disk))
    assert cached.texts("en").claims
    gc.disable()
    try:
        disk.replace()
        cached.begin_run()
        # By its count of references: the collector, which walks everything, need not come.
        assert (library(), drawn()) == (None, None)
    finally:
        gc.enable()


def test_a_drawing_is_made_once_for_a_stamp_and_a_variant(disk: Disk) -> None:
    drawings = count()
    cached.begin_run()
    assert [cached.drawn_once("map", "en", lambda: next(drawings)) for _ in range(3)] == [0, 0, 0]
    assert cached.drawn_once("map", "uk", lambda: next(drawings)) == 1
    disk.replace()
    cached.begin_run()
    assert cached.drawn_once("map", "en", lambda: next(drawings)) == 2


def test_what_a_run_draws_while_the_figures_are_replaced_is_kept_for_nobody(disk: Disk) -> None:
    cached.begin_run()
    assert not cached.is_run_outdated()
    disk.replace()
    assert cached.is_run_outdated()
    cached.ready()  # for another reader, while this run is under way
    assert cached.drawn_once("map", "en", lambda: "of both") == "of both"
    cached.begin_run()
    assert cached.drawn_once("map", "en", lambda: "of the new") == "of the new"


def test_the_figures_for_scripts_are_those_on_disk(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "figures_json", lambda library: str(id(library)).encode())
    first = cached.figures_json()
    assert cached.figures_json() == first == str(id(cached.figures())).encode()
    kept = cached.figures()
    disk.replace()
    assert cached.figures_json() != first
    assert cached.figures() is not kept


def test_what_readers_choose_is_drawn_again_only_after_many_other_choices(disk: Disk) -> None:
    cached.begin_run()
    drawings = count()

    def draw(day: int) -> int:
        return cached.drawn_lately("map", ("en", day), lambda: next(drawings))

    assert [draw(1), draw(2), draw(1)] == [0, 1, 0]
    for day in range(cached.MAX_LATELY):
        draw(100 + day)
    assert draw(1) == 2 + cached.MAX_LATELY
    disk.replace()
    cached.begin_run()
    assert cached.drawn_lately("map", ("en", 1), lambda: "of the new") == "of the new"
