"""Coarse land beyond the physical layers, so that a wide screen shows land and not sea.

The rings run through the positions of ports; nothing is measured on them.
"""

import shapely
from shapely.geometry.base import BaseGeometry

RING_DEG: tuple[tuple[float, float], ...] = (
    # Black Sea, from the mouth of the Danube southwards
    (45.01, 29.02),
    (44.75, 29.0),
    (44.62, 28.85),
    (44.17, 28.66),
    (43.75, 28.58),
    (43.38, 28.47),
    (43.19, 27.93),
    (42.69, 27.74),
    (42.5, 27.48),
    (42.08, 27.87),
    (41.88, 28.02),
    (41.22, 29.1),
    (41.09, 30.3),
    (41.28, 31.4),
    (41.75, 32.38),
    (42.02, 33.5),
    (42.03, 35.15),
    (41.72, 36.0),
    (41.3, 36.34),
    (41.03, 37.5),
    (40.92, 38.39),
    (41.0, 39.72),
    (41.65, 41.63),
    (42.15, 41.66),
    (43.0, 41.01),
    (43.27, 40.25),
    (43.58, 39.72),
    (43.8, 39.43),
    # along the edge of the physical layers, round by the east and the north
    (43.82, 39.46),
    (43.82, 41.98),
    (52.98, 41.98),
    (52.98, 29.02),
    (45.01, 29.02),
)
FRAME_DEG: tuple[tuple[float, float], ...] = (
    # Baltic, eastwards, then round the frame; the Adriatic closes it in the south-west
    (53.93, 14.25),
    (54.18, 15.57),
    (54.8, 18.2),
    (54.38, 18.65),
    (54.65, 19.9),
    (55.7, 21.1),
    (57.4, 21.55),
    (57.75, 22.6),
    (57.05, 24.05),
    (58.38, 24.5),
    (59.3, 23.6),
    (59.45, 24.75),
    (59.5, 28.0),
    (59.95, 30.2),
    (61.0, 30.2),
    (61.0, 52.0),
    (38.5, 52.0),
    (38.5, 27.0),
    (40.85, 25.9),
    (40.6, 22.9),
    (39.0, 22.9),
    (38.5, 22.0),
    (39.6, 20.1),
    (41.3, 19.45),
    (42.65, 18.1),
    (43.5, 16.45),
    (44.1, 15.2),
    (45.33, 14.43),
    (45.65, 13.75),
    (45.65, 10.0),
    (53.9, 10.0),
)


def margin_land() -> BaseGeometry:
    """Draw the land of the margin: the frame less the box and the southern Black Sea."""
    frame = shapely.polygons([(lon, lat) for lat, lon in FRAME_DEG])
    inside = shapely.polygons([(lon, lat) for lat, lon in RING_DEG])
    return frame.difference(inside)
