"""Bench of the time to the first text of a page, against a bare Streamlit page.

The first text is the heading and the first paragraph, both laid out with a height, timed inside
the browser from the start of the navigation: cold with an empty browser cache, warm when all of
it was opened before. Both servers run as their image runs and are warm. Pages are opened in turn,
so that whatever else the machine does falls on all of them. The bytes are those of a cold opening
until the page is idle, from the server itself and through nginx, which compresses.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from bench import arguments
from bench.load import bare_replica
from bench.pages import address
from harness import cluster
from harness.browser import chromium, wait_until_idle
from harness.server import PROJECT

OPENINGS = 5
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
BARE = "bare page"

WATCH = """
window.__firstText = new Promise(done => {
  const isShown = each => each !== null && each.textContent.trim() !== ''
    && each.getBoundingClientRect().height > 0;
  const look = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    if (main !== null && isShown(main.querySelector('h1')) && isShown(main.querySelector('p')))
      done(performance.now());
    else requestAnimationFrame(look);
  };
  look();
});
"""


@dataclass(slots=True)
class FirstText:
    """Time to the first text of a page, in seconds, and weight of a cold opening."""

    name: str
    cold_seconds: list[float] = field(default_factory=list)
    warm_seconds: list[float] = field(default_factory=list)
    received_kb: float = 0.0
    through_nginx_kb: float = 0.0


def first_text_seconds(page: Page, url: str) -> float:
    """Open a page and time its first text, in seconds."""
    page.goto(url, wait_until="commit")
    return float(page.evaluate("window.__firstText")) / 1000


@contextmanager
def counted(page: Page) -> Iterator[list[float]]:
    """Count the bytes that a page receives over the wire, files and messages."""
    bytes_: list[float] = []
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: bytes_.append(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        # Binary frames are told in base64.
        lambda event: bytes_.append(len(event["response"]["payloadData"]) * 3 / 4),
    )
    yield bytes_
    session.detach()


def opened_kb(browser: Browser, url: str) -> float:
    """Measure the weight of a cold opening in kB, until the page is idle."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    with counted(page) as bytes_:
        page.goto(url)
        wait_until_idle(page)
    context.close()
    return sum(bytes_) / 1000


def open_cold(browser: Browser, url: str) -> float:
    """Open a page with an empty cache and time its first text."""
    context = browser.new_context(viewport=VIEWPORT)
    context.add_init_script(WATCH)
    seconds = first_text_seconds(context.new_page(), url)
    context.close()
    return seconds


def measure(openings: int) -> list[FirstText]:
    """Open the bare page and each page of the dashboard in turn."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        scratch.chmod(0o755)
        bare = stack.enter_context(bare_replica(scratch))
        (ours,) = stack.enter_context(cluster.replicas(scratch, 1))
        through, _ = stack.enter_context(cluster.balance(scratch, [ours.port]))
        browser = stack.enter_context(chromium())
        found = {BARE: (FirstText(BARE), bare.url)}
        names = (page.stem for page in sorted((PROJECT / "pages").glob("*.py")))
        for name in names:
            found[name] = FirstText(name), f"{ours.url}/{address(name)}"
        for name, (text, url) in found.items():
            # The first visit of a server pays for what all later ones find done.
            text.received_kb = opened_kb(browser, url)
            if name != BARE:
                text.through_nginx_kb = opened_kb(browser, url.replace(ours.url, through))
        for _ in range(openings):
            for text, url in found.values():
                text.cold_seconds.append(open_cold(browser, url))
        context = browser.new_context(viewport=VIEWPORT)
        context.add_init_script(WATCH)
        page = context.new_page()
        for _, url in found.values():
            page.goto(url)
            wait_until_idle(page)  # all of it is in the cache
        for _ in range(openings):
            for text, url in found.values():
                text.warm_seconds.append(first_text_seconds(page, url))
    return [text for text, _ in found.values()]


def ratios(texts: list[FirstText]) -> dict[str, tuple[float, float]]:
    """Return the ratio of each page's median time to the bare page's, cold and warm."""
    bare = texts[0]
    return {
        each.name: (
            statistics.median(each.cold_seconds) / statistics.median(bare.cold_seconds),
            statistics.median(each.warm_seconds) / statistics.median(bare.warm_seconds),
        )
        for each in texts
    }


def table(texts: list[FirstText]) -> str:
    """Format the pages as a table; ratios are to the first, the bare one."""
    by_name = ratios(texts)
    lines = [
        f"{'first text':<14}{'cold s':>8}{'ratio':>7}{'warm s':>8}{'ratio':>7}"
        f"{'received kB':>13}{'by nginx kB':>13}"
    ]
    for each in texts:
        cold, warm = by_name[each.name]
        lines.append(
            f"{each.name:<14}{statistics.median(each.cold_seconds):>8.2f}{cold:>7.2f}"
            f"{statistics.median(each.warm_seconds):>8.2f}{warm:>7.2f}"
            f"{each.received_kb:>13.0f}{each.through_nginx_kb or float('nan'):>13.0f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the bench, print the table, and write the numbers if asked."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--openings", type=int, default=OPENINGS, help="openings of each page")
    given = parser.parse_args()
    started = time.perf_counter()
    texts = measure(given.openings)
    click.echo(table(texts))
    click.echo(f"{time.perf_counter() - started:.0f} s")
    kept = {"pages": [asdict(each) for each in texts], "ratios": ratios(texts)}
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
