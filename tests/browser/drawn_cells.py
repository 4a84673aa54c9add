"""Cells that the map engine draws, read back from the graphics card, and those of the tables."""

import json
import random
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from harness.browser import Visit
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.cells import (
    RECENT_ERA_FIRST_DAY,
    cells_on,
    day_number,
    intervals,
    is_occupied,
)
from tests.browser.moving_map import ENGINE

DAYS_OF_A_CELL = f"""
moments => {{
  const found = {{}}, {{ cellsOf }} = {ENGINE}.state();
  moments.forEach((moment, at) => {{
    for (const [layer, cells] of Object.entries(cellsOf(moment))) {{
      const masks = found[layer] ??= {{}};
      for (const seen of cells) {{
        const key = seen.join(" ");
        masks[key] = (masks[key] ?? 0) + 2 ** at;
      }}
    }}
  }});
  return JSON.stringify(found);
}}
"""
"""By layer, cell and colour the moments as bits: a list of cells for each takes many seconds."""

FIRST, LAST = RECENT_ERA_FIRST_DAY, date(2026, 8, 21)
Cells = dict[str, str]
"""Colours, red, green, blue and opacity in hexadecimal, by cell."""


def day_moment(day: date) -> dict[str, Any]:
    """Describe one day as the engine takes it."""
    return {"day": day_number(day), "from": None, "mode": "day"}


def pair_moment(earlier: date, later: date) -> dict[str, Any]:
    """Describe two days as the engine takes them."""
    return {"day": day_number(later), "from": day_number(earlier), "mode": "pair"}


def since_moment(day: date) -> dict[str, Any]:
    """Describe a day on which land is coloured by when it changed."""
    return {"day": day_number(day), "from": None, "mode": "since"}


def drawn(opened: Visit, moments: list[dict[str, Any]]) -> list[dict[str, Cells]]:
    """Read back from the graphics card which cells each layer shows of each moment."""
    found = json.loads(opened.page.evaluate(DAYS_OF_A_CELL, moments))
    shown: list[dict[str, Cells]] = [{layer: {} for layer in found} for _ in moments]
    for layer, masks in found.items():
        for seen, mask in masks.items():
            cell, colour = seen.split(" ")
            for at, cells in enumerate(shown):
                if mask >> at & 1:
                    cells[layer][cell] = colour
    return shown


SAMPLED = 10
"""Days and pairs of days that are looked at."""


@cache
def sample() -> list[date]:
    """Choose two days for each of a pair, of the recent era, by a fixed seed."""
    days = read_table("daily_area")["as_of_date"].dt.date
    recent = [day for day in days if FIRST <= day <= LAST]
    return random.Random(19).sample(recent, 2 * SAMPLED)  # noqa: S311 (a sample, no secret)


class Occupied:
    """The cells of a table that are more than half occupied, by day."""

    def __init__(self, table: pd.DataFrame) -> None:
        # A table of 365,000 rows is searched for each: by codes of its cells, not by their names.
        self._table = table.astype({"cell": "category"})
        self._known: dict[date, set[str]] = {}

    def on(self, day: date) -> set[str]:
        """Give those of a day."""
        if day not in self._known:
            cells = cells_on(self._table, day)
            self._known[day] = set(cells.loc[is_occupied(cells), "cell"])
        return self._known[day]

    def since(self, day: date, cells: set[str]) -> dict[str, int]:
        """Give for each of some cells the day number since which it has been so on a day."""
        spans, number = self._spans(), day_number(day)
        now = spans[(spans["from_day"] <= number) & (spans["to_day"] > number)]
        since = dict(zip(now["cell"], now["from_day"], strict=True))
        return {cell: since[cell] for cell in cells}

    def _spans(self) -> pd.DataFrame:
        if not hasattr(self, "_kept"):
            self._kept = intervals(self._table)
        return self._kept
