"""Content-addressed store of measured results, kept for the next run.

The key of a result holds the content of the maps, the rules, the places, the sources of the
modules that measure and the versions of the libraries under them. A result is therefore never
out of date, only unused: there is nothing to invalidate, and a run that finds half of it gives
the bytes of a run that finds none. Without a folder it lives in memory for one run.

It refuses a value that does not match its checksum. It keeps no figure that a reader sees: those
are put together anew each time. One run holds a folder at a time; at its end the run prunes what
it did not ask for, which no later run on the same maps, rules and code would ask for either.
"""

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import h3
import numpy as np
import pyproj
import shapely

from pokrovsk_front.ingest.archive import IngestError
from pokrovsk_front.ingest.regular import FileError, read_regular, reason_of, regular_state
from pokrovsk_front.model.messages import printable

STORE_FILE = "measured.sqlite3"
LOCK_FILE = "measured.lock"

MEASURING_ROOMS = ("base_map", "measure", "steps")
MEASURING_MODULES = ("bounds", "geojson", "regular")
"""The code of `ingest` whose results are cached; an edit of it starts the store anew."""

MAX_FREE_SHARE = 0.25
"""Share of free pages above which the file is vacuumed."""

SETTLED_AFTER_SECONDS = 2
"""A file modified less than 2 s before hashing is hashed again: its mtime is too coarse."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    key TEXT, part TEXT, crc INTEGER, value BLOB, PRIMARY KEY (key, part)
);
CREATE TABLE IF NOT EXISTS hashed (
    path TEXT PRIMARY KEY, size INTEGER, changed_ns INTEGER, inode INTEGER, sha256 TEXT
);
"""

Parts = dict[str, bytes]
"""One result: named parts that can be read separately."""


@cache
def measured_with() -> str:
    """Fingerprint the measuring code: its sources and library versions."""
    folder = Path(__file__).parents[1]
    modules = [folder / f"{name}.py" for name in MEASURING_MODULES]
    modules += [path for room in MEASURING_ROOMS for path in sorted((folder / room).glob("*.py"))]
    sources = [path.read_bytes() for path in modules]
    libraries = [
        *(shapely.__version__, shapely.geos_version_string),
        *(pyproj.__version__, pyproj.proj_version_str),
        *(np.__version__, str(sorted(h3.versions().items()))),
    ]
    return hashlib.sha256(b"\0".join([*sources, *map(str.encode, libraries)])).hexdigest()


def key_of(kind: str, *made_from: object) -> str:
    """Return the cache key of a result: the hash of its kind, the code and all inputs."""
    text = json.dumps([kind, measured_with(), *made_from], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Lock a folder against other processes; a killed one releases it."""
    try:
        import fcntl
    except ImportError:  # Where the system has no such lock, two runs are not kept apart.
        yield
        return
    with (folder / LOCK_FILE).open("a") as lock:
        # Not flock: the workers would inherit it, and may outlive a run that was killed.
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


class Store:
    """Results by key, in one file of a folder or in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the store, created if missing.

        Raises:
            IngestError: The file is there and is no store.
        """
        path: str | Path = ":memory:"
        self._asked: dict[str, set[str]] = {"kept": set(), "hashed": set()}
        with ExitStack() as held:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                path = folder / STORE_FILE
                held.enter_context(_held(folder))
            self._path = path
            with self._readable():
                self._base = sqlite3.connect(path, timeout=60)
                held.callback(self._base.close)
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = NORMAL")
                self._base.executescript(SCHEMA)
            self._held = held.pop_all()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise IngestError(
                f"What was measured before cannot be read from {self._path} ({error}); "
                "delete the file, and it is measured again."
            ) from error

    def close(self) -> None:
        """Close the file and release the lock."""
        self._held.close()

    def prune(self) -> None:
        """Remove the results and the hashes of files that this run did not ask for."""
        with self._readable():
            with self._base:
                for table, column in (("kept", "key"), ("hashed", "path")):
                    known = self._base.execute(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608
                    unused = [(name,) for (name,) in known if name not in self._asked[table]]
                    self._base.executemany(f"DELETE FROM {table} WHERE {column} = ?", unused)  # noqa: S608
            free, pages = (
                self._base.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("freelist_count", "page_count")
            )
            if free > MAX_FREE_SHARE * pages:
                self._base.execute("VACUUM")

    def has(self, keys: Iterable[str]) -> set[str]:
        """Return which keys have a result."""
        asked = set(keys)
        self._asked["kept"] |= asked
        with self._readable():
            known = {key for (key,) in self._base.execute("SELECT DISTINCT key FROM kept")}
        return known & asked

    def keep(self, results: Iterable[tuple[str, Parts]]) -> None:
        """Write results in one transaction."""
        rows = [
            (key, part, zlib.crc32(value), value)
            for key, parts in results
            for part, value in parts.items()
        ]
        self._asked["kept"] |= {key for key, *_ in rows}
        with self._readable(), self._base:
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def part(self, key: str, part: str) -> bytes | None:
        """Read one piece of a result, or None where it has no such piece.

        Raises:
            IngestError: It is not what was kept.
        """
        return self.parts([key], part).get(key)

    def parts(self, keys: Iterable[str], part: str) -> dict[str, bytes]:
        """Read the same piece of many results, of those that have it.

        Raises:
            IngestError: One is not what was kept.
        """
        found = {}
        with self._readable():
            for key in keys:
                self._asked["kept"].add(key)
                row = self._base.execute(
                    "SELECT crc, value FROM kept WHERE key = ? AND part = ?", (key, part)
                ).fetchone()
                if row is not None:
                    crc, value = row
                    if zlib.crc32(value) != crc:
                        raise sqlite3.DatabaseError("a value is damaged")
                    found[key] = value
        return found

    def sha256_of(self, paths: Iterable[Path]) -> tuple[dict[Path, str], dict[Path, str]]:
        """Hash files; an unchanged size, mtime and inode reuses the stored hash.

        Returns:
            The hash of each file, and why a file cannot be read.
        """
        with self._readable():
            rows = self._base.execute("SELECT * FROM hashed").fetchall()
        known = {row[0]: row[1:] for row in rows}
        found: dict[Path, str] = {}
        unreadable: dict[Path, str] = {}
        read: list[tuple[str, int, int, int, str]] = []
        for path in paths:
            name = printable(str(path.absolute()))
            self._asked["hashed"].add(name)
            try:
                state = regular_state(path)
                look = (state.st_size, state.st_mtime_ns, state.st_ino)
                if name in known and known[name][:3] == look:
                    found[path] = known[name][3]
                    continue
                settled = time.time_ns() - state.st_mtime_ns > SETTLED_AFTER_SECONDS * 10**9
                found[path] = hashlib.sha256(read_regular(path)).hexdigest()
            except FileError as refusal:
                unreadable[path] = reason_of(refusal)
                continue
            if settled:
                read.append((name, *look, found[path]))
        with self._readable(), self._base:
            self._base.executemany("INSERT OR REPLACE INTO hashed VALUES (?, ?, ?, ?, ?)", read)
        return found, unreadable
