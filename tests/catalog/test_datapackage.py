"""The tables in the repository keep to their dictionary."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pokrovsk_front.catalog.tables import DATA_DIR, read_table, table_names

PACKAGE: dict[str, Any] = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {
    resource["name"]: resource for resource in PACKAGE["resources"]
}
CURATED_TABLES = [
    "sources",
    "claims",
    "published_territory",
    "isw_daily_areas",
    "isw_weekly_areas",
    "isw_deepstate_overlap",
    "reference_areas",
    "places",
    "rail_hubs",
    "events",
    "claim_lag",
    "breaks",
    "searches",
    "corrections",
    "versions",
    "oblasts",
    "population",
    "population_conflicts",
    "rivers",
    "neighbours",
    "towns",
    "hromadas",
]


def test_frictionless_accepts_the_dictionary_and_every_csv_table() -> None:
    # frictionless reads Parquet only with an extra; the cells have their own test below.
    csv_only = PACKAGE | {
        "resources": [
            resource for resource in PACKAGE["resources"] if resource["path"].endswith(".csv")
        ]
    }
    report = Package.from_descriptor(csv_only, basepath=str(DATA_DIR)).validate()
    problems = [error.message for error in report.errors] + [
        f"{task.name}: {error.message}" for task in report.tasks for error in task.errors
    ]
    assert problems == []
    assert {task.name for task in report.tasks} == {
        *CURATED_TABLES,
        "daily_area",
        "daily_area_by_oblast",
        "areas",
        "editions",
    }


def test_the_dictionary_lists_the_curated_and_the_derived_tables() -> None:
    assert {*CURATED_TABLES, "daily_area", "daily_area_by_oblast", "cells"} <= set(table_names())


def test_every_curated_csv_file_is_in_the_dictionary() -> None:
    files = {path.name for path in DATA_DIR.glob("*.csv")}
    assert files == {path for path in _paths() if "/" not in path}


@pytest.mark.parametrize("name", CURATED_TABLES)
def test_the_catalog_reads_every_curated_table(name: str) -> None:
    frame = read_table(name)
    assert len(frame) > 0
    names = [field["name"] for field in RESOURCES[name]["schema"]["fields"]]
    # A text in another language takes the place of the English one when it is asked for.
    assert list(frame.columns) == [
        each for each in names if each.removesuffix("_uk") not in names or not each.endswith("_uk")
    ]


def test_the_cells_are_stored_as_the_dictionary_says() -> None:
    stored = pq.read_schema(DATA_DIR / RESOURCES["cells"]["path"])
    assert stored.names == ["cell", "as_of_date", "occupied_km2", "cell_km2", "oblast_iso"]
    cells = read_table("cells")
    assert len(cells) > 0
    # Areas are rounded to the written precision, so a full cell may exceed its size by that.
    assert (cells["occupied_km2"] <= cells["cell_km2"] + 0.001).all()
    assert (cells["occupied_km2"] >= 0).all()


def test_every_column_is_described_in_one_sentence() -> None:
    for name, resource in RESOURCES.items():
        for field in resource["schema"]["fields"]:
            description = field.get("description", "")
            assert description.endswith("."), f"{name}.{field['name']} has no sentence"
            assert len(description) >= 15, f"{name}.{field['name']} says too little"


def test_a_column_with_a_unit_in_its_name_declares_that_unit() -> None:
    unit_by_suffix = {"_km2": "km2", "_deg": "degrees"}
    for name, resource in RESOURCES.items():
        for field in resource["schema"]["fields"]:
            for suffix, unit in unit_by_suffix.items():
                if field["name"].endswith(suffix):
                    assert field.get("unit") == unit, f"{name}.{field['name']}"


def test_every_number_declares_a_unit() -> None:
    for name, resource in RESOURCES.items():
        for field in resource["schema"]["fields"]:
            if field["type"] == "number":
                assert field.get("unit"), f"{name}.{field['name']}"


@pytest.mark.parametrize("name", CURATED_TABLES)
def test_files_are_utf8_with_unix_line_ends(name: str) -> None:
    text = (DATA_DIR / RESOURCES[name]["path"]).read_bytes()
    assert b"\r" not in text
    assert text.endswith(b"\n")
    assert not text.startswith(b"\xef\xbb\xbf")
    text.decode("utf-8")


def _paths() -> list[str]:
    return [str(Path(resource["path"]).as_posix()) for resource in PACKAGE["resources"]]
