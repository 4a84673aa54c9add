"""Plan of a run: the file of each day, and the first day to be measured again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest import editions
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.dating import DatedEdition, date_editions, editions_by_day
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.kept import Kept


@dataclass(frozen=True, slots=True)
class Plan:
    """The file of each day, and the files to be measured.

    Attributes:
        rows: The row of every known file.
        dated: The day of each file that has one.
        by_day: The file that stands for each day.
        kept: The figures of the days before the first that reads differently.
        needed: The files to be measured for the days from there on, and those that they are
            compared with, in order of time.
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


def first_needed(
    changed: Sequence[Edition], known: Collection[Edition], rules: ArchiveRules
) -> list[Edition]:
    """List the maps to be measured before any can be dated.

    Args:
        changed: The maps that are new or read differently.
        known: The maps of an earlier run.
        rules: Tell which archives have classes.

    Returns:
        The changed maps, their neighbours in their archives, and the maps of which those without
        classes borrow an outline, in order of time.
    """
    every = {*known, *changed}
    near = editions.around(changed, every)
    return sorted({*near, *_lenders(near, every, rules)}, key=lambda each: each.order)


def make_plan(measured: Mapping[Edition, EditionRow], base: Kept, rules: ArchiveRules) -> Plan:
    """Date every known file and plan what must be measured.

    Args:
        measured: The rows of the files that were measured.
        base: The figures to go on from, or nothing.
        rules: The rules of the archives.

    Raises:
        IngestError: No map is usable, or none stands for a day.
    """
    rows = {**base.rows, **measured}
    areas = {
        edition: row.occupied_km2
        for edition, row in rows.items()
        if row.is_usable and row.occupied_km2 is not None
    }
    if not areas:
        raise IngestError("No map is usable: all were refused.")
    dated = date_editions(areas, rules)
    by_day = editions_by_day(dated, rules)
    if not by_day:
        raise IngestError("No map stands for a day.")
    before = base.days_before(_first_changed_day(rows, by_day, base))
    used = editions.used_maps(by_day, dated)
    return Plan(
        {each: editions.dated_row(row, dated.get(each), used, each) for each, row in rows.items()},
        dated,
        by_day,
        before,
        _needed(by_day, before, list(areas), rules),
    )


def _first_changed_day(
    rows: Mapping[Edition, EditionRow], by_day: Mapping[date, Edition], base: Kept
) -> date:
    """Find the first day whose file or content differs from before."""

    def reads_as_before(day: date) -> bool:
        edition = by_day.get(day)
        if edition is None or edition != base.by_day.get(day):
            return False
        return base.rows[edition].blob_sha1 == rows[edition].blob_sha1

    days = sorted({*by_day, *base.by_day})
    return next((day for day in days if not reads_as_before(day)), date.max)


def _needed(
    by_day: Mapping[date, Edition], before: Kept, usable: Collection[Edition], rules: ArchiveRules
) -> tuple[Edition, ...]:
    has_classes = rules.with_classes
    needed = {edition for day, edition in by_day.items() if day not in before.by_day}
    earlier = [edition for day, edition in by_day.items() if day in before.by_day]
    # The first step and the first step of the grey zone are measured from these.
    needed |= set(earlier[-1:])
    needed |= set([each for each in earlier if each.archive_id in has_classes][-1:])
    # The land occupied before 2022 is drawn as the last map has it.
    with_classes = [each for each in usable if each.archive_id in has_classes]
    needed |= set(sorted(with_classes, key=lambda each: each.order)[-1:])
    needed |= _lenders(needed, usable, rules)
    return tuple(sorted(needed, key=lambda each: each.order))


def _lenders(
    chosen: Iterable[Edition], every: Iterable[Edition], rules: ArchiveRules
) -> set[Edition]:
    """List the maps with classes from which maps without them borrow an outline."""
    has_classes = rules.with_classes
    of_class = [each for each in every if each.archive_id in has_classes]
    of_class.sort(key=lambda each: each.order)
    lenders: set[Edition] = set()
    for own in chosen:
        if own.archive_id not in has_classes:
            lenders |= set([each for each in of_class if each.order < own.order][-1:])
    return lenders
