"""README, data dictionary and changelog say what the project holds, and nothing is left out."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow.parquet as pq
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ui.site_map import PAGES
from tests.wheel import PYPROJECT

PROJECT = DATA_DIR.parent
PACKAGE: dict[str, Any] = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: list[dict[str, Any]] = PACKAGE["resources"]
TITLES = dict(PAGES)


def text(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


DOCS = sorted(
    path.relative_to(PROJECT).as_posix()
    for folder in (".", "docs", "docs/decisions", ".github")
    for path in (PROJECT / folder).glob("*.md")
)


@pytest.mark.parametrize("page", sorted(path.stem for path in (PROJECT / "pages").glob("*.py")))
def test_the_tour_names_every_page(page: str) -> None:
    assert page in TITLES, f"pages/{page}.py is not in the navigation"
    assert f"- **{TITLES[page]}**:" in text("docs/pages.md")


RECIPES = re.findall(r"^([a-z][a-z-]*):.*?  ## ", text("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_recipe_is_described_where_somebody_needs_it(recipe: str) -> None:
    documents = "\n".join(text(name) for name in DOCS)
    assert re.search(rf"\bmake {recipe}\b", documents)


def test_the_readme_is_two_screens_of_a_newcomer() -> None:
    readme = re.sub(r"<details>.*?</details>", "", text("README.md"), flags=re.DOTALL)
    # A line of 110 letters each, beside a picture of half a screen.
    lines = sum(1 + len(line) // 110 for line in readme.splitlines() if line)
    assert lines <= 2 * 40
    assert {"make run", "make test"} <= set(re.findall(r"^make \w+", readme, re.MULTILINE))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_described(command: str) -> None:
    assert f"pokrovsk-front {command}" in text("docs/command-line.md")


MARKDOWN = MarkdownIt("commonmark").enable("table")


def tokens(markdown: str) -> list[Token]:
    """Parse a document into its blocks and what stands within them, in order."""
    return [each for block in MARKDOWN.parse(markdown) for each in (block, *(block.children or ()))]


def anchors(markdown: str) -> set[str]:
    """Give the anchors of the headings as GitHub makes them: a repeated one gets a number."""
    found: dict[str, int] = {}
    parsed = MARKDOWN.parse(markdown)
    for before, heading in pairwise(parsed):
        if before.type == "heading_open":
            words = "".join(each.content for each in heading.children or ())
            anchor = re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")
            found[anchor] = found.get(anchor, -1) + 1
    return {f"{each}-{n}" if n else each for each, last in found.items() for n in range(last + 1)}


def broken_links(document: Path, root: Path) -> list[str]:
    """Find the links and images of a document that lead to no file or heading of the project."""
    markdown = document.read_text(encoding="utf-8")
    targets = [
        str(each.attrs.get("href") or each.attrs.get("src") or "") for each in tokens(markdown)
    ]
    broken = []
    for target in targets:
        link = urlsplit(target)
        if link.scheme or not target:
            continue
        path = (document.parent / unquote(link.path)).resolve() if link.path else document
        is_there = path.exists() and path.is_relative_to(root)
        if not is_there or (
            link.fragment
            and unquote(link.fragment) not in anchors(path.read_text(encoding="utf-8"))
        ):
            broken.append(target)
    return broken


@pytest.mark.parametrize("name", DOCS)
def test_what_a_document_points_to_is_there(name: str) -> None:
    assert broken_links(PROJECT / name, PROJECT) == []


def test_a_link_to_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A, b & `c`\n\n## Twice\n\n## Twice\n", encoding="utf-8")
    document = tmp_path / "document.md"
    document.write_text(
        "# Тут\n\n[a](other.md#a-b--c) [b](other.md#twice-1) [c](#тут) <https://example.org/x>\n"
        "`[d](code.md)`\n\n| ![e](gone.png) |\n|---|\n| [f](other.md#twice-2) |\n\n"
        "[g](#there) [h](../) [i][ref]\n\n[ref]: gone.md 'A title'\n",
        encoding="utf-8",
    )
    assert broken_links(document, tmp_path) == [
        *("gone.png", "other.md#twice-2", "#there", "../", "gone.md"),
    ]


@pytest.mark.parametrize("name", DOCS)
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text(name), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("name", DOCS)
def test_a_file_that_a_document_names_is_there(name: str) -> None:
    named = re.findall(
        r"`((?:pokrovsk_front|model|ingest|charts|maps|ui|catalog|export|pages|data|tests|deploy|locales|docs)/(?:[\w-]+/)*[\w-][\w.-]*\.[a-z0-9]+)`",
        text(name),
    )
    roots = PROJECT, PROJECT / "pokrovsk_front"
    assert [each for each in named if not any((root / each).exists() for root in roots)] == []


def environment_variables() -> set[str]:
    # No variable of the system or of CI: those that this project reads by its own name.
    return {
        name
        for folder in ("tests", "pokrovsk_front", "bench", ".ci")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in {".py", ".sh"}
        for name in re.findall(r"\bPOKROVSK_FRONT_[A-Z_]*[A-Z]\b", path.read_text("utf-8"))
    }


def test_every_environment_variable_is_described() -> None:
    found = environment_variables()
    of_the_archives = {"POKROVSK_FRONT_ARCHIVES", "POKROVSK_FRONT_BOUNDARIES"}
    assert of_the_archives <= found
    assert {name for name in of_the_archives if name not in text("docs/archives.md")} == set()
    assert {name for name in found - of_the_archives if name not in text("docs/deploy.md")} == set()


def columns_of(path: Path) -> list[str]:
    if path.suffix == ".parquet":
        return list(pq.read_schema(path).names)
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_a_table_has_the_columns_of_its_dictionary_each_described(
    resource: dict[str, Any],
) -> None:
    fields = resource["schema"]["fields"]
    assert columns_of(DATA_DIR / resource["path"]) == [field["name"] for field in fields]
    assert resource["title"].strip()
    assert resource["description"].strip().endswith(".")
    for field in fields:
        assert field["description"].strip().endswith("."), field["name"]
        assert field["type"], field["name"]


def test_every_file_of_data_is_in_the_dictionary() -> None:
    files = {path.relative_to(DATA_DIR).as_posix() for path in DATA_DIR.rglob("*.*")}
    outlines = {name for name in files if name.startswith("derived/outlines/")}
    described = {resource["path"] for resource in RESOURCES}
    no_tables = {"archives.json", "datapackage.json", "derived/method.json"}
    assert files - outlines - no_tables == described


def test_every_entry_of_the_changelog_says_which_figures_changed() -> None:
    entries = re.split(r"^## ", text("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        title, _, body = entry.partition("\n")
        (said,) = re.findall(
            r"^### Figures changed\n(.*?)(?=^### |\Z)", body, re.MULTILINE | re.DOTALL
        )
        assert said.strip(), f"{title}: 'None' is an answer, nothing is not"


def test_the_tiers_of_the_tests_are_described() -> None:
    markers: list[str] = PYPROJECT["tool"]["pytest"]["ini_options"]["markers"]
    tiers = [marker.partition(":")[0] for marker in markers]
    assert re.findall(r"^\| `([a-z]+)` \|", text("docs/testing.md"), re.MULTILINE) == tiers
