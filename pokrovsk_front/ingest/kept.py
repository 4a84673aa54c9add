"""Figures of an earlier run, the base of an incremental one.

They are what `data/derived` holds, with a fingerprint of the method that made them. Figures of
another method are no base to go on from: everything is then measured anew.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest import editions, share_table, tables
from pokrovsk_front.ingest.archive import Edition, IngestError
from pokrovsk_front.ingest.base_map.area_outlines import Gazetteer
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.ingest.files import METHOD_FILE
from pokrovsk_front.ingest.measure import areas, fine_grid
from pokrovsk_front.ingest.steps.cells import CellAreas, CellFacts
from pokrovsk_front.ingest.steps.maps import class_rules

NO_FACTS = CellFacts(np.array([], "<u8"), np.array([], object), np.array([], "<f8"))

TEXTS = {"as_of_date", "archive_id", "edition", "edition_at", "certainty", "oblast_iso"}


def method_sha256(rules: ArchiveRules, borders_sha256: str, gazetteer: Gazetteer) -> str:
    """Fingerprint the method: all inputs of the derived figures but the maps."""
    made_from = [
        *(rules.sphere_crs, rules.ellipsoid_crs, rules.border_margin_km, borders_sha256),
        [[each.archive_id, class_rules(each)] for each in rules.archives],
        fine_grid.RESOLUTION,
        [*gazetteer.method, areas.CIRCLE_KM, areas.CIRCLE_SIDES, areas.AREA_DECIMALS],
    ]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False).encode()).hexdigest()


def _texts_and_numbers(path: Path) -> pd.DataFrame:
    """Read a table losslessly: text as text, numbers exactly, blanks as NaN."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in set(frame.columns) - TEXTS:
        frame[column] = [float(text) if text else np.nan for text in frame[column]]
    return frame


@dataclass(frozen=True, slots=True)
class Kept:
    """The derived tables of an earlier run, or those of its days before some day.

    Attributes:
        rows: The row of each map file, without its day.
        unnamed: The rows of files whose name tells no date.
        by_day: The file that stands for each day.
        daily_area, daily_area_by_oblast, front_distance, place_share: The tables.
        cells, grey_cells: What changed in the cells on each day.
        facts: Oblast and area of every cell in them, by ascending code.
        cells_9, grey_cells_9: What changed in the cells of resolution 9 on each day.
        facts_9: Area of every cell in them, by ascending code.
    """

    rows: Mapping[Edition, EditionRow]
    unnamed: tuple[EditionRow, ...]
    by_day: Mapping[date, Edition]
    daily_area: pd.DataFrame
    daily_area_by_oblast: pd.DataFrame
    front_distance: pd.DataFrame
    place_share: pd.DataFrame
    cells: Mapping[date, CellAreas]
    grey_cells: Mapping[date, CellAreas]
    facts: CellFacts
    cells_9: Mapping[date, CellAreas]
    grey_cells_9: Mapping[date, CellAreas]
    facts_9: CellFacts

    def days_before(self, day: date) -> "Kept":
        """Cut the tables to the days before `day`; all files stay."""
        text, stamp = day.isoformat(), pd.Timestamp(day)
        return Kept(
            self.rows,
            self.unnamed,
            {each: edition for each, edition in self.by_day.items() if each < day},
            self.daily_area[self.daily_area["as_of_date"] < text],
            self.daily_area_by_oblast[self.daily_area_by_oblast["as_of_date"] < text],
            self.front_distance[self.front_distance["as_of_date"] < stamp],
            self.place_share[self.place_share["as_of_date"] < stamp],
            _before(self.cells, day),
            _before(self.grey_cells, day),
            self.facts,
            _before(self.cells_9, day),
            _before(self.grey_cells_9, day),
            self.facts_9,
        )


def _before(areas: Mapping[date, CellAreas], day: date) -> dict[date, CellAreas]:
    return {each: own for each, own in areas.items() if each < day}


def nothing() -> Kept:
    """Return an empty base, for a run without an earlier one."""
    return Kept(
        rows={},
        unnamed=(),
        by_day={},
        daily_area=pd.DataFrame(columns=["as_of_date"], dtype=str),
        daily_area_by_oblast=pd.DataFrame(columns=["as_of_date", "oblast_iso", "occupied_km2"]),
        front_distance=pd.DataFrame(columns=["as_of_date"]),
        place_share=share_table.nothing(),
        cells={},
        grey_cells={},
        facts=NO_FACTS,
        cells_9={},
        grey_cells_9={},
        facts_9=NO_FACTS,
    )


def is_made_by(out: Path, method: str) -> bool:
    """Return whether a `data` folder has figures made by a method."""
    try:
        made_by = json.loads((out / "derived" / METHOD_FILE).read_bytes())["method_sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(made_by == method)


def read(out: Path, rules: ArchiveRules, method: str) -> Kept:
    """Read the figures of an earlier run.

    Args:
        out: The `data` folder.
        rules: The rules of the archives.
        method: What `method_sha256` gives now.

    Returns:
        The figures, or nothing where there are none or another method made them.

    Raises:
        IngestError: A table is not what an earlier run wrote.
    """
    derived = out / "derived"
    if not is_made_by(out, method):
        return nothing()
    rows, unnamed = editions.read(derived / "editions.csv", rules)
    by_name = {(each.archive_id, each.name): each for each in rows}
    try:
        daily = _texts_and_numbers(derived / "daily_area.csv")
        cells = pd.read_parquet(derived / "cells.parquet")
        grey_cells = pd.read_parquet(derived / "grey_cells.parquet")
        cells_9 = pd.read_parquet(derived / "cells_9.parquet")
        grey_cells_9 = pd.read_parquet(derived / "grey_cells_9.parquet")
        distances = pd.read_parquet(derived / "front_distance.parquet")
        shares = pd.read_parquet(derived / "place_share.parquet")[list(share_table.COLUMNS)]
        return Kept(
            rows,
            tuple(unnamed),
            {
                date.fromisoformat(day): by_name[archive_id, name]
                for day, archive_id, name in zip(
                    daily["as_of_date"], daily["archive_id"], daily["edition"], strict=True
                )
            },
            daily,
            _texts_and_numbers(derived / "daily_area_by_oblast.csv"),
            distances.assign(as_of_date=pd.to_datetime(distances["as_of_date"])),
            shares.assign(as_of_date=pd.to_datetime(shares["as_of_date"])),
            tables.changes_by_day(cells, "occupied_km2"),
            tables.changes_by_day(grey_cells, "grey_zone_km2"),
            _facts(cells),
            tables.changes_by_day(cells_9, "occupied_km2"),
            tables.changes_by_day(grey_cells_9, "grey_zone_km2"),
            _facts(pd.concat([cells_9, grey_cells_9]).assign(oblast_iso="")),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IngestError(
            f"{derived} does not hold the figures of an earlier run ({error})."
        ) from error


def _facts(cells: pd.DataFrame) -> CellFacts:
    known = cells.drop_duplicates("cell").sort_values("cell")
    codes = np.array([int(cell, 16) for cell in known["cell"]], "<u8")
    return CellFacts(codes, known["oblast_iso"].to_numpy(object), known["cell_km2"].to_numpy("<f8"))
