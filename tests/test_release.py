"""A release says one version everywhere, and the steps to make one can be taken."""

import re
import subprocess
import sys
from datetime import date
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import Version

from pokrovsk_front.catalog.dictionary import figures_changed
from tests.wheel import PROJECT, PYPROJECT

CITATION: dict[str, Any] = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
STEPS = (PROJECT / "docs/releasing.md").read_text(encoding="utf-8")
VERSION = PYPROJECT["project"]["version"]
TAG = re.compile(r"v(\d+\.\d+\.\d+)")


def releases() -> list[tuple[Version, date]]:
    """Give the releases of the changelog in its order, without what is not released yet."""
    headings = list(figures_changed())
    assert "Unreleased" not in headings[1:], "what is not released yet comes first"
    found = [
        re.fullmatch(r"(\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)", heading)
        for heading in headings
        if heading != "Unreleased"
    ]
    assert all(found), f"a heading is Unreleased or such as 0.2.0 (2026-11-28): {headings}"
    return [(Version(each[1]), date.fromisoformat(each[2])) for each in found if each]


def test_package_changelog_and_citation_say_one_version_and_date() -> None:
    version, day = releases()[0]
    assert str(version) == VERSION == CITATION["version"]
    assert CITATION["date-released"] == day


def test_the_newest_release_comes_first() -> None:
    assert releases() == sorted(releases(), reverse=True)


def test_the_citation_names_the_project_as_the_package_does() -> None:
    project = PYPROJECT["project"]
    assert canonicalize_name(CITATION["title"].replace(" ", "-")) == project["name"]
    assert (
        (PROJECT / "README.md").read_text(encoding="utf-8").startswith(f"# {CITATION['title']}\n")
    )
    assert CITATION["abstract"] == project["description"]
    assert CITATION["license"] == project["license"]
    assert CITATION["repository-code"] == project["urls"]["Homepage"]
    assert [each["name"] for each in CITATION["authors"]] == [
        each["name"] for each in project["authors"]
    ]


def test_every_tag_is_of_a_release_in_the_changelog() -> None:
    listed = subprocess.run(
        ["git", "tag", "--list"],  # noqa: S607 (the git of whoever tests)
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = {f"v{version}" for version, _ in releases()}
    assert set(filter(TAG.fullmatch, listed.stdout.split())) <= named


def test_the_steps_ask_for_a_clean_tree_and_tag_the_version() -> None:
    assert "git status --porcelain" in STEPS
    assert 'git tag --annotate "v$VERSION"' in STEPS
    (asked,) = re.findall(r"VERSION=\$\(\.venv/bin/python (.+)\)", STEPS)
    said = subprocess.run(
        [sys.executable, *asked.split()], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert TAG.fullmatch(f"v{said.stdout.strip()}")
    assert said.stdout.strip() == VERSION


def test_the_steps_name_every_file_that_says_the_version() -> None:
    for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md"):
        assert f"`{name}`" in STEPS
