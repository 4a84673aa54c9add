"""The map engine on the dashboard: what is drawn, and what happens when something is lost."""

import re
from datetime import date
from operator import sub
from urllib.parse import urlsplit

import h3
import pandas as pd
from playwright.sync_api import Route

from harness.browser import DRAWN_MAP, NEXT_FRAMES, Visit
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.palette import LIGHT, Colour, Ramp
from pokrovsk_front.model.cells import day_number
from tests.browser.conftest import OpenVisit
from tests.browser.drawn_cells import (
    FIRST,
    LAST,
    SAMPLED,
    Occupied,
    day_moment,
    drawn,
    pair_moment,
    sample,
    since_moment,
)
from tests.browser.moving_map import ENGINE

TILE, TILE_RESOLUTION = re.compile(r"tiles_9/(\w+)\.json"), 5

MAX_TRIES = 100
"""More than the first part of the data takes to fail as often as the last."""
SCRIPTS = ("**/static/engine-*.js*", "**/static/pydeck-*.js*")
OVER_THE_CELLS = f"""
inks => {{
  const [base, cells, names] = {ENGINE}.canvases();
  const isOver = [[base, cells], [cells, names]].every(
    ([one, next]) => one.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
  const {{ data }} = names.getContext('2d').getImageData(0, 0, names.width, names.height);
  const counts = inks.map(() => 0);
  for (let at = 0; at < data.length; at += 4) {{
    const ink = data.slice(at, at + 4).join(' ');
    inks.forEach((each, which) => {{ counts[which] += ink === `${{each}} 255`; }});
  }}
  return isOver ? counts : [];
}}
"""
"""Counts the pixels of some colours on the canvas of names, which lies over that of the cells."""

ROAD, RAIL = "201 184 150", "141 134 122"

PRESSED_TWICE = """button => {
    button.click();
    button.click();
    return button.getAttribute("aria-disabled");
}"""
PRESSED_UNTIL_DRAWN = f"""() => {{
    document.querySelector(".map-trouble:not([hidden]) button")?.click();
    return document.querySelector({DRAWN_MAP!r}) !== null;
}}"""
SIZES_WHEN_FIRST_GOES = """
const remove = Element.prototype.remove;
Element.prototype.remove = function () {
  if (this.className === "map-first") {
    const { width, height, clientWidth, clientHeight } =
      document.querySelector(".map-base canvas:last-of-type");
    window.sizesWhenFirstWent = [[width, height], [clientWidth, clientHeight]];
  }
  return remove.call(this);
};
"""
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


def is_like(colour: str, *alike: Colour) -> bool:
    """Tell whether a colour that was drawn is one of some, but for how a half is rounded."""
    parts = bytes.fromhex(colour)
    return any(max(map(abs, map(sub, parts, each))) <= 1 for each in alike)


def check_days(opened: Visit, table: Occupied) -> None:
    """Hold days against a table; land that was never left may lie under the cells."""
    days = [FIRST, *sample()[:SAMPLED]]
    seen = drawn(opened, [day_moment(day) for day in days])
    throughout = table.on(FIRST) - seen[0]["cells"].keys()
    for day, shown in zip(days, seen, strict=True):
        assert shown["cells"].keys() | throughout == table.on(day), day
        assert all(
            is_like(each, LIGHT.occupied_since_2022) for each in set(shown["cells"].values())
        )


def check_pairs(opened: Visit, table: Occupied) -> None:
    """Hold pairs of days against a table."""
    days = sample()
    pairs = [(min(pair), max(pair)) for pair in zip(days[::2], days[1::2], strict=True)]
    seen = drawn(opened, [pair_moment(*pair) for pair in pairs])
    for (earlier, later), shown in zip(pairs, seen, strict=True):
        before, after = table.on(earlier), table.on(later)
        for layer, colour, changed in (
            ("came-under-control", LIGHT.came_under_control, after - before),
            ("regained", LIGHT.regained, before - after),
        ):
            assert shown[layer].keys() == changed, (layer, earlier, later)
            assert all(is_like(each, colour) for each in set(shown[layer].values()))


def check_flips(opened: Visit, table: Occupied) -> None:
    """Hold land and its colour by the day since which it has been occupied against a table."""
    ramp = Ramp(LIGHT.month_first, LIGHT.month_last, day_number(FIRST), day_number(LAST))
    days = [FIRST, *sample()[:SAMPLED]]
    seen = drawn(opened, [since_moment(day) for day in days])
    throughout = table.on(FIRST) - seen[0]["cells-by-month"].keys()
    for day, shown in zip(days, seen, strict=True):
        cells = shown["cells-by-month"]
        assert cells.keys() | throughout == table.on(day), day
        since = table.since(day, set(cells))
        for first, colour in {(since[cell], colour) for cell, colour in cells.items()}:
            # Of land that the recent era found occupied no later day is known.
            paler = (LIGHT.quiet_occupied,) if first <= day_number(FIRST) else ()
            assert is_like(colour, ramp.at(first), *paler), (day, first, colour)
        assert len(set(cells.values())) > 1 or day < date(2024, 2, 1)


def show(opened: Visit, mode: str) -> None:
    opened.page.get_by_role("radio", name=mode).click()
    opened.wait_until_idle()
    opened.page.wait_for_selector(DRAWN_MAP)


def look(opened: Visit, *, is_near: bool) -> None:
    """Look at Pokrovsk from near by or, where the map has opened, from afar."""
    view = "{longitude: 37.18, latitude: 48.28, zoom: 10.5}"
    opened.page.evaluate(f"{ENGINE}.flyTo({view})" if is_near else f"{ENGINE}.fit()")
    opened.page.wait_for_function(
        f"isNear => {ENGINE}.state().isNear === isNear"
        f" && isNear === ({ENGINE}.viewport().zoom === 10.5)",
        arg=is_near,
    )
    opened.page.wait_for_selector(DRAWN_MAP)


def test_the_cells_drawn_are_those_of_any_day_of_any_two_and_of_their_months(
    visit: OpenVisit,
) -> None:
    opened = visit("front_map?against=2024-10-31", has_land=True)
    opened.page.emulate_media(reduced_motion="reduce")
    opened.page.wait_for_selector(DRAWN_MAP)
    far = Occupied(read_table("cells"))
    check_days(opened, far)
    # A step draws the cells alone: base map and names stand as they are.
    opened.page.wait_for_function(f"() => {ENGINE}.state().isSettled")
    counts = opened.page.evaluate(f"{ENGINE}.state().counts")
    opened.page.evaluate(f"{ENGINE}.show({{day: 1400, from: null, mode: 'day'}})")
    opened.page.wait_for_selector(".front-map[data-day='1400']")
    after_step = opened.page.evaluate(f"{ENGINE}.state().counts")
    assert after_step == counts | {"cells": counts["cells"] + 1}

    assert opened.page.evaluate(OVER_THE_CELLS, [ROAD, RAIL]) == [0, 0]
    look(opened, is_near=True)
    roads, rails = opened.page.evaluate(OVER_THE_CELLS, [ROAD, RAIL])
    assert min(roads, rails) > 200
    near = Occupied(cells_of_tiles(tiles_of(opened)))
    check_days(opened, near)
    show(opened, "Two days")
    check_pairs(opened, near)
    look(opened, is_near=False)
    check_pairs(opened, far)
    show(opened, "When it changed")
    check_flips(opened, far)
    look(opened, is_near=True)
    check_flips(opened, near)


def test_a_lost_graphics_card_and_data_that_does_not_come_are_survived(visit: OpenVisit) -> None:
    opened = visit("method", has_land=True)

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    page = opened.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for script in SCRIPTS:
        page.route(script, lambda route: route.abort(), times=2)
    page.route("**/cells_recent.json*", refuse)
    opened.open("front_map?view=Pokrovsk")
    again = page.get_by_role("button", name="Try again", disabled=False)
    # The engine: twice in vain, then it comes. Its box says meanwhile what the map shows. While it
    # is on its way, the button is out of use.
    for _ in range(2):
        again.wait_for()
        page.get_by_text("The map did not load.").wait_for()
        assert page.locator(".map-box > p").inner_text().startswith("Map ")
        again.focus()
        assert again.evaluate(PRESSED_TWICE) == "true"
    # Then the script of pydeck, which is asked for once at a time, and the cells.
    page.get_by_text("Part of the map did not load.").wait_for()
    assert page.locator(".front-map").count() == 1
    assert page.evaluate("document.activeElement.className") == "map-canvas"
    for _ in range(MAX_TRIES):
        again.wait_for()
        page.keyboard.press("ArrowLeft")  # What moves the map does not take the button away.
        page.evaluate(NEXT_FRAMES)
        assert again.is_visible()
        assert page.locator(DRAWN_MAP).count() == 0
        if sum("pydeck-" in each for each in asked) == 3:
            break
        again.click()
    page.unroute("**/cells_recent.json*")
    # Where the script came meanwhile, the engine asks for the cells by itself.
    page.wait_for_function(PRESSED_UNTIL_DRAWN, polling=200)
    again.wait_for(state="hidden")
    for start in ("engine-", "pydeck-"):
        assert sum(start in each for each in asked) == 3
    opened.console_errors.clear()  # Of what was refused on purpose.
    day = [day_moment(date(2026, 2, 20))]
    cells = drawn(opened, day)
    files = opened.page.evaluate(f"{ENGINE}.state().files")
    opened.page.evaluate(LOST_AND_RESTORED)
    opened.page.wait_for_function("() => document.querySelectorAll('.map-base canvas').length")
    opened.page.wait_for_function(
        f"() => !document.querySelector('.map-cells').getContext('webgl2').isContextLost()"
        f" && {ENGINE}.canvases().length === 3"
    )
    assert drawn(opened, day) == cells
    assert opened.page.evaluate(f"{ENGINE}.state().files") == files


def test_the_first_picture_stays_until_the_base_map_is_drawn_in_its_size(
    visit: OpenVisit,
) -> None:
    opened = visit("method", has_land=True)
    opened.page.add_init_script(SIZES_WHEN_FIRST_GOES)
    opened.open("")
    opened.page.wait_for_selector(DRAWN_MAP)
    drawn_px, size_px = opened.page.evaluate("window.sizesWhenFirstWent")
    assert drawn_px == size_px
    assert size_px[0] > 300, "no more than a canvas has that nobody gave a size"


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
    opened.page.get_by_role("button", name="Back to the chosen view").click()
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
    # The card of the crosshair, and its way out, by the keyboard alone.
    pokrovsk = "{longitude: 37.177, latitude: 48.28, zoom: 9}"
    opened.page.evaluate(f"{ENGINE}.flyTo({pokrovsk})")
    # The crosshair finds the city where its dot was drawn last.
    opened.page.wait_for_function(
        f"({{width, height}}) => {ENGINE}.state().names.some(({{kind, row, box}}) =>"
        " kind === 'dot' && row.i === 'pokrovsk' && Math.hypot((box[0] + box[2] - width) / 2,"
        " (box[1] + box[3] - height) / 2) < 20)",
        arg=opened.page.locator(".map-canvas").bounding_box(),
    )
    opened.page.locator(".map-canvas").focus()
    card, crosshair = opened.page.locator(".map-card"), opened.page.locator(".map-crosshair")
    for key in ("c", "Enter"):
        opened.page.keyboard.press(key)
    card.get_by_text("Pokrovsk").wait_for()
    for seen in (card, crosshair):
        opened.page.keyboard.press("Escape")
        seen.wait_for(state="hidden")
    assert opened.page.evaluate("document.activeElement.className") == "map-canvas"
