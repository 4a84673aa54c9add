"""The command line as an editor's script calls it: JSON out, or one sentence and exit code 2."""

import json
from pathlib import Path

import pytest

from pokrovsk_front.commands.build import ingest
from pokrovsk_front.commands.update import update
from tests.commands import run, run_apart


@pytest.mark.parametrize("name", ["out", "static", "workers"])
def test_the_options_of_ingest_and_update_are_the_same(name: str) -> None:
    one, other = (
        next(each.to_info_dict() for each in command.params if each.name == name)
        for command in (ingest, update)
    )
    assert one == other


READING = ["as_of_date", "edition", "certainty", "occupied_total_km2", "grey_zone_km2"]


def test_a_gain_in_json() -> None:
    done = run("gain", "--from", "2024-01-01", "--to", "2024-10-31", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == [
        *("from", "to", "days", "net_km2", "net_with_grey_zone_km2", "net_km2_bounds"),
        *("redrawn_km2", "decisive_map_date", "opening", "closing"),
        *("gained_km2", "regained_km2", "net_km2_per_day"),
    ]
    # From map to map all that was gained less all that was regained is the net gain; 305 days.
    gross = answer["gained_km2"] - answer["regained_km2"]
    assert gross == pytest.approx(answer["net_km2"], abs=0.2)
    assert answer["net_km2_per_day"] == pytest.approx(answer["net_km2"] / 305, abs=0.001)
    assert (answer["from"], answer["to"], answer["days"]) == ("2024-01-01", "2024-10-31", 305)
    for state in ("opening", "closing"):
        assert list(answer[state]) == READING
        assert answer[state]["certainty"] == "certain"
    assert answer["net_km2_bounds"] == [answer["net_km2"]] * 2
    assert (answer["redrawn_km2"], answer["decisive_map_date"]) == (0, None)
    assert answer["opening"]["as_of_date"] == "2023-12-31"
    assert answer["closing"]["as_of_date"] == "2024-10-31"
    assert answer["opening"]["edition"].isdigit(), "the file of the archive"
    change = answer["closing"]["occupied_total_km2"] - answer["opening"]["occupied_total_km2"]
    assert answer["net_km2"] == pytest.approx(change, abs=0.001)
    # Bloomberg, 7 November 2025: 2,194 km2.
    assert abs(answer["net_km2"] - 2194) <= 2


def test_a_gain_in_one_sentence() -> None:
    done = run("gain", "--from", "2025-01-01", "--to", "2025-10-31")
    assert (done.returncode, done.stderr) == (0, "")
    # Bloomberg, 7 November 2025: 3,386 km2.
    assert done.stdout == (
        "From 1 Jan to 31 Oct 2025, Russia's net gain was 3,386 km², according to the DeepState "
        "map (maps of 31 Dec 2024 and 31 Oct 2025). The map of 31 October 2025 is dated within "
        "one day. With that map a day later, the net gain from 1 Jan to 31 Oct 2025 would be "
        "3,373 km². With the grey zone of unknown status included (729 km² on 31 Dec 2024, 1,301 "
        "km² on 31 Oct 2025), the net change was +3,958 km².\n"
    )


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2024-10-31", "2024-01-01", "before it starts"),
        ("yesterday", "2024-10-31", "'yesterday' is not a date"),
        ("2024-01-01", "2024-02-30", "The calendar has no day 2024-02-30."),
        ("2024-01-01", "", "'' is not a date"),
        ("2021-01-01", "2024-01-01", "it has no map of 2021-01-01"),
        ("2022-04-03", "2024-01-01", "No window can start on 2022-04-03"),
        ("2024-01-01", "2999-12-31", "it has no map of 2999-12-31"),
        ("0001-01-01", "2024-01-01", "0001-01-01"),
        ("2023-05-31", "2023-05-31", "No map was published on 2023-05-31, so the change"),
    ],
    ids=[
        *("reversed", "no date", "no day", "blank", "before the archive", "first day"),
        *("future", "year 1", "no map within"),
    ],
)
def test_a_bad_window_is_refused_in_one_sentence(first: str, last: str, says: str) -> None:
    done = run("gain", "--from", first, "--to", last, "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert says in line
    assert line.endswith(".")


def test_a_comparison_in_json() -> None:
    done = run("compare", "--a", "2024-01-01:2024-10-31", "--b", "2025-01-01:2025-10-31", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == [
        *("a", "b", "difference_km2", "difference_km2_per_day", "ratio", "ratio_per_day"),
    ]
    # Bloomberg, 7 November 2025: 2,194 and 3,386 km2.
    assert answer["a"]["net_km2"] == pytest.approx(2194, abs=2)
    assert answer["b"]["net_km2"] == pytest.approx(3386, abs=2)
    assert answer["ratio"] == pytest.approx(1.543, abs=0.003)
    # With the grey zone: 495.8 and 737.4 km2 at the ends of 2024, 729.4 and 1,301.3 of 2025.
    assert answer["a"]["net_with_grey_zone_km2"] == pytest.approx(2194.0 + 737.4 - 495.8, abs=0.2)
    assert answer["b"]["net_with_grey_zone_km2"] == pytest.approx(3386.4 + 1301.3 - 729.4, abs=0.2)
    single = run("gain", "--from", "2024-01-01", "--to", "2024-10-31", "--json")
    assert answer["a"] == json.loads(single.stdout)


def test_a_window_whose_end_does_not_tell_the_grey_zone_says_so_with_null() -> None:
    # The only map of 5 August 2025 is one outline.
    done = run("compare", "--a", "2024-08-01:2024-08-05", "--b", "2025-08-01:2025-08-05", "--json")
    answer = json.loads(done.stdout)
    assert answer["a"]["net_with_grey_zone_km2"] is not None
    assert answer["b"]["net_with_grey_zone_km2"] is None
    assert answer["b"]["opening"]["grey_zone_km2"] is not None
    assert answer["b"]["closing"]["grey_zone_km2"] is None


def test_a_comparison_in_words_says_what_the_grey_zone_does_to_the_growth() -> None:
    windows = ("compare", "--a", "2024-01-01:2024-10-31", "--b", "2025-01-01:2025-10-31")
    said = run(*windows).stdout
    assert "With the grey zone of unknown status included, the net change was +3,958 km²" in said
    assert said.endswith("(+63%).\n")


def test_windows_of_different_length_are_compared_by_the_day() -> None:
    windows = ("compare", "--a", "2024-03-01:2024-10-31", "--b", "2025-01-01:2025-12-31")
    answer = json.loads(run(*windows, "--json").stdout)
    assert (answer["a"]["days"], answer["b"]["days"], answer["ratio"]) == (245, 365, None)
    paces = answer["a"]["net_km2_per_day"], answer["b"]["net_km2_per_day"]
    assert answer["ratio_per_day"] == pytest.approx(paces[1] / paces[0], abs=0.001)
    assert answer["difference_km2_per_day"] == pytest.approx(paces[1] - paces[0], abs=0.002)
    assert "11.9 km² a day over 365 days, 43% more a day than" in run(*windows).stdout


def test_a_comparison_of_the_full_years_in_json() -> None:
    done = run("compare", "--a", "2024-01-01:2024-12-31", "--b", "2025-01-01:2025-12-31", "--json")
    answer = json.loads(done.stdout)
    # DeepState, 1 January 2026: 4,336 km2 in 2025; its months of 2024 add up to 3,313 km2.
    assert answer["a"]["net_km2"] == pytest.approx(3313, abs=3)
    assert answer["b"]["net_km2"] == pytest.approx(4336, abs=2)


@pytest.mark.parametrize(
    ("window", "says"),
    [
        ("2024-10-31:2024-01-01", "before it starts"),
        ("2024-01-01", "is not a window such as"),
        ("", "is not a window such as"),
        ("2024-01-01:soon", "'soon' is not a date"),
        ("2021-01-01:2021-12-31", "it has no map of"),
        ("2024-01-01:2999-12-31", "it has no map of 2999-12-31"),
    ],
    ids=["reversed", "one day", "blank", "no date", "before the archive", "future"],
)
def test_a_bad_window_of_a_comparison_is_refused_in_one_sentence(window: str, says: str) -> None:
    done = run("compare", "--a", window, "--b", "2025-01-01:2025-10-31", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert says in line
    assert line.endswith(".")


def test_a_state_in_json() -> None:
    done = run("state", "--on", "2025-12-31", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == [*READING, "cells"]
    assert answer["as_of_date"] == "2025-12-31"
    # DeepState, 1 January 2026, of the end of the year: 116,165 km2. A cell has about 0.72 km2.
    assert abs(answer["occupied_total_km2"] - 116_165) <= 1
    assert answer["cells"] == pytest.approx(answer["occupied_total_km2"] / 0.724, rel=0.01)


# Measured from the polygons of the archive, outside the project.
@pytest.mark.parametrize(
    ("day", "occupied_km2", "grey_km2"),
    [
        ("2023-02-05", 108_974.2, 405.7),
        ("2025-11-07", 115_314.6, 1300.9),
        ("2025-12-31", 116_165.3, 1375.8),
        ("2026-08-09", 117_006.6, 1791.5),
    ],
)
def test_a_state_tells_the_grey_zone_and_how_certain_its_day_is(
    day: str, occupied_km2: float, grey_km2: float
) -> None:
    answer = json.loads(run("state", "--on", day, "--json").stdout)
    assert answer["occupied_total_km2"] == pytest.approx(occupied_km2, abs=0.1)
    assert answer["grey_zone_km2"] == pytest.approx(grey_km2, abs=0.1)
    assert answer["certainty"] == "certain"


def test_a_state_of_a_day_without_classes_has_no_grey_zone_and_says_so() -> None:
    assert json.loads(run("state", "--on", "2025-08-05", "--json").stdout)["grey_zone_km2"] is None
    assert (
        "The grey zone of 5 August 2025 is not known" in run("state", "--on", "2025-08-05").stdout
    )
    inferred = json.loads(run("state", "--on", "2025-10-31", "--json").stdout)
    assert inferred["certainty"] == "within_one_day"


def test_a_state_in_words_says_which_map_stands_for_a_day_without_one() -> None:
    done = run("state", "--on", "2023-05-17")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "There is no map of 17 May 2023; the map of 14 May 2023, 3 days older, is used"
    )
    assert "km² are Russian-occupied on the DeepState map of 14 May 2023" in done.stdout


def test_a_difference_in_json() -> None:
    done = run("diff", "--from", "2024-10-31", "--to", "2025-10-31", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == [
        *("from", "to", "gained_km2", "regained_km2", "net_km2", "opening", "closing")
    ]
    assert (answer["from"], answer["to"]) == ("2024-10-31", "2025-10-31")
    assert answer["gained_km2"] > answer["net_km2"] > 4000
    assert answer["regained_km2"] > 0
    net_km2 = answer["gained_km2"] - answer["regained_km2"]
    assert answer["net_km2"] == pytest.approx(net_km2, abs=0.1)
    assert answer["opening"]["as_of_date"] == "2024-10-31"
    assert answer["closing"]["as_of_date"] == "2025-10-31"


def test_a_difference_in_one_sentence() -> None:
    done = run("diff", "--from", "2024-10-31", "--to", "2025-10-31")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "The map of 31 October 2025 is dated within one day. 4,517 km² came under Russian "
        "control and Ukrainian forces regained 12 km² between 31 October 2024 and 31 October 2025, "
        "measured on DeepState maps.\n"
    )


def test_nothing_changes_within_a_day() -> None:
    done = run("diff", "--from", "2025-10-31", "--to", "2025-10-31", "--json")
    answer = json.loads(done.stdout)
    assert (answer["gained_km2"], answer["regained_km2"], answer["net_km2"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("state", "--on", "yesterday"), "'yesterday' is not a date"),
        (("state", "--on", "2022-04-02"), "it has no map of 2022-04-02"),
        (("state", "--on", "2999-12-31"), "it has no map of 2999-12-31"),
        (("diff", "--from", "2025-10-31", "--to", "2024-10-31"), "before it starts"),
        (
            ("diff", "--from", "2024-02-30", "--to", "2024-10-31"),
            "The calendar has no day 2024-02-30.",
        ),
        (("diff", "--from", "2021-01-01", "--to", "2024-10-31"), "it has no map of 2021-01-01"),
        (("diff", "--from", "2024-10-31", "--to", "2999-12-31"), "it has no map of 2999-12-31"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_bad_day_is_refused_in_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments, "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert says in line
    assert line.endswith(".")


def test_a_missing_archive_is_refused_in_one_sentence(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    boundaries = str(tmp_path / "neither")
    done = run("ingest", "--archives", nowhere, "--boundaries", boundaries, "--out", nowhere)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"Error: There are no archives at {nowhere} and no boundaries at {boundaries}: "
        "docs/archives.md says what belongs there.\n"
    )
    assert not Path(nowhere).exists()


def test_the_help_names_the_commands() -> None:
    done = run_apart("--help")
    assert done.returncode == 0
    assert {"ingest", "labels", "gain", "state", "diff", "claims"} <= set(done.stdout.split())


def test_a_difference_of_one_map_is_no_change() -> None:
    same = run("diff", "--from", "2025-10-31", "--to", "2025-10-31")
    assert (same.returncode, same.stdout) == (
        0,
        "Both days are 31 October 2025: there is no change to measure.\n",
    )
    carried = run("diff", "--from", "2023-05-30", "--to", "2023-05-31", "--json")
    assert (carried.returncode, carried.stdout) == (2, "")
    assert "No map was published on 2023-05-31" in carried.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("state", "--on", "2025-12-31"),
        ("gain", "--from", "2024-01-01", "--to", "2024-10-31", "--json"),
        ("gain", "--from", "2024-10-31", "--to", "2024-01-01"),
    ],
    ids=["words", "JSON", "refused"],
)
def test_a_process_of_its_own_says_the_same(arguments: tuple[str, ...]) -> None:
    assert run_apart(*arguments) == run(*arguments)
