"""Bounds on the processor time and memory that measuring one map file takes."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pokrovsk_front.model.messages import N_

MAX_SECONDS = 5
"""CPU time, which other work on a busy machine does not use up."""

MAX_MEMORY_BYTES = 1024**3

TOO_SLOW = N_(
    "The shapes of the file take longer than {seconds} seconds to measure: simplify its outlines "
    "first."
)
TOO_MUCH = N_(
    "The shapes of the file take more than 1 GB of memory to measure: simplify its outlines first."
)


@contextmanager
def limited_time() -> Iterator[None]:
    """Limit the CPU time of this process to `MAX_SECONDS`; the system kills it beyond.

    In the middle of whatever it does: the libraries of polygons cannot be interrupted.
    """
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def limited_memory(max_bytes: int) -> Iterator[None]:
    """Limit the memory of this process, on Unix.

    What goes beyond raises MemoryError, or the error of the library that could not get any.
    """
    try:
        import resource
    except ImportError:  # pragma: no cover
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = max_bytes if hard == resource.RLIM_INFINITY else min(max_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def memory_taken() -> int:
    """Return the memory of this process in bytes, as the limit counts it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # pragma: no cover
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmData:")]
    return int(found[0]) * 1024 if found else 0


def is_out_of_memory(error: Exception) -> bool:
    """Return whether an error means out of memory, in Python or a C++ library."""
    return isinstance(error, MemoryError) or "bad_alloc" in str(error)
