"""Whether who goes by the keyboard reaches every control of a page."""

from playwright.sync_api import Page

MAX_STOPS, STOPS_AT_A_TIME = 400, 8

NOTE_FOCUS = """
() => {
  // Tab goes on from what was pressed last; from what is gone it goes on from its place.
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  const main = document.querySelector('[data-testid="stMain"], main') ?? document.body;
  addEventListener('focusin', event => { event.target.__reached = true; });
  // Tab leaves the last control of the page for the browser's own.
  addEventListener('focusout', ({ relatedTarget }) => { window.__isLeft ||= !relatedTarget; });
  window.__unreached = () => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [role="radio"], [role="combobox"],'
    + '[role="slider"], [role="switch"], [tabindex]')]
    .filter(node => main.contains(node) && !node.closest('[inert]') && !node.disabled
      && node.tabIndex >= 0 && node.checkVisibility({visibilityProperty: true})
      && node.getClientRects().length)
    .filter(node => !node.__reached)
    // One of a group is reached by Tab, the others from there by the arrows.
    .filter(node => ![...(node.closest(
      'fieldset, [role="radiogroup"], [role="group"], [role="toolbar"]')
      ?.querySelectorAll('[role="radio"], input, button') ?? [])].some(each => each.__reached))
    .map(node => node.outerHTML.slice(0, 200));
}
"""


def unreached(page: Page) -> list[str]:
    """Go through a page by Tab, from its start to its end, and list the controls left out."""
    page.evaluate(NOTE_FOCUS)
    for _ in range(MAX_STOPS // STOPS_AT_A_TIME):
        for _ in range(STOPS_AT_A_TIME):
            page.keyboard.press("Tab")
        if page.evaluate("window.__isLeft"):
            break
    page.evaluate("document.activeElement.blur()")
    left_out: list[str] = page.evaluate("window.__unreached()")
    return left_out
