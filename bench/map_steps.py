"""Bench of the map under the reader's hand: steps of the day a second, and bytes of its data.

A step is a day that is drawn: map, headline and day control. In the default view a mouse drags the
handle over the day control, and then a script asks for another day in each frame; near to, the
same with the cells of resolution 9 in sight, and with all there are at once. Chromium draws
without a graphics card. The bytes are those of the map's data as it came over the network for the
default view, the script of deck.gl not counted.
"""

import json
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
from playwright.sync_api import Browser, Page, Route

from bench import arguments
from harness.browser import DRAWN_MAP, chromium, start_visit, wait_until_idle
from harness.server import PROJECT, Server, serve

STEPS = 120
DATA = "data_kilobytes"
DEADLINE_MS = 120_000
NEAR = urlencode({"camera": "48.28_37.18_9.6"})
EVERYWHERE = [-180, -85, 180, 85]
MAP = "document.querySelector('.map-box').frontMap"

IS_NEAR = f"() => {MAP}.state().isNear && document.querySelector('{DRAWN_MAP}') !== null"
WATCH = """
() => {
  const days = window.__days = [];
  const root = document.querySelector('.front-map');
  new MutationObserver(() => { if (days.at(-1) !== root.dataset.day) days.push(root.dataset.day); })
    .observe(root, { attributeFilter: ['data-day'] });
}
"""
DATA_BYTES = """
() => performance.getEntriesByType('resource')
  .filter(({ name }) => name.includes('/app/static/') && !/\\.js\\b/.test(name))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)
"""
SHOW = f"""
steps => new Promise(done => {{
  const map = {MAP}, last = map.state().shown.day, started = performance.now();
  let left = steps;
  const step = () => {{
    if (!left) return done(steps / (performance.now() - started) * 1000);
    left -= 1;
    map.show({{ day: last - left, from: null, mode: 'day' }});
    requestAnimationFrame(step);
  }};
  requestAnimationFrame(step);
}})
"""


def dragged_steps_a_second(page: Page, steps: int) -> float:
    """Drag the day back by the mouse, as fast as the page follows, and count the days drawn."""
    handle = page.locator(".map-track [role=slider]").last
    box = handle.bounding_box()
    if box is None:
        raise RuntimeError("The day control has no handle.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(WATCH)
    page.mouse.move(x, y)
    page.mouse.down()
    started: float = page.evaluate("() => performance.now()")
    for step in range(1, steps + 1):
        page.mouse.move(x - 4 * step, y)
    ended: float = page.evaluate(
        "() => new Promise(seen => requestAnimationFrame(() => seen(performance.now())))"
    )
    page.mouse.up()
    days: list[str] = page.evaluate("() => window.__days")
    return len(days) / (ended - started) * 1000


def open_map(browser: Browser, server: Server, query: str, *, is_everywhere: bool = False) -> Page:
    """Open the front map, drawn; `is_everywhere` loads all tiles as if all were in sight."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = start_visit(context, server.url).page

    def spread(route: Route) -> None:
        index: dict[str, Any] = route.fetch().json()
        for tile in index["tiles"]:
            tile["box"] = EVERYWHERE
        route.fulfill(body=json.dumps(index), content_type="application/json")

    if is_everywhere:
        page.route("**/tiles_9.json*", spread)
    page.goto(f"{server.url}/front_map?{query}")
    page.wait_for_selector(DRAWN_MAP, timeout=DEADLINE_MS)
    wait_until_idle(page)
    if query:
        page.wait_for_function(IS_NEAR, timeout=DEADLINE_MS)
    return page


def main() -> None:
    """Measure steps in each state, and print them."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--steps", type=int, default=STEPS, help="steps in each state")
    given = parser.parse_args()
    found: dict[str, float] = {}

    def keep(name: str, value: float) -> None:
        found[name] = value
        click.echo(f"{name:<15} {value:.1f} {'kB' if name == DATA else 'steps a second'}")

    with (
        tempfile.TemporaryDirectory() as scratch,
        chromium() as browser,
        serve(PROJECT / "app.py", Path(scratch)) as server,
    ):
        page = open_map(browser, server, "")
        keep(DATA, page.evaluate(DATA_BYTES) / 1000)
        keep("dragged", dragged_steps_a_second(page, given.steps))
        keep("default view", page.evaluate(SHOW, given.steps))
        page.context.close()
        for name, is_everywhere in (("tiles in sight", False), ("all tiles", True)):
            page = open_map(browser, server, NEAR, is_everywhere=is_everywhere)
            keep(name, page.evaluate(SHOW, given.steps))
            page.context.close()
    arguments.keep(given.json, found)


if __name__ == "__main__":
    main()
