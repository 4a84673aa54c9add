"""What paper shows: a white report without controls, tables open, pictures light and whole."""

from playwright.sync_api import expect

from harness.browser import DRAWN_MAP
from tests.browser.conftest import OpenFile, OpenVisit
from tests.browser.site_files import DRAWN_MS

WHITE = ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
PAPER = "element => getComputedStyle(element).backgroundColor"
STILL = ".plot >> nth=0 >> .still:visible"
INK = "each => getComputedStyle(each.querySelector('text')).fill"


def test_a_page_of_the_site_is_printed_as_a_light_report_with_its_tables(
    open_file: OpenFile,
) -> None:
    opened = open_file("gains.html", color_scheme="dark")
    page = opened.page
    on_screen = page.locator(STILL).evaluate(INK)
    # The values of one chart were asked for; on paper its still is back.
    page.locator(".show-values").first.click()
    page.wait_for_selector(".plot[data-drawn=dark]", timeout=DRAWN_MS)
    expect(page.locator(".plot .still").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 800})
    assert page.locator(STILL).evaluate(INK) != on_screen
    expect(page.locator(".live").first).to_be_hidden()
    assert page.locator("body").evaluate(PAPER) in WHITE
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    for table in page.locator(".figure details:not(.more) table").all():
        expect(table).to_be_visible()
    for hidden in (".site-head nav", ".language", ".more", ".csv", ".take"):
        expect(page.locator(hidden).first).to_be_hidden()
    address = "link => [link.href, getComputedStyle(link, '::after').content]"
    href, shown = page.locator(".caption a").first.evaluate(address)
    assert href in shown
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".figure details[open]").count() == 0
    expect(page.locator(".live").first).to_be_visible()


def test_pictures_of_maps_are_light_on_paper_and_dark_again_behind_it(open_file: OpenFile) -> None:
    opened = open_file("map.html", color_scheme="dark")
    picture = opened.page.locator(".map-poster img").last
    shown = "each => each.currentSrc.replace(/^.*_(dark|light)-.*$/, '$1')"
    picture.scroll_into_view_if_needed()
    opened.wait_until_none(
        "() => [...document.querySelectorAll('.map-poster img')].slice(-1)"
        ".filter(each => !each.currentSrc.includes('_dark-'))"
    )
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.wait_until_none(
        "() => [...document.querySelectorAll('.map-poster img')]"
        ".filter(each => each.currentSrc.includes('_dark-'))"
    )
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    opened.wait_until_none(
        "() => [...document.querySelectorAll('.map-poster img')].slice(-1)"
        ".filter(each => !each.currentSrc.includes('_dark-'))"
    )
    assert picture.evaluate(shown) == "dark"


def test_a_page_of_the_dashboard_with_a_chart_is_white_on_paper(visit: OpenVisit) -> None:
    opened = visit("gains", color_scheme="dark")
    page = opened.page
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=DRAWN_MS)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    chart = page.locator(".js-plotly-plot").first
    drawn = chart.locator(".main-svg").first
    assert 0 < drawn.evaluate("each => each.getBoundingClientRect().width") <= 681
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate(PAPER) in WHITE
    assert "invert(1)" in chart.evaluate("each => getComputedStyle(each).filter")
    for hidden in (".st-key-bar", ".stDownloadButton", ".stSelectbox"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".rows").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert chart.evaluate("each => each.style.zoom") == ""


def test_a_map_of_the_dashboard_and_its_keys_are_light_on_paper(visit: OpenVisit) -> None:
    opened = visit("months?month=2025-10", color_scheme="dark")
    page = opened.page
    page.wait_for_selector(DRAWN_MAP, timeout=DRAWN_MS)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_selector(".map-in-print[src]")
    assert page.locator(".map-canvas").first.evaluate(PAPER) in WHITE
    turned = "each => getComputedStyle(each).filter"
    assert "invert(1)" in page.locator(".map-in-print").first.evaluate(turned)
    filled = "each => getComputedStyle(each, '::before').filter"
    keys = page.locator(".swatches li").all()
    assert len(keys) > 3
    assert all("invert(1)" in key.evaluate(filled) for key in keys)
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_what_stands_beside_a_map_is_printed_below_it_as_wide(visit: OpenVisit) -> None:
    opened = visit("", width=1280, height=900)
    page = opened.page
    columns = page.locator(".stHorizontalBlock:has(.front-map) > .stColumn")
    expect(columns).to_have_count(2)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 900})
    opened.wait_until_idle()
    of_the_map, beside = (each.bounding_box() for each in columns.all())
    assert of_the_map is not None
    assert beside is not None
    assert beside["y"] >= of_the_map["y"] + of_the_map["height"]
    assert (beside["x"], beside["width"]) == (of_the_map["x"], of_the_map["width"])
    page.emulate_media(media="screen")
