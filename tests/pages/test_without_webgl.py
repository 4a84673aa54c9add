"""Every page with a map in a browser that has said that it has no WebGL."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.ui import no_webgl, online_map
from tests.pages.opening import checked, html, landing, maps, text

SENTENCE = "This browser cannot draw the interactive map; a picture is shown instead, as of"


def without_webgl(page: str, **query: str) -> AppTest:
    app = landing(**query)
    app.session_state[no_webgl.IS_TOLD] = True
    return checked(app.switch_page(f"pages/{page}.py").run())


@pytest.mark.parametrize(
    ("page", "query", "alt"),
    [
        ("overview", {}, "Map of eastern Ukraine"),
        ("front_map", {"day": "2025-08-03"}, "Russian-occupied on 3 August 2025"),
        ("front_map", {"show": "Two days", "day": "2025-08-03"}, "Map of the difference"),
        ("front_map", {"show": "When it changed"}, "shaded by the month"),
        ("distances", {"distances": "City to city"}, "with a line from"),
        ("timeline", {"section": "On the map"}, "with a ring round"),
    ],
)
def test_a_page_has_the_picture_of_its_map_and_no_map(
    page: str, query: dict[str, str], alt: str
) -> None:
    app = without_webgl(page, **query)
    assert not maps(app)
    (said,) = re.findall("class='map-picture' alt='([^']+)'", html(app))
    assert alt in said
    assert any(SENTENCE in each.value for each in app.caption)


def test_a_place_is_answered_under_the_picture_of_the_map() -> None:
    app = without_webgl("front_map", place="pokrovsk")
    assert text(app).count("Pokrovsk**: its centre lies inside occupied land") == 1


def test_a_street_map_gives_way_to_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online_map, "is_reachable", lambda _url: True)
    app = without_webgl("front_map")
    checked(app.toggle(key="street_map").set_value(True).run())
    assert html(app).count("class='map-picture'") == 1


def test_the_button_is_on_a_page_until_it_was_pressed() -> None:
    app = checked(landing().switch_page("pages/front_map.py").run())
    (button,) = (each for each in app.button if str(each.key).startswith(no_webgl.KEY))
    assert "class='map-picture'" not in html(app)
    checked(button.click().run())
    assert "class='map-picture'" in html(app)
    assert not [each for each in app.button if str(each.key).startswith(no_webgl.KEY)]
