"""Shares of cities on the command line: JSON, words in two languages, or one sentence and 2."""

import json

import pytest

from tests.commands import run


def test_pokrovsk_on_the_day_of_the_article_in_json() -> None:
    done = run("city", "Pokrovsk", "--on", "2025-11-07", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["place"] == "Pokrovsk"
    assert answer["measure"] == "outline"
    assert answer["outline_kind"] == "settlement_boundary"
    assert answer["area_km2"] == pytest.approx(31.1, abs=0.1)
    assert answer["occupied_pct"] == pytest.approx(19.1, abs=0.5)
    assert answer["grey_pct"] == pytest.approx(57.3, abs=0.5)
    parts = answer["occupied_pct"] + answer["grey_pct"] + answer["neither_pct"]
    assert parts == pytest.approx(100, abs=0.02)
    assert answer["as_of_date"] == "2025-11-07"
    assert answer["edition"]
    assert answer["certainty"] in {"certain", "within_one_day"}


def test_the_series_has_every_map_and_the_days_of_tenth_half_and_nine_tenths() -> None:
    answer = json.loads(run("city", "Pokrovsk", "--json").stdout)
    days = [each["as_of_date"] for each in answer["series"]]
    assert days == sorted(set(days))
    assert len(days) > 1000
    by_day = {each["as_of_date"]: each for each in answer["series"]}
    assert by_day["2025-11-07"]["occupied_pct"] == pytest.approx(19.1, abs=0.5)
    # The map of that day has no classes.
    assert by_day["2025-11-05"]["grey_pct"] is None
    assert [each["pct"] for each in answer["reached"]] == [10, 50, 90]
    assert answer["reached"][2]["first_date"] == "2026-02-11"
    assert answer["reached"][2]["has_stayed"]


def test_a_share_in_one_sentence_in_both_languages_by_any_name() -> None:
    done = run("city", "красноармійськ", "--on", "2025-12-31")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Pokrovsk (settlement outline, 31.1 km²): 73.4% occupied, 26.6% in the grey zone and 0% "
        "neither on the DeepState map of 31 December 2025.\n"
    )
    done = run("city", "Myrnohrad", "--on", "2025-12-31", "--language", "uk")
    assert done.stdout == (
        "Мирноград (контур населеного пункту, 22,8\xa0км²): на мапі DeepState "
        "за 31 грудня 2025 року окуповано 60,3\xa0%, у сірій зоні 39,7\xa0%, решта – 0\xa0%.\n"
    )


def test_the_measure_is_chosen_and_named() -> None:
    answer = json.loads(
        run("city", "Pokrovsk", "--on", "2025-11-07", "--measure", "hromada", "--json").stdout
    )
    assert (answer["measure"], answer["katottg"]) == ("hromada", "UA14160210000011148")
    assert answer["occupied_pct"] == pytest.approx(63.3, abs=0.5)
    assert answer["grey_pct"] == pytest.approx(11.8, abs=0.5)
    # Barvinkove has no outline: the circle serves.
    answer = json.loads(run("city", "Barvinkove", "--on", "2025-11-07", "--json").stdout)
    assert (answer["measure"], answer["outline_kind"]) == ("within_5_km", "circle")
    assert answer["area_km2"] == pytest.approx(78.5, abs=0.1)


def test_a_town_that_is_no_place_is_found_and_towns_of_one_name_are_told_apart() -> None:
    assert run("city", "Макіївка").stdout.startswith("Makiivka (settlement outline, 180.7 km²): ")
    shared = run("city", "Андріївка")
    assert shared.returncode == 2
    said = "Andriivka 35 km from Debaltseve (osm_3939130), Andriivka 42 km from Mariupol ("
    assert said in shared.stderr
    assert run("city", "osm_3939130").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Nowhere",), "No place is called 'Nowhere'. The nearest names: "),
        (("Kyiv", "--measure", "outline"), "Kyiv has no area by the measure outline; it has"),
        (("Pokrovsk", "--on", "1999-01-01"), "it has no map of 1999-01-01"),
        (("Pokrovsk", "--on", "soon"), "soon"),
    ],
)
def test_what_is_not_there_is_one_sentence_and_2(arguments: tuple[str, ...], says: str) -> None:
    done = run("city", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
