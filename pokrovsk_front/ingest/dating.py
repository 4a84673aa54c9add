"""Dating of map files: by instant of publication where known, else by their readings.

Brings the files of all archives together: the same map is known by its area, which no two maps
of a fortnight share. The rule itself is `model.dating`, its data `data/archives.json`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pokrovsk_front.catalog.archives import ArchiveRules, FilledIn
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.model.dating import ONE_DAY, Certainty, Dated, Reading, date_maps

FORTNIGHT = timedelta(days=14)

NOON = time(12)

SAME_KM2 = 0.001
"""Tolerance of area for the same polygons: rounding alone."""


@dataclass(frozen=True, slots=True)
class DatedEdition:
    """Day of a map file, with its certainty.

    Attributes:
        as_of_date: The day, in the zone of the rules, on whose evening its map was published.
        not_before_at: The map was published at this instant or later.
        not_after_at: It was published at this instant or earlier; the same where it is known.
        certainty: How sure the day is.
        map_id: Names the map; files that hold the same one share it.
        is_last_of_day: Whether its map is the last that is known of that day.
    """

    as_of_date: date
    not_before_at: datetime
    not_after_at: datetime
    certainty: Certainty
    map_id: str
    is_last_of_day: bool = True


@dataclass(frozen=True, slots=True)
class _Map:
    """One map with the mirror files that hold it, in order of reading."""

    map_id: str
    occupied_km2: float
    editions: list[Edition]


def date_editions(
    occupied_km2: Mapping[Edition, float], rules: ArchiveRules
) -> dict[Edition, DatedEdition]:
    """Date the files of all archives.

    Args:
        occupied_km2: The occupied area of each usable file, with what its archive is known to
            leave out.
        rules: The rules of the archives.

    Returns:
        The day of each file that has one by the rules; a file that was only kept to compare
        with, of a time whose maps are known by their instant, has none.
    """
    timed = sorted((each for each in occupied_km2 if each.edition_at), key=lambda each: each.order)
    dated = _by_instant(timed)
    last_known = rules.dating.instants_until
    read = [each for each in occupied_km2 if each.read_at and not each.edition_at]
    known_km2 = [occupied_km2[each] for each in timed if each.edition_date > last_known - FORTNIGHT]
    maps = [
        each
        for each in _same_maps(sorted(read, key=_read_at), occupied_km2, rules)
        if _read_at(each.editions[-1]).date() > last_known
        and not any(abs(each.occupied_km2 - km2) <= SAME_KM2 for km2 in known_km2)
    ]
    areas = {each.map_id: each.occupied_km2 for each in maps}
    days = date_maps(_readings(maps, rules), areas, last_known)
    for each in maps:
        dated |= _by_readings(each, days[each.map_id], rules)
    return dated


def editions_by_day(
    dated: Mapping[Edition, DatedEdition], rules: ArchiveRules
) -> dict[date, Edition]:
    """Choose the file that represents each day.

    Of the files that hold the last map of a day it is that of the archive which the rules name
    first, and there the last one: a mirror may keep a map again when its grey zone is redrawn.
    A day for which no archive has a map is absent: nothing is carried forward here.
    """
    rank = {each.archive_id: place for place, each in enumerate(rules.archives)}
    chosen: dict[date, Edition] = {}
    for edition in sorted(dated, key=lambda each: (-rank[each.archive_id], each.order)):
        if dated[edition].is_last_of_day:
            chosen[dated[edition].as_of_date] = edition
    return dict(sorted(chosen.items()))


def _read_at(edition: Edition) -> datetime:
    if edition.read_at is None:
        raise ValueError(f"{edition.name} tells no instant of reading")
    return edition.read_at


def _by_instant(timed: Sequence[Edition]) -> dict[Edition, DatedEdition]:
    """Date maps by their instants of publication; the last of a day represents it."""
    last_of_day = {each.edition_date: each for each in timed}
    return {
        each: DatedEdition(
            each.edition_date,
            at,
            at,
            Certainty.CERTAIN,
            each.name,
            is_last_of_day=last_of_day[each.edition_date] == each,
        )
        for each in timed
        if (at := each.edition_at) is not None
    }


def _same_maps(
    read: Sequence[Edition], occupied_km2: Mapping[Edition, float], rules: ArchiveRules
) -> list[_Map]:
    """Match files that hold the same map: the nearest in area, within a tolerance.

    Files of the archives that tell the classes come first: what they hold is exact.
    """
    by_id = {each.archive_id: each for each in rules.archives}
    maps: list[_Map] = []
    for edition in sorted(read, key=lambda each: not by_id[each.archive_id].tells_classes):
        own = by_id[edition.archive_id]
        km2 = occupied_km2[edition] - own.closes_gaps_km2
        within_km2 = max(own.closes_gaps_km2, SAME_KM2)
        near = [
            each
            for each in maps
            if abs(each.occupied_km2 - km2) <= within_km2
            and abs(_read_at(each.editions[0]) - _read_at(edition)) <= FORTNIGHT
        ]
        if near:
            min(near, key=lambda each: abs(each.occupied_km2 - km2)).editions.append(edition)
        else:
            maps.append(_Map(edition.name, km2, [edition]))
    for each in maps:
        each.editions.sort(key=_read_at)
    return maps


def _readings(maps: Iterable[_Map], rules: ArchiveRules) -> list[Reading]:
    """List the readings of each file, and those implied by days without a file."""
    by_id = {each.archive_id: each for each in rules.archives}
    zone = ZoneInfo(rules.day_zone)
    decided = {(each.archive_id, each.edition): each.as_of_date for each in rules.dating.decided}
    readings = []
    kept: dict[str, dict[date, str]] = {}
    for own in maps:
        for edition in own.editions:
            at, day = _read_at(edition), edition.edition_date
            filled_in = _filled_in(edition, rules)
            if filled_in is not None:
                readings.append(Reading(own.map_id, filled_in.written_at, day, day))
                continue
            readings.append(Reading(own.map_id, at, *_evenings(day, rules)))
            if by_id[edition.archive_id].keeps_only_changes:
                kept.setdefault(edition.archive_id, {})[at.astimezone(zone).date()] = own.map_id
            as_of_date = decided.get((edition.archive_id, edition.name))
            if as_of_date is not None:
                readings.append(Reading(own.map_id, at, as_of_date, as_of_date))
    first_read_at: dict[str, datetime] = {}
    for each in readings:
        at = first_read_at.setdefault(each.map_id, each.read_at)
        first_read_at[each.map_id] = min(at, each.read_at)
    for map_by_day in kept.values():
        readings += _implied(map_by_day, first_read_at, zone, rules)
    return readings


def _filled_in(edition: Edition, rules: ArchiveRules) -> FilledIn | None:
    """Return the rule for files written later, by the day of their map."""
    own = next(each for each in rules.archives if each.archive_id == edition.archive_id)
    is_filled_in = own.filled_in is not None and own.filled_in.covers(edition.edition_date)
    return own.filled_in if is_filled_in else None


def _evenings(day: date, rules: ArchiveRules) -> tuple[date, date]:
    earliest, latest = rules.dating.read_days_after
    return day - timedelta(days=latest), day - timedelta(days=earliest)


def _implied(
    map_by_day: Mapping[date, str],
    first_read_at: Mapping[str, datetime],
    zone: ZoneInfo,
    rules: ArchiveRules,
) -> Iterable[Reading]:
    """Infer readings from missing files: a mirror that stores only changes saw the same map.

    Where another mirror had read a newer map by then, it was not served but missed.
    """
    day, last = min(map_by_day), max(map_by_day)
    shown = map_by_day[day]
    while day < last:
        shown = map_by_day.get(day, shown)
        at = datetime.combine(day, NOON, zone)
        is_newest = not any(first_read_at[shown] < other <= at for other in first_read_at.values())
        if day not in map_by_day and is_newest:
            yield Reading(shown, at, *_evenings(day, rules), is_implied=True)
        day += ONE_DAY


def _by_readings(own: _Map, dated: Dated, rules: ArchiveRules) -> dict[Edition, DatedEdition]:
    """Date the files of one map within the interval that its readings allow."""
    zone = ZoneInfo(rules.day_zone)
    opens = datetime.combine(dated.first_day, time(), zone)
    closes = datetime.combine(dated.last_day + ONE_DAY, time(), zone)
    read_at = [_read_at(each) for each in own.editions if _filled_in(each, rules) is None]
    # A map that was read before its day was over was published before it was read.
    not_after = min([closes, *(at for at in read_at if at >= opens)])
    return {
        edition: DatedEdition(
            dated.as_of_date,
            opens,
            not_after,
            dated.certainty,
            own.map_id,
            dated.is_last_of_day,
        )
        for edition in own.editions
    }
