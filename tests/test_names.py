"""Names that were replaced do not come back: in code, file names, documents or command-line help.

A retired word that has no other use here may name nothing. One that is also an ordinary word may
name a value, but no module, no class and no import. Text in strings and comments is not read.
"""

import re
import tokenize
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
import pytest

from pokrovsk_front.__main__ import main

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = ("pokrovsk_front", "pages", "bench", "tests")
ENTRIES = ("app.py", "serve.py")

RETIRED = {
    r"turns": "render_lock",
    r"given_up": "released",
    r"collector": "gc_tuning",
    r"takeaway": "downloads",
    r"material": "site_context",
    r"day_map": "day_slider",
    r"planes?": "projection",
    r"quoted": "escape",
    r"Places": "Slots",
    r"_?(MOST_\w+|MOST)": "MAX_...",
    r"usual(_\w+)?": "default",
    r"ways_to_front|way_to_front": "front_distance",
}
"""Identifiers that may name nothing, by what is used instead."""

RETIRED_MODULES = RETIRED | {
    r"taken": "held",
    r"beside": "comparison",
    r"notes|\w+_notes": "page_text",
    r"switch": "atomic_replace",
    r"change": "map_diff",
    r"checks": "article_figures",
    r"auditor": "sandbox",
    r"outlines": "base_map",
}
"""Names that no module, class or import may have: those above, and ordinary words."""

FORMER_VARIABLE = re.compile(r"POKROVSK_FRONT_MOST_\w+")
MAY_NAME_FORMER_VARIABLES = {
    "docs/deploy.md",
    "pokrovsk_front/server/settings.py",
    "tests/server/test_settings.py",
}
"""The setting that still reads them, what tells the operator, and their test."""

CODE_SPAN = re.compile(r"`([^`\n]+)`")


def instead_of(name: str, retired: dict[str, str]) -> str | None:
    """Return what replaced a name, or None for a name in use."""
    return next((new for old, new in retired.items() if re.fullmatch(old, name)), None)


def retired_in_code(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every identifier that was retired."""
    first, before = "", ""
    for token in tokenize.tokenize(BytesIO(source.encode()).readline):
        if token.type == tokenize.NEWLINE:
            first = ""
        if token.type != tokenize.NAME:
            continue
        first = first or token.string
        is_module_or_class = before == "class" or first in {"import", "from"}
        if instead_of(token.string, RETIRED_MODULES if is_module_or_class else RETIRED):
            yield token.start[0], token.string
        before = token.string


def retired_in_document(text: str) -> Iterator[str]:
    """Yield every retired name in a code span: as an identifier or as the name of a module."""
    for span in CODE_SPAN.findall(text):
        for path in re.findall(r"[\w/]+\.py\b", span):
            if instead_of(Path(path).stem, RETIRED_MODULES):
                yield path
        yield from (name for name in re.findall(r"\w+", span) if instead_of(name, RETIRED))


def python_files() -> list[Path]:
    files = [PROJECT / name for name in ENTRIES]
    return files + [path for folder in FOLDERS for path in sorted((PROJECT / folder).rglob("*.py"))]


def documents() -> list[Path]:
    return [*sorted(PROJECT.glob("*.md")), *sorted((PROJECT / "docs").rglob("*.md"))]


def test_no_identifier_has_a_retired_name() -> None:
    files = python_files()
    assert len(files) > 200, "the sources were looked for in the wrong place"
    found = [
        f"{path.relative_to(PROJECT)}:{line}: {name}"
        for path in files
        for line, name in retired_in_code(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_module_has_a_retired_name() -> None:
    names = {path: path.stem.removeprefix("test_") for path in python_files()}
    assert [str(path) for path, name in names.items() if instead_of(name, RETIRED_MODULES)] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_document_names_what_was_retired(path: Path) -> None:
    assert list(retired_in_document(path.read_text(encoding="utf-8"))) == []


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for child, own in command.commands.items():
            yield from commands(own, f"{name} {child}")


@pytest.mark.parametrize(("name", "command"), [*commands(main, "pokrovsk-front")])
def test_no_command_or_option_has_a_retired_name(name: str, command: click.Command) -> None:
    options = [part for each in command.params for part in [each.name or "", *each.opts]]
    words = [word for text in (name, *options) for word in re.split(r"[\s-]+", text) if word]
    text = command.get_help(click.Context(command, info_name=name))
    assert [word for word in words if instead_of(word, RETIRED_MODULES)] == []
    assert re.findall(r"--most-\w+|unless told|\busual\b", text) == []


def test_the_former_variables_stand_where_they_are_read_and_explained_alone() -> None:
    paths = [path for path in PROJECT.iterdir() if path.is_file()]
    for folder in (*FOLDERS, ".ci", "deploy", "docs"):
        paths += [path for path in (PROJECT / folder).rglob("*") if path.is_file()]
    texts = {
        path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.suffix != ".pyc"
    }
    found = {name for name, text in texts.items() if FORMER_VARIABLE.search(text)}
    assert found - {Path(__file__).relative_to(PROJECT).as_posix()} == MAY_NAME_FORMER_VARIABLES


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("MOST_READERS = 3", "MOST_READERS"),
        ("_MOST_READERS = 3", "_MOST_READERS"),
        ("def f(usual: int) -> None: ...", "usual"),
        ("limits.Places(3)", "Places"),
        ("from pokrovsk_front.ui import turns", "turns"),
        ("from pokrovsk_front.ingest.change import x", "change"),
        ("from pokrovsk_front.ui import (\n    frame,\n    checks,\n)", "checks"),
        ("class switch: ...", "switch"),
    ],
)
def test_a_retired_name_is_found(source: str, name: str) -> None:
    assert [found for _, found in retired_in_code(source)] == [name]


@pytest.mark.parametrize(
    "source", ["change = 3.5", "notes: list[str] = []", "# MOST_READERS", "text = 'usual'"]
)
def test_an_ordinary_word_passes(source: str) -> None:
    assert list(retired_in_code(source)) == []


def test_a_retired_name_in_a_code_span_is_found() -> None:
    text = "See `ingest/change.py` and `MOST_READERS`; a change is usual."
    assert list(retired_in_document(text)) == ["ingest/change.py", "MOST_READERS"]
