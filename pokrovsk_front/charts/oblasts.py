"""Small multiples of territory gained: one panel an oblast, two windows in each.

All panels share both axes, so that a height means the same everywhere. What it refuses: a scale
of its own for a small oblast, which would make a few km2 look like many; the figures stand above
each panel instead.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import month_ticks
from pokrovsk_front.charts.template import COLOURS, grid, hovered_area, plot
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.shares import (
    CLAIMED_REGIONS,
    OBLAST_NAMES,
    GainByOblast,
    OblastGain,
    cumulative_by_oblast,
    gain_by_oblast,
)
from pokrovsk_front.model.wording import Wording

COLUMNS = 2
"""Two panels side by side are still read on a telephone."""

NOT_AN_OBLAST = ("–", "–", "–")
"""What the last three rows of the table, which are no oblast, have no value for."""

MINIMUM_CHANGE_KM2 = 1.0
"""An oblast that never moved by so much in either window gets no panel."""

CURVE_HEIGHT_PX = 96
TITLE_HEIGHT_PX, NAME_LINE_PX = 62, 17
"""Three lines above each panel, its oblast and the figure of each window; a fourth for a name
that has no room on one."""

LONGEST_NAME = 19
"""So many letters of a name have room over a panel on a telephone."""

AXIS_HEIGHT_PX = 44
MAX_MONTH_TICKS = 4
FEWEST_MONTH_TICKS = 2


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two windows: its gains, its curves and its look."""

    gain: GainByOblast
    whole: Gain
    curves: pd.DataFrame
    days: list[str]
    name: str
    colour: str
    dash: str
    sample: str
    width: float

    @property
    def in_no_oblast_km2(self) -> float:
        """Occupied land of the closing map that lies in no oblast, in km2."""
        return self.whole.closing.occupied_total_km2 - self.gain.closing_km2

    def net_km2(self, oblast_iso: str) -> float:
        """Net gain of an oblast; 0 where the window never saw it."""
        nets = (each.net_km2 for each in self.gain.oblasts if each.oblast_iso == oblast_iso)
        return next(nets, 0.0)

    def parts(self, shown: list[str]) -> list[OblastGain]:
        """Give the gains of the oblasts shown, in their order."""
        by_iso = {each.oblast_iso: each for each in self.gain.oblasts}
        return [by_iso[iso] for iso in shown]


def _sides(
    frame: pd.DataFrame, comparison: Comparison, words: Wording, scheme: Scheme
) -> tuple[_Side, _Side]:
    """Measure both windows by oblast; the earlier one first."""
    windows = comparison.earlier.window, comparison.later.window
    names = words.short_names(*windows)
    gains = [gain_by_oblast(frame, window) for window in windows]
    curves = [cumulative_by_oblast(frame, gain) for gain in gains]
    colours = COLOURS[scheme]
    looks = ((colours["earlier"], "dash", "╍╍", 2), (colours["later"], "solid", "━━", 3))
    earlier, later = (
        _Side(gain, whole, curve, [words.short_day(day.date()) for day in curve.index], name, *look)
        for gain, whole, curve, name, look in zip(
            gains, comparison.gains, curves, names, looks, strict=True
        )
    )
    return earlier, later


def _oblasts_shown(sides: tuple[_Side, _Side]) -> list[str]:
    """List the oblasts that moved, the one with the largest net change first."""
    most = pd.concat([side.curves.abs().max() for side in sides]).groupby(level=0).max()
    shown = most.index[most >= MINIMUM_CHANGE_KM2]
    return sorted(
        shown, key=lambda iso: (-max(abs(side.net_km2(iso)) for side in sides), -most[iso], iso)
    )


def _panel_title(oblast_iso: str, sides: tuple[_Side, _Side], words: Wording) -> str:
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
    return [name] if len(name) <= LONGEST_NAME else name.rsplit(" ", 1)


def _title_px(shown: list[str], words: Wording) -> int:
    lines = max(len(_name_lines(iso, words)) for iso in shown)
    return TITLE_HEIGHT_PX + NAME_LINE_PX * (lines - 1)


def _ticks(sides: tuple[_Side, _Side], words: Wording) -> dict[str, Any]:
    """Name a few months where both windows share them, else leave it to the days."""
    earlier, later = (side.gain.window for side in sides)
    ticks = month_ticks(earlier, later, words, most=MAX_MONTH_TICKS)
    if ticks is None or len(ticks["tickvals"]) < FEWEST_MONTH_TICKS:
        return {"nticks": MAX_MONTH_TICKS}
    return ticks


def _heights(shown: list[str], sides: tuple[_Side, _Side]) -> tuple[float, float]:
    """Give the lowest and the highest point of all panels; 0 is always within."""
    curves = [side.curves.filter(shown).to_numpy() for side in sides]
    return float(min(0.0, *map(np.min, curves))), float(max(0.0, *map(np.max, curves)))


def _draw(
    shown: list[str], sides: tuple[_Side, _Side], words: Wording, scheme: Scheme
) -> go.Figure:
    rows = -(-len(shown) // COLUMNS)
    title_px = _title_px(shown, words)
    inner_px = rows * (title_px + CURVE_HEIGHT_PX) - title_px
    panels = [(oblast_iso, str(at) if at > 1 else "") for at, oblast_iso in enumerate(shown, 1)]
    layout = {
        **_axes(shown, sides, title_px / inner_px, words),
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
    }
    traces = [
        {**_curve(oblast_iso, side, words), "xaxis": f"x{panel}", "yaxis": f"y{panel}"}
        for oblast_iso, panel in panels
        for side in reversed(sides)
        if oblast_iso in side.curves
    ]
    return plot(traces, layout, scheme, words)


def _axes(
    shown: list[str], sides: tuple[_Side, _Side], gap_share: float, words: Wording
) -> dict[str, Any]:
    """Give every panel the same scales; the days stand below the lowest of each column."""
    rows = -(-len(shown) // COLUMNS)
    lowest, highest = _heights(shown, sides)
    room = 0.06 * (highest - lowest)
    days = {
        "range": [0, max(side.gain.window.days for side in sides) * 1.03],
        "showline": True,
        **_ticks(sides, words),
    }
    areas = {
        "range": [lowest - (room if lowest else 0), highest + room],
        "tickformat": ",",
        "nticks": 4,
        "zeroline": True,
    }
    axes: dict[str, Any] = {}
    for name, place in grid(rows, COLUMNS, gap_share, 0.05).items():
        panel = int(name[len("xaxis") :] or 1)
        axes[name] = {**place, **(days if name.startswith("x") else areas)}
        if panel > len(shown):
            axes[name]["visible"] = False
        elif name.startswith("x"):
            axes[name]["showticklabels"] = panel + COLUMNS > len(shown)
    return axes


def _curve(oblast_iso: str, side: _Side, words: Wording) -> dict[str, Any]:
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
    sentences.append(_claimed_text(sides[1], words))
    if any(abs(side.net_km2("UA-43")) >= MINIMUM_CHANGE_KM2 for side in sides):
        sentences.append(
            words.gettext(
                "Crimea was occupied before 2022: a change there is an outline that the map drew "
                "anew, not a movement of the front."
            )
        )
    sentences.append(
        words.gettext(
            "Each map is cut exactly at the oblast borders. On the map of {day}, {area} of the "
            "occupied land lie in no oblast, beyond the borders and the coast, and are in no panel."
        ).format(
            day=words.short_day(sides[1].gain.closing_as_of_date),
            area=words.area(sides[1].in_no_oblast_km2, 1),
        )
    )
    return " ".join(filter(None, sentences))


def _claimed_text(side: _Side, words: Wording) -> str:
    """Say how much of each claimed region is occupied on the closing map of a window."""
    parts = [each for each in side.gain.oblasts if each.oblast_iso in CLAIMED_REGIONS]
    listed = ", ".join(
        f"{words.gettext(OBLAST_NAMES[each.oblast_iso])} {words.percent(each.closing_pct, 1)}"
        for each in sorted(parts, key=lambda each: -each.closing_pct)
    )
    return listed and words.gettext(
        "On the map of {day} the occupied share of the land of each claimed region was: {listed}."
    ).format(day=words.short_day(side.gain.closing_as_of_date), listed=listed)


def _table(shown: list[str], sides: tuple[_Side, _Side], words: Wording) -> pd.DataFrame:
    """Give each panel's figures, the oblasts without one, land in no oblast, and the sum of all."""
    _ = words.gettext
    panels = [[side.net_km2(iso) for iso in shown] for side in sides]
    columns: dict[str, list[str]] = {
        _("Oblast"): [
            *(_(OBLAST_NAMES[iso]) for iso in shown),
            _("Other oblasts"),
            _("In no oblast"),
            _("All occupied land"),
        ],
        _("Claimed region"): [
            *(_("yes") if iso in CLAIMED_REGIONS else _("no") for iso in shown),
            *NOT_AN_OBLAST,
        ],
        _("Land of the oblast, km²"): [
            *(words.number(part.land_km2) for part in sides[1].parts(shown)),
            *NOT_AN_OBLAST,
        ],
    }
    nets = [
        [
            *nets,
            side.gain.net_km2 - sum(nets),
            side.whole.net_km2 - side.gain.net_km2,
            side.whole.net_km2,
        ]
        for side, nets in zip(sides, panels, strict=True)
    ]
    for side, values in zip(sides, nets, strict=True):
        column = _("{window}, km²").format(window=side.name)
        columns[column] = [words.signed(value) for value in values]
    columns[_("Difference, km²")] = [
        words.signed(second - first) for first, second in zip(*nets, strict=True)
    ]
    for side in sides:
        parts = side.parts(shown)
        net = _("{window}, share of the oblast's land, %").format(window=side.name)
        columns[net] = [*(words.signed_percent(part.net_pct, 1) for part in parts), *NOT_AN_OBLAST]
    later = sides[1]
    occupied = _("Occupied on {day}, share of the oblast's land, %").format(
        day=words.short_day(later.gain.closing_as_of_date)
    )
    parts = later.parts(shown)
    columns[occupied] = [*(words.percent(part.closing_pct, 1) for part in parts), *NOT_AN_OBLAST]
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
        make_rows=partial(
            numbers.by_oblast, [(side.gain.window, side.curves) for side in sides], shown
        ),
        source_ids=source_ids,
        as_of_date=max(side.gain.closing_as_of_date for side in sides),
    )


def printed_shares(shares: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Set the shares of oblasts that DeepState printed beside ours, for readers.

    Args:
        shares: The table of `model.shares.shares_beside_printed`.
        words: The reader's language.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Oblast"): [_(OBLAST_NAMES[iso]) for iso in shares["oblast_iso"]],
            _("Map of"): [words.short_day(day.date()) for day in shares["as_of_date"]],
            _("Land of the oblast, km²"): [words.number(km2) for km2 in shares["land_km2"]],
            _("Calculated here"): [words.percent(pct, 1) for pct in shares["our_pct"]],
            _("Published by DeepState"): [words.percent(pct, 1) for pct in shares["printed_pct"]],
            _("Difference"): [
                words.difference(ours - printed, "pct")
                for ours, printed in zip(shares["our_pct"], shares["printed_pct"], strict=True)
            ],
        }
    )
