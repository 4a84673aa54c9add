"""Detail of the base map: main roads, railways, settlements and the borders of hromadas.

Drawn from OpenStreetMap in our own hand: thinned, rounded off and simplified for zooms 6.5 to
12.5. It refuses to be measured, and it is no part of the figures: it lies with the files for the
browser alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest.base_map.detail_files import Detail, Hromada, Settlement
from pokrovsk_front.ingest.base_map.features import FeatureCollection, collection, feature
from pokrovsk_front.ingest.base_map.network import Ranked, Thinning, thinned

DETAIL_LAYERS = ("roads", "railways", "settlements", "hromadas")

DECIMALS = 4
"""About 10 m, a pixel at the nearest zoom."""

LINE_TOLERANCE_DEG = 0.0012
AREA_TOLERANCE_DEG = 0.0015
HROMADA_TOLERANCE_DEG = 0.008
"""Square root of the smallest triangle that a vertex of a border spans (Visvalingam-Whyatt)."""

ROADS = Thinning(spur_km=4, part_km=15, parallel_km=0.8)
RAILWAYS = Thinning(spur_km=10, part_km=25, parallel_km=1.2)

CLOSING_DEG = 0.002
"""Half the width of the gaps between houses that are closed, about 180 m."""

OPENING_DEG = 0.001
"""Half the width of the strips of houses that are left out."""

MIN_AREA_DEG2 = 2.5e-5
"""About 0.2 km2: a smaller part of a settlement is left out."""

MIN_BUILT_UP_SHARE = 0.05
"""A town with less of it built up, as far as is known, is drawn by its outline."""

FRONT_OBLASTS = frozenset(
    {
        *("donetska_oblast", "luhanska_oblast", "kharkivska_oblast"),
        *("zaporizka_oblast", "dnipropetrovska_oblast"),
    }
)
"""Oblasts whose hromadas are drawn."""


def detail_map(detail: Detail, country: BaseGeometry) -> dict[str, FeatureCollection]:
    """Draw the detail of the base map.

    Args:
        detail: What it is drawn from.
        country: Ukraine within its recognised border: roads and railways end there.

    Returns:
        FeatureCollections by name, coordinates rounded to `DECIMALS`: `roads` (one feature a
        `rank`, 1 for motorways and trunk roads, 2 for primary roads), `railways` (one feature),
        `settlements` (`kind` "built_up" or "outline", `place_id` where it is one of the places)
        and `hromadas` (one feature: borders between hromadas of one oblast).
    """
    return {
        "roads": collection(_lines_by_rank(_within(country, detail.roads), ROADS)),
        "railways": collection(_lines_by_rank(_within(country, detail.railways), RAILWAYS)),
        "settlements": collection(list(_settlements(detail))),
        "hromadas": collection(_borders(detail.hromadas)),
    }


def _within(country: BaseGeometry, lines: Iterable[Ranked]) -> Iterator[Ranked]:
    shapely.prepare(country)
    for rank, line in lines:
        inside = line if country.covers(line) else country.intersection(line)
        for part in shapely.get_parts(inside):
            if part.geom_type == "LineString" and not part.is_empty:
                yield rank, part


def _lines_by_rank(lines: Iterable[Ranked], thinning: Thinning) -> list[dict[str, object]]:
    """Thin a network and gather its lines in one feature a rank, the greatest first."""
    by_rank: dict[int, list[BaseGeometry]] = {}
    for rank, line in thinned(lines, thinning):
        by_rank.setdefault(rank, []).append(shapely.simplify(line, LINE_TOLERANCE_DEG))
    return [
        feature(shapely.multilinestrings(by_rank[rank]), {"rank": rank}, DECIMALS)
        for rank in sorted(by_rank)
    ]


def _rounded_off(area: BaseGeometry) -> BaseGeometry:
    """Close the gaps between houses and leave out strips, specks and holes."""
    closed = area.buffer(CLOSING_DEG, quad_segs=2).buffer(-CLOSING_DEG - OPENING_DEG, quad_segs=2)
    simple = shapely.simplify(closed.buffer(OPENING_DEG, quad_segs=2), AREA_TOLERANCE_DEG)
    parts = [part for part in shapely.get_parts(simple) if part.area >= MIN_AREA_DEG2]
    return shapely.union_all([shapely.Polygon(part.exterior) for part in parts])


def _settlements(detail: Detail) -> Iterator[dict[str, object]]:
    """Draw settlements, known places first: built-up areas, and outlines where there is none."""
    built_up = shapely.union_all([each.area for each in detail.built_up])
    without = [
        town
        for town in detail.towns
        if town.area.intersection(built_up).area < MIN_BUILT_UP_SHARE * town.area.area
    ]
    for kind, settlements in (("built_up", detail.built_up), ("outline", without)):
        drawn = [(each, _rounded_off(each.area)) for each in settlements]
        for each, area in sorted(drawn, key=_by_place):
            if not area.is_empty:
                known = {"place_id": each.place_id} if each.place_id else {}
                yield feature(area, {"kind": kind, **known}, DECIMALS)


def _by_place(drawn: tuple[Settlement, BaseGeometry]) -> tuple[bool, str, tuple[float, ...]]:
    settlement, area = drawn
    return settlement.place_id is None, settlement.place_id or "", tuple(area.bounds)


def _borders(hromadas: Sequence[Hromada]) -> list[dict[str, object]]:
    """Draw each border between two hromadas of one oblast once.

    The borders of oblasts are lines of their own, and drawn more simply.
    """
    front = [each for each in hromadas if each.oblast in FRONT_OBLASTS]
    simple = shapely.coverage_simplify([each.area for each in front], HROMADA_TOLERANCE_DEG)
    oblasts_of: dict[tuple[tuple[float, ...], ...], list[str]] = {}
    for hromada, area in zip(front, simple, strict=True):
        for ring in shapely.get_rings(shapely.get_parts(area)):
            points = np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
            for one, other in pairwise(points):
                if one != other:
                    side = tuple(sorted((tuple(one), tuple(other))))
                    oblasts_of.setdefault(side, []).append(hromada.oblast)
    shared = sorted(
        side for side, beside in oblasts_of.items() if len(beside) == 2 and len(set(beside)) == 1
    )
    if not shared:
        return []
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shared)))
    lines = sorted(merged, key=lambda line: shapely.get_coordinates(line).tolist())
    return [feature(shapely.multilinestrings(lines), {}, DECIMALS)]
