"""The map of the front under the reader's hand: mouse, keys, fingers, address, cost."""

import re
from datetime import date

import pytest

from harness.browser import DRAWN_MAP, MAP, NEXT_FRAMES, Visit
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.views import DONETSK_REGION, POKROVSK
from pokrovsk_front.model.cells import day_number, day_of
from pokrovsk_front.model.readings import reading_on
from tests.browser.conftest import OpenVisit
from tests.browser.map_pixels import is_occupied_in, wait_until_occupied
from tests.browser.moving_map import (
    ENGINE,
    HANDLE,
    IS_ANNOUNCED,
    choose_day,
    dot_of,
    hold_handle,
    on_the_screen,
    release,
    wait_for_days,
)

MAX_BYTES_A_MODE = 10_000
"""Of another mode of the map, before the connection packs it."""

WORDS = wording("en")
DAY, EARLIER = date(2025, 10, 31), date(2024, 10, 31)
DISTANCE = "to the nearest occupied land on this map"
IS_AT = f"""
([latitude, longitude]) => {{
  const now = {ENGINE}.viewport();
  return Math.abs(now.latitude - latitude) < 0.01 && Math.abs(now.longitude - longitude) < 0.01;
}}
"""
IS_IN_VIEW = f"""
([latitude, longitude]) => {{
  const {{ width, height, project }} = {ENGINE}.viewport();
  const [x, y] = project([longitude, latitude]);
  return x > 40 && x < width - 40 && y > 40 && y < height - 40;
}}
"""
ANSWER = ".map-answer"
IS_ANSWER_UNDER_MAP = f"""
() => {{
  const [map, answer] = ['.map-canvas', '{ANSWER}'].map(
    name => document.querySelector(name).getBoundingClientRect());
  return answer.height > 0 && answer.top - map.bottom < 16 && answer.bottom < innerHeight;
}}
"""
STOPS = """
() => {
  const { activeElement: now } = document;
  return now.ariaLabel || now.innerText || now.type || now.tagName;
}
"""
IN_PRINT = """
() => {
  const print = document.querySelector('.map-in-print');
  const canvas = Object.assign(document.createElement('canvas'), { width: 90, height: 60 });
  const context = canvas.getContext('2d');
  context.drawImage(print, 0, 0, 90, 60);
  const { data } = context.getImageData(0, 0, 90, 60);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join(' '));
  const {width, height} = print.getBoundingClientRect();
  const ratio = (width / height) / (print.naturalWidth / print.naturalHeight);
  return [print.checkVisibility(), print.naturalWidth > 0, colours.size, ratio];
}
"""


def headline_on(day: date) -> str:
    """What the headline of one day says: the day of the map that stands for it."""
    return f"on {WORDS.day(reading_on(read_table('daily_area'), day).as_of_date)}"


def choose_view_of_pokrovsk(opened: Visit) -> None:
    """Choose a view by the keyboard."""
    opened.page.get_by_role("combobox", name="View").focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.get_by_role("option", name="Pokrovsk").wait_for()
    opened.page.keyboard.press("Home")
    opened.page.keyboard.press("Enter")
    opened.wait_until_idle()
    assert "view=pokrovsk" in opened.page.url


def test_a_drag_moves_picture_and_headline_together_and_asks_the_server_once(
    visit: OpenVisit,
) -> None:
    opened = visit(f"front_map?show=Two+days&day={DAY}&against={EARLIER}", has_land=True)
    opened.page.wait_for_selector(DRAWN_MAP)
    for mode, written in (("Two days", ""), ("When it changed", "months"), ("One day", None)):
        opened.reset_traffic()
        choice = opened.page.get_by_role("radio", name=mode)
        if not choice.is_checked():
            choice.click()
            # The server writes the mode into the address; before it answers the page is idle, too.
            opened.page.wait_for_function(
                "mode => new URLSearchParams(location.search).get('show') === mode", arg=written
            )
            opened.wait_until_idle()
            assert 0 < opened.received_bytes < MAX_BYTES_A_MODE
            opened.page.wait_for_selector(DRAWN_MAP)
            opened.page.wait_for_function(IS_ANNOUNCED)
        opened.reset_traffic()
        before = on_the_screen(opened)
        held = hold_handle(opened, 60 if mode == "Two days" else -60)
        shown = held["shown"]
        assert held["handles"] == [each for each in (shown["from"], shown["day"]) if each]
        assert held["handles"] != before["handles"]
        assert held["drawn"] == shown["day"]
        assert held["headline"] != before["headline"]
        if mode == "Two days":
            assert held["headline"].startswith("About ")
        else:
            assert headline_on(day_of(shown["day"])) in held["headline"]
        assert (opened.sent_messages, opened.received_bytes) == (0, 0)
        answered = release(opened, opened.page.mouse.up)
        assert answered["shown"] == shown
        assert not answered["headline"].startswith("About ")
        opened.page.wait_for_function(IS_ANNOUNCED)


def test_the_picture_follows_the_day_and_a_click_on_a_city_chooses_it(visit: OpenVisit) -> None:
    known = places()
    view = POKROVSK.seen_from((48.42, 37.55, 8.3))
    opened = visit("front_map?view=Pokrovsk&camera=48.42_37.55_8.3&day=2024-02-10", has_land=True)
    for place_id, free, occupied in (
        ("avdiivka", date(2024, 2, 10), date(2024, 2, 25)),
        ("pokrovsk", date(2025, 10, 1), date(2026, 2, 20)),
    ):
        for day in (free, occupied):
            choose_day(opened, day)
            is_expected = day == occupied
            picture = wait_until_occupied(opened, known[place_id], view, expected=is_expected)
            assert is_occupied_in(picture, known["bakhmut"], view)
            assert not is_occupied_in(picture, known["kramatorsk"], view)
    assert is_occupied_in(picture, known["selydove"], view)

    opened.page.mouse.click(*dot_of(opened, "selydove"))
    opened.page.get_by_text("Selydove: its centre lies inside occupied land").first.wait_for()
    opened.page.wait_for_function(
        IS_AT, arg=[known["selydove"].latitude_deg, known["selydove"].longitude_deg]
    )
    assert "place=" in opened.page.url


def test_the_keyboard_reaches_and_does_everything_and_back_returns_to_the_day_before(
    visit: OpenVisit,
) -> None:
    opened = visit(f"front_map?day={DAY}&camera=48.3_37.2_8.5&place=Slavyansk")
    page, keyboard = opened.page, opened.page.keyboard
    page.wait_for_selector(DRAWN_MAP)
    page.get_by_text(DISTANCE).first.wait_for()
    assert on_the_screen(opened)["camera"] == [37.2, 48.3, 8.5]

    page.get_by_role("combobox", name="View").focus()
    stops: list[str] = []
    while "All days" not in stops and len(stops) < 40:
        stops.append(page.evaluate(STOPS))
        keyboard.press("Tab")
    in_order = [
        "View",
        "Place",
        "One day",
        "Map of",
        "Zoom in",
        "Zoom out",
        "Back to the chosen view",
    ]
    in_order += ["Full screen", "Picture", "Video", "Day of the map", "Play", "−30 days", "+1 day"]
    found = [
        next(at for at, stop in enumerate(stops) if stop.startswith(each)) for each in in_order
    ]
    assert found == sorted(found), stops
    assert stops.count("CANVAS") == 0

    # A key moves the map at once; the server hears of it, and the reader, once the hand rests.
    opened.reset_traffic()
    page.locator(HANDLE).focus()
    for _ in range(3):
        keyboard.press("ArrowRight")
    page.evaluate(NEXT_FRAMES)
    moved = on_the_screen(opened)
    assert moved["drawn"] == day_number(DAY) + 3
    answered = release(opened, lambda: None)
    page.wait_for_function(IS_ANNOUNCED)
    assert headline_on(date(2025, 11, 3)) in answered["headline"]
    page.locator("p, code").get_by_text("2025-11-03").or_(
        page.get_by_text("3 November 2025")
    ).first.wait_for()

    # The camera goes on being in the address when the day is let go of.
    page.locator(".map-canvas").focus()
    keyboard.press("ArrowLeft")
    page.wait_for_url("**camera=48.3_37.0*")
    camera = re.search(r"camera=[^&]+", page.url)
    assert camera is not None
    opened.reset_traffic()
    page.get_by_role("button", name="+7 days", exact=True).focus()
    answered = release(opened, lambda: keyboard.press("Enter"))
    assert day_of(answered["shown"]["day"]) == date(2025, 11, 10)
    assert camera[0] in page.url

    for go, day in ((page.go_back, 3), (page.go_back, 0), (page.go_forward, 3)):
        go(wait_until="commit")
        expected = day_number(DAY) + day
        # The server hears of it some time after the browser.
        page.locator(f".front-map[data-day='{expected}']").wait_for()
        opened.wait_until_idle()
        screen = on_the_screen(opened)
        assert (screen["shown"]["day"], screen["drawn"]) == (expected, expected)
        assert headline_on(day_of(expected)) in screen["headline"]
        assert f"day={day_of(expected)}" in page.url

    # What the wheel or play did is no step: it replaces the entry.
    entries = page.evaluate("history.length")
    page.locator(HANDLE).hover()
    page.locator(HANDLE).focus()
    opened.reset_traffic()
    answered = release(opened, lambda: page.mouse.wheel(0, -120))
    turned = day_of(answered["shown"]["day"])
    page.wait_for_url(f"**day={turned}*")
    assert page.evaluate("history.length") == entries

    page.get_by_role("radio", name="One day").focus()
    keyboard.press("ArrowRight")
    keyboard.press("Space")
    page.locator(".map-headline").get_by_text("came under Russian control").wait_for()
    choose_view_of_pokrovsk(opened)
    assert "camera=" not in page.url, "a view that is chosen takes the place of the camera"
    page.get_by_role("combobox", name="Place").focus()
    keyboard.type("Artemivsk")
    keyboard.press("Enter")
    page.get_by_text("Bakhmut: its centre lies inside occupied land").first.wait_for()


def test_a_place_that_is_chosen_beside_the_map_comes_into_view(visit: OpenVisit) -> None:
    known = places()
    sumy, kherson, pokrovsk = (
        list(known[each].point_deg) for each in ("sumy", "kherson", "pokrovsk")
    )
    opened = visit(f"front_map?day={DAY}&place=sumy", has_land=True)
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    assert page.evaluate(IS_AT, sumy), "a link to a place opens there"
    assert on_the_screen(opened)["camera"][2] == DONETSK_REGION.zoom
    assert "camera=" not in page.url

    # One that is out of view is panned to, and one within it moves nothing.
    page.emulate_media(reduced_motion="reduce")
    field = page.get_by_role("combobox", name="Place")
    for name in ("Kherson", "Mykolaiv"):
        field.focus()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.get_by_text(f"{name}: ").first.wait_for()
        opened.wait_until_idle()
        page.wait_for_function(IS_AT, arg=kherson)
        page.wait_for_url("**camera=46.6*")
        assert on_the_screen(opened)["camera"][2] == DONETSK_REGION.zoom

    # A reader may turn away from it: another day does not bring it back.
    page.get_by_role("button", name="Back to the chosen view").click()
    choose_day(opened, EARLIER)
    assert not page.evaluate(IS_IN_VIEW, kherson)

    opened = visit(f"front_map?day={DAY}&place=pokrovsk&camera=48.4_37.4_8.5")
    opened.page.wait_for_selector(DRAWN_MAP)
    assert opened.page.evaluate(IS_IN_VIEW, pokrovsk)
    assert on_the_screen(opened)["camera"] == [37.4, 48.4, 8.5]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_the_answer_on_a_chosen_place_is_in_sight_under_the_map_and_follows_the_day(
    visit: OpenVisit, width: int, height: int
) -> None:
    opened = visit(f"front_map?day={date(2024, 2, 10)}", width=width, height=height)
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    answer, before = page.locator(ANSWER), page.locator(MAP).bounding_box()
    assert answer.is_hidden()
    page.get_by_role("combobox", name="Place").focus()
    page.keyboard.type("Avdiivka")
    page.keyboard.press("Enter")
    answer.filter(has_text=f"from its centre {DISTANCE}").wait_for()
    opened.wait_until_idle()
    assert page.evaluate(IS_ANSWER_UNDER_MAP)
    assert page.locator(MAP).bounding_box() == before, "the map stays where it is"
    assert answer.get_attribute("aria-live") == "polite", "what was asked for is read out"
    assert page.get_by_text(DISTANCE).count() == 1, "it is said once"

    # While the hand is on another day nothing is said of the one before.
    hold_handle(opened, -60)
    assert answer.evaluate("each => getComputedStyle(each).visibility") == "hidden"
    opened.reset_traffic()
    release(opened, page.mouse.up)
    answer.wait_for()
    choose_day(opened, DAY)
    answer.filter(has_text=f"wholly occupied on the DeepState map of {WORDS.day(DAY)}").wait_for()
    assert answer.get_attribute("aria-live") == "off", "of another day the headline is told"
    assert page.evaluate(IS_ANSWER_UNDER_MAP)


def test_one_finger_scrolls_past_the_map_and_two_move_it_and_a_tap_chooses_a_city(
    visit: OpenVisit,
) -> None:
    opened = visit(f"front_map?day={DAY}", width=390, height=844)
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    touch = page.context.new_cdp_session(page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def send(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    dot = dot_of(opened, "pokrovsk")
    send("touchStart", dot)
    send("touchEnd")
    page.locator(ANSWER).filter(has_text=DISTANCE).wait_for()
    pokrovsk = places()["pokrovsk"]
    page.wait_for_function(IS_AT, arg=[pokrovsk.latitude_deg, pokrovsk.longitude_deg])
    opened.wait_until_idle()
    assert page.evaluate(IS_ANSWER_UNDER_MAP)
    # The card came along with the city, and leaves it in sight.
    card, (x, y) = page.locator(".map-card").bounding_box(), dot_of(opened, "pokrovsk")
    assert card is not None
    assert card["y"] > y + 5 or card["y"] + card["height"] < y - 5
    assert card["x"] < x < card["x"] + card["width"]

    box = page.locator(MAP).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    camera = on_the_screen(opened)["camera"]
    send("touchStart", (x - 30, y), (x + 30, y))
    for part in range(1, 6):
        send("touchMove", (x - 30 - 8 * part, y), (x + 30 + 8 * part, y))
    send("touchEnd")
    page.evaluate(NEXT_FRAMES)
    assert on_the_screen(opened)["camera"][2] > camera[2] + 0.5

    camera = on_the_screen(opened)["camera"]
    send("touchStart", (x, y))
    for part in range(1, 6):
        send("touchMove", (x, y - 30 * part))
    send("touchEnd")
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert on_the_screen(opened)["camera"] == camera

    # In full screen one finger moves the map, which has most of it; a panel is whole on the map.
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.querySelector('.front-map:fullscreen')")
    page.evaluate(NEXT_FRAMES)
    box = page.locator(MAP).bounding_box()
    assert box is not None
    assert box["height"] > 844 / 2
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    send("touchStart", (x, y))
    send("touchMove", (x, y - 60))
    send("touchEnd")
    assert on_the_screen(opened)["camera"][1] < camera[1]
    page.get_by_role("button", name="Video").click()
    panel = page.locator(".map-record-panel:visible").bounding_box()
    assert panel is not None
    assert box["y"] < panel["y"] < panel["y"] + panel["height"] < box["y"] + box["height"]
    touch.detach()


def test_who_asks_for_less_motion_forced_colours_or_paper_gets_it(visit: OpenVisit) -> None:
    opened = visit(f"front_map?day={DAY}", has_land=True)
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    play = page.get_by_role("button", name="Play")
    assert play.is_visible()
    page.emulate_media(reduced_motion="reduce")
    assert play.is_hidden()
    zoom = on_the_screen(opened)["camera"][2]
    page.get_by_role("button", name="Zoom in").click()
    assert on_the_screen(opened)["camera"][2] == zoom + 1, "there at once, without a flight"

    page.emulate_media(reduced_motion="no-preference")
    day = on_the_screen(opened)["shown"]["day"]
    play.click()
    page.wait_for_function(f"day => {ENGINE}.state().shown.day > day + 7", arg=day)
    page.get_by_role("button", name="Pause").click()
    wait_for_days(opened)

    page.emulate_media(forced_colors="active")
    assert opened.axe() == []
    chosen, other = (
        page.get_by_role("radio", name=name).evaluate("each => getComputedStyle(each).background")
        for name in ("One day", "Two days")
    )
    assert chosen != other, "what is chosen is told in the reader's own colours"
    own = "() => getComputedStyle(document.querySelector('.map-canvas')).forcedColorAdjust"
    assert page.evaluate(own) == "none", "the land keeps its colours"
    page.emulate_media(forced_colors="none", media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function("() => document.querySelector('.map-in-print').complete")
    page.set_viewport_size({"width": 718, "height": 1047})  # a sheet of A4 between its margins
    is_seen, is_whole, colours, ratio = page.evaluate(IN_PRINT)
    assert (is_seen, is_whole) == (True, True)
    assert ratio == pytest.approx(1, abs=0.02), "the map has on paper the proportions of its canvas"
    assert colours > 20, "land, occupied land and names are on paper"


def point_at(opened: Visit, place_id: str) -> str:
    """Rest the mouse on the dot of a place; give what the card says, and what it offers."""
    page = opened.page
    page.wait_for_selector(DRAWN_MAP)
    page.mouse.move(*dot_of(opened, place_id))
    card = page.locator(".map-card")
    card.wait_for()
    return card.inner_text()


def test_a_map_of_events_says_how_many_a_ring_stands_for(visit: OpenVisit) -> None:
    opened = visit("timeline?section=places")
    said = point_at(opened, "pokrovsk").splitlines()
    assert said[0] == "Pokrovsk"
    assert re.fullmatch(r"\d\d events in the timeline", said[-1])


def test_the_map_of_the_overview_says_what_it_knows_of_a_city(visit: OpenVisit) -> None:
    opened = visit("")
    said = point_at(opened, "kramatorsk")
    assert "from its centre to occupied land" in said
    assert "Choose this place" not in said, "the overview has no place to choose"
    opened.page.locator(".map-card a").click()
    opened.page.wait_for_url("**/cities?place=kramatorsk*")
