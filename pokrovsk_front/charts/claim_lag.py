"""Chart of claim lag: days from a Russian claim to a town until the map and Ukraine follow.

The map follows in steps: it has a tenth, half and nine tenths of a town, each on a day of its own,
and its central point on yet another. The name of a town and its days stand over its row, so that
nothing is cut on a telephone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import copysign, sqrt
from typing import Any

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.claim_lag_table import claim_lag_table, links
from pokrovsk_front.charts.marks import SYMBOLS
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.place_share import Part
from pokrovsk_front.model.timeline import ClaimLag, LagSummary, summarise
from pokrovsk_front.model.wording import Wording

PARTS: tuple[Part, ...] = ("tenth", "half", "nine_tenths")
ROW_PX, LEAST_ROW_PX, AROUND_PX = 40, 31, 190
NAME_RISE_PX = 15
TICKS_DAYS = (-400, -100, -25, 0, 25, 100, 400)
MARGIN_SHARE = 0.05
"""Padding left and right of the marks, as a share of their range."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A claimed town.

    Attributes:
        name: Its name.
        parts: Days from the claim until the map had a tenth, half and nine tenths of it for good;
            None for what the last map does not have.
        centre: The same of its central point.
        acknowledged: Days until Ukraine acknowledged the loss.
        last_map: Days from the claim to the last map.
    """

    name: str
    parts: tuple[int | None, ...]
    centre: int | None
    acknowledged: int | None
    last_map: int

    @property
    def known_parts(self) -> list[int]:
        """The days of the parts that the map has."""
        return [days for days in self.parts if days is not None]

    @property
    def is_whole(self) -> bool:
        """Whether the last map has nine tenths of it."""
        return self.parts[-1] is not None

    @property
    def known(self) -> list[int]:
        """All days of the row, that of the last map where the town is not on it."""
        others = [self.centre, self.acknowledged, None if self.is_whole else self.last_map]
        return [0, *self.known_parts, *(days for days in others if days is not None)]


def _rows(lags: Sequence[ClaimLag], place_names: Mapping[str, str], latest: date) -> list[_Row]:
    """List the claimed towns, those of which the map had half longest before the claim first."""
    rows = [
        _Row(
            name=place_names[lag.town.place_id],
            parts=tuple(lag.claim_to_share_days(part) for part in PARTS),
            centre=lag.claim_to_map_days,
            acknowledged=lag.claim_to_acknowledgement_days,
            last_map=(latest - lag.claim.event_date).days,
        )
        for lag in lags
        if lag.claim
    ]
    # Towns of the same lag stay in the order of their claims, the same in every language.
    return sorted(rows, key=lambda row: _order(row.parts[1]))


def _order(half: int | None) -> tuple[bool, int]:
    return half is None, half or 0


def _stretched(days: int) -> float:
    """Give the place of a day on the axis: its root, so that weeks are told apart beside years."""
    return copysign(sqrt(abs(days)), days)


def claim_lag(
    lags: Sequence[ClaimLag],
    *,
    place_names: Mapping[str, str],
    latest: date,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw for each claimed town the days from the claim to the map and to the acknowledgement.

    Args:
        lags: The lags of all towns; those without a claim are in the table only.
        place_names: What the reader sees of a town, by `place_id`.
        latest: Day of the last map, up to which a town may have stayed off the map.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        One row a town, the one of which the map had half longest before the claim on top; a town
        of which the last map has less than nine tenths has a dotted line to that map.
    """
    rows = _rows(lags, place_names, latest)
    half, nine_tenths = summarise(lags, "half"), summarise(lags, "nine_tenths")
    return Figure(
        figure_id="claim_lag",
        headline=words.messages.ngettext(
            "In {half} of {claimed} town the map showed half occupied before Russia claimed it; "
            "in {nine_tenths}, nine tenths",
            "In {half} of {claimed} towns the map showed half occupied before Russia claimed it; "
            "in {nine_tenths}, nine tenths",
            half.claimed,
        ).format(
            half=words.number(half.map_first),
            claimed=words.number(half.claimed),
            nine_tenths=words.number(nine_tenths.map_first),
        ),
        subtitle=words.gettext(
            "Days from the Russian claim to the DeepState map and to Ukraine's acknowledgement. "
            "Map: a tenth, half and nine tenths of the town's outline (the numbers), and one "
            "central point of it, occupied on every map since. Left of zero is before the claim; "
            "the scale is stretched near zero"
        ),
        picture=_draw(rows, words, scheme),
        alt=_alt(rows, words),
        long_text=" ".join(
            [
                lag_sentence(half, nine_tenths, latest, words),
                point_sentence(summarise(lags), latest, words),
                words.gettext("The map may trail the ground by days or weeks."),
                *_inferred(lags, place_names, words),
            ]
        ),
        make_table=partial(claim_lag_table, lags, place_names, words),
        make_rows=partial(numbers.claim_lag, lags),
        source_ids=(*source_ids, "openstreetmap"),
        as_of_date=latest,
        links=links(words),
    )


def _draw(rows: Sequence[_Row], words: Wording, scheme: Scheme) -> go.Figure:
    colours = COLOURS[scheme]
    reach = [_stretched(days) for row in rows for days in row.known]
    low, high = min(reach), max(reach)
    margin = max((high - low) * MARGIN_SHARE, 1.0)
    ticks = [days for days in TICKS_DAYS if low - margin <= _stretched(days) <= high + margin]
    return plot(
        [*_lines(rows, words, colours), *_marks(rows, words, colours)],
        {
            "height": len(rows) * ROW_PX + AROUND_PX,
            # A picture may have its rows closer together.
            "meta": {
                "arrangements": [{"width": 560, "height": len(rows) * LEAST_ROW_PX + AROUND_PX}]
            },
            "showlegend": True,
            "xaxis": {
                "range": [low - margin, high + margin],
                "title": {"text": words.gettext("days from the Russian claim")},
                "zeroline": True,
                "tickvals": [_stretched(days) for days in ticks],
                "ticktext": [words.signed(days) for days in ticks],
            },
            "yaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": [row.name for row in reversed(rows)],
                "range": [-0.5, len(rows) - 0.2],
                "showticklabels": False,
            },
            "annotations": [_name(row, words, colours) for row in rows],
        },
        scheme,
        words,
    )


def _lines(
    rows: Sequence[_Row], words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw a line a town through the parts that the map has, and a dotted one to the last map."""
    through = [(row, min(row.known_parts), max(row.known_parts)) for row in rows if row.known_parts]
    beyond = [
        (row, max(row.known_parts, default=0), row.last_map) for row in rows if not row.is_whole
    ]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [x for _, *ends in group for x in (*map(_stretched, ends), None)],
            "y": [y for row, *_ in group for y in (row.name, row.name, None)],
            "line": {"color": colours["axis"], "width": 2.5, "dash": dash},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for group, dash, name in (
            (through, "solid", words.gettext("from a tenth to nine tenths")),
            (beyond, "dot", words.gettext("up to the last map")),
        )
    ]


def _marks(
    rows: Sequence[_Row], words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw the marks of claim, acknowledgement, parts, central point and last map."""
    _, (mapped, blue) = words.gettext, SYMBOLS["mapped"]

    def of_part(at: int) -> list[tuple[int, str]]:
        return [(days, row.name) for row in rows if (days := row.parts[at]) is not None]

    looks: tuple[tuple[str, tuple[str, str], int, list[tuple[int, str]]], ...] = (
        (_("Russian claim"), SYMBOLS["claimed"], 13, [(0, row.name) for row in rows]),
        (_("map: a tenth"), (f"{mapped}-open", blue), 7, of_part(0)),
        (_("map: half"), (mapped, blue), 8, of_part(1)),
        (_("map: nine tenths"), (mapped, blue), 13, of_part(2)),
        (
            _("map: one central point"),
            ("x-thin-open", "text"),
            7,
            [(row.centre, row.name) for row in rows if row.centre is not None],
        ),
        (
            _("Ukraine acknowledges it"),
            SYMBOLS["confirmed"],
            7,
            [(row.acknowledged, row.name) for row in rows if row.acknowledged is not None],
        ),
        (
            _("last map, less than nine tenths"),
            ("triangle-right-open", "neutral"),
            11,
            [(row.last_map, row.name) for row in rows if not row.is_whole],
        ),
    )
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": [_stretched(days) for days, _ in points],
            "y": [town for _, town in points],
            "marker": {
                "symbol": symbol,
                "color": colours[colour],
                "size": size,
                "line": {"width": 2 if symbol.endswith("open") else 0, "color": colours[colour]},
            },
            "customdata": [words.signed(days) for days, _ in points],
            "hovertemplate": f"%{{y}}, {name}: %{{customdata}}<extra></extra>",
        }
        for name, (symbol, colour), size, points in looks
    ]


def _name(row: _Row, words: Wording, colours: Mapping[str, str]) -> dict[str, Any]:
    """Write the name of a town and the days of its parts over the row."""
    days = " · ".join("–" if each is None else words.signed(each) for each in row.parts)
    return {
        "text": f"<b>{row.name}</b>  {days}",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row.name,
        "yshift": NAME_RISE_PX,
        "showarrow": False,
        "font": {"color": colours["text"], "size": 13},
    }


def _alt(rows: Sequence[_Row], words: Wording) -> str:
    """Name the towns of which the map had half first and last, counted from the claim."""
    halves = [(row.name, row.parts[1]) for row in rows]
    known = [(name, days) for name, days in halves if days is not None]
    text = words.gettext(
        "A row for each of {claimed} towns, with marks on the days of claim, map and "
        "acknowledgement."
    ).format(claimed=words.number(len(rows)))
    if not known:
        return text
    (first, first_days), (last, last_days) = known[0], known[-1]
    half = words.gettext(
        "Half of the town occupied on the map, against the claim: {first} {lag}, {last} {other}."
    )
    said = half.format(
        first=first, lag=words.lag(first_days), last=last, other=words.lag(last_days)
    )
    return f"{text} {said}"


def lag_sentence(half: LagSummary, nine_tenths: LagSummary, latest: date, words: Wording) -> str:
    """Summarise how the claims compare with half and with nine tenths of each town on the map."""
    text = words.gettext(
        "Russia said it had taken {claimed} towns. The map showed half of the town occupied "
        "before the claim in {first}, on the same day in {same} and later in {after}; by "
        "{latest} it had not in {unmapped}. Nine tenths: {nine_first} before, {nine_same} on the "
        "same day, {nine_after} later, {nine_unmapped} not by then."
    ).format(
        claimed=words.number(half.claimed),
        first=words.number(half.map_first),
        same=words.number(half.same_day),
        after=words.number(half.claim_first),
        unmapped=words.number(half.unmapped),
        latest=words.day(latest),
        nine_first=words.number(nine_tenths.map_first),
        nine_same=words.number(nine_tenths.same_day),
        nine_after=words.number(nine_tenths.claim_first),
        nine_unmapped=words.number(nine_tenths.unmapped),
    )
    if nine_tenths.median_days is None:
        return text
    return f"{text} {_median(nine_tenths.median_days, words)}"


def _median(days: float, words: Wording) -> str:
    middle = words.gettext("The median of the towns with nine tenths is the day of the claim.")
    if days < 0:
        middle = words.gettext(
            "The median of the towns with nine tenths is {days} before the claim."
        )
    elif days > 0:
        middle = words.gettext(
            "The median of the towns with nine tenths is {days} after the claim."
        )
    apart = words.counted(words.number(abs(days), 0 if days.is_integer() else 1), days, "days")
    return middle.format(days=apart)


def point_sentence(summary: LagSummary, latest: date, words: Wording) -> str:
    """Summarise how the claims compare with one central point of each town on the map."""
    return words.gettext(
        "One central point says little about a town. It was inside occupied land before the "
        "claim in {first}, on the same day in {same} and later in {after}; on {latest} it was "
        "outside in {unmapped}."
    ).format(
        first=words.number(summary.map_first),
        same=words.number(summary.same_day),
        after=words.number(summary.claim_first),
        latest=words.day(latest),
        unmapped=words.number(summary.unmapped),
    )


def _inferred(
    lags: Sequence[ClaimLag], place_names: Mapping[str, str], words: Wording
) -> list[str]:
    """Write the note on towns of which a day on the map is inferred."""
    towns = [place_names[lag.town.place_id] for lag in lags if _is_inferred(lag)]
    if not towns:
        return []
    text = words.gettext("A day on the map is known within one day for {towns}.")
    return [text.format(towns=", ".join(towns))]


def _is_inferred(lag: ClaimLag) -> bool:
    parts = lag.shares.all if lag.shares else ()
    return lag.coverage.is_within_one_day or any(each.is_since_within_one_day for each in parts)
