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
from pokrovsk_front.ingest.measure.areas import AreaIndex, AreaShares
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

    `oblast_km2` is the net change in each oblast, in the order of the boundaries, and
    `area_shares` the occupied land in each measured area that the step can have touched.
    """

    occupied_total_km2: float
    occupied_total_wgs84_km2: float
    gained_km2: float | None
    regained_km2: float | None
    cells: CellAreas
    fine_cells: ShareChanges
    oblast_km2: np.ndarray
    distances: np.ndarray
    area_shares: AreaShares


@dataclass(frozen=True, slots=True)
class GreyStep:
    """Difference of one map's grey zone from that of the one before, in cells and areas."""

    cells: CellAreas
    fine_cells: ShareChanges
    area_shares: AreaShares


def _share_parts(shares: AreaShares) -> Parts:
    return {"share_at": shares.at.tobytes(), "share_km2": shares.km2.tobytes()}


def _area_shares(at: bytes, km2: bytes) -> AreaShares:
    return AreaShares(np.frombuffer(at, "<i4"), np.frombuffer(km2, "<f8"))


@cache
def _index_once(areas: tuple[bytes, ...]) -> AreaIndex:
    """Parse and index the measured areas once per process."""
    return AreaIndex(areas)


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
    areas: tuple[bytes, ...],
) -> Parts:
    """Measure a difference and, on its later map, the front distance of each place."""
    previous, current, is_fine = task
    drawn = _read_once(oblasts)
    projections = rules.sphere_crs, rules.ellipsoid_crs
    index = _index_once(areas)
    change = measure_diff(previous, current, *projections, drawn, index, is_fine=is_fine)
    distances = nearest.front_distance(shapely.from_wkb(current), places_deg, rules.sphere_crs)
    totals = {
        "occupied_total_km2": change.occupied_total_km2,
        "occupied_total_wgs84_km2": change.occupied_total_wgs84_km2,
        "gained_km2": change.gained_km2,
        "regained_km2": change.regained_km2,
    }
    return {
        "areas": as_json(totals),
        "distances": distances.astype("<f8").tobytes(),
        "oblast_km2": change.oblast_km2.astype("<f8").tobytes(),
        **cell_parts(change.cells),
        **fine_parts(change.fine_cells),
        **_share_parts(change.area_shares),
    }


def read_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    rules: ArchiveRules,
    places_deg: np.ndarray,
    oblasts: Sequence[bytes],
    areas: tuple[bytes, ...],
    fine: Collection[Edition] = (),
) -> list[Step]:
    """Measure the difference of each map from the one before; None stands before the first.

    The cells of resolution 9 are measured of the maps that `fine` names.
    """
    drawn = tuple(oblasts)
    work = partial(_measure_step, rules=rules, places_deg=places_deg, oblasts=drawn, areas=areas)
    drawn_sha256 = [hashlib.sha256(b"".join(each)).hexdigest() for each in (drawn, areas)]
    places_sha256 = hashlib.sha256(places_deg.astype("<f8").tobytes()).hexdigest()
    projections = [rules.sphere_crs, rules.ellipsoid_crs]
    pairs = [(before, now) for before, now in pairwise(editions) if now]

    def task(pair: tuple[Edition | None, Edition]) -> tuple[bytes | None, bytes, bool]:
        before, now = pair
        return lands.wkb(before) if before else None, lands.wkb(now), now in fine

    key_by_pair = {
        (before, now): key_of(
            *("step", lands.identity(before) if before else None, lands.identity(now)),
            *(projections, places_sha256, drawn_sha256, now in fine),
        )
        for before, now in pairs
    }
    tasks = {key: partial(task, pair) for pair, key in key_by_pair.items()}
    measure_missing(store, workers, tasks, work, "Measuring changes")
    names = ("areas", "codes", "km2", "fine_codes", "fine_km2", "oblast_km2", "distances")
    found = {name: store.parts(tasks, name) for name in (*names, "share_at", "share_km2")}
    return [
        Step(
            **json.loads(found["areas"][key]),
            cells=cell_areas(found["codes"][key], found["km2"][key]),
            fine_cells=share_changes(found["fine_codes"][key], found["fine_km2"][key]),
            oblast_km2=np.frombuffer(found["oblast_km2"][key], "<f8"),
            distances=np.frombuffer(found["distances"][key], "<f8").reshape(len(places_deg), 3),
            area_shares=_area_shares(found["share_at"][key], found["share_km2"][key]),
        )
        for key in key_by_pair.values()
    ]


GreyTask = tuple[tuple[bytes | None, bytes], tuple[bytes | None, bytes], bool]
"""Grey zone and occupied land of the map before and of a map, and whether cells are fine too."""


def _measure_grey_step(task: GreyTask, rules: ArchiveRules, areas: tuple[bytes, ...]) -> Parts:
    (previous, current), occupied, is_fine = task
    index = _index_once(areas)
    change = grey_zone_change(previous, current, rules.sphere_crs, index, occupied, is_fine=is_fine)
    parts = cell_parts(change.cells) | fine_parts(change.fine_cells)
    return parts | _share_parts(change.area_shares)


def read_grey_steps(
    store: Store,
    workers: Workers,
    editions: Sequence[Edition | None],
    lands: Lands,
    maps: Mapping[Edition, MapFacts],
    rules: ArchiveRules,
    areas: tuple[bytes, ...],
    fine: Collection[Edition] = (),
) -> list[GreyStep]:
    """Measure the difference of each map's grey zone from that of the one before.

    The cells of resolution 9 are measured of the maps that `fine` names.
    """
    pairs = [(before, now) for before, now in pairwise(editions) if now]
    areas_sha256 = hashlib.sha256(b"".join(areas)).hexdigest()

    def task(pair: tuple[Edition | None, Edition]) -> GreyTask:
        before, now = pair
        grey = lands.grey_zone(before) if before else None, lands.grey_zone(now)
        return grey, (lands.wkb(before) if before else None, lands.wkb(now)), now in fine

    keys = [
        key_of(
            *("grey", maps[before].key if before else None, maps[now].key),
            *(rules.sphere_crs, areas_sha256, now in fine),
        )
        for before, now in pairs
    ]
    tasks = {key: partial(task, pair) for key, pair in zip(keys, pairs, strict=True)}
    work = partial(_measure_grey_step, rules=rules, areas=areas)
    measure_missing(store, workers, tasks, work, "Measuring the grey zone")
    names = ("codes", "km2", "fine_codes", "fine_km2", "share_at", "share_km2")
    found = {name: store.parts(tasks, name) for name in names}
    return [
        GreyStep(
            cell_areas(found["codes"][key], found["km2"][key]),
            share_changes(found["fine_codes"][key], found["fine_km2"][key]),
            _area_shares(found["share_at"][key], found["share_km2"][key]),
        )
        for key in keys
    ]
