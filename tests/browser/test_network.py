"""Roads, railways and edges of settlements over the cells: near to, and only there, by pixels.

Lines of whole degrees lie so that their pixels can be reckoned: at zoom 10 a degree of longitude is
512 * 2**10 / 360 = 1456.36 pixels wide.
"""

from base64 import b64decode
from collections.abc import Iterator
from itertools import groupby
from math import dist

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.engine_page import open_engine

WIDTH, HEIGHT = 400, 300
RAIL_ROW, TIE_ROW = 150, 148
"""The row under the middle of the railway, and one that its ties alone reach."""

TIES = 25
"""A tie is 0.3 and its gap 3.2 times 4.67 pixels long, 16.33 together; the first begins 291.27
pixels left of the middle, so those 6 to 30 are in sight."""

ROAD_COLUMN = 272
"""The road is 0.05 degrees, 72.8 pixels, right of the middle, and 2.1 pixels wide."""

ROAD, RAIL = (201, 184, 150), (141, 134, 122)
LOOK = """async ([longitude, latitude, zoom]) => {
  const { createNetwork } = await import('/engine/network.js');
  const style = await read('style.light.json');
  const collection = (type, coordinates, properties = {}) => (
    { features: [{ type: 'Feature', properties, geometry: { type, coordinates } }] });
  const lines = {
    roads: collection('LineString', [[37.05, 47.8], [37.05, 48.2]], { rank: 1 }),
    railways: collection('MultiLineString', [[[36.8, 48], [37.2, 48]]]),
    settlements: collection('Polygon',
      [[[36.9, 48.01], [36.95, 48.01], [36.95, 48.06], [36.9, 48.06], [36.9, 48.01]]]),
  };
  const held = new Map(Object.entries(lines).map(
    ([source, found]) => [style.sources[source].data, found]));
  const canvas = Object.assign(document.createElement('canvas'),
    { width: window.innerWidth, height: 300 });
  const context = canvas.getContext('2d');
  const network = window.network ??= createNetwork();
  network.draw(context, style, held, viewport(longitude, latitude, zoom), palette);
  network.draw(context, style, new Map(), viewport(longitude, latitude, zoom), palette);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  // As one text: half a million numbers would be handed over one by one.
  return btoa(data.reduce((text, part) => text + String.fromCharCode(part), ''));
}"""
"""Draws what has come, and then nothing while nothing has come."""


class Picture:
    """Pixels of a canvas, red, green, blue and opacity."""

    def __init__(self, parts: bytes) -> None:
        self._parts = parts

    def at(self, x: int, y: int) -> tuple[int, ...]:
        """Give the pixel of a column and a row."""
        start = 4 * (y * WIDTH + x)
        return tuple(self._parts[start : start + 4])

    def is_empty(self) -> bool:
        """Tell whether nothing is drawn."""
        return not any(self._parts)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The plain page of the engine."""
    page = open_engine(browser, WIDTH, HEIGHT)
    yield page
    page.context.close()


def look(page: Page, *camera: float) -> Picture:
    return Picture(b64decode(page.evaluate(LOOK, camera)))


def test_near_to_lines_are_drawn_with_the_ties_of_railways_and_from_afar_none_is(
    page: Page,
) -> None:
    near = look(page, 37, 48, 10)
    # The railway runs through, half a pixel in this row and its light edge under it.
    assert all(near.at(x, RAIL_ROW)[3] > 170 for x in range(WIDTH) if x != ROAD_COLUMN)
    ties = [near.at(x, TIE_ROW)[3] > 128 for x in range(WIDTH) if abs(x - ROAD_COLUMN) > 3]
    assert sum(is_tie for is_tie, _ in groupby(ties)) in {TIES - 1, TIES}, "one is under the road"
    assert near.at(ROAD_COLUMN, 40) == (*ROAD, 255)
    assert {near.at(ROAD_COLUMN, y)[3] for y in range(HEIGHT)} == {255}, "a road has no gaps"
    # The settlement is an edge: x from 54.4 to 127.2, its lower side 22 pixels over the railway.
    assert near.at(90, 90)[3] == 0
    assert all(max(near.at(x, y)[3] for x in (54, 55)) > 90 for y in (60, 90, 120))

    inked = [near.at(x, TIE_ROW) for x in range(WIDTH) if abs(x - ROAD_COLUMN) > 3]
    inked = [pixel for pixel in inked if pixel[3] > 240]
    assert len(inked) >= TIES / 2
    assert all(dist(pixel[:3], RAIL) < 30 for pixel in inked)

    assert look(page, 37, 48, 8.99).is_empty()
    assert look(page, 39, 48, 10).is_empty(), "of what is out of sight nothing is drawn"
    assert not look(page, 37, 48, 9).is_empty()
    # Panned by 100 pixels, the ties go with the ground.
    moved = look(page, 37 + 100 / 1456.3556, 48, 10)
    shifted = [x for x in range(20, 280) if moved.at(x, TIE_ROW)[3] > 128]
    assert shifted == [x - 100 for x in range(120, 380) if near.at(x, TIE_ROW)[3] > 128]
