"""The extent of a map that shows a part of the land, and the archive within it.

A map of one oblast says nothing about another. It is compared with the archive where it speaks:
in each oblast that it covers, elsewhere in each hromada that it covers, and on its own land
everywhere. A unit is covered where, on some day of the archive, at least half of the land that
either marks is marked by both. What the map itself marks is never left out.

Along the border of a covered unit the archive's land is not missed: a map that is cut there cuts
hexagons, too. It does not tell whether an editor looked at a hromada and found nothing in it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

MIN_SHARE_OF_MAP = 0.01
"""Smallest part of a map's land by which a unit may be covered: less is a border drawn loosely."""

NO_UNIT = -1
"""Number of the unit of a cell that lies in none."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The changes of the archive, cell by cell: the rows of the table `cells` as arrays.

    Attributes:
        cell_at: Position of the cell of each row among the table's n cells.
        day: Position of the row's day among the days that have a map.
        before_km2: What was occupied of the cell before the row.
        after_km2: What is occupied from it on.
        days: How many days have a map.
    """

    cell_at: np.ndarray
    day: np.ndarray
    before_km2: np.ndarray
    after_km2: np.ndarray
    days: int


def steps_of(cells: pd.DataFrame, days: pd.Series) -> Steps:
    """Read the table `cells`, sorted by `cell` and `as_of_date`, as steps.

    Args:
        cells: The table; the first row of a cell is its state on the first day.
        days: The days that have a map, sorted.
    """
    cell, after = cells["cell"].to_numpy(), cells["occupied_km2"].to_numpy()
    is_first = np.r_[True, cell[1:] != cell[:-1]]
    # A cell's first row is its state on the first day, so every row is a step on a known day.
    day = np.searchsorted(days.to_numpy(), cells["as_of_date"].to_numpy(), side="left")
    before = np.where(is_first, 0.0, np.r_[0.0, after[:-1]])
    return Steps(np.cumsum(is_first) - 1, day, before, after, len(days))


def covered(own_km2: np.ndarray, unit: np.ndarray, steps: Steps) -> np.ndarray:
    """Find the units that a map covers.

    Args:
        own_km2: Occupied km2 of the map in each of n cells.
        unit: The number of each cell's unit, `NO_UNIT` for none.
        steps: The changes of the archive.

    Returns:
        The numbers of the units, sorted.
    """
    of_units = np.bincount(unit[unit >= 0], weights=own_km2[unit >= 0])
    units = np.flatnonzero(of_units >= max(MIN_SHARE_OF_MAP * own_km2.sum(), 1e-9))
    row_of = np.full(len(of_units) + 1, NO_UNIT)  # its last place is that of no unit
    row_of[units] = np.arange(len(units))
    of_steps = row_of[unit][steps.cell_at]
    is_in = of_steps >= 0
    place = of_steps[is_in] * steps.days + steps.day[is_in]
    before, after = steps.before_km2[is_in], steps.after_km2[is_in]
    own = own_km2[steps.cell_at[is_in]]
    shape = len(units), steps.days

    def by_day(change: np.ndarray) -> np.ndarray:
        added = np.bincount(place, weights=change, minlength=shape[0] * shape[1])
        return np.cumsum(added.reshape(shape), axis=1)

    both = by_day(np.minimum(own, after) - np.minimum(own, before))
    archive = by_day(after - before)
    either = of_units[units][:, None] + archive - both
    found: np.ndarray = units[(both >= either / 2).any(axis=1)]
    return found


@dataclass(frozen=True, slots=True)
class Within:
    """A map and every map of the archive within an extent.

    Attributes:
        is_whole: Whether the archive's land counts whole, by cell; elsewhere it counts as far as
            the map marks it, too.
        own_km2: Occupied km2 of the map in each cell.
    """

    is_whole: np.ndarray
    own_km2: np.ndarray

    def reference_km2(self, archive_km2: np.ndarray) -> np.ndarray:
        """Give what counts of a state of the archive in each cell."""
        return np.where(self.is_whole, archive_km2, np.minimum(archive_km2, self.own_km2))

    def by_day(self, steps: Steps) -> tuple[np.ndarray, np.ndarray]:
        """Measure, for each day, the archive's land in the extent and how far it is apart.

        Returns:
            km2 of the archive, and km2 that one of the two marks alone, one a day.
        """
        is_whole, own = self.is_whole[steps.cell_at], self.own_km2[steps.cell_at]
        before, after = (
            np.where(is_whole, km2, np.minimum(km2, own))
            for km2 in (steps.before_km2, steps.after_km2)
        )

        def by_day(change: np.ndarray) -> np.ndarray:
            added = np.bincount(steps.day, weights=change, minlength=steps.days)
            return np.cumsum(added[: steps.days])

        apart = by_day(np.abs(own - after) - np.abs(own - before))
        return by_day(after - before), self.own_km2.sum() + apart
