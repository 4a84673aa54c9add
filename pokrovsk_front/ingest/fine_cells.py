"""Land on the grid of resolution 9, from the day on which the recent era opens.

A cell is kept if it changed since then, or if it covers a cell of resolution 8 that did. What a
cell had on the opening day is what the first map that changed it found in it; a cell that never
changed has the same share on every map, so any map tells it. A run that goes on from earlier
figures thus needs no map of the opening day.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

import h3
import numpy as np

from pokrovsk_front.ingest.measure import fine_grid
from pokrovsk_front.ingest.steps.cells import CellAreas, ShareChanges
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY

NO_CODES = np.array([], "<u8")
NO_CELLS = CellAreas(NO_CODES, np.array([], "<f8"))


def opening_day(days: Collection[date]) -> date:
    """Give the day whose map stands on the first day of the recent era, or the first of all."""
    return max((day for day in days if day <= RECENT_ERA_FIRST_DAY), default=min(days))


def moved_cells(
    land: Mapping[date, CellAreas], grey: Mapping[date, CellAreas], opening: date
) -> np.ndarray:
    """List the cells of resolution 8 whose land or grey zone the recent era does not leave alone.

    Args:
        land: What changed in the cells on each day, and the opening state on the first.
        grey: The same of the grey zone.
        opening: The day after which changes count.

    Returns:
        The cells that changed since, and those with a grey zone on some day since; ascending.
    """
    since = [each.codes for areas in (land, grey) for day, each in areas.items() if day > opening]
    return _unique([*since, _grey_on(grey, opening)])


def _grey_on(grey: Mapping[date, CellAreas], day: date) -> np.ndarray:
    until = [areas for each, areas in sorted(grey.items()) if each <= day]
    codes = np.concatenate([NO_CODES, *(each.codes for each in until)])[::-1]
    km2 = np.concatenate([NO_CELLS.km2, *(each.km2 for each in until)])[::-1]
    last, place = np.unique(codes, return_index=True)
    on_the_day: np.ndarray = last[km2[place] > 0]
    return on_the_day


def cover(moved: np.ndarray) -> np.ndarray:
    """List the cells of resolution 9 that cover cells of resolution 8, ascending."""
    cells = fine_grid.cover(h3.int_to_str(code) for code in moved.tolist())
    return np.array([h3.str_to_int(cell) for cell in cells], "<u8")


def areas_by_day(
    opening: date,
    changes: Mapping[date, ShareChanges],
    kept: Mapping[date, CellAreas],
    covering: np.ndarray,
    covering_before: np.ndarray,
    measure: Callable[[np.ndarray], CellAreas],
) -> dict[date, CellAreas]:
    """Put together what changed in the cells of resolution 9.

    Args:
        opening: The day of the opening state.
        changes: The steps that were measured, by ascending day.
        kept: What an earlier run says of the days before them.
        covering: The cells that are kept even if they did not change.
        covering_before: Those of the earlier run; one of which it says nothing had no share.
        measure: Measures cells on a map that none of the steps comes before.

    Returns:
        For each day the areas of the cells that changed on it, with the opening state first.
    """
    if opening not in kept:  # Those figures opened on another day, or hold nothing.
        kept, covering_before = {}, NO_CODES
    opened = kept.get(opening, NO_CELLS)
    later = {day: each for day, each in kept.items() if day > opening}
    codes = np.concatenate([NO_CODES, *(each.codes for each in changes.values())])
    before_km2 = np.concatenate([NO_CELLS.km2, *(each.before_km2 for each in changes.values())])
    first, place = np.unique(codes, return_index=True)
    known = _unique(each.codes for each in kept.values())
    is_new = ~np.isin(first, known)
    constant = measure(np.setdiff1d(covering, _unique([known, first, covering_before])))
    stays = np.isin(opened.codes, _unique([covering, first, *(e.codes for e in later.values())]))
    state = CellAreas(
        np.concatenate([opened.codes[stays], first[is_new], constant.codes]),
        np.concatenate([opened.km2[stays], before_km2[place][is_new], constant.km2]),
    )
    steps = {day: CellAreas(each.codes, each.after_km2) for day, each in changes.items()}
    return {opening: state, **later, **steps}


def codes_with_land(areas: Iterable[CellAreas]) -> np.ndarray:
    """List the cells that have some land on some day, ascending."""
    return _unique(each.codes[each.km2 > 0] for each in areas)


def _unique(codes: Iterable[np.ndarray]) -> np.ndarray:
    found: np.ndarray = np.unique(np.concatenate([NO_CODES, *codes]))
    return found
