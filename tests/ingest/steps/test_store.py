"""The store of measured results: what a run did not ask for goes, what it asked for stays."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pokrovsk_front.ingest.archive import IngestError
from pokrovsk_front.ingest.run import ingest
from pokrovsk_front.ingest.steps.store import STORE_FILE, Store
from tests.ingest.made_up import MAPS, merged_map, merged_name, raw_map, write_archive

pytestmark = pytest.mark.whole

NAMES = list(MAPS)


def test_results_that_a_run_did_not_ask_for_are_pruned(tmp_path: Path) -> None:
    with closing(Store(tmp_path)) as store:
        store.keep((key, {"part": b"value"}) for key in ("asked", "read", "found", "unused"))
    with closing(Store(tmp_path)) as store:
        assert store.has(["asked", "absent"]) == {"asked"}
        assert store.part("read", "part") == b"value"
        assert store.parts(["found"], "part") == {"found": b"value"}
        store.keep([("new", {"part": b"value"})])
        store.prune()
    with closing(Store(tmp_path)) as store:
        every = {"asked", "read", "found", "unused", "new"}
        assert store.has(every) == every - {"unused"}


def test_hashes_of_files_that_a_run_did_not_meet_are_pruned(tmp_path: Path) -> None:
    old, kept = tmp_path / "old", tmp_path / "kept"
    for path in (old, kept):
        path.write_bytes(b"map")
        os.utime(path, (0, 0))
    with closing(Store(tmp_path)) as store:
        store.sha256_of([old, kept])
    with closing(Store(tmp_path)) as store:
        store.sha256_of([kept])
        store.prune()
        rows = store._base.execute("SELECT path FROM hashed").fetchall()
    assert rows == [(str(kept),)]


def test_the_file_shrinks_when_most_of_it_is_pruned(tmp_path: Path) -> None:
    with closing(Store(tmp_path)) as store:
        store.keep((f"{number}", {"part": bytes(10_000)}) for number in range(100))
        store.prune()
    size = (tmp_path / STORE_FILE).stat().st_size
    assert size > 1_000_000
    with closing(Store(tmp_path)) as store:
        store.has(["1"])
        store.prune()
    assert (tmp_path / STORE_FILE).stat().st_size < size / 10


def test_a_corrected_map_leaves_nothing_of_the_old_one(boundaries: Path, tmp_path: Path) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    cache = tmp_path / "cache"

    def keys() -> set[str]:
        ingest(archives, boundaries, tmp_path / "out", tmp_path / "static", cache=cache)
        with closing(Store(cache)) as store:
            return {key for (key,) in store._base.execute("SELECT DISTINCT key FROM kept")}

    first = keys()
    write_archive(archives, {NAMES[1]: raw_map(36.57)})
    second = keys()
    assert first - second
    # The same run without what was kept asks for the same results.
    (cache / STORE_FILE).unlink()
    assert keys() == second


def test_a_run_that_fails_keeps_what_it_and_the_last_one_measured(
    boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    places = tmp_path / "out", tmp_path / "static"
    archives = write_archive(tmp_path / "archives", MAPS)
    ingest(archives, boundaries, *places, cache=cache)
    write_archive(archives, {merged_name(8): merged_map(35)})
    with pytest.raises(IngestError, match="is off by"):
        ingest(archives, boundaries, *places, cache=cache, max_jump_km2=1)
    with closing(Store(cache)) as store:
        kept = {key for (key,) in store._base.execute("SELECT DISTINCT key FROM kept")}
    monkeypatch.setattr(Store, "prune", lambda _store: None)
    ingest(archives, boundaries, *places, cache=cache)
    with closing(Store(cache)) as store:
        later = {key for (key,) in store._base.execute("SELECT DISTINCT key FROM kept")}
    assert kept == later


def test_a_second_run_waits_for_the_folder(tmp_path: Path) -> None:
    script = "import sys, pathlib; from pokrovsk_front.ingest.steps.store import Store;" + (
        "print('asks', flush=True); Store(pathlib.Path(sys.argv[1])); print('has', flush=True)"
    )
    with closing(Store(tmp_path)):
        other = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "asks\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    assert other.communicate(timeout=10)[0] == "has\n"
