"""The rule of conftest.py, tried on a suite that leaves tests out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

CONFTEST = Path(__file__).with_name("conftest.py")
SUITE = """
import pytest

def test_runs():
    pass

@pytest.mark.skip(reason="no browser here")
def test_skipped():
    pass

@pytest.mark.xfail(reason="known bug")
def test_xfailed():
    assert False
"""


def run_suite(folder: Path, *, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text())
    (folder / "test_suite.py").write_text(SUITE)
    (folder / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_package')")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *(f"--rootdir={folder}", "--continue-on-collection-errors"),
        ],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_ci_fails_where_a_test_is_left_out(tmp_path: Path) -> None:
    run = run_suite(tmp_path, ci="true")

    assert run.returncode != 0
    assert "no browser here" in run.stdout
    assert "known bug" in run.stdout
    assert "no_such_package" in run.stdout


def test_elsewhere_a_test_may_be_left_out(tmp_path: Path) -> None:
    run = run_suite(tmp_path, ci="")

    assert run.returncode == 0
    assert "1 passed, 2 skipped, 1 xfailed" in run.stdout
