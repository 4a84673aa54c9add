"""A run that goes on from what was there gives the bytes of a run that starts from nothing.

What was there is what an earlier run measured, or the figures that it wrote.
"""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.archive import Edition, IngestError, editions
from pokrovsk_front.ingest.run import extend, ingest
from pokrovsk_front.ingest.steps import cells, changes, maps, workers
from pokrovsk_front.ingest.steps.store import STORE_FILE, Store
from tests.ingest.made_up import (
    MAPS,
    Box,
    merged_map,
    merged_name,
    raw_map,
    read_name,
    unix_name,
    write_archive,
    written,
)

pytestmark = pytest.mark.whole

LATER = merged_name(8)
BETWEEN = "deepstate_raw/" + unix_name(2025, 8, 2, 18)
NAMES = list(MAPS)
GREY_ELSEWHERE: Box = (36.3, 48.45, 36.34, 48.47)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read what a run writes anew; the versions are a list that it adds to."""
    others = ("data/versions.csv", "data/datapackage.json")
    return {name: data for name, data in written(folder).items() if name not in others}


def run(folder: Path, archives: Path, boundaries: Path, cache: Path | None) -> dict[str, bytes]:
    ingest(archives, boundaries, folder / "data", folder / "static", cache=cache)
    return bytes_of(folder)


@pytest.mark.parametrize(
    "maps",
    [
        MAPS,
        MAPS | {LATER: merged_map(36.54)},
        MAPS | {LATER: merged_map(36.57)},
        MAPS | {BETWEEN: raw_map(36.59)},
        MAPS | {NAMES[1]: raw_map(36.57)},
        MAPS | {LATER: merged_map(36.54)[:-9]},
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


def bringing(
    archives: Path, asked: set[Edition]
) -> Callable[[Sequence[Edition]], Sequence[Edition]]:
    """Give a `bring` that finds maps in a folder, and remembers which it was asked for."""
    found = {each: each for each in editions(archives, archive_rules())[0]}

    def bring(needed: Sequence[Edition]) -> Sequence[Edition]:
        asked.update(needed)
        return [replace(each, path=found[each].path) for each in needed]

    return bring


def extended(
    figures: Path, archives: Path, boundaries: Path, changed: set[str]
) -> tuple[dict[str, bytes], set[str]]:
    """Go on from figures with some changed maps; also say which maps were asked for."""
    found = editions(archives, archive_rules())[0]
    asked: set[Edition] = set()
    extend(
        bringing(archives, asked),
        [each for each in found if place(each) in changed],
        *(boundaries, figures / "data", figures / "static"),
    )
    return bytes_of(figures), {place(each) for each in asked}


def place(edition: Edition) -> str:
    return f"{edition.path.parent.name}/{edition.path.name}"


UNCERTAIN = MAPS | {LATER: merged_map(36.54)}
"""The last map was published on 6 or 7 August."""

NEWS: dict[str, tuple[dict[str, bytes], dict[str, bytes]]] = {
    "nothing new": (MAPS, {}),
    "a map as published of a day between": (MAPS, {BETWEEN: raw_map(36.575)}),
    "an earlier map of the same day": (
        MAPS,
        {"deepstate_raw/" + unix_name(2025, 7, 31, 6): raw_map(36.59)},
    ),
    "a map with classes of a new day": (MAPS, {read_name(7): raw_map(36.54)}),
    "a day that only the merged archive has": (MAPS, {LATER: merged_map(36.54)}),
    "a map that was read again": (MAPS, {LATER: merged_map(36.57)}),
    "a reading that moves the day of a map": (UNCERTAIN, {merged_name(9): merged_map(36.54)}),
    "maps that move the days of others": (
        UNCERTAIN,
        {read_name(7): raw_map(36.53), merged_name(9): merged_map(36.54)},
    ),
    "classes for a day that only the merged archive had": (
        UNCERTAIN,
        {read_name(8): raw_map(36.54)},
    ),
    "a corrected map of the same length": (MAPS, {NAMES[1]: raw_map(36.57)}),
    "a corrected map with classes": (MAPS, {read_name(5): raw_map(36.54)}),
    "a corrected last map": (MAPS, {merged_name(7): merged_map(36.53)}),
    "a new place of the grey zone": (
        MAPS,
        {read_name(7): raw_map(36.57, grey=GREY_ELSEWHERE)},
    ),
    "another grey zone on a day": (MAPS, {read_name(5): raw_map(36.55, grey=GREY_ELSEWHERE)}),
    "a new map that is refused": (MAPS, {LATER: b"[]"}),
    "a map that can be read from now on": (
        MAPS | {LATER: b""},
        {LATER: merged_map(36.54)},
    ),
    "several of each archive": (
        MAPS,
        {
            BETWEEN: raw_map(36.58),
            read_name(7): raw_map(36.54),
            read_name(9): raw_map(36.52),
            LATER: merged_map(36.54),
            merged_name(9): merged_map(36.53),
            merged_name(10): merged_map(36.52),
        },
    ),
}


@pytest.mark.parametrize(("before", "news"), NEWS.values(), ids=NEWS.keys())
def test_going_on_from_figures_gives_the_bytes_of_a_rebuild(
    first_run: Path,
    boundaries: Path,
    tmp_path: Path,
    before: dict[str, bytes],
    news: dict[str, bytes],
) -> None:
    figures = tmp_path / "figures"
    if before == MAPS:
        shutil.copytree(first_run, figures)
    else:
        run(figures, write_archive(tmp_path / "before", before), boundaries, None)
    archives = write_archive(tmp_path / "archives", before | news)
    ours, asked = extended(figures, archives, boundaries, set(news))
    assert ours == run(tmp_path / "whole", archives, boundaries, None)
    assert set(news) <= asked


def test_a_new_day_asks_for_the_last_maps_alone(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    figures = Path(shutil.copytree(first_run, tmp_path / "figures"))
    archives = write_archive(tmp_path / "archives", MAPS | {read_name(7): raw_map(36.54)})
    _, asked = extended(figures, archives, boundaries, {read_name(7)})
    assert asked == {read_name(6), read_name(7)}


def test_a_map_that_was_taken_in_already_changes_nothing(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    figures = Path(shutil.copytree(first_run, tmp_path / "figures"))
    before = written(figures)
    archives = write_archive(tmp_path / "archives", MAPS)
    extended(figures, archives, boundaries, {read_name(6), merged_name(7)})
    assert written(figures) == before


def test_a_map_that_can_no_longer_be_read_stops_the_run(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    figures = Path(shutil.copytree(first_run, tmp_path / "figures"))
    before = written(figures)
    maps = MAPS | {read_name(5): raw_map(36.55)[:-9]}
    archives = write_archive(tmp_path / "archives", maps)
    with pytest.raises(IngestError, match=r"would lose 1 of the maps .* 20250805T093000Z"):
        extended(figures, archives, boundaries, {read_name(5)})
    assert written(figures) == before


@pytest.mark.parametrize("name", ["daily_area.csv", "cells.parquet", "editions.csv"])
def test_figures_that_cannot_be_read_stop_the_run(
    first_run: Path, boundaries: Path, tmp_path: Path, name: str
) -> None:
    figures = Path(shutil.copytree(first_run, tmp_path / "figures"))
    (figures / "data" / "derived" / name).write_bytes(b"no table")
    before = written(figures)
    archives = write_archive(tmp_path / "archives", MAPS | {read_name(7): raw_map(36.54)})
    with pytest.raises(IngestError, match=r"(does not hold|is not a table|of an earlier run)"):
        extended(figures, archives, boundaries, {read_name(7)})
    assert written(figures) == before


def test_one_new_day_measures_one_map_and_one_step(
    boundaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    run(tmp_path / "out", archives, boundaries, tmp_path / "cache")
    calls: list[str] = []
    for module, name in (
        (maps, "_map_task"),
        (changes, "measure_diff"),
        (changes, "grey_zone_change"),
        (cells, "oblast_of_cells"),
    ):
        real = getattr(module, name)

        def counted(
            *arguments: object, name: str = name, real: object = real, **named: object
        ) -> object:
            calls.append(name)
            return real(*arguments, **named)  # type: ignore[operator]

        monkeypatch.setattr(module, name, counted)
    write_archive(archives, {LATER: merged_map(36.54)})
    run(tmp_path / "out", archives, boundaries, tmp_path / "cache")
    assert sorted(set(calls)) == sorted(calls)
    assert (
        {"_map_task", "measure_diff"}
        <= set(calls)
        <= {
            *("_map_task", "measure_diff", "oblast_of_cells"),
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
