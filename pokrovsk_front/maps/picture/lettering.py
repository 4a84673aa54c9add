"""Lettering of a picture: widths of text, lines that fit, SVG text.

SVG wraps nothing, and nothing is measured in a browser: a text is as wide as the advances of its
letters in the fonts that a picture carries. Kerning is left out; it moves a line by less than a
hundredth, mostly together.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from pokrovsk_front.maps.palette import Colour

SANS = "'Front Sans','Source Sans','Source Sans 3','Helvetica Neue',Arial,sans-serif"
SERIF = "'Front Serif','Source Serif','Source Serif 4',Georgia,serif"
"""The fonts that a picture carries, those of the dashboard and of the site, and common ones."""

BOLD, BOLD_SERIF = 600, 700
UNKNOWN_EM = 0.7
"""Width of a letter that the fonts lack, by the size of its type."""

NO_BREAK = "\N{NO-BREAK SPACE}"
BOUND = re.compile(
    r"(?<=\b\d) (?=[^\W\d]+\.? \d{4})|(?<=\b\d\d) (?=[^\W\d]+\.? \d{4})"
    r"|(?<=\d) (?=[kк][mм]|%)|(?<=[^\W\d]) (?=\d{4}\b)|(?<=\.) (?=\d{4}\b)"
    r"| (?=[–—·])|(?<=\b[авзіоуєйАВЗІОУЄЙ]) "
)
"""The spaces where no line breaks: of dates and measures, before a dash or a dot that parts, and
behind a word of one letter, as Ukrainian is set. `maps/engine/even_lines.js` has the same."""


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
        """Measure a text on one line."""
        face = "serif_bold" if self.is_serif else "sans_bold" if self.is_bold else "sans"
        advances = advances_em(face)
        return self.size_px * sum(advances.get(letter, UNKNOWN_EM) for letter in text)

    def lines(self, text: str, width_px: float) -> list[str]:
        """Break a text into lines that fit a width, as even as they can be.

        >>> Type(10).lines("as of today", 40)
        ['as of', 'today']
        >>> Type(10).lines("on 7 November 2025", 80)[1].split()
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
        bold = BOLD_SERIF if self.is_serif else BOLD
        weight = f" font-weight='{bold}'" if self.is_bold else ""
        family = f' font-family="{SERIF}"' if self.is_serif else ""
        side = "" if anchor == "start" else f" text-anchor='{anchor}'"
        baseline = y + self.size_px * (self.leading + 0.72) / 2
        spans = []
        for at, line in enumerate(lines):
            height = round(baseline + at * self.line_px, 1)
            spans.append(f"<tspan x='{x:g}' y='{height:g}'>{escape(line)}</tspan>")
        look = f"font-size='{self.size_px:g}'{weight}{family}{side} fill='{css(colour)}'"
        return f"<text {look}>{''.join(spans)}</text>"


@cache
def advances_em(face: str) -> Mapping[str, float]:
    """Read how wide each letter of a face is, by the size of its type.

    Args:
        face: `sans`, `sans_bold` or `serif_bold`; `make fonts` writes them from the fonts.
    """
    path = files("pokrovsk_front.maps.picture").joinpath("advances.json")
    read = json.loads(path.read_text(encoding="utf-8"))
    return {letter: width / 1000 for letter, width in zip(read["letters"], read[face], strict=True)}


def css(colour: Colour) -> str:
    """Write the colour itself, without its opacity."""
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def opacity(colour: Colour) -> str:
    """Write the opacity of a colour, 0 to 1."""
    return f"{round(colour[3] / 255, 3):g}"
