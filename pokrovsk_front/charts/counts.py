"""Two windows on several counts: each count with its own pair of bars.

Each count keeps its own place and definition; none is a mean of several. Land that only Russian
sources claim is drawn hollow.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.counts import Leg, LegId, Legs
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import Window, have_same_length
from pokrovsk_front.model.wording import Wording

LEG_NAMES: dict[LegId, str] = {
    "deepstate": N_("DeepState map, as measured here"),
    "isw_assessed": N_("ISW map, control and assessed advances"),
    "isw_with_claims": N_("ISW map with Russian claims (hollow)"),
    "isw_weekly": N_("ISW map of a day a week, control and assessed advances"),
}

BAR_PX = 20

LEG_PX = 86


def _listed(parts: Sequence[str], words: Wording) -> str:
    """Write a list: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return words.gettext("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _changes(legs: Legs) -> list[float] | None:
    changes = [leg.change_pct for leg in legs.legs]
    known = [change for change in changes if change is not None]
    return known if len(known) == len(changes) else None


def _legs_headline(legs: Legs, words: Wording) -> str:
    names = {
        "later": words.span(legs.later),
        "earlier": words.span_again(legs.earlier, legs.later),
    }
    changes = _changes(legs)
    if changes is None:
        areas = [words.signed_area(leg.later_km2) for leg in legs.legs]
        text = (
            words.gettext("Net change in {later} on two counts: {areas}")
            if legs.weekly
            else words.gettext("Net change in {later} on three counts: {areas}")
        )
        return text.format(areas=_listed(areas, words), **names)
    said = (_two if legs.weekly else _three)(changes, words).format(**names)
    return words.per_day(said, legs.earlier, legs.later)


def _two(changes: list[float], words: Wording) -> str:
    """Give the headline of DeepState's map and the weekly ISW maps, the windows to be filled in."""
    ours, weekly = (words.percent(abs(change)) for change in changes)
    if all(change >= 0 for change in changes):
        text = words.gettext("Two counts put {later} above {earlier}: by {ours} and {weekly}")
    elif all(change < 0 for change in changes):
        text = words.gettext("Two counts put {later} below {earlier}: by {ours} and {weekly}")
    else:
        text = words.gettext(
            "Two counts disagree on {later} against {earlier}: {ours} and {weekly}"
        )
        ours, weekly = (words.signed_percent(change) for change in changes)
    return text.format(ours=ours, weekly=weekly, later="{later}", earlier="{earlier}")


def _three(changes: list[float], words: Wording) -> str:
    """Give the headline of all three counts, the windows to be filled in."""
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
        ours, assessed, claims = (words.signed_percent(change) for change in changes)
    return text.format(
        ours=ours, assessed=assessed, claims=claims, later="{later}", earlier="{earlier}"
    )


def _signed_percent(pct: float | None, words: Wording) -> str:
    return words.gettext("no rate") if pct is None else words.signed_percent(pct)


def _change(leg: Leg, words: Wording) -> str:
    """Write the change of a count; over windows of different length it is that of a day."""
    text = _signed_percent(leg.change_pct, words)
    if leg.change_pct is None or have_same_length(*leg.windows):
        return text
    return words.gettext("{change} a day").format(change=text)


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
        headline=_legs_headline(legs, words),
        subtitle=_subtitle(legs, words),
        picture=picture,
        alt=words.gettext("Pairs of bars of net gain: {pairs}.").format(
            pairs="; ".join(_leg_words(leg, words) for leg in legs.legs)
        ),
        long_text=_legs_text(legs, words),
        make_table=partial(_legs_table, legs, words),
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
    change = _change(leg, words)
    title = (
        f'<b><span style="font-size:16px">{change}</span></b>  '
        f"{words.gettext(LEG_NAMES[leg.leg_id])}"
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


def left_title(text: str) -> dict[str, Any]:
    """Give an annotation that starts at the left edge of the plot, as Plotly takes it."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": 13},
    }


def _bar_label(legs: Legs, window: Window, km2: float, words: Wording) -> str:
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
        "isw_weekly": words.gettext("ISW as assessed, weekly maps"),
    }
    return words.gettext("{name} {earlier} and {later} ({change})").format(
        name=names[leg.leg_id],
        earlier=words.area(leg.earlier_km2),
        later=words.area(leg.later_km2),
        change=_change(leg, words),
    )


def _legs_text(legs: Legs, words: Wording) -> str:
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
    if legs.weekly:
        return " ".join([*sentences, _weekly_text(legs.weekly, words)])
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


def _weekly_text(leg: Leg, words: Wording) -> str:
    """Say which weekly maps stand for the ends of the windows, and what they are not."""
    return words.gettext(
        "The daily areas of the ISW map do not reach over both windows: its weekly maps of {days} "
        "stand in. They come from another calculation than the daily areas and are never mixed "
        "with them; they have no Russian claims. The two counts are not averaged."
    ).format(days=_listed([words.short_day(day) for day in leg.map_days], words))


def _legs_table(legs: Legs, words: Wording) -> pd.DataFrame:
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
