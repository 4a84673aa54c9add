"""Names of oblasts: where they may stand, clear of the borders."""

from itertools import pairwise

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.maps.regions import CITIES_OF_OBLAST_RANK, roomy_points

LIBRARY = Library()
OBLASTS = LIBRARY.table("oblasts")


def is_in(rings: tuple[tuple[tuple[float, float], ...], ...], x: float, y: float) -> bool:
    """Tell whether a point lies in rings, by the winding of each (another way than the maps')."""
    winding = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
            winding += (y1 <= y < y2 and side > 0) - (y2 <= y < y1 and side < 0)
    return winding != 0


@pytest.mark.parametrize("iso", sorted(set(OBLASTS["oblast_iso"]) - CITIES_OF_OBLAST_RANK))
def test_the_name_of_an_oblast_stands_in_it(iso: str) -> None:
    rings = LIBRARY.oblast_rings[iso]
    points = roomy_points(rings)
    assert points
    for longitude, latitude, room in points:
        # The width of the text, less the degree's hundredth to which the point is rounded.
        for aside in (0, room - 0.03, 0.03 - room):
            assert is_in(rings, longitude + aside, latitude), (longitude, latitude)
