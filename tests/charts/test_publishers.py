"""The charts of publishers show each count by itself, with its mark, its claims and its breaks."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts.counts import side_by_side
from pokrovsk_front.charts.publishers import reconciliation
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model import publishers as model
from pokrovsk_front.model.counts import Leg, Legs, legs_of
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.isw import grey_share
from pokrovsk_front.model.published_tables import board_table, printed_list
from pokrovsk_front.model.publishers import Board, BoardRow
from pokrovsk_front.model.windows import Window, months_of_year
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
SOURCES = ("archive_one", "isw_areas")
SCHEMES: list[Scheme] = ["light", "dark"]
NAN = float("nan")


def legs(
    deepstate: tuple[float, float] = (200.0, 300.0),
    assessed: tuple[float, float] = (220.0, 341.0),
    claims: tuple[float, float] = (250.0, 415.0),
    windows: tuple[Window, Window] = (months_of_year(2024, 2), months_of_year(2025, 2)),
) -> Legs:
    days = (date(2023, 12, 31), date(2024, 2, 29), date(2024, 12, 31), date(2025, 2, 28))
    return Legs(
        *windows,
        (
            Leg("deepstate", *deepstate, days, windows),
            Leg("isw_assessed", *assessed, days, windows),
            Leg("isw_with_claims", *claims, days, windows),
        ),
    )


def legs_figure(scheme: Scheme = "light", shown: Legs | None = None) -> Figure[go.Figure]:
    return side_by_side(shown or legs(), words=WORDS, scheme=scheme, source_ids=SOURCES)


def row(
    series_id: str,
    month: str,
    printed: float,
    *,
    kind: str = "published_figure",
    caveat_id: str = "",
    measure: str = "net_gain",
    unit: str = "km2",
    last_day: date | None = None,
    isw: float | None = 110.0,
) -> BoardRow:
    first = pd.Timestamp(month)
    last = last_day or (first + pd.offsets.MonthEnd(0)).date()
    return BoardRow(
        series_id=series_id,
        series=f"Series {series_id}",
        attributed_to="Someone",
        window=Window(first.date(), last),
        measure=measure,
        unit=unit,
        printed=printed,
        ours=100.0,
        isw_assessed=isw,
        isw_with_claims=None if isw is None else isw + 50,
        definition=f"What {series_id} counts.",
        kind=kind,
        caveat_id=caveat_id,
        as_of_date=last,
        publisher="A newspaper",
        source_id=f"source_of_{series_id}",
        url="https://example.org",
        host_is_weak=False,
        note="A note.",
    )


ROWS = (
    row("isw_direct", "2025-12", 4168.0, caveat_id="includes_kursk", last_day=date(2026, 1, 31)),
    row("deepstate", "2025-12", 101.0),
    row("isw_afp", "2025-12", 163.0),
    row("isw_direct", "2025-12", 111.0),
    row("isw_direct", "2025-12", 135.0, caveat_id="superseded"),
    row("uk_mod", "2025-12", 95.0, measure="gain_not_specified", caveat_id="middle_of_range"),
    row("black_bird", "2026-01", -20.4, isw=None),
    row("isw_afp", "2026-01", 150.0, isw=None),
    row("isw_afp_confirmed", "2026-02", 98.0, isw=None),
    row("russian_officials", "2026-02", 300.0, kind="claim_not_verified", isw=None),
)
MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2025-12-01", "2026-01-01", "2026-02-01"]),
        "ours_km2": [100.0, 100.0, 100.0],
        "isw_assessed_km2": [110.0, NAN, NAN],
        "isw_with_claims_km2": [160.0, NAN, NAN],
        "closing_as_of_date": pd.to_datetime(["2025-12-31", "2026-01-31", "2026-02-27"]),
    }
)


def the_board(rows: tuple[BoardRow, ...] = ROWS) -> Board:
    return Board(
        Window(date(2025, 12, 1), date(2026, 2, 28)), rows, one_way_left_out=1, level_left_out=2
    )


def board_figure(scheme: Scheme = "light", rows: tuple[BoardRow, ...] = ROWS) -> Figure[go.Figure]:
    return reconciliation(the_board(rows), MONTHS, words=WORDS, scheme=scheme, source_ids=SOURCES)


def both(scheme: Scheme) -> list[Figure[go.Figure]]:
    return [legs_figure(scheme), board_figure(scheme)]


def notes(figure: Figure[go.Figure]) -> str:
    return " ".join(str(note.text) for note in figure.picture.layout.annotations)


def marks(figure: Figure[go.Figure]) -> dict[str, go.Scatter]:
    return {
        trace.name.removeprefix("Series "): trace
        for trace in figure.picture.data
        if trace.type == "scatter" and trace.mode == "markers"
    }


def test_each_count_has_its_own_pair_of_bars() -> None:
    bars = legs_figure().picture.data
    by_leg = {
        leg_id: [bar.x[0] for bar in bars if bar.name == leg_id]
        for leg_id in ("deepstate", "isw_assessed", "isw_with_claims")
    }
    assert by_leg["deepstate"] == [200.0, 300.0]
    assert by_leg["isw_assessed"] == [220.0, 341.0]
    # With claims: the hollow whole, and over it the part that ISW assesses.
    assert by_leg["isw_with_claims"] == [250.0, 220.0, 415.0, 341.0]
    shown = notes(legs_figure())
    for text in ("+50%", "+55%", "+66%", "2024: <b>200 km²</b>", "2025: <b>415 km²</b>"):
        assert text in shown


@pytest.mark.parametrize("scheme", SCHEMES)
def test_claims_are_hollow_and_windows_told_by_colour_and_hatch(scheme: Scheme) -> None:
    bars = legs_figure(scheme).picture.data
    earlier, later = bars[0], bars[1]
    assert earlier.marker.color == COLOURS[scheme]["earlier"]
    assert later.marker.color == COLOURS[scheme]["later"]
    assert earlier.marker.pattern.shape != later.marker.pattern.shape
    hollow = [bar for bar in bars if bar.marker.color == "rgba(0,0,0,0)"]
    assert [bar.x[0] for bar in hollow] == [250.0, 415.0]
    assert [bar.marker.line.color for bar in hollow] == [earlier.marker.color, later.marker.color]


def test_where_claims_take_off_the_whole_bar_is_hollow() -> None:
    bars = legs_figure(shown=legs(claims=(250.0, 300.0))).picture.data
    last = [bar for bar in bars if bar.name == "isw_with_claims"]
    assert [bar.x[0] for bar in last] == [250.0, 220.0, 300.0]
    assert last[-1].marker.color == "rgba(0,0,0,0)"


@pytest.mark.parametrize(
    ("shown", "headline"),
    [
        (
            legs(),
            "Three counts put January to February 2025 above the same months of 2024: by 50%, "
            "55% and, with Russian claims, 66%",
        ),
        (
            legs((200.0, 100.0), (220.0, 110.0), (250.0, 50.0)),
            "Three counts put January to February 2025 below the same months of 2024: by 50%, "
            "50% and, with Russian claims, 80%",
        ),
        (
            legs(claims=(250.0, 200.0)),
            "Three counts disagree on January to February 2025 against the same months of 2024: "
            "+50%, +55% and, with Russian claims, −20%",
        ),
        (
            legs(deepstate=(-10.0, 300.0)),
            "Net change in January to February 2025 on three counts: +300 km², +341 km² and "
            "+415 km²",
        ),
        (
            legs(
                windows=(
                    Window(date(2024, 1, 5), date(2024, 2, 3)),
                    Window(date(2024, 12, 5), date(2025, 1, 3)),
                )
            ),
            "Three counts put 5 Dec 2024 to 3 Jan 2025 above 5 Jan to 3 Feb 2024: by 50%, 55% "
            "and, with Russian claims, 66%",
        ),
    ],
    ids=["above", "below", "disagree", "no rate", "days"],
)
def test_the_headline_says_what_the_three_counts_say(shown: Legs, headline: str) -> None:
    assert legs_figure(shown=shown).headline == headline


def test_windows_of_one_year_are_not_told_by_their_year() -> None:
    shown = legs(
        windows=(
            Window(date(2025, 1, 1), date(2025, 1, 31)),
            Window(date(2025, 2, 1), date(2025, 2, 28)),
        )
    )
    assert "2025:" not in notes(legs_figure(shown=shown))
    assert "January 2025 (hatched) and February 2025 (plain)" in legs_figure(shown=shown).subtitle


def test_the_words_and_the_table_of_the_three_counts() -> None:
    figure = legs_figure()
    assert figure.alt == (
        "Pairs of bars of net gain: DeepState 200 km² and 300 km² (+50%); ISW as assessed "
        "220 km² and 341 km² (+55%); ISW with Russian claims 250 km² and 415 km² (+66%)."
    )
    assert "differs by 5.0 points" in figure.long_text
    assert "not verified, changes it by +11.0 points" in figure.long_text
    assert figure.long_text.endswith("the three counts are not averaged.")
    assert "not verified" in figure.subtitle
    assert figure.table.to_dict(orient="list") == {
        "Count": [
            "DeepState map, as measured here",
            "ISW map, control and assessed advances",
            "ISW map with Russian claims (hollow)",
        ],
        "January to February 2024, km²": ["+200", "+220", "+250"],
        "January to February 2025, km²": ["+300", "+341", "+415"],
        "Change": ["+50%", "+55%", "+66%"],
        "As of": ["28 Feb 2025"] * 3,
    }
    assert figure.as_of_date == date(2025, 2, 28)


def test_a_missing_rate_is_said_and_not_drawn_as_a_number() -> None:
    figure = legs_figure(shown=legs(deepstate=(-10.0, 300.0)))
    assert figure.table["Change"].tolist() == ["no rate", "+55%", "+66%"]
    assert "points" not in figure.long_text


def test_every_panel_has_our_bars_and_each_series_its_marks() -> None:
    figure = board_figure()
    bars = [trace for trace in figure.picture.data if trace.type == "bar"]
    assert len(bars) == 5, "DeepState, AFP, ISW, the UK ministry and the others"
    assert all(list(bar.y) == [100.0, 100.0, 100.0] for bar in bars)
    drawn = {name: list(trace.y) for name, trace in marks(figure).items()}
    assert drawn == {
        "deepstate": [101.0],
        "isw_afp": [163.0, 150.0],
        "isw_afp_confirmed": [98.0],
        "isw_direct": [111.0],
        "uk_mod": [95.0],
        "black_bird": [-20.4],
        "russian_officials": [300.0],
    }


def test_figures_with_claims_are_hollow_and_others_full() -> None:
    symbols = {name: trace.marker.symbol for name, trace in marks(board_figure()).items()}
    assert symbols["isw_afp"] == ("diamond-open", "diamond-open")
    assert symbols["isw_afp_confirmed"] == ("diamond",)
    assert symbols["russian_officials"][0].endswith("-open")
    full = {"deepstate", "isw_direct", "uk_mod", "black_bird"}
    assert not [name for name in full if symbols[name][0].endswith("-open")]
    assert len({symbols[name][0] for name in symbols}) == len(symbols), "one shape a series"


def test_the_isw_map_is_drawn_as_steps_where_a_series_follows_it() -> None:
    steps = [
        trace
        for trace in board_figure().picture.data
        if trace.type == "scatter" and trace.mode == "lines"
    ]
    assert [trace.y[0] for trace in steps] == [160.0, 110.0], "AFP with claims, ISW as assessed"
    for trace in steps:
        assert pd.isna(trace.y[1])
        assert not trace.connectgaps


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_break_of_afp_is_marked_in_its_panel(scheme: Scheme) -> None:
    figure = board_figure(scheme)
    (line,) = figure.picture.layout.shapes
    assert (line.x0, line.line.dash) == (pd.Timestamp(2026, 2, 1), "dash")
    assert (line.xref, line.yref) == ("x2", "y2 domain")
    assert line.line.color == COLOURS[scheme]["text"]
    assert "break" in notes(figure)
    unbroken = tuple(each for each in ROWS if each.series_id != "isw_afp_confirmed")
    assert not board_figure(scheme, unbroken).picture.layout.shapes


def test_the_words_of_the_board_tell_spread_breaks_and_what_is_left_out() -> None:
    figure = board_figure()
    assert figure.headline == (
        "Figures for one month, ours among them, differ by up to 200 km²: publishers do not "
        "count the same things"
    )
    for sentence in (
        "9 figures for whole months by 7 publishers are shown beside ours.",
        "DeepState's published figure for 1 month differs from ours by 1.0 km² on average and "
        "1.0 km² at most.",
        "ISW's published figure for 1 month differs from its map as assessed by 1.0 km² on average",
        "AFP's published figure for 1 month differs from the ISW map with Russian claims by "
        "3.0 km²",
        "Published figures differ most for Jan 2026: −20 km² by Series black_bird and 150 km² by "
        "Series isw_afp.",
        "From Feb 2026 AFP leaves out Russian claims that ISW does not confirm: the months before "
        "and after are not one series.",
        "ISW's figure of 4,168 km² for 1 Dec 2025 to 31 Jan 2026 includes land in Kursk oblast, "
        "Russia, so it is not a count of land in Ukraine.",
        "The daily areas of the ISW map are known for whole months through Dec 2025 only; its "
        "weekly maps go further and are not mixed in.",
        "1 figure later revised by the publisher is in the table only.",
        "For 1 figure the publisher does not say whether Ukrainian gains are subtracted.",
        "1 mark is the middle of a published range.",
        "1 figure of Russian officials is a claim, not verified.",
        "3 published totals, shares and one-sided tallies are not net changes, so they are left "
        "out.",
        "No figure is averaged with another.",
    ):
        assert sentence in figure.long_text
    assert figure.alt.startswith("5 panels of monthly net gain, Dec 2025 to Feb 2026")
    assert "Series uk_mod" in figure.alt
    assert figure.as_of_date == date(2026, 2, 27)


def test_a_board_without_any_figure_still_shows_ours() -> None:
    figure = board_figure(rows=())
    assert [trace.type for trace in figure.picture.data] == ["bar"]
    assert figure.headline == "No month has figures of two publishers"
    assert figure.table.empty


def test_the_break_is_marked_where_afp_stands_first() -> None:
    of_afp = tuple(each for each in ROWS if each.series_id.startswith("isw_afp"))
    (line,) = board_figure(rows=of_afp).picture.layout.shapes
    assert (line.xref, line.yref) == ("x", "y domain")


def test_a_tick_stands_at_each_month_of_a_short_span() -> None:
    axis = board_figure().picture.layout.xaxis5
    assert list(axis.ticktext) == ["Dec<br>2025", "Jan<br>2026", "Feb"]


def test_a_board_without_two_publishers_says_so() -> None:
    figure = board_figure(rows=(row("deepstate", "2025-12", 101.0),))
    assert figure.headline == "No month has figures of two publishers"
    assert "apart" not in figure.long_text


def test_the_table_has_one_row_a_printed_figure_with_what_it_counts() -> None:
    table = board_figure().table
    assert len(table) == len(the_board().months) == 9
    assert (table["What it counts"] != "").all()
    assert (table["Link"] == "https://example.org").all()
    first = table.iloc[0].to_dict()
    assert first == {
        "Window": "Dec 2025",
        "Who": "Series deepstate",
        "Unit": "km²",
        "Published": "+101",
        "Calculated here": "+100",
        "Published less ours": "+1",
        "ISW map, assessed": "+110",
        "Published less ISW map, assessed": "−9",
        "ISW map with Russian claims": "+160",
        "Published less ISW map with claims": "−59",
        "What it counts": "What deepstate counts.",
        "Kind": "Published figure",
        "As of": "31 Dec 2025",
        "Published by": "A newspaper",
        "Link": "https://example.org",
        "Note": "A note.",
    }
    kinds = dict(zip(table["Who"] + table["Published"], table["Kind"], strict=True))
    assert kinds["Series isw_direct+135"] == "Published figure, later revised"
    assert kinds["Series uk_mod+95"] == "Middle of a published range"
    assert kinds["Series isw_afp+163"] == "Published figure, with Russian claims"
    assert kinds["Series isw_afp_confirmed+98"] == "Published figure"
    assert kinds["Series russian_officials+300"] == "Claim, not verified"


def test_any_window_and_any_pace_can_be_put_in_the_table() -> None:
    pace = row(
        "isw_direct", "2025-12", 14.4, unit="km2_per_day", last_day=date(2025, 12, 9), isw=None
    )
    exact = row("war_mapper", "2025-12", 137.95)
    assert board_table([exact], WORDS)["Published"].tolist() == ["+137.95"], "as it was printed"
    table = board_table([ROWS[0], pace], WORDS)
    assert table["Window"].tolist() == ["1 Dec 2025 to 31 Jan 2026", "1 Dec to 9 Dec 2025"]
    assert table["Unit"].tolist() == ["km²", "km² a day"]
    assert table["Published"].tolist() == ["+4,168", "+14.4"]
    assert table["ISW map, assessed"].tolist() == ["+110", "–"]
    assert table["Published less ISW map, assessed"].tolist() == ["+4,058", "–"]
    assert table["Kind"].tolist()[0] == "Published figure, with land in Russia"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_chart_comes_with_its_words_its_table_and_its_sources(scheme: Scheme) -> None:
    for figure in both(scheme):
        assert figure.headline
        assert figure.subtitle.count("km²") == 1, "the unit"
        assert figure.alt.endswith(".")
        assert len(figure.table) > 0
        assert figure.source_ids == SOURCES
        assert figure.figure_id == figure.figure_id.lower()
        assert {trace.type for trace in figure.picture.data} <= {"scatter", "bar"}
        assert "http" not in figure.picture.to_json()
        for note in figure.picture.layout.annotations:
            assert note.font.size is None or note.font.size >= 12
    assert board_figure(scheme).printed_source_ids == (
        *("source_of_deepstate", "source_of_isw_afp", "source_of_isw_direct"),
        *("source_of_uk_mod", "source_of_black_bird", "source_of_isw_afp_confirmed"),
        "source_of_russian_officials",
    )
    assert len({figure.figure_id for figure in both(scheme)}) == 2


# 54 %: Bloomberg's 3,386 over 2,194 km2; 55 % and 66 %: the ISW map, 3,735 over 2,408 and 4,644
# over 2,792 km2 (data/claims.csv, data/isw_daily_areas.csv).
def test_the_shipped_data_say_54_55_and_66_percent() -> None:
    shown = legs_of(
        read_table("daily_area"),
        read_table("isw_daily_areas"),
        months_of_year(2024, 10),
        months_of_year(2025, 10),
    )
    assert legs_figure(shown=shown).headline == (
        "Three counts put January to October 2025 above the same months of 2024: by 54%, 55% "
        "and, with Russian claims, 66%"
    )


def test_windows_after_the_daily_series_are_two_counts_with_the_map_days_said() -> None:
    februaries = (
        Window(date(2025, 2, 1), date(2025, 2, 28)),
        Window(date(2026, 2, 1), date(2026, 2, 28)),
    )
    shown = legs_of(
        read_table("daily_area"),
        read_table("isw_daily_areas"),
        *februaries,
        isw_weekly=read_table("isw_weekly_areas"),
    )
    figure = legs_figure(shown=shown)
    assert figure.headline.startswith(
        "Two counts put February 2026 below February 2025: by 34% and 38%"
    )
    assert "weekly maps of 26 Jan 2025, 23 Feb 2025, 25 Jan 2026 and 22 Feb 2026" in (
        figure.long_text
    )
    assert "never mixed" in figure.long_text
    assert "Russian claims, not verified" not in figure.subtitle
    assert len(figure.table) == 2


def test_the_text_of_the_board_says_what_lies_in_the_grey_zone_where_it_was_measured() -> None:
    shared = grey_share(read_table("isw_deepstate_overlap"))
    figure = reconciliation(
        Board(Window(date(2025, 12, 1), date(2026, 2, 28)), (), 0, 0),
        MONTHS,
        shared=shared,
        words=WORDS,
        scheme="light",
        source_ids=SOURCES,
    )
    assert "68.5% on average over 42 weekly maps from 15 June 2025 to 12 April 2026" in (
        figure.long_text
    )
    assert "grey zone" not in board_figure().long_text


def test_the_shipped_figures_of_every_publisher_of_a_month_are_in_the_chart() -> None:
    daily, isw = read_table("daily_area"), read_table("isw_daily_areas")
    span = Window(date(2024, 1, 1), date(2026, 7, 31))
    shipped = model.board(read_table("published_territory"), daily, isw, span)
    figure = reconciliation(
        shipped,
        model.months_on_three_counts(daily, isw, span),
        words=WORDS,
        scheme="light",
        source_ids=SOURCES,
    )
    assert {str(trace.name) for trace in marks(figure).values()} == {
        each.series for each in shipped.months
    }
    # All printed months but ISW's first figure for December 2024, which it restated.
    drawn = sum(len(trace.y) for trace in marks(figure).values())
    assert drawn == len(shipped.months) - 1
    assert "From Feb 2026 AFP leaves out Russian claims" in figure.long_text
    assert "ISW's figure of 4,168 km²" in figure.long_text
    # ISW's -116 km2 stands against a net gain on our count, 257 km2 apart.
    assert "Furthest from ours is Apr 2026: −116 km²" in figure.long_text
    assert "against +140.9 km² calculated here" in figure.long_text


def test_the_list_of_a_window_has_one_item_a_printed_figure() -> None:
    shown = [row("one", "2025-10", 300.0), row("two", "2025-10", -4.0, kind="claim_not_verified")]
    items = printed_list(shown, WORDS).splitlines()
    assert len(items) == len(shown) > 0
    for item, each in zip(items, shown, strict=True):
        assert item.startswith(f"- **{each.series}**: published {WORDS.signed(each.printed)}")
        assert each.url in item
        # As the overview says it: ours less the published figure, to a tenth.
        assert each.ours is not None
        assert f"{WORDS.signed(each.ours - each.printed, 1)} km² against the published" in item
    assert printed_list([], WORDS) == ""
