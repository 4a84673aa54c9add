"""Fixtures: dashboard, static site and Chromium, and visits that fail on what none may do."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from harness.browser import (
    NO_CHROMIUM,
    SETTLING_MS,
    ColorScheme,
    Visit,
    find_chromium,
    launch,
    launch_returning,
)
from harness.server import RAISED, Server, serve_for_production
from pokrovsk_front.export.site import Site
from tests.export import made

HERE = Path(__file__).parent

Land = Literal["none", "stored", "drawn"]
"""What of the land a map of the static site has: its names alone, its data too, or all of it."""

NOTE_REFUSALS = """
window.__refused = [];
document.addEventListener('securitypolicyviolation', event => window.__refused.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`));
"""

DRAW_NOTHING = """
for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
  WebGL2RenderingContext.prototype[name] = () => {};
}
"""
"""Leaves the WebGL canvases of a map empty: without a graphics card, to draw 20,000 stretches of
rivers and borders takes most of the time of a test that looks at the page and not at the map."""


STAND_STILL = """
const still = new CSSStyleSheet();
still.replaceSync(`*, *::before, *::after { transition: none !important;
  animation-duration: 1ms !important; animation-iteration-count: 1 !important; }`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
"""
"""Shows at once what Streamlit fades, pulses and turns: each frame of it is drawn by the processor,
a sixth of what it takes to open a page. An animation still tells that it has ended."""

NO_CELLS = """
const real = window.fetch;
window.fetch = (address, ...more) => {
  const {pathname} = new URL(address, document.baseURI);
  if (!/static\\/(cells|gained|regained|grey)_/.test(pathname)) return real(address, ...more);
  return Promise.resolve(new Response('[]', {headers: {'Content-Type': 'application/json'}}));
};
"""
"""Gives a map no cells, whose 13,000 hexagons take a browser half a second to make."""


NO_STORED_LAND = """
globalThis.mapData = new Proxy({}, { set(data, name, text) {
  const has = JSON.parse(text);
  for (const each of Object.values(has.columns ?? {})) each.length = 0;
  if (has.features) has.features.length = 0;
  data[name] = has.columns || has.features ? JSON.stringify(has) : text;
  return true;
} });
"""
"""The same for a page of the static site, whose data come as scripts: names alone are drawn."""


class OpenVisit(Protocol):
    """What the fixture `visit` is called with."""

    def __call__(
        self,
        path: str = "",
        width: int = 1280,
        height: int = 900,
        color_scheme: ColorScheme = "light",
        *,
        has_land: bool = False,
    ) -> Visit:
        """Open a page in a tab of its own, idle; maps have land only if it is asked for."""
        ...


class OpenFile(Protocol):
    """What the fixture `open_file` is called with."""

    def __call__(
        self,
        path: str,
        width: int = 1280,
        color_scheme: ColorScheme = "light",
        land: Land = "none",
    ) -> Visit:
        """Open a file of the site without a network; maps have land only if it is asked for."""
        ...


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: they are slow, and Playwright keeps an event loop open."""
    items.sort(key=lambda item: item.path.is_relative_to(HERE))
    if items and items[-1].path.is_relative_to(HERE) and find_chromium() is None:
        raise pytest.UsageError(NO_CHROMIUM)


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as its readers are served it, one server for all browser tests."""
    with serve_for_production(tmp_path_factory.mktemp("server"), {}) as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers of a process, and gives what is expected the time to come."""
    expect.set_options(timeout=SETTLING_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium for visitors who have never been here before."""
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser that has been here before: it keeps Streamlit's scripts from visit to visit."""
    context = launch_returning(playwright, tmp_path_factory.mktemp("returning"))
    context.add_init_script(NOTE_REFUSALS)
    context.add_init_script(STAND_STILL)
    yield context
    context.close()


def in_front(page: Page) -> Page:
    """Bring a tab to the front: one behind another draws no frames and gets no full screen."""
    page.bring_to_front()
    return page


@pytest.fixture(scope="session")
def free_tabs() -> dict[bool, list[Page]]:
    """Tabs of the browser that has been here before for the next test, by whether maps have land.

    A page that is opened where one of the same server was costs half: its scripts are compiled.
    """
    return {False: [], True: []}


@pytest.fixture
def visit(
    context: BrowserContext,
    dashboard: Server,
    free_tabs: dict[bool, list[Page]],
    request: pytest.FixtureRequest,
) -> Iterator[OpenVisit]:
    """Open pages; at the end the test fails on what none may do.

    That is to ask another host, to print an error, to try what the content security policy
    refuses, or to raise on the server.
    """
    visits: list[tuple[bool, Visit]] = []
    logged = len(dashboard.log())

    def tab(*, has_land: bool) -> Page:
        if free_tabs[has_land]:
            return in_front(free_tabs[has_land].pop())
        page = context.new_page()
        if not has_land:
            page.add_init_script(DRAW_NOTHING)
            page.add_init_script(NO_CELLS)
        return page

    def open_visit(
        path: str = "",
        width: int = 1280,
        height: int = 900,
        color_scheme: ColorScheme = "light",
        *,
        has_land: bool = False,
    ) -> Visit:
        visit = Visit(tab(has_land=has_land), dashboard.url)
        visits.append((has_land, visit))
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.emulate_media(color_scheme=color_scheme)
        visit.open(path)
        return visit

    yield open_visit

    problems = [problem for _, visit in visits for problem in visit.problems()]
    for _, visit in visits:
        refused = visit.page.evaluate("window.__refused")
        problems += [f"refused by the content security policy: {each}" for each in refused]
    for has_land, visit in visits:
        # On the same server, or the next page would be opened by another process.
        visit.leave(f"{dashboard.url}/_stcore/health")
        free_tabs[has_land].append(visit.page)
    if log := dashboard.log()[logged:]:
        request.node.add_report_section("teardown", "log of the dashboard", log)
    if RAISED in log:
        problems.append("a page raised: see the log of the dashboard")
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The static site."""
    return made.site(tmp_path_factory)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static site as files."""
    return made.site_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network that reads English, in New York."""
    context = browser.new_context(locale="en-GB", timezone_id="America/New_York", offline=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def free_offline_tabs() -> dict[Land, list[Page]]:
    """Tabs without a network for the next test, by what their maps have of the land."""
    return {"none": [], "stored": [], "drawn": []}


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file without anything, where a tab waits for the next test."""
    file = tmp_path_factory.mktemp("blank") / "blank.html"
    file.write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    return file


@pytest.fixture
def open_file(
    offline: BrowserContext,
    free_offline_tabs: dict[Land, list[Page]],
    blank: Path,
    site_folder: Path,
) -> Iterator[OpenFile]:
    """Open files; at the end the test fails if one asked any host or printed an error."""
    visits: list[tuple[Land, Visit]] = []

    def tab(land: Land) -> Page:
        if free_offline_tabs[land]:
            return in_front(free_offline_tabs[land].pop())
        page = offline.new_page()
        if land != "drawn":
            page.add_init_script(DRAW_NOTHING)
        if land == "none":
            page.add_init_script(NO_STORED_LAND)
        return page

    def open_path(
        path: str,
        width: int = 1280,
        color_scheme: ColorScheme = "light",
        land: Land = "none",
    ) -> Visit:
        visit = Visit(tab(land), "")
        visits.append((land, visit))
        visit.page.set_viewport_size({"width": width, "height": 800})
        visit.page.emulate_media(color_scheme=color_scheme)
        file = re.split(r"[?#]", path)[0]
        visit.page.goto((site_folder / file).as_uri() + path.removeprefix(file))
        return visit

    yield open_path

    problems = [problem for _, visit in visits for problem in visit.problems()]
    for land, visit in visits:
        visit.leave(blank.as_uri())
        free_offline_tabs[land].append(visit.page)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
