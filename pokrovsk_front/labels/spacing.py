"""Labels along one axis, moved apart: at the ends of lines, over days. They keep their order."""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise


def spread(
    wanted: Sequence[float],
    gap: float,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    sizes: Sequence[float] | None = None,
) -> list[float]:
    """Move labels apart until none is nearer to the next than `gap`, as little as possible.

    The sum of the squared moves is the least there is: an isotonic regression of the positions
    less their gaps, by pooling adjacent violators, then clipped to the bounds.

    Args:
        wanted: Where the middle of each label would stand, upwards.
        gap: Smallest distance between two of them: of their middles, or with sizes of their edges.
        low: The lowest position; it gives way where not all labels have room.
        high: The highest position.
        sizes: The size of each label along the axis, where they differ; the bounds then hold for
            edges, too.

    Returns:
        Where they stand, in the order of `wanted`; their order from low to high is kept, of equal
        ones the first is on top.

    >>> spread([1.0, 1.0, 5.0], 1.0)
    [1.5, 0.5, 5.0]
    >>> spread([1.0, 1.0, 5.0], 1.0, low=1.0)
    [2.0, 1.0, 5.0]
    >>> spread([1.0, 2.0], 1.0, sizes=[2.0, 4.0])
    [-0.5, 3.5]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], -at))
    halves = [sizes[at] / 2 if sizes else 0.0 for at in order]
    steps = (one + gap + other for one, other in pairwise(halves))
    # How far each stands over the lowest where all stand as near as they may.
    nearest = list(accumulate(steps, initial=0.0))
    # Each block stands together: how many it has, and the mean of where they would start it.
    blocks: list[tuple[int, float]] = []
    for at, over in zip(order, nearest, strict=False):
        count, start = 1, wanted[at] - over
        while blocks and blocks[-1][1] > start:
            before, before_start = blocks.pop()
            start = (before_start * before + start * count) / (before + count)
            count += before
        blocks.append((count, start))
    starts = [start for count, start in blocks for _ in range(count)]
    placed = [0.0] * len(wanted)
    for at, over, start in zip(order, nearest, starts, strict=False):
        lowest = low + halves[0] + over
        highest = high - halves[-1] - (nearest[-1] - over)
        placed[at] = min(max(start + over, lowest), highest)
    return placed
