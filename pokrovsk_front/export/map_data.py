"""Data that a map without a server asks for when the reader does: places, and exact changes.

It is what the dashboard's server works out for one reader at a time, of all days at once. Areas and
distances are those of the tables, to their last digit.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.export.offline_map import Made
from pokrovsk_front.maps.description import description
from pokrovsk_front.maps.engine_description import as_read
from pokrovsk_front.maps.focus import Focus, neighbours_text
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.layers import focus_layers
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number
from pokrovsk_front.model.place_share import KM2_DECIMALS
from pokrovsk_front.model.place_share_text import area_text
from pokrovsk_front.model.wording import Wording

METRES = 1000
POINT_DECIMALS = 5
"""Of degrees, as the table `front_distance` has them."""


def exact_changes(library: Library) -> dict[str, object]:
    """Describe every change of a cell's occupied area, in a part for each era.

    Returns:
        `eraFirst`, the last day of which the changes are in `early`, and both parts. A part has
        the changes by day: steps from one change to the next of `day` and `cell`, and how much
        more of the cell is occupied, in `unit` of a km2.
    """
    changes, era_first = library.cell_changes, day_number(RECENT_ERA_FIRST_DAY)
    is_early = changes["day_number"] <= era_first
    parts = {"early": changes[is_early], "recent": changes[~is_early]}

    def made(name: str, part: pd.DataFrame) -> Made:
        return Made(f"changes_{name}", lambda: _stored_changes(part))

    return {"eraFirst": era_first} | {name: made(name, part) for name, part in parts.items()}


def _stored_changes(changes: pd.DataFrame) -> dict[str, object]:
    by_day = changes.sort_values(["day_number", "cell_code"])
    return {
        "unit": 10**-KM2_DECIMALS,
        "day": _steps(by_day["day_number"]),
        "cell": _steps(by_day["cell_code"]),
        "more": _whole(by_day["delta_km2"], 10**KM2_DECIMALS),
    }


def focus(library: Library, setting: Setting) -> dict[str, object]:
    """Describe what is drawn and said of a place that is chosen.

    Returns:
        `layers` of a place in the corner of the earth where both degrees are 0, which the engine
        moves to the place, and `places`, the data of all of them.
    """
    words = setting.words
    corner = Focus("", "", 0.0, 0.0, 1.0, 0.0, 0.0)
    kilometres = words.gettext("{km} km")
    drawn = pdk.Deck(
        focus_layers(corner, palette=setting.palette, kilometres=kilometres), map_provider=None
    )
    made = Made(f"focus_{words.locale}", _of_all(library, words))
    layers = [as_read(layer) for layer in description(drawn)["layers"]]
    return {"layers": layers, "places": made}


def _of_all(library: Library, words: Wording) -> Callable[[], dict[str, object]]:
    return lambda: {
        place_id: _of_place(library, place_id, words) for place_id in sorted(library.places)
    }


def _of_place(library: Library, place_id: str, words: Wording) -> dict[str, object]:
    """Describe a place: where it is, and on each map its share and the nearest occupied land."""
    place, shares = library.places[place_id], library.place_shares
    area = shares.area_of_place(place_id)
    latitude, longitude = place.point_deg
    land, share = library.distances_of(place_id), shares.rows(area.area_id)
    nearest = ["distance_km", "nearest_lat_deg", "nearest_lon_deg"]
    land = land[(land[nearest] != land[nearest].shift()).any(axis=1)]
    grey_km2 = share["grey_zone_km2"].fillna(0.0)
    return {
        "point": [longitude, latitude],
        "near": neighbours_text(place_id, library.table("places"), words),
        "land": {
            "days": _days(land["as_of_date"]),
            "metres": _whole(land["distance_km"], METRES),
            "longitude": [round(each, POINT_DECIMALS) for each in land["nearest_lon_deg"]],
            "latitude": [round(each, POINT_DECIMALS) for each in land["nearest_lat_deg"]],
        },
        "area": {
            "text": area_text(area, place.name(words.locale), words),
            "km2": area.area_km2,
            "days": [day_number(day.date()) for day in share["as_of_date"]],
            "occupied": share["occupied_km2"].tolist(),
            "grey": grey_km2.tolist(),
        },
    }


def _days(days: pd.Series) -> list[int]:
    return [day_number(day.date()) for day in pd.to_datetime(days)]


def _steps(values: pd.Series) -> list[int]:
    return [int(each) for each in np.diff(values.to_numpy(), prepend=0)]


def _whole(values: pd.Series, units: int) -> list[int]:
    return [int(each) for each in np.rint(values.to_numpy() * units)]
