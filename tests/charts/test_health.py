"""The chart and the lists of archive health show the tables that they are given."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.charts.health import maps_by_month
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.health_tables import gap_table, jump_table, refused_table, repeat_table
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from tests.model.made_up_archives import DAILY, EDITIONS

WORDS = Wording()
NAMES = {"raw": "First archive", "merged": "Second archive"}
HEALTH: Health = archive_health(EDITIONS, DAILY, 250)
SCHEMES: list[Scheme] = ["light", "dark"]


def figure(
    scheme: Scheme = "light", health: Health = HEALTH, names: dict[str, str] = NAMES
) -> Figure[go.Figure]:
    return maps_by_month(
        health,
        Window(date(2024, 1, 31), date(2024, 2, 3)),
        names=names,
        words=WORDS,
        scheme=scheme,
        source_ids=("archive",),
    )


def traces(drawn: Figure[go.Figure]) -> dict[str, Any]:
    # Plotly checks here what the page leaves unchecked.
    return {trace.name: trace for trace in go.Figure(drawn.picture.to_dict()).data}


def test_the_bars_are_the_counts_and_days_without_a_map_point_down() -> None:
    drawn = traces(figure())
    bars = {name: list(zip(trace.x, trace.y, strict=True)) for name, trace in drawn.items()}
    assert bars == {
        "First archive": [("2024-01-01", 2)],
        "Second archive": [("2024-02-01", 1)],
        "First archive, for comparison only": [("2024-04-01", 1)],
        "Second archive, for comparison only": [("2024-01-01", 1)],
        "Days without a map": [("2024-02-01", -2)],
    }
    assert figure().picture.layout.barmode == "relative"
    assert drawn["Days without a map"].customdata[0] == "Feb 2024: 2 days without a map"
    assert drawn["Second archive"].customdata[0] == "Feb 2024: 1 map, Second archive"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_kinds_of_bars_look_alike_without_colour(scheme: Scheme) -> None:
    drawn = traces(figure(scheme))
    kinds = {
        name: (trace.marker.pattern.shape, trace.marker.color == "rgba(0,0,0,0)")
        for name, trace in drawn.items()
    }
    # Two hollow kinds differ by what they stand on, and by the colour of their line.
    assert kinds["First archive"] != kinds["Second archive"] != kinds["Days without a map"]
    assert kinds["First archive"] != kinds["Days without a map"]
    hollow = {name for name, kind in kinds.items() if kind[1]}
    assert hollow == {f"{name}, for comparison only" for name in NAMES.values()}
    lines = [drawn[name].marker.line.color for name in sorted(hollow)]
    assert lines == [COLOURS[scheme]["earlier"], COLOURS[scheme]["later"]]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_kind_is_named_beside_its_bars_in_its_colour(scheme: Scheme) -> None:
    notes = figure(scheme).picture.layout.annotations
    assert [(note.text, note.font.color) for note in notes] == [
        ("<b>First archive</b><br>3 in all", COLOURS[scheme]["earlier"]),
        ("<b>Second archive</b><br>3 in all", COLOURS[scheme]["later"]),
        ("<b>Days without a map</b><br>2 in all", COLOURS[scheme]["neutral"]),
    ]


def test_the_words_say_what_is_drawn() -> None:
    drawn = figure()
    assert drawn.headline == "2 of 4 days since 31 January 2024 have a map of their own"
    assert drawn.alt.startswith("Stacked bars of the maps of each month from Jan 2024 to Apr 2024")
    assert "2 in all" in drawn.alt
    assert drawn.long_text == (
        "2024: 3 maps used for one day each, 2 for comparison only, 2 days without a map. A map "
        "is counted in the month of its file's date."
    )
    assert drawn.as_of_date == date(2024, 2, 3)


def test_a_year_without_maps_to_compare_does_not_speak_of_them() -> None:
    used = archive_health(EDITIONS[EDITIONS["status"] == "used"], DAILY, 250)
    said = figure(health=used).long_text
    assert said.startswith("2024: 3 maps used for one day each, 2 days without a map. ")


def test_an_archive_without_a_gap_has_no_bars_below_zero() -> None:
    whole = archive_health(EDITIONS, DAILY.head(2), 250)
    drawn = figure(health=whole)
    assert not traces(drawn)["Days without a map"].x
    assert len(drawn.picture.layout.annotations) == 2
    assert drawn.picture.layout.yaxis.range[0] == 0


def test_an_archive_that_has_no_file_yet_is_named_with_none() -> None:
    names = NAMES | {"third": "Third archive"}
    drawn = figure(names=names)
    assert drawn.picture.layout.annotations[2].text == "<b>Third archive</b><br>0 in all"


def test_the_table_has_a_row_a_month_with_every_number_of_the_chart() -> None:
    table = figure().table
    assert table["Month"].tolist() == ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024"]
    assert table.drop(columns="Month").to_numpy().tolist() == [
        ["2", "0", "0", "1", "0"],
        ["0", "0", "1", "0", "2"],
        ["0", "0", "0", "0", "0"],
        ["0", "1", "0", "0", "0"],
    ]
    assert table.columns[1:].tolist() == [
        *("First archive: used for one day each", "First archive: for comparison only"),
        *("Second archive: used for one day each", "Second archive: for comparison only"),
        "Days without a map",
    ]


def rows(table: pd.DataFrame) -> list[list[str]]:
    found: list[list[str]] = table.to_numpy().tolist()
    return found


def test_the_lists_give_every_row_the_latest_first() -> None:
    assert rows(gap_table(HEALTH, WORDS)) == [["1 Feb 2024", "2 Feb 2024", "2"]]
    assert rows(repeat_table(HEALTH, NAMES, WORDS)) == [
        ["Second archive", "file of 2024-02-05", "5 Feb 2024", "3 Feb 2024"],
        ["First archive", "file of 2024-01-31", "31 Jan 2024", "31 Jan 2024"],
    ]
    assert rows(jump_table(HEALTH, WORDS)) == [["3 Feb 2024", "3", "700", "51", "+649", "250"]]
    assert [row[0] for row in rows(refused_table(HEALTH, NAMES, WORDS))] == [
        "First archive",
        "Second archive",
    ]


def test_a_repeat_that_stands_for_no_day_says_so() -> None:
    files = EDITIONS.assign(is_repeat=EDITIONS["status"] == "no_day")
    table = repeat_table(archive_health(files, DAILY, 250), NAMES, WORDS)
    assert table["Used for"].tolist() == ["no day"]
