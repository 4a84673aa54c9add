"""Versions of one file of a git repository, as GitHub's API lists them.

A mirror that keeps one file writes over it; its earlier maps are the earlier versions of the
file, each named by the instant of its commit. The list is read page by page, newest first, and
tells no size and no hash: those are asked for version by version, when a map is needed.

Each field is checked before it is used, as in `listing`. It refuses a list of which one version
fails a check, that never ends, or that tells two versions of one instant.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from pokrovsk_front.catalog.archives import Archive
from pokrovsk_front.ingest.source.listing import (
    NO_LISTING,
    SHA1,
    checked_sha1,
    checked_size,
    parsed,
)
from pokrovsk_front.ingest.source.remote import Limits, Remote, SourceError, Version

PAGE_VERSIONS = 100
"""Versions on a page; GitHub gives no more."""

CLOCK_SKEW = timedelta(minutes=10)
"""Maximum by which the clock of a source may be ahead."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def versions(
    ask: Callable[[str], tuple[bytes, str]],
    archive: Archive,
    limits: Limits,
    since: datetime | None,
) -> list[Version]:
    """List the versions of the file of an archive, by name.

    Args:
        ask: Reads an address, and gives what it holds and how a message shows the address.
        archive: Gives the addresses, the folder and the pattern of a name.
        limits: Bound of the count.
        since: Only versions of this instant or later; None for all.

    Raises:
        SourceError: It is no list, a field will not do, or it has no version at all.
    """
    found: dict[str, Version] = {}
    for version, shown in _pages(ask, archive, limits, since):
        same = found.setdefault(version.name, version)
        if same != version:
            raise SourceError(f"{shown} lists {version.name} twice.")
        if len(found) > limits.maps:
            raise SourceError(f"{shown} lists more than {limits.maps:,} versions.")
    if not found and since is None:
        raise SourceError(f"{archive.origin} lists no version.")
    return [found[name] for name in sorted(found)]


def _pages(
    ask: Callable[[str], tuple[bytes, str]],
    archive: Archive,
    limits: Limits,
    since: datetime | None,
) -> Iterator[tuple[Version, str]]:
    """Read page by page until one is not full."""
    address = f"{archive.versions_url}&per_page={PAGE_VERSIONS}"
    if since is not None:
        address += f"&since={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    seen: set[str] = set()
    for page in range(1, limits.maps // PAGE_VERSIONS + 2):
        data, shown = ask(f"{address}&page={page}")
        items = parsed(data, shown)
        if not isinstance(items, list) or len(items) > PAGE_VERSIONS:
            raise SourceError(f"{shown} serves {NO_LISTING}.")
        read = [_version(item, archive, shown) for item in items]
        if read and seen.issuperset(version.address for version, _ in read):
            raise SourceError(f"{shown} gives the same page again.")
        seen |= {version.address for version, _ in read}
        for version, at in read:
            if since is None or at >= since:
                yield version, shown
        if len(items) < PAGE_VERSIONS:
            return
    raise SourceError(f"{shown} lists more than {limits.maps:,} versions.")


def _version(item: object, archive: Archive, shown: str) -> tuple[Version, datetime]:
    try:
        sha1, text = item["sha"], item["commit"]["committer"]["date"]  # type: ignore[index]
    except (KeyError, TypeError, IndexError):
        raise SourceError(f"{shown} serves {NO_LISTING}.") from None
    at = _instant(text)
    if at is None:
        raise SourceError(f"{shown} lists a version with a time that is not an instant.")
    if at > datetime.now(UTC) + CLOCK_SKEW:
        raise SourceError(f"{shown} lists a version of a time to come.")
    if not isinstance(sha1, str) or not SHA1.fullmatch(sha1):
        raise SourceError(f"{shown} lists a version with a hash that is not a git hash.")
    name = f"{at:%Y%m%dT%H%M%SZ}.geojson"
    contents_url = (archive.contents_url or "").format(version=sha1)
    address = archive.files_url.format(version=sha1)
    return Version(archive.folder, name, address, contents_url), at


def _instant(text: object) -> datetime | None:
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def remote_of_contents(data: bytes, version: Version, shown: str, limits: Limits) -> Remote:
    """Read size and hash of the file of a version from the listing of its folder.

    Args:
        data: JSON: a list of objects with `name`, `type`, `size` and `sha`.
        version: The version that was asked for.
        shown: Address of the listing, for messages.
        limits: Bound of the size.

    Raises:
        SourceError: It is no listing, does not have the file once, or a field will not do.
    """
    items = parsed(data, shown)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SourceError(f"{shown} serves {NO_LISTING}.")
    own: list[dict[str, Any]] = [
        item
        for item in items
        if isinstance(item.get("name"), str)
        and version.address.endswith(f"/{quote(item['name'], errors='replace')}")
    ]
    if len(own) != 1 or own[0].get("type") != "file":
        raise SourceError(f"{shown} does not list the file of {version.name} once.")
    size = checked_size(own[0].get("size"), version.name, shown, limits)
    sha1 = checked_sha1(own[0].get("sha"), version.name, shown)
    return Remote(version.folder, version.name, version.address, size, sha1)
