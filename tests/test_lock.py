"""What production installs is pinned, hashed, and what the project asks for."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.wheel import PROJECT, PYPROJECT, dependencies

LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
# A pin, perhaps for some platforms only, and the hashes that follow it.
PIN = re.compile(
    r"^([a-z0-9._-]+)==([^ ;\\]+)(?: ; [^\\\n]+)?((?: \\\n    --hash=\S+)*)$", re.MULTILINE
)
RELOCK = "run `make lock`"


def wanted() -> list[Requirement]:
    build = PYPROJECT["dependency-groups"]["build"]
    return [*dependencies(), *(Requirement(text) for text in build)]


PINS = {canonicalize_name(name): Version(version) for name, version, _ in PIN.findall(LOCK)}


def needed(requirement: Requirement, seen: set[str]) -> Iterator[str]:
    """Name a package and all that it needs on this machine, as they say themselves."""
    name = canonicalize_name(requirement.name)
    if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
        return
    seen.add(name)
    yield name
    try:
        more = requires(name) or []
    except PackageNotFoundError:
        return
    for text in more:
        yield from needed(Requirement(text), seen)


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_the_lock_has_a_version_that_is_asked_for(requirement: Requirement) -> None:
    name = canonicalize_name(requirement.name)
    assert name in PINS, RELOCK
    assert requirement.specifier.contains(PINS[name]), RELOCK


def test_the_lock_leaves_out_nothing_that_they_need() -> None:
    seen: set[str] = set()
    whole = {name for requirement in wanted() for name in needed(requirement, seen)}
    assert whole - set(PINS) == set(), RELOCK


def test_every_line_is_a_pin_with_hashes_and_names_no_host() -> None:
    pins = PIN.findall(LOCK)
    assert len(pins) == sum("==" in line for line in LOCK.splitlines() if not line.startswith(" "))
    assert all(re.fullmatch(r"( \\\n    --hash=sha256:[0-9a-f]{64})+", found) for *_, found in pins)
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", LOCK.replace("    --hash=", ""), re.MULTILINE)
