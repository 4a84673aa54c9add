"""Shares of a city in words: one map, a change between two, and the days of tenth and half.

A sentence never stands without the measure: a share of the outline is no share of the hromada.
Shares are written to a tenth of a point; what is not nothing is never written as 0.0.
"""

from collections.abc import Iterable
from typing import NamedTuple

from pokrovsk_front.model.map_text import sure_day
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import (
    NINE_TENTHS_PCT,
    MeasuredArea,
    PlaceShare,
    Reached,
    ShareChange,
)
from pokrovsk_front.model.wording import Wording

DECIMALS = 1
SMALLEST_PCT = 0.05
"""The least that is written as 0.1."""

WHOLLY = N_("{area}: wholly occupied on the DeepState map of {day}.")
WITHOUT_GREY = N_(
    "{area}: {occupied} occupied on the DeepState map of {day}, which does not show the grey zone."
)
WITH_GREY = N_(
    "{area}: {occupied} occupied, {grey} in the grey zone and {neither} neither on the DeepState "
    "map of {day}."
)


class Counts(NamedTuple):
    """How many areas are occupied to nine tenths or more, in part, and not at all."""

    nearly_all: int
    in_part: int
    none: int


def counts_of(shares: Iterable[PlaceShare]) -> Counts:
    """Count areas by how much of each is occupied; the grey zone is not counted."""
    occupied_pct = [share.occupied_pct for share in shares]
    nearly_all = sum(pct >= NINE_TENTHS_PCT for pct in occupied_pct)
    none = sum(pct < SMALLEST_PCT for pct in occupied_pct)
    return Counts(nearly_all, len(occupied_pct) - nearly_all - none, none)


def share_text(pct: float, words: Wording) -> str:
    """Write a share in percent; a little is never rounded to nothing, nor nearly all to all.

    >>> [share_text(pct, Wording()) for pct in (0, 0.01, 19.04, 99.98, 100)]
    ['0%', 'under 0.1%', '19.0%', 'over 99.9%', '100%']
    """
    pct = round(pct, 9)  # What is left of a difference of areas may be the rounding of it.
    if pct in (0, 100):
        return words.percent(pct)
    if 0 < pct < SMALLEST_PCT:
        return words.gettext("under {pct}").format(pct=words.percent(0.1, DECIMALS))
    if 100 - SMALLEST_PCT < pct < 100:
        return words.gettext("over {pct}").format(pct=words.percent(99.9, DECIMALS))
    return words.percent(pct, DECIMALS)


def area_text(area: MeasuredArea, name: str, words: Wording) -> str:
    """Name an area with its size and its measure: "Pokrovsk (settlement outline, 31.1 km²)"."""
    return words.gettext("{name} ({measure}, {area})").format(
        name=name, measure=words.measure(area.measure), area=words.area(area.area_km2, DECIMALS)
    )


def place_share_sentence(share: PlaceShare, name: str, words: Wording) -> str:
    """Write how much of an area is occupied, grey and neither on the map of a day."""
    grey_pct, neither_pct = share.grey_pct, share.neither_pct
    if share.occupied_pct == 100:
        text = WHOLLY
    elif grey_pct is None or neither_pct is None:
        text = WITHOUT_GREY
    else:
        text = WITH_GREY
    return words.gettext(text).format(
        area=area_text(share.area, name, words),
        occupied=share_text(share.occupied_pct, words),
        grey=share_text(grey_pct or 0.0, words),
        neither=share_text(neither_pct or 0.0, words),
        day=words.day(share.reading.as_of_date),
    )


def share_change_sentence(change: ShareChange, name: str, words: Wording) -> str:
    """Write how the occupied share of an area changed between two maps."""
    earlier, later = change.earlier, change.later
    return words.gettext(
        "{area}: {before} occupied on the DeepState map of {first}, {after} on that of {last} "
        "({change})."
    ).format(
        area=area_text(change.area, name, words),
        before=share_text(earlier.occupied_pct, words),
        after=share_text(later.occupied_pct, words),
        first=words.day(earlier.reading.as_of_date),
        last=words.day(later.reading.as_of_date),
        change=words.difference(change.occupied_change_points, "pct"),
    )


def part_name(pct: float, words: Wording) -> str:
    """Name a part of an area.

    >>> part_name(90, Wording())
    'nine tenths'
    """
    return {
        10: words.gettext("a tenth"),
        50: words.gettext("half"),
        90: words.gettext("nine tenths"),
    }[round(pct)]


def reached_sentence(reached: Reached, words: Wording) -> str:
    """Write when the map first had a part of an area occupied, and whether it stayed so.

    >>> reached_sentence(Reached(50, None, False, None, False, False), Wording())
    'No map has had half of it occupied.'
    """
    part = part_name(reached.pct, words)
    if reached.first_date is None:
        return words.gettext("No map has had {part} of it occupied.").format(part=part)
    if reached.is_on_first_map:
        begin = words.gettext("The first map, of {day}, already had {part} of it occupied")
    else:
        begin = words.gettext("The map first had {part} of it occupied on {day}")
    if reached.has_stayed:
        end = words.gettext("all maps since have had as much.")
    elif reached.since_date is None:
        end = words.gettext("the last map has less.")
    else:
        since = sure_day(
            reached.since_date, words, is_within_one_day=reached.is_since_within_one_day
        )
        end = words.gettext("without a break since {since}.").format(since=since)
    first = sure_day(reached.first_date, words, is_within_one_day=reached.is_within_one_day)
    return words.gettext("{begin}; {end}").format(begin=begin.format(part=part, day=first), end=end)
