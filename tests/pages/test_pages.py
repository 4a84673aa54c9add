"""Every page, run as Streamlit runs it: no day, month or switch may raise."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.views import VIEWS

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "pages").glob("*.py"))
CHARTS = ("plotly_chart", "deck_gl_json_chart")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()


def opened(app: AppTest, page: str) -> AppTest:
    app.switch_page(page).run()
    assert not app.exception, [error.message for error in app.exception]
    return app


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_from_every_other_page(app: AppTest, page: str) -> None:
    for other in PAGES:
        opened(app, other)
        assert opened(app, page).title[0].value


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_and_map_has_an_alternative_text(app: AppTest, page: str) -> None:
    opened(app, page)
    alternatives = [chart.proto.alt for kind in CHARTS for chart in app.get(kind)]
    assert all(len(text) > 40 for text in alternatives)
    assert alternatives or page == "pages/method.py"


def test_overview_sets_the_articles_figures_beside_ours(app: AppTest) -> None:
    # Bloomberg, 7 November 2025: 3,386 km2 in 2025, 2,194 km2 in 2024, 54 % more.
    shown = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert shown["Net gain, January to October 2025"][0] == "3,386 km²"
    assert shown["Net gain, January to October 2024"][0] == "2,194 km²"
    assert shown["Gain of 2025 against the same months of 2024"][0] == "54.4%"
    assert "against the printed 54%" in shown["Gain of 2025 against the same months of 2024"][1]


def test_overview_says_what_to_know_before_quoting(app: AppTest) -> None:
    text = " ".join(block.value for block in app.markdown)
    assert "the day it was published" in text
    assert "1,012 km²" in text  # the grey zone on 3 August 2025
    assert "“30 km” from Pokrovsk to Avdiivka is 45.3 km" in text


def test_gains_shows_every_month(app: AppTest) -> None:
    opened(app, "pages/gains.py")
    for month in range(1, 13):
        app.select_slider(key="through").set_value(month).run()
        assert not app.exception
        assert len(app.get("plotly_chart")) == 2


def test_the_front_map_shows_every_fifth_day_and_the_days_without_a_map(app: AppTest) -> None:
    opened(app, "pages/front_map.py")
    days = {day.date() for day in read_table("daily_area")["as_of_date"]}
    first, last = min(days), max(days)
    for number in range(0, (last - first).days + 1, 5):
        day = first + timedelta(days=number)
        app.date_input(key="day").set_value(day).run()
        assert not app.exception
        text = " ".join(block.value for block in app.markdown)
        assert ("No map of" in text) == (day not in days), day


def test_the_front_map_names_the_day_that_stands_for_one_without_a_map(app: AppTest) -> None:
    # The raw archive has no map of 10 and 11 January 2024.
    opened(app, "pages/front_map.py")
    app.date_input(key="day").set_value(date(2024, 1, 11)).run()
    text = " ".join(block.value for block in app.markdown)
    assert "No map of 11 January 2024: the map of 9 January 2024 stands for it" in text
    assert "2 days older" in text
    assert "9 January 2024" in app.subheader[0].value


@pytest.mark.parametrize("view", VIEWS)
def test_the_front_map_moves_the_filter_with_the_day_and_the_camera_with_the_view(
    app: AppTest, view: str
) -> None:
    opened(app, "pages/front_map.py")
    app.button_group(key="view").set_value(view).run()
    before = app.get("deck_gl_json_chart")[0].proto.json
    app.button(key="day_back").click().run()
    after = app.get("deck_gl_json_chart")[0].proto.json
    assert before != after
    assert len(after) < 10_000  # what goes over the wire for a day
    assert f'"zoom":{VIEWS[view].zoom}' in after


def test_the_steps_stop_at_the_ends_of_the_archive(app: AppTest) -> None:
    opened(app, "pages/front_map.py")
    last = app.date_input(key="day").value
    assert isinstance(last, date)
    assert app.button(key="day_on").disabled
    app.button(key="week_back").click().run()
    assert app.date_input(key="day").value == last - timedelta(days=7)
    app.button(key="month_on").click().run()
    assert app.date_input(key="day").value == last


def test_a_page_reads_its_state_from_the_address() -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    app.query_params["through"] = "March"
    app.run()
    opened(app, "pages/gains.py")
    assert app.select_slider(key="through").value == 3


def test_a_bad_address_leaves_a_working_page() -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    app.query_params["day"] = "2031-99-99"
    app.query_params["view"] = "the moon"
    app.run()
    opened(app, "pages/front_map.py")
    assert app.date_input(key="day").value == date(2026, 8, 20)
