"""Tiles of resolution 9 in Chromium: what is in sight is loaded once, and rows are the model's."""

import json
import random
from typing import Any
from urllib.parse import urlsplit

import h3
import pandas as pd
import pytest
from playwright.sync_api import Browser, Route

from pokrovsk_front.catalog.project_files import PACKAGE_DIR
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.model.changes import transitions

FOLDERS = {"/engine/": PACKAGE_DIR / "maps" / "engine", "/static/": DATA_DIR.parent / "static"}
PAGE = "http://map.test/"

# Pokrovsk in Web Mercator, 1000 x 600 px.
LOOK = """
async steps => {
  const {createTiles, pairsOf} = await import('/engine/tiles.js');
  const rows = {}, asked = [];
  const settle = () => Promise.allSettled(asked.map(each => each.answer));
  const read = address => {
    const answer = fetch(address).then(found => {
      if (!found.ok) throw new Error(found.status);
      return found.json();
    });
    asked.push({address, answer});
    return answer;
  };
  let first = null;
  const tiles = createTiles({
    index: '/static/tiles_9.json?v=1', read,
    onRows: (tile, own) => { rows[tile] = own; }, onIndex: day => { first = day; },
  });
  const viewport = (zoom, longitude, latitude) => {
    const world = 512 * 2 ** zoom;
    const y = at => (1 - Math.log(Math.tan(at) + 1 / Math.cos(at)) / Math.PI) / 2 * world;
    const x0 = (longitude + 180) / 360 * world - 500, y0 = y(latitude * Math.PI / 180) - 300;
    return {zoom, width: 1000, height: 600, unproject: ([x, y]) => [
      (x0 + x) / world * 360 - 180,
      Math.atan(Math.sinh(Math.PI * (1 - 2 * (y0 + y) / world))) * 180 / Math.PI]};
  };
  const answers = [];
  for (const step of steps) {
    const isWhole = tiles.need(viewport(...step));
    // The index brings the tiles: their requests start when it is there.
    await settle(); await settle();
    answers.push({isWhole, asked: asked.length, loaded: Object.keys(rows).length});
  }
  const every = Object.values(rows);
  // As one text: Playwright takes five seconds over as many lists and objects.
  return JSON.stringify({answers, first, addresses: asked.map(each => each.address),
    land: every.flatMap(own => own.rows), grey: every.flatMap(own => own.grey),
    pairs: pairsOf(every.flatMap(own => own.rows))});
}
"""

CORNERS = """
async cells => {
  const {cornersOf} = await import('/engine/hexagons.js');
  const {degreesOf} = await import('/engine/projection.js');
  return cells.map(cell => cornersOf(cell).map(degreesOf));
}
"""


def serve(route: Route) -> None:
    path = urlsplit(route.request.url).path
    for start, folder in FOLDERS.items():
        if path.startswith(start):
            route.fulfill(path=folder / path.removeprefix(start))
            return
    route.fulfill(body="<!doctype html><title>Map</title>", content_type="text/html")


def look(browser: Browser, steps: list[tuple[float, float, float]]) -> dict[str, Any]:
    page = browser.new_page()
    page.route("**/*", serve)
    page.goto(PAGE)
    found: dict[str, Any] = json.loads(page.evaluate(LOOK, steps))
    page.close()
    return found


def test_near_to_the_tiles_in_sight_come_once_and_with_the_rows_of_the_model(
    browser: Browser,
) -> None:
    near, far, beside = (10.0, 37.18, 48.28), (9.4, 37.18, 48.28), (10.0, 37.2, 48.28)
    found = look(browser, [far, near, near, beside, far, (10.0, 30.5, 50.5)])
    index = json.loads((FOLDERS["/static/"] / "tiles_9.json").read_text(encoding="utf-8"))
    answers = found["answers"]
    assert answers[0] == {"isWhole": False, "asked": 0, "loaded": 0}
    assert not answers[1]["isWhole"]
    assert 2 < answers[1]["loaded"] < len(index["tiles"]) / 2
    assert answers[2] == {**answers[1], "isWhole": True}, "each is read once"
    assert answers[3]["isWhole"], "a tile beside what is in sight has come before it is needed"
    assert not answers[4]["isWhole"], "from afar resolution 8 is drawn"
    assert answers[5]["isWhole"], "where nothing changed nothing is awaited"
    assert len(set(found["addresses"])) == len(found["addresses"])
    assert found["first"] == index["first"]
    by_address = {f"/static/tiles_9/{e['tile']}.json?v={e['version']}" for e in index["tiles"]}
    assert set(found["addresses"]) <= by_address | {"/static/tiles_9.json?v=1"}
    land = pd.DataFrame(found["land"])
    assert (land["f"] < land["t"]).all()
    spans = land.set_axis(["cell", "from_day", "to_day"], axis="columns")
    spans["previous_to_day"] = spans.groupby("cell")["to_day"].shift(fill_value=-99999)
    gained, regained = transitions(spans)
    for kind, ours in (("gained", gained), ("regained", regained)):
        # A cell that opens the tiles occupied has no stretch before.
        ours = ours[ours["first_from_day"] < ours["first_to_day"]]
        drawn = pd.DataFrame(found["pairs"][kind])[list("habcd")].sort_values(list("habcd"))
        assert drawn.to_numpy().tolist() == ours.to_numpy().tolist()
    assert {row["t"] for row in found["grey"]}.isdisjoint({99999})


def test_the_engine_computes_the_corners_of_cells_as_h3_does(browser: Browser) -> None:
    static = FOLDERS["/static/"]
    tiles = json.loads((static / "tiles_9.json").read_text(encoding="utf-8"))["tiles"]
    near = {cell for tile in tiles for cell in h3.cell_to_children(tile["tile"], 9)}
    afar = {
        row["h"]
        for name in ("cells_early.json", "grey_early.json")
        for row in json.loads((static / name).read_text(encoding="utf-8"))
    }
    roots = {
        (h3.get_base_cell_number(cell), *h3.get_icosahedron_faces(cell)) for cell in afar | near
    }
    sample = random.Random(19).sample(sorted(afar | near), 1000)  # noqa: S311 (a sample, no secret)
    # An edge that crosses from face to face has a corner more.
    sample += sorted(cell for cell in near if len(h3.cell_to_boundary(cell)) > 6)
    assert len({root[0] for root in roots}) == 3
    page = browser.new_page()
    page.route("**/*", serve)
    page.goto(PAGE)
    found = page.evaluate(CORNERS, sample)
    page.close()
    for cell, ours in zip(sample, found, strict=True):
        theirs = [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(cell)]
        start = min(range(len(ours)), key=lambda at: abs(complex(*ours[at]) - complex(*theirs[0])))
        turned = [corner for each in ours[start:] + ours[:start] for corner in each]
        assert turned == pytest.approx([part for each in theirs for part in each], abs=1e-9), cell


def test_a_tile_that_does_not_come_is_asked_for_again(browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/*", serve)
    page.goto(PAGE)
    answer = page.evaluate(
        """
        async () => {
          const {createTiles} = await import('/engine/tiles.js');
          const box = [37, 48, 38, 49], index = {first: 1, tiles: [{tile: 'a', version: 'v', box}]};
          let failures = 2;
          const read = async address => {
            if (failures-- > 0) throw new Error('lost');
            return address.startsWith('tiles_9/a') ? {land: {h: [1, 2, 4, 9]}, grey: {}} : index;
          };
          const rows = [];
          const onRows = (_, own) => rows.push(own);
          const tiles = createTiles({index: 'tiles_9.json', read, onRows});
          const viewport = {zoom: 10, width: 9, height: 9, unproject: () => [37.5, 48.5]};
          const whole = [];
          for (let at = 0; at < 5; at += 1) {
            whole.push(tiles.need(viewport));
            await new Promise(done => setTimeout(done));
          }
          return {whole, rows};
        }
        """
    )
    page.close()
    # Twice the index is lost; then it comes with its tile.
    assert answer["whole"] == [False, False, False, True, True]
    assert answer["rows"] == [
        {"rows": [{"h": "h", "f": 1, "t": 2}, {"h": "h", "f": 4, "t": 9}], "grey": []}
    ]
