"""The picture that stands for a map on a page shows whole names and its scale in any box."""

from base64 import b64encode

import pytest
from playwright.sync_api import Browser

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.export.picture import map_poster
from tests.pictures import pictured

BOXES_PX = [(358, 440), (358, 300), (520, 440), (640, 340), (720, 446), (992, 560), (1280, 640)]
SEEN = """() => {
  const boxOf = element => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const isShown = element => element.getClientRects().length > 0;
  return {
    names: [...document.querySelectorAll(".land text")].filter(isShown)
      .map(name => [name.textContent, ...boxOf(name)]),
    bars: [...document.querySelectorAll(":is(.left, .right, .top) rect")].filter(isShown)
      .map(boxOf),
  };
}"""
"""Names and scale bars that are drawn: left, top, right and bottom of each, in pixels."""

Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


@pytest.mark.parametrize("locale", LOCALES)
def test_each_box_has_whole_names_and_one_scale_bar(browser: Browser, locale: str) -> None:
    page = browser.new_page()
    named: dict[tuple[int, int], int] = dict.fromkeys(BOXES_PX, 0)
    found = []
    for figure, context in pictured(Library(), locale):
        if not hasattr(figure.picture, "map_style") or figure.figure_id.startswith("city_"):
            continue
        svg = map_poster(figure, context.files, context.words)
        for box in BOXES_PX:
            page.set_viewport_size({"width": box[0], "height": box[1]})
            page.goto(f"data:image/svg+xml;base64,{b64encode(svg).decode()}")
            seen = page.evaluate(SEEN)
            (bar,) = seen["bars"]
            for text, *at in seen["names"]:
                left, top, right, bottom = at
                if min(left, top) < 0 or right > box[0] or bottom > box[1]:
                    found.append(f"{figure.figure_id}, {box}: {text} is cut")
                if overlap(at, bar):
                    found.append(f"{figure.figure_id}, {box}: the scale bar covers {text}")
            named[box] += len(seen["names"])
    page.close()
    assert found == []
    # The larger the box, the more names.
    assert named[358, 300] > 60
    assert named[1280, 640] > 1.9 * named[358, 440] > 190
