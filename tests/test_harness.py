"""What tests and benches share: its place below both, and what is made once for all processes."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.server import PROJECT

# Who may import whom of what is around the package.
FORBIDDEN = {"harness": {"bench", "tests", "pokrovsk_front"}, "bench": {"tests"}}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                found |= {alias.name.partition(".")[0] for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                found.add(module.partition(".")[0])
    return found


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_go_from_tests_and_benches_to_the_harness(folder: str) -> None:
    files = list((PROJECT / folder).glob("*.py"))
    assert len(files) > 3
    assert {path.name: imported(path) & FORBIDDEN[folder] for path in files} == {
        path.name: set() for path in files
    }


FILLS = """
import os, sys
from pathlib import Path
from tests.shared import once_a_run

class Factory:
    def getbasetemp(self):
        return Path(sys.argv[1]) / os.environ["PYTEST_XDIST_WORKER"]

def fill(folder):
    (folder / "made").write_text(os.environ["PYTEST_XDIST_WORKER"])
    print("filled")

print((once_a_run(Factory(), "thing", fill) / "made").read_text())
"""


def test_the_first_of_all_processes_makes_a_thing_and_the_others_wait(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", FILLS, str(tmp_path)],
            cwd=PROJECT,
            env={**os.environ, "PYTEST_XDIST_WORKER": name},
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("gw0", "gw1", "gw2")
    ]
    said = [process.communicate(timeout=60)[0].split() for process in started]
    assert sorted(map(len, said)) == [1, 1, 2]
    assert len({words[-1] for words in said}) == 1
    assert not (tmp_path / "thing.part").exists()
