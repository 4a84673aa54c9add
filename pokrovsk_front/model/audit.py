"""Result of the audit of a reader's map: contents, and differences from the archive.

Holds the answer; the polygons themselves are read in `ingest.audit.audit`, and the archive's days
are walked in `model.own_extent`. It refuses to name one day where several maps are equally near.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from pokrovsk_front.model.messages import Message, RefusalError

Form = Literal["raw", "merged", "other"]
"""How a file encodes its classes: as one of the archives does, or not at all."""

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude) in degrees."""

OblastBasis = Literal["cells", "outlines"]
"""How land is assigned to oblasts: hexagons by their centre, or the drawn outlines."""

MAX_BEYOND_KM2 = 20_000.0
"""Maximum land beyond the archive's cells of which the cells are named, one by one."""

SMALLEST_KM2 = 0.05
"""Smallest area, or difference, that makes an oblast or a hromada a row: one decimal is shown."""

EQUAL_KM2 = 0.01
"""Maps that differ by less than this are the same map: the shares of cells are rounded."""


class AuditError(RefusalError):
    """A file that is refused; the message is one sentence on what is wrong and where."""


@dataclass(frozen=True, slots=True)
class ClassArea:
    """The land of one class: land drawn twice counts once.

    `polygons` counts what was drawn; the areas are in km2 on the publisher's sphere and on the
    WGS84 ellipsoid; `drawn_twice_km2` is how much larger the polygons are one by one.
    """

    class_id: str
    polygons: int
    area_km2: float
    area_wgs84_km2: float
    drawn_twice_km2: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Features that are not occupied land by the rules of the archive, by kind."""

    label: Message
    features: int


@dataclass(frozen=True, slots=True)
class RefusedFeature:
    """A feature that cannot be read, or a part of one, from 1 in the file's order, and why."""

    feature: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Repair:
    """A polygon that was not valid, where, and what its repair changed, in km2 on the sphere."""

    feature: int
    polygon: int
    problem: Message
    latitude_deg: float
    longitude_deg: float
    before_km2: float
    after_km2: float


@dataclass(frozen=True, slots=True)
class NearestMap:
    """The archive's nearest map: every day that it stands for, and how far off it is in km2.

    By area the distance is signed (this file less the archive), by shape it is the land that
    only one of the two marks.
    """

    as_of_dates: tuple[date, ...]
    difference_km2: float

    @property
    def as_of_date(self) -> date:
        """The first of its days."""
        return self.as_of_dates[0]


@dataclass(frozen=True, slots=True)
class OblastArea:
    """Land of one oblast, in km2: in this file, and in the archive on the nearest day.

    `oblast_iso` is empty for land in no oblast. `land_km2` is the land within the border, None
    where the archive never had occupied land.
    """

    oblast_iso: str
    occupied_km2: float
    archive_km2: float
    land_km2: float | None


@dataclass(frozen=True, slots=True)
class HromadaArea:
    """Land of one hromada, in km2 of hexagons: in this file, and in the archive on the nearest day.

    `more_km2` is occupied here alone, `less_km2` in the archive alone.
    """

    katottg: str
    oblast_iso: str
    occupied_km2: float
    archive_km2: float
    more_km2: float
    less_km2: float


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a map of a part is compared: see `model.own_extent`.

    Attributes:
        oblasts: ISO codes of the oblasts that the map covers.
        hromadas: Official codes of the hromadas that it covers in other oblasts.
    """

    oblasts: tuple[str, ...]
    hromadas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences from the nearest map of the archive, in km2, by oblast and by hromada.

    Attributes:
        extent: Where the two are compared; None for the whole country.
        by_area: The nearest map by occupied total.
        by_shape: The nearest map by land that only one of the two marks, counted in each cell.
        more_km2: Occupied here and not in the archive.
        less_km2: Occupied in the archive and not here.
        beyond_km2: Part of `more_km2`: in cells that the archive never marked.
        more_cells: Cells more than half occupied here, and not there; those that the archive never
            marked, by their centre, none for more than `MAX_BEYOND_KM2`.
        less_cells: The other way round.
        added_km2: Land that this form of map leaves out and that was counted as in the archive.
        oblast_basis: How land was assigned to oblasts.
        oblasts: Land by oblast.
        hromadas: Land by hromada, what differs most first. Land beyond the archive's cells and in
            oblasts whose hromadas are not known is in none.
    """

    extent: Extent | None
    by_area: NearestMap
    by_shape: NearestMap
    more_km2: float
    less_km2: float
    beyond_km2: float
    more_cells: tuple[str, ...]
    less_cells: tuple[str, ...]
    added_km2: float
    oblast_basis: OblastBasis
    oblasts: tuple[OblastArea, ...]
    hromadas: tuple[HromadaArea, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit.

    Attributes:
        form: How the file tells its classes.
        feature_count: Features of the file, of every kind.
        refused_count: How many were refused; `refused` lists the first of them.
        refused_part_count: How many parts were refused of features that are otherwise read;
            `refused_parts` lists the first of them.
        repair_count: How many polygons were repaired; `repairs` lists the first of them.
        repaired_km2: What all repairs changed, in km2, each taken as positive.
        repeat_count: How many features draw what an earlier one draws.
        repeats: The first of them, as (feature, earlier feature).
        occupied_km2: All occupied classes joined, on the publisher's sphere.
        occupied_wgs84_km2: The same on the ellipsoid.
        outline: The rings of that land, simplified for a map.
        comparison: With the whole country; None where the file shows no occupied land.
        is_part: Whether it shows less than half of what was occupied on any day of the archive:
            then more land is missing than is there, and the nearest day is not near.
        own: Such a map compared within its own extent; None where it shares no land with the
            archive, and for a map of the whole country.
    """

    form: Form
    feature_count: int
    classes: tuple[ClassArea, ...]
    left_out: tuple[LeftOut, ...]
    refused_count: int
    refused: tuple[RefusedFeature, ...]
    refused_part_count: int
    refused_parts: tuple[RefusedFeature, ...]
    repair_count: int
    repaired_km2: float
    repairs: tuple[Repair, ...]
    repeat_count: int
    repeats: tuple[tuple[int, int], ...]
    occupied_km2: float
    occupied_wgs84_km2: float
    outline: tuple[Ring, ...] = ()
    comparison: Comparison | None = None
    is_part: bool = False
    own: Comparison | None = None


def shown_comparison(audit: Audit, *, is_whole: bool) -> Comparison | None:
    """Give the comparison to show: of a part within its own extent, unless asked for the whole.

    Args:
        audit: The audit.
        is_whole: Whether a part is to be compared with the whole country.

    Returns:
        None where the map shares no land with the archive.
    """
    return audit.comparison if is_whole or not audit.is_part else audit.own


def nearest(days: pd.Series, distance_km2: np.ndarray) -> tuple[tuple[date, ...], int]:
    """Find the days whose distance is the smallest, and the position of the first.

    Args:
        days: The days that have a map.
        distance_km2: How far the map of each is, not negative.
    """
    best = int(np.argmin(distance_km2))
    near = np.flatnonzero(distance_km2 <= distance_km2[best] + EQUAL_KM2)
    return tuple(pd.Timestamp(days.iloc[at]).date() for at in near), int(near[0])


def from_json(answer: dict[str, Any]) -> Audit:
    """Read an audit back from what `dataclasses.asdict` and JSON made of it.

    Raises:
        KeyError: A key is missing.
        TypeError: A key is not known.
    """
    compared, own = answer["comparison"], answer["own"]
    return Audit(
        **answer
        | {
            "classes": tuple(ClassArea(**each) for each in answer["classes"]),
            "left_out": tuple(LeftOut(**_said(each, "label")) for each in answer["left_out"]),
            "refused": _refused(answer["refused"]),
            "refused_parts": _refused(answer["refused_parts"]),
            "repairs": tuple(Repair(**_said(each, "problem")) for each in answer["repairs"]),
            "repeats": tuple((later, earlier) for later, earlier in answer["repeats"]),
            "outline": tuple(tuple((x, y) for x, y in ring) for ring in answer["outline"]),
            "comparison": _comparison(compared) if compared else None,
            "own": _comparison(own) if own else None,
        }
    )


def _refused(rows: list[dict[str, Any]]) -> tuple[RefusedFeature, ...]:
    return tuple(RefusedFeature(**_said(row, "reason")) for row in rows)


def _said(answer: dict[str, Any], name: str) -> dict[str, Any]:
    return answer | {name: Message.from_json(answer[name])}


def _comparison(answer: dict[str, Any]) -> Comparison:
    return Comparison(
        **answer
        | {
            "by_area": _nearest_map(answer["by_area"]),
            "by_shape": _nearest_map(answer["by_shape"]),
            "more_cells": tuple(answer["more_cells"]),
            "less_cells": tuple(answer["less_cells"]),
            "oblasts": tuple(OblastArea(**each) for each in answer["oblasts"]),
            "hromadas": tuple(HromadaArea(**each) for each in answer["hromadas"]),
            "extent": _extent(answer["extent"]),
        }
    )


def _extent(answer: dict[str, Any] | None) -> Extent | None:
    if answer is None:
        return None
    return Extent(tuple(answer["oblasts"]), tuple(answer["hromadas"]))


def _nearest_map(answer: dict[str, Any]) -> NearestMap:
    days = tuple(date.fromisoformat(day) for day in answer["as_of_dates"])
    return NearestMap(days, answer["difference_km2"])
