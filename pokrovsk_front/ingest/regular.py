"""Bounded reads of regular files: never of a pipe, a device or a folder.

`check`, the page of a reader's own map, `ingest` and the cache of a source share them. Size and
kind are looked at before the first byte is read, and again on what was opened.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pokrovsk_front.model.messages import N_, Message, RefusalError

MAX_BYTES = 25 * 1024 * 1024
"""Size of one map file."""

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
    errno.EACCES: N_("The file cannot be read: its permissions forbid it."),
    errno.EPERM: N_("The file cannot be read: its permissions forbid it."),
    errno.ELOOP: N_("The file is a link that leads back to itself."),
    errno.ENAMETOOLONG: N_("The name of the file is too long."),
}
DANGLING = N_("The file is a link to a file that is not there.")
UNREADABLE = N_("The file cannot be read: the system reports an error of its disk or network.")


class FileError(RefusalError):
    """A file that is not read; the message is one sentence on why."""


class KindError(FileError):
    """A folder, pipe, socket or device where a file is needed."""


class SizeError(FileError):
    """A file above the bound of its size."""


def check_size(size: int, max_bytes: int = MAX_BYTES) -> None:
    """Refuse a file by its size alone.

    Raises:
        SizeError: It is larger than `max_bytes`.
    """
    if size > max_bytes:
        raise SizeError(
            N_("The file is {size} MB; at most {limit} MB are read."),
            size=size / 1024**2,
            limit=max_bytes // 1024**2,
        )


def _check_kind(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((name for kind, name in KINDS if stat.S_IFMT(mode) == kind), N_("a device"))
        raise KindError(N_("It is {kind}, not a file."), kind=Message(kind))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Translate an error of the operating system into one sentence."""
    try:
        yield
    except OSError as error:
        is_dangling = error.errno == errno.ENOENT and path.is_symlink()
        problem = DANGLING if is_dangling else PROBLEMS.get(error.errno or 0, UNREADABLE)
        raise FileError(problem) from None


def regular_state(path: Path, max_bytes: int = MAX_BYTES) -> os.stat_result:
    """Return the state of a regular file without opening it: to open a device can do something.

    Raises:
        KindError: It is no regular file, nor a link to one.
        SizeError: It is larger than `max_bytes`.
        FileError: It is not there.
    """
    with _refusing(path):
        state = path.stat()
    _check_kind(state.st_mode)
    check_size(state.st_size, max_bytes)
    return state


def read_regular(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a regular file, or the one that a link leads to.

    Raises:
        KindError: It is no regular file.
        SizeError: It is larger than `max_bytes`.
        FileError: It cannot be read.
    """
    regular_state(path, max_bytes)
    # Without waiting: it may have become a pipe in between.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    with _refusing(path), os.fdopen(os.open(path, flags), "rb") as file:
        _check_kind(os.fstat(file.fileno()).st_mode)
        data = file.read(max_bytes + 1)
    check_size(len(data), max_bytes)
    return data


def reason_of(refusal: RefusalError) -> str:
    """Return the sentence of a refusal as a reason that follows a colon."""
    sentence = str(refusal).removesuffix(".")
    return f"{sentence[:1].lower()}{sentence[1:]}"
