"""What a page does when asked is done under its policy, and what the policy forbids is not."""

import io
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Route

from harness.browser import DRAWN_MAP, MAP, Visit
from pokrovsk_front.charts.template import COLOURS
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
INK = 128
"""Of the 256 greys, those that letters have and grids have not."""

CHART = ".js-plotly-plot .main-svg"
GAINS = "pokrovsk_front_cumulative_gain_2024-01-01_2024-10-31_2025-01-01_2025-10-31"


def as_rgb(colour: str) -> str:
    """Write a colour as an SVG of Plotly has it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


def saved_by(reader: Visit, button: Locator) -> tuple[str, bytes]:
    """Press a button, and give the name and the bytes of the file that comes."""
    with reader.page.expect_download() as saved:
        button.click()
    return saved.value.suggested_filename, saved.value.path().read_bytes()


@pytest.mark.parametrize(
    ("path", "charts"),
    [
        ("timeline?section=claims", 1),
        ("timeline", 1),
        ("people?section=all", 2),
        ("gains?section=publishers", 3),
    ],
)
def test_each_chart_of_a_page_is_saved(visit: OpenVisit, path: str, charts: int) -> None:
    """Charts on the page have lost what is empty in them, and some may be set in several ways."""
    reader = visit(path)
    reader.page.locator(CHART).first.wait_for()
    buttons = reader.page.locator("[data-picture]").all()
    assert len(buttons) == charts
    for button in buttons:
        name, png = saved_by(reader, button)
        assert (name[-9:], Image.open(io.BytesIO(png)).size) == ("_wide.png", (2400, 1350))


def test_a_chart_is_saved_as_a_finished_picture(visit: OpenVisit) -> None:
    reader = visit("gains")
    chart = reader.page.locator(CHART).first
    chart.wait_for()
    name, png = saved_by(reader, reader.page.locator("[data-picture]").first)
    assert name == f"{GAINS}_wide.png"
    picture = Image.open(io.BytesIO(png))
    assert picture.size == (2400, 1350)
    # Headline and source stand on it: there is ink where they are, and none beside them.
    ink = picture.convert("L").point(lambda value: 255 * (value < INK))
    assert ink.crop((72, 60, 1200, 150)).getbbox()
    assert ink.crop((72, 1260, 900, 1320)).getbbox()
    assert not ink.crop((0, 0, 60, 1350)).getbbox()
    chart.hover()
    assert saved_by(reader, reader.page.locator(".modebar-btn").first) == (name, png)
    reader.page.get_by_text("More", exact=True).first.click()
    reader.wait_until_idle()
    form = reader.page.locator(".picture-form")
    form.locator("[data-shape]").select_option("upright")
    form.locator("[data-scheme]").select_option("dark")
    name, svg = saved_by(reader, form.locator("[data-kind=svg]"))
    assert name == f"{GAINS}_upright.svg"
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
    assert (root.get("width"), root.get("height")) == ("1080", "1350")
    said = " ".join("".join(root.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())
    for text in ("net gain was 54% larger", "DeepState", "Data version"):
        assert text in said, text
    assert as_rgb(COLOURS["dark"]["later"]) in svg.decode()
    assert as_rgb(COLOURS["light"]["later"]) not in svg.decode()


def test_rows_and_a_pack_are_taken_away(visit: OpenVisit) -> None:
    reader = visit("gains")
    buttons = reader.page.locator('[data-testid="stDownloadButton"] button')
    name, rows = saved_by(reader, buttons.filter(has_text="Data").first)
    assert (name, b"km" in rows) == (f"{GAINS}.csv", True)
    reader.page.get_by_text("More", exact=True).first.click()
    reader.wait_until_idle()
    name, _ = saved_by(reader, buttons.filter(has_text="Download the pack (zip)").first)
    assert name.endswith(".zip")


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
