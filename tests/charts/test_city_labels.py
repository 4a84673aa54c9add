"""No label of the chart of a city covers another, its marks or its lines, at phone width."""

from itertools import combinations

import pytest

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.records import population
from pokrovsk_front.charts.people.city_labels import Panel, _placed, labels
from pokrovsk_front.charts.people.city_panels import (
    FIRST_PANEL_PX,
    PANEL_PX,
    Look,
    _scale,
    _span,
    panels,
)
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.people import series_by_place

BY_PLACE = series_by_place(population().values())
ALLOWED_PX2 = 16.0
"""A corner of a mark or a sliver of a line: no letter is hidden."""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("is_log", [True, False])
@pytest.mark.parametrize("place_id", BY_PLACE)
def test_every_label_is_clear_of_all_else(place_id: str, is_log: bool, locale: str) -> None:
    shown = panels(BY_PLACE[place_id])
    days = [row.as_of_date for series in BY_PLACE[place_id] for row in series.dated]
    look = Look(wording(locale), COLOURS["light"], is_log, min(days), max(days))
    for series in shown:
        height = FIRST_PANEL_PX if series is shown[0] else PANEL_PX
        low, high = _scale(series, height, look)["range"]
        panel = Panel("", height, *_span(look), low, high, is_log)
        board, placed = _placed(series, series.dated, [], panel, "", look.words, "")
        boxes = [position.box for position in placed]
        things = board.taken[: -len(boxes) or None]
        for one, other in combinations(boxes, 2):
            assert not one.shared(other), (place_id, is_log)
        for box in boxes:
            covered = sum(box.shared(thing) for thing in things)
            assert covered <= ALLOWED_PX2, (place_id, is_log, box)
            assert box.shared(panel.inside) == pytest.approx(box.area_px2)


def test_labels_are_in_the_colours_of_the_series_and_of_quiet_text() -> None:
    (series, *_) = BY_PLACE["pokrovsk"]
    colours = COLOURS["dark"]
    days = [row.as_of_date for row in series.dated]
    look = Look(wording("en"), colours, True, min(days), max(days))
    low, high = _scale(series, FIRST_PANEL_PX, look)["range"]
    panel = Panel("2", FIRST_PANEL_PX, *_span(look), low, high, True)
    notes = labels(
        series, series.dated, [], panel, colours["later"], words=look.words, colours=colours
    )
    by_text = {note["text"]: note for note in notes}
    last = by_text["<b>1,256</b><br>29 Oct 2025<br>then carried forward"]
    assert last["font"]["color"] == colours["later"]
    assert last["yref"] == "y2"
    assert by_text["60,127: official estimate"]["font"]["color"] == colours["muted"]
