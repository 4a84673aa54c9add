"""The chart of one city: an area a panel, marks that tell counts from the rest, words that fit."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import population, population_conflicts
from pokrovsk_front.charts.people import one_city
from pokrovsk_front.charts.people.city_panels import panels
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.export.chart_sheet import words_of_sheet
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.people import Series, series_by_place
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
TABLE = population()
BY_PLACE = series_by_place(TABLE.values())
SCHEMES: list[Scheme] = ["light", "dark"]


def drawn(place_id: str, *, is_log: bool = True, scheme: Scheme = "light") -> Figure[Any]:
    return one_city(
        place_id.title(),
        BY_PLACE[place_id],
        [each for each in population_conflicts().values() if each.place_id == place_id],
        is_log=is_log,
        words=WORDS,
        scheme=scheme,
    )


def traces(figure: Figure[Any], meta: str) -> list[Any]:
    return [trace for trace in figure.picture.data if trace.meta[0] == meta]


def labels(figure: Figure[Any]) -> str:
    return " | ".join(str(note.text) for note in figure.picture.layout.annotations)


@pytest.mark.parametrize("place_id", BY_PLACE)
def test_no_trace_and_no_panel_has_numbers_of_two_areas(place_id: str) -> None:
    by_axis: dict[str, set[str]] = {}
    for trace in drawn(place_id).picture.data:
        (area,) = (each for each in BY_PLACE[place_id] if each.area == trace.meta[1])
        rows = area.numbers
        known = {(row.as_of_date.isoformat(), row.people) for row in rows}
        assert set(zip(trace.x, trace.y, strict=True)) <= known
        by_axis.setdefault(trace.yaxis, set()).add(area.area)
    assert all(len(areas) == 1 for areas in by_axis.values())


def test_pokrovsk_shows_its_30_counts_in_order_and_joins_them() -> None:
    figure = drawn("pokrovsk")
    counts, hromada = traces(figure, "count")
    assert (counts.meta[1], len(counts.x)) == ("city", 30)
    assert (counts.x[0], counts.y[0]) == ("2024-08-09", 48_000)
    assert (counts.x[-1], counts.y[-1]) == ("2025-10-29", 1_256)
    assert list(counts.x) == sorted(counts.x)
    line = traces(figure, "line")[0]
    assert (list(line.x), list(line.y)) == (list(counts.x), list(counts.y))
    assert (hromada.meta[1], len(hromada.x)) == ("hromada", 17)
    assert hromada.yaxis != counts.yaxis


def test_lists_carried_forward_are_dashed_hollow_and_named() -> None:
    figure = drawn("pokrovsk")
    dashed = traces(figure, "carried")[0]
    assert dashed.line.dash == "dash"
    assert (dashed.x[0], dashed.y[0]) == ("2025-10-29", 1_256)
    frozen = traces(figure, "frozen")[0]
    assert frozen.marker.symbol == "diamond-open"
    assert "then carried forward" in labels(figure)
    assert "carried forward, not a new count" in figure.legend
    assert "about 45<br>carried forward" in labels(drawn("toretsk"))


def test_weak_and_other_numbers_are_hollow_and_in_no_line() -> None:
    figure = drawn("pokrovsk")
    context = traces(figure, "context")[0]
    assert context.marker.symbol == "circle-open"
    assert 1_000 in context.y
    joined = {
        point for each in traces(figure, "line") for point in zip(each.x, each.y, strict=True)
    }
    assert not joined & set(zip(context.x, context.y, strict=True))
    for trace in traces(figure, "count"):
        assert trace.marker.symbol == "circle"


def test_the_finished_picture_says_what_hollow_marks_are() -> None:
    figure = drawn("pokrovsk")
    assert [each[0] for each in figure.key] == ["○", "◇"]
    said = words_of_sheet(figure, Library().in_language("en").sources, Wording(), "0")
    assert (
        said["foot"]
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith(
            "○ weak source or another counter. ◇ older list carried forward. Pokrovsk front, "
        )
    )


def test_a_thin_series_is_dots() -> None:
    assert traces(drawn("dobropillia"), "line") == []
    assert len(traces(drawn("dobropillia"), "count")[0].x) == 3


def test_the_estimate_is_a_dotted_line_of_its_own_with_its_number() -> None:
    mark = traces(drawn("pokrovsk"), "baseline")[0]
    assert (list(mark.x), list(mark.y)) == (["2022-01-01"], [60_127])
    guide = drawn("pokrovsk").picture.layout.shapes[0]
    assert (guide.y0, guide.y1, guide.line.dash) == (60_127, 60_127, "dot")
    assert "60,127: official estimate" in labels(drawn("pokrovsk"))


def test_a_recount_is_marked_where_it_lies() -> None:
    (band,) = (each for each in drawn("pokrovsk").picture.layout.shapes if each.type == "rect")
    assert (band.x0, band.x1) == ("2025-02-05", "2025-03-05")
    assert band.y1 < 1, "the label of the estimate stands over its guide, clear of the band"
    assert "probably<br>a recount" in labels(drawn("pokrovsk"))
    assert {each.type for each in drawn("avdiivka").picture.layout.shapes} == {"line"}


def test_a_long_time_without_a_count_is_named() -> None:
    assert "no count found<br>Jan 2022 to Aug 2024" in labels(drawn("pokrovsk"))
    assert "no count found" not in labels(drawn("bakhmut"))


def test_both_axes_show_the_same_numbers() -> None:
    log, linear = drawn("pokrovsk"), drawn("pokrovsk", is_log=False)
    assert [list(trace.y) for trace in log.picture.data] == [
        list(trace.y) for trace in linear.picture.data
    ]
    assert log.picture.layout.yaxis.type == "log"
    assert linear.picture.layout.yaxis.range[0] == 0
    assert "logarithmic" in log.subtitle
    assert "starts at zero" in linear.subtitle


@pytest.mark.parametrize("place_id", BY_PLACE)
@pytest.mark.parametrize("is_log", [True, False])
def test_every_mark_lies_inside_its_axes(place_id: str, is_log: bool) -> None:
    figure = drawn(place_id, is_log=is_log)
    layout = figure.picture.layout
    for trace in figure.picture.data:
        low, high = layout[trace.yaxis.replace("y", "yaxis")].range
        heights = [math.log10(value) if is_log else value for value in trace.y]
        assert low < min(heights)
        assert max(heights) < high
        first, last = (day[:10] for day in layout.xaxis.range)
        assert first < min(trace.x)
        assert max(day[:10] for day in trace.x) <= last


def test_a_range_is_drawn_from_end_to_end() -> None:
    counts = traces(drawn("kurakhove"), "count")[0]
    assert list(counts.error_y.array) == [0, 100]
    assert list(counts.y) == [13_000, 700]


def test_a_year_is_in_the_table_only_and_the_text_says_so() -> None:
    figure = drawn("druzhkivka")
    assert not TABLE["druzhkivka_city_2024"].is_dated
    assert 34_000 not in [value for trace in figure.picture.data for value in trace.y]
    assert "about 34,000" in figure.table["People"].tolist()
    assert "1 number with too rough a date or area is in the table only." in figure.long_text


def test_the_words_give_the_ends_who_and_when() -> None:
    figure = drawn("pokrovsk")
    assert (
        figure.headline
        == "Pokrovsk: from 60,127 people to 1,256, 98% fewer; one in 48 were left in October 2025"
    )
    assert figure.subtitle.startswith(
        "Official estimate of 1 January 2022 (State Statistics Service of Ukraine) and last "
        "count, 29 October 2025 (Vadym Filashkin, Donetsk regional administration). People"
    )
    assert figure.alt == (
        "Dots of the number of people in Pokrovsk by day, city: 60,127 in Jan 2022, 1,256 in Oct "
        "2025."
    )
    assert "30 counts since, the last 1,256" in figure.long_text
    assert "repeat an older list" in figure.long_text
    assert drawn("lyman").headline.startswith("Lyman with its hromada: from 40,195 people")


def test_kramatorsk_has_a_chart_without_a_percentage() -> None:
    figure = drawn("kramatorsk")
    assert "%" not in figure.headline
    assert figure.headline.endswith("of an area that was not stated")
    assert [each.area for each in panels(BY_PLACE["kramatorsk"])] == ["not_stated"]


@pytest.mark.parametrize("place_id", BY_PLACE)
def test_the_table_has_every_number_with_who_when_area_and_link(place_id: str) -> None:
    table = drawn(place_id).table
    assert len(table) == sum(row.place_id == place_id for row in TABLE.values())
    for column in ("As of", "People", "Area counted", "Stated by", "Published by", "Link"):
        assert (table[column] != "").all(), column
    assert table["Link"].str.startswith("http").all()


def test_a_weak_source_is_marked_in_the_table() -> None:
    table = drawn("siversk").table
    weak = table[table["Kind of number"].str.contains("weak source")]
    assert weak["Published by"].tolist() == ["Ukrainian Wikipedia"]


def test_the_areas_of_a_place_without_any_count_still_show_the_estimate() -> None:
    bare: tuple[Series, ...] = (replace(BY_PLACE["pokrovsk"][0], counts=(), frozen=()),)
    figure = one_city("Bare", bare, [], is_log=True, words=WORDS, scheme="light")
    assert figure.headline == "Bare: no count was found"
    assert figure.as_of_date > date(2022, 1, 1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_areas_have_colours_of_the_scheme_and_nothing_is_fetched(scheme: Scheme) -> None:
    figure = drawn("pokrovsk", scheme=scheme)
    colours = {trace.meta[1]: trace.marker.color for trace in traces(figure, "count")}
    assert colours == {"city": COLOURS[scheme]["later"], "hromada": COLOURS[scheme]["earlier"]}
    assert "http" not in figure.picture.to_json()
