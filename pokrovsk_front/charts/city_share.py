"""Area chart of a city: how much of it is occupied, in the grey zone and neither, by day.

The parts add up to the whole. Where maps do not show the grey zone, what is not occupied is one
part with a hatch of its own: nothing is filled in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import city_marks, numbers
from pokrovsk_front.charts.city_marks import Mark
from pokrovsk_front.charts.days import day_ticks, hovered_day, last_of_months
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model import city_text
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.place_share import MeasuredArea, PlaceShare, Reached, ShareDays
from pokrovsk_front.model.place_share_text import (
    place_share_sentence,
    reached_sentence,
    share_text,
)
from pokrovsk_front.model.timeline_text import listed_days, numbered_days
from pokrovsk_front.model.wording import Wording

PLOT_PX, BOTTOM_PX, LEGEND_PX = 260, 40, 88
TOP_PX = 12
"""Half a tick label: Plotly leaves out one that the edge would cut."""
MAX_TICKS = 6

BEFORE_DAYS = 90
"""Days shown before the first change of a city."""

MIN_DAYS = 730
"""The shortest time that is shown."""


@dataclass(frozen=True, slots=True)
class City:
    """An area with all that its chart shows.

    Attributes:
        area: The area.
        name: The name of its place or hromada in the reader's language.
        by_day: Its shares, as `model.place_share.share_by_day` gives them.
        days: The days on which the map first had a tenth, a half and nine tenths of it.
        latest: Its share on the last map.
        marks: Days that are numbered; those of one day in the order of their importance.
    """

    area: MeasuredArea
    name: str
    by_day: pd.DataFrame
    days: ShareDays
    latest: PlaceShare
    marks: Sequence[Mark]


def city_share(
    city: City, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw the shares of an area by day of the map, with the days that matter for it.

    Args:
        city: The area with its shares and marks.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps, the outline and the events come from.

    Returns:
        Steps from map to map, from 0 to 100 percent, since shortly before the first change.
    """
    rows = _shown(city.by_day)
    first, last = (rows["as_of_date"].iloc[at].date() for at in (0, -1))
    shown = [each for each in city.marks if first <= each.day <= last]
    marks = sorted(shown, key=lambda each: each.day)
    days = [each.day for each in marks]
    placed = city_marks.placed(days, (first, last), PLOT_PX, COLOURS[scheme]["text"])
    area = city_text.subject(city.area, city.name, words)
    return Figure(
        figure_id="city_share",
        headline=_headline(city, area, words),
        subtitle=words.gettext("Percent of the area by day of the map; {measure}, {km2}").format(
            measure=words.measure(city.area.measure), km2=words.area(city.area.area_km2, 1)
        ),
        picture=plot(
            _traces(rows, words, COLOURS[scheme]),
            {
                "height": placed.strip_px + TOP_PX + PLOT_PX + BOTTOM_PX + LEGEND_PX,
                "margin": {"t": placed.strip_px + TOP_PX, "b": BOTTOM_PX + LEGEND_PX},
                "xaxis": {
                    "range": [first.isoformat(), last.isoformat()],
                    **day_ticks(first, last, words, max_ticks=MAX_TICKS),
                },
                "yaxis": {
                    "range": [0, 100],
                    "tickvals": [0, 25, 50, 75, 100],
                    "ticktext": [words.percent(tick) for tick in (0, 25, 50, 75, 100)],
                    "showgrid": False,
                },
                "shapes": placed.shapes,
                "annotations": placed.annotations,
                "showlegend": True,
                "legend": {"y": -BOTTOM_PX / PLOT_PX, "yanchor": "top", "entrywidth": 250},
                "hovermode": "x",
            },
            scheme,
            words,
        ),
        alt=words.gettext("Area chart of {area} by day, {first} to {last}. {sentence}").format(
            area=area,
            first=words.day(first),
            last=words.day(last),
            sentence=place_share_sentence(city.latest, city.name, words),
        ),
        long_text=_long_text(city, rows, marks, words),
        numbered=numbered_days([(each.day, each.text) for each in marks], words),
        make_table=partial(_table, rows, words),
        make_rows=partial(numbers.place_share, rows),
        source_ids=source_ids,
        as_of_date=last,
    )


def _shown(by_day: pd.DataFrame) -> pd.DataFrame:
    """Leave out the years before anything changed, but for some days."""
    occupied_pct, grey_pct = by_day["occupied_pct"], by_day["grey_pct"].fillna(0.0)
    is_changed = (occupied_pct != occupied_pct.iloc[0]) | (grey_pct > 0)
    days = by_day["as_of_date"]
    begin = days.iloc[-1] - timedelta(MIN_DAYS)
    if is_changed.any():
        begin = min(begin, days[is_changed].iloc[0] - timedelta(BEFORE_DAYS))
    shown: pd.DataFrame = by_day[days >= begin]
    return shown


def _steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the maps on which something changed, the first and the last."""
    values = rows[["occupied_pct", "grey_pct"]]
    before = values.shift()
    is_same = (values == before) | (values.isna() & before.isna())
    kept = ~is_same.all(axis=1).to_numpy()
    kept[0] = kept[-1] = True
    return rows[kept]


def _bands(
    rows: pd.DataFrame, low: np.ndarray, high: np.ndarray, is_kept: np.ndarray
) -> tuple[list[str | None], list[float | None]]:
    """Outline what lies between two step lines, one polygon a run of maps that are kept."""
    days = rows["as_of_date"].dt.strftime("%Y-%m-%d").tolist()
    xs: list[str | None] = []
    ys: list[float | None] = []
    for first, end in _runs(is_kept):
        last = min(end, len(days) - 1)
        # Each value stands until the next map.
        upper = [(day, high[at]) for at in range(first, end) for day in days[at : at + 2]]
        lower = [(day, low[at]) for at in range(first, end) for day in days[at : at + 2]]
        if not upper or days[first] == days[last]:
            continue
        ring = [*upper, *reversed(lower)]
        xs += [*(day for day, _pct in ring), ring[0][0], None]
        ys += [*(float(pct) for _day, pct in ring), float(ring[0][1]), None]
    return xs[:-1], ys[:-1]


def _runs(is_kept: np.ndarray) -> Iterator[tuple[int, int]]:
    """Give the runs of what is kept: first position, and the one after the last."""
    edges = np.flatnonzero(np.diff(np.r_[False, is_kept, False]))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _traces(rows: pd.DataFrame, words: Wording, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Draw the parts as bands, and the edge of the occupied one as the line that is hovered."""
    steps = _steps(rows)
    occupied = steps["occupied_pct"].clip(0, 100).to_numpy()
    is_known = steps["grey_pct"].notna().to_numpy()
    grey_top = np.minimum(occupied + steps["grey_pct"].fillna(0.0).to_numpy(), 100.0)
    none, full = np.zeros(len(steps)), np.full(len(steps), 100.0)
    everywhere = np.full(len(steps), True)
    _ = words.gettext
    bands = [
        (_("Occupied"), (none, occupied, everywhere), colours["later"], ""),
        (_("Grey zone"), (occupied, grey_top, is_known), colours["neutral"], "."),
        (_("Neither"), (grey_top, full, is_known), colours["grid"], ""),
        (
            _("Not occupied, grey zone not known"),
            (occupied, full, ~is_known),
            colours["axis"],
            "/",
        ),
    ]
    traces = []
    for name, (low, high, kept), colour, shape in bands:
        x, y = _bands(steps, low, high, kept)
        if not x:
            continue
        pattern = {
            "shape": shape,
            "fgcolor": colour,
            # Days on which the grey zone is not known are many and single: they stay quiet.
            **({"bgcolor": colours["grid"]} if shape == "/" else {}),
            "fillmode": "replace",
            "size": 6,
        }
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": x,
                "y": y,
                "fill": "toself",
                "fillcolor": colour,
                **({"fillpattern": pattern} if shape else {}),
                "line": {"width": 0, "color": colour},
                "hoverinfo": "skip",
            }
        )
    return [*traces, _edge(steps, occupied, words, colours)]


def _edge(
    steps: pd.DataFrame, occupied: np.ndarray, words: Wording, colours: Mapping[str, str]
) -> dict[str, Any]:
    said = [
        words.gettext("{occupied} occupied").format(occupied=share_text(occupied_pct, words))
        if np.isnan(grey_pct)
        else words.gettext("{occupied} occupied, {grey} grey, {neither} neither").format(
            occupied=share_text(occupied_pct, words),
            grey=share_text(grey_pct, words),
            neither=share_text(neither_pct, words),
        )
        for occupied_pct, grey_pct, neither_pct in steps[
            ["occupied_pct", "grey_pct", "neither_pct"]
        ].to_numpy()
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.gettext("Occupied"),
        "showlegend": False,
        "x": steps["as_of_date"].dt.strftime("%Y-%m-%d").tolist(),
        "y": occupied.round(3).tolist(),
        "customdata": said,
        "line": {"color": colours["later"], "width": 2, "shape": "hv"},
        "hovertemplate": f"{hovered_day(words)}: %{{customdata}}<extra></extra>",
    }


def _headline(city: City, area: str, words: Wording) -> str:
    """Say since when the map has had most of it; else how much it has had at most."""
    for reached in reversed(city.days.all):
        if reached.since_date is not None:
            return _since(reached, reached.since_date, area, words)
    at = int(city.by_day["occupied_pct"].to_numpy().argmax())
    most, day = city.by_day["occupied_pct"].iloc[at], city.by_day["as_of_date"].iloc[at].date()
    if most == 0:
        return words.gettext("{area}: not occupied on any map").format(area=area)
    return words.gettext(
        "{area}: {now} occupied on {latest}; the largest share was {most}, on {day}"
    ).format(
        area=area,
        now=share_text(city.latest.occupied_pct, words),
        latest=words.day(city.latest.reading.as_of_date),
        most=share_text(float(most), words),
        day=words.day(day),
    )


def _since(reached: Reached, day: date, area: str, words: Wording) -> str:
    text = {
        10: words.gettext("{area}: at least a tenth occupied since {day}"),
        50: words.gettext("{area}: at least half occupied since {day}"),
        90: words.gettext("{area}: at least nine tenths occupied since {day}"),
    }[round(reached.pct)]
    if reached.has_stayed and reached.is_on_first_map:
        text = {
            10: words.gettext("{area}: at least a tenth occupied on every map since {day}"),
            50: words.gettext("{area}: at least half occupied on every map since {day}"),
            90: words.gettext("{area}: at least nine tenths occupied on every map since {day}"),
        }[round(reached.pct)]
    return text.format(area=area, day=words.day(day))


def _long_text(city: City, rows: pd.DataFrame, marks: Sequence[Mark], words: Wording) -> str:
    reached = [each for each in city.days.all if each.first_date]
    # Of the parts that no map has had, the least says it all.
    told = city.days.all[: len(reached) + 1]
    said = [reached_sentence(each, words) for each in told]
    unknown = int(rows["grey_pct"].isna().sum())
    if unknown:
        text = words.messages.ngettext(
            "The grey zone is not known on {days} of the days shown; land that is not occupied "
            "is hatched there.",
            "The grey zone is not known on {days} of the days shown; land that is not occupied "
            "is hatched there.",
            unknown,
        )
        said.append(text.format(days=words.number(unknown)))
    listed = listed_days([(each.day, each.told) for each in marks], words)
    return "\n\n".join(filter(None, [" ".join(said), listed]))


def _table(rows: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate the last map of each month."""
    _ = words.gettext
    last = last_of_months(rows)
    return pd.DataFrame(
        {
            _("Map date"): [words.short_day(day.date()) for day in last["as_of_date"]],
            _("Occupied"): [share_text(pct, words) for pct in last["occupied_pct"]],
            _("Grey zone"): [_known(pct, words) for pct in last["grey_pct"]],
            _("Neither"): [_known(pct, words) for pct in last["neither_pct"]],
        }
    )


def _known(pct: float, words: Wording) -> str:
    return words.gettext("unknown") if np.isnan(pct) else share_text(pct, words)
