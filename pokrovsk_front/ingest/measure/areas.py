"""Areas whose shares are measured, and how much of each lies in some land.

An area has one of three measures: the `outline` of a settlement, a `hromada`, or the geodesic
circle of 5 km round the centre of a place (`within_5_km`). An intersection is exact, in the
equal-area plane in which all areas are measured; only what a step from one map to the next
touches is measured again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.area_outlines import Gazetteer, features_by_measure
from pokrovsk_front.ingest.base_map.features import FeatureCollection
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.nearest import WGS84

CIRCLE_KM = 5
CIRCLE_SIDES = 360
"""A polygon of so many corners on the circle has 0.005 % less area than it."""

AREA_DECIMALS = 4
"""Areas are kept to 100 m2."""

SOURCE_OF_KIND = {
    "settlement_boundary": "openstreetmap",
    "council_territory": "mesoshapes",
    "residential_land": "openstreetmap",
    "hromada": "openstreetmap",
    "circle": "geonames",
}

COLUMNS = (
    *("area_id", "measure", "kind", "place_id", "town_id", "katottg", "oblast_iso"),
    *("area_km2", "source_id"),
)


@dataclass(frozen=True, slots=True)
class Areas:
    """The measured areas.

    Attributes:
        table: The table `areas`, by ascending `area_id`.
        polygons: Its n areas in the equal-area plane, as WKB in the same order.
    """

    table: pd.DataFrame
    polygons: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class AreaShares:
    """Areas in km2 of some land in each of n areas, by their places in the table."""

    at: np.ndarray
    km2: np.ndarray


class AreaIndex:
    """The polygons of the areas, ready to be searched."""

    def __init__(self, polygons: Sequence[bytes]) -> None:
        """Parse and prepare the polygons: WKB in the equal-area plane."""
        self._polygons = shapely.from_wkb(np.array(polygons, dtype=object))
        self._tree = shapely.STRtree(self._polygons)

    def shares(self, changed: BaseGeometry, land: BaseGeometry) -> AreaShares:
        """Measure land in the areas that a change can have touched.

        Args:
            changed: What lies in one of two maps alone, in the plane.
            land: The land of the later map, likewise.

        Returns:
            The areas that the change touches, ascending, and the land in each, in km2 rounded
            to `AREA_DECIMALS`. What an area has of the land is not told from its other land.
        """
        if changed.is_empty or not len(self._polygons):
            return AreaShares(np.array([], "<i4"), np.array([], "<f8"))
        at = np.sort(self._tree.query(changed, predicate="intersects"))
        own = shapely.area(shapely.intersection(self._polygons[at], land))
        km2 = np.round(own / projection.SQUARE_METRES_PER_KM2, AREA_DECIMALS)
        return AreaShares(at.astype("<i4"), km2.astype("<f8"))


def circle(latitude_deg: float, longitude_deg: float) -> shapely.Polygon:
    """Draw the circle of `CIRCLE_KM` on WGS84 round a point, in degrees.

    >>> [round(edge, 3) for edge in circle(48.28, 37.18).bounds]
    [37.113, 48.235, 37.247, 48.325]
    """
    bearings = np.linspace(360, 0, CIRCLE_SIDES, endpoint=False)
    from_longitude, from_latitude, metres = np.full(
        (CIRCLE_SIDES, 3), [longitude_deg, latitude_deg, CIRCLE_KM * 1000]
    ).T
    longitude, latitude, _ = WGS84.fwd(from_longitude, from_latitude, bearings, metres)
    return shapely.Polygon(np.column_stack([longitude, latitude]))


def measured_areas(
    outlines: Mapping[str, FeatureCollection], gazetteer: Gazetteer, crs: str
) -> Areas:
    """Put together all areas: outlines of settlements, hromadas, and circles round the places.

    Args:
        outlines: What `area_outlines.draw_areas` gives.
        gazetteer: The places, towns and hromadas.
        crs: The equal-area plane.

    Raises:
        KeyError: An outline is of nothing that the gazetteer lists.
    """
    settlements, hromadas = features_by_measure(outlines)
    finder = _HromadaFinder(hromadas)
    found = [
        *_settlement_rows(settlements, gazetteer, finder),
        *_hromada_rows(hromadas, gazetteer.hromadas),
        *_circle_rows(gazetteer.places, finder),
    ]
    found.sort(key=lambda each: each[0]["area_id"])
    drawn = projection.project(np.array([area for _, area in found], dtype=object), crs)
    drawn = projection.valid(drawn)
    table = pd.DataFrame([row for row, _ in found])
    table["area_km2"] = np.round(
        shapely.area(drawn) / projection.SQUARE_METRES_PER_KM2, AREA_DECIMALS
    )
    table["source_id"] = table["kind"].map(SOURCE_OF_KIND)
    return Areas(table[list(COLUMNS)], tuple(shapely.to_wkb(drawn).tolist()))


class _HromadaFinder:
    """Finds the hromada of a point; empty where none is known."""

    def __init__(self, hromadas: Sequence[Mapping[str, Any]]) -> None:
        self._codes = [str(each["properties"]["katottg"]) for each in hromadas]
        self._tree = shapely.STRtree([shape(each["geometry"]) for each in hromadas])

    def at(self, latitude_deg: float, longitude_deg: float) -> str:
        point = shapely.Point(longitude_deg, latitude_deg)
        found = sorted(self._codes[at] for at in self._tree.query(point, predicate="intersects"))
        return found[0] if found else ""


Row = tuple[dict[str, str], BaseGeometry]


def _settlement_rows(
    features: Sequence[Mapping[str, Any]], gazetteer: Gazetteer, hromadas: _HromadaFinder
) -> Iterator[Row]:
    listed = {
        "place_id": gazetteer.places.set_index("place_id"),
        "town_id": gazetteer.towns.set_index("town_id"),
    }
    for each in features:
        key = "place_id" if "place_id" in each["properties"] else "town_id"
        own_id = str(each["properties"][key])
        own = listed[key].loc[own_id]
        row = {
            "area_id": f"outline_{own_id}",
            "measure": "outline",
            "kind": str(each["properties"]["kind"]),
            "place_id": own_id if key == "place_id" else "",
            "town_id": own_id if key == "town_id" else "",
            "katottg": hromadas.at(*own[["latitude_deg", "longitude_deg"]].to_numpy(float)),
            "oblast_iso": str(own["oblast_iso"]),
        }
        yield row, shape(each["geometry"])


def _hromada_rows(features: Sequence[Mapping[str, Any]], listed: pd.DataFrame) -> Iterator[Row]:
    oblast_of = listed.set_index("katottg")["oblast_iso"]
    for each in features:
        katottg = str(each["properties"]["katottg"])
        row = {
            "area_id": f"hromada_{katottg}",
            "measure": "hromada",
            "kind": "hromada",
            "place_id": "",
            "town_id": "",
            "katottg": katottg,
            "oblast_iso": str(oblast_of[katottg]),
        }
        yield row, shape(each["geometry"])


def _circle_rows(places: pd.DataFrame, hromadas: _HromadaFinder) -> Iterator[Row]:
    columns = ["place_id", "oblast_iso", "latitude_deg", "longitude_deg"]
    for place_id, oblast_iso, latitude, longitude in places[columns].to_numpy(object).tolist():
        row = {
            "area_id": f"within_5_km_{place_id}",
            "measure": "within_5_km",
            "kind": "circle",
            "place_id": place_id,
            "town_id": "",
            "katottg": hromadas.at(latitude, longitude),
            "oblast_iso": oblast_iso,
        }
        yield row, circle(latitude, longitude)
