"""HTTP session: `requests` with the retries of `urllib3`, whose connections can be shut.

It leaves alone what a source could use against the reader: it follows no redirect, reads no body
by itself, keeps no cookie, sleeps for no `Retry-After` and asks for nothing compressed.
"""

import socket
import threading
from contextlib import suppress
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import ConnectionPool
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from pokrovsk_front.ingest.source.remote import Limits

MAX_BACKOFF_SECONDS = 8.0
TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


class GivenUpError(Exception):
    """An exchange that was cancelled."""


class Connections:
    """The sockets of a session, which another thread can shut."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: WeakSet[socket.socket] = WeakSet()
        self._is_shut = False

    def check(self) -> None:
        """Raise `GivenUpError` once the sockets are shut; no urllib3.Retry repeats that."""
        if self._is_shut:
            raise GivenUpError

    def add(self, connection: socket.socket) -> None:
        """Register a socket to be shut with the others; raises as `check`."""
        with self._lock:
            self.check()
            self._open.add(connection)

    def shut(self) -> None:
        """Shut all sockets, also those opened later."""
        with self._lock:
            self._is_shut = True
            for connection in self._open:
                with suppress(OSError):
                    # The method of an SSL socket would first take itself apart under its reader.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _pools(connections: Connections) -> dict[str, type[HTTPConnectionPool]]:
    """Return connection pools of urllib3 whose sockets `connections` can shut."""

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

    def __init__(self, connections: Connections, retries: Retry) -> None:
        self._pools = _pools(connections)
        super().__init__(max_retries=retries)

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **named: Any) -> PoolManager:  # noqa: ANN401
        manager: PoolManager = super().proxy_manager_for(proxy, **named)
        manager.pool_classes_by_scheme = self._pools
        return manager


class _Retries(Retry):
    """Retries that close the connection first: urllib3 would read the whole body."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        if response is not None:
            response.close()
        return super().increment(method, url, response, error, _pool, _stacktrace)


class Session(requests.Session):
    """Session of `requests` without redirects.

    Even with `allow_redirects=False` requests prepares the next request: it parses the target and
    reads the whole body, however large.
    """

    def __init__(self, connections: Connections, limits: Limits) -> None:
        super().__init__()
        retries = _Retries(
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
        """Return no redirect target."""
        return
