"""The chart of a city: its bands add up, gaps are told, and no line crosses words."""

import re
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.charts.city_marks import NARROW_PLOT_PX, ROW_PX, Mark, placed
from pokrovsk_front.export.city_figures import CityView, distance_by_day, share_by_day
from pokrovsk_front.labels.boxes import size_px
from pokrovsk_front.model.place_share import Measure

LIBRARY = Library()
DAYS = date(2024, 8, 21), date(2026, 8, 21)


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
    texts = [each.text for each in figure.picture.layout.annotations]
    assert set(texts) >= {
        *("10% occupied", "50% occupied", "90% occupied"),
        *("the article", "Russian claim"),
    }
    assert "Russia claimed it on 1 December 2025" in figure.long_text
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


def spans_of(
    notes: list[dict[str, Any]], days: tuple[date, date]
) -> list[tuple[float, float, float, int]]:
    """Give line, left end, right end and row of each label, at phone width."""
    found = []
    for note in notes:
        x = (date.fromisoformat(note["x"]) - days[0]) / (days[1] - days[0]) * NARROW_PLOT_PX
        width = size_px(note["text"])[0]
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[note["xanchor"]]
        left = x + note["xshift"] - share * width
        found.append((x, left, left + width, round(note["yshift"] / ROW_PX)))
    return found


@given(
    st.lists(st.integers(0, (DAYS[1] - DAYS[0]).days), min_size=1, max_size=6),
    st.integers(3, 22),
)
def test_words_over_the_chart_cover_no_words(offsets: list[int], letters: int) -> None:
    marks = [Mark(DAYS[0] + timedelta(each), "x" * letters, "") for each in sorted(set(offsets))]
    found = placed(marks, [], DAYS, "#000000")
    spans = spans_of(found.annotations, DAYS)
    assert len(spans) == len(marks)
    assert max(row for *_, row in spans) == found.rows - 1
    for (_x, left, right, row), (_y, other_left, other_right, other_row) in combinations(spans, 2):
        assert row != other_row or right <= other_left or left >= other_right


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_no_line_of_a_day_crosses_the_words_of_another(locale: str) -> None:
    for place_id in LIBRARY.places:
        own = LIBRARY.place_shares.of_place(place_id)
        figure = share_by_day(view(place_id, next(iter(own)), locale), "light")
        layout = figure.picture.to_dict()["layout"]
        first, last = (date.fromisoformat(each) for each in layout["xaxis"]["range"])
        words = [
            each for each in layout["annotations"] if not re.fullmatch(r"[\d–]+", each["text"])
        ]
        for (x, *_, row), (_y, left, right, other_row) in permutations(
            spans_of(words, (first, last)), 2
        ):
            assert row <= other_row or not left < x < right, (place_id, figure.headline)
