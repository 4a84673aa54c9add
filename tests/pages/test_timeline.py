"""The page of events: filters, the link of each event, the map, the claims, and a bad address."""

import re
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.records import events, places
from pokrovsk_front.model.timeline import CERTAINTIES, KINDS, Event
from pokrovsk_front.model.timeline_text import certainty_label
from pokrovsk_front.model.wording import Wording
from tests.pages.opening import alternatives, buttons, html, maps, open_page, text

WORDS = Wording()
SECTIONS = ("events", "places", "claims")


@cache
def table() -> dict[str, Event]:
    return events()


def shown(app: AppTest) -> list[str]:
    return re.findall(r"<article class='event [a-z]+' id='([a-z0-9_]+)'", html(app))


def test_every_event_is_shown_once_in_order_with_its_certainty_in_words() -> None:
    app = open_page("timeline")
    assert shown(app) == list(table())
    for event_id, event in table().items():
        block = html(app).split(f"id='{event_id}'")[1].split("</section>")[0]
        assert certainty_label(event.certainty, WORDS) in block, event_id
        assert f"<time datetime='{event.event_date}'>" in block, event_id
        assert f"href='?event={event_id}'" in block, event_id
        assert f"href='front_map?day={event.event_date}'" in block, event_id
        assert f"aria-labelledby='{event_id}_title'" in block, event_id


def test_the_counts_are_those_of_the_rows() -> None:
    sentence = next(
        block.value for block in open_page("timeline").markdown if "events from" in block.value
    )
    assert f"**{len(table())} events from 10 October 2023 to 11 August 2026**" in sentence
    for certainty in CERTAINTIES:
        count = sum(event.certainty == certainty for event in table().values())
        assert f"{certainty}: {count}" in sentence


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_with_an_alternative_text(section: str) -> None:
    app = open_page("timeline")
    app.button_group(key="section").set_value(section).run()
    assert not app.exception
    (said,) = alternatives(app)
    assert len(said) > 40


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_the_certainty_filters_from_the_address(certainty: str) -> None:
    expected = [key for key, event in table().items() if event.certainty == certainty]
    assert shown(open_page("timeline", certainty=certainty)) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("section", ["events", "places"])
def test_the_kind_filters_in_the_list_and_on_the_map(kind: str, section: str) -> None:
    app = open_page("timeline")
    app.button_group(key="section").set_value(section).run()
    app.button_group(key="kind").set_value([kind]).run()
    assert not app.exception
    assert shown(app) == [key for key, event in table().items() if event.kind == kind]


def test_every_place_can_be_chosen_with_and_without_its_map() -> None:
    app = open_page("timeline")
    named = {event.place_id for event in table().values() if event.place_id}
    for place_id in sorted(named):
        for section in ("events", "places"):
            app.button_group(key="section").set_value(section).run()
            app.selectbox(key="place").set_value(place_id).run()
            assert not app.exception, place_id
            expected = [key for key, event in table().items() if event.place_id == place_id]
            assert shown(app) == expected, place_id
    assert len(app.selectbox(key="place").options) == len(named)


def test_filters_without_an_event_say_so() -> None:
    app = open_page("timeline", certainty="reported", kind="Withdrawals")
    assert shown(app) == []
    assert "No event fits all of these" in app.info[0].value
    assert not app.get("plotly_chart")


def test_events_without_a_place_are_listed_though_no_map_shows_them() -> None:
    app = open_page("timeline", kind="Diplomacy", section="On the map")
    assert len(shown(app)) == 7
    assert "no place on this map" in app.info[0].value
    assert not maps(app)


def test_every_link_opens_its_event_alone_with_the_map_of_its_day() -> None:
    app = open_page("timeline")
    for event_id, event in table().items():
        app.query_params["event"] = event_id
        app.run()
        assert not app.exception
        assert shown(app) == [event_id]
        assert len(app.get("plotly_chart")) == 1
        assert len(maps(app)) == bool(event.place_id), event_id
        if event.place_id:
            assert places()[event.place_id].name_en in app.header[0].value


def test_all_events_come_back_from_one() -> None:
    app = open_page("timeline", event="avdiivka_withdrawal")
    buttons(app)[0].click().run()
    assert not app.exception
    assert len(shown(app)) == len(table())


@pytest.mark.parametrize(
    "bad", ["moon", "", "<script>alert(1)</script>", "![x](//a.org) `b`", "x" * 500]
)
def test_an_event_that_does_not_exist_gives_one_sentence_and_all_events(bad: str) -> None:
    app = open_page("timeline", event=bad)
    (warning,) = app.warning
    assert len(warning.value) < 120
    assert re.fullmatch("There is no event `[^`]+`; all events are shown.", warning.value)
    assert len(shown(app)) == len(table())


def test_a_bad_filter_leaves_a_working_page() -> None:
    app = open_page("timeline", certainty="true", kind="moon", place="atlantis", section="nowhere")
    assert len(shown(app)) == len(table())


def test_the_claims_stand_beside_the_map_in_one_sentence_and_an_open_table() -> None:
    app = open_page("timeline", section="Claims and the map")
    assert shown(app) == []
    assert "The median of the towns with nine tenths is 4 days after the claim." in text(app)
    page = html(app)
    assert "<a href='https://www.rferl.org/a/russia-putin-pokrovsk" in page
    assert "Link to the claim" not in page
    for said in ("30 days before", "72 days after", "Central point occupied since"):
        assert said in page


def test_a_copy_is_said_to_be_one() -> None:
    assert "a copy, a digest or a small portal" in html(
        open_page("timeline", event="kostiantynivka_claim")
    )
    assert "a small portal" not in html(open_page("timeline", event="avdiivka_withdrawal"))
