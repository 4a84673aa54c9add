"""The static site as a reader opens it from a file system, with the network cut off."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, expect

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import places
from pokrovsk_front.export.site import Site
from pokrovsk_front.maps.views import DONETSK_REGION
from tests.browser import harness
from tests.browser.harness import ColorScheme, Visit
from tests.browser.map_pixels import is_occupied_at, wait_until_occupied
from tests.export import made
from tests.export.reading import english_in

PAGES = ("index", "map", "gains", "people", "distances", "timeline", "claims", "method")
DRAWN_MS = 90_000
MAP = "#front_by_day-map"
TOO_WIDE = "() => [document.documentElement.scrollWidth].filter(width => width > innerWidth)"


@pytest.fixture(scope="module")
def site() -> Site:
    return made.site()


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    site.write(folder)
    return folder


class OpenFile(Protocol):
    """What the fixture `open_file` is called with."""

    def __call__(self, path: str, width: int = 1280, color_scheme: ColorScheme = "light") -> Visit:
        """Open a file of the site without a network."""
        ...


@pytest.fixture
def open_file(browser: Browser, folder: Path) -> Iterator[OpenFile]:
    """Open files; at the end the test fails if one asked any host or printed an error."""
    visits: list[Visit] = []

    def open_path(path: str, width: int = 1280, color_scheme: ColorScheme = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=color_scheme,
            locale="en-GB",
            timezone_id="America/New_York",
            offline=True,
        )
        visit = harness.start_visit(context, "")
        visits.append(visit)
        file, mark, fragment = path.partition("#")
        visit.page.goto(f"{(folder / file).as_uri()}{mark}{fragment}")
        return visit

    yield open_path

    problems = [problem for visit in visits for problem in visit.problems()]
    for visit in visits:
        visit.page.context.close()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def wait_until_drawn(visit: Visit) -> None:
    """Scroll to each figure in turn, since a figure is drawn when it comes near, and wait for it.

    Raises:
        playwright.sync_api.TimeoutError: A figure was not drawn within `DRAWN_MS`.
    """
    for box in visit.page.locator(".map, .plot").all():
        box.scroll_into_view_if_needed()
        handle = box.element_handle()
        visit.page.wait_for_function("box => box.dataset.drawn", arg=handle, timeout=DRAWN_MS)
        assert box.locator("canvas, svg").count() > 0


READ = """() => [
  ...[...document.body.querySelectorAll("*")].flatMap(each => [...each.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE
      && !node.parentElement.closest("script, style, code, a.language, .modebar"))
    .map(node => node.data)),
  ...[...document.querySelectorAll(".modebar-btn")].map(each => each.dataset.title),
]"""
"""Every text of a page and of its drawn charts, what is folded away as well."""


def wait_until_dark(visit: Visit) -> None:
    """Turn the reader's scheme to dark and wait until every figure follows."""
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_function(
        "() => [...document.querySelectorAll('.map, .plot')]"
        ".every(one => one.dataset.drawn === 'dark')",
        timeout=DRAWN_MS,
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_every_figure_offline_in_the_colours_of_the_reader(
    open_file: OpenFile, page: str
) -> None:
    opened = open_file(f"{page}.html")
    wait_until_drawn(opened)
    assert opened.axe() == []
    wait_until_dark(opened)
    assert opened.axe() == []
    opened.page.set_viewport_size({"width": 390, "height": 800})
    assert opened.axe() == []
    opened.wait_until_none(TOO_WIDE)
    opened.page.emulate_media(color_scheme="light")
    assert opened.axe() == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_ukrainian_draws_every_figure_offline_and_shows_no_english(
    open_file: OpenFile, page: str
) -> None:
    opened = open_file(f"uk/{page}.html", width=390, color_scheme="dark")
    wait_until_drawn(opened)
    assert english_in(opened.page.evaluate(READ)) == []
    for width in (390, 1280):
        opened.page.set_viewport_size({"width": width, "height": 800})
        opened.wait_until_none(TOO_WIDE)
        assert opened.axe() == []


@pytest.mark.parametrize("locale", made.LOCALES)
def test_every_figure_to_embed_draws_offline(
    open_file: OpenFile, site: Site, folder: Path, locale: str
) -> None:
    embeds = sorted(path for path in site.files if path.startswith(f"{made.FOLDERS[locale]}embed/"))
    assert len(embeds) > 10
    opened = open_file(embeds[0], width=390)
    for path in embeds:
        opened.page.goto((folder / path).as_uri())
        wait_until_drawn(opened)
        assert opened.axe() == [], path
        opened.wait_until_none(TOO_WIDE)


def test_the_slider_moves_the_map(open_file: OpenFile) -> None:
    opened, avdiivka = open_file("map.html#day=2024-02-25"), places()["avdiivka"]
    wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=True, map_=MAP)
    slider = opened.page.get_by_label("Day of the map")
    slider.focus()
    for _ in range(15):
        opened.page.keyboard.press("ArrowLeft")
    assert "10 February 2024" in opened.page.inner_text("h2 >> nth=0")
    assert opened.page.url.endswith("#day=2024-02-10")
    assert opened.page.get_by_label("Or type it").input_value() == "2024-02-10"
    wait_until_occupied(opened, avdiivka, DONETSK_REGION, expected=False, map_=MAP)
    assert not is_occupied_at(opened, places()["kramatorsk"], DONETSK_REGION, MAP)


def test_the_day_can_be_typed_and_stepped_and_a_bad_one_is_ignored(
    open_file: OpenFile, site: Site
) -> None:
    opened = open_file(site.edition.embed_path("front_by_day"))
    headline = opened.page.locator("h2").first
    opened.page.get_by_label("Or type it").fill("2025-10-31")
    assert "31 October 2025" in headline.inner_text()
    opened.page.get_by_role("button", name="+1 d", exact=True).click()
    assert "1 November 2025" in headline.inner_text()
    assert "1 November 2025" in str(opened.page.locator(MAP).get_attribute("aria-label"))
    for bad in ('"><script>alert(1)</script>', "2025-99-99", ""):
        opened.page.evaluate("bad => { location.hash = `day=${bad}`; }", bad)
        assert "1 November 2025" in headline.inner_text()
    assert "NaN" not in opened.page.inner_text("main")
    assert "<script>alert" not in opened.page.content()


def test_a_day_without_a_map_is_said_in_the_language_of_the_page(
    open_file: OpenFile, site: Site
) -> None:
    asked, used = date(2024, 1, 11), date(2024, 1, 9)
    for locale in made.LOCALES:
        words = wording(locale)
        opened = open_file(made.FOLDERS[locale] + site.edition.embed_path("front_by_day"))
        opened.page.locator("input[type=date]").fill(asked.isoformat())
        said = opened.page.get_by_role("status").first.inner_text()
        assert said == words.gettext("No map of {asked}: the map of {used} stands for it.").format(
            asked=words.day(asked), used=words.day(used)
        )
        assert words.day(used) in opened.page.locator("h2").first.inner_text()
        shown = opened.page.locator(".day-places strong").all_inner_texts()
        decimals = {"en": r"\d+\.\d km", "uk": r"\d+,\d км"}[locale]
        assert any(re.fullmatch(decimals, text) for text in shown), shown


def test_the_other_language_opens_on_the_same_page_in_the_same_state(open_file: OpenFile) -> None:
    opened = open_file("map.html#day=2024-02-25")
    opened.page.get_by_label("Day of the map").press("ArrowLeft")
    opened.page.get_by_role("link", name="Українська").click()
    expect(opened.page).to_have_url(re.compile(r"/uk/map\.html#day=2024-02-24$"))
    words = wording("uk")
    expect(opened.page.locator("h2").first).to_contain_text(words.day(date(2024, 2, 24)))
    opened.page.goto(opened.page.url.replace("map.html#day=2024-02-24", "claims.html"))
    opened.page.get_by_role("checkbox", name=words.verdict("contradicted")).check()
    opened.page.get_by_role("link", name="English").click()
    expect(opened.page).to_have_url(re.compile(r"(?<!/uk)/claims\.html#verdict=contradicted$"))
    expect(opened.page.get_by_role("checkbox", name="contradicted")).to_be_checked()


def test_claims_are_filtered_by_verdict_and_topic_and_linked(open_file: OpenFile) -> None:
    opened = open_file("claims.html")
    every = opened.page.locator(".claim:visible").count()
    opened.page.get_by_role("checkbox", name="contradicted").check()
    shown = opened.page.locator(".claim:visible")
    assert 0 < shown.count() < every
    assert set(shown.evaluate_all("blocks => blocks.map(one => one.dataset.verdict)")) == {
        "contradicted"
    }
    assert opened.page.url.endswith("#verdict=contradicted")
    again = open_file('claims.html#verdict=contradicted,"><script>alert(1)</script>')
    assert again.page.locator(".claim:visible").count() == shown.count()
    linked = open_file("claims.html#gain_2024")
    assert linked.page.locator("#gain_2024").is_visible()
    assert linked.page.locator(".claim:visible").count() == every


def test_a_printed_page_shows_its_maps_and_not_its_buttons(open_file: OpenFile) -> None:
    opened = open_file("index.html")
    wait_until_drawn(opened)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".map-in-print").is_visible()
    assert not opened.page.get_by_role("navigation").is_visible()
    assert not opened.page.locator(".map-buttons").is_visible()
    picture = opened.page.locator(".map-in-print").evaluate("each => each.naturalWidth")
    assert picture > 500
