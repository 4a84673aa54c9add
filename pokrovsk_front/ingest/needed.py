"""Download of the maps that a run needs, from a source into the cache.

What the cache holds with the content that is wanted is not asked for. It refuses to go on from
figures of which a needed map is neither listed by the source nor in the cache.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pokrovsk_front.catalog.archives import Archive, ArchiveRules
from pokrovsk_front.ingest.archive import Edition, edition_of
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.source.map_cache import MapCache
from pokrovsk_front.ingest.source.mirror import Source
from pokrovsk_front.ingest.source.remote import Listed, Remote, SourceError, Version

Progress = Callable[[list[Remote]], AbstractContextManager[Iterable[Remote]]]

SUFFIX = ".geojson"


class Listings:
    """Listings of a source for every archive, compared with the known maps."""

    def __init__(
        self,
        source: Source,
        rules: ArchiveRules,
        known: Mapping[Edition, EditionRow],
        *,
        is_later_only: bool,
    ) -> None:
        """List every archive.

        Args:
            source: The source.
            rules: The rules of the archives.
            known: The row of each map of the figures.
            is_later_only: Whether maps earlier than the last known one of an archive may be left
                out, where to list them costs requests.

        Raises:
            SourceError: The source cannot be listed, or has none of the archives.
        """
        self._source, self._known = source, known
        self._archives = {each.archive_id: each for each in rules.archives}
        self.unnamed: dict[Path, Listed] = {}
        self.absent: list[str] = []
        self._listed: dict[Edition, Listed] = {}
        zone = ZoneInfo(rules.day_zone)
        for archive in rules.archives:
            since = self._last_read_at(archive) if is_later_only else None
            listed = source.listing(archive, since)
            if listed is None:
                self.absent.append(archive.folder)
            self._add(archive, listed or (), zone)
        self._zone = zone
        if len(self.absent) == len(rules.archives):
            raise SourceError("The source has none of the archives.")

    def _last_read_at(self, archive: Archive) -> datetime | None:
        return max(
            (
                each.read_at
                for each in self._known
                if each.archive_id == archive.archive_id and each.read_at
            ),
            default=None,
        )

    def _add(self, archive: Archive, listed: Sequence[Listed], zone: ZoneInfo) -> None:
        for each in listed:
            path = Path(each.folder) / each.name
            edition = edition_of(archive, path, zone)
            if edition is None:
                self.unnamed[path] = each
            else:
                self._listed[edition] = self._with_known_hash(edition, each)

    def _with_known_hash(self, edition: Edition, listed: Listed) -> Listed:
        """Reuse the known hash of a version instead of a request for it."""
        sha1 = self._known[edition].blob_sha1 if edition in self._known else ""
        if isinstance(listed, Version) and sha1:
            return Remote(listed.folder, listed.name, listed.address, None, sha1)
        return listed

    @property
    def listed(self) -> Mapping[Edition, Listed]:
        """All listed maps whose name has a date."""
        return self._listed

    def changed(self) -> list[Edition]:
        """List the maps that are new or have other content than the figures were made with."""
        return [
            edition
            for edition, listed in self._listed.items()
            if edition not in self._known
            or (isinstance(listed, Remote) and listed.blob_sha1 != self._known[edition].blob_sha1)
        ]

    def known_remote(self, edition: Edition) -> Remote | None:
        """Return a map with its hash, if known without a request."""
        listed = self._listed.get(edition)
        if isinstance(listed, Remote):
            return listed
        if listed is None and edition in self._known and self._known[edition].blob_sha1:
            folder = self._archives[edition.archive_id].folder
            sha1 = self._known[edition].blob_sha1
            return Remote(folder, edition.name + SUFFIX, "", None, sha1)
        return None

    def remotes(self, needed: Sequence[Edition]) -> list[Remote]:
        """Return maps with hashes and addresses, requesting those that are not known.

        Raises:
            SourceError: One is not listed, or what was asked for cannot be had.
        """
        for archive in self._archives.values():
            unlisted = [
                each.read_at
                for each in needed
                if each.archive_id == archive.archive_id
                and each not in self._listed
                and each.read_at
            ]
            if unlisted and archive.versions_url:
                earlier = self._source.listing(archive, min(unlisted))
                self._add(archive, earlier or (), self._zone)
        found = []
        for edition in needed:
            if edition not in self._listed:
                raise SourceError(
                    f"{edition.name}{SUFFIX} is needed to go on from the figures, but the source "
                    "does not list it and the cache does not hold it."
                )
            remote = self._source.resolve(self._listed[edition])
            self._listed[edition] = remote
            found.append(remote)
        return found


class Needed:
    """Downloader of needed maps into the cache; `brought` lists those that came."""

    def __init__(
        self, source: Source, listings: Listings, cache: MapCache, progress: Progress
    ) -> None:
        self._source, self._listings = source, listings
        self._cache, self._progress = cache, progress
        self.brought: list[Remote] = []

    def missing(self, needed: Iterable[Edition]) -> list[Edition]:
        """List the maps that the cache lacks or holds with other content."""
        absent = []
        for edition in needed:
            remote = self._listings.known_remote(edition)
            if remote is None or self._cache.missing([remote]):
                absent.append(edition)
        return absent

    def bring(self, needed: Sequence[Edition]) -> list[Edition]:
        """Download the missing maps and return the paths of all.

        Raises:
            SourceError: A map does not come, or is another than the source lists.
        """
        self.fetch(self._listings.remotes(self.missing(needed)))
        return [
            replace(each, path=self._cache.place(each.path.parent.name, each.name + SUFFIX))
            for each in needed
        ]

    def fetch(self, remotes: Iterable[Remote]) -> None:
        """Download listed maps that the cache lacks.

        Raises:
            SourceError: As for `bring`.
        """
        wanted = self._cache.missing(remotes)
        if wanted:
            with self._progress(wanted) as bar:
                for remote in bar:
                    self._source.fetch(remote, self._cache)
                    self.brought.append(remote)
