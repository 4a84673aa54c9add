"""Files are put in place whole or not at all, and addresses carry the hash of their file."""

import hashlib
import os
from pathlib import Path

import pytest

from pokrovsk_front.ingest.files import replace_all, stamped_style, version


def below(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_files_are_replaced_and_folders_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    replace_all({tmp_path / "a": b"new", tmp_path / "deep" / "er" / "b": b"b"})
    assert below(tmp_path) == {"a": b"new", "deep": None, "deep/er": None, "deep/er/b": b"b"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_cannot_be_made_leaves_the_old_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"no folder")
    before = below(tmp_path)
    with pytest.raises(OSError, match="file"):
        replace_all({tmp_path / "a": b"new", tmp_path / "file" / "b": b"b"})
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
        replace_all({tmp_path / "a": b"new a", tmp_path / "b": b"new b"})
    assert calls == 2
    assert below(tmp_path) == before


def test_a_version_is_the_start_of_the_hash() -> None:
    # FIPS 180-2, appendix B.1: the SHA-256 of "abc" begins ba7816bf.
    assert version(b"abc") == "ba7816bf" == hashlib.sha256(b"abc").hexdigest()[:8]


def test_a_style_is_stamped_with_the_version_of_each_file() -> None:
    style = b'{"a": "app/static/land.geojson?v=00000000", "b": "app/static/other.json?v=1"}'
    stamped = stamped_style(style, {"land.geojson": b"abc"})
    assert stamped == style.replace(b"00000000", b"ba7816bf")
    assert stamped_style(stamped, {"land.geojson": b"abc"}) == stamped
