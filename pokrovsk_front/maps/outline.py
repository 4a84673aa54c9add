"""Area that a map is of: its outline over the land, and its share under the moving day.

Without one, headline and day control of a map are of the whole country.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.palette import Palette
from pokrovsk_front.maps.views import View, fitted
from pokrovsk_front.model import city_text
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.place_share import Measure, MeasuredArea
from pokrovsk_front.model.place_share_text import DECIMALS
from pokrovsk_front.model.wording import Wording

Points = Sequence[tuple[float, float]]

LINE_PX, CASING_PX = 2.5, 6.0
"""Widths of the outline and of the light line under it, which tells it from dark land."""


def line_layers(
    rings: Sequence[Points], palette: Palette, name: str, widths_px: tuple[float, float]
) -> list[pdk.Layer]:
    """Draw an outline as a line on a wider one.

    Args:
        rings: Closed rings of (longitude, latitude).
        palette: Colours of the scheme.
        name: Begins the ids of the layers.
        widths_px: Of the line, and of the light line under it.
    """
    rows = [{"p": [list(point) for point in ring]} for ring in rings]
    line_px, casing_px = widths_px
    looks = (
        ("casing", casing_px, palette.label_halo),
        ("outline", line_px, palette.label_text),
    )
    return [
        pdk.Layer(
            "PathLayer",
            rows,
            id=f"{name}-{part}",
            get_path="p",
            get_color=list(colour),
            get_width=width,
            width_units=pdk.types.String("pixels"),
        )
        for part, width, colour in looks
    ]


@dataclass(frozen=True, slots=True)
class OutlinedArea:
    """An area with its outline and its land by day.

    Attributes:
        area: The area.
        name: The name of its place or hromada in the reader's language.
        rings: Its outline: rings of (longitude, latitude).
        credit: Whose outline it is, in the reader's language.
        days: Day numbers of the maps on which its land changed, from the first map on.
        occupied_km2: Its occupied land since each of them.
        grey_km2: Its grey zone likewise, 0 where a map does not tell it.
    """

    area: MeasuredArea
    name: str
    rings: tuple[Points, ...]
    credit: str
    days: tuple[int, ...]
    occupied_km2: tuple[float, ...]
    grey_km2: tuple[float, ...]

    @classmethod
    def of(
        cls,
        area: MeasuredArea,
        name: str,
        rings: tuple[Points, ...],
        credit: str,
        rows: pd.DataFrame,
    ) -> "OutlinedArea":
        """Take the land of an area from its rows of the table `place_share`."""
        grey_km2 = rows["grey_zone_km2"].fillna(0.0)
        days = [day_number(day.date()) for day in rows["as_of_date"]]
        occupied_km2 = rows["occupied_km2"].tolist()
        return cls(
            area, name, rings, credit, tuple(days), tuple(occupied_km2), tuple(grey_km2.tolist())
        )

    def view(self) -> View:
        """Give the view that the outline fills."""
        corners = [(latitude, longitude) for ring in self.rings for longitude, latitude in ring]
        return fitted("area", corners)

    def layers(self, palette: Palette) -> list[pdk.Layer]:
        """Draw the outline as a line on a wider one, so that it is seen on any land."""
        rings = [(*ring, ring[0]) for ring in self.rings]
        return line_layers(rings, palette, "area", (LINE_PX, CASING_PX))

    def entry(self, palette: Palette, words: Wording) -> Entry:
        """Name the outline in the legend, with whose it is."""
        text = (
            words.gettext("Circle of 5 km round the centre")
            if self.area.measure == Measure.WITHIN_5_KM
            else words.gettext("Outline: {kind}, © {source}").format(
                kind=words.outline_kind(self.area.kind), source=self.credit
            )
        )
        return Entry(palette.land, text, palette.label_text)

    def described(self) -> dict[str, Any]:
        """Give its land by day as the map engine takes it."""
        return {
            "km2": self.area.area_km2,
            "days": list(self.days),
            "occupied": list(self.occupied_km2),
            "grey": list(self.grey_km2),
        }

    def texts(self, words: Wording) -> dict[str, str]:
        """Give the sentences that the engine writes of the area instead of the country's."""
        _ = words.gettext
        area = city_text.subject(self.area, self.name, words)
        of_area = {
            "measure": city_text.measure_name(self.area.measure, words),
            "km2": words.area(self.area.area_km2, DECIMALS),
        }
        return share_texts(words) | {
            "areaHeadline": _filled(_(city_text.HEADLINE), area=area),
            "areaHeadlineNoGrey": _filled(_(city_text.HEADLINE_NO_GREY), area=area),
            "areaLine": _filled(_(city_text.LINE), **of_area),
            "areaLineNoGrey": _filled(_(city_text.LINE_NO_GREY), **of_area),
            "byDay": _("Net change in this area by day"),
            "byWeek": _("Net change in this area by week"),
            "byMonth": _("Net change in this area by month"),
        }


def share_texts(words: Wording) -> dict[str, str]:
    """Give what the engine writes a share of an area with."""
    _, number = words.gettext, words.number(0.5, DECIMALS)
    return {
        "percent": words.percent(0.5, DECIMALS).replace(number, "{number}"),
        "under": _("under {pct}"),
        "over": _("over {pct}"),
    }


def _filled(text: str, **values: str) -> str:
    """Fill some placeholders of a sentence; the engine fills the others."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
