"""HTTP transport: one request at a time, under a hard deadline.

An exchange runs in a thread of its own, and the deadline is kept by the one who waits for it, so
that it holds whatever the exchange is busy with: the look-up of a host, a handshake or a header
that comes a byte at a time. One that is given up has its connections shut, and its session with
it.

It refuses a body larger than its bound. What fails before a body begins is repeated by the
session; a body that breaks off is left to the caller, who knows what came of it.
"""

import http.client
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    HTTPError,
    IncompleteRead,
    MaxRetryError,
    NameResolutionError,
    ProxyError,
)
from urllib3.exceptions import TimeoutError as UrllibTimeoutError

from pokrovsk_front.ingest.source.address import followed, shown_address, shown_file
from pokrovsk_front.ingest.source.remote import Limits, SourceError
from pokrovsk_front.ingest.source.session import TRANSIENT_STATUSES, Connections, Session

CHUNK_BYTES = 1 << 16
MAX_REDIRECTS = 3
SECONDS_TO_STOP = 1.0
"""Timeout for a cancelled exchange: its connections are shut, but a look-up goes on."""

THREAD = "http exchange"
"""Name of the thread of an exchange."""

REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (ProxyError, "cannot be reached through the proxy"),
    (ssl.SSLCertVerificationError, "has a certificate that cannot be trusted"),
    (NameResolutionError, "cannot be found"),
    (ConnectionRefusedError, "is down"),
    ((TimeoutError, UrllibTimeoutError), "did not answer in time"),
    (IncompleteRead, "was cut short"),
)
"""Words for a cause of an error, the first that fits."""


class TransientError(Exception):
    """A transient error while a body was read: retry, from what came so far."""


class StartOverError(TransientError):
    """A source that does not continue a body where it was asked to: retry from the start."""


@dataclass(frozen=True, slots=True)
class Body:
    """A streamed body: the offset of its first byte, and its chunks."""

    offset: int
    pieces: Iterator[bytes]


class Transport:
    """Reader of addresses, one at a time; a proxy of the environment is respected."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tried = f"; tried {limits.tries} times"
        self._connections = Connections()
        self._session = Session(self._connections, limits)

    def close(self) -> None:
        """Close all connections."""
        self._connections.shut()
        self._session.close()

    @contextmanager
    def opened(self, url: str, max_bytes: int, ends_at: float, offset: int = 0) -> Iterator[Body]:
        """Open an address, from an offset if the source supports ranges.

        Args:
            url: An address that `checked_address` has passed.
            max_bytes: Bound of the whole file.
            ends_at: Deadline by the monotonic clock; it holds for every piece too.
            offset: How many bytes are here already.

        Yields:
            The body, whose offset is 0 where the source starts over.

        Raises:
            SourceError: The source will not do, or the deadline has passed.
            TransientError: The body broke off.
        """
        items: SimpleQueue[object] = SimpleQueue()
        work = threading.Thread(
            target=self._exchange,
            name=THREAD,
            args=(self._session, url, max_bytes, offset, items),
            daemon=True,
        )
        work.start()
        is_whole = False

        def received() -> Any:  # noqa: ANN401
            try:
                item = items.get(timeout=max(0.0, ends_at - time.monotonic()))
            except Empty:
                seconds = self._limits.file_seconds
                raise SourceError(f"{shown_file(url)} took longer than {seconds:g} s.") from None
            if isinstance(item, BaseException):
                raise item
            return item

        def pieces() -> Iterator[bytes]:
            nonlocal is_whole
            while (piece := received()) is not None:
                yield piece
            is_whole = True

        try:
            yield Body(received(), pieces())
        finally:
            if not is_whole:
                self._give_up()
            work.join(SECONDS_TO_STOP)

    def _give_up(self) -> None:
        """Shut all connections and start a new session: the old one may still be in use."""
        self.close()
        self._connections = Connections()
        self._session = Session(self._connections, self._limits)

    def _exchange(
        self,
        session: requests.Session,
        url: str,
        max_bytes: int,
        offset: int,
        items: "SimpleQueue[object]",
    ) -> None:
        """Queue the offset of a body, its chunks and None, or the error."""
        try:
            response = self._response(session, url, offset)
            with response:
                start = offset if response.status_code == requests.codes.partial_content else 0
                items.put(start)
                for piece in _pieces(response, url, max_bytes - start):
                    items.put(piece)
            items.put(None)
        except BaseException as error:
            # Whoever waits raises it: in this thread nobody would hear of it.
            items.put(error)

    def _response(self, session: requests.Session, url: str, offset: int) -> requests.Response:
        """Request an address, following redirects on its own host."""
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response = session.get(
                    asked,
                    stream=True,
                    allow_redirects=False,
                    timeout=self._limits.silence_seconds,
                    headers={"Range": f"bytes={offset}-"} if offset else {},
                )
            except (requests.RequestException, HTTPError, OSError) as error:
                is_tried = any(isinstance(cause, MaxRetryError) for cause in _causes(error))
                again = self._tried if is_tried else ""
                raise SourceError(f"{shown_file(url)} {_reason(error)}{again}.") from error
            except ValueError as error:
                # What the libraries cannot parse of a head or of an address.
                raise SourceError(f"{shown_file(url)} answered with a broken header.") from error
            if not response.is_redirect:
                return self._checked(response, url, offset)
            response.close()
            asked = followed(asked, response.headers["Location"])
        raise SourceError(f"{urlsplit(url).hostname} sends us round in circles.")

    def _checked(self, response: requests.Response, url: str, offset: int) -> requests.Response:
        status = response.status_code
        if status == requests.codes.ok:
            return response
        if status == requests.codes.partial_content and offset:
            if response.headers.get("Content-Range", "").startswith(f"bytes {offset}-"):
                return response
            response.close()
            raise StartOverError("answered with another part than asked")
        response.close()
        if status == requests.codes.requested_range_not_satisfiable:
            raise StartOverError(f"answered with status {status}")
        again = self._tried if status in TRANSIENT_STATUSES else ""
        raise SourceError(f"{shown_address(url)} answered with status {status}{again}.")


def _pieces(response: requests.Response, url: str, max_bytes: int) -> Iterator[bytes]:
    """Read a body in chunks, up to a maximum.

    Raises:
        SourceError: It is larger than the bound.
        TransientError: It broke off.
    """
    count = 0
    try:
        while piece := response.raw.read1(CHUNK_BYTES):
            count += len(piece)
            if count > max_bytes:
                raise SourceError(f"{shown_file(url)} is larger than {max_bytes:,} bytes.")
            yield piece
    except (requests.RequestException, HTTPError, OSError, http.client.HTTPException) as error:
        raise TransientError(_reason(error)) from error


def _reason(error: BaseException) -> str:
    """Summarise a network error in a few words."""
    causes = list(_causes(error))
    for kinds, words in REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return words
    return "broke off"


def _causes(error: object) -> Iterator[BaseException]:
    """Walk an error and its causes, wherever requests and urllib3 put them."""
    if isinstance(error, BaseException):
        yield error
        for cause in (error.__cause__, getattr(error, "reason", None), *error.args):
            yield from _causes(cause)
