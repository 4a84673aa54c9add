"""`update` against a source that means harm: nothing outside the cache is touched, and it ends.

Each answer is one sentence and exit code 2, before a deadline that holds for all of a file.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from pokrovsk_front.ingest.source.remote import Limits, SourceError, blob_sha1
from pokrovsk_front.ingest.source.transport import THREAD, Transport
from tests.ingest.made_up import MAPS, merged_map, write_archive, written
from tests.ingest.mirror_server import (
    Answer,
    Mirror,
    chunks_without_end,
    cut_at,
    drip_raw,
    raw,
    redirect,
    send,
    serve,
    serve_raw,
    silence,
    status,
)
from tests.ingest.test_update import (
    LISTING_PATH,
    LISTING_PATHS,
    NEW,
    NEW_MAP,
    NEW_PATH,
    sentence,
    update,
    updated,
    work,
)

pytestmark = pytest.mark.whole

__all__ = ["updated", "work"]

NAME = "deepstatemap_data_20250808.geojson"
SHA1 = blob_sha1(NEW_MAP)
ENTRY = {"path": f"data/{NAME}", "type": "blob", "size": len(NEW_MAP), "sha": SHA1}
DEADLINE = ("--file-seconds", "0.6")
SOON_SECONDS = 6
"""Long before a slow answer ends, and long enough for a machine that does much else."""
ONCE = ("--tries", "1")
ESCAPE = "\x1b[2J"


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """A mirror that has one map more."""
    with serve(MAPS | {NEW: NEW_MAP}) as served:
        yield served


def tree(*entries: Any) -> Answer:  # noqa: ANN401 (any JSON)
    data = json.dumps({"tree": entries}).encode()
    return lambda handler: send(handler, data)


def everything(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Give every path below a folder, with its kind and what it holds."""
    return {
        str(path): (path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
    }


UP = "../" * 12
HOSTILE_FIELDS: dict[str, dict[str, Any]] = {
    "a hash that climbs": {"sha": "x/../../../../../outside/victim.txt"},
    "a hash that is a path": {"sha": f"x/{UP}tmp/pokrovsk-front-hostile"},
    "a hash with a NUL": {"sha": "0" * 39 + "\0"},
    "a hash in capitals": {"sha": SHA1.upper().replace("0", "A")},
    "a short hash": {"sha": SHA1[:39]},
    "a hash and a newline": {"sha": SHA1 + "\n"},
    "a hash in other digits": {"sha": "\u0661" * 40},
    "no hash": {"sha": None},
    "a hash that is a list": {"sha": [SHA1]},
    "a size below nothing": {"size": -1},
    "a size with a fraction": {"size": 1.5},
    "a size as text": {"size": str(len(NEW_MAP))},
    "a size that is true": {"size": True},
    "an infinite size": {"size": float("inf")},
    "a size that is no number": {"size": float("nan")},
    "no size": {"size": None},
    "a size of 300 digits": {"size": 10**300},
    "a path that climbs": {"path": f"{UP}{NAME}"},
    "a path within that climbs": {"path": f"data/../../../other/repository/{NAME}"},
    "a path from the root": {"path": f"/etc/{NAME}"},
    "a path with an empty part": {"path": f"data//{NAME}"},
    "a path of another system": {"path": f"..\\..\\x/{NAME}"},
    "a path with a NUL": {"path": f"a\0/{NAME}"},
    "a path for the terminal": {"path": f"{ESCAPE}/{NAME}"},
    "a path with half a letter": {"path": f"\ud800/{NAME}"},
    "a path without end": {"path": f"{'x/' * 9000}{NAME}"},
    "a path that is a number": {"path": 7},
    # A jump that is spread over the days of centuries would be small.
    "a map of another century": {"path": "data/deepstatemap_data_29991231.geojson"},
    "a link": {"mode": "120000"},
    "a mode that is a list": {"mode": ["100644"]},
}


@pytest.mark.parametrize("field", HOSTILE_FIELDS.values(), ids=HOSTILE_FIELDS.keys())
def test_a_hostile_field_of_a_listing_touches_nothing(
    mirror: Mirror, work: Path, boundaries: Path, tmp_path: Path, field: dict[str, Any]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "victim.txt").write_bytes(b"mine")
    before = everything(tmp_path)
    mirror.answers[LISTING_PATH] = tree(ENTRY | field)
    said = sentence(update(mirror.url, work, boundaries, *ONCE))
    assert LISTING_PATH in said
    assert said.isprintable()
    assert len(said) < 300
    assert everything(tmp_path) == before
    assert not Path("/tmp/pokrovsk-front-hostile").exists()  # noqa: S108 (where it would be)
    # Nothing but the listings was asked for.
    assert [path for path, _ in mirror.asked] == LISTING_PATHS


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"tree": ' + "[" * 100_000,
        '{"tree": [{"type": "blob", "path": "' + NAME + '", "size": 1e999, "sha": ""}]}',
        '{"tree": [{"type": "blob", "path": "' + NAME + '", "size": ' + "9" * 5000 + "}]}",
        '{"tree": [1]}',
        '{"tree": {"type": "blob"}}',
        '{"tree": null}',
        "[]",
        "null",
        '"tree"',
        "\ufeff{",
        "",
    ],
    ids=lambda text: text[:24],
)
def test_a_listing_that_is_none_is_refused(
    mirror: Mirror, work: Path, boundaries: Path, text: str
) -> None:
    before = everything(work)
    mirror.answers[LISTING_PATH] = lambda handler: send(handler, text.encode())
    assert LISTING_PATH in sentence(update(mirror.url, work, boundaries, *ONCE))
    assert everything(work) == before


def test_a_map_listed_twice_is_refused(mirror: Mirror, work: Path, boundaries: Path) -> None:
    mirror.answers[LISTING_PATH] = tree(ENTRY, ENTRY | {"sha": "0" * 40})
    assert f"lists {NAME} twice" in sentence(update(mirror.url, work, boundaries))


def test_names_that_are_no_map_are_passed_over(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    hostile = {"sha": "../x", "size": -1}
    others = [
        {"path": f"data/{name}", "type": "blob"} | hostile
        for name in (
            *(NAME.upper(), f"{NAME}/../../x", f"{NAME}\n", f".{NAME}", f"x{NAME}"),
            "deepstatemap_data_\u0662\u0660\u0662\u0665\u0660\u0668\u0660\u0669.geojson",
        )
    ]
    mirror.answers[LISTING_PATH] = tree(ENTRY, {"type": "tree", "path": NAME}, *others)
    result = update(mirror.url, work, boundaries, "--dry-run")
    assert result.exit_code == 0, result.output
    assert f"1 map is new or corrected: {NAME}.\nWould bring in 1 map.\n" in result.stdout


@pytest.mark.parametrize(
    ("limits", "says"),
    [({"maps": 2}, "more than 2 maps"), ({"archive_bytes": 999}, "more than 999 bytes of maps")],
)
def test_a_listing_is_held_to_its_bounds(
    mirror: Mirror,
    work: Path,
    boundaries: Path,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, int],
    says: str,
) -> None:
    monkeypatch.setattr(
        "pokrovsk_front.ingest.source.remote.Limits", lambda **named: Limits(**named | limits)
    )
    assert says in sentence(update(mirror.url, work, boundaries))


HEAD = b"HTTP/1.1 200 OK\r\n"
SLOW: dict[str, Answer] = {
    "a status a byte at a time": drip_raw(b"HTTP/1.1 " + b"2" * 999),
    "a header a byte at a time": drip_raw(HEAD + b"X-Slow: " + b"x" * 999),
    "headers without end": drip_raw(HEAD, b"X-One: 1\r\n" * 5),
    "continue without end": drip_raw(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body a byte at a time": drip_raw(HEAD + b"Content-Length: 999\r\n\r\n", b"x"),
    "a chunk size a byte at a time": drip_raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "silence": silence(10),
}


@pytest.mark.parametrize("path", [LISTING_PATH, NEW_PATH], ids=["listing", "map"])
@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW.keys())
def test_one_deadline_holds_from_the_connection_to_the_last_byte(
    mirror: Mirror, work: Path, boundaries: Path, answer: Answer, path: str
) -> None:
    before = written(work / "out")
    mirror.answers[path] = answer
    started = time.monotonic()
    said = sentence(update(mirror.url, work, boundaries, *DEADLINE))
    assert time.monotonic() - started < SOON_SECONDS
    assert "of 127.0.0.1 took longer than 0.6 s" in said
    assert written(work / "out") == before
    # The connection was shut: no exchange goes on.
    assert THREAD not in [thread.name for thread in threading.enumerate()]


def test_the_deadline_holds_for_a_handshake(work: Path, boundaries: Path) -> None:
    def handshake(connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while True:
            connection.sendall(b"\x02")
            time.sleep(0.02)

    with serve_raw(handshake) as port:
        started = time.monotonic()
        said = sentence(update(f"https://127.0.0.1:{port}", work, boundaries, *DEADLINE))
    assert time.monotonic() - started < SOON_SECONDS
    assert "took longer than 0.6 s" in said
    assert THREAD not in [thread.name for thread in threading.enumerate()]


def test_the_deadline_holds_for_the_look_up_of_a_host(
    work: Path, boundaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = threading.Event()

    def look_up(*_arguments: object) -> list[object]:
        is_over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    started = time.monotonic()
    said = sentence(update("https://mirror.invalid", work, boundaries, *DEADLINE))
    assert time.monotonic() - started < SOON_SECONDS
    assert "listing.json of mirror.invalid took longer than 0.6 s" in said
    (thread,) = [each for each in threading.enumerate() if each.name == THREAD]
    is_over.set()
    thread.join(5)
    assert not thread.is_alive()


def test_an_exchange_that_was_given_up_asks_for_nothing_more() -> None:
    asked = threading.Semaphore(0)

    def hang_up(_connection: socket.socket) -> None:
        asked.release()

    limits = Limits(file_seconds=0.5, tries=9, backoff_seconds=0.4)
    with serve_raw(hang_up) as port:
        transport = Transport(limits)
        url, ends_at = f"http://127.0.0.1:{port}/x", time.monotonic() + 0.5
        with pytest.raises(SourceError, match=r"took longer than 0\.5 s"):
            transport.opened(url, 9, ends_at).__enter__()
        # One at once, the next without a pause, and a third was due after 0.8 s.
        assert asked.acquire(timeout=1)
        assert asked.acquire(timeout=1)
        assert not asked.acquire(timeout=1)


BROKEN_HEADS: dict[str, bytes] = {
    "half an address": b"Location: http://[",
    "a port of letters": b"Location: http://127.0.0.1:port/",
    "a port too large": b"Location: http://127.0.0.1:99999999/",
    "bytes that are no text": b"Location: \xff\xfe\xfa",
    "half a host": b"Location: //[::1",
    "an address for the terminal": b"Location: http://\x1b[2J\x1b]0;x\x07.example/" + b"x" * 9999,
    "a password": b"Location: http://user:secret@elsewhere.example/",
    "a file": b"Location: file:///etc/passwd",
    "a script": b"Location: javascript:alert(1)",
    "plain": b"Location: http://127.0.0.1:1/",
    "two places": b"Location: http://[\r\nLocation: http://]",
}


@pytest.mark.parametrize("path", [LISTING_PATH, NEW_PATH], ids=["listing", "map"])
@pytest.mark.parametrize("head", BROKEN_HEADS.values(), ids=BROKEN_HEADS.keys())
def test_a_redirect_to_nowhere_is_one_sentence(
    mirror: Mirror, work: Path, boundaries: Path, head: bytes, path: str
) -> None:
    answer = raw(b"HTTP/1.1 302 Found\r\n" + head + b"\r\nContent-Length: 0\r\n\r\n")
    mirror.answers[path] = answer
    said = sentence(update(mirror.url, work, boundaries, *ONCE))
    assert said.isprintable()
    assert "secret" not in said
    assert len(said) < 400


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: -5",
        b"Content-Length: many",
        b"Content-Length: 1, 2",
        b"Content-Length: " + b"9" * 5000,
        b"Transfer-Encoding: chunked",
        b"Content-Range: bytes 7-9/1",
        b"X: " + b"x" * 70_000,
        b"X: x\r\n" * 200,
        b"\x00\x01\x02",
        b"Set-Cookie: \xff=\xfe; Expires=never",
    ],
    ids=lambda head: head[:24].decode("latin-1"),
)
def test_a_head_that_cannot_be_read_is_one_sentence(
    mirror: Mirror, work: Path, boundaries: Path, head: bytes
) -> None:
    mirror.answers[NEW_PATH] = raw(HEAD + head + b"\r\n\r\nnot the map")
    assert NAME in sentence(update(mirror.url, work, boundaries, *ONCE))
    assert not (work / "cache" / "maps" / NEW).exists()


@pytest.mark.parametrize("path", [LISTING_PATH, NEW_PATH], ids=["listing", "map"])
def test_a_body_that_never_ends_is_too_large(
    mirror: Mirror, work: Path, boundaries: Path, path: str
) -> None:
    mirror.answers[path] = chunks_without_end(200)
    assert "is larger than" in sentence(update(mirror.url, work, boundaries))


def test_the_body_of_a_redirect_is_not_read(mirror: Mirror, work: Path, boundaries: Path) -> None:
    mirror.answers[LISTING_PATH] = chunks_without_end(302, b"Location: https://example.org/\r\n")
    assert "sends us to another place" in sentence(update(mirror.url, work, boundaries))


def test_the_body_of_a_refusal_is_not_read(mirror: Mirror, work: Path, boundaries: Path) -> None:
    mirror.answers[LISTING_PATH] = chunks_without_end(503)
    said = sentence(update(mirror.url, work, boundaries))
    assert "answered with status 503; tried 2 times" in said


def test_a_source_cannot_say_how_long_to_sleep_and_leaves_no_cookie(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    cookies = []

    def busy(handler: BaseHTTPRequestHandler) -> None:
        cookies.append(handler.headers["Cookie"])
        raw(
            b"HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 99999999\r\n"
            b"Set-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
        )(handler)

    mirror.answers[LISTING_PATH] = busy
    said = sentence(update(mirror.url, work, boundaries))
    assert "answered with status 503; tried 2 times" in said
    assert cookies == [None, None]


def test_one_connection_serves_a_run(mirror: Mirror, work: Path, boundaries: Path) -> None:
    assert update(mirror.url, work, boundaries).exit_code == 0
    assert len(mirror.asked) == 4
    assert len(mirror.ports) == 1


def test_a_redirect_on_the_same_host_is_followed(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    mirror.answers[NEW_PATH] = redirect("/deepstate_merged/moved.geojson")
    mirror.answers["/deepstate_merged/moved.geojson"] = lambda handler: send(handler, NEW_MAP)
    assert update(mirror.url, work, boundaries).exit_code == 0


@pytest.mark.parametrize(
    "address",
    [
        *("http://[", "https://", "https://user:secret@[::1", "ftp://127.0.0.1/", "http://127.1/"),
        *("https://host:port/", f"x{ESCAPE}://", "http://user:secret@mirror.invalid/"),
    ],
)
def test_an_address_that_is_none_is_one_sentence(
    work: Path, boundaries: Path, address: str
) -> None:
    said = sentence(update(address, work, boundaries))
    assert "is not an HTTPS address" in said
    assert said.isprintable()
    assert "secret" not in said


OLD = "deepstate_merged/deepstatemap_data_20250807.geojson"
CORRECTED = merged_map(36.53)


def test_a_corrected_map_comes_after_a_fetch_of_it_failed(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    assert len(CORRECTED) == len(MAPS[OLD])
    mirror.maps[OLD] = CORRECTED
    path = "/deepstate_merged/data/deepstatemap_data_20250807.geojson"
    mirror.answers[path] = status(404)
    sentence(update(mirror.url, work, boundaries))
    checksums = work / "cache" / "maps" / "checksums.txt"
    assert blob_sha1(CORRECTED) not in checksums.read_text()
    assert f"{blob_sha1(MAPS[OLD])} {len(CORRECTED)} {OLD}\n" in checksums.read_text()
    del mirror.answers[path]
    result = update(mirror.url, work, boundaries)
    assert "Brought in 2 maps" in result.stdout
    assert (work / "cache" / "maps" / OLD).read_bytes() == CORRECTED
    assert f"{blob_sha1(CORRECTED)} {len(CORRECTED)} {OLD}\n" in checksums.read_text()


def test_what_somebody_wrote_into_the_cache_is_not_believed(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    maps = work / "cache" / "maps"
    (maps / OLD).write_bytes(CORRECTED)
    (maps / "checksums.txt").write_bytes(b"\xff\xfe not a list\n")
    result = update(mirror.url, work, boundaries)
    assert "Brought in 2 maps" in result.stdout
    assert (maps / OLD).read_bytes() == MAPS[OLD]
    assert len((maps / "checksums.txt").read_text().splitlines()) == len(MAPS) + 1


def test_what_came_of_other_maps_is_pruned(mirror: Mirror, work: Path, boundaries: Path) -> None:
    partial = work / "cache" / "maps" / ".partial"
    partial.mkdir(exist_ok=True)
    for name in (f"{NAME}.{'0' * 40}", "1649005166.geojson.x"):
        (partial / name).write_bytes(b"half")
    (partial / f"{NAME}.x" / "of" / "old").mkdir(parents=True)
    (partial / "link").symlink_to(work / "out")
    before = everything(work / "out")
    mirror.answers[NEW_PATH] = cut_at(NEW_MAP, 9)
    sentence(update(mirror.url, work, boundaries))
    assert [path.name for path in partial.iterdir()] == [f"{NAME}.{SHA1}"]
    assert everything(work / "out") == before


@pytest.mark.parametrize("had", [b"x" * 9, b"x" * len(NEW_MAP), b"x" * 2 * len(NEW_MAP)])
def test_a_wrong_beginning_is_brought_in_anew(
    mirror: Mirror, work: Path, boundaries: Path, had: bytes
) -> None:
    partial = work / "cache" / "maps" / ".partial"
    partial.mkdir(exist_ok=True)
    (partial / f"{NAME}.{SHA1}").write_bytes(had)
    mirror.answers[NEW_PATH] = cut_at(NEW_MAP, len(NEW_MAP))
    result = update(mirror.url, work, boundaries)
    assert result.exit_code == 0, result.output
    assert (work / "cache" / "maps" / NEW).read_bytes() == NEW_MAP


@pytest.mark.parametrize("link", [".partial", "deepstate_merged", "checksums.txt"])
def test_a_link_out_of_the_cache_is_not_followed(
    mirror: Mirror, work: Path, boundaries: Path, tmp_path: Path, link: str
) -> None:
    outside = tmp_path / "outside"
    place = work / "cache" / "maps" / link
    if place.exists():
        place.rename(outside)
    else:
        outside.mkdir()
    place.symlink_to(outside)
    before = everything(outside) | everything(work / "out")
    assert "leads out of the cache" in sentence(update(mirror.url, work, boundaries))
    assert everything(outside) | everything(work / "out") == before


def fifo(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("wb") as handle:
        handle.truncate(1 << 40)


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)
        made.bind(path.name)
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (fifo, "is not a regular file"),
        (endless, "is not a regular file"),
        (Path.mkdir, "is not a regular file"),
        (unix_socket, "is not a regular file"),
        (huge, "is larger than 30,000,000 bytes"),
        (broken_link, "cannot be read (the file is a link to a file that is not there)"),
    ],
    ids=["a pipe", "an endless device", "a folder", "a socket", "a terabyte", "a broken link"],
)
def test_a_folder_gives_regular_files_only(
    work: Path,
    boundaries: Path,
    tmp_path: Path,
    make: Callable[[Path], None],
    says: str,
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    make(archives / NEW)
    before = everything(work)
    assert says in sentence(update(str(archives), work, boundaries))
    assert everything(work) == before


def test_a_folder_may_hold_other_things_and_links_to_maps(
    work: Path, boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    (tmp_path / "elsewhere").write_bytes(NEW_MAP)
    (archives / NEW).symlink_to(tmp_path / "elsewhere")
    os.mkfifo(archives / "deepstate_merged" / "notes.geojson")
    result = update(str(archives), work, boundaries)
    assert result.exit_code == 0, result.output
    place = work / "cache" / "maps" / NEW
    assert place.read_bytes() == NEW_MAP
    assert not place.is_symlink()
