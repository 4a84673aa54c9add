"""Cache of downloaded maps, in a folder for each archive.

It holds the maps, the list of their checksums and what came of files that are not whole. Each
path that is written has been checked to lie inside. It never removes a map: one that a source no
longer lists still stands for its day.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.ingest.source.local_files import inside, read_local
from pokrovsk_front.ingest.source.remote import Listed, Remote, SourceError, blob_sha1

CHECKSUMS = "checksums.txt"
PARTIAL = ".partial"


class MapCache:
    """Local folder with the maps of all archives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sha1: dict[Path, tuple[int, str]] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lock the folder, created if missing, against other processes.

        Raises:
            SourceError: It cannot be made, or a part of it leads elsewhere.
        """
        for name in (CHECKSUMS, PARTIAL):
            self._inside(name)
        with self._written():
            self.folder.mkdir(parents=True, exist_ok=True)
        with atomic_replace.alone(self.folder):
            yield

    def missing(self, listed: Iterable[Remote]) -> list[Remote]:
        """List the maps that the cache lacks or holds with other content.

        A map that is here is hashed each time: less than a second for half a gigabyte, and
        nothing that somebody wrote down has to be trusted.
        """
        return [remote for remote in listed if not self._has(remote)]

    def _has(self, remote: Remote) -> bool:
        # Git hashes the size with the content.
        return self.has(remote.folder, remote.name, remote.blob_sha1)

    def has(self, folder: str, name: str, blob_sha1: str) -> bool:
        """Return whether the cache has a map with the content of a hash."""
        place = self.place(folder, name)
        return place.is_file() and self._looked_up(place)[1] == blob_sha1

    def place(self, folder: str, name: str) -> Path:
        """Return the path of a map, cached or not."""
        return self._inside(folder, name)

    def _looked_up(self, place: Path) -> tuple[int, str]:
        """Return size and hash of a cached map, hashed once per run."""
        if place not in self._sha1:
            data = read_local(place, place.stat().st_size)
            self._sha1[place] = len(data), blob_sha1(data)
        return self._sha1[place]

    def partial(self, remote: Remote) -> Path:
        """Return the path of a partial download."""
        return self._inside(PARTIAL, f"{remote.name}.{remote.blob_sha1}")

    def keep(self, remote: Remote) -> bool:
        """Move a finished download into place if its hash is the listed one.

        It is removed otherwise.
        """
        partial, place = self.partial(remote), self._inside(remote.folder, remote.name)
        with self._written():
            data = read_local(partial, partial.stat().st_size)
            if blob_sha1(data) != remote.blob_sha1:
                partial.unlink()
                return False
            place.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("rb") as handle:
                os.fsync(handle.fileno())
            partial.replace(place)
        self._sha1[place] = len(data), remote.blob_sha1
        return True

    def write_partial(self, remote: Remote, pieces: Iterable[bytes], offset: int = 0) -> None:
        """Write a download to its partial file, piece by piece.

        Raises:
            SourceError: It cannot be written.
        """
        partial = self.partial(remote)
        with self._written():
            partial.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("ab" if offset else "wb") as handle:
                for piece in pieces:
                    handle.write(piece)

    def prune(self, listed: Iterable[Listed]) -> None:
        """Remove partial downloads of files no longer listed, or listed with other content.

        A version is another file for each name: what came of it has the hash that it will have.
        """
        remotes: set[str] = set()
        versions: set[str] = set()
        for each in listed:
            if isinstance(each, Remote):
                remotes.add(self.partial(each).name)
            else:
                versions.add(each.name)
        folder = self._inside(PARTIAL)
        with self._written():
            for path in list(folder.iterdir()) if folder.is_dir() else ():
                if path.name in remotes or path.name.rpartition(".")[0] in versions:
                    continue
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()

    def write_checksums(self, folders: Iterable[str]) -> None:
        """Write the checksums of all cached maps, by name."""
        lines = []
        for folder in sorted(folders):
            for path in sorted(self._inside(folder).glob("*.geojson")):
                if path.is_file():
                    size, sha1 = self._looked_up(path)
                    lines.append(f"{sha1} {size} {folder}/{path.name}\n")
        path = self._inside(CHECKSUMS)
        staged = self._inside(f".{CHECKSUMS}")
        with self._written():
            staged.write_text("".join(lines), encoding="utf-8")
            staged.replace(path)

    def _inside(self, *parts: str) -> Path:
        return inside(self.folder, *parts)

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SourceError(
                f"The cache {self.folder} cannot be written ({error.strerror})."
            ) from error
