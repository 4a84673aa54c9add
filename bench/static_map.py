"""Bench of the script that a map of the static site costs before it is drawn, against a bare map.

Both pages are opened from the file system with an empty cache, in turn, and draw the land of
Ukraine, the land occupied throughout and the cells of the latest day. The bare one does it as
`Deck.to_html` of pydeck would: its library and one description with all data inside, drawn by
deck.gl's own layers, without rivers or names. The clock is Chromium's count of seconds in script
on the page's thread when all that was asked for is on the screen: of the processor, so that other
work on the machine does not count, without painting and what the graphics card does.

The map page that this project had before its map engine took 1.35 to 1.45 times the bare one: half
of that is the target.
"""

import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

import click
import pydeck as pdk
from playwright.sync_api import Browser

from bench import arguments
from harness.browser import chromium
from pokrovsk_front.export.document import inline_script
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.story import make_site
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.wording import Wording

OPENINGS = 5
DEADLINE_MS = 60_000
IS_DRAWN = "[data-drawn]"
BARE_MAP = """<!doctype html><meta charset="utf-8"><title>Bare map</title>
<div id="map" style="position: relative; height: 560px"></div>
{library}
{start}
"""
START = """
const box = document.getElementById("map");
const deck = createDeck({ container: box, tooltip: false, jsonInput: DECK });
deck.setProps({ onAfterRender: () => {
  if (deck.props.layers.every(layer => layer.isLoaded)) box.dataset.drawn = "light";
} });
"""


def pydecks_script() -> str:
    """Read the script that `Deck.to_html` embeds, whole."""
    bundle = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
    return bundle.read_text(encoding="utf-8")


def bare_map() -> str:
    """Write the bare map as one page."""
    context = SiteContext(Wording())
    files, library = context.files, context.library
    day = day_number(library.latest_day)

    def read(name: str) -> Any:  # noqa: ANN401 (JSON)
        return files.read_address(f"app/static/{name}")

    cells = [{"h": row["h"]} for row in read("cells_recent.json") if row["f"] <= day < row["t"]]
    outlines = {"country": [250, 248, 243], "always_occupied_recent": [171, 125, 125]}
    plain = {"stroked": False, "pickable": False}
    layers: list[dict[str, object]] = [
        {
            **plain,
            "@@type": "GeoJsonLayer",
            "id": name,
            "data": read(f"{name}.geojson"),
            "getFillColor": colour,
        }
        for name, colour in outlines.items()
    ]
    layers.append(
        {
            **plain,
            "@@type": "H3HexagonLayer",
            "id": "cells",
            "data": cells,
            "extruded": False,
            "highPrecision": True,
            "getHexagon": "@@=h",
            "getFillColor": outlines["always_occupied_recent"],
        }
    )
    view = DONETSK_REGION
    deck = {
        "initialViewState": {
            "longitude": view.longitude_deg,
            "latitude": view.latitude_deg,
            "zoom": view.zoom,
        },
        "views": [{"@@type": "MapView", "controller": True}],
        "layers": layers,
    }
    start = inline_script(START.replace("DECK", json.dumps(deck)))
    return BARE_MAP.format(library=inline_script(pydecks_script()), start=start)


def script_seconds(browser: Browser, address: str) -> float:
    """Open a page with an empty cache and count its seconds in script until its map is drawn.

    Raises:
        playwright.sync_api.TimeoutError: Nothing was drawn within `DEADLINE_MS`.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    counter = context.new_cdp_session(page)
    counter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="commit")
    page.wait_for_selector(IS_DRAWN, state="attached", timeout=DEADLINE_MS)
    counted = counter.send("Performance.getMetrics")["metrics"]
    context.close()
    return float(next(each["value"] for each in counted if each["name"] == "ScriptDuration"))


def main() -> None:
    """Open both pages in turn and print the medians and their ratio."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--openings", type=int, default=OPENINGS, help="openings of each page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        root = Path(scratch)
        make_site().write(root)
        (root / "bare.html").write_text(bare_map(), encoding="utf-8")
        pages = {"bare map": "bare.html", "map page": "map.html"}
        taken: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(given.openings):
            for name, file in pages.items():
                taken[name].append(script_seconds(browser, (root / file).as_uri()))
    medians = {name: statistics.median(each) for name, each in taken.items()}
    for name, each in taken.items():
        click.echo(
            f"{name:<10} seconds in script: median {medians[name]:.2f} "
            f"(min {min(each):.2f}, max {max(each):.2f})"
        )
    ratio = medians["map page"] / medians["bare map"]
    click.echo(f"ratio {ratio:.2f}")
    arguments.keep(given.json, {"median_seconds": medians, "ratio": ratio})


if __name__ == "__main__":
    main()
