"""The pages of the production server do all they do under its content security policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from pokrovsk_front.ui.online_map import STYLE_URL
from pokrovsk_front.ui.site_map import PAGES
from tests.browser import harness
from tests.browser.harness import Server, Visit
from tests.ingest.made_up import raw_map

MAP = '[data-testid="stDeckGlJsonChart"] canvas'
CHART = ".js-plotly-plot .main-svg"
DRAWN = {
    "overview": (MAP, CHART),
    "front_map": (MAP,),
    "gains": (CHART,),
    "people": (CHART,),
    "distances": (CHART,),
    "timeline": (CHART,),
}
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', event => window.__violations.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`));
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    scratch = tmp_path_factory.mktemp("policy")
    with harness.serve_for_production(scratch, {}) as server:
        yield server


@pytest.fixture
def reader(browser: Browser, production: Server) -> Iterator[Visit]:
    """A visit that fails at its end on anything the policy refused, and on any error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.add_init_script(WATCH)
    visit = harness.start_visit(context, production.url)
    yield visit
    refused = visit.page.evaluate("window.__violations")
    context.close()
    assert refused == []
    assert visit.problems() == []
    assert "Uncaught" not in production.log()


@pytest.mark.parametrize("page", [name for name, _ in PAGES])
def test_a_page_opens_and_draws(reader: Visit, page: str) -> None:
    reader.open("" if page == PAGES[0][0] else page)
    assert reader.page.locator("h1").count() == 1
    for picture in DRAWN.get(page, ()):
        reader.page.locator(picture).first.wait_for()
    if MAP in DRAWN.get(page, ()):
        # Its workers have read the files that are drawn.
        reader.page.wait_for_function(
            "performance.getEntriesByType('resource').some(entry => entry.name.includes('cells_'))"
        )


def test_a_chart_is_saved(reader: Visit) -> None:
    reader.open("gains")
    reader.page.locator(CHART).first.hover()
    with reader.page.expect_download() as saved:
        reader.page.locator(".modebar-btn").first.click()
    assert saved.value.suggested_filename.endswith(".svg")
    assert saved.value.path().read_bytes().lstrip().startswith(b"<svg")


def test_rows_and_a_pack_are_taken_away(reader: Visit) -> None:
    reader.open("gains")
    reader.page.get_by_text("Table, link, citation, pack").first.click()
    reader.wait_until_idle()
    for button, ending in (
        ("Download these rows (CSV)", ".csv"),
        ("Download the pack (zip)", ".zip"),
    ):
        with reader.page.expect_download() as taken:
            reader.page.locator('[data-testid="stDownloadButton"] button').filter(
                has_text=button
            ).first.click()
        assert taken.value.suggested_filename.endswith(ending)


def test_a_map_is_brought_and_drawn(reader: Visit) -> None:
    reader.open("your_map")
    field = reader.page.locator('[data-testid="stFileUploader"] input[type="file"]')
    field.set_input_files(
        {"name": "a.geojson", "mimeType": "application/geo+json", "buffer": raw_map(36.5)}
    )
    said = reader.page.get_by_text("nearest in shape is the archive's map of")
    said.first.wait_for(timeout=120_000)
    reader.wait_until_idle()


def test_what_the_policy_does_not_allow_is_refused(reader: Visit) -> None:
    reader.open("method")
    tried = reader.page.evaluate(
        """async () => {
          const script = document.createElement('script');
          script.textContent = 'window.__ran = true';
          document.body.append(script);
          const image = new Image();
          const failed = new Promise(done => { image.onerror = () => done('refused'); });
          image.src = 'http://127.0.0.1:1/x.png';
          const sent = await fetch('http://127.0.0.1:1/').then(() => 'sent', () => 'refused');
          // In a task of the page's own: what a debugger runs may make scripts of text.
          const made = await new Promise(done => setTimeout(() => {
            try { done(new Function("return 'made'")()); } catch { done('refused'); }
          }));
          return [String(window.__ran), await failed, sent, made];
        }"""
    )
    assert tried == ["undefined", "refused", "refused", "refused"]
    for kind in ("script-src-elem inline", "img-src http", "connect-src http", "script-src eval"):
        told = "kind => window.__violations.some(text => text.startsWith(kind))"
        reader.page.wait_for_function(told, arg=kind)
    # The visit is not to be blamed for what was tried here on purpose.
    reader.page.evaluate("window.__violations = []")
    reader.console_errors.clear()
    reader.foreign_requests.clear()


def test_the_street_map_may_be_asked_for(reader: Visit) -> None:
    """Its style is fetched where the policy allows it; the rest is the library's."""
    reader.page.context.route(
        f"{STYLE_URL}**", lambda route: answer(route, {"version": 8, "sources": {}, "layers": []})
    )
    reader.open("method")
    status = reader.page.evaluate("url => fetch(url).then(answer => answer.status)", STYLE_URL)
    assert status == 200
    reader.foreign_requests.clear()  # asked for by this test


def answer(route: Route, body: object) -> None:
    route.fulfill(json=body, headers={"access-control-allow-origin": "*"})
