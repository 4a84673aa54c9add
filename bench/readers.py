"""Simulated readers on websockets, in a separate process from the server.

Each reader thinks, then goes to another page or sets a widget to anything that it offers, and
waits for the outcome. The process prints one JSON object when time or the number of reruns is
over, and leaves when its input is closed: until then the visits stay open, to be weighed.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from dataclasses import asdict, dataclass, field

import click

from harness.reader import Reader, ReaderError, Run

SEED = 20251107
PAGE_SHARE = 0.2
"""Probability that a reader opens another page instead of setting a widget."""

# What readers do on each page, by the keys of its widgets, and how many go there.
PLANS: dict[str, tuple[int, tuple[str, ...]]] = {
    "": (4, ("rows_cumulative_gain", "rows_front_state")),
    "front_map": (5, ("day", "day", "day", "view", "show", "place")),
    "gains": (4, ("a_to", "b_to", "preset", "section", "section", "rounding")),
    "months": (3, ("month", "month", "rows_marked_months")),
    "cities": (3, ("place", "day", "day", "measure", "order")),
    "hromadas": (2, ("oblast", "day", "day", "show")),
    "people": (2, ("city", "section", "axis")),
    "distances": (2, ("cities", "since", "distances")),
    "timeline": (2, ("section", "place", "kind", "certainty")),
    "claims": (2, ("verdict", "topic", "rows_claims")),
    "method": (1, ("columns_places", "columns_events")),
    "your_map": (1, ()),
}
BARE: dict[str, tuple[int, tuple[str, ...]]] = {"": (1, ())}


@dataclass(slots=True)
class Outcome:
    """Outcome of a load: reruns, openings and errors.

    `ended` is what `time.perf_counter` read at the end, `seconds` how long it all took.
    """

    runs: list[Run] = field(default_factory=list)
    openings: list[Run] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    ended: float = 0.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """Parameters of a load: readers, pages, duration, think time."""

    url: str
    sessions: int
    think_seconds: float
    seconds: float
    max_reruns: int
    plans: dict[str, tuple[int, tuple[str, ...]]]

    def page(self, dice: random.Random) -> str:
        """Choose a random page by the weights of readers."""
        names = list(self.plans)
        return dice.choices(names, weights=[self.plans[name][0] for name in names])[0]


async def _visit(crowd: Crowd, number: int, outcome: Outcome, until: float) -> Reader | None:
    """Simulate one reader until time is up; a failed page is opened again."""
    dice = random.Random(SEED + number)  # noqa: S311 (no secret: the same crowd each time)
    await asyncio.sleep(crowd.think_seconds * number / crowd.sessions)
    reader: Reader | None = None
    while time.perf_counter() < until and len(outcome.runs) < crowd.max_reruns:
        try:
            if reader is None:
                reader = Reader(crowd.url, cookie=f"replica={dice.getrandbits(128):032x}")
                await reader.connect()
                outcome.openings.append(await reader.open(crowd.page(dice)))
            await asyncio.sleep(crowd.think_seconds * dice.uniform(0.5, 1.5))
            if time.perf_counter() >= until or len(outcome.runs) >= crowd.max_reruns:
                break
            elsewhere = len(crowd.plans) > 1 and dice.random() < PAGE_SHARE
            outcome.runs.append(
                await reader.go(crowd.page(dice))
                if elsewhere
                else await reader.move(crowd.plans[reader.page][1], dice)
            )
        except ReaderError as error:
            outcome.errors.append(str(error))
            reader = None
    return reader


async def read(crowd: Crowd, stay: asyncio.Event) -> Outcome:
    """Run all readers, then hold their visits until `stay` is set."""
    outcome = Outcome()
    started = time.perf_counter()
    until = started + crowd.seconds
    readers = await asyncio.gather(
        *(_visit(crowd, number, outcome, until) for number in range(crowd.sessions))
    )
    outcome.ended = time.perf_counter()
    outcome.seconds = outcome.ended - started
    click.echo(json.dumps({**asdict(outcome), "held": sum(each is not None for each in readers)}))
    await stay.wait()
    for reader in readers:
        if reader is not None:
            await reader.__aexit__()
    return outcome


async def warm(crowd: Crowd) -> None:
    """Open each page once, to warm the server's caches."""
    for page in crowd.plans:
        async with Reader(crowd.url) as reader:
            await reader.open(page)


async def _main(crowd: Crowd) -> None:
    await warm(crowd)
    stay = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin, stay.set)
    await read(crowd, stay)


def main() -> None:
    """Run the load that the command line describes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("url")
    parser.add_argument("--sessions", type=int, required=True)
    parser.add_argument("--think", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--max-reruns", type=int, default=100_000)
    parser.add_argument("--bare", action="store_true")
    given = parser.parse_args()
    plans = BARE if given.bare else PLANS
    crowd = Crowd(given.url, given.sessions, given.think, given.seconds, given.max_reruns, plans)
    asyncio.run(_main(crowd))


if __name__ == "__main__":
    main()
