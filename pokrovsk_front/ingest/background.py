"""Background: what does not depend on the day, the base map and the land of each oblast.

A full run draws both from the border files. A run that goes on from earlier figures takes them
from there, and needs no border file but that of the oblasts.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

import shapely

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.base_map.area_outlines import Gazetteer, draw_areas, kept_areas
from pokrovsk_front.ingest.base_map.boundaries import (
    Boundaries,
    boundary_files,
    oblast_file,
    read_boundaries,
)
from pokrovsk_front.ingest.base_map.detail import DETAIL_LAYERS, detail_map
from pokrovsk_front.ingest.base_map.detail_files import Detail, detail_files, read_detail
from pokrovsk_front.ingest.base_map.features import FeatureCollection
from pokrovsk_front.ingest.base_map.layers import base_map
from pokrovsk_front.ingest.base_map.names import Names, read_names
from pokrovsk_front.ingest.files import METHOD_FILE
from pokrovsk_front.ingest.measure import oblasts
from pokrovsk_front.ingest.steps.caching import remembered
from pokrovsk_front.ingest.steps.lands import Lands
from pokrovsk_front.ingest.steps.store import Store, key_of
from pokrovsk_front.ingest.steps.workers import Workers

BASE_LAYERS = ("country", "oblasts", "land", "rivers", "lakes", *DETAIL_LAYERS)


class Background(Protocol):
    """Base map and land of the oblasts, which do not depend on the day."""

    def base_map(self) -> dict[str, FeatureCollection]:
        """Return the layers of the base map by name."""

    def area_outlines(self) -> dict[str, FeatureCollection]:
        """Return the outlines of settlements and hromadas: see `area_outlines.draw_areas`."""

    def land_km2(self, by_day: Mapping[date, Edition], lands: Lands) -> dict[str, float]:
        """Return the land of each oblast in km2, by ISO code, ascending."""


def _drawn(borders: Boundaries, detail: Detail, names: Names) -> dict[str, FeatureCollection]:
    country = shapely.union_all([oblast.polygon for oblast in borders.oblasts])
    return base_map(borders, names) | detail_map(detail, country)


class DrawnBackground:
    """The background drawn from the border files, while the maps are measured."""

    def __init__(
        self,
        store: Store,
        workers: Workers,
        boundaries: Path,
        rules: ArchiveRules,
        gazetteer: Gazetteer,
    ) -> None:
        """Start drawing in a worker process.

        Raises:
            BoundaryError: The borders or the files of roads, towns and hromadas cannot be read.
        """
        self._borders = read_boundaries(boundaries)
        self._store, self._rules = store, rules
        folder = oblast_file(boundaries).parent
        detail, names = read_detail(folder), read_names()
        files = [*boundary_files(boundaries), *detail_files(folder)]
        layers = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        self._key = key_of("base map", layers, asdict(names))
        self._areas_key = key_of("area outlines", layers, gazetteer.method)
        self._draw_areas = partial(draw_areas, detail, gazetteer)
        self._draw = partial(_drawn, detail=detail, names=names)
        is_drawn = bool(store.has([self._key]))
        self._drawn = None if is_drawn else workers.submit(self._draw, self._borders)

    def base_map(self) -> dict[str, FeatureCollection]:
        """Return the layers of the base map by name."""
        make = self._drawn or partial(self._draw, self._borders)
        drawn: dict[str, FeatureCollection] = remembered(self._store, self._key, make)
        return drawn

    def area_outlines(self) -> dict[str, FeatureCollection]:
        """Draw the outlines of settlements and hromadas.

        Raises:
            BoundaryError: The files have an area that the gazetteer lacks.
        """
        drawn: dict[str, FeatureCollection] = remembered(
            self._store, self._areas_key, self._draw_areas
        )
        return drawn

    def land_km2(self, by_day: Mapping[date, Edition], lands: Lands) -> dict[str, float]:
        """Measure the land of each oblast, with the coast on the day that the rules name."""
        until = [day for day in by_day if day <= self._rules.land_as_of_date]
        occupied = lands.wkb(by_day[max(until, default=min(by_day))])
        measured = oblasts.land_km2(
            self._borders, shapely.from_wkb(occupied), self._rules.sphere_crs
        )
        return {iso: round(km2, oblasts.LAND_DECIMALS) for iso, km2 in measured.items()}


class KeptBackground:
    """The background that an earlier run wrote."""

    def __init__(self, out: Path, static: Path) -> None:
        self._out, self._static = out, static

    def base_map(self) -> dict[str, FeatureCollection]:
        """Read the layers of the base map by name.

        Raises:
            IngestError: One cannot be read.
        """
        try:
            return {
                name: json.loads((self._static / f"{name}.geojson").read_bytes())
                for name in BASE_LAYERS
            }
        except (OSError, ValueError) as error:
            raise IngestError(f"{self._static} does not hold the base map ({error}).") from error

    def area_outlines(self) -> dict[str, FeatureCollection]:
        """Read the outlines of settlements and hromadas.

        Raises:
            IngestError: They cannot be read.
        """
        folder = self._out / "derived" / "outlines"
        try:
            return kept_areas(folder)
        except (OSError, ValueError) as error:
            raise IngestError(f"{folder} does not hold the areas ({error}).") from error

    def land_km2(self, by_day: Mapping[date, Edition], lands: Lands) -> dict[str, float]:
        """Read the land of each oblast.

        Raises:
            IngestError: It cannot be read.
        """
        del by_day, lands
        path = self._out / "derived" / METHOD_FILE
        try:
            land = json.loads(path.read_bytes())["oblast_land_km2"]
            return {str(iso): float(km2) for iso, km2 in land.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IngestError(f"{path} does not tell the land of the oblasts.") from error
