"""Sandbox of the audit: a subprocess with bounds of time and memory for a hostile file.

The file goes in through a pipe and the answer comes back as JSON: nothing is written, nothing is
logged, and the process ends with its one file. Reading and measuring have `MAX_SECONDS` of the
processor, and so has the comparison; the process may take `MAX_MEMORY_BYTES` of memory, and
`MAX_AUDITS` of them run at a time. Who imports this module does not load the libraries of
polygons: only that process does.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import orjson

from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest.bounds import (
    MAX_MEMORY_BYTES,
    MAX_SECONDS,
    TOO_MUCH,
    TOO_SLOW,
    is_out_of_memory,
    limited_memory,
    limited_time,
)
from pokrovsk_front.model.audit import Audit, AuditError, from_json
from pokrovsk_front.model.messages import N_, Message

MAX_SECONDS_TO_START = 120
"""Timeout of the whole subprocess, which loads the libraries and the archive first."""

MAX_AUDITS = 2
"""Audits at a time on one server: their memory and its own has to fit the container."""

MAX_WAIT_SECONDS = 60.0
SECONDS_BETWEEN_LOOKS = 0.5
"""Polling interval while waiting for a slot."""

BUSY = N_("The server is busy with the maps of other readers. Yours has not been measured yet.")
FAILED = N_("The file could not be measured: the fault is ours, please report it with the file.")

OUT_OF_MEMORY = frozenset({-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS})
"""Exit codes of a process that a library aborted for lack of memory."""

ARCHIVE_BESIDE = "archive"
ALONE = "alone"

_slots = threading.BoundedSemaphore(MAX_AUDITS)


class BusyError(AuditError):
    """No slot or memory for an audit; nothing is known of the file."""


def audited(
    data: bytes, *, is_compared: bool = True, while_waiting: Callable[[], None] = lambda: None
) -> Audit:
    """Audit a file in a subprocess, when a slot is free.

    Args:
        data: The bytes of the file.
        is_compared: Whether the archive is set beside it.
        while_waiting: Called again and again until an audit that runs makes room; what it raises
            ends the wait.

    Returns:
        What was found.

    Raises:
        AuditError: The file is refused, or too slow or too large to measure.
        BusyError: There was no room within `MAX_WAIT_SECONDS`, or not enough memory or time of
            the machine.
    """
    with _slot(while_waiting):
        return _audited_now(data, is_compared=is_compared)


@contextmanager
def _slot(while_waiting: Callable[[], None]) -> Iterator[None]:
    ends_at = time.monotonic() + MAX_WAIT_SECONDS
    while not _slots.acquire(timeout=SECONDS_BETWEEN_LOOKS):
        if time.monotonic() >= ends_at:
            raise BusyError(BUSY)
        while_waiting()
    try:
        yield
    finally:
        _slots.release()


def _audited_now(data: bytes, *, is_compared: bool) -> Audit:
    command = [sys.executable, "-m", __name__, ARCHIVE_BESIDE if is_compared else ALONE]
    try:
        done = subprocess.run(  # noqa: S603 (this module itself)
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=DATA_DIR.parent,
            # One thread each: every thread more reserves memory that is counted.
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            timeout=MAX_SECONDS_TO_START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # Its own time is the processor's: what used up this one was other work.
        raise BusyError(BUSY) from None
    if done.returncode == -signal.SIGPROF:
        raise AuditError(TOO_SLOW, seconds=MAX_SECONDS)
    if done.returncode == -signal.SIGKILL:
        # The system, out of memory: a limit of its own ends an audit in another way.
        raise BusyError(BUSY)
    if done.returncode in OUT_OF_MEMORY:
        raise AuditError(TOO_MUCH)
    if done.returncode:
        raise AuditError(FAILED)
    answer = orjson.loads(done.stdout)
    if "refused_file" in answer:
        refusal = Message.from_json(answer["refused_file"])
        raise AuditError(refusal.text, **refusal.values)
    return from_json(answer)


def _answer(data: bytes, *, is_compared: bool) -> Audit:
    # Here, so that the process that asks does not load what it never uses.
    from pokrovsk_front.catalog.archives import archive_rules
    from pokrovsk_front.ingest.audit.audit import audit

    rules = archive_rules()
    with limited_time():
        found = audit(data, rules)
    if not is_compared:
        return found.audit
    from pokrovsk_front.ingest.audit.comparison import archive_maps, compare

    archive = archive_maps()
    with limited_time():
        return compare(found, archive)


def main() -> None:
    """Audit the file on standard input; print the result as JSON."""
    data = sys.stdin.buffer.read()
    try:
        with limited_memory(MAX_MEMORY_BYTES):
            answer: Audit | dict[str, Message] = _answer(
                data, is_compared=sys.argv[1] == ARCHIVE_BESIDE
            )
    except AuditError as refusal:
        answer = {"refused_file": refusal.message}
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        answer = {"refused_file": Message(TOO_MUCH)}
    # In one piece: piece by piece it is slower to write and to read.
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY))


if __name__ == "__main__":
    main()
