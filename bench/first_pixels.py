"""Bench of the time to the first pixels of the map, against a bare pydeck page.

The bare page has one `st.pydeck_chart`: our base map, since no test may ask another host, and the
same land and cells. All pages are opened with an empty browser cache on the same machine. The clock
stops when occupied land is on the screen; it does not say when the last layer was drawn.
"""

import io
import shutil
import statistics
import tempfile
import time
from math import dist
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Browser

from bench import arguments
from harness.browser import MAP, chromium, start_visit
from harness.server import PROJECT, Server, serve
from pokrovsk_front.maps.palette import LIGHT, blend

BARE_MAP = """import pydeck as pdk
import streamlit as st

fill = [128, 60, 62, 162]
land = [
    pdk.Layer("GeoJsonLayer", f"app/static/{name}.geojson", stroked=False, get_fill_color=fill)
    for name in ("occupied_before_2022", "always_occupied_recent")
]
cells = pdk.Layer(
    "H3HexagonLayer", "app/static/cells_recent.json", get_hexagon="h", get_fill_color=fill,
    stroked=False, extruded=False, high_precision=True, get_filter_value="[f,t]",
    filter_range=[[-100000, 1690], [1691, 100000]],
    extensions=[{"@@type": "DataFilterExtension", "filterSize": 2}],
)
view = pdk.ViewState(longitude=37.6, latitude=48.2, zoom=7.3)
style = "app/static/style.light.json"
deck = pdk.Deck([*land, cells], initial_view_state=view, map_style=style, map_provider=None)
st.pydeck_chart(deck, height=560)
"""
BARE_ELEMENT = '[data-testid="stDeckGlJsonChart"]'
OCCUPIED = blend(LIGHT.occupied_since_2022, LIGHT.land)[:3]
NEAR = 40
"""How far a colour may be from that of occupied land: its rivers and roads show through."""

LEAST_SHARE = 0.1
OPENINGS = 5
DEADLINE_SECONDS = 60.0
CENTRE_SHARE = 0.6
"""Share of the picture that is compared; the buttons in its corners are cut off."""


def has_occupied_land(picture: Image.Image) -> bool:
    """Tell whether a part of a picture that is not small has the colour of occupied land."""
    counted = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    found = sum(
        count
        for count, colour in counted
        if isinstance(colour, tuple) and dist(colour, OCCUPIED) < NEAR
    )
    return found > LEAST_SHARE * picture.width * picture.height


def first_pixels_seconds(browser: Browser, server: Server, path: str, element: str) -> float:
    """Open a page with an empty cache and wait for the first occupied land of its map.

    Raises:
        RuntimeError: Nothing was drawn within `DEADLINE_SECONDS`.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = start_visit(context, server.url)
    started = time.perf_counter()
    visit.page.goto(f"{server.url}/{path}")
    visit.page.wait_for_selector(f"{element} canvas")
    while time.perf_counter() - started < DEADLINE_SECONDS:
        picture = Image.open(io.BytesIO(visit.page.locator(element).first.screenshot()))
        width, height = picture.size
        margin = (1 - CENTRE_SHARE) / 2
        box = (
            int(width * margin),
            int(height * margin),
            int(width * (1 - margin)),
            int(height * (1 - margin)),
        )
        if has_occupied_land(picture.crop(box)):
            seconds = time.perf_counter() - started
            context.close()
            return seconds
    raise RuntimeError(f"The map of {path or 'the page'} was never drawn.")


def main() -> None:
    """Measure both pages in turn and print the medians and their ratio."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--openings", type=int, default=OPENINGS, help="openings of each page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        bare = Path(scratch) / "bare" / "app.py"
        bare.parent.mkdir()
        bare.write_text(BARE_MAP, encoding="utf-8")
        for folder in (".streamlit", "static"):
            shutil.copytree(PROJECT / folder, bare.parent / folder)
        medians = {}
        for name, script, path, element in (
            ("bare map", bare, "", BARE_ELEMENT),
            ("front map", PROJECT / "app.py", "front_map", MAP),
        ):
            home = Path(scratch) / f"home of {name}"
            home.mkdir()
            with serve(script, home) as server:
                taken = [
                    first_pixels_seconds(browser, server, path, element)
                    for _ in range(given.openings)
                ]
            medians[name] = statistics.median(taken)
            click.echo(
                f"{name:<12} first map pixels: median {medians[name]:.2f} s "
                f"(min {min(taken):.2f}, max {max(taken):.2f})"
            )
    ratio = medians["front map"] / medians["bare map"]
    click.echo(f"ratio {ratio:.2f}")
    kept = {"median_seconds": medians, "ratio": ratio}
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
