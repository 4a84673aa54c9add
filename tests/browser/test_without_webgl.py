"""Maps where they cannot move: without WebGL, without script, on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from harness.browser import CHROMIUM_ARGS, MAP, Visit, find_chromium, start_visit
from harness.server import Server
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.site import Site
from pokrovsk_front.page_text.link_problems import PICTURE_OF_LATEST
from tests.export import made

PICTURE = "img.map-picture"
INSTEAD = "This browser cannot draw the interactive map; a picture is shown instead, as of {day}."
TRIED = "Failed to create WebGL context"
IS_LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture(scope="module")
def without_webgl(browser: Browser) -> Iterator[Browser]:
    """Chromium as it is on a machine whose graphics may not be used."""
    arguments = [each for each in CHROMIUM_ARGS if "swiftshader" not in each]
    running = browser.browser_type.launch(
        executable_path=find_chromium(), args=[*arguments, "--disable-gpu", "--disable-3d-apis"]
    )
    yield running
    running.close()


@pytest.fixture
def blind(without_webgl: Browser, dashboard: Server) -> Iterator[Visit]:
    """A visit to the dashboard without WebGL; what went wrong behind it fails the test."""
    visit = start_visit(without_webgl.new_context(locale="en-GB"), dashboard.url)
    yield visit
    visit.page.context.close()
    # Streamlit may try to draw the map before the server has heard that it cannot.
    assert not [each for each in visit.problems() if TRIED not in each]


def test_the_dashboard_shows_the_picture_of_the_day_that_is_asked_for(blind: Visit) -> None:
    blind.open("front_map?day=2024-02-10")
    picture = blind.page.locator(PICTURE)
    expect(picture).to_be_visible()
    expect(picture).to_have_attribute("alt", re.compile("on 10 February 2024"))
    assert picture.evaluate(IS_LOADED)
    expect(blind.page.get_by_text(INSTEAD.format(day="10 February 2024"))).to_be_visible()
    expect(blind.page.locator(MAP)).to_have_count(0)
    assert not blind.axe()
    # The same visit goes on with pictures, by the date field that stands for the day control.
    field = blind.page.get_by_test_id("stDateInput")
    has_focus = "field => field.contains(document.activeElement)"
    field.get_by_role("spinbutton").first.click()
    blind.page.keyboard.type("20251031")
    blind.page.keyboard.press("Enter")
    expect(picture).to_have_attribute("alt", re.compile("on 31 October 2025"))
    assert field.evaluate(has_focus)
    # The calendar is closed now: a part that is typed anew is taken as well.
    blind.page.keyboard.press("Shift+Tab")
    blind.page.keyboard.type("07")
    blind.page.keyboard.press("Enter")
    expect(picture).to_have_attribute("alt", re.compile("on 31 July 2025"))
    assert field.evaluate(has_focus)
    assert blind.page.locator("[class*='st-key-no_webgl']").count() == 0


def of_file(browser: Browser, file: Path, *, has_script: bool = True) -> Page:
    context = browser.new_context(offline=True, java_script_enabled=has_script)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#day=2024-02-10")
    return page


def says_what_the_link_asks_for(page: Page, said: str) -> None:
    """See that a picture of the latest day is not taken for what another link asks for."""
    note = page.locator(".day-said")
    for asked, told in (
        ("day=2024-02-10", said),
        ("show=difference&against=2024-10-31&day=2025-10-31", said),
        ("against=2024-10-31", ""),
        ("view=constructor", re.compile("constructor")),
    ):
        page.evaluate("asked => { location.hash = asked; }", asked)
        expect(note).to_have_text(told)
    page.evaluate("location.hash = 'day=2024-02-10'")
    expect(note).to_be_visible()


@pytest.mark.parametrize("locale", made.LOCALES)
@pytest.mark.parametrize("has_script", [True, False])
def test_the_site_shows_the_picture_of_each_map(
    without_webgl: Browser, site: Site, site_folder: Path, locale: str, has_script: bool
) -> None:
    folder = site_folder / made.FOLDERS[locale]
    page = of_file(without_webgl, folder / "map.html", has_script=has_script)
    latest = wording(locale).day(site.edition.latest)
    for said in ("h2 >> nth=0", ".day-about", ".map-note >> nth=0"):
        expect(page.locator(said)).to_contain_text(latest)
    expect(page.locator(".map-choices form")).to_be_hidden()
    if has_script:
        says_what_the_link_asks_for(page, wording(locale).gettext(PICTURE_OF_LATEST))
    frames = page.locator(".map-frame").all()
    assert len(frames) == 3
    for frame in frames:
        frame.scroll_into_view_if_needed()
        expect(frame.locator(".map-poster img")).to_be_visible()
        expect(frame.locator(".map-note")).to_be_visible()
        expect(frame.locator(".map-buttons")).to_be_hidden()
        assert has_script is False or frame.locator("canvas").count() == 0
    if not has_script:
        page.goto((folder / "gains.html").as_uri())
        charts = page.locator(".plot").count()
        assert charts > 8
        assert page.locator(".still:visible").count() == charts
        # A button without its script would do nothing.
        expect(page.locator(".take button:visible")).to_have_count(0)
    page.context.close()
