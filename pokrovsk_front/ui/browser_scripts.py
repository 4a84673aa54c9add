"""The scripts that maps and pictures are drawn by, at addresses that a browser may keep.

They are written into `static/` when the dashboard starts, which plain `streamlit run` sends. Where
that is read-only, `serve.py` sends them from a folder of its own, and plain `streamlit run` has no
maps.
"""

import hashlib
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export.deck_script import COMPILED_AHEAD, deck_script
from pokrovsk_front.export.engine_script import engine_module
from pokrovsk_front.export.offline_chart import chart_library
from pokrovsk_front.export.sheet_script import sheet_module

FOLDER = DATA_DIR.parent / "static"
DECK, ENGINE, PLOTLY, SHEET = "pydeck", "engine", "plotly", "sheet"
TEXTS: dict[str, Callable[[], str]] = {
    DECK: lambda: COMPILED_AHEAD + deck_script(),
    ENGINE: engine_module,
    PLOTLY: chart_library,
    SHEET: sheet_module,
}


@cache
def _script(name: str) -> bytes:
    return TEXTS[name]().encode()


@cache
def file_name(name: str) -> str:
    """Name a script by its content."""
    return f"{name}-{hashlib.sha256(_script(name)).hexdigest()[:8]}.js"


def address(name: str) -> str:
    """Give the address of a script, relative to the dashboard's root."""
    return f"app/static/{file_name(name)}"


@cache
def paths() -> dict[str, Path]:
    """Write the scripts where they can be written, and give their paths by file name."""
    return {file_name(name): _path(name) for name in TEXTS}


def _path(name: str) -> Path:
    target = FOLDER / file_name(name)
    if target.exists():
        return target
    with suppress(OSError):
        return _written(target, name)
    folder = Path(tempfile.mkdtemp(prefix="pokrovsk-front-"))
    return _written(folder / file_name(name), name)


def _written(target: Path, name: str) -> Path:
    partial = target.with_suffix(".part")
    partial.write_bytes(_script(name))
    return partial.replace(target)
