"""Colours of the map, for the light and the dark scheme.

Colours are muted on purpose and none is a bright red. The fills are translucent, so that
rivers and oblast borders of the base map read through; what must stand 3:1 against the land
(WCAG 2.2, 1.4.11) is the fill as seen, that is, blended with the land. Colour never stands
alone: land occupied before 2022 carries a dashed outline and a hatch as well.
"""

import re
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["light", "dark"]
Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, each 0-255."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme; `land` is Ukraine's land in the base map's style."""

    land: Colour
    occupied_since_2022: Colour
    occupied_before_2022: Colour
    before_2022_outline: Colour
    before_2022_hatch: Colour
    came_under_control: Colour
    regained: Colour
    label_text: Colour
    label_halo: Colour
    region_text: Colour
    city_dot: Colour
    city_dot_outline: Colour
    grey_zone: Colour
    grey_zone_earlier: Colour
    quiet_occupied: Colour
    focus: Colour
    month_first: Colour
    month_last: Colour


LIGHT = Palette(
    land=(250, 248, 243, 255),
    occupied_since_2022=(128, 60, 62, 162),
    occupied_before_2022=(128, 60, 62, 162),
    before_2022_outline=(88, 40, 52, 255),
    before_2022_hatch=(92, 46, 58, 150),
    came_under_control=(182, 98, 12, 228),
    regained=(38, 104, 160, 225),
    label_text=(28, 30, 34, 255),
    label_halo=(250, 248, 243, 255),
    region_text=(98, 92, 82, 255),
    city_dot=(28, 30, 34, 255),
    city_dot_outline=(250, 248, 243, 255),
    grey_zone=(72, 72, 72, 215),
    grey_zone_earlier=(24, 12, 54, 235),
    quiet_occupied=(150, 128, 124, 130),
    focus=(40, 44, 52, 190),
    month_first=(236, 170, 84, 235),
    month_last=(84, 22, 58, 245),
)

DARK = Palette(
    land=(36, 45, 54, 255),
    occupied_since_2022=(190, 144, 138, 180),
    occupied_before_2022=(190, 144, 138, 180),
    before_2022_outline=(236, 208, 202, 255),
    before_2022_hatch=(58, 42, 46, 190),
    came_under_control=(240, 160, 70, 235),
    regained=(110, 180, 236, 235),
    label_text=(240, 242, 244, 255),
    label_halo=(22, 27, 33, 255),
    region_text=(168, 178, 188, 255),
    city_dot=(240, 242, 244, 255),
    city_dot_outline=(22, 27, 33, 255),
    grey_zone=(190, 190, 190, 200),
    grey_zone_earlier=(250, 244, 255, 240),
    quiet_occupied=(150, 132, 130, 120),
    focus=(225, 228, 232, 190),
    month_first=(122, 74, 40, 245),
    month_last=(255, 224, 170, 245),
)


@dataclass(frozen=True, slots=True)
class Ramp:
    """A colour ramp over days, even from the first day to the last.

    Lightness runs one way from end to end, so the order reads in grey as well.
    """

    first: Colour
    last: Colour
    first_day: int
    last_day: int

    def at(self, day_number: int) -> Colour:
        """Give the colour of a day."""
        share = (day_number - self.first_day) / (self.last_day - self.first_day)
        red, green, blue, opacity = (
            round(start + (end - start) * min(max(share, 0.0), 1.0))
            for start, end in zip(self.first, self.last, strict=True)
        )
        return (red, green, blue, opacity)

    def expression(self, field: str) -> str:
        """Write the ramp as an expression that deck.gl evaluates for each row."""
        days = self.last_day - self.first_day
        share = f"(({field}<{self.first_day}?{self.first_day}:{field})-{self.first_day})/{days}"
        parts = (
            f"{start}+{end - start}*{share}"
            for start, end in zip(self.first, self.last, strict=True)
        )
        return f"[{','.join(parts)}]"

    def described(self) -> dict[str, object]:
        """Give the ramp as the map engine takes it."""
        return {
            "first": list(self.first),
            "last": list(self.last),
            "firstDay": self.first_day,
            "lastDay": self.last_day,
        }

    @classmethod
    def read(cls, expression: str) -> "Ramp":
        """Read a ramp from the expression that it was written as.

        >>> ramp = Ramp((0, 9, 9, 255), (9, 0, 9, 250), 730, 1700)
        >>> Ramp.read(ramp.expression("f")) == ramp
        True
        """
        found = [
            tuple(map(int, part))
            for part in re.findall(
                r"(\d+)\+(-?\d+)\*\(\(\w+<(\d+)\?\d+:\w+\)-\d+\)/(\d+)", expression
            )
        ]
        (red, green, blue, opacity) = found
        _, _, first_day, days = red
        return cls(
            (red[0], green[0], blue[0], opacity[0]),
            (red[0] + red[1], green[0] + green[1], blue[0] + blue[1], opacity[0] + opacity[1]),
            first_day,
            first_day + days,
        )


PALETTES: dict[Scheme, Palette] = {"light": LIGHT, "dark": DARK}


def blend(over: Colour, under: Colour) -> Colour:
    """Give the opaque colour seen where `over` lies on an opaque `under`.

    >>> blend((0, 0, 0, 255), (9, 9, 9, 255))
    (0, 0, 0, 255)
    """
    opacity = over[3] / 255
    red, green, blue = (
        round(opacity * top + (1 - opacity) * bottom)
        for top, bottom in zip(over[:3], under[:3], strict=True)
    )
    return (red, green, blue, 255)
