"""Clients that are slow on purpose: those that are not do not notice."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from harness.server import Server
from harness.web import ask
from pokrovsk_front.server.files import STREAMLITS_DIR
from tests.server.client import connected, handshake, open_socket, run_page

CLIENTS = 200
ROUNDS = 20
# Far above what an idle machine needs, far below what a server that waits for them would.
MAX_SECONDS = 10.0
BUNDLE = next((STREAMLITS_DIR / "js").glob("PlotlyChart.*.js")).name


@contextmanager
def lines(server: Server, opening: bytes) -> Iterator[list[socket.socket]]:
    """Open many connections, each with the same first words."""
    with ExitStack() as stack:
        opened = [stack.enter_context(open_socket(server.url)) for _ in range(CLIENTS)]
        for line in opened:
            line.sendall(opening)
        yield opened


def is_quick(server: Server) -> bool:
    started = time.perf_counter()
    assert ask(server.url, "/healthz").status == 200
    assert ask(server.url).status == 200
    return time.perf_counter() - started < MAX_SECONDS


@pytest.mark.parametrize(
    "opening",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"GE",
        b"",
        b"PUT /_stcore/upload_file/nobody/nothing HTTP/1.1\r\nHost: x\r\n"
        b"Content-Length: 1000000\r\n\r\n",
    ],
    ids=["headers", "first line", "nothing", "body"],
)
def test_many_who_never_end_their_request_keep_nobody_waiting(
    production: Server, opening: bytes
) -> None:
    with lines(production, opening) as slow:
        for _ in range(ROUNDS):
            for line in slow:
                # It may have been answered and closed by now, which is as well.
                try:
                    line.send(b"a")
                except ConnectionError:
                    continue
            assert is_quick(production)
        with connected(production.url) as reader:
            assert run_page(reader, "gains")


def test_many_who_never_read_their_answer_keep_nobody_waiting(production: Server) -> None:
    opening = f"GET /static/js/{BUNDLE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with lines(production, opening):
        assert all(is_quick(production) for _ in range(3))


def test_many_who_connect_and_say_nothing_leave_room(production: Server) -> None:
    # Under the most of visits: the places over it are tested in test_limits.py.
    with ExitStack() as stack:
        for _ in range(CLIENTS // 2):
            line = stack.enter_context(open_socket(production.url))
            line.sendall(handshake())
            assert line.recv(4096).startswith(b"HTTP/1.1 101")
        assert is_quick(production)
        with connected(production.url) as reader:
            assert run_page(reader, "gains")


def test_after_all_of_them_the_server_is_as_it_was(production: Server) -> None:
    assert is_quick(production)
    assert "request_failed" not in production.log()
