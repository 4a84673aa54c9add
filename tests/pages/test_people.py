"""The page of people: every city on both axes, its conflicts, the article's numbers, all cities."""

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.records import claims, places, population, population_conflicts
from pokrovsk_front.model.people import series_by_place
from tests.pages.opening import html, open_page, text

CITIES = list(series_by_place(population().values()))


@pytest.fixture(scope="module")
def page() -> AppTest:
    return open_page("people")


@pytest.mark.parametrize("place_id", CITIES)
@pytest.mark.parametrize("axis", ["log", "linear"])
def test_every_city_opens_on_both_axes_with_its_conflicts(
    page: AppTest, place_id: str, axis: str
) -> None:
    page.selectbox(key="city").set_value(place_id)
    page.button_group(key="axis").set_value(axis).run()
    assert not page.exception, [error.message for error in page.exception]
    (chart,) = page.get("plotly_chart")
    assert places()[place_id].name_en in chart.proto.alt
    assert places()[place_id].name_en in page.header[0].value
    shown = html(page)
    for conflict in population_conflicts().values():
        if conflict.place_id == place_id:
            for count_id in conflict.count_ids:
                assert population()[count_id].url.replace("&", "&amp;") in shown, count_id
                who = population()[count_id].attributed_to.replace("'", "&#x27;")
                assert who in shown, count_id


def test_pokrovsk_comes_first_with_what_remains_and_the_articles_numbers() -> None:
    app = open_page("people")
    assert app.selectbox(key="city").value == "pokrovsk"
    assert app.header[0].value == (
        "Pokrovsk: from 60,127 people to 1,256, 98% fewer; one in 48 were left in October 2025"
    )
    said = text(app)
    for claim_id in ("people_before", "people_in_august"):
        assert claims()[claim_id].claim in said
    assert "60,127 by State Statistics Service of Ukraine, 1 January 2022" in said
    assert "1,327 by Serhii Dobriak, Pokrovsk city administration, 12 August 2025" in said
    assert "○ consistent" in said
    links = [link.proto.query_string for link in app.get("page_link")]
    assert {"claim=people_before", "claim=people_in_august"} <= set(links)


def test_the_city_is_taken_from_the_address() -> None:
    assert "Avdiivka" in open_page("people", city="Avdiivka").header[0].value


def test_a_city_that_does_not_exist_shows_the_first() -> None:
    assert "Pokrovsk" in open_page("people", city="Moon").header[0].value


def test_kramatorsk_says_why_it_has_no_percentage() -> None:
    app = open_page("people", city="Kramatorsk")
    (info,) = app.info
    assert info.value.startswith("**No percentage.** The officials count from a base above")
    assert "%" not in app.header[0].value


def test_a_city_that_the_article_does_not_count_has_no_check() -> None:
    assert "What the article says" not in [
        each.value for each in open_page("people", city="Bakhmut").header
    ]


def test_all_cities_are_two_charts_with_their_words() -> None:
    app = open_page("people", section="All cities")
    alternatives = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(alternatives) == 2
    assert all(len(alt) > 40 for alt in alternatives)


def test_what_to_know_has_its_numbers_from_the_table() -> None:
    said = text(open_page("people"))
    later = [row for row in population().values() if row.role != "baseline"]
    weak, frozen = sum(row.is_weak for row in later), sum(row.role == "frozen" for row in later)
    assert f"{weak} of {len(later)} numbers have a weak source" in said
    assert f"{frozen} of {len(later)} later numbers repeat an older list" in said
    assert "60,127 people in Pokrovsk, 81,029 in its hromada" in said
    assert "The latest number found is of 11 March 2026" in said
