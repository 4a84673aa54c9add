"""What a run is put together from: measured where it is new, else as it was kept.

Three kinds of results: what a map shows by itself, what changed from one map to the next with the
way of each place to occupied land, and what changed of the grey zone.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import click
import h3
import numpy as np
import shapely

from pokrovsk_front.catalog.archives import Archive, ArchiveRules
from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.ingest import grid, nearest, projection
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.bounds import MAX_SECONDS, is_out_of_memory, read_regular
from pokrovsk_front.ingest.lands import Lands, MapFacts
from pokrovsk_front.ingest.map_diff import grey_zone_change, measure_diff
from pokrovsk_front.ingest.measure import check_extent, measure
from pokrovsk_front.ingest.outlines import Oblast, oblast_of_cells
from pokrovsk_front.ingest.remote import blob_sha1
from pokrovsk_front.ingest.snapshot import SnapshotError, read_snapshot
from pokrovsk_front.ingest.store import Parts, Store, key_of
from pokrovsk_front.ingest.workers import Workers

Task = TypeVar("Task")
Result = TypeVar("Result")

KEPT_AT_ONCE = 32
"""A run that is killed loses no more results than these."""

LANDS = ("occupied", "before_2022", "added", "grey_zone")

TOO_COMPLEX = (
    f"measuring its shapes takes more than {MAX_SECONDS} seconds of the processor or 1 GB of memory"
)


@dataclass(frozen=True, slots=True)
class CellAreas:
    """km2 of n cells of the grid, the cells as whole numbers."""

    codes: np.ndarray
    km2: np.ndarray


@dataclass(frozen=True, slots=True)
class Step:
    """The step to one map, as `change.Change`, and a row a place as `nearest.front_distance`.

    `oblast_km2` is the net change in each oblast, in the order of the boundaries.
    """

    occupied_total_km2: float
    occupied_total_wgs84_km2: float
    gained_km2: float | None
    regained_km2: float | None
    cells: CellAreas
    oblast_km2: np.ndarray
    distances: np.ndarray


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What is true of a cell on every day: its oblast and its whole area, by ascending code."""

    codes: np.ndarray
    oblast_iso: np.ndarray
    cell_km2: np.ndarray


@contextmanager
def progress(items: Iterable[Result], length: int, label: str) -> Iterator[Iterable[Result]]:
    """Show how far a stretch of work is, on the error stream."""
    with click.progressbar(items, length=length, label=f"{label:<28}", file=sys.stderr) as bar:
        yield bar


def _measured(
    store: Store,
    workers: Workers,
    tasks: Mapping[str, Callable[[], Task]],
    work: Callable[[Task], Parts],
    label: str,
    *,
    is_bounded: bool = False,
) -> set[str]:
    """Measure the tasks whose key the store does not have, and keep what comes out.

    Returns:
        The keys of bounded tasks that went beyond the bounds, of which nothing is kept.
    """
    known = store.has(tasks)
    missing = [key for key in tasks if key not in known]
    make = workers.map_bounded if is_bounded else workers.map
    results: Iterable[Parts | None] = make(work, [tasks[key]() for key in missing])
    waiting: list[tuple[str, Parts]] = []
    beyond = set()
    with progress(results, len(missing), label) as bar:
        for key, parts in zip(missing, bar, strict=True):
            if parts is None:
                beyond.add(key)
                continue
            waiting.append((key, parts))
            if len(waiting) == KEPT_AT_ONCE:
                store.keep(waiting)
                waiting = []
    store.keep(waiting)
    return beyond


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def class_rules(archive: Archive) -> list[Any]:
    """Give the class rules of an archive as JSON can hold them, to tell them from others."""
    return [
        [rule.class_id, sorted(map(str, rule.fills)), rule.name_contains]
        for rule in (*archive.classes, *archive.dropped_classes)
    ]


def _map_task(path: Path, sha256: str, archive: Archive) -> tuple[Path, str, Archive]:
    return path, sha256, archive


def _measure_map(
    task: tuple[Path, str, Archive],
    rules: ArchiveRules,
    added_class_id: str | None,
    country: bytes,
    max_km2: float,
) -> Parts:
    path, sha256, archive = task
    data = read_regular(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise IngestError(f"{path} was changed while it was read.")
    try:
        own = measure(read_snapshot(data, archive), rules, added_class_id, country)
        check_extent(own, max_km2)
    except (SnapshotError, shapely.errors.ShapelyError) as error:
        if is_out_of_memory(error):
            raise
        return {"facts": _json({"refused": str(error), "blob_sha1": blob_sha1(data)})}
    lands = {name: getattr(own, name) for name in LANDS}
    facts = {
        "occupied_km2": own.occupied_km2,
        "added_km2": own.added_km2,
        "occupied_since_2022_km2": own.occupied_since_2022_km2,
        "grey_zone_km2": own.grey_zone_km2,
        "dropped": own.dropped,
        "unknown": own.unknown,
        "lands": [name for name, land in lands.items() if land is not None],
        "blob_sha1": blob_sha1(data),
        "land_sha256": hashlib.sha256(projection.normal_wkb(own.occupied)).hexdigest(),
    }
    return {"facts": _json(facts)} | {name: land for name, land in lands.items() if land}


def _map_facts(key: str, facts: bytes) -> MapFacts:
    read = json.loads(facts)
    if "refused" in read:
        return MapFacts(key, **read)
    read |= {name: Counter(read[name]) for name in ("dropped", "unknown")}
    return MapFacts(key, **read | {"lands": frozenset(read["lands"])})


def read_maps(
    store: Store,
    workers: Workers,
    found: Sequence[Edition],
    rules: ArchiveRules,
    country: bytes,
) -> dict[Edition, MapFacts]:
    """Measure every map by itself, within `country` (as for `measure.measure`).

    A map that takes more time or memory than `bounds` allows is refused, and is tried again in
    the next run.

    Raises:
        IngestError: A file changes while it is read.
    """
    by_id = {item.archive_id: item for item in rules.archives}
    added = next((item.adds_class_id for item in rules.archives if item.adds_class_id), None)
    country_sha256 = hashlib.sha256(country).hexdigest()
    sha256, unreadable = store.sha256_of([edition.path for edition in found])
    key_by_edition: dict[Edition, str] = {}
    tasks: dict[str, Callable[[], tuple[Path, str, Archive]]] = {}
    for edition in found:
        if edition.path in unreadable:
            continue
        own, content = by_id[edition.archive_id], sha256[edition.path]
        key = key_of(
            *("map", content, own.archive_id, class_rules(own), rules.sphere_crs, added),
            country_sha256,
        )
        key_by_edition[edition] = key
        tasks[key] = partial(_map_task, edition.path, content, own)
    max_km2 = reference_areas()["ukraine"].area_km2
    work = partial(
        _measure_map, rules=rules, added_class_id=added, country=country, max_km2=max_km2
    )
    beyond = _measured(store, workers, tasks, work, "Reading snapshots", is_bounded=True)
    facts = store.parts(tasks, "facts")

    def facts_of(edition: Edition) -> MapFacts:
        key = key_by_edition.get(edition)
        if key is None:
            return MapFacts("", refused=unreadable[edition.path])
        if key in beyond:
            sha1 = blob_sha1(read_regular(edition.path))
            return MapFacts("", refused=TOO_COMPLEX, blob_sha1=sha1)
        return _map_facts(key, facts[key])

    return {edition: facts_of(edition) for edition in found}


def _cells(cells: Mapping[str, float]) -> Parts:
    codes = np.array([h3.str_to_int(cell) for cell in cells], dtype="<u8")
    return {"codes": codes.tobytes(), "km2": np.array(list(cells.values()), "<f8").tobytes()}


def _cell_areas(codes: bytes, km2: bytes) -> CellAreas:
    return CellAreas(np.frombuffer(codes, "<u8"), np.frombuffer(km2, "<f8"))


@cache
def _read_once(oblasts: tuple[bytes, ...]) -> np.ndarray:
    """Read the oblasts once in a process."""
    read: np.ndarray = shapely.from_wkb(np.array(oblasts, dtype=object))
    shapely.prepare(read)
    return read


def _measure_step(
    task: tuple[bytes | None, bytes],
    rules: ArchiveRules,
    places_deg: np.ndarray,
    oblasts: tuple[bytes, ...],
) -> Parts:
    """Measure a step and, on its later map, the way from each place to occupied land."""
    previous, current = task
    change = measure_diff(
        previous, current, rules.sphere_crs, rules.ellipsoid_crs, _read_once(oblasts)
    )
    distances = nearest.front_distance(shapely.from_wkb(current), places_deg, rules.sphere_crs)
    areas = {
        "occupied_total_km2": change.occupied_total_km2,
        "occupied_total_wgs84_km2": change.occupied_total_wgs84_km2,
        "gained_km2": change.gained_km2,
        "regained_km2": change.regained_km2,
    }
    return {
        "areas": _json(areas),
        "distances": distances.astype("<f8").tobytes(),
        "oblast_km2": change.oblast_km2.astype("<f8").tobytes(),
        **_cells(change.cells),
    }


def read_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    rules: ArchiveRules,
    places_deg: np.ndarray,
    oblasts: Sequence[bytes],
) -> list[Step]:
    """Measure the step to each map but the first from the one before; None is before all maps."""
    drawn = tuple(oblasts)
    work = partial(_measure_step, rules=rules, places_deg=places_deg, oblasts=drawn)
    oblasts_sha256 = hashlib.sha256(b"".join(drawn)).hexdigest()
    places_sha256 = hashlib.sha256(places_deg.astype("<f8").tobytes()).hexdigest()
    planes = [rules.sphere_crs, rules.ellipsoid_crs]
    pairs = [(before, now) for before, now in pairwise(editions) if now]

    def task(pair: tuple[Edition | None, Edition]) -> tuple[bytes | None, bytes]:
        before, now = pair
        return lands.wkb(before) if before else None, lands.wkb(now)

    key_by_pair = {
        (before, now): key_of(
            *("step", lands.identity(before) if before else None, lands.identity(now)),
            *(planes, places_sha256, oblasts_sha256),
        )
        for before, now in pairs
    }
    tasks = {key: partial(task, pair) for pair, key in key_by_pair.items()}
    _measured(store, workers, tasks, work, "Measuring changes")
    names = ("areas", "codes", "km2", "oblast_km2", "distances")
    found = {name: store.parts(tasks, name) for name in names}
    return [
        Step(
            **json.loads(found["areas"][key]),
            cells=_cell_areas(found["codes"][key], found["km2"][key]),
            oblast_km2=np.frombuffer(found["oblast_km2"][key], "<f8"),
            distances=np.frombuffer(found["distances"][key], "<f8").reshape(len(places_deg), 3),
        )
        for key in key_by_pair.values()
    ]


def _measure_grey_step(task: tuple[bytes | None, bytes], rules: ArchiveRules) -> Parts:
    previous, current = task
    return _cells(grey_zone_change(previous, current, rules.sphere_crs))


def read_grey_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    maps: Mapping[Edition, MapFacts],
    rules: ArchiveRules,
) -> list[CellAreas]:
    """Measure what changed of the grey zone to each map but the first from the one before."""
    pairs = [(before, now) for before, now in pairwise(editions) if now]

    def task(pair: tuple[Edition | None, Edition]) -> tuple[bytes | None, bytes]:
        before, now = pair
        return lands.grey_zone(before) if before else None, lands.grey_zone(now)

    keys = [
        key_of("grey", maps[before].key if before else None, maps[now].key, rules.sphere_crs)
        for before, now in pairs
    ]
    tasks = {key: partial(task, pair) for key, pair in zip(keys, pairs, strict=True)}
    work = partial(_measure_grey_step, rules=rules)
    _measured(store, workers, tasks, work, "Measuring the grey zone")
    codes, km2 = store.parts(tasks, "codes"), store.parts(tasks, "km2")
    return [_cell_areas(codes[key], km2[key]) for key in keys]


def read_cells(
    store: Store,
    codes: np.ndarray,
    oblasts: Sequence[Oblast],
    borders_sha256: str,
    rules: ArchiveRules,
    told: CellFacts,
) -> CellFacts:
    """Tell the oblast and the area of cells; those met before are not asked again.

    Args:
        store: Keeps them.
        codes: The cells, ascending and each once.
        oblasts: The oblasts.
        borders_sha256: Fingerprint of their file.
        rules: Gives the plane.
        told: What an earlier run tells of cells.
    """
    key = key_of("cells", borders_sha256, rules.sphere_crs)
    isos = np.array([oblast.iso for oblast in oblasts])
    kept = [store.part(key, name) or b"" for name in ("codes", "oblast", "km2")]
    known, oblast, km2 = (
        np.frombuffer(part, kind) for part, kind in zip(kept, ("<u8", "<i4", "<f8"), strict=True)
    )
    oblast_of = {iso: position for position, iso in enumerate(isos.tolist())}
    is_told = ~np.isin(told.codes, known)
    told_oblast = np.array([oblast_of[iso] for iso in told.oblast_iso[is_told].tolist()], "<i4")
    known = np.concatenate([known, told.codes[is_told]])
    order = np.argsort(known)
    known = known[order]
    oblast = np.concatenate([oblast, told_oblast])[order]
    km2 = np.concatenate([km2, told.cell_km2[is_told]])[order]
    new = np.setdiff1d(codes, known, assume_unique=True)
    if new.size:
        names = [h3.int_to_str(int(code)) for code in new]
        new_oblast = np.array([oblast_of[iso] for iso in oblast_of_cells(names, oblasts)], "<i4")
        known = np.concatenate([known, new])
        order = np.argsort(known)
        known = known[order]
        oblast = np.concatenate([oblast, new_oblast])[order]
        km2 = np.concatenate([km2, grid.cell_km2(names, rules.sphere_crs)])[order]
        parts = {
            "codes": known.astype("<u8").tobytes(),
            "oblast": oblast.astype("<i4").tobytes(),
            "km2": km2.astype("<f8").tobytes(),
        }
        store.keep([(key, parts)])
    chosen = np.searchsorted(known, codes)
    return CellFacts(codes, isos[oblast[chosen]], km2[chosen])


def remembered(store: Store, key: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 (JSON)
    """Give what was made under a key before, or make and keep it; JSON either way."""
    kept = store.part(key, "json")
    if kept is None:
        kept = _json(make())
        store.keep([(key, {"json": kept})])
    return json.loads(kept)


def overlap_differences(
    store: Store, pairs: Sequence[tuple[Edition, Edition]], lands: Lands
) -> list[float]:
    """Compare the two archives where both certainly hold the same map, in km2."""
    key = key_of("overlap", [[lands.identity(edition) for edition in pair] for pair in pairs])
    found: list[float] = remembered(
        store,
        key,
        lambda: [
            abs(
                projection.area_km2(shapely.from_wkb(lands.wkb(edition)))
                - projection.area_km2(shapely.from_wkb(lands.without_addition(same_map)))
            )
            for edition, same_map in pairs
        ],
    )
    return found
