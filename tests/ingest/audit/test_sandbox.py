"""Two audits at a time; who finds no room hears that of the server, and nothing of the file."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from pokrovsk_front.ingest.audit import sandbox
from pokrovsk_front.ingest.audit.sandbox import BUSY, MAX_AUDITS, BusyError, audited
from tests.ingest.made_up import raw_map

pytestmark = pytest.mark.whole

SECONDS = 20.0
DATA = raw_map(36.5)


@pytest.fixture
def readers() -> Iterator[ThreadPoolExecutor]:
    """Threads of readers, each with a map."""
    with ThreadPoolExecutor(3 * MAX_AUDITS) as pool:
        yield pool


def test_no_more_than_two_run_at_a_time(
    readers: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS_BETWEEN_LOOKS", 0.01)
    may_end, waiting = threading.Event(), set()
    running: list[int] = []
    two_wait = threading.Event()

    def long_audit(_data: bytes, *, is_compared: bool) -> int:
        running.append(threading.get_ident())
        may_end.wait(SECONDS)
        return threading.get_ident()

    def wait() -> None:
        waiting.add(threading.get_ident())
        if len(waiting) == 2:
            two_wait.set()

    monkeypatch.setattr(sandbox, "_audited_now", long_audit)
    done = [readers.submit(audited, DATA, while_waiting=wait) for _ in range(MAX_AUDITS + 2)]
    assert two_wait.wait(SECONDS)
    assert len(running) == MAX_AUDITS
    may_end.set()

    assert len([each.result(SECONDS) for each in done]) == len(running) == MAX_AUDITS + 2


@pytest.fixture
def full() -> Iterator[None]:
    """Every slot is taken by the audit of another reader."""
    for _ in range(MAX_AUDITS):
        assert sandbox._slots.acquire(timeout=SECONDS)
    yield
    for _ in range(MAX_AUDITS):
        sandbox._slots.release()


@pytest.mark.usefixtures("full")
def test_who_waited_long_enough_is_told_that_the_server_is_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "MAX_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(sandbox, "SECONDS_BETWEEN_LOOKS", 0.01)
    with pytest.raises(BusyError) as refused:
        audited(DATA)
    assert refused.value.message.text == BUSY


@pytest.mark.usefixtures("full")
def test_a_reader_who_left_waits_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS_BETWEEN_LOOKS", 0.01)

    def has_left() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        audited(DATA, while_waiting=has_left)


def test_a_machine_without_time_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_SECONDS_TO_START", 0.001)
    with pytest.raises(BusyError):
        audited(DATA)


def test_nor_is_one_without_memory_which_kills_the_audit(readers: ThreadPoolExecutor) -> None:
    # The system kills with SIGKILL; an audit that reaches its own limit ends otherwise.
    audit = readers.submit(audited, DATA)
    killed: list[psutil.Process] = []
    while not killed and not audit.done():
        killed = [
            child for child in psutil.Process().children() if sandbox.__name__ in child.cmdline()
        ]
    for each in killed:
        each.kill()
    with pytest.raises(BusyError):
        audit.result(SECONDS)


def test_every_slot_is_free_again_after_them() -> None:
    for _ in range(MAX_AUDITS):
        assert sandbox._slots.acquire(blocking=False)
    for _ in range(MAX_AUDITS):
        sandbox._slots.release()
