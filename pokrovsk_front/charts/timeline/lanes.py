"""Layout of the chart of events: a lane a certainty, marks stacked by month, names above."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.labels.engine import Board, Label, Position
from pokrovsk_front.model.timeline import CERTAINTIES, Event
from pokrovsk_front.model.timeline_text import certainty_label
from pokrovsk_front.model.wording import Wording

STEP_PX = 15
"""Room for one mark in the stack of a month."""

NARROW_PLOT_PX = 300
"""Width of the plot on a phone; on a wider screen things only move apart."""

LABEL_LETTER_PX = 6.9

LABEL_ROWS = 4

LABEL_ROW_STEPS = 1.25

LANE_LETTER_PX = 7.2
"""Width of a letter of a lane's name, which is bold."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The layout of the chart: time across, and upwards in steps of one mark.

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
        """Give the horizontal position of an event at phone width."""
        share = (self.marks[event.event_id][0] - self.start) / (self.end - self.start)
        return float(share) * NARROW_PLOT_PX

    def is_leader_clear(self, event: Event) -> bool:
        """Tell whether the leader of an event is clear of the names of lanes."""
        is_top = event.certainty == list(self.lane_floors)[-1]
        return is_top or self.across_px(event) > self.lane_name_px


@cache
def middle_of_month(day: date) -> pd.Timestamp:
    """Give the middle of the month of a day."""
    month = pd.Period(day, freq="M")
    return month.start_time + (month.end_time - month.start_time) / 2


def make_plan(events: Sequence[Event], months: pd.DataFrame, words: Wording) -> Plan:
    """Lay out a lane for each certainty, the surest on top, and stack the marks of a month."""
    stacks = Counter((event.certainty, middle_of_month(event.event_date)) for event in events)
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
        stack = (event.certainty, middle_of_month(event.event_date))
        level[stack] += 1
        marks[event.event_id] = (stack[1], lane_floors[event.certainty] + level[stack] + 0.5)
    last = max(*(event.event_date for event in events), months["month"].iloc[-1].date())
    return Plan(
        start=months["month"].iloc[0].normalize(),
        end=pd.Period(last, freq="M").end_time,
        lane_floors=lane_floors,
        marks=marks,
        top=top,
        lane_name_px=LANE_LETTER_PX
        * max(len(f"{certainty_label(each, words)} {len(events)}") for each in lane_floors),
    )


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an event above the lanes.

    Attributes:
        event: The event.
        row: The row of the name, 0 the lowest.
        is_right: Whether the name stands right of the line that goes down to the mark.
    """

    event: Event
    row: int
    is_right: bool


def _positions(event: Event, line_px: float) -> Iterator[Position[Name]]:
    """List the positions of a name beside its line, the lowest rows first; a row is 1 high."""
    width = len(event.chart_label) * LABEL_LETTER_PX + 8
    for row in range(LABEL_ROWS):
        line = Box(line_px, 0, line_px, row)
        for is_right in (True, False):
            left = line_px if is_right else line_px - width
            box = Box(left, row, left + width, row + 1)
            yield Position(box, Name(event, row, is_right), attached=(line,), cost=row)


@cache
def placed_names(candidates: tuple[tuple[Event, float], ...]) -> tuple[Position[Name], ...]:
    """Place the names of as many events as fit at phone width, in the lowest rows.

    Args:
        candidates: The events that have a name, each with the position of its line in pixels
            from the left of the plot.

    Returns:
        The positions of the names, none of which covers another or is crossed by a line.
    """
    board = Board(Box(0, 0, NARROW_PLOT_PX, LABEL_ROWS))
    return board.place_most([Label(_positions(*each)) for each in candidates])
