"""Tables as CSV that a spreadsheet opens as text and numbers, never as a formula."""

import re

import pandas as pd

FORMULA = re.compile(r"^\s*(?:[=@\t\r]|[+\-](?![\d.,]))")
"""How a cell starts that a spreadsheet would run; a signed number is none."""


def defused(value: object) -> object:
    """Put a quote before a text that a spreadsheet would run.

    >>> print(defused("=1+1"), defused("+2,194 km²"), defused(3.5))
    '=1+1 +2,194 km² 3.5
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """Write a table as CSV: UTF-8, a header, LF, full precision.

    Args:
        rows: The table; text that would run as a formula is defused, in cells and in names of
            columns.
    """
    safe = rows.map(defused).rename(columns=defused)
    return safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode()
