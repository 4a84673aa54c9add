"""Dot plot of the sensitivity of growth between two windows to the definition."""

from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.grey_zone_text import grey_zone_ends
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.sensitivity import BOUNDARY_DAYS, Robustness, Variant, robustness
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 420

LABELS: dict[tuple[str, str], str] = {
    ("headline", "usual"): N_("Usual definition"),
    ("calendar", "utc"): N_("Days cut at midnight UTC"),
    ("calendar", "file_date"): N_("Days by the date of the file"),
    ("sphere", "wgs84"): N_("Area on the WGS84 ellipsoid"),
    ("grey_zone", "included"): N_("Grey zone included"),
    ("regions", "claimed"): N_("The four regions that Russia claims only"),
    ("gross", "gained"): N_("All land gained, Ukrainian gains not subtracted"),
}

MOVES_MOST: dict[str, str] = {
    "headline": N_("The usual definition moves it most."),
    "boundary": N_("The choice of the first and the last day moves it most."),
    "calendar": N_("The calendar by which days are cut moves it most."),
    "sphere": N_("The shape of the Earth that areas are measured on moves it most."),
    "grey_zone": N_("The grey zone moves it most."),
    "gross": N_("Whether net or gross is counted moves it most."),
    "regions": N_("Land outside the four claimed regions moves it most."),
}


def _label(variant: Variant, words: Wording) -> str:
    """Name the row of a variant; shifts of the boundaries share one."""
    if variant.topic == "boundary":
        most = max(BOUNDARY_DAYS)
        return words.messages.ngettext(
            "Window moved by 1 to {days} day", "Window moved by 1 to {days} days", most
        ).format(days=most)
    return words.gettext(LABELS[variant.topic, variant.option])


def _headline(summary: Robustness, comparison: Comparison, words: Wording) -> str:
    said = {
        "lowest": words.signed_percent(summary.defined_pct[0]),
        "highest": words.signed_percent(summary.defined_pct[1]),
        "moved_lowest": words.signed_percent(summary.moved_pct[0]),
        "moved_highest": words.signed_percent(summary.moved_pct[1]),
        "headline": words.signed_percent(summary.headline_pct),
    }
    templates = {
        "size": words.gettext("By every known definition the growth is near {headline}"),
        "direction": words.gettext(
            "Every known definition gives a change in the same direction: {lowest} to {highest}, "
            "and with other days {moved_lowest} to {moved_highest}"
        ),
        "neither": words.gettext("Whether there was growth depends on the definition"),
    }
    text = templates[summary.holds].format(**said)
    return text if summary.holds == "neither" else words.per_day(text, *comparison.windows)


def robust_sentence(summary: Robustness, words: Wording) -> str:
    """Write whether the growth of the headline is robust.

    Args:
        summary: What `model.sensitivity.robustness` found.
        words: The reader's language.
    """
    if summary.holds == "neither":
        return words.gettext(
            "Growth in percent cannot be relied on here: it has no meaning by the usual "
            "definition, or changes its sign by another one."
        )
    text = (
        words.messages.ngettext(
            "{headline} is robust: {known} definition gives {lowest} to {highest}.",
            "{headline} is robust: {known} definitions give {lowest} to {highest}.",
            summary.known,
        )
        if summary.holds == "size"
        else words.messages.ngettext(
            "{known} definition puts the same window ahead; by how much ({headline} here) "
            "depends on the definition.",
            "All {known} definitions put the same window ahead; by how much ({headline} here) "
            "depends on the definition.",
            summary.known,
        )
    )
    said = [
        text.format(
            headline=words.signed_percent(summary.headline_pct),
            lowest=words.signed_percent(summary.lowest_pct),
            highest=words.signed_percent(summary.highest_pct),
            known=summary.known,
        )
    ]
    if summary.holds != "size":
        said.append(words.gettext(MOVES_MOST[summary.widest_topic]))
    if summary.unknown:
        said.append(
            words.messages.ngettext(
                "{count} could not be calculated.",
                "{count} could not be calculated.",
                summary.unknown,
            ).format(count=summary.unknown)
        )
    return " ".join(said)


def _spreads(summary: Robustness, words: Wording) -> str:
    """Write the spread over definitions and the spread over shifted windows."""
    if pd.isna(summary.moved_pct[0]) or pd.isna(summary.defined_pct[0]):
        return ""
    most = max(BOUNDARY_DAYS)
    return words.messages.ngettext(
        "By definition the growth is {lowest} to {highest}; with both windows moved by up to "
        "{days} day it is {moved_lowest} to {moved_highest}.",
        "By definition the growth is {lowest} to {highest}; with both windows moved by up to "
        "{days} days it is {moved_lowest} to {moved_highest}.",
        most,
    ).format(
        lowest=words.signed_percent(summary.defined_pct[0]),
        highest=words.signed_percent(summary.defined_pct[1]),
        days=most,
        moved_lowest=words.signed_percent(summary.moved_pct[0]),
        moved_highest=words.signed_percent(summary.moved_pct[1]),
    )


def definitions(
    comparison: Comparison,
    variants: list[Variant],
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the growth by each definition as a dot, one row a choice.

    Args:
        comparison: The two windows by the default definition.
        variants: What `model.sensitivity.sensitivity` measured, the headline first.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Dots and a line at the headline; a row without a dot says that it is not known.
    """
    colours, windows = COLOURS[scheme], comparison.windows
    summary = robustness(variants)
    rows = list(dict.fromkeys(_label(each, words) for each in variants))
    known = [each for each in variants if not pd.isna(each.growth_pct)]
    growth = [each.growth_pct for each in known] or [0.0]
    margin = max(8.0, (max(growth) - min(growth)) * 0.35)
    headline_pct = 0.0 if pd.isna(summary.headline_pct) else summary.headline_pct
    is_default = [each.topic == "headline" for each in known]
    hovered = words.gettext("{number}%").format(number="%{x:+.1f}")
    picture = plot(
        [
            {
                "type": "scatter",
                "x": [each.growth_pct for each in known],
                "y": [_label(each, words) for each in known],
                "mode": "markers",
                "marker": {
                    "opacity": 0.9,
                    "size": [15 if default else 10 for default in is_default],
                    "symbol": ["diamond" if default else "circle" for default in is_default],
                    "color": [colours["later" if default else "earlier"] for default in is_default],
                },
                "customdata": [_option(each, words) for each in known],
                "hovertemplate": f"%{{customdata}}: {hovered}<extra></extra>",
            }
        ],
        {
            "height": PLOT_HEIGHT_PX,
            "shapes": [
                {
                    "type": "line",
                    "x0": headline_pct,
                    "x1": headline_pct,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": colours["axis"], "width": 1, "dash": "dot"},
                }
            ],
            "annotations": [
                note
                for row in rows
                for note in _row_notes(row, variants, headline_pct, words, scheme)
            ],
            "yaxis": {
                "categoryorder": "array",
                "categoryarray": rows[::-1],
                "showticklabels": False,
                "showgrid": True,
                "range": [-0.5, len(rows) - 0.3],
            },
            "xaxis": {
                "range": [min(growth) - margin, max(growth) + margin * 2.4],
                "ticksuffix": words.gettext("{number}%").format(number=""),
                "title": {"text": words.gettext("later window against the earlier one, %")},
            },
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="definitions",
        headline=_headline(summary, comparison, words),
        subtitle=words.per_day(
            words.gettext(
                "Net gain of {later} against {earlier}, change in percent, by definition"
            ).format(later=words.span(windows[1]), earlier=words.span(windows[0])),
            *windows,
        ),
        picture=picture,
        alt=words.gettext(
            "Dots of the growth by each definition, from {lowest} to {highest}; the usual one "
            "gives {headline}."
        ).format(
            lowest=words.signed_percent(summary.lowest_pct),
            highest=words.signed_percent(summary.highest_pct),
            headline=words.signed_percent(summary.headline_pct),
        ),
        long_text=" ".join(
            [
                *filter(None, (robust_sentence(summary, words), _spreads(summary, words))),
                *(grey_zone_ends(gain, words) for gain in reversed(comparison.gains)),
            ]
        ),
        make_table=partial(_table, variants, words),
        make_rows=partial(numbers.definitions, variants),
        source_ids=source_ids,
        as_of_date=max(comparison.earlier.closing.as_of_date, comparison.later.closing.as_of_date),
        days=comparison.days,
    )


def _row_notes(
    row: str, variants: list[Variant], headline_pct: float, words: Wording, scheme: Scheme
) -> list[dict[str, Any]]:
    """Label a row above its dots with its name and range."""
    colours = COLOURS[scheme]
    of_row = [each.growth_pct for each in variants if _label(each, words) == row]
    values = [pct for pct in of_row if not pd.isna(pct)]
    return [
        {
            "x": max(values) if values else headline_pct,
            "y": row,
            "text": _range(values, words),
            "showarrow": False,
            # Beside its dots, or beside the line of the headline: on neither.
            "xanchor": "left",
            "xshift": 11,
            "font": {"color": colours["text" if values else "muted"], "size": 13},
        },
        {
            "xref": "paper",
            "x": 0,
            "y": row,
            "text": row,
            "showarrow": False,
            "xanchor": "left",
            "yshift": 17,
            "font": {"color": colours["muted"], "size": 13},
        },
    ]


def _range(values: list[float], words: Wording) -> str:
    if not values:
        return words.gettext("not known")
    first, last = words.signed_percent(min(values)), words.signed_percent(max(values))
    return first if first == last else f"{first} … {last}"


def _option(variant: Variant, words: Wording) -> str:
    if variant.topic != "boundary":
        return _label(variant, words)
    days = int(variant.option)
    return words.messages.ngettext(
        "Window moved by {days} day", "Window moved by {days} days", abs(days)
    ).format(days=words.signed(days))


def _table(variants: list[Variant], words: Wording) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.gettext("Definition"): [_option(each, words) for each in variants],
            words.gettext("Earlier, km²"): [words.signed(each.earlier_km2) for each in variants],
            words.gettext("Later, km²"): [words.signed(each.later_km2) for each in variants],
            words.gettext("Change"): [words.signed_percent(each.growth_pct) for each in variants],
        }
    )
