"""No passage stands in both the dashboard and the exports: what both show is in page_text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "pokrovsk_front"
DASHBOARD = [*PROJECT.glob("pages/*.py"), *(PACKAGE / "ui").rglob("*.py")]
EXPORTS = [*(PACKAGE / "export").rglob("*.py")]
TEMPLATES = [*(PACKAGE / "export" / "templates").glob("*.j2")]
MARKERS = {"_", "N_", "gettext", "ngettext"}
"""The names of what marks a text for translation, which is every text that a reader sees."""

IN_TEMPLATE = re.compile(r"""\b_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")
RULE = re.compile(r"([^{}/]+)\{([^{}]+)\}")


def messages(source: str) -> Iterator[str]:
    """Give the texts of a module that a reader sees."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MARKERS:
                for each in node.args:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.value


def messages_of(files: list[Path]) -> set[str]:
    found = {text for file in files for text in messages(file.read_text(encoding="utf-8"))}
    assert found, "the sources were looked for in the wrong place"
    return found


def test_no_text_for_readers_stands_in_both_the_dashboard_and_the_exports() -> None:
    of_templates = {
        found["text"]
        for file in TEMPLATES
        for found in IN_TEMPLATE.finditer(file.read_text(encoding="utf-8"))
    }
    assert of_templates
    assert messages_of(DASHBOARD) & (messages_of(EXPORTS) | of_templates) == set()


def test_a_text_that_stands_twice_is_found() -> None:
    page, export = '_("Before you quote")', 'words.gettext("Before you quote")'
    assert set(messages(page)) & set(messages(export)) == {"Before you quote"}


def rules(style: str) -> set[str]:
    """Give the rules of a style, whatever their white space."""
    return {
        f"{' '.join(selector.split())} {' '.join(body.split())}"
        for selector, body in RULE.findall(style)
    }


@pytest.mark.parametrize("name", ["claims", "people", "timeline"])
def test_no_rule_of_style_stands_in_both(name: str) -> None:
    site = (PACKAGE / "export" / "templates" / "site.css").read_text(encoding="utf-8")
    page = re.findall(
        r"<style>.*?</style>", (PACKAGE / "ui" / f"{name}.py").read_text("utf-8"), re.DOTALL
    )
    assert page
    assert rules("".join(page)) & rules(site) == set()
