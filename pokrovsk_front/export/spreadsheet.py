"""CSV of tables: for a spreadsheet, safe from formula injection, and for a script.

A spreadsheet takes a file for one of its own country's encoding unless a byte order mark stands at
its start; a script has no need of one.
"""

import re
from functools import cache

import pandas as pd
from babel.numbers import get_decimal_symbol, get_group_symbol

from pokrovsk_front.model.wording.numbers import MINUS

FOR_READER, FOR_SCRIPT = "utf-8-sig", "utf-8"
"""Encodings of a table: for a reader it starts with a byte order mark."""

FORMULA = re.compile(r"^\s*(?:[=@\t\r]|[+\-](?![\d.,]))")
"""Start of a cell that a spreadsheet would run as a formula; a signed number is none."""


def defused(value: object) -> object:
    """Escape a text that a spreadsheet would run as a formula.

    >>> print(defused("=1+1"), defused("+2,194 km²"), defused(3.5))
    '=1+1 +2,194 km² 3.5
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


UNIT = re.compile(r"\s?(%|km²|km|км²|км)")
"""The units of the project in both languages, after a space or none."""


@cache
def _number(locale: str) -> re.Pattern[str]:
    group, decimal = (re.escape(sign(locale)) for sign in (get_group_symbol, get_decimal_symbol))
    return re.compile(rf"[+\-{MINUS}]?\d{{1,3}}(?:{group}\d{{3}})*(?:{decimal}\d+)?")


def units_in_header(rows: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Move the unit of a column into its header, where every cell is a number with that unit.

    Args:
        rows: The table as a reader sees it; empty cells have no unit to disagree with.
        locale: The language that its numbers are written in.

    >>> rows = units_in_header(pd.DataFrame({"Net gain": ["+5.1 km²", "−2,194.0 km²"]}), "en")
    >>> list(rows), list(rows["Net gain, km²"])
    (['Net gain, km²'], ['+5.1', '−2,194.0'])
    """
    moved = rows.copy()
    names = [str(name) for name in rows.columns]
    for at, name in enumerate(names):
        cells = [each for each in rows.iloc[:, at] if isinstance(each, str) and each.strip()]
        parts = [_number_and_unit(each, locale) for each in cells]
        units = {part[1] if part else "" for part in parts}
        if len(units) != 1 or "" in units or len(cells) < rows.iloc[:, at].notna().sum():
            continue
        (unit,) = units
        with_unit = name if name.endswith(f", {unit}") else f"{name}, {unit}"
        if with_unit in names and with_unit != name:
            continue
        numbers = [_without_unit(each, unit) for each in rows.iloc[:, at]]
        moved.isetitem(at, numbers)
        names[at] = with_unit
    moved.columns = pd.Index(names)
    return moved


def _number_and_unit(cell: str, locale: str) -> tuple[str, str] | None:
    number = _number(locale).match(cell)
    unit = UNIT.fullmatch(cell, number.end()) if number else None
    return (number[0], unit[1]) if number and unit else None


def _without_unit(cell: object, unit: str) -> object:
    return cell.removesuffix(unit).rstrip() if isinstance(cell, str) else cell


def plain_number(value: object, locale: str) -> object:
    r"""Write a text that is nothing but a number of a language as a machine reads it.

    >>> plain_number("−2,194.5", "en"), plain_number("2\xa0194,5", "uk"), plain_number("5 km", "en")
    ('-2194.5', '2194.5', '5 km')
    """
    if not isinstance(value, str) or not _number(locale).fullmatch(value):
        return value
    text = value.replace(get_group_symbol(locale), "").replace(get_decimal_symbol(locale), ".")
    return text.replace(MINUS, "-")


def csv_for_reader(rows: pd.DataFrame, locale: str) -> bytes:
    """Write a table that is opened by hand as CSV: a header, LF, UTF-8 with a byte order mark.

    Args:
        rows: The table as a reader sees it.
        locale: The language that a cell which is nothing but a number is written in; it becomes
            plain digits with a point, and a unit that all cells of a column share stands in its
            header.
    """
    plain = units_in_header(rows, locale).map(lambda value: plain_number(value, locale))
    return _csv(plain).encode(FOR_READER)


def csv_for_script(rows: pd.DataFrame) -> bytes:
    """Write a table that a script reads as CSV: a header, LF, UTF-8, full precision."""
    return _csv(rows).encode(FOR_SCRIPT)


def _csv(rows: pd.DataFrame) -> str:
    """Write a table, formulas escaped in cells and in the header."""
    texts = rows.select_dtypes(exclude=["number", "datetime", "bool"]).columns
    safe = rows.assign(**{str(column): rows[column].map(defused) for column in texts})
    return str(
        safe.rename(columns=defused).to_csv(
            index=False, lineterminator="\n", date_format="%Y-%m-%d"
        )
    )
