"""Tables as CSV that a spreadsheet opens as text and numbers, never as a formula."""

import re
from functools import cache

import pandas as pd
from babel.numbers import get_decimal_symbol, get_group_symbol

from pokrovsk_front.model.wording import MINUS

FORMULA = re.compile(r"^\s*(?:[=@\t\r]|[+\-](?![\d.,]))")
"""How a cell starts that a spreadsheet would run; a signed number is none."""


def defused(value: object) -> object:
    """Put a quote before a text that a spreadsheet would run.

    >>> print(defused("=1+1"), defused("+2,194 km²"), defused(3.5))
    '=1+1 +2,194 km² 3.5
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


@cache
def _number(locale: str) -> re.Pattern[str]:
    group, decimal = (re.escape(sign(locale)) for sign in (get_group_symbol, get_decimal_symbol))
    return re.compile(rf"[+\-{MINUS}]?\d{{1,3}}(?:{group}\d{{3}})*(?:{decimal}\d+)?")


def plain_number(value: object, locale: str) -> object:
    r"""Write a text that is nothing but a number of a language as a machine reads it.

    >>> plain_number("−2,194.5", "en"), plain_number("2\xa0194,5", "uk"), plain_number("5 km", "en")
    ('-2194.5', '2194.5', '5 km')
    """
    if not isinstance(value, str) or not _number(locale).fullmatch(value):
        return value
    text = value.replace(get_group_symbol(locale), "").replace(get_decimal_symbol(locale), ".")
    return text.replace(MINUS, "-")


def csv_bytes(rows: pd.DataFrame, locale: str | None = None) -> bytes:
    """Write a table as CSV: UTF-8, a header, LF, full precision.

    Args:
        rows: The table; text that would run as a formula is defused, in cells and in names of
            columns.
        locale: The language that a cell which is nothing but a number is written in; it becomes
            plain digits with a point. Without one each text stays as it is.
    """
    if locale is not None:
        rows = rows.map(lambda value: plain_number(value, locale))
    safe = rows.map(defused).rename(columns=defused)
    return safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode()
