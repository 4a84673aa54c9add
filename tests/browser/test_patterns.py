"""Lines, hatching and dashes of the map engine: made for what is seen, alike where they are cut."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.engine_page import open_engine

PATTERNS = """async ({ name, shapes, pattern, zoom, box }) => {
  const patterns = await import('/engine/patterns.js');
  return patterns[name](...[shapes, pattern, zoom, box].filter(each => each !== null));
}"""
SEEN = """async ([longitude, latitude, zoom, width, height]) => {
  const { patternBox } = await import('/engine/patterns.js');
  const { worldOf } = await import('/engine/projection.js');
  const box = patternBox({ longitude, latitude, zoom, width, height });
  const [x, y] = worldOf([longitude, latitude]), scale = 2 ** zoom;
  return [box, [x - width / 2 / scale, y - height / 2 / scale,
    x + width / 2 / scale, y + height / 2 / scale]];
}"""
WORLD = [0.0, 0.0, 512.0, 512.0]
PATH = [[30 + at / 50, 46 + at / 100 + (at % 7) / 200] for at in range(501)]
"""A winding line from south-west to north-east, with a corner every two kilometres or so."""

RING = [[30.0, 46.0], [40.0, 46.5], [41.0, 51.0], [36.0, 49.0], [31.0, 50.5], [30.0, 46.0]]
ZOOM = 8


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The plain page of the engine."""
    page = open_engine(browser)
    yield page
    page.context.close()


def made(page: Page, name: str, shapes: list[Any], pattern: object, box: list[float]) -> list[Any]:
    asked = {"name": name, "shapes": shapes, "pattern": pattern, "zoom": ZOOM, "box": box}
    found: list[Any] = page.evaluate(PATTERNS, asked)
    return found


def seen_from(page: Page, camera: list[float]) -> tuple[list[float], list[float]]:
    box, view = page.evaluate(SEEN, camera)
    return box, view


def rounded(line: list[list[float]]) -> tuple[float, ...]:
    return tuple(round(part, 7) for point in line for part in point)


@pytest.mark.parametrize("zoom", [4.6, 7.49, 7.5, 9.6, 12.0])
@pytest.mark.parametrize("size", [(390, 844), (1280, 560), (2560, 1400)])
def test_the_land_of_a_pattern_holds_what_is_seen(
    page: Page, zoom: float, size: tuple[int, int]
) -> None:
    for longitude in (36.0, 36.5, 37.0, 37.37, 38.2):
        box, view = seen_from(page, [longitude, 48.3, zoom, *size])
        assert box[0] <= view[0]
        assert box[1] <= view[1]
        assert box[2] >= view[2]
        assert box[3] >= view[3]


def test_near_to_a_line_is_that_of_the_whole_country_cut_off(page: Page) -> None:
    box, view = seen_from(page, [35.0, 48.6, float(ZOOM), 400, 300])
    (whole,) = made(page, "seenLines", [PATH], None, WORLD)
    (near,) = made(page, "seenLines", [PATH], None, box)
    # Each step of this path is longer than a pixel at zoom 8: none is left out.
    assert whole == PATH
    assert 10 < len(near) < len(PATH) / 2
    assert near == PATH[PATH.index(near[0]) :][: len(near)]
    west, east = (360 * (x / 512 - 0.5) for x in (view[0], view[2]))
    assert near[0][0] < west
    assert near[-1][0] > east


def test_a_line_that_leaves_the_land_that_is_seen_comes_back_as_another(page: Page) -> None:
    box, _ = seen_from(page, [35.0, 48.6, float(ZOOM), 400, 300])
    there, far = [35.0, 48.6], [35.0, 60.0]
    line = [there, [35.1, 48.6], far, [36.0, 60.0], [35.2, 48.7], there]
    assert made(page, "seenLines", [line], None, box) == [
        [there, [35.1, 48.6], far],
        [[36.0, 60.0], [35.2, 48.7], there],
    ]


def test_bends_of_a_line_under_a_pixel_are_left_out_and_its_ends_kept(page: Page) -> None:
    pixel = 360 / 512 / 2**ZOOM
    line = [[35 + at * pixel / 5, 48.6] for at in range(100)]
    (drawn,) = made(page, "seenLines", [line], None, WORLD)
    assert drawn[0] == line[0]
    assert drawn[-1] == line[-1]
    steps = [b[0] - a[0] for a, b in pairwise(drawn)]
    assert all(pixel * (1 - 1e-6) <= step <= 1.2 * pixel * (1 + 1e-6) for step in steps[:-1])


def test_near_to_dashes_are_those_of_the_whole_path_and_few(page: Page) -> None:
    box, view = seen_from(page, [35.0, 48.6, float(ZOOM), 400, 300])
    whole = {rounded(dash) for dash in made(page, "dashed", [PATH], [6, 4], WORLD)}
    near = {rounded(dash) for dash in made(page, "dashed", [PATH], [6, 4], box)}
    assert 0 < len(near) < len(whole) / 2
    # A dash on the edge of what is made may begin or end there; none is made in another place.
    assert len(near - whole) <= 2
    west, east = (360 * (x / 512 - 0.5) for x in (view[0], view[2]))
    in_sight = {dash for dash in whole if west < dash[0] < east and 48.3 < dash[1] < 48.9}
    assert in_sight
    assert in_sight <= near


def test_near_to_the_hatching_is_that_of_the_whole_area_cut_off(page: Page) -> None:
    box, _ = seen_from(page, [37.2, 48.4, float(ZOOM), 400, 300])
    whole = made(page, "hatched", [[RING]], 6, WORLD)
    near = made(page, "hatched", [[RING]], 6, box)
    west, east = (360 * (x / 512 - 0.5) for x in (box[0], box[2]))
    assert 0 < len(near) < len(whole)
    assert all(west - 1e-9 <= point[0] <= east + 1e-9 for line in near for point in line)
    for line in near:
        assert any(
            min(a[0], b[0]) - 1e-6 <= point[0] <= max(a[0], b[0]) + 1e-6
            for point in line
            for a, b in whole
        )
