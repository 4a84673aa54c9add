"""`update` against a mirror on this machine: what is missing comes in, and a bad source is refused.

Whatever goes wrong, it ends with one sentence and exit code 2 and leaves every figure as it was.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.atomic_replace import finish
from pokrovsk_front.ingest.source.remote import blob_sha1
from tests.ingest.made_up import (
    CRIMEA,
    MAPS,
    collection,
    feature,
    merged_map,
    merged_name,
    polygon,
    raw_map,
    run_ingest,
    unix_name,
    write_archive,
    written,
)
from tests.ingest.mirror_server import (
    Answer,
    Mirror,
    cut_at,
    drip,
    redirect,
    serve,
    silence,
    status,
    web_page,
)

pytestmark = pytest.mark.whole

NEW = merged_name(8)
NEW_MAP = merged_map(36.54)
NEW_PATH = "/deepstate_merged/data/deepstatemap_data_20250808.geojson"
LISTING_PATH = "/deepstate_merged/listing.json"
LISTING_PATHS = [
    *("/deepstate_raw/listing.json", "/deepstate_wararchive/listing.json"),
    LISTING_PATH,
]


@pytest.fixture(scope="module")
def updated(boundaries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with figures and a cache of the made-up archive, from a folder as source."""
    folder = tmp_path_factory.mktemp("updated")
    archives = write_archive(folder / "archives", MAPS)
    result = update(str(archives), folder, boundaries)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def work(updated: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(updated, tmp_path / "work"))


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """A mirror that has one map more."""
    with serve(MAPS | {NEW: NEW_MAP}) as served:
        yield served


def arguments(source: str, folder: Path, boundaries: Path, *more: str) -> list[str]:
    return [
        *("update", "--source", source, "--cache", str(folder / "cache")),
        *("--boundaries", str(boundaries), "--out", str(folder / "out" / "data")),
        *("--tries", "2", "--file-seconds", "2", *more),
    ]


def update(source: str, folder: Path, boundaries: Path, *more: str) -> Result:
    return CliRunner().invoke(main, arguments(source, folder, boundaries, *more))


def sentence(result: Result) -> str:
    """Give the one sentence of a refusal, without the labels of the progress bars."""
    assert result.exit_code == 2, result.output
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert line.endswith(".")
    assert "Traceback" not in result.output
    return line


def test_a_folder_as_source_gives_the_bytes_of_ingest(updated: Path, first_run: Path) -> None:
    assert written(updated / "out") == {
        name: data for name, data in written(first_run).items() if "datapackage" not in name
    }


def test_one_new_map_is_brought_in_and_what_changed_is_told(
    mirror: Mirror, work: Path, boundaries: Path, tmp_path: Path
) -> None:
    result = update(mirror.url, work, boundaries)
    assert result.exit_code == 0, result.output
    assert "1 map is new or corrected: deepstatemap_data_20250808.geojson." in result.stdout
    assert "Brought in 1 map." in result.stdout
    assert "1 day was added: 2025-08-06." in result.stdout
    daily = pd.read_csv(work / "out" / "data" / "derived" / "daily_area.csv")
    before, after = (f"{km2:,.1f} km²" for km2 in daily["occupied_total_km2"].iloc[-2:])
    said = f"Occupied total on the latest map: {before} before, {after} after"
    assert said in result.stdout
    # Only the listings and the one map were asked for.
    assert [path for path, _ in mirror.asked if not path.endswith("listing.json")] == [NEW_PATH]
    # The figures are those of a whole rebuild, byte for byte.
    whole = write_archive(tmp_path / "archives", MAPS | {NEW: NEW_MAP})
    (tmp_path / "out" / "data").mkdir(parents=True)
    versions = Path("out", "data", "versions.csv")
    first = (work / versions).read_bytes().splitlines(keepends=True)
    kept = [line for line in first if b",2025-08-05," in line or line.startswith(b"data_version")]
    (tmp_path / versions).write_bytes(b"".join(kept))
    assert run_ingest(whole, boundaries, tmp_path / "out").exit_code == 0
    assert written(work / "out") == written(tmp_path / "out")


def test_an_update_with_nothing_new_asks_for_listings_only_and_says_so(
    work: Path, boundaries: Path
) -> None:
    before = written(work)
    with serve(MAPS) as mirror:
        result = update(mirror.url, work, boundaries)
    assert result.exit_code == 0, result.output
    assert result.stdout == "No map is new or corrected.\nNothing was changed.\n"
    assert [path for path, _ in mirror.asked] == LISTING_PATHS
    assert written(work) == before


def test_a_dry_run_changes_nothing(mirror: Mirror, work: Path, boundaries: Path) -> None:
    before = written(work)
    result = update(mirror.url, work, boundaries, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "1 map is new or corrected: deepstatemap_data_20250808.geojson.",
        "Would bring in 1 map.",
        "Nothing was changed.",
    ]
    assert written(work) == before


def test_the_list_of_checksums_names_every_map(work: Path) -> None:
    lines = (work / "cache" / "maps" / "checksums.txt").read_text().splitlines()
    assert lines == [f"{blob_sha1(data)} {len(data)} {name}" for name, data in sorted(MAPS.items())]


def test_a_map_that_was_cut_is_taken_up_where_it_ended(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    mirror.answers[NEW_PATH] = cut_at(NEW_MAP, len(NEW_MAP) // 2 + 1)
    result = update(mirror.url, work, boundaries)
    assert result.exit_code == 0, result.output
    half = len(NEW_MAP) // 2 + 1
    assert [asked for path, asked in mirror.asked if path == NEW_PATH] == [None, f"bytes={half}-"]


def test_what_came_before_a_failed_run_is_taken_up_by_the_next(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    mirror.answers[NEW_PATH] = cut_at(NEW_MAP, 100)
    assert "was cut short" in sentence(update(mirror.url, work, boundaries))
    mirror.answers[NEW_PATH] = cut_at(NEW_MAP, len(NEW_MAP))
    assert update(mirror.url, work, boundaries).exit_code == 0
    assert mirror.asked[-1] == (NEW_PATH, "bytes=200-")


def test_a_source_that_fails_once_is_asked_again(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    def busy_once(handler: object) -> None:
        del mirror.answers[LISTING_PATH]
        status(503)(handler)  # type: ignore[arg-type]

    mirror.answers[LISTING_PATH] = busy_once
    assert update(mirror.url, work, boundaries).exit_code == 0
    assert [path for path, _ in mirror.asked].count(LISTING_PATH) == 2


ALTERED = NEW_MAP.replace(b"36.54", b"36.53")

BAD: dict[str, tuple[str, Answer, str]] = {
    "slow": (NEW_PATH, drip(NEW_MAP, 4), "took longer than 2 s"),
    "silent": (NEW_PATH, silence(3), "took longer than 2 s"),
    "a slow listing": (LISTING_PATH, drip(b"{" * 1000, 4), "took longer than 2 s"),
    "truncated": (NEW_PATH, cut_at(NEW_MAP, 9), "was cut short"),
    "elsewhere": (NEW_PATH, redirect("http://127.0.0.1:9/x"), "sends us to another place"),
    "a listing elsewhere": (LISTING_PATH, redirect("https://example.org/"), "another place"),
    "in circles": (LISTING_PATH, redirect(LISTING_PATH), "round in circles"),
    "a page for a listing": (LISTING_PATH, web_page, "serves a web page instead of a listing"),
    "a page for a map": (NEW_PATH, web_page, "serves a web page instead of a map"),
    "altered": (NEW_PATH, cut_at(ALTERED, len(ALTERED)), "is not the file that the listing"),
    "too long": (NEW_PATH, cut_at(NEW_MAP * 2, 2 * len(NEW_MAP)), "is larger than"),
    "gone": (NEW_PATH, status(404), "answered with status 404"),
    "broken": (NEW_PATH, status(500), "answered with status 500"),
    "no listing": (LISTING_PATH, cut_at(b'{"tree": 1}', 99), "JSON that is no listing"),
    "part of a listing": (LISTING_PATH, cut_at(b'{"truncated": true}', 99), "only a part"),
    "an empty listing": (LISTING_PATH, cut_at(b'{"tree": []}', 99), "lists no map"),
}


@pytest.mark.parametrize(("path", "answer", "says"), BAD.values(), ids=BAD.keys())
def test_a_source_that_misbehaves_stops_and_keeps_the_figures(
    mirror: Mirror, work: Path, boundaries: Path, path: str, answer: Answer, says: str
) -> None:
    before = written(work / "out")
    mirror.answers[path] = answer
    started = time.monotonic()
    assert says in sentence(update(mirror.url, work, boundaries))
    assert time.monotonic() - started < 20
    assert written(work / "out") == before
    assert not (work / "cache" / "maps" / NEW).exists()


def test_a_source_that_is_down_stops(mirror: Mirror, work: Path, boundaries: Path) -> None:
    before = written(work / "out")
    with serve({}) as gone:
        pass
    assert "is down" in sentence(update(gone.url, work, boundaries))
    assert written(work / "out") == before


def test_a_source_without_https_is_refused(work: Path, boundaries: Path) -> None:
    said = sentence(update("http://mirror.invalid/maps", work, boundaries))
    assert "is not an HTTPS address" in said


def test_a_map_larger_than_the_limit_is_not_asked_for(
    mirror: Mirror, work: Path, boundaries: Path
) -> None:
    mirror.maps[NEW] = NEW_MAP + b" " * 1000
    said = sentence(update(mirror.url, work, boundaries, "--file-mb", "0.001"))
    assert "is larger than 1,000 bytes" in said
    assert NEW_PATH not in [path for path, _ in mirror.asked]


# All but Crimea lies elsewhere: 190 km2 are lost and as many gained, within one km2.
MOVED = collection(
    *(
        feature(polygon(bounds))
        for bounds in ((36.57, 48.35, 36.7, 48.45), (36.55, 48.1, 36.65, 48.2), CRIMEA)
    )
)


@pytest.mark.parametrize(
    ("new_map", "says"),
    [(merged_map(36.0), "is off by"), (MOVED, "is off by"), (b"[]", "")],
    ids=["jumps", "moves without a net gain", "no map"],
)
def test_a_map_that_will_not_do_keeps_the_figures(
    work: Path, boundaries: Path, new_map: bytes, says: str
) -> None:
    before = written(work / "out")
    with serve(MAPS | {NEW: new_map}) as mirror:
        result = update(mirror.url, work, boundaries)
    if says:
        said = sentence(result)
        assert says in said
        assert "2025-08-06" in said
        assert "more than 250 km2 a day" in said
        assert written(work / "out") == before
    else:
        # One map that cannot be read is refused by name, as in `ingest`, and listed.
        assert "Refused deepstatemap_data_20250808.geojson: the file is JSON but" in result.stdout
        after = written(work / "out")
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"data/derived/editions.csv", "data/versions.csv"}
        listed = after["data/derived/editions.csv"].decode()
        row = (
            "merged,deepstatemap_data_20250808,2025-08-08,,,,,refused,"
            "The file is JSON but not a Feature"
        )
        assert row in listed


def test_a_new_file_whose_name_tells_no_date_is_listed_as_a_rebuild_lists_it(
    work: Path, boundaries: Path, tmp_path: Path
) -> None:
    maps = MAPS | {NEW: NEW_MAP, "deepstate_merged/deepstatemap_data_20250230.geojson": b"{}"}
    archives = write_archive(tmp_path / "archives", maps)
    result = update(str(archives), work, boundaries)
    assert "Refused deepstatemap_data_20250230.geojson: its name tells no date." in result.stdout
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    versions = "data/versions.csv"
    ours, whole = written(work / "out"), written(tmp_path / "out")
    assert {**ours, versions: b""} == {**whole, versions: b""}
    assert "Nothing was changed." in update(str(archives), work, boundaries).stdout


def test_daily_maps_of_2022_are_taken_in_without_a_flag(boundaries: Path, tmp_path: Path) -> None:
    # Two maps a day, and from day to day the front moves to and fro over some 400 km2.
    maps = {
        "deepstate_raw/" + unix_name(2022, 9, 1 + number // 2, 6 + 12 * (number % 2)): raw_map(
            36.6 if number // 2 % 2 else 36.05
        )
        for number in range(60)
    }
    archives = write_archive(tmp_path / "archives", dict(list(maps.items())[:20]))
    assert update(str(archives), tmp_path, boundaries).exit_code == 0
    result = update(str(write_archive(archives, maps)), tmp_path, boundaries)
    assert result.exit_code == 0, result.output
    assert "The source has no folder deepstate_merged." in result.stdout
    assert "20 days were added, from 2022-09-11 to 2022-09-30." in result.stdout
    daily = pd.read_csv(tmp_path / "out" / "data" / "derived" / "daily_area.csv")
    changed = (daily["gained_km2"] + daily["regained_km2"]).iloc[1:]
    assert (changed > archive_rules().max_jump_km2).all()
    # The tables of resolution 9 open anew on the last day before 2024, as in a rebuild.
    assert run_ingest(archives, boundaries, tmp_path / "whole").exit_code == 0
    ours, whole = written(tmp_path / "out"), written(tmp_path / "whole")
    versions = "data/versions.csv"
    assert {**ours, versions: b""} == {**whole, versions: b""}


def test_a_folder_without_any_archive_is_refused(work: Path, boundaries: Path) -> None:
    said = sentence(update(str(work / "nothing"), work, boundaries))
    assert "has none of the archives" in said


def test_a_proxy_of_the_environment_is_respected(
    mirror: Mirror, work: Path, boundaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    # The mirror answers for an address of its own: it is asked as a proxy would be.
    with serve({}) as gone:
        pass
    monkeypatch.setenv("http_proxy", mirror.url)
    update(gone.url, work, boundaries)
    assert mirror.asked[0][0] == f"{gone.url}/deepstate_raw/listing.json"


MOMENTS = 5
"""One at random in each fifth of a run."""


def test_killed_at_any_moment_the_figures_are_old_or_new(
    updated: Path, boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS | {NEW: NEW_MAP})
    old = written(updated / "out")
    source = Path(shutil.copytree(updated, tmp_path / "whole"))
    took = -time.monotonic()
    assert _update_apart(archives, source, boundaries).wait(60) == 0
    took += time.monotonic()
    new = written(source / "out")
    assert new != old
    dice = random.Random(12)  # noqa: S311 (the moments need no secrecy)
    killed = 0
    # The named steps of putting files in place: tests/catalog/test_atomic_replace.py.
    for number in range(MOMENTS):
        moment = took * (number + dice.random()) / MOMENTS
        folder = Path(shutil.copytree(updated, tmp_path / str(number)))
        process = _update_apart(archives, folder, boundaries)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait(10) == -signal.SIGKILL
        finish(folder / "out" / "data")
        left = written(folder / "out")
        seen = {name: data for name, data in left.items() if not name.endswith(".incoming")}
        assert seen in (old, new)
        shutil.rmtree(folder)
    # The first run may have been the slowest by far.
    assert killed >= 2


def _update_apart(archives: Path, folder: Path, boundaries: Path) -> subprocess.Popen[bytes]:
    """Run it in a process group of its own, so that a kill reaches all of it."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pokrovsk_front"),
            *arguments(str(archives), folder, boundaries),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
