"""Bench of what a choice on each page costs the server, in both languages.

One reader at a time sets the widgets of a page to anything they offer, as the readers of
`bench.load` do; the same choices in each language. Counted are the seconds of the processor that
the server took, whatever else the machine did meanwhile, and the bytes of the messages, before
compression and as they come over the line. A letter of Ukrainian is two bytes where one of English
is one: the ratio of the bytes tells how much of what is sent is text.
"""

import asyncio
import random
import statistics
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import psutil

from bench import arguments
from bench.load import bare_replica, processor_seconds
from bench.readers import BARE, PLANS, SEED
from harness import cluster
from harness.cluster import Replica
from harness.reader import Reader
from pokrovsk_front.catalog.messages import LOCALES

RUNS, WARM_UP = 60, 20
BARE_PAGE = "bare page"


@dataclass(frozen=True, slots=True)
class Rerun:
    """Cost of a choice on a page, on average."""

    page: str
    locale: str
    processor_ms: float
    sent_kb: float
    line_kb: float


async def _cost(
    replica: Replica, page: str, keys: tuple[str, ...], locale: str, runs: int
) -> Rerun:
    # The same choices in each language.
    dice = random.Random(SEED)  # noqa: S311
    server = [psutil.Process(replica.pid)]
    async with Reader(replica.url) as reader:
        await reader.open(page, {"lang": locale})
        for _ in range(WARM_UP):
            await reader.move(keys, dice)
        used = processor_seconds(server)
        moves = [await reader.move(keys, dice) for _ in range(runs)]
        used = processor_seconds(server) - used
    sent = statistics.mean(each.received_bytes for each in moves)
    over_the_line = statistics.mean(each.line_bytes for each in moves)
    return Rerun(
        (page or "overview") if locale else BARE_PAGE,
        locale,
        used * 1000 / runs,
        sent / 1000,
        over_the_line / 1000,
    )


def measure(runs: int) -> list[Rerun]:
    """Measure the bare page, then every page in every language."""
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        scratch.chmod(0o755)
        with bare_replica(scratch) as replica:
            bare = asyncio.run(_cost(replica, "", BARE[""][1], "", runs))
            costs = [bare]
        with cluster.replicas(scratch, 1) as (replica,):
            costs += [
                asyncio.run(_cost(replica, page, keys, locale, runs))
                for page, (_, keys) in PLANS.items()
                for locale in LOCALES
            ]
    return costs


def summary(costs: list[Rerun]) -> dict[str, float]:
    """Extract the target values: the dearest page, Months, and Ukrainian beside English."""
    ours = [each for each in costs if each.page != BARE_PAGE]
    english, ukrainian = ([each for each in ours if each.locale == locale] for locale in LOCALES)
    typical = statistics.median(each.processor_ms for each in english)
    months = next(each.processor_ms for each in english if each.page == "months")
    return {
        "median_ms": typical,
        "months_to_median": months / typical,
        "uk_to_en_ms": sum(each.processor_ms for each in ukrainian)
        / sum(each.processor_ms for each in english),
        "uk_to_en_kb": sum(each.sent_kb for each in ukrainian)
        / sum(each.sent_kb for each in english),
        "uk_to_en_line_kb": sum(each.line_kb for each in ukrainian)
        / sum(each.line_kb for each in english),
    }


def table(costs: list[Rerun]) -> str:
    """Format the costs as a table, a row a page and language."""
    lines = [f"{'':<16}{'':<4}{'processor ms':>14}{'sent kB':>10}{'line kB':>10}"]
    lines += [
        f"{each.page:<16}{each.locale:<4}{each.processor_ms:>14.1f}{each.sent_kb:>10.1f}"
        f"{each.line_kb:>10.1f}"
        for each in costs
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the bench, print the table, and write the numbers if asked."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="choices on each page")
    given = parser.parse_args()
    costs = measure(given.runs)
    drawn = summary(costs)
    click.echo(table(costs))
    click.echo("\n".join(f"{name:<28}{value:>10.2f}" for name, value in drawn.items()))
    arguments.keep(given.json, {"pages": [asdict(each) for each in costs], "summary": drawn})


if __name__ == "__main__":
    main()
