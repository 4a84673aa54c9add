"""Fills that tell a class without colour: hatch, hexagons set apart, small dots.

Dots stand on one grid, so that small ones lie in the middle of large ones.
"""

from pokrovsk_front.maps.layers import APART
from pokrovsk_front.maps.palette import Colour
from pokrovsk_front.maps.picture.lettering import css, opacity

GRID_PX = 6.0
ROW_PX = round(GRID_PX * 3**0.5, 2)
"""Height of a tile of two rows of dots, one moved by half a step."""

APART_RADIUS_PX, DOT_RADIUS_PX = 2.5, 1.3
HATCH_GAP_PX, HATCH_WIDTH_PX = 6, 1


def dots(pattern_id: str, colour: Colour, coverage: float, units: float = 1) -> str:
    """Draw the pattern of hexagons that stand apart, or are small dots.

    Args:
        pattern_id: What fills name.
        colour: Of the dots, its opacity included.
        coverage: How large the layer draws its hexagons, times their own size.
        units: How many units of its group a pixel has.
    """
    radius = APART_RADIUS_PX if coverage >= APART else DOT_RADIUS_PX
    middle, quarter = GRID_PX / 2, ROW_PX / 4
    places = ((middle, quarter), (0, 3 * quarter), (GRID_PX, 3 * quarter))
    circles = "".join(f"<circle cx='{x:g}' cy='{y:g}' r='{radius:g}'/>" for x, y in places)
    return (
        f"<pattern id='{pattern_id}' width='{GRID_PX:g}' height='{ROW_PX:g}' "
        f"patternUnits='userSpaceOnUse'{_scaled(units)} fill='{css(colour)}' "
        f"fill-opacity='{opacity(colour)}'>{circles}</pattern>"
    )


def hatch(pattern_id: str, colour: Colour, units: float = 1) -> str:
    """Draw the pattern of lines that rise at 45 degrees."""
    return (
        f"<pattern id='{pattern_id}' width='{HATCH_GAP_PX}' height='{HATCH_GAP_PX}' "
        f"patternUnits='userSpaceOnUse'{_scaled(units, ' rotate(-45)')}>"
        f"<rect width='{HATCH_GAP_PX}' height='{HATCH_WIDTH_PX}' fill='{css(colour)}' "
        f"fill-opacity='{opacity(colour)}'/></pattern>"
    )


def _scaled(units: float, turned: str = "") -> str:
    moved = (f"scale({units:g})" if units != 1 else "") + turned
    return f" patternTransform='{moved.strip()}'" if moved else ""
