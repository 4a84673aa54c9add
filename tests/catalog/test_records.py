"""The records: one object a row, typed, and closed to change."""

import json
import math
import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from pokrovsk_front.catalog import records
from pokrovsk_front.catalog.records import claims, places, read_records, reference_areas, sources
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError
from pokrovsk_front.model.claims import day_of_number


def test_a_place_has_the_types_of_the_standard_library() -> None:
    pokrovsk = places()["pokrovsk"]
    assert pokrovsk.name_uk == "Покровськ"
    assert (pokrovsk.latitude_deg, pokrovsk.longitude_deg) == (48.28014, 37.17706)
    assert pokrovsk.oblast_iso == "UA-14"
    assert type(pokrovsk.label_rank) is int
    assert type(pokrovsk.geonames_id) is int
    assert pokrovsk.is_in_article is True
    assert "Krasnoarmiisk" in pokrovsk.aliases
    assert type(pokrovsk.as_of_date) is date
    assert places()["pokrovske_dnipropetrovsk"].oblast_iso == "UA-12"


def test_a_place_without_aliases_has_an_empty_tuple() -> None:
    assert places()["soledar"].aliases == ()


def test_a_claim_has_none_or_nan_where_its_row_is_blank() -> None:
    change = claims()["gain_change"]
    assert change.first_date == date(2025, 1, 1)
    assert change.last_date == date(2025, 10, 31)
    assert change.baseline_first_date == date(2024, 1, 1)
    assert change.baseline_last_date == date(2024, 10, 31)
    assert change.area_id is None
    distance = claims()["distance_pokrovsk_avdiivka"]
    assert distance.first_date is None
    assert (distance.from_place_id, distance.to_place_id) == ("pokrovsk", "avdiivka")
    opinion = claims()["psychological_win"]
    assert (opinion.unit, opinion.second_name, opinion.second_reading) == ("", "", None)
    assert math.isnan(opinion.printed_value)
    assert math.isnan(opinion.second_value)


def test_a_printed_date_becomes_the_number_that_stands_for_it() -> None:
    masthead = claims()["masthead_date"]
    assert date.fromordinal(int(masthead.printed_value)) == date(2024, 1, 2)
    month = claims()["avdiivka_month"]
    assert day_of_number(month.printed_value, month.unit) == date(2024, 2, 1)
    footer = claims()["footer_date"]
    assert footer.second_value == footer.printed_value


def test_the_places_of_a_claim_are_a_tuple() -> None:
    assert claims()["sloviansk_kramatorsk"].place_ids == ("sloviansk", "kramatorsk")
    assert claims()["gain_2025"].place_ids == ()


def test_a_sum_names_its_parts() -> None:
    donbas = reference_areas()["donbas"]
    assert donbas.sum_of == ("donetsk_oblast", "luhansk_oblast")
    assert donbas.oblast_iso is None
    assert reference_areas()["donetsk_oblast"].sum_of == ()
    assert reference_areas()["donetsk_oblast"].oblast_iso == "UA-14"


def test_the_article_is_of_7_november_2025() -> None:
    article = sources()["bloomberg_2025_11"]
    assert article.published_date == date(2025, 11, 7)
    assert article.url.startswith("https://menafn.com/1110312652/")
    assert sources()["deepstate_monthly"].published_date is None


@pytest.mark.parametrize(
    "read",
    [
        *(sources, places, claims, records.events, records.claimed_towns, reference_areas),
        records.rail_hubs,
        *(records.population, records.population_conflicts),
    ],
)
def test_every_value_has_the_type_of_its_field(read: Callable[[], dict[str, object]]) -> None:
    for key, record in read().items():
        for name, hint in get_type_hints(type(record)).items():
            value = getattr(record, name)
            allowed = get_args(hint) if isinstance(hint, UnionType) else (hint,)
            plain = tuple(str if get_origin(each) is Literal else each for each in allowed)
            kinds = tuple(get_origin(each) or each for each in plain)
            assert type(value) in kinds, (key, name, value)


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        places()["pokrovsk"].label_rank = 3  # type: ignore[misc]


def test_a_bad_table_gives_no_records(tmp_path: Path) -> None:
    for file in ("datapackage.json", "places.csv"):
        shutil.copy(DATA_DIR / file, tmp_path / file)
    table = tmp_path / "places.csv"
    good = table.read_text(encoding="utf-8")
    assert len(places(tmp_path)) == len(good.splitlines()) - 1
    table.write_text(good.replace("48.28014", "48°16'"), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"'places', column 'latitude_deg': '48°16''"):
        places(tmp_path)
    table.unlink()
    with pytest.raises(CatalogError, match=r"'places' has no file places\.csv"):
        places(tmp_path)


@dataclass(frozen=True, slots=True)
class Town:
    town_id: str
    name: str
    area_km2: float
    people: int | None
    first_date: date
    last_date: date | None
    is_near: bool
    near_id: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedTown(Town):
    counts: int


@dataclass(frozen=True, slots=True)
class NamedTown:
    town_id: str
    name: str


TYPES = {
    **{"town_id": "string", "name": "string", "area_km2": "number", "people": "integer"},
    **{"first_date": "date", "last_date": "date", "is_near": "boolean"},
    **{"near_id": "string", "aliases": "string"},
}
BLANKS = "b,,,,2024-01-01,,false,,"


def towns(folder: Path, *rows: str) -> Path:
    columns = [{"name": name, "type": kind} for name, kind in TYPES.items()]
    schema = {"primaryKey": ["town_id"], "fields": columns}
    package = {"resources": [{"name": "towns", "path": "towns.csv", "schema": schema}]}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "towns.csv").write_text("\n".join([",".join(TYPES), *rows, ""]), encoding="utf-8")
    return folder


def test_the_type_of_a_field_says_what_a_blank_means(tmp_path: Path) -> None:
    full = "a,A,1.5,7,2024-01-01,2024-01-02,true,b,Ay; Eh"
    first, second = read_records("towns", Town, towns(tmp_path, full, BLANKS)).values()
    days = date(2024, 1, 1), date(2024, 1, 2)
    assert first == Town("a", "A", 1.5, 7, *days, True, "b", ("Ay", "Eh"))
    assert type(first.people) is int
    assert math.isnan(second.area_km2)
    assert (second.name, second.people, second.near_id) == ("", None, None)
    assert (second.last_date, second.aliases) == (None, ())


def test_a_blank_that_a_field_cannot_hold_is_named(tmp_path: Path) -> None:
    folder = towns(tmp_path, "a,A,1.5,7,2024-01-01,,true,,", BLANKS.replace("2024-01-01", ""))
    with pytest.raises(CatalogError) as caught:
        read_records("towns", Town, folder)
    assert str(caught.value) == (
        "Table 'towns', column 'first_date': data row 2 lacks its required value."
    )


@pytest.mark.parametrize("kind", [CountedTown, NamedTown])
def test_a_record_that_does_not_fit_its_table_is_refused(
    tmp_path: Path, kind: type[Town] | type[NamedTown]
) -> None:
    with pytest.raises(CatalogError, match=r"^Table 'towns', column '\w+' is in only one of"):
        read_records("towns", kind, towns(tmp_path, BLANKS))
