"""Chart of what is left of an oblast, by hromada."""

from datetime import date

import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.charts.hromadas_left import hromadas_left
from pokrovsk_front.model.figure import Figure

FIRST_GREY, NO_GREY = date(2026, 2, 6), date(2022, 4, 3)


def chart(day: date, locale: str = "en") -> Figure[go.Figure]:
    library = Library()
    return hromadas_left(
        library.place_shares.oblast_on("UA-14", day),
        library.in_language(locale).area_names,
        words=wording(locale),
        scheme="light",
        source_ids=("a",),
    )


def test_bars_add_up_to_what_is_left_the_longest_first() -> None:
    figure = chart(FIRST_GREY)
    neither, grey = figure.picture.data
    lengths = [one + other for one, other in zip(neither.x, grey.x, strict=True)]
    assert lengths == sorted(lengths, reverse=True)
    oblast = Library().place_shares.oblast_on("UA-14", FIRST_GREY)
    left_km2 = sum(each.free_km2 for each in oblast.hromadas)
    assert sum(lengths) == pytest.approx(left_km2, rel=0.005)
    # Every hromada is in the table, also those without a bar.
    assert len(figure.table) == len(oblast.hromadas) > len(lengths)


def test_half_of_what_is_left_is_counted_in_the_largest_hromadas() -> None:
    figure = chart(FIRST_GREY)
    rows = figure.make_rows() if figure.make_rows else None
    assert rows is not None
    free_km2 = (rows["area_km2"] - rows["occupied_km2"]).sort_values(ascending=False)
    half = int((free_km2.cumsum() < free_km2.sum() / 2).sum()) + 1
    assert f"half of what is not occupied lies in {half} of 66 hromadas" in figure.headline


def test_without_a_grey_zone_there_is_one_part_and_the_table_says_not_known() -> None:
    early = next(
        day
        for day, km2 in zip(
            Library().daily_area["as_of_date"], Library().daily_area["grey_zone_km2"], strict=True
        )
        if km2 != km2
    )
    figure = chart(early.date())
    assert len(figure.picture.data) == 1
    assert set(figure.table["Grey zone, km²"]) == {"not known"}


def test_both_languages_draw_the_same_bars_under_their_own_names() -> None:
    one, other = chart(FIRST_GREY), chart(FIRST_GREY, "uk")
    assert list(one.picture.data[0].x) == list(other.picture.data[0].x)
    assert "Лиманська" in other.picture.data[0].y
