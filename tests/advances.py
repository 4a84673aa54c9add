"""Widths of the letters of pictures, read from their fonts.

Started by `make fonts`, which writes them where pictures of maps read them: a server and a build
set lines without a browser.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from pokrovsk_front.export.font import font

FACES = {
    "sans": ("source-sans", 400),
    "sans_bold": ("source-sans", 600),
    "serif_bold": ("source-serif-bold", 700),
}
"""File and weight of each face."""


def advances() -> dict[str, Any]:
    """Read how far each letter of each face moves the pen, in thousandths of the size of type.

    Returns:
        `letters`, all that the fonts have, and for each face a list in their order.
    """
    widths = {face: _widths(*of) for face, of in FACES.items()}
    letters = sorted(set.intersection(*map(set, widths.values())))
    listed = {face: [of[letter] for letter in letters] for face, of in widths.items()}
    return {"letters": "".join(map(chr, letters))} | listed


def _widths(name: str, weight: int) -> dict[int, int]:
    read = TTFont(io.BytesIO(font(name)))
    if "fvar" in read:
        read = instantiateVariableFont(read, {"wght": weight})
    units, metrics = read["head"].unitsPerEm, read["hmtx"].metrics
    return {
        letter: round(metrics[glyph][0] * 1000 / units)
        for letter, glyph in read.getBestCmap().items()
    }


if __name__ == "__main__":
    said = json.dumps(advances(), ensure_ascii=False, separators=(",", ":"))
    Path(sys.argv[1]).write_text(f"{said}\n", encoding="utf-8")
