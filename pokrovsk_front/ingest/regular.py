"""Bounded reads of regular files, never of a pipe, a device or a folder; paths within a folder."""

import os
import stat
from pathlib import Path

from pokrovsk_front.ingest.remote import SourceError


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Read a regular file whose size is within a bound.

    The size is looked at before the first byte is read, and no more than the bound is read of a
    file that grows meanwhile.

    Raises:
        SourceError: It is another kind of file, larger than the bound, or cannot be read.
    """
    try:
        # Without O_NONBLOCK the open of a pipe waits for a writer.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise SourceError(f"{path} is not a regular file.")
            data = b"" if state.st_size > max_bytes else file.read(max_bytes + 1)
    except OSError as error:
        # A folder and a socket cannot even be opened.
        if path.exists() and not path.is_file():
            raise SourceError(f"{path} is not a regular file.") from error
        raise SourceError(f"{path} cannot be read ({error.strerror}).") from error
    if max(state.st_size, len(data)) > max_bytes:
        raise SourceError(f"{path} is larger than {max_bytes:,} bytes.")
    return data


def inside(folder: Path, *parts: str) -> Path:
    """Give a path below a folder.

    Raises:
        SourceError: It leads out of the folder, by a link or otherwise.
    """
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(f"{path} leads out of the cache {folder}.")
    return path
