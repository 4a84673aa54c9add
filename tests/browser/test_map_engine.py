"""The map engine on the dashboard: what is drawn, and what happens when something is lost."""

import json
import random
import re
from datetime import date

import h3
import pandas as pd
from playwright.sync_api import Route

from harness.browser import DRAWN_MAP, Visit
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, cells_on, day_number, is_occupied
from tests.browser.conftest import OpenVisit
from tests.browser.moving_map import ENGINE

TILE, TILE_RESOLUTION = re.compile(r"tiles_9/(\w+)\.json"), 5
CELLS_OF = f"shown => JSON.stringify({ENGINE}.state().cellsOf(shown))"
"""As one text: a list of 60,000 names takes Playwright a second."""

LOST_AND_RESTORED = """
() => {
  const lost = [...document.querySelectorAll('.map-base canvas:last-of-type, .map-cells')]
    .map(canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context'));
  lost.forEach(each => each.loseContext());
  return new Promise(done => setTimeout(() => {
    lost.forEach(each => each.restoreContext());
    done();
  }));
}
"""
COVERED_NAMES = f"""
() => {{
  const {{ left, top }} = document.querySelector('.map-over').getBoundingClientRect();
  const controls = [...document.querySelectorAll('.map-buttons, .map-record > button')]
    .map(each => each.getBoundingClientRect());
  return {ENGINE}.state().names.filter(({{ kind, box }}) => kind === 'name' && controls.some(
    each => box[0] + left < each.right && box[2] + left > each.left
      && box[1] + top < each.bottom && box[3] + top > each.top));
}}
"""
FIRST, LAST = RECENT_ERA_FIRST_DAY, date(2026, 8, 21)


def occupied(day: date, table: pd.DataFrame) -> set[str]:
    """Give the cells of a table that are more than half occupied on a day."""
    cells = cells_on(table, day)
    return set(cells.loc[is_occupied(cells), "cell"])


def drawn(opened: Visit, day: date, earlier: date | None = None) -> dict[str, set[str]]:
    """Read back from the graphics card which cells each layer shows."""
    shown = {
        "day": day_number(day),
        "from": earlier and day_number(earlier),
        "mode": "pair" if earlier else "day",
    }
    cells = json.loads(opened.page.evaluate(CELLS_OF, shown))
    return {layer: set(found) for layer, found in cells.items()}


def sample(count: int) -> list[date]:
    days = read_table("daily_area")["as_of_date"].dt.date
    recent = [day for day in days if FIRST <= day <= LAST]
    return random.Random(19).sample(recent, count)  # noqa: S311 (a sample, no secret)


def pairs(count: int) -> list[tuple[date, date]]:
    days = sample(2 * count)
    return [(min(pair), max(pair)) for pair in zip(days[::2], days[1::2], strict=True)]


def tiles_of(opened: Visit) -> set[str]:
    """Name the tiles of resolution 9 that have come."""
    files: list[str] = opened.page.evaluate(f"{ENGINE}.state().files")
    return {found[1] for each in files if (found := TILE.search(each))}


def cells_of_tiles(tiles: set[str]) -> pd.DataFrame:
    """Choose the cells of resolution 9 that lie in some tiles."""
    cells = read_table("cells_9")
    known = {
        cell for cell in cells["cell"].unique() if h3.cell_to_parent(cell, TILE_RESOLUTION) in tiles
    }
    return cells[cells["cell"].isin(known)]


def check_days(opened: Visit, table: pd.DataFrame) -> None:
    """Hold 30 days against a table; land that was never left may lie under the cells."""
    throughout = occupied(FIRST, table) - drawn(opened, FIRST)["cells"]
    for day in sample(30):
        assert drawn(opened, day)["cells"] | throughout == occupied(day, table), day


def check_pairs(opened: Visit, table: pd.DataFrame) -> None:
    """Hold 30 pairs of days against a table."""
    for earlier, later in pairs(30):
        shown = drawn(opened, later, earlier)
        before, after = occupied(earlier, table), occupied(later, table)
        assert shown["came-under-control"] == after - before, (earlier, later)
        assert shown["regained"] == before - after, (earlier, later)


def test_the_cells_drawn_are_those_of_any_day_and_of_any_two(visit: OpenVisit) -> None:
    opened = visit("front_map?against=2024-10-31", has_land=True)
    opened.page.wait_for_selector(DRAWN_MAP)
    # There at once: a flight is drawn frame by frame, and nothing here looks at one.
    opened.page.emulate_media(reduced_motion="reduce")
    # A table of 365,000 rows is searched 90 times: by codes of its cells, not by their names.
    far = read_table("cells").astype({"cell": "category"})
    check_days(opened, far)
    # A step draws the cells alone: base map and names stand as they are.
    counts = opened.page.evaluate(f"{ENGINE}.state().counts")
    opened.page.evaluate(f"{ENGINE}.show({{day: 1400, from: null, mode: 'day'}})")
    opened.page.wait_for_selector(".front-map[data-day='1400']")
    after_step = opened.page.evaluate(f"{ENGINE}.state().counts")
    assert after_step == counts | {"cells": counts["cells"] + 1}

    opened.page.evaluate(f"{ENGINE}.flyTo({{longitude: 37.18, latitude: 48.28, zoom: 10.5}})")
    opened.page.wait_for_function(f"() => {ENGINE}.viewport().zoom === 10.5")
    opened.page.wait_for_function(f"() => {ENGINE}.state().isNear")
    near = cells_of_tiles(tiles_of(opened))
    check_days(opened, near)

    opened.page.get_by_role("radio", name="Two days").click()
    opened.wait_until_idle()
    opened.page.wait_for_selector(DRAWN_MAP)
    check_pairs(opened, near)
    opened.page.get_by_role("button", name="Back to the view chosen").click()
    opened.page.wait_for_function(f"() => !{ENGINE}.state().isNear")
    opened.page.wait_for_selector(DRAWN_MAP)
    check_pairs(opened, far)


def test_a_lost_graphics_card_and_data_that_does_not_come_are_survived(visit: OpenVisit) -> None:
    opened = visit("method", has_land=True)

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    opened.page.route("**/cells_recent.json*", refuse)
    opened.open("front_map?view=Pokrovsk")
    again = opened.page.get_by_role("button", name="Try again")
    again.wait_for()
    assert opened.page.locator(DRAWN_MAP).count() == 0
    opened.page.unroute("**/cells_recent.json*")
    again.click()
    opened.page.wait_for_selector(DRAWN_MAP)
    again.wait_for(state="hidden")
    opened.console_errors.clear()  # Of the answer that was refused on purpose.
    day = date(2026, 2, 20)
    cells = drawn(opened, day)["cells"]
    files = opened.page.evaluate(f"{ENGINE}.state().files")
    opened.page.evaluate(LOST_AND_RESTORED)
    opened.page.wait_for_function("() => document.querySelectorAll('.map-base canvas').length")
    opened.page.wait_for_function(
        f"() => !document.querySelector('.map-cells').getContext('webgl2').isContextLost()"
        f" && {ENGINE}.canvases().length === 3"
    )
    assert drawn(opened, day)["cells"] == cells
    assert opened.page.evaluate(f"{ENGINE}.state().files") == files


def test_the_camera_is_moved_by_keys_and_buttons_and_is_in_the_address(visit: OpenVisit) -> None:
    opened = visit("front_map?camera=48.3_37.2_8.5&place=kramatorsk")
    opened.page.wait_for_selector(DRAWN_MAP)
    opened.page.emulate_media(reduced_motion="reduce")
    camera = f"(({{zoom, longitude}}) => [zoom, longitude])({ENGINE}.viewport())"
    zoom, longitude = opened.page.evaluate(camera)
    assert opened.page.evaluate(COVERED_NAMES) == []
    # The line to occupied land is measured on the day described, and unseen on another.
    marks = f"{ENGINE}.state().marks"
    assert opened.page.evaluate(marks) == ["focus-rings", "focus-line"]
    opened.page.evaluate(f"{ENGINE}.show({{ day: 1500, from: null, mode: 'day' }})")
    assert opened.page.evaluate(marks) == ["focus-rings"]
    opened.page.locator(".map-canvas").focus()
    opened.page.get_by_text("Press C for a crosshair").wait_for()
    assert [zoom, longitude] == [8.5, 37.2]
    for key in ("+", "ArrowLeft"):
        opened.page.keyboard.press(key)
    assert opened.page.evaluate(camera)[0] == zoom + 1
    assert opened.page.evaluate(camera)[1] < longitude
    opened.page.get_by_role("button", name="Zoom out").click()
    assert opened.page.evaluate(camera)[0] == zoom
    opened.page.wait_for_url("**camera=48.3_37.122_8.5*")
    opened.page.get_by_role("button", name="Back to the view chosen").click()
    assert opened.page.evaluate(camera) == [zoom, longitude]
    # The bare wheel scrolls the page, with Ctrl it zooms.
    opened.page.locator(".map-canvas").hover()
    opened.page.mouse.wheel(0, -100)
    opened.page.get_by_text("Hold Ctrl to zoom").wait_for()
    assert opened.page.evaluate(camera)[0] == zoom
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -100)
    opened.page.keyboard.up("Control")
    opened.page.wait_for_function(f"zoom => {ENGINE}.viewport().zoom > zoom", arg=zoom)
