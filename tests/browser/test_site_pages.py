"""Every page of the static site: there without a network, in both languages and schemes.

In English it is seen as it opens, its charts and maps as pictures; in Ukrainian each figure is
asked for what it answers to a pointer, and drawn. In English each is seen at the width of a desk in
light and of a telephone in dark, in Ukrainian at a desk in dark or on a telephone in light, one
page after the other. axe-core looks at each page once in each language, at a desk's width on one
page and at a telephone's on the next. The land, which has no language, is read in English alone;
`test_site.py` looks at it.
"""

import pytest

from harness.browser import DRAWN_MAP, ColorScheme, Visit
from tests.browser import trees
from tests.browser.conftest import OpenFile
from tests.browser.focus_rings import RINGS
from tests.browser.fold import below_the_fold
from tests.browser.keyboard import unreached
from tests.browser.site_files import DRAWN_MS, TOO_WIDE, ask_for_all, wait_until_pictured
from tests.export.reading import english_in

PAGES = (
    *("index", "map", "gains", "cities", "city_pokrovsk", "people", "distances", "timeline"),
    *("claims", "method", "months", "months/2025-10"),
)
"""Of the pages of places and of months, which are one after another alike, one each."""

OPENS_WITH = {
    "cities": ".city-list",
    "claims": ".claim h3",
    "method": "h2",
    "months/2025-10": ".metrics, h2",
}
"""What a page shows first that does not open with a map or a chart."""

READ = """() => [
  ...[...document.body.querySelectorAll("*")].flatMap(each => [...each.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE
      && !node.parentElement.closest("script, style, code, a.language, .modebar"))
    .map(node => node.data)),
  ...[...document.querySelectorAll(".modebar-btn")].map(each => each.dataset.title),
]"""
"""Every text of a page and of its drawn charts, what is folded away as well."""


def look(visit: Visit, width: int, scheme: ColorScheme) -> None:
    """Show the page at a width and in a scheme, and wait until every figure follows."""
    visit.page.set_viewport_size({"width": width, "height": 800 if width > 390 else 844})
    visit.page.emulate_media(color_scheme=scheme)
    visit.page.wait_for_function(
        "scheme => [...document.querySelectorAll('[data-drawn]')]"
        ".every(one => one.dataset.drawn === scheme)",
        arg=scheme,
        timeout=DRAWN_MS,
    )


def is_whole(visit: Visit, page: str, *, is_audited: bool) -> None:
    """See that nothing is too wide or too far down, and axe-core finds but what is minor."""
    visit.wait_until_none(TOO_WIDE)
    visit.wait_until_none(below_the_fold(OPENS_WITH.get(page, ".map, .plot")))
    if is_audited:
        assert visit.axe() == []


def is_audited_at_a_desk(page: str) -> bool:
    """Tell whether axe-core looks at the wide page; at the narrow one it looks at the next."""
    return PAGES.index(page) % 2 == 0


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_picture_of_every_figure_offline_and_draws_none(
    open_file: OpenFile, page: str
) -> None:
    opened = open_file(f"{page}.html", land="stored")
    wait_until_pictured(opened)
    drawn = opened.page.locator(".plot [data-drawn], .map[data-waits] [data-drawn]")
    assert drawn.count() == 0
    assert opened.page.evaluate("'Plotly' in globalThis") is False
    is_whole(opened, page, is_audited=is_audited_at_a_desk(page))
    # The one map that starts by itself comes when it comes; the dashboard's tree has its parts.
    if page == "map":
        opened.page.wait_for_selector(DRAWN_MAP, timeout=DRAWN_MS)
    else:
        trees.is_as_kept(opened.page, f"site_{trees.file_name(page)}")
    # Who goes by the keyboard reaches everything and sees where it is, in his own colours too.
    assert unreached(opened.page) == []
    opened.wait_until_none(RINGS)
    opened.page.emulate_media(forced_colors="active")
    opened.wait_until_none(RINGS)
    opened.page.emulate_media(forced_colors="none")
    look(opened, 390, "dark")
    wait_until_pictured(opened)
    is_whole(opened, page, is_audited=not is_audited_at_a_desk(page))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_ukrainian_draws_every_figure_offline_and_shows_no_english(
    open_file: OpenFile, page: str
) -> None:
    if is_audited_at_a_desk(page):
        opened = open_file(f"uk/{page}.html", color_scheme="dark")
    else:
        opened = open_file(f"uk/{page}.html", width=390, color_scheme="light")
    ask_for_all(opened)
    assert english_in(opened.page.evaluate(READ)) == []
    is_whole(opened, page, is_audited=True)
