"""The chart of a city: its bands add up, gaps are told, and no line crosses a number."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.charts.city_marks import NARROW_PLOT_PX, placed
from pokrovsk_front.export.city_figures import CityView, distance_by_day, share_by_day
from pokrovsk_front.labels.boxes import Box, along, box_at, size_px
from pokrovsk_front.model.place_share import Measure

LIBRARY = Library()
DAYS = date(2024, 8, 21), date(2026, 8, 21)

Leader = tuple[tuple[float, float], tuple[float, float]]
"""Where a leader meets its lines, and the foot of its number."""


def view(place_id: str, measure: Measure = Measure.OUTLINE, locale: str = "en") -> CityView:
    return CityView(LIBRARY, place_id, measure, wording(locale))


def area_under(x: list[str | None], y: list[float | None]) -> float:
    """Measure what polygons enclose, in percent times days (shoelace)."""
    total, ring = 0.0, []
    for day, pct in [*zip(x, y, strict=True), (None, None)]:
        if day is not None:
            ring.append((pd.Timestamp(day).toordinal(), pct))
            continue
        days, pcts = np.array(ring, dtype=float).T
        total += abs(np.dot(days, np.roll(pcts, 1)) - np.dot(pcts, np.roll(days, 1))) / 2
        ring = []
    return float(total)


@pytest.mark.parametrize("place_id", ["pokrovsk", "kramatorsk", "kupiansk", "bakhmut"])
def test_the_bands_fill_the_whole_time(place_id: str) -> None:
    picture = share_by_day(view(place_id), "light").picture
    bands = [trace for trace in picture.data if trace.fill == "toself"]
    first, last = (pd.Timestamp(each) for each in picture.layout.xaxis.range)
    whole = (last - first).days * 100
    assert sum(area_under(list(each.x), list(each.y)) for each in bands) == pytest.approx(whole)
    go.Figure(picture.to_dict())  # Plotly takes every property


def test_pokrovsk_says_since_when_and_marks_claim_article_and_parts() -> None:
    figure = share_by_day(view("pokrovsk"), "light")
    assert figure.headline == "Pokrovsk: at least nine tenths occupied since 11 February 2026"
    assert set(figure.numbered) >= {
        "1 Nov 2025: 10% occupied on the map",
        "2 Dec 2025: 50% occupied on the map",
        "11 Feb 2026: 90% occupied on the map",
        "7 Nov 2025: The article appeared",
        "1 Dec 2025: Russia claimed it",
    }
    assert "7. 1 Dec 2025: Russia claimed it: Valery Gerasimov" in figure.long_text
    assert "The grey zone is not known on" in figure.long_text
    assert figure.table.iloc[-1].tolist() == ["21 Aug 2026", "100%", "0%", "0%"]
    assert figure.make_rows is not None
    rows = figure.make_rows()
    (shares,) = rows.loc[rows["date"] == "2025-11-07", ["occupied_pct", "grey_pct"]].to_numpy()
    assert shares == pytest.approx([19.04, 57.34], abs=0.01)


@pytest.mark.parametrize(
    ("place_id", "headline"),
    [
        ("kramatorsk", "Kramatorsk: not occupied on any map"),
        ("donetsk", "Donetsk: at least nine tenths occupied on every map since 3 April 2022"),
        (
            "kupiansk",
            "Kupiansk: 0% occupied on 21 August 2026; the largest share was 100%, on 24 April 2022",
        ),
    ],
)
def test_the_headline_says_what_the_map_had(place_id: str, headline: str) -> None:
    assert share_by_day(view(place_id), "light").headline == headline


def test_the_distance_ends_a_month_after_the_centre_lay_inside_for_good() -> None:
    figure = distance_by_day(view("pokrovsk"), "light")
    assert figure.headline == (
        "The centre of Pokrovsk has been inside occupied land since 1 November 2025"
    )
    assert figure.picture.layout.xaxis.range[1] == "2025-12-01"
    assert figure.picture.data[0].y[-1] == 0
    outside = distance_by_day(view("kramatorsk"), "light")
    assert outside.headline.startswith("Occupied land was 16.7 km from the centre of Kramatorsk")
    go.Figure(outside.picture.to_dict())


def numbers_px(layout: dict[str, Any], plot_px: float) -> list[tuple[str, Box, Leader]]:
    """Give text, box and leader of each number over a plot of a width; leaders start at 0."""
    first, last = (date.fromisoformat(each) for each in layout["xaxis"]["range"])
    found: list[tuple[str, Box, Leader]] = []
    for note in layout["annotations"]:
        x = (date.fromisoformat(note["x"]) - first) / (last - first) * plot_px
        foot = x + note["ax"], -note["ay"]
        box = box_at(*foot, size_px(note["text"]), "center", note["yanchor"])
        found.append((note["text"], box, ((x, 0), foot)))
    return found


def assert_each_number_is_told(layout: dict[str, Any], plot_px: float) -> None:
    """Fail if a number touches another, the leader of another or a line, or is out of order."""
    numbers = numbers_px(layout, plot_px)
    for (_text, box, leader), (_other, other_box, other_leader) in combinations(numbers, 2):
        assert box.right < other_box.left
        assert leader[0][0] < other_leader[0][0], "leaders cross where their order differs"
        assert not any(other_box.overlaps(each) for each in along(leader, step_px=1.0))
        assert not any(box.overlaps(each) for each in along(other_leader, step_px=1.0))
    tops = [each["y1"] for each in layout["shapes"]]
    assert all(note["y"] == top for note in layout["annotations"] for top in tops)
    assert all(box.low > 0 for _text, box, _leader in numbers), "lines end under the numbers"
    assert all(box.left >= -16 and box.right <= plot_px + 16 for _text, box, _leader in numbers)


def every_number(layout: dict[str, Any]) -> list[int]:
    """Unfold the numbers over a chart: 2–4 stands for three."""
    ends = [note["text"].split("–") for note in layout["annotations"]]
    return [number for each in ends for number in range(int(each[0]), int(each[-1]) + 1)]


@given(st.lists(st.integers(0, (DAYS[1] - DAYS[0]).days), min_size=1, max_size=12))
def test_numbers_over_the_chart_stand_apart_with_leaders_that_do_not_cross(
    offsets: list[int],
) -> None:
    days = [DAYS[0] + timedelta(each) for each in sorted(offsets)]
    found = placed(days, DAYS, 260, "#000000")
    layout = {
        "annotations": found.annotations,
        "shapes": found.shapes,
        "xaxis": {"range": [each.isoformat() for each in DAYS]},
    }
    assert every_number(layout) == list(range(1, len(days) + 1))
    numbers = numbers_px(layout, NARROW_PLOT_PX)
    assert all(one[1].right < other[1].left for one, other in pairwise(numbers))


@pytest.mark.parametrize("locale", ["en", "uk"])
@pytest.mark.parametrize("plot_px", [NARROW_PLOT_PX, 1165])
def test_every_number_is_told_from_the_lines_of_the_others(locale: str, plot_px: float) -> None:
    for place_id in LIBRARY.places:
        for measure in LIBRARY.place_shares.of_place(place_id):
            figure = share_by_day(view(place_id, measure, locale), "light")
            layout = figure.picture.to_dict()["layout"]
            assert_each_number_is_told(layout, plot_px)
            assert every_number(layout) == list(range(1, len(figure.numbered) + 1))


def test_days_that_cannot_be_told_apart_share_a_number_and_a_bracket() -> None:
    layout = share_by_day(view("pokrovsk"), "light").picture.to_dict()["layout"]
    texts = [each["text"] for each in layout["annotations"]]
    assert texts == ["1", "2", "3–5", "6–8", "9", "10–11", "12–13"]
    brackets = [(each["x0"], each["x1"]) for each in layout["shapes"] if each["x0"] != each["x1"]]
    assert brackets[0] == ("2025-10-31", "2025-11-07")
    assert len(brackets) == 4


def test_events_of_one_day_have_one_line() -> None:
    layout = share_by_day(view("avdiivka"), "light").picture.to_dict()["layout"]
    assert [each["text"] for each in layout["annotations"]] == ["1", "2", "3–6", "7"]
    assert [each["x0"] for each in layout["shapes"]].count("2024-02-17") == 1
