"""Small multiples of territory gained: one panel an oblast, two windows in each.

All panels share both axes, so that a height means the same everywhere. What it refuses: a scale
of its own for a small oblast, which would make a few km2 look like many; the figures stand above
each panel instead.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pokrovsk_front.charts.template import COLOURS, template
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.shares import (
    CLAIMED_REGIONS,
    OBLAST_NAMES,
    GainByOblast,
    cumulative_by_oblast,
    gain_by_oblast,
)
from pokrovsk_front.model.wording import Wording

COLUMNS = 2
"""Two panels side by side are still read on a telephone."""

MINIMUM_CHANGE_KM2 = 1.0
"""An oblast that never moved by so much in either window gets no panel."""

CURVE_HEIGHT_PX = 96
TITLE_HEIGHT_PX = 62
"""Three lines above each panel: its oblast and the figure of each window."""

AXIS_HEIGHT_PX = 44
MOST_MONTH_TICKS = 4
FEWEST_MONTH_TICKS = 2
DAYS_OF_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two windows: its gains, its curves and its look."""

    gain: GainByOblast
    curves: pd.DataFrame
    name: str
    colour: str
    dash: str
    sample: str
    width: float
    marker: str

    def net_km2(self, oblast_iso: str) -> float:
        """Net gain of an oblast; 0 where the window never saw it."""
        nets = (each.net_km2 for each in self.gain.oblasts if each.oblast_iso == oblast_iso)
        return next(nets, 0.0)


def _sides(
    frame: pd.DataFrame, comparison: Comparison, words: Wording, scheme: Scheme
) -> tuple[_Side, _Side]:
    """Measure both windows by oblast; the earlier one first."""
    windows = comparison.earlier.window, comparison.later.window
    names = words.short_names(*windows)
    gains = [gain_by_oblast(frame, window) for window in windows]
    curves = [cumulative_by_oblast(frame, window) for window in windows]
    colours = COLOURS[scheme]
    return (
        _Side(gains[0], curves[0], names[0], colours["earlier"], "dash", "╍╍", 2, "circle-open"),
        _Side(gains[1], curves[1], names[1], colours["later"], "solid", "━━", 3, "circle"),
    )


def _oblasts_shown(sides: tuple[_Side, _Side]) -> list[str]:
    """List the oblasts that moved, the one with the largest net change first."""
    moved = pd.concat([side.curves for side in sides])
    most = moved["net_km2"].abs().groupby(moved["oblast_iso"]).max()
    shown = most.index[most >= MINIMUM_CHANGE_KM2]
    return sorted(
        shown, key=lambda iso: (-max(abs(side.net_km2(iso)) for side in sides), -most[iso], iso)
    )


def _panel_title(oblast_iso: str, sides: tuple[_Side, _Side], words: Wording) -> str:
    lines = [f"<b>{words.gettext(OBLAST_NAMES[oblast_iso])}</b>"]
    lines += [
        f'<span style="color:{side.colour}">{side.sample} {side.name}: '
        f"<b>{words.signed(side.net_km2(oblast_iso))}</b></span>"
        for side in reversed(sides)
    ]
    return "<br>".join(lines)


def _ticks(sides: tuple[_Side, _Side], words: Wording) -> dict[str, object]:
    """Name a few months where both windows share them, else leave it to the days."""
    windows = [side.gain.window for side in sides]
    longest = max(windows, key=lambda each: each.days)
    starts = {(each.first_day.month, each.first_day.day) for each in windows}
    months = list(pd.date_range(longest.first_day, longest.last_day, freq="MS"))
    if len(starts) > 1 or longest.days > DAYS_OF_A_YEAR or len(months) < FEWEST_MONTH_TICKS:
        return {"nticks": MOST_MONTH_TICKS}
    months = months[:: -(-len(months) // MOST_MONTH_TICKS)]
    return {
        "tickvals": [(month.date() - longest.first_day).days + 1 for month in months],
        "ticktext": [words.short_month(month.date()) for month in months],
    }


def _heights(shown: list[str], sides: tuple[_Side, _Side]) -> tuple[float, float]:
    """Give the lowest and the highest point of all panels; 0 is always within."""
    curves = pd.concat([side.curves for side in sides])
    heights = curves["net_km2"].to_numpy(dtype=float)[curves["oblast_iso"].isin(shown).to_numpy()]
    return float(min(0.0, heights.min())), float(max(0.0, heights.max()))


def _draw(
    shown: list[str], sides: tuple[_Side, _Side], words: Wording, scheme: Scheme
) -> go.Figure:
    rows = -(-len(shown) // COLUMNS)
    row_px = TITLE_HEIGHT_PX + CURVE_HEIGHT_PX
    inner_px = rows * row_px - TITLE_HEIGHT_PX
    picture = make_subplots(
        rows=rows,
        cols=COLUMNS,
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=TITLE_HEIGHT_PX / inner_px if rows > 1 else 0,
        horizontal_spacing=0.05,
    )
    traces: list[dict[str, object]] = []
    places: list[tuple[int, int]] = []
    for position, oblast_iso in enumerate(shown):
        place = divmod(position, COLUMNS)
        drawn = [trace for side in reversed(sides) for trace in _traces(oblast_iso, side, words)]
        traces += drawn
        places += [(place[0] + 1, place[1] + 1)] * len(drawn)
    # All at once: each later change of a figure would validate it again.
    picture.add_traces(
        traces, rows=[row for row, _ in places], cols=[column for _, column in places]
    )
    titles = [
        {
            "text": _panel_title(oblast_iso, sides, words),
            "x": 0,
            "y": 1,
            "xref": f"x{position or ''} domain",
            "yref": f"y{position or ''} domain",
            "xanchor": "left",
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "font": {"size": 13},
        }
        for position, oblast_iso in zip([0, *range(2, len(shown) + 1)], shown, strict=True)
    ]
    picture.update_layout(annotations=titles)
    lowest, highest = _heights(shown, sides)
    room = 0.06 * (highest - lowest)
    days = max(side.gain.window.days for side in sides)
    picture.update_yaxes(
        range=[lowest - (room if lowest else 0), highest + room],
        tickformat=",",
        nticks=4,
        zeroline=True,
    )
    picture.update_xaxes(range=[0, days * 1.03], showline=True, **_ticks(sides, words))
    _name_the_last_days(picture, len(shown), rows)
    picture.update_layout(
        template=template(scheme), height=inner_px + TITLE_HEIGHT_PX + AXIS_HEIGHT_PX
    )
    picture.update_layout(margin_t=TITLE_HEIGHT_PX, margin_b=AXIS_HEIGHT_PX)
    return picture


def _traces(oblast_iso: str, side: _Side, words: Wording) -> list[dict[str, object]]:
    """Draw the curve of one window in one oblast, and a mark at its end."""
    curve = side.curves[side.curves["oblast_iso"] == oblast_iso]
    days, net_km2 = curve["day_of_window"].to_numpy(), curve["net_km2"].to_numpy()
    return [
        {
            "type": "scatter",
            "x": days,
            "y": net_km2,
            "name": f"{side.name}, {words.gettext(OBLAST_NAMES[oblast_iso])}",
            "mode": "lines",
            "line": {
                "color": side.colour,
                "dash": side.dash,
                "width": side.width,
                "shape": "hv",
            },
            "customdata": np.array(
                [words.short_day(day) for day in curve["as_of_date"].dt.date], dtype=object
            ),
            "hovertemplate": f"{side.name}, %{{customdata}}: %{{y:,.0f}} km²<extra></extra>",
        },
        {
            "type": "scatter",
            "x": days[-1:],
            "y": net_km2[-1:],
            "mode": "markers",
            "marker": {"color": side.colour, "size": 7, "symbol": side.marker},
            "hoverinfo": "skip",
        },
    ]


def _name_the_last_days(picture: go.Figure, panels: int, rows: int) -> None:
    """Put the days below the lowest panel of each column, and hide a place without a panel."""
    if panels % COLUMNS:
        picture.update_xaxes(visible=False, row=rows, col=COLUMNS)
        picture.update_yaxes(visible=False, row=rows, col=COLUMNS)
    for column in range(1, COLUMNS + 1):
        lowest = rows if panels % COLUMNS in (0, *range(column, COLUMNS)) else rows - 1
        if lowest:
            picture.update_xaxes(showticklabels=True, row=lowest, col=column)


def _empty(words: Wording, scheme: Scheme) -> go.Figure:
    picture = go.Figure(layout={"template": template(scheme), "height": TITLE_HEIGHT_PX * 2})
    picture.update_xaxes(visible=False)
    picture.update_yaxes(visible=False)
    picture.add_annotation(
        text=words.gettext("Nothing to draw"),
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        showarrow=False,
    )
    return picture


def _headline(shown: list[str], sides: tuple[_Side, _Side], words: Wording) -> str:
    earlier, later = sides
    spans = {
        "later": words.span(later.gain.window),
        "earlier": words.span_again(earlier.gain.window, later.gain.window),
    }
    if not shown:
        return words.gettext("In no oblast did the map move by {area}").format(
            area=words.area(MINIMUM_CHANGE_KM2)
        )
    largest = max(shown, key=lambda iso: abs(later.net_km2(iso)))
    net_km2 = later.net_km2(largest)
    template_text = (
        words.gettext(
            "{oblast} saw the largest net gain: {later_area} ({later}), against "
            "{earlier_area} ({earlier})"
        )
        if net_km2 >= 0
        else words.gettext(
            "Ukrainian forces regained most in {oblast}: net {later_area} ({later}), against "
            "{earlier_area} ({earlier})"
        )
    )
    return template_text.format(
        oblast=words.gettext(OBLAST_NAMES[largest]),
        later_area=words.area(net_km2),
        earlier_area=words.area(earlier.net_km2(largest)),
        **spans,
    )


def _alt(shown: list[str], sides: tuple[_Side, _Side], words: Wording) -> str:
    if not shown:
        return words.gettext("An empty chart: no oblast changed.")
    largest = ", ".join(
        words.gettext("{oblast} {later_area} against {earlier_area}").format(
            oblast=words.gettext(OBLAST_NAMES[iso]),
            later_area=words.signed_area(sides[1].net_km2(iso)),
            earlier_area=words.signed_area(sides[0].net_km2(iso)),
        )
        for iso in shown[:3]
    )
    return words.gettext(
        "Small line charts of net gain by day, one an oblast, {later} against {earlier}: {largest}."
    ).format(
        later=words.span(sides[1].gain.window),
        earlier=words.span(sides[0].gain.window),
        largest=largest,
    )


def _long_text(sides: tuple[_Side, _Side], words: Wording) -> str:
    sentences = [
        words.gettext(
            "Net gain of {span}: {inside} in the four claimed regions and {outside} in other "
            "oblasts, measured on maps of DeepState ({opening} v. {closing})."
        ).format(
            span=words.span(side.gain.window),
            inside=words.area(side.gain.claimed_regions_km2),
            outside=words.area(side.gain.elsewhere_km2),
            opening=words.short_day(side.gain.opening_as_of_date),
            closing=words.short_day(side.gain.closing_as_of_date),
        )
        for side in reversed(sides)
    ]
    sentences.append(
        words.gettext(
            "A hexagon on a border counts whole in the oblast of its centre, and land beyond the "
            "outer border in the nearest oblast."
        )
    )
    return " ".join(sentences)


def _table(shown: list[str], sides: tuple[_Side, _Side], words: Wording) -> pd.DataFrame:
    """Give each panel's figures, the oblasts without a panel in one row, and the sum of all."""
    _ = words.gettext
    panels = [[side.net_km2(iso) for iso in shown] for side in sides]
    columns: dict[str, list[str]] = {
        _("Oblast"): [
            *(_(OBLAST_NAMES[iso]) for iso in shown),
            _("Other oblasts"),
            _("All oblasts"),
        ],
        _("Claimed region"): [
            *(_("yes") if iso in CLAIMED_REGIONS else _("no") for iso in shown),
            *("–", "–"),
        ],
    }
    nets = [
        [*nets, side.gain.net_km2 - sum(nets), side.gain.net_km2]
        for side, nets in zip(sides, panels, strict=True)
    ]
    for side, values in zip(sides, nets, strict=True):
        column = _("{window}, km²").format(window=side.name)
        columns[column] = [words.signed(value) for value in values]
    columns[_("Difference, km²")] = [
        words.signed(second - first) for first, second in zip(*nets, strict=True)
    ]
    return pd.DataFrame(columns)


def by_oblast(
    by_oblast: pd.DataFrame,
    comparison: Comparison,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the net gain of two windows by day, one panel an oblast.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        comparison: The two windows.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the oblast borders come from.

    Returns:
        Panels with the same axes, the largest change first; an oblast whose curves stay within
        `MINIMUM_CHANGE_KM2` has none. A value stands until the next map.

    Raises:
        ArchiveGapError: A boundary of a window is outside the table or in a gap.
    """
    sides = _sides(by_oblast, comparison, words, scheme)
    shown = _oblasts_shown(sides)
    return Figure(
        figure_id="gain_by_oblast",
        headline=_headline(shown, sides, words),
        subtitle=words.gettext(
            "Net gain since the start of each window by oblast, km², by day of the map"
        ),
        picture=_draw(shown, sides, words, scheme) if shown else _empty(words, scheme),
        alt=_alt(shown, sides, words),
        long_text=_long_text(sides, words),
        make_table=partial(_table, shown, sides, words),
        source_ids=source_ids,
        as_of_date=max(side.gain.closing_as_of_date for side in sides),
    )
