"""Net gain of the months that compare with a period, those of the period marked."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.history.every_month import month_table
from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

HEIGHT_PX = 200
FAINT = 0.45


def marked_months(
    months: pd.DataFrame,
    window: Window,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the net gain of each month as a bar, without redrawn outlines; a period stands out.

    Args:
        months: The months that compare, as `model.gains.monthly_gains` has them, at least one.
        window: The period; months that it has no day of are faint.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.
    """
    _, colours = words.gettext, COLOURS[scheme]
    starts = months["month"]
    net_km2 = months["net_km2"] - months["redrawn_km2"]
    ends = starts + pd.offsets.MonthEnd(0)
    is_marked = (starts <= pd.Timestamp(window.last_day)) & (ends >= pd.Timestamp(window.first_day))
    is_gain = net_km2 >= 0
    # The name of the period stands over the bars.
    layout = {"template": template(scheme, words), "height": HEIGHT_PX, "margin": {"t": 28}}
    picture = go.Figure(layout=layout)
    picture.add_bar(
        x=starts,
        y=net_km2,
        marker={
            "color": [colours["later"] if gained else colours["earlier"] for gained in is_gain],
            "opacity": [1 if marked else FAINT for marked in is_marked],
            "line": {
                "color": colours["text"],
                "width": [2 if marked else 0 for marked in is_marked],
            },
            "pattern": {
                "shape": ["" if gained else "/" for gained in is_gain],
                "fgcolor": colours["earlier"],
                "fillmode": "replace",
                "size": 5,
            },
        },
        customdata=[
            f"{words.month(day.date())}: {words.signed_area(km2)}"
            for day, km2 in zip(starts, net_km2, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    for month, km2 in zip(starts[is_marked], net_km2[is_marked], strict=True):
        if is_marked.sum() == 1:
            picture.add_annotation(
                x=month,
                y=1,
                yref="paper",
                yanchor="bottom",
                text=f"<b>{words.month(month.date())}: {words.signed_area(km2)}</b>",
                showarrow=False,
                xanchor=_anchor(months, month),
                font={"color": colours["text"], "size": 13},
            )
    picture.update_yaxes(title_text=_("km²"), tickformat=",")
    ticks = starts[starts.dt.month == 1]
    picture.update_xaxes(tickvals=ticks, ticktext=[str(day.year) for day in ticks])
    first, last = starts.iloc[0].date(), starts.iloc[-1].date()
    by_size = months.assign(net_km2=net_km2).sort_values("net_km2", kind="stable")
    smallest, largest = (day.date() for day in by_size["month"].iloc[[0, -1]])
    return Figure(
        figure_id="marked_months",
        headline=_("{span} among the other months").format(span=words.span(window)),
        subtitle=_(
            "Net gain of each month from {first} to {last}, km², without redrawn outlines; the "
            "months of the brief are outlined; hatched, below zero: more was regained than lost"
        ).format(first=words.month(first), last=words.month(last)),
        picture=picture,
        alt=_("Bars of net gain by month from {first} to {last}; {span} stands out.").format(
            first=words.month(first), last=words.month(last), span=words.span(window)
        ),
        long_text=_(
            "Of {count} months, {largest} had the largest net gain ({most}) and {smallest} the "
            "smallest ({least})."
        ).format(
            count=words.number(len(months)),
            largest=words.full_month(largest),
            most=words.signed_area(float(net_km2.max())),
            smallest=words.full_month(smallest),
            least=words.signed_area(float(net_km2.min())),
        ),
        make_table=partial(month_table, months, words),
        make_rows=partial(numbers.every_month, months),
        source_ids=source_ids,
        as_of_date=months["closing_as_of_date"].max().date(),
    )


def _anchor(months: pd.DataFrame, month: pd.Timestamp) -> str:
    """Keep the name of a bar within the chart."""
    place = (months["month"] == month).to_numpy().argmax() / max(len(months) - 1, 1)
    if place < 1 / 4:
        return "left"
    return "right" if place > 3 / 4 else "center"
