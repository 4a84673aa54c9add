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
    """How a class of land is told apart: by fill colour and, where one is shared, by name.

    A class that is dropped has a `label` for a reader; its `class_id` is the English one.
    """

    class_id: str
    fills: frozenset[str | None]
    name_contains: tuple[str, ...]
    label: str = ""

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

    `most_jump_km2` is how much land may change from a map to the next for each day between them;
    a new map of `jump_first_as_of_date` or later that goes beyond it stops an update.
    """

    day_zone: str
    day_zone_reason: str
    sphere_crs: str
    ellipsoid_crs: str
    area_reason: str
    most_jump_km2: float
    jump_first_as_of_date: date
    jump_reason: str
    archives: tuple[Archive, ...]


def _text(item: dict[str, Any], name: str, locale: str) -> str:
    """Give a text of the card in a language; English stands under the bare name."""
    return str(item[name if locale == "en" else f"{name}_{locale}"])


def _class_rule(item: dict[str, Any], class_id: str, label: str = "") -> ClassRule:
    return ClassRule(class_id, frozenset(item["fills"]), tuple(item["name_contains"]), label)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _archive(item: dict[str, Any], locale: str) -> Archive:
    overlap = item.get("overlap")
    return Archive(
        archive_id=item["archive_id"],
        source_id=item["source_id"],
        title=_text(item, "title", locale),
        short_title=_text(item, "short_title", locale),
        origin=item["origin"],
        listing_url=item["mirror"]["listing_url"],
        files_url=item["mirror"]["files_url"],
        licence=_text(item, "licence", locale),
        folder=item["folder"],
        dated_by=item["dated_by"],
        name_pattern=re.compile(item["name_pattern"], re.ASCII),
        edition_count=item["edition_count"],
        listing_sha256=item["listing_sha256"],
        alignment=tuple(
            Alignment(
                date.fromisoformat(stretch["first_as_of_date"]),
                _day(stretch["last_as_of_date"]),
                stretch["lag_days"],
                _text(stretch, "certainty", locale),
                _text(stretch, "reason", locale),
            )
            for stretch in item["alignment"]
        ),
        grey_zone_last_as_of_date=_day(item.get("grey_zone_last_as_of_date")),
        classes=tuple(_class_rule(each, each["class_id"]) for each in item["classes"]),
        dropped_classes=tuple(
            _class_rule(each, each["label"], _text(each, "label", locale))
            for each in item["dropped_classes"]
        ),
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


def archive_rules(data_dir: Path = DATA_DIR, *, locale: str = "en") -> ArchiveRules:
    """Read `archives.json`, its texts in a language.

    Raises:
        CatalogError: The file is missing, is not JSON or lacks a rule.
    """
    path = data_dir / "archives.json"
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        return ArchiveRules(
            day_zone=card["day_zone"]["value"],
            day_zone_reason=_text(card["day_zone"], "reason", locale),
            sphere_crs=card["area"]["sphere"],
            ellipsoid_crs=card["area"]["ellipsoid"],
            area_reason=_text(card["area"], "reason", locale),
            most_jump_km2=card["jump"]["most_km2_a_day"],
            jump_first_as_of_date=date.fromisoformat(card["jump"]["first_as_of_date"]),
            jump_reason=_text(card["jump"], "reason", locale),
            archives=tuple(_archive(item, locale) for item in card["archives"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"The rules in {path.name} cannot be read: {error!r}.") from error


def dropped_labels(locale: str) -> dict[str, str]:
    """Give the labels of the classes that the archives drop, in a language, by the English ones.

    Raises:
        CatalogError: As for `archive_rules`.
    """
    rules = archive_rules(locale=locale)
    dropped = (rule for archive in rules.archives for rule in archive.dropped_classes)
    return {rule.class_id: rule.label for rule in dropped}
