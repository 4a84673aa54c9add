"""The tables of data/ as typed frames.

The types, the keys and the required columns come from `data/datapackage.json`, the one
dictionary of fields. This module refuses a table that is missing, that has other columns
than its dictionary, or that holds a value the dictionary does not allow it to hold: it
raises `CatalogError` and never repairs, drops or fills a value.
"""

import csv
import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.catalog.project_files import project_root

DATA_DIR = project_root() / "data"
"""The data folder of the project: the dictionary and all tables."""

LANGUAGES = ("uk",)
"""The languages of texts beside English: each has columns of its own."""

_DEFAULT_DATETIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"

_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.timestamp("us"),
    "datetime": pa.timestamp("us", tz="UTC"),
}


class CatalogError(ValueError):
    """A table of data/ is missing or does not keep to its dictionary."""


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of the dictionary."""

    name: str
    type: str
    format: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the dictionary."""

    name: str
    path: str
    format: str
    fields: tuple[_Field, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]

    @property
    def translated(self) -> list[str]:
        """The columns that stand beside another one, in another language."""
        return [
            f"{column}_{language}"
            for column in self.columns
            for language in LANGUAGES
            if f"{column}_{language}" in self.columns
        ]


def read_table(name: str, data_dir: Path = DATA_DIR, *, locale: str = "en") -> pd.DataFrame:
    """Read one table of the dictionary with the types that the dictionary gives.

    A text that a reader sees stands in a column of its own in each other language: `note` in
    English, `note_uk` in Ukrainian. Whoever reads gets `note` alone, in the language asked for.

    | type in the dictionary | column of the frame | missing value |
    |---|---|---|
    | string | `str` | the empty string |
    | number | `float64` | `NaN` |
    | integer | `Int64` | `NA` |
    | boolean | `bool` | not possible |
    | date | `datetime64[us]`, midnight, no time zone | `NaT` |
    | datetime | `datetime64[us, UTC]` | `NaT` |

    Enumerations, ranges and foreign keys of the dictionary are not checked here; the tests
    hold the tables in the repository to them.

    Args:
        name: Name of the table in the dictionary, such as `places`.
        data_dir: Folder that holds `datapackage.json` and the tables.
        locale: Language of the texts.

    Returns:
        One row for each row of the file, in the order of the file, with the columns in the
        order of the dictionary and a fresh index from 0. The unit of a column is in its name
        or in the dictionary.

    Raises:
        CatalogError: The dictionary, the table or a column is missing, a column is not in
            the dictionary, a value cannot be read as its type, a required value is blank,
            or a key occurs twice. The message names the table and the column.
    """
    table = _table(name, data_dir)
    path = data_dir / table.path
    atomic_replace.finish(data_dir)
    if not path.is_file():
        raise CatalogError(f"Table '{name}' has no file {table.path} in the data folder.")
    read = _read_parquet if table.format == "parquet" else _read_csv
    frame = read(table, path)
    _refuse_blank_values(table, frame)
    _refuse_duplicate_keys(table, frame)
    return _in_language(table, frame, locale)


def _in_language(table: _Table, frame: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Put the texts of a language in place of the English ones, and leave the others out."""
    chosen = [column for column in table.translated if column.endswith(f"_{locale}")]
    for column in chosen:
        frame[column.removesuffix(f"_{locale}")] = frame[column]
    return frame.drop(columns=table.translated)


def table_names(data_dir: Path = DATA_DIR) -> list[str]:
    """List the tables of the dictionary, in its order.

    Args:
        data_dir: Folder that holds `datapackage.json`.

    Returns:
        The names that `read_table` takes.

    Raises:
        CatalogError: The dictionary is missing or cannot be read.
    """
    return list(_tables(data_dir))


def key_of(name: str, data_dir: Path = DATA_DIR) -> str:
    """Give the column that is the key of a table.

    Raises:
        CatalogError: The dictionary has no such table, or gives it no key of one column.
    """
    key = _table(name, data_dir).key
    if len(key) != 1:
        raise CatalogError(f"Table '{name}' has no key of one column in datapackage.json.")
    return key[0]


@functools.cache
def _tables(data_dir: Path) -> dict[str, _Table]:
    try:
        package = json.loads((data_dir / "datapackage.json").read_text(encoding="utf-8"))
        tables = [_table_from(resource) for resource in package["resources"]]
    except FileNotFoundError as error:
        raise CatalogError("The data folder has no dictionary datapackage.json.") from error
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise CatalogError(
            "The dictionary datapackage.json cannot be read as a data package."
        ) from error
    return {table.name: table for table in tables}


def _table_from(resource: dict[str, object]) -> _Table:
    schema = resource["schema"]
    if not isinstance(schema, dict):
        raise TypeError("A schema is an object.")
    fields = tuple(
        _Field(
            name=field["name"],
            type=field["type"],
            format=field.get("format", "default"),
            is_required=bool(field.get("constraints", {}).get("required", False)),
        )
        for field in schema["fields"]
    )
    return _Table(
        name=str(resource["name"]),
        path=str(resource["path"]),
        format=str(resource.get("format", "csv")),
        fields=fields,
        key=tuple(schema.get("primaryKey", ())),
    )


def _table(name: str, data_dir: Path) -> _Table:
    tables = _tables(data_dir)
    if name not in tables:
        raise CatalogError(f"Table '{name}' is not in the dictionary datapackage.json.")
    return tables[name]


def _read_csv(table: _Table, path: Path) -> pd.DataFrame:
    """Read with the standard library: it neither guesses types nor pads short rows."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise CatalogError(
            f"Table '{table.name}' cannot be read as a UTF-8 CSV file with a header row."
        ) from error
    _refuse_other_columns(table, header)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise CatalogError(
                f"Table '{table.name}', data row {number} has {len(row)} values for "
                f"{len(header)} columns, the last of which is '{header[-1]}'."
            )
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else {}
    return pd.DataFrame(
        {
            field.name: _typed(table, field, pd.Series(columns.get(field.name, ()), dtype="str"))
            for field in table.fields
        }
    )


def _read_parquet(table: _Table, path: Path) -> pd.DataFrame:
    try:
        stored = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise CatalogError(f"Table '{table.name}' cannot be read as a Parquet file.") from error
    _refuse_other_columns(table, stored.column_names)
    columns: dict[str, pd.Series] = {}
    for field in table.fields:
        try:
            column = stored[field.name].cast(_ARROW_TYPES[field.type])
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise CatalogError(
                f"Table '{table.name}', column '{field.name}' is stored as "
                f"{stored[field.name].type} and cannot be read as a {field.type}."
            ) from error
        columns[field.name] = _from_arrow(table, field, column)
    return pd.DataFrame(columns)


def _from_arrow(table: _Table, field: _Field, column: pa.ChunkedArray) -> pd.Series:
    if field.type == "boolean" and column.null_count:
        raise CatalogError(f"Table '{table.name}', column '{field.name}' has a blank value.")
    if field.type == "string":
        return pd.Series(column.fill_null("").to_pandas(), dtype="str")
    if field.type == "integer":
        return pd.Series(column.to_pandas(integer_object_nulls=True), dtype="Int64")
    series: pd.Series = column.to_pandas()
    if field.type == "number":
        _refuse_bad(table, field, series.notna() & ~np.isfinite(series), series)
    if field.type == "date":
        _refuse_bad(table, field, series.notna() & (series != series.dt.normalize()), series)
    return series


def _typed(table: _Table, field: _Field, text: pd.Series) -> pd.Series:
    if field.type == "string":
        return text
    readers: dict[str, Callable[[pd.Series], pd.Series]] = {
        "number": _numbers,
        "integer": _integers,
        "boolean": _booleans,
        "date": _dates,
        "datetime": functools.partial(_instants, date_format=field.format),
    }
    if field.type not in readers:
        raise CatalogError(
            f"Table '{table.name}', column '{field.name}' has the type '{field.type}', "
            "which the catalog does not read."
        )
    values = readers[field.type](text)
    is_blank = text == ""
    _refuse_bad(table, field, values.isna() & ~is_blank, text)
    if field.type == "boolean":
        # A bool column cannot say "unknown"; a blank must not become False.
        _refuse_bad(table, field, is_blank, text)
        return values.astype("bool")
    return values


def _numbers(text: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    return numbers.where(np.isfinite(numbers))


def _integers(text: pd.Series) -> pd.Series:
    whole = text.where(text.str.fullmatch(r"[+-]?[0-9]{1,18}"))
    return pd.Series(
        [pd.NA if pd.isna(value) else int(value) for value in whole],
        index=text.index,
        dtype="Int64",
    )


def _booleans(text: pd.Series) -> pd.Series:
    return text.map({"true": True, "false": False}).astype("boolean")


def _dates(text: pd.Series) -> pd.Series:
    return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")


def _instants(text: pd.Series, date_format: str) -> pd.Series:
    date_format = _DEFAULT_DATETIME_FORMAT if date_format == "default" else date_format
    instants = pd.to_datetime(text, format=date_format, errors="coerce", utc=True)
    return instants.astype("datetime64[us, UTC]")


def _refuse_bad(table: _Table, field: _Field, is_bad: pd.Series, values: pd.Series) -> None:
    if is_bad.any():
        position = int(is_bad.to_numpy().argmax())
        value = values.iloc[[position]].astype("str").iloc[0]
        raise CatalogError(
            f"Table '{table.name}', column '{field.name}': '{value}' in data row "
            f"{position + 1} is not a {field.type}."
        )


def _refuse_other_columns(table: _Table, columns: Sequence[str]) -> None:
    missing = [column for column in table.columns if column not in columns]
    if missing:
        raise CatalogError(f"Table '{table.name}' lacks the column '{missing[0]}'.")
    extra = [
        column
        for position, column in enumerate(columns)
        if column not in table.columns or column in columns[:position]
    ]
    if extra:
        raise CatalogError(
            f"Table '{table.name}' has a column '{extra[0]}' that is not in the dictionary."
        )


def _refuse_blank_values(table: _Table, frame: pd.DataFrame) -> None:
    for field in table.fields:
        if not field.is_required:
            continue
        values = frame[field.name]
        is_blank = values == "" if field.type == "string" else values.isna()
        if is_blank.any():
            position = int(is_blank.to_numpy().argmax())
            raise CatalogError(
                f"Table '{table.name}', column '{field.name}': data row {position + 1} lacks "
                "its required value."
            )


def _refuse_duplicate_keys(table: _Table, frame: pd.DataFrame) -> None:
    if not table.key:
        return
    is_duplicate = frame.duplicated(subset=list(table.key))
    if is_duplicate.any():
        position = int(is_duplicate.to_numpy().argmax())
        raise CatalogError(
            f"Table '{table.name}', column '{', '.join(table.key)}': the key of data row "
            f"{position + 1} occurs before."
        )
