"""The picture that stands for a map on a page shows whole names and its scale in any box."""

from base64 import b64encode

import pytest
from playwright.sync_api import Browser

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.picture import map_poster
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn
from pokrovsk_front.export.story.distances import distances
from pokrovsk_front.export.story.front_map import front_map
from pokrovsk_front.export.story.overview import overview
from pokrovsk_front.export.story.timeline import timeline

STORIES = (overview, front_map, distances, timeline)
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
    context, page = SiteContext(wording(locale), Library()), browser.new_page()
    parts = [part for make in STORIES for part in make(context).parts if isinstance(part, Drawn)]
    named: dict[tuple[int, int], int] = dict.fromkeys(BOXES_PX, 0)
    found = []
    for part in parts:
        if part.map is None:
            continue
        svg = map_poster(part.map.figures["light"], context.files, context.words)
        page.goto(f"data:image/svg+xml;base64,{b64encode(svg).decode()}")
        said = part.figure.figure_id
        for box in BOXES_PX:
            page.set_viewport_size({"width": box[0], "height": box[1]})
            seen = page.evaluate(SEEN)
            (bar,) = seen["bars"]
            for text, *at in seen["names"]:
                left, top, right, bottom = at
                if min(left, top) < 0 or right > box[0] or bottom > box[1]:
                    found.append(f"{said}, {box}: {text} is cut")
                if overlap(at, bar):
                    found.append(f"{said}, {box}: the scale bar covers {text}")
            named[box] += len(seen["names"])
    page.close()
    assert found == []
    # The larger the box, the more names.
    assert named[358, 300] > 60
    assert named[1280, 640] > 1.9 * named[358, 440] > 190
