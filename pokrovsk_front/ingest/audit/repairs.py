"""Repair of invalid polygons, with a report of each change.

The repair itself is `plane.valid`, which `ingest` uses as well. It does not say how a polygon
was meant to be drawn.
"""

import re
from dataclasses import dataclass

import numpy as np
import shapely

from pokrovsk_front.ingest.measure import projection
from pokrovsk_front.model.audit import Repair
from pokrovsk_front.model.messages import N_, Message

DECIMALS = 3

DROPPED = N_("Hole lies outside shell and was dropped")
POLYGON_PROBLEMS = frozenset(
    {
        N_("Hole lies outside shell"),
        N_("Duplicate Rings"),
        N_("Holes are nested"),
        N_("Interior is disconnected"),
        N_("Invalid Coordinate"),
        N_("Nested shells"),
        N_("Repeated Point"),
        N_("Ring Self-intersection"),
        N_("Ring is not closed"),
        N_("Self-intersection"),
        N_("Too few points in geometry component"),
        N_("Topology Validation Error"),
    }
)
"""Messages of GEOS, the library behind shapely, about invalid polygons."""

IN_THE_PLANE = Message(N_("Not valid in the equal-area plane"))
PLACE_OF_PROBLEM = re.compile(r"^(?P<problem>[^\[]+)\[(?P<x>\S+) (?P<y>[^\]\s]+)\]$")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A polygon as drawn, in degrees, with the numbers of its feature and polygon, from 1."""

    feature: int
    polygon: int
    land: shapely.Polygon


def _problem(said: str) -> Message:
    """Translate a problem that GEOS reports; an unknown one stays as it is."""
    return Message(said) if said in POLYGON_PROBLEMS else Message("{said}", {"said": said})


def _holes_taken(polygon: shapely.Polygon) -> np.ndarray:
    """Measure the share of each hole, 0 to 1, that lies in the shell and so takes land away."""
    if not polygon.interiors:
        return np.array([])
    shell, holes = projection.shell_and_holes(polygon)
    inside, whole = shapely.area(shapely.intersection(holes, shell)), shapely.area(holes)
    taken: np.ndarray = np.divide(inside, whole, out=np.ones(len(whole)), where=whole > 0)
    return taken


def _as_drawn_km2(polygon: shapely.Polygon, taken: np.ndarray) -> float:
    """Measure the unrepaired area from the rings alone: loops that cross cancel out."""
    rings = [polygon.exterior, *polygon.interiors]
    shell_km2, *holes_km2 = [projection.area_km2(shapely.Polygon(ring)) for ring in rings]
    return max(shell_km2 - float(np.dot(holes_km2, taken)), 0.0) if holes_km2 else shell_km2


def _first_outside(polygon: shapely.Polygon, taken: np.ndarray) -> np.ndarray | None:
    """Return the first position of the first hole that lies outside the shell."""
    outside = np.flatnonzero(taken == 0)
    if not outside.size:
        return None
    start: np.ndarray = shapely.get_coordinates(polygon.interiors[int(outside[0])])[0]
    return start


def repairs(found: list[Drawn], drawn: np.ndarray) -> tuple[list[Repair], np.ndarray]:
    """Repair polygons and report the changes.

    Args:
        found: The polygons in degrees.
        drawn: The same in the equal-area plane.

    Returns:
        One repair for each that was not valid, and all of them valid, in the plane.
    """
    valid = projection.valid(drawn)
    told = []
    for at in np.flatnonzero(~shapely.is_valid(drawn)):
        degrees, taken = found[at].land, _holes_taken(drawn[at])
        x, y = degrees.exterior.coords[0]
        problem = IN_THE_PLANE
        said = PLACE_OF_PROBLEM.match(shapely.is_valid_reason(degrees))
        outside = _first_outside(degrees, taken)
        if outside is not None:
            problem, (x, y) = Message(DROPPED), outside.tolist()
        elif said:
            problem, x, y = _problem(said["problem"]), float(said["x"]), float(said["y"])
        told.append(
            Repair(
                feature=found[at].feature,
                polygon=found[at].polygon,
                problem=problem,
                latitude_deg=round(y, 5),
                longitude_deg=round(x, 5),
                before_km2=round(_as_drawn_km2(drawn[at], taken), DECIMALS),
                after_km2=round(projection.area_km2(valid[at]), DECIMALS),
            )
        )
    return told, valid
