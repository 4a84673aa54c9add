"""What a map or a chart tells by colour is told to the colour-blind as well."""

import pytest

from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.maps.palette import PALETTES, Colour, blend
from pokrovsk_front.model.figure import Scheme
from tests.colours import DEFICIENCIES, contrast, difference, rgb, seen_by

SCHEMES: list[Scheme] = ["light", "dark"]
# Twelve times the least difference that can be seen: apart at a glance, without comparing.
APART = 12


def test_a_colour_as_published_for_deuteranopia() -> None:
    # Machado, Oliveira and Fernandes (2009), table for severity 1.0, deuteranomaly: pure red in
    # linear light becomes (0.367322, 0.280085, -0.011820), which sRGB writes as below.
    assert seen_by("Deuteranomaly", (255, 0, 0, 255)) == (163, 144, 0, 255)
    assert seen_by("Deuteranomaly", (255, 255, 255, 255)) == (255, 255, 255, 255)


def test_a_difference_as_published() -> None:
    # CIE 142-2001: black to white is 100.
    assert difference((0, 0, 0, 255), (255, 255, 255, 255)) == pytest.approx(100, abs=0.01)


def test_contrast_of_published_pairs() -> None:
    # WCAG understanding documents: #767676 on white is the lightest grey that passes 4.5:1.
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.54, abs=0.005)


def on_land(scheme: Scheme, part: str) -> Colour:
    palette = PALETTES[scheme]
    return blend(getattr(palette, part), palette.land)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("came_under_control", "regained"),
        ("came_under_control", "quiet_occupied"),
        ("regained", "quiet_occupied"),
        ("grey_zone", "occupied_since_2022"),
        ("month_first", "month_last"),
    ],
)
def test_land_that_differs_is_told_apart(
    scheme: Scheme, one: str, other: str, deficiency: str
) -> None:
    seen = (seen_by(deficiency, on_land(scheme, part)) for part in (one, other))
    assert difference(*seen) >= APART


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "part", ["occupied_since_2022", "came_under_control", "regained", "grey_zone"]
)
def test_land_stands_three_to_one_in_a_colour_blind_eye(
    scheme: Scheme, part: str, deficiency: str
) -> None:
    land = PALETTES[scheme].land
    assert contrast(*(seen_by(deficiency, each) for each in (on_land(scheme, part), land))) >= 3


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_two_windows_of_a_chart_are_told_apart(scheme: Scheme, deficiency: str) -> None:
    seen = (seen_by(deficiency, rgb(COLOURS[scheme][window])) for window in ("earlier", "later"))
    assert difference(*seen) >= APART
