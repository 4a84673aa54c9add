"""The legend beside the map: swatch, edge and words, outside the canvas."""

from pokrovsk_front.maps.palette import PALETTES, Colour, blend
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.wording import Wording


def _css(colour: Colour) -> str:
    red, green, blue, _ = colour
    return f"rgb({red},{green},{blue})"


def state_legend(words: Wording, scheme: Scheme) -> str:
    """Say what the fills of the map of one day mean.

    Returns:
        HTML of a list: each entry has its fill, the edge that tells it without colour, and
        words.
    """
    palette = PALETTES[scheme]
    hatch = (
        f"repeating-linear-gradient(45deg,{_css(palette.before_2022_hatch)} 0 1.5px,"
        "transparent 1.5px 6px),"
    )
    entries = (
        (palette.occupied_since_2022, "", "solid", words.gettext("Russian-occupied since 2022")),
        (
            palette.occupied_before_2022,
            hatch,
            "dashed",
            words.gettext("Russian-occupied before 2022 (hatched, dashed edge)"),
        ),
        (palette.land, "", "solid", words.gettext("Not occupied on this map")),
    )
    swatches = "".join(
        "<li style='display:flex;align-items:center;gap:.5rem'>"
        "<span aria-hidden='true' style='width:1.5rem;height:1rem;flex:none;"
        f"background:{pattern}{_css(blend(fill, palette.land))};"
        f"border:1.5px {edge} {_css(palette.before_2022_outline)}'></span>{text}</li>"
        for fill, pattern, edge, text in entries
    )
    return (
        "<ul style='display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;"
        f"padding:0'>{swatches}</ul>"
    )
