"""Parser of the geometry of one untrusted feature: its polygons, and errors in the rest.

A part that cannot be read is told with its place in the feature and costs nothing but itself.
Refuses rings that are not closed, are not in degrees or cross the antimeridian, and land that
does not lie in Ukraine. It repairs nothing: lines may still cross.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest.geojson import kind_of
from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.ingest.measure.snapshot import SIGN_TYPES
from pokrovsk_front.model.messages import N_, Message, RefusalError, Value, joined

AROUND_UKRAINE_DEG = (21.0, 43.0, 42.0, 53.5)
"""West, south, east, north: a polygon that lies wholly outside is not one of this war's maps."""

BORDER_MARGIN_DEG = 0.2
"""The drawn border is simplified, and leaves out spits and islands near the coast."""

SNAKE_ISLAND_DEG = (30.204, 45.255)
"""Longitude and latitude of the one island that lies farther out."""

POLE_DEG = 89.9

Place: TypeAlias = tuple[tuple[str, int], ...]
"""A part of a geometry, from the outside in: what it is, marked for translation, and which one."""

PART, POLYGON = N_("part {number}"), N_("polygon {number}")
RING, POSITION = N_("ring {number}"), N_("position {number}")


class FeatureError(RefusalError):
    """A refused feature or part of one; the message says what is wrong and where."""

    @classmethod
    def within(cls, place: Place, text: str, /, **values: Value) -> Self:
        """Add the place in the geometry to a refusal."""
        if not place:
            return cls(text, **values)
        return cls(N_("{place}: {problem}"), place=_named(place), problem=Message(text, values))


@dataclass(frozen=True, slots=True)
class Rings:
    """A parsed polygon: outer ring and holes, n positions of (longitude, latitude).

    `number` counts the polygons of the feature from 1, those that are refused as well.
    """

    number: int
    place: Place
    outer: np.ndarray
    holes: tuple[np.ndarray, ...]


def _named(place: Place) -> Message:
    """Name a part of a geometry; without any, its one polygon."""
    if not place:
        return Message(N_("the polygon"))
    return joined((Message(kind, {"number": number}) for kind, number in place), ", ")


def _point(position: np.ndarray) -> str:
    """Write a position as in the file: longitude first."""
    return f"[{position[0]:.7g}, {position[1]:.7g}]"


def _is_pair(position: object) -> bool:
    return (
        isinstance(position, list)
        and len(position) in (2, 3)
        and all(type(value) in (int, float) for value in position)
    )


def _positions(ring: list[Any], place: Place) -> np.ndarray:
    """Parse positions one by one where numpy takes no table of numbers, to find the error."""
    found = np.empty((len(ring), 2))
    for at, position in enumerate(ring):
        if not _is_pair(position):
            raise FeatureError(
                N_("{place} is not a pair of numbers"), place=_named((*place, (POSITION, at + 1)))
            )
        try:
            found[at] = [float(value) for value in position[:2]]
        except OverflowError:
            raise FeatureError(
                N_("{place}: a coordinate has more than 300 digits"),
                place=_named((*place, (POSITION, at + 1))),
            ) from None
    return found


def _ring(positions: object, place: Place) -> np.ndarray:
    if not isinstance(positions, list):
        raise FeatureError(N_("{place} is not a list of positions"), place=_named(place))
    if len(positions) < 4:
        raise FeatureError(
            N_("{place} has {count} positions; a ring needs four"),
            place=_named(place),
            count=len(positions),
        )
    try:
        ring: np.ndarray = np.asarray(positions)
        is_table = ring.dtype.kind in "if" and ring.ndim == 2 and ring.shape[1] in (2, 3)
    except (ValueError, OverflowError):
        is_table = False
    # Whole numbers of 2^64 and more, or two numbers here and three there, are no table.
    ring = ring[:, :2].astype(float) if is_table else _positions(positions, place)
    _check_degrees(ring, place)
    if (ring[0] != ring[-1]).any():
        raise FeatureError(
            N_("{place} is not closed: it starts at {start} and ends at {end}"),
            place=_named(place),
            start=_point(ring[0]),
            end=_point(ring[-1]),
        )
    return ring


def _check_degrees(ring: np.ndarray, place: Place) -> None:
    finite = np.isfinite(ring).all(axis=1)
    if not finite.all():
        at = int(np.argmin(finite))
        text = N_("{place}: a coordinate is infinite")
        if np.isnan(ring[at]).any():
            text = N_("{place}: a coordinate is NaN")
        raise FeatureError(text, place=_named((*place, (POSITION, at + 1))))
    size = np.abs(ring)
    fits = (size <= (180, 90)).all(axis=1)
    if fits.all():
        return
    at = int(np.argmin(fits))
    text = N_("{place}: {point} is not a longitude and latitude")
    # One slip of the pen is not the order of all: most must fit the other way only.
    if (size <= (90, 180)).all() and np.count_nonzero(~fits) > len(ring) / 2:
        text = N_(
            "{place}: {point} is not a longitude and latitude; the two look swapped: GeoJSON has "
            "longitude first"
        )
    elif np.median(size.max(axis=1)) > 1000 and size.max() < 5e7:
        text = N_(
            "{place}: {point} is not a longitude and latitude; these look like metres of a "
            "projected coordinate system, not degrees"
        )
    elif size[at, 0] <= 180:
        text = N_(
            "{place}: {point} is not a longitude and latitude; the latitude is beyond 90 degrees"
        )
    elif size[at, 1] <= 90:
        text = N_(
            "{place}: {point} is not a longitude and latitude; the longitude is beyond 180 degrees"
        )
    raise FeatureError(text, place=_named((*place, (POSITION, at + 1))), point=_point(ring[at]))


def _parts(geometry: object, place: Place) -> Iterator[tuple[object, Place] | FeatureError]:
    """List the polygons of a geometry with their places, or the errors."""
    if not isinstance(geometry, dict):
        yield FeatureError.within(place, N_("a part of its geometry is not an object"))
        return
    match geometry.get("type"):
        case "Polygon":
            yield geometry.get("coordinates"), place
        case "MultiPolygon":
            polygons = geometry.get("coordinates")
            if not isinstance(polygons, list) or not polygons:
                yield FeatureError.within(place, N_("the MultiPolygon is empty"))
                return
            for number, polygon in enumerate(polygons, 1):
                yield polygon, (*place, (POLYGON, number))
        case "GeometryCollection":
            parts = geometry.get("geometries")
            if not isinstance(parts, list) or not parts:
                yield FeatureError.within(place, N_("the GeometryCollection is empty"))
                return
            for number, part in enumerate(parts, 1):
                yield from _parts(part, (*place, (PART, number)))
        case kind if not (isinstance(kind, str) and kind in SIGN_TYPES):
            yield FeatureError.within(
                place, N_("a geometry is of the type {kind}"), kind=kind_of(kind)
            )


def _polygon(polygon: object, number: int, place: Place) -> Rings:
    if not isinstance(polygon, list) or not polygon:
        raise FeatureError.within(place, N_("the polygon is empty: it has no ring"))
    outer, *holes = (_ring(ring, (*place, (RING, at))) for at, ring in enumerate(polygon, 1))
    _check_place(outer, place)
    return Rings(number, place, outer, tuple(holes))


def polygons_of(geometry: object) -> tuple[list[Rings], list[FeatureError]]:
    """Read the polygons of a geometry.

    Args:
        geometry: A Polygon, MultiPolygon or GeometryCollection, as JSON gave it.

    Returns:
        What can be read, and what is wrong with each part that cannot. Points and lines are in
        neither.
    """
    found: list[Rings] = []
    refused: list[FeatureError] = []
    for number, part in enumerate(_parts(geometry, ()), 1):
        if isinstance(part, FeatureError):
            refused.append(part)
            continue
        try:
            found.append(_polygon(part[0], number, part[1]))
        except FeatureError as refusal:
            refused.append(refusal)
    return found, refused


def _check_place(outer: np.ndarray, place: Place) -> None:
    """Refuse a polygon that is not in Ukraine, with the likely reason."""
    low, high = outer.min(axis=0), outer.max(axis=0)
    if high[0] - low[0] > 180:
        raise FeatureError(
            N_(
                "{place} spans {degrees}° of longitude: it crosses the antimeridian or goes round "
                "a pole"
            ),
            place=_named(place),
            degrees=round(float(high[0] - low[0])),
        )
    if max(abs(low[1]), abs(high[1])) >= POLE_DEG:
        raise FeatureError(
            N_("{place} reaches a pole, latitude {latitude}°"),
            place=_named(place),
            latitude=float(max(high[1], -low[1])),
        )
    west, south, east, north = AROUND_UKRAINE_DEG
    box_low, box_high = np.array([west, south]), np.array([east, north])
    if (high >= box_low).all() and (low <= box_high).all():
        _check_country(outer, place)
        return
    text = N_("{place} starts at {point}: it lies outside Ukraine")
    if (high[::-1] >= box_low).all() and (low[::-1] <= box_high).all():
        text = N_(
            "{place} starts at {point}: latitude and longitude look swapped; GeoJSON has "
            "longitude first"
        )
    raise FeatureError(text, place=_named(place), point=_point(outer[0]))


@cache
def _country() -> tuple[BaseGeometry, str]:
    """Ukraine within its recognised border, with a margin, in degrees; and the plane."""
    path = DATA_DIR / "derived" / "outlines" / "country.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    drawn = shapely.union_all([shapely.geometry.shape(each["geometry"]) for each in features])
    drawn = shapely.union(drawn, shapely.Point(SNAKE_ISLAND_DEG))
    country = shapely.simplify(shapely.buffer(drawn, BORDER_MARGIN_DEG), BORDER_MARGIN_DEG / 10)
    shapely.prepare(country)
    return country, archive_rules().sphere_crs


def _check_country(outer: np.ndarray, place: Place) -> None:
    """Refuse a polygon most of which lies beyond the border, holes left aside."""
    country, sphere_crs = _country()
    if shapely.contains_xy(country, *outer.T).all():
        return
    drawn = projection.areas_only(shapely.make_valid(shapely.Polygon(outer)))
    outside = shapely.difference(drawn, country)
    whole_km2, outside_km2 = (
        projection.area_km2(projection.project(land, sphere_crs)) for land in (drawn, outside)
    )
    if outside_km2 <= whole_km2 / 2:
        return
    raise FeatureError(
        N_("{place} lies mostly outside Ukraine: {outside} of its {whole} km² are beyond it"),
        place=_named(place),
        outside=round(outside_km2),
        whole=round(whole_km2),
    )
