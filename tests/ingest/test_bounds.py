"""Only regular files of a bounded size are read, and what ends a process is told as what it is."""

import errno
import json
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from pokrovsk_front.commands.answer import Refusal, refusing
from pokrovsk_front.ingest import bounds, regular
from pokrovsk_front.ingest.audit.sandbox import FAILED, audited
from pokrovsk_front.ingest.bounds import TOO_MUCH
from pokrovsk_front.ingest.geojson import features_of
from pokrovsk_front.ingest.regular import MAX_BYTES, FileError, SizeError, read_regular, reason_of
from pokrovsk_front.ingest.steps.workers import Workers
from pokrovsk_front.model.audit import AuditError
from tests.commands import run
from tests.ingest.made_up import (
    BAD_NAME,
    DONBAS,
    LAST_RAW,
    MAPS,
    OCCUPIED_FILL,
    collection,
    feature,
    polygon,
    raw_map,
    run_ingest,
    spaghetti,
    unix_name,
    write_archive,
    written,
)
from tests.model.made_up_words import unmarked

pytestmark = pytest.mark.whole


def a_file(folder: Path, kind: str) -> Path:
    """Make what a name can lead to."""
    path = folder / "map.geojson"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            # A path of a socket is short, wherever the tests run.
            here = Path.cwd()
            os.chdir(folder)
            socket.socket(socket.AF_UNIX).bind(path.name)
            os.chdir(here)
        case "endless":
            path.symlink_to("/dev/zero")
        case "dangling":
            path.symlink_to("nowhere")
        case "circular":
            path.symlink_to(folder / "back")
            (folder / "back").symlink_to(path)
        case "sparse":
            with path.open("wb") as file:
                file.truncate(2**40)
        case "long name":
            return folder / ("a" * 300)
        case "unreadable":
            path.symlink_to("/proc/self/mem")
    return path


ODD_FILES = {
    "folder": "it is a folder, not a file",
    "pipe": "it is a named pipe, not a file",
    "socket": "it is a socket, not a file",
    "endless": "it is a device, not a file",
    "dangling": "the file is a link to a file that is not there",
    "circular": "the file is a link that leads back to itself",
    "sparse": "the file is 1,048,576.0 MB; at most 25 MB are read",
    "long name": "the name of the file is too long",
    "unreadable": "the file cannot be read: the system reports an error of its disk or network",
    "missing": "there is no such file",
}


@pytest.mark.parametrize("kind", ODD_FILES)
def test_what_is_no_regular_file_is_told_as_what_it_is(tmp_path: Path, kind: str) -> None:
    path = a_file(tmp_path, kind)
    with pytest.raises(FileError) as refusal:
        read_regular(path)
    assert reason_of(refusal.value) == ODD_FILES[kind]
    assert not unmarked(refusal.value.message)


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(b"{}")

    def forbidden(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    # Who runs the tests may read everything where that is root.
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(FileError, match="its permissions forbid it"):
        read_regular(path)


def test_a_link_to_a_file_is_read_and_size_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"x" * MAX_BYTES)
    link.symlink_to(file)
    assert len(read_regular(link)) == MAX_BYTES
    # What grows after it was looked at.
    monkeypatch.setattr(regular, "regular_state", lambda *_: None)
    with pytest.raises(SizeError, match="at most 24 MB"):
        read_regular(link, MAX_BYTES - 1)


@pytest.mark.parametrize("kind", ["pipe", "endless", "sparse"])
def test_the_command_neither_hangs_nor_fills_the_memory(tmp_path: Path, kind: str) -> None:
    done = run("check", str(a_file(tmp_path, kind)))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {tmp_path / 'map.geojson'}: {ODD_FILES[kind]}.\n"


def test_the_name_of_a_file_cannot_steer_a_terminal(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "a\x1b[31m\u202eb\n"))
    assert done.returncode == 2
    assert done.stderr == f"Error: {tmp_path}/a\\x1b[31m\\u202eb\\n: there is no such file.\n"


def test_an_error_of_the_system_has_no_number(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal, refusing(OSError):
        (tmp_path / "nowhere").read_bytes()
    assert str(refusal.value) == f"{tmp_path}/nowhere: No such file or directory."


def text_of(data: bytes) -> str:
    with pytest.raises(FileError) as refusal:
        features_of(data)
    assert not unmarked(refusal.value.message)
    return str(refusal.value)


GOOD = raw_map(36.5)
SENTENCES: dict[str, tuple[bytes, str]] = {
    "zero bytes at the end": (
        GOOD + b"\n" + bytes(2),
        f"The file ends with 2 zero bytes, from byte {len(GOOD) + 2:,} (line 2) on: it was damaged "
        "when it was saved or sent.",
    ),
    "a zero byte within": (
        GOOD[:50] + b"\x00" + GOOD[50:],
        "The file is binary or damaged, not GeoJSON: byte 51 (line 1) is zero.",
    ),
    "UTF-16 without a mark": (
        GOOD.decode().encode("utf-16-le"),
        "The text of the file is in UTF-16; GeoJSON is in UTF-8.",
    ),
    "UTF-16, the other end first": (
        GOOD.decode().encode("utf-16-be"),
        "The text of the file is in UTF-16; GeoJSON is in UTF-8.",
    ),
    "UTF-32 without a mark": (
        GOOD.decode().encode("utf-32-be"),
        "The text of the file is in UTF-32; GeoJSON is in UTF-8.",
    ),
    "features twice": (
        GOOD[:-1] + b', "features": []}',
        "The name “features” appears twice in one object of the file; only one can count.",
    ),
    "features null": (
        b'{"type": "FeatureCollection", "features": null}',
        "The FeatureCollection has no features.",
    ),
    "a type that is no text": (
        b'{"type": null}',
        "The file is not a FeatureCollection: the “type” of its top level is null.",
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_reason_is_the_right_one(kind: str) -> None:
    data, sentence = SENTENCES[kind]
    assert text_of(data) == sentence


def test_a_name_that_counts_for_nothing_may_stand_twice() -> None:
    assert len(features_of(GOOD[:-1] + b', "x": 1, "x": 2}')) == 8


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        ("exit 1", FAILED),
        (f"kill -{int(signal.SIGABRT)} $$", TOO_MUCH),
        (f"kill -{int(signal.SIGPROF)} $$", "take longer than 5 seconds"),
    ],
)
def test_an_audit_that_ends_early_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, sentence: str
) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\ncat > /dev/null\n{ends}\n", encoding="ascii")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(AuditError) as refusal:
        audited(b"{}")
    assert sentence in str(refusal.value)


def weighed(task: int) -> int:
    """Give a number back; of some the process does not come back."""
    match task:
        case 5:
            os.kill(os.getpid(), signal.SIGKILL)
        case 11:
            while True:
                pass
        case 20:
            return len(bytearray(3 * 1024**3))
    return task


def test_a_task_beyond_the_bounds_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_SECONDS", 0.2)
    workers = Workers(2)
    elsewhere = workers.submit(weighed, 40)
    found = list(workers.map_bounded(weighed, range(30)))
    workers.close()
    assert found == [None if task in {5, 11, 20} else task for task in range(30)]
    assert elsewhere() == 40


TEETH = [[36 + at / 4_000, 48 + at % 2] for at in range(4_000)]
COMB = [*TEETH, [36.9995, 47.9], [36, 47.9], TEETH[0]]
"""A valid polygon whose outline is ten times as long as the equator."""


def test_one_bad_file_never_ends_a_run(
    first_run: Path, boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_SECONDS", 0.3)
    half_a_letter = json.loads(raw_map(36.56))
    half_a_letter["features"].append(feature(polygon(DONBAS), "\udfff", "\ud800\x1b[31m"))
    tangle = {"type": "Polygon", "coordinates": [spaghetti(3_000)]}
    bad = {
        "deep": b"[" * 100_000,
        "wide": collection(feature(polygon((-10, 10, 100, 80)), OCCUPIED_FILL)),
        "comb": collection(feature({"type": "Polygon", "coordinates": [COMB]}, OCCUPIED_FILL)),
        "zero": bytes(1000),
        "slow": collection(feature(tangle, OCCUPIED_FILL)),
    }
    names = [f"deepstate_raw/{unix_name(2024, 1, day, 12)}" for day in range(1, 20)]
    archives = write_archive(
        tmp_path / "archives", MAPS | {LAST_RAW: json.dumps(half_a_letter).encode()}
    )
    write_archive(archives, dict(zip(names, bad.values(), strict=False)))
    for kind, name in zip(ODD_FILES, names[10:], strict=False):
        if kind not in {"missing", "long name"}:
            (tmp_path / kind).mkdir()
            a_file(tmp_path / kind, kind).rename(archives / name)
    (archives / "deepstate_raw" / BAD_NAME).write_bytes(b"{}")
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 0, result.output
    refused = [line for line in result.stdout.splitlines() if line.startswith("Refused")]
    assert len(refused) == len(bad) + len(ODD_FILES) - 2 + 1
    said = "\n".join(refused)
    for reason in (
        "larger than Ukraine",
        "km long",
        "nothing but zero",
        "100,000 levels deep",
        "seconds of",
    ):
        assert reason in said
    for kind, reason in ODD_FILES.items():
        assert kind in {"missing", "long name", "circular"} or reason in said
    assert "WARNING: polygons of a class that no rule names were left out: 1 (" in result.stdout
    assert "fill “·”, name “···31m”" in result.stdout
    assert "\x1b" not in result.stdout
    figures = written(tmp_path / "out")
    whole = written(first_run)
    assert figures["data/derived/daily_area.csv"] == whole["data/derived/daily_area.csv"]
    listed = figures["data/derived/editions.csv"].decode()
    assert listed.count(",refused,") == len(refused)
