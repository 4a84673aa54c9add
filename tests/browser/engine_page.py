"""A plain page with modules of the map engine and files of `static/`, without a server."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, Route
from pydeck.bindings.json_tools import camel_and_lower

from pokrovsk_front.maps.palette import PALETTES
from pokrovsk_front.model.figure import Scheme

PROJECT = Path(__file__).resolve().parents[2]
ENGINE = PROJECT / "pokrovsk_front" / "maps" / "engine"
ORIGIN = "http://engine.test"

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Engine</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="engine/map.css">
<style>
  body {{ margin: 0; }}
  .front-map {{
    --map-label-text: rgb({ink}); --map-label-halo: rgb({halo});
    background: rgb({land}); font-family: sans-serif; height: {height}px; position: relative;
  }}
  .map-canvas, .map-over {{ height: auto; inset: 0; position: absolute; }}
  .map-over {{ pointer-events: none; }}
</style>
<div class="front-map">
  <div class="map-canvas" tabindex="0" role="application" aria-label="Map">
    <canvas class="map-names"></canvas>
  </div>
  <div class="map-over"></div>
</div>
<script type="module">
  import {{ createNames }} from "./engine/names.js";
  import {{ createCard, cardCorner }} from "./engine/card.js";
  import {{ createPointing }} from "./engine/pointing.js";
  import {{ createCities, readCityDistances }} from "./engine/cities.js";
  import {{ landAt }} from "./engine/land.js";
  import {{ scaleBar }} from "./engine/scale.js";
  const read = async (address) => (await fetch(address)).json();
  const mercator = (latitude) =>
    0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
  const viewport = (longitude, latitude, zoom) => {{
    const [width, height] = [window.innerWidth, {height}];
    const world = 512 * 2 ** zoom;
    const project = ([x, y]) => [
      ((x - longitude) / 360) * world + width / 2,
      (mercator(y) - mercator(latitude)) * world + height / 2,
    ];
    const metresPerPixel = (40075016.686 * Math.cos((latitude * Math.PI) / 180)) / world;
    return {{ width, height, zoom, longitude, latitude, project, metresPerPixel }};
  }};
  const palette = {palette};
  Object.assign(window, {{
    createNames, createCard, cardCorner, createPointing, createCities, readCityDistances, landAt,
    scaleBar, read, viewport, palette,
  }});
  window.isReady = true;
</script>
"""


def open_engine(
    browser: Browser,
    width: int = 1280,
    height: int = 720,
    scheme: Scheme = "light",
    **context: object,
) -> Page:
    """Open the page; whoever opens it closes its context.

    Args:
        browser: Chromium.
        width: Width of page and map in pixels.
        height: Height of the map in pixels.
        scheme: Colours of the map.
        context: More of a Playwright context, such as `forced_colors`.
    """
    size = {"width": width, "height": height}
    page = browser.new_context(viewport=size, **context).new_page()  # type: ignore[arg-type]
    colours = {name: list(colour) for name, colour in _colours(scheme).items()}
    land, ink, halo = (
        " ".join(map(str, colours[name][:3])) for name in ("land", "labelText", "labelHalo")
    )
    html = PAGE.format(height=height, land=land, ink=ink, halo=halo, palette=json.dumps(colours))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{ORIGIN}/")
        if not path:
            route.fulfill(body=html, content_type="text/html")
        elif path.startswith("engine/"):
            route.fulfill(path=ENGINE / path.removeprefix("engine/"))
        else:
            route.fulfill(path=PROJECT / "static" / path)

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    page.wait_for_function("window.isReady")
    return page


def _colours(scheme: Scheme) -> dict[str, tuple[int, int, int, int]]:
    palette = PALETTES[scheme]
    return {camel_and_lower(name): getattr(palette, name) for name in palette.__slots__}
