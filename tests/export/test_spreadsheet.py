"""Tables as CSV: a unit that a whole column shares stands in its header, beside plain digits."""

import csv

import pandas as pd
import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.spreadsheet import csv_for_reader


@pytest.mark.parametrize(("locale", "unit"), [("en", "km²"), ("uk", "км²")])
def test_a_unit_of_a_whole_column_stands_in_its_header(locale: str, unit: str) -> None:
    words = wording(locale)
    rows = pd.DataFrame(
        {
            "Gain": [words.signed_area(1234.5, 1), words.signed_area(-2.0, 1)],
            "Share, %": [words.percent(3.5, 1), None],
            "Mixed": [words.area(5), words.percent(5)],
            "Said": [words.area(5), "none"],
            "Days": ["5 days", "6 days"],
            "Cells": [1, 2],
        }
    )
    read = list(csv.reader(csv_for_reader(rows, locale).decode("utf-8-sig").splitlines()))
    area, percent = words.area(5), words.percent(5)
    assert read == [
        [f"Gain, {unit}", "Share, %", "Mixed", "Said", "Days", "Cells"],
        ["+1234.5", "3.5", area, area, "5 days", "1"],
        ["-2.0", "", percent, "none", "6 days", "2"],
    ]


def test_a_column_of_that_name_and_a_table_without_rows_stay_as_they_are() -> None:
    rows = pd.DataFrame({"Gain": ["5 km²"], "Gain, km²": [7.0]})
    assert csv_for_reader(rows, "en").decode("utf-8-sig").splitlines() == [
        'Gain,"Gain, km²"',
        "5 km²,7.0",
    ]
    assert csv_for_reader(rows.iloc[:0], "en").decode("utf-8-sig") == 'Gain,"Gain, km²"\n'
