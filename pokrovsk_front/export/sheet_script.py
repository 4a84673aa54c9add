"""Script that draws finished pictures of charts, the same on a page and in a build.

It needs Plotly on the page and carries its fonts: subsets of Source Sans 3 and Source Serif 4 under
the SIL Open Font License, under names of our own.
"""

import json
from base64 import b64encode
from functools import cache

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.export.engine_script import joined, joined_module, modules, read_modules
from pokrovsk_front.export.font import font

ENTRY, OFFLINE = "saving.js", "offline.js"
"""The module that hands what is drawn to a reader, and the one of a page without a server."""

FONTS = (
    ("Front Sans", "400 700", "source-sans"),
    ("Front Serif", "700", "source-serif-bold"),
)
"""Family, weights and file of each; `make fonts` cuts them."""


SHARED = ("even_lines.js",)
"""Modules of the map engine that draw the sheets of charts too."""

EXPORTS = ("savePicture",)


@cache
def sheet_module() -> str:
    """Give the script as a module that the dashboard imports."""
    module = joined_module(_modules(), ENTRY, EXPORTS)
    return f"{module}{_given()}"


@cache
def sheet_script() -> str:
    """Give the script of a page without a server, which puts what draws into `window.sheet`."""
    return joined(_modules(), OFFLINE, _given())


def _modules() -> dict[str, str]:
    of_maps = modules()
    shared = {name: of_maps[name] for name in SHARED}
    return shared | read_modules("pokrovsk_front.export", "sheet")


def _given() -> str:
    """Hand the script its fonts, and the dark colour of each light one."""
    return f"useFonts({json.dumps(font_files())});\nuseColours({json.dumps(DARK_BY_LIGHT)});\n"


def font_files() -> list[dict[str, str]]:
    """Give the fonts, each as an address that holds all of it."""
    return [
        {
            "family": family,
            "weight": weight,
            "address": "data:font/woff2;base64," + b64encode(font(name)).decode(),
        }
        for family, weight, name in FONTS
    ]


@cache
def font_rules() -> str:
    """Give the fonts as the CSS that a picture carries."""
    return "".join(
        f'@font-face{{font-family:"{each["family"]}";font-weight:{each["weight"]};'
        f"src:url({each['address']})}}"
        for each in font_files()
    )
