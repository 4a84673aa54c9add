"""Every page, run as Streamlit runs it: no day, month or switch may raise."""

import json
import random
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from harness.server import PROJECT
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.description import drawn_layers
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.map_text import STALE
from pokrovsk_front.ui import cached, online_map
from pokrovsk_front.ui.windows import PRESETS
from tests.pages.opening import (
    alternatives,
    checked,
    landing,
    let_go,
    maps,
    said_of_map,
    text,
    to_copy,
)

PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "pages").glob("*.py"))
NO_FILE = "pages/your_map.py"  # has a map once a file is there: test_your_map.py


@pytest.fixture
def app() -> AppTest:
    return landing()


def opened(app: AppTest, page: str) -> AppTest:
    return checked(app.switch_page(page).run())


def refuse_what_plotly_refuses(app: AppTest) -> None:
    """Put every chart of the page through Plotly's own check, which the pages leave out."""
    for chart in app.get("plotly_chart"):
        go.Figure(json.loads(chart.proto.spec))


def test_pages_open_one_after_the_other_and_the_other_way_round(app: AppTest) -> None:
    # Each page comes once after the page before it and once after the page behind it.
    for page in (*PAGES, *PAGES[::-1], PAGES[-1]):
        assert opened(app, page).title[0].value


@pytest.mark.quick
@pytest.mark.parametrize("page", PAGES)
def test_every_chart_and_map_has_an_alternative_text(app: AppTest, page: str) -> None:
    opened(app, page)
    said = alternatives(app)
    assert all(len(each) > 40 for each in said)
    refuse_what_plotly_refuses(app)
    assert said or page in {"pages/claims.py", "pages/cities.py", NO_FILE}


def test_overview_sets_the_articles_figures_beside_ours(app: AppTest) -> None:
    # Bloomberg, 7 November 2025: 3,386 km2 in 2025, 2,194 km2 in 2024, 54 % more.
    shown = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert shown["Net gain, January to October 2025"][0] == "3,386 km²"
    assert shown["Net gain, January to October 2024"][0] == "2,194 km²"
    assert shown["Gain of 2025 against the same months of 2024"][0] == "54.4%"
    assert "against the published 54%" in shown["Gain of 2025 against the same months of 2024"][1]


@pytest.mark.quick
@pytest.mark.parametrize(("days", "is_stale"), [(0, False), (31, False), (32, True), (100, True)])
def test_every_page_says_how_old_the_map_is_and_the_overview_when_it_is_out_of_date(
    monkeypatch: pytest.MonkeyPatch, days: int, is_stale: bool
) -> None:
    latest = read_table("daily_area")["as_of_date"].max().date()
    monkeypatch.setattr(cached, "today", lambda: latest + timedelta(days))
    app = landing()
    assert (f"**{STALE}**" in app.markdown[0].value) == is_stale
    for page in ("claims", "people"):
        said = text(opened(app, f"pages/{page}.py"))
        assert f"{days} days ago." in said, page
        assert STALE not in said, page


def test_overview_begins_with_the_last_whole_month(app: AppTest) -> None:
    assert app.header[1].value == "July 2026: Russia's net gain was 36 km²"
    assert "59% less than in June 2026" in text(app)
    links = [each.proto.label for each in app.get("page_link")]
    assert "What else changed in July 2026" in links
    assert "Check every other claim of the article" in links


def test_overview_says_what_to_know_before_quoting(app: AppTest) -> None:
    said = text(app)
    assert "the day it was published" in said
    # The grey zone of the last map and of the article's day; the growth without it and with it.
    assert "1,637 km² on 21 August 2026: as much as 7.2 months of net gain" in said
    assert "On 7 November 2025, the day of the article, it was 1,301 km²" in said
    assert "with it, 63% (3,958 km² against 2,435 km²)" in said
    assert "“30 km” from Pokrovsk to Avdiivka is 45.3 km" in said


SECTIONS = {"compare": 1, "months": 4, "oblasts": 1, "definitions": 1, "publishers": 3}


def moved(app: AppTest, **days: date) -> AppTest:
    for key, day in days.items():
        app.date_input(key=key).set_value(day)
    app.run()
    assert not app.exception, [error.message for error in app.exception]
    return app


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("preset", PRESETS)
def test_gains_shows_every_section_of_every_preset(app: AppTest, preset: str, section: str) -> None:
    opened(app, "pages/gains.py")
    app.selectbox(key="preset").set_value(preset).run()
    app.button_group(key="section").set_value(section).run()
    assert not app.exception
    assert not app.error
    # Only these two have the same months, and only they are within the daily series of ISW.
    has_same_months = preset in {"same_months", "full_years"}
    # The weekly one reaches over all but those that end after 12 April 2026.
    is_beyond_isw = section == "publishers" and preset in {"this_year", "article_around"}
    is_less = is_beyond_isw or (section == "months" and not has_same_months)
    assert len(app.get("plotly_chart")) == SECTIONS[section] - is_less
    assert bool(app.info) == is_less
    if section == "publishers" and not (has_same_months or is_beyond_isw):
        assert "its weekly maps of" in text(app)
    refuse_what_plotly_refuses(app)
    assert app.selectbox(key="preset").value == preset


@pytest.mark.parametrize("key", ["view", "show", "day", "place"])
def test_a_key_without_a_value_is_as_if_it_were_not_there(app: AppTest, key: str) -> None:
    app.query_params[key] = ""
    opened(app, "pages/front_map.py")
    assert maps(app)


def test_typed_days_are_windows_of_ones_own(app: AppTest) -> None:
    opened(app, "pages/gains.py")
    moved(app, a_from=date(2024, 3, 1), b_to=date(2025, 12, 31))
    assert app.selectbox(key="preset").value is None
    text = to_copy(app)[0]
    assert "From 1 Jan to 31 Dec 2025" in text
    assert "1 Mar to 31 Oct 2024" in text


def test_a_reversed_window_is_one_sentence_and_the_page_goes_on(app: AppTest) -> None:
    opened(app, "pages/gains.py")
    moved(app, a_from=date(2025, 3, 1))
    (error,) = app.error
    assert error.value == "The window ends on 31 October 2024, before it starts on 1 March 2025."
    assert not app.get("plotly_chart")
    moved(app, a_from=date(2024, 1, 1))
    assert not app.error
    assert app.get("plotly_chart")


def test_a_sentence_can_be_rounded(app: AppTest) -> None:
    opened(app, "pages/gains.py")
    assert "3,386 km²" in to_copy(app)[0]
    app.button_group(key="rounding").set_value("rounded").run()
    assert "about 3,400 km²" in to_copy(app)[0]


def test_the_front_map_shows_forty_days_with_and_without_a_map(app: AppTest) -> None:
    opened(app, "pages/front_map.py")
    days = {day.date() for day in read_table("daily_area")["as_of_date"]}
    first, last = min(days), max(days)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    missing = [day for day in every if day not in days]
    # The first day of the map of hexagons of its own, and the day before it.
    edges = {first, last, date(2023, 12, 30), date(2023, 12, 31), missing[0], missing[-1]}
    sample = random.Random(2025)  # noqa: S311 (a sample, no secret)
    for day in sorted(
        edges | set(sample.sample(sorted(days), 20)) | set(sample.sample(missing, 14))
    ):
        let_go(app, day)
        assert ("There is no map of" in said_of_map(app)) == (day not in days), day


def test_the_front_map_names_the_day_that_stands_for_one_without_a_map(app: AppTest) -> None:
    # The raw archive has no map of 10 and 11 January 2024.
    opened(app, "pages/front_map.py")
    let_go(app, date(2024, 1, 11))
    said = said_of_map(app)
    assert (
        "There is no map of 11 January 2024; the map of 9 January 2024, 2 days older, is used"
        in said
    )
    assert "2 days older" in said
    assert "As of 9 January 2024." in text(app)


@pytest.mark.parametrize("view", VIEWS)
def test_the_front_map_sends_little_with_a_day_and_the_camera_with_the_view(
    app: AppTest, view: str
) -> None:
    opened(app, "pages/front_map.py")
    app.selectbox(key="view").set_value(view).run()
    (before,) = maps(app)
    let_go(app, date(2026, 8, 20))
    (after,) = maps(app)
    assert before["layers"] == after["layers"]
    assert after["short"]["shown"]["day"] == before["short"]["shown"]["day"] - 1
    assert len(json.dumps(after["parts"])) < 3_000
    assert f'"zoom":{VIEWS[view].zoom}' in deck_of(app)


def deck_of(app: AppTest) -> str:
    (given,) = maps(app)
    return json.dumps(given, separators=(",", ":"))


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2023, 12, 31), date(2026, 8, 21)])
@pytest.mark.parametrize("against", [date(2022, 5, 1), date(2024, 1, 11), date(2025, 8, 4)])
def test_any_two_days_can_be_set_against_each_other_in_any_order(
    app: AppTest, day: date, against: date
) -> None:
    opened(app, "pages/front_map.py")
    app.button_group(key="show").set_value("difference").run()
    let_go(app, day, against)
    assert "came under Russian control" in said_of_map(app)
    assert "came-under-control" in deck_of(app)
    needs_early_years = min(day, against) < date(2023, 12, 31)
    (given,) = maps(app)
    drawn = json.dumps(drawn_layers(given["description"]))
    assert ("gained_all.json" in drawn) == needs_early_years


def test_the_difference_of_the_articles_ten_months_nets_to_its_figure(app: AppTest) -> None:
    # Bloomberg, 7 November 2025: 3,386 km2 from the end of 2024 to the end of October 2025.
    opened(app, "pages/front_map.py")
    app.button_group(key="show").set_value("difference").run()
    let_go(app, date(2025, 10, 31), date(2024, 12, 31))
    assert "31 Dec 2024 v 31 Oct 2025" in said_of_map(app)
    assert "changed by +3,386 km² net" in text(app)


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2023, 12, 31), date(2026, 8, 21)])
def test_the_map_of_months_opens_on_any_day(app: AppTest, day: date) -> None:
    opened(app, "pages/front_map.py")
    app.button_group(key="show").set_value("months").run()
    let_go(app, day)
    assert "cells-by-month" in deck_of(app)


def test_every_place_can_be_chosen_and_says_how_far_it_is(app: AppTest) -> None:
    opened(app, "pages/front_map.py")
    for place_id in read_table("places")["place_id"]:
        app.selectbox(key="place").set_value(place_id).run()
        assert not app.exception
        assert "focus-rings" in deck_of(app)
        (given,) = maps(app)
        assert "on this map" in given["description"]["answer"]
        assert "and the places nearest to it" in text(app)
        assert "on this map" not in text(app), "said once"


def test_a_place_is_found_by_its_other_spellings(app: AppTest) -> None:
    opened(app, "pages/front_map.py")
    labels = app.selectbox(key="place").options
    for spelling in ("Slovyansk", "Artemivsk", "Красноармійськ", "Покровськ"):
        assert sum(spelling in label for label in labels) >= 1, spelling


def test_a_street_map_that_cannot_be_reached_is_said_and_ours_is_shown(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online_map, "STYLE_URL", "https://127.0.0.1:1/style")
    opened(app, "pages/front_map.py")
    assert '"mapStyle":"app/static/style.light.json' in deck_of(app)
    app.toggle(key="street_map").set_value(True).run()
    assert "cannot be reached" in app.warning[0].value
    assert '"mapStyle":"app/static/style.light.json' in deck_of(app)


def test_a_street_map_that_can_be_reached_is_used_with_its_attribution(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online_map, "is_reachable", lambda url: True)
    opened(app, "pages/front_map.py")
    app.toggle(key="street_map").set_value(True).run()
    assert f'"mapStyle":"{online_map.STYLE_URL}"' in deck_of(app)
    assert "OpenStreetMap" in text(app)


def test_a_page_reads_its_state_from_the_address() -> None:
    app = landing(a_to="2024-12-31", b_to="2025-12-31")
    opened(app, "pages/gains.py")
    assert app.date_input(key="a_to").value == date(2024, 12, 31)
    assert app.date_input(key="b_to").value == date(2025, 12, 31)
    assert app.selectbox(key="preset").value == "full_years"


def test_a_preset_stays_chosen_in_every_section(app: AppTest) -> None:
    opened(app, "pages/gains.py")
    app.selectbox(key="preset").set_value("avdiivka_since").run()
    for section in SECTIONS:
        app.button_group(key="section").set_value(section).run()
        assert app.date_input(key="b_to").value == date(2026, 2, 16)


def test_a_bad_address_leaves_a_working_page() -> None:
    app = landing(day="2031-99-99", view="the moon", a_from="1999-01-01", section="nowhere")
    opened(app, "pages/front_map.py")
    assert app.date_input(key="day").value == date(2026, 8, 21)
    opened(app, "pages/gains.py")
    # The nearest day on which a window can start: the archive begins on the day before.
    assert app.date_input(key="a_from").value == date(2022, 4, 4)
