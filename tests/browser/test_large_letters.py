"""Letters twice as large (WCAG 2.2, 1.4.4): no field or figure is cut, nothing is covered."""

import pytest

from tests.browser.conftest import OpenVisit

TWICE = "document.documentElement.style.fontSize = '200%'"
CUT = """
() => [...document.querySelectorAll(
    ':is(.stSelectbox, .stDateInput, [data-testid="stMetric"], .st-key-bar) *')]
  .filter(node => node.checkVisibility() && node.textContent.trim() && node.clientWidth > 1
    && node.scrollWidth > node.clientWidth + 1
    && getComputedStyle(node).overflowX !== 'visible')
  .map(node => node.textContent)
"""
COVERED = """
() => [...document.querySelectorAll('header :is(a, button), .st-key-bar button')]
  .filter(node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(node => {
    const box = node.getBoundingClientRect();
    const on_top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !node.contains(on_top) && !on_top?.contains(node);
  })
  .map(node => node.textContent || node.ariaLabel)
"""


@pytest.mark.parametrize(
    ("address", "width_px"),
    [
        ("", 1280),
        ("hromadas", 1280),
        ("hromadas?lang=uk", 390),
        ("people?lang=uk", 390),
        ("months", 390),
    ],
)
def test_no_field_and_no_figure_is_cut_or_covered(
    visit: OpenVisit, address: str, width_px: int
) -> None:
    opened = visit(address, width_px)
    opened.page.evaluate(TWICE)
    opened.wait_until_idle()
    assert opened.page.evaluate(CUT) == []
    assert opened.page.evaluate(COVERED) == []
