"""Chart of claim lag: days from a Russian claim to a town until the map and Ukraine follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.marks import SYMBOLS
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.map_text import sure_day
from pokrovsk_front.model.timeline import ClaimLag, Coverage, Event, LagSummary, summarise
from pokrovsk_front.model.wording import Wording

ROW_OF_A_TOWN_PX = 27
ROOM_FOR_NUMBERS = 0.26
"""Padding left and right of the marks, as a share of their range."""

TICK_DAYS = 100


@dataclass(frozen=True, slots=True)
class _Row:
    """A claimed town: days from the claim to the map, or to the last map if it has none."""

    name: str
    days: int
    is_mapped: bool
    admitted_days: int | None


def _rows(lags: Sequence[ClaimLag], place_names: Mapping[str, str], latest: date) -> list[_Row]:
    """List the claimed towns, the longest on the map before the claim first."""
    rows = []
    for lag in lags:
        if lag.claim:
            days = lag.claim_to_map_days
            unmapped_days = (latest - lag.claim.event_date).days
            rows.append(
                _Row(
                    name=place_names[lag.town.place_id],
                    days=unmapped_days if days is None else days,
                    is_mapped=days is not None,
                    admitted_days=lag.claim_to_acknowledgement_days,
                )
            )
    # Towns of the same lag stay in the order of their claims, the same in every language.
    return sorted(rows, key=lambda row: (not row.is_mapped, row.days))


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
        One row a town, the one whose map came longest before the claim on top; a town that is
        not on the map has a dotted line from the claim to the last map.
    """
    rows = _rows(lags, place_names, latest)
    summary = summarise(lags)
    reach = [0, *(row.days for row in rows), *(row.admitted_days or 0 for row in rows)]
    low, high = min(reach), max(reach)
    margin = (high - low) * ROOM_FOR_NUMBERS
    first_tick = -(-low // TICK_DAYS) * TICK_DAYS
    ticks = range(first_tick, high + 1, TICK_DAYS)
    picture = plot(
        _traces(rows, words, COLOURS[scheme]),
        {
            "height": len(rows) * ROW_OF_A_TOWN_PX + 150,
            "showlegend": True,
            "xaxis": {
                "range": [low - margin, high + margin],
                "title": {"text": words.gettext("days from the Russian claim")},
                "zeroline": True,
                "tickvals": list(ticks),
                "ticktext": [words.signed(tick) for tick in ticks],
            },
            "yaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": [row.name for row in reversed(rows)],
                "range": [-0.6, len(rows) - 0.4],
                "tickfont": {"color": COLOURS[scheme]["text"]},
            },
            "annotations": [note for row in rows for note in _notes(row, words, COLOURS[scheme])],
        },
        scheme,
        words,
    )
    on_map = [row for row in rows if row.is_mapped]
    return Figure(
        figure_id="claim_lag",
        headline=words.messages.ngettext(
            "The map had the centre of {first} of {claimed} town before Russia claimed the town",
            "The map had the centre of {first} of {claimed} towns before Russia claimed the town",
            summary.claimed,
        ).format(first=words.number(summary.map_first), claimed=words.number(summary.claimed)),
        subtitle=words.gettext(
            "Days from the Russian claim to a town until the DeepState map has had its centre "
            "inside occupied land for good, and until Ukraine admitted the loss; left of zero is "
            "before the claim"
        ),
        picture=picture,
        alt=words.gettext(
            "A row for each of {claimed} towns with marks on the days of claim, map and "
            "acknowledgement. The map against the claim: {earliest_town} {earliest}, "
            "{latest_town} {latest}."
        ).format(
            claimed=words.number(summary.claimed),
            earliest=words.lag(on_map[0].days),
            earliest_town=on_map[0].name,
            latest=words.lag(on_map[-1].days),
            latest_town=on_map[-1].name,
        ),
        long_text=" ".join(
            [
                lag_sentence(summary, latest, words),
                words.gettext(
                    "The centre is one point of a town, of which the other side may hold a part "
                    "long before and after; the map may trail the ground by days or weeks."
                ),
                *_inferred(lags, place_names, words),
            ]
        ),
        make_table=partial(_table, lags, place_names, words),
        make_rows=partial(numbers.claim_lag, lags),
        source_ids=source_ids,
        as_of_date=latest,
        links=(
            (words.gettext("Russia claimed it"), words.gettext("Address of the claim")),
            (words.gettext("Ukraine admitted it"), words.gettext("Address of the admission")),
        ),
    )


def _traces(
    rows: Sequence[_Row], words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw a line a town from the claim to the map, and the marks of the days on it."""
    on_map = [row for row in rows if row.is_mapped]
    off_map = [row for row in rows if not row.is_mapped]
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [x for row in group for x in (0, row.days, None)],
            "y": [y for row in group for y in (row.name, row.name, None)],
            "line": {"color": colours["axis"], "width": 2.5, "dash": dash},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for group, dash, name in (
            (on_map, "solid", words.gettext("from claim to map")),
            (off_map, "dot", words.gettext("from claim to last map")),
        )
    ]
    mapped, claimed, confirmed = (SYMBOLS[key] for key in ("mapped", "claimed", "confirmed"))
    marks: tuple[tuple[str, tuple[str, str], int, list[tuple[int, str]]], ...] = (
        (words.gettext("Russian claim"), claimed, 11, [(0, row.name) for row in rows]),
        (words.gettext("map, for good"), mapped, 10, [(row.days, row.name) for row in on_map]),
        (
            words.gettext("Ukraine admits it"),
            confirmed,
            7,
            [(row.admitted_days, row.name) for row in rows if row.admitted_days is not None],
        ),
        (
            words.gettext("last map, not on it"),
            ("triangle-right-open", "neutral"),
            11,
            [(row.days, row.name) for row in off_map],
        ),
    )
    return [
        *lines,
        *(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "x": [days for days, _ in points],
                "y": [town for _, town in points],
                "marker": {
                    "symbol": symbol,
                    "color": colours[colour],
                    "size": size,
                    "line": {"width": 2 if symbol.endswith("open") else 0},
                },
                "customdata": [words.signed(days) for days, _ in points],
                "hovertemplate": "%{y}: %{customdata}<extra></extra>",
            }
            for name, (symbol, colour), size, points in marks
        ),
    ]


def _notes(row: _Row, words: Wording, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Write the days beside the mark of the map, and at the claim where there is no such mark."""
    # The admission may stand just beyond the mark of the map.
    ends = (row.days, row.admitted_days or 0)
    is_left = row.days < 0
    notes = [(min(ends) if is_left else max(ends), is_left, words.signed(row.days))]
    if not row.is_mapped:
        notes = [
            (row.days, False, words.gettext("> {days}").format(days=words.number(row.days))),
            (0, True, words.gettext("not on the map")),
        ]
    return [
        {
            "text": text,
            "x": days,
            "y": row.name,
            "xanchor": "right" if is_before else "left",
            "xshift": -10 if is_before else 10,
            "showarrow": False,
            "font": {"color": colours["text"], "size": 13},
        }
        for days, is_before, text in notes
    ]


def lag_sentence(summary: LagSummary, latest: date, words: Wording) -> str:
    """Summarise how the claims compare with the map, all towns together."""
    text = words.gettext(
        "Of {claimed} towns that Russia said it had taken, the map had the centre of {first} "
        "inside occupied land before the claim, of {same} on the same day and of {after} later; "
        "{unmapped} were not on it on {latest}."
    ).format(
        claimed=words.number(summary.claimed),
        first=words.number(summary.map_first),
        same=words.number(summary.same_day),
        after=words.number(summary.claim_first),
        unmapped=words.number(summary.unmapped),
        latest=words.day(latest),
    )
    if summary.median_days is None:
        return text
    days = summary.median_days
    middle = words.gettext("The median is the day of the claim.")
    if days < 0:
        middle = words.gettext("The median is {days} before the claim.")
    elif days > 0:
        middle = words.gettext("The median is {days} after the claim.")
    apart = words.counted(words.number(abs(days), 0 if days.is_integer() else 1), days, "days")
    return f"{text} {middle.format(days=apart)}"


def _inferred(
    lags: Sequence[ClaimLag], place_names: Mapping[str, str], words: Wording
) -> list[str]:
    """Write the note on towns whose day on the map is inferred."""
    towns = [place_names[lag.town.place_id] for lag in lags if lag.coverage.is_within_one_day]
    if not towns:
        return []
    text = words.gettext("The day on the map is known within one day for {towns}.")
    return [text.format(towns=", ".join(towns))]


def _table(
    lags: Sequence[ClaimLag], place_names: Mapping[str, str], words: Wording
) -> pd.DataFrame:
    """Tabulate the days of every town, those without a claim too."""
    _ = words.gettext
    admitted = {"withdrawal": _("withdrawal"), "part": _("loss of a part")}

    def day(value: date | None) -> str:
        return words.short_day(value) if value else _("none")

    def since(coverage: Coverage) -> str:
        if coverage.since_date is None:
            return _("none")
        return sure_day(coverage.since_date, words, is_within_one_day=coverage.is_within_one_day)

    def said(event: Event | None) -> str:
        return day(event.event_date if event else None)

    def apart(days: int | None) -> str:
        return "–" if days is None else words.lag(days)

    return pd.DataFrame(
        [
            {
                _("Town"): place_names[lag.town.place_id],
                _("Russia claimed it"): said(lag.claim),
                _("Ukraine admitted it"): said(lag.acknowledgement),
                _("What it admitted"): admitted.get(lag.town.acknowledged or "", "–"),
                _("Centre on the map since"): since(lag.coverage),
                _("Last map without it"): day(lag.coverage.last_outside_date),
                _("Map against claim"): apart(lag.claim_to_map_days),
                _("Map against admission"): apart(lag.acknowledgement_to_map_days),
                _("Address of the claim"): lag.claim.url if lag.claim else "",
                _("Address of the admission"): lag.acknowledgement.url
                if lag.acknowledgement
                else "",
                _("Note"): lag.town.note,
            }
            for lag in lags
        ]
    )
