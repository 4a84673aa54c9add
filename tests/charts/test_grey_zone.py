"""The charts of the grey zone: by day over the occupied total, and what ISW alone counts."""

import math
from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts.grey_zone import grey_zone, only_isw
from pokrovsk_front.charts.grey_zone.by_day import FIRST_DAY
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.wording import Wording

DAILY = read_table("daily_area")
OVERLAP = read_table("isw_deepstate_overlap")
WORDS = Wording()
SCHEMES: list[Scheme] = ["light", "dark"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_zone_stands_over_the_total_on_one_axis_of_time_with_gaps(scheme: Scheme) -> None:
    figure = grey_zone(DAILY, words=WORDS, scheme=scheme, source_ids=("maps",))
    zone, total = figure.picture.data
    shown = DAILY[DAILY["as_of_date"] >= pd.Timestamp(FIRST_DAY)]
    assert list(zone.x) == list(total.x) == list(shown["as_of_date"])
    assert list(total.y) == list(shown["occupied_total_km2"])
    # 29 days have a map without classes: the line breaks there and does not bridge them.
    assert sum(math.isnan(km2) for km2 in zone.y) == 29
    assert zone.connectgaps is False
    layout = figure.picture.layout
    assert layout.xaxis.matches == "x2" or layout.xaxis2.matches == "x"
    assert layout.yaxis.matches is None
    assert layout.yaxis.range[0] == 0
    assert "does not start at zero" in figure.subtitle
    assert "km²" in figure.subtitle


def test_its_words_name_size_months_largest_steps_and_unknown_days() -> None:
    figure = grey_zone(DAILY, words=WORDS, scheme="light", source_ids=("maps",))
    assert figure.headline == (
        "The grey zone measured 1,637 km² on 21 August 2026, up from 496 km² on 31 December 2023"
    )
    # 1,636.8 km2; twelve months to July 2026: 116,950 less 114,228 km2.
    total = DAILY.set_index("as_of_date")["occupied_total_km2"]
    average = (total[pd.Timestamp(2026, 7, 31)] - total[pd.Timestamp(2025, 7, 31)]) / 12
    assert (
        f"it equalled {1636.8 / average:.1f} months of net gain at {average:.0f} km² a month"
        in figure.long_text
    )
    assert "−213 km² on 11 Aug 2026, while occupied land changed by −115.8 km²" in figure.long_text
    assert "On 29 days of the archive the zone is not known" in figure.long_text
    named = [note.text for note in figure.picture.layout.annotations]
    assert [text for text in named if " on " in text] == [
        *("−53 km² on 5 Apr 2024", "−52 km² on 23 May 2025", "−213 km² on 11 Aug 2026"),
    ]


def test_its_rows_and_its_table_leave_the_unknown_unknown() -> None:
    figure = grey_zone(DAILY, words=WORDS, scheme="light", source_ids=("maps",))
    assert figure.make_rows is not None
    rows = figure.make_rows()
    assert list(rows.columns) == [
        *("date", "archive_id", "edition", "grey_zone_km2", "occupied_total_km2"),
    ]
    assert rows["grey_zone_km2"].isna().sum() == 29
    # The last map of April 2026 has no classes.
    table = figure.table.set_index("Map date")
    assert table.loc["30 Apr 2026", "Grey zone, km²"] == "not known"
    assert table.loc["31 Dec 2025", "Grey zone, km²"] == "1,375.8"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_isw_alone_counts_is_stacked_from_its_grey_part_and_the_rest(scheme: Scheme) -> None:
    figure = only_isw(OVERLAP, words=WORDS, scheme=scheme, source_ids=("maps",))
    grey, rest = figure.picture.data
    assert list(grey.y) == list(OVERLAP["only_isw_in_grey_zone_km2"])
    assert [round(sum(pair), 1) for pair in zip(grey.y, rest.y, strict=True)] == list(
        OVERLAP["only_isw_km2"]
    )
    assert rest.marker.pattern.shape == "/", "told apart without colour"
    assert figure.headline.startswith("On average 69% of the land in Donetsk oblast")
    assert "(62.5% to 76.2%)" in figure.long_text
    assert figure.as_of_date == date(2026, 4, 12)
    assert figure.make_rows is not None
    assert len(figure.make_rows()) == len(figure.table) == 42
