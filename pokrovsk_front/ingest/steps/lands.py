"""Facts and land of each map; land is read from the store on demand."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.steps.store import Store

NO_LAND: bytes = shapely.to_wkb(shapely.MultiPolygon())
"""Empty land: a class that a map does not show."""


@dataclass(frozen=True, slots=True)
class MapFacts:
    """Measurements of one map by itself; its land is in the store under `key`.

    `occupied_km2` is its occupied land as the file has it, `added_km2` that of the class which
    another archive leaves out. `lands` names the land that the map has, of `LANDS`, and
    `land_sha256` tells its occupied land from any other. `blob_sha1` is git's hash of the file.
    A map that was refused has only a reason.
    """

    key: str
    refused: str | None = None
    occupied_km2: float | None = None
    added_km2: float | None = None
    occupied_since_2022_km2: float | None = None
    grey_zone_km2: float | None = None
    dropped: Mapping[str, int] | None = None
    unknown: Mapping[str, int] | None = None
    lands: frozenset[str] = frozenset()
    land_sha256: str = ""
    blob_sha1: str = ""


class Lands:
    """Occupied land of each map, completed with what its archive leaves out by convention."""

    def __init__(self, store: Store, maps: Mapping[Edition, MapFacts], rules: ArchiveRules) -> None:
        self._store = store
        self._maps = maps
        self._adding = {item.archive_id for item in rules.archives if item.adds_class_id}
        self._in_time = sorted(maps, key=lambda each: each.order)
        self._showing = [each for each in self._in_time if "added" in maps[each].lands]

    def identity(self, edition: Edition) -> list[str | None]:
        """Return the keys of the maps that the land is made from."""
        added = self._added(edition)
        return [self._maps[edition].key, self._maps[added].key if added else None]

    def occupied_km2(self, edition: Edition) -> float:
        """Return the area of the land, in km2."""
        added = self._added(edition)
        own_km2 = self._maps[edition].occupied_km2 or 0.0
        return own_km2 + ((self._maps[added].added_km2 or 0.0) if added else 0.0)

    def _added(self, edition: Edition) -> Edition | None:
        """Return the map whose outline is borrowed: the last before, or the first of all."""
        if edition.archive_id not in self._adding or not self._showing:
            return None
        before = bisect_left(self._showing, edition.order, key=lambda each: each.order)
        return self._showing[max(before - 1, 0)]

    def wkb(self, edition: Edition) -> bytes:
        """Read the land, WKB in the plane."""
        key, added_key = self.identity(edition)
        land, added = self._land(key, "occupied"), self._land(added_key, "added")
        if added is None:
            return land or NO_LAND
        whole: bytes = shapely.to_wkb(
            shapely.union(shapely.from_wkb(land), shapely.from_wkb(added))
        )
        return whole

    def without_addition(self, edition: Edition) -> bytes:
        """Read the land as the map has it."""
        return self._land(self._maps[edition].key, "occupied") or NO_LAND

    def grey_zone(self, edition: Edition) -> bytes:
        """Read the grey zone, which may be empty."""
        return self._land(self._maps[edition].key, "grey_zone") or NO_LAND

    def before_2022(self) -> tuple[str, bytes] | None:
        """Read the land occupied before 2022 from the last map that shows it, with its key."""
        keys = [
            self._maps[each].key
            for each in self._in_time
            if "before_2022" in self._maps[each].lands
        ]
        land = self._land(keys[-1], "before_2022") if keys else None
        return None if land is None else (keys[-1], land)

    def _land(self, key: str | None, name: str) -> bytes | None:
        return None if key is None else self._store.part(key, name)
