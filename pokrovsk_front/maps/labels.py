"""Which places are named from a view, and on which side of the dot the name stands.

Names are set here, once for the zoom of the view, and not by the browser: the collision
filter of deck.gl hides every name on screens of double density (seen with Streamlit 1.67).
Nearer in there is only more room; farther out the layer lets the names shrink with the map.

It guesses the width of a name from its letters; it refuses to overlap rather than to omit.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, log, pi, radians, tan

import pandas as pd

from pokrovsk_front.maps.views import ARTICLE_PLACES, POKROVSK, TILE_SIZE_PX, VIEWS, View

LABEL_SIZE_PX = {1: 15, 2: 13, 3: 12}
DOT_RADIUS_PX = {1: 3.5, 2: 2.75, 3: 2.25}
LOCALES = ("en", "uk")
LOWEST_RANK = 3
LETTER_WIDTH = 0.64
"""Mean width of a bold letter, Latin or Cyrillic, in parts of its size: on the wide side."""

DOT_SPACE_PX = 5.0
EQUATOR_M = 40_075_016.686

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A named place: `anchor` and `offset_px` (right, down) say where its name stands.

    A name may have several lines.
    """

    place_id: str
    name: str
    latitude_deg: float
    longitude_deg: float
    rank: int
    anchor: str
    offset_px: tuple[float, float]


def metres_per_pixel(view: View) -> float:
    """Give the length of a pixel at the centre of a view, as deck.gl scales its maps."""
    return EQUATOR_M * cos(radians(view.latitude_deg)) / (TILE_SIZE_PX * 2**view.zoom)


def pixel(latitude_deg: float, longitude_deg: float, zoom: float) -> tuple[float, float]:
    """Project to Web Mercator pixels, y downwards."""
    world_px = TILE_SIZE_PX * 2**zoom
    north = log(tan(pi / 4 + radians(latitude_deg) / 2))
    return (world_px * (longitude_deg / 360 + 0.5), world_px * (0.5 - north / (2 * pi)))


def _dot(latitude_deg: float, longitude_deg: float, view: View) -> Box:
    x, y = pixel(latitude_deg, longitude_deg, view.zoom)
    return (x - DOT_SPACE_PX, y - DOT_SPACE_PX, x + DOT_SPACE_PX, y + DOT_SPACE_PX)


def _sides(name: str, size: float) -> list[tuple[str, tuple[float, float], Box]]:
    """List the places for a name round its dot, best first, each with the box it takes."""
    lines = name.split("\n")
    width, half = LETTER_WIDTH * size * max(map(len, lines)) + 2, size * 0.6 * len(lines)
    gap, rise = 7.0, size * len(lines) / 2 + 5
    return [
        ("start", (gap, 0.0), (gap, -half, gap + width, half)),
        ("end", (-gap, 0.0), (-gap - width, -half, -gap, half)),
        ("middle", (0.0, -rise), (-width / 2, -rise - half, width / 2, -rise + half)),
        ("middle", (0.0, rise), (-width / 2, rise - half, width / 2, rise + half)),
    ]


def _overlap(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def placed_labels(
    places: pd.DataFrame, *, view: View, avoided_deg: Sequence[tuple[float, float]] = ()
) -> list[Label]:
    """Set the names of a view so that none covers another or another's dot.

    Places are tried from the greatest down, among equals from Pokrovsk outwards. A place
    whose name finds no room is left out; the list beside the map has it.

    Args:
        places: `place_id`, `name`, `latitude_deg`, `longitude_deg`, `label_rank` (1 the greatest).
        view: Its zoom gives the room, its `max_label_rank` the smallest place named.
        avoided_deg: Points (latitude, longitude) that a name had better not cover, such as those
            of a line.

    Returns:
        The places that are named, the greatest first.
    """
    named: list[Label] = []
    taken: list[Box] = []
    candidates = [
        (int(rank), str(name), float(latitude), float(longitude), str(place_id))
        for place_id, rank, name, latitude, longitude in zip(
            places["place_id"],
            places["label_rank"],
            places["name"],
            places["latitude_deg"],
            places["longitude_deg"],
            strict=True,
        )
        if rank <= view.max_label_rank
    ]
    candidates.sort(
        key=lambda place: (
            place[0],
            hypot(place[2] - POKROVSK.latitude_deg, place[3] - POKROVSK.longitude_deg),
            place[1],
        )
    )
    dots = [_dot(latitude, longitude, view) for _, _, latitude, longitude, _ in candidates]
    dots += [_dot(latitude, longitude, view) for latitude, longitude in avoided_deg]
    for raw_rank, name, latitude, longitude, place_id in candidates:
        rank = min(max(raw_rank, 1), LOWEST_RANK)
        x, y = pixel(latitude, longitude, view.zoom)
        dot = _dot(latitude, longitude, view)
        if any(_overlap(dot, other) for other in taken):
            continue
        free: list[tuple[int, int, str, tuple[float, float], Box]] = []
        for anchor, offset, (left, top, right, bottom) in _sides(name, LABEL_SIZE_PX[rank]):
            box = (x + left, y + top, x + right, y + bottom)
            if not any(_overlap(box, other) for other in taken):
                covered = sum(_overlap(box, other) for other in dots if other != dot)
                free.append((covered, len(free), anchor, offset, box))
        if free:
            # The side that leaves the most neighbours their dots; the first one where equal.
            _, _, anchor, offset, box = min(free)
            named.append(Label(place_id, name, latitude, longitude, rank, anchor, offset))
            taken += [dot, box]
    return named


def label_rows(places: pd.DataFrame, *, view: View, locale: str) -> list[dict[str, object]]:
    """Turn the places named from a view into the rows that the browser loads.

    Args:
        places: `place_id`, `name_en`, `name_uk`, `latitude_deg`, `longitude_deg`, `label_rank`.
        view: Where the camera stands.
        locale: Language of the names.

    Returns:
        `i` place, `n` name, `p` [longitude, latitude], `s` size of type in metres on the
        ground, `r` radius of the dot in pixels, `a` anchor and `o` offset of the name in pixels.
    """
    # What tells namesakes apart in a list, in brackets, is not needed beside a dot.
    named = places.assign(name=places[f"name_{locale}"].str.replace(r"\s*\(.*\)$", "", regex=True))
    return rows_of(placed_labels(named, view=view), view)


def rows_of(labels: Sequence[Label], view: View) -> list[dict[str, object]]:
    """Turn labels into the rows that the browser draws, as `label_rows` describes them."""
    metres = metres_per_pixel(view)
    return [
        {
            "i": label.place_id,
            "n": label.name,
            "p": [label.longitude_deg, label.latitude_deg],
            "s": round(LABEL_SIZE_PX[label.rank] * metres, 1),
            "r": DOT_RADIUS_PX[label.rank],
            "a": label.anchor,
            "o": list(label.offset_px),
        }
        for label in labels
    ]


def label_file_name(view: View, locale: str) -> str:
    """Name the file of a view's labels."""
    return f"labels_{view.view_id}_{locale}.json"


def label_files(places: pd.DataFrame) -> dict[str, bytes]:
    """Write the labels of every view in every language, by file name."""
    return {
        label_file_name(view, locale): json.dumps(
            label_rows(places, view=view, locale=locale),
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        + b"\n"
        for view in (*VIEWS.values(), ARTICLE_PLACES)
        for locale in LOCALES
    }
