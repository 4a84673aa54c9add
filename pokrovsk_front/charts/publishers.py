"""Charts of several publishers side by side: two windows on three counts, and month by month.

Each count keeps its own place, mark and definition; no figure here is a mean of several. Land
that only Russian sources claim is drawn hollow, and a figure that its counter replaced stands
in the table only.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, hovered_area, plot, template
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.publishers import (
    Board,
    BoardRow,
    Leg,
    LegId,
    ThreeLegs,
    series_break,
    widest_spread,
)
from pokrovsk_front.model.windows import Window, have_same_length
from pokrovsk_front.model.wording import Wording

LEG_NAMES: dict[LegId, str] = {
    "deepstate": N_("DeepState map, as measured here"),
    "isw_assessed": N_("ISW map, control and assessed advances"),
    "isw_with_claims": N_("ISW map with Russian claims (hollow)"),
}
BAR_PX = 20
LEG_PX = 86
BREAK = ("isw_afp", "isw_afp_confirmed")
"""The series of AFP with Russian claims, and the one without them that takes its place."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One row of the monthly chart: the marks of some series, and the ISW sum they follow."""

    name: str
    series: tuple[tuple[str, str, str], ...]  # series_id, plotly symbol, the sign in the title
    isw_column: str = ""


PANELS = (
    _Panel(N_("DeepState, printed"), (("deepstate", "square", "■"),)),
    _Panel(
        N_("AFP on ISW data"),
        (("isw_afp", "diamond-open", "◇"), ("isw_afp_confirmed", "diamond", "◆")),
        "isw_with_claims_km2",
    ),
    _Panel(N_("ISW, printed"), (("isw_direct", "triangle-up", "▲"),), "isw_assessed_km2"),
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
"""What a series is called where there is no room for its basis; any other has its name alone."""

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


def _listed(parts: Sequence[str], words: Wording) -> str:
    """Write a list: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return words.gettext("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _changes(legs: ThreeLegs) -> list[float] | None:
    changes = [leg.change_pct for leg in legs.legs]
    known = [change for change in changes if change is not None]
    return known if len(known) == len(changes) else None


def _legs_headline(legs: ThreeLegs, words: Wording) -> str:
    names = {
        "later": words.span(legs.later),
        "earlier": words.span_again(legs.earlier, legs.later),
    }
    changes = _changes(legs)
    if changes is None:
        areas = [words.signed_area(leg.later_km2) for leg in legs.legs]
        return words.gettext("Net change in {later} on three counts: {areas}").format(
            areas=_listed(areas, words), **names
        )
    ours, assessed, claims = (words.percent(abs(change)) for change in changes)
    if all(change >= 0 for change in changes):
        text = words.gettext(
            "Three counts put {later} above {earlier}: by {ours}, {assessed} and, with Russian "
            "claims, {claims}"
        )
    elif all(change < 0 for change in changes):
        text = words.gettext(
            "Three counts put {later} below {earlier}: by {ours}, {assessed} and, with Russian "
            "claims, {claims}"
        )
    else:
        text = words.gettext(
            "Three counts disagree on {later} against {earlier}: {ours}, {assessed} and, with "
            "Russian claims, {claims}"
        )
        ours, assessed, claims = (_signed_percent(change, words) for change in changes)
    said = text.format(ours=ours, assessed=assessed, claims=claims, **names)
    return words.per_day(said, legs.earlier, legs.later)


def _signed_percent(pct: float | None, words: Wording) -> str:
    return words.gettext("no rate") if pct is None else words.signed_percent(pct)


def _change(leg: Leg, words: Wording) -> str:
    """Write the change of a count; over windows of different length it is that of a day."""
    text = _signed_percent(leg.change_pct, words)
    if leg.change_pct is None or have_same_length(*leg.windows):
        return text
    return words.gettext("{change} a day").format(change=text)


def three_legs(
    legs: ThreeLegs, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw two windows on three counts, each count with its own pair of bars.

    Args:
        legs: The two windows on DeepState's map and on the ISW map in both definitions.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the ISW areas come from.

    Returns:
        Three pairs of bars; the part that only Russian sources claim is hollow.
    """
    height = LEG_PX * len(legs.legs) + 24
    largest = max(max(leg.earlier_km2, leg.later_km2, 0.0) for leg in legs.legs)
    smallest = min(min(leg.earlier_km2, leg.later_km2, 0.0) for leg in legs.legs)
    drawn = [
        _leg(leg, -position * LEG_PX, legs, words, scheme) for position, leg in enumerate(legs.legs)
    ]
    picture = plot(
        [trace for traces, _notes in drawn for trace in traces],
        {
            "height": height,
            "annotations": [note for _traces, notes in drawn for note in notes],
            # Room for the label of the longest bar on a narrow screen.
            "xaxis": {
                "range": [smallest * 1.05, (largest or 1.0) * 1.5],
                "visible": False,
                "fixedrange": True,
            },
            "yaxis": {"range": [-height + 16, 4], "visible": False, "fixedrange": True},
            "barmode": "overlay",
            "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="three_counts",
        headline=_legs_headline(legs, words),
        subtitle=words.gettext(
            "Net gain, km², of {earlier} (hatched) and {later} (plain); hollow: Russian claims, "
            "not verified"
        ).format(earlier=words.span(legs.earlier), later=words.span(legs.later)),
        picture=picture,
        alt=words.gettext("Three pairs of bars of net gain: {pairs}.").format(
            pairs="; ".join(_leg_words(leg, words) for leg in legs.legs)
        ),
        long_text=_legs_text(legs, words),
        make_table=partial(_legs_table, legs, words),
        make_rows=partial(numbers.three_counts, legs),
        source_ids=source_ids,
        as_of_date=legs.as_of_date,
    )


def _leg(
    leg: Leg, top: float, legs: ThreeLegs, words: Wording, scheme: Scheme
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw the pair of bars of one count, and write its name, its change and its areas."""
    colours, assessed = COLOURS[scheme], legs.legs[1]
    change = _change(leg, words)
    title = (
        f'<b><span style="font-size:16px">{change}</span></b>  '
        f"{words.gettext(LEG_NAMES[leg.leg_id])}"
    )
    traces: list[dict[str, Any]] = []
    notes = [{**_left_title(title), "y": top - 2, "yref": "y", "yanchor": "top"}]
    bars = (
        (legs.earlier, leg.earlier_km2, assessed.earlier_km2, colours["earlier"], "/"),
        (legs.later, leg.later_km2, assessed.later_km2, colours["later"], ""),
    )
    for line, (window, km2, part_km2, colour, shape) in enumerate(bars):
        y = top - 34 - line * (BAR_PX + 3)
        traces += _leg_bars(leg, window, km2, part_km2, y, colour, shape, words)
        notes.append(
            {
                "x": max(km2, 0.0),
                "y": y,
                "text": _bar_label(legs, window, km2, words),
                "showarrow": False,
                "xanchor": "left",
                "xshift": 6,
                "font": {"size": 13, "color": colours["text"]},
            }
        )
    return traces, notes


def _left_title(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13},
    }


def _bar_label(legs: ThreeLegs, window: Window, km2: float, words: Wording) -> str:
    """Label a bar with its year; where both windows have the same, hatch and subtitle tell."""
    area = f"<b>{words.area(km2)}</b>"
    years = [_years(each) for each in (legs.earlier, legs.later)]
    if years[0] == years[1]:
        return area
    return words.gettext("{year}: {area}").format(year=_years(window), area=area)


def _years(window: Window) -> str:
    first, last = window.first_day.year, window.last_day.year
    return str(last) if first == last else f"{first}–{last}"


def _leg_bars(
    leg: Leg,
    window: Window,
    km2: float,
    assessed_km2: float,
    y: float,
    colour: str,
    shape: str,
    words: Wording,
) -> list[dict[str, Any]]:
    """Draw one bar; with claims, what ISW assesses is full and what claims add is hollow.

    Where claims take off (the claimed land shrank), the whole bar is hollow: no part of it can
    be told apart.
    """
    hover = f"{words.window(window)}: {words.area(km2)}<extra></extra>"
    line = {"color": colour, "width": 1.5}
    fill = {
        "color": colour,
        "line": line,
        "pattern": {"shape": shape, "fgcolor": colour, "fillmode": "replace", "size": 5},
    }
    hollow = {"color": "rgba(0,0,0,0)", "line": line}
    has_claims = leg.leg_id == "isw_with_claims"
    parts = [(km2, hollow if has_claims else fill)]
    if has_claims and 0 <= assessed_km2 <= km2:
        parts.append((assessed_km2, fill))
    return [
        {
            "type": "bar",
            "x": [value],
            "y": [y],
            "width": BAR_PX,
            "orientation": "h",
            "marker": marker,
            "name": leg.leg_id,
            "hovertemplate": hover,
        }
        for value, marker in parts
    ]


def _leg_words(leg: Leg, words: Wording) -> str:
    names: dict[LegId, str] = {
        "deepstate": words.gettext("DeepState"),
        "isw_assessed": words.gettext("ISW as assessed"),
        "isw_with_claims": words.gettext("ISW with Russian claims"),
    }
    return words.gettext("{name} {earlier} and {later} ({change})").format(
        name=names[leg.leg_id],
        earlier=words.area(leg.earlier_km2),
        later=words.area(leg.later_km2),
        change=_change(leg, words),
    )


def _legs_text(legs: ThreeLegs, words: Wording) -> str:
    sentences = [
        words.gettext(
            "Net change {earlier} ({earlier_days}) and {later} ({later_days}): {pairs}."
        ).format(
            earlier=words.over(legs.earlier),
            later=words.over(legs.later),
            earlier_days=words.length(legs.earlier),
            later_days=words.length(legs.later),
            pairs="; ".join(_leg_words(leg, words) for leg in legs.legs),
        )
    ]
    changes = _changes(legs)
    if changes is not None:
        ours, assessed, claims = changes
        sentences.append(
            words.gettext(
                "Between the two maps the rate differs by {maps}; counting Russian claims, not "
                "verified, moves it by {claims}."
            ).format(
                maps=words.difference(abs(assessed - ours), "pct").removeprefix("+"),
                claims=words.difference(claims - assessed, "pct"),
            )
        )
    sentences.append(
        words.gettext(
            "The two maps come from two publishers, and the three counts are not averaged."
        )
    )
    return " ".join(sentences)


def _legs_table(legs: ThreeLegs, words: Wording) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.gettext("Count"): [words.gettext(LEG_NAMES[leg.leg_id]) for leg in legs.legs],
            words.gettext("{window}, km²").format(window=words.span(legs.earlier)): [
                words.signed(leg.earlier_km2) for leg in legs.legs
            ],
            words.gettext("{window}, km²").format(window=words.span(legs.later)): [
                words.signed(leg.later_km2) for leg in legs.legs
            ],
            words.gettext("Change"): [_change(leg, words) for leg in legs.legs],
            words.gettext("As of"): [words.short_day(leg.as_of_date) for leg in legs.legs],
        }
    )


def reconciliation(
    board: Board,
    months: pd.DataFrame,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw each publisher's months over ours, one panel a publisher, on one scale.

    Args:
        board: The published figures of the months shown.
        months: What `months_on_three_counts` gives for the same span.
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
    break_month = series_break(board.rows, *BREAK)
    for number, panel in enumerate(panels, start=1):
        _draw_panel(picture, number, panel, shown, months, words, scheme)
        picture.add_annotation(
            **_left_title(_panel_title(panel, shown, words, is_first=number == 1)),
            y=1,
            yref=f"{_axis('y', number)} domain",
            yanchor="bottom",
            yshift=2,
        )
        if break_month is not None and any(name in BREAK for name, _, _ in panel.series):
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
        headline=_board_headline(board, words),
        subtitle=words.gettext(
            "Net gain of each month, km²: in every panel bars are our figure; marks are what was "
            "printed, hollow where Russian claims are in it; steps are the ISW map, measured here"
        ),
        picture=picture,
        alt=_board_alt(board, panels, words),
        long_text=_board_text(board, months, words),
        make_table=partial(board_table, board.months, words),
        make_rows=partial(numbers.publishers_by_month, shown, months),
        source_ids=source_ids,
        as_of_date=months["closing_as_of_date"].iloc[-1].date(),
        printed_source_ids=tuple(dict.fromkeys(row.source_id for row in board.months)),
    )


def _panels(shown: Sequence[BoardRow]) -> list[_Panel]:
    """Give each series its panel; those without one of their own share the last."""
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
    """Name the panel and its marks in two short lines: a phone has room for no more."""
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
                second = _("does not say whether losses are taken off")
        case several:
            series = {row.series_id: row for row in shown}
            marks = [
                f"{sign} {_short_name(series[series_id], words)}"
                for series_id, _symbol, sign in several
            ]
            first, second = "  ".join([name, *marks[:2]]), "  ".join(marks[2:])
    if is_first:
        second = second or _("bars, here and below: calculated here")
    return f"{first}<br>{second}" if second else first


def _short_name(row: BoardRow, words: Wording) -> str:
    short = SHORT_NAMES.get(row.series_id)
    return words.gettext(short) if short else row.series


def _board_headline(board: Board, words: Wording) -> str:
    spread = widest_spread(board.rows)
    if spread is None:
        return words.gettext("No month has figures of two publishers")
    return words.gettext(
        "Figures for one month lie up to {area} apart: publishers do not count the same things"
    ).format(area=words.area(spread.km2))


def _board_alt(board: Board, panels: Sequence[_Panel], words: Wording) -> str:
    return words.gettext(
        "{panels} panels of monthly net gain, {first} to {last}: our bars in each, and over them "
        "the figures printed by {series}."
    ).format(
        panels=words.number(len(panels)),
        first=words.month(board.within.first_day),
        last=words.month(board.within.last_day),
        series="; ".join(dict.fromkeys(row.series for row in board.months)),
    )


def _agreement(board: Board, words: Wording) -> list[str]:
    """Say how far printed series are from the map they follow, as measured here."""
    rows = [row for row in board.months if row.is_comparable and row.unit == "km2"]

    def gaps(series_id: str, column: str) -> list[float]:
        pairs = [(row.printed, getattr(row, column)) for row in rows if row.series_id == series_id]
        return [abs(printed - measured) for printed, measured in pairs if measured is not None]

    deepstate = gaps("deepstate", "ours")
    isw = gaps("isw_direct", "isw_assessed")
    afp = gaps("isw_afp", "isw_with_claims")
    said = (
        (
            deepstate,
            words.messages.ngettext(
                "What DeepState printed for {count} month and our figure differ by {mean} on "
                "average and {worst} at most.",
                "What DeepState printed for {count} months and our figures differ by {mean} on "
                "average and {worst} at most.",
                len(deepstate),
            ),
        ),
        (
            isw,
            words.messages.ngettext(
                "What ISW printed for {count} month and its map as assessed differ by {mean} on "
                "average and {worst} at most.",
                "What ISW printed for {count} months and its map as assessed differ by {mean} on "
                "average and {worst} at most.",
                len(isw),
            ),
        ),
        (
            afp,
            words.messages.ngettext(
                "What AFP printed for {count} month and the ISW map with Russian claims differ by "
                "{mean} on average and {worst} at most.",
                "What AFP printed for {count} months and the ISW map with Russian claims differ by "
                "{mean} on average and {worst} at most.",
                len(afp),
            ),
        ),
    )
    return [
        text.format(
            count=len(found),
            mean=words.area(sum(found) / len(found), 1),
            worst=words.area(max(found), 1),
        )
        for found, text in said
        if found
    ]


def _board_text(board: Board, months: pd.DataFrame, words: Wording) -> str:
    _ = words.gettext
    sentences = [
        _("{count} figures for whole months by {publishers} publishers stand beside ours.").format(
            count=words.number(len(board.months)),
            publishers=words.number(len({row.source_id for row in board.months})),
        ),
        *_agreement(board, words),
    ]
    spread = widest_spread(board.rows)
    if spread is not None:
        sentences.append(
            _(
                "Figures lie furthest apart for {month}: {low} ({low_series}) and {high} "
                "({high_series})."
            ).format(
                month=words.month(spread.month),
                low=words.area(spread.lowest.printed),
                low_series=spread.lowest.series,
                high=words.area(spread.highest.printed),
                high_series=spread.highest.series,
            )
        )
    sentences += [*_breaks(board, months, words), *_left_out(board, words)]
    sentences.append(_("No figure is averaged with another."))
    return " ".join(sentences)


def _breaks(board: Board, months: pd.DataFrame, words: Wording) -> list[str]:
    """Say where series change their basis, and where the ISW areas end."""
    _ = words.gettext
    sentences = []
    month = series_break(board.rows, *BREAK)
    if month is not None:
        sentences.append(
            _(
                "From {month} AFP leaves out Russian claims that ISW does not confirm: the months "
                "before and after are not one series."
            ).format(month=words.month(month))
        )
    sentences += [
        _(
            "ISW's figure of {area} for {window} takes in land in Kursk oblast, Russia: it is no "
            "count of land in Ukraine."
        ).format(area=words.area(row.printed), window=words.span(row.window))
        for row in board.rows
        if row.caveat_id == "includes_kursk"
    ]
    known = months.loc[months["isw_assessed_km2"].notna(), "month"]
    if len(known) and known.iloc[-1] < months["month"].iloc[-1]:
        sentences.append(
            _("The areas of the ISW map are known for whole months through {month} only.").format(
                month=words.month(known.iloc[-1].date())
            )
        )
    return sentences


def _left_out(board: Board, words: Wording) -> list[str]:
    """Say what stands in the table only, in another place, or nowhere."""
    superseded = sum(row.caveat_id == "superseded" for row in board.months)
    middles = sum(row.caveat_id == "middle_of_range" for row in board.months)
    unspecified = sum(row.measure == "gain_not_specified" for row in board.months)
    claims = sum(row.is_claim for row in board.rows)
    no_change = board.one_way_left_out + board.level_left_out
    counted = (
        (
            superseded,
            words.messages.ngettext(
                "{count} figure that its counter replaced later is in the table only.",
                "{count} figures that their counter replaced later are in the table only.",
                superseded,
            ),
        ),
        (
            unspecified,
            words.messages.ngettext(
                "For {count} figure the publisher does not say whether losses are taken off.",
                "For {count} figures the publisher does not say whether losses are taken off.",
                unspecified,
            ),
        ),
        (
            middles,
            words.messages.ngettext(
                "{count} mark is the middle of a printed range.",
                "{count} marks are the middle of a printed range.",
                middles,
            ),
        ),
        (
            claims,
            words.messages.ngettext(
                "{count} figure of Russian officials is a claim, not verified.",
                "{count} figures of Russian officials are claims, not verified.",
                claims,
            )
            if any(row.is_claim for row in board.months)
            else words.messages.ngettext(
                "{count} figure of Russian officials is a claim, not verified, and for no "
                "calendar month.",
                "{count} figures of Russian officials are claims, not verified; none is for a "
                "calendar month.",
                claims,
            ),
        ),
        (
            no_change,
            words.messages.ngettext(
                "{count} published total, share or tally of one side is no net change and left "
                "out.",
                "{count} published totals, shares and tallies of one side are no net change and "
                "left out.",
                no_change,
            ),
        ),
    )
    return [text.format(count=words.number(count)) for count, text in counted if count]


def board_table(rows: Sequence[BoardRow], words: Wording) -> pd.DataFrame:
    """Set published figures beside ours and ISW's map, one row a published figure.

    Args:
        rows: Rows of a board: its months, its other windows, or those of one window.
        words: The reader's language.

    Returns:
        Window, who, printed, ours, the ISW map in both definitions, the difference to each,
        definition, kind, as-of, page and note; "–" where a count does not reach.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Window"): [
                words.month(row.month) if row.month else words.window(row.window) for row in rows
            ],
            _("Who"): [row.series for row in rows],
            _("Unit"): [_unit(row.unit, words) for row in rows],
            _("Printed"): [_printed(row, words) for row in rows],
            _("Calculated here"): [_measured(row.ours, row, words) for row in rows],
            _("Printed less ours"): [_measured(row.printed_less_ours, row, words) for row in rows],
            _("ISW map, assessed"): [_measured(row.isw_assessed, row, words) for row in rows],
            _("Printed less ISW map, assessed"): [
                _measured(row.printed_less_isw_assessed, row, words) for row in rows
            ],
            _("ISW map with Russian claims"): [
                _measured(row.isw_with_claims, row, words) for row in rows
            ],
            _("Printed less ISW map with claims"): [
                _measured(row.printed_less_isw_with_claims, row, words) for row in rows
            ],
            _("What it counts"): [row.definition for row in rows],
            _("Kind"): [_kind(row, words) for row in rows],
            _("As of"): [words.short_day(row.as_of_date) for row in rows],
            _("Read at"): [row.publisher for row in rows],
            _("Link"): [row.url for row in rows],
            _("Note"): [row.note for row in rows],
        }
    )


def printed_list(rows: Sequence[BoardRow], words: Wording) -> str:
    """Write published figures as a list for a page, each beside ours, with its page to read.

    Args:
        rows: The rows of one window.
        words: The reader's language.

    Returns:
        Markdown, one item a published figure; empty for no rows.
    """
    text = words.gettext(
        "- **{who}**: printed {printed} {unit}, calculated here {ours} {unit}, difference "
        "{difference}. {definition} {kind}, as of {day}: [{page}]({url})."
    )
    return "\n".join(
        text.format(
            who=row.series,
            printed=_printed(row, words),
            unit=_unit(row.unit, words),
            ours=_measured(row.ours, row, words),
            difference=_measured(row.printed_less_ours, row, words),
            definition=row.definition,
            kind=_kind(row, words),
            day=words.short_day(row.as_of_date),
            page=row.publisher,
            url=row.url,
        )
        for row in rows
    )


def _unit(unit: str, words: Wording) -> str:
    names = {
        "km2": words.gettext("km²"),
        "km2_per_day": words.gettext("km² a day"),
        "km2_per_week": words.gettext("km² a week"),
        "km2_per_month": words.gettext("km² a month"),
    }
    return names[unit]


def _printed(row: BoardRow, words: Wording) -> str:
    """Write the figure with the decimals it was printed with."""
    decimals = next((n for n in range(2) if round(row.printed, n) == row.printed), 2)
    return words.signed(row.printed, decimals)


def _measured(value: float | None, row: BoardRow, words: Wording) -> str:
    return "–" if value is None else words.signed(value, 0 if row.unit == "km2" else 1)


def _kind(row: BoardRow, words: Wording) -> str:
    if row.is_claim:
        return words.gettext("Claim, not verified")
    match row.caveat_id:
        case "superseded":
            return words.gettext("Published figure, replaced later")
        case "includes_kursk":
            return words.gettext("Published figure, with land in Russia")
        case "middle_of_range":
            return words.gettext("Middle of a published range")
    if row.series_id == BREAK[0]:
        return words.gettext("Published figure, with Russian claims")
    return words.gettext("Published figure")
