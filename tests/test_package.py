"""The package as a wheel: what it holds, what it says it needs, and where its data is."""

import re
import subprocess
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path, PurePosixPath

import pytest

from pokrovsk_front.catalog.project_files import project_root
from tests.shared import once_a_run
from tests.wheel import PROJECT, PYPROJECT, build_wheel, dependencies

pytestmark = pytest.mark.whole

CARRIED = PurePosixPath("pokrovsk_front", "project")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (built,) = once_a_run(tmp_path_factory, "wheel", build_wheel).iterdir()
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[PurePosixPath]:
    return names_in(wheel)


def names_in(wheel: Path) -> set[PurePosixPath]:
    with zipfile.ZipFile(wheel) as archive:
        return set(map(PurePosixPath, archive.namelist()))


def metadata(wheel: Path) -> "Message[str, str]":
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


@pytest.mark.parametrize("folder", ["data", "locales", "static"])
def test_the_wheel_carries_what_the_commands_read(folder: str, names: set[PurePosixPath]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", folder],  # noqa: S607 (the git of whoever tests)
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = {CARRIED / name for name in tracked.stdout.split("\0") if name}
    assert files
    assert files - names == set()


def test_the_wheel_carries_the_package_whole_and_no_test(names: set[PurePosixPath]) -> None:
    package = {
        PurePosixPath(path.relative_to(PROJECT).as_posix())
        for path in (PROJECT / "pokrovsk_front").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert PurePosixPath("pokrovsk_front/py.typed") in package
    assert package - names == set()
    tops = {name.parts[0] for name in names}
    assert {re.sub(r"-[\d.]+\.dist-info", "", top) for top in tops} == {"pokrovsk_front"}
    assert CARRIED / "CHANGELOG.md" in names
    assert PurePosixPath("pokrovsk_front/pyproject.toml") in names


def test_an_editable_install_copies_nothing_of_the_checkout(tmp_path: Path) -> None:
    names = names_in(build_wheel(tmp_path, "wheel:editable"))
    assert {name.parts[0] for name in names if ".dist-info" not in name.parts[0]} == {
        "_pokrovsk_front.pth"
    }


def test_the_wheel_says_what_it_needs_and_where_it_comes_from(wheel: Path) -> None:
    said = metadata(wheel)
    assert said["Version"] == PYPROJECT["project"]["version"]
    assert said["License-Expression"] == "MIT"
    assert said.get_all("License-File") == ["LICENSE", "pokrovsk_front/export/fonts/OFL.txt"]
    assert len(said.get_all("Requires-Dist", [])) == len(dependencies())
    addresses = {each.partition(", ")[0] for each in said.get_all("Project-URL", [])}
    assert addresses == {"Homepage", "Changelog", "Issues"}
    pythons = [
        each.removeprefix("Programming Language :: Python :: 3.")
        for each in said.get_all("Classifier", [])
        if each.startswith("Programming Language :: Python :: 3.")
    ]
    assert pythons == ["11", "12", "13", "14"]


def test_the_tools_of_the_build_are_those_that_developers_have() -> None:
    assert PYPROJECT["build-system"]["requires"] == PYPROJECT["dependency-groups"]["build"]


def test_the_data_is_beside_a_checkout_and_inside_an_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "pokrovsk_front"
    package.mkdir()
    assert project_root(package) == tmp_path
    (package / "project").mkdir()
    assert project_root(package) == package / "project"
    assert (project_root() / "data" / "datapackage.json").is_file()
