"""Pages are made one after another; one that waits or hangs holds nobody up."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pokrovsk_front.ui import turns

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
    assert turns._turn.acquire(timeout=SECONDS)
    turns._turn.release()


def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", SECONDS)


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
            with turns.taken():
                inside += 1
                most = max(most, inside)
                inside -= 1

    for done in [others.submit(make) for _ in range(4)]:
        done.result(SECONDS)

    assert most == 1


def test_a_part_within_a_page_shares_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)

    with turns.taken():
        with turns.taken():
            assert turns._turn.locked()
        assert turns._turn.locked()

    assert not turns._turn.locked()


def test_a_page_that_fails_gives_the_turn_back() -> None:
    with pytest.raises(ValueError, match="broken"), turns.taken():
        raise ValueError("broken")

    assert not turns._turn.locked()


def test_who_waits_for_something_else_gives_the_turn_up_meanwhile(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient(monkeypatch)

    def make() -> bool:
        with turns.taken():
            return turns._turn.locked()

    with turns.taken():
        with turns.given_up():
            assert others.submit(make).result(SECONDS)
            assert not turns._turn.locked()
        assert turns._turn.locked()


def test_outside_a_turn_there_is_none_to_give_up() -> None:
    with turns.given_up():
        pass

    assert not turns._turn.locked()


def test_a_page_that_hangs_does_not_hold_another_up_for_good(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", 0.01)

    def make() -> str:
        with turns.taken():
            return "made"

    with turns.taken():
        assert others.submit(make).result(SECONDS) == "made"
        assert turns._turn.locked()


def test_a_part_of_a_page_that_did_not_get_its_turn_queues_no_more(
    others: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", 0.01)

    def make() -> str:
        with turns.taken():
            monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", SECONDS * 10)
            with turns.given_up(), turns.taken():
                return "made"

    with turns.taken():
        assert others.submit(make).result(SECONDS) == "made"
