"""The page of the method: archive health in words, as a chart and as lists."""

import json
import re

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import html, open_page, text


@pytest.fixture
def app() -> AppTest:
    return open_page("method")


def test_the_sections_stand_in_order(app: AppTest) -> None:
    anchors = [heading.anchor for heading in app.header]
    assert [anchor for anchor in anchors if anchor] == [
        *("definitions", "breaks", "archives", "archive_health", "maps_by_month"),
        *("sources", "dictionary", "figures_changed", "corrections"),
    ]


def test_archive_health_is_told_in_numbers(app: AppTest) -> None:
    # Counted apart from this project: see tests/test_archive_health.py.
    shown = text(app)
    for part in (
        "683, dated 3 April 2022 to 3 August 2025",
        "769, dated 8 July 2024 to 22 August 2026",
        "348, dated 29 June 2025 to 22 August 2026",
        "578 of 1,602",
        "55 of 965 days have none",
        "of 383, 266 have a map whose day is certain and 75 one dated within one day; 42 have none",
        "134 of 1,800 show the same occupied land",
        "9 maps differ from the one before by more than 250 km²",
        "it is used for 21 August 2026; its file is `20260822T093212Z`, read on 22 August 2026",
        "the rule is right 32 times, one day early 3 times and never late",
        "25 September 2022: The outline of Crimea, with the lagoons of Syvash, +782.7 km²",
    ):
        assert part in shown, part


def test_the_chart_stands_with_its_words(app: AppTest) -> None:
    (chart,) = app.get("plotly_chart")
    drawn = go.Figure(json.loads(chart.proto.spec))
    names = [trace.name for trace in drawn.data]
    assert names[:3] == ["Maps as published", "Maps with classes, as read", "Maps as one polygon"]
    assert "578 in all" in chart.proto.alt
    headlines = [heading.value for heading in app.header]
    assert "910 of 965 days since 31 December 2023 have a map of their own" in headlines


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("missing_days", ("10 Jan 2024", "11 Jan 2024", "2")),
        ("repeated_maps", ("Maps as one polygon", "deepstatemap_data_20260817")),
        ("jump_days", ("11 Sep 2022", "7", "22", "7,870", "−7,849", "1,127")),
    ],
)
def test_a_list_opens_with_its_rows(app: AppTest, name: str, row: tuple[str, ...]) -> None:
    assert row[0] not in html(app)
    app.session_state[f"list_{name}"] = True
    app.run()
    assert not app.exception
    assert re.search("".join(rf"<td[^>]*>{re.escape(each)}</td>" for each in row), html(app))


def test_no_list_stands_for_refused_files_where_none_was(app: AppTest) -> None:
    assert [each.label for each in app.expander if "efused" in each.label] == []
