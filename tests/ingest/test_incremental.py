"""A run that finds what was measured before gives the bytes of a run that finds nothing."""

import sqlite3
from pathlib import Path

import pytest

from pokrovsk_front.ingest import steps, workers
from pokrovsk_front.ingest.archive import IngestError
from pokrovsk_front.ingest.run import ingest
from pokrovsk_front.ingest.store import STORE_FILE, Store
from tests.ingest.made_up import MAPS, merged_map, raw_map, unix_name, write_archive, written

LATER = "deepstate_merged/deepstatemap_data_20250808.geojson"
BETWEEN = "deepstate_raw/" + unix_name(2025, 8, 2, 18)
NAMES = list(MAPS)


def run(folder: Path, archives: Path, boundaries: Path, cache: Path | None) -> dict[str, bytes]:
    ingest(archives, boundaries, folder / "data", folder / "static", cache=cache)
    return {name: data for name, data in written(folder).items() if "versions" not in name}


@pytest.mark.parametrize(
    "maps",
    [
        MAPS,
        MAPS | {LATER: merged_map(36.54)},
        MAPS | {LATER: merged_map(36.57)},
        MAPS | {BETWEEN: raw_map(36.59)},
        MAPS | {NAMES[1]: raw_map(36.57)},
        MAPS
        | {
            NAMES[3]: raw_map(
                36.56,
            )[:-9]
        },
    ],
    ids=[
        *("the same", "a day later", "a repeated map", "a day between", "an altered map"),
        "a map that is cut short",
    ],
)
def test_an_incremental_run_gives_the_bytes_of_a_full_one(
    boundaries: Path, tmp_path: Path, maps: dict[str, bytes]
) -> None:
    cache = tmp_path / "cache"
    first = write_archive(tmp_path / "first", MAPS)
    run(tmp_path / "out", first, boundaries, cache)
    archives = write_archive(tmp_path / "archives", maps)
    whole = run(tmp_path / "whole", archives, boundaries, None)
    assert run(tmp_path / "out", archives, boundaries, cache) == whole


def test_one_new_day_measures_one_map_and_one_step(
    boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    run(tmp_path / "out", archives, boundaries, tmp_path / "cache")
    calls: list[str] = []
    for name in ("_map_task", "measure_change", "grey_zone_change", "oblast_of_cells"):
        real = getattr(steps, name)

        def counted(*arguments: object, name: str = name, real: object = real) -> object:
            calls.append(name)
            return real(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(steps, name, counted)
    write_archive(archives, {LATER: merged_map(36.54)})
    run(tmp_path / "out", archives, boundaries, tmp_path / "cache")
    assert sorted(set(calls)) == sorted(calls)
    assert (
        {"_map_task", "measure_change"}
        <= set(calls)
        <= {
            *("_map_task", "measure_change", "oblast_of_cells"),
        }
    )


def test_many_maps_are_measured_by_other_processes_alike(
    first_run: Path, boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FEW", 0)
    archives = write_archive(tmp_path / "archives", MAPS)
    ours = run(tmp_path / "out", archives, boundaries, None)
    assert ours == {name: written(first_run)[name] for name in ours}


def test_a_kept_value_that_was_damaged_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep([("key", {"part": b"value"})])
    assert store.part("key", "part") == b"value"
    store.close()
    with sqlite3.connect(tmp_path / STORE_FILE) as base:
        base.execute("UPDATE kept SET value = ?", (b"other",))
    base.close()
    store = Store(tmp_path)
    with pytest.raises(IngestError, match="delete the file"):
        store.part("key", "part")
    store.close()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / STORE_FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(IngestError, match="delete the file"):
        Store(tmp_path)
