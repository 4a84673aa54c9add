"""The map of a reader's file says by how much it differs, or that it does not."""

from datetime import date

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.maps.audit import audit_figure
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import POKROVSK
from pokrovsk_front.model.audit import Comparison, NearestMap

SETTING = Setting("app/static/{}".format, POKROVSK, "light", wording("en"))
NEAREST = NearestMap((date(2025, 7, 31),), 0.0)


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
        None, NEAREST, NEAREST, more_km2, less_km2, 0.0, (), (), 0.0, "cells", (), ()
    )
    assert audit_figure(compared, setting=SETTING, source_ids=("a",)).headline == headline
