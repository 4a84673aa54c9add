"""The committed cells of resolution 9 land on the polygons, and the tiles on the cells."""

import gzip
import json
import random
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import h3
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.encoding import version
from pokrovsk_front.model import cells as grid

STATIC = DATA_DIR.parent / "static"
FIRST_DAY = date(2023, 12, 31)


def totals(column: str) -> pd.Series:
    """The areas of the polygons by day, from the first day of the tables of resolution 9 on."""
    by_day = read_table("daily_area").set_index("as_of_date")[column].dropna()
    return by_day[pd.Timestamp(FIRST_DAY) :]


def summed_by_day(frame: pd.DataFrame, column: str, days: pd.Index) -> pd.Series:
    """Sum an area over all cells on each day."""
    before = frame.groupby("cell", sort=False)[column].shift(1).fillna(0.0)
    steps = (frame[column] - before).groupby(frame["as_of_date"]).sum().sort_index()
    return steps.cumsum().reindex(days, method="ffill")


@cache
def states(table: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The cells of a table; by cell and day, as one ascending number, whether it is mostly in."""
    frame = read_table(table).rename(columns={"grey_zone_km2": "occupied_km2"})
    names, first, code = np.unique(frame["cell"], return_index=True, return_inverse=True)
    day = (frame["as_of_date"] - pd.Timestamp(2022, 1, 1)).dt.days.to_numpy()
    moment = code * 100_000 + day
    assert (np.diff(moment) > 0).all()
    assert (day[first] == day[0]).all(), "each opens on the first day"
    return names, moment, grid.is_occupied(frame).to_numpy()


def occupied_on(day: date, table: str = "cells_9") -> set[str]:
    names, moment, is_in = states(table)
    now = np.arange(len(names)) * 100_000 + grid.day_number(day)
    return set(names[is_in[np.searchsorted(moment, now, side="right") - 1]])


def test_the_cells_and_what_lies_beyond_add_up_to_the_polygon_on_every_day() -> None:
    total_km2 = totals("occupied_total_km2")
    frame = read_table("cells_9")
    assert set(frame["as_of_date"]) <= set(total_km2.index)
    rest_km2 = total_km2 - summed_by_day(frame, "occupied_km2", total_km2.index)
    # What lies beyond the cells did not change. A cell is rounded to 100 m2.
    assert (rest_km2 - rest_km2.iloc[0]).abs().max() <= 0.1


def test_both_resolutions_tell_the_same_grey_zone_on_every_day() -> None:
    grey_km2 = totals("grey_zone_km2")
    summed = summed_by_day(read_table("grey_cells_9"), "grey_zone_km2", grey_km2.index)
    rest_km2 = grey_km2 - summed
    assert (rest_km2 - rest_km2.iloc[0]).abs().max() <= 0.1


@cache
def tile_days() -> dict[str, dict[str, list[int]]]:
    """What a browser loads: by cell the days on which it came in and went, land and grey zone."""
    found: dict[str, dict[str, list[int]]] = {"land": {}, "grey": {}}
    index = json.loads((STATIC / "tiles_9.json").read_text(encoding="utf-8"))
    assert index["first"] == grid.day_number(FIRST_DAY)
    tiles = {f"{entry['tile']}.json": entry["version"] for entry in index["tiles"]}
    assert tiles.keys() == {path.name for path in (STATIC / "tiles_9").iterdir()}
    for name, hashed in tiles.items():
        data = (STATIC / "tiles_9" / name).read_bytes()
        assert version(data) == hashed
        assert len(gzip.compress(data)) <= 60_000, name
        for kind, own in json.loads(data).items():
            assert not own.keys() & found[kind].keys(), "a cell is drawn twice"
            found[kind] |= own
    return found


@cache
def stretches(kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Each stretch that a browser loads: its cell, and the days that it begins and ends before."""
    rows = [
        (cell, *ends)
        for cell, days in tile_days()[kind].items()
        for ends in zip(days[::2], days[1::2], strict=True)
    ]
    return np.array([row[0] for row in rows]), np.array([row[1:] for row in rows]).T


def shown_on(kind: str, day: date) -> set[str]:
    cells, (first, end) = stretches(kind)
    number = grid.day_number(day)
    shown = cells[(first <= number) & (number < end)].tolist()
    assert len(set(shown)) == len(shown)
    return set(shown)


def sampled(last: date) -> list[date]:
    inside = [FIRST_DAY + timedelta(days=n) for n in range((last - FIRST_DAY).days + 1)]
    sample = random.Random(9)  # noqa: S311 (a sample, no secret)
    return [FIRST_DAY, *sample.sample(inside, 30), last]


def test_near_to_a_cell_is_drawn_while_more_than_half_of_it_is_occupied() -> None:
    land = tile_days()["land"]
    for day in sampled(totals("occupied_total_km2").index[-1].date()):
        expected = occupied_on(day)
        assert shown_on("land", day) == expected & land.keys(), day


def test_near_to_the_grey_zone_is_drawn_where_it_is_more_than_half_and_known() -> None:
    grey = tile_days()["grey"]
    known = totals("grey_zone_km2").index
    days = [day.date() for day in (known[0], *random.Random(9).sample(list(known), 12), known[-1])]  # noqa: S311 (a sample, no secret)
    for day in days:
        expected = occupied_on(day, "grey_cells_9")
        assert shown_on("grey", day) == expected & grey.keys(), day
    assert not shown_on("grey", known[-1].date() + timedelta(days=1))


def outline(name: str) -> BaseGeometry:
    drawn = json.loads((STATIC / f"{name}.geojson").read_text(encoding="utf-8"))
    return shape(drawn["features"][0]["geometry"])


def centres(cells: Iterable[str]) -> np.ndarray:
    found: np.ndarray = shapely.points([h3.cell_to_latlng(cell)[::-1] for cell in sorted(cells)])
    return found


def test_land_that_no_tile_draws_is_drawn_by_an_outline_that_stands_still() -> None:
    left = set(occupied_on(FIRST_DAY)) - tile_days()["land"].keys()
    still = shapely.union(outline("occupied_before_2022"), outline("always_occupied_near"))
    shapely.prepare(still)
    # The few others lie along a line that stands still, in a cell of resolution 8 that is mostly
    # free: beyond the tiles resolution 8 tells.
    assert shapely.contains(still, centres(left)).mean() > 0.97


def test_cells_and_outline_fill_the_land_together() -> None:
    whole, cut = outline("always_occupied_recent"), outline("always_occupied_near")
    assert shapely.difference(cut, whole).area < 1e-6 * whole.area
    taken = shapely.difference(whole, cut)
    assert 0 < taken.area < 0.5 * whole.area
    shapely.prepare(cut)
    assert not shapely.contains(cut, centres(tile_days()["land"])).any()
