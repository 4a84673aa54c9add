"""Legend beside the map, in HTML: swatch, edge and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pokrovsk_front.maps.palette import Colour, Ramp, blend
from pokrovsk_front.model.cells import day_of
from pokrovsk_front.model.wording import Wording

RAMP_TICKS = 5

STYLE = """
ul.swatches{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;padding:0}
.swatches li{display:flex;align-items:center;gap:.5rem}
.swatches li::before{content:"";width:1.5rem;height:1rem;flex:none;
border:1.5px solid var(--e,var(--f));background:var(--f);forced-color-adjust:none}
.swatches .dashed::before{border-style:dashed}
.swatches .apart::before{
background:radial-gradient(var(--f) 1.8px,transparent 2.2px) 0 0/5px 5px,var(--l)}
.swatches .dot::before{
background:radial-gradient(var(--f) .9px,transparent 1.3px) 0 0/5px 5px,var(--l)}
.swatches .hatched::before{
background:repeating-linear-gradient(45deg,var(--h) 0 1.5px,transparent 1.5px 6px),var(--f)}
"""
"""What every legend shares: once a page, since a change of day sends the legend again.

Fill `--f`, edge `--e`, hatch `--h` and land `--l` are the colours of a swatch.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend: fill, edge and meaning.

    `is_apart` says that its hexagons stand apart from each other, `is_dot` that they are small.
    `follows` says of a grey zone which of the days shown it is of, `moving_text` what it is called
    while that day moves, with `{day}`.
    """

    fill: Colour
    text: str
    edge: Colour | None = None
    is_dashed: bool = False
    hatch: Colour | None = None
    is_apart: bool = False
    is_dot: bool = False
    follows: Literal["", "day", "from"] = ""
    moving_text: str = ""


def _css(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def legend(entries: Sequence[Entry], land: Colour) -> str:
    """Draw a legend: each entry has its fill, the edge that tells it without colour, and words.

    Args:
        entries: The fills in the order of the list.
        land: Colour of the land under a translucent fill.

    Returns:
        HTML of a list, without what HTML lets go: a change of day sends it again.
    """
    swatches = "".join(_swatch(entry, land) for entry in entries)
    return f"<ul class=swatches style=--l:{_css(land)}>{swatches}</ul>"


def _swatch(entry: Entry, land: Colour) -> str:
    looks = {
        "dashed": entry.is_dashed,
        "apart": entry.is_apart,
        "dot": entry.is_dot,
        "hatched": entry.hatch is not None,
    }
    named = " ".join(name for name, is_so in looks.items() if is_so)
    colours = {"f": blend(entry.fill, land), "e": entry.edge or entry.fill, "h": entry.hatch}
    style = ";".join(f"--{name}:{_css(colour)}" for name, colour in colours.items() if colour)
    kinds = f" class='{named}'" if named else ""
    return f"<li{kinds} style={style}>{entry.text}"


def ramp_legend(ramp: Ramp, land: Colour, words: Wording) -> str:
    """Draw the colour ramp with its months; the darker or lighter end is named as well.

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
        "<div class=ramp aria-hidden='true' "
        f"style='height:1rem;background:linear-gradient(90deg,{colours})'></div>"
        f"<div style='display:flex;justify-content:space-between'>{months}</div></div>"
    )
