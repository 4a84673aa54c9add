"""Sources, places, areas, events, counts and claims of the article as typed records.

One reader makes them all: the fields of the record name the columns, and their types say what a
blank means. The records refuse to be changed, and a value that a row does not have is None, the
empty text, or NaN where it would be a number; never a stand-in.
"""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import pandas as pd

from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError, key_of, read_table
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.claims import Claim, date_number, month_number
from pokrovsk_front.model.people import Conflict, Count
from pokrovsk_front.model.place_share import Hromada, MeasuredArea
from pokrovsk_front.model.timeline import ClaimedTown, Event

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Source:
    """Source of a figure.

    Attributes:
        source_id: Key, such as `isw_direct`.
        name: Title as a reader should see it.
        publisher: Who publishes it, and through whom it was read.
        credit: Short name of whoever the figures are from, for a picture.
        kind: Such as `newspaper` or `map archive`.
        url: Where it can be read.
        licence: Licence, or "not stated".
        published_date: Day of publication; None for a series, an archive or an unknown day.
        accessed_date: Day on which it was last read.
        counts: What it counts.
        strengths: What speaks for it.
        limits: What speaks against it.
    """

    source_id: str
    name: str
    publisher: str
    credit: str
    kind: str
    url: str
    licence: str
    published_date: date | None
    accessed_date: date
    counts: str
    strengths: str
    limits: str


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement, as one point: its centre, not its outline.

    Attributes:
        place_id: Key, such as `pokrovsk`.
        name_en: Name in Ukrainian official English.
        name_uk: Name in Ukrainian.
        latitude_deg: Latitude, WGS84.
        longitude_deg: Longitude, WGS84.
        height_m: Height of the land at the centre above sea level, in metres; None where no
            source covers it.
        height_source_id: Key of the source of the height; None where there is no height.
        oblast_iso: ISO 3166-2 code of the oblast.
        geonames_id: Number in GeoNames.
        is_in_article: Whether the article names the place.
        label_rank: 0 great cities, 1 the cities of this front, 2 where there is room, 3 the
            rest.
        aliases: Other spellings, for search only.
        source_id: Key of the source.
        as_of_date: Day on which the gazetteer was read.
    """

    place_id: str
    name_en: str
    name_uk: str
    latitude_deg: float
    longitude_deg: float
    height_m: int | None
    height_source_id: str | None
    oblast_iso: str
    geonames_id: int
    is_in_article: bool
    label_rank: int
    aliases: tuple[str, ...]
    source_id: str
    as_of_date: date

    def name(self, locale: str) -> str:
        """The name to show in a language."""
        return self.name_uk if locale == "uk" else self.name_en

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the one to show first."""
        return (self.name_en, self.name_uk, *self.aliases)

    @property
    def point_deg(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return (self.latitude_deg, self.longitude_deg)


@dataclass(frozen=True, slots=True)
class Town:
    """A town of Donetsk or Luhansk oblast that is no `Place`, as one point.

    Attributes:
        town_id: Key: its relation in OpenStreetMap.
        name_en: Name in Ukrainian official English.
        name_uk: Name in Ukrainian.
        latitude_deg: Latitude of the middle of its outline, WGS84.
        longitude_deg: Longitude, likewise.
        oblast_iso: ISO 3166-2 code of the oblast.
        label_rank: 2 to 5, as that of a place.
        source_id: Key of the source.
    """

    town_id: str
    name_en: str
    name_uk: str
    latitude_deg: float
    longitude_deg: float
    oblast_iso: str
    label_rank: int
    source_id: str

    def name(self, locale: str) -> str:
        """The name to show in a language."""
        return self.name_uk if locale == "uk" else self.name_en


@dataclass(frozen=True, slots=True)
class RailHubStatement:
    """A statement in print that a place is a rail hub.

    Attributes:
        statement_id: Key, such as `kupiansk_afp`.
        place_id: The place.
        said_date: Day of publication.
        said: What the place is called, such as `road and rail hub`.
        attributed_to: Who said it.
        publisher: Where it was read.
        url: The page on which it was read.
    """

    statement_id: str
    place_id: str
    said_date: date
    said: str
    attributed_to: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class ReferenceArea:
    """Reference area: the denominator of a share, whoever controls it.

    Attributes:
        area_id: Key, such as `claimed_regions`.
        name: Name as a reader should see it.
        area_km2: Size in km2, as listed or summed; not measured from the map archive.
        is_computed: Whether it is a sum of other rows.
        oblast_iso: ISO 3166-2 code; None for the country and for sums.
        sum_of: The `area_id` of each part of a sum; empty otherwise.
        definition: What the area takes in.
        source_id: Key of the source.
        url: The page on which it was read.
        as_of_date: Day of the value, or the day it was read where the list has none.
        note: What to know before quoting; may be empty.
    """

    area_id: str
    name: str
    area_km2: float
    is_computed: bool
    oblast_iso: str | None
    sum_of: tuple[str, ...]
    definition: str
    source_id: str
    url: str
    as_of_date: date
    note: str


@dataclass(frozen=True, slots=True)
class _ClaimRow(Claim):
    """A claim as it is stored: a date or a month stands in a column of its own."""

    printed_date: date | None
    second_date: date | None

    def with_numbers(self) -> Claim:
        """Put the number that stands for a date or a month in the place of the value."""
        values = {field.name: getattr(self, field.name) for field in fields(Claim)}
        as_number = month_number if self.unit == "month" else date_number
        if self.printed_date is not None:
            values["printed_value"] = as_number(self.printed_date)
        if self.second_date is not None:
            values["second_value"] = as_number(self.second_date)
        return Claim(**values)


def sources(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Source]:
    """Read the sources by `source_id`; see `read_records`."""
    return read_records("sources", Source, data_dir, locale=locale)


def places(data_dir: Path = DATA_DIR) -> dict[str, Place]:
    """Read the places by `place_id`; see `read_records`."""
    return read_records("places", Place, data_dir)


def towns(data_dir: Path = DATA_DIR) -> dict[str, Town]:
    """Read the towns that are no place by `town_id`; see `read_records`."""
    return read_records("towns", Town, data_dir)


def hromadas(data_dir: Path = DATA_DIR) -> dict[str, Hromada]:
    """Read the hromadas by their official code; see `read_records`."""
    return read_records("hromadas", Hromada, data_dir)


def measured_areas(data_dir: Path = DATA_DIR) -> dict[str, MeasuredArea]:
    """Read the areas whose shares are measured by `area_id`; see `read_records`."""
    return read_records("areas", MeasuredArea, data_dir)


def rail_hubs(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, RailHubStatement]:
    """Read the statements on rail hubs by `statement_id`, by place and day; see `read_records`."""
    return read_records("rail_hubs", RailHubStatement, data_dir, locale=locale)


def claims(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Claim]:
    """Read the claims by `claim_id`, in the order of the article; see `read_records`."""
    rows = read_records("claims", _ClaimRow, data_dir, locale=locale)
    return {key: row.with_numbers() for key, row in rows.items()}


def events(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Event]:
    """Read the dated events by `event_id`, in order of time; see `read_records`."""
    return read_records("events", Event, data_dir, locale=locale)


def claimed_towns(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, ClaimedTown]:
    """Read the claims to towns and their acknowledgements by `place_id`; see `read_records`."""
    return read_records("claim_lag", ClaimedTown, data_dir, locale=locale)


def breaks(data_dir: Path = DATA_DIR, *, locale: str = "en") -> tuple[Break, ...]:
    """Read the redrawn outlines of the map, in order of time; see `read_records`."""
    return tuple(read_records("breaks", Break, data_dir, locale=locale).values())


def population(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Count]:
    """Read the counts of people by `count_id`, by place, area and day; see `read_records`."""
    return read_records("population", Count, data_dir, locale=locale)


def population_conflicts(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Conflict]:
    """Read the conflicts between counts by `conflict_id`; see `read_records`."""
    return read_records("population_conflicts", Conflict, data_dir, locale=locale)


def reference_areas(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, ReferenceArea]:
    """Read the denominators of shares by `area_id`; see `read_records`."""
    return read_records("reference_areas", ReferenceArea, data_dir, locale=locale)


def read_records(
    name: str, kind: type[Record], data_dir: Path = DATA_DIR, *, locale: str = "en"
) -> dict[str, Record]:
    """Read a table as records.

    | type of the field | blank |
    |---|---|
    | `str` | the empty text |
    | `float` | NaN |
    | any type `or None` | None |
    | `tuple[str, ...]`, divided by semicolons | the empty tuple |
    | any other | refused |

    Args:
        name: Name of the table in the dictionary.
        kind: A dataclass whose fields are the columns of the table, in any order.
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each record under its key, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary, lacks a column for a field, has
            a column for none, or a value that the field cannot hold.
    """
    frame, hints = read_table(name, data_dir, locale=locale), get_type_hints(kind)
    for column in sorted(set(frame.columns) ^ set(hints)):
        raise CatalogError(
            f"Table '{name}', column '{column}' is in only one of the table and its record."
        )
    columns = (_column(name, frame[column], hint) for column, hint in hints.items())
    rows = (kind(**dict(zip(hints, row, strict=True))) for row in zip(*columns, strict=True))
    return dict(zip(frame[key_of(name, data_dir)], rows, strict=True))


def _column(table: str, values: pd.Series, hint: Any) -> list[Any]:  # noqa: ANN401 (a type hint)
    """Turn the values of a column into those of a field of the standard library."""
    if get_origin(hint) is tuple:
        return [tuple(part.strip() for part in text.split(";") if part) for text in values]
    plain = [None if value is pd.NaT or value is pd.NA else value for value in values.tolist()]
    if date in (hint, *get_args(hint)):
        plain = [value if value is None else value.date() for value in plain]
    if NoneType in get_args(hint):
        return [None if value == "" else value for value in plain]
    if None in plain:
        raise CatalogError(
            f"Table '{table}', column '{values.name}': data row {plain.index(None) + 1} lacks "
            "its required value."
        )
    return plain
