"""Net gain of each month of two years side by side, with what was published for it."""

from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, hovered_area, plot
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 380


def monthly(
    comparison: Comparison,
    earlier_months: pd.DataFrame,
    later_months: pd.DataFrame,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
    printed_source_ids: tuple[str, ...] = ("deepstate_monthly",),
) -> Figure[go.Figure]:
    """Draw the net gain of each month of two years side by side.

    Args:
        comparison: The two gains.
        earlier_months: `month`, `net_km2` and `printed_km2` (what DeepState printed for the
            month, NaN where it printed nothing).
        later_months: Likewise of the later window.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.
        printed_source_ids: Where the printed figures come from.

    Returns:
        Bars of our figure with a mark at the printed one.
    """
    colours = COLOURS[scheme]
    earlier, later = comparison.earlier, comparison.later
    names = [words.short_month(month.date()) for month in later_months["month"]]
    sides = (
        (earlier, earlier_months, colours["earlier"], "/"),
        (later, later_months, colours["later"], ""),
    )
    traces = [
        trace
        for gain, months, colour, shape in sides
        for trace in _bars_and_printed(
            names, months, str(gain.window.last_day.year), colour, shape, words, colours["text"]
        )
    ]
    # The printed figures of both years look the same: one entry of the legend names them.
    traces[1]["showlegend"], traces[3]["showlegend"] = False, True
    picture = plot(
        traces,
        {
            "height": PLOT_HEIGHT_PX,
            "xaxis": {"type": "category"},
            "yaxis": {
                "title": {"text": words.gettext("km²")},
                "tickformat": ",",
                "rangemode": "tozero",
            },
            "barmode": "group",
            "scattermode": "group",
            "showlegend": True,
        },
        scheme,
        words,
    )
    largest = later_months.iloc[int(later_months["net_km2"].to_numpy().argmax())]
    return Figure(
        figure_id="monthly_gain",
        headline=words.gettext("The largest month of {year} was {month}, with {area}").format(
            year=later.window.last_day.year,
            month=words.month_name(largest["month"].month),
            area=words.area(float(largest["net_km2"])),
        ),
        subtitle=words.gettext(
            "Net gain of each month, km², and the figure that DeepState published"
        ),
        picture=picture,
        alt=words.gettext(
            "Grouped bars of net gain by month in {earlier} and {later}; the largest is {month} "
            "{later} with {area}."
        ).format(
            earlier=earlier.window.last_day.year,
            later=later.window.last_day.year,
            month=words.month_name(largest["month"].month),
            area=words.area(float(largest["net_km2"])),
        ),
        long_text=_monthly_text(earlier_months, later_months, words),
        make_table=partial(_monthly_table, earlier, later, earlier_months, later_months, words),
        make_rows=partial(numbers.monthly, earlier_months, later_months),
        source_ids=source_ids,
        as_of_date=max(earlier.closing.as_of_date, later.closing.as_of_date),
        days=comparison.days,
        editions=comparison.editions,
        printed_source_ids=printed_source_ids,
    )


def _bars_and_printed(
    names: list[str],
    months: pd.DataFrame,
    year: str,
    colour: str,
    shape: str,
    words: Wording,
    mark_colour: str,
) -> list[dict[str, Any]]:
    """Draw the months of a year as bars, and published figures as marks across them."""
    printed_name = words.gettext("published by DeepState")
    ours, printed = (hovered_area("y", words, each) for each in (",.1f", ",.0f"))
    return [
        {
            "type": "bar",
            "x": names,
            "y": months["net_km2"].to_numpy(),
            "name": year,
            "offsetgroup": year,
            "marker": {
                "color": colour,
                "pattern": {"shape": shape, "fgcolor": colour, "fillmode": "replace", "size": 5},
                "line": {"color": colour, "width": 1},
            },
            "hovertemplate": f"%{{x}} {year}: {ours}<extra></extra>",
        },
        {
            "type": "scatter",
            "x": names,
            "y": months["printed_km2"].to_numpy(),
            "name": printed_name,
            "mode": "markers",
            "offsetgroup": year,
            "marker": {
                "symbol": "line-ew",
                "size": 15,
                "line": {"color": mark_colour, "width": 2.5},
            },
            "hovertemplate": f"%{{x}} {year}, {printed_name}: {printed}<extra></extra>",
        },
    ]


def _monthly_text(earlier_months: pd.DataFrame, later_months: pd.DataFrame, words: Wording) -> str:
    both = pd.concat([earlier_months, later_months])
    compared = both.dropna(subset=["printed_km2"])
    higher = int((later_months["net_km2"].to_numpy() > earlier_months["net_km2"].to_numpy()).sum())
    text = words.messages.ngettext(
        "The later year was higher in {higher} of {months} month.",
        "The later year was higher in {higher} of {months} months.",
        len(later_months),
    ).format(higher=higher, months=len(later_months))
    if compared.empty:
        return text
    difference = (compared["net_km2"] - compared["printed_km2"]).abs()
    return (
        text
        + " "
        + words.gettext(
            "DeepState published figures for {count} of the months shown; ours differ from them "
            "by {mean} on average and {worst} at most."
        ).format(
            count=len(compared),
            mean=words.area(float(difference.mean()), 1),
            worst=words.area(float(difference.max()), 1),
        )
    )


def _monthly_table(
    earlier: Gain,
    later: Gain,
    earlier_months: pd.DataFrame,
    later_months: pd.DataFrame,
    words: Wording,
) -> pd.DataFrame:
    columns: dict[str, list[str]] = {
        words.gettext("Month"): [words.month_name(day.month) for day in later_months["month"]]
    }
    for gain, months in ((earlier, earlier_months), (later, later_months)):
        year = gain.window.last_day.year
        ours = words.gettext("{year}, calculated here, km²").format(year=year)
        printed = words.gettext("{year}, published by DeepState, km²").format(year=year)
        columns[ours] = [words.signed(value, 1) for value in months["net_km2"]]
        columns[printed] = [
            "–" if pd.isna(value) else words.signed(value) for value in months["printed_km2"]
        ]
    return pd.DataFrame(columns)
