"""Contact sheets: the finished pictures of all figures of the story, small, for eyes.

Started by `make contact-sheet`. It draws every figure in every shape, scheme and language, puts
them on one PNG a shape, scheme and language, prints what `tests.pictures` finds wrong with the
texts, and ends with code 1 where it finds anything.
"""

import argparse
import io
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from PIL import Image
from playwright.sync_api import Page

from harness.browser import chromium
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.chart_sheet import SIZES_PX, chart_json, words_of_sheet
from pokrovsk_front.export.site_context import SCHEMES, SiteContext
from pokrovsk_front.export.site_page import Drawn
from pokrovsk_front.export.story import pages
from pokrovsk_front.maps.picture.sheet import SHAPES
from pokrovsk_front.model.figure import Figure, Scheme
from tests.pictures import drawing_page, faults, map_svg

SMALL_PX, COLUMNS, GAP_PX = 480, 8, 8
DRAW = """
async ([svg, chart, said, shape, scheme, [width, height], scale]) => {
  const drawn = svg ?? await sheet.sheetSvg(JSON.parse(chart), said, shape, scheme);
  return sheet.addressOf(await sheet.pngOf(drawn, width, height, scale));
}
"""


def parts(context: SiteContext) -> Iterator[Drawn]:
    """Give every figure of the story, each once."""
    seen = set[str]()
    for page in pages(context):
        for part in page.parts:
            if isinstance(part, Drawn) and part.figure.figure_id not in seen:
                seen.add(part.figure.figure_id)
                yield part


def drawn(page: Page, part: Drawn, context: SiteContext, shape: str, scheme: Scheme) -> Image.Image:
    """Draw a figure, chart or map, small."""
    figure: Figure[Any] = part.map.figures[scheme] if part.map else part.figure
    sources, version = context.texts.sources, context.library.data_version
    svg, chart, size = None, None, SIZES_PX[shape]
    if isinstance(figure.picture, go.Figure):
        chart = chart_json(figure, scheme)
    else:
        size = SHAPES[shape].width_px, SHAPES[shape].height_px
        svg = map_svg(figure, context, shape)
    said = words_of_sheet(figure, sources, context.words, version)
    asked = [svg, chart, said, shape, scheme, list(size), SMALL_PX / size[0]]
    address: str = page.evaluate(DRAW, asked)
    return Image.open(io.BytesIO(b64decode(address.partition(",")[2]))).convert("RGB")


def together(images: list[Image.Image]) -> Image.Image:
    """Put images of one size on a sheet."""
    width, height = images[0].width + GAP_PX, max(image.height for image in images) + GAP_PX
    rows = -(-len(images) // COLUMNS)
    sheet = Image.new("RGB", (width * min(COLUMNS, len(images)), height * rows), "#808080")
    for at, image in enumerate(images):
        sheet.paste(image, (at % COLUMNS * width, at // COLUMNS * height))
    return sheet


def main() -> int:
    """Draw the sheets into a folder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    folder: Path = asked.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    library, found = Library(), list[str]()
    with chromium() as browser:
        page = drawing_page(browser)
        for locale in LOCALES:
            context = SiteContext(wording(locale), library)
            of_story = list(parts(context))
            for shape in SIZES_PX:
                for part in of_story:
                    found += faults(page, part.figure, context, shape)
                for scheme in SCHEMES:
                    name = f"{locale}_{scheme}_{shape}.png"
                    images = [drawn(page, part, context, shape, scheme) for part in of_story]
                    together(images).save(folder / name)
                    print(f"{folder / name}: {len(images)} figures", flush=True)  # noqa: T201
    for fault in found:
        print(fault)  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
