"""Map files of resolution 9, which a browser loads near to, tile by tile.

Near to, the land that the recent era did not leave alone is drawn by cells of resolution 9 and
all other land by what stands still. The cells fill a hole in the outline of always-occupied land
that is cut along their edges, so nothing is drawn twice and no gap shows. A tile holds the cells
of resolution 9 that H3 counts in one cell of resolution 5.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import h3
import numpy as np
import pandas as pd

from pokrovsk_front.ingest.encoding import as_json, version
from pokrovsk_front.ingest.measure import fine_grid
from pokrovsk_front.model import cells as grid_model

TILE_RESOLUTION = 5
"""H3 resolution of a tile: about 250 km2 and 2,400 cells of resolution 9."""

FOLDER, INDEX = "tiles_9", "tiles_9.json"

BOX_DECIMALS = 3
BOX_MARGIN_DEG = 0.004
"""More than a cell of resolution 9 reaches from its centre."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Intervals of the cells of one table, as day numbers: first day, then first day after.

    An interval that was under way on the opening day is open to the past.
    """

    by_cell: Mapping[str, list[int]]
    opening_day: int


def spans_of(cells: pd.DataFrame, last_day: date | None = None) -> Spans:
    """List the intervals in which more than half of each cell was in the land.

    Args:
        cells: A table like `cells`, with `occupied_km2`.
        last_day: The last day of which something is known, if not all later days are alike.
    """
    if cells.empty:
        return Spans({}, 0)
    opening = grid_model.day_number(cells["as_of_date"].min().date())
    spans = grid_model.intervals(cells)
    if last_day is not None:
        known_to = grid_model.day_number(last_day + timedelta(days=1))
        spans["to_day"] = spans["to_day"].clip(upper=known_to)
    spans["from_day"] = spans["from_day"].where(spans["from_day"] > opening, -grid_model.FOREVER)
    by_cell: dict[str, list[int]] = {}
    rows = spans[["cell", "from_day", "to_day"]].itertuples(index=False, name=None)
    for cell, first, end in rows:
        by_cell.setdefault(cell, []).extend((first, end))
    return Spans(by_cell, opening)


def drawn_cells(moved: Iterable[str], before_2022: Collection[str]) -> list[str]:
    """List the cells of resolution 9 that are drawn: land occupied before 2022 stands still.

    Args:
        moved: The cells of resolution 8 that the recent era did not leave alone.
        before_2022: Cells of resolution 8 that were occupied before 2022.
    """
    still = frozenset(before_2022)
    return fine_grid.without_children(fine_grid.cover(set(moved) - still), still)


def by_tile(cells: Iterable[str]) -> dict[str, list[str]]:
    """Group cells of resolution 9 by their tile."""
    grouped: dict[str, list[str]] = {}
    for cell in cells:
        grouped.setdefault(h3.cell_to_parent(cell, TILE_RESOLUTION), []).append(cell)
    return grouped


def tile_files(drawn: Iterable[str], land: Spans, grey: Spans) -> dict[str, bytes]:
    """Build the tiles and their index.

    A tile has `land` and `grey`: by cell the days on which more than half of it came into the
    occupied land or the grey zone and left it, in turn. A cell that never was is in neither, and
    a tile without any is left out. The index has for each tile its box in degrees (west, south,
    east, north) and the hash of its content, and the first day that the tiles can show.

    Args:
        drawn: The cells of resolution 9 that are drawn.
        land: The intervals of occupied land.
        grey: Those of the grey zone.

    Returns:
        JSON by file name, below the folder of what the browser loads.
    """
    tiles, files = [], {}
    for tile, cells in sorted(by_tile(drawn).items()):
        content = {
            name: {cell: spans.by_cell[cell] for cell in cells if cell in spans.by_cell}
            for name, spans in (("land", land), ("grey", grey))
        }
        if not any(content.values()):
            continue
        data = as_json(content)
        files[f"{FOLDER}/{tile}.json"] = data
        tiles.append({"tile": tile, "version": version(data), "box": _box(cells)})
    index = {"first": land.opening_day, "tiles": tiles}
    return files | {INDEX: as_json(index)}


def _box(cells: Iterable[str]) -> list[float]:
    """Bound cells, in degrees: west, south, east, north."""
    latitudes, longitudes = np.array([h3.cell_to_latlng(cell) for cell in cells]).T
    bounds = [
        longitudes.min() - BOX_MARGIN_DEG,
        latitudes.min() - BOX_MARGIN_DEG,
        longitudes.max() + BOX_MARGIN_DEG,
        latitudes.max() + BOX_MARGIN_DEG,
    ]
    return [round(float(bound), BOX_DECIMALS) for bound in bounds]
