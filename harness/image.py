"""The Dockerfile, read without Docker: its stages, the files it copies, its command.

It reads what this project's Dockerfile uses (one instruction a line or folded by a backslash) and
refuses nothing: a form that it does not know is simply not found.
"""

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.server import PROJECT

REPLICA, BALANCER = "dashboard", "balancer"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its base image, its name, and its instructions as (word, rest)."""

    base: str
    name: str
    instructions: tuple[tuple[str, str], ...]

    def all(self, word: str) -> list[str]:
        """List the arguments of each instruction of a kind, in order."""
        return [rest for each, rest in self.instructions if each == word]

    def copied(self) -> list[str]:
        """List the paths that are copied from the project, not from another stage."""
        lines = [rest.split() for rest in self.all("COPY") if "--from=" not in rest]
        return [path for line in lines for path in line[:-1] if not path.startswith("--")]

    def command(self) -> list[str]:
        """Read the command that a container runs."""
        command: list[str] = json.loads(self.all("CMD")[-1])
        return command


@cache
def stages() -> dict[str, Stage]:
    """Read the Dockerfile, by the name of each stage."""
    text = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    found: dict[str, Stage] = {}
    base = name = ""
    instructions: list[tuple[str, str]] = []
    for word, rest in [*((line[0], line[1]) for line in lines), ("FROM", " AS ")]:
        if word != "FROM":
            instructions.append((word, rest.strip()))
            continue
        if name:
            found[name] = Stage(base, name, tuple(instructions))
        base, _, name = rest.partition(" AS ")
        instructions = []
    return found


def lay_out_replica(folder: Path) -> None:
    """Copy the files of a replica's image into an empty folder."""
    for path in stages()[REPLICA].copied():
        source, target = PROJECT / path, folder / path
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
