"""The rules of `data/archives.json`: what an archive is and how its maps become figures.

Holds the provenance card of each archive, the class rules and the alignment of editions with
days. It refuses a file that lacks one of them; nothing falls back to a default in code.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError


@dataclass(frozen=True, slots=True)
class ClassRule:
    """How a class of land is told apart: by fill colour and, where one is shared, by name."""

    class_id: str
    fills: frozenset[str | None]
    name_contains: tuple[str, ...]

    def matches(self, fill: str | None, name: str) -> bool:
        """Say whether a feature with this fill and name belongs to the class."""
        return fill in self.fills and (
            not self.name_contains or any(part in name for part in self.name_contains)
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """A stretch of days that an archive stands for, and the lag of its editions in days."""

    first_as_of_date: date
    last_as_of_date: date | None
    lag_days: int
    certainty: str
    reason: str

    def covers(self, day: date) -> bool:
        """Say whether `day` lies in the stretch, both ends included."""
        return self.first_as_of_date <= day and (
            self.last_as_of_date is None or day <= self.last_as_of_date
        )


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where the other archive's map behind each file is known for certain.

    The file of day D holds the last map published before `raw_map_before_hour` o'clock, in the
    day zone, on D.
    """

    raw_map_before_hour: int
    certain_file_dates: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """One map archive: where it comes from, how its files are named, dated and read."""

    archive_id: str
    source_id: str
    title: str
    short_title: str
    origin: str
    listing_url: str
    files_url: str
    licence: str
    folder: str
    dated_by: str
    name_pattern: re.Pattern[str]
    edition_count: int
    listing_sha256: str
    alignment: tuple[Alignment, ...]
    grey_zone_last_as_of_date: date | None
    classes: tuple[ClassRule, ...]
    dropped_classes: tuple[ClassRule, ...]
    adds_class_id: str | None
    overlap: Overlap | None

    def as_of_date(self, edition_date: date) -> date | None:
        """Give the day that an edition stands for, or None where it stands for none."""
        for stretch in self.alignment:
            day = edition_date - timedelta(days=stretch.lag_days)
            if stretch.covers(day):
                return day
        return None

    def alignment_on(self, as_of_date: date) -> Alignment | None:
        """Give the rule by which an edition stands for a day, or None where none does."""
        return next((each for each in self.alignment if each.covers(as_of_date)), None)


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """Every archive, the rules they share and the reason of each.

    `most_jump_km2` is how much land may change from a map to the next for each day between them.
    """

    day_zone: str
    day_zone_reason: str
    sphere_crs: str
    ellipsoid_crs: str
    area_reason: str
    most_jump_km2: float
    jump_reason: str
    archives: tuple[Archive, ...]


def _class_rules(items: list[dict[str, Any]], id_key: str) -> tuple[ClassRule, ...]:
    return tuple(
        ClassRule(item[id_key], frozenset(item["fills"]), tuple(item["name_contains"]))
        for item in items
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _archive(item: dict[str, Any]) -> Archive:
    overlap = item.get("overlap")
    return Archive(
        archive_id=item["archive_id"],
        source_id=item["source_id"],
        title=item["title"],
        short_title=item["short_title"],
        origin=item["origin"],
        listing_url=item["mirror"]["listing_url"],
        files_url=item["mirror"]["files_url"],
        licence=item["licence"],
        folder=item["folder"],
        dated_by=item["dated_by"],
        name_pattern=re.compile(item["name_pattern"]),
        edition_count=item["edition_count"],
        listing_sha256=item["listing_sha256"],
        alignment=tuple(
            Alignment(
                date.fromisoformat(stretch["first_as_of_date"]),
                _day(stretch["last_as_of_date"]),
                stretch["lag_days"],
                stretch["certainty"],
                stretch["reason"],
            )
            for stretch in item["alignment"]
        ),
        grey_zone_last_as_of_date=_day(item.get("grey_zone_last_as_of_date")),
        classes=_class_rules(item["classes"], "class_id"),
        dropped_classes=_class_rules(item["dropped_classes"], "label"),
        adds_class_id=item["adds"]["class_id"] if "adds" in item else None,
        overlap=overlap
        and Overlap(
            overlap["raw_map_before_hour"],
            tuple(
                (date.fromisoformat(first), date.fromisoformat(last))
                for first, last in overlap["certain_file_dates"]
            ),
        ),
    )


def archive_rules(data_dir: Path = DATA_DIR) -> ArchiveRules:
    """Read `archives.json`.

    Raises:
        CatalogError: The file is missing, is not JSON or lacks a rule.
    """
    path = data_dir / "archives.json"
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        return ArchiveRules(
            day_zone=card["day_zone"]["value"],
            day_zone_reason=card["day_zone"]["reason"],
            sphere_crs=card["area"]["sphere"],
            ellipsoid_crs=card["area"]["ellipsoid"],
            area_reason=card["area"]["reason"],
            most_jump_km2=card["jump"]["most_km2_a_day"],
            jump_reason=card["jump"]["reason"],
            archives=tuple(_archive(item) for item in card["archives"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"The rules in {path.name} cannot be read: {error!r}.") from error
