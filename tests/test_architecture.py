"""The house rules of imports, page length and docstrings, read from the sources.

Nothing is imported and nothing runs: each file is parsed. A file that breaks a
rule is named with its line and the rule. What a string holds (SQL, an import in
`exec`) is not read.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = "pokrovsk_front"

# Who may import whom inside the package; each may import itself. A package that is not
# listed breaks a rule on its first import, so that a new one is placed here on purpose.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "__init__": frozenset(),
    "model": frozenset(),
    "catalog": frozenset({"model"}),
    "labels": frozenset(),
    "charts": frozenset({"model", "labels"}),
    "maps": frozenset({"model", "labels"}),
    "page_text": frozenset({"model", "catalog", "charts"}),
    "export": frozenset({"model", "catalog", "charts", "maps", "page_text"}),
    "ui": frozenset({"model", "catalog", "maps", "page_text", "export"}),
    "ingest": frozenset({"model", "catalog"}),
    "server": frozenset({"model", "catalog", "ui"}),
    "commands": frozenset({"model", "catalog", "charts", "maps", "export", "ingest"}),
    "__main__": frozenset({"commands"}),
}
READER_SIDE = frozenset({"model", "catalog", "charts", "maps", "page_text", "export", "ui"})
ENTRIES = ("app.py", "serve.py")  # what a reader's server starts from
MAY_IMPORT["serve.py"] = READER_SIDE | {"server"}  # the one place that puts the server together

# The one door from the reader's side to the polygons: the audit in a process of its own.
DOORS = {PurePosixPath(PACKAGE, "ui", "your_map.py"): f"{PACKAGE}.ingest.audit.sandbox."}

MODEL_MAY_USE = frozenset({"numpy", "pandas", "geopy", "h3", "babel"})
# A library that is kept to some places: the packages and, outside the package, the paths.
KEPT_TO = {
    "streamlit": frozenset({"ui", "pages", "server", *ENTRIES}),
    "shapely": frozenset({"ingest"}),
    "pyproj": frozenset({"ingest"}),
}
MAX_LINES = {
    **dict.fromkeys(sorted(MAY_IMPORT), 450),
    **{"pages": 80, "app.py": 19, "serve.py": 70},
}
# Who reads through the library: what it reads or derives, they take from it.
READERS = frozenset({"pages", "ui", "server", "export", "commands", *ENTRIES})
LIBRARY = PurePosixPath(PACKAGE, "catalog", "library.py")
BY_CHOICE = frozenset({f"{PACKAGE}.model.comparison.compare"})
"""What the library derives for one choice, and a page for any other."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken rule, and where."""

    path: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


def place_of(path: PurePosixPath) -> str:
    """Name what the rules speak of: a package of the house, `pages`, or a file of the root."""
    if path.parts[0] != PACKAGE:
        return path.parts[0]
    return path.parts[1] if len(path.parts) > 2 else path.stem


def imported_names(tree: ast.Module, path: PurePosixPath) -> Iterator[tuple[int, str]]:
    """Yield line and full dotted name of every import, also those inside functions."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                above = path.parts[: -node.level] if node.level else ()
                module = ".".join((*above, *([node.module] if node.module else [])))
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def broken_by_import(place: str, name: str) -> str | None:
    """Tell which rule an import breaks, or None."""
    library, _, rest = name.partition(".")
    if library == PACKAGE:
        target = rest.partition(".")[0]
        # `from pokrovsk_front import __version__` names no package.
        if target not in MAY_IMPORT or target == place:
            return None
        allowed = MAY_IMPORT.get(place, READER_SIDE if place in {"pages", *ENTRIES} else None)
        if allowed is None:
            return f"{place} has no place in MAY_IMPORT of tests/test_architecture.py"
        return None if target in allowed else f"{place} may not import {target}"
    if place in KEPT_TO.get(library, {place}):
        outside = library not in sys.stdlib_module_names and library not in MODEL_MAY_USE
        if place == "model" and outside:
            return f"model may not import {library}, only {', '.join(sorted(MODEL_MAY_USE))}"
        return None
    return f"{library} is for {', '.join(sorted(KEPT_TO[library]))} only, not for {place}"


def is_door(path: PurePosixPath, name: str) -> bool:
    """Tell whether an import is the one that this file alone may have."""
    return path in DOORS and name.startswith(DOORS[path])


def violations_of(path: PurePosixPath, source: str) -> list[Violation]:
    """Check one source file.

    Args:
        path: Where it lies, from the project's root.
        source: Its text.

    Returns:
        Every broken rule, in the order of lines.
    """
    place = place_of(path)
    tree = ast.parse(source, filename=str(path))
    found = {
        Violation(str(path), line, rule)
        for line, name in imported_names(tree, path)
        if not is_door(path, name) and (rule := broken_by_import(place, name))
    }
    if not (ast.get_docstring(tree) or "").strip():
        found.add(Violation(str(path), 1, "a module says what it is in a docstring"))
    most, lines = MAX_LINES.get(place), len(source.splitlines())
    if most is not None and lines > most:
        found.add(Violation(str(path), lines, f"at most {most} lines, this file has {lines}"))
    return sorted(found)


def functions_used(path: PurePosixPath, source: str) -> dict[str, int]:
    """List the functions of model and catalog that a file uses, by full name, with a line."""
    tree = ast.parse(source, filename=str(path))
    named = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    used = {}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in named:
                used[f"{named[module]}.{name}"] = node.lineno
            case ast.Name(id=name) if name in named:
                used[named[name]] = node.lineno
    rooms = (f"{PACKAGE}.model.", f"{PACKAGE}.catalog.")
    return {
        name: line
        for name, line in used.items()
        if name.startswith(rooms) and name.count(".") == 3 and name.split(".")[-1].islower()
    }


def derived_again(path: PurePosixPath, source: str, library: str) -> list[Violation]:
    """Name what a reader of the library reads or derives by itself."""
    if place_of(path) not in READERS:
        return []
    derived = functions_used(LIBRARY, library).keys() - BY_CHOICE
    return [
        Violation(str(path), line, f"the library has what {name} gives")
        for name, line in functions_used(path, source).items()
        if name in derived
    ]


def folders_without_init(paths: list[PurePosixPath]) -> list[Violation]:
    """Name every folder of the package that holds a module, however deep, but no __init__.py."""
    folders = {
        folder
        for path in paths
        for folder in path.parents
        if folder.parts and folder.parts[0] == PACKAGE
    }
    return [
        Violation(str(folder), 1, "a package folder has an __init__.py")
        for folder in sorted(folders)
        if folder / "__init__.py" not in paths
    ]


def sources() -> dict[PurePosixPath, str]:
    """Read every module that the rules hold for."""
    entries = [PROJECT / name for name in ENTRIES if (PROJECT / name).exists()]
    folders = [*PROJECT.glob("pages/*.py"), *(PROJECT / PACKAGE).rglob("*.py")]
    return {
        PurePosixPath(file.relative_to(PROJECT).as_posix()): file.read_text(encoding="utf-8")
        for file in (*entries, *folders)
    }


def test_the_sources_keep_the_house_rules() -> None:
    found = sources()
    assert PurePosixPath("app.py") in found, "the sources were looked for in the wrong place"

    broken = [violation for path in sorted(found) for violation in violations_of(path, found[path])]
    broken += folders_without_init(list(found))
    for path, source in found.items():
        broken += derived_again(path, source, found[LIBRARY])

    assert not broken, "\n" + "\n".join(map(str, broken))


def rooms() -> set[str]:
    """Name the folders of the root that hold sources, and the packages of ours."""
    made_by_tools = {"build", "dist", "__pycache__"}
    top = {each.name for each in PROJECT.iterdir() if each.is_dir() and each.name[0] != "."}
    packages = {init.parent.name for init in (PROJECT / PACKAGE).glob("*/__init__.py")}
    return (top | packages) - made_by_tools


def test_the_readme_names_every_room() -> None:
    tree = (PROJECT / "README.md").read_text(encoding="utf-8")
    tree = tree.partition("## Where things are")[2].partition("\n## ")[0]
    found = rooms()
    assert {"model", "page_text", "labels", "commands", "bench", "docs"} <= found
    assert {room for room in found if f"{room}/" not in tree} == set()


@pytest.mark.parametrize(
    ("path", "line", "rule"),
    [
        ("model/gains.py", "import streamlit", "streamlit is for"),
        ("model/gains.py", "import plotly.express as px", "model may not import plotly"),
        ("model/gains.py", "from pokrovsk_front.catalog import tables", "may not import catalog"),
        ("model/gains.py", "from pokrovsk_front import catalog", "may not import catalog"),
        ("model/gains.py", "from ..catalog import tables", "may not import catalog"),
        ("model/gains.py", "from .. import catalog", "may not import catalog"),
        ("model/gains.py", "def area():\n    import shapely", "shapely is for ingest only"),
        (
            "model/gains.py",
            "import importlib\nimportlib.import_module('shapely')",
            "shapely is for",
        ),
        ("catalog/tables.py", "from pokrovsk_front.ui import frame", "may not import ui"),
        ("charts/gains.py", "from pokrovsk_front.maps import layers", "may not import maps"),
        ("maps/layers.py", "import pyproj", "pyproj is for ingest only"),
        ("export/pack.py", "from pokrovsk_front.ui import frame", "may not import ui"),
        ("ui/frame.py", "import pokrovsk_front.ingest.areas", "may not import ingest"),
        ("ingest/areas.py", "from pokrovsk_front.charts import gains", "may not import charts"),
        ("__init__.py", "from pokrovsk_front import model", "__init__ may not import model"),
        ("novelty/a.py", "from pokrovsk_front import model", "novelty has no place"),
        ("ui/your_map.py", "from pokrovsk_front.ingest import audit", "may not import ingest"),
        (
            "ui/frame.py",
            "from pokrovsk_front.ingest.audit.sandbox import audited",
            "may not import",
        ),
        ("../pages/gains.py", "from pokrovsk_front.ingest import areas", "may not import ingest"),
        ("../pages/gains.py", "import shapely", "shapely is for ingest only"),
        ("../app.py", "from pokrovsk_front import ingest", "app.py may not import ingest"),
        ("../app.py", "from pokrovsk_front.server import logs", "app.py may not import server"),
        ("ui/frame.py", "from pokrovsk_front.server import paths", "ui may not import server"),
        ("commands/site.py", "from pokrovsk_front.server import files", "may not import server"),
        ("server/files.py", "from pokrovsk_front.export import pack", "may not import export"),
        ("server/health.py", "from pokrovsk_front.ingest import areas", "may not import ingest"),
    ],
)
def test_a_forbidden_import_is_named(path: str, line: str, rule: str) -> None:
    place = PurePosixPath(path[3:] if path.startswith("../") else f"{PACKAGE}/{path}")
    source = f'"""A module."""\n\n{line}\n'

    (violation,) = violations_of(place, source)

    assert rule in violation.rule
    assert violation.line == source.count("\n")
    assert str(violation).startswith(f"{place}:{violation.line}: ")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("model/gains.py", "import math, numpy as np\nfrom babel import numbers"),
        ("model/gains.py", "from pokrovsk_front.model import windows\nfrom . import shares"),
        ("model/gains.py", "from pokrovsk_front import __version__"),
        ("catalog/tables.py", "from pokrovsk_front.model import windows\nimport pyarrow"),
        ("ui/frame.py", "import streamlit as st\nfrom pokrovsk_front.catalog import tables"),
        ("ingest/areas.py", "import shapely, pyproj\nfrom pokrovsk_front.catalog import archives"),
        ("ui/your_map.py", "from pokrovsk_front.ingest.audit.sandbox import audited"),
        ("commands/build.py", "import click\nfrom pokrovsk_front.ingest import areas"),
        ("server/health.py", "import streamlit\nfrom pokrovsk_front.ui import cached"),
    ],
)
def test_an_allowed_import_passes(path: str, line: str) -> None:
    assert violations_of(PurePosixPath(PACKAGE, path), f'"""A module."""\n\n{line}\n') == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("ui/gains.py", "from pokrovsk_front.model.health import archive_health as h\nh()"),
        ("../pages/gains.py", "from pokrovsk_front.model import gains\ngains.monthly_gains()"),
        ("commands/gain.py", "from pokrovsk_front.catalog.tables import read_table\nread_table()"),
        ("export/site.py", "from pokrovsk_front.catalog import records\nrecords.places()"),
    ],
)
def test_what_the_library_derives_is_not_derived_again(path: str, line: str) -> None:
    place = PurePosixPath(path[3:] if path.startswith("../") else f"{PACKAGE}/{path}")
    library = (PROJECT / LIBRARY).read_text(encoding="utf-8")

    (violation,) = derived_again(place, line, library)

    assert violation.rule.startswith(f"the library has what {PACKAGE}.")
    assert derived_again(PurePosixPath(PACKAGE, "ingest", "run.py"), line, library) == []


def test_no_script_style_or_template_is_too_long() -> None:
    drawn = [path for end in ("js", "css", "j2") for path in (PROJECT / PACKAGE).rglob(f"*.{end}")]
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in drawn}

    assert len(drawn) > 90
    assert {path.name: many for path, many in lines.items() if many > MAX_LINES["maps"]} == {}


@pytest.mark.parametrize(
    ("path", "most"),
    [("pages/gains.py", 80), ("app.py", 19), (f"{PACKAGE}/charts/gains/monthly.py", 450)],
)
def test_a_long_file_is_named(path: str, most: int) -> None:
    fits = '"""A page."""\n' + "x = 1\n" * (most - 1)

    assert violations_of(PurePosixPath(path), fits) == []
    (violation,) = violations_of(PurePosixPath(path), fits + "x = 1\n")
    assert violation.rule == f"at most {most} lines, this file has {most + 1}"


def test_a_module_without_docstring_is_named() -> None:
    (violation,) = violations_of(PurePosixPath(PACKAGE, "charts", "__init__.py"), "")

    assert str(violation) == (
        "pokrovsk_front/charts/__init__.py:1: a module says what it is in a docstring"
    )


def test_a_folder_without_init_is_named() -> None:
    paths = [
        PurePosixPath(PACKAGE, "__init__.py"),
        PurePosixPath(PACKAGE, "charts", "deep", "gains.py"),
        PurePosixPath(PACKAGE, "charts", "deep", "__init__.py"),
    ]

    assert [violation.path for violation in folders_without_init(paths)] == [
        "pokrovsk_front/charts"
    ]
