"""Maps of hromadas: every hromada told, filled by its class, and drawn as a picture."""

from datetime import date

import pytest

from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.palette import PALETTES
from pokrovsk_front.maps.share_classes import (
    change_entries,
    change_fill,
    share_entries,
    share_fill,
)
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.place_share import MeasuredArea, PlaceShare, ShareChange
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording
from tests.colours import contrast
from tests.maps.hromadas import hromadas_of
from tests.maps.pictures import picture_of

ARTICLE, LATEST = date(2025, 11, 7), date(2026, 8, 21)
BLACK = (0, 0, 0, 255)


def test_the_map_of_a_day_tells_of_every_hromada() -> None:
    figure = hromadas_of(ARTICLE)
    (layer,) = (each for each in description(figure.picture)["layers"] if each["id"] == "areas")
    table = figure.table
    assert len(layer["told"]) == len(table) == 66
    pokrovsk = table[table["Hromada"] == "Pokrovsk urban hromada"].iloc[0]
    assert (pokrovsk["Occupied"], pokrovsk["Grey zone"]) == ("63.3%", "11.8%")
    (told,) = (each for each in layer["told"].values() if each[0] == "Pokrovsk urban hromada")
    assert told[1] == "63.3% occupied on 7 November 2025"
    # Nothing is occupied of Kramatorsk's: it has no fill, and is told.
    (kramatorsk,) = (
        code for code, each in layer["told"].items() if each[0] == "Kramatorsk urban hromada"
    )
    assert kramatorsk not in layer["fills"]


def test_two_days_are_told_by_hromada_the_largest_gain_first() -> None:
    figure = hromadas_of(LATEST, ARTICLE)
    changes = [
        float(text.replace("−", "-").replace("+", "")) for text in figure.table["Change, km²"]
    ]
    assert changes == sorted(changes, reverse=True)
    assert figure.figure_id == "hromadas_change"
    assert len(figure.entries) == 7


@pytest.mark.parametrize("against", [None, ARTICLE])
def test_a_picture_without_a_browser_draws_the_same_fills(against: date | None) -> None:
    figure = hromadas_of(LATEST, against)
    (layer,) = (each for each in description(figure.picture)["layers"] if each["id"] == "areas")
    svg = picture_of(figure).decode()
    for red, green, blue, _alpha in map(tuple, layer["fills"].values()):
        assert f"#{red:02x}{green:02x}{blue:02x}" in svg


def change(before_pct: float, after_pct: float) -> ShareChange:
    area = MeasuredArea("hromada_a", "hromada", "hromada", None, None, "a", "UA-14", 100.0, "o")
    reading = Reading(LATEST, LATEST, "raw", "1", 1.0)
    return ShareChange(
        PlaceShare(area, reading, before_pct, 0.0), PlaceShare(area, reading, after_pct, 0.0)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_value_has_the_fill_of_the_legend(scheme: Scheme) -> None:
    legend = [each.fill for each in share_entries(scheme, Wording())]
    shares = (0.0, 0.05, 9.99, 10.0, 49.9, 50.0, 89.9, 90.0, 100.0)
    found = [share_fill(pct, scheme) for pct in shares]
    assert found == [None, *(legend[at] for at in (1, 1, 2, 2, 3, 3, 4, 4))]
    down, none, whole, *up = (each.fill for each in change_entries(scheme, Wording()))
    assert none == PALETTES[scheme].land
    pairs = ((50, 40), (10, 10), (95, 95), (0, 1), (0, 10), (0, 25), (0, 50), (0, 100))
    assert [change_fill(change(*pair), scheme) for pair in pairs] == [
        *(down, None, whole),
        *(up[at] for at in (0, 1, 2, 3, 3)),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_classes_run_one_way_in_lightness(scheme: Scheme) -> None:
    for entries in (share_entries(scheme, Wording()), change_entries(scheme, Wording())[3:]):
        light = [contrast(each.fill, BLACK) for each in entries]
        assert light == sorted(light, reverse=scheme == "light")
