"""The rooms of `ingest` import one way: drawings below measurements below the cached steps."""

import ast
from pathlib import Path, PurePosixPath

from tests.test_architecture import PACKAGE, PROJECT, imported_names

INGEST = PROJECT / PACKAGE / "ingest"

# Rooms and modules of ingest that each room may import beside itself. What puts a run together
# (run, update, plans, tables and so on) is imported by no room.
MAY_IMPORT = {
    "base_map": {"geojson", "regular"},
    "measure": {"base_map", "geojson", "regular"},
    "audit": {"measure", "geojson", "regular", "bounds"},
    "source": {"base_map", "archive", "regular"},
    "steps": {"base_map", "measure", "source", "archive", "regular", "bounds"},
}


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported_names(tree, PurePosixPath(path.relative_to(PROJECT).as_posix()))
    prefix = f"{PACKAGE}.ingest."
    return {name.removeprefix(prefix).split(".")[0] for _, name in names if name.startswith(prefix)}


def test_the_rooms_of_ingest_import_one_way() -> None:
    rooms = {path.name for path in INGEST.iterdir() if (path / "__init__.py").exists()}
    assert rooms == set(MAY_IMPORT)
    broken = {
        str(path.relative_to(INGEST)): beyond
        for room, allowed in MAY_IMPORT.items()
        for path in (INGEST / room).glob("*.py")
        if (beyond := imported_rooms(path) - allowed - {room})
    }
    assert broken == {}
