"""Redrawn outlines: curated against the archive's own tables, and told apart from movement."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pokrovsk_front.catalog.records import breaks
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts import history
from pokrovsk_front.model.breaks import breaks_between, redrawn_km2
from pokrovsk_front.model.gains import monthly_gains, net_gain
from pokrovsk_front.model.sentences import Style, gain_sentence
from pokrovsk_front.model.windows import parse_window
from pokrovsk_front.model.wording import Wording

BREAKS = {each.as_of_date: each for each in breaks()}
WORDS = Wording()


def daily() -> pd.DataFrame:
    return read_table("daily_area")


@pytest.mark.parametrize(
    ("day", "apart_km2"),
    [
        (date(2022, 5, 31), 0.01),
        (date(2022, 9, 18), 0.02),
        # Besides Crimea, Donbas grew by 1.8 km2 that was not occupied before.
        (date(2022, 9, 25), 2.0),
    ],
)
def test_a_break_of_crimea_is_what_crimea_and_sevastopol_gain_that_day(
    day: date, apart_km2: float
) -> None:
    # Another way to the figure: the oblasts, cut exactly at their borders.
    rows = read_table("daily_area_by_oblast")
    crimea = rows[rows["oblast_iso"].isin(["UA-40", "UA-43"])]
    steps = crimea.groupby("as_of_date")["occupied_km2"].sum().diff()
    assert BREAKS[day].change_km2 == pytest.approx(steps[pd.Timestamp(day)], abs=apart_km2)


def test_the_break_of_2024_is_what_the_total_loses_beside_the_land_occupied_since_2022() -> None:
    frame = daily().set_index("as_of_date")
    before_2022 = frame["occupied_total_km2"] - frame["occupied_since_2022_km2"]
    steps = before_2022.diff()["2024-01-01":"2025-07-31"]
    assert steps.idxmin() == pd.Timestamp(2024, 11, 2)
    assert BREAKS[date(2024, 11, 2)].change_km2 == pytest.approx(steps.min(), abs=0.01)
    # No other one of these years reaches the bound of the table, 5 km2.
    assert (steps.abs() >= 5).sum() == 1


def test_every_break_is_of_a_map_and_at_least_5_km2() -> None:
    days = set(daily()["as_of_date"].dt.date)
    assert list(BREAKS) == sorted(BREAKS)
    assert set(BREAKS) <= days
    assert all(abs(each.change_km2) >= 5 for each in BREAKS.values())


def test_a_break_counts_after_the_opening_map_and_up_to_the_closing_one() -> None:
    found = breaks_between(breaks(), date(2022, 9, 18), date(2022, 9, 25))
    assert [each.as_of_date for each in found] == [date(2022, 9, 25)]
    assert redrawn_km2(()) == 0.0


@pytest.mark.parametrize(
    ("window", "net_km2", "without_km2"),
    [
        # 15.84 and 782.71 km2 of Crimea.
        ("2022-09-01:2022-09-30", -9336.9, -10135.5),
        # DeepState's own post for November 2024 says 730.
        ("2024-11-01:2024-11-30", 725.4, 730.6),
        ("2024-01-01:2024-10-31", 2194.0, 2194.0),
        ("2025-01-01:2025-10-31", 3386.4, 3386.4),
    ],
)
def test_a_gain_with_and_without_the_redrawn_outlines(
    window: str, net_km2: float, without_km2: float
) -> None:
    gain = net_gain(daily(), parse_window(window), breaks())
    assert gain.net_km2 == pytest.approx(net_km2, abs=0.05)
    assert gain.net_km2 - gain.redrawn_km2 == pytest.approx(without_km2, abs=0.05)


def test_the_sentence_says_what_redrawn_outlines_make_of_a_gain() -> None:
    gain = net_gain(daily(), parse_window("2024-11-01:2024-11-30"), breaks())
    assert gain_sentence(gain, Style(WORDS)).endswith(
        "Redrawn outlines (2 Nov 2024) account for −5 km² from 1 Nov to 30 Nov 2024; the rest is "
        "+731 km²."
    )


def test_the_one_map_that_makes_a_figure_is_named() -> None:
    # 11 August 2026: 119.688 km2 regained and 3.931 gained on one map.
    gain = net_gain(daily(), parse_window("2026-07-23:2026-08-21"))
    assert gain.decisive is not None
    assert gain.decisive.as_of_date == date(2026, 8, 11)
    assert gain.decisive.net_km2 == pytest.approx(-115.757, abs=0.001)
    assert gain_sentence(gain, Style(WORDS)).endswith(
        "The map of 11 August 2026 alone accounts for −116 km² from 23 Jul to 21 Aug 2026; all "
        "other maps together account for +102 km². The archive does not say whether land changed "
        "hands or a line was redrawn."
    )
    assert net_gain(daily(), parse_window("2025-01-01:2025-10-31")).decisive is None


def test_the_charts_mark_the_breaks_and_say_them() -> None:
    drawn: dict[str, Any] = {"words": WORDS, "scheme": "light", "source_ids": ("maps",)}
    months = monthly_gains(daily(), parse_window("2022-04-04:2026-07-31"), breaks=breaks())
    by_month = history.every_month(months, **drawn)
    marked = [
        (trace.x[at], round(trace.y[at]))
        for trace in by_month.picture.data
        if trace.type == "scatter"
        for at in range(len(trace.x))
    ]
    assert (pd.Timestamp(2022, 9, 1), -10135) in marked
    assert (pd.Timestamp(2024, 11, 1), 731) in marked
    # −12,547.7 less 33.46, 5.31, 30.50, 15.84 and 782.71 km2.
    assert "2022 (8 months): −12,548 km², −13,416 km² without" in by_month.long_text
    assert "Sep 2022 −9,337 km², −10,135 km² without it" in by_month.long_text
    total = history.occupied_total(daily(), breaks(), is_trimmed=False, **drawn)
    assert [pd.Timestamp(day).date() for day in total.picture.data[1].x] == list(BREAKS)
    # 15.84 + 782.71 − 5.24 km2 since 28 August 2022.
    assert total.headline.endswith("of which 793 km² are outlines redrawn since the peak")
    assert "25 Sep 2022: The outline of Crimea" in total.long_text


@pytest.mark.parametrize(
    ("window", "name"),
    [
        ("2024-11-01:2024-11-30", "<b>Nov 2024: +731 km²<br>without redrawn outlines</b>"),
        ("2024-10-01:2024-10-31", "<b>Oct 2024: +502 km²</b>"),
    ],
)
def test_a_marked_month_says_where_a_redrawn_outline_is_left_out(window: str, name: str) -> None:
    months = monthly_gains(daily(), parse_window("2024-01-01:2026-07-31"), breaks=breaks())
    drawn = history.marked_months(
        months, parse_window(window), words=WORDS, scheme="light", source_ids=("maps",)
    )
    assert [each.text for each in drawn.picture.layout.annotations] == [name]
