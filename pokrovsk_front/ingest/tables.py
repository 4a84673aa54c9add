"""Builder of the derived tables from measured results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.dating import DatedEdition
from pokrovsk_front.ingest.editions import instant
from pokrovsk_front.ingest.steps.cells import CellAreas, CellFacts
from pokrovsk_front.ingest.steps.changes import Step
from pokrovsk_front.ingest.steps.lands import MapFacts

AREA_DECIMALS = 3
"""Areas are kept to 1,000 m2; the published figures are whole km2."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The tables of `data/derived`.

    `moved` lists the cells of resolution 8 that the recent era did not leave alone: those that
    resolution 9 covers.
    """

    daily_area: pd.DataFrame
    daily_area_by_oblast: pd.DataFrame
    cells: pd.DataFrame
    grey_cells: pd.DataFrame
    cells_9: pd.DataFrame
    grey_cells_9: pd.DataFrame
    moved: list[str]
    front_distance: pd.DataFrame
    areas: pd.DataFrame
    place_share: pd.DataFrame
    editions: pd.DataFrame


def daily_area(
    by_day: Mapping[date, Edition],
    measured: Mapping[Edition, MapFacts],
    changes: Mapping[date, Step],
    dated: Mapping[Edition, DatedEdition],
    in_oblasts_km2: Mapping[str, float],
    kept: pd.DataFrame,
) -> pd.DataFrame:
    """Build the table `daily_area`: one row a day that has a map of its own.

    Args:
        by_day: The edition that stands for each day that was measured.
        measured: What each edition shows.
        changes: The step to each day's map from the one before.
        dated: How sure the day of each edition is.
        in_oblasts_km2: The occupied land in all oblasts together, by day as in the table.
        kept: The rows of the days before.

    Returns:
        The columns of the data dictionary, sorted by `as_of_date`, areas in km2.
    """
    rows = []
    for day, edition in by_day.items():
        change, own = changes[day], measured[edition]
        rows.append(
            {
                "as_of_date": day.isoformat(),
                "archive_id": edition.archive_id,
                "edition": edition.name,
                "edition_at": instant(edition.edition_at),
                "certainty": dated[edition].certainty.value,
                "occupied_total_km2": change.occupied_total_km2,
                "occupied_since_2022_km2": own.occupied_since_2022_km2,
                "grey_zone_km2": own.grey_zone_km2,
                "occupied_total_wgs84_km2": change.occupied_total_wgs84_km2,
                "gained_km2": change.gained_km2,
                "regained_km2": change.regained_km2,
                "in_no_oblast_km2": change.occupied_total_km2 - in_oblasts_km2[day.isoformat()],
            }
        )
    frame = pd.DataFrame(rows, columns=kept.columns if not rows else None)
    areas = [column for column in frame.columns if column.endswith("_km2")]
    frame[areas] = frame[areas].astype(float).round(AREA_DECIMALS) + 0.0
    return pd.concat([kept, frame], ignore_index=True) if len(kept) else frame


def cells(
    changes: Mapping[date, Step], facts: CellFacts, kept: Mapping[date, CellAreas]
) -> pd.DataFrame:
    """Build the table `cells`: one row whenever a cell's occupied area changed.

    Args:
        changes: The step to each day's map, with the cells it can have touched.
        facts: Oblast and area of every cell in them.
        kept: What changed on the days before.

    Returns:
        `cell`, `as_of_date`, `occupied_km2`, `cell_km2`, `oblast_iso`, sorted by cell and day.
        The first row of a cell is its opening state on the first day of the archive.
    """
    areas = {**kept, **{day: change.cells for day, change in changes.items()}}
    frame, which = _changes_of_cells(areas, "occupied_km2", facts)
    frame["oblast_iso"] = pd.Series(facts.oblast_iso[which].astype(object), dtype="str")
    return frame


def grey_cells(
    changes: Mapping[date, CellAreas], facts: CellFacts, kept: Mapping[date, CellAreas]
) -> pd.DataFrame:
    """Build the table `grey_cells`: one row whenever a cell's grey zone changed.

    Args:
        changes: For each day whose grey zone is known, the grey km2 of every cell that the step
            to it can have touched.
        facts: The area of every cell in them.
        kept: What changed on the days before.

    Returns:
        `cell`, `as_of_date`, `grey_zone_km2`, `cell_km2`, sorted by cell and day. The first row
        of a cell is its opening state on the first day.
    """
    frame, _ = _changes_of_cells({**kept, **changes}, "grey_zone_km2", facts)
    return frame


def fine_cells(areas: Mapping[date, CellAreas], area: str, facts: CellFacts) -> pd.DataFrame:
    """Build the table `cells_9` or `grey_cells_9`: as those of resolution 8, of no oblast.

    Args:
        areas: What changed in the cells on each day, the opening state first.
        area: The name of the column of the area.
        facts: The area of every cell in them that has some land.
    """
    frame, _ = _changes_of_cells(areas, area, facts)
    return frame


def changes_by_day(rows: pd.DataFrame, area: str) -> dict[date, CellAreas]:
    """Parse the changes from the rows of a table of cells, by ascending day.

    The first day is there even where nothing opened on it.
    """
    if rows.empty:
        return {}
    codes = np.array([int(cell, 16) for cell in rows["cell"]], "<u8")
    km2 = rows[area].to_numpy("<f8")
    days = rows["as_of_date"].to_numpy()
    order = np.argsort(days, kind="stable")
    found, starts = np.unique(days[order], return_index=True)
    return {
        pd.Timestamp(day).date(): CellAreas(codes[own], km2[own])
        for day, own in zip(found, np.split(order, starts[1:]), strict=True)
    }


def front_distance(
    distances: dict[date, np.ndarray], place_ids: list[str], kept: pd.DataFrame
) -> pd.DataFrame:
    """Build the table `front_distance`: one row a place and day, sorted.

    Args:
        kept: The rows of the days before.
        distances: For each day, a row a place: distance in km, latitude and longitude of the
            nearest point in degrees.
        place_ids: The places, in the order of those rows.

    Returns:
        `place_id`, `as_of_date`, `distance_km`, `nearest_lat_deg`, `nearest_lon_deg`.
    """
    columns = ["distance_km", "nearest_lat_deg", "nearest_lon_deg"]
    rows = np.concatenate([np.empty((0, 3)), *distances.values()])
    frame = pd.DataFrame(rows, columns=columns)
    frame.insert(0, "place_id", np.tile(place_ids, len(distances)))
    frame.insert(1, "as_of_date", np.repeat(pd.to_datetime(list(distances)), len(place_ids)))
    if len(kept):
        frame = pd.concat([kept, frame], ignore_index=True)
    return frame.sort_values(["place_id", "as_of_date"], ignore_index=True)


def _changes_of_cells(
    changes: Mapping[date, CellAreas], area: str, facts: CellFacts
) -> tuple[pd.DataFrame, np.ndarray]:
    """Build a row for each change of a cell's area from the day before.

    Returns:
        The table, and the place of each row's cell in `facts`.
    """
    areas = list(changes.values())
    codes = np.concatenate([np.array([], "<u8"), *(each.codes for each in areas)])
    km2 = np.concatenate([np.array([], "<f8"), *(each.km2 for each in areas)])
    day = np.repeat(np.arange(len(areas)), [len(each.codes) for each in areas])
    # H3 numbers of one resolution sort as their names do.
    order = np.lexsort((day, codes))
    codes, km2, day = codes[order], km2[order], day[order]
    before = np.where(_is_first(codes), 0.0, np.roll(km2, 1))
    codes, km2, day = (column[km2 != before] for column in (codes, km2, day))
    # What was touched later for the first time opens with nothing on the first day.
    opens_late = np.flatnonzero(_is_first(codes) & (day > 0))
    codes = np.insert(codes, opens_late, codes[opens_late])
    km2, day = np.insert(km2, opens_late, 0.0), np.insert(day, opens_late, 0)
    known, position = np.unique(codes, return_inverse=True)
    # What `h3.int_to_str` writes, at a tenth of the cost.
    names = np.array([f"{code:x}" for code in known.tolist()], dtype=object)
    days = pd.to_datetime(list(changes))
    which = np.searchsorted(facts.codes, known)[position]
    columns = {
        "cell": pd.Series(names[position], dtype="str"),
        "as_of_date": days[day],
        area: km2,
        "cell_km2": facts.cell_km2[which],
    }
    return pd.DataFrame(columns), which


def _is_first(codes: np.ndarray) -> np.ndarray:
    is_first: np.ndarray = np.r_[np.ones(min(len(codes), 1), bool), codes[1:] != codes[:-1]]
    return is_first
