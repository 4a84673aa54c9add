"""Occupied land by oblast, from the cells of the grid, and the land that each oblast has.

A cell is counted whole in the oblast of its centre, so the oblasts of a day add up to the cells
of that day, and these to the polygon within 0.03 km2. Against clipping the polygon itself at the
border, on six days from 3 April 2022 to 20 August 2026, an oblast differed by 5.3 km2 at most
(Luhansk, 0.02 % of it) and by 1.4 km2 on average; the net gain of January to October 2025 by
2.3 km2 at most. The border file is simplified and no surer than that, and clipping every map
would nearly double the time of a run. Where little land is occupied and the front runs along the
border it weighs more: 2.0 km2 of 36 km2 in Dnipropetrovsk oblast on the last of those days.

Border noise: the map archive and the border file do not draw the same line. On those days 53 to
106 km2 of the occupied land, 0.05 to 0.10 % of it, lay outside every oblast, most of it along
Luhansk oblast's border with Russia. It is counted in the nearest oblast and never dropped.

What it refuses: to move land or a border so that a share comes out rounder. Wholly occupied,
Crimea reads 99.1 % and Sevastopol 96.6 %, as the coasts of the files differ, and Luhansk oblast
read 100.1 % in the summer of 2022.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from pokrovsk_front.ingest import plane
from pokrovsk_front.ingest.outlines import PHYSICAL_BOX_DEG, Boundaries

AREA_DECIMALS = 3
"""Areas are kept to 1,000 m2, as in `daily_area`."""


def land_km2(boundaries: Boundaries, occupied: BaseGeometry, crs: str) -> dict[str, float]:
    """Measure how much land each oblast has, whoever controls it.

    The border file takes in the territorial sea, which nobody marks as occupied, and the coast
    of the physical layers is coarse: it leaves out islands and spits. Land is what lies within
    it or is marked as occupied beyond it. Rivers, lakes and reservoirs count as land, as they do
    in the occupied polygons. West of the box of the physical layers everything is land.

    It does not mend the coast where nothing is occupied: Mykolaiv and Odesa oblasts may read too
    small.

    Args:
        boundaries: Oblasts and land, in degrees.
        occupied: Occupied land in the equal-area plane, such as that of the last map.
        crs: That plane.

    Returns:
        Areas in km2 by ISO 3166-2 code.
    """
    south, west, north, east = PHYSICAL_BOX_DEG
    beyond_coast = shapely.difference(shapely.box(west, south, east, north), boundaries.land)
    sea = shapely.difference(plane.to_plane(beyond_coast, crs), occupied)
    polygons = np.array([oblast.polygon for oblast in boundaries.oblasts], dtype=object)
    on_land = shapely.difference(plane.to_plane(polygons, crs), sea)
    areas = shapely.area(on_land) / plane.SQUARE_METRES_PER_KM2
    return dict(zip([oblast.iso for oblast in boundaries.oblasts], areas.tolist(), strict=True))


def daily_area_by_oblast(
    cells: pd.DataFrame, days: Iterable[date], land_km2_by_oblast: Mapping[str, float]
) -> pd.DataFrame:
    """Put together the table `daily_area_by_oblast`: one row an oblast and day, sorted.

    Args:
        cells: The table `cells`.
        days: Every day that has a map of its own, ascending.
        land_km2_by_oblast: What `land_km2` gives.

    Returns:
        `as_of_date`, `oblast_iso`, `occupied_km2`, `oblast_land_km2`. An oblast without occupied
        land on any day is left out; one with some has a row on every day, which may be 0.
    """
    before = cells.groupby("cell", sort=False)["occupied_km2"].shift(1).fillna(0.0)
    steps = cells[["as_of_date", "oblast_iso"]].assign(km2=cells["occupied_km2"] - before)
    by_day = steps.pivot_table(
        index="as_of_date", columns="oblast_iso", values="km2", aggfunc="sum", fill_value=0.0
    ).cumsum()
    by_day = by_day.reindex(pd.DatetimeIndex(list(days), name="as_of_date"), method="ffill")
    # What is left of a sum that came to nothing has no sign.
    by_day = by_day.round(AREA_DECIMALS) + 0.0
    by_day = by_day.loc[:, by_day.gt(0).any()]
    frame = by_day.reset_index().melt(id_vars="as_of_date", value_name="occupied_km2")
    land = {iso: round(km2, AREA_DECIMALS) for iso, km2 in land_km2_by_oblast.items()}
    frame["oblast_land_km2"] = frame["oblast_iso"].map(land)
    frame = frame.sort_values(["as_of_date", "oblast_iso"], ignore_index=True)
    frame["as_of_date"] = frame["as_of_date"].dt.strftime("%Y-%m-%d")
    return frame
