"""Single sources, places, areas, events and claims of the article as records.

Each function reads its table once, from the file, and returns a new dict; whoever asks often
keeps the answer. The records refuse to be changed, and a value that a row does not have is
None, or NaN where it would be a number; never a stand-in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.claims import Claim, date_number, month_number
from pokrovsk_front.model.measures import Evidence
from pokrovsk_front.model.people import Conflict, Count
from pokrovsk_front.model.timeline import ClaimedTown, Event

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from.

    Attributes:
        source_id: Key, such as `isw_direct`.
        name: Title as a reader should see it.
        publisher: Who publishes it.
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
class ReferenceArea:
    """An area that shares are taken of, whoever controls it.

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


def sources(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Source]:
    """Read all sources.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each source under its `source_id`, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records("sources", "source_id", Source, data_dir, locale=locale)


def places(data_dir: Path = DATA_DIR) -> dict[str, Place]:
    """Read all places.

    Args:
        data_dir: Folder that holds the dictionary and the tables.

    Returns:
        Each place under its `place_id`, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records("places", "place_id", Place, data_dir, list_columns=("aliases",))


def claims(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Claim]:
    """Read the claims of the article.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each claim under its `claim_id`, in the order of the article.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    optional = ("area_id", "from_place_id", "to_place_id", "second_count_id", "second_reading")
    return _records(
        "claims",
        "claim_id",
        _claim,
        data_dir,
        locale=locale,
        list_columns=("place_ids",),
        optional_columns=optional,
    )


def events(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Event]:
    """Read the dated events of the front.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each event under its `event_id`, in order of time.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records(
        "events", "event_id", Event, data_dir, locale=locale, optional_columns=("place_id",)
    )


def claimed_towns(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, ClaimedTown]:
    """Read which events are the claim to a town and its acknowledgement.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each town under its `place_id`, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    optional = ("claim_event_id", "acknowledgement_event_id", "acknowledged")
    return _records(
        "claim_lag", "place_id", ClaimedTown, data_dir, locale=locale, optional_columns=optional
    )


def breaks(data_dir: Path = DATA_DIR, *, locale: str = "en") -> tuple[Break, ...]:
    """Read the days on which the map redrew an outline, in order of time.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return tuple(_records("breaks", "break_id", Break, data_dir, locale=locale).values())


def _claim(**values: Any) -> Claim:  # noqa: ANN401 (the columns of a row)
    """Build a claim; a date or a month becomes the number that stands for it."""
    as_number = month_number if values["unit"] == "month" else date_number
    for kind in ("printed", "second"):
        day = values.pop(f"{kind}_date")
        if day is not None:
            values[f"{kind}_value"] = as_number(day)
    return Claim(**values)


def population(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Count]:
    """Read how many people each city had, as it was printed.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each number under its `count_id`, by place, area and day.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records("population", "count_id", Count, data_dir, locale=locale)


def population_conflicts(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, Conflict]:
    """Read where numbers of people do not agree.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each conflict under its `conflict_id`, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records(
        "population_conflicts",
        "conflict_id",
        Conflict,
        data_dir,
        locale=locale,
        list_columns=("count_ids",),
    )


def evidence(data_dir: Path = DATA_DIR) -> Evidence:
    """Read all that the claims are measured with; the largest tables are among it.

    Args:
        data_dir: Folder that holds the dictionary and the tables.

    Returns:
        The tables and records, as `measures.check` takes them.

    Raises:
        CatalogError: A table does not keep to its dictionary.
    """
    areas = reference_areas(data_dir)
    return Evidence(
        daily_area=read_table("daily_area", data_dir),
        by_oblast=read_table("daily_area_by_oblast", data_dir),
        front_distance=read_table("front_distance", data_dir),
        cells=read_table("cells", data_dir),
        area_km2={key: area.area_km2 for key, area in areas.items()},
        area_parts={key: area.sum_of for key, area in areas.items()},
        area_iso={key: area.oblast_iso for key, area in areas.items()},
        point_deg={key: place.point_deg for key, place in places(data_dir).items()},
        published_date={key: each.published_date for key, each in sources(data_dir).items()},
        people={key: each.people for key, each in population(data_dir).items()},
    )


def reference_areas(data_dir: Path = DATA_DIR, *, locale: str = "en") -> dict[str, ReferenceArea]:
    """Read the areas that shares are taken of.

    Args:
        data_dir: Folder that holds the dictionary and the tables.
        locale: Language of the texts.

    Returns:
        Each area under its `area_id`, in the order of the file.

    Raises:
        CatalogError: The table does not keep to its dictionary.
    """
    return _records(
        "reference_areas",
        "area_id",
        ReferenceArea,
        data_dir,
        locale=locale,
        list_columns=("sum_of",),
        optional_columns=("oblast_iso",),
    )


def _records(
    name: str,
    key: str,
    build: Callable[..., _Record],
    data_dir: Path,
    locale: str = "en",
    list_columns: tuple[str, ...] = (),
    optional_columns: tuple[str, ...] = (),
) -> dict[str, _Record]:
    frame = read_table(name, data_dir, locale=locale)
    records: dict[str, _Record] = {}
    for row in frame.to_dict(orient="records"):
        values: dict[str, Any] = {str(column): _plain(value) for column, value in row.items()}
        for column in list_columns:
            values[column] = tuple(part.strip() for part in values[column].split(";") if part)
        for column in optional_columns:
            values[column] = values[column] or None
        records[values[key]] = build(**values)
    return records


def _plain(value: object) -> object:
    """Turn a cell of a frame into a value of the standard library."""
    if value is pd.NaT or value is pd.NA:
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
