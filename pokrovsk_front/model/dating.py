"""Dating of maps: the evening of publication, from the instants at which mirrors read them.

A map is published every evening, and a mirror tells when it read one, not when it was published.
Each reading leaves a few evenings open, all readings of one map together leave those that all of
them allow, and maps come in order, one an evening. What still leaves two evenings open is
inferred: the earlier one is taken, and the day is true within one day.

It refuses to call a day certain because a mirror was silent: a day on which nothing new was kept
helps to choose an evening, and leaves it inferred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

ONE_DAY = timedelta(days=1)


class Certainty(StrEnum):
    """The certainty of the day of a map."""

    CERTAIN = "certain"
    WITHIN_ONE_DAY = "within_one_day"


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation of a map by a mirror: possible evenings from `first_day` to `last_day`.

    `is_implied` marks a reading that nobody kept: a mirror that keeps only what is new was silent
    on a day on which it reads, so it was served the map before once more.
    """

    map_id: str
    read_at: datetime
    first_day: date
    last_day: date
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """The dated map: its day, and the days that its readings allow.

    `is_last_of_day` is False for a map whose evening another, later one stands for.
    """

    as_of_date: date
    first_day: date
    last_day: date
    is_last_of_day: bool = True

    @property
    def certainty(self) -> Certainty:
        """Certain where the readings allow one evening alone."""
        is_certain = self.first_day == self.last_day
        return Certainty.CERTAIN if is_certain else Certainty.WITHIN_ONE_DAY


@dataclass(slots=True)
class _Open:
    """The possible evenings of a map, narrowed reading by reading."""

    map_ids: list[str]
    occupied_km2: float
    first_read_at: datetime
    first_day: date
    last_day: date

    def share_evening_with(self, later: "_Open") -> None:
        """Merge with a later edition of the same evening, which stands for the day."""
        self.map_ids += later.map_ids
        self.occupied_km2 = later.occupied_km2
        self.first_day = min(max(self.first_day, later.first_day), later.last_day)
        self.last_day = max(self.first_day, min(self.last_day, later.last_day))

    def narrow(self, first_day: date, last_day: date) -> None:
        """Intersect with a reading; a reading that allows nothing is a stale copy and ignored."""
        first, last = max(self.first_day, first_day), min(self.last_day, last_day)
        if first <= last:
            self.first_day, self.last_day = first, last


def date_maps(
    readings: Iterable[Reading], occupied_km2: Mapping[str, float], published_after: date
) -> dict[str, Dated]:
    """Date each map by the evenings that its readings allow.

    The method is an interval rule, tested on maps whose instant of publication is known:
    `docs/dating.md` has it and what it got right.

    Args:
        readings: Every reading of every map; those that leave one evening open count first.
        occupied_km2: The area of each map by `map_id`. Where more maps than evenings were read,
            the two neighbours that differ least are two editions of one evening.
        published_after: The last day whose map is known by its instant. Maps of the readings
            were published on later days.

    Returns:
        The day of each map by `map_id`, in the order of their evenings. An evening whose map
        nobody read is absent.
    """
    known = sorted(
        readings,
        key=lambda each: (each.last_day - each.first_day, each.is_implied, each.read_at),
    )
    first_evening = published_after + ONE_DAY
    opened = _opened(known, occupied_km2, first_evening)
    opened.sort(key=lambda each: (each.first_day, each.last_day, each.first_read_at))
    chosen = _separated(opened)
    order = {map_id: place for place, each in enumerate(chosen) for map_id in each.map_ids}
    kept = [each for each in known if not each.is_implied]
    opened = _opened(kept, occupied_km2, first_evening)
    open_by_kept = _separated(sorted(opened, key=lambda each: order[each.map_ids[0]]))
    kept_days = {map_id: each for each in open_by_kept for map_id in each.map_ids}
    return {
        map_id: Dated(
            each.first_day,
            min(each.first_day, kept_days[map_id].first_day),
            max(each.first_day, kept_days[map_id].last_day),
            is_last_of_day=map_id == each.map_ids[-1],
        )
        for each in chosen
        for map_id in each.map_ids
    }


def _opened(
    readings: Sequence[Reading], occupied_km2: Mapping[str, float], first_evening: date
) -> list[_Open]:
    found: dict[str, _Open] = {}
    for reading in readings:
        own = found.get(reading.map_id)
        if own is None:
            own = _Open(
                [reading.map_id],
                occupied_km2[reading.map_id],
                reading.read_at,
                first_evening,
                date.max,
            )
            found[reading.map_id] = own
        own.narrow(reading.first_day, reading.last_day)
        if not reading.is_implied:
            own.first_read_at = min(own.first_read_at, reading.read_at)
    return list(found.values())


def _separated(maps: list[_Open]) -> list[_Open]:
    """Narrow the possible evenings of neighbours until each map has one of its own."""
    while (run := _without_evening(maps)) is not None:
        least = min(run, key=lambda at: abs(maps[at + 1].occupied_km2 - maps[at].occupied_km2))
        maps[least].share_evening_with(maps.pop(least + 1))
    for before, own in pairwise(maps):
        own.first_day = max(own.first_day, before.first_day + ONE_DAY)
    for own, after in zip(maps[-2::-1], maps[:0:-1], strict=True):
        own.last_day = min(own.last_day, after.last_day - ONE_DAY)
    return maps


def _without_evening(maps: Sequence[_Open]) -> range | None:
    """Find the first map without a possible evening, and the maps that conflict with it.

    Returns:
        The places of maps, each with its next one a pair that may be one evening; None where
        every map has an evening of its own.
    """
    earliest = date.min
    run_from = 0
    for place, own in enumerate(maps):
        if earliest <= own.first_day:
            earliest, run_from = own.first_day, place
        if earliest > own.last_day:
            return range(run_from, place)
        earliest += ONE_DAY
    return None
