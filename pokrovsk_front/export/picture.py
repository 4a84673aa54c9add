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
    credits_of,
)
from pokrovsk_front.export.offline_map import StaticFiles
from pokrovsk_front.export.sheet_script import font_rules
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
    """Draw a map as SVG that stands alone, with its fonts in it.

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
    foot = foot_on_its_day(figure, sources, words, data_version)
    sheet = Sheet(figure, shape, files.read_address, words, foot, font_rules())
    return sheet.svg().encode()


def foot_of(
    figure: Figure[Any], sources: Mapping[str, Source], words: Wording, data_version: str
) -> str:
    """Write the foot of a picture: source, version of the data, credit of the base map.

    Returns:
        The sentences; the day that the figure is as of stands as `{day}`, for whoever draws
        other days from the same data.
    """
    version = words.gettext("Data version {version}.").format(version=data_version)
    credit = base_map_credit(base_cited(figure, sources), words, is_short=True)
    source = _source_line(figure, sources, words, "{day}")
    return " ".join(filter(None, [source, version, credit]))


def foot_on_its_day(
    figure: Figure[Any], sources: Mapping[str, Source], words: Wording, data_version: str
) -> str:
    """Write the foot of a picture with the day that its figure is as of."""
    day = words.day(figure.as_of_date)
    return foot_of(figure, sources, words, data_version).replace("{day}", day)


def map_poster(figure: Figure[pdk.Deck], files: StaticFiles, words: Wording) -> bytes:
    """Draw the map of a figure alone, as SVG, for the place where a page draws the same map.

    It stays small, so it carries no fonts: its names are set in those of the machine.

    Raises:
        PictureError: The map lies over a street map from elsewhere.
        OfflineMapError: The map names a file that is not in `static/`.
    """
    return Sheet(figure, POSTER, files.read_address, words).svg().encode()


def data_address(svg: bytes) -> str:
    """Give the address of an SVG that holds all of it."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def _source_line(
    figure: Figure[Any], sources: Mapping[str, Source], words: Wording, day: str
) -> str:
    """Write who calculated or compiled a figure, from whose data, and the day it is as of.

    Where it has both, those whose figures stand beside ours are named apart.
    """
    _ = words.gettext
    calculated, printed = (
        credits_of([sources[key] for key in keys])
        for keys in (figure.source_ids, figure.printed_source_ids)
    )
    made = (
        _("{product}, calculated from: {credits}.")
        if calculated
        else _("{product}, compiled from: {credits}.")
    )
    beside = _("Beside it, published figures: {credits}.") if calculated and printed else ""
    said = (
        made.format(product=_(PRODUCT), credits=calculated or printed),
        beside.format(credits=printed),
        _("As of {day}.").format(day=day),
    )
    return " ".join(filter(None, said))
