"""Shares of several places in words: how many are occupied, and the share of each with its measure.

A place is measured by its outline where one is known, else within 5 km of its centre: a table that
has both says which of every row.
"""

from collections.abc import Iterable

from pokrovsk_front.model.map_text import sure_day
from pokrovsk_front.model.place_share import (
    PlaceShare,
    Reached,
    ShareDays,
)
from pokrovsk_front.model.place_share_text import counts_of, share_text
from pokrovsk_front.model.wording import Wording


def occupied_count(shares: Iterable[PlaceShare], words: Wording) -> str:
    """Count the places that are occupied, in part and not at all; nothing where there is none.

    Args:
        shares: The shares of the places on one map.
        words: The reader's language.
    """
    counts = counts_of(shares)
    if not any(counts):
        return ""
    return words.gettext(
        "Of the {count} places in the table, {whole} were at least nine tenths occupied, {part} "
        "in part and {none} not at all. The share is of the settlement outline, or within 5 km "
        "of the centre where none is known."
    ).format(
        count=words.number(sum(counts)),
        whole=words.number(counts.nearly_all),
        part=words.number(counts.in_part),
        none=words.number(counts.none),
    )


def share_of_measure(share: PlaceShare | None, words: Wording) -> str:
    """Write the occupied share of a place with its measure, for a cell of a table."""
    if share is None:
        return "–"
    return words.gettext("{share}, {measure}").format(
        share=share_text(share.occupied_pct, words), measure=words.measure(share.area.measure)
    )


def since_text(reached: Reached | None, words: Wording) -> str:
    """Write since when a part of a place has been occupied without a break, for a cell."""
    if reached is None:
        return "–"
    if reached.since_date is None:
        return words.gettext("none")
    is_within = reached.is_since_within_one_day
    return sure_day(reached.since_date, words, is_within_one_day=is_within)


def parts_since(days: ShareDays, name: str, words: Wording) -> str:
    """Write since when half and nine tenths of a place have been occupied, as part of a list.

    Args:
        days: The days on which the map first had parts of it, and since when; half at least.
        name: Its name.
        words: The reader's language.
    """
    half, nine_tenths = days.half, days.nine_tenths
    text = (
        words.gettext("{place}: half since {half}, nine tenths since {nine_tenths}")
        if nine_tenths.since_date
        else words.gettext("{place}: half since {half}, less than nine tenths")
    )
    return text.format(
        place=name, half=since_text(half, words), nine_tenths=since_text(nine_tenths, words)
    )
