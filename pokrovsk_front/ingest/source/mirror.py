"""Sources of maps: the public archives, a mirror of them, or a folder of this machine.

A source lists the maps of each archive and hands them over one by one. Each is held to its size
and its hash before it counts, so one that is cut short or altered on the way is noticed. What
came of a map stays, and the next request asks for the rest.

It refuses a source that lists no map of an archive, or sends another file than it lists.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pokrovsk_front.catalog.archives import Archive, BorderFile
from pokrovsk_front.ingest.source.address import checked_address, shown_address, shown_file
from pokrovsk_front.ingest.source.listing import maps_of_folder, maps_of_tree
from pokrovsk_front.ingest.source.local_files import read_local
from pokrovsk_front.ingest.source.map_cache import MapCache
from pokrovsk_front.ingest.source.remote import (
    WEB_PAGE,
    Limits,
    Listed,
    Remote,
    SourceError,
    Version,
    looks_like,
)
from pokrovsk_front.ingest.source.transport import StartOverError, TransientError, Transport
from pokrovsk_front.ingest.source.versions import remote_of_contents, versions

LISTING = "listing.json"
"""The name of the listing in the folder of an archive on a mirror."""

BORDERS = "boundaries"
"""Folder with the border file, on a mirror or in a folder of archives."""

Taken = TypeVar("Taken")


class Source:
    """A source of maps; to be closed after use."""

    def __init__(self, place: str | None, limits: Limits) -> None:
        """Choose the source: public archives for None, a mirror for an address, else a folder.

        Raises:
            SourceError: The address is not one that may be asked.
        """
        self.limits = limits
        self._folder = Path(place) if place is not None and "://" not in place else None
        self._mirror = None
        if place is not None and self._folder is None:
            self._mirror = checked_address(place).rstrip("/")
        self._transport = Transport(limits)

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def listing(self, archive: Archive, since: datetime | None = None) -> Sequence[Listed] | None:
        """List the maps of an archive at the source, by name.

        Args:
            archive: The archive.
            since: Earlier maps are not needed; where they cost nothing they are listed too.

        Returns:
            What is listed; None where a folder lacks the archive as a whole.

        Raises:
            SourceError: It cannot be listed, or has no map.
        """
        if self._folder is not None:
            own = self._folder / archive.folder
            return maps_of_folder(own, archive, self.limits) if own.exists() else None
        if self._mirror is not None:
            base = f"{self._mirror}/{archive.folder}/"
            url = f"{base}{LISTING}"
        elif archive.listing_url is not None:
            url, base = archive.listing_url, archive.files_url
        else:
            return versions(self._read_listing, archive, self.limits, since)
        data, shown = self._read_listing(url)
        return maps_of_tree(data, archive, shown, base, self.limits)

    def _read_listing(self, url: str) -> tuple[bytes, str]:
        """Download a listing; return it with its address as a message shows it."""
        max_bytes = self.limits.listing_bytes
        return self._persist(url, lambda end: self._read(url, max_bytes, end)), shown_address(url)

    def _read(self, url: str, max_bytes: int, ends_at: float) -> bytes:
        with self._transport.opened(url, max_bytes, ends_at) as body:
            return b"".join(body.pieces)

    def resolve(self, listed: Listed) -> Remote:
        """Resolve a listed map to its size and hash, with a request where the listing lacks them.

        Raises:
            SourceError: They cannot be had.
        """
        if isinstance(listed, Version):
            data, shown = self._read_listing(listed.contents_url)
            return remote_of_contents(data, listed, shown, self.limits)
        return listed

    def read_borders(self, file: BorderFile) -> bytes:
        """Download the border file and verify its pinned size and hash.

        Raises:
            SourceError: The source does not have it, or has another one.
        """
        if self._folder is not None:
            place = self._folder / BORDERS / file.file_name
            if not place.exists():
                raise SourceError(
                    f"The source has no {BORDERS}/{file.file_name}; put the file there, or name "
                    "it with --boundaries."
                )
            shown, data = str(place), read_local(place, file.size_bytes)
        else:
            own = f"{self._mirror}/{BORDERS}/{file.file_name}"
            url = file.url if self._mirror is None else own
            shown = shown_address(url)
            data = self._persist(url, lambda end: self._read(url, file.size_bytes, end))
        if not is_pinned(data, file):
            raise SourceError(f"{shown} is not the file of borders that data/archives.json pins.")
        return data

    def fetch(self, remote: Remote, cache: MapCache) -> None:
        """Download one map into the cache; it is moved into place when complete and verified.

        Raises:
            SourceError: It does not come, or is another than the listing says.
        """
        if self._folder is not None:
            data = read_local(Path(remote.address), self.limits.file_bytes)
            cache.write_partial(remote, [data[: remote.size]])
            is_kept = cache.keep(remote)
        else:
            url = remote.address
            is_kept = self._persist(url, lambda ends_at: self._take(remote, cache, ends_at))
        if not is_kept:
            raise SourceError(
                f"{remote.name} is not the file that the listing of the source names."
            )

    def _take(self, remote: Remote, cache: MapCache, ends_at: float) -> bool:
        """Resume the download of a map, and keep it if its hash is the listed one."""
        partial, url = cache.partial(remote), remote.address
        max_bytes = self.limits.file_bytes if remote.size is None else remote.size
        offset = partial.stat().st_size if partial.is_file() else 0
        if offset > max_bytes:
            partial.unlink()
            offset = 0
        if offset != remote.size or not partial.exists():
            try:
                with self._transport.opened(url, max_bytes, ends_at, offset) as body:
                    cache.write_partial(remote, body.pieces, body.offset)
            except StartOverError:
                partial.unlink(missing_ok=True)
                raise
        data = read_local(partial, max_bytes)
        if remote.size is None or len(data) == remote.size:
            is_kept = cache.keep(remote)
            if not is_kept and offset:
                # The beginning may be of another time than the rest.
                raise StartOverError("is not the file that the listing of the source names")
            return is_kept
        if looks_like(data) == WEB_PAGE:
            partial.unlink()
            raise SourceError(f"{shown_address(url)} serves {WEB_PAGE} instead of a map.")
        raise TransientError(f"was cut short at {len(data):,} of {remote.size:,} bytes")

    def _persist(self, url: str, take: Callable[[float], Taken]) -> Taken:
        """Retry a download with exponential backoff under one deadline."""
        ends_at = time.monotonic() + self.limits.file_seconds
        reason = ""
        for attempt in range(self.limits.tries):
            if attempt:
                pause = self.limits.backoff_seconds * 2 ** (attempt - 1)
                time.sleep(max(0.0, min(pause, ends_at - time.monotonic())))
            try:
                return take(ends_at)
            except TransientError as error:
                reason = str(error)
        raise SourceError(f"{shown_file(url)} {reason}; tried {self.limits.tries} times.")


def is_pinned(data: bytes, file: BorderFile) -> bool:
    """Return whether bytes have the pinned size and hash of the border file."""
    is_size = len(data) == file.size_bytes
    return is_size and hashlib.sha256(data).hexdigest() == file.sha256
