"""Labels along one axis, moved apart: those at the ends of lines, which keep their order."""

import math
from collections.abc import Sequence


def spread(
    wanted: Sequence[float], gap: float, *, low: float = -math.inf, high: float = math.inf
) -> list[float]:
    """Move labels apart until none is nearer to the next than `gap`, as little as possible.

    The sum of the squared moves is the least there is: an isotonic regression of the positions
    less their gaps, by pooling adjacent violators, then clipped to the bounds.

    Args:
        wanted: Where each label would stand, upwards.
        gap: Smallest distance between two of them.
        low: The lowest position; it gives way where not all labels have room.
        high: The highest position.

    Returns:
        Where they stand, in the order of `wanted`; their order from low to high is kept, of equal
        ones the first is on top.

    >>> spread([1.0, 1.0, 5.0], 1.0)
    [1.5, 0.5, 5.0]
    >>> spread([1.0, 1.0, 5.0], 1.0, low=1.0)
    [2.0, 1.0, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], -at))
    # Each block stands together: how many it has, and the mean of where they would start it.
    blocks: list[tuple[int, float]] = []
    for at in order:
        count, start = 1, wanted[at]
        while blocks and blocks[-1][1] + blocks[-1][0] * gap > start:
            before, before_start = blocks.pop()
            start = (before_start * before + (start - before * gap) * count) / (before + count)
            count += before
        blocks.append((count, start))
    free = [start + position * gap for count, start in blocks for position in range(count)]
    placed = [0.0] * len(wanted)
    for rank, (at, stands) in enumerate(zip(order, free, strict=True)):
        lowest, highest = low + rank * gap, high - (len(order) - 1 - rank) * gap
        placed[at] = min(max(stands, lowest), highest)
    return placed
