"""Chart colours can be told from the page, in light and in dark."""

from typing import Literal

import pytest

from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.wording import Wording
from tests.colours import contrast, rgb

Scheme = Literal["light", "dark"]

# The backgrounds of Streamlit's two themes, on which the charts lie without one of their own.
PAGE: dict[Scheme, str] = {"light": "#ffffff", "dark": "#0e1117"}
SCHEMES: list[Scheme] = ["light", "dark"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("line", ["earlier", "later", "neutral", "axis"])
def test_lines_stand_three_to_one_against_the_page(scheme: Scheme, line: str) -> None:
    assert contrast(rgb(COLOURS[scheme][line]), rgb(PAGE[scheme])) >= 3


# The labels at the end of a curve are written in its colour.
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["text", "muted", "neutral", "earlier", "later"])
def test_text_stands_four_and_a_half_to_one_against_the_page(scheme: Scheme, text: str) -> None:
    assert contrast(rgb(COLOURS[scheme][text]), rgb(PAGE[scheme])) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_grid_stays_behind_the_lines(scheme: Scheme) -> None:
    assert contrast(rgb(COLOURS[scheme]["grid"]), rgb(PAGE[scheme])) < 2


def test_both_schemes_name_the_same_colours() -> None:
    assert set(COLOURS["light"]) == set(COLOURS["dark"])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_shows_through_and_text_is_large_enough(scheme: Scheme) -> None:
    layout = template(scheme, Wording()).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color == COLOURS[scheme]["text"]
    sizes = [layout.font.size, layout.xaxis.tickfont.size, layout.yaxis.tickfont.size]
    assert min(sizes) >= 13
