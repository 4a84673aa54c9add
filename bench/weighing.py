"""Weighing of servers at work: resident memory second by second, and by how much it grew."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from pokrovsk_front.server.heap import TRIM_SECONDS

SAMPLE_SECONDS = 1.0
CYCLE_SECONDS = TRIM_SECONDS + 10.0
"""A server returns free memory once in this time; between two such moments it swings by 15 MiB."""


class Weighing:
    """Samples of the resident memory, taken in a thread until the block ends."""

    def __init__(self, resident_mib: Callable[[], float]) -> None:
        """Take what gives the resident memory of the servers now, in MiB."""
        self.samples: list[tuple[float, float]] = []
        self._resident_mib, self._ended = resident_mib, threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="weighing", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.samples.append((time.perf_counter(), self._resident_mib()))


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
