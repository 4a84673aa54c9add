"""The derived tables, put together from what was measured."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition
from pokrovsk_front.ingest.dating import DatedEdition
from pokrovsk_front.ingest.steps import CellAreas, CellFacts, MapFacts, Step

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
    dated: Mapping[Edition, DatedEdition],
    in_oblasts_km2: Mapping[str, float],
) -> pd.DataFrame:
    """Put together the table `daily_area`: one row a day that has a map of its own.

    Args:
        by_day: The edition that stands for each day.
        measured: What each edition shows.
        changes: The step to each day's map from the one before.
        dated: How sure the day of each edition is.
        in_oblasts_km2: The occupied land in all oblasts together, by day as in the table.

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
                "edition_at": _instant(edition.edition_at),
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
    frame = pd.DataFrame(rows)
    areas = [column for column in frame.columns if column.endswith("_km2")]
    frame[areas] = frame[areas].astype(float).round(AREA_DECIMALS) + 0.0
    return frame


def _instant(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


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
    dated: Mapping[Edition, DatedEdition],
    rules: ArchiveRules,
) -> pd.DataFrame:
    """Put together the table `editions`: one row a map file, whatever became of it.

    Args:
        measured: What each edition shows, archive by archive in order of time.
        unnamed: The files whose name tells no date.
        by_day: The edition that stands for each day.
        dated: The day of each edition that has one.
        rules: Tell the archive of a folder.

    Returns:
        The columns of the data dictionary, sorted by `archive_id` and `edition`. An edition
        repeats the one before it that was read in the same archive, whether or not that one
        stands for a day.
    """
    by_folder = {archive.folder: archive.archive_id for archive in rules.archives}
    rows = [
        EditionRow(by_folder[path.parent.name], path.stem, status="refused", reason=NO_DATE)
        for path in unnamed
    ]
    land_before: dict[str, str] = {}
    used_map = {dated[edition].map_id: edition for edition in by_day.values()}
    for edition, facts in measured.items():
        archive_id = edition.archive_id
        row = EditionRow(
            archive_id,
            edition.name,
            edition_date=edition.edition_date.isoformat(),
            blob_sha1=facts.blob_sha1,
        )
        if facts.refused is not None:
            rows.append(replace(row, status="refused", reason=facts.refused))
            continue
        is_repeat = land_before.get(archive_id) == facts.land_sha256
        land_before[archive_id] = facts.land_sha256
        row = replace(row, is_repeat=is_repeat, occupied_km2=facts.occupied_km2)
        own = dated.get(edition)
        if own is not None:
            used = used_map.get(own.map_id)
            status = "used" if used == edition else "superseded" if used is None else "copy"
            row = replace(
                row,
                status=status,
                as_of_date=own.as_of_date.isoformat(),
                not_before_at=_instant(own.not_before_at),
                not_after_at=_instant(own.not_after_at),
                certainty=own.certainty.value,
            )
        rows.append(row)
    frame = pd.DataFrame([row.cells() for row in rows])
    return frame.sort_values(["archive_id", "edition"], ignore_index=True)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A row of the table `editions`."""

    archive_id: str
    edition: str
    edition_date: str = ""
    as_of_date: str = ""
    not_before_at: str = ""
    not_after_at: str = ""
    certainty: str = ""
    status: str = "no_day"
    reason: str = ""
    is_repeat: bool = False
    occupied_km2: float | None = None
    blob_sha1: str = ""

    def cells(self) -> dict[str, object]:
        """Give what the table holds of it."""
        return asdict(self) | {
            "reason": _sentence(self.reason) if self.reason else "",
            "is_repeat": "true" if self.is_repeat else "false",
            "occupied_km2": None
            if self.occupied_km2 is None
            else round(self.occupied_km2, AREA_DECIMALS),
        }


def _sentence(reason: str) -> str:
    """Make a sentence of a reason, in one line and of a length that a table can hold."""
    text = " ".join(reason.split())
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
