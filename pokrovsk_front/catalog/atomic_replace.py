"""Atomic replacement of several files: after a kill at any moment all are old, or all new.

Each file is written whole beside its place. A list of the moves is then put in place by one
rename, and from there on the replacement holds: the moves need no space and can be done again, and
whoever reads next finishes them. It refuses nothing and repairs nothing else.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pokrovsk_front.catalog.output import OutputError, check_folder, check_not_special

MOVES = ".replacement.json"
SUFFIX = ".incoming"

WATCHED = "daily_area.csv"
"""The derived table that is put in place last: when it changes, all the others have."""

Stamp = tuple[int, int, int]
"""Identity of a file's content without reading it: inode, time of change, size."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a folder or file between processes; that of a killed one is released."""
    try:
        import fcntl
    except ImportError:  # Where the system has no such lock, two writers are not kept apart.
        yield
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    path.chmod(0o644)


def _waiting(path: Path) -> Path:
    return path.with_name(f".{path.name}{SUFFIX}")


def replace_all(files: Mapping[Path, bytes], data_dir: Path) -> None:
    """Put files in place, all or none; the last of them is moved last.

    Args:
        files: The bytes of each file by its place.
        data_dir: The folder that holds the list of the moves while they are made; whoever reads
            the files looks there first.

    Raises:
        OSError: A file cannot be written; all are as they were.
    """
    check_folder(data_dir)
    data_dir.mkdir(parents=True, exist_ok=True)
    with alone(data_dir):
        _finish(data_dir)
        for path in files:
            _check_no_file_in_the_way(path)
        staged: list[Path] = []
        try:
            for path, data in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                staged.append(_waiting(path))
                _written(staged[-1], data)
            moves = [os.path.relpath(path, data_dir) for path in files]
            staged.append(_waiting(data_dir / MOVES))
            _written(staged[-1], json.dumps(moves).encode())
            for folder in {path.parent for path in staged}:
                _flush_folder(folder)
            staged[-1].replace(data_dir / MOVES)
        except BaseException:
            for path in staged:
                path.unlink(missing_ok=True)
            raise
        _finish(data_dir)


def _check_no_file_in_the_way(path: Path) -> None:
    # A move that cannot be made must be found before the first one is.
    check_not_special(path)
    if path.is_symlink():
        raise OutputError(f"{path} is a link, and a file is to take its place.")


def _finish(data_dir: Path) -> None:
    moves = data_dir / MOVES
    if not moves.exists():
        return
    _flush_folder(data_dir)
    places = [data_dir / name for name in json.loads(moves.read_bytes())]
    for path in places:
        if _waiting(path).exists():
            _waiting(path).replace(path)
    for folder in {path.parent for path in places}:
        _flush_folder(folder)
    moves.unlink()


def finish(data_dir: Path) -> None:
    """Finish a replacement that was cut short, and wait for one that is under way.

    Costs one look at the folder where there is none.

    Raises:
        OSError: The files cannot be moved.
    """
    if (data_dir / MOVES).exists():
        with alone(data_dir):
            _finish(data_dir)


def stamp(path: Path) -> Stamp | None:
    """Take the stamp of a file without reading it; None where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
