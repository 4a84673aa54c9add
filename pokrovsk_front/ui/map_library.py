"""The script that draws maps, as pydeck ships it, at an address that a browser may keep.

`serve.py` sends it from the installed package. Plain `streamlit run` sends only what lies in
`static/`: there a copy is made when the dashboard starts.
"""

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import pydeck as pdk

from pokrovsk_front.catalog.tables import DATA_DIR

SCRIPT = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
FOLDER = DATA_DIR.parent / "static"


@cache
def file_name() -> str:
    """Name the script by its content."""
    return f"pydeck-{hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:8]}.js"


def address() -> str:
    """Give the address of the script, relative to the dashboard's root."""
    return f"app/static/{file_name()}"


def copy() -> None:
    """Copy the script into `static/`; where that cannot be written to, only `serve.py` has it."""
    target = FOLDER / file_name()
    if target.exists():
        return
    with suppress(OSError):
        partial = target.with_suffix(".part")
        partial.write_bytes(SCRIPT.read_bytes())
        partial.replace(target)
