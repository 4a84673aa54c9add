"""The day control: it speaks as Python does, and follows the hand, keys, wheel, touch and play."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Protocol

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from harness.browser import ColorScheme, Visit, start_visit
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.cells import day_number, day_of
from pokrovsk_front.model.grey_zone_text import grey_zone_on
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.readings import ArchiveGapError, reading_on
from pokrovsk_front.model.windows import Window
from tests.browser.moving_map import IS_ANNOUNCED
from tests.browser.scrubber_page import DAYS, FIRST, LAST, described, open_days

DAY, EARLIER = date(2025, 10, 31), date(2024, 10, 31)
HANDLE = ".map-track .map-handle"
ANSWER_MS = 500  # after which a choice is said, see `engine/speech.js`
NUMBERS = (0.0, 0.04, -0.04, 0.5, 1.5, 2.5, -0.25, 9.95, 115_314.5, 3_386.38, -1_234_567.85, 725.4)


class OpenDays(Protocol):
    """What the fixture `open_map` is called with."""

    def __call__(
        self,
        description: dict[str, Any],
        width: int = 1180,
        color_scheme: ColorScheme = "light",
        *,
        has_touch: bool = False,
    ) -> Visit:
        """Open a page with the day control."""
        ...


@pytest.fixture
def open_map(browser: Browser) -> Iterator[OpenDays]:
    """Open pages; at the end the test fails if one asked any host or printed an error."""
    visits: list[Visit] = []

    def open_page(
        description: dict[str, Any],
        width: int = 1180,
        color_scheme: ColorScheme = "light",
        *,
        has_touch: bool = False,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 700},
            color_scheme=color_scheme,
            locale="en-GB",
            timezone_id="America/New_York",
            has_touch=has_touch,
        )
        visit = start_visit(context, "http://127.0.0.1")
        visits.append(visit)
        open_days(visit.page, description)
        return visit

    yield open_page

    problems = [problem for visit in visits for problem in visit.problems()]
    for visit in visits:
        visit.page.context.close()
    assert problems == []


def released(page: Page) -> list[dict[str, Any]]:
    """Take what the control has reported on release since it was last asked."""
    found: list[dict[str, Any]] = page.evaluate("window.released.splice(0)")
    return found


def wait_for_release(page: Page) -> date:
    """Wait for the next release and give its day."""
    page.wait_for_function("window.released.length > 0")
    (shown,) = released(page)
    return day_of(shown["day"])


def shown_day(page: Page, at: int = 0) -> date:
    """Read the day of a handle."""
    number = page.locator(HANDLE).nth(at).get_attribute("aria-valuenow")
    assert number is not None
    return day_of(int(number))


def middle(page: Page, selector: str, at: int = 0) -> tuple[float, float]:
    box = page.locator(selector).nth(at).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], by_px: float) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by_px / 2, start[1], steps=3)
    page.mouse.move(start[0] + by_px, start[1], steps=3)
    page.mouse.up()


def with_later_map(daily: pd.DataFrame) -> pd.DataFrame:
    """Leave the first two maps of an archive and its last."""
    return pd.concat([daily.head(2), daily.tail(1)], ignore_index=True)


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_it_writes_as_python_does(open_map: OpenDays, locale: str) -> None:
    page = open_map(described(DAY, locale=locale)).page
    words, daily = wording(locale), read_table("daily_area")
    wanted = [
        text
        for value in NUMBERS
        for decimals in (0, 1)
        for text in (words.area(value, decimals), words.signed_area(value, decimals))
    ]
    script = """numbers => numbers.flatMap(value => [0, 1].flatMap(decimals => [
      words.format.area(value, decimals), words.format.signedArea(value, decimals)]))"""
    assert page.evaluate(script, list(NUMBERS)) == wanted

    chosen = list(range(day_number(FIRST), day_number(LAST) + 1, 27))
    days = [day_of(number) for number in chosen]
    ends = [day_of(number + 40) for number in chosen]
    script = """days => days.map(day => [words.format.day(day), words.format.shortDay(day),
      words.format.month(day), words.format.shortMonth(day), words.format.span(day, day + 40)])"""
    assert page.evaluate(script, chosen) == [
        [
            words.day(day),
            words.short_day(day),
            words.month(day),
            words.short_month(day),
            words.window(Window(day, end)),
        ]
        for day, end in zip(days, ends, strict=True)
    ]

    script = """([table, days]) => days.map(day => Object.values(words.ofDay(table, day)))"""
    readings = [reading_on(daily, day) for day in days]
    assert sum(reading.gap_days > 0 for reading in readings) > 10
    assert page.evaluate(script, [DAYS, chosen]) == [
        [
            words.gettext("{area} of Ukraine were Russian-occupied on {day}").format(
                area=words.area(reading.occupied_total_km2), day=words.day(reading.as_of_date)
            ),
            f"{carried(reading, words)} {grey_zone_on(reading, words)}".strip(),
        ]
        for reading in readings
    ]

    # A pause of the archive that is too long is refused, in the same words.
    few = {name: values[:2] if name != "first" else values for name, values in DAYS.items()}
    days_after = day_of(DAYS["days"][1] + 8)
    with pytest.raises(ArchiveGapError) as refused:
        reading_on(with_later_map(daily), days_after)
    ((headline, line),) = page.evaluate(script, [few, [day_number(days_after)]])
    assert (headline, line) == (words.refusal(refused.value), "")


def test_a_day_follows_hand_keys_wheel_and_fields(open_map: OpenDays) -> None:
    visit = open_map(described(DAY))
    page = visit.page
    handle, status = page.locator(HANDLE), page.locator(".map-scrubber [role=status]")
    assert visit.axe() == []
    assert handle.get_attribute("aria-valuetext") == "31 October 2025, 115,214.8 km² occupied"

    # A drag: many moves are one step a frame, silent until it ends, and released once.
    start = middle(page, HANDLE)
    page.mouse.move(*start)
    page.mouse.down()
    steps = page.evaluate(
        """async ([x, y]) => {
          const track = document.querySelector(".map-track");
          for (let by = 1; by <= 100; by++) track.dispatchEvent(new PointerEvent("pointermove",
            { clientX: x + by, clientY: y, pointerId: 1, bubbles: true }));
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          return window.moved.length;
        }""",
        list(start),
    )
    assert steps == 1
    assert status.inner_text() == ""
    assert released(page) == []
    # An answer to an earlier release does not take the day out of the hand.
    held = shown_day(page)
    page.evaluate("next => parts.scrubber.update(next)", described(EARLIER))
    assert shown_day(page) == held
    page.mouse.move(start[0] + 101, start[1])
    page.mouse.up()
    dragged = wait_for_release(page)
    assert dragged == shown_day(page) > DAY + timedelta(days=30)
    assert f"on {wording('en').day(dragged)}" in page.locator(".map-headline").inner_text()
    page.wait_for_function(IS_ANNOUNCED)

    # What is said of a release falls due while the day is in the hand again: it waits for the hand.
    said = status.inner_text()
    page.evaluate(
        """([x, y]) => {
          const track = document.querySelector(".map-track");
          for (const [kind, by] of [["down", 0], ["move", 40], ["up", 40], ["down", 40]]) {
            track.dispatchEvent(new PointerEvent(`pointer${kind}`,
              { clientX: x + by, clientY: y, pointerId: 1, bubbles: true }));
          }
          return new Promise(due => setTimeout(due, ANSWER_MS));
        }""".replace("ANSWER_MS", str(ANSWER_MS)),
        list(middle(page, HANDLE)),
    )
    assert status.inner_text() == said
    page.dispatch_event(".map-track", "pointerup", {"pointerId": 1})
    wait_for_release(page)
    page.wait_for_function(IS_ANNOUNCED)

    # A tap jumps; letting go where it was taken reports nothing.
    page.mouse.click(start[0], start[1])
    assert wait_for_release(page) == DAY
    page.mouse.click(*middle(page, HANDLE))
    assert released(page) == []

    # Keys report once, after a rest; what they lead to is announced.
    page.keyboard.press("ArrowRight")
    assert wait_for_release(page) == date(2025, 11, 1)
    keys = {
        "ArrowLeft": date(2025, 10, 25),
        "PageDown": date(2025, 9, 25),
        "PageUp": date(2025, 10, 25),
        "Home": FIRST,
        "End": LAST,
    }
    days = page.evaluate(
        """keys => keys.map(key => {
          const shiftKey = key === "ArrowLeft";
          const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true });
          document.activeElement.dispatchEvent(event);
          return window.moved.at(-1).day;
        })""",
        list(keys),
    )
    assert [day_of(day) for day in days] == list(keys.values())
    assert wait_for_release(page) == LAST
    status.get_by_text("on 21 August 2026").wait_for(state="attached")
    assert page.locator("button[aria-label='+1 day']").get_attribute("aria-disabled") == "true"

    # A wheel turned over the focused track moves the day, elsewhere the page.
    page.mouse.move(*middle(page, ".map-track"))
    page.mouse.wheel(0, 100)
    assert wait_for_release(page) == LAST - timedelta(days=2)
    page.evaluate("document.activeElement.blur()")
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    assert shown_day(page) == LAST - timedelta(days=2)

    # A typed day without a map: the map before stands for it, and that is said.
    field = page.locator("input[type=date]")
    field.fill("2022-05-04")
    assert wait_for_release(page) == date(2022, 5, 4)
    assert (
        "There is no map of 4 May 2022; the map of 1 May" in page.locator(".map-line").inner_text()
    )
    assert handle.get_attribute("aria-valuetext") == (
        "4 May 2022, no map; 121,303.2 km² occupied on the map of 1 May 2022"
    )
    field.fill("2021-12-31")
    field.press("Enter")
    assert field.input_value() == "2022-05-04"
    assert status.is_visible()
    assert status.inner_text() == (
        "There is no map of 31 December 2021: choose a day from 3 April 2022 to 21 August 2026. "
        "The page still shows 4 May 2022."
    )
    # What the day before had waiting to be said does not take the refusal's place.
    page.evaluate("() => new Promise(rested => setTimeout(rested, 1000))")
    assert "There is no map of 31 December 2021" in status.inner_text()
    # Of a typed day the parts are days themselves, which nobody asked for.
    field.focus()
    page.keyboard.type("01012031")
    assert shown_day(page) == date(2022, 5, 4)
    page.keyboard.press("Tab")
    assert (field.input_value(), shown_day(page)) == ("2022-05-04", date(2022, 5, 4))
    assert "There is no map of 1 January 2031" in status.inner_text()

    page.get_by_role("button", name="+30 days").click()
    assert wait_for_release(page) == date(2022, 6, 3)


def test_two_days_stop_at_each_other(open_map: OpenDays) -> None:
    visit = open_map(described(DAY, "pair", EARLIER, is_dark=True), color_scheme="dark")
    page = visit.page
    assert visit.axe() == []
    assert page.locator(".map-headline").inner_text() == (
        "301 km² came under Russian control, 20 km² were regained"
    )
    assert "+4,505 km² net" in page.locator(".map-line").inner_text()
    assert page.locator(HANDLE).evaluate_all(
        "handles => handles.map(each => each.getAttribute('aria-label'))"
    ) == ["Earlier day", "Later day"]

    # The earlier handle, dragged over the later one, stops a day before it.
    drag(page, middle(page, HANDLE), 1100)
    (shown,) = released(page)
    assert (day_of(shown["from"]), day_of(shown["day"])) == (DAY - timedelta(days=1), DAY)
    assert page.locator(".map-headline").inner_text().startswith("About 300 km²")
    flags = page.locator(".map-track .map-flag").evaluate_all(
        "flags => flags.map(each => each.getBoundingClientRect()).map(each => [each.x, each.right])"
    )
    assert flags[0][1] <= flags[1][0] + 0.5

    # Steps and typed days move the handle that they name, no further than the other.
    on = page.get_by_role("button", name="+7 days")
    assert on.get_attribute("aria-disabled") == "true"
    page.get_by_label("Earlier day").last.fill("2026-01-01")
    assert page.get_by_label("Earlier day").last.input_value() == "2025-10-30"
    assert page.locator(".map-scrubber [role=status]").inner_text() == (
        "The earlier day stays before the later one."
    )
    page.get_by_label("Earlier day").last.fill("2025-01-01")
    page.wait_for_function("window.released.length > 0")
    assert shown_day(page) == date(2025, 1, 1)

    # Python's answer, another mode and language, is taken without a new page.
    page.evaluate(
        "next => Object.values(parts).forEach(part => part.update(next))",
        described(DAY, locale="uk", is_dark=True),
    )
    assert page.locator(HANDLE).get_attribute("aria-label") == "День мапи"
    assert "31 жовтня 2025" in page.locator(".map-headline").inner_text()


def test_the_chart_zooms_marks_days_without_a_map_and_plays(open_map: OpenDays) -> None:
    page = open_map(described(DAY)).page
    unit, readout = page.locator(".map-caption-unit"), page.locator(".map-readout")
    assert unit.inner_text() == "Net change by week"
    assert readout.inner_text() == "27 Oct to 2 Nov 2025: about +75 km² net"
    page.locator(HANDLE).focus()
    for _ in range(5):
        page.keyboard.press("+")
    assert unit.inner_text() == "Net change by day"
    assert readout.inner_text() == (
        "31 Oct 2025: +13.6 km² net (14.4 came under Russian control, 0.7 regained)"
    )
    left = middle(page, HANDLE)[0]
    page.keyboard.press("ArrowRight")
    day_px = middle(page, HANDLE)[0] - left
    wait_for_release(page)
    marked = page.locator(".map-track .map-no-map").evaluate(
        """path => {
          const { x } = path.ownerSVGElement.getBoundingClientRect();
          return [...path.getAttribute("d").matchAll(/M([^ ]+) [^H]+H([^v]+)v/g)]
            .map(([, left, right]) => [x + Number(left), x + Number(right)]);
        }"""
    )
    # The 2nd of November has no map: it begins a day and a half after the middle of the 31st.
    (end,) = [right for start, right in marked if abs(start - left - 1.5 * day_px) < 0.5]
    assert end - left == pytest.approx(2.5 * day_px, abs=0.5)
    page.keyboard.press("0")
    assert unit.inner_text() == "Net change by week"
    assert page.locator(".map-brush").is_hidden()

    # A day of redrawn outlines is marked, and told in words.
    assert page.locator(".map-key-redrawn").is_visible()
    page.locator("input[type=date]").fill("2022-09-25")
    wait_for_release(page)
    assert "; redrawn outlines are +783 km² of it" in readout.inner_text()
    page.locator("input[type=date]").fill("2025-11-01")
    wait_for_release(page)
    page.locator(HANDLE).focus()

    # The overview's window moves without the day.
    page.keyboard.press("+")
    drag(page, middle(page, ".map-brush"), -500)
    assert shown_day(page) == DAY + timedelta(days=1)
    assert page.locator(HANDLE).get_attribute("data-side") == "after"

    # Dragged over the edge, the window goes on under the hand.
    page.locator(HANDLE).focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(HANDLE).get_attribute("data-side") == "within"
    wait_for_release(page)
    start = middle(page, HANDLE)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(-40, start[1], steps=4)
    page.wait_for_function(
        "day => Number(document.querySelector('.map-handle').ariaValueNow) < day",
        arg=day_number(date(2025, 1, 1)),
    )
    page.mouse.up()
    assert wait_for_release(page) == shown_day(page)

    # Play: from the last day it goes back a year; a hand on the handle pauses it.
    page.keyboard.press("End")
    wait_for_release(page)
    before = page.evaluate("window.moved.length")
    page.get_by_role("button", name="Play").click()
    first = page.evaluate("at => window.moved[at].day", before)
    assert day_of(first) == LAST - timedelta(days=365)
    page.wait_for_function("window.moved.at(-1).day > window.moved.at(-2).day")
    assert released(page) == []
    page.mouse.click(*middle(page, HANDLE))
    assert page.get_by_role("button", name="Play").is_visible()
    assert wait_for_release(page) == shown_day(page)

    page.get_by_role("button", name="Play").click()
    page.emulate_media(reduced_motion="reduce")
    assert page.get_by_role("button", name="Play").is_hidden()
    wait_for_release(page)


def test_a_finger_and_the_ramp_of_months(open_map: OpenDays) -> None:
    visit = open_map(described(DAY, "since", locale="uk"), width=390, has_touch=True)
    page = visit.page
    assert visit.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    touch = page.context.new_cdp_session(page)

    def swipe(start: tuple[float, float], right: float, down: float) -> None:
        def send(kind: str, *points: tuple[float, float]) -> None:
            touch.send(
                "Input.dispatchTouchEvent",
                {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
            )

        send("touchStart", start)
        for part in range(1, 6):
            send("touchMove", (start[0] + right * part / 5, start[1] + down * part / 5))
        send("touchEnd")

    # Along the track, the day moves.
    swipe(middle(page, HANDLE), 100, 0)
    later = wait_for_release(page)
    assert later > DAY + timedelta(days=60)

    # The legend has the same day, and moves it back.
    ramp = page.locator(".map-ramp .map-handle")
    assert ramp.get_attribute("aria-valuenow") == str(day_number(later))
    ramp.focus()
    page.keyboard.press("PageDown")
    assert wait_for_release(page) == later - timedelta(days=30) == shown_day(page)
    swatch = page.locator(".swatches li").last
    known = wording("uk").short_day(
        reading_on(read_table("daily_area"), shown_day(page)).as_of_date
    )
    assert known in swatch.inner_text()

    # Down it, the page scrolls and the day stays.
    day = shown_day(page)
    swipe(middle(page, ".map-track"), 0, -150)
    page.wait_for_function("scrollY > 50")
    assert (shown_day(page), released(page)) == (day, [])

    page.emulate_media(forced_colors="active")
    colours = page.evaluate(
        """() => [".map-gained", ".map-regained"].map(
          name => getComputedStyle(document.querySelector(name)).fill)"""
    )
    assert len(set(colours)) == 2
    assert visit.axe() == []
