"""Cached measurement of the differences between consecutive maps: land, grey zone, distances."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

import numpy as np
import shapely

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.measure import nearest
from pokrovsk_front.ingest.measure.map_diff import grey_zone_change, measure_diff
from pokrovsk_front.ingest.steps.caching import as_json, measure_missing
from pokrovsk_front.ingest.steps.cells import (
    CellAreas,
    ShareChanges,
    cell_areas,
    cell_parts,
    fine_parts,
    share_changes,
)
from pokrovsk_front.ingest.steps.lands import Lands, MapFacts
from pokrovsk_front.ingest.steps.store import Parts, Store, key_of
from pokrovsk_front.ingest.steps.workers import Workers


@dataclass(frozen=True, slots=True)
class Step:
    """Difference to one map, as `map_diff.MapDiff`, and a row a place as `nearest.front_distance`.

    `oblast_km2` is the net change in each oblast, in the order of the boundaries.
    """

    occupied_total_km2: float
    occupied_total_wgs84_km2: float
    gained_km2: float | None
    regained_km2: float | None
    cells: CellAreas
    fine_cells: ShareChanges
    oblast_km2: np.ndarray
    distances: np.ndarray


@dataclass(frozen=True, slots=True)
class GreyStep:
    """Difference of one map's grey zone from that of the one before, at both resolutions."""

    cells: CellAreas
    fine_cells: ShareChanges


@cache
def _read_once(oblasts: tuple[bytes, ...]) -> np.ndarray:
    """Parse and prepare the oblasts once per process."""
    read: np.ndarray = shapely.from_wkb(np.array(oblasts, dtype=object))
    shapely.prepare(read)
    return read


def _measure_step(
    task: tuple[bytes | None, bytes, bool],
    rules: ArchiveRules,
    places_deg: np.ndarray,
    oblasts: tuple[bytes, ...],
) -> Parts:
    """Measure a difference and, on its later map, the front distance of each place."""
    previous, current, is_fine = task
    drawn = _read_once(oblasts)
    change = measure_diff(
        previous, current, rules.sphere_crs, rules.ellipsoid_crs, drawn, is_fine=is_fine
    )
    distances = nearest.front_distance(shapely.from_wkb(current), places_deg, rules.sphere_crs)
    areas = {
        "occupied_total_km2": change.occupied_total_km2,
        "occupied_total_wgs84_km2": change.occupied_total_wgs84_km2,
        "gained_km2": change.gained_km2,
        "regained_km2": change.regained_km2,
    }
    return {
        "areas": as_json(areas),
        "distances": distances.astype("<f8").tobytes(),
        "oblast_km2": change.oblast_km2.astype("<f8").tobytes(),
        **cell_parts(change.cells),
        **fine_parts(change.fine_cells),
    }


def read_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    rules: ArchiveRules,
    places_deg: np.ndarray,
    oblasts: Sequence[bytes],
    fine: Collection[Edition] = (),
) -> list[Step]:
    """Measure the difference of each map from the one before; None stands before the first.

    The cells of resolution 9 are measured of the maps that `fine` names.
    """
    drawn = tuple(oblasts)
    work = partial(_measure_step, rules=rules, places_deg=places_deg, oblasts=drawn)
    oblasts_sha256 = hashlib.sha256(b"".join(drawn)).hexdigest()
    places_sha256 = hashlib.sha256(places_deg.astype("<f8").tobytes()).hexdigest()
    projections = [rules.sphere_crs, rules.ellipsoid_crs]
    pairs = [(before, now) for before, now in pairwise(editions) if now]

    def task(pair: tuple[Edition | None, Edition]) -> tuple[bytes | None, bytes, bool]:
        before, now = pair
        return lands.wkb(before) if before else None, lands.wkb(now), now in fine

    key_by_pair = {
        (before, now): key_of(
            *("step", lands.identity(before) if before else None, lands.identity(now)),
            *(projections, places_sha256, oblasts_sha256, now in fine),
        )
        for before, now in pairs
    }
    tasks = {key: partial(task, pair) for pair, key in key_by_pair.items()}
    measure_missing(store, workers, tasks, work, "Measuring changes")
    names = ("areas", "codes", "km2", "fine_codes", "fine_km2", "oblast_km2", "distances")
    found = {name: store.parts(tasks, name) for name in names}
    return [
        Step(
            **json.loads(found["areas"][key]),
            cells=cell_areas(found["codes"][key], found["km2"][key]),
            fine_cells=share_changes(found["fine_codes"][key], found["fine_km2"][key]),
            oblast_km2=np.frombuffer(found["oblast_km2"][key], "<f8"),
            distances=np.frombuffer(found["distances"][key], "<f8").reshape(len(places_deg), 3),
        )
        for key in key_by_pair.values()
    ]


def _measure_grey_step(task: tuple[bytes | None, bytes, bool], rules: ArchiveRules) -> Parts:
    previous, current, is_fine = task
    change = grey_zone_change(previous, current, rules.sphere_crs, is_fine=is_fine)
    return cell_parts(change.cells) | fine_parts(change.fine_cells)


def read_grey_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    maps: Mapping[Edition, MapFacts],
    rules: ArchiveRules,
    fine: Collection[Edition] = (),
) -> list[GreyStep]:
    """Measure the difference of each map's grey zone from that of the one before.

    The cells of resolution 9 are measured of the maps that `fine` names.
    """
    pairs = [(before, now) for before, now in pairwise(editions) if now]

    def task(pair: tuple[Edition | None, Edition]) -> tuple[bytes | None, bytes, bool]:
        before, now = pair
        return lands.grey_zone(before) if before else None, lands.grey_zone(now), now in fine

    keys = [
        key_of(
            *("grey", maps[before].key if before else None, maps[now].key),
            *(rules.sphere_crs, now in fine),
        )
        for before, now in pairs
    ]
    tasks = {key: partial(task, pair) for key, pair in zip(keys, pairs, strict=True)}
    work = partial(_measure_grey_step, rules=rules)
    measure_missing(store, workers, tasks, work, "Measuring the grey zone")
    names = ("codes", "km2", "fine_codes", "fine_km2")
    found = {name: store.parts(tasks, name) for name in names}
    return [
        GreyStep(
            cell_areas(found["codes"][key], found["km2"][key]),
            share_changes(found["fine_codes"][key], found["fine_km2"][key]),
        )
        for key in keys
    ]
