"""What the tests of the static site wait for and ask of each of its pages."""

from harness.browser import Visit

DRAWN_MS = 90_000
IS_DRAWN = "box => (box.querySelector('.front-map') ?? box).dataset.drawn"
TOO_WIDE = "() => [document.documentElement.scrollWidth].filter(width => width > innerWidth)"


def wait_until_drawn(visit: Visit) -> None:
    """Scroll to each figure in turn, since a figure is drawn when it comes near, and wait for it.

    Raises:
        playwright.sync_api.TimeoutError: A figure was not drawn within `DRAWN_MS`.
    """
    for box in visit.page.locator(".map, .plot").all():
        box.scroll_into_view_if_needed()
        handle = box.element_handle()
        visit.page.wait_for_function(IS_DRAWN, arg=handle, timeout=DRAWN_MS)
        assert box.locator("canvas, svg").count() > 0
