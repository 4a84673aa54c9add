"""The table `editions`: every map file, its status and the interval of its publication.

It is also what a later run knows of the files without having them: their areas date the maps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from itertools import groupby, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules
from pokrovsk_front.ingest.archive import Edition, IngestError, edition_of
from pokrovsk_front.ingest.dating import DatedEdition
from pokrovsk_front.ingest.steps.lands import Lands, MapFacts
from pokrovsk_front.model.messages import printable

AREA_DECIMALS = 3

MAX_LETTERS = 200
"""Maximum length of a reason, which may quote a hostile file."""

NO_DATE = "its name tells no date"

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A row of the table; its columns are those of the data dictionary."""

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

    @property
    def is_usable(self) -> bool:
        """Whether the file could be read."""
        return self.status != REFUSED


def measured_rows(
    outcome: Mapping[Edition, MapFacts], lands: Lands, known: Mapping[Edition, EditionRow]
) -> dict[Edition, EditionRow]:
    """Build the rows of measured files, without their days.

    Args:
        outcome: What each file shows, or why it was refused.
        lands: Their land.
        known: The rows of an earlier run. A file whose predecessor was not measured repeats it
            as it did then.
    """
    rows = {}
    for edition, facts in outcome.items():
        row = EditionRow(
            edition.archive_id,
            edition.name,
            edition_date=edition.edition_date.isoformat(),
            blob_sha1=facts.blob_sha1,
        )
        if facts.refused is not None:
            rows[edition] = replace(row, status=REFUSED, reason=_sentence(facts.refused))
            continue
        was_repeat = edition in known and known[edition].is_repeat
        occupied_km2 = round(lands.occupied_km2(edition), AREA_DECIMALS)
        rows[edition] = replace(row, is_repeat=was_repeat, occupied_km2=occupied_km2)
    for before, now in _neighbours({**known, **rows}):
        if before in outcome and now in outcome:
            is_repeat = outcome[before].land_sha256 == outcome[now].land_sha256
            rows[now] = replace(rows[now], is_repeat=is_repeat)
    return rows


def _neighbours(rows: Mapping[Edition, EditionRow]) -> Iterable[tuple[Edition, Edition]]:
    """Pair each usable file with the one before it in its archive."""
    usable = [edition for edition, row in rows.items() if row.is_usable]
    usable.sort(key=lambda each: (each.archive_id, each.order))
    for _, of_archive in groupby(usable, key=lambda each: each.archive_id):
        yield from pairwise(of_archive)


def around(changed: Sequence[Edition], every: Iterable[Edition]) -> list[Edition]:
    """List the neighbours of new or changed files, which must be measured again.

    Args:
        changed: The files that are new or read differently.
        every: Every file that is known.

    Returns:
        The changed files, and in each archive the files before and after one, in order.
    """
    is_changed, chosen = set(changed), set(changed)
    in_order = sorted({*every, *changed}, key=lambda each: (each.archive_id, each.order))
    for before, now in pairwise(in_order):
        if before.archive_id == now.archive_id and is_changed.intersection((before, now)):
            chosen |= {before, now}
    return [each for each in in_order if each in chosen]


def dated_row(
    row: EditionRow, own: DatedEdition | None, used_map: Mapping[str, Edition], edition: Edition
) -> EditionRow:
    """Complete a row with the day of its file and whether it is used."""
    if own is None:
        return replace(row, status="no_day" if row.is_usable else REFUSED)
    used = used_map.get(own.map_id)
    return replace(
        row,
        status="used" if used == edition else "superseded" if used is None else "copy",
        as_of_date=own.as_of_date.isoformat(),
        not_before_at=instant(own.not_before_at),
        not_after_at=instant(own.not_after_at),
        certainty=own.certainty.value,
    )


def unnamed_row(path: Path, rules: ArchiveRules) -> EditionRow:
    """Build the row of a file whose name has no date."""
    archive_id = next(each.archive_id for each in rules.archives if each.folder == path.parent.name)
    return EditionRow(archive_id, printable(path.stem), status=REFUSED, reason=_sentence(NO_DATE))


def table(rows: Iterable[EditionRow]) -> pd.DataFrame:
    """Build the table `editions`: one row a map file, sorted by archive and name."""
    frame = pd.DataFrame([asdict(row) for row in rows])
    frame["is_repeat"] = frame["is_repeat"].map({True: "true", False: "false"})
    return frame.sort_values(["archive_id", "edition"], ignore_index=True)


def read(path: Path, rules: ArchiveRules) -> tuple[dict[Edition, EditionRow], list[EditionRow]]:
    """Read the rows of an earlier run, without their days.

    Returns:
        The row of each file whose name tells a date, and the others.

    Raises:
        IngestError: The table is not what an earlier run wrote.
    """
    zone = ZoneInfo(rules.day_zone)
    by_id = {each.archive_id: each for each in rules.archives}
    dated: dict[Edition, EditionRow] = {}
    others: list[EditionRow] = []
    try:
        frame = pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            usecols=[each.name for each in fields(EditionRow)],
        )
        for each in frame.to_dict("records"):
            cells = {str(name): str(text) for name, text in each.items()}
            is_repeat, km2 = cells.pop("is_repeat"), cells.pop("occupied_km2")
            row = EditionRow(
                **cells,
                is_repeat=is_repeat == "true",
                occupied_km2=float(km2) if km2 else None,
            )
            own = by_id[row.archive_id]
            edition = edition_of(own, Path(own.folder) / f"{row.edition}.geojson", zone)
            if edition is None:
                others.append(row)
            else:
                undated = replace(
                    row, as_of_date="", not_before_at="", not_after_at="", certainty=""
                )
                dated[edition] = undated
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IngestError(f"{path} is not a table of an earlier run ({error}).") from error
    return dated, others


def instant(at: datetime | None) -> str:
    """Format an instant as in the tables, in UTC; empty for None."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def used_maps(
    by_day: Mapping[date, Edition], dated: Mapping[Edition, DatedEdition]
) -> dict[str, Edition]:
    """Return the file used for each dated map, by `map_id`."""
    return {dated[edition].map_id: edition for edition in by_day.values()}


def _sentence(reason: str) -> str:
    """Format a reason as one sentence of bounded length."""
    text = printable(" ".join(reason.split()))
    text = f"{text[:MAX_LETTERS]} …" if len(text) > MAX_LETTERS else text
    return f"{text[:1].upper()}{text[1:]}."
