"""A figure of a map as the map engine takes it: docs/map-engine.md describes the fields."""

from typing import Any

from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.front import FrontDeck
from pokrovsk_front.maps.palette import PALETTES
from pokrovsk_front.maps.record import sheet_description
from pokrovsk_front.maps.scrubber import swatches
from pokrovsk_front.model.figure import Figure


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
