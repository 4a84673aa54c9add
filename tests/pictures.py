"""A page that draws finished pictures, and what it finds wrong with their texts."""

from collections.abc import Iterator
from typing import Any, cast

import plotly.graph_objects as go
from playwright.sync_api import Browser, Page

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.chart_sheet import chart_json, words_of_sheet
from pokrovsk_front.export.offline_chart import chart_library
from pokrovsk_front.export.picture import map_picture
from pokrovsk_front.export.sheet_script import font_rules, sheet_script
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.story import figures
from pokrovsk_front.maps.picture.sheet import SHAPES
from pokrovsk_front.model.figure import Figure, Scheme

AnyFigure = Figure[Any]

MIN_LETTER_PX = 9.5
"""Size of the smallest letters of a picture, of which a PNG has two pixels for each."""

FAULTS = """
async ([map, chart, said, shape, scheme, minPx]) => {
  const svg = map ?? await sheet.sheetSvg(JSON.parse(chart), said, shape, scheme);
  const host = document.createElement("div");
  host.style.cssText = "position: absolute; left: 0; top: 0";
  host.innerHTML = svg.replace(/<style>[^]*?<\\/style>/, "");
  document.body.append(host);
  const root = host.firstElementChild, frame = root.getBoundingClientRect();
  // What stands on a map stands whole within it.
  const land = root.querySelector("svg.land"), ground = land && {
    left: frame.left + land.x.baseVal.value, top: frame.top + land.y.baseVal.value,
    right: frame.left + land.x.baseVal.value + land.width.baseVal.value,
    bottom: frame.top + land.y.baseVal.value + land.height.baseVal.value };
  // The height of letters, without the leading that belongs to the box of a line.
  const CAPITALS = 0.78, EDGE = 4;
  const texts = [...root.querySelectorAll("text")].flatMap(text => {
    const lines = text.querySelectorAll(":scope > tspan[x]");
    const { a, b } = text.getScreenCTM(), scale = Math.hypot(a, b), isUpright = Math.abs(b) < 0.01;
    return [...(lines.length ? lines : [text])]
      .filter(line => line.textContent.trim() && getComputedStyle(line).visibility !== "hidden")
      .map(line => {
        const box = line.getBoundingClientRect();
        const px = parseFloat(getComputedStyle(line).fontSize) * scale;
        const over = isUpright ? Math.max(box.height - CAPITALS * px, 0) / 2 : 0;
        return { said: line.textContent, px, frame: land?.contains(text) ? ground : frame,
          left: box.left + 0.5, right: box.right - 0.5,
          top: box.top + over, low: box.bottom - over };
      });
  });
  const axes = [...root.querySelectorAll(".xlines-above, .ylines-above, .zerolinelayer path")]
    .filter(line => line.getAttribute("d") !== "M0,0")
    .map(line => line.getBoundingClientRect())
    .map(({ left, right, top, bottom }) => ({ left, right, top, low: bottom }));
  const meet = (one, other) => Math.min(one.right, other.right) > Math.max(one.left, other.left)
    && Math.min(one.low, other.low) > Math.max(one.top, other.top);
  const faults = texts.flatMap((text, at) => [
    ...(text.px < minPx ? [`"${text.said}" is ${text.px.toFixed(1)} px high`] : []),
    ...(text.left < text.frame.left + EDGE || text.right > text.frame.right - EDGE
      || text.top < text.frame.top + EDGE || text.low > text.frame.bottom - EDGE
      ? [`"${text.said}" touches the edge`] : []),
    ...texts.slice(at + 1).filter(other => meet(text, other))
      .map(other => `"${text.said}" and "${other.said}" touch`),
    ...(axes.some(axis => meet(text, axis)) ? [`"${text.said}" touches an axis`] : []),
  ]);
  host.remove();
  return { faults, texts: texts.length };
}
"""


def drawing_page(browser: Browser) -> Page:
    """Open a page that has what draws: the library of charts, our script and the fonts."""
    page = browser.new_page()
    page.set_content(f"<!doctype html><meta charset='utf-8'><style>{font_rules()}</style>")
    page.evaluate("() => Promise.all([...document.fonts].map(font => font.load()))")
    for script in (chart_library(), sheet_script()):
        page.add_script_tag(content=script)
    return page


def pictured(library: Library, locale: str) -> Iterator[tuple[AnyFigure, SiteContext]]:
    """Draw the figures of the story in a language, each once."""
    context, seen = SiteContext(wording(locale), library), set[str]()
    for figure in figures(context):
        if figure.figure_id not in seen:
            seen.add(figure.figure_id)
            yield figure, context


def faults(
    page: Page,
    figure: AnyFigure,
    context: SiteContext,
    shape: str,
    scheme: Scheme = "light",
) -> list[str]:
    """List texts of a picture that touch each other, an axis or the edge, or are too small."""
    version, sources = context.library.data_version, context.texts.sources
    said = words_of_sheet(figure, sources, context.words, version, "front.example.org/gains")
    svg, chart = None, None
    if isinstance(figure.picture, go.Figure):
        chart = chart_json(figure, scheme)
    else:
        svg = map_svg(figure, context, shape)
    asked = [svg, chart, said, shape, scheme, MIN_LETTER_PX]
    found = cast("dict[str, Any]", page.evaluate(FAULTS, asked))
    assert found["texts"] > 3, "a picture has headline, unit, source and labels"
    name = f"{figure.figure_id}, {context.words.locale}, {shape}"
    return [f"{name}: {fault}" for fault in found["faults"]]


def map_svg(figure: AnyFigure, context: SiteContext, shape: str) -> str:
    """Draw the finished picture of a map."""
    return map_picture(
        figure,
        SHAPES[shape],
        context.files,
        context.words,
        sources=context.texts.sources,
        data_version=context.library.data_version,
    ).decode()
