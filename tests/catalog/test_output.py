"""What a user names to be written: a regular file or nothing, and else one sentence."""

import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog.atomic_replace import replace_all
from pokrovsk_front.catalog.output import OutputError, check_folder, write_file
from pokrovsk_front.export.site import Edition, Site
from tests.catalog.test_atomic_replace import below


def make_socket(path: Path) -> None:
    # The address of a socket is short: it is bound beside and moved.
    with socket.socket(socket.AF_UNIX) as made:
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(before)


def dangle(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def link_to_fifo(path: Path) -> None:
    os.mkfifo(path.with_name("behind"))
    path.symlink_to("behind")


SPECIAL: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "is not a regular file."),
    "socket": (make_socket, "is not a regular file."),
    "link to a pipe": (link_to_fifo, "is not a regular file."),
    "folder": (Path.mkdir, "is a folder."),
    "broken link": (dangle, "is a link that leads nowhere."),
}
kinds = pytest.mark.parametrize("kind", SPECIAL)


def placed(folder: Path, kind: str) -> tuple[Path, str]:
    path = folder / "target.zip"
    make, says = SPECIAL[kind]
    make(path)
    return path, says


def entries(folder: Path) -> dict[Path, tuple[int, int, int, int]]:
    """Give kind, inode, size and change of each entry; the time of access changes by looking."""
    found = {path: path.lstat() for path in folder.iterdir()}
    return {path: (it.st_mode, it.st_ino, it.st_size, it.st_mtime_ns) for path, it in found.items()}


@kinds
def test_pack_leaves_what_is_no_regular_file(tmp_path: Path, kind: str) -> None:
    path, says = placed(tmp_path, kind)
    before = entries(tmp_path)
    done = CliRunner().invoke(main, ["pack", "cumulative_gain", "--out", str(path)])
    assert (done.exit_code, done.output) == (2, f"Error: {path} {says}\n")
    assert entries(tmp_path) == before


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    out = tmp_path / "no" / "gain.zip"
    done = CliRunner().invoke(main, ["pack", "cumulative_gain", "--out", str(out)])
    assert (done.exit_code, done.output) == (2, f"Error: There is no folder {out.parent}.\n")
    assert below(tmp_path) == {}


def test_a_link_goes_on_leading_to_what_is_written(tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_bytes(b"old")
    there.chmod(0o640)
    link.symlink_to("there")
    write_file(link, b"new")
    assert (there.read_bytes(), link.readlink()) == (b"new", Path("there"))
    assert there.stat().st_mode & 0o777 == 0o640
    assert sorted(below(tmp_path)) == ["link", "there"]


def test_a_write_that_fails_names_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gain.zip"
    path.write_bytes(b"old")

    def full(_part: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"gain\.zip cannot be written \(No space left"):
        write_file(path, b"new")
    assert below(tmp_path) == {"gain.zip": b"old"}


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("index.html", "is a folder."),
        ("uk/x", "is not a folder."),
        ("robots.txt", "is a link."),
        ("embed", "is a link."),
        ("", "is not a folder."),
    ],
)
def test_what_stands_in_the_way_of_a_site_is_named_before_pages_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, says: str
) -> None:
    def made(*_arguments: object, **_options: object) -> Site:
        # Of the files at the root a link is found once it is known which there are.
        assert place == "robots.txt"
        site = Site(Edition("0", date(2025, 1, 1)))
        site.files["robots.txt"] = b"new"
        return site

    monkeypatch.setattr("pokrovsk_front.export.story.make_site", made)
    there, out = tmp_path / "there", tmp_path / "site"
    there.mkdir()
    (there / "kept").write_bytes(b"old")
    match place:
        case "index.html":
            (out / place).mkdir(parents=True)
        case "uk/x":
            out.mkdir()
            (out / "uk").write_bytes(b"")
        case "":
            (tmp_path / "file").write_bytes(b"")
            out = tmp_path / "file" / "site"
        case _:
            out.mkdir()
            (out / place).symlink_to(there / "kept" if place == "robots.txt" else there)
    done = CliRunner().invoke(main, ["site", "--out", str(out), "--no-pictures"])
    assert done.exit_code == 2, done.output
    assert says in done.output or "Not a directory" in done.output
    assert done.output.count("\n") == 1
    assert (there / "kept").read_bytes() == b"old"
    assert [each.name for each in there.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["site", "--out", ""],
        ["pack", "cumulative_gain", "--out", ""],
        ["picture", "state", "--out", ""],
        ["ingest", "--archives", "", "--boundaries", "no"],
        ["update", "--source", "no", "--out", ""],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_name_that_is_empty_is_refused_and_nothing_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "the name is empty." in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["site", "--out", "{}"],
        ["ingest", "--archives", "no", "--boundaries", "no", "--out", "{}"],
        ["ingest", "--archives", "no", "--boundaries", "no", "--out", "new", "--static", "{}"],
        ["ingest", "--archives", "no", "--boundaries", "no", "--out", "new", "--cache", "{}"],
        ["update", "--source", "no", "--out", "{}"],
        ["update", "--source", "no", "--out", "new", "--cache", "{}"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_command_leaves_what_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _ = placed(tmp_path, "pipe")
    done = CliRunner().invoke(main, [each.format(path) for each in arguments])
    assert (done.exit_code, done.output) == (2, f"Error: {path} is not a folder.\n")
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    dangle(tmp_path / "target")
    with pytest.raises(OutputError, match="leads nowhere"):
        check_folder(tmp_path / "target")


@kinds
def test_a_site_is_not_written_over_what_is_no_file(tmp_path: Path, kind: str) -> None:
    path, says = placed(tmp_path, kind)
    site = Site(Edition("0", date(2025, 1, 1)))
    site.files = {"first.html": b"1", path.name: b"2"}
    with pytest.raises(OutputError, match=says):
        site.write(tmp_path)
    assert not (tmp_path / "first.html").exists()


@kinds
def test_a_table_does_not_take_the_place_of_what_is_no_file(tmp_path: Path, kind: str) -> None:
    path, says = placed(tmp_path, kind)
    with pytest.raises(OutputError, match=says):
        replace_all({tmp_path / "first": b"1", path: b"2"}, tmp_path)
    assert not (tmp_path / "first").exists()


def test_nor_that_of_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there")
    with pytest.raises(OutputError, match="link is a link"):
        replace_all({tmp_path / "link": b"new"}, tmp_path)
    assert (tmp_path / "there").read_bytes() == b"old"
