"""What a browser keeps it need not ask for, and what it asks for again is small."""

import asyncio
import gzip
import hashlib
import threading
import time
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from harness.server import Server
from harness.web import Answer, ask
from pokrovsk_front.server import files
from pokrovsk_front.server.files import FOR_EVER, STREAMLITS_DIR, kept
from pokrovsk_front.ui.cached import STATIC_DIR, static_url

NAME = "gained_recent.json"
MAX_SECONDS_TO_PACK = 60.0
BUNDLE = next(path.name for path in (STREAMLITS_DIR / "js").glob("PlotlyChart.*.js"))


def ask_until_packed(server: Server, path: str) -> Answer:
    """Ask for a file until the server has come to compress it, a moment after its start."""
    ends_at = time.monotonic() + MAX_SECONDS_TO_PACK
    while time.monotonic() < ends_at:
        answer = ask(server.url, path, Accept_Encoding="gzip")
        if answer.headers.get("content-encoding") == "gzip":
            return answer
    raise AssertionError(f"{path} is not compressed")


def test_a_file_with_its_hash_in_the_address_stays(production: Server) -> None:
    answer = ask(production.url, f"/{static_url(NAME)}")
    assert answer.headers["cache-control"] == FOR_EVER


@pytest.mark.parametrize("query", ["", "?v=", "?v=0000", "?v=00000000", "?w=1"])
def test_a_file_without_it_is_asked_for_again(production: Server, query: str) -> None:
    answer = ask(production.url, f"/app/static/{NAME}{query}")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("encoding", ["gzip, deflate, br", "identity"])
@pytest.mark.parametrize("path", [f"/app/static/{NAME}", f"/static/js/{BUNDLE}"])
def test_what_the_browser_has_is_not_sent_again(
    production: Server, path: str, encoding: str
) -> None:
    ask_until_packed(production, path)
    first = ask(production.url, path, Accept_Encoding=encoding)
    again = ask(production.url, path, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = ask(production.url, path, Accept_Encoding=encoding, If_None_Match='"another"')
    assert (other.status, len(other.body)) == (200, len(first.body))


@pytest.mark.parametrize("path", ["/", "/api/figures.json", "/api/place_share.json"])
def test_nor_are_the_first_page_and_the_figures(production: Server, path: str) -> None:
    first = ask(production.url, path)
    tag = first.headers["etag"]
    # A proxy that compresses makes the tag a weak one.
    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        assert ask(production.url, path, If_None_Match=known).status == 304
    assert ask(production.url, path, If_None_Match=tag.replace('"', "")).status == 200


@pytest.mark.parametrize(
    ("path", "file", "max_share"),
    [
        (f"/app/static/{NAME}", STATIC_DIR / NAME, 0.12),
        (f"/static/js/{BUNDLE}", STREAMLITS_DIR / "js" / BUNDLE, 0.35),
    ],
)
def test_a_file_is_packed_for_who_takes_it(
    production: Server, path: str, file: Path, max_share: float
) -> None:
    data = file.read_bytes()
    packed = ask_until_packed(production, path)
    assert gzip.decompress(packed.body) == data
    assert len(packed.body) < max_share * len(data)

    plain = ask(production.url, path)
    assert "content-encoding" not in plain.headers
    assert plain.body == data
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_a_part_of_a_file_is_a_part_of_the_file(production: Server) -> None:
    part = ask(production.url, f"/app/static/{NAME}", Range="bytes=0-9", Accept_Encoding="gzip")
    assert part.status == 206
    assert part.body == (STATIC_DIR / NAME).read_bytes()[:10]


def test_the_head_of_a_file_is_that_of_its_answer(production: Server) -> None:
    ask_until_packed(production, f"/app/static/{NAME}")
    head = ask(production.url, f"/app/static/{NAME}", "HEAD", Accept_Encoding="gzip")
    whole = ask(production.url, f"/app/static/{NAME}", Accept_Encoding="gzip")
    assert head.body == b""
    assert int(head.headers["content-length"]) == len(whole.body)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("style.light.json", "application/json"),
        ("land.geojson", "application/geo+json"),
    ],
)
def test_a_file_says_what_it_is(production: Server, name: str, kind: str) -> None:
    answer = ask(production.url, f"/app/static/{name}")
    assert answer.headers["content-type"].split(";")[0] == kind


def test_a_file_that_changed_is_packed_anew(tmp_path: Path) -> None:
    path = tmp_path / "cells.json"
    for text in ("[1]" * 1000, "[2, 3]" * 1000):
        path.write_text(text, encoding="utf-8")
        file = kept(path, path.stat())
        assert file.packing is not None
        assert gzip.decompress(file.packing.result(MAX_SECONDS_TO_PACK)) == text.encode()
        assert file.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("name", "size"), [("small.json", 100), ("letters.woff2", 5000)])
def test_what_packing_does_not_help_stays_as_it_is(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    path.write_bytes(b"a" * size)
    assert kept(path, path.stat()).packing is None


def test_no_answer_waits_until_a_file_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def slow(data: bytes, *_: object, **__: object) -> bytes:
        may_go_on.wait(MAX_SECONDS_TO_PACK)
        return b"packed " + data

    monkeypatch.setattr(files, "STATIC_DIR", tmp_path)
    monkeypatch.setattr(gzip, "compress", slow)
    (tmp_path / "a.json").write_bytes(b"[1]" * 1000)
    (tmp_path / "b.json").write_bytes(b"[2]" * 1000)
    first = [got(f"/app/static/{name}") for name in ("a.json", "a.json", "b.json")]
    assert first == [b"[1]" * 1000, b"[1]" * 1000, b"[2]" * 1000]
    assert not may_go_on.is_set()

    may_go_on.set()
    for name in ("a.json", "b.json"):
        path = tmp_path / name
        packing = kept(path, path.stat()).packing
        assert packing is not None
        packing.result(MAX_SECONDS_TO_PACK)
        assert got(f"/app/static/{name}") == b"packed " + path.read_bytes()


def got(path: str) -> bytes:
    """Get a file from the middleware alone, as a browser that takes gzip does."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def nothing_else(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    scope = {
        **{"type": "http", "method": "GET", "path": path, "query_string": b"", "root_path": ""},
        "headers": [(b"accept-encoding", b"gzip")],
    }
    asyncio.run(files.KeptFiles(nothing_else)(scope, receive, send))
    return b"".join(message.get("body", b"") for message in sent)
