"""The dashboard in Ukrainian: all of it, in the browser, and the same figures as in English."""

import re
from collections import Counter
from functools import cache

import pytest

from pokrovsk_front.catalog.tables import read_table, table_names
from tests.browser.conftest import OpenVisit
from tests.browser.harness import Visit

PAGES = (
    "",
    "front_map",
    "front_map?show=Два+дні&day=2025-10-31&against=2024-10-31",
    "front_map?show=Коли+змінилося",
    "gains",
    "gains?section=За+місяцями",
    "gains?section=За+областями",
    "gains?section=За+визначенням",
    "gains?section=За+видавцем",
    "people",
    "people?section=Усі+міста",
    "distances",
    "timeline",
    "timeline?section=На+мапі",
    "claims",
    "your_map",
    "method",
)

# Publishers, maps, tools, formats and codes keep their own spelling.
NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        English DeepState DeepStateMap ISW AFP Bloomberg Reuters Black Bird Group CTP UK MoD UTC
        WGS CSV JSON GeoJSON HTML PNG SVG CRS UTF MB GeoNames geoBoundaries Natural Earth
        OpenStreetMap GitHub GPL MIT ODbL CC BY MENAFN Live Mint DanielRose cyterat H3
        openfreemap org Facebook SA
        """,
    )
)
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
NAMED_IN_DATA = ("sources", "events", "population", "published_territory", "claims")


@cache
def names() -> frozenset[str]:
    """Give the words that need no translation: those of names of publishers and of the list."""
    columns = ("publisher", "second_name", "name", "attributed_to", "place_name", "series")
    texts = [
        str(text)
        for table in NAMED_IN_DATA
        for frame in [read_table(table, locale="uk")]
        for column in columns
        if column in frame
        for text in frame[column]
    ]
    # The dictionary names tables and columns as the files do.
    return NAMES | frozenset(LATIN_WORD.findall(" ".join([*texts, *table_names()])))


WRITTEN_BY_STREAMLIT = ", ".join(
    f'[data-testid="{name}"]' for name in ("stFileUploaderDropzone", "stCode", "stIconMaterial")
)
"""The uploader has words of its own, what is to be copied holds addresses, icons are letters."""

VISIBLE = """
hidden => {
  const main = document.querySelector('[data-testid="stMain"]').cloneNode(true);
  main.querySelectorAll(hidden).forEach(node => node.remove());
  main.querySelectorAll('style, script, code, a[href^="http"]').forEach(node => node.remove());
  const parts = [];
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) parts.push(walk.currentNode.textContent);
  return parts.join(' ');
}
"""
OVERFLOWING = """
() => [...document.querySelectorAll('[data-testid="stMain"] button, [data-testid="stMain"] label,'
  + '[data-testid="stMain"] h1, [data-testid="stMain"] h2, [data-testid="stMain"] h3')]
  .filter(node => node.offsetParent && node.scrollWidth > node.clientWidth + 1
          && getComputedStyle(node).overflow !== 'visible')
  .map(node => node.textContent)
"""


def visible_text(opened: Visit) -> str:
    return str(opened.page.evaluate(VISIBLE, WRITTEN_BY_STREAMLIT))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_all_in_ukrainian_and_fits_a_telephone(visit: OpenVisit, page: str) -> None:
    opened = visit(f"{page}{'&' if '?' in page else '?'}lang=uk", width=390)
    opened.page.wait_for_selector("h1")
    assert opened.page.evaluate("document.documentElement.lang") == "uk"
    assert opened.page.title().endswith(" – Фронт під Покровськом")
    english = Counter(LATIN_WORD.findall(visible_text(opened)))
    assert {word: n for word, n in english.items() if word not in names()} == {}
    assert opened.page.evaluate(OVERFLOWING) == []
    width = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
    assert opened.page.evaluate(width) <= 390
    assert opened.axe() == []


def test_the_language_is_switched_with_all_that_was_chosen(visit: OpenVisit) -> None:
    opened = visit("gains?section=By+month&a_from=2024-03-01&lang=en")
    opened.page.get_by_role("radio", name="Українська").click()
    opened.page.get_by_role("heading", name="2024 і 2025 або будь-які два проміжки").wait_for()
    opened.wait_until_idle()
    assert "lang=uk" in opened.page.url
    assert "a_from=2024-03-01" in opened.page.url
    assert opened.page.get_by_role("radio", name="За місяцями").is_checked()
    opened.page.reload()
    opened.wait_until_idle()
    assert opened.page.get_by_role("radio", name="За місяцями").is_checked()


def test_the_language_stays_on_the_next_page(visit: OpenVisit) -> None:
    opened = visit("gains?lang=uk")
    opened.page.get_by_role("link", name="Люди", exact=True).first.click()
    opened.page.get_by_role("heading", name="Люди в містах").wait_for()
    assert "lang=uk" in opened.page.url


def test_a_link_opens_in_the_language_of_who_sent_it(visit: OpenVisit) -> None:
    # The browser of the visit asks for English.
    opened = visit("method?lang=uk")
    assert "Методика" in opened.page.title()
    plain = visit("method")
    assert "Method" in plain.page.title()
    assert "lang=en" in plain.page.url
