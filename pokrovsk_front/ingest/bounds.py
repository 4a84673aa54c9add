"""Bounds on one map file: its kind, its size, and the time and memory that measuring it takes.

`check`, the page of a reader's own map and `ingest` share them. Only a regular file is read:
nothing waits at a pipe or reads a device that never ends. Size is looked at before reading.
"""

import errno
import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pokrovsk_front.model.messages import N_, Message, RefusalError

MAX_BYTES = 25 * 1024 * 1024
MAX_SECONDS = 5
"""Of the processor's time, which other work on a busy machine does not use up."""

MAX_MEMORY_BYTES = 1024**3

TOO_SLOW = N_(
    "The shapes of the file take longer than {seconds} seconds to measure: simplify its outlines "
    "first."
)
TOO_MUCH = N_(
    "The shapes of the file take more than 1 GB of memory to measure: simplify its outlines first."
)

KINDS: tuple[tuple[int, str], ...] = (
    (stat.S_IFDIR, N_("a folder")),
    (stat.S_IFIFO, N_("a named pipe")),
    (stat.S_IFSOCK, N_("a socket")),
    (stat.S_IFCHR, N_("a device")),
    (stat.S_IFBLK, N_("a device")),
)
PROBLEMS: dict[int, str] = {
    errno.ENOENT: N_("There is no such file."),
    errno.ENOTDIR: N_("There is no such file."),
    errno.EACCES: N_("The file may not be read: its permissions forbid it."),
    errno.EPERM: N_("The file may not be read: its permissions forbid it."),
    errno.ELOOP: N_("The file is a link that leads back to itself."),
    errno.ENAMETOOLONG: N_("The name of the file is too long."),
}
DANGLING = N_("The file is a link to a file that is not there.")
UNREADABLE = N_("The file cannot be read: the system reports an error of its disk or network.")


class FileError(RefusalError):
    """A file that is not read; the message is one sentence on why."""


def check_size(size: int) -> None:
    """Refuse a file by its size alone.

    Raises:
        FileError: It is larger than `MAX_BYTES`.
    """
    if size > MAX_BYTES:
        raise FileError(
            N_("The file has {size} MB; at most {most} MB are read."),
            size=size / 1024**2,
            most=MAX_BYTES // 1024**2,
        )


def _check_kind(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((name for kind, name in KINDS if stat.S_IFMT(mode) == kind), N_("a device"))
        raise FileError(N_("It is {kind}, not a file."), kind=Message(kind))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into one sentence."""
    try:
        yield
    except OSError as error:
        is_dangling = error.errno == errno.ENOENT and path.is_symlink()
        problem = DANGLING if is_dangling else PROBLEMS.get(error.errno or 0, UNREADABLE)
        raise FileError(problem) from None


def regular_state(path: Path) -> os.stat_result:
    """Look at a file without opening it: to open a device can do something.

    Raises:
        FileError: It is no regular file, nor a link to one, is too large or is not there.
    """
    with _refusing(path):
        state = path.stat()
    _check_kind(state.st_mode)
    check_size(state.st_size)
    return state


def read_regular(path: Path) -> bytes:
    """Read a regular file within `MAX_BYTES`, or the one that a link leads to.

    Raises:
        FileError: It is no regular file, is too large or cannot be read.
    """
    regular_state(path)
    # Without waiting: it may have become a pipe in between.
    how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    with _refusing(path), os.fdopen(os.open(path, how), "rb") as file:
        _check_kind(os.fstat(file.fileno()).st_mode)
        data = file.read(MAX_BYTES + 1)
    check_size(len(data))
    return data


def reason_of(refusal: RefusalError) -> str:
    """Give the sentence of a refusal as a reason that follows a colon."""
    sentence = str(refusal).removesuffix(".")
    return f"{sentence[:1].lower()}{sentence[1:]}"


@contextmanager
def limited_time() -> Iterator[None]:
    """Let the system end this process when it has taken `MAX_SECONDS` of the processor.

    In the middle of whatever it does: the libraries of polygons cannot be interrupted.
    """
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def limited_memory(max_bytes: int) -> Iterator[None]:
    """Let this process take no more memory than this in all; only Unix can be told so.

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
    """Give the bytes that this process has taken so far, as the limit counts them."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # pragma: no cover
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmData:")]
    return int(found[0]) * 1024 if found else 0


def is_out_of_memory(error: Exception) -> bool:
    """Say whether an error is one of memory, Python's own or that of a library in C++."""
    return isinstance(error, MemoryError) or "bad_alloc" in str(error)
