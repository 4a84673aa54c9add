"""Other processes that measure, of which one may be lost without the run.

A bounded task that takes more of the processor or of memory than `bounds` allows ends its
process, and with it whatever others were doing; who was at fault is found by doing the tasks
that were under way again, one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

from pokrovsk_front.ingest.bounds import (
    MAX_MEMORY_BYTES,
    is_out_of_memory,
    limited_memory,
    limited_time,
    memory_taken,
)

Task = TypeVar("Task")
Result = TypeVar("Result")

FEW = 8
"""So many tasks are done sooner than other processes start."""

CHUNK = 8
"""So many tasks go to a process at once."""


def _bounded(work: Callable[[Task], Result], task: Task) -> Result | None:
    """Do a task within the bounds of time and memory; None where memory does not do."""
    try:
        with limited_memory(memory_taken() + MAX_MEMORY_BYTES), limited_time():
            return work(task)
    except Exception as error:
        if is_out_of_memory(error):
            return None
        raise


class Workers:
    """Other processes, started when there is enough to do for them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count)
        return self._pool

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterable[Result]:
        """Do tasks, here or elsewhere, and give the results in their order."""
        if len(tasks) <= FEW:
            return map(work, tasks)
        return self._started().map(work, tasks, chunksize=CHUNK)

    def map_bounded(
        self, work: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[Result | None]:
        """Do tasks elsewhere within the bounds, and give the results in their order.

        Yields:
            The result of each task, or None for one that went beyond the bounds.
        """
        bounded = partial(_bounded, work)
        done = 0
        while done < len(tasks):
            try:
                for result in self._started().map(bounded, tasks[done:], chunksize=CHUNK):
                    yield result
                    done += 1
            except BrokenProcessPool:
                self.close()
                yield from _one_by_one(bounded, tasks[done : done + CHUNK])
                done += CHUNK

    def submit(self, work: Callable[[Task], Result], task: Task) -> Callable[[], Result]:
        """Have one long task done elsewhere; it is done here where that process was lost."""
        future = self._started().submit(work, task)

        def result() -> Result:
            try:
                return future.result()
            except BrokenProcessPool:
                return work(task)

        return result

    def close(self) -> None:
        """Wait for the processes to end."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _one_by_one(
    bounded: Callable[[Task], Result | None], tasks: Sequence[Task]
) -> Iterator[Result | None]:
    """Do tasks in one process, so that the one which ends it is known."""
    done = 0
    while done < len(tasks):
        with ProcessPoolExecutor(1) as pool:
            try:
                for result in pool.map(bounded, tasks[done:]):
                    yield result
                    done += 1
            except BrokenProcessPool:
                yield None
                done += 1
