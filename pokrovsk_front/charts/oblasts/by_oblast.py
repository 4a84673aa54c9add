"""Small multiples of territory gained: one panel an oblast, two windows in each.

All panels share both axes, so that a height means the same everywhere; the figures stand above
each. On a scale of its own, which a reader may choose, a panel shows the course of a small oblast,
and the subtitle says that heights no longer compare.
"""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import month_ticks
from pokrovsk_front.charts.oblasts import sentences
from pokrovsk_front.charts.oblasts.sides import Side, make_sides, oblasts_shown
from pokrovsk_front.charts.template import arrangement, grid, hovered_area, plot
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.shares import OBLAST_NAMES
from pokrovsk_front.model.wording import Wording

COLUMNS = 2
"""Two panels side by side are legible at phone width."""

CURVE_HEIGHT_PX = 96

TITLE_HEIGHT_PX, NAME_LINE_PX = 62, 17
"""Three lines above each panel, its oblast and the figure of each window; a fourth for a name
that has no room on one."""

MAX_NAME_LETTERS = 19
"""Letters of a name that fit above a panel at phone width."""

AXIS_HEIGHT_PX = 44

PANEL_WIDTH_PX = 190
"""The least width of a panel beside several."""

MAX_MONTH_TICKS = 4

MIN_MONTH_TICKS = 2


def _panel_title(oblast_iso: str, sides: tuple[Side, Side], words: Wording) -> str:
    lines = [f"<b>{'<br>'.join(_name_lines(oblast_iso, words))}</b>"]
    lines += [
        f'<span style="color:{side.colour}">{side.sample} {side.name}: '
        f"<b>{words.signed(side.net_km2(oblast_iso))}</b></span>"
        for side in reversed(sides)
    ]
    return "<br>".join(lines)


def _name_lines(oblast_iso: str, words: Wording) -> list[str]:
    """Write the name of an oblast, on two lines where it is long."""
    name = words.gettext(OBLAST_NAMES[oblast_iso])
    return [name] if len(name) <= MAX_NAME_LETTERS else name.rsplit(" ", 1)


def _title_px(shown: list[str], words: Wording) -> int:
    lines = max(len(_name_lines(iso, words)) for iso in shown)
    return TITLE_HEIGHT_PX + NAME_LINE_PX * (lines - 1)


def _ticks(sides: tuple[Side, Side], words: Wording) -> dict[str, Any]:
    """Configure the ticks: months where both windows share them, else days."""
    earlier, later = (side.gain.window for side in sides)
    ticks = month_ticks(earlier, later, words, max_ticks=MAX_MONTH_TICKS)
    if ticks is None or len(ticks["tickvals"]) < MIN_MONTH_TICKS:
        return {"nticks": MAX_MONTH_TICKS}
    return ticks


def _heights(shown: list[str], sides: tuple[Side, Side]) -> tuple[float, float]:
    """Give the lowest and the highest point of all panels; 0 is always within."""
    curves = [side.curves.filter(shown).to_numpy() for side in sides]
    return float(min(0.0, *map(np.min, curves))), float(max(0.0, *map(np.max, curves)))


def _range(shown: list[str], sides: tuple[Side, Side]) -> list[float]:
    lowest, highest = _heights(shown, sides)
    room = 0.06 * (highest - lowest)
    return [lowest - (room if lowest else 0), highest + room]


def _draw(
    shown: list[str],
    sides: tuple[Side, Side],
    words: Wording,
    scheme: Scheme,
    *,
    has_own_scales: bool,
) -> go.Figure:
    rows = -(-len(shown) // COLUMNS)
    title_px = _title_px(shown, words)
    inner_px = rows * (title_px + CURVE_HEIGHT_PX) - title_px
    panels = [(oblast_iso, str(at) if at > 1 else "") for at, oblast_iso in enumerate(shown, 1)]
    layout = {
        **_axes(shown, sides, title_px / inner_px, words, has_own_scales=has_own_scales),
        "annotations": [
            {
                "text": _panel_title(oblast_iso, sides, words),
                "x": 0,
                "y": 1,
                "xref": f"x{panel} domain",
                "yref": f"y{panel} domain",
                "xanchor": "left",
                "yanchor": "bottom",
                "align": "left",
                "showarrow": False,
                "font": {"size": 13},
            }
            for oblast_iso, panel in panels
        ],
        "height": inner_px + title_px + AXIS_HEIGHT_PX,
        "margin": {"l": 8, "r": 8, "t": title_px, "b": AXIS_HEIGHT_PX},
        "meta": {
            "arrangements": [
                _in_columns(len(shown), title_px, each, has_own_scales=has_own_scales)
                for each in (3, 4)
            ]
        },
    }
    traces = [
        {**_curve(oblast_iso, side, words), "xaxis": f"x{panel}", "yaxis": f"y{panel}"}
        for oblast_iso, panel in panels
        for side in reversed(sides)
        if oblast_iso in side.curves
    ]
    return plot(traces, layout, scheme, words)


def _in_columns(
    panels: int, title_px: int, columns: int, *, has_own_scales: bool
) -> dict[str, Any]:
    """Arrange the panels in more columns, for a picture of another shape."""
    rows = -(-panels // columns)
    inner_px = rows * (title_px + CURVE_HEIGHT_PX) - title_px
    names = [f"{letter}axis{at}" for at in range(panels) for letter in "xy"]
    places = arrangement(
        dict.fromkeys(names),
        columns=columns,
        rows=rows,
        gap_share=title_px / inner_px,
        aside_share=0.07 if has_own_scales else 0.04,
    )
    for name, place in places.items():
        if has_own_scales and name.startswith("y"):
            place["showticklabels"] = True
    return {
        "width": 56 + PANEL_WIDTH_PX * columns,
        "height": inner_px + title_px + AXIS_HEIGHT_PX,
        "layout": places,
    }


def _axes(
    shown: list[str],
    sides: tuple[Side, Side],
    gap_share: float,
    words: Wording,
    *,
    has_own_scales: bool,
) -> dict[str, Any]:
    """Configure the axes: days under the lowest of each column, areas the same in every panel."""
    rows = -(-len(shown) // COLUMNS)
    days = {
        "range": [0, max(side.gain.window.days for side in sides) * 1.03],
        "showline": True,
        **_ticks(sides, words),
    }
    areas = {"tickformat": ",", "nticks": 4, "zeroline": True}
    axes: dict[str, Any] = {}
    for name, place in grid(rows, COLUMNS, gap_share, 0.1 if has_own_scales else 0.05).items():
        panel = int(name[len("xaxis") :] or 1)
        axes[name] = {**place, **(days if name.startswith("x") else areas)}
        if name.startswith("y"):
            of_panel = shown[panel - 1 : panel] if has_own_scales else shown
            axes[name]["range"] = _range(of_panel or shown, sides)
            if has_own_scales:
                axes[name] |= {"matches": None, "showticklabels": True}
        if panel > len(shown):
            axes[name]["visible"] = False
        elif name.startswith("x"):
            axes[name]["showticklabels"] = panel + COLUMNS > len(shown)
    return axes


def _curve(oblast_iso: str, side: Side, words: Wording) -> dict[str, Any]:
    """Draw the curve of one window in one oblast."""
    area = hovered_area("y", words)
    return {
        "type": "scatter",
        "x": (side.curves.index - side.curves.index[0]).days.to_numpy(),
        "y": side.curves[oblast_iso].to_numpy(),
        "name": f"{side.name}, {words.gettext(OBLAST_NAMES[oblast_iso])}",
        "mode": "lines",
        "line": {"color": side.colour, "dash": side.dash, "width": side.width, "shape": "hv"},
        "customdata": side.days,
        "hovertemplate": f"{side.name}, %{{customdata}}: {area}<extra></extra>",
    }


def _empty(words: Wording, scheme: Scheme) -> go.Figure:
    note = {
        "text": words.gettext("Nothing to draw"),
        **{"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5},
        "showarrow": False,
    }
    hidden = {"visible": False}
    layout = {"height": TITLE_HEIGHT_PX * 2, "xaxis": hidden, "yaxis": hidden}
    return plot([], {**layout, "annotations": [note]}, scheme, words)


def by_oblast(
    by_oblast: pd.DataFrame,
    comparison: Comparison,
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
    has_own_scales: bool = False,
) -> Figure[go.Figure]:
    """Draw the net gain of two windows by day, one panel an oblast.

    Args:
        by_oblast: The table `daily_area_by_oblast`.
        comparison: The two windows.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the oblast borders come from.
        has_own_scales: Whether each panel has a scale of its own.

    Returns:
        Panels with the same axes unless asked otherwise, the largest change first; an oblast
        whose curves stay within `MIN_CHANGE_KM2` has none. A value stands until the next map.

    Raises:
        ArchiveGapError: A boundary of a window is outside the table or in a gap.
    """
    sides = make_sides(by_oblast, comparison, words, scheme)
    shown = oblasts_shown(sides)
    subtitle = (
        words.gettext(
            "Net gain since the start of each window by oblast, km², by day of the map; each panel "
            "has its own scale: heights do not compare"
        )
        if has_own_scales
        else words.gettext(
            "Net gain since the start of each window by oblast, km², by day of the map"
        )
    )
    return Figure(
        figure_id="gain_by_oblast",
        headline=sentences.headline(shown, sides, words),
        subtitle=subtitle,
        picture=_draw(shown, sides, words, scheme, has_own_scales=has_own_scales)
        if shown
        else _empty(words, scheme),
        alt=sentences.alt(shown, sides, words),
        long_text=sentences.long_text(sides, words),
        make_table=partial(sentences.table, shown, sides, words),
        make_rows=partial(
            numbers.by_oblast, [(side.gain.window, side.curves) for side in sides], shown
        ),
        source_ids=source_ids,
        as_of_date=max(side.gain.closing_as_of_date for side in sides),
        days=comparison.days,
    )
