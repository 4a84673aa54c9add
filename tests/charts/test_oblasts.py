"""The panels show the frames that they are given, the largest first, on one scale."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.shares import cumulative_by_oblast, gain_by_oblast
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
SOURCES = ("archive_one", "archive_two")
EARLIER = Window(date(2024, 1, 1), date(2024, 2, 29))
LATER = Window(date(2025, 1, 1), date(2025, 2, 28))
DONETSK, KHARKIV, CRIMEA, KHERSON = "UA-14", "UA-63", "UA-43", "UA-65"
SCHEMES: list[Scheme] = ["light", "dark"]

REST = ["In no oblast", "All occupied land"]

# km2 a day in 2024 and in 2025; Crimea never changes.
PACE = {DONETSK: (2.0, 3.0), KHARKIV: (0.5, 0.25), CRIMEA: (0.0, 0.0), KHERSON: (0.001, 0.0)}


def table(pace: dict[str, tuple[float, float]] = PACE) -> pd.DataFrame:
    """A map every day from 31 December 2023; 15 January 2025 has none."""
    days = [date(2023, 12, 31) + timedelta(days=n) for n in range(426)]
    rows = []
    for oblast_iso, (per_day_2024, per_day_2025) in pace.items():
        km2 = 1000.0
        for day in days:
            rows.append((pd.Timestamp(day), oblast_iso, km2, 20_000.0))
            km2 += per_day_2024 if day < date(2024, 12, 31) else per_day_2025
    columns = ["as_of_date", "oblast_iso", "occupied_km2", "oblast_land_km2"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(["as_of_date", "oblast_iso"])
    return frame[frame["as_of_date"] != pd.Timestamp(2025, 1, 15)].reset_index(drop=True)


def comparison(frame: pd.DataFrame, earlier: Window = EARLIER, later: Window = LATER) -> Comparison:
    total = frame.groupby("as_of_date")["occupied_km2"].sum()
    daily = pd.DataFrame(
        {
            "as_of_date": total.index,
            "archive_id": "raw",
            "certainty": "certain",
            "edition": "",
            "grey_zone_km2": float("nan"),
            # 0.5 km2 in no oblast in 2024, 2.5 in 2025.
            "occupied_total_km2": total.to_numpy()
            + np.where(pd.DatetimeIndex(total.index).year < 2025, 0.5, 2.5),
        }
    )
    return compare(daily, earlier, later)


def figure(
    scheme: Scheme = "light",
    pace: dict[str, tuple[float, float]] = PACE,
    earlier: Window = EARLIER,
    later: Window = LATER,
) -> Figure[go.Figure]:
    frame = table(pace)
    return by_oblast(
        frame,
        comparison(frame, earlier, later),
        words=WORDS,
        scheme=scheme,
        source_ids=SOURCES,
    )


def curves(shown: Figure[go.Figure]) -> dict[str, go.Scatter]:
    return {trace.name: trace for trace in shown.picture.data if trace.mode == "lines"}


def titles(shown: Figure[go.Figure]) -> list[str]:
    return [str(note.text) for note in shown.picture.layout.annotations]


def test_the_curves_are_those_of_the_model_and_skip_a_day_without_a_map() -> None:
    drawn = curves(figure())
    for name, window in (("2024", EARLIER), ("2025", LATER)):
        expected = cumulative_by_oblast(table(), gain_by_oblast(table(), window))[DONETSK]
        trace = drawn[f"{name}, Donetsk oblast"]
        assert list(trace.x) == [(day.date() - window.eve).days for day in expected.index]
        assert list(trace.y) == expected.tolist()
        assert trace.line.shape == "hv", "a value stands until the next map"
    assert 15 not in drawn["2025, Donetsk oblast"].x
    assert drawn["2025, Donetsk oblast"].customdata[0] == "31 Dec 2024"


def test_only_oblasts_that_moved_have_a_panel_the_largest_first() -> None:
    assert [title.split("</b>")[0] for title in titles(figure())] == [
        *("<b>Donetsk oblast", "<b>Kharkiv oblast"),
    ]
    reverse = {KHARKIV: (0.1, -9.0), DONETSK: (2.0, 3.0), KHERSON: (0.0, -0.1)}
    assert [title.split("</b>")[0] for title in titles(figure(pace=reverse))] == [
        *("<b>Kharkiv oblast", "<b>Donetsk oblast", "<b>Kherson oblast"),
    ]


def test_each_panel_names_both_windows_with_their_figures() -> None:
    donetsk, kharkiv = titles(figure())
    assert "2025: <b>+177</b>" in donetsk
    assert "2024: <b>+120</b>" in donetsk
    assert "2025: <b>+15</b>" in kharkiv
    assert "2024: <b>+30</b>" in kharkiv


def test_all_panels_share_both_scales() -> None:
    reverse = {KHARKIV: (0.1, -9.0), DONETSK: (2.0, 3.0), KHERSON: (0.0, -0.1)}
    layout = figure(pace=reverse).picture.layout.to_plotly_json()
    for letter in "xy":
        axes = [axis for key, axis in layout.items() if key.startswith(f"{letter}axis")]
        assert len(axes) == 4
        assert len({tuple(axis["range"]) for axis in axes}) == 1
    low, high = layout["yaxis"]["range"]
    assert low < -9.0 * 59
    assert high > 3.0 * 59
    assert layout["yaxis4"]["visible"] is False, "the fourth place has no panel"
    assert layout["xaxis3"]["showticklabels"] is True
    assert layout["xaxis2"]["showticklabels"] is True


def test_months_are_named_where_both_windows_share_them_else_days_are_counted() -> None:
    assert list(figure().picture.layout.xaxis.ticktext) == ["Jan", "Feb"]
    moved = figure(earlier=Window(date(2024, 2, 1), date(2024, 3, 31)))
    assert moved.picture.layout.xaxis.ticktext is None
    short = (
        Window(date(2024, 1, 10), date(2024, 1, 20)),
        Window(date(2025, 1, 10), date(2025, 1, 20)),
    )
    assert figure(earlier=short[0], later=short[1]).picture.layout.xaxis.ticktext is None


def test_the_words_name_the_oblast_the_areas_and_the_maps() -> None:
    shown = figure()
    assert shown.headline == (
        "Donetsk oblast saw the largest net gain: 177 km² (January to February 2025), against "
        "120 km² (the same months of 2024)"
    )
    assert shown.alt == (
        "Small line charts of net gain by day, one for each oblast, January to February 2025 "
        "against January to February 2024: Donetsk oblast +177 km² against +120 km², Kharkiv "
        "oblast +15 km² against +30 km²."
    )
    assert shown.long_text == (
        "Net gain of January to February 2025: 177 km² in the four claimed regions and 15 km² in "
        "other oblasts, measured on the DeepState maps of 31 Dec 2024 and 28 Feb 2025. Net gain "
        "of January to February 2024: 120 km² in the four claimed regions and 30 km² in other "
        "oblasts, measured on the DeepState maps of 31 Dec 2023 and 29 Feb 2024. On the map of "
        "28 Feb 2025 the occupied share of the land of each claimed region was: Donetsk oblast "
        "9.5%, Kherson oblast 5.0%. Each map is cut exactly at the oblast borders. On the map of "
        "28 Feb 2025, 2.5 km² of the occupied land lie outside every oblast, beyond the borders "
        "and the coast, and are not in any panel. Figures may not add up because of rounding."
    )
    assert shown.subtitle.count("km²") == 1, "the unit"
    assert (shown.as_of_date, shown.source_ids) == (date(2025, 2, 28), SOURCES)


def test_land_that_was_regained_is_said_so() -> None:
    shown = figure(pace={KHARKIV: (0.5, -9.0), DONETSK: (2.0, 3.0)})
    assert shown.headline == (
        "Ukrainian forces regained most in Kharkiv oblast: net −531 km² (January to February "
        "2025), against 30 km² (the same months of 2024)"
    )


def test_the_table_adds_up_with_the_oblasts_that_have_no_panel() -> None:
    assert figure().table.to_dict(orient="list") == {
        "Oblast": ["Donetsk oblast", "Kharkiv oblast", "Other oblasts", *REST],
        "Claimed region": ["yes", "no", "–", "–", "–"],
        "Land of the oblast, km²": ["20,000", "20,000", "–", "–", "–"],
        "2024, km²": ["+120", "+30", "0", "0", "+150"],
        "2025, km²": ["+177", "+15", "0", "+2", "+194"],
        "Difference, km²": ["+57", "−15", "0", "+2", "+44"],
        # 120 and 177 of 20,000 km2; 1,000 + 366 x 2 + 59 x 3 are occupied at the end in Donetsk.
        "2024, share of the oblast's land, %": ["+0.6%", "+0.1%", "–", "–", "–"],
        "2025, share of the oblast's land, %": ["+0.9%", "+0.1%", "–", "–", "–"],
        "Occupied on 28 Feb 2025, share of the oblast's land, %": ["9.5%", "6.0%", "–", "–", "–"],
    }


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_windows_are_told_by_colour_dash_and_width(scheme: Scheme) -> None:
    shown, colours = figure(scheme), COLOURS[scheme]
    earlier, later = (curves(shown)[f"{year}, Donetsk oblast"] for year in (2024, 2025))
    assert [earlier.line.color, later.line.color] == [colours["earlier"], colours["later"]]
    assert earlier.line.dash != later.line.dash
    assert earlier.line.width != later.line.width
    for title in titles(shown):
        assert f"color:{colours['later']}" in title
        assert f"color:{colours['earlier']}" in title


def test_nothing_is_drawn_where_nothing_moved() -> None:
    shown = figure(pace={CRIMEA: (0.0, 0.0)})
    assert shown.headline == "The map did not move by 1 km² in any oblast"
    assert shown.alt == "An empty chart: no oblast changed."
    assert len(shown.picture.data) == 0
    assert shown.table["Oblast"].tolist() == ["Other oblasts", *REST]


def test_a_window_outside_the_table_is_refused() -> None:
    frame = table()
    whole = comparison(frame)
    with pytest.raises(ArchiveGapError, match="it has no map of 2025-02-28"):
        by_oblast(
            frame[frame["as_of_date"] < pd.Timestamp(2025, 2, 1)],
            whole,
            words=WORDS,
            scheme="light",
            source_ids=SOURCES,
        )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_chart_fetches_nothing(scheme: Scheme) -> None:
    assert "http" not in figure(scheme).picture.to_json()
