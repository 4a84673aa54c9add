"""Colours can be told from the land and are not loud."""

import colorsys

import pytest

from pokrovsk_front.maps.palette import DARK, LIGHT, Palette, blend
from tests.colours import contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "part",
    [
        "occupied_since_2022",
        "occupied_before_2022",
        "before_2022_outline",
        "came_under_control",
        "regained",
        "city_dot",
    ],
)
def test_parts_stand_three_to_one_against_the_land_as_seen(palette: Palette, part: str) -> None:
    seen = blend(getattr(palette, part), palette.land)
    assert contrast(seen, palette.land) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_names_read_on_their_halo_and_on_land(palette: Palette) -> None:
    assert contrast(palette.label_text, palette.label_halo) >= 4.5
    assert contrast(palette.label_text, palette.land) >= 4.5
    assert contrast(palette.region_text, palette.label_halo) >= 4.5
    assert contrast(palette.region_text, palette.land) >= 4.5
    # Names of regions are quieter than those of places.
    assert contrast(palette.region_text, palette.land) < contrast(palette.label_text, palette.land)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_occupied_land_is_translucent_and_muted(palette: Palette) -> None:
    assert palette.occupied_since_2022[3] < 200
    red, green, blue, _ = blend(palette.occupied_since_2022, palette.land)
    assert colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[1] < 0.35
