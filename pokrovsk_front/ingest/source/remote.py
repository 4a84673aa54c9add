"""Records of a source of maps: listed files, and limits of size, time and number.

A source is a stranger. The records say what was checked; `listing` checks it, `transport` and
`mirror` hold to it.
"""

import hashlib
from dataclasses import dataclass

from pokrovsk_front.ingest.archive import IngestError

WEB_PAGE = "a web page"


class SourceError(IngestError):
    """A source that cannot be used; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on what a source may take: bytes, seconds, files and requests.

    Attributes:
        file_bytes: Size of one map.
        listing_bytes: Size of one listing. GitHub cuts its own at 7 MB; parsed, a hostile one
            takes some forty times its size in memory.
        maps: Maps that one archive may list: two a day for 27 years.
        archive_bytes: Size of all maps of one archive.
        file_seconds: Deadline of one file, from the look-up of the host to the last byte, all
            retries and pauses together.
        silence_seconds: Longest wait for a connection or for the next byte.
        tries: Requests for one file that fail in a way that may pass.
        backoff_seconds: First pause between two of them; each is twice the one before.
    """

    file_bytes: int = 30_000_000
    listing_bytes: int = 8_000_000
    maps: int = 20_000
    archive_bytes: int = 10_000_000_000
    file_seconds: float = 120.0
    silence_seconds: float = 20.0
    tries: int = 4
    backoff_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Remote:
    """One map of a source.

    Attributes:
        folder: Folder of its archive in the cache.
        name: File name, which the pattern of the archive matches.
        address: URL, or path in a folder of this machine.
        size: Bytes; None where only the hash is known, which covers the size as well.
        blob_sha1: Hash of its content as git computes it, 40 hexadecimal digits.
    """

    folder: str
    name: str
    address: str
    size: int | None
    blob_sha1: str


@dataclass(frozen=True, slots=True)
class Version:
    """One map of a source that keeps one file, whose earlier versions are the earlier maps.

    Attributes:
        folder: As for `Remote`.
        name: File name by the instant of the version, which the pattern of the archive matches.
        address: URL of the file in this version.
        contents_url: URL of what tells size and hash of the file in this version.
    """

    folder: str
    name: str
    address: str
    contents_url: str


Listed = Remote | Version
"""A listed map: with its hash, or with the address to request it."""


def blob_sha1(data: bytes) -> str:
    r"""Hash a file as git does.

    Examples:
        >>> blob_sha1(b"hello\n")  # git hash-object
        'ce013625030ba8dba906f756967f9e9ca394464a'
    """
    head = f"blob {len(data)}\0".encode()
    return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()


def looks_like(data: bytes) -> str:
    """Name the format of unexpected content."""
    start = data[:200].lstrip().lower()
    if start.startswith(b"<"):
        return WEB_PAGE
    return "something else" if start else "nothing"
