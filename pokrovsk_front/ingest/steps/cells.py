"""Cells of the grid in an ingest run: their areas as arrays, and their cached oblasts."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import h3
import numpy as np
import shapely

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.base_map.boundaries import Oblast
from pokrovsk_front.ingest.measure import grid
from pokrovsk_front.ingest.measure.oblasts import oblast_of_cells
from pokrovsk_front.ingest.steps.store import Parts, Store, key_of


@dataclass(frozen=True, slots=True)
class CellAreas:
    """Areas in km2 of n cells of the grid, the cells as integers."""

    codes: np.ndarray
    km2: np.ndarray


@dataclass(frozen=True, slots=True)
class ShareChanges:
    """Areas in km2 of n cells of resolution 9 before and after a step, the cells as integers."""

    codes: np.ndarray
    before_km2: np.ndarray
    after_km2: np.ndarray


@dataclass(frozen=True, slots=True)
class CellFacts:
    """Constants of cells: oblast and whole area, by ascending code."""

    codes: np.ndarray
    oblast_iso: np.ndarray
    cell_km2: np.ndarray


def cell_parts(cells: Mapping[str, float]) -> Parts:
    """Encode areas by cell for the store."""
    codes = np.array([h3.str_to_int(cell) for cell in cells], dtype="<u8")
    return {"codes": codes.tobytes(), "km2": np.array(list(cells.values()), "<f8").tobytes()}


def cell_areas(codes: bytes, km2: bytes) -> CellAreas:
    """Decode what `cell_parts` encoded."""
    return CellAreas(np.frombuffer(codes, "<u8"), np.frombuffer(km2, "<f8"))


def fine_parts(cells: Mapping[str, tuple[float, float]]) -> Parts:
    """Encode areas before and after by cell for the store."""
    codes = np.array([h3.str_to_int(cell) for cell in cells], dtype="<u8")
    km2 = np.array(list(cells.values()), "<f8").reshape(-1, 2)
    return {"fine_codes": codes.tobytes(), "fine_km2": km2.tobytes()}


def share_changes(codes: bytes, km2: bytes) -> ShareChanges:
    """Decode what `fine_parts` encoded."""
    before_km2, after_km2 = np.frombuffer(km2, "<f8").reshape(-1, 2).T
    return ShareChanges(np.frombuffer(codes, "<u8"), before_km2, after_km2)


def read_fine_shares(
    store: Store, identity: object, land: Callable[[], bytes], codes: np.ndarray, crs: str
) -> CellAreas:
    """Measure cells of resolution 9 on one map, cached.

    Args:
        store: Keeps them.
        identity: Tells the land from any other.
        land: Reads the land, WKB in the plane.
        codes: The cells.
        crs: The plane.
    """
    if not codes.size:
        return CellAreas(codes, np.array([], "<f8"))
    key = key_of("fine shares", identity, hashlib.sha256(codes.tobytes()).hexdigest(), crs)
    kept = store.part(key, "km2")
    if kept is None:
        names = [h3.int_to_str(code) for code in codes.tolist()]
        areas = grid.occupied_km2(shapely.from_wkb(land()), names, crs)
        kept = areas.astype("<f8").tobytes()
        store.keep([(key, {"km2": kept})])
    return CellAreas(codes, np.frombuffer(kept, "<f8"))


def fine_facts(codes: np.ndarray, crs: str, told: CellFacts) -> CellFacts:
    """Return the whole areas of cells of resolution 9; they are counted in no oblast.

    Args:
        codes: The cells, ascending and each once.
        crs: The plane.
        told: What an earlier run tells of cells.
    """
    is_told = np.isin(codes, told.codes)
    km2 = np.empty(len(codes), "<f8")
    km2[is_told] = told.cell_km2[np.searchsorted(told.codes, codes[is_told])]
    new = [h3.int_to_str(code) for code in codes[~is_told].tolist()]
    km2[~is_told] = grid.cell_km2(new, crs) if new else 0.0
    return CellFacts(codes, np.full(len(codes), "", object), km2)


def read_cells(
    store: Store,
    codes: np.ndarray,
    oblasts: Sequence[Oblast],
    borders_sha256: str,
    rules: ArchiveRules,
    told: CellFacts,
) -> CellFacts:
    """Return oblast and area of cells, cached.

    Args:
        store: Keeps them.
        codes: The cells, ascending and each once.
        oblasts: The oblasts.
        borders_sha256: Fingerprint of their file.
        rules: Gives the plane.
        told: What an earlier run tells of cells.
    """
    key = key_of("cells", borders_sha256, rules.sphere_crs)
    isos = np.array([oblast.iso for oblast in oblasts])
    kept = [store.part(key, name) or b"" for name in ("codes", "oblast", "km2")]
    known, oblast, km2 = (
        np.frombuffer(part, kind) for part, kind in zip(kept, ("<u8", "<i4", "<f8"), strict=True)
    )
    oblast_of = {iso: position for position, iso in enumerate(isos.tolist())}
    is_told = ~np.isin(told.codes, known)
    told_oblast = np.array([oblast_of[iso] for iso in told.oblast_iso[is_told].tolist()], "<i4")
    known = np.concatenate([known, told.codes[is_told]])
    order = np.argsort(known)
    known = known[order]
    oblast = np.concatenate([oblast, told_oblast])[order]
    km2 = np.concatenate([km2, told.cell_km2[is_told]])[order]
    new = np.setdiff1d(codes, known, assume_unique=True)
    if new.size:
        names = [h3.int_to_str(int(code)) for code in new]
        new_oblast = np.array([oblast_of[iso] for iso in oblast_of_cells(names, oblasts)], "<i4")
        known = np.concatenate([known, new])
        order = np.argsort(known)
        known = known[order]
        oblast = np.concatenate([oblast, new_oblast])[order]
        km2 = np.concatenate([km2, grid.cell_km2(names, rules.sphere_crs)])[order]
        parts = {
            "codes": known.astype("<u8").tobytes(),
            "oblast": oblast.astype("<i4").tobytes(),
            "km2": km2.astype("<f8").tobytes(),
        }
        store.keep([(key, parts)])
    chosen = np.searchsorted(known, codes)
    return CellFacts(codes, isos[oblast[chosen]], km2[chosen])
