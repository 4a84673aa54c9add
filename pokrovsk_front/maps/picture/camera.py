"""Camera of a picture: Web Mercator, as deck.gl scales its maps."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, log2, radians

import numpy as np
from numpy.typing import NDArray

from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.labels import EQUATOR_M, pixel
from pokrovsk_front.maps.views import MAX_ZOOM, TILE_SIZE_PX

Points = NDArray[np.float64]
"""One row a point: longitude and latitude in degrees, or x and y in pixels."""

SEEN_WIDTH_PX, SEEN_HEIGHT_PX = 780, 640
"""What a picture shows at least of a map on a page at the zoom of its view."""


@dataclass(frozen=True)
class Camera:
    """A camera straight above a point, and the size of its picture in pixels."""

    longitude_deg: float
    latitude_deg: float
    zoom: float
    width_px: float
    height_px: float

    @classmethod
    def filling(
        cls,
        longitude_deg: float,
        latitude_deg: float,
        zoom: float,
        width_px: float,
        height_px: float,
    ) -> "Camera":
        """Move nearer or farther until a picture shows what a page shows at a zoom."""
        nearer = log2(min(width_px / SEEN_WIDTH_PX, height_px / SEEN_HEIGHT_PX))
        zoom = min(zoom + nearer, MAX_ZOOM)
        return cls(longitude_deg, latitude_deg, zoom, width_px, height_px)

    @cached_property
    def _corner(self) -> tuple[float, float]:
        x, y = pixel(self.latitude_deg, self.longitude_deg, self.zoom)
        return x - self.width_px / 2, y - self.height_px / 2

    @property
    def metres_per_pixel(self) -> float:
        """The length of a pixel at the centre of the picture."""
        world_px = TILE_SIZE_PX * 2**self.zoom
        return EQUATOR_M * cos(radians(self.latitude_deg)) / world_px

    @property
    def frame(self) -> Box:
        """The edge of the picture."""
        return Box(0, 0, self.width_px, self.height_px)

    def project(self, points_deg: Points) -> Points:
        """Project (longitude, latitude) in degrees to pixels of the picture, y downwards."""
        world_px = TILE_SIZE_PX * 2**self.zoom
        longitude, latitude = points_deg[:, 0], points_deg[:, 1]
        north = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
        left, top = self._corner
        x = world_px * (longitude / 360 + 0.5) - left
        y = world_px * (0.5 - north / (2 * np.pi)) - top
        return np.column_stack([x, y])

    def at(self, longitude_deg: float, latitude_deg: float) -> tuple[float, float]:
        """Project one point."""
        x, y = self.project(np.array([[longitude_deg, latitude_deg]]))[0]
        return float(x), float(y)
