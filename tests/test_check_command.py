"""The command `check`: JSON with stable keys, words, and one sentence with exit code 2."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from harness.server import PROJECT
from tests.commands import run
from tests.ingest.made_up import OCCUPIED_FILL, box_km2, feature, occupied, polygon, raw_map

pytestmark = pytest.mark.whole

KEYS = {
    *("form", "feature_count", "classes", "left_out", "refused_count", "refused", "repair_count"),
    *("refused_part_count", "refused_parts", "repaired_km2", "repairs", "repeat_count", "repeats"),
    *("occupied_km2", "occupied_wgs84_km2", "comparison", "is_part", "own"),
}


# A process started from this one would be given the memory of the tests before it for its own.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


def test_a_map_in_json(tmp_path: Path) -> None:
    path = tmp_path / "my map.geojson"
    open_ring = {"type": "Polygon", "coordinates": [[[37, 48], [37, 49], [38, 49], [38, 48]]]}
    path.write_bytes(raw_map(36.5, feature(open_ring, OCCUPIED_FILL)))
    done = run("check", str(path), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert set(answer) == KEYS
    assert answer["form"] == "raw"
    by_class = {each["class_id"]: each["area_km2"] for each in answer["classes"]}
    expected = box_km2(occupied(36.5))
    assert by_class["occupied_since_2022"] == pytest.approx(expected, abs=0.001)
    reason = "ring 1 is not closed: it starts at [37, 48] and ends at [38, 48]"
    assert answer["refused"] == [{"feature": 9, "reason": reason}]
    assert {"label": "regained land", "features": 1} in answer["left_out"]
    compared = answer["comparison"]
    assert set(compared) == {
        *("by_area", "by_shape", "more_km2", "less_km2", "beyond_km2", "more_cells", "less_cells"),
        *("added_km2", "oblast_basis", "oblasts", "hromadas", "extent"),
    }
    for nearest in (compared["by_area"], compared["by_shape"]):
        assert list(nearest) == ["as_of_date", "as_of_dates", "difference_km2"]
        assert nearest["as_of_date"] == nearest["as_of_dates"][0]
    assert list(path.parent.iterdir()) == [path]


def test_a_map_of_a_small_part_is_compared_within_its_own_extent(tmp_path: Path) -> None:
    path = tmp_path / "square.geojson"
    ring = [[37.2, 48.1], [37.5, 48.1], [37.5, 48.4], [37.2, 48.4], [37.2, 48.1]]
    square = {"type": "Polygon", "coordinates": [ring]}
    collection = {"type": "FeatureCollection", "features": [feature(square, OCCUPIED_FILL)]}
    path.write_text(json.dumps(collection), encoding="utf-8")
    answer = json.loads(run("check", str(path), "--json").stdout)
    # 0.3 by 0.3 degrees: R² Δλ (sin φ2 - sin φ1) on the sphere of 6,378,137 m.
    assert answer["occupied_km2"] == pytest.approx(742.4, abs=1)
    assert answer["is_part"] is True
    assert answer["comparison"]["extent"] is None
    assert set(answer["own"]["extent"]) == {"oblasts", "hromadas"}
    assert answer["own"]["by_shape"]["difference_km2"] <= answer["occupied_km2"]
    said = run("check", str(path)).stdout
    assert said.startswith(
        "This map marks 743 km² as occupied: within its own extent it is most like "
    )
    assert "does not count as missing" in said
    out = path.parent / "result.zip"
    told = run("check", str(path), "--whole-country", "--pack", str(out)).stdout.splitlines()
    first, *_, last = told
    assert last == f"Wrote {out}."
    assert first == (
        "743 km² of occupied land: the file covers only a part, less than half of what was "
        "occupied on any day of the archive, so no day is near."
    )
    with zipfile.ZipFile(out) as pack:
        assert set(pack.namelist()) >= {
            *(f"your_map_{each}.csv" for each in ("classes", "oblasts", "hromadas")),
            *("your_map.html", "metadata.json", "citation.txt", "README.txt"),
        }
        described = json.loads(pack.read("metadata.json"))["resources"]
        assert "your_map_hromadas" in [each["name"] for each in described]
    assert set(path.parent.iterdir()) == {path, out}


@pytest.mark.parametrize("name", ["map.zip", "link.zip"])
def test_a_pack_never_replaces_the_map_itself(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / "map.zip", tmp_path / name
    path.write_bytes(raw_map(36.5))
    if out != path:
        out.symlink_to(path)
    refused = run("check", str(path), "--pack", str(out))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == f"Error: {out} is the map itself: give the pack another name.\n"
    assert path.read_bytes() == raw_map(36.5)


def test_a_pack_that_cannot_be_written_is_said_before_the_map_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(raw_map(36.5))
    refused = run("check", str(path), "--pack", str(tmp_path / "no" / "result.zip"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1


def test_a_map_in_words(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(raw_map(36.5, feature(polygon((0, 1, 2, 3)), OCCUPIED_FILL)))
    done = run("check", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "as occupied: within its own extent it is most like the DeepState map" in done.stdout
    assert "Feature 9 refused: the polygon starts at [2, 1]: it lies outside Ukraine" in done.stdout


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "The file is a zip archive, not GeoJSON; bring the map itself."),
        (raw_map(36.5)[:-1], "The file is cut short: it ends at byte "),
    ],
)
def test_a_refused_file_is_one_sentence_and_exit_code_2(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(data)
    done = run("check", str(path), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Error: {path}: {reason[0].lower()}{reason[1:]}")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nowhere.geojson"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def measured(path: Path) -> tuple[str, float, float]:
    """Check a map; give what is said, the seconds of the processor and the memory in kB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "pokrovsk_front", "check", path],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kilobytes = map(float, done.stderr.split())
    return done.stdout, seconds, kilobytes


def test_half_a_letter_and_a_hole_elsewhere_take_little_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    half = feature(polygon((38, 48, 38.1, 48.1)), "\udfff", "\ud800x\x1b[31m")
    hole = [
        [[38, 48], [38.1, 48], [38.1, 48.1], [38, 48]],
        [[39, 49], [39, 49.1], [39.1, 49], [39, 49]],
    ]
    land = feature({"type": "Polygon", "coordinates": hole}, OCCUPIED_FILL)
    text = json.dumps({"type": "FeatureCollection", "features": [half, land]})
    path.write_text(text, encoding="ascii")
    plain = tmp_path / "plain.geojson"
    plain.write_bytes(raw_map(36.5))
    said, seconds, kilobytes = measured(path)
    _said, plain_seconds, _kilobytes = measured(plain)
    assert "Feature 2 repaired: Hole lies outside shell and was dropped" in said
    assert "unknown class: fill “·”, name “·x··31m” (1)" in said
    # Of the command and of the audit that it starts, in kB; on any machine.
    assert seconds < 1.5 * plain_seconds
    assert kilobytes < 500_000
