"""A map of an area: its outline as a line, its land by day, and the words that follow the day."""

from datetime import date

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.city_figures import CityView, map_on
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.engine_description import described_for_engine
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.palette import LIGHT
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.place_share import Measure

LIBRARY = Library()
DAY = date(2025, 11, 7)
MOVES = Moves(LIBRARY.first_day, LIBRARY.latest_day)


def view(place_id: str, measure: Measure = Measure.OUTLINE) -> CityView:
    return CityView(LIBRARY, place_id, measure, wording("en"))


def setting_of(shown: CityView) -> Setting:
    camera = shown.outlined_area().view()
    return Setting("app/static/{}".format, camera, "light", shown.words, moves=MOVES)


def test_the_outline_is_a_closed_line_over_a_lighter_one() -> None:
    casing, line = view("pokrovsk").outlined_area().layers(LIGHT)
    assert line.id == "area-outline"
    assert line.get_width < casing.get_width
    for row in line.data:
        assert row["p"][0] == row["p"][-1]
        assert all(36 < longitude < 38 and 48 < latitude < 49 for longitude, latitude in row["p"])


def test_the_circle_is_five_kilometres_from_the_centre_all_round() -> None:
    shown = view("lviv", Measure.WITHIN_5_KM)
    (ring,) = shown.outlined_area().rings
    centre = LIBRARY.places["lviv"].point_deg
    for longitude, latitude in ring:
        assert distance_km(centre, (latitude, longitude)) == pytest.approx(5, abs=1e-6)


@pytest.mark.parametrize("place_id", ["pokrovsk", "kostiantynivka", "kramatorsk"])
def test_the_view_holds_the_outline_of_a_city(place_id: str) -> None:
    area = view(place_id).outlined_area()
    camera = area.view()
    points = [point for ring in area.rings for point in ring]
    longitudes = [longitude for longitude, _ in points]
    assert min(longitudes) < camera.longitude_deg < max(longitudes)
    across_px = (max(longitudes) - min(longitudes)) / 360 * 512 * 2**camera.zoom
    assert 200 < across_px <= 301


def test_a_map_of_a_city_has_its_land_by_day_and_its_words() -> None:
    figure = map_on(view("pokrovsk"), DAY, setting_of(view("pokrovsk")))
    described = described_for_engine(figure, "foot")
    area = described["scrubber"]["area"]
    at = max(each for each, day in enumerate(area["days"]) if day <= described["shown"]["day"])
    assert area["occupied"][at] / area["km2"] * 100 == pytest.approx(19.04, abs=0.01)
    assert area["grey"][at] / area["km2"] * 100 == pytest.approx(57.34, abs=0.01)
    assert described["texts"]["areaHeadline"] == (
        "Pokrovsk: {occupied} occupied, {grey} in the grey zone on {day}"
    )
    assert (
        described["swatches"][-1]["text"] == "Outline: boundary of the settlement, © OpenStreetMap"
    )
    assert figure.table["Occupied"].tolist() == ["19.0%", "63.3%", "22.5%"]


def test_a_map_of_the_country_has_no_area() -> None:
    shown = view("pokrovsk")
    state = state_on(LIBRARY, DAY, LIBRARY.table("places"), setting_of(shown))
    described = description(state.picture)
    assert "area" not in described["scrubber"]
    assert all(not layer["id"].startswith("area-") for layer in described["layers"])
