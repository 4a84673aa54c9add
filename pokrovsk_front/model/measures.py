"""The measures that check a claim of the article against the figures of `data/`.

Each one takes the claim's parameters and gives one number with the numbers behind it. Nothing
is read from a file here, no result is stored, and a day without a map is refused or answered
by the map that stands for it, never filled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import h3
import pandas as pd

from pokrovsk_front.model.claims import (
    UNKNOWN,
    Check,
    Claim,
    Detail,
    date_number,
    day_of_number,
    month_number,
)
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.gains import change_pct, net_gain
from pokrovsk_front.model.readings import inferred_days, reading_on
from pokrovsk_front.model.timeline import lasting_coverage
from pokrovsk_front.model.windows import Window

SECOND_SOURCE = "second_source"
DAYS_A_YEAR = 365.25
LEAP_DAYS = 1
"""Windows whose lengths differ by no more than this are compared by their totals."""

HELD_THROUGHOUT_ISO = "UA-43"
"""Crimea, which Russia held on every map: what it lacks of the whole is the border's error."""

MEASURES_OF_WINDOWS = frozenset(
    {"net_gain", "gain_change_pct", "share_of_area_pct", "gain_near_change_pct"}
)
"""Measures that rest on the maps at both ends of their windows."""

MEASURES_OF_MAPS = frozenset(
    {"unoccupied_places", "largest_region_share_pct", "occupied_since_month"}
)
"""Measures that rest on the maps whose days their details name."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The data that claims are measured with.

    Attributes:
        daily_area: The table `daily_area`.
        by_oblast: The table `daily_area_by_oblast`.
        front_distance: The table `front_distance`.
        cells_9: The table `cells_9`: the land that changed since 2023 on hexagons of 0.11 km2.
        area_km2: Reference areas by `area_id`, in km2.
        area_parts: The parts of each reference area that is a sum, by `area_id`.
        area_iso: The oblast of a reference area, by `area_id`.
        point_deg: Places by `place_id`, as (latitude, longitude).
        height_m: Heights of places above sea level by `place_id`, in metres; those without are
            absent.
        published_date: The day of publication of a source, by `source_id`.
        people: Printed numbers of people, by `count_id`.
    """

    daily_area: pd.DataFrame
    by_oblast: pd.DataFrame
    front_distance: pd.DataFrame
    cells_9: pd.DataFrame
    area_km2: Mapping[str, float]
    area_parts: Mapping[str, tuple[str, ...]]
    area_iso: Mapping[str, str | None]
    point_deg: Mapping[str, tuple[float, float]]
    height_m: Mapping[str, int]
    published_date: Mapping[str, date | None]
    people: Mapping[str, int]


Result = tuple[float, tuple[Detail, ...]]


def check(claim: Claim, evidence: Evidence) -> Check:
    """Check a claim: measure it and compare with the published number.

    Args:
        claim: What was printed and how it is measured.
        evidence: The tables to measure it with.

    Returns:
        Our value in the claim's unit, NaN where only a second source can be asked.

    Raises:
        ValueError: The claim's measure is unknown, or lacks a parameter that it needs.
        KeyError: An area, a place, a source or a number of people is not in the catalog.
    """
    is_calculated = claim.measure != SECOND_SOURCE
    ours: float = UNKNOWN
    details: tuple[Detail, ...] = ()
    if is_calculated:
        if claim.measure not in MEASURES:
            raise ValueError(f"No way to recompute the measure {claim.measure!r}.")
        ours, details = MEASURES[claim.measure](claim, evidence)
    other, days = UNKNOWN, _map_days(claim, details, evidence)
    if claim.shifted_months is not None:
        shifted = _shifted(claim, claim.shifted_months)
        other, _ = MEASURES[claim.measure](shifted, evidence)
        details = (*details, Detail("shifted", other, claim.unit, shifted.last_date))
        days |= _map_days(shifted, (), evidence)
    second: float = claim.second_value
    if claim.second_count_id is not None:
        second = float(evidence.people[claim.second_count_id])
    return Check(
        claim_id=claim.claim_id,
        unit=claim.unit,
        printed_value=claim.printed_value,
        our_value=ours,
        tolerance=claim.tolerance,
        relation=claim.relation,
        is_whole=claim.is_whole,
        second_value=second,
        second_reading=claim.second_reading,
        is_calculated=is_calculated,
        details=details,
        judged=claim.judged,
        second_is_independent=claim.second_is_independent,
        error=sum((each.value for each in details if each.subject_id == "error"), 0.0),
        other_value=other,
        is_of_maps=claim.measure in MEASURES_OF_WINDOWS | MEASURES_OF_MAPS,
        inferred_days=tuple(sorted(days & inferred_days(evidence.daily_area))),
    )


def _map_days(claim: Claim, details: Sequence[Detail], evidence: Evidence) -> frozenset[date]:
    """List the days of the maps that a number calculated here rests on."""
    if claim.measure in MEASURES_OF_MAPS:
        named = (
            day_of_number(each.value, each.unit) if each.unit == "date" else each.as_of_date
            for each in details
        )
        return frozenset(day for day in named if day is not None)
    if claim.measure not in MEASURES_OF_WINDOWS:
        return frozenset()
    windows = [_claimed(claim)]
    if claim.baseline_first_date is not None:
        windows.append(_baseline(claim))
    days = (day for window in windows for day in (window.eve, window.last_day))
    return frozenset(reading_on(evidence.daily_area, day).as_of_date for day in days)


def _window(first: date | None, last: date | None) -> Window:
    if first is None or last is None:
        raise ValueError("A window needs a first and a last day.")
    return Window(first, last)


def _claimed(claim: Claim) -> Window:
    return _window(claim.first_date, claim.last_date)


def _baseline(claim: Claim) -> Window:
    return _window(claim.baseline_first_date, claim.baseline_last_date)


def _shifted(claim: Claim, months: int) -> Claim:
    """Move both windows on by whole months; the last day of a month stays one."""

    def moved(day: date | None) -> date:
        return (pd.Timestamp(_day(day)) + pd.DateOffset(months=months)).date()

    def moved_end(day: date | None) -> date:
        return (pd.Timestamp(_day(day)) + pd.offsets.MonthEnd(months)).date()

    return replace(
        claim,
        first_date=moved(claim.first_date),
        last_date=moved_end(claim.last_date),
        baseline_first_date=moved(claim.baseline_first_date),
        baseline_last_date=moved_end(claim.baseline_last_date),
    )


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("The measure needs a day.")
    return day


def _net_gain(claim: Claim, evidence: Evidence) -> Result:
    return net_gain(evidence.daily_area, _claimed(claim)).net_km2, ()


def _gain_change_pct(claim: Claim, evidence: Evidence) -> Result:
    """Compare two windows: their totals, or by the day where their lengths really differ."""
    windows = (_claimed(claim), _baseline(claim))
    later, earlier = (net_gain(evidence.daily_area, window).net_km2 for window in windows)
    one, other = (window.days for window in windows)
    if abs(one - other) <= LEAP_DAYS:
        one = other = 1
    return change_pct(later / one, earlier / other), _two_windows(claim, later, earlier)


def _two_windows(claim: Claim, later_km2: float, earlier_km2: float) -> tuple[Detail, ...]:
    return (
        Detail("window", later_km2, "km2", claim.last_date),
        Detail("baseline", earlier_km2, "km2", claim.baseline_last_date),
    )


def _share_of_area_pct(claim: Claim, evidence: Evidence) -> Result:
    gain = net_gain(evidence.daily_area, _claimed(claim))
    return gain.net_km2 / evidence.area_km2[claim.area_id or ""] * 100, ()


def _distance_km(claim: Claim, evidence: Evidence) -> Result:
    points = (evidence.point_deg[each or ""] for each in (claim.from_place_id, claim.to_place_id))
    return distance_km(*points), ()


def _pace_m_per_day(claim: Claim, evidence: Evidence) -> Result:
    km, _ = _distance_km(claim, evidence)
    window = _claimed(claim)
    return km * 1000 / (window.last_day - window.first_day).days, ()


def _gain_near_change_pct(claim: Claim, evidence: Evidence) -> Result:
    """Compare two windows by the hexagons whose centre is within the radius, by great circle.

    Cut at the circle itself, the polygons of the claim's months give the same to 0.1 points.
    """
    centre = evidence.point_deg[claim.from_place_id or ""]
    windows = [
        [
            pd.Timestamp(reading_on(evidence.daily_area, day).as_of_date)
            for day in (window.eve, window.last_day)
        ]
        for window in (_claimed(claim), _baseline(claim))
    ]
    cells = evidence.cells_9
    # Only what changed in one of the windows counts: a hundredth of the cells.
    days = cells["as_of_date"]
    first, last = min(opening for opening, _ in windows), max(closing for _, closing in windows)
    changed = cells.loc[(days > first) & (days <= last), "cell"].unique()
    near = cells[
        cells["cell"].isin(
            [
                cell
                for cell in changed
                if h3.great_circle_distance(h3.cell_to_latlng(cell), centre) <= claim.radius_km
            ]
        )
    ]
    before = near.groupby("cell", sort=False)["occupied_km2"].shift(1).fillna(0.0)
    steps = near["occupied_km2"] - before
    later, earlier = (
        float(steps[(near["as_of_date"] > opening) & (near["as_of_date"] <= closing)].sum())
        for opening, closing in windows
    )
    return change_pct(later, earlier), _two_windows(claim, later, earlier)


def _years_between(claim: Claim, evidence: Evidence) -> Result:
    window = _claimed(claim)
    days = (window.last_day - window.first_day).days
    return days / DAYS_A_YEAR, (Detail("window", days, "days", window.last_day),)


def _winters_between(claim: Claim, evidence: Evidence) -> Result:
    window = _claimed(claim)
    years = range(window.first_day.year, window.last_day.year + 1)
    starts = [date(year, 12, 1) for year in years]
    return float(sum(window.first_day <= start <= window.last_day for start in starts)), ()


def _whole_months(claim: Claim, evidence: Evidence) -> Result:
    window = _claimed(claim)
    months = pd.period_range(window.first_day, window.last_day, freq="M")
    is_whole = (months.start_time >= pd.Timestamp(window.first_day)) & (
        months.end_time.normalize() <= pd.Timestamp(window.last_day)
    )
    return float(is_whole.sum()), ()


def _weekday(claim: Claim, evidence: Evidence) -> Result:
    return float(_day(claim.first_date).isoweekday()), ()


def _source_date(claim: Claim, evidence: Evidence) -> Result:
    return date_number(_day(evidence.published_date[claim.source_id])), ()


def _source_year(claim: Claim, evidence: Evidence) -> Result:
    return float(_day(evidence.published_date[claim.source_id]).year), ()


def _unoccupied_places(claim: Claim, evidence: Evidence) -> Result:
    used = reading_on(evidence.daily_area, _day(claim.first_date)).as_of_date
    on_day = evidence.front_distance["as_of_date"] == pd.Timestamp(used)
    distances = evidence.front_distance[on_day].set_index("place_id")["distance_km"]
    found = tuple(
        Detail(place_id, float(distances[place_id]), "km", used) for place_id in claim.place_ids
    )
    return float(sum(each.value > 0 for each in found)), found


def _largest_region_share_pct(claim: Claim, evidence: Evidence) -> Result:
    """Give the largest share of any region on any map, of its land on the same border file."""
    rows = evidence.by_oblast[
        evidence.by_oblast["as_of_date"] <= pd.Timestamp(_day(claim.last_date))
    ]
    found = []
    for area_id in evidence.area_parts[claim.area_id or ""]:
        region = rows[rows["oblast_iso"] == evidence.area_iso[area_id]]
        share_pct = region["occupied_km2"] / region["oblast_land_km2"] * 100
        at = int(share_pct.to_numpy().argmax())
        day = pd.Timestamp(region["as_of_date"].iloc[at]).date()
        found.append(Detail(area_id, float(share_pct.iloc[at]), "pct", day))
    held = rows[rows["oblast_iso"] == HELD_THROUGHOUT_ISO]
    short_pct = 100 - float((held["occupied_km2"] / held["oblast_land_km2"]).max()) * 100
    error = (Detail("error", short_pct, "pct"),) if len(held) else ()
    return max(each.value for each in found), (*found, *error)


def _places_lower_pct(claim: Claim, evidence: Evidence) -> Result:
    """Give the percentage of the places around, of known height, that lie lower; geodesic."""
    place_id = str(claim.from_place_id)
    centre, height_m = evidence.point_deg[place_id], evidence.height_m[place_id]
    around = {
        key: height
        for key, height in evidence.height_m.items()
        if key != place_id and distance_km(centre, evidence.point_deg[key]) <= claim.radius_km
    }
    higher = sorted(key for key, height in around.items() if height >= height_m)
    details = (
        Detail(place_id, float(height_m), "m"),
        Detail("median", median(around.values()), "m"),
        *(Detail(key, float(around[key]), "m") for key in higher),
    )
    return 100 * (len(around) - len(higher)) / len(around), details


def _occupied_since_month(claim: Claim, evidence: Evidence) -> Result:
    """Give the month of the first map from which on the place is inside to the last day."""
    place_id = str(claim.from_place_id)
    distances = evidence.front_distance[
        (evidence.front_distance["place_id"] == place_id)
        & (evidence.front_distance["as_of_date"] <= pd.Timestamp(_day(claim.last_date)))
    ]
    day = lasting_coverage(distances)[place_id].since_date
    if day is None:
        return UNKNOWN, ()
    return month_number(day), (Detail(place_id, date_number(day), "date"),)


MEASURES: dict[str, Callable[[Claim, Evidence], Result]] = {
    "net_gain": _net_gain,
    "gain_change_pct": _gain_change_pct,
    "share_of_area_pct": _share_of_area_pct,
    "distance_km": _distance_km,
    "pace_m_per_day": _pace_m_per_day,
    "gain_near_change_pct": _gain_near_change_pct,
    "years_between": _years_between,
    "winters_between": _winters_between,
    "whole_months": _whole_months,
    "weekday": _weekday,
    "source_date": _source_date,
    "source_year": _source_year,
    "unoccupied_places": _unoccupied_places,
    "largest_region_share_pct": _largest_region_share_pct,
    "occupied_since_month": _occupied_since_month,
    "places_lower_pct": _places_lower_pct,
}
"""Every measure; any other claim rests on its second source."""
