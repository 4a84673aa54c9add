"""Lettering of a picture: widths of text by classes of letters, lines that fit, SVG text.

SVG wraps nothing and no font is at hand to measure: widths are estimated, on the wide side, for
the common sans and serif faces.
"""

import re
from dataclasses import dataclass
from html import escape

from pokrovsk_front.maps.palette import Colour

SANS = "'Source Sans 3','Helvetica Neue',Arial,'Liberation Sans',sans-serif"
SERIF = "'Source Serif 4',Georgia,'Times New Roman','Liberation Serif',serif"

NARROW, SLIM = frozenset("iIjl.,:;'’!|()[] іІїЇ"), frozenset("frt-–/")
BROAD = frozenset("mwMW%—@жмшщюфыЖМШЩЮФ")
NARROW_EM, SLIM_EM, LETTER_EM, CAPITAL_EM, BROAD_EM = 0.29, 0.37, 0.56, 0.7, 0.88
NO_BREAK = "\N{NO-BREAK SPACE}"
BOUND = re.compile(
    r"(?<=\b\d) (?=[^\W\d]+\.? \d{4})|(?<=\b\d\d) (?=[^\W\d]+\.? \d{4})"
    r"|(?<=\d) (?=[kк][mм])|(?<=[^\W\d]) (?=\d{4}\b)|(?<=\.) (?=\d{4}\b)"
)
"""The spaces of dates and measures: no line breaks there."""

BOLD = 1.07
"""How much wider a bold letter is."""


@dataclass(frozen=True, slots=True)
class Type:
    """A style of type: its size is in pixels."""

    size_px: float
    leading: float = 1.35
    is_bold: bool = False
    is_serif: bool = False

    @property
    def line_px(self) -> float:
        """The height of a line."""
        return self.size_px * self.leading

    def width_px(self, text: str) -> float:
        """Estimate the width of a text on one line."""
        return sum(map(_em, text)) * self.size_px * (BOLD if self.is_bold else 1)

    def lines(self, text: str, width_px: float) -> list[str]:
        """Break a text into lines that fit a width, as even as they can be.

        >>> Type(10).lines("as of today", 40)
        ['as of', 'today']
        >>> Type(10).lines("on 7 November 2025", 90)[1].split()
        ['7', 'November', '2025']
        """
        words = BOUND.sub(NO_BREAK, text).split(" ")
        # The fewest lines, and of those that are as few the most even: the least squares of what
        # each leaves free.
        best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
        for end in range(1, len(words) + 1):
            found = []
            for start in range(end - 1, -1, -1):
                free = width_px - self.width_px(" ".join(words[start:end]))
                if free < 0 and start < end - 1:
                    break
                count, cost, _ = best[start]
                found.append((count + 1, cost + max(free, 0.0) ** 2, start))
            best.append(min(found))
        lines: list[str] = []
        end = len(words)
        while end:
            start = best[end][2]
            lines.insert(0, " ".join(words[start:end]))
            end = start
        return lines

    def drawn(
        self, lines: list[str], x: float, y: float, colour: Colour, anchor: str = "start"
    ) -> str:
        """Write lines as SVG text whose first line begins at a top edge."""
        weight = " font-weight='600'" if self.is_bold else ""
        family = f' font-family="{SERIF}"' if self.is_serif else ""
        side = "" if anchor == "start" else f" text-anchor='{anchor}'"
        baseline = y + self.size_px * (self.leading + 0.72) / 2
        spans = []
        for at, line in enumerate(lines):
            height = round(baseline + at * self.line_px, 1)
            spans.append(f"<tspan x='{x:g}' y='{height:g}'>{escape(line)}</tspan>")
        look = f"font-size='{self.size_px:g}'{weight}{family}{side} fill='{css(colour)}'"
        return f"<text {look}>{''.join(spans)}</text>"


def _em(letter: str) -> float:
    if letter in NARROW:
        return NARROW_EM
    if letter in SLIM:
        return SLIM_EM
    if letter in BROAD:
        return BROAD_EM
    return CAPITAL_EM if letter.isupper() else LETTER_EM


def css(colour: Colour) -> str:
    """Write the colour itself, without its opacity."""
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def opacity(colour: Colour) -> str:
    """Write the opacity of a colour, 0 to 1."""
    return f"{round(colour[3] / 255, 3):g}"
