"""Every page of the static site: drawn without a network, in both languages and schemes."""

import pytest

from tests.browser.conftest import OpenFile
from tests.browser.harness import Visit
from tests.browser.site_files import DRAWN_MS, TOO_WIDE, wait_until_drawn
from tests.export.reading import english_in

PAGES = ("index", "map", "gains", "people", "distances", "timeline", "claims", "method")
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
