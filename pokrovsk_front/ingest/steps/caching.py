"""Cache of measured results: what the store lacks is measured and kept."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from pokrovsk_front.ingest.steps.store import Parts, Store
from pokrovsk_front.ingest.steps.workers import Workers

Task = TypeVar("Task")
Result = TypeVar("Result")

BATCH_SIZE = 32
"""Results written at once: a run that is killed loses no more than these."""


@contextmanager
def progress(items: Iterable[Result], length: int, label: str) -> Iterator[Iterable[Result]]:
    """Show a progress bar on the error stream."""
    with click.progressbar(items, length=length, label=f"{label:<28}", file=sys.stderr) as bar:
        yield bar


def measure_missing(
    store: Store,
    workers: Workers,
    tasks: Mapping[str, Callable[[], Task]],
    work: Callable[[Task], Parts],
    label: str,
    *,
    is_bounded: bool = False,
) -> set[str]:
    """Measure the tasks whose key the store lacks, and cache the results.

    Returns:
        The keys of bounded tasks that went beyond the bounds, of which nothing is kept.
    """
    known = store.has(tasks)
    missing = [key for key in tasks if key not in known]
    make = workers.map_bounded if is_bounded else workers.map
    results: Iterable[Parts | None] = make(work, [tasks[key]() for key in missing])
    waiting: list[tuple[str, Parts]] = []
    beyond = set()
    with progress(results, len(missing), label) as bar:
        for key, parts in zip(missing, bar, strict=True):
            if parts is None:
                beyond.add(key)
                continue
            waiting.append((key, parts))
            if len(waiting) == BATCH_SIZE:
                store.keep(waiting)
                waiting = []
    store.keep(waiting)
    return beyond


def as_json(value: object) -> bytes:
    """Encode a value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def remembered(store: Store, key: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 (JSON)
    """Return the JSON value cached under a key, or make and cache it."""
    kept = store.part(key, "json")
    if kept is None:
        kept = as_json(make())
        store.keep([(key, {"json": kept})])
    return json.loads(kept)
