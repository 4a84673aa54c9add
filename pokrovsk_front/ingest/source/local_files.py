"""Local files of a source and of the cache: bounded reads, and paths that stay in their folder."""

from pathlib import Path

from pokrovsk_front.ingest.regular import (
    FileError,
    KindError,
    SizeError,
    read_regular,
    reason_of,
)
from pokrovsk_front.ingest.source.remote import SourceError


def read_local(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of a source or of the cache.

    Raises:
        SourceError: It is another kind of file, larger than `max_bytes`, or cannot be read.
    """
    try:
        return read_regular(path, max_bytes)
    except KindError as refusal:
        raise SourceError(f"{path} is not a regular file.") from refusal
    except SizeError as refusal:
        raise SourceError(f"{path} is larger than {max_bytes:,} bytes.") from refusal
    except FileError as refusal:
        raise SourceError(f"{path} cannot be read ({reason_of(refusal)}).") from refusal


def inside(folder: Path, *parts: str) -> Path:
    """Return a path below a folder.

    Raises:
        SourceError: It leads out of the folder, by a link or otherwise.
    """
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(f"{path} leads out of the cache {folder}.")
    return path
