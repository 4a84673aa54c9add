"""The named views of the map.

Each view is one constant record. The browser keeps the reader's own panning and zooming for
as long as the camera that it is sent stays the same, so nothing here depends on the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan, degrees, exp, log, log2, pi, radians, tan

import pydeck as pdk

MIN_ZOOM = 4.5
"""Farther out the base map ends."""

MAX_ZOOM = 12.5
"""Nearer in a hexagon of the grid would look more exact than the source is."""

LATITUDES_DEG, LONGITUDES_DEG = (43.0, 53.5), (21.0, 41.5)
"""Where a camera sees Ukraine: its recognised border with about a degree around it."""


@dataclass(frozen=True, slots=True)
class View:
    """A camera position."""

    view_id: str
    latitude_deg: float
    longitude_deg: float
    zoom: float
    is_readers: bool = False
    """Whether a reader left the camera there, with a window that is not known."""

    def at(self, latitude_deg: float, longitude_deg: float) -> "View":
        """Move the view to another point, at the same zoom."""
        return replace(self, latitude_deg=latitude_deg, longitude_deg=longitude_deg)

    def seen_from(self, camera: tuple[float, float, float] | None) -> "View":
        """Move the view to a reader's camera (latitude, longitude, zoom); without one, leave it."""
        if camera is None:
            return self
        latitude, longitude, zoom = camera
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        return replace(self.at(latitude, longitude), zoom=zoom, is_readers=True)

    def camera(self) -> pdk.ViewState:
        """Give the camera, north up, looking straight down."""
        told = {"is_readers": True} if self.is_readers else {}
        return pdk.ViewState(
            longitude=self.longitude_deg,
            latitude=self.latitude_deg,
            zoom=self.zoom,
            min_zoom=MIN_ZOOM,
            max_zoom=MAX_ZOOM,
            **told,
        )


POKROVSK = View("pokrovsk", 48.27, 37.2, 9.2)
DONETSK_REGION = View("donetsk_region", 48.2, 37.6, 7.3)
FRONT = View("front", 47.9, 36.3, 5.7)
RECENT_FRONT = View("front", 48.75, 36.9, 6.15)
"""The line of the years since 2024, from Huliaipole to Vovchansk, on a telephone too."""

UKRAINE = View("ukraine", 48.3, 31.6, 5.0)

ARTICLE_PLACES = View("article_places", 48.95, 37.5, 6.8)
"""Every place that the article names, from Avdiivka to Kupiansk, in one picture."""

EVENT_PLACES = View("event_places", 48.7, 37.1, 6.55)
"""Every place of an event on this front, from Huliaipole to Kupiansk, in one picture."""

VIEWS: dict[str, View] = {view.view_id: view for view in (POKROVSK, DONETSK_REGION, FRONT, UKRAINE)}
"""The views that a reader chooses from, by `view_id`, from near to far."""

FIT_WIDTH_PX, FIT_HEIGHT_PX = 300, 390
"""Size that the points of a fitted view fit into: a phone, with room for names."""

TILE_SIZE_PX = 512


def fitted(view_id: str, points_deg: Sequence[tuple[float, float]]) -> View:
    """Fit a view to some points, as near as the map goes.

    Args:
        view_id: Names the view.
        points_deg: At least one (latitude, longitude).
    """
    norths = [log(tan(pi / 4 + radians(latitude) / 2)) for latitude, _ in points_deg]
    longitudes = [longitude for _, longitude in points_deg]
    middle = (max(norths) + min(norths)) / 2
    zooms = [
        log2(room_px * turn / (TILE_SIZE_PX * span))
        for room_px, turn, span in (
            (FIT_WIDTH_PX, 360, max(longitudes) - min(longitudes)),
            (FIT_HEIGHT_PX, 2 * pi, max(norths) - min(norths)),
        )
        if span
    ]
    return View(
        view_id,
        latitude_deg=round(degrees(2 * atan(exp(middle)) - pi / 2), 4),
        longitude_deg=round((max(longitudes) + min(longitudes)) / 2, 4),
        zoom=round(min(max(min(zooms, default=POKROVSK.zoom), MIN_ZOOM), MAX_ZOOM), 2),
    )
