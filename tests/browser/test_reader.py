"""What a reader does on the pages: links, days of two windows, cities, a map of their own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from harness.browser import start_visit
from harness.server import Server
from tests.browser.conftest import DRAW_NOTHING, OpenVisit
from tests.ingest.made_up import feature, raw_map

AT_THE_TOP = """
() => {
  const map = document.querySelector(".front-map");
  return map !== null && map.getBoundingClientRect().top < 200;
}
"""
MOVES = """
() => [...document.querySelectorAll("body *")].filter(node => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(node);
  return parseFloat(transitionDuration) > 0.01
    || (animationName !== "none" && parseFloat(animationDuration) > 0.01);
}).map(node => node.outerHTML.slice(0, 80))
"""


def test_a_page_stands_still_for_who_asks_for_less_motion(
    browser: Browser, dashboard: Server
) -> None:
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    opened = start_visit(context, dashboard.url)
    opened.page.add_init_script(DRAW_NOTHING)
    opened.open("gains")
    opened.wait_until_none(MOVES)
    opened.page.emulate_media(reduced_motion="no-preference")
    assert opened.page.evaluate(MOVES) != []
    context.close()


def test_a_city_is_added_by_keyboard_in_another_spelling(visit: OpenVisit) -> None:
    opened = visit("distances?cities=Pokrovsk")
    opened.page.get_by_role("button", name="Cities and days").focus()
    opened.page.keyboard.press("Enter")
    opened.page.get_by_role("combobox", name="Cities").focus()
    opened.page.keyboard.type("Artemivsk")
    opened.page.keyboard.press("Enter")
    opened.page.get_by_text("The centre of Bakhmut lies inside").wait_for()
    assert "cities=Artemivsk" in opened.page.url


def test_a_part_that_a_link_names_is_gone_to_or_said_to_be_missing(visit: OpenVisit) -> None:
    opened = visit("gains#monthly_gain")
    note = opened.page.get_by_text("The part that this link names is not on this page")
    note.wait_for()
    opened.page.get_by_role("radio", name="By month").click()
    opened.page.locator("#monthly_gain").wait_for()
    note.wait_for(state="hidden")
    # It goes with the next thing that the reader does.
    elsewhere = visit("months?month=2025-10#nothing")
    note = elsewhere.page.locator(".no-section")
    note.wait_for()
    elsewhere.page.get_by_role("heading", level=1).click()
    note.wait_for(state="hidden")
    there = visit("method#sources")
    top = "() => document.getElementById('sources').getBoundingClientRect().top < 300"
    there.page.wait_for_function(top)
    assert not there.page.locator(".no-section").is_visible()


@pytest.mark.parametrize(
    "link", ["front_map?show=difference#front_difference", "months?month=2025-10#front_difference"]
)
def test_a_link_to_a_map_that_has_its_headline_on_itself_goes_there(
    visit: OpenVisit, link: str
) -> None:
    page = visit(link).page
    page.wait_for_function(AT_THE_TOP)
    assert not page.locator(".no-section").is_visible()


def test_a_sentence_is_copied_and_where_the_browser_forbids_it_selected(visit: OpenVisit) -> None:
    opened = visit("gains")
    page, box = opened.page, opened.page.locator(".to-copy").first
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box.get_by_role("button", name="Copy the text").click()
    box.get_by_text("Copied", exact=True).wait_for()
    sentence = box.locator("p").inner_text()
    assert sentence.startswith("From 1 Jan to 31 Oct 2025, Russia's net gain was 3,386 km²")
    assert page.evaluate("navigator.clipboard.readText()") == sentence
    page.context.clear_permissions()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    box.get_by_role("button", name="Copy the text").press("Enter")
    box.get_by_text("The text is selected").wait_for()
    assert page.evaluate("getSelection().toString()").strip() == sentence
    # No page brings the script that colours source code.
    asked = "performance.getEntriesByType('resource').filter(({name}) => /Syntax/.test(name))"
    assert page.evaluate(f"{asked}.length") == 0


def test_what_is_said_of_a_link_does_not_come_along_to_another_page(visit: OpenVisit) -> None:
    opened = visit("front_map?day=2025-02-31&view=Mars")
    said = opened.page.get_by_text("31 February 2025 does not exist; the page shows 28 February")
    said.wait_for()
    assert opened.axe() == []
    for name, title in (("Overview", "recomputed"), ("Front map", "The front on any day")):
        opened.page.get_by_role("link", name=name).first.click()
        opened.page.locator("h1").get_by_text(title).wait_for()
        opened.wait_until_idle()
        assert opened.page.get_by_text("the page shows").count() == 0


def test_the_days_of_two_windows_are_in_the_address_and_under_the_pointer(
    visit: OpenVisit,
) -> None:
    address = "gains?a_from=2024-03-01&a_to=2024-05-31&b_from=2025-03-01&b_to=2025-05-31"
    opened = visit(address)
    opened.page.get_by_text("March to May 2025").first.wait_for()
    for part in address.partition("?")[2].split("&"):
        assert part in opened.page.url
    plot = opened.page.locator(".js-plotly-plot .nsewdrag").first
    box = plot.bounding_box()
    assert box is not None
    for share in (0.5, 0.6):
        plot.hover(position={"x": box["width"] * share, "y": box["height"] / 2})
    shown = opened.page.locator(".hoverlayer text")
    opened.page.wait_for_function("document.querySelectorAll('.hoverlayer text').length >= 3")
    title, later, earlier = shown.all_text_contents()[:3]
    day_of_window = int(title.removeprefix("Day "))
    for line, first_day in ((later, date(2025, 3, 1)), (earlier, date(2024, 3, 1))):
        day = first_day + timedelta(days=day_of_window - 1)
        assert line.startswith(f"{day.day} {day:%b %Y}: ")


def test_a_map_is_uploaded_and_audited_and_a_bad_one_leaves_the_session_as_it_was(
    visit: OpenVisit, dashboard: Server
) -> None:
    opened = visit("your_map", width=390)
    field = opened.page.locator('[data-testid="stFileUploader"] input[type="file"]')
    mark = "Позначка-7193"
    # Over 1 MB: uploads of that size are what a server would put on disk.
    lines = feature({"type": "Point", "coordinates": [37, 48]}, None, mark * 100_000)
    for name, data, expected in (
        ("good.geojson", raw_map(36.5, lines), "within its own extent"),
        ("bad.geojson", raw_map(36.5)[:-1], "The file is cut short"),
        ("again.geojson", raw_map(36.55), "within its own extent"),
    ):
        field.set_input_files({"name": name, "mimeType": "application/geo+json", "buffer": data})
        opened.page.get_by_text(expected).first.wait_for(timeout=120_000)
        opened.wait_until_idle()
        assert opened.axe() == []
        width = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
        assert opened.page.evaluate(width) <= 390
    home = dashboard.log_file.parent
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in kept if mark.encode() in path.read_bytes()]
    open_files = Path(f"/proc/{dashboard.pid}/fd").glob("*")
    assert not [path for path in open_files if "(deleted)" in str(path.readlink())]
