"""The page of people: every city on both axes, its conflicts, the article's numbers, all cities."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.records import claims, places, population, population_conflicts
from pokrovsk_front.model.people import series_by_place

PROJECT = Path(__file__).resolve().parents[2]
CITIES = list(series_by_place(population().values()))


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/people.py").run()
    assert not app.exception, [error.message for error in app.exception]
    return app


def text(app: AppTest) -> str:
    return " ".join(block.value for block in app.markdown)


def html(app: AppTest) -> str:
    return "".join(str(block.proto.body) for block in app.get("html"))


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened()


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
    assert places()[place_id].name_en in page.subheader[0].value
    shown = html(page)
    for conflict in population_conflicts().values():
        if conflict.place_id == place_id:
            for count_id in conflict.count_ids:
                assert population()[count_id].url.replace("&", "&amp;") in shown, count_id
                who = population()[count_id].attributed_to.replace("'", "&#x27;")
                assert who in shown, count_id


def test_pokrovsk_comes_first_with_what_remains_and_the_articles_numbers() -> None:
    app = opened()
    assert app.selectbox(key="city").value == "pokrovsk"
    assert app.subheader[0].value == (
        "Pokrovsk: from 60,127 people to 1,256, 98% fewer: one in 48 remains"
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
    assert "Avdiivka" in opened(city="Avdiivka").subheader[0].value


def test_a_city_that_does_not_exist_shows_the_first() -> None:
    assert "Pokrovsk" in opened(city="Moon").subheader[0].value


def test_kramatorsk_says_why_it_has_no_percentage() -> None:
    app = opened(city="Kramatorsk")
    (info,) = app.info
    assert info.value.startswith("**No percentage.** The officials count from a base above")
    assert "%" not in app.subheader[0].value


def test_a_city_that_the_article_does_not_count_has_no_check() -> None:
    assert "What the article says" not in [each.value for each in opened(city="Bakhmut").subheader]


def test_all_cities_are_two_charts_with_their_words() -> None:
    app = opened(section="All cities")
    alternatives = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(alternatives) == 2
    assert all(len(alt) > 40 for alt in alternatives)


def test_what_to_know_has_its_numbers_from_the_table() -> None:
    said = text(opened())
    later = [row for row in population().values() if row.role != "baseline"]
    weak, frozen = sum(row.is_weak for row in later), sum(row.role == "frozen" for row in later)
    assert f"{weak} of {len(later)} numbers have a weak source" in said
    assert f"{frozen} of {len(later)} later numbers repeat an older list" in said
    assert "60,127 people in Pokrovsk, 81,029 in its hromada" in said
    assert "The latest found is of 11 March 2026" in said
