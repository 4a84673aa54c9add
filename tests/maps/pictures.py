"""Pictures of maps for tests, and what is read back from them: areas, texts, ids."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import h3
import numpy as np
import pandas as pd
import pydeck as pdk
from numpy.typing import NDArray

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.export.picture import map_picture
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.sheet import POSTER, Shape
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.readings import reading_on

SVG = "{http://www.w3.org/2000/svg}"
UNITS_PER_PX = 10
Points = NDArray[np.float64]


@cache
def context(locale: str = "en") -> SiteContext:
    return SiteContext(wording(locale))


def figure_of(
    day: date,
    view_id: str,
    *,
    against: date | None = None,
    is_by_month: bool = False,
    scheme: Scheme = "light",
    locale: str = "en",
) -> Figure[pdk.Deck]:
    """Draw the map of a day, of what changed since another one, or of months."""
    here = context(locale)
    library, setting = here.library, here.setting(scheme, VIEWS[view_id])
    later = reading_on(library.daily_area, day)
    if against is not None:
        earlier = reading_on(library.daily_area, against)
        change = change_between(library.cell_changes, earlier.as_of_date, later.as_of_date)
        sources = library.sources_of(earlier, later)
        return difference_figure(
            earlier,
            later,
            change,
            daily_area=library.daily_area,
            setting=setting,
            source_ids=sources,
        )
    if is_by_month:
        return months_figure(
            later,
            daily_area=library.daily_area,
            setting=setting,
            source_ids=library.archive_source_ids,
        )
    return state_on(library, day, library.table("places"), setting)


def picture_of(figure: Figure[pdk.Deck], shape: Shape = POSTER, locale: str = "en") -> bytes:
    here = context(locale)
    return map_picture(
        figure,
        shape,
        here.files,
        here.words,
        sources=here.texts.sources,
        data_version=here.library.data_version,
    )


@dataclass(frozen=True)
class Read:
    """A picture as it is read back from its bytes."""

    root: ET.Element

    @classmethod
    def of(cls, svg: bytes) -> "Read":
        return cls(ET.fromstring(svg))  # noqa: S314 (made by the test)

    def child(self, name: str) -> ET.Element:
        """Give the first element of a name right in the picture."""
        found = self.root.find(f"{SVG}{name}")
        assert found is not None, name
        return found

    @property
    def texts(self) -> list[str]:
        """Every text, its lines joined."""
        return [
            plain(" ".join("".join(each.itertext()) for each in text) if len(text) else text.text)
            for text in self.root.iter(f"{SVG}text")
        ]

    def rings(self, layer_id: str) -> list[Points]:
        """Give the rings of all paths of a layer, in pixels of the map."""
        found = [
            path
            for path in self.root.iter(f"{SVG}path")
            if re.fullmatch(rf"[a-z_]+-{layer_id}(-\d+)?", path.get("id", ""))
        ]
        return [ring for path in found for ring in rings_of(path.get("d", ""))]


def plain(text: str | None) -> str:
    """Give a text as it is before its dates are held together."""
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def number(element: ET.Element, name: str) -> float:
    """Read an attribute that is a number."""
    return float(element.attrib[name])


def rings_of(path: str) -> list[Points]:
    """Read the rings of a path that is written in steps, in pixels."""
    rings = []
    for part in path.split("M")[1:]:
        start, steps = part.removesuffix("z").split("l")
        points = [re.findall(r"-?\d+", text) for text in (start, steps)]
        pairs = np.array([*points[0], *points[1]], dtype=float).reshape(-1, 2)
        rings.append(np.cumsum(pairs, axis=0) / UNITS_PER_PX)
    return rings


def are_inside(points: Points, rings: Sequence[Points]) -> NDArray[np.bool_]:
    """Tell of each point whether it is inside rings, by the even-odd rule."""
    inside = np.zeros(len(points), dtype=bool)
    if not rings:
        return inside
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    for at, (x, y) in enumerate(points):
        crosses = (start[:, 1] > y) != (end[:, 1] > y)
        (x1, y1), (x2, y2) = start[crosses].T, end[crosses].T
        inside[at] = (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)).sum() % 2
    return inside


def centres_px(cells: pd.Series, camera: Camera) -> pd.DataFrame:
    """Project the centres of cells one by one, those out of the picture left out."""
    left, top = (
        middle - size / 2
        for middle, size in zip(
            pixel(camera.latitude_deg, camera.longitude_deg, camera.zoom),
            (camera.width_px, camera.height_px),
            strict=True,
        )
    )
    rows = []
    for cell in cells:
        latitude, longitude = h3.cell_to_latlng(cell)
        x, y = pixel(latitude, longitude, camera.zoom)
        if 0 < x - left < camera.width_px and 0 < y - top < camera.height_px:
            rows.append((cell, x - left, y - top))
    return pd.DataFrame(rows, columns=["cell", "x", "y"]).set_index("cell")
