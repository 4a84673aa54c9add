"""The state of the hexagon grid on a day, and when each cell changed hands.

A cell counts as occupied on the map when more than half of it is. The areas are exact shares
of the polygon, so cell sums equal the polygon's area; the yes-or-no of the map is coarser.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

DAY_ZERO = date(2022, 1, 1)
"""Day numbers count from here, so that they stay exact in a browser's 32-bit floats."""

RECENT_ERA_FIRST_DAY = date(2023, 12, 31)
"""The years before this day are drawn from files of their own: they changed more land than all
years since, and few readers ask for them."""

FOREVER = 99_999
"""The day number that stands for an open end."""


def day_number(day: date) -> int:
    """Count the days since `DAY_ZERO`.

    >>> day_number(date(2022, 1, 2))
    1
    """
    return (day - DAY_ZERO).days


def day_of(number: int) -> date:
    """Give the day of a day number.

    >>> day_of(1)
    datetime.date(2022, 1, 2)
    """
    return DAY_ZERO + timedelta(days=number)


def cells_on(cells: pd.DataFrame, day: date) -> pd.DataFrame:
    """Give the state of every cell on a day: the last row at or before it.

    Args:
        cells: The table `cells`, one row whenever a cell changed.
        day: The Kyiv day.

    Returns:
        One row a cell that has ever been occupied: `cell`, `as_of_date` of its last change,
        `occupied_km2`, `cell_km2`, `oblast_iso`. Cells that were never occupied are absent.
    """
    known = cells[cells["as_of_date"] <= pd.Timestamp(day)]
    return known.drop_duplicates("cell", keep="last").reset_index(drop=True)


def is_occupied(cells: pd.DataFrame) -> pd.Series:
    """Tell for each row whether more than half of the cell is occupied."""
    return cells["occupied_km2"] > cells["cell_km2"] / 2


def intervals(cells: pd.DataFrame) -> pd.DataFrame:
    """List the intervals in which each cell was occupied, as the map draws it.

    Args:
        cells: The table `cells`, sorted by `cell` and `as_of_date`.

    Returns:
        One row an interval: `cell`, `from_day` (first day occupied), `to_day` (first day no
        longer occupied, `FOREVER` while it lasts) and `previous_to_day` (`to_day` of the
        interval before, `-FOREVER` for the first), as day numbers.
    """
    occupied = is_occupied(cells).to_numpy()
    cell = cells["cell"].to_numpy()
    is_first = np.r_[True, cell[1:] != cell[:-1]]
    was_occupied = np.r_[False, occupied[:-1]] & ~is_first
    flips = cells.loc[occupied != was_occupied, ["cell", "as_of_date"]].reset_index(drop=True)
    flips["day"] = (flips["as_of_date"] - pd.Timestamp(DAY_ZERO)).dt.days
    by_cell = flips.groupby("cell", sort=False)
    flips["next_day"] = by_cell["day"].shift(-1).fillna(FOREVER).astype(int)
    flips["last_day"] = by_cell["day"].shift(1).fillna(-FOREVER).astype(int)
    starts = by_cell.cumcount() % 2 == 0
    columns = {"day": "from_day", "next_day": "to_day", "last_day": "previous_to_day"}
    spans: pd.DataFrame = flips.loc[starts, ["cell", *columns]].rename(columns=columns)
    return spans.reset_index(drop=True)


def always_occupied(spans: pd.DataFrame, first_day: date, last_day: date | None) -> pd.Series:
    """Tell for each interval whether it lasts from `first_day` through `last_day` or to the end.

    Args:
        spans: The table of `intervals`.
        first_day: First day of the stretch.
        last_day: Last day of the stretch, or None for all days since.
    """
    end = FOREVER if last_day is None else day_number(last_day) + 1
    return (spans["from_day"] <= day_number(first_day)) & (spans["to_day"] >= end)
