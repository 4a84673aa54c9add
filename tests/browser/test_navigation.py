"""The navigation of the dashboard and of the static site: one row, and two clicks to any page."""

import pytest

from harness.browser import Visit
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import HEADS, head
from pokrovsk_front.page_text.navigation import GROUPS, menu_of
from tests.browser.conftest import OpenFile, OpenVisit

ROW = """
() => [...document.querySelectorAll('nav[data-testid="stTopNav"] > *')]
  // What has no room is inert, and a button with its number stands at the end.
  .map(each => [each.innerText.split('\\n')[0], each.inert])
  .filter(([name, isHidden]) => name !== '' || !isHidden)
"""
MARKED = """
() => [...document.querySelectorAll('[data-testid="stTopNavSection"][aria-current]')]
  .map(each => each.firstElementChild.textContent)
"""
BELOW_THE_NAME = """
() => [...document.querySelectorAll('.site-head > nav > ul > li')]
  .filter(each => each.getBoundingClientRect().top
    > document.querySelector('.site-name').getBoundingClientRect().bottom)
  .map(each => each.innerText)
"""


def is_at(opened: Visit, page: str, words: Wording) -> None:
    """See that a page is open, at its own address."""
    opened.page.locator("h1").get_by_text(head(page, words).title, exact=True).wait_for()
    path = "/" if page == next(iter(HEADS)) else f"/{page}"
    opened.page.wait_for_url(f"**{path}?*")


def has_every_group_in_one_row(opened: Visit, words: Wording) -> None:
    """See that no group of the navigation lacks room."""
    names = [
        words.gettext(group.name) if group.is_menu else head(group.pages[0], words).name
        for group in GROUPS
    ]
    assert opened.page.evaluate(ROW) == [[name, False] for name in names]
    named = words.gettext("Pages")
    assert opened.page.get_by_role("navigation", name=named, exact=True).is_visible()


def is_marked(opened: Visit, page: str, words: Wording) -> None:
    """See that the menu which holds the page is marked, and no other."""
    menu = menu_of(page)
    opened.page.wait_for_function(
        f"marked => JSON.stringify(({MARKED})()) === JSON.stringify(marked)",
        arg=[words.gettext(menu)] if menu else [],
    )


def test_the_row_has_every_group_and_the_keyboard_reaches_every_page(visit: OpenVisit) -> None:
    words = Wording()
    opened = visit("method?lang=en")
    page = opened.page
    has_every_group_in_one_row(opened, words)
    for group in GROUPS:
        for at, name in enumerate(group.pages):
            title = head(name, words).name
            if group.is_menu:
                page.get_by_role("button", name=words.gettext(group.name)).press("Enter")
                page.get_by_role("menuitem", name=title, exact=True).wait_for()
                if name == "people":
                    assert opened.axe() == []
                for _ in range(at):
                    page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
            else:
                page.get_by_role("link", name=title, exact=True).first.press("Enter")
            is_at(opened, name, words)
            is_marked(opened, name, words)
    opened.wait_until_idle()
    page.get_by_role("radio", name="Українська").click()
    is_at(opened, name, wording("uk"))
    opened.wait_until_idle()
    has_every_group_in_one_row(opened, wording("uk"))
    is_marked(opened, name, wording("uk"))


def test_on_a_telephone_every_page_is_behind_one_button(visit: OpenVisit) -> None:
    words = wording("uk")
    opened = visit("method?lang=uk", width=390, height=844)
    page = opened.page
    button = page.get_by_role("button", name=words.gettext("Pages"), exact=True)
    button.click()
    listed = page.get_by_role("navigation", name=words.gettext("Pages"), exact=True)
    claims = listed.get_by_role("link", name=head("claims", words).name, exact=True)
    # The list has come to rest once it could be clicked.
    claims.click(trial=True)
    for group in GROUPS:
        within = listed
        if group.is_menu:
            name = words.gettext(group.name)
            within = listed.get_by_role("group", name=name, exact=True)
            # A group does not fold: whoever has no pointer could not unfold it.
            within.get_by_text(name, exact=True).click(force=True)
        for each in group.pages:
            assert within.get_by_role("link", name=head(each, words).name, exact=True).is_visible()
    assert opened.axe() == []
    claims.click()
    is_at(opened, "claims", words)
    # The list has closed behind the choice.
    button.wait_for()
    opened.wait_until_idle()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_menus_of_the_site_open_and_close_by_pointer_and_keyboard(
    open_file: OpenFile, locale: str
) -> None:
    words, folder = wording(locale), "" if locale == "en" else f"{locale}/"
    opened = open_file(f"{folder}claims.html")
    page = opened.page
    assert page.evaluate(BELOW_THE_NAME) == []
    places = page.locator("summary", has_text=words.gettext("Places"))
    events = page.locator("summary", has_text=words.gettext("Events and claims"))
    people = page.get_by_role("link", name=head("people", words).name, exact=True)
    timeline = page.get_by_role("link", name=head("timeline", words).name, exact=True)
    assert events.get_attribute("aria-current") == "true"
    places.click()
    assert people.is_visible()
    assert opened.axe() == []
    events.click()
    assert (people.is_visible(), timeline.is_visible()) == (False, True)
    page.keyboard.press("Escape")
    assert not timeline.is_visible()
    assert events.evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    assert timeline.is_visible()
    page.locator("h1").click(position={"x": 2, "y": 2})
    assert not timeline.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    places.click()
    people.click()
    page.locator("h1").get_by_text(head("people", words).title, exact=True).wait_for()
