"""The charts of all cities: one scale, one area a line, and labels that stand apart."""

import math
from itertools import pairwise
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.records import places, population
from pokrovsk_front.charts.people import every_number, slopes, small_multiples
from pokrovsk_front.labels.boxes import size_px
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.people import City, places_in_order, series_by_place
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
NAMED = frozenset(key for key, place in places().items() if place.is_in_article)
BY_PLACE = series_by_place(population().values())
CITIES = [
    City(places()[key].name_en, BY_PLACE[key], key in NAMED)
    for key in places_in_order(BY_PLACE, NAMED)
]
SCHEMES: list[Scheme] = ["light", "dark"]


def test_each_slope_runs_from_the_estimate_to_the_last_count_of_one_area() -> None:
    picture = slopes(CITIES, words=WORDS, scheme="light").picture
    ends = {trace.name: (trace.y[0], trace.y[1]) for trace in picture.data}
    assert len(ends) == 16
    assert "kramatorsk" not in ends, "its counts are of an area that was not stated"
    assert ends["pokrovsk"] == (60_127, 1_256)
    assert ends["lyman"] == (40_195, 3_500)
    dashed = {trace.name for trace in picture.data if trace.line.dash == "dash"}
    assert dashed == {trace.name for trace in picture.data if trace.meta == "hromada"}
    assert dashed == {"lyman", "kupiansk"}


def test_nothing_but_numbers_of_people_is_among_the_points_of_a_chart() -> None:
    known = {row.people for row in population().values()}
    for draw in (slopes, small_multiples):
        for trace in draw(CITIES, words=WORDS, scheme="light").picture.data:
            assert set(trace.y) <= known


def test_the_labels_of_the_slopes_stand_apart() -> None:
    picture = slopes(CITIES, words=WORDS, scheme="light").picture
    low, high = picture.layout.yaxis.range
    per_px = (high - low) / picture.layout.height
    for side in ("left", "right"):
        column = [note for note in picture.layout.annotations if note.xanchor == side]
        (head,) = [note for note in column if note.yref == "paper"]
        assert (head.y, head.yanchor) == (1, "bottom"), "above the plot"
        heights = sorted(note.y for note in column if note is not head)
        assert len(heights) == 16
        gaps = [above - below for below, above in pairwise(heights)]
        assert min(gaps) >= 14 * per_px, "a line of text of 13 px"
        assert low < heights[0]
        assert heights[-1] < high


def test_the_slopes_leave_a_third_of_the_narrowest_phone_to_the_lines() -> None:
    # 320 px less the 10 px of the page on either side.
    for locale in LOCALES:
        texts = Library().in_language(locale)
        picture = slopes(texts.cities, words=wording(locale), scheme="light").picture
        margin = picture.layout.margin
        assert 300 - margin.l - margin.r >= 100
        widths = {"left": margin.r, "right": margin.l}
        for note in picture.layout.annotations:
            assert size_px(note.text)[0] <= widths[note.xanchor], note.text


def test_the_words_of_the_slopes_follow_from_the_counts() -> None:
    figure = slopes(CITIES, words=WORDS, scheme="light")
    # Sloviansk (-52 %) and Druzhkivka (-74 %) are the two that kept more than a tenth.
    assert figure.headline == (
        "In 14 of 16 cities under a tenth of the 2022 population was left at the last count"
    )
    assert "Toretsk (99.8% fewer)" in figure.long_text
    assert "Without a line: Kramatorsk" in figure.long_text
    rows = figure.table.set_index("City")
    assert rows.loc["Pokrovsk", "Change"] == "98% fewer"
    assert rows.loc["Pokrovsk", "Share left"] == "one in 48"
    assert rows.loc["Kramatorsk", "Change"] == "no percentage"
    assert rows.loc["Kupiansk", "Area counted"] == "hromada"
    assert (rows["Link"].str.startswith("http")).all()


def axis_name(trace: Any) -> str:  # noqa: ANN401 (a trace of Plotly)
    return str(trace.yaxis)


def test_each_city_has_a_panel_on_one_scale() -> None:
    picture = small_multiples(CITIES, words=WORDS, scheme="light").picture
    layout = picture.layout.to_plotly_json()
    axes = [axis for key, axis in layout.items() if key.startswith("yaxis")]
    assert len(axes) == len(CITIES) == 17
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert {axis["type"] for axis in axes} == {"log"}
    by_axis: dict[str, set[str]] = {}
    for trace in picture.data:
        by_axis.setdefault(axis_name(trace), set()).add(trace.name)
        low, high = axes[0]["range"]
        assert all(low <= math.log10(value) <= high for value in trace.y)
    assert all(len(names) == 1 for names in by_axis.values()), "one place and one area a panel"


def test_the_titles_of_the_panels_give_the_ends() -> None:
    picture = small_multiples(CITIES, words=WORDS, scheme="light").picture
    titles = [note.text for note in picture.layout.annotations]
    assert titles[0] == "<b>Pokrovsk</b><br>60,127 → 1,256"
    assert "<b>Kupiansk (hromada)</b><br>54,431 → 1,000+" in titles
    assert "<b>Kramatorsk</b><br>area not stated" in titles


def test_lists_carried_forward_are_dashed_in_the_panels() -> None:
    picture = small_multiples(CITIES, words=WORDS, scheme="light").picture
    dashed = {trace.name for trace in picture.data if trace.line.dash == "dash"}
    assert {"pokrovsk city", "myrnohrad city"} <= dashed


def test_every_number_of_every_city_is_in_the_long_table() -> None:
    table = every_number(CITIES, WORDS)
    assert len(table) == len(population())
    assert table.columns[0] == "City"
    for column in ("As of", "People", "Area counted", "Stated by", "Link"):
        assert (table[column] != "").all(), column


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("draw", [slopes, small_multiples])
def test_a_figure_has_its_words_and_fetches_nothing(draw: Any, scheme: Scheme) -> None:  # noqa: ANN401 (a chart)
    figure: Figure[Any] = draw(CITIES, words=WORDS, scheme=scheme)
    assert "http" not in figure.picture.to_json()
    assert len(figure.alt) > 40
    assert len(figure.long_text) > 80
