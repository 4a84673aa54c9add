"""The charts show the frames that they are given, in words and colours that can be told apart."""

import re
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts.gains import cumulative, monthly
from pokrovsk_front.charts.tables import start_end_change
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import Gain, GrossChange
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.windows import Window, parse_window
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
SOURCES = ("archive_one", "archive_two")
EARLIER = Window(date(2024, 1, 1), date(2024, 2, 29))
LATER = Window(date(2025, 1, 1), date(2025, 2, 28))
SCHEMES: list[Scheme] = ["light", "dark"]


def daily_area(per_day_2024: float, per_day_2025: float) -> pd.DataFrame:
    """A map every day from 31 December 2023; 15 January 2025 has none."""
    days = [date(2023, 12, 31) + timedelta(days=n) for n in range(426)]
    total, totals = 1000.0, []
    for day in days:
        totals.append(total)
        total += per_day_2024 if day < date(2024, 12, 31) else per_day_2025
    frame = pd.DataFrame(
        {
            "as_of_date": pd.to_datetime(days),
            "archive_id": "raw",
            "certainty": "certain",
            "edition": [str(day) for day in days],
            "occupied_total_km2": totals,
            "grey_zone_km2": 100.0,
        }
    )
    return frame[frame["as_of_date"] != pd.Timestamp(2025, 1, 15)].reset_index(drop=True)


def comparison(per_day_2024: float = 2.0, per_day_2025: float = 3.0) -> Comparison:
    return compare(daily_area(per_day_2024, per_day_2025), EARLIER, LATER)


def months(year: int, net_km2: list[float], printed_km2: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": [pd.Timestamp(year, month + 1, 1) for month in range(len(net_km2))],
            "net_km2": net_km2,
            "printed_km2": printed_km2,
        }
    )


NAN = float("nan")
MONTHS_2024 = months(2024, [62.0, 58.0], [NAN, 60.0])
MONTHS_2025 = months(2025, [93.0, 50.0], [90.0, NAN])


def cumulative_figure(scheme: Scheme = "light", **per_day: float) -> Figure[go.Figure]:
    return cumulative(comparison(**per_day), words=WORDS, scheme=scheme, source_ids=SOURCES)


def monthly_figure(
    scheme: Scheme = "light",
    earlier_months: pd.DataFrame = MONTHS_2024,
    later_months: pd.DataFrame = MONTHS_2025,
) -> Figure[go.Figure]:
    return monthly(
        comparison(),
        earlier_months=earlier_months,
        later_months=later_months,
        words=WORDS,
        scheme=scheme,
        source_ids=SOURCES,
        printed_source_ids=("printer",),
    )


def curves(figure: Figure[go.Figure]) -> tuple[go.Scatter, go.Scatter]:
    """The curve of 2024 and that of 2025, whichever is drawn first."""
    one, other = sorted(figure.picture.data, key=lambda trace: str(trace.name))
    assert (one.name[:4], other.name[:4]) == ("2024", "2025")
    return one, other


def both(scheme: Scheme) -> list[Figure[go.Figure]]:
    return [cumulative_figure(scheme), monthly_figure(scheme)]


def test_the_curves_are_the_frames_of_the_comparison() -> None:
    earlier, later = curves(cumulative_figure())
    for trace, curve in (
        (earlier, comparison().earlier_curve),
        (later, comparison().later_curve),
    ):
        assert list(trace.x) == curve["day_of_window"].tolist()
        assert list(trace.y) == curve["net_km2"].tolist()
        assert trace.line.shape == "hv", "a value stands until the next map"
    assert 15 not in later.x, "the day without a map is not filled"
    assert 15 in earlier.x
    assert later.customdata[0] == "31 Dec 2024"


def test_the_curves_are_labelled_at_their_end() -> None:
    figure = cumulative_figure()
    notes = sorted(figure.picture.layout.annotations, key=lambda note: str(note.text))
    assert ["2024" in notes[0].text, "2025" in notes[1].text] == [True, True]
    assert [(note.x, note.y) for note in notes] == [(60, 120.0), (59, 177.0)]
    assert [note.font.color for note in notes] == [curve.line.color for curve in curves(figure)]


def test_the_net_gain_stands_beside_each_curve() -> None:
    figure = cumulative_figure()
    shown = " ".join(
        [str(trace.name) for trace in figure.picture.data]
        + [str(note.text) for note in figure.picture.layout.annotations]
    )
    assert "120 km²" in shown
    assert "177 km²" in shown


def test_the_headline_says_which_year_was_higher_and_by_how_much() -> None:
    more, less = cumulative_figure().headline, cumulative_figure(per_day_2024=6.0).headline
    assert more.startswith("Russia's net gain was 48% larger in January to February 2025 than in ")
    assert less.startswith("Russia's net gain was 51% smaller in January to February 2025 than in ")
    assert "2024" in more
    assert "2024" in less
    turned = cumulative_figure(per_day_2025=-1.0).headline
    assert turned.startswith("Net gain: −59 km² in January to February 2025, 120 km² in ")


def test_the_words_of_the_curves_name_areas_days_and_maps() -> None:
    figure = cumulative_figure()
    assert figure.alt == (
        "Line chart of net gain by day: 177 km² by 28 February 2025, against 120 km² by "
        "29 February 2024."
    )
    assert figure.long_text == (
        "From 1 Jan to 28 Feb 2025, Russia's net gain was 177 km², according to the DeepState "
        "map (maps of 31 Dec 2024 and 28 Feb 2025). From 1 Jan to 29 Feb 2024, Russia's net gain "
        "was 120 km², according to the DeepState map (maps of 31 Dec 2023 and 29 Feb 2024). The "
        "2025 curve has been above that of 2024 since 1 January 2025."
    )
    assert figure.as_of_date == date(2025, 2, 28)


def curve(first: date, values: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as_of_date": pd.to_datetime([first + timedelta(days=n) for n in range(len(values))]),
            "day_of_window": range(len(values)),
            "net_km2": values,
        }
    )


def gain(year: int, net_km2: float) -> Gain:
    window = Window(date(year, 1, 1), date(year, 1, 3))
    return Gain(
        window,
        Reading(window.eve, window.eve, "raw", "", 0.0),
        Reading(window.last_day, window.last_day, "raw", "", net_km2),
    )


@pytest.mark.parametrize(
    ("later_values", "says"),
    [
        ([0.0, 1.0, 1.0, 4.0], "The 2025 curve has been above that of 2024 since 3 January 2025."),
        ([0.0, 5.0, 2.0, 4.0], "The 2025 curve has been above that of 2024 since 3 January 2025."),
        ([0.0, 5.0, 6.0, 3.0], None),
    ],
    ids=["once", "twice", "not at the end"],
)
def test_the_text_names_the_day_of_the_last_crossing(
    later_values: list[float], says: str | None
) -> None:
    crossing = Comparison(
        earlier=gain(2024, 3.0),
        later=gain(2025, later_values[-1]),
        earlier_curve=curve(date(2023, 12, 31), [0.0, 2.0, 3.0, 3.0]),
        later_curve=curve(date(2024, 12, 31), later_values),
    )
    text = cumulative(crossing, words=WORDS, scheme="light", source_ids=SOURCES).long_text
    assert ("has been above" in text) == (says is not None)
    assert says is None or text.endswith(says)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2023-03-01:2023-03-31", "2024-03-01:2024-03-01"), ("2024-01-03:2024-01-03",) * 2],
    ids=["one day beside a month", "one day beside itself"],
)
def test_the_text_says_no_crossing_of_one_day(earlier: str, later: str) -> None:
    compared = compare(read_table("daily_area"), parse_window(earlier), parse_window(later))
    figure = cumulative(compared, words=WORDS, scheme="light", source_ids=SOURCES)
    assert "has been above" not in figure.long_text
    assert not re.search(r"\b0%", figure.headline + figure.long_text)


def test_the_table_gives_both_curves_at_the_end_of_each_month() -> None:
    table = cumulative_figure().table
    assert table.to_dict(orient="list") == {
        "Through": ["January", "February"],
        "2024, km²": ["+62", "+120"],
        "2025, km²": ["+93", "+177"],
    }


def test_the_bars_are_the_months_and_the_marks_what_was_printed() -> None:
    earlier, printed_2024, later, printed_2025 = monthly_figure().picture.data
    assert (earlier.type, printed_2024.type) == ("bar", "scatter")
    assert list(earlier.x) == list(later.x) == ["Jan", "Feb"]
    assert (list(earlier.y), list(later.y)) == ([62.0, 58.0], [93.0, 50.0])
    assert [pd.isna(value) for value in printed_2024.y] == [True, False]
    assert [pd.isna(value) for value in printed_2025.y] == [False, True]
    assert (printed_2024.y[1], printed_2025.y[0]) == (60.0, 90.0)
    assert [trace.showlegend for trace in (printed_2024, printed_2025)] == [False, True]


def test_the_words_of_the_bars_name_the_largest_month_and_the_differences() -> None:
    figure = monthly_figure()
    assert figure.headline == "The largest month of 2025 was January, with 93 km²"
    assert figure.alt == (
        "Grouped bars of net gain by month in 2024 and 2025; the largest is January 2025 with "
        "93 km²."
    )
    assert figure.long_text == (
        "The later year was higher in 1 of 2 months. DeepState published figures for 2 of the "
        "months shown; ours differ from them by 2.5 km² on average and 3.0 km² at most."
    )


def test_nothing_is_said_of_printed_months_where_there_is_none() -> None:
    figure = monthly_figure(
        earlier_months=months(2024, [62.0], [NAN]), later_months=months(2025, [93.0], [NAN])
    )
    assert figure.long_text == "The later year was higher in 1 of 1 month."


def test_the_table_of_months_sets_ours_beside_the_printed_one() -> None:
    assert monthly_figure().table.to_dict(orient="list") == {
        "Month": ["January", "February"],
        "2024, calculated here, km²": ["+62.0", "+58.0"],
        "2024, published by DeepState, km²": ["–", "+60"],
        "2025, calculated here, km²": ["+93.0", "+50.0"],
        "2025, published by DeepState, km²": ["+90", "–"],
    }


def test_the_start_end_change_table() -> None:
    gross = (GrossChange(130.0, 10.0), GrossChange(180.0, 3.0))
    table = start_end_change(comparison(), gross, {"Somewhere": 2400.0}, WORDS)
    assert table["January to February 2024"].tolist() == [
        *("60", "31 Dec 2023", "1,000 km²", "100 km²", "29 Feb 2024", "1,120 km²", "100 km²"),
        *("+120 km²", "+120 km²", "130 km²", "10 km²", "+2.0 km²", "12.0%", "5.00%"),
    ]
    assert table["January to February 2025"].tolist() == [
        *("59", "31 Dec 2024", "1,732 km²", "100 km²", "28 Feb 2025", "1,909 km²", "100 km²"),
        *("+177 km²", "+177 km²", "180 km²", "3 km²", "+3.0 km²", "10.2%", "7.38%"),
    ]
    assert table["Difference"].tolist() == [
        *("−1", "", "+732 km²", "0 km²", "", "+789 km²", "0 km²"),
        *("+57 km², 1.48 times as much", "+57 km²"),
        *("+50 km²", "−7 km²", "+1.0 km²", "", ""),
    ]
    assert table["Measure"].is_unique
    assert table["Measure"].iloc[-1] == "Net gain as a share of the area: Somewhere, 2,400 km²"


def test_a_window_whose_end_does_not_tell_the_grey_zone_says_so_in_the_table() -> None:
    daily = read_table("daily_area")
    # 5 August 2025 has a map without classes.
    shown = compare(
        daily,
        Window(date(2024, 8, 1), date(2024, 8, 5)),
        Window(date(2025, 8, 1), date(2025, 8, 5)),
    )
    table = start_end_change(shown, (GrossChange(1.0, 0.0),) * 2, {}, WORDS).set_index("Measure")
    with_grey = table.loc["Net change with the grey zone included"]
    assert with_grey["1 Aug to 5 Aug 2024"].endswith("km²")
    assert with_grey["1 Aug to 5 Aug 2025"] == with_grey["Difference"] == "not known"
    closing = table.loc["Grey zone on the closing map, counted separately"]
    assert closing["1 Aug to 5 Aug 2025"] == "not known"


def test_the_pointer_says_the_day_of_each_window_and_the_text_which_days_are_paired() -> None:
    figure = cumulative(comparison(), words=WORDS, scheme="light", source_ids=SOURCES)
    assert figure.picture.layout.xaxis.unifiedhovertitle.text == "Day %{x}"
    later, earlier = figure.picture.data
    # Day 60 of each year: the days that the chart puts side by side.
    day_60 = {trace.customdata[list(trace.x).index(60)] for trace in (earlier,)}
    assert day_60 == {"29 Feb 2024"}
    assert later.hovertemplate.startswith("%{customdata}: ")
    pairs = "29 February 2024 stands beside 1 March 2025"
    assert pairs not in figure.long_text, "the later window ends on 28 February"
    longer = compare(
        read_table("daily_area"),
        Window(date(2024, 1, 1), date(2024, 4, 30)),
        Window(date(2025, 1, 1), date(2025, 4, 30)),
    )
    text = cumulative(longer, words=WORDS, scheme="light", source_ids=SOURCES).long_text
    assert pairs in text


def test_one_day_is_on_that_day() -> None:
    leap_day, last_day = date(2024, 2, 29), date(2025, 2, 28)
    windows = Window(leap_day, leap_day), Window(last_day, last_day)
    both_days = compare(daily_area(2.0, 3.0), *windows)
    figure = cumulative(both_days, words=WORDS, scheme="light", source_ids=SOURCES)
    assert figure.headline.endswith("50% larger on 28 February 2025 than on 29 February 2024")
    assert "On 29 February 2024, Russia's net gain was 2 km²" in figure.long_text
    assert " from 29 Feb" not in figure.long_text


def test_windows_that_share_no_calendar_count_the_days() -> None:
    daily = daily_area(2.0, 3.0)
    uneven = compare(
        daily,
        Window(date(2024, 1, 10), date(2024, 2, 29)),
        Window(date(2024, 3, 5), date(2024, 5, 31)),
    )
    figure = cumulative(uneven, words=WORDS, scheme="light", source_ids=SOURCES)
    assert figure.picture.layout.xaxis.title.text == "day of the window"
    # 176 against 102 km2 is 73 % more; both windows gained 2 km2 a day.
    assert figure.headline == (
        "Russia's net gain a day was about the same from 5 Mar to 31 May 2024 (88 days) as "
        "from 10 Jan to 29 Feb 2024 (51 days)"
    )
    gross = (GrossChange(102.0, 0.0), GrossChange(176.0, 0.0))
    differences = dict(
        zip(
            *start_end_change(uneven, gross, {}, WORDS)[["Measure", "Difference"]].to_numpy().T,
            strict=True,
        )
    )
    assert differences["Net gain"] == "+74 km²"
    assert differences["Net gain a day"] == "0.0 km², 1.00 times as much"
    assert not figure.picture.layout.annotations, "a long name stands in the legend alone"
    assert [trace.name for trace in figure.picture.data] == [
        "second window: +176 km²",
        "first window: +102 km²",
    ]
    rows = figure.table
    assert rows["Through day"].tolist() == ["30", "60", "88"]
    assert rows["first window, km²"].tolist() == ["+60", "–", "–"]
    assert rows["second window, km²"].tolist() == ["+60", "+120", "+176"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_chart_comes_with_its_words_its_table_and_its_sources(scheme: Scheme) -> None:
    for figure in both(scheme):
        assert figure.headline
        assert figure.subtitle.count("km²") == 1, "the unit"
        assert figure.alt.endswith(".")
        assert len(figure.long_text) > len("A sentence.")
        assert len(figure.table) > 0
        assert figure.source_ids == SOURCES
        assert set(figure.printed_source_ids) <= {"printer"}
        assert figure.figure_id == figure.figure_id.lower()
    assert len({figure.figure_id for figure in both(scheme)}) == 2


def colours_of(trace: go.Scatter | go.Bar) -> str:
    return str(trace.marker.color if trace.type == "bar" else trace.line.color)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_years_are_told_by_colour_and_by_dash_or_hatch(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    earlier, later = curves(cumulative_figure(scheme))
    assert [colours_of(earlier), colours_of(later)] == [colours["earlier"], colours["later"]]
    assert colours["earlier"] != colours["later"]
    assert earlier.line.dash != later.line.dash
    assert earlier.line.width != later.line.width
    bars = [trace for trace in monthly_figure(scheme).picture.data if trace.type == "bar"]
    assert [colours_of(bar) for bar in bars] == [colours["earlier"], colours["later"]]
    assert bars[0].marker.pattern.shape != bars[1].marker.pattern.shape
    assert bars[0].offsetgroup != bars[1].offsetgroup


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_chart_fetches_a_map(scheme: Scheme) -> None:
    for figure in both(scheme):
        assert {trace.type for trace in figure.picture.data} <= {"scatter", "bar"}
        assert "http" not in figure.picture.to_json()
        layout = figure.picture.layout.to_plotly_json()
        assert not {"geo", "map", "mapbox", "images"} & set(layout)
