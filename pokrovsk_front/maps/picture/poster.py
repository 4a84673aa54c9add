"""A map alone, for the box that a page has for it: at the scale of that map, round its middle.

How large the box is, only the reader's browser knows. An SVG without a viewBox is as large as its
box and asks for its size (CSS media queries): a name is drawn where all of it is in sight, and the
scale bar stands in the corner of the box.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from pokrovsk_front.labels.boxes import Box

STEP_PX = 10
"""Sizes of boxes are told apart in steps of so many pixels: each is a rule of the picture."""

SMALLEST_PX = (320, 280)
"""A box is at least so wide and so high: what is whole in it needs no rule."""

NARROW_PX = 400
"""The scale bar is one for all boxes: as long as one of this width has it."""


@dataclass(frozen=True, slots=True)
class LeastBox:
    """The smallest box round the middle of a map in which a part of it is whole.

    Attributes:
        width_px: In whole steps; 0 where every box is wide enough.
        height_px: The same of its height.
    """

    width_px: int
    height_px: int

    @classmethod
    def of(cls, part: Box, frame: Box) -> "LeastBox":
        """Find it for a part of a picture.

        >>> LeastBox.of(Box(600, 100, 700, 120), Box(0, 0, 1280, 640))
        LeastBox(width_px=0, height_px=440)
        """
        middle, level = _middle(frame)
        across = 2 * max(middle - part.left, part.right - middle)
        down = 2 * max(level - part.low, part.high - level)
        return cls(*(_steps(*each) for each in zip((across, down), SMALLEST_PX, strict=True)))

    @property
    def class_attribute(self) -> str:
        """The attribute that has the part left out of a smaller box."""
        sides = (("w", self.width_px), ("h", self.height_px))
        classes = " ".join(f"{side}{px}" for side, px in sides if px)
        return f" class='{classes}'" if classes else ""


def _middle(frame: Box) -> tuple[float, float]:
    return (frame.left + frame.right) / 2, (frame.low + frame.high) / 2


def _steps(needed_px: float, least_px: int) -> int:
    return STEP_PX * ceil(needed_px / STEP_PX) if needed_px > least_px else 0


def rules(parts: Iterable[LeastBox]) -> str:
    """Write the style that leaves out of a box what is not whole in it."""
    every = list(parts)
    sides = (
        ("w", "width", {part.width_px for part in every}),
        ("h", "height", {part.height_px for part in every}),
    )
    return "".join(
        f"@media(max-{side}:{px - 1}px){{.{letter}{px}{{display:none}}}}"
        for letter, side, sizes in sides
        for px in sorted(sizes - {0})
    )


def framed(map_svg: str, bar: "Bar", least: Mapping[Box, LeastBox], frame: Box) -> str:
    """Put a map round the middle of its box, and its scale bar in a corner.

    Args:
        map_svg: The map, whose names have the attributes of `LeastBox`.
        bar: The scale bar.
        least: What each name needs, by where it stands on the map.
        frame: The edge of the map.
    """
    style = rules(least.values()) + bar.rules(least, frame)
    middle, level = _middle(frame)
    return (
        f"<style>{style}</style>"
        f"<svg x='50%' y='50%' overflow='visible'>"
        f"<svg class='land' x='{-middle:g}' y='{-level:g}' width='{frame.right:g}' "
        f"height='{frame.high:g}'>{map_svg}</svg></svg>{bar.svg(frame)}"
    )


@dataclass(frozen=True, slots=True)
class Range:
    """Boxes from one size to another, in pixels."""

    narrowest: float
    widest: float
    lowest: float
    highest: float

    def shared(self, other: "Range") -> "Range":
        """Give the boxes of both; none where its least size is above its greatest."""
        return Range(
            max(self.narrowest, other.narrowest),
            min(self.widest, other.widest),
            max(self.lowest, other.lowest),
            min(self.highest, other.highest),
        )

    @property
    def has_any(self) -> bool:
        """Tell whether there are such boxes."""
        least_width, least_height = SMALLEST_PX
        return self.widest > max(self.narrowest, least_width) and self.highest > max(
            self.lowest, least_height
        )

    @property
    def condition(self) -> str:
        """Ask for them, as a media query."""
        return (
            f"(min-width:{self.narrowest:.0f}px)and (max-width:{self.widest:.0f}px)"
            f"and (min-height:{self.lowest:.0f}px)and (max-height:{self.highest:.0f}px)"
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar in the lower left corner of a box, or in another where it would cover a name.

    Attributes:
        drawn: It as SVG, in the lower left corner of the map.
        part: Where it stands there.
    """

    drawn: str
    part: Box

    def rules(self, parts: Iterable[Box], frame: Box) -> str:
        """Write the style that moves it to the lower right, and from there to the upper left."""
        middle, level = _middle(frame)
        wide, high = self.part.right, frame.high - self.part.low
        at_left, at_right = [], []
        for part in parts:
            heights = 2 * (part.low - level), 2 * (part.high - level + high)
            at_left.append(
                Range(2 * (middle - part.right), 2 * (middle - part.left + wide), *heights)
            )
            at_right.append(
                Range(2 * (part.left - middle), 2 * (part.right - middle + wide), *heights)
            )
        at_left = [each for each in at_left if each.has_any]
        at_both = [one.shared(other) for one in at_left for other in at_right]
        return (
            ".right,.top{display:none}"
            + _moved(at_left, "left", "right")
            + _moved([each for each in at_both if each.has_any], "right", "top")
        )

    def svg(self, frame: Box) -> str:
        """Draw it in each corner of a box that it may stand in."""
        low, high = -frame.high, -self.part.low
        corners = (
            ("left", " y='100%'", 0.0, low),
            ("right", " x='100%' y='100%'", -self.part.right, low),
            ("top", "", 0.0, high),
        )
        return "".join(
            f"<svg class='{name}'{corner} overflow='visible'>"
            f"<g transform='translate({x:g} {y:g})'>{self.drawn}</g></svg>"
            for name, corner, x, y in corners
        )


def _moved(boxes: Sequence[Range], before: str, after: str) -> str:
    if not boxes:
        return ""
    asked = ",".join(dict.fromkeys(each.condition for each in boxes))
    return f"@media{asked}{{.{before}{{display:none}}.{after}{{display:inline}}}}"
