"""What the map shows at a place: the colour of the picture beside the place's dot."""

import io
import time
from math import dist

from PIL import Image

from harness.browser import DRAWN_MAP, MAP, Visit
from pokrovsk_front.catalog.records import Place
from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.palette import LIGHT, blend
from pokrovsk_front.maps.views import View

BESIDE_PX = 7
"""Far enough from the centre to miss the dot, near enough to be in its cell or the next."""

DEADLINE_SECONDS = 45.0

OCCUPIED = blend(LIGHT.occupied_since_2022, LIGHT.land)[:3]
LAND = LIGHT.land[:3]


def wait_for_map(visit: Visit) -> None:
    """Wait until the map has drawn all that it asked for."""
    visit.page.wait_for_selector(DRAWN_MAP)


def picture_of(visit: Visit, map_: str = MAP) -> Image.Image:
    """Take a picture of a map as it is now."""
    screenshot = visit.page.locator(map_).first.screenshot()
    return Image.open(io.BytesIO(screenshot)).convert("RGB")


def is_occupied_in(picture: Image.Image, place: Place, view: View) -> bool:
    """Say whether most of the pixels left, above and below a place's dot are occupied land."""
    centre = pixel(view.latitude_deg, view.longitude_deg, view.zoom)
    point = pixel(place.latitude_deg, place.longitude_deg, view.zoom)
    x, y = (
        round(size / 2 + at - middle)
        for size, at, middle in zip(picture.size, point, centre, strict=True)
    )
    votes = 0
    for right, down in ((-BESIDE_PX, 0), (0, -BESIDE_PX), (0, BESIDE_PX)):
        colour = picture.getpixel((x + right, y + down))
        assert isinstance(colour, tuple)
        votes += dist(colour, OCCUPIED) < dist(colour, LAND)
    return votes >= 2


def wait_until_occupied(
    visit: Visit, place: Place, view: View, expected: bool, map_: str = MAP
) -> Image.Image:
    """Wait until the picture shows a place as expected, and give it.

    Raises:
        AssertionError: It did not within `DEADLINE_SECONDS`.
    """
    deadline = time.monotonic() + DEADLINE_SECONDS
    while is_occupied_in(picture := picture_of(visit, map_), place, view) != expected:
        state = "occupied" if expected else "not occupied"
        assert time.monotonic() < deadline, f"the map never showed {place.name_en} as {state}"
    return picture
