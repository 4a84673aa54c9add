"""Bench of the time to the first pixels of the map, against a bare pydeck page.

The bare map has a base map, as pydeck's default has, and one layer of two dots; the base map is
ours, since no test may ask another host. All pages are opened with an empty browser cache on the
same machine. The clock stops when the picture of the map holds more than one colour, which is the
first drawn layer; it does not say when the last one was drawn.
"""

import io
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Browser

from bench import arguments
from harness.browser import MAP, chromium, start_visit
from harness.server import PROJECT, Server, serve

BARE_MAP = """import pydeck as pdk
import streamlit as st

cities = [{"p": [37.177, 48.28]}, {"p": [37.75, 48.14]}]
layer = pdk.Layer("ScatterplotLayer", cities, get_position="p", get_radius=9000)
view = pdk.ViewState(longitude=37.5, latitude=48.2, zoom=7)
style = "app/static/style.light.json"
deck = pdk.Deck([layer], initial_view_state=view, map_style=style, map_provider=None)
st.pydeck_chart(deck, height=560)
"""
OPENINGS = 5
DEADLINE_SECONDS = 60.0
CENTRE_SHARE = 0.6
"""Share of the picture that is compared; the buttons in its corners are cut off."""


def first_pixels_seconds(browser: Browser, server: Server, path: str) -> float:
    """Open a page with an empty cache and wait for the first pixels of its map.

    Raises:
        RuntimeError: Nothing was drawn within `DEADLINE_SECONDS`.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = start_visit(context, server.url)
    started = time.perf_counter()
    visit.page.goto(f"{server.url}/{path}")
    visit.page.wait_for_selector(f"{MAP} canvas")
    while time.perf_counter() - started < DEADLINE_SECONDS:
        picture = Image.open(io.BytesIO(visit.page.locator(MAP).first.screenshot()))
        width, height = picture.size
        margin = (1 - CENTRE_SHARE) / 2
        box = (
            int(width * margin),
            int(height * margin),
            int(width * (1 - margin)),
            int(height * (1 - margin)),
        )
        colours = picture.convert("RGB").crop(box).getcolors(maxcolors=1)
        if colours is None:
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
        for name, script, path in (
            ("bare map", bare, ""),
            ("front map", PROJECT / "app.py", "front_map"),
        ):
            home = Path(scratch) / f"home of {name}"
            home.mkdir()
            with serve(script, home) as server:
                taken = [first_pixels_seconds(browser, server, path) for _ in range(given.openings)]
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
