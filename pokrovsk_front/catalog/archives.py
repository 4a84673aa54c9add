"""Archive rules of `data/archives.json`: the map archives and how their maps become figures.

Holds the provenance card of each archive, the class rules and the rules that date its maps. It
refuses a file that lacks one of them; nothing falls back to a default in code.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError

BY_INSTANT = "instant"
GREY_ZONE = "grey_zone"


@dataclass(frozen=True, slots=True)
class ClassRule:
    """Rule that assigns a feature to a class of land, by fill colour and, where shared, by name.

    A dropped class has a `label` for a reader; its `class_id` is the English label.
    """

    class_id: str
    fills: frozenset[str | None]
    name_contains: tuple[str, ...]
    label: str = ""

    def matches(self, fill: str | None, name: str) -> bool:
        """Check whether a feature with this fill and name belongs to the class."""
        return fill in self.fills and (
            not self.name_contains or any(part in name for part in self.name_contains)
        )


@dataclass(frozen=True, slots=True)
class DatingRange:
    """Period in which one dating rule holds, and the archives whose maps it dates."""

    first_as_of_date: date
    last_as_of_date: date | None
    archive_ids: tuple[str, ...]
    rule: str
    reason: str

    def covers(self, day: date) -> bool:
        """Check whether a day lies in the period, both ends included."""
        return self.first_as_of_date <= day and (
            self.last_as_of_date is None or day <= self.last_as_of_date
        )


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """Day of a map that another source decides, where the reading times leave it open."""

    archive_id: str
    edition: str
    as_of_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class DatingRules:
    """Dating rules for the maps of all archives.

    Attributes:
        ranges: The dating rule of each period.
        read_days_after: The fewest and the most days from the publication of a map to its reading.
        decided: The days that another source decides.
    """

    ranges: tuple[DatingRange, ...]
    read_days_after: tuple[int, int]
    decided: tuple[DecidedDay, ...]

    @property
    def instants_until(self) -> date:
        """The last day whose map is dated by its instant of publication."""
        return max(
            each.last_as_of_date
            for each in self.ranges
            if each.rule == BY_INSTANT and each.last_as_of_date
        )

    @property
    def readings_since(self) -> date:
        """The first day whose map is dated by the reading times of mirrors."""
        return self.instants_until + timedelta(days=1)

    def range_on(self, as_of_date: date) -> DatingRange | None:
        """Find the period of a day, or None where no rule dates its map."""
        return next((each for each in self.ranges if each.covers(as_of_date)), None)


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Backfilled files: written later, all at once, and named by the day of the map."""

    first_file_date: date
    last_file_date: date
    written_at: datetime
    reason: str

    def covers(self, day: date) -> bool:
        """Check whether the file of a date is one of them."""
        return self.first_file_date <= day <= self.last_file_date


@dataclass(frozen=True, slots=True)
class Overlap:
    """File dates whose map in the other archive is certain.

    The file of day D holds the last map published before `raw_map_before_hour` o'clock, in the
    day zone, on D.
    """

    raw_map_before_hour: int
    certain_file_dates: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Map archive: its origin, and how its files are named, dated and read.

    Attributes:
        listing_url: List of the files of its repository; None where it keeps one file only.
        versions_url: List of the versions of that one file, newest first.
        contents_url: Size and hash of the file in a `{version}`.
        files_url: The folder of the files, or that one file in a `{version}`.
        read_at_utc: Approximate time of reading, where the name of a file holds only a date.
        keeps_only_changes: Whether a day without a file repeats the map of the day before.
        closes_gaps_km2: By how much its polygon is larger than the classes of the same map.
        filled_in: Files that were not read on the day of their name.
    """

    archive_id: str
    source_id: str
    title: str
    short_title: str
    origin: str
    listing_url: str | None
    versions_url: str | None
    contents_url: str | None
    files_url: str
    licence: str
    folder: str
    dated_by: str
    name_pattern: re.Pattern[str]
    edition_count: int
    listing_sha256: str
    read_at_utc: time | None
    keeps_only_changes: bool
    closes_gaps_km2: float
    filled_in: FilledIn | None
    classes: tuple[ClassRule, ...]
    dropped_classes: tuple[ClassRule, ...]
    adds_class_id: str | None
    overlap: Overlap | None

    @property
    def tells_classes(self) -> bool:
        """Whether its maps distinguish the grey zone and the kinds of occupied land."""
        return any(each.class_id == GREY_ZONE for each in self.classes)


@dataclass(frozen=True, slots=True)
class BorderFile:
    """Oblast borders that the figures are made with, pinned by hash.

    Attributes:
        source_id: Its row in the table of sources.
        file_name: Its name in a folder of borders.
        url: Its public origin, at one commit.
        size_bytes: Its size.
        sha256: Its hash, 64 hexadecimal digits.
        licence: The licence of its data.
        credit: Whom to name.
    """

    source_id: str
    file_name: str
    url: str
    size_bytes: int
    sha256: str
    licence: str
    credit: str


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """The map archives and the rules that they share, each with its reason.

    `max_jump_km2` is how much land may change from a map to the next for each day between them;
    a new map of `jump_first_as_of_date` or later that goes beyond it stops an update.
    """

    day_zone: str
    day_zone_reason: str
    sphere_crs: str
    ellipsoid_crs: str
    area_reason: str
    max_jump_km2: float
    jump_first_as_of_date: date
    jump_reason: str
    border_file: BorderFile
    border_margin_km: float
    border_reason: str
    land_as_of_date: date
    dating: DatingRules
    archives: tuple[Archive, ...]

    @property
    def with_classes(self) -> frozenset[str]:
        """The archives whose maps distinguish the grey zone and the kinds of occupied land."""
        return frozenset(each.archive_id for each in self.archives if each.tells_classes)


def _text(item: dict[str, Any], name: str, locale: str) -> str:
    """Read a text in a language; the English one has the name without a suffix."""
    return str(item[name if locale == "en" else f"{name}_{locale}"])


def _class_rule(item: dict[str, Any], class_id: str, label: str = "") -> ClassRule:
    return ClassRule(class_id, frozenset(item["fills"]), tuple(item["name_contains"]), label)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _filled_in(item: dict[str, Any], locale: str) -> FilledIn:
    return FilledIn(
        date.fromisoformat(item["first_file_date"]),
        date.fromisoformat(item["last_file_date"]),
        datetime.fromisoformat(item["written_at"]),
        _text(item, "reason", locale),
    )


def _dating(item: dict[str, Any], locale: str) -> DatingRules:
    least, most = item["read_days_after"]
    return DatingRules(
        ranges=tuple(
            DatingRange(
                date.fromisoformat(each["first_as_of_date"]),
                _day(each["last_as_of_date"]),
                tuple(each["archive_ids"]),
                each["rule"],
                _text(each, "reason", locale),
            )
            for each in item["ranges"]
        ),
        read_days_after=(least, most),
        decided=tuple(
            DecidedDay(
                each["archive_id"],
                each["edition"],
                date.fromisoformat(each["as_of_date"]),
                _text(each, "reason", locale),
            )
            for each in item["decided"]
        ),
    )


def _archive(item: dict[str, Any], locale: str) -> Archive:
    overlap = item.get("overlap")
    return Archive(
        archive_id=item["archive_id"],
        source_id=item["source_id"],
        title=_text(item, "title", locale),
        short_title=_text(item, "short_title", locale),
        origin=item["origin"],
        listing_url=item["mirror"].get("listing_url"),
        versions_url=item["mirror"].get("versions_url"),
        contents_url=item["mirror"].get("contents_url"),
        files_url=item["mirror"]["files_url"],
        licence=_text(item, "licence", locale),
        folder=item["folder"],
        dated_by=item["dated_by"],
        name_pattern=re.compile(item["name_pattern"], re.ASCII),
        edition_count=item["edition_count"],
        listing_sha256=item["listing_sha256"],
        read_at_utc=time.fromisoformat(item["read_at_utc"]) if "read_at_utc" in item else None,
        keeps_only_changes=item.get("keeps_only_changes", False),
        closes_gaps_km2=item["closes_gaps"]["about_km2"] if "closes_gaps" in item else 0.0,
        filled_in=_filled_in(item["filled_in"], locale) if "filled_in" in item else None,
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
            max_jump_km2=card["jump"]["max_km2_a_day"],
            jump_first_as_of_date=date.fromisoformat(card["jump"]["first_as_of_date"]),
            jump_reason=_text(card["jump"], "reason", locale),
            border_file=BorderFile(**card["border_file"]),
            border_margin_km=card["border"]["margin_km"],
            border_reason=_text(card["border"], "reason", locale),
            land_as_of_date=date.fromisoformat(card["land"]["as_of_date"]),
            dating=_dating(card["dating"], locale),
            archives=tuple(_archive(item, locale) for item in card["archives"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogError(f"The rules in {path.name} cannot be read: {error!r}.") from error


def dropped_labels(locale: str) -> dict[str, str]:
    """Translate the labels of dropped classes: label in a language, by English label.

    Raises:
        CatalogError: As for `archive_rules`.
    """
    rules = archive_rules(locale=locale)
    dropped = (rule for archive in rules.archives for rule in archive.dropped_classes)
    return {rule.class_id: rule.label for rule in dropped}
