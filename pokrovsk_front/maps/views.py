"""The named views of the map.

Each view is one constant record. The browser keeps the reader's own panning and zooming for
as long as the camera that it is sent stays the same, so nothing here depends on the day.
"""

from dataclasses import dataclass, replace

import pydeck as pdk

MINIMUM_ZOOM = 4.5
"""Farther out the base map ends."""

MAXIMUM_ZOOM = 12.5
"""Nearer in a hexagon of the grid would look more exact than the source is."""


@dataclass(frozen=True, slots=True)
class View:
    """A place to stand: the camera and how small a place is still named from there."""

    view_id: str
    latitude_deg: float
    longitude_deg: float
    zoom: float
    max_label_rank: int

    def at(self, latitude_deg: float, longitude_deg: float) -> "View":
        """Stand over another point, as near and with the same names."""
        return replace(self, latitude_deg=latitude_deg, longitude_deg=longitude_deg)

    def camera(self) -> pdk.ViewState:
        """Give the camera, north up, looking straight down."""
        return pdk.ViewState(
            longitude=self.longitude_deg,
            latitude=self.latitude_deg,
            zoom=self.zoom,
            min_zoom=MINIMUM_ZOOM,
            max_zoom=MAXIMUM_ZOOM,
            pitch=0,
            bearing=0,
        )


POKROVSK = View("pokrovsk", 48.27, 37.2, 9.2, max_label_rank=3)
DONETSK_REGION = View("donetsk_region", 48.2, 37.6, 7.3, max_label_rank=2)
FRONT = View("front", 47.9, 36.3, 5.7, max_label_rank=1)
UKRAINE = View("ukraine", 48.3, 31.6, 5.0, max_label_rank=1)

ARTICLE_PLACES = View("article_places", 48.93, 37.55, 7.0, max_label_rank=1)
"""Every place that the article names, from Avdiivka to Kupiansk, in one picture."""

EVENT_PLACES = View("event_places", 48.68, 37.22, 6.75, max_label_rank=3)
"""Every place of an event on this front, from Huliaipole to Kupiansk, in one picture."""

VIEWS: dict[str, View] = {view.view_id: view for view in (POKROVSK, DONETSK_REGION, FRONT, UKRAINE)}
"""The views that a reader chooses from, by `view_id`, from near to far."""
