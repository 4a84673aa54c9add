"""Facts of places: towns and hromadas that changed, those near the front, claims beside the map."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from pokrovsk_front.model.brief.fact import Fact, FactValue, Kind, Part
from pokrovsk_front.model.brief.inputs import Inputs
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.place_share import HALF_PCT, NINE_TENTHS_PCT, Measure, MeasuredArea

MAX_HROMADAS = 3
MAX_NEAREST = 3
NEAR_KM = 15.0
"""Places further from the front than this are not said to be near."""

MIN_MOVE_KM = 0.1
MIN_HROMADA_KM2 = 0.5
LARGE_TOWN_KM2 = 30.0


def place_facts(inputs: Inputs, gain: Gain) -> list[Fact]:
    """List the facts of places between the two maps of a gain."""
    days = gain.opening.as_of_date, gain.closing.as_of_date
    before_pct, after_pct = (inputs.shares.on(day) for day in days)
    towns = list(_towns(inputs, gain, before_pct, after_pct))
    named = {fact.subject for fact in towns}
    return [
        *towns,
        *_hromadas(inputs, gain, before_pct, after_pct),
        *_nearest(inputs, gain, after_pct, named),
        *_claims(inputs, gain, after_pct),
    ]


def _fact(
    inputs: Inputs,
    gain: Gain,
    kind: Kind,
    subject: str,
    weight: float,
    values: dict[str, FactValue],
) -> Fact:
    return Fact(
        kind=kind,
        subject=subject,
        values=values,
        windows=(gain.window,),
        source_ids=inputs.sources(*gain.readings),
        as_of_date=gain.closing.as_of_date,
        weight=weight,
    )


def _is_town(inputs: Inputs, area: MeasuredArea) -> bool:
    """Whether an area is a settlement: its outline, or the circle of a place that has none."""
    if area.measure == Measure.OUTLINE:
        return True
    return area.place_id is not None and inputs.area_of_place[area.place_id] == area


def _towns(
    inputs: Inputs, gain: Gain, before_pct: np.ndarray, after_pct: np.ndarray
) -> Iterator[Fact]:
    """Name towns of which half or nine tenths came under control, or less than half was left.

    A town that passed both in one period is named once, by the larger part.
    """
    opening, closing = gain.opening.as_of_date, gain.closing.as_of_date
    half, nearly_all = (
        (before_pct >= pct).astype(int) - (after_pct >= pct) for pct in (HALF_PCT, NINE_TENTHS_PCT)
    )
    for at in np.flatnonzero((half != 0) | (nearly_all < 0)):
        area = inputs.shares.areas[at]
        if not _is_town(inputs, area):
            continue
        is_regained = half[at] > 0
        pct = NINE_TENTHS_PCT if nearly_all[at] < 0 else HALF_PCT
        since = inputs.shares.since(int(at), opening, closing, pct, is_above=not is_regained)
        values: dict[str, FactValue] = {
            "name": inputs.area_names[area.area_id],
            "measure": area.measure,
            "area_km2": area.area_km2,
            "part_pct": pct,
            "since_date": since,
            "before_pct": float(before_pct[at]),
            "after_pct": float(after_pct[at]),
            "opening_date": opening,
            "closing_date": closing,
        }
        kind = Kind.TOWN_REGAINED if is_regained else Kind.TOWN_OCCUPIED
        weight = 0.4 + 0.6 * min(area.area_km2 / LARGE_TOWN_KM2, 1.0)
        yield _fact(inputs, gain, kind, area.named_after, weight, values)


def _hromadas(
    inputs: Inputs, gain: Gain, before_pct: np.ndarray, after_pct: np.ndarray
) -> Iterator[Fact]:
    """Say which hromadas changed most, in km2."""
    parts = [
        Part(
            area.area_id,
            inputs.area_names[area.area_id],
            float(after_pct[at] - before_pct[at]) / 100 * area.area_km2,
            float(after_pct[at]),
        )
        for at, area in enumerate(inputs.shares.areas)
        if area.measure == Measure.HROMADA and after_pct[at] != before_pct[at]
    ]
    parts = [part for part in parts if abs(part.net_km2) >= MIN_HROMADA_KM2]
    parts.sort(key=lambda part: (-abs(part.net_km2), part.key))
    if not parts:
        return
    values: dict[str, FactValue] = {
        "hromadas": tuple(parts[:MAX_HROMADAS]),
        "changed": len(parts),
        "closing_date": gain.closing.as_of_date,
    }
    share = abs(parts[0].net_km2) / sum(abs(part.net_km2) for part in parts)
    yield _fact(inputs, gain, Kind.HROMADAS, "", 0.25 + 0.5 * share, values)


def _nearest(inputs: Inputs, gain: Gain, after_pct: np.ndarray, named: set[str]) -> Iterator[Fact]:
    """Name the places outside occupied land that the front moved towards, the nearest first."""
    before_km, after_km = (_distances(inputs, reading.as_of_date) for reading in gain.readings)
    moved_km = {key: before_km[key] - km for key, km in after_km.items() if 0 < km <= NEAR_KM}
    near = sorted(
        (after_km[key], key)
        for key, moved in moved_km.items()
        if moved >= MIN_MOVE_KM and key not in named
    )
    positions = {area.area_id: at for at, area in enumerate(inputs.shares.areas)}
    listed = [key for _km, key in near[:MAX_NEAREST]]
    for place_id in listed:
        area = inputs.area_of_place[place_id]
        values: dict[str, FactValue] = {
            "name": inputs.place_names[place_id],
            "measure": area.measure,
            "moved_km": moved_km[place_id],
            "distance_km": after_km[place_id],
            "after_pct": float(after_pct[positions[area.area_id]]),
            "closing_date": gain.closing.as_of_date,
        }
        weight = 0.2 + min(moved_km[place_id] / 20, 0.5)
        yield _fact(inputs, gain, Kind.NEAREST, place_id, weight, values)


def _distances(inputs: Inputs, day: date) -> dict[str, float]:
    """Give the distance of each place to occupied land on the map of a day, in km."""
    rows = inputs.distances_on(day)
    keys, km = rows["place_id"].array, rows["distance_km"].to_numpy().tolist()
    return dict(zip(map(str, keys), km, strict=True))


def _claims(inputs: Inputs, gain: Gain, after_pct: np.ndarray) -> Iterator[Fact]:
    """Name towns claimed without half of them on the map, and on the map without a claim.

    Only towns whose claims were searched in print are looked at.
    """
    window, closing = gain.window, gain.closing.as_of_date
    positions = {area.area_id: at for at, area in enumerate(inputs.shares.areas)}
    for lag in inputs.lags:
        place_id = lag.town.place_id
        area = inputs.area_of_place[place_id]
        pct = float(after_pct[positions[area.area_id]])
        claim_date = lag.claim.event_date if lag.claim else None
        values: dict[str, FactValue] = {
            "name": inputs.place_names[place_id],
            "measure": area.measure,
            "after_pct": pct,
            "closing_date": closing,
        }
        is_claimed_now = (
            claim_date is not None and window.first_day <= claim_date <= window.last_day
        )
        if lag.claim and is_claimed_now and pct < HALF_PCT:
            told: dict[str, FactValue] = {
                "event_id": lag.claim.event_id,
                "claim_date": claim_date,
                "who": lag.claim.attributed_to,
                "publisher": lag.claim.publisher,
                "url": lag.claim.url,
            }
            yield _fact(inputs, gain, Kind.CLAIM_ALONE, place_id, 0.75, values | told)
        since = _half_since(lag.shares.half.since_date if lag.shares else None, gain)
        if since and (claim_date is None or claim_date > window.last_day):
            said: dict[str, FactValue] = {"since_date": since, "is_claimed_later": bool(claim_date)}
            yield _fact(inputs, gain, Kind.MAP_ALONE, place_id, 0.6, values | said)


def _half_since(since: date | None, gain: Gain) -> date | None:
    """Give the day since which the map has had half of a town, if it is within the window."""
    is_within = since is not None and gain.opening.as_of_date < since <= gain.closing.as_of_date
    return since if is_within else None
