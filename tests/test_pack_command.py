"""The command `pack`: the zip that a page offers, from the command line."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from choreographer.errors import ChromeNotFoundError
from click.testing import CliRunner
from PIL import Image

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog.version import data_version
from pokrovsk_front.maps.palette import LIGHT
from pokrovsk_front.maps.picture.sheet import SHAPES

pytestmark = pytest.mark.whole

PNG_SIZES = {"wide": (2400, 1350), "square": (2160, 2160), "upright": (2160, 2700)}


def run(*arguments: str, out: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["pack", *arguments, "--out", str(out)])
    return result.exit_code, result.stdout + result.stderr


def test_a_figure_is_packed_on_the_version_of_the_data(tmp_path: Path) -> None:
    out = tmp_path / "gain.zip"
    code, said = run("cumulative_gain", "--link", "https://example.org/gains", out=out)
    assert (code, f"data version {data_version()}" in said) == (0, True), said
    with zipfile.ZipFile(out) as archive:
        about = json.loads(archive.read("metadata.json"))
    assert about["version"] == data_version()
    assert about["permalink"] == "https://example.org/gains"
    assert about["language"] == "en"
    assert [path.name for path in tmp_path.iterdir()] == ["gain.zip"]


def test_a_figure_is_packed_in_the_language_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "gain.zip"
    code, said = run("cumulative_gain", "--language", "uk", out=out)
    assert (code, said.startswith("Wrote ")) == (0, True), said
    with zipfile.ZipFile(out) as archive:
        about = json.loads(archive.read("metadata.json"))
        assert b'<html lang="uk">' in archive.read("cumulative_gain.html")
    assert about["language"] == "uk"
    assert about["sources"][0]["title"].startswith("Архів мап DeepState")
    code, said = run("cumulative_gain", "--language", "de", out=tmp_path / "x.zip")
    assert code == 2
    assert "'de' is not one of" in said


def test_without_a_name_a_pack_is_named_after_its_figure_and_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["pack", "cumulative_gain"])
    name = "pokrovsk_front_cumulative_gain_2024-01-01_2024-10-31_2025-01-01_2025-10-31.zip"
    assert (done.exit_code, f"Wrote {name}, " in done.output) == (0, True), done.output
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_is_no_figure_is_refused_with_those_there_are(tmp_path: Path) -> None:
    code, said = run("nothing", out=tmp_path / "x.zip")
    assert code == 2
    assert "'nothing' is not a figure; the nearest names are " in said
    assert "`pokrovsk-front pack --list` has them all" in said
    assert "cumulative_gain" in run("cumulatve", out=tmp_path / "x.zip")[1]
    assert not list(tmp_path.iterdir())


def test_every_figure_is_listed_with_its_headline_in_the_language_asked_for() -> None:
    listed = CliRunner().invoke(main, ["pack", "--list", "--language", "uk"])
    lines = dict(line.split(": ", 1) for line in listed.output.splitlines())
    assert (listed.exit_code, len(lines) > 80) == (0, True)
    assert lines["front_state"].startswith("Станом на ")
    without = CliRunner().invoke(main, ["pack"])
    assert (without.exit_code, "Missing argument 'FIGURE'" in without.output) == (2, True)


def test_without_a_browser_the_rest_is_packed_and_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(**_options: object) -> None:
        raise ChromeNotFoundError

    monkeypatch.setattr("pokrovsk_front.export.drawing.Browser", missing)
    code, said = run("cumulative_gain", "--images", out=tmp_path / "x.zip")
    assert code == 0
    assert "No Chromium was found on this machine" in said
    with zipfile.ZipFile(io.BytesIO((tmp_path / "x.zip").read_bytes())) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".png", ".svg"))]


def test_a_map_is_packed_as_svg_and_as_png_of_it(tmp_path: Path) -> None:
    out = tmp_path / "x.zip"
    code, said = run("front_months", "--images", out=out)
    assert (code, said.startswith("Wrote ")) == (0, True), said
    with zipfile.ZipFile(out) as archive:
        svg = archive.read("map.svg").decode()
        assert "map.svg: " in archive.read("README.txt").decode()
        page = archive.read("front_months.html").decode()
        images = {name: Image.open(io.BytesIO(archive.read(f"map_{name}.png"))) for name in SHAPES}
    assert "When the land occupied on" in svg
    assert 'src="data:image/svg+xml;base64,' in page
    for name, image in images.items():
        assert image.size == PNG_SIZES[name]
        assert image.convert("RGB").getpixel((3, 3)) == LIGHT.land[:3]
        assert len(image.resize((60, 60)).convert("RGB").getcolors(3600) or ()) > 100
