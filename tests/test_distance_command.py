"""Distances on the command line: JSON out, or one sentence and exit code 2."""

import json

import pytest
from click.testing import CliRunner

from pokrovsk_front.__main__ import main
from tests.commands import run


def test_pokrovsk_and_avdiivka_are_45_km_apart() -> None:
    done = run("distance", "Pokrovsk", "Avdiivka", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == ["from", "to", "distance_km", "from_height_m", "to_height_m"]
    assert (answer["from_height_m"], answer["to_height_m"]) == (208, 218)
    assert (answer["from"], answer["to"]) == ("Pokrovsk", "Avdiivka")
    # DESIGN.md, section 2: about 45 km between the centres, where the article prints 30.
    assert abs(answer["distance_km"] - 45.3) <= 0.3


def test_a_height_that_no_source_covers_is_null() -> None:
    answer = json.loads(run("distance", "Kyiv", "Pokrovsk", "--json").stdout)
    assert (answer["from_height_m"], answer["to_height_m"]) == (None, 208)


def test_a_distance_in_one_sentence_by_other_spellings() -> None:
    done = run("distance", "красноармійськ", "Avdeevka")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "The centres of Pokrovsk and Avdiivka are 45.3 km apart, measured over the WGS84 "
        "ellipsoid; a road is never shorter.\n"
    )


@pytest.mark.parametrize(
    ("place", "day", "expected_km", "within_km"),
    [
        ("Pokrovsk", "2023-12-31", 37.0, 1.0),
        ("Pokrovsk", "2024-12-31", 6.0, 0.3),
        ("Pokrovsk", "2025-12-31", 0.0, 0.0),
        ("Kramatorsk", "2026-08-20", 16.7, 0.1),
    ],
)
def test_the_way_to_the_front_in_json(
    place: str, day: str, expected_km: float, within_km: float
) -> None:
    done = run("front-distance", place, "--on", day, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == ["place", "as_of_date", "certainty", "distance_km", "height_m"]
    assert answer["height_m"] == {"Pokrovsk": 208, "Kramatorsk": 86}[place]
    assert (answer["place"], answer["as_of_date"]) == (place, day)
    assert abs(answer["distance_km"] - expected_km) <= within_km


def test_a_day_without_a_map_is_said_and_answered_by_the_map_before() -> None:
    # The raw archive has no map of 10 and 11 January 2024.
    done = run("front-distance", "Pokrovsk", "--on", "2024-01-11", "--json")
    assert json.loads(done.stdout)["as_of_date"] == "2024-01-09"
    said = run("front-distance", "Pokrovsk", "--on", "2024-01-11").stdout
    assert said.startswith(
        "There is no map of 11 January 2024; the map of 9 January 2024, 2 days older, is used"
    )
    assert "km from the centre of Pokrovsk on the DeepState map of 9 January 2024." in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("distance", "Pokrovks", "Avdiivka"), "The nearest names: Pokrovsk, "),
        (("distance", "Avdiivka", "Pokrovks"), "The nearest names: Pokrovsk, "),
        (("front-distance", "Kramatorks", "--on", "2023-12-31"), "nearest names: Kramatorsk, "),
        (
            ("distance", "Lozno-Oleksandrivka", "Pokrovsk"),
            "Lozno-Oleksandrivka is a town of the map: only its share is known, by `city`.",
        ),
        (("distance", "Pokrovsk", "Олександрівка"), "Oleksandrivka is a town of the map"),
        (("front-distance", "Pokrovsk", "--on", "soon"), "'soon' is not a date"),
        (("front-distance", "Pokrovsk", "--on", "2021-01-01"), "it has no map of 2021-01-01"),
        (("front-distance", "Pokrovsk", "--on", "2999-01-01"), "it has no map of 2999-01-01"),
    ],
)
def test_what_is_not_known_is_refused_in_one_sentence(words: tuple[str, ...], says: str) -> None:
    done = run(*words, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert says in line
    assert line.endswith(".")


def test_an_unknown_name_is_answered_with_three() -> None:
    (line,) = run("distance", "Pokrovks", "Avdiivka").stderr.splitlines()
    names = line.partition("The nearest names: ")[2].rstrip(".").split(", ")
    assert len(names) == 3


def test_a_name_that_is_very_long_is_cut() -> None:
    done = CliRunner().invoke(main, ["distance", "Атлантида " * 20_000, "Pokrovsk"])
    assert done.exit_code == 2
    assert len(done.output) < 300
    assert "Атлантида …'. The nearest names: " in done.output
