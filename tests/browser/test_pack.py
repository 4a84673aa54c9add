"""The HTML of a pack as a reader opens it: from a file, with the network cut off."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import plotly.graph_objects as go
import pydeck as pdk
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from harness.browser import ColorScheme, start_visit
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import sources
from pokrovsk_front.export.pack import pack
from pokrovsk_front.model.figure import Figure
from tests.browser.conftest import DRAW_NOTHING
from tests.export.test_pack import EDITION, STATIC, front, gains

DRAWN_MS = 90_000
TITLES = "buttons => buttons.map(each => each.dataset.title)"


def saves_finished_pictures(page: Page, folder: Path) -> None:
    """See that the camera of a chart and the buttons below it save pictures with a headline."""
    page.hover(".plot")
    for button, size in (
        (".modebar-btn", (2400, 1350)),
        (".take >> nth=0 >> [data-kind=png]", (2400, 1350)),
        (".shapes [data-kind=png][data-shape=square]", (2160, 2160)),
        (".shapes [data-kind=svg][data-shape=upright]", None),
    ):
        with page.expect_download() as saved:
            page.locator(button).first.click()
        picture = folder / saved.value.suggested_filename
        saved.value.save_as(picture)
        if size:
            assert Image.open(picture).size == size
        else:
            svg = picture.read_text(encoding="utf-8")
            assert gains().headline in svg
            assert "@font-face" in svg
        # The next is drawn when the one before is told to be saved.
        expect(page.locator(".told")).to_contain_text(saved.value.suggested_filename)


@pytest.mark.parametrize(("locale", "color_scheme"), [("en", "light"), ("uk", "dark")])
@pytest.mark.parametrize("draw", [gains, front])
def test_a_packed_figure_draws_without_a_network(
    browser: Browser,
    tmp_path: Path,
    draw: Callable[..., Figure[go.Figure] | Figure[pdk.Deck]],
    locale: str,
    color_scheme: ColorScheme,
) -> None:
    figure, words = draw(locale=locale), wording(locale)
    data = pack(figure, sources(locale=locale), EDITION, words, static_dir=STATIC)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        file = Path(archive.extract(f"{figure.figure_id}.html", tmp_path))
    context = browser.new_context(offline=True, color_scheme=color_scheme, locale="en-GB")
    visit = start_visit(context, "")
    if locale == "uk":  # The land has no language: it is drawn in English alone.
        visit.page.add_init_script(DRAW_NOTHING)
    visit.page.goto(file.as_uri())
    visit.page.wait_for_selector("[data-drawn]", timeout=DRAWN_MS)
    assert visit.axe() == []
    assert visit.page.evaluate("document.documentElement.lang") == locale
    if isinstance(figure.picture, go.Figure):
        buttons = visit.page.locator(".modebar-btn").evaluate_all(TITLES)
        assert buttons == [words.gettext("Save as a picture (PNG)")]
        ticks = visit.page.locator(".ytick").all_text_contents()
        assert words.number(1500) in ticks
        if locale == "en":
            saves_finished_pictures(visit.page, tmp_path)
    assert visit.problems() == []
    context.close()
