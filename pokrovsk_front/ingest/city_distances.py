"""Distances of all places to occupied land by day, for the card of the map."""

import numpy as np
import pandas as pd

from pokrovsk_front.model.cells import DAY_ZERO

HM_PER_KM = 10


def city_distances(front_distance: pd.DataFrame) -> dict[str, object]:
    """Encode the distances as steps, which compress to a few kilobytes.

    Args:
        front_distance: The table `front_distance`: every place has a row for each map.

    Returns:
        `days`: the number of the first map's day, then the days from each map to the next;
        `hm`: by `place_id` the first distance in hundreds of metres, then its change to each
        next map. Only land itself is 0: what is nearer than 50 m counts as 100 m.
    """
    km = front_distance.pivot_table("distance_km", index="as_of_date", columns="place_id")
    hm = (km * HM_PER_KM).round().clip(lower=(km > 0).astype(float)).astype(int)
    days = (pd.DatetimeIndex(km.index) - pd.Timestamp(DAY_ZERO)).days
    return {
        "days": _steps(days.to_numpy()),
        "hm": {str(place_id): _steps(hm[place_id].to_numpy()) for place_id in hm.columns},
    }


def _steps(values: np.ndarray) -> list[int]:
    steps: list[int] = np.diff(values, prepend=0).tolist()
    return steps
