"""What a page does when asked is done under its policy, and what the policy forbids is not."""

import io
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Route

from harness.browser import DRAWN_MAP, MAP
from pokrovsk_front.ui.online_map import STYLE_URL
from tests.browser.conftest import OpenVisit

OPEN = {"access-control-allow-origin": "*"}
TO_STREET_MAP = """
address => {
  const map = document.querySelector('.map-box').frontMap;
  map.update({...map.state().description, mapStyle: address}, 'A street map');
}
"""
WATER = (190, 210, 222)
# A vector tile: version 2, one layer "water" with one polygon that is all of it.
TILE_OF_WATER = bytes.fromhex(
    "1a2078020a05776174657212121803220e0900001a804000008040ff3f000f288020"
)
CHART = ".js-plotly-plot .main-svg"


def test_a_chart_is_saved(visit: OpenVisit) -> None:
    reader = visit("gains")
    reader.page.locator(CHART).first.hover()
    with reader.page.expect_download() as saved:
        reader.page.locator(".modebar-btn").first.click()
    assert saved.value.suggested_filename.endswith(".svg")
    assert saved.value.path().read_bytes().lstrip().startswith(b"<svg")


def test_rows_and_a_pack_are_taken_away(visit: OpenVisit) -> None:
    reader = visit("gains")
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


def test_what_the_policy_does_not_allow_is_refused(visit: OpenVisit) -> None:
    reader = visit("method")
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
        told = "kind => window.__refused.some(text => text.startsWith(kind))"
        reader.page.wait_for_function(told, arg=kind)
    # The visit is not to be blamed for what was tried here on purpose.
    reader.page.evaluate("window.__refused = []")
    reader.console_errors.clear()
    reader.foreign_requests.clear()


def test_the_street_map_may_be_asked_for_and_is_drawn(visit: OpenVisit) -> None:
    reader = visit("front_map", has_land=True)
    reader.page.wait_for_selector(DRAWN_MAP)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(STYLE_URL))
    style = {
        "version": 8,
        "sources": {
            "openmaptiles": {"type": "vector", "tiles": [f"{origin}/{{z}}/{{x}}/{{y}}.pbf"]}
        },
        "layers": [{"id": "background", "type": "background", "paint": {}}],
    }
    reader.page.route(f"{STYLE_URL}**", lambda route: answer(route, style))
    reader.page.route(
        f"{origin}/*/*/*.pbf", lambda route: route.fulfill(body=TILE_OF_WATER, headers=OPEN)
    )
    reader.page.evaluate(TO_STREET_MAP, STYLE_URL)
    reader.page.wait_for_selector(DRAWN_MAP)
    picture = Image.open(io.BytesIO(reader.page.locator(MAP).screenshot())).convert("RGB")
    assert WATER in {colour for _count, colour in picture.getcolors(1 << 20) or []}
    reader.foreign_requests.clear()  # asked for by this test


def answer(route: Route, body: object) -> None:
    route.fulfill(json=body, headers=OPEN)
