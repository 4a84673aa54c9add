"""Back and Forward on the dashboard: each choice is one step, and every step shows what it was."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.browser import DRAWN_MAP, MAP, Visit
from tests.browser.conftest import OpenVisit

SHOWN = """
() => {
  const shown = [...document.querySelectorAll(
    '[data-testid="stMain"] :is(h1, h2, h3, h4), .map-headline, .st-key-shown')]
    .map(each => each.textContent);
  const chosen = [...document.querySelectorAll(
    '[data-testid="stMain"] :is([aria-checked="true"], input:checked)')]
    .map(each => each.textContent || each.ariaLabel);
  return [...shown, ...chosen].join(' | ');
}
"""
"""What a reader sees of a page: headlines and what is chosen."""

Choice = Callable[[Page], None]


def radio(name: str) -> Choice:
    """Choose a segment."""
    return lambda page: page.get_by_role("radio", name=name, exact=True).click()


def option(label: str, name: str) -> Choice:
    """Choose of a list that opens, by its name: a list that still scrolls takes no click."""

    def choose(page: Page) -> None:
        page.get_by_role("combobox", name=label).first.fill(name)
        page.get_by_role("option", name=name).first.click()

    return choose


def switch(name: str) -> Choice:
    """Turn a toggle."""
    return lambda page: page.locator("label").filter(has_text=name).click()


def button(selector: str) -> Choice:
    """Press a button of a page."""
    return lambda page: page.locator(f"{selector} button").click()


def filtered(name: str) -> Choice:
    """Choose a filter in the menu of filters, and close the menu."""

    def choose(page: Page) -> None:
        page.get_by_role("button", name="Filter").click()
        chosen = page.get_by_test_id("stPopoverBody").get_by_role("button", name=name, exact=True)
        chosen.click()
        expect(chosen).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Escape")

    return choose


def typed_day(day: str) -> Choice:
    """Type the day of a map."""

    def choose(page: Page) -> None:
        field = page.locator(".map-scrubber input").first
        field.fill(day)
        field.press("Enter")
        page.wait_for_url(f"**day={day}*")

    return choose


CHOICES: dict[tuple[str, ...], tuple[Choice, ...]] = {
    # Of a preset two of the four days are written.
    ("Figures", "2024 v 2025"): (
        option("Windows", "Full years"),
        radio("By oblast"),
        switch("Give each oblast a scale of its own"),
    ),
    ("Figures", "Month by month"): (
        option("Month", "January 2026"),
        button(".st-key-month_before"),
    ),
    ("Places", "Cities"): (option("Place", "Avdiivka"), typed_day("2024-01-15")),
    ("Places", "Hromadas"): (radio("Two days"),),
    ("Places", "People"): (option("City", "Myrnohrad"),),
    ("Places", "Distances"): (radio("City to city"),),
    ("Events and claims", "Timeline"): (radio("On the map"), radio("Claims and the map")),
    ("Events and claims", "Claim check"): (filtered("confirmed"), filtered("Territory")),
}


def goes_to(opened: Visit, menu: str, name: str) -> None:
    opened.page.get_by_role("button", name=menu, exact=True).click()
    opened.page.get_by_role("menuitem", name=name, exact=True).click()
    opened.wait_until_idle()


def test_each_choice_on_each_page_is_one_step_back_and_forward(visit: OpenVisit) -> None:
    opened = visit("method")
    page = opened.page

    def state_after(entries: int) -> list[str]:
        """Wait until the history has so many entries; give address and what is shown."""
        with suppress(PlaywrightTimeout):
            page.wait_for_function("entries => history.length === entries", arg=entries)
        opened.wait_until_idle()
        assert page.evaluate("history.length") == entries, (page.url, page.evaluate(SHOWN))
        return [page.url, page.evaluate(SHOWN)]

    entries = page.evaluate("history.length")
    for (menu, name), choices in CHOICES.items():
        goes_to(opened, menu, name)
        entries += 1
        states = [state_after(entries)]
        for choose in choices:
            choose(page)
            entries += 1
            states.append(state_after(entries))
        for column in zip(*states, strict=True):
            assert len(set(column)) == len(states), column
        back = [(page.go_back, step) for step in reversed(range(len(choices)))]
        for go, step in (*back, (page.go_forward, 1)):
            go(wait_until="commit")
            # The server hears of it some time after the browser.
            page.wait_for_function(
                f"state => location.href === state[0] && ({SHOWN})() === state[1]", arg=states[step]
            )
            opened.wait_until_idle()
            assert [page.url, page.evaluate(SHOWN)] == states[step]
        # What lay ahead is given up by the next step.
        entries -= len(choices) - 1
        assert page.get_by_role("alert").count() == 0


def test_back_to_another_page_shows_it_where_it_was_left(visit: OpenVisit) -> None:
    opened = visit("claims")
    page = opened.page
    at = "() => document.querySelector('[data-testid=\"stMain\"]').scrollTop"
    scroll = "top => { document.querySelector('[data-testid=\"stMain\"]').scrollTop = top; }"

    def scrolled(top: int) -> int:
        """Scroll, and give where the page rests: what is above what is seen may yet grow."""
        page.evaluate(scroll, top)
        opened.wait_until_idle()
        rests: int = page.evaluate(at)
        assert rests > top / 2
        return rests

    claims = scrolled(3000)
    goes_to(opened, "Figures", "2024 v 2025")
    gains = scrolled(600)
    for go, left in ((page.go_back, claims), (page.go_forward, gains)):
        go(wait_until="commit")
        page.wait_for_function(f"left => Math.abs(({at})() - left) < 2", arg=left)


def test_back_on_the_front_map_goes_to_the_camera_of_that_entry(visit: OpenVisit) -> None:
    opened = visit("front_map")
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    seen = """() => {
      const {latitude, longitude} = document.querySelector('.map-box').frontMap.viewport();
      return [latitude, longitude].map(each => Number(each.toFixed(3))).join('_');
    }"""

    def drag(right: int) -> str:
        """Move the map, and give where its centre comes to rest."""
        start, frame = page.evaluate(seen), page.locator(MAP).first.bounding_box()
        assert frame
        page.mouse.move(frame["x"] + 300, frame["y"] + 200)
        page.mouse.down()
        page.mouse.move(frame["x"] + 300 + right, frame["y"] + 200, steps=4)
        page.mouse.up()
        page.wait_for_function(
            f"start => ({seen})() !== start && location.href.includes(({seen})())", arg=start
        )
        rests: str = page.evaluate(seen)
        return rests

    typed_day("2024-01-15")(page)
    first = drag(120)
    typed_day("2025-01-15")(page)
    second = drag(-250)
    goes_to(opened, "Places", "Distances")
    for go, centre in (
        (page.go_back, second),
        (page.go_back, first),
        (page.go_forward, second),
    ):
        go(wait_until="commit")
        page.wait_for_function(
            f"centre => location.href.includes(centre) && document.querySelector('.map-box')"
            f"?.frontMap && ({seen})() === centre",
            arg=centre,
        )
