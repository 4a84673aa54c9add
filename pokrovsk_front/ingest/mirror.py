"""Sources of maps: the public archives, a mirror of them, or a folder of this machine.

A source lists the maps of each archive and hands them over one by one. Each is held to its size
and its hash before it counts, so one that is cut short or altered on the way is noticed. What
came of a map stays, and the next request asks for the rest.

It refuses a source that lists no map of an archive, or sends another file than it lists.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pokrovsk_front.catalog.archives import Archive
from pokrovsk_front.ingest.address import checked_address, shown_address, shown_file
from pokrovsk_front.ingest.listing import maps_of_folder, maps_of_tree
from pokrovsk_front.ingest.map_cache import MapCache
from pokrovsk_front.ingest.regular import read_regular
from pokrovsk_front.ingest.remote import WEB_PAGE, Limits, Remote, SourceError, looks_like
from pokrovsk_front.ingest.transport import StartOverError, TransientError, Transport

LISTING = "listing.json"
"""The name of the listing in the folder of an archive on a mirror."""

Taken = TypeVar("Taken")


class Source:
    """Where maps come from; to be closed after use."""

    def __init__(self, place: str | None, limits: Limits) -> None:
        """Take the public archives for None, a mirror for an address, else a folder.

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

    def listing(self, archive: Archive) -> list[Remote]:
        """List the maps that the source has of an archive, by name.

        A folder may lack an archive as a whole: it then lists none.

        Raises:
            SourceError: It cannot be listed, or has no map.
        """
        if self._folder is not None:
            own = self._folder / archive.folder
            return maps_of_folder(own, archive, self.limits) if own.exists() else []
        if self._mirror is not None:
            base = f"{self._mirror}/{archive.folder}/"
            url = f"{base}{LISTING}"
        elif archive.listing_url is not None:
            url, base = archive.listing_url, archive.files_url
        else:
            return []
        data = self._persist(url, lambda ends_at: self._read(url, ends_at))
        return maps_of_tree(data, archive, shown_address(url), base, self.limits)

    def _read(self, url: str, ends_at: float) -> bytes:
        with self._transport.opened(url, self.limits.listing_bytes, ends_at) as body:
            return b"".join(body.pieces)

    def fetch(self, remote: Remote, cache: MapCache) -> None:
        """Bring one map into the cache; it is put in place when it is whole and as listed.

        Raises:
            SourceError: It does not come, or is another than the listing says.
        """
        if self._folder is not None:
            data = read_regular(Path(remote.address), self.limits.file_bytes)
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
        """Bring in the rest of a map, and keep it if it is as listed."""
        partial, url = cache.partial(remote), remote.address
        offset = partial.stat().st_size if partial.is_file() else 0
        if offset > remote.size:
            partial.unlink()
            offset = 0
        if offset < remote.size or not partial.exists():
            try:
                with self._transport.opened(url, remote.size, ends_at, offset) as body:
                    cache.write_partial(remote, body.pieces, body.offset)
            except StartOverError:
                partial.unlink(missing_ok=True)
                raise
        data = read_regular(partial, remote.size)
        if len(data) == remote.size:
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
        """Take what an address has under one deadline, again and again with longer pauses."""
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
