"""Two windows on several counts: each count with its own pair of bars.

Each count keeps its own place and definition; none is a mean of several. Land that only Russian
sources claim is drawn hollow.
"""

from functools import partial
from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, left_title, plot
from pokrovsk_front.model import counts_text
from pokrovsk_front.model.counts import Leg, Legs
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

BAR_PX = 20

LEG_PX = 86


def side_by_side(
    legs: Legs, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw two windows on several counts, each count with its own pair of bars.

    Args:
        legs: The two windows on DeepState's map and on the ISW map, daily or weekly.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the ISW areas come from.

    Returns:
        A pair of bars a count; the part that only Russian sources claim is hollow.
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
        headline=counts_text.headline(legs, words),
        subtitle=_subtitle(legs, words),
        picture=picture,
        alt=words.gettext("Pairs of bars of net gain: {pairs}.").format(
            pairs="; ".join(counts_text.leg_text(leg, words) for leg in legs.legs)
        ),
        long_text=counts_text.long_text(legs, words),
        make_table=partial(counts_text.table, legs, words),
        make_rows=partial(numbers.three_counts, legs),
        source_ids=source_ids,
        as_of_date=legs.as_of_date,
    )


def _subtitle(legs: Legs, words: Wording) -> str:
    text = (
        words.gettext(
            "Net gain, km², of {earlier} (hatched) and {later} (plain); ISW on its weekly maps"
        )
        if legs.weekly
        else words.gettext(
            "Net gain, km², of {earlier} (hatched) and {later} (plain); hollow: Russian claims, "
            "not verified"
        )
    )
    return text.format(earlier=words.span(legs.earlier), later=words.span(legs.later))


def _leg(
    leg: Leg, top: float, legs: Legs, words: Wording, scheme: Scheme
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw the pair of bars of one count, and write its name, its change and its areas."""
    colours, assessed = COLOURS[scheme], legs.legs[1]
    change = counts_text.change(leg, words)
    title = (
        f'<b><span style="font-size:16px">{change}</span></b>  '
        f"{words.gettext(counts_text.LEG_NAMES[leg.leg_id])}"
    )
    traces: list[dict[str, Any]] = []
    notes = [{**left_title(title), "y": top - 2, "yref": "y", "yanchor": "top"}]
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


def _bar_label(legs: Legs, window: Window, km2: float, words: Wording) -> str:
    """Label a bar with its year; windows of one year differ by hatch and subtitle."""
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
    be separated.
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
