"""Pool of worker processes; the loss of one does not end the run.

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
"""Number of tasks up to which no worker is started."""

CHUNK = 8
"""Tasks sent to a worker at once."""


def _bounded(work: Callable[[Task], Result], task: Task) -> Result | None:
    """Run a task within the bounds of time and memory; None when out of memory."""
    try:
        with limited_memory(memory_taken() + MAX_MEMORY_BYTES), limited_time():
            return work(task)
    except Exception as error:
        if is_out_of_memory(error):
            return None
        raise


class Workers:
    """Worker processes, started when there are enough tasks."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count)
        return self._pool

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterable[Result]:
        """Run tasks, in this process or in workers, and return results in order."""
        if len(tasks) <= FEW:
            return map(work, tasks)
        return self._started().map(work, tasks, chunksize=CHUNK)

    def map_bounded(
        self, work: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[Result | None]:
        """Run tasks in workers within the bounds, and yield results in order.

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
        """Submit one long task to a worker; it runs here if that worker is lost."""
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
    """Run tasks one by one in a process, to find the one that kills it."""
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
