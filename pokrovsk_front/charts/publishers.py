"""Chart of monthly figures of several publishers over ours, one panel a publisher.

Each count keeps its own mark and definition; no figure here is a mean of several. A figure with
Russian claims in it is drawn hollow, and one that its counter replaced stands in the table only.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, hovered_area, left_title, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.published_tables import board_table
from pokrovsk_front.model.publishers import Board, BoardRow, series_break
from pokrovsk_front.model.publishers_text import AFP_SERIES, board_headline, board_text
from pokrovsk_front.model.wording import Wording


@dataclass(frozen=True, slots=True)
class _Panel:
    """One panel: the marks of some series, and the ISW column they follow."""

    name: str
    series: tuple[tuple[str, str, str], ...]  # series_id, plotly symbol, the sign in the title
    isw_column: str = ""


PANELS = (
    _Panel(N_("DeepState, published"), (("deepstate", "square", "■"),)),
    _Panel(
        N_("AFP on ISW data"),
        (("isw_afp", "diamond-open", "◇"), ("isw_afp_confirmed", "diamond", "◆")),
        "isw_with_claims_km2",
    ),
    _Panel(N_("ISW, published"), (("isw_direct", "triangle-up", "▲"),), "isw_assessed_km2"),
    _Panel(N_("UK Ministry of Defence"), (("uk_mod", "circle", "●"),)),
)

SHORT_NAMES: dict[str, str] = {
    "agentstvo": N_("Agentstvo"),
    "black_bird": "Black Bird",
    "bloomberg": "Bloomberg",
    "economist": "The Economist",
    "interfax_ukraine": N_("Interfax-Ukraine"),
    "militarnyi": N_("Militarnyi"),
    "russia_matters": "Russia Matters",
}
"""Short names of series whose full name includes their basis."""

OTHER_COUNTS = N_("Other counts")

NO_COUNTS = N_("No published figure")

OTHER_SYMBOLS = (
    ("triangle-down", "▼"),
    ("x", "✖"),
    ("cross", "✚"),
    ("star", "★"),
    ("hexagon", "⬢"),
)

PANEL_PX = 112

TITLE_PX = 46

DAY_MS = 86_400_000


def reconciliation(
    board: Board,
    months: pd.DataFrame,
    *,
    shared: GreyShare | None = None,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw each publisher's months over ours, one panel a publisher, on one scale.

    Args:
        board: The published figures of the months shown.
        months: What `months_on_three_counts` gives for the same span.
        shared: How much of what ISW alone counts lies in the grey zone, if it was measured.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the ISW areas come from.

    Returns:
        In every panel our months as bars; on them the printed figures as marks of one shape a
        series, hollow where Russian claims are in them, and in the panels on ISW data the ISW
        map measured here as steps. The table has one row a printed figure.
    """
    colours = COLOURS[scheme]
    shown = [row for row in board.months if row.is_comparable and row.unit == "km2"]
    panels = _panels(shown)
    height = TITLE_PX + len(panels) * (PANEL_PX + TITLE_PX) + 34
    gap = TITLE_PX / (height - TITLE_PX - 42)
    # Both are shares of the plot's height, which the panels and their titles fill.
    picture = make_subplots(
        rows=len(panels), cols=1, shared_xaxes=True, vertical_spacing=min(gap, 0.9 / len(panels))
    )
    picture.update_layout(
        template=template(scheme, words),
        height=height,
        margin={"l": 8, "r": 8, "t": TITLE_PX, "b": 34},
    )
    values = [*months["ours_km2"], *months["isw_with_claims_km2"], *(row.printed for row in shown)]
    values = [value for value in values if not math.isnan(value)]
    break_month = series_break(board.rows, *AFP_SERIES)
    for number, panel in enumerate(panels, start=1):
        _draw_panel(picture, number, panel, shown, months, words, scheme)
        picture.add_annotation(
            **left_title(_panel_title(panel, shown, words, is_first=number == 1)),
            y=1,
            yref=f"{_axis('y', number)} domain",
            yanchor="bottom",
            yshift=2,
        )
        if break_month is not None and any(name in AFP_SERIES for name, _, _ in panel.series):
            _mark_break(picture, number, break_month, colours["text"], words)
    ticks = _ticks(months["month"])
    picture.update_xaxes(
        tickvals=[_middle(month) for month in ticks],
        ticktext=[
            words.short_month(month.date())
            + (f"<br>{month.year}" if month.month == 1 or month == ticks[0] else "")
            for month in ticks
        ],
        range=[
            months["month"].iloc[0],
            months["month"].iloc[-1] + pd.offsets.MonthEnd(0) + pd.Timedelta(days=1),
        ],
        fixedrange=True,
    )
    picture.update_yaxes(
        range=[min(0.0, *values) * 1.5, max(values) * 1.1],
        tickformat=",",
        nticks=6,
        fixedrange=True,
    )
    for number in range(1, len(panels)):
        picture.update_xaxes(ticks="", row=number, col=1)
    picture.update_layout(hovermode="closest", showlegend=False, barmode="overlay", bargap=0.0)
    return Figure(
        figure_id="publishers_by_month",
        headline=board_headline(board, words),
        subtitle=words.gettext(
            "Net gain of each month, km². In every panel, bars: our figure; marks: published "
            "figures, hollow where they include Russian claims; steps: the ISW map, measured here"
        ),
        picture=picture,
        alt=_board_alt(board, panels, words),
        long_text=board_text(board, months, shared, words),
        make_table=partial(board_table, board.months, words),
        make_rows=partial(numbers.publishers_by_month, shown, months),
        source_ids=source_ids,
        as_of_date=months["closing_as_of_date"].iloc[-1].date(),
        printed_source_ids=tuple(dict.fromkeys(row.source_id for row in board.months)),
    )


def _panels(shown: Sequence[BoardRow]) -> list[_Panel]:
    """Assign each series to a panel; those without one of their own share the last."""
    there = {row.series_id for row in shown}
    panels = [
        panel for panel in PANELS if any(series_id in there for series_id, _, _ in panel.series)
    ]
    placed = {series_id for panel in PANELS for series_id, _, _ in panel.series}
    others = sorted(there - placed)
    if others:
        marks = tuple(
            (series_id, *OTHER_SYMBOLS[position % len(OTHER_SYMBOLS)])
            for position, series_id in enumerate(others)
        )
        panels.append(_Panel(OTHER_COUNTS, marks))
    return panels or [_Panel(NO_COUNTS, ())]


def _axis(letter: str, number: int) -> str:
    """Name the axis of a panel: the first has no number."""
    return letter if number == 1 else f"{letter}{number}"


def _ticks(months: pd.Series) -> list[pd.Timestamp]:
    """Put a tick at every month of half a year, and at each January and July of longer spans."""
    return [month for month in months if len(months) <= 6 or month.month in {1, 7}]


def _mark_break(picture: go.Figure, number: int, month: date, colour: str, words: Wording) -> None:
    x_axis, y_axis = _axis("x", number), _axis("y", number)
    start = pd.Timestamp(month)
    picture.add_shape(
        type="line",
        x0=start,
        x1=start,
        y0=0,
        y1=1,
        xref=x_axis,
        yref=f"{y_axis} domain",
        line={"color": colour, "width": 1.5, "dash": "dash"},
    )
    picture.add_annotation(
        x=start,
        y=1,
        xref=x_axis,
        yref=f"{y_axis} domain",
        yanchor="top",
        xanchor="left",
        xshift=3,
        align="left",
        text=words.gettext("break:<br>claims<br>left out"),
        showarrow=False,
        font={"size": 12, "color": colour},
    )


def _middle(month: pd.Timestamp) -> pd.Timestamp:
    """Put a month's mark over its middle: a bar of a month is as wide as the month."""
    return month + pd.Timedelta(days=15)


def _draw_panel(
    picture: go.Figure,
    number: int,
    panel: _Panel,
    shown: Sequence[BoardRow],
    months: pd.DataFrame,
    words: Wording,
    scheme: Scheme,
) -> None:
    colours = COLOURS[scheme]
    middles = [_middle(month) for month in months["month"]]
    names = [words.month(month.date()) for month in months["month"]]
    measured, printed = (
        f"%{{customdata}}, %{{fullData.name}}: {hovered_area('y', words, each)}<extra></extra>"
        for each in (",.1f", ",.0f")
    )
    picture.add_bar(
        row=number,
        col=1,
        x=middles,
        y=months["ours_km2"],
        width=[24 * DAY_MS] * len(months),
        marker={"color": colours["neutral"], "opacity": 0.4, "line": {"width": 0}},
        name=words.gettext("calculated here"),
        customdata=names,
        hovertemplate=measured,
    )
    if panel.isw_column:
        picture.add_scatter(
            row=number,
            col=1,
            x=middles,
            y=months[panel.isw_column],
            mode="lines",
            line={"color": colours["later"], "width": 2, "shape": "hvh"},
            connectgaps=False,
            name=words.gettext("ISW map, measured here"),
            customdata=names,
            hovertemplate=measured,
        )
    for position, (series_id, symbol, _) in enumerate(panel.series):
        rows = [row for row in shown if row.series_id == series_id]
        if not rows:
            continue
        # Publishers that share a panel and agree on a month would hide each other.
        centre = (len(panel.series) - 1) / 2
        aside = pd.Timedelta(days=0 if panel.isw_column else 7 * (position - centre))
        picture.add_scatter(
            row=number,
            col=1,
            x=[_middle(pd.Timestamp(row.window.first_day)) + aside for row in rows],
            y=[row.printed for row in rows],
            mode="markers",
            marker={
                "symbol": [_symbol(row, symbol) for row in rows],
                "size": 8,
                "color": colours["text"],
                "line": {"color": colours["text"], "width": 1.5},
            },
            name=rows[0].series,
            customdata=[words.month(row.window.first_day) for row in rows],
            hovertemplate=printed,
        )


def _symbol(row: BoardRow, symbol: str) -> str:
    return f"{symbol.removesuffix('-open')}-open" if row.is_claim else symbol


def _panel_title(
    panel: _Panel, shown: Sequence[BoardRow], words: Wording, *, is_first: bool
) -> str:
    """Write the title of a panel with its marks, in two lines of phone width."""
    _ = words.gettext
    name = f"<b>{_(panel.name)}</b>"
    match panel.series:
        case ((("isw_afp" | "isw_afp_confirmed"), _symbol, _sign), *_others):
            first = _("{name} · steps: ISW map with claims").format(name=name)
            second = _("◇ with Russian claims  ◆ without")
        case ((series_id, _symbol, sign),) if panel.name != OTHER_COUNTS:
            first = f"{sign} {name}"
            measures = {row.measure for row in shown if row.series_id == series_id}
            second = ""
            if panel.isw_column:
                second = _("steps: ISW map, control and assessed advances")
            elif measures == {"gain_not_specified"}:
                second = _("does not say whether Ukrainian gains are subtracted")
        case several:
            series = {row.series_id: row for row in shown}
            marks = [
                f"{sign} {_short_name(series[series_id], words)}"
                for series_id, _symbol, sign in several
            ]
            first, second = "  ".join([name, *marks[:2]]), "  ".join(marks[2:])
    if is_first:
        second = second or _("bars, in every panel: calculated here")
    return f"{first}<br>{second}" if second else first


def _short_name(row: BoardRow, words: Wording) -> str:
    short = SHORT_NAMES.get(row.series_id)
    return words.gettext(short) if short else row.series


def _board_alt(board: Board, panels: Sequence[_Panel], words: Wording) -> str:
    return words.gettext(
        "{panels} panels of monthly net gain, {first} to {last}: our bars in each, and over them "
        "the figures published by {series}."
    ).format(
        panels=words.number(len(panels)),
        first=words.month(board.within.first_day),
        last=words.month(board.within.last_day),
        series="; ".join(dict.fromkeys(row.series for row in board.months)),
    )
