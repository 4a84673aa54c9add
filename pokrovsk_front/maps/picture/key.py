"""Legend of a picture: swatches with their words in rows, and the ramp of months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pokrovsk_front.maps.layers import APART, DOT
from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.palette import Palette, Ramp, blend
from pokrovsk_front.maps.picture import patterns
from pokrovsk_front.maps.picture.lettering import Type, css
from pokrovsk_front.model.cells import day_of
from pokrovsk_front.model.wording import Wording

SWATCH_PX = (30.0, 18.0)
GAP_PX, BETWEEN_PX, ROW_GAP_PX = 10.0, 28.0, 7.0
RAMP_PX, MAX_RAMP_PX = 16.0, 640.0
TICKS = (5, 4, 3, 2)
TICK_GAP_PX = 24.0


@dataclass(frozen=True, slots=True)
class Key:
    """A legend that is to be drawn in a column of some width.

    Attributes:
        entries: The ramp first, where there is one, then the fills.
        palette: Colours of the scheme.
        words: The reader's language.
        type: Its lettering.
        figure_id: Begins every id in the picture.
    """

    entries: Sequence[Any]
    palette: Palette
    words: Wording
    type: Type
    figure_id: str

    def drawn(self, x: float, y: float, width_px: float) -> tuple[str, float]:
        """Draw the legend from a top left corner.

        Returns:
            The SVG, and the height that it takes.
        """
        top, parts = y, []
        for ramp in self.entries:
            if isinstance(ramp, Ramp):
                parts.append(self._ramp(ramp, x, top, min(width_px, MAX_RAMP_PX)))
                top += RAMP_PX + self.type.line_px + ROW_GAP_PX
        across = x
        fills = [entry for entry in self.entries if isinstance(entry, Entry)]
        height = 0.0
        for at, entry in enumerate(fills):
            room = width_px - SWATCH_PX[0] - GAP_PX
            lines = self.type.lines(entry.text, room)
            width = SWATCH_PX[0] + GAP_PX + max(map(self.type.width_px, lines))
            if across > x and across + width > x + width_px:
                across, top = x, top + height + ROW_GAP_PX
                height = 0
            parts.append(self._entry(entry, lines, across, top, at))
            height = max(height, len(lines) * self.type.line_px, SWATCH_PX[1])
            across += width + BETWEEN_PX
        return "".join(parts), top + height - y

    def _entry(self, entry: Entry, lines: list[str], x: float, y: float, at: int) -> str:
        width, height = SWATCH_PX
        top = y + (self.type.line_px - height) / 2
        seen, ink = blend(entry.fill, self.palette.land), self.palette.label_text
        box = (
            f"<rect x='{x + 0.75:g}' y='{top + 0.75:g}' "
            f"width='{width - 1.5:g}' height='{height - 1.5:g}'"
        )
        edge = css(entry.edge or entry.fill)
        dash = " stroke-dasharray='5 3'" if entry.is_dashed else ""
        stroke = f" stroke='{edge}' stroke-width='1.5'{dash}"
        over, pattern_id = "", f"{self.figure_id}-key-{at}"
        if entry.is_apart or entry.is_dot:
            coverage = APART if entry.is_apart else DOT
            over = patterns.dots(pattern_id, entry.fill, coverage)
            drawn = f"{box} fill='url(#{pattern_id})'{stroke}/>"
        elif entry.hatch is not None:
            over = patterns.hatch(pattern_id, entry.hatch)
            drawn = f"{box} fill='{css(seen)}'/>{box} fill='url(#{pattern_id})'{stroke}/>"
        else:
            drawn = f"{box} fill='{css(seen)}'{stroke}/>"
        return over + drawn + self.type.drawn(lines, x + width + GAP_PX, y, ink)

    def _ramp(self, ramp: Ramp, x: float, y: float, width: float) -> str:
        land, ink, span = self.palette.land, self.palette.label_text, ramp.last_day - ramp.first_day
        months = self._months(ramp, width)
        steps = len(months) - 1
        gradient_id = f"{self.figure_id}-ramp"
        stops = "".join(
            f"<stop offset='{at / steps:g}' stop-color='{css(blend(ramp.at(day), land))}'/>"
            for at in range(steps + 1)
            for day in [ramp.first_day + span * at // steps]
        )
        ticks = []
        for at, text in enumerate(months):
            anchor = "start" if at == 0 else "end" if at == steps else "middle"
            place = x + width * at / steps
            ticks.append(self.type.drawn([text], place, y + RAMP_PX, ink, anchor))
        return (
            f"<linearGradient id='{gradient_id}'>{stops}</linearGradient>"
            f"<rect x='{x:g}' y='{y:g}' width='{width:g}' height='{RAMP_PX:g}' "
            f"fill='url(#{gradient_id})'/>{''.join(ticks)}"
        )

    def _months(self, ramp: Ramp, width: float) -> list[str]:
        """Choose the months under a ramp: as many as have room between the first and the last."""
        months: list[str] = []
        for count in TICKS:
            days = [
                ramp.first_day + (ramp.last_day - ramp.first_day) * at // (count - 1)
                for at in range(count)
            ]
            months = [self.words.month(day_of(day)) for day in days]
            # Those at the ends stand inwards, so half of them more is taken.
            widest = max(map(self.type.width_px, months))
            if 1.5 * widest + TICK_GAP_PX <= width / (count - 1):
                break
        return months
