"""Facts that others published of a period: gains beside ours, the ISW map, people, events."""

import re
from collections.abc import Iterator

from pokrovsk_front.model.brief.fact import Fact, FactValue, Kind
from pokrovsk_front.model.brief.inputs import Inputs
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.isw import isw_gain_from
from pokrovsk_front.model.people import AREAS, Count
from pokrovsk_front.model.people_text import as_of, people
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.timeline import Event

ISW_SOURCE_IDS = ("isw_daily_areas",)
"""The source of the daily areas."""

AS_MUCH_KM2, AS_MUCH_PCT = 3.0, 1.0
"""A published figure that differs from ours by no more than either is about as much."""

EVENT_WEIGHTS = {"confirmed": 0.34, "mapped": 0.3, "claimed": 0.26, "reported": 0.22}


def report_facts(inputs: Inputs, gain: Gain, told: frozenset[str] = frozenset()) -> list[Fact]:
    """List what others published of the window of a gain.

    Args:
        inputs: Tables and records.
        gain: The window as `net_gain` measured it.
        told: Events that another fact of the brief is about.
    """
    counts = _counts_within(inputs, gain)
    return [
        *_published(inputs, gain),
        *_isw(inputs, gain),
        *_people(counts, inputs, gain),
        *_events(inputs, gain, told, counts),
    ]


def is_as_much(published_km2: float, ours_km2: float) -> bool:
    """Tell whether a published figure is about as much as ours.

    >>> is_as_much(2194, 2196.5), is_as_much(267, 283.0)
    (True, False)
    """
    difference_km2 = abs(published_km2 - ours_km2)
    return difference_km2 <= max(AS_MUCH_KM2, abs(ours_km2) * AS_MUCH_PCT / 100)


def _published(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Set figures published for exactly these days beside ours."""
    rows = [row for row in inputs.board.of(gain.window) if row.unit == "km2"]
    for number, row in enumerate(rows):
        difference_km2 = row.printed - gain.net_km2
        values: dict[str, FactValue] = {
            "who": row.series,
            "series_id": row.series_id,
            "published_km2": row.printed,
            "net_km2": gain.net_km2,
            "difference_km2": difference_km2,
            "is_as_much": is_as_much(row.printed, gain.net_km2),
            "is_claim": row.is_claim,
            "caveat_id": row.caveat_id,
            "definition": row.definition,
            "publisher": row.publisher,
            "url": row.url,
        }
        is_repeated = any(each.series_id == row.series_id for each in rows[:number])
        if is_repeated and any(
            (each.series_id, each.printed) == (row.series_id, row.printed) for each in rows[:number]
        ):
            continue
        yield Fact(
            kind=Kind.PUBLISHED,
            subject=f"{row.series_id}_{number}" if is_repeated else row.series_id,
            values=values,
            windows=(gain.window,),
            source_ids=(row.source_id,),
            as_of_date=row.as_of_date,
            weight=0.35 + min(abs(difference_km2) / max(abs(gain.net_km2), 1.0), 1.0) * 0.4,
        )


def _isw(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Measure the window on the ISW map, where its daily series covers it."""
    try:
        assessed, with_claims = (
            isw_gain_from(inputs.isw_areas[definition], gain.window, definition)
            for definition in ("assessed", "with_claims")
        )
    except ArchiveGapError:
        return
    values: dict[str, FactValue] = {
        "assessed_km2": assessed.net_km2,
        "with_claims_km2": with_claims.net_km2,
        "net_km2": gain.net_km2,
        "closing_date": assessed.closing.as_of_date,
    }
    difference_km2 = abs(assessed.net_km2 - gain.net_km2)
    yield Fact(
        kind=Kind.ISW,
        subject="",
        values=values,
        windows=(gain.window,),
        source_ids=ISW_SOURCE_IDS,
        as_of_date=assessed.closing.as_of_date,
        weight=0.3 + min(difference_km2 / max(abs(gain.net_km2), 1.0), 1.0) * 0.3,
    )


def _people(counts: list[Count], inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Give the numbers of people that speak of these days, one a place."""
    for count in counts:
        values: dict[str, FactValue] = {
            "name": inputs.place_names[count.place_id],
            "count_id": count.count_id,
            "people": count.people,
            "people_high": count.people_high,
            "area": count.area,
            "count_date": count.as_of_date,
            "said": people(count, inputs.words),
            "when": as_of(count, inputs.words),
            "who": count.attributed_to,
            "publisher": count.publisher,
            "url": count.url,
        }
        yield Fact(
            kind=Kind.PEOPLE,
            subject=count.place_id,
            values=values,
            windows=(gain.window,),
            source_ids=(count.source_id,),
            as_of_date=count.as_of_date,
            weight=0.1 if count.is_weak else 0.28,
        )


def _counts_within(inputs: Inputs, gain: Gain) -> list[Count]:
    """Choose the last count of each place, that of the city where there is one."""
    chosen: dict[str, Count] = {}
    for count in sorted(inputs.counts, key=lambda each: each.as_of_date):
        if count.role != "count" or not _is_within(count, gain):
            continue
        known = chosen.get(count.place_id)
        if known is None or AREAS.index(count.area) <= AREAS.index(known.area):
            chosen[count.place_id] = count
    return list(chosen.values())


def _is_of_count(event: Event, counts: list[Count]) -> bool:
    """Tell whether an event is that a number of people was published: a fact of its own."""
    numbers = {re.sub(r"\D", "", each) for each in re.findall(r"\d[\d,.\s\u00a0]*\d", event.title)}
    return any(
        event.place_id == count.place_id and str(count.people) in numbers for count in counts
    )


def _is_within(count: Count, gain: Gain) -> bool:
    first, last = gain.window.first_day, gain.window.last_day
    is_month_or_day = count.is_dated and (count.date_precision == "day" or gain.window.days >= 28)
    return is_month_or_day and first <= count.as_of_date <= last


def _events(
    inputs: Inputs, gain: Gain, told: frozenset[str], counts: list[Count]
) -> Iterator[Fact]:
    """List the dated events of these days, each with its certainty.

    Counts of land are left out: they are published figures, and speak of other days.
    """
    window = gain.window
    for event in inputs.events:
        is_within = window.first_day <= event.event_date <= window.last_day
        is_told = event.event_id in told or _is_of_count(event, counts)
        if is_within and event.kind != "counts" and not is_told:
            yield _event(event, gain)


def _event(event: Event, gain: Gain) -> Fact:
    values: dict[str, FactValue] = {
        "event_date": event.event_date,
        "title": event.title,
        "certainty": event.certainty,
        "who": event.attributed_to,
        "publisher": event.publisher,
        "url": event.url,
    }
    return Fact(
        kind=Kind.EVENT,
        subject=event.event_id,
        values=values,
        windows=(gain.window,),
        source_ids=(),
        as_of_date=event.event_date,
        weight=EVENT_WEIGHTS[event.certainty],
    )
