"""The page of cities: every place in both languages, its measures, links, and the list of all."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import places
from pokrovsk_front.model.place_share import Measure
from tests.pages.opening import checked, html, landing, maps, open_page, said_of_map, text, to_copy
from tests.pages.test_links import opened, said

LIBRARY = Library()
SHARES = LIBRARY.place_shares
ARTICLE_DAY = "2025-11-07"


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_every_place_opens_and_every_sixth_by_each_measure(locale: str) -> None:
    names = LIBRARY.in_language(locale).area_names
    app = open_page("cities", lang=locale, place="pokrovsk")
    for at, place_id in enumerate(places()):
        checked(app.selectbox(key="place").set_value(place_id).run())
        own = SHARES.of_place(place_id)
        # The measure of the place before stays where this one has it.
        shown = own[Measure(app.session_state["measure"])]
        assert names[shown.area_id] in said_of_map(app)
        assert len(app.get("plotly_chart")) == 2, place_id
        for area in [each for each in own.values() if each != shown and at % 6 == 0]:
            checked(app.button_group(key="measure").set_value(area.measure).run())
            assert names[area.area_id] in said_of_map(app)


def test_pokrovsk_on_the_day_of_the_article() -> None:
    app = open_page("cities", place="pokrovsk", day=ARTICLE_DAY)
    # 5.9284 and 17.8545 of 31.1396 km2 on the map of 7 November 2025.
    assert said_of_map(app) == (
        "Pokrovsk: 19.0% occupied, 57.3% in the grey zone on 7 November 2025 "
        "Settlement outline, 31.1 km²; neither occupied nor grey: 23.6%."
    )
    assert to_copy(app)[0].splitlines() == [
        "Pokrovsk (settlement outline, 31.1 km²): 19.0% occupied, 57.3% in the grey zone and "
        "23.6% neither on the DeepState map of 7 November 2025.",
        "The centre of Pokrovsk lies inside Russian-occupied land on the DeepState map of "
        "7 November 2025.",
    ]
    assert "Pokrovsk urban hromada (hromada, 514.3 km²): 63.3% occupied, 11.8%" in text(app)
    shown = html(app)
    for item in (
        "60,127 (city)",
        "208 m",
        "“rail hub”",
        "Myrnohrad\N{NO-BREAK SPACE}7.3",
        "✗ contradicted",
    ):
        assert item in shown, item
    assert "claims?claim=distance_pokrovsk_avdiivka&amp;lang=en" in shown


def test_a_place_by_its_ukrainian_name_is_found() -> None:
    app = open_page("cities", place="Краматорськ")
    assert app.selectbox(key="place").value == "kramatorsk"
    assert "Kramatorsk: 0% occupied, 0% in the grey zone" in said_of_map(app)


def test_a_place_without_an_outline_is_measured_around_its_centre() -> None:
    app = open_page("cities", place="lviv")
    assert app.button_group(key="measure").options == ["Within 5 km"]
    assert said_of_map(app).startswith("Lviv and 5 km around: 0% occupied")


@pytest.mark.parametrize(
    ("asked", "sentence", "shown"),
    [
        ({"place": "Atlantis"}, "“Place” has no option `Atlantis`; none is chosen.", ""),
        (
            {"place": "pokrovsk", "measure": "oblast"},
            "“Measure” has no option `oblast`; the page shows “Settlement outline”.",
            "Pokrovsk: ",
        ),
        (
            {"place": "lviv", "measure": "outline"},
            "“Measure” has no option `outline`; the page shows “Within 5 km”.",
            "Lviv and 5 km around: ",
        ),
        (
            {"place": "pokrovsk", "day": "2025-02-31"},
            "31 February 2025 does not exist; the page shows 28 February 2025.",
            "Pokrovsk: ",
        ),
        (
            {"order": "size"},
            "“Order” has no option `size`; the page shows “By share”.",
            "",
        ),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said(
    asked: dict[str, str], sentence: str, shown: str
) -> None:
    app = opened("cities", **asked)
    assert said(app) == [sentence]
    if shown:
        assert said_of_map(app).startswith(shown)
    else:
        assert "city-list" in html(app)


def names_in(app: AppTest) -> list[str]:
    return re.findall(r"cities\?place=(\w+)&amp;lang", html(app))


def test_the_front_of_the_page_lists_all_places_in_three_orders() -> None:
    app = open_page("cities")
    found = {"share": names_in(app)}
    for order in ("distance", "name"):
        app.button_group(key="order").set_value(order).run()
        found[order] = names_in(app)
    assert all(sorted(each) == sorted(places()) for each in found.values())
    contested = [
        SHARES.on(f"within_5_km_{key}", LIBRARY.latest_day).occupied_pct
        for key in found["share"][:5]
    ]
    assert contested == sorted(contested, reverse=True)
    assert all(0 < pct < 99.95 for pct in contested)
    assert found["name"][:2] == ["avdiivka", "bakhmut"]
    assert found["distance"].index("kostiantynivka") < found["distance"].index("kramatorsk")


def test_a_chosen_place_has_a_way_back_to_all() -> None:
    app = open_page("cities", place="pokrovsk")
    app.button(key="all_places").click().run()
    assert "city-list" in html(app)
    assert not maps(app)


def test_the_overview_leads_to_pokrovsk_on_the_day_of_the_article() -> None:
    (link,) = [
        each.proto
        for each in landing().get("page_link")
        if "when the article appeared" in each.proto.label
    ]
    assert link.label == "Pokrovsk: 19.0% occupied when the article appeared"
    assert link.query_string == f"place=pokrovsk&day={ARTICLE_DAY}"
