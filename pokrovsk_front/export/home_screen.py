"""The site on a home screen: its icons, drawn once from `icon.svg`, and its manifest."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.model.wording import Wording

ICONS = {"icon.svg": "any", "icon-192.png": "192x192", "icon-512.png": "512x512"}
"""Icons of a home screen, with their sizes in pixels."""

TOUCH_ICON = "icon-180.png"
MANIFEST = "site.webmanifest"


def icon_path(name: str) -> str:
    """Give the path of an icon on the disk."""
    return str(files("pokrovsk_front.export").joinpath("icons", name))


@cache
def icon(name: str) -> bytes:
    """Read an icon."""
    return files("pokrovsk_front.export").joinpath("icons", name).read_bytes()


def manifest(words: Wording, icons: Mapping[str, str]) -> bytes:
    """Describe the site for a home screen (W3C Web Application Manifest).

    Args:
        words: The language.
        icons: Path of each of `ICONS`, from the folder of the language.
    """
    name = words.gettext(PRODUCT)
    said = {
        "name": name,
        "short_name": name,
        "lang": words.locale,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": icons[each], "sizes": size} for each, size in ICONS.items()],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
