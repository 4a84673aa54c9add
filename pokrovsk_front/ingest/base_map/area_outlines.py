"""Outlines of the areas whose shares are measured: settlements and hromadas, drawn anew.

The outlines are a drawing of our own, simplified and rounded, and they are what is measured: a
map shows the very line along which the figures are cut, and a run that goes on from earlier
figures needs no border file. Hromadas are simplified as one coverage, so that neighbours share
their border and their sum keeps to the oblast. Against the lines of the sources the share of an
area moves by less than a tenth of a point (`tests/ingest/test_archive.py` holds it to that).

What it refuses: to close what the source leaves open. Where no hromada is known, as in a part of
Dnipropetrovsk and Mykolaiv oblasts, none is drawn.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.ingest.base_map.boundaries import BoundaryError
from pokrovsk_front.ingest.base_map.detail_files import HROMADAS, TOWNS, Detail
from pokrovsk_front.ingest.base_map.features import FeatureCollection, collection, feature

SETTLEMENT_TOLERANCE_DEG = 0.00005
"""About 5 m (Douglas-Peucker)."""

SETTLEMENT_DECIMALS = 5

HROMADA_TOLERANCE_DEG = 0.001
"""About 90 m: square root of the smallest triangle that a vertex spans (Visvalingam-Whyatt)."""

HROMADA_DECIMALS = 4

SETTLEMENTS_FILE = "areas_outline"
HROMADAS_FILE = "areas_hromada_"
"""Followed by the ISO 3166-2 code of the oblast: a map of one oblast loads its own."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables that say which areas are measured: `places`, `towns` and `hromadas`."""

    places: pd.DataFrame
    towns: pd.DataFrame
    hromadas: pd.DataFrame

    @property
    def method(self) -> list[object]:
        """What of it and of the drawing the derived figures depend on, as JSON values."""
        points = ["latitude_deg", "longitude_deg"]
        return [
            [SETTLEMENT_TOLERANCE_DEG, SETTLEMENT_DECIMALS],
            [HROMADA_TOLERANCE_DEG, HROMADA_DECIMALS],
            self.places[["place_id", "oblast_iso", *points]].to_csv(index=False),
            self.towns[["town_id", "oblast_iso", *points]].to_csv(index=False),
            self.hromadas[["katottg", "oblast_iso"]].to_csv(index=False),
        ]


def read_gazetteer() -> Gazetteer:
    """Read the tables of places, towns and hromadas.

    Raises:
        CatalogError: A table does not keep to its dictionary.
    """
    return Gazetteer(read_table("places"), read_table("towns"), read_table("hromadas"))


def draw_areas(detail: Detail, gazetteer: Gazetteer) -> dict[str, FeatureCollection]:
    """Draw the outline of each settlement and hromada of the gazetteer.

    Args:
        detail: The areas as the files have them.
        gazetteer: The places, towns and hromadas.

    Returns:
        FeatureCollections by name: `areas_outline`, each feature with `place_id` or `town_id` and
        its `kind`, and one of hromadas for each oblast, each feature with its `katottg`.

    Raises:
        BoundaryError: The files have a settlement or a hromada that the gazetteer lacks.
    """
    return {SETTLEMENTS_FILE: collection(_settlements(detail, gazetteer))} | _hromadas(
        detail, gazetteer
    )


def _settlements(detail: Detail, gazetteer: Gazetteer) -> list[dict[str, object]]:
    places, towns = set(gazetteer.places["place_id"]), set(gazetteer.towns["town_id"])
    drawn: dict[tuple[str, str], dict[str, object]] = {}
    for town in detail.towns:
        if town.place_id in places:
            key = ("place_id", str(town.place_id))
        elif town.place_id is None and town.town_id in towns:
            key = ("town_id", str(town.town_id))
        else:
            raise BoundaryError(
                f"{' or '.join(TOWNS)}.geojson has the settlement "
                f"{town.place_id or town.town_id}, which neither places.csv nor towns.csv lists."
            )
        if key in drawn:
            raise BoundaryError(f"The files of towns have the settlement {key[1]} twice.")
        simple = shapely.simplify(town.area, SETTLEMENT_TOLERANCE_DEG)
        drawn[key] = feature(simple, dict([key]) | {"kind": town.kind}, SETTLEMENT_DECIMALS)
    return [drawn[key] for key in sorted(drawn)]


def _hromadas(detail: Detail, gazetteer: Gazetteer) -> dict[str, FeatureCollection]:
    oblast_of = dict(
        zip(gazetteer.hromadas["katottg"], gazetteer.hromadas["oblast_iso"], strict=True)
    )
    if unknown := [each.katottg for each in detail.hromadas if each.katottg not in oblast_of]:
        raise BoundaryError(
            f"{HROMADAS}.geojson has the hromada {unknown[0]}, which hromadas.csv does not list."
        )
    ordered = sorted(detail.hromadas, key=lambda each: each.katottg)
    simple = shapely.coverage_simplify([each.area for each in ordered], HROMADA_TOLERANCE_DEG)
    by_oblast: dict[str, list[dict[str, object]]] = {}
    for hromada, area in zip(ordered, simple, strict=True):
        drawn = feature(area, {"katottg": hromada.katottg}, HROMADA_DECIMALS)
        by_oblast.setdefault(oblast_of[hromada.katottg], []).append(drawn)
    return {f"{HROMADAS_FILE}{iso}": collection(by_oblast[iso]) for iso in sorted(by_oblast)}


def kept_areas(folder: Path) -> dict[str, FeatureCollection]:
    """Read the outlines that an earlier run drew, by name.

    Args:
        folder: The folder `outlines` of the derived figures.

    Raises:
        OSError: A file cannot be read.
        ValueError: A file is no JSON.
    """
    paths = [folder / f"{SETTLEMENTS_FILE}.geojson", *folder.glob(f"{HROMADAS_FILE}*.geojson")]
    return {path.stem: json.loads(path.read_bytes()) for path in sorted(paths)}


def features_by_measure(
    outlines: Mapping[str, FeatureCollection],
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Give the features of settlements and those of hromadas."""
    hromadas = [
        each
        for name in sorted(outlines)
        if name.startswith(HROMADAS_FILE)
        for each in outlines[name]["features"]
    ]
    return list(outlines[SETTLEMENTS_FILE]["features"]), hromadas
