"""Pages are made one after another; one that waits or hangs holds nobody up."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pokrovsk_front.ui import render_lock

SECONDS = 30.0


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    """Threads of other readers."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture(autouse=True)
def free_after() -> Iterator[None]:
    """Whatever a test did, the turn is free at its end."""
    yield
    assert render_lock._lock.acquire(timeout=SECONDS)
    render_lock._lock.release()


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_lock, "MAX_WAIT_SECONDS", SECONDS)


def test_pages_are_made_one_at_a_time(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)
    together = threading.Barrier(4)
    inside, most = 0, 0

    def make() -> None:
        nonlocal inside, most
        together.wait(SECONDS)
        for _ in range(200):
            with render_lock.held():
                inside += 1
                most = max(most, inside)
                inside -= 1

    for done in [others.submit(make) for _ in range(4)]:
        done.result(SECONDS)

    assert most == 1


def test_a_part_within_a_page_shares_its_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)

    with render_lock.held():
        with render_lock.held():
            assert render_lock._lock.locked()
        assert render_lock._lock.locked()

    assert not render_lock._lock.locked()


def test_a_page_that_fails_gives_the_lock_back() -> None:
    with pytest.raises(ValueError, match="broken"), render_lock.held():
        raise ValueError("broken")

    assert not render_lock._lock.locked()


def test_who_waits_for_something_else_gives_the_lock_up_meanwhile(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)

    def make() -> bool:
        with render_lock.held():
            return render_lock._lock.locked()

    with render_lock.held():
        with render_lock.released():
            assert others.submit(make).result(SECONDS)
            assert not render_lock._lock.locked()
        assert render_lock._lock.locked()


def test_outside_a_lock_there_is_none_to_give_up() -> None:
    with render_lock.released():
        pass

    assert not render_lock._lock.locked()


def test_a_page_that_hangs_does_not_hold_another_up_for_good(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_lock, "MAX_WAIT_SECONDS", 0.01)

    def make() -> str:
        with render_lock.held():
            return "made"

    with render_lock.held():
        assert others.submit(make).result(SECONDS) == "made"
        assert render_lock._lock.locked()


def test_a_part_of_a_page_that_did_not_get_its_lock_queues_no_more(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_lock, "MAX_WAIT_SECONDS", 0.01)

    def make() -> str:
        with render_lock.held():
            monkeypatch.setattr(render_lock, "MAX_WAIT_SECONDS", SECONDS * 10)
            with render_lock.released(), render_lock.held():
                return "made"

    with render_lock.held():
        assert others.submit(make).result(SECONDS) == "made"
