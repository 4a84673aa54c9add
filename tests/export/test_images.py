"""Pictures of a chart: in the sizes they promise, with all that is said about it and its fonts."""

import io
import re
from xml.etree import ElementTree

import pytest
from choreographer.errors import ChromeNotFoundError
from PIL import Image

from pokrovsk_front.catalog.records import sources
from pokrovsk_front.export import images
from pokrovsk_front.export.chart_sheet import SIZES_PX
from pokrovsk_front.export.drawing import DrawingError, DrawingPage, NoBrowserError, draw
from tests.export.test_pack import WORDS, gains

pytestmark = pytest.mark.whole

ADDRESS = "https://front.example.org/gains.html"
SVG = "{http://www.w3.org/2000/svg}"
DARK_PAPER = (21, 25, 30)


def test_a_chart_is_drawn_in_three_shapes_with_all_that_is_said_about_it() -> None:
    drawn = images.chart_images(
        gains(), sources(), WORDS, data_version="0a1b2c3d4e5f", address=ADDRESS, scheme="dark"
    )
    names = [f"cumulative_gain_{shape}" for shape in SIZES_PX]
    assert sorted(drawn) == sorted(f"{name}.{kind}" for name in names for kind in ("png", "svg"))
    for name, (width, height) in zip(names, SIZES_PX.values(), strict=True):
        picture = Image.open(io.BytesIO(drawn[f"{name}.png"]))
        assert picture.size == (width * 2, height * 2)
        assert picture.convert("RGB").getpixel((2, 2)) == DARK_PAPER
        svg = drawn[f"{name}.svg"].decode()
        root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        said = " ".join(" ".join("".join(root.itertext()).split()).split("\N{NO-BREAK SPACE}"))
        assert "net gain was 54% larger" in root.findtext(f"{SVG}title", "")
        assert gains().alt in root.findtext(f"{SVG}desc", "")
        for text in ("DeepState", "31 October 2025", "0a1b2c3d4e5f", ADDRESS):
            assert text in said, text
        assert "GitHub" not in said
        fonts = re.findall(r"@font-face\{font-family:\"([^\"]+)\"[^}]+url\(data:font/woff2", svg)
        assert fonts == ["Front Sans", "Front Serif"]
        assert not re.findall(r"(?:href|src)=[\"']http|url\([\"']?http", svg)


def test_a_machine_without_a_browser_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(**_options: object) -> None:
        raise ChromeNotFoundError

    monkeypatch.setattr("pokrovsk_front.export.drawing.Browser", missing)
    with pytest.raises(NoBrowserError, match="No Chromium was found on this machine"):
        images.chart_images(gains(), sources(), WORDS, data_version="0a1b2c3d4e5f")


def test_what_the_browser_refuses_to_draw_is_an_error() -> None:
    async def wrong(page: DrawingPage) -> str:
        return await page.sheet_svg('{"data": [], "layout": {}}', {}, "round", "light")

    with pytest.raises(DrawingError, match="There is no shape round"):
        draw(wrong)
