"""The article's distance beside what it could have been measured between."""

from datetime import date

import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog.records import claims
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.printed_distance import Measured
from pokrovsk_front.model.wording import Wording

CLAIM = claims()["distance_pokrovsk_avdiivka"]
NAMES = {"pokrovsk": "Pokrovsk", "avdiivka": "Avdiivka", "myrnohrad": "Myrnohrad"}
FELL = date(2024, 2, 17)
MEASURED = (
    Measured("to_front", "myrnohrad", "myrnohrad", FELL, 31.4, 30.0),
    Measured("centres", "pokrovsk", "avdiivka", None, 45.3, 30.0),
    Measured("reach", "avdiivka", "pokrovsk", FELL, 10.7, 30.0),
)


def figure(
    measured: tuple[Measured, ...] = MEASURED, scheme: Scheme = "light"
) -> Figure[go.Figure]:
    return printed_readings(
        measured,
        CLAIM,
        date(2024, 4, 29),
        names=NAMES,
        words=Wording(),
        scheme=scheme,
        source_ids=("maps",),
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_a_reading_and_a_tick_at_the_printed_number(scheme: Scheme) -> None:
    drawn = figure(scheme=scheme)
    (bars,) = drawn.picture.data
    assert list(bars.x) == [31.4, 45.3, 10.7]
    assert list(bars.y) == [2, 1, 0], "the nearest on top"
    assert [shape.x0 for shape in drawn.picture.layout.shapes] == [30.0] * 3
    colours = COLOURS[scheme]
    assert list(bars.marker.color) == [colours["earlier"], colours["later"], colours["earlier"]]
    go.Figure(drawn.picture.to_dict())


def test_each_bar_has_its_words_and_its_difference_above_it() -> None:
    texts = [str(note.text) for note in figure().picture.layout.annotations]
    assert texts == [
        "| published: 30 km",
        "Myrnohrad to the front, 17 Feb 2024<br><b>31.4 km (+1.4 km)</b>",
        "Pokrovsk to Avdiivka, centre to centre<br>(the article's words)"
        "<br><b>45.3 km (+15.3 km)</b>",
        "Avdiivka to the front nearest Pokrovsk,<br>17 Feb 2024<br><b>10.7 km (−19.3 km)</b>",
    ]


def test_the_words_and_the_table() -> None:
    drawn = figure()
    assert drawn.headline == (
        "Pokrovsk and Avdiivka are 45.3 km apart; nearest to the published 30 km is another "
        "distance, 31.4 km: Myrnohrad to the front, 17 Feb 2024"
    )
    assert "between their centres it is 45.3 km (+15.3 km)" in drawn.long_text
    assert "Within the 5 km that the claim check allows: Myrnohrad to the front" in drawn.long_text
    assert "first stood within 30 km of Pokrovsk on the map of 29 April 2024" in drawn.long_text
    assert "is not known" in drawn.long_text
    assert drawn.table.to_dict(orient="list") == {
        "Measured from and to": [
            "Myrnohrad to the front, 17 Feb 2024",
            "Pokrovsk to Avdiivka, centre to centre",
            "Avdiivka to the front nearest Pokrovsk, 17 Feb 2024",
        ],
        "Distance, km": ["31.4", "45.3", "10.7"],
        "Difference from the published one, km": ["+1.4", "+15.3", "−19.3"],
        "Within the tolerance": ["yes", "no", "no"],
    }
    assert drawn.as_of_date == FELL
    assert drawn.printed_source_ids == ("bloomberg_2025_11",)


def test_nothing_within_the_tolerance_is_said_so() -> None:
    assert "allows: none." in figure(MEASURED[1:]).long_text
