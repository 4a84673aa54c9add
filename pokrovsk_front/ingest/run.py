"""The whole way: archives in, `data/derived` and the map files out.

Every figure is built in memory and checked before the first file is replaced, so a run that
fails leaves the old figures as they were.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
import numpy as np
import pandas as pd
import shapely

from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest import archive, files, nearest, oblasts, plane, tables
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.change import Change, grey_zone_change, measure_change
from pokrovsk_front.ingest.measure import Measured, measure
from pokrovsk_front.ingest.outlines import base_map, read_boundaries
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.snapshot import SnapshotError, read_snapshot

Item = TypeVar("Item")

STATIC_DIR = DATA_DIR.parent / "static"
"""Where the hand-written styles of the base map are."""

NO_LAND: bytes = shapely.to_wkb(shapely.MultiPolygon())
"""A class that a map does not show."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A snapshot that was left out, and why."""

    edition: Edition
    reason: str


def _measure_edition(edition: Edition, rules: ArchiveRules) -> Measured | Refused:
    by_id = {item.archive_id: item for item in rules.archives}
    added = next((item.adds_class_id for item in rules.archives if item.adds_class_id), None)
    own = by_id[edition.archive_id]
    try:
        return measure(read_snapshot(edition.path.read_bytes(), own), rules, added)
    except (SnapshotError, OSError, shapely.errors.ShapelyError) as error:
        return Refused(edition, str(error))


def _measure_step(
    step: tuple[bytes | None, bytes], rules: ArchiveRules, places_deg: np.ndarray
) -> tuple[Change, np.ndarray]:
    """Measure a step and, on its later map, the way from each place to occupied land."""
    previous, current = step
    return (
        measure_change(previous, current, rules.sphere_crs, rules.ellipsoid_crs),
        nearest.front_distance(shapely.from_wkb(current), places_deg, rules.sphere_crs),
    )


def _measure_grey_step(step: tuple[bytes | None, bytes], rules: ArchiveRules) -> dict[str, float]:
    previous, current = step
    return grey_zone_change(previous, current, rules.sphere_crs)


@contextmanager
def _progress(items: Iterable[Item], length: int, label: str) -> Iterator[Iterable[Item]]:
    with click.progressbar(items, length=length, label=f"{label:<28}", file=sys.stderr) as bar:
        yield bar


def _with_addition(
    edition: Edition, measured: dict[Edition, Measured], rules: ArchiveRules
) -> bytes:
    """Give the occupied land of an edition, with what its archive is known to leave out."""
    own = next(item for item in rules.archives if item.archive_id == edition.archive_id)
    land = measured[edition].occupied
    if own.adds_class_id is None:
        return land
    additions = [item.added for item in measured.values() if item.added is not None]
    if not additions:
        return land
    whole: bytes = shapely.to_wkb(
        shapely.union(shapely.from_wkb(land), shapely.from_wkb(additions[-1]))
    )
    return whole


def _pairs(maps: list[bytes]) -> list[tuple[bytes | None, bytes]]:
    """Pair each map with the one before it; the first has none."""
    return list(zip([None, *maps], maps, strict=False))


def _check_no_day_is_lost(days: Iterable[date], out: Path) -> None:
    path = out / "derived" / "daily_area.csv"
    if not path.exists():
        return
    try:
        kept = {day.date() for day in pd.read_csv(path, parse_dates=["as_of_date"])["as_of_date"]}
    except (ValueError, KeyError) as error:
        raise IngestError(f"{path} cannot be read to compare with: {error}.") from error
    lost = sorted(kept - set(days))
    if lost:
        raise IngestError(
            f"This run would lose {len(lost)} days that {path} already has, "
            f"from {lost[0]} to {lost[-1]}."
        )


def ingest(archives: Path, boundaries: Path, out: Path, static: Path, workers: int = 2) -> Report:
    """Build the derived figures and the map files from the archives.

    Args:
        archives: Folder of the archives, or the packed `.tar.xz`.
        boundaries: The oblast borders; the physical layers lie beside them.
        out: The `data` folder whose `derived` is replaced.
        static: The folder of what the browser loads.
        workers: How many processes measure at once.

    Returns:
        What was read, refused and dropped, and the headline figures before and after.

    Raises:
        IngestError: Nothing usable was found, or days would be lost; nothing was written.
    """
    rules = archive_rules()
    borders = read_boundaries(boundaries)
    places = read_table("places")
    places_deg = places[["latitude_deg", "longitude_deg"]].to_numpy()
    with archive.opened(archives) as folder, ProcessPoolExecutor(workers) as pool:
        found, unnamed = archive.editions(folder, rules)
        results = pool.map(partial(_measure_edition, rules=rules), found, chunksize=8)
        with _progress(results, len(found), "Reading snapshots") as bar:
            outcome = dict(zip(found, bar, strict=True))
        measured = {key: value for key, value in outcome.items() if isinstance(value, Measured)}
        refused = [value for value in outcome.values() if isinstance(value, Refused)]
        if not measured:
            raise IngestError(f"{archives} holds no usable snapshot: all were refused.")
        by_day = archive.editions_by_day(list(measured), rules)
        if not by_day:
            raise IngestError(f"{archives} holds no snapshot that stands for a day.")
        _check_no_day_is_lost(by_day, out)
        land = [_with_addition(edition, measured, rules) for edition in by_day.values()]
        grey_by_day = {
            day: edition
            for day, edition in archive.grey_zone_by_day(list(measured), rules).items()
            if day in by_day
        }
        # Drawn while the changes are measured: it needs nothing of them.
        base = pool.submit(base_map, borders)
        measure_step = partial(_measure_step, rules=rules, places_deg=places_deg)
        steps = pool.map(measure_step, _pairs(land), chunksize=8)
        grey_zones = [measured[edition].grey_zone or NO_LAND for edition in grey_by_day.values()]
        grey_steps = pool.map(
            partial(_measure_grey_step, rules=rules), _pairs(grey_zones), chunksize=8
        )
        with _progress(steps, len(land), "Measuring changes") as bar:
            step_by_day = dict(zip(by_day, bar, strict=True))
        grey_change_by_day = dict(zip(grey_by_day, grey_steps, strict=True))
    change_by_day = {day: change for day, (change, _) in step_by_day.items()}
    distances = {day: ways for day, (_, ways) in step_by_day.items()}
    before_2022 = next(
        (item.before_2022 for item in reversed(measured.values()) if item.before_2022), None
    )
    cells = tables.cells(change_by_day, borders, rules)
    land_km2 = oblasts.land_km2(borders, shapely.from_wkb(land[-1]), rules.sphere_crs)
    derived = tables.Derived(
        daily_area=tables.daily_area(by_day, measured, change_by_day, grey_by_day),
        daily_area_by_oblast=oblasts.daily_area_by_oblast(cells, by_day, land_km2),
        cells=cells,
        grey_cells=tables.grey_cells(grey_change_by_day, rules),
        front_distance=tables.front_distance(distances, places["place_id"].tolist()),
    )
    styles = sorted(STATIC_DIR.glob("style.*.json"))
    built = files.build(derived, before_2022, base.result(), rules, out, static, styles)
    files.replace_all(built)
    overlap = _overlap_differences(measured, rules)
    return Report(
        snapshots=len(found) + len(unnamed),
        refused=tuple((item.edition.path.name, item.reason) for item in refused),
        unnamed=tuple(path.name for path in unnamed),
        dropped=sum((item.dropped for item in measured.values()), Counter()),
        unknown=sum((item.unknown for item in measured.values()), Counter()),
        days=len(by_day),
        first_day=min(by_day),
        last_day=max(by_day),
        overlap_pairs=len(overlap),
        overlap_worst_km2=max(overlap, default=0.0),
        written=tuple(built),
    )


def _overlap_differences(measured: dict[Edition, Measured], rules: ArchiveRules) -> list[float]:
    """Compare the two archives where both certainly hold the same map, in km2."""
    return [
        abs(
            plane.area_km2(shapely.from_wkb(_with_addition(edition, measured, rules)))
            - plane.area_km2(shapely.from_wkb(measured[same_map].occupied))
        )
        for edition, same_map in archive.overlap_pairs(list(measured), rules)
    ]
