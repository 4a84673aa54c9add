"""Files are put in place whole, all of them or none, also when the process is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pokrovsk_front.catalog.atomic_replace import finish, replace_all, stamp


def below(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_files_are_replaced_and_folders_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace_all({tmp_path / "a": b"new", tmp_path / "deep" / "er" / "b": b"b"}, tmp_path)
    assert below(tmp_path) == {"a": b"new", "deep": None, "deep/er": None, "deep/er/b": b"b"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_cannot_be_made_leaves_the_old_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"no folder")
    before = below(tmp_path)
    with pytest.raises(OSError, match="file"):
        replace_all({tmp_path / "a": b"new", tmp_path / "file" / "b": b"b"}, tmp_path)
    assert below(tmp_path) == before


def test_a_full_disk_leaves_the_old_files_and_nothing_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "b").write_bytes(b"old b")
    before = below(tmp_path)
    calls = 0

    def full_at_the_second(_descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OSError, match="No space left"):
        replace_all({tmp_path / "a": b"new a", tmp_path / "b": b"new b"}, tmp_path)
    assert calls == 2
    assert below(tmp_path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from pokrovsk_front.catalog.atomic_replace import replace_all

folder, at = Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def counted(real):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return step
os.fsync, os.replace, Path.replace, Path.unlink, Path.chmod = map(
    counted, (os.fsync, os.replace, Path.replace, Path.unlink, Path.chmod)
)
replace_all({folder / "a" / name: b"new" for name in "xyz"}, folder)
print(steps)
"""
"""Replaces three files and kills itself at a step that touches the disk."""


def killed_at(folder: Path, step: int) -> subprocess.CompletedProcess[str]:
    for name in "xyz":
        (folder / "a").mkdir(parents=True, exist_ok=True)
        (folder / "a" / name).write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, str(folder), str(step)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_killed_at_any_step_all_files_are_old_or_all_are_new(tmp_path: Path) -> None:
    steps = int(killed_at(tmp_path / "whole", 0).stdout)
    assert steps > 10
    seen = []
    for step in range(1, steps + 1):
        folder = tmp_path / str(step)
        assert killed_at(folder, step).returncode == -signal.SIGKILL
        finish(folder)
        (state,) = {(folder / "a" / name).read_bytes() for name in "xyz"}
        seen.append(state)
        assert not (folder / ".replacement.json").exists()
        # The next run leaves nothing of the killed one.
        replace_all({folder / "a" / name: b"next" for name in "xyz"}, folder)
        assert set(below(folder).values()) == {None, b"next"}
    # First the old ones, and from one step on the new ones.
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {b"old", b"new"}


def test_a_stamp_tells_a_file_from_the_one_that_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert stamp(path) is None
    replace_all({path: b"same"}, tmp_path)
    before = stamp(path)
    assert before == stamp(path)
    replace_all({path: b"same"}, tmp_path)
    assert stamp(path) != before
