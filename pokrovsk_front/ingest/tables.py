"""The derived tables, put together from what was measured."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest import grid
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.change import Change
from pokrovsk_front.ingest.measure import Measured
from pokrovsk_front.ingest.outlines import Boundaries, oblast_of_cells

AREA_DECIMALS = 3
"""Areas are kept to 1,000 m2; the published figures are whole km2."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The tables of `data/derived`."""

    daily_area: pd.DataFrame
    daily_area_by_oblast: pd.DataFrame
    cells: pd.DataFrame
    grey_cells: pd.DataFrame
    front_distance: pd.DataFrame


def daily_area(
    by_day: dict[date, Edition],
    measured: dict[Edition, Measured],
    changes: dict[date, Change],
    grey_zone_by_day: dict[date, Edition],
) -> pd.DataFrame:
    """Put together the table `daily_area`: one row a day that has a map of its own.

    Args:
        by_day: The edition that stands for each day.
        measured: What each edition shows.
        changes: The step to each day's map from the one before.
        grey_zone_by_day: The edition that tells the grey zone of a day; it may come from
            another archive than the day's occupied land.

    Returns:
        The columns of the data dictionary, sorted by `as_of_date`, areas in km2.
    """
    rows = []
    for day, edition in by_day.items():
        change, own = changes[day], measured[edition]
        grey = grey_zone_by_day.get(day)
        rows.append(
            {
                "as_of_date": day.isoformat(),
                "archive_id": edition.archive_id,
                "edition": edition.name,
                "edition_at": edition.edition_at.strftime("%Y-%m-%dT%H:%M:%SZ")
                if edition.edition_at
                else "",
                "occupied_total_km2": change.occupied_total_km2,
                "occupied_since_2022_km2": own.occupied_since_2022_km2,
                "grey_zone_km2": measured[grey].grey_zone_km2 if grey else None,
                "occupied_total_wgs84_km2": change.occupied_total_wgs84_km2,
                "gained_km2": change.gained_km2,
                "regained_km2": change.regained_km2,
            }
        )
    frame = pd.DataFrame(rows)
    areas = [column for column in frame.columns if column.endswith("_km2")]
    frame[areas] = frame[areas].astype(float).round(AREA_DECIMALS)
    return frame


def cells(changes: dict[date, Change], borders: Boundaries, rules: ArchiveRules) -> pd.DataFrame:
    """Put together the table `cells`: one row whenever a cell's occupied area changed.

    Args:
        changes: The step to each day's map, with the cells it can have touched.
        borders: Tells the oblast of a cell by its centre.
        rules: Gives the plane in which a whole cell is measured.

    Returns:
        `cell`, `as_of_date`, `occupied_km2`, `cell_km2`, `oblast_iso`, sorted by cell and day.
        The first row of a cell is its opening state on the first day of the archive.
    """
    frame = _changes_of_cells(
        {day: change.cells for day, change in changes.items()}, "occupied_km2", rules
    )
    known = sorted(set(frame["cell"]))
    position = np.searchsorted(np.array(known), frame["cell"].to_numpy(dtype=str))
    frame["oblast_iso"] = np.array(oblast_of_cells(known, borders))[position]
    return frame


def grey_cells(changes: dict[date, dict[str, float]], rules: ArchiveRules) -> pd.DataFrame:
    """Put together the table `grey_cells`: one row whenever a cell's grey zone changed.

    Args:
        changes: For each day whose grey zone is known, the grey km2 of every cell that the step
            to it can have touched.
        rules: Gives the plane in which a whole cell is measured.

    Returns:
        `cell`, `as_of_date`, `grey_zone_km2`, `cell_km2`, sorted by cell and day. The first row
        of a cell is its opening state on the first day.
    """
    return _changes_of_cells(changes, "grey_zone_km2", rules)


def front_distance(distances: dict[date, np.ndarray], place_ids: list[str]) -> pd.DataFrame:
    """Put together the table `front_distance`: one row a place and day, sorted.

    Args:
        distances: For each day, a row a place: distance in km, latitude and longitude of the
            nearest point in degrees.
        place_ids: The places, in the order of those rows.

    Returns:
        `place_id`, `as_of_date`, `distance_km`, `nearest_lat_deg`, `nearest_lon_deg`.
    """
    columns = ["distance_km", "nearest_lat_deg", "nearest_lon_deg"]
    frame = pd.DataFrame(np.concatenate(list(distances.values())), columns=columns)
    frame.insert(0, "place_id", np.tile(place_ids, len(distances)))
    frame.insert(1, "as_of_date", np.repeat(pd.to_datetime(list(distances)), len(place_ids)))
    return frame.sort_values(["place_id", "as_of_date"], ignore_index=True)


def _changes_of_cells(
    changes: dict[date, dict[str, float]], area: str, rules: ArchiveRules
) -> pd.DataFrame:
    first_day = next(iter(changes), None)
    state: dict[str, float] = {}
    rows: list[tuple[str, date, float]] = []
    for day, cells_of_day in changes.items():
        for cell, km2 in cells_of_day.items():
            if state.get(cell, 0.0) != km2:
                if cell not in state and first_day is not None and day != first_day:
                    rows.append((cell, first_day, 0.0))
                state[cell] = km2
                rows.append((cell, day, km2))
    frame = pd.DataFrame(rows, columns=["cell", "as_of_date", area])
    frame = frame.sort_values(["cell", "as_of_date"], ignore_index=True)
    frame["as_of_date"] = pd.to_datetime(frame["as_of_date"])
    known = sorted(state)
    position = np.searchsorted(np.array(known), frame["cell"].to_numpy(dtype=str))
    frame["cell_km2"] = grid.cell_km2(known, rules.sphere_crs)[position]
    return frame
