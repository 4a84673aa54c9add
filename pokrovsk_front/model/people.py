"""Published numbers of people of the cities, as series by area.

A number keeps the area it was said of: each area of a place is a series of its own, and a
percentage is taken only of a baseline and a count of one area. Nothing is filled between two
counts, and a list that is carried forward is no count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Literal

Area = Literal["city", "hromada", "right_bank", "not_stated"]
AREAS: tuple[Area, ...] = ("city", "hromada", "right_bank", "not_stated")
"""Areas that are counted, the city itself first."""

LINE_COUNTS = 5
LINE_DAYS = 60
LINE_GAP_DAYS = 183
"""A line needs this many counts over this many days, and breaks at a longer gap."""


class ScopeError(ValueError):
    """A baseline and a count that are not of one place and one area."""


@dataclass(frozen=True, slots=True)
class Count:
    """One published number of people.

    Attributes:
        count_id: Key, such as `pokrovsk_city_2025_10_29`.
        place_id: The place.
        as_of_date: Day it speaks of; the last of the month or year where only that is known.
        date_precision: `day`, `month` or `year`.
        people: The number; the lower end of a range.
        people_high: The upper end of a range, else None.
        qualifier: `exact`, `about`, `more_than` (at least), `less_than` (at most) or `range`.
        area: What was counted.
        role: `baseline`, `count`, `frozen` (an earlier list carried forward) or `context` (in no
            line and no percentage).
        kind: `official_estimate`, `authority_count` or `other`.
        attributed_to: Who said it.
        publisher: Where it was read.
        url: The page on which it was read.
        confidence: `high`, `medium` or `low`.
        source_id: The source it belongs to.
        note: What to know before quoting; may be empty.
    """

    count_id: str
    place_id: str
    as_of_date: date
    date_precision: str
    people: int
    people_high: int | None
    qualifier: str
    area: Area
    role: str
    kind: str
    attributed_to: str
    publisher: str
    url: str
    confidence: str
    source_id: str
    note: str

    @property
    def is_weak(self) -> bool:
        """Whether the source, date or area is weak evidence."""
        return self.confidence == "low"

    @property
    def is_dated(self) -> bool:
        """Whether its month is known, so that it has a place on an axis of time."""
        return self.date_precision != "year"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Numbers of one place that conflict, and how the difference is interpreted.

    Attributes:
        conflict_id: Key.
        place_id: The place.
        kind: `other_area`, `other_base`, `other_counter`, `recount`, `carried_forward` or
            `unresolved`.
        count_ids: The numbers, by `count_id`.
        reading: How the difference is read.
    """

    conflict_id: str
    place_id: str
    kind: str
    count_ids: tuple[str, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class Decline:
    """A count beside the baseline of the same area.

    Attributes:
        baseline: The official estimate.
        count: The count.
    """

    baseline: Count
    count: Count

    @property
    def pct(self) -> float:
        """By how much the count is below the baseline, in percent of the baseline.

        Negative where it is above. A bound gives a bound: for "more than" no more than this.
        """
        return (1 - self.count.people / self.baseline.people) * 100

    @property
    def low_pct(self) -> float:
        """The same for the upper end of a range; `pct` for any other count."""
        return (1 - (self.count.people_high or self.count.people) / self.baseline.people) * 100

    @property
    def one_in(self) -> float:
        """The baseline divided by the count; infinite for a count of none.

        It compares two numbers, not the same people: some who were counted had come from
        elsewhere.
        """
        return self.baseline.people / self.count.people if self.count.people else float("inf")


@dataclass(frozen=True, slots=True)
class Series:
    """All numbers of one place and one area, in order of time.

    Attributes:
        place_id: The place.
        area: The area.
        baseline: The official estimate of 1 January 2022; None where the area has none.
        counts: What can be read as a count.
        frozen: Earlier lists carried forward.
        context: What is shown beside them, in no line.
    """

    place_id: str
    area: Area
    baseline: Count | None
    counts: tuple[Count, ...]
    frozen: tuple[Count, ...]
    context: tuple[Count, ...]

    @property
    def numbers(self) -> tuple[Count, ...]:
        """The baseline, if there is one, and every later number."""
        return (*filter(None, [self.baseline]), *self.later)

    @property
    def dated(self) -> list[Count]:
        """The numbers that have a place on an axis of time."""
        return [row for row in self.numbers if row.is_dated]

    @property
    def later(self) -> tuple[Count, ...]:
        """Every number but the baseline, in order of time."""
        rows = (*self.counts, *self.frozen, *self.context)
        return tuple(sorted(rows, key=lambda row: (row.as_of_date, row.role, -row.people)))

    @property
    def last(self) -> Count | None:
        """The last count; a list carried forward is none."""
        return self.counts[-1] if self.counts else None

    @property
    def decline(self) -> Decline | None:
        """The last count beside the baseline; None where either is missing."""
        if self.baseline is None or self.last is None:
            return None
        return decline(self.baseline, self.last)

    @property
    def lines(self) -> tuple[tuple[Count, ...], ...]:
        """Runs of counts that are close enough to be joined by a line."""
        runs: list[list[Count]] = [[]]
        for count in self.counts:
            if runs[-1] and _days(runs[-1][-1].as_of_date, count.as_of_date) > LINE_GAP_DAYS:
                runs.append([])
            runs[-1].append(count)
        return tuple(
            tuple(run)
            for run in runs
            if len(run) >= LINE_COUNTS and _days(run[0].as_of_date, run[-1].as_of_date) >= LINE_DAYS
        )

    @property
    def carried(self) -> tuple[Count, ...]:
        """Lists carried forward, with the last count before them where it is near."""
        if not self.frozen:
            return ()
        start = self.frozen[0].as_of_date
        near = [each for each in self.counts if 0 <= _days(each.as_of_date, start) <= LINE_GAP_DAYS]
        return (*near[-1:], *self.frozen)

    @property
    def widest_gap(self) -> tuple[Count, Count] | None:
        """The two consecutive numbers furthest apart in time; None without two numbers."""
        known = [*([self.baseline] if self.baseline else []), *self.counts]
        return max(
            pairwise(known),
            key=lambda pair: _days(pair[0].as_of_date, pair[1].as_of_date),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class City:
    """One city of the charts of all cities.

    Attributes:
        name: As a reader should see it.
        series: Its series, one an area.
        is_in_article: Whether the article names it.
    """

    name: str
    series: tuple[Series, ...]
    is_in_article: bool

    @property
    def main(self) -> Series:
        """The series of the main area."""
        return main_series(self.series)


def _days(first: date, second: date) -> int:
    return (second - first).days


def decline(baseline: Count, count: Count) -> Decline:
    """Compare a count with a baseline.

    Args:
        baseline: The official estimate.
        count: A later number of the same place and area.

    Returns:
        The two, with the decline in percent.

    Raises:
        ScopeError: They are not of one place and one known area, or the first is no baseline.
    """
    if baseline.role != "baseline":
        raise ScopeError(f"{baseline.count_id} is no baseline.")
    same = (baseline.place_id, baseline.area) == (count.place_id, count.area)
    if not same or baseline.area == "not_stated":
        raise ScopeError(
            f"{count.count_id} is not of the area of {baseline.count_id}: no percentage."
        )
    return Decline(baseline, count)


def series_by_place(counts: Iterable[Count]) -> dict[str, tuple[Series, ...]]:
    """Group numbers into series by place and area.

    Args:
        counts: All numbers.

    Returns:
        The series of each place, the city itself first, by `place_id`.
    """

    def key(count: Count) -> tuple[str, int, date]:
        return count.place_id, AREAS.index(count.area), count.as_of_date

    found: dict[str, tuple[Series, ...]] = {}
    for (place_id, area), group in groupby(
        sorted(counts, key=key), key=lambda count: (count.place_id, count.area)
    ):
        rows = tuple(group)
        by_role = {
            role: tuple(row for row in rows if row.role == role)
            for role in ("baseline", "count", "frozen", "context")
        }
        series = Series(
            place_id=place_id,
            area=area,
            baseline=by_role["baseline"][0] if by_role["baseline"] else None,
            counts=by_role["count"],
            frozen=by_role["frozen"],
            context=by_role["context"],
        )
        found[place_id] = (*found.get(place_id, ()), series)
    return found


def main_series(series: Iterable[Series]) -> Series:
    """Select the main area of a place: the first with counts, the city itself first."""
    known = tuple(series)
    return next((each for each in known if each.counts), known[0])


def conflicts_of(place_id: str, conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Choose the conflicts between counts of one place."""
    return [each for each in conflicts if each.place_id == place_id]


def places_in_order(
    by_place: dict[str, tuple[Series, ...]], first_ids: frozenset[str]
) -> list[str]:
    """Order the places for readers.

    Args:
        by_place: The series of each place.
        first_ids: The places that come before all others: those that the article names.

    Returns:
        The `place_id`s: in each part the city with the most counts of its own first, then the
        larger one.
    """

    def key(place_id: str) -> tuple[bool, int, int, str]:
        city = by_place[place_id][0]
        counts = len(city.counts) if city.area == "city" else 0
        people = city.baseline.people if city.baseline else 0
        return place_id not in first_ids, -counts, -people, place_id

    return sorted(by_place, key=key)
