"""While all places are taken a reader is told so, told when to try again, and shown a way."""

import asyncio
import http.client
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.FileUploader_pb2 import FileUploader
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus

from harness.server import Server, serve_for_production
from harness.web import ask
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server import full_page, limits
from pokrovsk_front.server.limits import Limits
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.site_map import PAGES
from tests.server.client import connected, handshake, open_socket, run_page

STATIC_SITE = "https://example.org/front/?from=full&x=1"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a place for one reader, and a second one for who comes back."""
    environment = {
        "POKROVSK_FRONT_MAX_SESSIONS": "1",
        "POKROVSK_FRONT_MAX_UPLOAD_MB": "1",
        "POKROVSK_FRONT_STATIC_SITE_URL": STATIC_SITE,
        "POKROVSK_FRONT_HOSTS": "front.example.org *.example.net 127.0.0.1",
    }
    with serve_for_production(tmp_path_factory.mktemp("small"), environment) as server:
        yield server


@pytest.mark.parametrize("host", ["front.example.org", "front.example.org:443", "a.example.net"])
def test_a_host_on_the_list_is_answered(small: Server, host: str) -> None:
    assert ask(small.url, "/app/static/style.light.json", Host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.org", "example.net", "front.example.org.evil.org", "front.example.org@evil.org"]
)
def test_any_other_is_not_but_for_the_health_check(small: Server, host: str) -> None:
    for path in ("/", "/app/static/style.light.json", "/api/figures.json", "/_stcore/health"):
        assert ask(small.url, path, Host=host).status == 400
    with open_socket(small.url) as line:
        line.sendall(handshake().replace(b"127.0.0.1", host.encode()))
        assert line.recv(4096).startswith(b"HTTP/1.1 400")
    assert ask(small.url, "/healthz", Host=host).status == 200


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def test_a_reader_too_many_is_shown_the_static_site(small: Server) -> None:
    assert ask(small.url).status == 200
    with connected(small.url) as line:
        run_page(line)
        for page in ("", *(name for name, _ in PAGES), "no-such-page"):
            answer = ask(small.url, f"/{page}?day=2025-10-31")
            assert answer.status == 503
            assert answer.headers["retry-after"] == "60"
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "script-src" not in answer.headers["content-security-policy"]
        for query, accepted in (("", "uk-UA,uk;q=0.9"), ("?lang=uk", "en")):
            theirs = ask(small.url, f"/gains{query}", Accept_Language=accepted).body.decode()
            assert '<html lang="uk">' in theirs
            assert "Зараз на сайті багато читачів" in theirs
        links = Links()
        links.feed(answer.body.decode())
        assert links.found == [STATIC_SITE]
        # Who has a page keeps it whole: its files, its figures, its connection.
        for path in ("/app/static/style.light.json", "/api/figures.json", "/healthz"):
            assert ask(small.url, path).status == 200
        assert run_page(line, "gains")
        with connected(small.url) as back_again:
            assert run_page(back_again)
            with pytest.raises(InvalidStatus) as refused, connected(small.url):
                pass
            assert refused.value.response.status_code == 503
            assert refused.value.response.headers["Retry-After"] == "60"
    wait_until_free(small)


def wait_until_free(server: Server) -> None:
    """Ask until the server noticed that the readers left: it is told as they go."""
    for _ in range(1000):
        if ask(server.url).status == 200:
            return
    raise AssertionError("the places stay taken")


def test_without_a_static_site_the_page_only_asks_for_patience() -> None:
    answer = full_page.answer(Wording(), Settings(), 60)
    assert b"<a " not in answer.body
    assert b"please try again in a minute" in answer.body


def uploaders(messages: list[ForwardMsg]) -> list[FileUploader]:
    return [
        message.delta.new_element.file_uploader
        for message in messages
        if message.delta.new_element.WhichOneof("type") == "file_uploader"
    ]


def test_a_file_over_the_limit_is_refused_before_it_is_read(small: Server) -> None:
    address = urlsplit(small.url)
    with connected(small.url) as line:
        messages = run_page(line, "your_map")
        # The page says so too, before a file is chosen.
        assert {each.max_upload_size_mb for each in uploaders(messages)} == {1}
        (started,) = [
            message.new_session
            for message in messages
            if message.WhichOneof("type") == "new_session" and message.new_session.page_script_hash
        ][:1]
        session = started.initialize.session_id
        # The token of the cookie that Streamlit sets goes back as a header too.
        cookie = ask(small.url, "/_stcore/health").headers["set-cookie"].split(";")[0]
        token = cookie.partition("=")[2]
        connection = http.client.HTTPConnection(address.netloc, timeout=30)
        connection.putrequest("PUT", f"/_stcore/upload_file/{session}/a-file")
        connection.putheader("Content-Length", str(2 * 1024**2))
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("X-Xsrftoken", token)
        connection.putheader("Cookie", cookie)
        connection.endheaders()
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (413, b"File too large")
        connection.close()
    wait_until_free(small)


def passed_on(
    settings: Settings, scope: dict[str, Any], app: ASGIApp | None = None, held: int = 0
) -> list[Message]:
    """Send a request through the limits while `held` others are under way."""
    sent: list[Message] = []

    async def well(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"well"})

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    guard = Limits(app or well, settings)
    guard.requests.in_use = held
    asyncio.run(guard({"headers": [], "query_string": b"", **scope}, never, send))
    assert guard.requests.in_use == held
    return sent


@pytest.mark.parametrize(
    ("path", "status"), [("/", 503), ("/app/static/a", 503), ("/healthz", 200)]
)
def test_a_request_too_many_is_asked_to_come_again(path: str, status: int) -> None:
    scope = {"type": "http", "method": "GET", "path": path}
    sent = passed_on(Settings(max_requests=2), scope, held=2)
    assert sent[0]["status"] == status
    assert (b"retry-after", b"5") in sent[0]["headers"] or status == 200
    # A reader is told so in a page, a script in a line.
    assert (b"<h1>" in sent[-1]["body"]) == (path == "/")
    assert passed_on(Settings(max_requests=2), scope, held=1)[0]["status"] == 200


def test_a_file_that_comes_too_slowly_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def takes_it_in(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()

    monkeypatch.setattr(limits, "MAX_UPLOAD_SECONDS", 0.01)
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/session/file"}
    sent = passed_on(Settings(), scope, takes_it_in)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("path", ["/_stcore/other", "/", "/gains"])
def test_there_is_one_address_for_a_connection(production: Server, path: str) -> None:
    with open_socket(production.url) as line:
        line.sendall(handshake(path))
        assert line.recv(4096).startswith(b"HTTP/1.1 404")
