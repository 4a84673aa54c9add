"""Pictures and videos that a reader's browser saves of a map: their sheet, and their words.

The browser draws the sheet of `maps.picture` over its own map: sizes, colours and legend come from
here, so that what is saved on a page looks as what a pack holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

import pydeck as pdk

from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.palette import Palette, Ramp, blend
from pokrovsk_front.maps.picture.camera import SEEN_HEIGHT_PX, SEEN_WIDTH_PX
from pokrovsk_front.maps.picture.lettering import SANS, SERIF
from pokrovsk_front.maps.picture.sheet import (
    EDGE_PX,
    GAP_PX,
    MIN_MAP_SHARE,
    NAME_SIZE,
    SHAPES,
    SHRINKING,
    Shape,
    muted,
)
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording

FILM = {"shortest": 12, "longest": 30, "maxSteps": 600}
"""Seconds that a video takes, and its steps at most: what a browser can draw in half a minute."""


def record_description(words: Wording) -> dict[str, Any]:
    """Describe what every map of a language saves by: texts, shapes and rules of the sheet.

    Args:
        words: The reader's language.

    Returns:
        What `engine/record.js` reads as `description.record`; sizes are in pixels of the sheet.
    """
    return {
        "texts": _texts(words),
        "shapes": [_shape(shape) for shape in SHAPES.values()],
        "rules": {
            "edge": EDGE_PX,
            "gap": GAP_PX,
            "shrinking": SHRINKING,
            "minMapShare": MIN_MAP_SHARE,
            "nameSize": NAME_SIZE,
            "frame": {"width": SEEN_WIDTH_PX, "height": SEEN_HEIGHT_PX},
            "sans": SANS,
            "serif": SERIF,
        },
        "film": FILM,
    }


def sheet_description(figure: Figure[pdk.Deck], palette: Palette, foot: str) -> dict[str, Any]:
    """Describe the words, the legend and the colours of the sheet of a map.

    Args:
        figure: The map and its words.
        palette: Colours of the scheme that it is drawn in.
        foot: Source, version of the data and credit of the base map, with `{day}` for the day.

    Returns:
        What `engine/record.js` reads as `description.sheet`; colours are red, green, blue and
        opacity, 0 to 255.
    """
    return {
        "figure": figure.file_id,
        "asOf": day_number(figure.as_of_date),
        "headline": figure.headline,
        "measure": figure.words_of_picture,
        "foot": foot,
        "entries": described_entries(figure.entries, palette),
        "colours": {
            "paper": palette.land,
            "ink": palette.label_text,
            "muted": muted(palette),
            "halo": palette.label_halo,
        },
    }


def described_entries(entries: Sequence[Any], palette: Palette) -> list[dict[str, Any]]:
    """Describe a legend: its ramp of months, and each fill as it is seen on the land."""
    return [
        _ramp(entry) if isinstance(entry, Ramp) else _fill(entry, palette)
        for entry in entries
        if isinstance(entry, Ramp | Entry)
    ]


def _ramp(ramp: Ramp) -> dict[str, Any]:
    days = {"firstDay": ramp.first_day, "lastDay": ramp.last_day}
    return {"ramp": {"first": ramp.first, "last": ramp.last, **days}}


def _fill(entry: Entry, palette: Palette) -> dict[str, Any]:
    """Describe a fill; its look is one of `plain`, `hatched`, `apart` and `dot`."""
    look = "apart" if entry.is_apart else "dot" if entry.is_dot else "plain"
    is_pattern = look != "plain"
    described: dict[str, Any] = {
        "text": entry.text,
        "look": "hatched" if entry.hatch and not is_pattern else look,
        "fill": entry.fill if is_pattern else blend(entry.fill, palette.land),
        "edge": entry.edge or entry.fill,
        "isDashed": entry.is_dashed,
    }
    return described | ({"hatch": entry.hatch} if entry.hatch else {})


@cache
def _shape(shape: Shape) -> dict[str, Any]:
    names: Mapping[str, str] = {
        "name": "name",
        "width_px": "width",
        "height_px": "height",
        "column_px": "column",
        "headline_px": "headline",
        "measure_px": "measure",
        "key_px": "key",
        "foot_px": "foot",
        "png_scale": "scale",
    }
    return {named: asdict(shape)[name] for name, named in names.items()}


def _texts(words: Wording) -> dict[str, str]:
    """Give the words of buttons, of what is said when they are done, and of what can go wrong."""
    _ = words.gettext
    return {
        "picture": _("Picture"),
        "video": _("Video"),
        "pictureHelp": _("Save this map as a picture"),
        "videoHelp": _("Save a video of the days"),
        "wide": _("Wide"),
        "square": _("Square"),
        "upright": _("Upright"),
        "sized": _("{shape}, {width} × {height} pixels"),
        "from": _("First day"),
        "to": _("Last day"),
        "step": _("Step"),
        "day": _("1 day"),
        "week": _("1 week"),
        "month": _("1 month"),
        "shape": _("Shape"),
        "record": _("Record"),
        "cancel": _("Cancel"),
        "length": _(
            "Steps: {count}; the video lasts about {seconds} s. Keep this tab open and in front "
            "while it is recorded."
        ),
        "private": _("The file is made in your browser; nothing is sent."),
        "drawing": _("Drawing the picture…"),
        "pictureSaved": _("Picture saved: {size}."),
        "videoBegun": _("Recording the video…"),
        "recording": _("Recording {day}: step {done} of {count}"),
        "videoSaved": _("Video saved: {size}."),
        "cancelled": _("Recording cancelled; nothing was saved."),
        "size": _("{number} MB"),
        "km": _("{number} km"),
        "badDays": _("Choose two days from {first} to {last}, the earlier one first."),
        "tooLong": _(
            "That is {count} steps, and a video has {limit} at most: choose a longer step or "
            "fewer days."
        ),
        "noRecorder": _(
            "This browser cannot record a video: save pictures, or open this page in a current "
            "Chrome, Edge, Firefox or Safari."
        ),
        "foreign": _("A street map from elsewhere cannot be saved: turn it off and try again."),
        "failed": _(
            "The map could not be drawn: wait until you see it whole on the page and try again."
        ),
    }
