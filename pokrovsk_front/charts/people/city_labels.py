"""Labels of a panel of the chart of one city: their texts and candidate positions.

Positions are tested at phone width: on a wider screen things only move apart. Every label but that
of a gap, which is seen without it, is required: one without a clear position stands where it covers
least.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from pokrovsk_front.labels.boxes import Box, along, box_at, size_px
from pokrovsk_front.labels.engine import Board, Label, Position
from pokrovsk_front.model.people import Count, Series
from pokrovsk_front.model.people_text import people, short_as_of
from pokrovsk_front.model.wording import Wording

NARROW_PANEL_PX = 216
"""Width of a panel on a phone of 320 px."""

LONG_GAP_DAYS = 365
"""A longer time without a count is labelled."""

EARLY_SHARE = 0.35
"""A mark in the first part of the axis has its label on the right, any other on the left."""

MARK_PX, GUIDE_PX = 11.0, 3.0
ANCHORS_OF_THE_LAST = (
    *(("right", "top", 0, -6 - down) for down in (0, 10, 20, 30)),
    *(("center", "top", 0, -6), ("right", "bottom", 0, 8), ("right", "middle", -10, 0)),
)
"""Below the mark, where a falling line leaves room; then above it, then beside it."""

ANCHORS_LATE = (
    *(("right", "top", -8, 0), ("right", "middle", -10, 0), ("right", "bottom", -8, 2)),
    *(("left", "bottom", 6, 4), ("left", "middle", 10, 0), ("center", "bottom", 0, 8)),
    *(("center", "top", 0, -8), ("left", "top", 6, -4), ("center", "bottom", 0, 14)),
)
ANCHORS_EARLY = (
    *(("left", "bottom", 4, 4), ("left", "middle", 10, 0), ("center", "bottom", 0, 8)),
    *(("left", "top", 8, -2), ("right", "bottom", -8, 2), ("left", "middle", 16, 0)),
)
ARROW_UPS_PX, ARROW_ASIDES_PX = (36, 48, 64, 80, 96, 112, 128, 144), (20, 0, -30, -60, -90)
"""Where no position at the mark is clear, an arrow leads to it from a higher one."""

STEP_PX, ASIDES_PX = 8, (0, -15, 15, -30, 30, -45, 45, -60, 60)
LINEAR_GAP_SHARE, RECOUNT_SHARE = 0.12, 0.72
"""Preferred heights of the labels of a gap on a linear axis and of a recount."""


Drawable = Position[dict[str, Any]]
"""A candidate position with the settings of its annotation."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel at phone width: where days and numbers of people stand.

    Attributes:
        number: The number of its axes, empty for the first.
        height_px: Its height.
        first: The day at its left end.
        last: The day at its right end.
        low: The foot of its axis, as its `range` has it.
        high: The top likewise.
        is_log: Whether equal ratios have equal heights.
    """

    number: str
    height_px: float
    first: date
    last: date
    low: float
    high: float
    is_log: bool

    def height(self, value: float) -> float:
        """Give the `y` of an annotation: on a logarithmic axis Plotly wants the exponent."""
        return math.log10(value) if self.is_log else value

    def across_px(self, day: date) -> float:
        """Give the horizontal position of a day."""
        return (day - self.first) / (self.last - self.first) * NARROW_PANEL_PX

    def at_px(self, count: Count) -> tuple[float, float]:
        """Give the position of the mark of a number."""
        return self.across_px(count.as_of_date), self.up_px(count.people)

    def up_px(self, value: float) -> float:
        """Give the vertical position of a number of people."""
        return (self.height(value) - self.low) / (self.high - self.low) * self.height_px

    @property
    def inside(self) -> Box:
        """The bounds of its labels."""
        return Box(0, 1, NARROW_PANEL_PX + 10, self.height_px + 2)


@dataclass(slots=True)
class _Labels:
    """The labels of a panel, in the order in which they are placed.

    Attributes:
        panel: The panel.
        words: The reader's language.
        listed: The labels.
    """

    panel: Panel
    words: Wording
    listed: list[Label[dict[str, Any]]] = field(default_factory=list)

    def add(
        self, text: str, colour: str, positions: Iterator[Drawable], *, is_required: bool = True
    ) -> None:
        """List a label with its candidate positions, the best first."""
        note = {
            "text": text,
            "font": {"size": 13, "color": colour},
            "xref": f"x{self.panel.number}",
            "yref": f"y{self.panel.number}",
            "showarrow": False,
            "align": "right",
        }
        drawn = (replace(each, drawn=note | each.drawn) for each in positions)
        self.listed.append(Label(drawn, is_required=is_required))

    def at_mark(
        self, count: Count, text: str, anchors: Sequence[tuple[str, str, int, int]], colour: str
    ) -> Iterator[Drawable]:
        """List the positions of the label of a number: at its mark, then at the end of an arrow."""
        (x, y), size = self.panel.at_px(count), size_px(text)
        point = {"x": count.as_of_date.isoformat(), "y": self.panel.height(count.people)}
        for xanchor, yanchor, right, up in anchors:
            yield Position(
                box_at(x + right, y + up, size, xanchor, yanchor),
                point
                | {"xanchor": xanchor, "yanchor": yanchor, "xshift": right, "yshift": up}
                | {"align": xanchor},
            )
        arrow = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": colour}
        for up in ARROW_UPS_PX:
            for right in ARROW_ASIDES_PX:
                yield Position(
                    box_at(x + right, y + up, size, "right", "bottom"),
                    point
                    | {"xanchor": "right", "yanchor": "bottom", "ax": right, "ay": -up}
                    | arrow
                    | {"standoff": 6},
                )

    def on_line(self, value: float, text: str) -> Iterator[Drawable]:
        """List the positions of the label of a horizontal line: above it, then below it."""
        y, size = self.panel.up_px(value), size_px(text)
        for share in (1.0, 0.85, 0.7, 0.55, 0.45):
            for yanchor, up in (("bottom", 0), ("top", 0), ("bottom", 8)):
                room = up + (GUIDE_PX if yanchor == "bottom" else -GUIDE_PX)
                yield Position(
                    box_at(share * NARROW_PANEL_PX, y + room, size, "right", yanchor),
                    {"x": share, "xref": f"x{self.panel.number} domain", "xanchor": "right"}
                    | {"y": self.panel.height(value), "yanchor": yanchor, "yshift": up},
                )

    def in_time(
        self, day: date, share: float, text: str, xanchor: str, asides_px: Sequence[int]
    ) -> Iterator[Drawable]:
        """List the positions of the label of a period, the nearest to a height first."""
        panel, size = self.panel, size_px(text)
        wanted = share * panel.height_px
        steps = range(round(panel.height_px / STEP_PX))
        places = [(right, step * STEP_PX) for step in steps for right in asides_px]
        for right, up in sorted(places, key=lambda at: abs(at[1] - wanted) + 2 * abs(at[0])):
            yield Position(
                box_at(panel.across_px(day) + right, up, size, xanchor),
                {"text": text, "x": day.isoformat(), "xanchor": xanchor}
                | {"xshift": right, "align": xanchor}
                | {"y": up / panel.height_px, "yref": f"y{panel.number} domain"}
                # Left to itself Plotly hangs a label by its top high up, and by its foot low down.
                | {"yanchor": "middle"},
            )


def labels(
    series: Series,
    drawn: Sequence[Count],
    recounts: Sequence[tuple[date, date]],
    panel: Panel,
    colour: str,
    *,
    words: Wording,
    colours: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Label the estimate, the first and the last count, lists carried forward, gaps and recounts.

    Args:
        series: The area of the panel.
        drawn: Its numbers that have a mark.
        recounts: First and last day of each time in which the list was counted anew.
        panel: The panel.
        colour: Colour of the series.
        words: The reader's language.
        colours: The colours of the scheme.
    """
    _board, placed = _placed(series, drawn, recounts, panel, colour, words, colours["muted"])
    return [position.drawn for position in placed]


def _placed(
    series: Series,
    drawn: Sequence[Count],
    recounts: Sequence[tuple[date, date]],
    panel: Panel,
    colour: str,
    words: Wording,
    muted: str,
) -> tuple[Board, list[Drawable]]:
    """Place the labels, the most telling first: the last count, the estimate, the first count."""
    listed = _Labels(panel, words)
    _add_last(listed, series, colour)
    if series.baseline is not None:
        text = words.gettext("{people}: official estimate").format(
            people=people(series.baseline, words)
        )
        listed.add(text, muted, listed.on_line(series.baseline.people, text))
    _add_first(listed, series, colour)
    for first, last in recounts:
        text = words.gettext("probably<br>a recount")
        after = listed.in_time(last, RECOUNT_SHARE, text, "left", (6,))
        before = listed.in_time(first, RECOUNT_SHARE, text, "right", (-6,))
        listed.add(text, muted, chain(after, before))
    _add_gap(listed, series, muted)
    board = Board(panel.inside, _taken(series, drawn, panel))
    return board, [position for _label, position in board.place_all(listed.listed)]


def _taken(series: Series, drawn: Sequence[Count], panel: Panel) -> list[Box]:
    """List what no label may cover: marks, ranges, lines and the guide of the estimate."""
    taken = [box_at(*panel.at_px(row), size=(MARK_PX, MARK_PX)) for row in drawn]
    for row in drawn:
        if row.people_high:
            taken += along([panel.at_px(row), (panel.at_px(row)[0], panel.up_px(row.people_high))])
    for line in (*series.lines, series.carried):
        taken += along([panel.at_px(row) for row in line])
    if series.baseline is not None:
        x, y = panel.at_px(series.baseline)
        taken.append(Box(x, y - GUIDE_PX / 2, NARROW_PANEL_PX, y + GUIDE_PX / 2))
    return taken


def _dated(count: Count, words: Wording, *, is_bold: bool = False) -> str:
    number = people(count, words)
    is_day = count.date_precision == "day"
    day = words.axis_day(count.as_of_date) if is_day else short_as_of(count, words)
    return f"{f'<b>{number}</b>' if is_bold else number}<br>{day}"


def _add_last(listed: _Labels, series: Series, colour: str) -> None:
    """Add the labels of the last count and of the lists carried forward."""
    words, last, panel = listed.words, series.last, listed.panel
    is_joined = len(series.carried) > len(series.frozen)
    if last is not None:
        text = _dated(last, words, is_bold=True)
        if series.frozen and is_joined:
            carried = (
                words.gettext("then carried forward")
                if panel.is_log
                else words.gettext("then carried<br>forward")
            )
            text = f"{text}<br>{carried}"
        listed.add(text, colour, listed.at_mark(last, text, ANCHORS_OF_THE_LAST, colour))
    if series.frozen and not is_joined:
        frozen = series.frozen[-1]
        text = words.gettext("{people}<br>carried forward").format(people=people(frozen, words))
        listed.add(text, colour, listed.at_mark(frozen, text, ANCHORS_OF_THE_LAST, colour))


def _add_first(listed: _Labels, series: Series, colour: str) -> None:
    """Add the label of the first count, unless it is the last as well."""
    if len(series.counts) > 1:
        first = series.counts[0]
        text = _dated(first, listed.words)
        is_early = listed.panel.across_px(first.as_of_date) < EARLY_SHARE * NARROW_PANEL_PX
        anchors = ANCHORS_EARLY if is_early else ANCHORS_LATE
        listed.add(text, colour, listed.at_mark(first, text, anchors, colour))


def _add_gap(listed: _Labels, series: Series, colour: str) -> None:
    gap, panel, words = series.widest_gap, listed.panel, listed.words
    if gap is None or (gap[1].as_of_date - gap[0].as_of_date).days <= LONG_GAP_DAYS:
        return
    middle = gap[0].as_of_date + (gap[1].as_of_date - gap[0].as_of_date) / 2
    months = {"first": words.month(gap[0].as_of_date), "last": words.month(gap[1].as_of_date)}
    text = words.gettext("no count found<br>{first} to {last}").format(**months)
    upright = words.gettext("no count found<br>{first}<br>to {last}").format(**months)
    share = LINEAR_GAP_SHARE
    if panel.is_log:
        share = sum(panel.up_px(row.people) for row in gap) / 2 / panel.height_px
    positions = (
        listed.in_time(middle, share, each, "center", ASIDES_PX) for each in (text, upright)
    )
    listed.add(text, colour, chain.from_iterable(positions), is_required=False)
