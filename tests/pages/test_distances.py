"""The page of distances: every city, section and order, two days, spellings, and a bad address."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.records import Place, places
from pokrovsk_front.ui.distances import BY_NAME, CITIES, FARTHEST, FRONT, MAX_CITIES, PRINTED
from tests.pages.opening import checked, html, maps, open_page, text, to_copy

ARTICLE = [place.place_id for place in places().values() if place.is_in_article]


def section(app: AppTest, name: str) -> AppTest:
    app.button_group(key="distances").set_value(name).run()
    return checked(app)


def test_the_articles_cities_are_there_with_pokrovsk_first() -> None:
    app = open_page("distances")
    chosen = app.multiselect(key="cities").value
    assert sorted(chosen) == sorted(ARTICLE)
    assert chosen[0] == "pokrovsk"
    # Measured on the maps of 31 December 2023 and of the last day, when the centre is inside.
    assert app.header[0].value == "The front moved 36.7 km towards Pokrovsk, up to its centre"
    (chart,) = app.get("plotly_chart")
    assert "Pokrovsk 36.7 km, then inside" in chart.proto.alt


@pytest.mark.parametrize("place", places().values(), ids=lambda place: place.place_id)
def test_every_city_can_be_chosen_in_every_section(place: Place) -> None:
    app = open_page("distances")
    app.multiselect(key="cities").set_value([place.place_id, "pokrovsk"]).run()
    checked(app)
    assert len(app.get("plotly_chart")) == 1
    assert re.search(rf"<td[^>]*>{re.escape(place.name_en)}", html(app))
    section(app, CITIES)
    assert len(maps(app)) == (place.place_id != "pokrovsk")
    assert app.selectbox(key="start").value == place.place_id


def test_all_sections_say_that_maps_lag_and_whose_points_the_centres_are() -> None:
    app = open_page("distances")
    for name in (FRONT, CITIES, PRINTED):
        section(app, name)
        assert "A map's date is the day it was published" in text(app)
        assert "[GeoNames](https://www.geonames.org), CC BY 4.0" in text(app)


def test_the_two_days_are_a_table_and_sentences() -> None:
    app = open_page(
        "distances", since="2023-12-31", until="2024-12-31", cities=["Pokrovsk", "Kramatorsk"]
    )
    # 37 km at the end of 2023, about 6 km at the end of 2024.
    assert "<td>36.7 km</td>" in html(app)
    assert "<td>6.0 km</td>" in html(app)
    # GLOBE 1.0 at the centres.
    assert "<td>208 m</td>" in html(app)
    assert "<td>86 m</td>" in html(app)
    assert "(not copyright)" in text(app)
    lines = to_copy(app)[0].splitlines()
    assert lines[0] == (
        "The front moved 30.7 km towards Pokrovsk between 31 December 2023 and 31 December 2024, "
        "from 36.7 km to 6.0 km from its centre, according to the DeepState map."
    )
    assert len(lines) == 2


def test_a_height_that_no_source_covers_is_unknown_and_cites_none() -> None:
    app = open_page("distances", cities=["Kyiv"])
    assert "<td>unknown</td>" in html(app)
    assert "Heights above sea level" not in text(app)


def test_two_days_need_no_order_and_may_be_one() -> None:
    app = open_page("distances", since="2024-12-31", until="2023-12-31", cities=["Pokrovsk"])
    assert "between 31 December 2023 and 31 December 2024" in to_copy(app)[0]
    app.date_input(key="until").set_value(date(2024, 12, 31)).run()
    checked(app)
    assert (
        "6.0 km from the centre of Pokrovsk on the DeepState map of 31 December 2024"
        in to_copy(app)[0]
    )


def test_a_day_without_a_map_is_said() -> None:
    # The raw archive has no map of 10 and 11 January 2024.
    app = open_page("distances", since="2024-01-11")
    assert (
        "There is no map of 11 January 2024; the map of 9 January 2024, 2 days older, is used"
        in text(app)
    )


def test_a_city_is_found_by_any_spelling_and_an_unknown_name_is_said() -> None:
    app = open_page("distances", cities=["Slovyansk", "краматорськ", "Nowhere at all", "Sloviansk"])
    (warning,) = app.warning
    assert "No place is called `Nowhere at all`. The nearest names: " in warning.value
    assert "Sloviansk" in html(app)
    assert "Kramatorsk" in html(app)
    assert len(to_copy(app)[0].splitlines()) == 2, "one city twice is one city"


def test_no_city_is_one_sentence() -> None:
    app = open_page("distances")
    app.multiselect(key="cities").set_value([]).run()
    checked(app)
    assert app.info[0].value == "Choose a city."
    section(app, CITIES)
    assert app.info[0].value == "Choose a city."


def first_column(app: AppTest) -> list[str]:
    body = next(
        str(block.proto.body) for block in app.get("html") if "km, centre" in str(block.proto.body)
    )
    return [each.strip() for each in re.findall(r"<tr><td[^>]*>([^<]*)", body)]


def test_the_matrix_can_be_put_in_any_order() -> None:
    app = section(open_page("distances"), CITIES)
    # From Pokrovsk: 45.3 km to Avdiivka, where the article prints 30.
    assert "<td>45.3</td>" in html(app)
    nearest = first_column(app)
    assert nearest[:3] == ["Pokrovsk", "Dobropillia", "Avdiivka"]
    app.button_group(key="order").set_value(FARTHEST).run()
    assert first_column(checked(app)) == ["Pokrovsk", *reversed(nearest[1:])]
    app.button_group(key="order").set_value(BY_NAME).run()
    assert first_column(checked(app)) == ["Pokrovsk", *sorted(nearest[1:])]
    app.selectbox(key="start").set_value("Kramatorsk").run()
    assert first_column(checked(app))[0] == "Kramatorsk"


def test_the_state_of_the_page_is_read_from_the_address() -> None:
    app = open_page(
        "distances",
        distances="City to city",
        cities=["Lyman", "Kupiansk", "Izium"],
        start="Izium",
        order="By name",
    )
    assert first_column(app) == ["Izium", "Kupiansk", "Lyman"]


def test_as_many_cities_as_may_be_are_shown() -> None:
    app = open_page("distances")
    app.multiselect(key="cities").set_value(list(places())[:MAX_CITIES]).run()
    checked(app)
    section(app, CITIES)
    assert len(first_column(app)) == MAX_CITIES


def test_the_printed_distance_stands_beside_its_readings() -> None:
    app = open_page("distances", distances="The article's 30 km")
    assert app.header[0].value.startswith("Pokrovsk and Avdiivka are 45.3 km apart")
    assert not app.multiselect
    assert "Which distance was meant is not known" in text(app)


def test_a_bad_address_leaves_a_working_page() -> None:
    app = open_page(
        "distances", since="yesterday", until="2999-01-01", distances="nowhere", start="the moon"
    )
    assert app.button_group(key="distances").value == FRONT
    assert app.date_input(key="until").value == date(2026, 8, 21)


def show_link() -> None:
    import streamlit as st

    from pokrovsk_front.ui.permalinks import permalink

    st.text(permalink("distance_to_front"))


def test_a_link_to_a_figure_keeps_every_city() -> None:
    app = AppTest.from_function(show_link)
    app.query_params["cities"] = ["Lyman", "Izium"]
    link = app.run().text[0].value
    assert "cities=Lyman&cities=Izium&data=" in link
    assert link.endswith("#distance_to_front")
