"""Pictures of a chart: in the sizes they promise, with headline, source and as-of on them."""

import io

import pytest
from kaleido.errors import ChromeNotFoundError
from PIL import Image

from pokrovsk_front.catalog.records import sources
from pokrovsk_front.export import images
from tests.export.test_pack import WORDS, gains

pytestmark = pytest.mark.whole


def test_a_chart_is_drawn_wide_and_square_with_all_that_is_said_about_it() -> None:
    drawn = images.chart_images(gains(), sources(), WORDS)
    assert sorted(drawn) == [
        *("cumulative_gain_square.png", "cumulative_gain_square.svg"),
        *("cumulative_gain_wide.png", "cumulative_gain_wide.svg"),
    ]
    for shape in images.SHAPES:
        picture = Image.open(io.BytesIO(drawn[f"cumulative_gain_{shape.name}.png"]))
        assert picture.size == (shape.width_px * 2, shape.height_px * 2)
        corner = picture.convert("RGB").getpixel((2, 2))
        assert corner == (255, 255, 255)
        text = drawn[f"cumulative_gain_{shape.name}.svg"].decode()
        assert "54% more land came under Russian control" in text
        assert "DeepState map" in text


def test_a_machine_without_a_browser_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_args: object, **_options: object) -> bytes:
        raise ChromeNotFoundError

    monkeypatch.setattr("kaleido.calc_fig_sync", missing)
    with pytest.raises(images.NoBrowserError, match="No Chromium was found on this machine"):
        images.chart_images(gains(), sources(), WORDS)
