"""Chart of the article's distance and its possible interpretations."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.printed_distance import Measured
from pokrovsk_front.model.wording import Wording

READING_PX, LINE_PX = 76, 17
"""Height of an interpretation with one line of label, and of each further line."""

LETTERS = 44
"""Letters of a line that fit at phone width."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
BAR_WIDTH = 0.3
TICK_WIDTH = 0.42


def printed_readings(
    measured: Sequence[Measured],
    claim: Claim,
    within: date | None,
    *,
    names: Mapping[str, str],
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw each interpretation of the article's distance beside the published one.

    Args:
        measured: The interpretations, the nearest to the published number first.
        claim: The claim; its tolerance is that of the claim check.
        within: The first map on which the front was as near to the first place as printed.
        names: Names of places by `place_id`.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the places come from.

    Returns:
        One bar an interpretation, its label above it, with a line at the published number.
    """
    colours = COLOURS[scheme]
    printed = words.printed(claim.printed_value, claim.unit)
    texts = [_lines(each, claim, names, words) for each in measured]
    reading_px = READING_PX + LINE_PX * (max(map(len, texts)) - 1)
    values = [
        words.distance(each.distance_km, 1)
        + f" ({words.difference(each.difference_km, claim.unit)})"
        for each in measured
    ]
    # The first row on top.
    rows = list(range(len(measured) - 1, -1, -1))
    longest_km = max(each.distance_km for each in measured)
    picture = plot(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [each.distance_km for each in measured],
                "y": rows,
                "width": BAR_WIDTH,
                "marker": {
                    "color": [
                        colours["later" if _is_claimed(each, claim) else "earlier"]
                        for each in measured
                    ]
                },
                "hoverinfo": "skip",
            }
        ],
        {
            "height": reading_px * len(rows) + 60,
            "xaxis": {
                "range": [0, longest_km * 1.04],
                "title": {"text": words.gettext("km")},
                "showgrid": True,
            },
            "yaxis": {"visible": False, "range": [-0.5, len(rows) - 0.3]},
            # A tick at each bar and no line through all: it would run through the words.
            "shapes": [
                {
                    "type": "line",
                    "x0": claim.printed_value,
                    "x1": claim.printed_value,
                    "y0": row - TICK_WIDTH / 2,
                    "y1": row + TICK_WIDTH / 2,
                    "line": {"color": colours["text"], "width": 3},
                }
                for row in rows
            ],
            "annotations": [
                {
                    "x": claim.printed_value,
                    "yref": "paper",
                    "y": 1,
                    "yanchor": "bottom",
                    "text": words.gettext("| published: {printed}").format(printed=printed),
                    "showarrow": False,
                    "font": {"color": colours["text"], "size": 13},
                },
                *(
                    {
                        "x": 0,
                        "y": row + BAR_WIDTH / 2,
                        "xanchor": "left",
                        "yanchor": "bottom",
                        "align": "left",
                        "text": f"{'<br>'.join(text)}<br><b>{value}</b>",
                        "showarrow": False,
                        "font": {"color": colours["text"], "size": 13},
                    }
                    for row, text, value in zip(rows, texts, values, strict=True)
                ),
            ],
            "margin": {"t": 28},
        },
        scheme,
        words,
    )
    nearest, claimed = measured[0], next(each for each in measured if _is_claimed(each, claim))
    said = {
        "here": names[claimed.from_place_id],
        "there": names[claimed.to_place_id],
        "apart": words.distance(claimed.distance_km, 1),
        "printed": printed,
        "nearest": _reading_text(nearest, names, words),
        "distance": words.distance(nearest.distance_km, 1),
    }
    return Figure(
        figure_id="printed_distance",
        headline=words.gettext(
            "{here} and {there} are {apart} apart; nearest to the published {printed} is "
            "another distance, {distance}: {nearest}"
        ).format(**said),
        subtitle=words.gettext(
            "What the article's {printed} could have been measured between, in km; in brackets: "
            "difference from the published number"
        ).format(**said),
        picture=picture,
        alt=words.gettext(
            "Bars of {count} distances against the published {printed}; the nearest is "
            "{distance}: {nearest}."
        ).format(count=len(measured), **said),
        long_text=_readings_text(measured, claimed, claim, within, names, words),
        make_table=partial(_readings_table, measured, claim, names, words),
        make_rows=partial(numbers.printed_distance, measured),
        source_ids=source_ids,
        as_of_date=max(each.as_of_date for each in measured if each.as_of_date),
        printed_source_ids=(claim.source_id,),
    )


def _lines(each: Measured, claim: Claim, names: Mapping[str, str], words: Wording) -> list[str]:
    """Write the label of an interpretation on lines of phone width; the article's own is marked."""
    text = _reading_text(each, names, words)
    if each.as_of_date:
        day = words.short_day(each.as_of_date)
        text = text.replace(day, day.replace(" ", NO_BREAK_SPACE))
    lines = [
        line.replace(NO_BREAK_SPACE, " ") for line in wrap(text, LETTERS, break_on_hyphens=False)
    ]
    return [*lines, words.gettext("(the article's words)")] if _is_claimed(each, claim) else lines


def _reading_text(each: Measured, names: Mapping[str, str], words: Wording) -> str:
    here, there = names[each.from_place_id], names[each.to_place_id]
    day = words.short_day(each.as_of_date) if each.as_of_date else ""
    match each.kind:
        case "centres":
            text = words.gettext("{here} to {there}, centre to centre")
        case "to_front":
            text = words.gettext("{here} to the front, {day}")
        case _:
            text = words.gettext("{here} to the front nearest {there}, {day}")
    return text.format(here=here, there=there, day=day)


def _readings_text(
    measured: Sequence[Measured],
    claimed: Measured,
    claim: Claim,
    within: date | None,
    names: Mapping[str, str],
    words: Wording,
) -> str:
    _ = words.gettext
    here, printed = names[claimed.from_place_id], words.printed(claim.printed_value, claim.unit)
    close = [each for each in measured if abs(each.difference_km) <= claim.tolerance]
    sentences = [
        _(
            "The article gives {printed} between the two cities; between their centres it is "
            "{apart} ({difference})."
        ).format(
            printed=printed,
            apart=words.distance(claimed.distance_km, 1),
            difference=words.difference(claimed.difference_km, claim.unit),
        ),
        _("Within the {tolerance} that the claim check allows: {close}.").format(
            tolerance=words.distance(claim.tolerance),
            close="; ".join(_reading_text(each, names, words) for each in close) or _("none"),
        ),
    ]
    if within:
        sentences.append(
            _("The front first stood within {printed} of {here} on the map of {day}.").format(
                printed=printed, here=here, day=words.day(within)
            )
        )
    sentences += [
        _(
            "“The front nearest {here}” is the point of occupied land nearest to its centre. It "
            "is given for the day on which {there} fell and for the last map before the centre "
            "was inside."
        ).format(here=here, there=names[claimed.to_place_id]),
        _(
            "Which distance was meant is not known. A road is longer than any of these straight "
            "lines. The distance between the edges of the two cities is not measured, because a "
            "place here is one point."
        ),
    ]
    return " ".join(sentences)


def _is_claimed(each: Measured, claim: Claim) -> bool:
    return each.kind == "centres" and each.from_place_id == claim.from_place_id


def _readings_table(
    measured: Sequence[Measured], claim: Claim, names: Mapping[str, str], words: Wording
) -> pd.DataFrame:
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Measured from and to"): [_reading_text(each, names, words) for each in measured],
            _("Distance, km"): [words.number(each.distance_km, 1) for each in measured],
            _("Difference from the published one, km"): [
                words.signed(each.difference_km, 1) for each in measured
            ],
            _("Within the tolerance"): [
                _("yes") if abs(each.difference_km) <= claim.tolerance else _("no")
                for each in measured
            ],
        }
    )
