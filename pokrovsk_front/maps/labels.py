"""Labels of places on a map: which are named from a view, and on which side of the dot.

Labels are placed here, once for the zoom of the view, and not by the browser: the collision
filter of deck.gl hides every name on screens of double density (seen with Streamlit 1.67).
Nearer in there is only more room; farther out the layer lets the names shrink with the map.

The width of a name is estimated from its letters; a name without room is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, log, pi, radians, tan

import pandas as pd

from pokrovsk_front.labels import engine
from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.views import ARTICLE_PLACES, POKROVSK, TILE_SIZE_PX, VIEWS, View

LABEL_SIZE_PX = {1: 15, 2: 13, 3: 12}
DOT_RADIUS_PX = {1: 3.5, 2: 2.75, 3: 2.25}
LOCALES = ("en", "uk")
NAMED_VIEWS = (*VIEWS.values(), ARTICLE_PLACES)
"""Views whose labels are files; those of others come with the map."""

LOWEST_RANK = 3
LETTER_WIDTH = 0.64
"""Mean width of a bold letter, Latin or Cyrillic, in parts of its size: on the wide side."""

DOT_SPACE_PX = 5.0
EQUATOR_M = 40_075_016.686


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: `anchor` and `offset_px` (right, down) are those of its name.

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
    return Box(x - DOT_SPACE_PX, y - DOT_SPACE_PX, x + DOT_SPACE_PX, y + DOT_SPACE_PX)


def sides(
    name: str, size: float, x: float, y: float, beyond: float = 0.0
) -> Iterator[tuple[str, tuple[float, float], Box]]:
    """Give anchor, offset and box of a name on each side of its dot, the best first.

    Args:
        name: The name; it may have several lines.
        size: Size of type in pixels.
        x: Where the dot is.
        y: Where the dot is, downwards.
        beyond: How much farther than from a dot the name stands, such as outside a ring.
    """
    lines = name.split("\n")
    width, half = LETTER_WIDTH * size * max(map(len, lines)) + 2, size * 0.6 * len(lines)
    gap, rise = 7.0 + beyond, size * len(lines) / 2 + 5 + beyond
    yield "start", (gap, 0.0), Box(x + gap, y - half, x + (gap + width), y + half)
    yield "end", (-gap, 0.0), Box(x + (-gap - width), y - half, x - gap, y + half)
    for up in (-rise, rise):
        box = Box(x - width / 2, y + (up - half), x + width / 2, y + (up + half))
        yield "middle", (0.0, up), box


def placed_labels(
    places: pd.DataFrame, *, view: View, avoided_deg: Sequence[tuple[float, float]] = ()
) -> list[Label]:
    """Place the names of a view so that none covers another or another's dot.

    The greatest places have priority, among equals those nearest to Pokrovsk. A place whose name
    has no room is left out; the list beside the map has it.

    Args:
        places: `place_id`, `name`, `latitude_deg`, `longitude_deg`, `label_rank` (1 the greatest).
        view: Its zoom gives the room, its `max_label_rank` the smallest place named.
        avoided_deg: Points (latitude, longitude) to avoid, such as those of a line.

    Returns:
        The places that are named, the greatest first.
    """
    columns = ("place_id", "label_rank", "name", "latitude_deg", "longitude_deg")
    shown = places[places["label_rank"] <= view.max_label_rank]
    rows = list(zip(*(shown[column].to_list() for column in columns), strict=True))
    dots = [_dot(latitude, longitude, view) for *_, latitude, longitude in rows]
    avoided = [*dots, *(_dot(*point, view) for point in avoided_deg)]
    labels = []
    for (place_id, label_rank, name, latitude, longitude), dot in zip(rows, dots, strict=True):
        rank = min(max(int(label_rank), 1), LOWEST_RANK)
        at = pixel(latitude, longitude, view.zoom)
        positions = [
            engine.Position(
                box,
                Label(str(place_id), str(name), latitude, longitude, rank, anchor, offset),
                attached=(dot,),
            )
            for anchor, offset, box in sides(str(name), LABEL_SIZE_PX[rank], *at)
        ]
        from_pokrovsk = hypot(latitude - POKROVSK.latitude_deg, longitude - POKROVSK.longitude_deg)
        priority = (int(label_rank), from_pokrovsk, str(name))
        labels.append(engine.Label(positions, priority, avoided=avoided))
    return [position.drawn for _label, position in engine.Board().place_all(labels)]


def label_boxes(labels: Sequence[Label], view: View) -> list[Box]:
    """Give the boxes of placed labels and their dots, in pixels of the view."""
    boxes = []
    for label in labels:
        at = pixel(label.latitude_deg, label.longitude_deg, view.zoom)
        tried = sides(label.name, LABEL_SIZE_PX[label.rank], *at)
        placed = (label.anchor, label.offset_px)
        boxes += [box for anchor, offset, box in tried if (anchor, offset) == placed]
        boxes.append(_dot(label.latitude_deg, label.longitude_deg, view))
    return boxes


def named_in(places: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Give places their `name` on the map in a language.

    What tells namesakes apart in a list, in brackets, is not needed beside a dot.
    """
    return places.assign(name=places[f"name_{locale}"].str.replace(r"\s*\(.*\)$", "", regex=True))


def label_rows(places: pd.DataFrame, *, view: View, locale: str) -> list[dict[str, object]]:
    """Serialise the labels of a view as rows for the browser.

    Args:
        places: `place_id`, `name_en`, `name_uk`, `latitude_deg`, `longitude_deg`, `label_rank`.
        view: Where the camera stands.
        locale: Language of the names.

    Returns:
        `i` place, `n` name, `p` [longitude, latitude], `s` size of type in metres on the
        ground, `r` radius of the dot in pixels, `a` anchor and `o` offset of the name in pixels.
    """
    return rows_of(placed_labels(named_in(places, locale), view=view), view)


def rows_of(labels: Sequence[Label], view: View) -> list[dict[str, object]]:
    """Serialise labels as rows for the browser, as `label_rows` describes them."""
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
