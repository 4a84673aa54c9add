"""Health of the map archives: maps, and days without one, by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.health import Health
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

HEIGHT_PX = 420

TICK_STEP = 20

ROOM_ABOVE = 1.0

ROOM_A_LABEL = 0.12

LABEL_HEIGHT_PX = 36

ROOM_BELOW = 1.1
"""Padding above and below the bars, as a share of the tallest; each label above adds to it."""

ARCHIVE_LOOKS = (("earlier", "/"), ("later", ""), ("neutral", "."))
"""Colour and hatch of each archive, in the order of the stack."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """One archive: maps of each month that are used for a day, and those used for comparison.

    `total` counts the files whose name tells no date as well.
    """

    name: str
    colour: str
    hatch: str
    total: int
    used: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Months:
    """The counts of the chart by month; a month is its first day."""

    months: tuple[date, ...]
    stacks: tuple[_Stack, ...]
    missing: tuple[int, ...]

    @property
    def heights(self) -> list[int]:
        """How many maps a month has."""
        parts = [part for stack in self.stacks for part in (stack.used, stack.other)]
        return [sum(counts) for counts in zip(*parts, strict=True)]


def _months(health: Health, names: Mapping[str, str]) -> _Months:
    """Align the counts by month; a file may be dated after the last day of a map."""
    rows, missing = health.maps_by_month, health.missing_by_month
    months = sorted({*rows["month"], *missing["month"]})

    def counts(table: pd.DataFrame, column: str) -> tuple[int, ...]:
        known = dict(zip(table["month"], table[column], strict=True))
        return tuple(int(known.get(month, 0)) for month in months)

    stacks = []
    for archive_id, (colour, hatch) in zip(names, ARCHIVE_LOOKS, strict=False):
        own = rows[rows["archive_id"] == archive_id]
        total = health.counts[archive_id].maps if archive_id in health.counts else 0
        used, other = counts(own, "used_maps"), counts(own, "other_maps")
        stacks.append(_Stack(names[archive_id], colour, hatch, total, used, other))
    return _Months(
        tuple(month.date() for month in months), tuple(stacks), counts(missing, "missing_days")
    )


def maps_by_month(
    health: Health,
    recent: Window,
    *,
    names: Mapping[str, str],
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the maps of each archive by month, and below zero the days without a map.

    Args:
        health: The state of the archives.
        recent: The days that the headline is about.
        names: What the reader calls an archive, by `archive_id`, in the order of the stack.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps come from.

    Returns:
        Bars stacked by archive, hollow where a map stands for no day; days without a map point
        down and are cross-hatched. A map is counted in the month of its file's date, which may
        trail the day that it stands for.
    """
    _ = words.gettext
    drawn = _months(health, names)
    recent_missing = sum(gap.days for gap in health.gaps_within(recent))
    return Figure(
        figure_id="maps_by_month",
        headline=_("{mapped} of {days} days since {since} have a map of their own").format(
            mapped=words.number(recent.days - recent_missing),
            days=words.number(recent.days),
            since=words.day(recent.first_day),
        ),
        subtitle=_(
            "Maps per month by archive; hollow: maps used only for comparison; below zero: days "
            "without a map of their own"
        ),
        picture=plot(
            _traces(drawn, words, COLOURS[scheme]),
            _layout(drawn, words, COLOURS[scheme]),
            scheme,
            words,
        ),
        alt=_(
            "Stacked bars of the maps of each month from {first} to {last} by archive; bars below "
            "zero are days without a map, {missing} in all."
        ).format(
            first=words.month(drawn.months[0]),
            last=words.month(drawn.months[-1]),
            missing=words.number(sum(drawn.missing)),
        ),
        long_text=_years_text(drawn, words),
        make_table=partial(_month_table, drawn, words),
        make_rows=partial(numbers.maps_by_month, health),
        source_ids=source_ids,
        as_of_date=health.last_map.as_of_date,
    )


def _traces(drawn: _Months, words: Wording, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    _ = words.gettext
    traces = []
    for stack in drawn.stacks:
        said = _("{month}: {maps}, {archive}")
        look = _look(colours[stack.colour], stack.hatch)
        traces.append(_bars(stack.name, said, stack, stack.used, drawn, look, words))
    for stack in drawn.stacks:
        if any(stack.other):
            name = _("{archive}, for comparison only").format(archive=stack.name)
            said = _("{month}: {maps} for comparison only, {archive}")
            look = {"color": "rgba(0,0,0,0)", "line": {"color": colours[stack.colour], "width": 1}}
            traces.append(_bars(name, said, stack, stack.other, drawn, look, words))
    return [*traces, _below(drawn, words, colours)]


def _bars(
    name: str,
    said: str,
    stack: _Stack,
    counts: Sequence[int],
    drawn: _Months,
    look: dict[str, Any],
    words: Wording,
) -> dict[str, Any]:
    shown = [(month, count) for month, count in zip(drawn.months, counts, strict=True) if count]
    labels = [
        said.format(month=words.month(month), maps=words.in_unit(count, "maps"), archive=stack.name)
        for month, count in shown
    ]
    return _bar_trace(name, shown, labels, look)


def _below(drawn: _Months, words: Wording, colours: Mapping[str, str]) -> dict[str, Any]:
    _ = words.gettext
    months = zip(drawn.months, drawn.missing, strict=True)
    shown = [(month, -days) for month, days in months if days]
    labels = [
        _("{month}: {days} without a map").format(
            month=words.month(month), days=words.in_unit(-depth, "days")
        )
        for month, depth in shown
    ]
    look = _look(colours["neutral"], "x")
    return _bar_trace(_("Days without a map"), shown, labels, look)


def _bar_trace(
    name: str, bars: Sequence[tuple[date, int]], labels: list[str], look: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": [month.isoformat() for month, _ in bars],
        "xperiod": "M1",
        "xperiodalignment": "middle",
        "y": [height for _, height in bars],
        "customdata": labels,
        "marker": look,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _look(colour: str, hatch: str) -> dict[str, Any]:
    return {
        "color": colour,
        "line": {"color": colour, "width": 1},
        "pattern": {"shape": hatch, "fgcolor": colour, "fillmode": "replace", "size": 5},
    }


def _layout(drawn: _Months, words: Wording, colours: Mapping[str, str]) -> dict[str, Any]:
    highest, lowest = max(drawn.heights), -max(drawn.missing)
    lowest_tick = -(-lowest // TICK_STEP) * TICK_STEP
    ticks = range(-lowest_tick, highest + 1, TICK_STEP)
    return {
        "height": HEIGHT_PX,
        "barmode": "relative",
        "bargap": 0.12,
        "xaxis": {
            "range": [drawn.months[0].isoformat(), _after(drawn.months[-1])],
            "dtick": "M12",
            "tick0": "2022-01-01",
            "tickformat": "%Y",
            "ticklabelmode": "period",
        },
        "yaxis": {
            "range": [
                lowest * ROOM_BELOW,
                highest * (ROOM_ABOVE + ROOM_A_LABEL * len(drawn.stacks)),
            ],
            "tickvals": list(ticks),
            "ticktext": [
                words.in_unit(abs(tick), "days" if tick < 0 else "maps") if tick else "0"
                for tick in ticks
            ],
        },
        "annotations": _labels(drawn, words, colours),
    }


def _after(month: date) -> str:
    """Give the day after a month."""
    return (pd.Timestamp(month) + pd.offsets.MonthBegin()).date().isoformat()


def _tall(months: Sequence[date], counts: Sequence[int]) -> list[date]:
    """List the months with at least half of the largest count."""
    most = max(counts)
    return [month for month, count in zip(months, counts, strict=True) if 2 * count >= most]


def _labels(drawn: _Months, words: Wording, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Label the archives beside their bars: left of the first, above the others, below zero."""
    first, *others = drawn.stacks
    notes = [
        {
            "text": _named(first.name, first.total, words),
            "font": {"color": colours[first.colour], "size": 13},
            "x": _tall(drawn.months, first.used)[0].isoformat(),
            "y": max(first.used),
            "xanchor": "right",
            "xshift": -4,
            "yanchor": "top",
            "align": "right",
        },
        *(
            {
                "text": _named(stack.name, stack.total, words),
                "font": {"color": colours[stack.colour], "size": 13},
                "x": _after(drawn.months[-1]),
                "y": max(drawn.heights),
                "xanchor": "right",
                "yanchor": "bottom",
                "yshift": LABEL_HEIGHT_PX * at,
                "align": "right",
            }
            # The archive that lies highest in the stack is named highest.
            for at, stack in enumerate(others)
        ),
    ]
    if any(drawn.missing):
        below = {
            "text": _named(words.gettext("Days without a map"), sum(drawn.missing), words),
            "font": {"color": colours["neutral"], "size": 13},
            "x": _after(_tall(drawn.months, drawn.missing)[-1]),
            "y": -max(drawn.missing),
            "xanchor": "left",
            "xshift": 4,
            "yanchor": "bottom",
            "align": "left",
        }
        notes.append(below)
    return [{"showarrow": False, **note} for note in notes]


def _named(name: str, total: int, words: Wording) -> str:
    count = words.gettext("{number} in all").format(number=words.number(total))
    return f"<b>{name}</b><br>{count}"


def _years_text(drawn: _Months, words: Wording) -> str:
    """Summarise the counts year by year."""
    _ = words.gettext
    used, other = (
        [sum(counts) for counts in zip(*parts, strict=True)]
        for parts in (
            [stack.used for stack in drawn.stacks],
            [stack.other for stack in drawn.stacks],
        )
    )
    rows = zip(drawn.months, used, other, drawn.missing, strict=True)
    years = []
    for year, months in groupby(rows, key=lambda row: row[0].year):
        _month, maps, others, days = zip(*months, strict=True)
        said = (
            _(
                "{year}: {maps} used for one day each, {others} for comparison only, {days} "
                "without a map."
            )
            if sum(others)
            else _("{year}: {maps} used for one day each, {days} without a map.")
        )
        years.append(
            said.format(
                year=year,
                maps=words.in_unit(sum(maps), "maps"),
                others=words.number(sum(others)),
                days=words.in_unit(sum(days), "days"),
            )
        )
    return " ".join([*years, _("A map is counted in the month of its file's date.")])


def _month_table(drawn: _Months, words: Wording) -> pd.DataFrame:
    _ = words.gettext
    columns = {_("Month"): [words.month(month) for month in drawn.months]}
    for stack in drawn.stacks:
        used = _("{archive}: used for one day each").format(archive=stack.name)
        other = _("{archive}: for comparison only").format(archive=stack.name)
        columns[used] = [words.number(count) for count in stack.used]
        columns[other] = [words.number(count) for count in stack.other]
    columns[_("Days without a map")] = [words.number(count) for count in drawn.missing]
    return pd.DataFrame(columns)
