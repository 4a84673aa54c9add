"""The charts of events and of claims show the rows that they are given, in marks and in words."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claimed_towns, events, places
from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.marks import SYMBOLS
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.charts.timeline.lanes import NARROW_PLOT_PX, placed_names
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.place_share import MeasuredArea, Reached, ShareDays
from pokrovsk_front.model.timeline import (
    CERTAINTIES,
    ClaimedTown,
    ClaimLag,
    Coverage,
    Event,
)
from pokrovsk_front.model.timeline_text import certainty_label
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
EVENTS = list(events().values())
NAMES = {key: place.name_en for key, place in places().items()}
LATEST = date(2026, 8, 20)
SCHEMES: list[Scheme] = ["light", "dark"]
MONTHS = pd.DataFrame(
    {
        "month": pd.date_range("2023-10-01", "2026-07-01", freq="MS"),
        "net_km2": [float(number) for number in range(-2, 32)],
        "closing_as_of_date": pd.date_range("2023-10-31", "2026-07-31", freq="ME"),
    }
)


def event(day: date, certainty: str = "claimed", label: str = "") -> Event:
    return replace(
        EVENTS[0],
        event_id=f"{certainty}_{day}_{label}",
        event_date=day,
        certainty=certainty,
        chart_label=label,
    )


def by_month(
    shown: list[Event], scheme: Scheme = "light", chosen: Event | None = None
) -> Figure[go.Figure]:
    return events_by_month(
        shown,
        MONTHS,
        place_names=NAMES,
        chosen=chosen,
        words=WORDS,
        scheme=scheme,
        source_ids=("archive",),
    )


def trace(figure: Figure[go.Figure], name: str) -> go.Scatter:
    (found,) = (each for each in figure.picture.data if each.name == name)
    return found


def lag_figure(lags: list[ClaimLag], scheme: Scheme = "light") -> Figure[go.Figure]:
    return claim_lag(
        lags,
        place_names=NAMES,
        latest=LATEST,
        words=WORDS,
        scheme=scheme,
        source_ids=("archive",),
    )


@pytest.fixture(scope="module")
def real_lags() -> list[ClaimLag]:
    return list(Library().in_language("en").claim_lags)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_plotly_accepts_both_charts(scheme: Scheme, real_lags: list[ClaimLag]) -> None:
    for figure in (
        by_month(EVENTS, scheme),
        by_month(EVENTS, scheme, chosen=EVENTS[3]),
        lag_figure(real_lags, scheme),
    ):
        go.Figure(figure.picture.to_plotly_json())


def test_every_event_is_one_mark_in_the_lane_of_its_certainty() -> None:
    figure = by_month(EVENTS)
    for certainty in CERTAINTIES:
        expected = [each for each in EVENTS if each.certainty == certainty]
        found = trace(figure, certainty)
        assert len(found.x) == len(expected)
        for mark, each in zip(found.x, expected, strict=True):
            assert (mark.year, mark.month) == (each.event_date.year, each.event_date.month)
    spots = [(x, y) for each in CERTAINTIES for x, y in zip(*marks(figure, each), strict=True)]
    assert len(set(spots)) == len(spots) == len(EVENTS), "no mark covers another"


def marks(figure: Figure[go.Figure], certainty: str) -> tuple[list[pd.Timestamp], list[float]]:
    found = trace(figure, certainty)
    return list(found.x), list(found.y)


def test_lanes_do_not_mix_and_the_surest_is_on_top() -> None:
    figure = by_month(EVENTS)
    heights = [marks(figure, certainty)[1] for certainty in CERTAINTIES]
    for surer, less_sure in pairwise(heights):
        assert min(surer) > max(less_sure) + 1, "the name of the lane has a step of its own"


def test_certainty_is_told_by_shape_and_by_name_not_by_colour_alone() -> None:
    figure = by_month(EVENTS)
    shapes = {trace(figure, certainty).marker.symbol for certainty in CERTAINTIES}
    assert len(shapes) == len(CERTAINTIES)
    said = " ".join(str(note.text) for note in figure.picture.layout.annotations)
    for certainty in CERTAINTIES:
        count = sum(each.certainty == certainty for each in EVENTS)
        assert f"<b>{certainty_label(certainty, WORDS)}</b> {count}" in said


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_stands_out_on_the_page_and_on_a_bar(scheme: Scheme) -> None:
    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    page = "#fefefe" if scheme == "light" else "#1a1917"
    for _, colour in SYMBOLS.values():
        for under in (page, COLOURS[scheme]["grid"]):
            pair = sorted(luminance(each) for each in (COLOURS[scheme][colour], under))
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3, (colour, under)


def test_the_bars_are_the_gains_of_the_months() -> None:
    bars = trace(by_month(EVENTS), "net gain of the month")
    assert list(bars.y) == MONTHS["net_km2"].tolist()
    assert [(day.year, day.month) for day in bars.x] == [
        (day.year, day.month) for day in MONTHS["month"]
    ]


def test_the_main_events_are_named_with_a_line_to_their_mark() -> None:
    figure = by_month(EVENTS)
    said = [str(note.text) for note in figure.picture.layout.annotations]
    for name in ("Avdiivka left", "Pokrovsk claimed", "Kostiantynivka claimed"):
        assert name in said
    lines = [shape for shape in figure.picture.layout.shapes if shape.x0 == shape.x1]
    spots = {spot for each in CERTAINTIES for spot in zip(*marks(figure, each), strict=True)}
    for line in lines:
        assert (line.x0, line.y0) in spots


SURELY_FITS = 20
"""Letters of a name that has room on one side of any mark."""


@given(
    st.lists(
        st.tuples(
            st.text("abcdefg", min_size=3, max_size=24),
            st.floats(0, NARROW_PLOT_PX, allow_nan=False),
        ),
        max_size=6,
    )
)
@settings(max_examples=50)
def test_no_name_covers_another_or_is_crossed_by_a_line(named: list[tuple[str, float]]) -> None:
    candidates = tuple(
        (event(date(2025, 1, 1 + at), label=name), x) for at, (name, x) in enumerate(named)
    )
    placed = placed_names(candidates)
    # A long name in the middle of a narrow chart fits on neither side of its mark.
    alone = [bool(placed_names((each,))) for each in candidates]
    assert bool(placed) == any(alone)
    assert all(
        fits for (name, _x), fits in zip(named, alone, strict=True) if len(name) <= SURELY_FITS
    )
    for at, one in enumerate(placed):
        (line,) = one.attached
        assert -1e-6 <= one.box.left < one.box.right <= NARROW_PLOT_PX + 1e-6
        assert line.left == pytest.approx(one.box.left if one.drawn.is_right else one.box.right)
        assert all(one.is_clear_of(other) for other in placed[at + 1 :])


def test_an_event_that_was_asked_for_is_ringed_with_its_day() -> None:
    chosen = events()["avdiivka_withdrawal"]
    figure = by_month(EVENTS, chosen=chosen)
    ring = trace(figure, "the event chosen")
    assert (ring.x[0], ring.y[0]) in set(zip(*marks(figure, "confirmed"), strict=True))
    said = [str(note.text) for note in figure.picture.layout.annotations]
    assert "<b>17 Feb 2024</b>" in said
    assert "Pokrovsk claimed" not in said
    # February 2024 is the fifth month of the made-up gains: -2, -1, 0, 1, 2.
    assert figure.headline.startswith("Russia's net gain was 2 km² in February")


def test_a_month_of_net_loss_is_said_as_land_regained() -> None:
    figure = by_month(EVENTS, chosen=events()["avdiivka_assault"])
    assert figure.headline.startswith(
        "Ukrainian forces regained 2 km² more than they lost in October 2023"
    )


def test_the_headline_counts_what_is_shown() -> None:
    first, second = event(date(2025, 1, 5)), event(date(2025, 1, 9), "mapped")
    later = event(date(2025, 3, 1))
    assert by_month([first]).headline == "One event, on 5 January 2025"
    assert by_month([first, later]).headline == "2 events, no two in one month"
    figure = by_month([first, second, later])
    assert figure.headline == "2 of 3 events fall in one month, January 2025"
    assert "1 mapped, 2 claimed" in figure.alt
    assert "confirmed" not in figure.alt


def test_the_table_has_a_row_an_event_with_who_and_where() -> None:
    figure = by_month(EVENTS)
    table = figure.table
    assert len(table) == len(EVENTS)
    assert table["Address"].tolist() == [each.url for each in EVENTS]
    assert table["Who"].tolist() == [each.attributed_to for each in EVENTS]
    assert figure.links == (("Published by", "Address"),)
    assert table["Net gain of the month, km²"].iloc[0] == "−2"


def shares(*since: date | None) -> ShareDays:
    area = MeasuredArea(
        "outline_a", "outline", "settlement_boundary", "a", None, None, "", 1.0, "o"
    )
    parts = (
        Reached(pct, day, False, day, False, False)
        for pct, day in zip((10.0, 50.0, 90.0), since, strict=True)
    )
    return ShareDays(area, *parts)


def lag(
    place_id: str, claimed: date, mapped: date | None, admitted: date | None, *parts: date | None
) -> ClaimLag:
    return ClaimLag(
        ClaimedTown(place_id, "c", "a" if admitted else None, None, ""),
        event(claimed),
        event(admitted, "confirmed") if admitted else None,
        Coverage(mapped, None),
        shares(*parts),
    )


MADE_UP = [
    lag(
        *("pokrovsk", date(2025, 12, 1), date(2025, 11, 1), None),
        *(date(2025, 11, 1), date(2025, 12, 2), date(2026, 2, 11)),
    ),
    lag(
        *("siversk", date(2025, 12, 11), date(2025, 12, 7), date(2025, 12, 23)),
        *(date(2025, 12, 7), date(2025, 12, 9), date(2025, 12, 10)),
    ),
    lag(
        *("rodynske", date(2025, 12, 28), date(2026, 5, 18), None),
        *(date(2026, 2, 16), date(2026, 6, 4), None),
    ),
    lag("kupiansk", date(2025, 11, 20), None, None, None, None, None),
]


def days_of(figure: Figure[go.Figure], name: str) -> dict[str, str]:
    found = trace(figure, name)
    return dict(zip(found.y, found.customdata, strict=True))


def test_the_days_of_each_town_are_counted_from_its_claim() -> None:
    figure = lag_figure(MADE_UP)
    assert days_of(figure, "map: a tenth") == {
        "Pokrovsk": "−30",
        "Siversk": "−4",
        "Rodynske": "+50",
    }
    assert days_of(figure, "map: half") == {"Pokrovsk": "+1", "Siversk": "−2", "Rodynske": "+158"}
    assert days_of(figure, "map: nine tenths") == {"Pokrovsk": "+72", "Siversk": "−1"}
    points = days_of(figure, "map: one central point")
    assert points == {"Pokrovsk": "−30", "Siversk": "−4", "Rodynske": "+141"}
    assert days_of(figure, "Ukraine acknowledges it") == {"Siversk": "+12"}
    last = days_of(figure, "last map, less than nine tenths")
    assert last == {"Rodynske": "+235", "Kupiansk": "+273"}
    assert set(days_of(figure, "Russian claim").values()) == {"0"}


def test_the_name_of_each_town_stands_over_its_row_with_the_days_of_its_parts() -> None:
    figure = lag_figure(MADE_UP)
    said = [str(note.text) for note in figure.picture.layout.annotations]
    assert said == [
        "<b>Siversk</b>  −4 · −2 · −1",
        "<b>Pokrovsk</b>  −30 · +1 · +72",
        "<b>Rodynske</b>  +50 · +158 · –",
        "<b>Kupiansk</b>  – · – · –",
    ]
    # At the left edge of the plot, whatever its width: nothing is cut on a telephone.
    assert {(note.xref, note.xanchor, note.x) for note in figure.picture.layout.annotations} == {
        ("paper", "left", 0)
    }


def test_a_mark_stands_left_of_zero_where_the_map_came_before_the_claim() -> None:
    for found in lag_figure(MADE_UP).picture.data:
        for place, days in zip(found.x, found.customdata or (), strict=False):
            assert (place < 0) == days.startswith("−")
            assert (place > 0) == days.startswith("+")


def test_towns_are_sorted_by_the_lag_of_half_and_those_without_come_last() -> None:
    names = list(lag_figure(MADE_UP).picture.layout.yaxis.categoryarray)
    assert names[::-1] == ["Siversk", "Pokrovsk", "Rodynske", "Kupiansk"]


def test_the_sentence_counts_the_towns_by_share_and_says_the_median() -> None:
    figure = lag_figure(MADE_UP)
    assert figure.headline == (
        "In 1 of 4 towns the map showed half occupied before Russia claimed it; in 1, nine tenths"
    )
    assert "before the claim in 1, on the same day in 0 and later in 2; by " in (figure.long_text)
    assert "Nine tenths: 1 before, 0 on the same day, 1 later, 2 not by then." in figure.long_text
    # Of −1 and +72 the middle is 35.5.
    assert "The median of the towns with nine tenths is 35.5 days after" in figure.long_text
    assert "inside occupied land before the claim in 2, on the same day in 0 and later in 1" in (
        figure.long_text
    )


def test_the_sentence_of_the_real_towns(real_lags: list[ClaimLag]) -> None:
    figure = lag_figure(real_lags)
    # Counted by hand from the days of the table: half after the claim in Chasiv Yar, Pokrovsk,
    # Huliaipole, Myrnohrad and Rodynske, on its day in Avdiivka, not in Kupiansk and
    # Kostiantynivka; nine tenths before it in Marinka, Ocheretyne, Krasnohorivka, Vuhledar,
    # Hirnyk and Velyka Novosilka.
    assert figure.headline == (
        "In 12 of 20 towns the map showed half occupied before Russia claimed it; in 6, nine tenths"
    )
    assert "in 12, on the same day in 1 and later in 5; by " in figure.long_text
    # One central point: Avdiivka on the day, Huliaipole, Myrnohrad and Rodynske later.
    assert "before the claim in 14, on the same day in 1 and later in 3" in figure.long_text


def test_the_table_of_towns_links_to_its_sources(real_lags: list[ClaimLag]) -> None:
    figure = lag_figure(real_lags)
    table = figure.table.set_index("Town")
    assert len(table) == len(claimed_towns())
    pokrovsk = table.loc["Pokrovsk"]
    assert pokrovsk["A tenth occupied since"] == "1 Nov 2025, within one day"
    assert pokrovsk["Half occupied since"] == "2 Dec 2025, within one day"
    assert pokrovsk["Nine tenths occupied since"] == "11 Feb 2026"
    assert pokrovsk["Half, against the claim"] == "1 day after"
    assert pokrovsk["Central point occupied since"] == "1 Nov 2025, within one day"
    assert pokrovsk["Central point, against the claim"] == "30 days before"
    assert table.loc["Kupiansk", "Central point occupied since"] == "none"
    assert table.loc["Huliaipole", "Measured area"] == "residential land only"
    assert table.loc["Ukrainsk", "Russian claim on"] == "none"
    for said, address in figure.links:
        assert (table[address].str.startswith("http") == (table[said] != "none")).all()


def test_the_numbers_of_towns_have_each_part(real_lags: list[ClaimLag]) -> None:
    figure = lag_figure(real_lags)
    assert figure.make_rows is not None
    rows = figure.make_rows().set_index("place_id")
    assert rows.loc["pokrovsk", "claim_to_nine_tenths_days"] == 72
    assert rows.loc["pokrovsk", "half_since_date"] == pd.Timestamp("2025-12-02")
    assert rows["tenth_since_date"].isna()["kupiansk"]
