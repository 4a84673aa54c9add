"""Numbered days over the chart of a city: parts reached on the map, claims, events.

Each day has a line and a number over the plot, which the text under the chart explains. Days that
cannot be told apart on a phone share a number mark and have a bracket; a leader joins a mark that
was moved aside to its lines. Positions are tested at phone width: on a wider screen things only
move apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pokrovsk_front.labels.boxes import size_px
from pokrovsk_front.labels.spacing import spread
from pokrovsk_front.model.place_share import ShareDays
from pokrovsk_front.model.timeline import ClaimLag, Event
from pokrovsk_front.model.timeline_text import brief_title, with_publisher
from pokrovsk_front.model.wording import Wording

NARROW_PLOT_PX = 290.0
"""Width of the plot on a phone."""

NUMBER_PX = 17
"""Height of a number."""

GAP_PX = 6.0
"""Space between two numbers."""

OVERHANG_PX = 8.0
"""How far a number may stand out at the ends of the plot."""

BRACKET_PX, LEADER_PX = 5, 18
"""How far the lines rise over the plot, and from there the leaders to their numbers."""

STRIP_PX = BRACKET_PX + LEADER_PX + NUMBER_PX
"""Height of all that stands over the plot."""

CLUSTER_PX = 4.0
"""Days that are nearer share a number mark: on a phone their lines are one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with a number over the chart.

    Attributes:
        day: The day.
        text: What happened, as short as a picture needs it.
        told: The same with who said it, as the list under the chart has it.
    """

    day: date
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """Marks with their places.

    Attributes:
        annotations: Numbers with their leaders, as Plotly takes them.
        shapes: The line of each day, and brackets over those that share a number mark.
        strip_px: Height of what stands over the plot.
    """

    annotations: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    strip_px: int


def claim_marks(lag: ClaimLag | None, words: Wording) -> list[Mark]:
    """Mark the days on which Russia claimed a town and Ukraine acknowledged its loss."""
    _ = words.gettext
    if lag is None:
        return []
    acknowledged = (
        _("Ukraine acknowledged the loss of a part")
        if lag.town.acknowledged == "part"
        else _("Ukraine acknowledged the withdrawal")
    )
    said = ((lag.claim, _("Russia claimed it")), (lag.acknowledgement, acknowledged))
    return [
        Mark(event.event_date, text, f"{text}: {event.attributed_to}")
        for event, text in said
        if event
    ]


def share_marks(days: ShareDays, words: Wording) -> list[Mark]:
    """Mark the days of the maps that first had a tenth, a half and nine tenths of an area."""
    marks = []
    for reached in days.all:
        if reached.first_date is not None and not reached.is_on_first_map:
            occupied = words.percent(reached.pct)
            text = words.gettext("{occupied} occupied on the map").format(occupied=occupied)
            marks.append(Mark(reached.first_date, text, text))
    return marks


def article_mark(day: date, words: Wording) -> Mark:
    """Mark the day of the article."""
    text = words.gettext("The article appeared")
    return Mark(day, text, text)


def event_marks(events: Sequence[Event]) -> list[Mark]:
    """Mark the days of events."""
    return [Mark(each.event_date, brief_title(each), with_publisher(each)) for each in events]


def placed(
    days: Sequence[date], span: tuple[date, date], plot_px: float, colour: str
) -> PlacedMarks:
    """Number days, and place the numbers in one row over the plot.

    Args:
        days: The days in order of time, all within the span; equal ones have a number each.
        span: First and last day of the axis.
        plot_px: Height of the plot.
        colour: Of lines and numbers.
    """
    groups, top = _groups(days, span), 1 + BRACKET_PX / plot_px
    texts = [f"{one + 1}" if one == last else f"{one + 1}–{last + 1}" for one, last in groups]
    middles = [_middle(days[one], days[last]) for one, last in groups]
    lines_px = [_across_px(day, span) for day in middles]
    stands_px = spread(
        lines_px,
        GAP_PX,
        low=-OVERHANG_PX,
        high=NARROW_PLOT_PX + OVERHANG_PX,
        sizes=[size_px(text)[0] for text in texts],
    )
    brackets = [(days[one], days[last]) for one, last in groups if days[one] != days[last]]
    return PlacedMarks(
        [
            _number((day, top), text, stands - line, colour)
            for day, text, stands, line in zip(middles, texts, stands_px, lines_px, strict=True)
        ],
        [
            *(_stroke((day, 0), (day, top), "dot", colour) for day in dict.fromkeys(days)),
            *(_stroke((one, top), (last, top), "solid", colour) for one, last in brackets),
        ],
        STRIP_PX if days else 0,
    )


def _across_px(day: date, span: tuple[date, date]) -> float:
    return (day - span[0]).days / max((span[1] - span[0]).days, 1) * NARROW_PLOT_PX


def _middle(first: date, last: date) -> date:
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)


def _groups(days: Sequence[date], span: tuple[date, date]) -> list[tuple[int, int]]:
    """Group days that share a number mark: first and last position of each group."""
    groups: list[tuple[int, int]] = []
    for at, day in enumerate(days):
        first = groups[-1][0] if groups else at
        if groups and _across_px(day, span) - _across_px(days[first], span) < CLUSTER_PX:
            groups[-1] = (first, at)
        else:
            groups.append((at, at))
    return groups


def _stroke(
    begin: tuple[date, float], end: tuple[date, float], dash: str, colour: str
) -> dict[str, Any]:
    """Draw a line between two points: a day, and a height of which the plot has 1."""
    return {
        "type": "line",
        "x0": begin[0].isoformat(),
        "x1": end[0].isoformat(),
        "yref": "paper",
        "y0": begin[1],
        "y1": end[1],
        "line": {"color": colour, "width": 1, "dash": dash},
    }


def _number(at: tuple[date, float], text: str, aside_px: float, colour: str) -> dict[str, Any]:
    """Write a number with a leader to a point; it was moved aside, to the right if above 0."""
    return {
        "x": at[0].isoformat(),
        "yref": "paper",
        "y": at[1],
        "ax": round(aside_px, 1),
        "ay": -LEADER_PX,
        # From the foot of a number no leader runs into the number beside it.
        "yanchor": "bottom",
        "text": text,
        "font": {"color": colour, "size": 13},
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": colour,
        "borderpad": 0,
    }
