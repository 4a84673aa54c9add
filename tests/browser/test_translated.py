"""A page whose text the browser has translated: what a reader chooses changes all of it."""

import re

import pytest

from harness.browser import Visit
from tests.browser.conftest import OpenVisit
from tests.browser.moving_map import wait_for_days

TRANSLATE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement.closest("script, style, svg, textarea")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
}"""
"""As Google Translate does: each text of the page becomes an element with two of these around."""


def translated(opened: Visit) -> Visit:
    """Open the tables, then put the page's text where a translation puts it."""
    closed = opened.page.locator("details:not([open]) > summary")
    while closed.count():
        closed.evaluate_all("summaries => summaries.forEach(each => each.click())")
        opened.wait_until_idle()
    opened.page.evaluate(TRANSLATE)
    return opened


def text_of(opened: Visit) -> str:
    opened.wait_until_idle()
    assert not opened.page.get_by_test_id("stException").count()
    return opened.page.get_by_test_id("stMain").inner_text()


def type_day(opened: Visit, menu: str, field: int, day: str) -> None:
    opened.page.get_by_role("button", name=menu).click()
    opened.page.get_by_test_id("stDateInput").nth(field).get_by_role("spinbutton").first.click()
    opened.page.keyboard.type(day)
    opened.page.keyboard.press("Enter")


def test_a_step_of_the_front_map_leaves_nothing_of_the_day_before(visit: OpenVisit) -> None:
    opened = visit("front_map?lang=en&day=2025-01-15&against=2024-03-01")
    for day, show in ((15, "One day"), (16, "Two days"), (17, "When it changed")):
        opened.page.get_by_role("radio", name=show).click()
        opened.wait_until_idle()
        before = re.compile(f"{day} Jan(uary)? 2025|day=2025-01-{day}")
        assert before.search(text_of(translated(opened)))
        opened.page.get_by_role("button", name="+1 day", exact=True).click()
        wait_for_days(opened)
        said = text_of(opened)
        assert re.search(f"{day + 1} Jan(uary)? 2025", said)
        assert not before.search(said)


def test_other_days_of_the_windows_leave_nothing_of_the_days_before(visit: OpenVisit) -> None:
    opened = translated(visit("gains?lang=en"))
    type_day(opened, "Other days", 3, "20250930")
    opened.page.locator("h2").get_by_text("January to September 2025").wait_for()
    said = text_of(opened)
    assert "3,386" not in said
    assert "31 Oct 2025" not in said


def test_other_days_of_the_distances_leave_nothing_of_the_days_before(visit: OpenVisit) -> None:
    opened = translated(visit("distances?lang=en&until=2025-10-31"))
    type_day(opened, "Cities and days", 1, "20250930")
    opened.page.locator(".to-copy").get_by_text("30 September 2025").first.wait_for()
    assert not re.search(r"31 Oct(ober)? 2025", text_of(opened))


def test_another_city_leaves_nothing_of_the_one_before(visit: OpenVisit) -> None:
    opened = translated(visit("people?lang=en&city=Pokrovsk"))
    before = opened.page.locator("h2").all_inner_texts()
    opened.page.get_by_role("combobox", name="City").click()
    opened.page.keyboard.type("Bakhmut")
    opened.page.keyboard.press("Enter")
    opened.page.locator("h2").get_by_text("Bakhmut").first.wait_for()
    text_of(opened)
    after = opened.page.locator("h2").all_inner_texts()
    assert not [each for each in after if "Pokrovsk" in each], (before, after)


@pytest.mark.parametrize(
    ("address", "pill", "counted"),
    [
        ("timeline?lang=en", "Withdrawals", "events are shown"),
        ("claims?lang=en", "contradicted", "claims are shown"),
    ],
)
def test_a_filter_shows_what_it_chooses_and_nothing_else(
    visit: OpenVisit, address: str, pill: str, counted: str
) -> None:
    opened = translated(visit(address))
    before = opened.page.locator(".claim, .event").count()
    opened.page.get_by_role("button", name="Filter").click()
    opened.page.get_by_role("button", name=pill).or_(
        opened.page.get_by_role("checkbox", name=pill)
    ).first.click()
    opened.page.get_by_text(counted).wait_for()
    text_of(opened)
    assert opened.page.locator(".claim, .event").count() < before


def test_another_language_and_another_page_leave_nothing_of_the_one_before(
    visit: OpenVisit,
) -> None:
    opened = translated(visit("front_map?lang=en"))
    opened.page.get_by_role("button", name="Places").click()
    opened.page.get_by_role("menuitem", name="Distances").click()
    title = opened.page.locator("h1")
    title.get_by_text("How far from the front").wait_for()
    opened.wait_until_idle()
    translated(opened)
    opened.page.get_by_role("radio", name="Українська").focus()
    opened.page.keyboard.press("Space")
    title.get_by_text("Як далеко до фронту").wait_for()
    assert "How far from the front" not in text_of(opened)
    focused = "document.activeElement.closest('[role=radiogroup]') !== null"
    assert opened.page.evaluate(focused), "the keyboard stays on the switch"
