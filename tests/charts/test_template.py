"""Chart colours can be told from the page, in light and in dark."""

from typing import Literal

import pytest

from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.wording import Wording

Scheme = Literal["light", "dark"]

# The backgrounds of Streamlit's two themes, on which the charts lie without one of their own.
PAGE: dict[Scheme, str] = {"light": "#ffffff", "dark": "#0e1117"}
SCHEMES: list[Scheme] = ["light", "dark"]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_published_pairs() -> None:
    # WebAIM: #767676 is the lightest grey that reaches 4.5:1 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("line", ["earlier", "later", "neutral", "axis"])
def test_lines_stand_three_to_one_against_the_page(scheme: Scheme, line: str) -> None:
    assert contrast(COLOURS[scheme][line], PAGE[scheme]) >= 3


# The labels at the end of a curve are written in its colour.
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["text", "muted", "neutral", "earlier", "later"])
def test_text_stands_four_and_a_half_to_one_against_the_page(scheme: Scheme, text: str) -> None:
    assert contrast(COLOURS[scheme][text], PAGE[scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_grid_stays_behind_the_lines(scheme: Scheme) -> None:
    assert contrast(COLOURS[scheme]["grid"], PAGE[scheme]) < 2


def test_both_schemes_name_the_same_colours() -> None:
    assert set(COLOURS["light"]) == set(COLOURS["dark"])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_shows_through_and_text_is_large_enough(scheme: Scheme) -> None:
    layout = template(scheme, Wording()).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color == COLOURS[scheme]["text"]
    sizes = [layout.font.size, layout.xaxis.tickfont.size, layout.yaxis.tickfont.size]
    assert min(sizes) >= 13
