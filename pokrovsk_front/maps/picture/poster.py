"""A map alone, for the box that a page has for it: at the scale of that map, round its middle.

How large the box is, only the reader's browser knows. An SVG without a viewBox is as large as its
box and asks for its size (CSS media queries): a name is drawn where all of it is in sight, and the
scale bar stands in the corner of the box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from pokrovsk_front.labels.boxes import Box

STEP_PX = 40
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
        middle, level = (frame.left + frame.right) / 2, (frame.low + frame.high) / 2
        across = 2 * max(middle - part.left, part.right - middle)
        down = 2 * max(level - part.low, part.high - level)
        return cls(*(_steps(*each) for each in zip((across, down), SMALLEST_PX, strict=True)))

    @property
    def class_attribute(self) -> str:
        """The attribute that has the part left out of a smaller box."""
        sides = (("w", self.width_px), ("h", self.height_px))
        classes = " ".join(f"{side}{px}" for side, px in sides if px)
        return f" class='{classes}'" if classes else ""


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


def framed(map_svg: str, bar: "Bar", parts: Sequence[Box], frame: Box) -> str:
    """Put a map round the middle of its box, and its scale bar in a lower corner.

    Args:
        map_svg: The map, whose names have the attributes of `LeastBox`.
        bar: The scale bar.
        parts: Where the names of the map stand.
        frame: The edge of the map.
    """
    style = rules(LeastBox.of(part, frame) for part in parts) + bar.rules(parts, frame)
    middle, level = (frame.left + frame.right) / 2, (frame.low + frame.high) / 2
    return (
        f"<style>{style}</style>"
        f"<svg x='50%' y='50%' overflow='visible'>"
        f"<svg class='land' x='{-middle:g}' y='{-level:g}' width='{frame.right:g}' "
        f"height='{frame.high:g}'>{map_svg}</svg></svg>{bar.svg(frame)}"
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar in the lower left corner of a box; in the right one where it would cover a name.

    Attributes:
        drawn: It as SVG, in the lower left corner of the map.
        part: Where it stands there.
    """

    drawn: str
    part: Box

    def rules(self, parts: Iterable[Box], frame: Box) -> str:
        """Write the style that moves it, for the boxes in which it would cover a name."""
        middle, level = (frame.left + frame.right) / 2, (frame.low + frame.high) / 2
        wide, high = self.part.right, frame.high - self.part.low
        covering = [
            (
                (2 * (middle - part.right), 2 * (middle - part.left + wide)),
                (2 * (part.low - level), 2 * (part.high - level + high)),
            )
            for part in parts
            if part.left < middle and part.high + high > level
        ]
        sizes = [
            f"(min-width:{_px(narrowest)})and (max-width:{_px(widest)})"
            f"and (min-height:{_px(lowest)})and (max-height:{_px(highest)})"
            for (narrowest, widest), (lowest, highest) in covering
        ]
        moved = f"@media{','.join(sizes)}{{.left{{display:none}}.right{{display:inline}}}}"
        return f".right{{display:none}}{moved if sizes else ''}"

    def svg(self, frame: Box) -> str:
        """Draw it in both corners of a box."""
        lift = f"<g transform='translate({{}} {-frame.high:g})'>{self.drawn}</g>"
        return (
            f"<svg class='left' y='100%' overflow='visible'>{lift.format(0)}</svg>"
            f"<svg class='right' x='100%' y='100%' overflow='visible'>"
            f"{lift.format(f'{-self.part.right:g}')}</svg>"
        )


def _px(length: float) -> str:
    return f"{max(length, 0):.0f}px"
