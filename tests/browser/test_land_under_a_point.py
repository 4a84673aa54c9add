"""What the card says of land: the browser's answer against Python's, for random cells and days."""

import json
from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import pandas as pd
from playwright.sync_api import Browser

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number, is_occupied
from tests.browser.engine_page import PROJECT, open_engine

CELLS, SEED = 240, 19
LIBRARY = Library()
STATIC = PROJECT / "static"


def run_of(rows: pd.DataFrame, day: date) -> tuple[bool, int | None]:
    """Give the state of a cell on a day and the day of the map on which it began.

    Args:
        rows: Its rows, with `is_in`, in order of time.
        day: The day.

    Returns:
        Whether it is in, and the day number of the first map of that; None where it never was.
    """
    known = rows[rows["as_of_date"] <= pd.Timestamp(day)]
    flags = [False, *known["is_in"].tolist()]
    days = [None, *known["as_of_date"].tolist()]
    start = max((at for at in range(1, len(flags)) if flags[at] != flags[at - 1]), default=0)
    began = days[start]
    return flags[-1], None if began is None else day_number(began.date())


def cells_in(name: str) -> list[str]:
    """List the cells of a file that the browser loads."""
    return sorted({row["h"] for row in json.loads((STATIC / f"{name}.json").read_bytes())})


def rows_of_cells(name: str, cells: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Read the rows of some cells from a file that the browser loads."""
    found = defaultdict(list)
    for row in json.loads((STATIC / f"{name}.json").read_bytes()):
        if row["h"] in cells:
            found[row["h"]].append(row)
    return found


def test_the_land_under_a_point_is_as_python_has_it(browser: Browser) -> None:
    cells, grey = LIBRARY.table("cells"), LIBRARY.table("grey_cells")
    daily = LIBRARY.daily_area
    cells = cells.assign(is_in=is_occupied(cells))
    grey = grey.assign(is_in=grey["grey_zone_km2"] > grey["cell_km2"] / 2)
    last_grey = daily.loc[daily["grey_zone_km2"].notna(), "as_of_date"].max().date()
    random = Random(SEED)  # noqa: S311 (no secret)
    chosen = sorted(
        cell
        for name in ("cells", "grey", "regained")
        for cell in random.sample(cells_in(f"{name}_recent"), CELLS // 3)
    )
    first, last = RECENT_ERA_FIRST_DAY, LIBRARY.latest_day
    asked, expected = [], []
    files = {
        layer: rows_of_cells(name, set(chosen))
        for layer, name in {
            "cells": "cells_recent",
            "grey": "grey_recent",
            "gained": "gained_recent",
            "regained": "regained_recent",
        }.items()
    }
    cells_of = dict(iter(cells[cells["cell"].isin(chosen)].groupby("cell")))
    grey_of = dict(iter(grey[grey["cell"].isin(chosen)].groupby("cell")))
    for cell in chosen:
        one, other = sorted(
            first + timedelta(days=random.randrange((last - first).days + 1)) for _ in range(2)
        )
        rows = {layer: found[cell] for layer, found in files.items()}
        if not any(rows.values()):
            continue  # occupied, or free, on all days of the era: nothing is drawn by day
        is_pair = random.random() < 0.5
        shown = {
            "day": day_number(other),
            "from": day_number(one) if is_pair else None,
            "mode": "pair" if is_pair else "day",
        }
        asked.append([rows, shown])
        is_in, since = run_of(cells_of.get(cell, cells[:0]), other)
        if is_pair and is_in != run_of(cells_of.get(cell, cells[:0]), one)[0]:
            rows["cells"] = []  # what was gained or regained is told by its own layer
        is_grey, grey_since = run_of(grey_of.get(cell, grey[:0]), other)
        is_grey = is_grey and other <= last_grey and not is_in
        # Land regained before the era is not in its files: the map has nothing to draw there.
        was_in = since is not None and since > day_number(first) and not is_in
        state = "occupied" if is_in else "grey" if is_grey else "regained" if was_in else "free"
        expected.append(
            {
                "state": state,
                "since": since if is_in else None,
                "regainedOn": since if was_in else None,
                "greySince": grey_since if is_grey else None,
            }
        )
    page = open_engine(browser, 390, 300)
    found = page.evaluate(
        "asked => asked.map(([rows, shown]) => {"
        " const {state, since, regainedOn, greySince} = landAt(rows, shown);"
        " return {state, since, regainedOn, greySince}; })",
        asked,
    )
    assert page.evaluate("landAt({}, {day: 1, from: null, mode: 'day'})") is None
    page.context.close()
    wrong = [
        (*each, theirs, ours)
        for each, theirs, ours in zip(asked, found, expected, strict=True)
        if theirs != ours
    ]
    assert wrong == []
    assert len(asked) > 150
    assert {each["state"] for each in expected} == {"occupied", "grey", "regained", "free"}
