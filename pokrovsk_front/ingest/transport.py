"""HTTP transport: reads one address at a time, under a deadline that nothing outlasts.

One `requests` session carries it, and `urllib3.Retry` repeats what fails before a body begins.
An exchange runs in a thread of its own, and the deadline is kept by the one who waits for it, so
that it holds whatever the exchange is busy with: the look-up of a host, a handshake or a header
that comes a byte at a time. One that is given up has its connections shut, and its session with
it.

It refuses an address that is neither HTTPS nor on this machine, a redirect to another host and a
body larger than its bound. It keeps no cookie, and sleeps for no `Retry-After`.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    HTTPError,
    IncompleteRead,
    MaxRetryError,
    NameResolutionError,
    ProxyError,
)
from urllib3.exceptions import TimeoutError as UrllibTimeoutError
from urllib3.util import Retry

from pokrovsk_front.ingest.remote import Limits, SourceError

CHUNK_BYTES = 1 << 16
MAX_REDIRECTS = 3
MAX_BACKOFF_SECONDS = 8.0
SECONDS_TO_STOP = 1.0
"""Wait for an exchange that was given up: its connections are shut, but a look-up goes on."""

THREAD = "http exchange"
"""Name of the thread of an exchange."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
DEFAULT_PORTS = {"http": 80, "https": 443}
NO_HTTPS = "{} is not an HTTPS address."

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


class _GivenUpError(Exception):
    """An exchange that nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is being read: the offset of its first byte, and its pieces."""

    offset: int
    pieces: Iterator[bytes]


class _Connections:
    """The sockets of a session, which another thread can shut."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: WeakSet[socket.socket] = WeakSet()
        self._is_shut = False

    def check(self) -> None:
        """Raise `_GivenUpError` once they are shut; no urllib3.Retry repeats that."""
        if self._is_shut:
            raise _GivenUpError

    def add(self, connection: socket.socket) -> None:
        with self._lock:
            self.check()
            self._open.add(connection)

    def shut(self) -> None:
        with self._lock:
            self._is_shut = True
            for connection in self._open:
                with suppress(OSError):
                    # The method of an SSL socket would first take itself apart under its reader.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _pools(connections: _Connections) -> dict[str, type[HTTPConnectionPool]]:
    """Give the connection pools of urllib3 whose sockets are in `connections`."""

    class Tracked:
        sock: Any
        _twin: socket.socket | None = None

        def _new_conn(self) -> socket.socket:
            connections.check()
            plain: socket.socket = super()._new_conn()  # type: ignore[misc]
            # A handshake takes the socket over and shows the new one only at its end.
            self._twin = plain.dup()
            connections.add(self._twin)
            return plain

        def connect(self) -> None:
            try:
                super().connect()  # type: ignore[misc]
            finally:
                if self._twin is not None:
                    self._twin.close()
                    self._twin = None
            connections.add(self.sock)

    class Plain(Tracked, HTTPConnection):
        pass

    class Secure(Tracked, HTTPSConnection):
        pass

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _Adapter(HTTPAdapter):
    """An adapter of requests whose connections can be shut."""

    def __init__(self, connections: _Connections, retries: Retry) -> None:
        self._pools = _pools(connections)
        super().__init__(max_retries=retries)

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **named: Any) -> PoolManager:  # noqa: ANN401
        manager: PoolManager = super().proxy_manager_for(proxy, **named)
        manager.pool_classes_by_scheme = self._pools
        return manager


class _Session(requests.Session):
    """A session of requests that leaves redirects alone.

    Even with `allow_redirects=False` requests prepares the next request: it parses the target and
    reads the whole body, however large.
    """

    def __init__(self, connections: _Connections, limits: Limits) -> None:
        super().__init__()
        retries = Retry(
            total=limits.tries - 1,
            redirect=False,
            allowed_methods={"GET"},
            status_forcelist=TRANSIENT_STATUSES,
            backoff_factor=limits.backoff_seconds,
            backoff_max=MAX_BACKOFF_SECONDS,
            raise_on_status=False,
            respect_retry_after_header=False,
        )
        adapter = _Adapter(connections, retries)
        self.mount("https://", adapter)
        self.mount("http://", adapter)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A compressed body could not be resumed, and may grow without bound.
        self.headers.update(
            {
                "Accept-Encoding": "identity",
                "User-Agent": "pokrovsk-front (a reader of map archives)",
            }
        )

    def get_redirect_target(self, _response: requests.Response) -> None:
        return None


class Transport:
    """Reads addresses one after another; a proxy of the environment is respected."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tried = f"; tried {limits.tries} times"
        self._connections = _Connections()
        self._session = _Session(self._connections, limits)

    def close(self) -> None:
        """Close all connections."""
        self._connections.shut()
        self._session.close()

    @contextmanager
    def opened(self, url: str, max_bytes: int, ends_at: float, offset: int = 0) -> Iterator[Body]:
        """Open an address, from an offset if the source can.

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
        """Shut what is open and go on with a new session: the old one may still be in use."""
        self.close()
        self._connections = _Connections()
        self._session = _Session(self._connections, self._limits)

    def _exchange(
        self,
        session: requests.Session,
        url: str,
        max_bytes: int,
        offset: int,
        items: "SimpleQueue[object]",
    ) -> None:
        """Put the offset of a body, its pieces and None into a queue, or what went wrong."""
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
        """Ask for an address, following redirects on its own host."""
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
            asked = _followed(asked, response.headers["Location"])
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
    """Read a body in pieces, no more than a bound.

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


def checked_address(url: str) -> str:
    """Give an address back if it may be asked: HTTPS, or HTTP on this machine.

    Raises:
        SourceError: It may not.
    """
    try:
        parts = urlsplit(url)
        is_safe = bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        )
        _origin(parts)
    except ValueError:
        is_safe = False
    if not is_safe:
        raise SourceError(NO_HTTPS.format(shown_address(url)))
    return url


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme)


def _followed(url: str, location: str) -> str:
    """Give the target of a redirect on the same host.

    Raises:
        SourceError: It lies elsewhere or is no address.
    """
    host = urlsplit(url).hostname
    try:
        target = urljoin(url, location)
        is_here = _origin(urlsplit(target)) == _origin(urlsplit(url))
    except ValueError:
        raise SourceError(f"{host} sends us to a place that is no address.") from None
    if not is_here:
        raise SourceError(
            f"{host} sends us to another place, {shown_address(target)}, which is not followed."
        )
    return target


def shown_address(url: str) -> str:
    """Show an address in a message: without a password, in plain characters and not too long."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
    shown = "".join(letter if letter.isprintable() else "?" for letter in plain)
    return shown if len(shown) <= 200 else f"{shown[:200]}…"


def shown_file(url: str) -> str:
    """Name the file and the host of an address that `checked_address` has passed."""
    name = urlsplit(url).path.rpartition("/")[2]
    return f"{name} of {urlsplit(url).hostname}"


def _reason(error: BaseException) -> str:
    """Say in a few words what went wrong; the libraries say it in many."""
    causes = list(_causes(error))
    for kinds, words in REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return words
    return "broke off"


def _causes(error: object) -> Iterator[BaseException]:
    """Give an error and what it was made from, wherever requests and urllib3 put that."""
    if isinstance(error, BaseException):
        yield error
        for cause in (error.__cause__, getattr(error, "reason", None), *error.args):
            yield from _causes(cause)
