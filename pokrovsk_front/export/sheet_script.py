"""Script that draws finished pictures of charts, the same on a page and in a build.

It needs Plotly on the page and carries its fonts: subsets of Source Sans 3 and Source Serif 4 under
the SIL Open Font License, under names of our own.
"""

import json
from base64 import b64encode
from functools import cache
from importlib.resources import files

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.export.engine_script import joined, joined_module

ENTRY = "saving.js"
"""The module that hands what is drawn to a reader, and imports all others."""

FONTS = (
    ("Front Sans", "400 700", "source-sans.woff2"),
    ("Front Serif", "700", "source-serif-bold.woff2"),
)
"""Family, weights and file of each; `make fonts` cuts them."""


EXPORTS = ("addressOf", "pngOf", "savePicture", "sheetPng", "sheetSvg")


@cache
def sheet_module() -> str:
    """Give the script as a module that the dashboard imports."""
    module = joined_module(_modules(), ENTRY, EXPORTS)
    return f"{module}{_given()}"


@cache
def sheet_script() -> str:
    """Give the script of a page without a server: it puts what it exports into `window.sheet`."""
    exported = f"window.sheet = {{ {', '.join(EXPORTS)} }};\n"
    return joined(_modules(), ENTRY, f"{exported}{_given()}")


def _modules() -> dict[str, str]:
    folder = files("pokrovsk_front.export").joinpath("sheet")
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".js")
    }


def _given() -> str:
    """Hand the script its fonts, and the dark colour of each light one."""
    return f"useFonts({json.dumps(font_files())});\nuseColours({json.dumps(DARK_BY_LIGHT)});\n"


def font_files() -> list[dict[str, str]]:
    """Give the fonts, each as an address that holds all of it."""
    folder = files("pokrovsk_front.export").joinpath("fonts")
    return [
        {
            "family": family,
            "weight": weight,
            "address": "data:font/woff2;base64,"
            + b64encode(folder.joinpath(name).read_bytes()).decode(),
        }
        for family, weight, name in FONTS
    ]
