"""Rectangles in pixels, of labels and of what they must not cover.

The width of a text is estimated from its letters, on the wide side; nothing is measured in a
browser.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LETTER_PX, BOLD_LETTER_PX = 6.6, 7.2
LINE_PX = 17
"""Of text of 13 px, the size of every label of a chart."""

EPSILON_PX = 1e-6
"""An overlap that is thinner is the rounding of coordinates."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, in any system of axes: `low` is the smaller vertical coordinate.

    A box without width is a vertical line.
    """

    left: float
    low: float
    right: float
    high: float

    @property
    def area_px2(self) -> float:
        """The area of the box."""
        return (self.right - self.left) * (self.high - self.low)

    def shared(self, other: "Box") -> float:
        """Give the area in common with another box; 0 where they are apart.

        >>> Box(0, 0, 10, 10).shared(Box(5, 8, 20, 20)), Box(0, 0, 1, 1).shared(Box(1, 0, 2, 1))
        (10, 0)
        """
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(across, 0) * max(up, 0)

    def overlaps(self, other: "Box") -> bool:
        """Tell whether another box lies in this one in part; to touch is not to overlap.

        >>> text = Box(0, 0, 10, 10)
        >>> text.overlaps(Box(5, -9, 5, 20)), text.overlaps(Box(10, -9, 10, 20))
        (True, False)
        """
        return (
            self.left + EPSILON_PX < other.right
            and other.left + EPSILON_PX < self.right
            and self.low + EPSILON_PX < other.high
            and other.low + EPSILON_PX < self.high
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether another box lies wholly in this one.

        >>> Box(0, 0, 10, 10).holds(Box(0, 0, 5, 5)), Box(0, 0, 10, 10).holds(Box(8, 0, 12, 5))
        (True, False)
        """
        return (
            self.left <= other.left + EPSILON_PX
            and other.right <= self.right + EPSILON_PX
            and self.low <= other.low + EPSILON_PX
            and other.high <= self.high + EPSILON_PX
        )


def size_px(text: str) -> tuple[float, float]:
    """Estimate the width and the height of a label of a chart, with its `<br>` and `<b>`.

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
    """Give the box of a label at an anchor point, in Plotly's words for anchors, upwards."""
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
