"""No page and no error says how the server is built, where it lies or what it was started with."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from harness.server import PROJECT, Server, serve_for_production
from harness.web import ask
from pokrovsk_front.ui.site_map import PAGES
from tests.server.client import connected, exchange, run_page
from tests.server.conftest import SECRETS

PRIVATE = (
    *(part for value in SECRETS.values() for part in (value, value.rpartition("@")[0]) if part),
    *("hunter2", "Traceback", "site-packages", str(PROJECT), 'File "'),
)
BROKEN = '''"""A page that fails with a secret in its hands."""

import os

import streamlit as st

st.title("Before")
raise RuntimeError(f"no answer from {os.environ['DATABASE_URL']}")
'''


def found_in(body: bytes) -> list[str]:
    text = body.decode("utf-8", errors="replace")
    return [part for part in PRIVATE if part in text]


def shown(messages: list[ForwardMsg]) -> bytes:
    """Give what a page shows: the messages that carry its elements."""
    return b"".join(
        message.SerializeToString() for message in messages if message.WhichOneof("type") == "delta"
    )


@pytest.mark.parametrize("page", [name for name, _ in PAGES])
def test_no_page_does(production: Server, page: str) -> None:
    with connected(production.url) as line:
        body = shown(run_page(line, page, "day=%00&section=%3Cscript%3E&data=none"))
    assert len(body) > 500
    assert found_in(body) == []


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /app/static/%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /media/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /_stcore/metrics?families=%00&families=x HTTP/1.1\r\nHost: x\r\n"
        b"Connection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nCookie: _streamlit_session=%00; _streamlit_xsrf=2|a|b|c\r\n"
        b"Connection: close\r\n\r\n",
        b"GET /_stcore/health HTTP/1.1\r\nHost: x\r\nCookie: _streamlit_xsrf=\xff|\r\n"
        b"Connection: close\r\n\r\n",
        b"GET /app/static/land.geojson HTTP/1.1\r\nHost: x\r\nRange: bytes=9-1,-,a\r\n"
        b"Connection: close\r\n\r\n",
        b"GET /app/static/land.geojson HTTP/1.1\r\nHost: x\r\nIf-Modified-Since: never\r\n"
        b"Connection: close\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Length: 3\r\n\r\nabc",
    ],
)
def test_no_error_does(production: Server, request_: bytes) -> None:
    answer = exchange(production.url, request_)
    assert answer.startswith(b"HTTP/1.1 ")
    assert int(answer.split(b" ", 2)[1]) < 500
    assert found_in(answer) == []


@pytest.mark.parametrize("path", ["/healthz", "/api/figures.json", "/_stcore/metrics", "/"])
def test_no_service_does(production: Server, path: str) -> None:
    assert found_in(ask(production.url, path).body) == []


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The production server around a page that fails."""
    folder: Path = tmp_path_factory.mktemp("broken")
    (folder / "app.py").write_text(BROKEN, encoding="utf-8")
    source = (PROJECT / "serve.py").read_text(encoding="utf-8")
    (folder / "serve.py").write_text(source, encoding="utf-8")
    with serve_for_production(folder, SECRETS, folder=folder) as server:
        yield server


def test_a_page_that_fails_says_so_and_no_more(broken: Server) -> None:
    with connected(broken.url) as line:
        body = shown(run_page(line))
    assert b"Before" in body
    assert b"RuntimeError" not in body
    assert found_in(body) == []

    failed = [json.loads(line) for line in broken.log().splitlines() if "RuntimeError" in line]
    assert len(failed) == 1
    assert failed[0]["error"]["type"] == "RuntimeError"
    assert failed[0]["error"]["where"][-1].endswith("app.py:8 <module>")
    assert "hunter2" not in broken.log()
