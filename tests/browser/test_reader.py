"""What a reader's browser sees: nothing from elsewhere, nothing broken, little on the wire."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from harness.browser import NEXT_FRAMES
from harness.server import Server
from pokrovsk_front.catalog.records import places
from pokrovsk_front.maps.labels import pixel
from pokrovsk_front.maps.views import DONETSK_REGION, POKROVSK
from tests.browser.conftest import OpenVisit
from tests.browser.map_pixels import MAP, is_occupied_at, wait_for_map, wait_until_occupied
from tests.ingest.made_up import feature, raw_map

MAX_BYTES_A_DAY = 10_000


def test_a_change_of_day_costs_under_ten_kilobytes(visit: OpenVisit) -> None:
    opened = visit("front_map")
    wait_for_map(opened)
    for label in ("−1 day", "−7 days", "+1 day"):
        opened.reset_received()
        opened.page.get_by_role("button", name=label, exact=True).click()
        opened.wait_until_idle()
        assert 0 < opened.received_bytes < MAX_BYTES_A_DAY


def test_a_change_of_second_day_and_of_layer_costs_under_ten_kilobytes(visit: OpenVisit) -> None:
    opened = visit("front_map?show=Two+days&day=2025-10-31&against=2024-10-31")
    opened.page.get_by_text("31 Oct 2024 vs. 31 Oct 2025").first.wait_for()
    opened.reset_received()
    opened.page.get_by_role("button", name="−7 days", exact=True).click()
    opened.page.get_by_text("31 Oct 2024 vs. 24 Oct 2025").first.wait_for()
    opened.wait_until_idle()
    assert 0 < opened.received_bytes < MAX_BYTES_A_DAY
    for name in ("When it changed", "One day"):
        opened.reset_received()
        opened.page.get_by_role("radio", name=name).click()
        opened.wait_until_idle()
        assert 0 < opened.received_bytes < MAX_BYTES_A_DAY


def test_the_map_shows_avdiivka_before_and_after_it_came_under_control(visit: OpenVisit) -> None:
    avdiivka = places()["avdiivka"]
    opened = visit("front_map?view=Pokrovsk&day=2024-02-25", has_cells=True)
    wait_until_occupied(opened, avdiivka, POKROVSK, expected=True)
    for step in ("−7 days", "−7 days", "−1 day"):
        opened.page.get_by_role("button", name=step, exact=True).click()
        opened.wait_until_idle()
    assert "day=2024-02-10" in opened.page.url
    wait_until_occupied(opened, avdiivka, POKROVSK, expected=False)


def test_the_map_shows_pokrovsk_before_and_after_it_came_under_control(visit: OpenVisit) -> None:
    pokrovsk, selydove = places()["pokrovsk"], places()["selydove"]
    later = visit("front_map?view=Pokrovsk&day=2026-02-20", has_cells=True)
    wait_until_occupied(later, pokrovsk, POKROVSK, expected=True)
    earlier = visit("front_map?view=Pokrovsk&day=2025-10-01", has_cells=True)
    wait_until_occupied(earlier, selydove, POKROVSK, expected=True)
    assert not is_occupied_at(earlier, pokrovsk, POKROVSK)


@pytest.mark.parametrize("day", ["2024-02-10", "2025-10-01", "2026-08-21"])
def test_the_map_never_shows_kramatorsk_as_occupied(visit: OpenVisit, day: str) -> None:
    bakhmut, kramatorsk = places()["bakhmut"], places()["kramatorsk"]
    opened = visit(f"front_map?day={day}", has_cells=True)
    wait_until_occupied(opened, bakhmut, DONETSK_REGION, expected=True)
    assert not is_occupied_at(opened, kramatorsk, DONETSK_REGION)


def test_every_choice_can_be_made_by_keyboard(visit: OpenVisit) -> None:
    opened = visit("front_map?day=2025-10-31")
    keyboard = opened.page.keyboard
    opened.page.get_by_role("radio", name="Two days").focus()
    keyboard.press("Space")
    opened.page.get_by_text("came under Russian control,").first.wait_for()
    opened.page.get_by_role("combobox", name="View").focus()
    keyboard.press("ArrowDown")
    opened.page.get_by_role("option", name="Pokrovsk").wait_for()
    keyboard.press("Home")
    keyboard.press("Enter")
    opened.wait_until_idle()
    assert "view=Pokrovsk" in opened.page.url
    opened.page.get_by_role("combobox", name="Place").focus()
    keyboard.type("Slovyansk")
    keyboard.press("Enter")
    opened.page.get_by_text("to the nearest occupied land on this map").first.wait_for()
    opened.page.get_by_role("button", name="−1 day", exact=True).focus()
    keyboard.press("Enter")
    opened.page.get_by_text("vs. 30 Oct 2025").first.wait_for()


def test_a_click_on_a_place_chooses_it(visit: OpenVisit) -> None:
    opened = visit("front_map?view=Pokrovsk&day=2026-02-20", has_cells=True)
    pokrovsk = places()["pokrovsk"]
    wait_until_occupied(opened, pokrovsk, POKROVSK, expected=True)
    centre = pixel(POKROVSK.latitude_deg, POKROVSK.longitude_deg, POKROVSK.zoom)
    point = pixel(pokrovsk.latitude_deg, pokrovsk.longitude_deg, POKROVSK.zoom)
    picture = opened.page.locator(MAP).first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    x = box["x"] + box["width"] / 2 + point[0] - centre[0]
    y = box["y"] + box["height"] / 2 + point[1] - centre[1]
    # As a hand does it, over the place first: deck.gl finds nothing under its very first pointer.
    opened.page.mouse.move(x - 3, y)
    opened.page.evaluate(NEXT_FRAMES)
    opened.page.mouse.move(x, y)
    opened.page.evaluate(NEXT_FRAMES)
    opened.page.mouse.down()
    opened.page.mouse.up()
    opened.page.get_by_text("Nearest places, centre to centre").first.wait_for()
    # A click must not leave the map in colours that the legend does not have.
    wait_until_occupied(opened, places()["selydove"], POKROVSK, expected=True)


def test_a_city_is_added_by_keyboard_in_another_spelling(visit: OpenVisit) -> None:
    opened = visit("distances?cities=Pokrovsk")
    opened.page.get_by_role("button", name="Cities and days").focus()
    opened.page.keyboard.press("Enter")
    opened.page.get_by_role("combobox", name="Cities").focus()
    opened.page.keyboard.type("Artemivsk")
    opened.page.keyboard.press("Enter")
    opened.page.get_by_text("The centre of Bakhmut lies inside").wait_for()
    assert "cities=Artemivsk" in opened.page.url


def test_less_motion_takes_the_time_lapse_away(visit: OpenVisit) -> None:
    opened = visit("front_map")
    play = opened.page.get_by_text("Play", exact=True)
    assert play.is_visible()
    opened.page.emulate_media(reduced_motion="reduce")
    assert not play.is_visible()


def test_the_time_lapse_plays_when_asked_and_stops(visit: OpenVisit) -> None:
    opened = visit("front_map?day=2025-01-01")
    opened.page.get_by_text("Play", exact=True).click()
    opened.page.get_by_text("8 January 2025").first.wait_for()
    opened.page.get_by_text("15 January 2025").first.wait_for()
    opened.page.get_by_text("Play", exact=True).click()
    opened.wait_until_idle()


def test_the_map_changes_with_the_day(visit: OpenVisit) -> None:
    opened = visit("front_map?day=2024-02-10")
    wait_for_map(opened)
    assert "10 February 2024" in opened.page.inner_text("h3")
    opened.page.get_by_role("button", name="+30 days", exact=True).click()
    opened.page.get_by_text("11 March 2024").first.wait_for()
    assert "day=2024-03-11" in opened.page.url


def test_a_typed_day_is_taken_with_enter_and_the_keyboard_stays_in_the_field(
    visit: OpenVisit,
) -> None:
    opened = visit("front_map")
    field, headline = opened.page.get_by_test_id("stDateInput"), opened.page.locator("h3")
    field.get_by_role("spinbutton").first.click()
    opened.page.keyboard.type("20251031")
    opened.page.keyboard.press("Enter")
    headline.get_by_text("31 October 2025").wait_for()
    assert field.evaluate("field => field.contains(document.activeElement)")
    # The calendar is closed now: a part that is typed anew is taken as well.
    opened.page.keyboard.press("Shift+Tab")
    opened.page.keyboard.type("07")
    opened.page.keyboard.press("Enter")
    headline.get_by_text("31 July 2025").wait_for()
    assert field.evaluate("field => field.contains(document.activeElement)")


def test_a_part_that_a_link_names_is_gone_to_or_said_to_be_missing(visit: OpenVisit) -> None:
    opened = visit("gains#monthly_gain")
    note = opened.page.get_by_text("The part of the page that this link names is not here")
    note.wait_for()
    opened.page.get_by_role("radio", name="By month").click()
    opened.page.locator("#monthly_gain").wait_for()
    note.wait_for(state="hidden")
    there = visit("method#sources")
    top = "() => document.getElementById('sources').getBoundingClientRect().top < 300"
    there.page.wait_for_function(top)
    assert not there.page.locator(".no-section").is_visible()


def test_what_is_said_of_a_link_does_not_come_along_to_another_page(visit: OpenVisit) -> None:
    opened = visit("front_map?day=2025-02-31&view=Mars")
    said = opened.page.get_by_text("31 February 2025 does not exist; the page shows 28 February")
    said.wait_for()
    assert opened.axe() == []
    for name, title in (("2024 v 2025", "side by side"), ("Front map", "The front on any day")):
        opened.page.get_by_role("link", name=name).first.click()
        opened.page.locator("h1").get_by_text(title).wait_for()
        opened.wait_until_idle()
        assert opened.page.get_by_text("the page shows").count() == 0


def test_the_pointer_shows_which_days_of_two_windows_stand_side_by_side(visit: OpenVisit) -> None:
    opened = visit("gains")
    plot = opened.page.locator(".js-plotly-plot .nsewdrag").first
    box = plot.bounding_box()
    assert box is not None
    for share in (0.5, 0.6):
        plot.hover(position={"x": box["width"] * share, "y": box["height"] / 2})
    shown = opened.page.locator(".hoverlayer text")
    opened.page.wait_for_function("document.querySelectorAll('.hoverlayer text').length >= 3")
    title, later, earlier = shown.all_text_contents()[:3]
    day_of_window = int(title.removeprefix("Day "))
    for line, first_day in ((later, date(2025, 1, 1)), (earlier, date(2024, 1, 1))):
        day = first_day + timedelta(days=day_of_window - 1)
        assert line.startswith(f"{day.day} {day:%b %Y}: ")


def test_the_state_of_the_comparison_is_in_the_address(visit: OpenVisit) -> None:
    address = "gains?a_from=2024-03-01&a_to=2024-05-31&b_from=2025-03-01&b_to=2025-05-31"
    opened = visit(address)
    opened.page.get_by_text("March to May 2025").first.wait_for()
    for part in address.partition("?")[2].split("&"):
        assert part in opened.page.url


def test_a_map_is_uploaded_and_audited_and_a_bad_one_leaves_the_session_as_it_was(
    visit: OpenVisit, dashboard: Server
) -> None:
    opened = visit("your_map", width=390)
    field = opened.page.locator('[data-testid="stFileUploader"] input[type="file"]')
    mark = "Позначка-7193"
    # Over 1 MB: uploads of that size are what a server would put on disk.
    lines = feature({"type": "Point", "coordinates": [37, 48]}, None, mark * 100_000)
    for name, data, expected in (
        ("good.geojson", raw_map(36.5, lines), "the file covers only a part"),
        ("bad.geojson", raw_map(36.5)[:-1], "The file is cut short"),
        ("again.geojson", raw_map(36.55), "the file covers only a part"),
    ):
        field.set_input_files({"name": name, "mimeType": "application/geo+json", "buffer": data})
        opened.page.get_by_text(expected).first.wait_for(timeout=120_000)
        opened.wait_until_idle()
        assert opened.axe() == []
        width = "document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
        assert opened.page.evaluate(width) <= 390
    home = dashboard.log_file.parent
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in kept if mark.encode() in path.read_bytes()]
    open_files = Path(f"/proc/{dashboard.pid}/fd").glob("*")
    assert not [path for path in open_files if "(deleted)" in str(path.readlink())]
