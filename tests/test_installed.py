"""The package installed from its wheel: its commands answer from any folder."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.shared import once_a_run
from tests.wheel import PYPROJECT, build_wheel

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package alone, as a user's `pip install` would lay it out."""
    (wheel,) = once_a_run(tmp_path_factory, "wheel", build_wheel).iterdir()
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(folder), str(wheel)], timeout=120, check=True)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the console script of the installed package in another folder."""
    return subprocess.run(
        [installed / "bin" / "pokrovsk-front", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_command_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(
        installed, tmp_path, *("gain", "--from", "2024-01-01", "--to", "2024-10-31", "--json")
    )
    assert (done.returncode, done.stderr) == (0, "")
    # Bloomberg, 7 November 2025: 2,194 km2.
    assert round(json.loads(done.stdout)["net_km2"], 1) == 2194.0
    assert list(tmp_path.iterdir()) == []


def test_the_script_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "--version")
    version = PYPROJECT["project"]["version"]
    assert (done.returncode, done.stdout) == (0, f"pokrovsk-front, version {version}\n")


def test_a_map_is_audited_from_another_folder(installed: Path, tmp_path: Path) -> None:
    ring = [[37.0, 48.0], [37.1, 48.0], [37.1, 48.1], [37.0, 48.1], [37.0, 48.0]]
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    document = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "map.geojson").write_text(json.dumps(document), encoding="utf-8")
    done = run(installed, tmp_path, "check", "map.geojson", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    # On the sphere of 6,378,137 m: 0.1 degree in radians, times the difference of the sines.
    assert json.loads(done.stdout)["occupied_km2"] == pytest.approx(82.84, abs=0.01)


def test_a_pack_in_ukrainian_is_written_in_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(
        installed, tmp_path, *("pack", "monthly_gain", "--out", "gain.zip", "--language", "uk")
    )
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "gain.zip") as archive:
        assert "metadata.json" in archive.namelist()
