"""The whole way: maps in, `data/derived` and the map files out.

A run measures the maps that it needs and goes on from the figures of an earlier one, or from
none. Every figure is built in memory and checked before the first file is replaced, so a run
that fails leaves the old figures as they were.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from pokrovsk_front.catalog import switch
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest import archive, editions, files, grid, kept, oblasts, steps, tables
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.dating import DatedEdition, date_editions, editions_by_day
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.kept import Kept
from pokrovsk_front.ingest.outlines import base_map, boundary_files, read_boundaries
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.steps import Lands, MapFacts, Workers
from pokrovsk_front.ingest.store import Store, key_of
from pokrovsk_front.model import health

TOTAL = "occupied_total_km2"

STATIC_DIR = DATA_DIR.parent / "static"
"""Where the hand-written styles of the base map are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which file stands for each day, and which are to be measured for it.

    Attributes:
        rows: The row of every known file.
        dated: The day of each file that has one.
        by_day: The file that stands for each day.
        kept: The figures of the days before the first that reads differently.
        needed: The files to be measured for the days from there on.
    """

    rows: Mapping[Edition, EditionRow]
    dated: Mapping[Edition, DatedEdition]
    by_day: Mapping[date, Edition]
    kept: Kept
    needed: tuple[Edition, ...]

    @property
    def days(self) -> dict[date, Edition]:
        """The days to be measured, with their files."""
        return {day: each for day, each in self.by_day.items() if day not in self.kept.by_day}


class Run:
    """One run: the maps it has measured, and what it makes of them."""

    def __init__(
        self, store: Store, workers: Workers, boundaries: Path, out: Path, static: Path
    ) -> None:
        """Read rules and borders.

        Raises:
            BoundaryError: The borders cannot be read.
        """
        self.rules = archive_rules()
        self._store, self._workers = store, workers
        self._out, self._static = out, static
        self._borders = read_boundaries(boundaries)
        layers = b"".join(path.read_bytes() for path in boundary_files(boundaries))
        self._borders_sha256 = hashlib.sha256(layers).hexdigest()
        self._places = read_table("places")
        self._method = kept.method_sha256(self.rules, self._borders_sha256, self._places)
        self._base_key = key_of("base map", self._borders_sha256)
        # Drawn while the maps are measured: it needs nothing of them.
        is_drawn = bool(store.has([self._base_key]))
        self._base = None if is_drawn else workers.submit(base_map, self._borders)
        self._outcome: dict[Edition, MapFacts] = {}

    @cached_property
    def kept(self) -> Kept:
        """The figures of an earlier run, to go on from."""
        return kept.read(self._out, self.rules, self._method)

    @cached_property
    def _country(self) -> bytes:
        margin_km, crs = self.rules.border_margin_km, self.rules.sphere_crs
        return oblasts.country_with_margin(self._borders, margin_km, crs)

    def measure(self, found: Sequence[Edition]) -> None:
        """Measure maps by themselves, those that were not yet."""
        new = [each for each in found if each not in self._outcome]
        outcome = steps.read_maps(self._store, self._workers, new, self.rules, self._country)
        self._outcome |= outcome

    def _lands(self) -> Lands:
        usable = {each: facts for each, facts in self._outcome.items() if facts.refused is None}
        return Lands(self._store, usable, self.rules)

    def first_needed(self, changed: Sequence[Edition]) -> list[Edition]:
        """List the maps to be measured before any can be dated.

        Args:
            changed: The maps that are new or read differently.

        Returns:
            These, their neighbours in their archives, and the maps with classes before those
            that have none.
        """
        every = {*self.kept.rows, *changed}
        near = editions.around(changed, every)
        return sorted({*near, *self._with_classes_before(near, every)}, key=lambda each: each.order)

    def _with_classes_before(
        self, chosen: Iterable[Edition], every: Iterable[Edition]
    ) -> set[Edition]:
        """Give the maps with classes of which maps without them borrow an outline."""
        tells_classes = {each.archive_id for each in self.rules.archives if each.tells_classes}
        of_class = [each for each in every if each.archive_id in tells_classes]
        of_class.sort(key=lambda each: each.order)
        lenders: set[Edition] = set()
        for own in chosen:
            if own.archive_id not in tells_classes:
                lenders |= set([each for each in of_class if each.order < own.order][-1:])
        return lenders

    def plan(self, base: Kept) -> Plan:
        """Date every known file, and say what must be measured.

        Args:
            base: The figures to go on from, or nothing.

        Raises:
            IngestError: No map stands for a day.
        """
        measured = editions.measured_rows(self._outcome, self._lands(), base.rows)
        rows = {**base.rows, **measured}
        areas = {
            edition: row.occupied_km2
            for edition, row in rows.items()
            if row.is_usable and row.occupied_km2 is not None
        }
        if not areas:
            raise IngestError("No map is usable: all were refused.")
        dated = date_editions(areas, self.rules)
        by_day = editions_by_day(dated, self.rules)
        if not by_day:
            raise IngestError("No map stands for a day.")
        is_changed = {
            edition
            for edition, row in rows.items()
            if edition not in base.rows or base.rows[edition].blob_sha1 != row.blob_sha1
        }
        first_day = next(
            (
                day
                for day in sorted({*by_day, *base.by_day})
                if by_day.get(day) != base.by_day.get(day) or by_day[day] in is_changed
            ),
            date.max,
        )
        before = base.days_before(first_day)
        used = editions.used_maps(by_day, dated)
        return Plan(
            {
                each: editions.dated_row(row, dated.get(each), used, each)
                for each, row in rows.items()
            },
            dated,
            by_day,
            before,
            self._needed(by_day, before, list(areas)),
        )

    def _needed(
        self, by_day: Mapping[date, Edition], before: Kept, usable: Sequence[Edition]
    ) -> tuple[Edition, ...]:
        """List the maps of the days to be measured, and those that they are compared with."""
        tells_classes = {each.archive_id for each in self.rules.archives if each.tells_classes}
        in_time = sorted(usable, key=lambda each: each.order)
        of_class = [each for each in in_time if each.archive_id in tells_classes]
        days = list(by_day)
        needed = {edition for day, edition in by_day.items() if day not in before.by_day}
        needed.add(by_day[days[-1]])
        earlier = [by_day[day] for day in days if day in before.by_day]
        needed |= set(earlier[-1:])
        needed |= set([each for each in earlier if each.archive_id in tells_classes][-1:])
        needed |= set(of_class[-1:])
        needed |= self._with_classes_before(needed, usable)
        return tuple(sorted(needed, key=lambda each: each.order))

    def build(self, plan: Plan, unnamed: Sequence[Path] = ()) -> tuple[dict[Path, bytes], Report]:
        """Build every file in memory and write none; the needed maps were measured."""
        store, rules, borders = self._store, self.rules, self._borders
        lands, maps = self._lands(), self._outcome
        rows = [
            *plan.rows.values(),
            *plan.kept.unnamed,
            *(editions.unnamed_row(path, rules) for path in unnamed),
        ]
        derived = self._derived(plan, lands, rows)

        def remember(kind: str, made_from: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401
            return steps.remembered(store, key_of(kind, made_from), make)

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
        base = steps.remembered(
            store, self._base_key, self._base.result if self._base else partial(base_map, borders)
        )
        styles = sorted(STATIC_DIR.glob("style.*.json"))
        built = files.build(
            *(derived, before_2022, base, remember, self._out, self._static, styles, self._method)
        )
        usable = [each for each, outcome in maps.items() if outcome.refused is None]
        overlap = steps.overlap_differences(store, archive.overlap_pairs(usable, rules), lands)
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

    def _derived(self, plan: Plan, lands: Lands, rows: list[EditionRow]) -> tables.Derived:
        """Measure what changed from map to map, and put the tables together."""
        store, workers, rules, borders = self._store, self._workers, self.rules, self._borders
        before, days = plan.kept, plan.days
        places_deg = self._places[["latitude_deg", "longitude_deg"]].to_numpy()
        drawn = oblasts.drawn_in_plane(borders, rules.sphere_crs)
        opening = before.by_day[max(before.by_day)] if before.by_day else None
        measured = steps.read_steps(
            store, workers, [opening, *days.values()], lands, rules, places_deg, drawn
        )
        step_by_day = dict(zip(days, measured, strict=True))
        has_grey = {each.archive_id for each in rules.archives if each.tells_classes}
        grey_by_day = {day: each for day, each in days.items() if each.archive_id in has_grey}
        grey_before = [each for each in before.by_day.values() if each.archive_id in has_grey]
        grey_opening = grey_before[-1] if grey_before else None
        grey_steps = steps.read_grey_steps(
            store, workers, [grey_opening, *grey_by_day.values()], lands, self._outcome, rules
        )
        touched = [step.cells.codes for step in measured]
        touched += [each.codes for each in (*grey_steps, *before.grey_cells.values())]
        codes = np.unique(np.concatenate([before.facts.codes, *touched]))
        facts = steps.read_cells(store, codes, borders, self._borders_sha256, rules, before.facts)
        last_land = shapely.from_wkb(lands.wkb(list(plan.by_day.values())[-1]))
        by_oblast = oblasts.daily_area_by_oblast(
            {day: step.oblast_km2 for day, step in step_by_day.items()},
            oblasts.land_km2(borders, last_land, rules.sphere_crs),
            before.daily_area_by_oblast,
        )
        return tables.Derived(
            daily_area=tables.daily_area(
                *(days, self._outcome, step_by_day, plan.dated),
                by_oblast.groupby("as_of_date")["occupied_km2"].sum(),
                _with_certainty(before, plan.dated),
            ),
            daily_area_by_oblast=by_oblast,
            cells=tables.cells(step_by_day, facts, before.cells),
            grey_cells=tables.grey_cells(
                dict(zip(grey_by_day, grey_steps, strict=True)), facts, before.grey_cells
            ),
            front_distance=tables.front_distance(
                {day: step.distances for day, step in step_by_day.items()},
                self._places["place_id"].tolist(),
                before.front_distance,
            ),
            editions=editions.table(rows),
        )


def _with_certainty(before: Kept, dated: Mapping[Edition, DatedEdition]) -> pd.DataFrame:
    """Give the kept daily areas with how sure their days are by what is known now."""
    known = [dated[edition].certainty.value for edition in before.by_day.values()]
    return before.daily_area.assign(certainty=known) if known else before.daily_area


def _check_no_map_is_lost(rows: Iterable[EditionRow], out: Path) -> None:
    """A thinner archive must not replace the figures; other rules for the days may."""
    path = out / "derived" / "editions.csv"
    if not path.exists():
        return
    try:
        kept = pd.read_csv(path, dtype=str, keep_default_na=False)
        was_usable = kept.loc[kept["status"] != "refused", ["archive_id", "edition"]]
    except (ValueError, KeyError) as error:
        raise IngestError(f"{path} cannot be read to compare with: {error}.") from error
    here = {(row.archive_id, row.edition) for row in rows if row.is_usable}
    lost = sorted(set(was_usable.itertuples(index=False, name=None)) - here)
    if lost:
        raise IngestError(
            f"This run would lose {len(lost)} maps that {path} already has, "
            f"from {lost[0][1]} to {lost[-1][1]}."
        )


def _check_no_map_jumps(daily_area: bytes, out: Path, most_km2: float) -> None:
    path = out / "derived" / switch.WATCHED
    if not path.exists():
        return
    new, old = (
        pd.read_csv(source, parse_dates=["as_of_date"]) for source in (io.BytesIO(daily_area), path)
    )
    total, before = (daily.set_index("as_of_date")[TOTAL] for daily in (new, old))
    is_new = (total - before.reindex(total.index)).abs().fillna(np.inf) > 0
    jumps = health.jumps(health.changes(new), most_km2)
    jumps = jumps[jumps["as_of_date"].isin(total.index[is_new])]
    if len(jumps):
        first = jumps.iloc[0]
        raise IngestError(
            f"The map of {first['as_of_date']:%Y-%m-%d} is off by "
            f"{first['gained_km2'] + first['regained_km2']:,.0f} km2 from the one before it, "
            f"gained and regained, more than {most_km2:,.0f} km2 a day; the figures stay as they "
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
        archives: Folder of the archives, or a packed `.tar.xz` of them.
        boundaries: The oblast borders; the physical layers lie beside them.
        out: The `data` folder whose `derived` is replaced.
        static: The folder of what the browser loads.
        workers: How many processes measure at once.
        cache: Where what was measured is kept for the next run; without it all is measured.
        most_jump_km2: How much land the map of a day that is new, or that reads differently, may
            gain and regain against the map before it, for each day between them.

    Returns:
        What was read, refused and dropped, and what was written.

    Raises:
        IngestError: Nothing usable was found, maps would be lost or a map jumps; nothing was
            written.
    """
    switch.finish(out)
    with closing(Store(cache)) as store, closing(Workers(workers)) as pool:
        run = Run(store, pool, boundaries, out, static)
        with archive.opened(archives) as folder:
            found, unnamed = archive.editions(folder, run.rules)
            run.measure(found)
        plan = run.plan(kept.nothing())
        return _write(run, plan, unnamed, out, most_jump_km2)


def extend(
    bring: Callable[[Sequence[Edition]], Sequence[Edition]],
    changed: Sequence[Edition],
    boundaries: Path,
    out: Path,
    static: Path,
    workers: int = 2,
    cache: Path | None = None,
    most_jump_km2: float | None = None,
) -> Report:
    """Go on from the figures of an earlier run with maps that are new or read differently.

    Only these maps, their neighbours and those of the days that they move are asked for, and the
    files are byte for byte those that `ingest` would write of all maps.

    Args:
        bring: Brings maps in and says where they are; asked as the need for them is known.
        changed: The maps that are new or read differently.
        boundaries, out, static, workers, cache, most_jump_km2: As for `ingest`.

    Returns:
        What was read, refused and dropped, and what was written.

    Raises:
        IngestError: As for `ingest`, or the earlier figures cannot be read.
    """
    switch.finish(out)
    with closing(Store(cache)) as store, closing(Workers(workers)) as pool:
        run = Run(store, pool, boundaries, out, static)
        run.measure(bring(run.first_needed(changed)))
        plan = run.plan(run.kept)
        run.measure(bring(plan.needed))
        return _write(run, plan, (), out, most_jump_km2)


def _write(
    run: Run, plan: Plan, unnamed: Sequence[Path], out: Path, most_jump_km2: float | None
) -> Report:
    _check_no_map_is_lost(plan.rows.values(), out)
    built, report = run.build(plan, unnamed)
    if most_jump_km2 is not None:
        _check_no_map_jumps(built[out / "derived" / switch.WATCHED], out, most_jump_km2)
    switch.replace_all(built, out)
    return report
