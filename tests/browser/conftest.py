"""Fixtures: dashboard, static site and Chromium, and visits that fail on what none may do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from harness.browser import (
    NO_CHROMIUM,
    ColorScheme,
    Visit,
    find_chromium,
    launch,
    launch_returning,
    start_visit,
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
    """What drives the browsers of a process."""
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
    yield context
    context.close()


@pytest.fixture
def visit(
    context: BrowserContext, dashboard: Server, request: pytest.FixtureRequest
) -> Iterator[OpenVisit]:
    """Open pages; at the end the test fails on what none may do.

    That is to ask another host, to print an error, to try what the content security policy
    refuses, or to raise on the server.
    """
    visits: list[Visit] = []
    logged = len(dashboard.log())

    def open_visit(
        path: str = "",
        width: int = 1280,
        height: int = 900,
        color_scheme: ColorScheme = "light",
        *,
        has_land: bool = False,
    ) -> Visit:
        visit = start_visit(context, dashboard.url)
        if not has_land:
            visit.page.add_init_script(DRAW_NOTHING)
            visit.page.add_init_script(NO_CELLS)
        visits.append(visit)
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.emulate_media(color_scheme=color_scheme)
        visit.open(path)
        return visit

    yield open_visit

    problems = [problem for visit in visits for problem in visit.problems()]
    for visit in visits:
        refused = visit.page.evaluate("window.__refused")
        problems += [f"refused by the content security policy: {each}" for each in refused]
    for visit in visits:
        visit.page.close()
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


@pytest.fixture
def open_file(browser: Browser, site_folder: Path) -> Iterator[OpenFile]:
    """Open files; at the end the test fails if one asked any host or printed an error."""
    visits: list[Visit] = []

    def open_path(
        path: str,
        width: int = 1280,
        color_scheme: ColorScheme = "light",
        land: Land = "none",
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=color_scheme,
            locale="en-GB",
            timezone_id="America/New_York",
            offline=True,
        )
        visit = start_visit(context, "")
        if land != "drawn":
            visit.page.add_init_script(DRAW_NOTHING)
        if land == "none":
            visit.page.add_init_script(NO_STORED_LAND)
        visits.append(visit)
        file, mark, fragment = path.partition("#")
        visit.page.goto(f"{(site_folder / file).as_uri()}{mark}{fragment}")
        return visit

    yield open_path

    problems = [problem for visit in visits for problem in visit.problems()]
    for visit in visits:
        visit.page.context.close()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
