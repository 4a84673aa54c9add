"""Collision engine: places labels one by one by priority, or as many of a few as there is room for.

A label comes with its candidate positions, the best first. A position is clear where it lies
within the bounds and overlaps nothing that is taken. A label without a clear position is dropped,
or, if it is required, stands where it covers least.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pokrovsk_front.labels.boxes import Box

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True)
class Position(Generic[Drawn]):
    """A candidate position of a label.

    Attributes:
        box: The rectangle of its text.
        drawn: What draws the label there; the engine hands it back.
        attached: What comes with the label and must be clear as well, such as its leader or dot.
        cost: What it costs to stand here where as many labels as possible are placed, 0 or more.
    """

    box: Box
    drawn: Drawn
    attached: tuple[Box, ...] = ()
    cost: float = 0.0

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The text and what comes with it."""
        return (self.box, *self.attached)

    def is_clear_of(self, other: "Position[Drawn]") -> bool:
        """Tell whether no box of either position overlaps one of the other."""
        return not any(one.overlaps(each) for one in self.boxes for each in other.boxes)


@dataclass(frozen=True, slots=True)
class Label(Generic[Drawn]):
    """A label to place.

    Attributes:
        positions: Its candidate positions, the best first; read until one is clear.
        priority: Labels with a lower one come first; equal ones keep their order.
        is_required: Whether it stands even where it covers something.
        avoided: What it covers only where no clear position is free of it; what comes with the
            label itself does not count.
    """

    positions: Iterable[Position[Drawn]]
    priority: Any = 0
    is_required: bool = False
    avoided: Sequence[Box] = ()


@dataclass(slots=True)
class Board:
    """A panel or a view with what stands in it already.

    Attributes:
        bounds: Where labels may stand; everywhere where there is none.
        taken: What no label may cover; the boxes of placed labels join it.
    """

    bounds: Box | None = None
    taken: list[Box] = field(default_factory=list)

    def is_clear(self, position: Position[Any]) -> bool:
        """Tell whether a position is within the bounds and overlaps nothing that is taken."""
        if self.bounds is not None and not self.bounds.holds(position.box):
            return False
        return not any(box.overlaps(other) for box in position.boxes for other in self.taken)

    def covered_px2(self, position: Position[Any]) -> float:
        """Give the area of a text that lies out of bounds or on what is taken."""
        box = position.box
        outside = 0.0 if self.bounds is None else box.area_px2 - box.shared(self.bounds)
        return max(outside, 0) + sum(box.shared(other) for other in self.taken)

    def place(self, label: Label[Drawn]) -> Position[Drawn] | None:
        """Place one label, and take its room.

        Returns:
            Its first clear position that covers the fewest of the avoided boxes. Without a clear
            position: None, or for a required label the one that covers the least area.

        Raises:
            ValueError: A required label has no position.
        """
        best, fewest, least_px2 = None, math.inf, math.inf
        for position in label.positions:
            if self.is_clear(position):
                avoided = sum(
                    position.box.overlaps(each) and each not in position.attached
                    for each in label.avoided
                )
                if avoided < fewest:
                    best, fewest = position, avoided
                if not avoided:
                    break
            elif label.is_required and fewest == math.inf:
                covered_px2 = self.covered_px2(position)
                if covered_px2 < least_px2:
                    best, least_px2 = position, covered_px2
        if best is not None:
            self.taken += best.boxes
        elif label.is_required:
            raise ValueError("A required label needs a position.")
        return best

    def place_all(
        self, labels: Iterable[Label[Drawn]]
    ) -> list[tuple[Label[Drawn], Position[Drawn]]]:
        """Place labels by priority, each clear of those before it.

        Returns:
            The labels that are placed with their positions, in the order of priority.

        Raises:
            ValueError: A required label has no position.
        """
        placed = []
        for label in sorted(labels, key=lambda each: each.priority):
            position = self.place(label)
            if position is not None:
                placed.append((label, position))
        return placed

    def place_most(self, labels: Sequence[Label[Drawn]]) -> tuple[Position[Drawn], ...]:
        """Place as many labels as there is room for, at the least cost; all have equal priority.

        Every combination is tried, so this is for a dozen labels at most.

        Returns:
            The positions of the labels that are placed, in the order of the labels.
        """
        clear = [[each for each in label.positions if self.is_clear(each)] for label in labels]
        best: tuple[Position[Drawn], ...] = ()
        best_cost = 0.0

        def descend(at: int, placed: tuple[Position[Drawn], ...], cost: float) -> None:
            nonlocal best, best_cost
            most = len(placed) + len(clear) - at
            if (most, -cost) <= (len(best), -best_cost):
                return
            if at == len(clear):
                best, best_cost = placed, cost
                return
            for position in clear[at]:
                if all(position.is_clear_of(other) for other in placed):
                    descend(at + 1, (*placed, position), cost + position.cost)
            descend(at + 1, placed, cost)

        descend(0, (), 0.0)
        for position in best:
            self.taken += position.boxes
        return best
