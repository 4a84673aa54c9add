"""Cells of resolution 9 for a site without a server: each tile a script, loaded when looked at.

A map names the index of the tiles, which has the name and the version of each; the site has them in
one folder, and no page names them one by one.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pokrovsk_front.export.offline_map import Data, StaticFiles, stored_script

FOLDER = "assets/tiles_9"
INDEX, TILES = "tiles_9.json", "tiles_9"
"""The index and the folder of the tiles in `static/`."""


def stored_tiles(files: StaticFiles) -> Mapping[str, bytes]:
    """Give the script of each tile by its path in the site; its version is in its name."""
    return _stored(files.folder)


@cache
def _stored(folder: Path) -> Mapping[str, bytes]:
    entries = StaticFiles(folder).read(folder / INDEX)["tiles"]
    return {
        f"{FOLDER}/{name}.js": stored_script(name, _data(folder / TILES / f"{tile}.json")).encode()
        for tile, name in ((each["tile"], f"{each['tile']}-{each['version']}") for each in entries)
    }


def _data(file: Path) -> Data:
    # Its text is stored as it is: nothing in the build reads it.
    return Data(None, file.read_text(encoding="utf-8").strip())
