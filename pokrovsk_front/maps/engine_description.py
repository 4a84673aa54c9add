"""A figure of a map as the map engine takes it: docs/map-engine.md describes the fields."""

from collections.abc import Mapping
from typing import Any

from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.front import FrontDeck
from pokrovsk_front.maps.palette import PALETTES
from pokrovsk_front.maps.record import sheet_description
from pokrovsk_front.maps.scrubber import swatches
from pokrovsk_front.model.figure import Figure

NOT_READ = frozenset(
    {
        *("characterSet", "extensions", "extruded", "fillPatternMapping", "fillPatternSizeUnits"),
        *("filterRange", "fontFamily", "fontSettings", "highPrecision", "lineWidthUnits"),
        "outlineWidth",
    }
)
"""Properties of layers that other drawings of the same deck read, and the engine does not."""


def described_for_engine(figure: Figure[FrontDeck], foot: str) -> dict[str, Any]:
    """Describe a map as the map engine draws it: its deck, its legend, and the sheet to save it on.

    Args:
        figure: The map and its words.
        foot: Source, version of the data and credit of the base map, with `{day}` for the day.
    """
    deck = figure.picture
    return description(deck) | {
        "swatches": swatches(figure.entries),
        "sheet": sheet_description(figure, PALETTES[deck.scheme], foot),
    }


def as_read(layer: Mapping[str, Any]) -> dict[str, Any]:
    """Give a layer without what the engine does not read of it."""
    return {key: value for key, value in layer.items() if key not in NOT_READ}
