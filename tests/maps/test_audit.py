"""The map of a reader's file says by how much it differs, or that it does not."""

from datetime import date

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.maps.audit import FARTHEST, NEAREST, audit_figure, view_of
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import FRONT, POKROVSK
from pokrovsk_front.model.audit import Comparison, NearestMap, Ring

SETTING = Setting("app/static/{}".format, POKROVSK, "light", wording("en"))
NEAREST_MAP = NearestMap((date(2025, 7, 31),), 0.0)


@pytest.mark.parametrize(
    ("more_km2", "less_km2", "headline"),
    [
        (0.0, 0.049, "Your map marks the same land as the archive's map"),
        (0.0, 0.05, "Your map marks 0.0 km² more and 0.1 km² less"),
        (21.0, 0.0, "Your map marks 21.0 km² more and 0.0 km² less"),
    ],
)
def test_a_map_that_differs_by_nothing_that_is_shown_marks_the_same_land(
    more_km2: float, less_km2: float, headline: str
) -> None:
    compared = Comparison(
        None, NEAREST_MAP, NEAREST_MAP, more_km2, less_km2, 0.0, (), (), 0.0, "cells", (), ()
    )
    assert audit_figure(compared, setting=SETTING, source_ids=("a",)).headline == headline


def test_a_map_opens_at_its_extent_neither_farther_nor_nearer_than_is_of_use() -> None:
    def box(west: float, south: float, east: float, north: float) -> Ring:
        return ((west, south), (east, south), (east, north), (west, north), (west, south))

    oblast = view_of((box(37.0, 47.0, 38.5, 49.0),))
    assert FARTHEST < oblast.zoom < NEAREST
    assert (oblast.latitude_deg, oblast.longitude_deg) == pytest.approx((48.01, 37.75), abs=0.01)
    village, country = view_of((box(37.1, 48.1, 37.11, 48.11),)), view_of((box(22, 44, 40, 52),))
    assert (village.zoom, country.zoom) == (NEAREST, FARTHEST)
    assert view_of(()) == FRONT
