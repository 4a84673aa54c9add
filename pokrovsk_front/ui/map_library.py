"""The script of deck.gl that maps are drawn by, at an address that a browser may keep.

It is written into `static/` when the dashboard starts, which plain `streamlit run` sends. Where
that is read-only, `serve.py` sends it from a folder of its own, and plain `streamlit run` has no
maps.
"""

import hashlib
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export.deck_script import COMPILED_AHEAD, deck_script

FOLDER = DATA_DIR.parent / "static"


@cache
def _script() -> bytes:
    return (COMPILED_AHEAD + deck_script()).encode()


@cache
def file_name() -> str:
    """Name the script by its content."""
    return f"pydeck-{hashlib.sha256(_script()).hexdigest()[:8]}.js"


def address() -> str:
    """Give the address of the script, relative to the dashboard's root."""
    return f"app/static/{file_name()}"


@cache
def path() -> Path:
    """Write the script where it can be written, and give its path."""
    target = FOLDER / file_name()
    if target.exists():
        return target
    with suppress(OSError):
        return _written(target)
    return _written(Path(tempfile.mkdtemp(prefix="pokrovsk-front-")) / file_name())


def _written(target: Path) -> Path:
    partial = target.with_suffix(".part")
    partial.write_bytes(_script())
    return partial.replace(target)
