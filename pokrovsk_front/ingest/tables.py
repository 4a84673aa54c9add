"""The derived tables, put together from what was measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.steps import CellAreas, CellFacts, MapFacts, Step
from pokrovsk_front.model.messages import printable

AREA_DECIMALS = 3
"""Areas are kept to 1,000 m2; the published figures are whole km2."""

MOST_LETTERS = 200
"""A reason may quote a file, which may hold anything."""

NO_DATE = "its name tells no date"


@dataclass(frozen=True, slots=True)
class Derived:
    """The tables of `data/derived`."""

    daily_area: pd.DataFrame
    daily_area_by_oblast: pd.DataFrame
    cells: pd.DataFrame
    grey_cells: pd.DataFrame
    front_distance: pd.DataFrame
    editions: pd.DataFrame


def daily_area(
    by_day: Mapping[date, Edition],
    measured: Mapping[Edition, MapFacts],
    changes: Mapping[date, Step],
    grey_zone_by_day: Mapping[date, Edition],
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


def cells(changes: Mapping[date, Step], facts: CellFacts) -> pd.DataFrame:
    """Put together the table `cells`: one row whenever a cell's occupied area changed.

    Args:
        changes: The step to each day's map, with the cells it can have touched.
        facts: Oblast and area of every cell in them.

    Returns:
        `cell`, `as_of_date`, `occupied_km2`, `cell_km2`, `oblast_iso`, sorted by cell and day.
        The first row of a cell is its opening state on the first day of the archive.
    """
    areas = {day: change.cells for day, change in changes.items()}
    frame, which = _changes_of_cells(areas, "occupied_km2", facts)
    frame["oblast_iso"] = pd.Series(facts.oblast_iso[which].astype(object), dtype="str")
    return frame


def grey_cells(changes: Mapping[date, CellAreas], facts: CellFacts) -> pd.DataFrame:
    """Put together the table `grey_cells`: one row whenever a cell's grey zone changed.

    Args:
        changes: For each day whose grey zone is known, the grey km2 of every cell that the step
            to it can have touched.
        facts: The area of every cell in them.

    Returns:
        `cell`, `as_of_date`, `grey_zone_km2`, `cell_km2`, sorted by cell and day. The first row
        of a cell is its opening state on the first day.
    """
    frame, _ = _changes_of_cells(changes, "grey_zone_km2", facts)
    return frame


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


def editions(
    measured: Mapping[Edition, MapFacts],
    unnamed: Iterable[Path],
    by_day: Mapping[date, Edition],
    rules: ArchiveRules,
) -> pd.DataFrame:
    """Put together the table `editions`: one row a map file, whatever became of it.

    Args:
        measured: What each edition shows, archive by archive in order of time.
        unnamed: The files whose name tells no date.
        by_day: The edition that stands for each day.
        rules: Tell the day of an edition, and the archive of a folder.

    Returns:
        The columns of the data dictionary, sorted by `archive_id` and `edition`. An edition
        repeats the one before it that was read in the same archive, whether or not that one
        stands for a day.
    """
    archives = {archive.archive_id: archive for archive in rules.archives}
    by_folder = {archive.folder: archive.archive_id for archive in rules.archives}
    rows = [
        _edition_row(by_folder[path.parent.name], path.stem, "refused", reason=_sentence(NO_DATE))
        for path in unnamed
    ]
    land_before: dict[str, str] = {}
    for edition, facts in measured.items():
        archive_id, stem, day = edition.archive_id, edition.name, edition.edition_date.isoformat()
        if facts.refused is not None:
            reason = _sentence(facts.refused)
            rows.append(_edition_row(archive_id, stem, "refused", edition_date=day, reason=reason))
            continue
        as_of_date = archives[archive_id].as_of_date(edition.edition_date)
        is_repeat = land_before.get(archive_id) == facts.land_sha256
        land_before[archive_id] = facts.land_sha256
        if as_of_date is None:
            status = "no_day"
        else:
            status = "used" if by_day[as_of_date] == edition else "superseded"
        rows.append(
            _edition_row(
                archive_id,
                stem,
                status,
                edition_date=day,
                as_of_date=as_of_date.isoformat() if as_of_date else "",
                is_repeat=is_repeat,
            )
        )
    return pd.DataFrame(rows).sort_values(["archive_id", "edition"], ignore_index=True)


def _edition_row(
    archive_id: str,
    edition: str,
    status: str,
    *,
    edition_date: str = "",
    as_of_date: str = "",
    reason: str = "",
    is_repeat: bool = False,
) -> dict[str, str]:
    return {
        "archive_id": archive_id,
        # The name of a file may hold what no table can.
        "edition": printable(edition),
        "edition_date": edition_date,
        "as_of_date": as_of_date,
        "status": status,
        "reason": reason,
        "is_repeat": "true" if is_repeat else "false",
    }


def _sentence(reason: str) -> str:
    """Make a sentence of a reason, in one line and of a length that a table can hold."""
    text = printable(" ".join(reason.split()))
    text = f"{text[:MOST_LETTERS]} …" if len(text) > MOST_LETTERS else text
    return f"{text[:1].upper()}{text[1:]}."


def _changes_of_cells(
    changes: Mapping[date, CellAreas], area: str, facts: CellFacts
) -> tuple[pd.DataFrame, np.ndarray]:
    """Lay out a row whenever the area of a cell is another than on the day before.

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
