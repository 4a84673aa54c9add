"""The reader of tables: types, blanks, and one clear sentence for each bad input."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pokrovsk_front.catalog.tables import CatalogError, read_table, table_names

HEADER = "town_id,name,area_km2,rank,is_near,as_of_date,seen_at"
GOOD_ROW = "pokrovsk,Pokrovsk,29.57,1,true,2025-11-07,2025-11-07T22:00:00Z"


def column(name: str, kind: str, *, is_required: bool = False, **more: str) -> dict[str, Any]:
    return {"name": name, "type": kind, **more, "constraints": {"required": is_required}}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder of two tables, one CSV and one Parquet, with one good row each."""
    package = {
        "resources": [
            {
                "name": "towns",
                "path": "towns.csv",
                "format": "csv",
                "schema": {
                    "primaryKey": ["town_id"],
                    "fields": [
                        column("town_id", "string", is_required=True),
                        column("name", "string"),
                        column("area_km2", "number"),
                        column("rank", "integer"),
                        column("is_near", "boolean", is_required=True),
                        column("as_of_date", "date", is_required=True),
                        column("seen_at", "datetime", format="%Y-%m-%dT%H:%M:%SZ"),
                    ],
                },
            },
            {
                "name": "cells",
                "path": "derived/cells.parquet",
                "format": "parquet",
                "schema": {
                    "primaryKey": ["cell", "as_of_date"],
                    "fields": [
                        column("cell", "string", is_required=True),
                        column("as_of_date", "date", is_required=True),
                        column("occupied_km2", "number", is_required=True),
                        column("oblast_iso", "string"),
                    ],
                },
            },
        ]
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    write_towns(tmp_path, GOOD_ROW)
    write_cells(tmp_path)
    return tmp_path


def write_towns(data_dir: Path, *rows: str, header: str = HEADER) -> None:
    text = "\n".join([header, *rows]) + "\n"
    (data_dir / "towns.csv").write_text(text, encoding="utf-8")


def write_cells(data_dir: Path, **replaced: list[Any]) -> None:
    columns: dict[str, list[Any]] = {
        "cell": ["881e24d8bdfffff", "881e24d8bdfffff"],
        "as_of_date": [date(2024, 1, 1), date(2024, 2, 1)],
        "occupied_km2": [0.0, 0.7412],
        "oblast_iso": ["UA-14", None],
    }
    (data_dir / "derived").mkdir(exist_ok=True)
    pq.write_table(pa.table(columns | replaced), data_dir / "derived" / "cells.parquet")


def refusal(data_dir: Path, name: str = "towns") -> str:
    with pytest.raises(CatalogError) as caught:
        read_table(name, data_dir)
    message = str(caught.value)
    assert message.count("\n") == 0
    assert message.endswith(".")
    return message


def test_types_follow_the_dictionary(data_dir: Path) -> None:
    towns = read_table("towns", data_dir)
    assert {name: str(dtype) for name, dtype in towns.dtypes.items()} == {
        "town_id": "str",
        "name": "str",
        "area_km2": "float64",
        "rank": "Int64",
        "is_near": "bool",
        "as_of_date": "datetime64[us]",
        "seen_at": "datetime64[us, UTC]",
    }
    row = towns.iloc[0]
    assert row["area_km2"] == 29.57
    assert row["rank"] == 1
    assert row["is_near"]
    assert row["as_of_date"] == pd.Timestamp("2025-11-07")
    assert row["seen_at"] == datetime(2025, 11, 7, 22, tzinfo=UTC)


def test_blanks_stay_blank_and_text_is_not_guessed(data_dir: Path) -> None:
    write_towns(data_dir, "007,,,,false,2025-11-07,", "NA,null,0,2,true,2025-11-08,")
    towns = read_table("towns", data_dir)
    assert towns["town_id"].tolist() == ["007", "NA"]
    assert towns["name"].tolist() == ["", "null"]
    assert np.isnan(towns["area_km2"].iloc[0])
    assert towns["rank"].iloc[0] is pd.NA
    assert towns["seen_at"].isna().all()
    assert towns["is_near"].tolist() == [False, True]


def test_columns_come_in_the_order_of_the_dictionary(data_dir: Path) -> None:
    header = "name,town_id,area_km2,rank,is_near,as_of_date,seen_at"
    write_towns(data_dir, "Pokrovsk,pokrovsk,29.57,1,true,2025-11-07,", header=header)
    towns = read_table("towns", data_dir)
    assert list(towns.columns) == HEADER.split(",")
    assert towns["town_id"].tolist() == ["pokrovsk"]


def test_a_table_without_rows_keeps_its_types(data_dir: Path) -> None:
    write_towns(data_dir)
    towns = read_table("towns", data_dir)
    assert len(towns) == 0
    assert str(towns["area_km2"].dtype) == "float64"
    assert str(towns["as_of_date"].dtype) == "datetime64[us]"


def test_parquet_is_read_with_the_same_types(data_dir: Path) -> None:
    cells = read_table("cells", data_dir)
    assert {name: str(dtype) for name, dtype in cells.dtypes.items()} == {
        "cell": "str",
        "as_of_date": "datetime64[us]",
        "occupied_km2": "float64",
        "oblast_iso": "str",
    }
    assert cells["as_of_date"].tolist() == [pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-01")]
    assert cells["oblast_iso"].tolist() == ["UA-14", ""]


def test_table_names_come_in_the_order_of_the_dictionary(data_dir: Path) -> None:
    assert table_names(data_dir) == ["towns", "cells"]


def test_a_missing_dictionary_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "The data folder has no dictionary datapackage.json."


def test_a_broken_dictionary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{", encoding="utf-8")
    assert "cannot be read as a data package" in refusal(tmp_path)


def test_an_unknown_table_is_refused(data_dir: Path) -> None:
    assert refusal(data_dir, "rivers") == (
        "Table 'rivers' is not in the dictionary datapackage.json."
    )


def test_a_missing_file_is_refused(data_dir: Path) -> None:
    (data_dir / "towns.csv").unlink()
    assert refusal(data_dir) == "Table 'towns' has no file towns.csv in the data folder."


def test_an_empty_file_is_refused(data_dir: Path) -> None:
    (data_dir / "towns.csv").write_bytes(b"")
    assert "'towns' cannot be read as a UTF-8 CSV file" in refusal(data_dir)


def test_another_encoding_is_refused(data_dir: Path) -> None:
    text = f"{HEADER}\n{GOOD_ROW.replace('Pokrovsk', 'Покровськ')}\n"
    (data_dir / "towns.csv").write_bytes(text.encode("cp1251"))
    assert "'towns' cannot be read as a UTF-8 CSV file" in refusal(data_dir)


def test_a_missing_column_is_refused(data_dir: Path) -> None:
    write_towns(data_dir, header=HEADER.replace(",area_km2", ""))
    assert refusal(data_dir) == "Table 'towns' lacks the column 'area_km2'."


@pytest.mark.parametrize("extra", ["population", "name"])
def test_an_extra_or_repeated_column_is_refused(data_dir: Path, extra: str) -> None:
    write_towns(data_dir, f"{GOOD_ROW},60127", header=f"{HEADER},{extra}")
    assert refusal(data_dir) == (
        f"Table 'towns' has a column '{extra}' that is not in the dictionary."
    )


@pytest.mark.parametrize("row", [GOOD_ROW + ",stray", GOOD_ROW.rsplit(",", 1)[0]])
def test_a_row_of_another_length_is_refused(data_dir: Path, row: str) -> None:
    write_towns(data_dir, GOOD_ROW, row)
    message = refusal(data_dir)
    assert "Table 'towns', data row 2" in message
    assert "'seen_at'" in message


@pytest.mark.parametrize(
    ("good", "bad", "name", "kind"),
    [
        ("29.57", "about 30", "area_km2", "number"),
        ("29.57", "nan", "area_km2", "number"),
        ("29.57", "inf", "area_km2", "number"),
        (",1,", ",1.5,", "rank", "integer"),
        ("true", "yes", "is_near", "boolean"),
        ("2025-11-07,", "7.11.2025,", "as_of_date", "date"),
        ("2025-11-07,", "2025-02-30,", "as_of_date", "date"),
        ("T22:00:00Z", " 22:00", "seen_at", "datetime"),
    ],
)
def test_an_unparsable_value_is_refused(
    data_dir: Path, good: str, bad: str, name: str, kind: str
) -> None:
    second = GOOD_ROW.replace("pokrovsk", "avdiivka", 1).replace(good, bad, 1)
    write_towns(data_dir, GOOD_ROW, second)
    message = refusal(data_dir)
    assert message.startswith(f"Table 'towns', column '{name}': '")
    assert message.endswith(f"in data row 2 is not a {kind}.")
    assert bad.strip(", ") in message


def test_a_duplicate_key_is_refused(data_dir: Path) -> None:
    write_towns(data_dir, GOOD_ROW, GOOD_ROW)
    assert refusal(data_dir) == (
        "Table 'towns', column 'town_id': the key of data row 2 occurs before."
    )


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (GOOD_ROW.replace("pokrovsk,", ",", 1), "town_id"),
        (GOOD_ROW.replace("2025-11-07,", ",", 1), "as_of_date"),
    ],
)
def test_a_blank_required_value_is_refused(data_dir: Path, row: str, name: str) -> None:
    write_towns(data_dir, row)
    assert refusal(data_dir) == (
        f"Table 'towns', column '{name}': data row 1 lacks its required value."
    )


def test_a_blank_boolean_never_becomes_false(data_dir: Path) -> None:
    write_towns(data_dir, GOOD_ROW.replace("true", ""))
    assert "column 'is_near'" in refusal(data_dir)


def test_a_parquet_file_of_another_shape_is_refused(data_dir: Path) -> None:
    write_cells(data_dir, note=["", ""])
    assert refusal(data_dir, "cells") == (
        "Table 'cells' has a column 'note' that is not in the dictionary."
    )


def test_a_parquet_column_of_another_type_is_refused(data_dir: Path) -> None:
    write_cells(data_dir, occupied_km2=["none", "all"])
    assert "Table 'cells', column 'occupied_km2'" in refusal(data_dir, "cells")


def test_a_parquet_blank_or_infinite_value_is_refused(data_dir: Path) -> None:
    write_cells(data_dir, occupied_km2=[0.0, None])
    assert "'occupied_km2': data row 2 lacks its required value" in refusal(data_dir, "cells")
    write_cells(data_dir, occupied_km2=[0.0, float("inf")])
    assert "'occupied_km2': 'inf' in data row 2 is not a number" in refusal(data_dir, "cells")


def test_a_parquet_instant_is_not_taken_for_a_day(data_dir: Path) -> None:
    write_cells(data_dir, as_of_date=[datetime(2024, 1, 1), datetime(2024, 2, 1, 12)])
    assert "column 'as_of_date'" in refusal(data_dir, "cells")


def test_a_parquet_duplicate_key_is_refused(data_dir: Path) -> None:
    write_cells(data_dir, as_of_date=[date(2024, 1, 1), date(2024, 1, 1)])
    assert refusal(data_dir, "cells") == (
        "Table 'cells', column 'cell, as_of_date': the key of data row 2 occurs before."
    )


def test_a_file_that_is_not_parquet_is_refused(data_dir: Path) -> None:
    (data_dir / "derived" / "cells.parquet").write_bytes(b"not parquet")
    assert refusal(data_dir, "cells") == "Table 'cells' cannot be read as a Parquet file."
