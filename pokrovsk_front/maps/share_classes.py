"""Classes of a share and of its change: bounds, colours and words of the legend.

The fills run one way in lightness, so that their order reads without colour; a fall is of another
hue. It refuses a class of its own for "all": on the coast the outline of a hromada reaches a little
beyond the land that maps draw, so that a hromada which is wholly occupied reads 98 %.
"""

from dataclasses import dataclass
from itertools import pairwise

from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.palette import PALETTES, Colour
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.place_share import NINE_TENTHS_PCT, ShareChange
from pokrovsk_front.model.place_share_text import SMALLEST_PCT
from pokrovsk_front.model.wording import Wording

SHARE_BOUNDS_PCT = (SMALLEST_PCT, 10.0, 50.0, NINE_TENTHS_PCT)
CHANGE_BOUNDS_POINTS = (SMALLEST_PCT, 10.0, 25.0, 50.0)
"""Where each class begins; what is below the first is not filled."""


@dataclass(frozen=True, slots=True)
class _Fills:
    """Fills of a scheme: of shares and of changes from the least to the most, and of a fall."""

    share: tuple[Colour, ...]
    change: tuple[Colour, ...]
    fall: Colour


_FILLS: dict[Scheme, _Fills] = {
    "light": _Fills(
        share=((243, 218, 196, 240), (221, 160, 130, 240), (172, 88, 80, 240), (98, 34, 44, 240)),
        change=((251, 224, 186, 240), (240, 178, 104, 240), (200, 112, 26, 240), (124, 58, 4, 240)),
        fall=(96, 148, 196, 240),
    ),
    "dark": _Fills(
        share=((86, 66, 62, 240), (140, 98, 86, 240), (198, 146, 126, 240), (248, 214, 194, 240)),
        change=((90, 70, 46, 240), (144, 100, 46, 240), (208, 144, 64, 240), (255, 212, 144, 240)),
        fall=(104, 156, 208, 240),
    ),
}


def _class_of(value: float, bounds: tuple[float, ...]) -> int | None:
    """Give the number of the class of a value; None where it is below the first."""
    reached = sum(value >= bound for bound in bounds)
    return reached - 1 if reached else None


def share_fill(occupied_pct: float, scheme: Scheme) -> Colour | None:
    """Give the fill of a share; None where next to nothing is occupied."""
    at = _class_of(occupied_pct, SHARE_BOUNDS_PCT)
    return None if at is None else _FILLS[scheme].share[at]


def change_fill(change: ShareChange, scheme: Scheme) -> Colour | None:
    """Give the fill of a change; None where nothing changed and less than nine tenths are occupied.

    Args:
        change: The shares on two days.
        scheme: Light or dark.
    """
    points = change.occupied_change_points
    if points <= -SMALLEST_PCT:
        return _FILLS[scheme].fall
    at = _class_of(points, CHANGE_BOUNDS_POINTS)
    if at is not None:
        return _FILLS[scheme].change[at]
    is_occupied = change.later.occupied_pct >= NINE_TENTHS_PCT
    return PALETTES[scheme].quiet_occupied if is_occupied else None


def _none_entry(text: str, scheme: Scheme) -> Entry:
    palette = PALETTES[scheme]
    return Entry(palette.land, text, palette.region_text)


def share_entries(scheme: Scheme, words: Wording) -> tuple[Entry, ...]:
    """Give the legend of shares, from nothing to all."""
    _, palette = words.gettext, PALETTES[scheme]
    texts = [_("under {high}").format(high=words.percent(SHARE_BOUNDS_PCT[1]))]
    texts += [
        _("{low} to {high}").format(low=words.number(low), high=words.percent(high))
        for low, high in pairwise(SHARE_BOUNDS_PCT[1:])
    ]
    texts.append(_("{low} or more").format(low=words.percent(SHARE_BOUNDS_PCT[-1])))
    filled = zip(_FILLS[scheme].share, texts, strict=True)
    return (
        _none_entry(_("nothing occupied"), scheme),
        *(Entry(fill, text, palette.region_text) for fill, text in filled),
    )


def change_entries(scheme: Scheme, words: Wording) -> tuple[Entry, ...]:
    """Give the legend of changes: a fall, nothing, and rises from the least to the most."""
    _, palette = words.gettext, PALETTES[scheme]
    texts = [_("up by under {high} points").format(high=words.number(CHANGE_BOUNDS_POINTS[1]))]
    texts += [
        _("{low} to {high} points").format(low=words.number(low), high=words.number(high))
        for low, high in pairwise(CHANGE_BOUNDS_POINTS[1:])
    ]
    texts.append(_("{low} points or more").format(low=words.number(CHANGE_BOUNDS_POINTS[-1])))
    filled = zip(_FILLS[scheme].change, texts, strict=True)
    return (
        Entry(_FILLS[scheme].fall, _("down"), palette.region_text),
        _none_entry(_("no change"), scheme),
        Entry(palette.quiet_occupied, _("no change, nine tenths or more occupied")),
        *(Entry(fill, text, palette.region_text) for fill, text in filled),
    )
