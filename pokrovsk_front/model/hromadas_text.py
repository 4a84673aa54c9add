"""An oblast hromada by hromada in words: what is left of it, and what changed between two days.

A sentence never says "left" without what it leaves out: the grey zone counts as not occupied.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.place_share import (
    OblastByHromada,
    PlaceShare,
    ShareChange,
)
from pokrovsk_front.model.place_share_text import SMALLEST_PCT, counts_of, share_text
from pokrovsk_front.model.shares import OBLAST_NAMES
from pokrovsk_front.model.wording import Wording

NAMED = 3
"""How many hromadas a sentence names."""


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """The occupied share of an oblast that DeepState printed, beside ours for the same map.

    Attributes:
        as_of_date: Day of the map, at whose end the share was printed.
        our_pct: Ours.
        printed_pct: The printed one.
    """

    as_of_date: date
    our_pct: float
    printed_pct: float


def printed_share(published: pd.DataFrame, oblast_iso: str) -> PrintedShare | None:
    """Find the share of an oblast that DeepState printed last; None where it printed none.

    Args:
        published: What `model.shares.shares_against_published` gives.
        oblast_iso: The oblast.
    """
    rows = published[published["oblast_iso"] == oblast_iso].sort_values("as_of_date")
    if rows.empty:
        return None
    last = rows.iloc[-1]
    return PrintedShare(
        last["as_of_date"].date(), float(last["our_pct"]), float(last["printed_pct"])
    )


def oblast_name(oblast_iso: str, words: Wording) -> str:
    """Name an oblast."""
    return words.gettext(OBLAST_NAMES[oblast_iso])


def by_land_left(hromadas: Sequence[PlaceShare]) -> list[PlaceShare]:
    """Sort hromadas by their land that is not occupied, the most first."""
    return sorted(hromadas, key=lambda each: (-each.free_km2, each.area.area_id))


def left_headline(oblast: OblastByHromada, words: Wording) -> str:
    """Write how much of the land of an oblast is not occupied, on which day."""
    return words.gettext("{oblast}: {left} of the land was not occupied on {day}").format(
        oblast=oblast_name(oblast.oblast_iso, words),
        left=share_text(oblast.left_pct, words),
        day=words.day(oblast.hromadas[0].reading.as_of_date),
    )


def left_text(oblast: OblastByHromada, names: Mapping[str, str], words: Wording) -> str:
    """Write how many hromadas are occupied, and where the land lies that is not.

    Args:
        oblast: The oblast on the map that stands for a day.
        names: Names of hromadas by `area_id`.
        words: The reader's language.
    """
    _, hromadas = words.gettext, oblast.hromadas
    counts = counts_of(hromadas)
    said = [
        _(
            "Of {count} hromadas, {all} were at least nine tenths occupied, {part} in part and "
            "{none} not at all. Not occupied: {left} of {land}, the most in {most}."
        ).format(
            count=words.number(len(hromadas)),
            all=words.number(counts.nearly_all),
            part=words.number(counts.in_part),
            none=words.number(counts.none),
            left=words.area(oblast.left_km2),
            land=words.area(oblast.land_km2),
            most=_listed(
                [
                    (names[each.area.area_id], words.area(each.free_km2))
                    for each in by_land_left(hromadas)[:NAMED]
                ],
                words,
            ),
        )
    ]
    grey_km2 = [each.grey_zone_km2 for each in hromadas]
    known = [km2 for km2 in grey_km2 if km2 is not None]
    if len(known) == len(grey_km2):
        text = _("Of the land that was not occupied, {grey} lay in the grey zone.")
        said.append(text.format(grey=words.area(sum(known))))
    else:
        said.append(_("The map of that day does not show the grey zone."))
    return " ".join([*said, _borders(oblast, words)])


def _listed(named: Sequence[tuple[str, str]], words: Wording) -> str:
    template = words.gettext("{name} ({value})")
    return ", ".join(template.format(name=name, value=value) for name, value in named)


def _borders(oblast: OblastByHromada, words: Wording) -> str:
    """Say by how much the hromadas together differ from the oblast."""
    free_km2 = sum(each.free_km2 for each in oblast.hromadas)
    return words.gettext(
        "The oblast is measured within its own border and the hromadas within theirs. All "
        "hromadas together differ from the oblast by {occupied} of occupied land and {free} of "
        "land that is not occupied."
    ).format(
        occupied=words.signed_area(-oblast.in_no_hromada_km2, 1),
        free=words.signed_area(free_km2 - oblast.left_km2, 1),
    )


def printed_text(printed: PrintedShare, words: Wording) -> str:
    """Write the share that DeepState printed, as what is left, beside ours for the same map."""
    ours, theirs = 100 - printed.our_pct, 100 - printed.printed_pct
    return words.gettext(
        "DeepState published an occupied share of {occupied} for the oblast at the end of {day}, "
        "which leaves {printed}. Calculated here for the same map: {ours} ({difference})."
    ).format(
        occupied=words.percent(printed.printed_pct, 1),
        day=words.day(printed.as_of_date),
        printed=words.percent(theirs, 1),
        ours=words.percent(ours, 1),
        difference=words.difference(round(ours, 1) - round(theirs, 1), "pct"),
    )


def change_headline(
    earlier: OblastByHromada,
    later: OblastByHromada,
    changes: Sequence[ShareChange],
    names: Mapping[str, str],
    words: Wording,
) -> str:
    """Write the change of occupied land of an oblast between two days, and where it is largest."""
    text = words.gettext("{oblast}: {net} of occupied land, the most in {hromada} ({change})")
    top = max(changes, key=lambda each: abs(each.occupied_change_km2))
    if abs(top.occupied_change_points) < SMALLEST_PCT:
        text = words.gettext("{oblast}: {net} of occupied land, and no hromada changed")
    return text.format(
        oblast=oblast_name(later.oblast_iso, words),
        net=words.signed_area(later.occupied_km2 - earlier.occupied_km2),
        hromada=names[top.area.area_id],
        change=words.signed_area(top.occupied_change_km2),
    )


def change_text(
    earlier: OblastByHromada,
    later: OblastByHromada,
    changes: Sequence[ShareChange],
    names: Mapping[str, str],
    words: Wording,
) -> str:
    """Write in how many hromadas the occupied land grew or shrank, and which changed most."""
    _ = words.gettext
    grew = [each for each in changes if each.occupied_change_points >= SMALLEST_PCT]
    fell = [each for each in changes if each.occupied_change_points <= -SMALLEST_PCT]
    said = [
        _(
            "Occupied land grew in {grew} of {count} hromadas and shrank in {fell}. Not occupied: "
            "{before} of the oblast on {first} and {after} on {last}."
        ).format(
            grew=words.number(len(grew)),
            count=words.number(len(changes)),
            fell=words.number(len(fell)),
            before=share_text(earlier.left_pct, words),
            first=words.day(earlier.hromadas[0].reading.as_of_date),
            after=share_text(later.left_pct, words),
            last=words.day(later.hromadas[0].reading.as_of_date),
        )
    ]
    if grew:
        points = sorted(grew, key=lambda each: (-each.occupied_change_points, each.area.area_id))
        text = _("By share it grew most in {most}.")
        most = [
            (names[each.area.area_id], words.difference(each.occupied_change_points, "pct"))
            for each in points[:NAMED]
        ]
        said.append(text.format(most=_listed(most, words)))
    return " ".join(said)
