"""The command `picture`: a map as SVG from the command line."""

from pathlib import Path

import pytest

from pokrovsk_front.catalog.version import data_version
from tests.commands import Done, run
from tests.maps.pictures import Read, plain

pytestmark = pytest.mark.whole


def picture(out: Path, *arguments: str) -> Done:
    return run("picture", "--day", "2025-11-07", *arguments, "--out", str(out))


@pytest.mark.parametrize(
    ("arguments", "headline"),
    [
        ((), "115,315 km² of Ukraine were Russian-occupied on 7 November 2025"),
        (
            ("--against", "2024-10-31"),
            "4,626 km² came under Russian control, 21 km² were regained",
        ),
        (("--months",), "When the land occupied on 7 November 2025 came under Russian control"),
        (
            ("--language", "uk", "--scheme", "dark", "--shape", "square"),
            "Станом на 7 листопада 2025 року під російською окупацією було 115 315 км² території "
            "України",
        ),
    ],
)
def test_a_picture_is_drawn_on_the_version_of_the_data(
    tmp_path: Path, arguments: tuple[str, ...], headline: str
) -> None:
    done = picture(tmp_path / "map.svg", *arguments)
    assert done.returncode == 0, done.stderr
    assert data_version() in done.stdout
    read = Read.of((tmp_path / "map.svg").read_bytes())
    assert plain(read.child("title").text) == headline
    assert any(data_version() in text for text in read.texts)
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def test_two_days_may_be_named_in_either_order(tmp_path: Path) -> None:
    picture(tmp_path / "one.svg", "--against", "2024-10-31")
    run(
        *("picture", "--day", "2024-10-31", "--against", "2025-11-07"),
        *("--out", str(tmp_path / "other.svg")),
    )
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--against", "yesterday"), "'yesterday' is not a date such as 2024-10-31."),
        (("--against", "2025-11-07"), "have the same map: there is no change to draw."),
        (("--against", "2024-10-31", "--months"), "give one of them."),
        (("--against", "2019-01-01"), "2019"),
        (("--view", "moon"), "'moon' is not one of"),
        (("--shape", "round"), "'round' is not one of"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = picture(tmp_path / "map.svg", *arguments)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not list(tmp_path.iterdir())


def test_a_picture_is_called_what_it_is(tmp_path: Path) -> None:
    done = picture(tmp_path / "map.png")
    assert (done.returncode, "map.png does not end in .svg" in done.stderr) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    done = picture(tmp_path)
    assert (done.returncode, f"{tmp_path} is a folder." in done.stderr) == (2, True)
    done = picture(tmp_path / "missing" / "map.svg")
    assert (done.returncode, "There is no folder" in done.stderr) == (2, True)
