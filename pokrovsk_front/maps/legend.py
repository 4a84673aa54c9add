"""The legend beside the map: swatch, edge and words, outside the canvas."""

from collections.abc import Sequence
from dataclasses import dataclass

from pokrovsk_front.maps.palette import Colour, Ramp, blend
from pokrovsk_front.model.cells import day_of
from pokrovsk_front.model.wording import Wording

RAMP_TICKS = 5

STYLE = (
    "<style>ul.swatches{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;"
    "padding:0}.swatches li{display:flex;align-items:center;gap:.5rem}"
    ".swatches i{width:1.5rem;height:1rem;flex:none;border:1.5px solid}</style>"
)
"""Once a legend: a change of day sends it again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend: how land is filled and edged, and what that means.

    `is_apart` says that its hexagons stand apart from each other, `is_dot` that they are small.
    """

    fill: Colour
    text: str
    edge: Colour | None = None
    is_dashed: bool = False
    hatch: Colour | None = None
    is_apart: bool = False
    is_dot: bool = False


def _css(colour: Colour) -> str:
    red, green, blue, _ = colour
    return f"rgb({red},{green},{blue})"


def legend(entries: Sequence[Entry], land: Colour) -> str:
    """Draw a legend: each entry has its fill, the edge that tells it without colour, and words.

    Args:
        entries: The fills in the order of the list.
        land: Colour of the land under a translucent fill.

    Returns:
        HTML of a list.
    """
    swatches = []
    for entry in entries:
        dashed = ";border-style:dashed" if entry.is_dashed else ""
        swatches.append(
            f"<li><i aria-hidden='true' style='background:{_ground(entry, land)};"
            f"border-color:{_css(entry.edge or entry.fill)}{dashed}'></i>{entry.text}</li>"
        )
    return f"{STYLE}<ul class='swatches'>{''.join(swatches)}</ul>"


def _ground(entry: Entry, land: Colour) -> str:
    fill = _css(blend(entry.fill, land))
    if entry.is_apart or entry.is_dot:
        size = "0.9px,transparent 1.3px" if entry.is_dot else "1.8px,transparent 2.2px"
        dots = f"radial-gradient({fill} {size})"
        return f"{dots} 0 0/5px 5px,{_css(land)}"
    if entry.hatch:
        lines = f"{_css(entry.hatch)} 0 1.5px,transparent 1.5px 6px"
        return f"repeating-linear-gradient(45deg,{lines}),{fill}"
    return fill


def ramp_legend(ramp: Ramp, land: Colour, words: Wording) -> str:
    """Draw the run of colours with its months; the darker or lighter end is named as well.

    Args:
        ramp: The colours and their days.
        land: Colour of the land under them.
        words: The reader's language.

    Returns:
        HTML of a bar with the months under it.
    """
    span = ramp.last_day - ramp.first_day
    ticks = [ramp.first_day + span * step // (RAMP_TICKS - 1) for step in range(RAMP_TICKS)]
    colours = ",".join(_css(blend(ramp.at(tick), land)) for tick in ticks)
    months = "".join(f"<span>{words.month(day_of(tick))}</span>" for tick in ticks)
    return (
        "<div style='max-width:40rem;margin-bottom:.5rem'>"
        f"<div aria-hidden='true' style='height:1rem;background:linear-gradient(90deg,{colours})'>"
        f"</div><div style='display:flex;justify-content:space-between'>{months}</div></div>"
    )
