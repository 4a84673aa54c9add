"""Update of the figures to the last map of a source, with a report of the differences.

Figures that the method of now made are gone on from: only the maps that are new, and those beside
them, are brought in. Otherwise every map is, and everything is measured anew.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.ingest import editions, kept, plans
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.base_map.area_outlines import read_gazetteer
from pokrovsk_front.ingest.base_map.boundaries import BoundaryError, read_boundaries
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.needed import Listings, Needed, Progress
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.run import extend, ingest
from pokrovsk_front.ingest.source.borders import borders_sha256, bring_borders
from pokrovsk_front.ingest.source.map_cache import MapCache
from pokrovsk_front.ingest.source.mirror import Source
from pokrovsk_front.model.headlines import headlines

MAPS = "maps"
"""The folder of the cache that holds the maps."""


@dataclass(frozen=True, slots=True)
class Updated:
    """Result of an update or of its dry run.

    Attributes:
        new: The names of the maps that are new or corrected, in order of their archives.
        brought: How many maps were brought in; in a dry run, those that are certainly missing.
        is_rebuild: Whether everything is measured anew, not gone on from.
        absent: The folders of the archives that the source does not have.
        days_added: The days that have a map now and had none.
        changed: Label, unit, value before and value after of each headline figure that differs;
            None for one that was not or is no more.
        report: What was read; None when nothing was done.
    """

    new: tuple[str, ...]
    brought: int
    is_rebuild: bool
    absent: tuple[str, ...]
    days_added: tuple[date, ...] = ()
    changed: tuple[tuple[str, str, float | None, float | None], ...] = ()
    report: Report | None = None


class _Figures(NamedTuple):
    """Days of a data folder, and its headline figures by label."""

    days: set[date]
    headlines: dict[str, tuple[str, float]]


def _figures(out: Path) -> _Figures:
    """Read the days and headline figures of a data folder; empty for a new one."""
    path = out / "derived" / atomic_replace.WATCHED
    if not path.exists():
        return _Figures(set(), {})
    daily = pd.read_csv(path, parse_dates=["as_of_date"])
    found = headlines(daily, reference_areas()["ukraine"].area_km2)
    days = {day.date() for day in daily["as_of_date"]}
    return _Figures(days, {each.label: (each.unit, each.value) for each in found})


def _differing(
    before: _Figures, after: _Figures
) -> tuple[tuple[str, str, float | None, float | None], ...]:
    """List the changed headline figures, as in `Updated.changed`."""
    differing = []
    for label in dict.fromkeys((*before.headlines, *after.headlines)):
        was, now = before.headlines.get(label), after.headlines.get(label)
        unit = (now or was or ("", 0.0))[0]
        if was != now:
            differing.append((label, unit, was and was[1], now and now[1]))
    return tuple(differing)


def update(
    source: Source,
    cache: Path,
    boundaries: Path | None,
    out: Path,
    static: Path,
    progress: Progress,
    *,
    workers: int = 2,
    max_jump_km2: float | None = None,
    is_dry_run: bool = False,
) -> Updated:
    """Update the figures to the last map of the public archives.

    Args:
        source: Where the maps come from.
        cache: Keeps the maps, the borders and what was measured.
        boundaries: The oblast borders; None for the file that the rules pin, from the source.
            A rebuild needs the physical layers beside them.
        out: The `data` folder.
        static: The folder of what the browser loads.
        progress: Shows how many maps have come.
        workers: How many processes measure at once.
        max_jump_km2: See `run.ingest`; by default that of the archive rules.
        is_dry_run: Only tell what is missing.

    Returns:
        What came and what changed.

    Raises:
        IngestError: The source or a map will not do; the figures are as they were.
        BoundaryError: The borders cannot be read, or a rebuild lacks them.
    """
    rules = archive_rules()
    if not is_dry_run:
        atomic_replace.finish(out)
    sha256 = borders_sha256(boundaries, rules.border_file)
    method = kept.method_sha256(rules, sha256, read_gazetteer())
    is_rebuild = not kept.is_made_by(out, method)
    if is_rebuild:
        _check_borders_for_rebuild(boundaries, out)
    known, known_undated = _known(out, rules, is_rebuild=is_rebuild)
    listings = Listings(source, rules, known, is_later_only=not is_rebuild)
    maps = MapCache(cache / MAPS)
    needed = Needed(source, listings, maps, progress)
    changed = listings.changed()
    undated = [path for path in listings.unnamed if path.stem not in known_undated]
    names = (*(each.path.name for each in changed), *(path.name for path in undated))
    absent = tuple(listings.absent)
    if is_dry_run:
        wanted = list(listings.listed) if is_rebuild else plans.first_needed(changed, known, rules)
        return Updated(names, len(needed.missing(wanted)), is_rebuild, absent)
    if not (is_rebuild or names):
        return Updated(names, 0, is_rebuild, absent)
    before = _figures(out)
    with maps.alone():
        own = boundaries or bring_borders(source, rules.border_file, cache)
        max_km2 = rules.max_jump_km2 if max_jump_km2 is None else max_jump_km2
        places = (own, out, static, workers, cache, max_km2)
        maps.prune(listings.listed.values())
        try:
            if is_rebuild:
                needed.bring(list(listings.listed))
                needed.fetch(map(source.resolve, listings.unnamed.values()))
                report = ingest(maps.folder, *places)
            else:
                report = extend(needed.bring, changed, *places, undated)
        finally:
            maps.write_checksums(archive.folder for archive in rules.archives)
    after = _figures(out)
    return Updated(
        *(names, len(needed.brought), is_rebuild, absent),
        days_added=tuple(sorted(after.days - before.days)),
        changed=_differing(before, after),
        report=report,
    )


def _check_borders_for_rebuild(boundaries: Path | None, out: Path) -> None:
    if boundaries is None:
        has_figures = (out / "derived" / atomic_replace.WATCHED).exists()
        reason = "were made by another method" if has_figures else "are not there yet"
        raise BoundaryError(
            f"The figures in {out / 'derived'} {reason}, and to measure all maps anew takes "
            "--boundaries: the folder of the border files that docs/archives.md names."
        )
    read_boundaries(boundaries)


def _known(
    out: Path, rules: ArchiveRules, *, is_rebuild: bool
) -> tuple[dict[Edition, EditionRow], set[str]]:
    """Read the rows of the figures: files whose name has a date, and the names of others."""
    path = out / "derived" / "editions.csv"
    try:
        rows, unnamed = editions.read(path, rules)
    except IngestError:
        # A rebuild takes from them only the hashes of versions, which it can ask for.
        if not is_rebuild:
            raise
        return {}, set()
    return rows, {row.edition for row in unnamed}
