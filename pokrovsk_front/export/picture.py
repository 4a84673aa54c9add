"""Static picture of a map figure, with its source, day and version of the data."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import pydeck as pdk

from pokrovsk_front.export.citation import (
    PRODUCT,
    Source,
    base_cited,
    base_map_credit,
    publishers_of,
)
from pokrovsk_front.export.offline_map import StaticFiles
from pokrovsk_front.maps.picture.sheet import POSTER, Shape, Sheet
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording


def map_picture(
    figure: Figure[pdk.Deck],
    shape: Shape,
    files: StaticFiles,
    words: Wording,
    *,
    sources: Mapping[str, Source],
    data_version: str,
) -> bytes:
    """Draw a map as SVG that stands alone.

    Args:
        figure: The figure; the picture has the scheme that it is drawn in.
        shape: The size, and where the words stand.
        files: The files that the map names.
        words: The reader's language.
        sources: Sources by `source_id`.
        data_version: Version of the data.

    Returns:
        The same bytes for the same figure on the same data.

    Raises:
        PictureError: The map lies over a street map from elsewhere.
        OfflineMapError: The map names a file that is not in `static/`.
    """
    version = words.gettext("Data version {version}.").format(version=data_version)
    credit = base_map_credit(base_cited(figure, sources), words, is_short=True)
    foot = " ".join(filter(None, [source_line(figure, sources, words), version, credit]))
    sheet = Sheet(figure, shape, files.read_address, words, foot)
    return sheet.svg().encode()


def map_poster(figure: Figure[pdk.Deck], files: StaticFiles, words: Wording) -> bytes:
    """Draw the map of a figure alone, as SVG, for the place where a page draws the same map.

    Raises:
        PictureError: The map lies over a street map from elsewhere.
        OfflineMapError: The map names a file that is not in `static/`.
    """
    return Sheet(figure, POSTER, files.read_address, words).svg().encode()


def data_address(svg: bytes) -> str:
    """Give the address of an SVG that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def source_line(figure: Figure[Any], sources: Mapping[str, Source], words: Wording) -> str:
    """Write who calculated a figure from whose data, and the day it is as of."""
    publishers = publishers_of([sources[key] for key in figure.source_ids])
    return words.gettext("{product}, calculated from {publishers}. As of {day}.").format(
        product=words.gettext(PRODUCT), publishers=publishers, day=words.day(figure.as_of_date)
    )
