"""Ingest run: archives in, `data/derived` and map files out.

A run measures the maps that it needs and goes on from the figures of an earlier one, or from
none. Every figure is built in memory and checked before the first file is replaced, so a run
that fails leaves the old figures as they were.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import h3
import numpy as np
import pandas as pd
import shapely

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest import (
    archive,
    editions,
    files,
    fine_cells,
    kept,
    loss,
    near,
    plans,
    tables,
)
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.background import Background, DrawnBackground, KeptBackground
from pokrovsk_front.ingest.base_map.area_outlines import read_gazetteer
from pokrovsk_front.ingest.base_map.boundaries import oblast_file, read_oblasts
from pokrovsk_front.ingest.dating import DatedEdition
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.kept import Kept
from pokrovsk_front.ingest.measure import grid, oblasts
from pokrovsk_front.ingest.measure.areas import Areas, measured_areas
from pokrovsk_front.ingest.plans import Plan
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.share_table import place_share
from pokrovsk_front.ingest.steps.caching import remembered
from pokrovsk_front.ingest.steps.cells import (
    CellAreas,
    ShareChanges,
    fine_facts,
    read_cells,
    read_fine_shares,
)
from pokrovsk_front.ingest.steps.changes import read_grey_steps, read_steps
from pokrovsk_front.ingest.steps.lands import Lands, MapFacts
from pokrovsk_front.ingest.steps.maps import overlap_differences, read_maps
from pokrovsk_front.ingest.steps.store import Store, key_of
from pokrovsk_front.ingest.steps.workers import Workers

STATIC_DIR = DATA_DIR.parent / "static"
"""Where the hand-written styles of the base map are."""


class Run:
    """State of one ingest run: measured maps and their derived tables."""

    def __init__(
        self, store: Store, workers: Workers, boundaries: Path, out: Path, static: Path
    ) -> None:
        """Read the rules and the oblasts.

        Raises:
            BoundaryError: The borders cannot be read.
        """
        self.rules = archive_rules()
        self._store, self._workers = store, workers
        self._out, self._static = out, static
        self._oblasts = read_oblasts(boundaries)
        own = oblast_file(boundaries).read_bytes()
        self._borders_sha256 = hashlib.sha256(own).hexdigest()
        self.gazetteer = read_gazetteer()
        self._places = self.gazetteer.places
        self._method = kept.method_sha256(self.rules, self._borders_sha256, self.gazetteer)
        self._outcome: dict[Edition, MapFacts] = {}

    @cached_property
    def kept(self) -> Kept:
        """The figures of an earlier run, to go on from."""
        return kept.read(self._out, self.rules, self._method)

    @cached_property
    def _country(self) -> bytes:
        margin_km, crs = self.rules.border_margin_km, self.rules.sphere_crs
        return oblasts.country_with_margin(self._oblasts, margin_km, crs)

    def measure(self, found: Sequence[Edition]) -> None:
        """Measure maps that have not been measured yet."""
        new = [each for each in found if each not in self._outcome]
        outcome = read_maps(self._store, self._workers, new, self.rules, self._country)
        self._outcome |= outcome

    def _lands(self) -> Lands:
        usable = {each: facts for each, facts in self._outcome.items() if facts.refused is None}
        return Lands(self._store, usable, self.rules)

    def first_needed(self, changed: Sequence[Edition]) -> list[Edition]:
        """List the maps to be measured before any can be dated: see `plans.first_needed`."""
        return plans.first_needed(changed, self.kept.rows, self.rules)

    def plan(self, base: Kept) -> Plan:
        """Date every known file and plan what must be measured: see `plans.make_plan`."""
        rows = editions.measured_rows(self._outcome, self._lands(), base.rows)
        return plans.make_plan(rows, base, self.rules)

    def build(
        self, plan: Plan, background: Background, unnamed: Sequence[Path] = ()
    ) -> tuple[dict[Path, bytes], Report]:
        """Build every output file in memory, from measured maps."""
        store, rules, maps = self._store, self.rules, self._outcome
        lands = self._lands()
        rows = [
            *plan.rows.values(),
            *plan.kept.unnamed,
            *(editions.unnamed_row(path, rules) for path in unnamed),
        ]
        land_km2 = background.land_km2(plan.by_day, lands)
        outlines = background.area_outlines()
        areas = measured_areas(outlines, self.gazetteer, rules.sphere_crs)
        derived = self._derived(plan, lands, rows, land_km2, areas)

        def remember(kind: str, made_from: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401
            return remembered(store, key_of(kind, made_from), make)

        old = lands.before_2022()
        before_2022: list[str] = (
            remember(
                "before 2022",
                [old[0], rules.sphere_crs],
                partial(grid.mostly_inside, shapely.from_wkb(old[1]), rules.sphere_crs),
            )
            if old
            else []
        )
        styles = sorted(STATIC_DIR.glob("style.*.json"))
        method = {"method_sha256": self._method, "oblast_land_km2": dict(land_km2)}
        built = files.build(
            method,
            derived,
            before_2022,
            background.base_map() | outlines,
            remember,
            self._out,
            self._static,
            styles,
        )
        usable = [each for each, outcome in maps.items() if outcome.refused is None]
        overlap = overlap_differences(store, archive.overlap_pairs(usable, rules), lands)
        return built, Report(
            snapshots=len(maps) + len(unnamed),
            refused=tuple(
                (each.path.name, facts.refused)
                for each, facts in maps.items()
                if facts.refused is not None
            ),
            unnamed=tuple(path.name for path in unnamed),
            dropped=sum((Counter(maps[each].dropped) for each in usable), Counter()),
            unknown=sum((Counter(maps[each].unknown) for each in usable), Counter()),
            days=len(plan.by_day),
            first_day=min(plan.by_day),
            last_day=max(plan.by_day),
            overlap_pairs=len(overlap),
            overlap_worst_km2=max(overlap, default=0.0),
            written=tuple(built),
        )

    def _derived(
        self,
        plan: Plan,
        lands: Lands,
        rows: list[EditionRow],
        land_km2: Mapping[str, float],
        areas: Areas,
    ) -> tables.Derived:
        """Measure the differences from map to map and build the derived tables."""
        store, workers, rules = self._store, self._workers, self.rules
        before, days = plan.kept, plan.days
        places_deg = self._places[["latitude_deg", "longitude_deg"]].to_numpy()
        drawn = oblasts.projected_outlines(self._oblasts, rules.sphere_crs)
        opening = before.by_day[max(before.by_day)] if before.by_day else None
        fine_day = fine_cells.opening_day(plan.by_day)
        fine = {each for day, each in days.items() if day > fine_day}
        measured = read_steps(
            *(store, workers, [opening, *days.values()], lands, rules, places_deg, drawn),
            *(areas.polygons, fine),
        )
        step_by_day = dict(zip(days, measured, strict=True))
        has_grey = rules.with_classes
        grey_by_day = {day: each for day, each in days.items() if each.archive_id in has_grey}
        grey_before = [each for each in before.by_day.values() if each.archive_id in has_grey]
        grey_opening = grey_before[-1] if grey_before else None
        grey_steps = read_grey_steps(
            *(store, workers, [grey_opening, *grey_by_day.values()], lands, self._outcome, rules),
            *(areas.polygons, fine),
        )
        touched = [step.cells.codes for step in measured]
        touched += [each.cells.codes for each in grey_steps]
        touched += [each.codes for each in before.grey_cells.values()]
        codes = np.unique(np.concatenate([before.facts.codes, *touched]))
        facts = read_cells(store, codes, self._oblasts, self._borders_sha256, rules, before.facts)
        by_oblast = oblasts.daily_area_by_oblast(
            {day: step.oblast_km2 for day, step in step_by_day.items()},
            land_km2,
            before.daily_area_by_oblast,
        )
        cells = tables.cells(step_by_day, facts, before.cells)
        grey_step_by_day = dict(zip(grey_by_day, grey_steps, strict=True))
        grey_cells = tables.grey_cells(
            {day: step.cells for day, step in grey_step_by_day.items()}, facts, before.grey_cells
        )
        moved = fine_cells.moved_cells(
            tables.changes_by_day(cells, "occupied_km2"),
            tables.changes_by_day(grey_cells, "grey_zone_km2"),
            fine_day,
        )
        cells_9, grey_cells_9 = self._fine_tables(
            *(plan, lands, moved),
            {day: step.fine_cells for day, step in step_by_day.items() if day > fine_day},
            {day: step.fine_cells for day, step in grey_step_by_day.items() if day > fine_day},
        )
        return tables.Derived(
            daily_area=tables.daily_area(
                *(days, self._outcome, step_by_day, plan.dated),
                _sum_by_day(by_oblast),
                _with_certainty(before, plan.dated),
            ),
            daily_area_by_oblast=by_oblast,
            cells=cells,
            grey_cells=grey_cells,
            cells_9=cells_9,
            grey_cells_9=grey_cells_9,
            moved=[h3.int_to_str(code) for code in moved.tolist()],
            front_distance=tables.front_distance(
                {day: step.distances for day, step in step_by_day.items()},
                self._places["place_id"].tolist(),
                before.front_distance,
            ),
            areas=areas.table,
            place_share=place_share(
                areas.table["area_id"].tolist(),
                {day: step.area_shares for day, step in step_by_day.items()},
                {day: step.area_shares for day, step in grey_step_by_day.items()},
                before.place_share,
            ),
            editions=editions.table(rows),
        )

    def _fine_tables(
        self,
        plan: Plan,
        lands: Lands,
        moved: np.ndarray,
        changes: Mapping[date, ShareChanges],
        grey_changes: Mapping[date, ShareChanges],
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Build the tables `cells_9` and `grey_cells_9` from measured steps."""
        before, crs = plan.kept, self.rules.sphere_crs
        opening = fine_cells.opening_day(plan.by_day)
        covering = fine_cells.cover(moved)
        told = fine_cells.cover(fine_cells.moved_cells(before.cells, before.grey_cells, opening))

        def areas(
            chosen: Collection[date],
            own_changes: Mapping[date, ShareChanges],
            kept_areas: Mapping[date, CellAreas],
            identity: Callable[[Edition], object],
            wkb: Callable[[Edition], bytes],
        ) -> dict[date, CellAreas]:
            if not chosen:
                return {}
            first = fine_cells.opening_day(chosen)
            last_kept = max((day for day in chosen if day in before.by_day), default=first)
            base = plan.by_day[max(first, last_kept)]
            measure = partial(
                read_fine_shares, self._store, identity(base), partial(wkb, base), crs=crs
            )
            changed = {day: each for day, each in own_changes.items() if day > first}
            return fine_cells.areas_by_day(first, changed, kept_areas, covering, told, measure)

        has_grey = self.rules.with_classes
        classed = [day for day, each in plan.by_day.items() if each.archive_id in has_grey]
        land_areas = areas(plan.by_day, changes, before.cells_9, lands.identity, lands.wkb)
        grey_areas = areas(
            *(classed, grey_changes, before.grey_cells_9),
            *(lambda each: ["grey", self._outcome[each].key], lands.grey_zone),
        )
        codes = fine_cells.codes_with_land([*land_areas.values(), *grey_areas.values()])
        facts = fine_facts(codes, crs, before.facts_9)
        return (
            tables.fine_cells(land_areas, "occupied_km2", facts),
            tables.fine_cells(grey_areas, "grey_zone_km2", facts),
        )


def _sum_by_day(by_oblast: pd.DataFrame) -> dict[str, float]:
    sums = by_oblast.groupby("as_of_date")["occupied_km2"].sum()
    return {str(day): float(km2) for day, km2 in sums.items()}


def _with_certainty(before: Kept, dated: Mapping[Edition, DatedEdition]) -> pd.DataFrame:
    """Update the certainty of the days in the kept daily areas."""
    known = [dated[edition].certainty.value for edition in before.by_day.values()]
    return before.daily_area.assign(certainty=known) if known else before.daily_area


def ingest(
    archives: Path,
    boundaries: Path,
    out: Path,
    static: Path,
    workers: int = 2,
    cache: Path | None = None,
    max_jump_km2: float | None = None,
) -> Report:
    """Build the derived figures and the map files from the archives.

    Args:
        archives: Folder of the archives, or a packed `.tar.xz` of them.
        boundaries: The oblast borders; the physical layers lie beside them.
        out: The `data` folder whose `derived` is replaced.
        static: The folder of what the browser loads.
        workers: How many processes measure at once.
        cache: Where what was measured is kept for the next run; without it all is measured.
        max_jump_km2: How much land the map of a day that is new, or that reads differently, may
            gain and regain against the map before it, for each day between them; it holds from
            the first day that the archive rules name.

    Returns:
        What was read, refused and dropped, and what was written.

    Raises:
        IngestError: Nothing usable was found, maps would be lost or a map jumps; nothing was
            written.
    """
    atomic_replace.finish(out)
    with closing(Store(cache)) as store:
        with closing(Workers(workers)) as pool:
            run = Run(store, pool, boundaries, out, static)
            background = DrawnBackground(store, pool, boundaries, run.rules, run.gazetteer)
            with archive.opened(archives) as folder:
                found, unnamed = archive.editions(folder, run.rules)
                run.measure(found)
            plan = run.plan(kept.nothing())
            built, report = run.build(plan, background, unnamed)
        _replace(built, plan, out, static, max_jump_km2)
        store.prune()
    return report


def extend(
    bring: Callable[[Sequence[Edition]], Sequence[Edition]],
    changed: Sequence[Edition],
    boundaries: Path,
    out: Path,
    static: Path,
    workers: int = 2,
    cache: Path | None = None,
    max_jump_km2: float | None = None,
    unnamed: Sequence[Path] = (),
) -> Report:
    """Extend the figures of an earlier run with new or changed maps.

    Only these maps, their neighbours and those of the days that they move are asked for, and the
    files are byte for byte those that `ingest` would write of all maps.

    Args:
        bring: Brings maps in and says where they are; asked as the need for them is known.
        changed: The maps that are new or read differently.
        boundaries: The oblast borders, the file that the earlier figures were made with.
        out: The `data` folder whose `derived` is replaced.
        static: The folder of what the browser loads.
        workers: How many processes measure at once.
        cache: Where what was measured is kept for the next run.
        max_jump_km2: As for `ingest`.
        unnamed: New files whose name tells no date, in the folders of their archives.

    Returns:
        What was read, refused and dropped, and what was written.

    Raises:
        IngestError: As for `ingest`, or the earlier figures cannot be read.
    """
    atomic_replace.finish(out)
    with closing(Store(cache)) as store:
        with closing(Workers(workers)) as pool:
            run = Run(store, pool, boundaries, out, static)
            run.measure(bring(run.first_needed(changed)))
            plan = run.plan(run.kept)
            run.measure(bring(plan.needed))
            built, report = run.build(plan, KeptBackground(out, static), unnamed)
        _replace(built, plan, out, static, max_jump_km2)
        store.prune()
    return report


def _replace(
    built: Mapping[Path, bytes], plan: Plan, out: Path, static: Path, max_jump_km2: float | None
) -> None:
    """Check the built files and replace all of them atomically; remove tiles that are no more."""
    loss.check_no_map_is_lost(plan.rows.values(), out)
    if max_jump_km2 is not None:
        loss.check_no_map_jumps(built[out / "derived" / atomic_replace.WATCHED], out, max_jump_km2)
    atomic_replace.replace_all(built, out)
    for path in (static / near.FOLDER).glob("*.json"):
        if path not in built:
            path.unlink()
