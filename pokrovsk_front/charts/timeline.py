"""Events by month over the net gain of each month.

A mark's shape and the name of its lane tell how sure an event is; colour only repeats it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.marks import SYMBOLS
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.timeline import CERTAINTIES, Event
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

STEP_PX = 15
"""Room for one mark in the stack of a month."""

NARROW_PLOT_PX = 300
"""Width of the plot on a phone: what has room there has room everywhere."""

LABEL_LETTER_PX = 6.9
LABEL_ROWS = 4
LABEL_ROW_STEPS = 1.25
LANE_LETTER_PX = 7.2
"""Width of a letter of a lane's name, which is bold."""

PLOT_MARGINS_PX = 60
SHORTEST_PLOT_PX = 180


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand: time across, and upwards in steps of one mark.

    Attributes:
        start: Left end of the axis.
        end: Right end of the axis.
        lane_floors: Bottom of each lane that has an event, the lowest first.
        marks: Middle of the month and height of each event, by `event_id`.
        top: Top of the lanes.
        lane_name_px: Room for the widest name of a lane.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    lane_floors: dict[str, int]
    marks: dict[str, tuple[pd.Timestamp, float]]
    top: int
    lane_name_px: float

    def across_px(self, event: Event) -> float:
        """Give the place of an event across a narrow plot."""
        share = (self.marks[event.event_id][0] - self.start) / (self.end - self.start)
        return float(share) * NARROW_PLOT_PX

    def is_way_up_clear(self, event: Event) -> bool:
        """Tell whether a line up from an event crosses the name of no lane."""
        is_top = event.certainty == list(self.lane_floors)[-1]
        return is_top or self.across_px(event) > self.lane_name_px


@cache
def _middle(day: date) -> pd.Timestamp:
    month = pd.Period(day, freq="M")
    return month.start_time + (month.end_time - month.start_time) / 2


def _plan(events: Sequence[Event], months: pd.DataFrame, words: Wording) -> _Plan:
    """Give each certainty a lane, the surest on top; the marks of a month stand on its name."""
    stacks = Counter((event.certainty, _middle(event.event_date)) for event in events)
    lane_floors: dict[str, int] = {}
    top = 0
    for certainty in reversed(CERTAINTIES):
        highest = max(
            (count for (lane, _), count in stacks.items() if lane == certainty), default=0
        )
        if highest:
            lane_floors[certainty] = top
            # One step more for the name of the lane.
            top += highest + 1
    level: Counter[tuple[str, pd.Timestamp]] = Counter()
    marks = {}
    for event in events:
        stack = (event.certainty, _middle(event.event_date))
        level[stack] += 1
        marks[event.event_id] = (stack[1], lane_floors[event.certainty] + level[stack] + 0.5)
    last = max(*(event.event_date for event in events), months["month"].iloc[-1].date())
    return _Plan(
        start=months["month"].iloc[0].normalize(),
        end=pd.Period(last, freq="M").end_time,
        lane_floors=lane_floors,
        marks=marks,
        top=top,
        lane_name_px=LANE_LETTER_PX
        * max(len(f"{words.certainty(each)} {len(events)}") for each in lane_floors),
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """A name in a row above the lanes, 0 the lowest, beside the line that goes down from it."""

    event: Event
    row: int
    line_px: float
    left_px: float
    right_px: float

    @property
    def is_right(self) -> bool:
        """Whether the name stands right of its line."""
        return self.left_px >= self.line_px

    def is_clear_of(self, other: "_Label") -> bool:
        """Tell whether neither name covers the other, nor a line runs through a name."""
        if self.row == other.row:
            return self.right_px <= other.left_px or other.right_px <= self.left_px
        upper, lower = (self, other) if self.row > other.row else (other, self)
        return not lower.left_px < upper.line_px < lower.right_px


def _options(event: Event, line_px: float) -> list[_Label]:
    """List where a name can stand within a narrow plot, the lowest rows first."""
    width = len(event.chart_label) * LABEL_LETTER_PX + 8
    sides = [(line_px, line_px + width), (line_px - width, line_px)]
    return [
        _Label(event, row, line_px, left, right)
        for row in range(LABEL_ROWS)
        for left, right in sides
        if left >= 0 and right <= NARROW_PLOT_PX
    ]


@cache
def _labels(candidates: tuple[tuple[Event, float], ...]) -> tuple[_Label, ...]:
    """Name as many events as a narrow plot has room for, in the lowest rows that do.

    Args:
        candidates: The events that have a name, each with the place of its line in pixels from
            the left of the plot.

    Returns:
        The names, none of which covers another or is crossed by a line.
    """
    best: tuple[_Label, ...] = ()

    def worth(labels: Sequence[_Label]) -> tuple[int, int]:
        return len(labels), -sum(label.row for label in labels)

    def place(at: int, placed: tuple[_Label, ...]) -> None:
        nonlocal best
        if len(placed) + len(candidates) - at < len(best):
            return
        if at == len(candidates):
            best = max(best, placed, key=worth)
            return
        for option in _options(*candidates[at]):
            if all(option.is_clear_of(other) for other in placed):
                place(at + 1, (*placed, option))
        place(at + 1, placed)

    place(0, ())
    return best


def events_by_month(
    events: Sequence[Event],
    months: pd.DataFrame,
    *,
    place_names: Mapping[str, str],
    chosen: Event | None = None,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw each event as a mark in the month it falls into, over the net gain of the month.

    Args:
        events: The events to show, at least one, in order of time.
        months: The table of `model.gains.monthly_gains`, with the months of the axis.
        place_names: What the reader sees of a place, by `place_id`.
        chosen: The one of them to ring, if one was asked for.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps behind the gains come from.

    Returns:
        Bars of the gain, quiet, and a lane of marks for each certainty. A month that is not over
        has no bar.
    """
    plan = _plan(events, months, words)
    candidates = tuple(
        (each, plan.across_px(each))
        for each in events
        if each.chart_label and plan.is_way_up_clear(each)
    )
    labels = () if chosen else _labels(candidates)
    rows = 1 if chosen else max((label.row for label in labels), default=-1) + 1
    top = plan.top + rows * LABEL_ROW_STEPS + 0.4
    colours = COLOURS[scheme]
    net_km2 = months["net_km2"].to_numpy()
    named = [(label.event, label.row, label.is_right, label.event.chart_label) for label in labels]
    traces = [_bars(months, words, colours), *_marks(events, plan, words, colours)]
    if chosen:
        is_left_half = plan.across_px(chosen) < NARROW_PLOT_PX / 2
        named.append((chosen, 0, is_left_half, f"<b>{words.short_day(chosen.event_date)}</b>"))
        ring = words.gettext("the event asked for")
        traces.append(_ring(*plan.marks[chosen.event_id], ring, colours["text"]))
    leaders, notes = _names(named, plan, colours)
    picture = plot(
        traces,
        {
            "height": max(round(top * STEP_PX), SHORTEST_PLOT_PX) + PLOT_MARGINS_PX,
            "xaxis": {
                "range": [plan.start, plan.end],
                "dtick": "M12",
                "tick0": "2024-01-01",
                "tickformat": "%Y",
                "ticklabelposition": "outside right",
            },
            "yaxis": {
                "title": {"text": words.gettext("net gain, km² a month")},
                "tickformat": ",",
                "range": [min(float(net_km2.min()) * 1.5, 0), float(net_km2.max()) * 1.08],
                "showgrid": False,
            },
            "yaxis2": {
                "overlaying": "y",
                "range": [0, top],
                "showticklabels": False,
                "showgrid": False,
                "zeroline": False,
            },
            "annotations": [*_lane_names(events, plan, words, colours), *notes],
            "shapes": [*_lane_edges(plan, colours), *leaders],
        },
        scheme,
        words,
    )
    last_event = max(event.event_date for event in events)
    return Figure(
        figure_id="events_by_month",
        headline=_chosen_headline(chosen, months, words) if chosen else _headline(events, words),
        subtitle=words.gettext(
            "Each mark is an event in its month, by how sure it is; the bars behind are the net "
            "gain of the month, km²"
        ),
        picture=picture,
        alt=words.gettext(
            "Marks of {count} events by month from {first} to {last}, in lanes: {lanes}; bars of "
            "the net gain of each month stand behind them."
        ).format(
            count=words.number(len(events)),
            first=words.month(min(event.event_date for event in events)),
            last=words.month(last_event),
            lanes=_counts(events, words),
        ),
        long_text=_text(events, months, words),
        make_table=partial(_table, events, months, place_names, words),
        make_rows=partial(numbers.events_by_month, events, months),
        source_ids=source_ids,
        as_of_date=max(last_event, months["closing_as_of_date"].iloc[-1].date()),
        links=((words.gettext("Read at"), words.gettext("Address")),),
    )


def _bars(months: pd.DataFrame, words: Wording, colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": words.gettext("net gain of the month"),
        "x": [_middle(day.date()) for day in months["month"]],
        "y": months["net_km2"].to_numpy(),
        "marker": {"color": colours["grid"], "line": {"color": colours["axis"], "width": 1}},
        "customdata": [
            f"{words.month(day.date())}: {words.signed_area(km2)}"
            for day, km2 in zip(months["month"], months["net_km2"], strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _marks(
    events: Sequence[Event], plan: _Plan, words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Draw the marks, a trace a lane."""
    traces = []
    for certainty in plan.lane_floors:
        symbol, colour = SYMBOLS[certainty]
        shown = [event for event in events if event.certainty == certainty]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": words.certainty_name(certainty),
                "x": [plan.marks[event.event_id][0] for event in shown],
                "y": [plan.marks[event.event_id][1] for event in shown],
                "yaxis": "y2",
                "cliponaxis": False,
                "marker": {
                    "symbol": symbol,
                    "color": colours[colour],
                    "size": 9,
                    "line": {"width": 2 if symbol.endswith("open") else 0},
                },
                "customdata": [
                    f"{words.short_day(event.event_date)}: {event.title}" for event in shown
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    return traces


def _ring(x: pd.Timestamp, y: float, name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "yaxis": "y2",
        "cliponaxis": False,
        "marker": {"symbol": "circle-open", "color": colour, "size": 19, "line": {"width": 2.5}},
        "hoverinfo": "skip",
    }


def _lane_names(
    events: Sequence[Event], plan: _Plan, words: Wording, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    counted = Counter(event.certainty for event in events)
    return [
        {
            "text": f"<b>{words.certainty(certainty)}</b> {words.number(counted[certainty])}",
            "x": plan.start,
            "y": floor + 0.5,
            "yref": "y2",
            "xanchor": "left",
            "xshift": 2,
            "showarrow": False,
            "font": {"color": colours[SYMBOLS[certainty][1]], "size": 13},
        }
        for certainty, floor in plan.lane_floors.items()
    ]


def _lane_edges(plan: _Plan, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "paper",
            "yref": "y2",
            "x0": 0,
            "x1": 1,
            "y0": floor,
            "y1": floor,
            "layer": "below",
            "line": {"color": colours["axis"], "width": 0.5},
        }
        for floor in plan.lane_floors.values()
        if floor
    ]


def _names(
    named: Sequence[tuple[Event, int, bool, str]], plan: _Plan, colours: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a line up from each named event (row, whether right of the line, text) to its name."""
    leaders, notes = [], []
    for event, row, is_right, text in named:
        x, y = plan.marks[event.event_id]
        height = plan.top + (row + 0.5) * LABEL_ROW_STEPS
        leaders.append(
            {
                "type": "line",
                "x0": x,
                "x1": x,
                "yref": "y2",
                "y0": y,
                "y1": height + 0.45,
                "layer": "below",
                "line": {"color": colours["axis"], "width": 1},
            }
        )
        notes.append(
            {
                "text": text,
                "x": x,
                "y": height,
                "yref": "y2",
                "xanchor": "left" if is_right else "right",
                "xshift": 3 if is_right else -3,
                "showarrow": False,
                "font": {"color": colours["text"], "size": 13},
            }
        )
    return leaders, notes


def _counts(events: Sequence[Event], words: Wording) -> str:
    """Count the events of each certainty, in words without marks."""
    counted = Counter(event.certainty for event in events)
    return ", ".join(
        f"{words.number(counted[certainty])} {words.certainty_name(certainty)}"
        for certainty in CERTAINTIES
        if counted[certainty]
    )


def _fullest_month(events: Sequence[Event]) -> tuple[date, int]:
    """Give the month with the most events, the latest of equals, and their number."""
    counted = Counter(event.event_date.replace(day=1) for event in events)
    count, month = max((count, month) for month, count in counted.items())
    return month, count


def _headline(events: Sequence[Event], words: Wording) -> str:
    month, count = _fullest_month(events)
    if len(events) == 1:
        return words.gettext("One event, on {day}").format(day=words.day(events[0].event_date))
    if count == 1:
        return words.messages.ngettext(
            "{count} event, no two in one month",
            "{count} events, no two in one month",
            len(events),
        ).format(count=words.number(len(events)))
    return words.gettext("{most} of {count} events fall in one month, {month}").format(
        count=words.number(len(events)),
        month=words.months(Window(month, month)),
        most=words.number(count),
    )


def _chosen_headline(chosen: Event, months: pd.DataFrame, words: Wording) -> str:
    month = chosen.event_date.replace(day=1)
    net_km2 = _net_by_month(months).get(month)
    if net_km2 is None:
        return words.gettext("The event among all others")
    text = (
        words.gettext(
            "{area} came under Russian control on balance in {month}, the month of this event"
        )
        if net_km2 >= 0
        else words.gettext(
            "Ukrainian forces regained {area} on balance in {month}, the month of this event"
        )
    )
    return text.format(area=words.area(abs(net_km2)), month=words.months(Window(month, month)))


def _text(events: Sequence[Event], months: pd.DataFrame, words: Wording) -> str:
    fullest, count = _fullest_month(events)
    said = [
        words.gettext("Of the {count} events shown, by how sure they are: {counts}.").format(
            count=words.number(len(events)), counts=_counts(events, words)
        )
    ]
    largest = months.iloc[int(months["net_km2"].to_numpy().argmax())]
    net_km2 = _net_by_month(months).get(fullest)
    if net_km2 is not None and count > 1:
        said.append(
            words.gettext(
                "In {month}, the month with the most of them ({most}), the net gain was {area}; "
                "it was largest in {largest_month}, with {largest}."
            ).format(
                month=words.months(Window(fullest, fullest)),
                most=words.number(count),
                area=words.signed_area(net_km2),
                largest_month=words.month(largest["month"].date()),
                largest=words.signed_area(float(largest["net_km2"])),
            )
        )
    said.append(
        words.gettext(
            "Events were chosen by hand from what was found in print: their number is no measure "
            "of the fighting. Each names its own source."
        )
    )
    return " ".join(said)


def _net_by_month(months: pd.DataFrame) -> dict[date, float]:
    return {
        day.date(): float(km2) for day, km2 in zip(months["month"], months["net_km2"], strict=True)
    }


def _table(
    events: Sequence[Event],
    months: pd.DataFrame,
    place_names: Mapping[str, str],
    words: Wording,
) -> pd.DataFrame:
    _ = words.gettext
    by_month = _net_by_month(months)
    rows = []
    for event in events:
        net_km2 = by_month.get(event.event_date.replace(day=1))
        rows.append(
            {
                _("Day"): words.short_day(event.event_date),
                _("Event"): event.title,
                _("How sure"): words.certainty_name(event.certainty),
                _("About"): words.event_kind(event.kind),
                _("Place"): place_names[event.place_id] if event.place_id else event.place_name,
                _("Who"): event.attributed_to,
                _("Read at"): event.publisher,
                _("Address"): event.url,
                _("Net gain of the month, km²"): "–" if net_km2 is None else words.signed(net_km2),
                _("Note"): event.note,
            }
        )
    return pd.DataFrame(rows)
