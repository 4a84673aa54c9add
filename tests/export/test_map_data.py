"""Data that a map without a server asks for: the same as the dashboard's server works out."""

import random
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.export import map_data
from pokrovsk_front.export.offline_map import Made
from pokrovsk_front.maps.focus import focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.wording import Wording

SEED = 22


@cache
def library() -> Library:
    return Library()


def some_days(count: int) -> list[date]:
    first, last = library().first_day, library().latest_day
    choose = random.Random(SEED)  # noqa: S311 (a sample, always the same)
    return [first + timedelta(choose.randrange((last - first).days + 1)) for _ in range(count)]


def value_on(days: list[int], values: list[Any], day: int) -> Any:  # noqa: ANN401 (JSON)
    return values[max(at for at, each in enumerate(days) if each <= day)]


@cache
def changes() -> list[tuple[int, int, int]]:
    """Decode the changes of both parts: day, cell, and how much more of it, in units."""
    stored = map_data.exact_changes(library())
    decoded = []
    for name in ("early", "recent"):
        made = stored[name]
        assert isinstance(made, Made)
        part: Any = made.make()
        assert part["unit"] == pytest.approx(0.0001)
        days, cells = accumulate(part["day"]), accumulate(part["cell"])
        decoded.append(list(zip(days, cells, part["more"], strict=True)))
    assert decoded[0][-1][0] <= stored["eraFirst"] < decoded[1][0][0]
    return [*decoded[0], *decoded[1]]


@pytest.mark.parametrize("at", range(8))
def test_the_stored_changes_give_what_was_gained_and_regained_between_two_days(at: int) -> None:
    earlier, later = sorted(some_days(16)[2 * at : 2 * at + 2])
    net: dict[int, int] = {}
    for day, cell, more in changes():
        if day_number(earlier) < day <= day_number(later):
            net[cell] = net.get(cell, 0) + more
    expected = change_between(library().cell_changes, earlier, later)
    gained = sum(each for each in net.values() if each > 0)
    regained = -sum(each for each in net.values() if each < 0)
    assert (gained / 1e4, regained / 1e4) == pytest.approx(
        (expected.gained_km2, expected.regained_km2), abs=1e-6
    )


def test_a_place_has_on_each_map_its_share_and_the_nearest_occupied_land() -> None:
    setting = Setting("app/static/{}".format, DONETSK_REGION, "light", Wording("uk"))
    described = map_data.focus(library(), setting)
    made = described["places"]
    assert isinstance(made, Made)
    stored: Any = made.make()
    assert stored.keys() == library().places.keys()
    maps = {day.date() for day in library().daily_area["as_of_date"]}
    for day in [each for each in some_days(60) if each in maps]:
        distances = library().distances_on(day)
        for place_id in ("pokrovsk", "kyiv", "bakhmut"):
            place, own = stored[place_id], library().places[place_id]
            focus = focus_on(place_id, own.name_uk, own.point_deg, distances)
            land, number = place["land"], day_number(day)
            assert value_on(land["days"], land["metres"], number) == round(focus.distance_km * 1000)
            point = [value_on(land["days"], land[key], number) for key in ("latitude", "longitude")]
            assert point == [focus.nearest_latitude_deg, focus.nearest_longitude_deg]
            area = place["area"]
            share = library().place_shares.of_places_on([place_id], day)[place_id]
            occupied = value_on(area["days"], area["occupied"], number)
            assert (occupied, area["km2"]) == (share.occupied_km2, share.area.area_km2)
    assert stored["pokrovsk"]["area"]["text"].startswith("Покровськ (")


def test_the_layers_of_a_place_lie_in_the_corner_where_both_degrees_are_0() -> None:
    setting = Setting("app/static/{}".format, DONETSK_REGION, "dark", Wording())
    layers: Any = map_data.focus(library(), setting)["layers"]
    rows = {each["id"]: each["data"] for each in layers}
    assert rows["focus-line"] == [{"s": [0.0, 0.0], "e": [0.0, 0.0]}]
    assert [each["r"] for each in rows["focus-rings"]] == [10_000, 25_000, 50_000]
    assert all(each["p"][0] == 0 for each in rows["focus-ring-names"])
    assert not any("fontFamily" in each for each in layers)
