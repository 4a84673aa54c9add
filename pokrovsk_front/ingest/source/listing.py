"""Listings of a source: the tree of a git repository as GitHub's API gives it, or a folder.

Each field is checked before it is used: the name by the pattern of the archive, the hash, the
size and the path. It refuses a listing of which one map fails a check, rather than to take the
others from somebody who sends such things; what is no map of the archive is passed over unread.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pokrovsk_front.catalog.archives import Archive
from pokrovsk_front.ingest.archive import edition_of
from pokrovsk_front.ingest.source.local_files import read_local
from pokrovsk_front.ingest.source.remote import Limits, Remote, SourceError, blob_sha1, looks_like

SHA1 = re.compile("[0-9a-f]{40}")
MAX_PATH_CHARACTERS = 400
REGULAR_FILE_MODES = ("100644", "100755", "100664")
"""Git modes of regular files; links and submodules have others."""

A_DAY = timedelta(days=1)

NO_LISTING = "JSON that is no listing"


def maps_of_tree(
    data: bytes, archive: Archive, shown: str, base: str, limits: Limits
) -> list[Remote]:
    """Parse the tree of a repository and take the maps of an archive from it, by name.

    Args:
        data: JSON with `tree`: a list of objects with `path`, `type`, `size` and `sha`.
        archive: Gives the pattern of a name and the folder.
        shown: Address of the listing, for messages.
        base: URL to which the path of a map is appended.
        limits: Bounds of sizes and counts.

    Raises:
        SourceError: It is no listing, a field will not do, or it has no map.
    """
    found = []
    for item in _blobs(data, shown):
        path = item.get("path")
        if not isinstance(path, str):
            raise SourceError(f"{shown} serves {NO_LISTING}.")
        name = path.rpartition("/")[2]
        if not archive.name_pattern.fullmatch(name):
            continue
        if item.get("mode", "100644") not in REGULAR_FILE_MODES:
            raise SourceError(f"{shown} lists {name}, which is not a regular file.")
        if not _is_plain_path(path):
            raise SourceError(f"{shown} lists {name} under a path that cannot be used.")
        size = checked_size(item.get("size"), name, shown, limits)
        sha1 = checked_sha1(item.get("sha"), name, shown)
        found.append(Remote(archive.folder, name, base + quote(path), size, sha1))
    return _bounded(found, archive, shown, limits)


def parsed(data: bytes, shown: str) -> Any:  # noqa: ANN401 (JSON)
    """Parse a listing.

    Raises:
        SourceError: It is not JSON, or nested too deeply.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise SourceError(f"{shown} serves {NO_LISTING}: it is nested too deeply.") from None
    except ValueError:
        raise SourceError(f"{shown} serves {looks_like(data)} instead of a listing.") from None


def checked_size(value: object, name: str, shown: str, limits: Limits) -> int:
    """Validate the size of a map in a listing.

    Raises:
        SourceError: It is not a number of bytes, or more than a map may have.
    """
    if type(value) is not int or value < 0:
        raise SourceError(f"{shown} lists {name} with a size that is not a number of bytes.")
    if value > limits.file_bytes:
        raise SourceError(
            f"{shown} lists {name}, which is larger than {limits.file_bytes:,} bytes."
        )
    return value


def checked_sha1(value: object, name: str, shown: str) -> str:
    """Validate a git hash in a listing.

    Raises:
        SourceError: It is not one.
    """
    if not isinstance(value, str) or not SHA1.fullmatch(value):
        raise SourceError(f"{shown} lists {name} with a hash that is not a git hash.")
    return value


def _blobs(data: bytes, shown: str) -> Iterable[dict[str, Any]]:
    document = parsed(data, shown)
    if not isinstance(document, dict):
        raise SourceError(f"{shown} serves {NO_LISTING}.")
    if document.get("truncated"):
        raise SourceError(f"{shown} gives only a part of its listing.")
    tree = document.get("tree")
    if not isinstance(tree, list) or not all(isinstance(item, dict) for item in tree):
        raise SourceError(f"{shown} serves {NO_LISTING}.")
    return (item for item in tree if item.get("type") == "blob")


def _is_plain_path(path: str) -> bool:
    """Return whether a path stays below its start and is printable."""
    return (
        len(path) <= MAX_PATH_CHARACTERS
        and path.isprintable()
        and "\\" not in path
        and not {"", ".", ".."} & set(path.split("/"))
    )


def _is_to_come(name: str, archive: Archive) -> bool:
    """Return whether a map is dated in the future, in every time zone."""
    edition = edition_of(archive, Path(name), UTC)
    return edition is not None and edition.edition_date > datetime.now(UTC).date() + A_DAY


def _bounded(found: Sequence[Remote], archive: Archive, shown: str, limits: Limits) -> list[Remote]:
    """Enforce the limits on a listing; of two maps with one name the first path counts."""
    by_name: dict[str, Remote] = {}
    addresses = set()
    for remote in sorted(found, key=lambda remote: remote.address):
        if remote.address in addresses:
            raise SourceError(f"{shown} lists {remote.name} twice.")
        addresses.add(remote.address)
        if _is_to_come(remote.name, archive):
            raise SourceError(f"{shown} lists {remote.name}, a map of a day to come.")
        by_name.setdefault(remote.name, remote)
    if not by_name:
        raise SourceError(f"{shown} lists no map.")
    if len(by_name) > limits.maps:
        raise SourceError(f"{shown} lists more than {limits.maps:,} maps.")
    if sum(remote.size or 0 for remote in by_name.values()) > limits.archive_bytes:
        raise SourceError(f"{shown} lists more than {limits.archive_bytes:,} bytes of maps.")
    return [by_name[name] for name in sorted(by_name)]


def maps_of_folder(folder: Path, archive: Archive, limits: Limits) -> list[Remote]:
    """List the maps of an archive in a folder of this machine, by name.

    A link to a regular file counts as that file.

    Raises:
        SourceError: A map is not a regular file, is too large or cannot be read; there is none.
    """
    found = []
    for path in sorted(folder.iterdir()):
        if archive.name_pattern.fullmatch(path.name):
            data = read_local(path, limits.file_bytes)
            found.append(Remote(archive.folder, path.name, str(path), len(data), blob_sha1(data)))
    return _bounded(found, archive, str(folder), limits)
