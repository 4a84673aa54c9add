"""Names of a map: what may be named, and from which zoom; one file a language has them all.

Nothing is placed here: the engine places the names by zoom in the browser, and `maps.picture` for
a picture.
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import pandas as pd

from pokrovsk_front.maps.labels import named_in
from pokrovsk_front.maps.regions import CITIES_OF_OBLAST_RANK, Regions, roomy_points, wrapped
from pokrovsk_front.maps.views import POKROVSK

ZOOM_OF_RANK: Mapping[int, float] = {0: 4.5, 1: 5.4, 2: 6.9, 3: 8.3, 4: 9.2, 5: 10.0}
"""From which zoom a place may be named, by its rank: 0 the greatest."""

OBLAST_ZOOM, NEIGHBOUR_ZOOM = 5.4, 4.5
LOCALES = ("en", "uk")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a map names by itself, instead of those of the file.

    Attributes:
        place_id: The place.
        name: What stands beside its dot; it may have several lines.
        latitude_deg: Of its dot.
        longitude_deg: Of its dot.
        rank: Its size of type, 1 the greatest.
        from_zoom: Zoom from which it may be named.
        told: What the map says of it when it is pointed at, a sentence each.
    """

    place_id: str
    name: str
    latitude_deg: float
    longitude_deg: float
    rank: int
    from_zoom: float = 0.0
    told: tuple[str, ...] = ()


def own_rows(places: Sequence[NamedPlace]) -> list[dict[str, object]]:
    """List what a map names by itself as rows of `name_rows`, the first of equals first.

    Args:
        places: The places.

    Returns:
        The rows, and `t` for what is told of a place.
    """
    return [
        {
            "i": each.place_id,
            "n": each.name,
            "k": "place",
            "p": [each.longitude_deg, each.latitude_deg],
            "r": each.rank,
            "z": each.from_zoom,
            **({"t": list(each.told)} if each.told else {}),
        }
        for each in places
    ]


def name_rows(
    places: pd.DataFrame, towns: pd.DataFrame, regions: Regions, locale: str
) -> list[dict[str, object]]:
    """List what a map may name, the greatest first.

    Among equals come first those that the article names, then those nearest to Pokrovsk.

    Args:
        places: Places with a `place_id`, which a reader can choose: `name_en`, `name_uk`,
            `latitude_deg`, `longitude_deg`, `label_rank`, `is_in_article`.
        towns: Towns that are only named: the same columns without `place_id` and
            `is_in_article`.
        regions: Oblasts, neighbouring countries and seas.
        locale: Language of the names.

    Returns:
        `n` name, `k` kind (place, oblast, country or sea), `p` [longitude, latitude], `r` rank,
        `z` zoom from which it may be shown, and where it has one `i`, the place; of an oblast
        `at`, the points of `regions.roomy_points`.
    """
    settlements = named_in(pd.concat([places, towns], ignore_index=True), locale)
    points = zip(settlements["latitude_deg"], settlements["longitude_deg"], strict=True)
    settlements["from_pokrovsk"] = [
        hypot(latitude - POKROVSK.latitude_deg, longitude - POKROVSK.longitude_deg)
        for latitude, longitude in points
    ]
    settlements["is_other"] = settlements["is_in_article"].ne(True)
    settlements = settlements.sort_values(["label_rank", "is_other", "from_pokrovsk", "name"])
    return [
        *(_settlement_row(row) for row in settlements.to_dict("records")),
        *_neighbour_rows(regions.neighbours, locale),
        *_oblast_rows(regions, locale),
    ]


def _settlement_row(settlement: Mapping[Hashable, object]) -> dict[str, object]:
    place_id, rank = settlement["place_id"], int(str(settlement["label_rank"]))
    known = {"i": place_id} if isinstance(place_id, str) else {}
    point = [settlement["longitude_deg"], settlement["latitude_deg"]]
    return known | {
        "n": settlement["name"],
        "k": "place",
        "p": point,
        "r": rank,
        "z": ZOOM_OF_RANK[rank],
    }


def _neighbour_rows(neighbours: pd.DataFrame, locale: str) -> list[dict[str, object]]:
    columns = ("kind", f"name_{locale}", "longitude_deg", "latitude_deg")
    return [
        {"n": name, "k": kind, "p": [longitude, latitude], "r": 0, "z": NEIGHBOUR_ZOOM}
        for kind, name, longitude, latitude in zip(*(neighbours[c] for c in columns), strict=True)
    ]


def _oblast_rows(regions: Regions, locale: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    names = zip(regions.oblasts["oblast_iso"], regions.oblasts[f"name_{locale}"], strict=True)
    for iso, name in names:
        points = [] if iso in CITIES_OF_OBLAST_RANK else roomy_points(regions.rings_of[iso])
        if points:
            longitude, latitude, _room = points[0]
            at = [list(point) for point in points]
            row = {"n": wrapped(name), "k": "oblast", "p": [longitude, latitude], "at": at}
            rows.append(row | {"r": 0, "z": OBLAST_ZOOM})
    return rows


def names_file_name(locale: str) -> str:
    """Name the file of all names in a language."""
    return f"names_{locale}.json"


def names_files(places: pd.DataFrame, towns: pd.DataFrame, regions: Regions) -> dict[str, bytes]:
    """Write the names in every language, by file name."""
    return {
        names_file_name(locale): json.dumps(
            name_rows(places, towns, regions, locale), ensure_ascii=False, separators=(",", ":")
        ).encode()
        + b"\n"
        for locale in LOCALES
    }
