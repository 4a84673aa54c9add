"""What the tests of the static site wait for and ask of each of its pages."""

from harness.browser import Visit

DRAWN_MS = 90_000
PICTURED = """box => box.classList.contains("plot")
  ? [...box.querySelectorAll(".still")].filter(each => each.getBoundingClientRect().height > 50)
    .length === 1
  : [...box.querySelectorAll("img")]
    .some(each => each.complete && each.naturalWidth && each.width > 300)
    || box.querySelector("[data-drawn]") !== null"""
"""A chart shows one still; a map its poster, or what is drawn over it."""

IS_DRAWN = "box => (box.querySelector('.front-map') ?? box).dataset.drawn"
TOO_WIDE = "() => [document.documentElement.scrollWidth].filter(width => width > innerWidth)"


def wait_until_pictured(visit: Visit) -> None:
    """Scroll to each figure in turn, and wait until its picture is there; no script draws it.

    Raises:
        playwright.sync_api.TimeoutError: There was none within `DRAWN_MS`.
    """
    for box in visit.page.locator(".map, .plot").all():
        box.scroll_into_view_if_needed()
        visit.page.wait_for_function(PICTURED, arg=box.element_handle(), timeout=DRAWN_MS)


def ask_for_all(visit: Visit) -> None:
    """Ask each figure in turn for what it answers to a pointer, and wait until it is drawn.

    Raises:
        playwright.sync_api.TimeoutError: A figure was not drawn within `DRAWN_MS`.
    """
    for section in visit.page.locator(".figure:has(.map, .plot)").all():
        section.scroll_into_view_if_needed()
        button = section.locator(".show-values, .show-map")
        if button.is_visible():
            button.press("Enter")
        box = section.locator(".map, .plot")
        visit.page.wait_for_function(IS_DRAWN, arg=box.element_handle(), timeout=DRAWN_MS)
        assert box.locator("canvas, .live svg").count() > 0
