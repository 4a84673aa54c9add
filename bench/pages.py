"""Bench of the cost of each page, against a bare Streamlit page.

Five measures, each taken of both: the script of the whole page alone (AppTest, no browser); a
choice as a server answers it (from the message that a day was moved, or of a rerun where there is
none to move, to the last message of the run; on a websocket, so the script, what it sends and the
wait for both are in it); a rerun as a reader sees it (from the key press to idle, in Chromium);
opening the page with an empty and with a filled browser cache; and the server's start and memory.
Absolute times depend on the machine and on what else it does; the ratios to the bare page are
what to compare between runs. It is one reader at a time: nothing here tells how many the server
carries.
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import click
import psutil
from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

from bench import arguments
from harness.browser import SETTLED_MS, Visit, chromium, start_visit, wait_until_idle
from harness.reader import DAY_FORMAT, Reader
from harness.server import PROJECT, Server, serve
from pokrovsk_front.ui.site_map import PAGES

BARE_PAGE = 'import streamlit as st\n\nst.title("Hello")\nst.write("A bare page.")\n'
PAGE_SECONDS = 60.0
MOVED_DAYS = {"front_map": "day", "gains": "b_to"}
"""Date input that is changed, by page. That of the windows is behind "Other days", whose content is
sent whether it is open or not."""

FIRST_MOVED_DAY = date(2025, 10, 1)
LANDING = PAGES[0][0]
MIB = 1024 * 1024

# Resolves to the milliseconds from the next key press until the script has run.
UNTIL_RERUN = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  window.__rerun = new Promise(done => {
    let pressed, ran = false;
    addEventListener('keydown', () => { pressed = performance.now(); },
                     {capture: true, once: true});
    const watcher = new MutationObserver(() => {
      const idle = app.getAttribute('data-test-script-state') === 'notRunning';
      ran ||= !idle;
      if (ran && idle) { watcher.disconnect(); done(performance.now() - pressed); }
    });
    watcher.observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
  });
}
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one page: lists in milliseconds, openings in seconds."""

    name: str
    script_ms: list[float]
    choice_ms: list[float]
    rerun_ms: list[float]
    first_open_seconds: float
    second_open_seconds: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """Cost of one server: seconds to its first healthy response, memory before and after."""

    name: str
    start_seconds: float
    before_mib: float
    after_mib: float


def address(name: str) -> str:
    """Return the path of a page by its file name; the landing page is the root."""
    return "" if name == LANDING else name


def script_ms(app: AppTest, runs: int) -> list[float]:
    """Time reruns of a page's script in this process.

    Raises:
        RuntimeError: The page raised: a failing page is quick and must not count.
    """
    app.run()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        app.run()
        taken.append((time.perf_counter() - started) * 1000)
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return taken


async def _choose(url: str, path: str, moved_day: str | None, runs: int) -> list[float]:
    taken = []
    page, _, query = path.partition("?")
    async with Reader(url) as reader:
        await reader.open(page, dict(parse_qsl(query)))
        for run in range(runs):
            day = (FIRST_MOVED_DAY + timedelta(days=run)).strftime(DAY_FORMAT)
            ran = reader.set(moved_day, [day]) if moved_day else reader.again()
            taken.append((await ran).seconds * 1000)
    return taken


def choice_ms(url: str, path: str, moved_day: str | None, runs: int) -> list[float]:
    """Time changes of a page's date over a websocket; plain reruns where it has none."""
    # Playwright keeps an event loop in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_choose(url, path, moved_day, runs))).result()


def rerun_ms(page: Page, runs: int) -> list[float]:
    """Time reruns by keyboard, inside the browser."""
    taken = []
    for _ in range(runs):
        page.evaluate(UNTIL_RERUN)
        page.keyboard.press("r")
        taken.append(float(page.evaluate("window.__rerun")))
        wait_until_idle(page)
    return taken


def open_seconds(visit: Visit, path: str) -> float:
    """Open a page and time it until idle, without the settling time."""
    started = time.perf_counter()
    visit.open(path)
    return time.perf_counter() - started - SETTLED_MS / 1000


def cost_of(
    name: str, path: str, app: AppTest, browser: Browser, server: Server, runs: int
) -> Cost:
    """Measure one page in every way, starting with an empty browser cache."""
    context = browser.new_context()
    visit = start_visit(context, server.url)
    first_open = open_seconds(visit, path)
    second_open = open_seconds(visit, path)
    cost = Cost(
        name=name,
        script_ms=script_ms(app, runs),
        choice_ms=choice_ms(server.url, path, MOVED_DAYS.get(path.partition("?")[0]), runs),
        rerun_ms=rerun_ms(visit.page, runs),
        first_open_seconds=first_open,
        second_open_seconds=second_open,
    )
    context.close()
    return cost


@contextmanager
def footprint_of(name: str, server: Server, into: list[Footprint]) -> Iterator[None]:
    """Record the server's memory before and after the block."""
    process = psutil.Process(server.pid)
    before = process.memory_info().rss
    yield
    after = process.memory_info().rss
    into.append(Footprint(name, server.start_seconds, before / MIB, after / MIB))


def percentile_95(values: list[float]) -> float:
    """Return the 95th percentile, interpolated."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def cost_table(costs: list[Cost]) -> str:
    """Format the pages as a table; ratios are to the first, the bare one."""
    bare = costs[0]
    measures = ("script_ms", "choice_ms", "rerun_ms")
    lines = [
        f"{'':<14}"
        + "".join(f"{name.replace('_', ' '):>16}{'':>8}" for name in measures)
        + f"{'open s':>16}",
        f"{'':<14}" + f"{'p50':>8}{'p95':>8}{'ratio':>8}" * 3 + f"{'first':>8}{'second':>8}",
    ]
    for cost in costs:
        line = f"{cost.name:<14}"
        for name in measures:
            taken, bare_ms = getattr(cost, name), statistics.median(getattr(bare, name))
            middle = statistics.median(taken)
            line += f"{middle:>8.1f}{percentile_95(taken):>8.1f}{middle / bare_ms:>8.2f}"
        lines.append(f"{line}{cost.first_open_seconds:>8.2f}{cost.second_open_seconds:>8.2f}")
    return "\n".join(lines)


def footprint_table(footprints: list[Footprint]) -> str:
    """Format the servers as a table."""
    lines = [f"{'':<20}{'start s':>10}{'RSS MiB':>10}{'after':>10}"]
    lines += [
        f"{one.name:<20}{one.start_seconds:>10.2f}{one.before_mib:>10.0f}{one.after_mib:>10.0f}"
        for one in footprints
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure the bare page and every page of the dashboard, and print the tables."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--runs", type=int, default=20, help="reruns a page, at least 2")
    given = parser.parse_args()
    runs: int = given.runs
    if runs < 2:
        parser.error("--runs must be at least 2")

    costs: list[Cost] = []
    footprints: list[Footprint] = []
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        bare = Path(scratch) / "bare" / "app.py"
        bare.parent.mkdir()
        bare.write_text(BARE_PAGE, encoding="utf-8")
        # The same settings for both, or the ratio would measure the settings.
        shutil.copytree(PROJECT / ".streamlit", bare.parent / ".streamlit")
        entry = PROJECT / "app.py"

        for name, script in (("bare page", bare), ("dashboard", entry)):
            home = Path(scratch) / f"home of {name}"
            home.mkdir()
            with serve(script, home) as server, footprint_of(name, server, footprints):
                app = AppTest.from_file(str(script), default_timeout=PAGE_SECONDS).run()
                if script == bare:
                    costs.append(cost_of(name, "", app, browser, server, runs))
                    continue
                for page in sorted(PROJECT.glob("pages/*.py")):
                    app.switch_page(f"pages/{page.name}")
                    path = address(page.stem)
                    costs.append(cost_of(page.stem, path, app, browser, server, runs))
                app.switch_page("pages/gains.py").query_params["lang"] = "uk"
                costs.append(cost_of("gains in uk", "gains?lang=uk", app, browser, server, runs))
    click.echo(cost_table(costs))
    click.echo(footprint_table(footprints))
    kept = {
        "pages": [asdict(each) for each in costs],
        "servers": [asdict(each) for each in footprints],
    }
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
