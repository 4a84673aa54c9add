"""Cached measurement of each map by itself, and of maps that two archives share."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import shapely

from pokrovsk_front.catalog.archives import Archive, ArchiveRules
from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.bounds import MAX_SECONDS, is_out_of_memory
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.class_areas import check_extent, measure
from pokrovsk_front.ingest.measure.snapshot import SnapshotError, read_snapshot
from pokrovsk_front.ingest.regular import read_regular
from pokrovsk_front.ingest.source.remote import blob_sha1
from pokrovsk_front.ingest.steps.caching import as_json, measure_missing, remembered
from pokrovsk_front.ingest.steps.lands import Lands, MapFacts
from pokrovsk_front.ingest.steps.store import Parts, Store, key_of
from pokrovsk_front.ingest.steps.workers import Workers

LANDS = ("occupied", "before_2022", "added", "grey_zone")

TOO_COMPLEX = (
    f"measuring its shapes takes more than {MAX_SECONDS} seconds of the processor or 1 GB of memory"
)


def class_rules(archive: Archive) -> list[Any]:
    """Return the class rules of an archive as JSON values, for fingerprints."""
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
        return {"facts": as_json({"refused": str(error), "blob_sha1": blob_sha1(data)})}
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
    return {"facts": as_json(facts)} | {name: land for name, land in lands.items() if land}


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
    """Measure every map by itself, within `country` (as for `class_areas.measure`).

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
    beyond = measure_missing(store, workers, tasks, work, "Reading snapshots", is_bounded=True)
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
