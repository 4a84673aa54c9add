"""Weighing of servers at work: resident memory second by second, and by how much it grew."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pokrovsk_front.server.heap import TRIM_SECONDS
from pokrovsk_front.server.repeating import repeated

SAMPLE_SECONDS = 1.0
CYCLE_SECONDS = TRIM_SECONDS + 10.0
"""A server returns free memory once in this time; between two such moments it swings by 15 MiB."""


@contextmanager
def weighed(resident_mib: Callable[[], float]) -> Iterator[list[tuple[float, float]]]:
    """Sample the resident memory, in a thread, until the context ends.

    Args:
        resident_mib: Gives the resident memory of the servers now, in MiB.

    Yields:
        Moments of `time.perf_counter` and MiB, as they come.
    """
    samples: list[tuple[float, float]] = []
    with repeated(
        SAMPLE_SECONDS,
        lambda: samples.append((time.perf_counter(), resident_mib())),
        name="weighing",
    ):
        yield samples


def grown_mib(samples: list[tuple[float, float]], since: float) -> float:
    """Give by how much memory grew, each time at its lowest within one cycle of returning it.

    Args:
        samples: Moments of `time.perf_counter` and MiB.
        since: The moment from which the same visits were there.

    Returns:
        The lowest of the last `CYCLE_SECONDS` less the lowest of the first since `since`, in MiB;
        halves of a run that is shorter than two cycles; NaN where there are no two samples.
    """
    there = [sample for sample in samples if sample[0] >= since]
    if len(there) < 2:
        return float("nan")
    first, last = there[0][0], there[-1][0]
    cycle = min(CYCLE_SECONDS, (last - first) / 2)
    return min(mib for at, mib in there if at >= last - cycle) - min(
        mib for at, mib in there if at <= first + cycle
    )
