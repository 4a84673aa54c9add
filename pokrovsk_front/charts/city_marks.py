"""Days over the chart of a city: claim, acknowledgement, parts reached on the map, events.

Positions are tested at phone width: on a wider screen things only move apart. A day that is said
in words has a line up to its words; events have numbers, which the text under the chart explains.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pokrovsk_front.labels.boxes import Box, box_at, size_px
from pokrovsk_front.labels.engine import Board, Label, Position
from pokrovsk_front.model.place_share import ShareDays
from pokrovsk_front.model.timeline import ClaimLag, Event
from pokrovsk_front.model.wording import Wording

NARROW_PLOT_PX = 290.0
"""Width of the plot on a phone."""

ROW_PX = 17
MAX_ROWS = 9
GAP_PX = 5.0
"""Space between a line and its words, and between two labels of a row."""

CLUSTER_PX = 16.0
"""Events that are nearer share one number mark."""

Drawn = tuple[date, str, int, str]
"""Day, words, row above the plot and anchor of a label."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that is said in words over the chart.

    Attributes:
        day: The day.
        text: The words of its label.
        sentence: What the text under the chart says of it; empty where it is said there anyway.
    """

    day: date
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """Marks with their places.

    Attributes:
        annotations: Words and numbers, as Plotly takes them.
        lines: A day and the number of rows that its line rises over the plot; events rise to it.
        rows: How many rows the labels take.
    """

    annotations: list[dict[str, Any]]
    lines: list[tuple[date, int]]
    rows: int


def claim_marks(lag: ClaimLag | None, words: Wording) -> list[Mark]:
    """Mark the days on which Russia claimed a town and Ukraine acknowledged its loss."""
    _ = words.gettext
    if lag is None:
        return []
    said = (
        (lag.claim, _("Russian claim"), _("Russia claimed it on {day}: {who}.")),
        (
            lag.acknowledgement,
            _("acknowledged"),
            _("Ukraine acknowledged the loss of a part on {day}: {who}.")
            if lag.town.acknowledged == "part"
            else _("Ukraine acknowledged the withdrawal on {day}: {who}."),
        ),
    )
    return [
        Mark(
            event.event_date,
            text,
            sentence.format(day=words.day(event.event_date), who=event.attributed_to),
        )
        for event, text, sentence in said
        if event
    ]


def share_marks(days: ShareDays, words: Wording) -> list[Mark]:
    """Mark the days of the maps that first had a tenth, a half and nine tenths of an area."""
    return [
        Mark(
            reached.first_date,
            words.gettext("{occupied} occupied").format(occupied=words.percent(reached.pct)),
            sentence="",
        )
        for reached in days.all
        if reached.first_date is not None and not reached.is_on_first_map
    ]


def article_mark(day: date, words: Wording) -> Mark:
    """Mark the day of the article."""
    text = words.gettext("The article appeared on {day}.").format(day=words.day(day))
    return Mark(day, words.gettext("the article"), text)


def placed(
    marks: Sequence[Mark], events: Sequence[Event], span: tuple[date, date], colour: str
) -> PlacedMarks:
    """Place words and numbers in rows over the plot.

    Args:
        marks: The days said in words, all within the span.
        events: The events with numbers, in order of time, all within the span.
        span: First and last day of the axis.
        colour: Of the text.
    """
    events_px = [_across_px(each.event_date, span) for each in events]
    labels = _beside_lines(marks, span, events_px)
    numbers = [
        Label(_on_line(day, text, span), (2, 0), is_required=True)
        for day, text in _numbers([each.event_date for each in events], span)
    ]
    board = Board(Box(-2, -1, NARROW_PLOT_PX + 2, MAX_ROWS * ROW_PX + 1))
    drawn = [position.drawn for _label, position in board.place_all([*labels, *numbers])]
    lines = [(day, row) for day, _text, row, _anchor in drawn[: len(labels)]]
    # A number that stands for one event alone has its line up to it.
    single = {day: row for day, text, row, _anchor in drawn[len(labels) :] if text.isdigit()}
    lines += [(each.event_date, single.get(each.event_date, 0)) for each in events]
    rows = max((row for _day, _text, row, _anchor in drawn), default=-1) + 1
    return PlacedMarks([_annotation(each, colour) for each in drawn], lines, rows)


def _across_px(day: date, span: tuple[date, date]) -> float:
    return (day - span[0]).days / max((span[1] - span[0]).days, 1) * NARROW_PLOT_PX


def _beside_lines(
    marks: Sequence[Mark], span: tuple[date, date], events_px: Sequence[float]
) -> list[Label[Drawn]]:
    """Have words stand on the left of their lines, and rise with the day: no line crosses words.

    The words of a later day then stand over the lines of the earlier ones. Where there is no room
    on the left, up to the last line with its words on the right, words stand on the right and rise
    the other way; so they do where the line of an event would cross them on the left alone.
    """
    turned = _turned(marks, span, events_px)
    labels, bound_px = [], 0.0
    for mark in sorted(marks, key=lambda each: each.day):
        x, day = _across_px(mark.day, span), mark.day.toordinal()
        has_room = x - _width_px(mark) >= bound_px and mark not in turned
        if not has_room:
            bound_px = x
        sides = ("right", "center", "left") if has_room else ("left", "center", "right")
        positions = [
            each for side in sides for each in _positions(mark.day, mark.text, span, (side,))
        ]
        order = (0, day) if has_room else (1, -day)
        labels.append(Label(positions, order, is_required=True))
    return labels


def _turned(
    marks: Sequence[Mark], span: tuple[date, date], events_px: Sequence[float]
) -> list[Mark]:
    """Find the marks whose words the line of an event crosses on the left and none on the right.

    On the right the lines of later days cross them, too, unless their words are turned as well.
    """
    turned: list[Mark] = []
    later_px: list[float] = []
    for mark in sorted(marks, key=lambda each: each.day, reverse=True):
        x, width = _across_px(mark.day, span), _width_px(mark)
        is_crossed = _between(events_px, x - width, x)
        right = [*events_px, *later_px]
        if is_crossed and x + width <= NARROW_PLOT_PX and not _between(right, x, x + width):
            turned.append(mark)
        else:
            later_px.append(x)
    return turned


def _between(places_px: Sequence[float], left: float, right: float) -> bool:
    return any(left < place < right for place in places_px)


def _width_px(mark: Mark) -> float:
    return size_px(mark.text)[0] + 2 * GAP_PX


def _on_line(day: date, text: str, span: tuple[date, date]) -> list[Position[Drawn]]:
    """List the places of a number; one of several events has no line that it stands on."""
    found = _positions(day, text, span, ("center", "right", "left"))
    return found if text.isdigit() else [replace(each, attached=()) for each in found]


def _positions(
    day: date, text: str, span: tuple[date, date], anchors: tuple[str, ...]
) -> list[Position[Drawn]]:
    """List the places of a label, the lowest rows first, each with the line up to it."""
    x, (width, _height) = _across_px(day, span), size_px(text)
    size = (width + 2 * GAP_PX, ROW_PX)
    return [
        Position(
            box_at(x, row * ROW_PX, size, anchor, "bottom"),
            (day, text, row, anchor),
            attached=(Box(x, 0, x, row * ROW_PX),) if row else (),
        )
        for row in range(MAX_ROWS)
        for anchor in anchors
    ]


def _numbers(days: Sequence[date], span: tuple[date, date]) -> list[tuple[date, str]]:
    """Number events from 1; those that are close in time share a mark, such as 2–4."""
    groups: list[list[int]] = []
    for at, day in enumerate(days):
        is_near = groups and (
            _across_px(day, span) - _across_px(days[groups[-1][0]], span) < CLUSTER_PX
        )
        if is_near:
            groups[-1].append(at)
        else:
            groups.append([at])
    found = []
    for group in groups:
        first, last = group[0], group[-1]
        middle = (days[first].toordinal() + days[last].toordinal()) // 2
        text = f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        found.append((date.fromordinal(middle), text))
    return found


def _annotation(drawn: Drawn, colour: str) -> dict[str, Any]:
    day, text, row, anchor = drawn
    return {
        "x": day.isoformat(),
        "yref": "paper",
        "y": 1,
        "xanchor": anchor,
        "yanchor": "bottom",
        "xshift": {"left": GAP_PX, "center": 0, "right": -GAP_PX}[anchor],
        "yshift": row * ROW_PX,
        "text": text,
        "font": {"color": colour, "size": 13},
        "showarrow": False,
        "borderpad": 0,
    }
