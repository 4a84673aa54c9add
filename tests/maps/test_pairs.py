"""The map of distances from one place: lines, names with kilometres, a camera that sees all."""

import json
from datetime import date
from math import hypot
from typing import Any

import pydeck as pdk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.records import places
from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.maps.palette import Scheme
from pokrovsk_front.maps.views import (
    FIT_HEIGHT_PX,
    FIT_WIDTH_PX,
    MAX_ZOOM,
    MIN_ZOOM,
    fitted,
)
from pokrovsk_front.model.distances import distance_matrix
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording

READING = Reading(date(2026, 8, 20), date(2026, 8, 20), "merged", "1", 116_000.0)
ARTICLE = [key for key, place in places().items() if place.is_in_article]


def static_url(name: str) -> str:
    return f"app/static/{name}?v=00000001"


def star(origin_id: str, *others: str) -> Star:
    known = places()
    points = {key: known[key].point_deg for key in (origin_id, *others)}
    names = {key: known[key].name_en for key in points}
    return Star.of(distance_matrix(points), names, points)


def figure(shown: Star, scheme: Scheme = "light") -> Figure[pdk.Deck]:
    setting = Setting(static_url, shown.view(), scheme, Wording())
    return pairs_figure(shown, READING, setting=setting, source_ids=("geonames",))


def deck(drawn: Figure[pdk.Deck]) -> dict[str, Any]:
    return description(drawn.picture)


def rows(drawn: Figure[pdk.Deck], layer_id: str) -> list[dict[str, Any]]:
    (layer,) = (each for each in deck(drawn)["layers"] if each["id"] == layer_id)
    return list(layer["data"])


POKROVSK = star("pokrovsk", *[key for key in ARTICLE if key != "pokrovsk"])


def test_a_line_runs_from_the_place_to_each_other_longitude_first() -> None:
    ends = rows(figure(POKROVSK), "lines")
    assert len(ends) == 7
    assert all(each["s"] == [37.17706, 48.28014] for each in ends)
    assert [37.75008, 48.14019] in [each["e"] for each in ends], "Avdiivka"


@pytest.mark.parametrize("origin_id", ARTICLE)
def test_every_place_of_the_article_is_named_with_its_distance(origin_id: str) -> None:
    shown = star(origin_id, *[key for key in ARTICLE if key != origin_id])
    names = [row["n"] for row in deck(figure(shown))["ownNames"]]
    assert sorted(names) == sorted(
        [shown.origin]
        + [f"{shown.names[key]}\n{km:.1f} km" for key, km in shown.kilometres.items()]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_calls_nobody_and_has_no_tooltip_of_its_own(scheme: Scheme) -> None:
    drawn = figure(POKROVSK, scheme)
    assert "://" not in json.dumps(deck(drawn))
    assert not drawn.picture._tooltip
    assert len({each["id"] for each in deck(drawn)["layers"]}) == len(deck(drawn)["layers"])


def test_the_words_and_the_table() -> None:
    drawn = figure(POKROVSK)
    assert drawn.headline == "From Pokrovsk it is 21.8 km to Dobropillia and 162.2 km to Kupiansk"
    assert "Avdiivka 45.3 km" in drawn.alt
    assert "a road is never shorter" in drawn.long_text
    assert drawn.table["Distance, km"].tolist()[0] == "45.3", "in the order given"
    one = figure(star("pokrovsk", "avdiivka"))
    assert one.headline == "Pokrovsk and Avdiivka are 45.3 km apart"


POINTS = st.tuples(st.floats(44.5, 52.0), st.floats(22.5, 40.0))


@given(st.lists(POINTS, min_size=1, max_size=8))
def test_a_fitted_view_has_every_point_in_sight_of_a_telephone(
    points_deg: list[tuple[float, float]],
) -> None:
    view = fitted("test", points_deg)
    assert MIN_ZOOM <= view.zoom <= MAX_ZOOM
    if view.zoom == MIN_ZOOM:
        return  # the country is wider than a telephone: the reader moves the map
    centre = pixel(view.latitude_deg, view.longitude_deg, view.zoom)
    for latitude, longitude in points_deg:
        x, y = pixel(latitude, longitude, view.zoom)
        assert abs(x - centre[0]) <= FIT_WIDTH_PX / 2 + 2
        assert abs(y - centre[1]) <= FIT_HEIGHT_PX / 2 + 2


def test_two_neighbours_are_seen_as_near_as_the_map_goes() -> None:
    near = fitted("test", [(48.28, 37.177), (48.2801, 37.1771)])
    assert near.zoom == MAX_ZOOM
    assert hypot(near.latitude_deg - 48.28, near.longitude_deg - 37.177) < 0.001
