"""Events by day, and how claims to towns compare with the map.

An event is what somebody said, showed or did, with who and where it was read; nothing here
says that it is true. How sure it is, is told by its certainty, which is part of the row.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from types import MappingProxyType

import numpy as np
import pandas as pd

from pokrovsk_front.model.place_share import Part, ShareDays

KINDS = ("attack", "control", "withdrawal", "civilians", "counts", "statement", "diplomacy")
"""What an event is about, in the order in which a reader chooses."""

CERTAINTIES = ("confirmed", "mapped", "claimed", "reported")
"""How sure an event is, the surest first."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated, sourced event.

    Attributes:
        event_id: Key, such as `avdiivka_withdrawal`.
        event_date: Its day, or the day of the statement where it is that something was said.
        place_id: Its place in the table of places; None where that has no such place.
        place_name: Name of the place where `place_id` is None; may be empty.
        title: One neutral line.
        chart_label: Name on the chart; empty for most events.
        kind: One of `KINDS`.
        certainty: One of `CERTAINTIES`.
        attributed_to: Who said it, showed it or did it.
        publisher: Where it was read.
        url: The page on which it was read.
        host_is_weak: Whether that page is a copy, a digest or a small portal.
        note: What to know before quoting; may be empty.
    """

    event_id: str
    event_date: date
    place_id: str | None
    place_name: str
    title: str
    chart_label: str
    kind: str
    certainty: str
    attributed_to: str
    publisher: str
    url: str
    host_is_weak: bool
    note: str


@dataclass(frozen=True, slots=True)
class ClaimedTown:
    """Which event is the Russian claim to a town, and which one the Ukrainian acknowledgement.

    Attributes:
        place_id: The town.
        claim_event_id: None where no claim was found in print.
        acknowledgement_event_id: None where no acknowledgement was found in print.
        acknowledged: `withdrawal` from the town, or the loss of a `part` of it; None where
            nothing was acknowledged.
        note: What to know before comparing the days; may be empty.
    """

    place_id: str
    claim_event_id: str | None
    acknowledgement_event_id: str | None
    acknowledged: str | None
    note: str


def chosen_events(
    events: Iterable[Event],
    place_id: str | None = None,
    kinds: Collection[str] = (),
    certainties: Collection[str] = (),
) -> list[Event]:
    """Filter events; an empty filter keeps all.

    Args:
        events: The events.
        place_id: Only those of this place; those of no place in the table fit no place.
        kinds: Only these kinds.
        certainties: Only these certainties.

    Returns:
        The events in the order in which they came.
    """
    return [
        event
        for event in events
        if (place_id is None or event.place_id == place_id)
        and (not kinds or event.kind in kinds)
        and (not certainties or event.certainty in certainties)
    ]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Since when the map has had the centre of a place inside occupied land, without a break.

    Attributes:
        since_date: Day of the first of those maps; None where the centre lies outside on the
            last map of the archive.
        last_outside_date: Day of the last map with the centre outside; None where every map
            has it inside. The line was crossed between the two.
        is_within_one_day: Whether the day of the first of those maps is inferred, within one day.
    """

    since_date: date | None
    last_outside_date: date | None
    is_within_one_day: bool = False


def lasting_coverage(
    front_distance: pd.DataFrame, inferred_days: Collection[date] = ()
) -> dict[str, Coverage]:
    """Find for each place the day since which its centre has stayed inside occupied land.

    The centre is one point: land of the town may be held by the other side for months before
    and after. The day is that of a map, which may trail the ground by days or weeks, and "for
    good" reaches only to the last map of the archive.

    Args:
        front_distance: `place_id`, `as_of_date` and `distance_km`, which is 0 inside occupied
            land; one row a place and map, in any order.
        inferred_days: The days whose map is dated within one day (`gains.inferred_days`).

    Returns:
        The coverage of each place.
    """
    ordered = front_distance.sort_values(["place_id", "as_of_date"], kind="stable")
    found = {}
    for place_id, rows in ordered.groupby("place_id", sort=False):
        outside = np.flatnonzero(rows["distance_km"].to_numpy() > 0)
        days = rows["as_of_date"].dt.date.to_numpy()
        last = int(outside[-1]) if outside.size else -1
        since = days[last + 1] if last + 1 < len(days) else None
        found[str(place_id)] = Coverage(
            since_date=since,
            last_outside_date=days[last] if last >= 0 else None,
            is_within_one_day=since in inferred_days,
        )
    return found


@dataclass(frozen=True, slots=True)
class ClaimLag:
    """The days of a town: Russian claim, Ukrainian acknowledgement, lasting map coverage.

    Each is None where there is none. A lag counts days from the first named to the second: it
    is negative where the second came before. `coverage` is of one central point, and `shares` of
    the town: the days on which the map had a tenth, a half and nine tenths of it, first and for
    good; None where that was not measured.
    """

    town: ClaimedTown
    claim: Event | None
    acknowledgement: Event | None
    coverage: Coverage
    shares: ShareDays | None = None

    @property
    def claim_to_map_days(self) -> int | None:
        """Days from the claim until the map had the centre inside for good."""
        return _days(_day(self.claim), self.coverage.since_date)

    @property
    def claim_to_acknowledgement_days(self) -> int | None:
        """Days from the claim until the acknowledgement."""
        return _days(_day(self.claim), _day(self.acknowledgement))

    @property
    def acknowledgement_to_map_days(self) -> int | None:
        """Days from the acknowledgement until the map had the centre inside for good."""
        return _days(_day(self.acknowledgement), self.coverage.since_date)

    def claim_to_share_days(self, part: Part) -> int | None:
        """Days from the claim until the map had a part of the town for good."""
        since_date = self.shares.part(part).since_date if self.shares else None
        return _days(_day(self.claim), since_date)

    @property
    def days(self) -> tuple[date, ...]:
        """The known days of claim, acknowledgement and central point, in order of time."""
        known = (_day(self.claim), _day(self.acknowledgement), self.coverage.since_date)
        return tuple(sorted(day for day in known if day is not None))


def _day(event: Event | None) -> date | None:
    return event.event_date if event else None


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days


def claim_lags(
    towns: Iterable[ClaimedTown],
    events: Mapping[str, Event],
    coverage: Mapping[str, Coverage],
    shares: Mapping[str, ShareDays] = MappingProxyType({}),
) -> list[ClaimLag]:
    """Compare the days of every town.

    Args:
        towns: The towns with the events that are claim and acknowledgement.
        events: The events by `event_id`.
        coverage: What `lasting_coverage` found, by `place_id`.
        shares: The days on which the map first had parts of a town, by `place_id`.

    Returns:
        One lag a town, by the day of the claim; towns without a claim by their first day.

    Raises:
        KeyError: A town names an event or a place that is not there.
    """
    lags = [
        ClaimLag(
            town,
            events[town.claim_event_id] if town.claim_event_id else None,
            events[town.acknowledgement_event_id] if town.acknowledgement_event_id else None,
            coverage[town.place_id],
            shares.get(town.place_id),
        )
        for town in towns
    ]
    return sorted(lags, key=lambda lag: (_day(lag.claim) or lag.days[0], lag.town.place_id))


@dataclass(frozen=True, slots=True)
class LagSummary:
    """How claims compare with the map over all towns.

    Whether the map has a town is told by its central point, or by a part of its outline.

    Attributes:
        claimed: Towns with a Russian claim.
        map_first: Of them, those which the map had for good before the claim.
        same_day: Those with both on one day.
        claim_first: Those that were claimed before the map had them for good.
        unmapped: Those that were claimed and which the last map does not have.
        median_days: Median of the days from claim to map, of the towns that have both; None
            where no town has.
    """

    claimed: int
    map_first: int
    same_day: int
    claim_first: int
    unmapped: int
    median_days: float | None


def summarise(lags: Iterable[ClaimLag], part: Part | None = None) -> LagSummary:
    """Summarise how claims compare with the map; towns without a claim are left out.

    Args:
        lags: The towns.
        part: The part of a town that the map must have had; without one, its central point.
    """
    claimed = [lag for lag in lags if lag.claim]
    every = [lag.claim_to_share_days(part) if part else lag.claim_to_map_days for lag in claimed]
    compared = [days for days in every if days is not None]
    return LagSummary(
        claimed=len(claimed),
        map_first=sum(days < 0 for days in compared),
        same_day=sum(days == 0 for days in compared),
        claim_first=sum(days > 0 for days in compared),
        unmapped=len(claimed) - len(compared),
        median_days=float(median(compared)) if compared else None,
    )
