"""Where a label stands in a small chart, clear of its marks, its lines and the other labels.

The width of a label is guessed from its letters, on the wide side, and places are tried as a
telephone has them: on a wider screen things only move apart. It refuses no label: one that finds
no clear place stands where it covers least.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

LETTER_PX, BOLD_LETTER_PX = 6.6, 7.2
LINE_PX = 17
"""Of text of 13 px, as every label has it."""

NOTHING_PX2 = 1e-6
"""An area that is none but for the rounding of its factors."""


@dataclass(frozen=True, slots=True)
class Box:
    """What takes room: pixels from the left and from the foot of a panel."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: "Box") -> float:
        """Give the area in common with another box; 0 where they are apart.

        >>> Box(0, 0, 10, 10).shared(Box(5, 8, 20, 20)), Box(0, 0, 1, 1).shared(Box(1, 0, 2, 1))
        (10, 0)
        """
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(across, 0) * max(up, 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a label: the room it takes, and what tells Plotly to put it there."""

    box: Box
    settings: dict[str, Any]


def size_px(text: str) -> tuple[float, float]:
    """Guess the width and the height of a label, with its `<br>` and `<b>`.

    >>> size_px("<b>950</b><br>5 Feb 2024")
    (66.0, 34)
    """
    lines = text.split("<br>")
    widths = [
        len(re.sub("<.*?>", "", line)) * (BOLD_LETTER_PX if "<b>" in line else LETTER_PX)
        for line in lines
    ]
    return max(widths), len(lines) * LINE_PX


def box_at(
    x: float, y: float, size: tuple[float, float], xanchor: str = "center", yanchor: str = "middle"
) -> Box:
    """Give the room of a label that is anchored at a point, in Plotly's words for it."""
    width, height = size
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[xanchor] * width
    low = y - {"bottom": 0.0, "middle": 0.5, "top": 1.0}[yanchor] * height
    return Box(left, low, left + width, low + height)


def along(points: Sequence[tuple[float, float]], step_px: float = 6.0) -> list[Box]:
    """Cover a line through points with small boxes."""
    boxes = []
    for (x, y), (next_x, next_y) in pairwise(points):
        parts = max(1, int(max(abs(next_x - x), abs(next_y - y)) / step_px))
        for part in range(parts + 1):
            at = x + (next_x - x) * part / parts, y + (next_y - y) * part / parts
            boxes.append(box_at(*at, size=(3.0, 3.0)))
    return boxes


def clearest(spots: Iterable[Spot], taken: Sequence[Box], within: Box) -> Spot:
    """Choose the first place that is clear; where none is, the one that covers least.

    Args:
        spots: The places, the best first; at least one.
        taken: What must not be covered.
        within: The panel: what juts out of it counts as covered.

    Raises:
        ValueError: There is no place.
    """
    best, least = None, math.inf
    for spot in spots:
        box = spot.box
        outside = (box.right - box.left) * (box.high - box.low) - box.shared(within)
        covered = max(outside, 0) + sum(box.shared(other) for other in taken)
        if covered < least:
            best, least = spot, covered
        if covered < NOTHING_PX2:
            break
    if best is None:
        raise ValueError("A label needs a place.")
    return best
