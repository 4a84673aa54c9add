"""Brings in what is missing, measures it, and tells which figures read differently after."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pokrovsk_front.catalog import switch
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.ingest.map_cache import MapCache
from pokrovsk_front.ingest.mirror import Source
from pokrovsk_front.ingest.outlines import boundary_files, read_boundaries
from pokrovsk_front.ingest.remote import Remote, SourceError
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.run import ingest
from pokrovsk_front.model.headlines import headlines

MAPS = "maps"
"""The folder of the cache that holds the maps."""

Progress = Callable[[list[Remote]], AbstractContextManager[Iterable[Remote]]]


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did.

    Attributes:
        brought: The maps that were brought in, or would be.
        absent: The folders of the archives that the source does not have.
        days_added: The days that have a map now and had none.
        changed: Label, unit, value before and value after of each headline figure that differs;
            None for one that was not or is no more.
        report: What was read; None when nothing was done.
    """

    brought: tuple[Remote, ...]
    absent: tuple[str, ...] = ()
    days_added: tuple[date, ...] = ()
    changed: tuple[tuple[str, str, float | None, float | None], ...] = ()
    report: Report | None = None


def _figures(out: Path) -> tuple[set[date], dict[str, tuple[str, float]]]:
    """Read the days and the headline figures of a data folder, none where it has none yet."""
    path = out / "derived" / switch.WATCHED
    if not path.exists():
        return set(), {}
    daily = pd.read_csv(path, parse_dates=["as_of_date"])
    found = headlines(daily, reference_areas()["ukraine"].area_km2)
    days = {day.date() for day in daily["as_of_date"]}
    return days, {each.label: (each.unit, each.value) for each in found}


def update(
    source: Source,
    cache: Path,
    boundaries: Path,
    out: Path,
    static: Path,
    progress: Progress,
    *,
    workers: int = 2,
    most_jump_km2: float | None = None,
    is_dry_run: bool = False,
) -> Updated:
    """Bring the figures up to the last map of the public archives.

    Args:
        source: Where the maps come from.
        cache: Keeps the maps and what was measured on them.
        boundaries: The oblast borders; the physical layers lie beside them.
        out: The `data` folder.
        static: The folder of what the browser loads.
        progress: Shows how many maps have come.
        workers: How many processes measure at once.
        most_jump_km2: See `run.ingest`; that of the archive rules unless told.
        is_dry_run: Only tell what is missing.

    Returns:
        What came and what changed.

    Raises:
        IngestError: The source or a map will not do; the figures are as they were.
        BoundaryError: The borders cannot be read.
    """
    rules = archive_rules()
    maps = MapCache(cache / MAPS)
    # Before the first map is asked for: without borders nothing could be measured.
    boundary_files(boundaries)
    read_boundaries(boundaries)
    listed = [remote for archive in rules.archives for remote in source.listing(archive)]
    if not listed:
        raise SourceError("The source has none of the archives.")
    folders = [archive.folder for archive in rules.archives]
    absent = tuple(sorted(set(folders) - {remote.folder for remote in listed}))
    if is_dry_run:
        return Updated(tuple(maps.missing(listed)), absent)
    switch.finish(out)
    days_before, figures_before = _figures(out)
    with maps.alone():
        wanted = maps.missing(listed)
        maps.prune(listed)
        try:
            with progress(wanted) as bar:
                for remote in bar:
                    source.fetch(remote, maps)
        finally:
            maps.write_checksums(folders)
    most_km2 = rules.most_jump_km2 if most_jump_km2 is None else most_jump_km2
    report = ingest(maps.folder, boundaries, out, static, workers, cache, most_km2)
    days, figures = _figures(out)
    changed = [
        (label, unit, before, after)
        for label in dict.fromkeys((*figures_before, *figures))
        for unit, before, after in [_pair(figures_before.get(label), figures.get(label))]
        if before != after
    ]
    return Updated(tuple(wanted), absent, tuple(sorted(days - days_before)), tuple(changed), report)


def _pair(
    before: tuple[str, float] | None, after: tuple[str, float] | None
) -> tuple[str, float | None, float | None]:
    unit = (after or before or ("", 0.0))[0]
    return unit, before and before[1], after and after[1]
