"""Facts of land: net and gross change, comparisons, records, single maps, oblasts, grey zone."""

import math
from collections.abc import Iterator

import numpy as np

from pokrovsk_front.model.breaks import breaks_between, redrawn_km2
from pokrovsk_front.model.brief.fact import Fact, FactValue, Kind, Part
from pokrovsk_front.model.brief.history import Measure, Rank, Record, rank, record
from pokrovsk_front.model.brief.inputs import Inputs
from pokrovsk_front.model.brief.periods import kind_of, period_before, year_before
from pokrovsk_front.model.gains import (
    MIN_STEPS,
    Gain,
    GrossChange,
    net_gain,
    window_change_pct,
)
from pokrovsk_front.model.readings import day_of
from pokrovsk_front.model.shares import OBLAST_NAMES, gain_by_oblast
from pokrovsk_front.model.windows import Window, WindowError, have_same_length

FIRST_WEIGHT = 2.0
SMALLEST_PART_KM2 = 0.5
"""What changed by less is not named."""

MIN_GAINED_DAY_PCT = 10.0
MIN_REGAINED_DAY_PCT = 25.0
MIN_REGAINED_KM2 = 5.0
"""From these on a single map is said to have brought a part of what came under control, or of
what was regained."""


def land_facts(inputs: Inputs, gain: Gain) -> list[Fact]:
    """List the facts of land of a gain, its net change first."""
    past, window = inputs.past, gain.window
    gross = GrossChange(past.change(window, "gained"), past.change(window, "regained"))
    return [
        _net(inputs, gain),
        *_comparisons(inputs, gain),
        *_records(inputs, gain, gross),
        *_rank(inputs, gain),
        *_gross(inputs, gain, gross),
        *_single_maps(inputs, gain, gross),
        *_oblasts(inputs, gain),
        *_grey_zone(inputs, gain),
        _total(inputs, gain),
    ]


def _fact(
    inputs: Inputs,
    gain: Gain,
    kind: Kind,
    weight: float,
    values: dict[str, FactValue],
    other: Window | None = None,
) -> Fact:
    return Fact(
        kind=kind,
        subject="",
        values=values,
        windows=(gain.window, *([other] if other else [])),
        source_ids=inputs.sources(*gain.readings),
        as_of_date=gain.closing.as_of_date,
        weight=weight,
    )


def _net(inputs: Inputs, gain: Gain) -> Fact:
    least_km2, most_km2 = gain.bounds_km2
    values: dict[str, FactValue] = {
        "net_km2": gain.net_km2,
        "net_km2_per_day": gain.net_km2_per_day,
        "redrawn_km2": gain.redrawn_km2,
        "least_km2": least_km2,
        "most_km2": most_km2,
        "opening_date": gain.opening.as_of_date,
        "closing_date": gain.closing.as_of_date,
        "is_within_one_day": gain.is_within_one_day,
        "is_daily": inputs.past.is_daily(gain.window),
        "daily_since": inputs.past.daily_within(gain.window),
    }
    return _fact(inputs, gain, Kind.NET, FIRST_WEIGHT, values)


def _comparisons(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Compare with the period before and with that of a year before, where maps reach back."""
    window = gain.window
    others: list[tuple[Kind, Window | None]] = [
        (Kind.BEFORE, period_before(window)),
        (Kind.YEAR_BEFORE, year_before(window)),
    ]
    for kind, other in others:
        if other is None:
            continue
        try:
            earlier = net_gain(inputs.daily_area, other, inputs.breaks)
        except WindowError:
            continue
        is_of_advances = gain.net_km2 > 0 and earlier.net_km2 > 0
        change_pct = (
            window_change_pct(gain.net_km2, earlier.net_km2, other, window)
            if is_of_advances
            else None
        )
        values: dict[str, FactValue] = {
            "net_km2": gain.net_km2,
            "other_net_km2": earlier.net_km2,
            "net_km2_per_day": gain.net_km2_per_day,
            "other_net_km2_per_day": earlier.net_km2_per_day,
            "other_redrawn_km2": earlier.redrawn_km2,
            "change_pct": change_pct,
            "is_same_length": have_same_length(other, window),
            "other": other,
        }
        yield _fact(inputs, gain, kind, _weight_of_change(change_pct), values, other)


def _weight_of_change(change_pct: float | None) -> float:
    """Weigh a change: twice as much, half as much and another sign are the most that counts."""
    if change_pct is None:
        return 0.8
    return 0.3 + 0.5 * min(abs(math.log2(max(1 + change_pct / 100, 1e-9))), 1.0)


def _records(inputs: Inputs, gain: Gain, gross: GrossChange) -> Iterator[Fact]:
    """Say since when no period of the kind had as much or as little, or had as much regained."""
    window, past = gain.window, inputs.past
    kinds: list[tuple[Kind, Measure]] = [(Kind.RECORD, "net")]
    if past.is_daily(window) and gross.regained_km2 >= MIN_REGAINED_KM2:
        kinds.append((Kind.RECORD_REGAINED, "regained"))
    for kind, measure in kinds:
        found = record(past, window, measure)
        if found is None:
            continue
        values: dict[str, FactValue] = {
            "period": str(kind_of(window)),
            "days": window.days,
            "km2": past.change(window, measure),
            "side": found.side,
            "since": found.since,
            "since_km2": found.since_km2,
            "since_redrawn_km2": _redrawn_km2(inputs, found.since) if measure == "net" else 0.0,
            "first": found.first,
            "beaten": found.beaten,
            "is_still": found.is_still,
            "is_daily": past.is_daily(window),
        }
        compared = found.since or found.first
        apart = found.beaten / (window.days if kind_of(window).value == "days" else 1)
        weight = min(apart / (apart + 4), 1.0)
        yield _fact(inputs, gain, kind, weight, values, compared)


def _redrawn_km2(inputs: Inputs, window: Window | None) -> float:
    """Give what redrawn outlines add over a window, in km2."""
    if window is None:
        return 0.0
    return redrawn_km2(breaks_between(inputs.breaks, window.eve, window.last_day))


def _rank(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Rank the window among all others of its kind, unless a record says the same."""
    found = rank(inputs.past, gain.window)
    if found is None:
        return
    held = record(inputs.past, gain.window)
    if held is not None and held.is_still and _is_told(found, held):
        return
    values: dict[str, FactValue] = {
        "period": str(kind_of(gain.window)),
        "days": gain.window.days,
        "others": found.others,
        "larger": found.larger,
        "first": found.first,
        "last": found.last,
        "is_daily": inputs.past.is_daily(gain.window),
    }
    weight = abs(2 * found.larger / found.others - 1) * 0.7
    yield _fact(inputs, gain, Kind.RANK, weight, values, found.first)


def _is_told(found: Rank, held: Record) -> bool:
    """Tell whether a record that still holds says as much as a rank: of all, or of all but one."""
    beyond = found.larger if held.side == "largest" else found.others - found.larger
    return beyond <= (0 if held.since is None else 1)


def _gross(inputs: Inputs, gain: Gain, gross: GrossChange) -> Iterator[Fact]:
    both_km2 = gross.gained_km2 + gross.regained_km2
    if min(gross.gained_km2, gross.regained_km2) < SMALLEST_PART_KM2:
        return  # It would say the net change again.
    values: dict[str, FactValue] = {
        "gained_km2": gross.gained_km2,
        "regained_km2": gross.regained_km2,
        "redrawn_km2": gain.redrawn_km2,
    }
    weight = 0.3 + 0.7 * min(gross.regained_km2, gross.gained_km2) / both_km2
    yield _fact(inputs, gain, Kind.GROSS, weight, values)


def _single_maps(inputs: Inputs, gain: Gain, gross: GrossChange) -> Iterator[Fact]:
    """Name a map that brought much of what came under control, or of what was regained."""
    days = inputs.daily_area["as_of_date"].to_numpy().astype("datetime64[D]")
    ends = np.array([gain.opening.as_of_date, gain.closing.as_of_date], dtype="datetime64[D]")
    first, last = np.searchsorted(days, ends)
    if last - first < MIN_STEPS or not inputs.past.is_daily(gain.window):
        return
    by_map = np.column_stack([days, days])[first + 1 : last + 1]
    sides: tuple[tuple[Kind, Measure, float, float], ...] = (
        (Kind.DAY_GAINED, "gained", gross.gained_km2, MIN_GAINED_DAY_PCT),
        (Kind.DAY_REGAINED, "regained", gross.regained_km2, MIN_REGAINED_DAY_PCT),
    )
    for kind, measure, total_km2, min_pct in sides:
        steps_km2 = inputs.past.changes(by_map, measure)
        at = int(np.argmax(steps_km2))
        km2 = float(steps_km2[at])
        if total_km2 < MIN_REGAINED_KM2 or km2 / total_km2 * 100 < min_pct:
            continue
        values: dict[str, FactValue] = {
            "map_date": day_of(days[first + 1 + at]),
            "km2": km2,
            "total_km2": total_km2,
            "share_pct": km2 / total_km2 * 100,
            "maps": int(last - first),
        }
        yield _fact(inputs, gain, kind, min(km2 / total_km2, 1.0), values)


def _oblasts(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    """Say in which oblasts the map changed, that with the largest change first."""
    by_oblast = gain_by_oblast(inputs.by_oblast, gain.window)
    parts = sorted(
        (
            Part(each.oblast_iso, OBLAST_NAMES[each.oblast_iso], each.net_km2, each.closing_pct)
            for each in by_oblast.oblasts
            if abs(each.net_km2) >= SMALLEST_PART_KM2
        ),
        key=lambda part: (-abs(part.net_km2), part.key),
    )
    if not parts:
        return
    values: dict[str, FactValue] = {"net_km2": gain.net_km2, "oblasts": tuple(parts)}
    share = abs(parts[0].net_km2) / sum(abs(part.net_km2) for part in parts)
    yield _fact(inputs, gain, Kind.OBLASTS, 0.35 + 0.3 * share, values)


def _grey_zone(inputs: Inputs, gain: Gain) -> Iterator[Fact]:
    before_km2, after_km2 = gain.opening.grey_zone_km2, gain.closing.grey_zone_km2
    if before_km2 is None or after_km2 is None:
        return
    change_km2 = after_km2 - before_km2
    if abs(change_km2) < SMALLEST_PART_KM2:
        return
    values: dict[str, FactValue] = {
        "before_km2": before_km2,
        "after_km2": after_km2,
        "change_km2": change_km2,
    }
    weight = min(abs(change_km2) / max(abs(gain.net_km2), 1.0), 1.0) * 0.6
    yield _fact(inputs, gain, Kind.GREY_ZONE, weight, values)


def _total(inputs: Inputs, gain: Gain) -> Fact:
    total_km2 = gain.closing.occupied_total_km2
    values: dict[str, FactValue] = {
        "occupied_total_km2": total_km2,
        "occupied_pct": total_km2 / inputs.country_km2 * 100,
        "closing_date": gain.closing.as_of_date,
    }
    return _fact(inputs, gain, Kind.TOTAL, 0.2, values)
