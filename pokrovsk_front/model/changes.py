"""Changes of the grid between two days: cells that changed hands, and areas in km2.

Cells are yes or no here as on the map (`transitions`), or exact shares (`change_between`). Both
compare the two days and nothing between them; neither says who held a cell in the meantime.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pokrovsk_front.model.cells import DAY_ZERO, FOREVER, day_number

TRANSITION_COLUMNS = ["cell", "first_from_day", "first_to_day", "second_from_day", "second_to_day"]


@dataclass(frozen=True, slots=True)
class Change:
    """Land that came under Russian control and land regained between two days, in km2."""

    gained_km2: float
    regained_km2: float

    @property
    def net_km2(self) -> float:
        """Gained less regained, in km2."""
        return self.gained_km2 - self.regained_km2


def _pairs(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pair each interval with every later interval of the other kind in the same cell."""
    stretch = ["cell", "from_day", "to_day"]
    pairs = first[stretch].merge(second[stretch], on="cell", suffixes=("_first", "_second"))
    pairs.columns = pd.Index(TRANSITION_COLUMNS)
    later = pairs[pairs["first_to_day"] <= pairs["second_from_day"]]
    return later.sort_values(TRANSITION_COLUMNS, ignore_index=True)


def transitions(spans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pair the intervals of each cell so that a filter finds the changes between two days.

    A cell was gained between the days A < D exactly when one row of the first table has
    first_from_day <= A < first_to_day and second_from_day <= D < second_to_day: it was not
    occupied on A and is on D. The second table says the same of regained cells. Of a cell at
    most one row meets the condition, so a cell that flips several times is drawn once or not
    at all.

    Args:
        spans: The table of `cells.intervals`.

    Returns:
        The gained pairs (a stretch not occupied, then an occupied one) and the regained pairs
        (the other way round), each with the columns `TRANSITION_COLUMNS`: day numbers, ends
        exclusive, -`FOREVER` and `FOREVER` for open ends; sorted.
    """
    last = spans[~spans["cell"].duplicated(keep="last") & (spans["to_day"] < FOREVER)]
    free = pd.concat(
        [
            spans[["cell"]].assign(from_day=spans["previous_to_day"], to_day=spans["from_day"]),
            last[["cell"]].assign(from_day=last["to_day"], to_day=FOREVER),
        ],
        ignore_index=True,
    )
    return _pairs(free, spans), _pairs(spans, free)


def cell_changes(cells: pd.DataFrame) -> pd.DataFrame:
    """List every change of a cell's occupied area, without the opening state.

    Args:
        cells: The table `cells`, sorted by `cell` and `as_of_date`.

    Returns:
        One row a change, sorted by day: `day_number`, `cell_code` (a number from 0 that stands
        for the cell in this table only) and `delta_km2`, positive where more is occupied.
    """
    cell = cells["cell"].to_numpy()
    is_first = np.r_[True, cell[1:] != cell[:-1]] if len(cell) else np.array([], dtype=bool)
    area = cells["occupied_km2"].to_numpy()
    days = (cells["as_of_date"] - pd.Timestamp(DAY_ZERO)).dt.days
    changes = pd.DataFrame(
        {
            "day_number": days.to_numpy(dtype=np.int64),
            "cell_code": np.cumsum(is_first) - 1,
            "delta_km2": np.diff(area, prepend=0.0),
        }
    )[~is_first]
    # Most cells never change: without numbers of theirs a sum by cell is twice as quick.
    changes["cell_code"] = pd.factorize(changes["cell_code"])[0]
    return changes.sort_values("day_number", kind="stable", ignore_index=True)


def change_between(changes: pd.DataFrame, earlier: date, later: date) -> Change:
    """Measure what was gained and what was regained between the states of two days.

    The shares are exact, so gained less regained is the difference of the two polygons. A cell
    that both gained and lost between the two days shows its net only: gained and regained are
    each too low by what cancels out inside a cell (docs/decisions/0004).

    Args:
        changes: The table of `cell_changes`.
        earlier: The day of the opening state.
        later: The day of the closing state.

    Returns:
        Both areas in km2, 0 when the days are the same.

    Raises:
        ValueError: `later` comes before `earlier`.
    """
    if later < earlier:
        raise ValueError(f"{later} comes before {earlier}.")
    days = changes["day_number"].to_numpy()
    start, stop = np.searchsorted(days, [day_number(earlier), day_number(later)], side="right")
    net_km2 = np.bincount(
        changes["cell_code"].to_numpy()[start:stop],
        weights=changes["delta_km2"].to_numpy()[start:stop],
    )
    return Change(
        gained_km2=float(net_km2[net_km2 > 0].sum()),
        regained_km2=float(-net_km2[net_km2 < 0].sum()),
    )
