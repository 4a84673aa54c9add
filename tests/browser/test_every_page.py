"""Every page in every choice that looks otherwise, in both languages: whole, and for everybody.

In English each is seen at the width of a desk in light, of a telephone in dark, and as a desk's
page at 400 % (WCAG 2.2, 1.4.10); in Ukrainian at a desk in dark or on a telephone in light, one
state after the other: nothing cut, nothing wider than the screen, and what the page is for above
the fold. axe-core finds nothing but what is minor in either language, and at either width and in
either scheme on one state after the other. In English a page is gone through by keyboard as well,
and shows where it is, in the reader's own colours too; then its language is switched, which is
said, and no English may be left.
"""

import pytest

from harness.browser import MAP, NEXT_FRAMES, ColorScheme, Visit
from pokrovsk_front.catalog.messages import wording
from tests.browser import trees
from tests.browser.conftest import OpenVisit
from tests.browser.focus_rings import RINGS
from tests.browser.fold import below_the_fold
from tests.browser.keyboard import unreached
from tests.browser.map_pixels import wait_for_map
from tests.export.reading import english_in

DESK_PX, TELEPHONE_PX, DESK_AT_400_PCT_PX = 1280, 390, 320
HEIGHT_PX = {DESK_PX: 800, TELEPHONE_PX: 844, DESK_AT_400_PCT_PX: 800}
LOOKS: dict[str, tuple[tuple[int, ColorScheme], ...]] = {
    "en": ((DESK_PX, "light"), (TELEPHONE_PX, "dark")),
    "uk": ((DESK_PX, "dark"), (TELEPHONE_PX, "light")),
}
OPENED = ("en", *LOOKS["en"][0])
"""How a page looks when it is opened."""

CHART = ".js-plotly-plot .main-svg"
TWO_DAYS = "day=2025-10-31&against=2024-10-31"
STATES: dict[str, tuple[str, ...]] = {
    "": (MAP, CHART),
    "front_map": (MAP,),
    f"front_map?show=Two+days&{TWO_DAYS}&place=Pokrovsk": (MAP,),
    "front_map?show=When+it+changed": (MAP,),
    "months?month=2025-10": (MAP, CHART),
    "gains": (CHART,),
    "gains?section=By+month": (CHART,),
    "gains?section=By+oblast": (CHART,),
    "gains?section=By+definition": (CHART,),
    "gains?section=By+publisher": (CHART,),
    "cities": (),
    "cities?place=pokrovsk&day=2025-11-07": (MAP, CHART),
    "hromadas": (MAP, CHART),
    f"hromadas?show=difference&{TWO_DAYS}": (MAP,),
    "people": (CHART,),
    "people?city=Kramatorsk": (CHART,),
    "people?axis=From+zero": (CHART,),
    "people?section=All+cities": (CHART,),
    "distances": (CHART,),
    "distances?distances=City+to+city": (MAP,),
    "distances?distances=The+article%27s+30+km": (CHART,),
    "timeline": (CHART,),
    "timeline?section=On+the+map": (MAP,),
    "timeline?section=Claims+and+the+map": (CHART,),
    "timeline?event=avdiivka_withdrawal": (MAP, CHART),
    "claims": (),
    "your_map": (),
    "method": (CHART,),
}
"""What each address draws, in English."""

OPENS_WITH = {
    "cities": ".city-list",
    "claims": ".claim",
    "your_map": '[data-testid="stFileUploader"]',
    "method": "h2",
}
"""What a page shows first that does not open with a map or a chart."""

READ = """
() => {
  const main = document.querySelector('[data-testid="stMain"]').cloneNode(true);
  // What is to be copied holds addresses, icons are letters.
  main.querySelectorAll('.to-copy p, [data-testid="stIconMaterial"], style, script,'
    + 'code, a[href^="http"]').forEach(node => node.remove());
  const parts = ['aria-label', 'title', 'data-title'].flatMap(name =>
    [...main.querySelectorAll(`[${name}]`)].map(node => node.getAttribute(name)));
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) parts.push(walk.currentNode.textContent);
  return parts;
}
"""
SAID = ".now-shown"
"""What a reader hears who does not see that a choice changed the page."""

TELLS_OF_THE_CHANGE = """
() => {
  const first = document.querySelector(
    '.map-headline, :is([class*="st-key-head_"], [class*="st-key-heading_"]) h2');
  const said = first?.className === 'map-headline'
    ? document.querySelector('.map-scrubber [role="status"]')
    : document.querySelector('.now-shown');
  return !first || said?.textContent === first.textContent;
}
"""
CUT = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const words = [...main.querySelectorAll('button, label, h1, h2, h3, p, li, summary')]
    // One pixel wide is what is written for screen readers alone.
    .filter(node => node.checkVisibility() && node.clientWidth > 1
      && node.scrollWidth > node.clientWidth + 1
      && !['visible', 'auto', 'scroll'].includes(getComputedStyle(node).overflowX));
  const drawn = [...main.querySelectorAll('.js-plotly-plot .main-svg text')].filter(node => {
    const plot = node.closest('.js-plotly-plot').getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return node.textContent && box.width && node.checkVisibility()
      && (box.left < plot.left - 1 || box.right > plot.right + 1
          || box.top < plot.top - 1 || box.bottom > plot.bottom + 1);
  });
  return [...words, ...drawn].map(node => node.textContent);
}
"""
WITHOUT_NAME = """
() => [...document.querySelectorAll('[data-testid="stMain"] :is(button, a[href], input,'
  + '[role="radio"], [role="slider"], [role="combobox"], [tabindex="0"])')]
  .filter(node => node.checkVisibility() && node.tabIndex >= 0)
  .filter(node => !(node.ariaLabel || node.textContent.trim() || node.title
    || node.placeholder || node.labels?.length || node.getAttribute('aria-labelledby')
    || node.closest('label, [aria-label]')))
  .map(node => node.outerHTML.slice(0, 200))
"""
HEADINGS = """
() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(node => node.checkVisibility()).map(node => Number(node.tagName[1]));
  const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  return levels.filter(level => level === 1).length === 1 ? jumps : levels;
}
"""
"""Lists headings that leave a level out, or all where not exactly one is the page's."""

TOO_WIDE = """
() => [document.querySelector('[data-testid="stMain"]').scrollWidth]
  .filter(width => width > innerWidth)
"""


def draws(opened: Visit, pictures: tuple[str, ...]) -> None:
    """Wait until the page shows the pictures that it is for."""
    for picture in pictures:
        opened.page.locator(picture).first.wait_for()
    if MAP in pictures:
        wait_for_map(opened)


def look(opened: Visit, width: int, scheme: ColorScheme) -> None:
    """Show the page at a width and in a colour scheme."""
    opened.page.set_viewport_size({"width": width, "height": HEIGHT_PX[width]})
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.evaluate(NEXT_FRAMES)
    opened.wait_until_idle()


def is_whole(
    opened: Visit,
    state: str,
    locale: str,
    looks: tuple[tuple[int, ColorScheme], ...],
    audited_px: int,
) -> None:
    """Look at a page that is open in a language, by axe-core at one of its widths."""
    first = OPENS_WITH.get(state, f"{MAP}, {CHART}")
    page, words = opened.page, wording(locale)
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.title().endswith(f" – {words.gettext('Pokrovsk front')}")
    for width, scheme in looks:
        if (locale, width, scheme) != OPENED:
            look(opened, width, scheme)
        opened.wait_until_none(CUT)
        opened.wait_until_none(TOO_WIDE)
        opened.wait_until_none(below_the_fold(first))
        pages = page.get_by_role("button", name=words.gettext("Pages"), exact=True)
        assert pages.is_visible() == (width == TELEPHONE_PX)
        if width == audited_px:
            assert opened.axe() == [], f"{width} px, {scheme}, {locale}"


@pytest.mark.parametrize("state", STATES)
def test_a_page_is_whole_at_every_width_in_both_schemes_and_languages(
    visit: OpenVisit, state: str
) -> None:
    turn = list(STATES).index(state) % 2
    # In one language it is light there and in the other dark.
    audited_px = (DESK_PX, TELEPHONE_PX)[turn]
    opened = visit(f"{state}{'&' if '?' in state else '?'}lang=en", DESK_PX, HEIGHT_PX[DESK_PX])
    opened.page.wait_for_selector("h1")
    draws(opened, STATES[state])
    assert opened.page.evaluate(WITHOUT_NAME) == []
    assert unreached(opened.page) == []
    assert opened.page.evaluate(HEADINGS) == []
    trees.is_as_kept(opened.page, f"dashboard_{trees.file_name(state) or 'overview'}")
    opened.wait_until_none(RINGS)
    is_whole(opened, state, "en", LOOKS["en"], audited_px)
    look(opened, DESK_AT_400_PCT_PX, "dark")
    opened.wait_until_none(TOO_WIDE)
    opened.wait_until_none(RINGS)
    opened.page.emulate_media(forced_colors="active")
    opened.wait_until_none(RINGS)
    opened.page.emulate_media(forced_colors="none")

    assert opened.page.locator(SAID).text_content() == ""
    opened.page.get_by_role("radio", name="Українська").click()
    opened.page.wait_for_function("() => document.documentElement.lang === 'uk'")
    opened.wait_until_idle()
    opened.page.wait_for_function(TELLS_OF_THE_CHANGE)
    is_whole(opened, state, "uk", LOOKS["uk"][turn : turn + 1], audited_px)
    # The other language is named in that language.
    assert english_in(set(opened.page.evaluate(READ)) - {"English"}) == []
