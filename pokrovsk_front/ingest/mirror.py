"""Brings the maps that are missing from the public archives into a folder of this machine.

A source is a listing (path, size and git blob SHA-1 of each file, as GitHub's tree API gives it)
and the files beside it; or a folder. Each file is held to its size and hash before it counts, so
one that is cut short or altered on the way is noticed. What came of a file stays, and the next
try asks for the rest.

It refuses a source that answers from another host, that is no HTTPS (but on this machine itself),
that lists no map, or that sends a file larger or slower than the limits; it never removes a map.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests

from pokrovsk_front.catalog.archives import Archive
from pokrovsk_front.ingest.archive import IngestError

LISTING = "listing.json"
"""The name of the listing in the folder of an archive on a mirror."""

CHECKSUMS = "checksums.txt"
PARTIAL = ".partial"
WEB_PAGE = "a web page"
CHUNK_BYTES = 1 << 16
MOST_REDIRECTS = 3
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class SourceError(IngestError):
    """A source that cannot be used; the message is one sentence."""


class _TryAgainError(Exception):
    """What may go away by itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a source may ask of us: bytes and seconds of a file, and how often it is asked."""

    file_bytes: int = 30_000_000
    listing_bytes: int = 100_000_000
    file_seconds: float = 120.0
    silence_seconds: float = 20.0
    tries: int = 4
    first_wait_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Remote:
    """One file of a source: its name here, its place there, its size and its git blob SHA-1."""

    folder: str
    name: str
    place: str
    size: int
    blob_sha1: str

    @property
    def checksum_line(self) -> str:
        """The line that the list of checksums has for it."""
        return f"{self.blob_sha1} {self.size} {self.folder}/{self.name}"


def blob_sha1(data: bytes) -> str:
    r"""Hash a file as git does.

    Examples:
        >>> blob_sha1(b"hello\n")  # git hash-object
        'ce013625030ba8dba906f756967f9e9ca394464a'
    """
    head = f"blob {len(data)}\0".encode()
    return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()


def _host(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


class Web:
    """A source over HTTPS; a proxy of the environment is respected."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._session = requests.Session()
        # Compressed answers could not be taken up where they were cut.
        self._session.headers.update(
            {
                "Accept-Encoding": "identity",
                "User-Agent": "pokrovsk-front (a reader of map archives)",
            }
        )

    def read(self, url: str, most_bytes: int, have: bytes = b"") -> Iterator[bytes]:
        """Read an address piece by piece, from where `have` ends if the source can.

        The first piece is `have` itself, or nothing when the source starts over.

        Raises:
            SourceError: The source will not do.
            _TryAgainError: It failed in a way that may pass.
        """
        ends_at = time.monotonic() + self._limits.file_seconds
        name = url.rpartition("/")[2].partition("?")[0]
        try:
            with self._opened(url, len(have)) as response:
                taken = have if response.status_code == requests.codes.partial_content else b""
                yield taken
                count = len(taken)
                while piece := response.raw.read1(CHUNK_BYTES):
                    count += len(piece)
                    if count > most_bytes:
                        raise SourceError(
                            f"{name} of {urlsplit(url).hostname} is larger than "
                            f"{most_bytes:,} bytes."
                        )
                    yield piece
                    if time.monotonic() > ends_at:
                        raise _TryAgainError(f"took longer than {self._limits.file_seconds:g} s")
        except (requests.RequestException, OSError) as error:
            raise _TryAgainError(_said(error)) from error
        except Exception as error:
            # urllib3's own errors come through while a body is read.
            if type(error).__module__.startswith("urllib3"):
                raise _TryAgainError(_said(error)) from error
            raise

    def _opened(self, url: str, offset: int) -> requests.Response:
        for _ in range(MOST_REDIRECTS + 1):
            if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in LOOPBACK:
                raise SourceError(f"{url} is not an HTTPS address.")
            response = self._session.get(
                url,
                stream=True,
                allow_redirects=False,
                timeout=self._limits.silence_seconds,
                headers={"Range": f"bytes={offset}-"} if offset else {},
            )
            if not response.is_redirect:
                break
            target = urljoin(url, response.headers["Location"])
            response.close()
            if _host(target) != _host(url):
                raise SourceError(
                    f"{urlsplit(url).hostname} sends us to another place, "
                    f"{urlsplit(target).scheme}://{urlsplit(target).netloc}, which is not followed."
                )
            url = target
        else:
            raise SourceError(f"{urlsplit(url).hostname} sends us round in circles.")
        return self._checked(response, url, offset)

    @staticmethod
    def _checked(response: requests.Response, url: str, offset: int) -> requests.Response:
        status = response.status_code
        if status == requests.codes.partial_content:
            if not response.headers.get("Content-Range", "").startswith(f"bytes {offset}-"):
                response.close()
                raise _TryAgainError("answered with another part than asked")
            return response
        if status != requests.codes.ok:
            response.close()
            if status in TRY_AGAIN or status == requests.codes.requested_range_not_satisfiable:
                raise _TryAgainError(f"answered with status {status}")
            raise SourceError(f"{url} answered with status {status}.")
        return response


def _said(error: BaseException) -> str:
    """Say what went wrong in a few words; the libraries say it in many."""
    text = f"{type(error).__name__} {error}".lower()
    for sign, words in (
        ("timeout", "did not answer in time"),
        ("timed out", "did not answer in time"),
        ("refused", "is down"),
        ("resolve", "cannot be found"),
        ("resolution", "cannot be found"),
        ("incomplete", "was cut short"),
        ("certificate", "has a certificate that cannot be trusted"),
        ("proxy", "cannot be reached through the proxy"),
    ):
        if sign in text:
            return words
    return f"broke off ({type(error).__name__})"


@dataclass(frozen=True, slots=True)
class Source:
    """Where maps come from: the public archives, a mirror of them or a folder."""

    place: str | None
    limits: Limits

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of this machine."""
        return self.place is not None and "://" not in self.place

    def listing(self, archive: Archive) -> list[Remote]:
        """List the maps that the source has of an archive, by name.

        Raises:
            SourceError: It cannot be listed, or has no map.
        """
        if self.place is not None and self.is_folder:
            entries = _entries_of_folder(Path(self.place) / archive.folder)
        else:
            entries = self._entries_of_web(archive)
        found: dict[str, Remote] = {}
        for place, size, sha1 in sorted(entries):
            name = PurePosixPath(place).name
            if archive.name_pattern.fullmatch(name):
                found.setdefault(name, Remote(archive.folder, name, place, size, sha1))
        if not found:
            raise SourceError(f"{self._listing_url(archive)} lists no map.")
        return [found[name] for name in sorted(found)]

    def _listing_url(self, archive: Archive) -> str:
        if self.place is None:
            return archive.listing_url
        if self.is_folder:
            return str(Path(self.place) / archive.folder)
        return f"{self.place.rstrip('/')}/{archive.folder}/{LISTING}"

    def _entries_of_web(self, archive: Archive) -> list[tuple[str, int, str]]:
        url = self._listing_url(archive)
        data = self._tried(url, self.limits.listing_bytes, None)
        try:
            document = json.loads(data)
        except ValueError:
            raise SourceError(f"{url} serves {_looks_like(data)} instead of a listing.") from None
        if isinstance(document, dict) and document.get("truncated"):
            raise SourceError(f"{url} gives only a part of its listing.")
        try:
            return [_entry(item) for item in document["tree"] if item["type"] == "blob"]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise SourceError(f"{url} serves JSON that is no listing.") from None

    def fetch(self, remote: Remote, archive: Archive, folder: Path) -> None:
        """Bring one map in; it is put in place when it is whole and the one that is listed.

        Raises:
            SourceError: It does not come, or is another than the listing says.
        """
        place = folder / remote.folder / remote.name
        partial = folder / PARTIAL / f"{remote.name}.{remote.blob_sha1}"
        for path in (place, partial):
            path.parent.mkdir(parents=True, exist_ok=True)
        if remote.size > self.limits.file_bytes:
            raise SourceError(f"{remote.name} is larger than {self.limits.file_bytes:,} bytes.")
        if self.place is not None and self.is_folder:
            partial.write_bytes((Path(self.place) / remote.folder / remote.place).read_bytes())
        elif self.place is not None:
            base = f"{self.place.rstrip('/')}/{archive.folder}/"
            self._tried(base + quote(remote.place), remote.size, partial)
        else:
            self._tried(archive.files_url + quote(remote.place), remote.size, partial)
        data = partial.read_bytes()
        if blob_sha1(data) != remote.blob_sha1:
            partial.unlink()
            raise SourceError(
                f"{remote.name} is not the file that the listing of the source names: "
                f"it holds {_looks_like(data)}."
            )
        with partial.open("rb") as handle:
            os.fsync(handle.fileno())
        partial.replace(place)

    def _tried(self, url: str, size: int, partial: Path | None) -> bytes:
        """Read an address, again and again with longer waits, keeping what came in `partial`."""
        web = Web(self.limits)
        wait = self.limits.first_wait_seconds
        reason = ""
        for tried in range(self.limits.tries):
            if tried:
                time.sleep(wait)
                wait *= 2
            have = partial.read_bytes() if partial is not None and partial.exists() else b""
            if partial is not None and len(have) == size:
                return have
            try:
                data = _taken(web.read(url, size, have[:size]), partial)
            except _TryAgainError as error:
                reason = str(error)
                continue
            if partial is None or len(data) == size:
                return data
            if _looks_like(data) == WEB_PAGE:
                partial.unlink()
                raise SourceError(f"{url} serves {WEB_PAGE} instead of a map.")
            reason = f"was cut short at {len(data):,} of {size:,} bytes"
        name = url.rpartition("/")[2].partition("?")[0]
        raise SourceError(
            f"{name} of {urlsplit(url).hostname} {reason}; tried {self.limits.tries} times."
        )


def _taken(pieces: Iterator[bytes], partial: Path | None) -> bytes:
    """Put pieces together, and keep each in `partial` as soon as it is here."""
    # The first one comes when the source has answered: only then is the old part given up.
    data = bytearray(next(pieces))
    if partial is None:
        return bytes(data + b"".join(pieces))
    with partial.open("wb") as handle:
        handle.write(data)
        for piece in pieces:
            data += piece
            handle.write(piece)
    return bytes(data)


def _entry(item: dict[str, Any]) -> tuple[str, int, str]:
    return str(item["path"]), int(item["size"]), str(item["sha"])


def _entries_of_folder(folder: Path) -> list[tuple[str, int, str]]:
    entries = []
    for path in sorted(folder.glob("*.geojson")):
        data = path.read_bytes()
        entries.append((path.name, len(data), blob_sha1(data)))
    return entries


def _looks_like(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<")):
        return WEB_PAGE
    return "nothing" if not start else "something else"


def missing(listed: Sequence[Remote], folder: Path) -> list[Remote]:
    """Tell which listed maps the folder does not have as they are listed."""
    path = folder / CHECKSUMS
    known = set(path.read_text("utf-8").splitlines()) if path.exists() else set()
    absent = []
    for remote in listed:
        place = folder / remote.folder / remote.name
        is_here = place.is_file() and place.stat().st_size == remote.size
        if not is_here or (
            remote.checksum_line not in known and blob_sha1(place.read_bytes()) != remote.blob_sha1
        ):
            absent.append(remote)
    return absent


def write_checksums(listed: Sequence[Remote], folder: Path) -> None:
    """Keep the list of checksums of the maps that are here, sorted by name."""
    path = folder / CHECKSUMS
    known = path.read_text("utf-8").splitlines() if path.exists() else []
    lines = {line.rpartition(" ")[2]: line for line in known}
    for remote in listed:
        if (folder / remote.folder / remote.name).is_file():
            lines[f"{remote.folder}/{remote.name}"] = remote.checksum_line
    staged = path.with_name(f".{CHECKSUMS}")
    staged.write_text("".join(f"{lines[name]}\n" for name in sorted(lines)), encoding="utf-8")
    staged.replace(path)
