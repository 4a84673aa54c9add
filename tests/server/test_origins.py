"""A connection from a page of another site is refused, and nobody is asked about it."""

import asyncio
import base64
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from harness.server import Server
from pokrovsk_front.server.origins import Origins
from pokrovsk_front.server.settings import Settings
from tests.server.client import handshake, open_socket

HOSTS = ("front.example.org", "*.example.net")


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    asked: list[str] = []
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, lambda name=name: asked.append(name))
    yield asked
    assert asked == []


def status(origin: str | None, host: str, hosts: tuple[str, ...] = (), **more: str) -> int:
    """Open a connection through the check and Streamlit's own: 101, or the status of a refusal."""
    named = {"host": host, **more} | ({"origin": origin} if origin is not None else {})
    headers = [(key.replace("_", "-").encode(), value.encode()) for key, value in named.items()]
    found: list[int] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed = {key.decode(): value.decode() for key, value in scope["headers"]}
        is_taken = _is_origin_allowed(passed.get("origin"), passed["host"])
        found.append(101 if is_taken else 500)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        if "status" in message:
            found.append(message["status"])

    scope = {
        **{"type": "websocket", "path": "/_stcore/stream", "headers": headers, "query_string": b""},
        "extensions": {"websocket.http.response": {}},
    }
    asyncio.run(Origins(app, Settings(hosts=hosts))(scope, receive, send))
    (only,) = found
    return only


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        *((None, "front.example.org"), ("http://127.0.0.1:8501", "127.0.0.1:8501")),
        *(("https://front.example.org", "front.example.org"), ("http://[::1]:80", "[::1]")),
        ("https://front.example.org", "front.example.org:443"),
        ("https://Front.Example.org:8443", "front.example.org:8443"),
    ],
)
def test_a_page_of_the_host_is_let_in(origin: str | None, host: str) -> None:
    assert status(origin, host) == 101


@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.org", "null", "", "https://front.example.org.evil.org", "https://"),
        *("https://front.example.org:8443", "http://front.example.org", "https://[", "file://"),
        *("https://evil.org:99999", "ftp://front.example.org:443", "https://localhost"),
    ],
)
def test_a_page_of_another_site_is_not(origin: str) -> None:
    assert status(origin, "front.example.org:443") == 403


def test_behind_a_proxy_the_name_that_the_reader_asked_for_counts() -> None:
    origin, inside = "https://front.example.org", "10.0.0.7:8501"
    assert status(origin, inside) == 403
    assert status(origin, inside, x_forwarded_host="front.example.org, 10.0.0.1") == 101
    assert status(origin, inside, HOSTS) == 101
    assert status("https://a.example.net", inside, HOSTS) == 101
    assert status("https://example.net", inside, HOSTS) == 403


def test_what_the_operator_told_streamlit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"server.enableCORS": True, "server.corsAllowedOrigins": ["https://a.example"]}
    monkeypatch.setattr(config, "get_option", lambda name: told.get(name, []))
    assert status("https://a.example", "127.0.0.1") == 101
    assert status("https://b.example", "127.0.0.1") == 403
    told["server.enableCORS"] = False
    assert status("https://b.example", "127.0.0.1") == 101


@pytest.mark.parametrize(
    ("origin", "code"), [("http://127.0.0.1", b"101"), ("http://e.org", b"403")]
)
def test_the_server_asks_for_it(production: Server, origin: str, code: bytes) -> None:
    with open_socket(production.url) as line:
        key = base64.b64encode(b"0" * 16)
        asked = handshake().replace(b"AAAAAAAAAAAAAAAAAAAAAA==", key)
        line.sendall(asked[:-2] + f"Origin: {origin}\r\n\r\n".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 " + code)
