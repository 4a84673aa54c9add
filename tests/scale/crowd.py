"""Readers on websockets who stay while a replica dies, and what each of them saw."""

import asyncio
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from harness.reader import DAY_FORMAT, Reader, ReaderError

GIVE_UP_SECONDS = 20.0
TRY_AGAIN_SECONDS = 0.1
FIRST_DAY = date(2024, 6, 1)


@dataclass(slots=True)
class Story:
    """What happened to one reader.

    Attributes:
        day: The day that the address carries.
        headings: What the page said before.
        headings_after: What it said when the reader was back, or at the end.
        away_seconds: From the break of the line until the page was there again; None for a
            reader whose line held.
        went_on: Whether a choice after it all had its outcome.
        trouble: What went wrong for good.
    """

    day: date
    headings: list[str] = field(default_factory=list)
    headings_after: list[str] = field(default_factory=list)
    away_seconds: float | None = None
    went_on: bool = False
    trouble: str = ""


async def _come_back(reader: Reader, since: float) -> None:
    while True:
        try:
            await reader.come_back()
            return
        except ReaderError:
            if time.monotonic() - since > GIVE_UP_SECONDS:
                raise
            # As long as a browser waits at least.
            await asyncio.sleep(TRY_AGAIN_SECONDS)


async def _live(reader: Reader, story: Story, seated: asyncio.Event, leave: asyncio.Event) -> None:
    async with reader:
        await reader.open("front_map", {"day": story.day.isoformat()})
        story.headings = reader.headings
        seated.set()
        broken, left = asyncio.create_task(reader.lost()), asyncio.create_task(leave.wait())
        await asyncio.wait({broken, left}, return_when=asyncio.FIRST_COMPLETED)
        if broken.done():
            since = time.monotonic()
            await _come_back(reader, since)
            story.away_seconds = time.monotonic() - since
        story.headings_after = reader.headings
        await leave.wait()
        broken.cancel()
        next_day = story.day + timedelta(days=1)
        await reader.set("day", next_day.strftime(DAY_FORMAT))
        story.went_on = reader.query["day"] == next_day.isoformat() and any(
            f"on {next_day:%-d %B %Y}" in heading for heading in reader.headings
        )


async def _told(reader: Reader, story: Story, seated: asyncio.Event, leave: asyncio.Event) -> None:
    try:
        await _live(reader, story, seated, leave)
    except ReaderError as error:
        story.trouble = str(error)
    finally:
        seated.set()


@contextmanager
def crowd(url: str, count: int) -> Iterator[list[Story]]:
    """Let readers sit at a page each, in a thread of their own.

    Yields:
        Their stories, once all are seated; complete when the block has ended.
    """
    dice = random.Random(20251107)  # noqa: S311 (no secret: who sits where)
    stories = [Story(FIRST_DAY + timedelta(days=dice.randrange(400))) for _ in range(count)]
    all_seated = threading.Event()
    may_leave: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def lives() -> None:
        leave = asyncio.Event()
        seats = [asyncio.Event() for _ in stories]
        may_leave.append((asyncio.get_running_loop(), leave))
        readers = [Reader(url, cookie=f"replica={dice.getrandbits(128):032x}") for _ in stories]
        async with asyncio.TaskGroup() as group:
            for reader, story, seat in zip(readers, stories, seats, strict=True):
                group.create_task(_told(reader, story, seat, leave))
            await asyncio.gather(*(seat.wait() for seat in seats))
            all_seated.set()

    thread = threading.Thread(target=lambda: asyncio.run(lives()), name="crowd")
    thread.start()
    try:
        if not all_seated.wait(timeout=GIVE_UP_SECONDS * 3):
            raise TimeoutError("The readers did not find their pages.")
        yield stories
    finally:
        for loop, leave in may_leave:
            loop.call_soon_threadsafe(leave.set)
        thread.join(timeout=GIVE_UP_SECONDS * 3)
