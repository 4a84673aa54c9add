"""Names, card and crosshair of the map engine, in Chromium on a plain page."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.card import card_texts
from pokrovsk_front.model.wording import Wording
from tests.browser.engine_page import open_engine

ZOOMS = (4.6, 5.4, 5.7, 6.6, 7.3, 8.0, 8.7, 9.4, 10.5, 12.0)
SLOWEST_MS = 4.0

START = """async (locale) => {
  window.names?.destroy();
  const rows = await read(`names_${locale}.json`);
  const texts = {kilometres: locale === 'uk' ? '{km} км' : '{km} km'};
  window.names = createNames(document.querySelector('.map-names'), {rows, palette, locale, texts});
  return rows.length;
}"""

DRAW = """([longitude, latitude, zoom, shown]) => {
  names.draw(viewport(longitude, latitude, zoom), shown ?? {});
  return names.boxes();
}"""

FASTEST = """([longitude, latitude, zoom]) => Math.min(...Array.from({length: 12}, (_, at) => {
  const start = performance.now();
  names.draw(viewport(longitude + at / 1000, latitude, zoom));
  return performance.now() - start;
}))"""

INKS = """() => {
  const canvas = document.querySelector('.map-names');
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255) found.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
  return [...found];
}"""


@pytest.fixture(scope="module", params=[1280, 390], ids=lambda width: f"{width}px")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The plain page at the width of a desk and of a phone."""
    page = open_engine(browser, request.param, 620)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert errors == []


def drawn(page: Page, zoom: float, **shown: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(DRAW, [37.3, 48.3, zoom, shown])
    return found


def texts_of(found: list[dict[str, Any]]) -> set[str]:
    return {each["row"]["n"] for each in found if each["kind"] == "name"}


def test_names_never_overlap_at_any_zoom_and_are_drawn_fast(page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    frame = Box(0, 0, width, 620)
    for locale in ("en", "uk"):
        assert page.evaluate(START, locale) > 300
        for zoom in ZOOMS:
            found = drawn(page, zoom)
            boxes = [(each, Box(*each["box"])) for each in found]
            names = [(each, box) for each, box in boxes if each["kind"] == "name"]
            assert len(names) >= (5 if zoom < 9 else 1), zoom
            assert all(frame.holds(box) for _, box in names)
            for (one, box), (other, other_box) in combinations(boxes, 2):
                is_own_dot = one["row"] is not None and one["row"] == other["row"]
                kinds = {one["kind"], other["kind"]}
                if "name" in kinds and not is_own_dot:
                    assert not box.overlaps(other_box), (locale, zoom, one, other)
        assert page.evaluate(FASTEST, [37.3, 48.3, 8.4]) < SLOWEST_MS

    page.evaluate(START, "en")
    assert {"Pokrovsk", "Kramatorsk", "Donetsk"} <= texts_of(drawn(page, 6.6))
    assert "Yasnohirka" not in texts_of(drawn(page, 7.3)), "small towns come close up"
    assert {"Donetsk\noblast"} <= texts_of(drawn(page, 7.3))


def test_names_stay_where_they_are_while_the_zoom_trembles(page: Page) -> None:
    page.evaluate(START, "en")
    sides = []
    for step in range(12):
        found = drawn(page, 7.3 + 0.004 * (step % 2))
        dots = {each["row"]["n"]: each["box"] for each in found if each["kind"] == "dot"}
        names = {each["row"]["n"]: each["box"] for each in found if each["kind"] == "name"}
        sides.append(
            {
                name: (box[0] > dots[name][0], box[1] > dots[name][1] - 8)
                for name, box in names.items()
                if name in dots
            }
        )
    assert all(each == sides[1] for each in sides[1:])


BESIDE_MARKS = """([avoided, rings]) => {
  const place = (n, p) => ({i: n, n, k: 'place', p, r: 2, z: 0});
  names.update({rows: [place('Held', [37.3, 48.3]), place('Free', [37.3, 48.0])]});
  const seen = viewport(37.3, 48.3, 7.3);
  const [x, y] = seen.project([37.3, 48.3]);
  const here = boxes => boxes.map(box => box.map((each, at) => each + (at % 2 ? y : x)));
  names.draw(seen, {marks: {avoided: here(avoided), rings: here(rings)}, isMoving: false});
  const found = names.boxes().find(each => each.kind === 'name' && each.row.n === 'Held')?.box;
  return found ? (found[0] + found[2]) / 2 > x ? 'right' : 'left' : '';
}"""


@pytest.mark.parametrize(
    ("avoided", "rings", "side"),
    [
        ([], [], "right"),
        # A line, or the ring of another place, on the right: the name goes to the left.
        ([(12, -5, 22, 5)], [], "left"),
        ([], [(12, -5, 22, 5)], "left"),
        # Its own ring does not matter, and a line on all sides is covered.
        ([(-60, -60, 60, 60)], [(-5, -5, 5, 5)], "right"),
        # Beside the ring of another place it would seem to be the name of that.
        ([], [(-60, -60, 60, 60)], ""),
    ],
)
def test_a_name_stands_clear_of_lines_and_of_the_rings_of_others(
    page: Page, avoided: list[tuple[int, ...]], rings: list[tuple[int, ...]], side: str
) -> None:
    page.evaluate(START, "en")
    assert page.evaluate(BESIDE_MARKS, [avoided, rings]) == side


def test_a_place_is_found_by_its_name_and_dot_and_the_chosen_one_is_named(page: Page) -> None:
    page.evaluate(START, "en")
    ring = {"n": "10 km", "k": "note", "p": [37.3, 48.39], "r": 0, "z": 0}
    found = drawn(page, 7.3, chosenPlaceId="hrodivka", extra=[ring])
    assert {"Hrodivka", "10 km"} <= texts_of(found), "the chosen place is named at every zoom"
    for kind in ("name", "dot"):
        (box,) = (
            Box(*each["box"])
            for each in found
            if each["kind"] == kind and each["row"].get("i") == "pokrovsk"
        )
        middle = [(box.left + box.right) / 2, (box.low + box.high) / 2]
        assert page.evaluate("at => names.hit(at)?.i", middle) == "pokrovsk"
    assert page.evaluate("names.hit([2, 2])") is None
    (scale,) = (each for each in found if each["kind"] == "scale")
    km, long, metres = page.evaluate(
        "() => {const v = viewport(37.3, 48.3, 7.3); const bar = scaleBar(v);"
        " return [bar.km, bar.width, v.metresPerPixel];}"
    )
    assert long * metres == pytest.approx(km * 1000)
    assert scale["box"][3] == 620


def test_forced_colours_are_the_readers_own(browser: Browser) -> None:
    page = open_engine(browser, 390, 300, forced_colors="active")
    page.evaluate(START, "en")
    drawn(page, 7.3)
    inks = set(page.evaluate(INKS))
    assert {"0 0 0", "255 255 255"} <= inks
    assert not {"28 30 34", "250 248 243"} & inks
    page.context.close()


CARD = """async ([locale, texts]) => {
  const surface = document.querySelector('.map-canvas');
  const over = document.querySelector('.map-over');
  const day = (number) => new Date(Date.UTC(2022, 0, 1 + number)).toISOString().slice(0, 10);
  const format = {number: (value, decimals = 0) => value.toFixed(decimals), day,
    month: (number) => day(number).slice(0, 7)};
  const onChoose = (placeId) => (window.chosen ??= []).push(placeId);
  const cities = createCities(read,
    {people: 'cities.json', distances: 'city_distances.json'});
  const chosen = () => window.chosen?.at(-1);
  const card = createCard(over, {texts, format, onChoose, chosen});
  const shown = {day: 1399, from: null, mode: 'day'};
  const subjectAt = (point) => {
    const row = names.hit(point);
    if (row?.i) return cities.subject(row, shown.day);
    return landAt(window.land ?? {}, shown);
  };
  window.moved = [0, 0];
  const follow = ([x, y]) => () => [x + window.moved[0], y + window.moved[1]];
  window.pointing = createPointing(surface, {over, card, subjectAt, onChoose, follow});
}"""

CORNERS = """([width, height, isFinger]) => {
  const wrong = [];
  for (const size of [[120, 40], [272, 130]]) for (const isLetGo of [false, true])
    for (let x = 0; x <= width; x += 13) for (let y = 0; y <= height; y += 13) {
      const [left, top] = cardCorner([x, y], size, [width, height], isFinger, isLetGo);
      const isIn = left >= 0 && top >= 0 && left + size[0] <= width && top + size[1] <= height;
      const reach = isFinger && !isLetGo ? 22 : 6;
      const hides = left < x + reach && x - reach < left + size[0]
        && top < y + reach && y - reach < top + size[1];
      if (!isIn || hides) wrong.push([x, y, left, top]);
    }
  return wrong;
}"""

CARD_TEXTS = card_texts(Wording(), "cities.html#{id}")


def point_of(found: list[dict[str, Any]], place_id: str) -> tuple[float, float]:
    (box,) = (
        each["box"] for each in found if each["kind"] == "dot" and each["row"].get("i") == place_id
    )
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_pointing_shows_a_card_that_can_be_dismissed_hovered_and_kept(page: Page) -> None:
    page.evaluate(START, "en")
    found = drawn(page, 9.2)
    page.evaluate(CARD, ["en", CARD_TEXTS])
    card, surface = page.locator(".map-card"), page.locator(".map-canvas")

    page.mouse.move(*point_of(found, "pokrovsk"))
    card.wait_for()
    said = card.inner_text()
    assert "Pokrovsk" in said
    assert "2025-10-31" in said, "the day of the map that stands for the day shown"
    assert "Left in the city: 1256, 2025-10-29 published" in said
    assert card.locator("a").get_attribute("href") == "cities.html#pokrovsk"
    assert card.get_by_role("button").inner_text() == "Choose this place"
    box = card.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 10, steps=4)
    page.wait_for_timeout(400)  # longer than a card stays that the pointer has left
    assert card.is_visible(), "hoverable"
    page.keyboard.press("Escape")
    assert card.is_hidden(), "dismissible"

    page.mouse.click(*point_of(found, "selydove"))
    page.wait_for_function("window.chosen?.at(-1) === 'selydove'")
    assert card.get_by_role("button").count() == 0, "it is chosen"
    page.mouse.move(*point_of(found, "pokrovsk"))
    card.get_by_text("Choose this place").wait_for()
    page.keyboard.press("Escape")
    page.mouse.move(*point_of(found, "selydove"))
    card.get_by_text("Selydove").wait_for()
    assert card.get_by_role("button").count() == 0, "and told of again"
    page.mouse.click(*point_of(found, "selydove"))
    page.evaluate("() => { window.moved = [-40, 30]; pointing.draw(); }")
    assert card.is_visible(), "the map flies to what is chosen, and its card goes along"
    page.evaluate("() => { window.moved = [-4000, 0]; pointing.draw(); }")
    assert card.is_hidden(), "until it is out of sight"

    page.evaluate("window.land = {cells: [{h: 'x', f: 1017, t: 99999}]}")
    page.mouse.move(5, 5)
    page.get_by_text("Occupied since 2024-10-14 on this map").wait_for()
    page.mouse.move(5, 700)
    card.wait_for(state="hidden")

    page.evaluate("window.land = {grey: [{h: 'x', f: 1390, t: 1400}]}")
    surface.focus()
    page.keyboard.press("c")
    assert page.locator(".map-crosshair").is_visible()
    page.keyboard.press("Enter")
    page.get_by_text("Grey zone since 2025-10-22, status unknown").wait_for()
    assert card.get_attribute("aria-live") == "polite"
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert page.locator(".map-crosshair").is_visible(), "one Escape closes one thing"
    page.keyboard.press("Escape")
    assert page.locator(".map-crosshair").is_hidden()

    width, height = (page.viewport_size or {"width": 0, "height": 0}).values()
    for is_finger in (False, True):
        assert page.evaluate(CORNERS, [width, height, is_finger]) == []


def test_enter_twice_on_a_city_chooses_it(browser: Browser) -> None:
    page = open_engine(browser, 390, 620)
    page.evaluate(START, "en")
    page.evaluate(DRAW, [37.17706, 48.28014, 9.2, {}])
    page.evaluate(CARD, ["en", CARD_TEXTS])
    page.locator(".map-canvas").focus()
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    page.get_by_text("More about this city").wait_for()
    assert page.evaluate("window.chosen") is None
    page.keyboard.press("Enter")
    page.wait_for_function("window.chosen?.at(-1) === 'pokrovsk'")
    page.context.close()
