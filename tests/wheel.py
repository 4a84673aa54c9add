"""The wheel of this checkout, as a release has it."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1]
PYPROJECT: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def dependencies() -> list[Requirement]:
    """Read what the project asks for at run time."""
    lines = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition("#")[0].strip() for line in lines)
    return [Requirement(each) for each in named if each]


def build_wheel(folder: Path, target: str = "wheel") -> Path:
    """Build a wheel into an empty folder, by what is installed: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=PROJECT,
        capture_output=True,
        timeout=120,
        check=True,
    )
    (built,) = folder.iterdir()
    return built
