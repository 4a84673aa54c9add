"""A file is taken where a page awaits one, within bounds, and is gone soon after the visit."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from starlette.types import Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from harness.server import PROJECT, Server, serve_for_production
from harness.web import ask
from pokrovsk_front.server import uploads
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.server.uploads import Uploads
from pokrovsk_front.ui import uploads as slots
from tests.server.client import choose_file, connected, run_page

MB = 1024**2
SECONDS_TO_COME_BACK = 60.0
CUT = 0
"""The connection was closed before the file was through: it had its answer, and was refused."""
# The server as it is, but for how long it waits for a reader who left.
SOON = f"""
import runpy

from pokrovsk_front.server import uploads
from pokrovsk_front.ui import uploads as slots

uploads.MAX_SECONDS_AWAY, uploads.SECONDS_BETWEEN_LOOKS = 1.0, 0.2
app = runpy.run_path({str(PROJECT / "serve.py")!r})["app"]
"""


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("impatient")
    (folder / "serve.py").write_text(SOON, encoding="utf-8")
    (folder / ".streamlit").symlink_to(PROJECT / ".streamlit")
    with serve_for_production(folder, {}, folder=folder) as server:
        yield server


def session_of(messages: list[ForwardMsg]) -> str:
    started = [each for each in messages if each.WhichOneof("type") == "new_session"]
    return str(started[0].new_session.initialize.session_id)


def body(data: bytes) -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.geojson"\r\n\r\n'
    return head + data + b"\r\n--x--\r\n"


LARGE = body(b"PK\x03\x04" + bytes(24 * MB))


class Sender:
    """Sends files as Streamlit's script in the browser does: its token as cookie and as header."""

    def __init__(self, server: Server) -> None:
        cookie = ask(server.url, "/_stcore/health").headers["set-cookie"].split(";")[0]
        self.netloc = urlsplit(server.url).netloc
        self.headers = {
            "Content-Type": "multipart/form-data; boundary=x",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.partition("=")[2],
        }

    def send(self, session: str, name: str, data: bytes) -> int:
        """Send a file, and give the status of the answer."""
        connection = http.client.HTTPConnection(self.netloc, timeout=30)
        path = f"/_stcore/upload_file/{session}/{name}"
        try:
            connection.request("PUT", path, data, self.headers)
            return connection.getresponse().status
        except (BrokenPipeError, ConnectionResetError):
            return CUT
        finally:
            connection.close()


def memory(server: Server) -> float:
    return float(psutil.Process(server.pid).memory_info().rss) / MB


@pytest.mark.parametrize("page", ["gains", ""])
def test_a_page_without_a_field_takes_no_file(production: Server, page: str) -> None:
    with connected(production.url) as line:
        session = session_of(run_page(line, page))
        assert Sender(production).send(session, "a", body(b"{}")) == 403


@pytest.mark.parametrize("session", ["nobody", "", "..", "%00"])
def test_nor_does_nobody(production: Server, session: str) -> None:
    assert Sender(production).send(session, "a", body(b"{}")) in {403, 404}


@pytest.fixture
def many(impatient: Server) -> Iterator[ThreadPoolExecutor]:
    """Threads that send at the same time."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_forty_large_files_in_one_visit_leave_the_memory_as_it_was(
    impatient: Server, many: ThreadPoolExecutor
) -> None:
    sender = Sender(impatient)
    with connected(impatient.url) as line:
        session = session_of(run_page(line, "your_map"))
        before = most = memory(impatient)
        sent = [many.submit(sender.send, session, f"file-{n}", LARGE) for n in range(40)]
        while not all(each.done() for each in sent):
            most = max(most, memory(impatient))
        statuses = Counter(each.result() for each in sent)
    assert statuses[204] == uploads.MAX_FILES_PER_VISIT
    assert set(statuses) <= {204, 429, CUT}
    assert most - before < 150
    ends_at = time.monotonic() + SECONDS_TO_COME_BACK
    while memory(impatient) - before > 15:
        assert time.monotonic() < ends_at, f"{memory(impatient) - before} MB stay"


def test_a_file_is_let_go_once_it_was_read_and_once_its_page_is_left(impatient: Server) -> None:
    sender = Sender(impatient)
    with connected(impatient.url) as line:
        page = run_page(line, "your_map")
        session = session_of(page)
        assert [sender.send(session, name, LARGE) for name in ("a", "b")] == [204, 204]
        assert sender.send(session, "c", LARGE) in {429, CUT}

        assert b"is a zip archive" in told(choose_file(line, page, "b"))
        assert sender.send(session, "c", LARGE) == 204
        assert sender.send(session, "d", LARGE) in {429, CUT}
        # What was found stays, though the file is gone.
        assert b"is a zip archive" in told(choose_file(line, page, "b"))

        run_page(line, "gains")
        assert sender.send(session, "d", LARGE) in {403, CUT}
        run_page(line, "your_map")
        assert [sender.send(session, name, LARGE) for name in ("d", "e")] == [204, 204]


def told(page: list[ForwardMsg]) -> bytes:
    return b"".join(each.SerializeToString() for each in page)


def refused(
    monkeypatch: pytest.MonkeyPatch, held: dict[str, int], length: str = "1000"
) -> int | None:
    """Ask for a place for a file of the visit `me` while others hold files."""
    monkeypatch.setattr(slots, "is_open", lambda _session: True)
    monkeypatch.setattr(slots, "held_bytes", lambda: held)
    guard = Uploads(never, Settings(max_uploads_mb=100))
    refusal = guard._refusal("me", guard._size(length))
    return None if refusal is None else refusal.status_code


async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise AssertionError


def test_all_visits_together_hold_no_more_than_the_server_is_set_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = {f"reader-{n}": 24 * MB for n in range(4)}
    assert refused(monkeypatch, others) is None
    assert refused(monkeypatch, others, str(3 * MB)) is None
    assert refused(monkeypatch, others, str(5 * MB)) == 503
    # A length that is not said, or is no number, is the largest.
    for length in ("", "-1", "1e3", "٣", "9" * 30):
        assert refused(monkeypatch, others, length) == 503
        assert refused(monkeypatch, {}, length) is None
    assert refused(monkeypatch, {"me": 51 * MB}) is None
    assert refused(monkeypatch, {"me": 52 * MB}) == 429


def test_a_file_under_way_counts_as_one_that_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "is_open", lambda _session: True)
    monkeypatch.setattr(slots, "held_bytes", dict)
    guard = Uploads(never, Settings())
    with guard._reserved("me", 26 * MB), guard._reserved("me", 26 * MB):
        assert guard._refusal("me", 1) is not None
        assert guard._refusal("another", 26 * MB) is None
    assert guard._refusal("me", 1) is None
    assert not guard.coming_in
