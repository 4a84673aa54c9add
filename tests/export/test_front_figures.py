"""The maps of the front from the library: what a finished picture says beside its subtitle."""

from datetime import date

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.front_figures import front_figure
from pokrovsk_front.maps.focus import focus_on
from pokrovsk_front.maps.front import Setting, Shown
from pokrovsk_front.maps.views import DONETSK_REGION

LIBRARY = Library()
DAY, EARLIER = date(2025, 11, 7), date(2024, 11, 7)
GREY = "The grey zone of unknown status, counted separately, was 1,301 km² on 7 November 2025."
NET = "Between the two maps the occupied total changed by +4,469 km² net."
POKROVSK = "Pokrovsk: its centre lies inside occupied land on this map."


def words_of(asked: Shown, *, has_place: bool) -> str:
    place, distances = LIBRARY.places["pokrovsk"], LIBRARY.distances_on(asked.day)
    focus = focus_on("pokrovsk", "Pokrovsk", place.point_deg, distances) if has_place else None
    setting = Setting("app/static/{}".format, DONETSK_REGION, "light", wording("en"), focus)
    figure = front_figure(LIBRARY, asked, setting)
    assert figure.words_of_picture.startswith(figure.subtitle)
    return figure.words_of_picture


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Shown(DAY), GREY),
        (Shown(DAY, "pair", EARLIER), NET),
        (Shown(DAY, "since"), ""),
    ],
)
def test_a_picture_says_what_a_page_says_beside_the_map(asked: Shown, said: str) -> None:
    alone, with_place = (words_of(asked, has_place=each) for each in (False, True))
    assert said in alone
    assert "Pokrovsk:" not in alone
    answer = with_place.removeprefix(alone).strip()
    assert answer.startswith(POKROVSK)
    assert "57.3% in the grey zone" in answer
    assert "*" not in answer
