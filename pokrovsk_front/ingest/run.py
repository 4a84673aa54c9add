"""The whole way: archives in, `data/derived` and the map files out.

Every figure is built in memory and checked before the first file is replaced, so a run that
fails leaves the old figures as they were.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from pokrovsk_front.catalog import switch
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest import archive, files, grid, oblasts, steps, tables
from pokrovsk_front.ingest.archive import IngestError
from pokrovsk_front.ingest.outlines import base_map, boundary_files, read_boundaries
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.steps import Lands
from pokrovsk_front.ingest.store import Store, key_of
from pokrovsk_front.ingest.workers import Workers
from pokrovsk_front.model import health

TOTAL = "occupied_total_km2"

STATIC_DIR = DATA_DIR.parent / "static"
"""Where the hand-written styles of the base map are."""


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


def _check_no_map_jumps(daily_area: bytes, out: Path, max_km2: float) -> None:
    """Refuse a new map, or one that reads differently, beyond the bound of a jump.

    Maps of days before the bound holds are passed: see the reason in the archive rules.
    """
    path = out / "derived" / switch.WATCHED
    new = pd.read_csv(io.BytesIO(daily_area), parse_dates=["as_of_date"])
    old = pd.read_csv(path, parse_dates=["as_of_date"]) if path.exists() else new.iloc[:0]
    total, before = (daily.set_index("as_of_date")[TOTAL] for daily in (new, old))
    is_new = (total - before.reindex(total.index)).abs().fillna(np.inf) > 0
    jumps = health.jumps(health.changes(new), max_km2)
    holds_from = pd.Timestamp(archive_rules().jump_first_as_of_date)
    jumps = jumps[
        jumps["as_of_date"].isin(total.index[is_new]) & (jumps["as_of_date"] >= holds_from)
    ]
    if len(jumps):
        first = jumps.iloc[0]
        raise IngestError(
            f"The map of {first['as_of_date']:%Y-%m-%d} is off by "
            f"{first['gained_km2'] + first['regained_km2']:,.0f} km2 from the one before it, "
            f"gained and regained, more than {max_km2:,.0f} km2 a day; the figures stay as they "
            "were."
        )


def ingest(
    archives: Path,
    boundaries: Path,
    out: Path,
    static: Path,
    workers: int = 2,
    cache: Path | None = None,
    most_jump_km2: float | None = None,
) -> Report:
    """Build the derived figures and the map files from the archives.

    Args:
        archives: Folder of the archives, or the packed `.tar.xz`.
        boundaries: The oblast borders; the physical layers lie beside them.
        out: The `data` folder whose `derived` is replaced.
        static: The folder of what the browser loads.
        workers: How many processes measure at once.
        cache: Where what was measured is kept for the next run; without it all is measured.
        most_jump_km2: How much land the map of a day that is new, or that reads differently, may
            gain and regain against the map before it, for each day between them; it holds from
            the first day that the archive rules name.

    Returns:
        What was read, refused and dropped, and what was written.

    Raises:
        IngestError: Nothing usable was found, days would be lost or a map jumps; nothing was
            written.
    """
    switch.finish(out)
    with closing(Store(cache)) as store:
        with closing(Workers(workers)) as pool:
            built, report = _build(store, pool, archives, boundaries, out, static)
        if most_jump_km2 is not None:
            _check_no_map_jumps(built[out / "derived" / switch.WATCHED], out, most_jump_km2)
        switch.replace_all(built, out)
        store.prune()
    return report


def _build(
    store: Store, workers: Workers, archives: Path, boundaries: Path, out: Path, static: Path
) -> tuple[dict[Path, bytes], Report]:
    """Build every file in memory and write none."""
    rules = archive_rules()
    borders = read_boundaries(boundaries)
    layers = b"".join(path.read_bytes() for path in boundary_files(boundaries))
    borders_sha256 = hashlib.sha256(layers).hexdigest()
    places = read_table("places")
    places_deg = places[["latitude_deg", "longitude_deg"]].to_numpy()
    base_key = key_of("base map", borders_sha256)
    with archive.opened(archives) as folder:
        # Drawn while the maps are measured: it needs nothing of them.
        drawn_elsewhere = None if store.has([base_key]) else workers.submit(base_map, borders)
        found, unnamed = archive.editions(folder, rules)
        outcome = steps.read_maps(store, workers, found, rules)
    maps = {edition: facts for edition, facts in outcome.items() if facts.refused is None}
    if not maps:
        raise IngestError(f"{archives} holds no usable snapshot: all were refused.")
    by_day = archive.editions_by_day(list(maps), rules)
    if not by_day:
        raise IngestError(f"{archives} holds no snapshot that stands for a day.")
    _check_no_day_is_lost(by_day, out)
    lands = Lands(store, maps, rules)
    grey_by_day = {
        day: edition
        for day, edition in archive.grey_zone_by_day(list(maps), rules).items()
        if day in by_day
    }
    of_day = list(by_day.values())
    step_by_day = dict(
        zip(
            by_day,
            steps.read_steps(store, workers, of_day, lands, rules, places_deg),
            strict=True,
        )
    )
    grey_steps = steps.read_grey_steps(
        store, workers, list(grey_by_day.values()), lands, maps, rules
    )
    grey_by_step = dict(zip(grey_by_day, grey_steps, strict=True))
    touched = [step.cells.codes for step in step_by_day.values()]
    touched += [cells.codes for cells in grey_steps]
    codes = np.unique(np.concatenate(touched))
    facts = steps.read_cells(store, codes, borders, borders_sha256, rules)
    cells = tables.cells(step_by_day, facts)
    last_land = shapely.from_wkb(lands.wkb(of_day[-1]))
    land_km2 = oblasts.land_km2(borders, last_land, rules.sphere_crs)
    distances = {day: step.distances for day, step in step_by_day.items()}
    derived = tables.Derived(
        daily_area=tables.daily_area(by_day, maps, step_by_day, grey_by_day),
        daily_area_by_oblast=oblasts.daily_area_by_oblast(cells, by_day, land_km2),
        cells=cells,
        grey_cells=tables.grey_cells(grey_by_step, facts),
        front_distance=tables.front_distance(distances, places["place_id"].tolist()),
        editions=tables.editions(outcome, unnamed, by_day, rules),
    )

    def remember(kind: str, made_from: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        return steps.remembered(store, key_of(kind, made_from), make)

    before = lands.before_2022()
    before_2022: list[str] = (
        remember(
            "before 2022",
            [before[0], rules.sphere_crs],
            partial(grid.mostly_inside, shapely.from_wkb(before[1]), rules.sphere_crs),
        )
        if before
        else []
    )
    base = steps.remembered(store, base_key, drawn_elsewhere or partial(base_map, borders))
    styles = sorted(STATIC_DIR.glob("style.*.json"))
    built = files.build(derived, before_2022, base, remember, out, static, styles)
    overlap = steps.overlap_differences(store, archive.overlap_pairs(list(maps), rules), lands)
    return built, Report(
        snapshots=len(found) + len(unnamed),
        refused=tuple(
            (edition.path.name, item.refused)
            for edition, item in outcome.items()
            if item.refused is not None
        ),
        unnamed=tuple(path.name for path in unnamed),
        dropped=sum((Counter(item.dropped) for item in maps.values()), Counter()),
        unknown=sum((Counter(item.unknown) for item in maps.values()), Counter()),
        days=len(by_day),
        first_day=min(by_day),
        last_day=max(by_day),
        overlap_pairs=len(overlap),
        overlap_worst_km2=max(overlap, default=0.0),
        written=tuple(built),
    )
