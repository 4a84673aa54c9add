"""Bench of a brief: processor milliseconds of each month and of any days, the tables being read.

A brief has its facts and its sentences in it. The first one also puts the tables together; that is
measured apart. A plain reading of the whole archive by pandas stands beside it.
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import click
import pandas as pd

from bench import arguments
from pokrovsk_front.catalog.brief import brief_inputs, brief_of
from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.model.brief.periods import month_window
from pokrovsk_front.model.brief.sentences import sentence
from pokrovsk_front.model.windows import Window

DAYS = (7, 30, 90, 365)


def processor_ms(work: Callable[[], object]) -> float:
    """Measure a piece of work in milliseconds of the processor."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def windows(library: Library) -> list[Window]:
    """Give every whole month, and some windows of other lengths."""
    months = [month_window(each.date()) for each in library.every_month["month"]]
    last = months[-1].last_day
    return [*months, *(Window(last - timedelta(days - 1), last) for days in DAYS)]


def main() -> None:
    """Measure and print."""
    options = arguments.parser(__doc__).parse_args()
    words = wording(ENGLISH)
    plain = processor_ms(lambda: pd.read_csv(DATA_DIR / "derived" / "daily_area.csv"))
    texts = Library().in_language(ENGLISH)
    inputs = processor_ms(lambda: brief_inputs(texts))

    def write(window: Window) -> list[str]:
        return [sentence(fact, words) for fact in brief_of(texts, window).facts]

    # Each twice: a reader may be the first to ask for the days of a period, or not.
    asked = windows(texts.library)
    every = [[processor_ms(partial(write, each)) for each in asked] for _time in range(2)]
    found = {
        "plain_read_ms": plain,
        "inputs_ms": inputs,
        "first_median_ms": statistics.median(every[0]),
        "first_max_ms": max(every[0]),
        "again_median_ms": statistics.median(every[1]),
        "again_max_ms": max(every[1]),
    }
    for name, value in found.items():
        click.echo(f"{name:>18}: {value:8.1f}")
    arguments.keep(options.json, found)


if __name__ == "__main__":
    main()
