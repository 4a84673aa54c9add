"""The command `population`: every number with its source, and a refusal that names three places."""

import json

import pytest

from pokrovsk_front.catalog.records import population
from tests.commands import run


def test_pokrovsk_in_json() -> None:
    done = run("population", "Pokrovsk", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert set(answer) == {"place_id", "place", "baseline", "hromada_baseline", "counts"}
    assert answer["place"] == "Pokrovsk"
    # State Statistics Service, 1 January 2022: 60,127 in the city, 81,029 in the hromada.
    assert (answer["baseline"]["value"], answer["baseline"]["area"]) == (60127, "city")
    assert answer["hromada_baseline"]["value"] == 81029
    for count in (answer["baseline"], *answer["counts"]):
        for key in ("value", "as_of_date", "who", "area", "url"):
            assert count[key], (count["id"], key)
    by_id = {count["id"]: count for count in answer["counts"]}
    # Filashkin, Interfax-Ukraine, 29 October 2025.
    last = by_id["pokrovsk_city_2025_10_29"]
    assert (last["value"], last["decline_pct"]) == (1256, 97.91)
    assert by_id["pokrovsk_city_2026_01_07"]["role"] == "frozen"
    assert by_id["pokrovsk_city_2026_01_07"]["decline_pct"] is None


def test_every_number_of_a_place_is_given() -> None:
    answer = json.loads(run("population", "kupiansk", "--json").stdout)
    expected = {
        count.count_id
        for count in population().values()
        if count.place_id == "kupiansk" and count.role != "baseline"
    }
    assert {count["id"] for count in answer["counts"]} == expected
    right_bank = [count for count in answer["counts"] if count["area"] == "right_bank"]
    assert right_bank
    assert all(count["decline_pct"] is None for count in right_bank)


@pytest.mark.parametrize("name", ["Слов'янськ", "SLOVYANSK", "sloviansk"])
def test_any_name_finds_the_place(name: str) -> None:
    assert json.loads(run("population", name, "--json").stdout)["place"] == "Sloviansk"


def test_the_numbers_in_one_line_each() -> None:
    done = run("population", "Kramatorsk")
    assert (done.returncode, done.stderr) == (0, "")
    first, *lines = done.stdout.splitlines()
    assert first == "Kramatorsk: about 53,000 people in July 2025, of an area that was not stated"
    assert all("https://" in line for line in lines)
    assert run("population", "Avdiivka").stdout.startswith(
        "Avdiivka: from 31,392 people to 950, 97% fewer; one in 33 were left in February 2024\n"
    )


def test_an_unknown_name_gives_the_three_nearest_and_exit_code_2() -> None:
    done = run("population", "Pokrovks", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: No place is called 'Pokrovks'. The nearest names: Pokrovsk, ")
    assert line.count(",") == 2


def test_a_place_without_numbers_is_one_sentence() -> None:
    done = run("population", "Kyiv")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: There is no number of people for Kyiv; there are for Avdiivka,")
