"""What a reader saves of a map: pictures in three shapes and a video of days, by the browser."""

import io
from base64 import b64encode
from datetime import date
from math import dist
from typing import Any, cast

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from harness.browser import Visit, start_visit
from pokrovsk_front.export.picture import foot_of
from pokrovsk_front.maps.palette import LIGHT
from pokrovsk_front.maps.record import record_description, sheet_description
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import day_number
from tests.browser.record_page import open_record
from tests.maps.pictures import context, figure_of

SHOWN = date(2025, 11, 7)
DRAWN_MS = 20_000
SIZES = {"wide": (2400, 1350), "square": (2160, 2160), "upright": (2160, 2700)}
LAND, CELLS, NAME = (0, 200, 0), (200, 0, 0), (0, 0, 200)

STAGE = """
window.opened = [];
window.closings = 0;
window.hasFailed = false;
window.open_ = async ({ width, height, ratio }) => {
  const canvases = [0, 1, 2].map(() => Object.assign(document.createElement("canvas"),
    { width: Math.round(width * ratio), height: Math.round(height * ratio) }));
  const [, cells, names] = canvases;
  const background = () => "rgb(0 200 0)", sides = [cells.width, cells.height];
  const gl = cells.getContext("webgl2"), highest = names.getContext("2d");
  window.opened.push([width, height, ratio]);
  /* The left half is empty, the right half cells, in a colour of the day; a name in the middle. */
  const drawnAt = async ({ day }) => {
    await new Promise(done => requestAnimationFrame(done));
    if (window.hasFailed) throw new Error("lost");
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(cells.width / 2, 0, cells.width / 2, cells.height);
    gl.clearColor(200 / 255, 0, (day - FIRST) / 50, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    highest.fillStyle = "rgb(0 0 200)";
    highest.fillRect(sides[0] / 2 - 40, 0, 80, sides[1]);
  };
  return { canvases: () => canvases, drawnAt, close: () => { window.closings++; }, background,
    viewport: () => ({ width, height, metresPerPixel: 100 }) };
};
"""

FRAMES = """
async address => {
  const film = document.createElement("video");
  film.muted = true;
  film.src = address;
  await new Promise((done, fail) => { film.onloadeddata = done; film.onerror = fail; });
  const canvas = Object.assign(document.createElement("canvas"),
    { width: film.videoWidth, height: film.videoHeight });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const colours = [];
  const nextFrame = () => new Promise(done => film.requestVideoFrameCallback((_, of) => done(of)));
  for (const second of [0.05, film.duration - 0.2]) {
    // Chromium tells of a seek before it has the frame to be drawn.
    let frame = nextFrame();
    film.currentTime = second;
    while ((await frame).mediaTime < second - 1) frame = nextFrame();
    context.drawImage(film, 0, 0);
    colours.push([...context.getImageData(1300, 540, 1, 1).data.slice(0, 3)]);
  }
  return { duration: film.duration, size: [film.videoWidth, film.videoHeight], colours };
}
"""
OUT_OF_SIGHT = """
async () => {
  const { openStage } = await import("./stage.js");
  const count = () => document.querySelectorAll(".map-stage").length;
  const asked = { beside: document.querySelector(".map-over"), host: { onPlace: () => 1 },
    description: { initialViewState: { zoom: 1, maxZoom: 12 }, texts: {}, layers: [] },
    width: 1600, height: 600, ratio: 3, frame: { width: 400, height: 150 },
    viewport: { longitude: 37, latitude: 48, zoom: 7, width: 800, height: 300 } };
  const made = {}, left = {};
  const stage = await openStage((box, description, host) => {
    Object.assign(made, { camera: description.initialViewState, ratio: description.pixelRatio,
      isCalm: host.isCalm(), isInert: box.inert, size: [box.offsetWidth, box.offsetHeight] });
    return { destroy() {}, drawnAt: () => new Promise(() => {}) };
  }, { ...asked, patienceMs: 1 });
  made.fault = await stage.drawnAt({}).catch(fault => fault.message);
  left.opened = count();
  stage.close();
  left.closed = count();
  await openStage(() => { throw new Error("no WebGL"); }, asked).catch(() => {});
  left.failed = count();
  const zoomFrom = async given => {
    let zoom;
    (await openStage((_, { initialViewState }) => {
      zoom = initialViewState.zoom;
      return { destroy() {} };
    }, { ...asked, description: { ...asked.description, layers: [], ...given } })).close();
    return zoom;
  };
  const home = { longitude: 37, latitude: 48, zoom: 7 }, elsewhere = { ...home, latitude: 47 };
  const rings = [{ id: "focus-rings", data: [{ p: [37, 48] }] }];
  made.zooms = {
    opened: await zoomFrom({ initialViewState: home }),
    moved: await zoomFrom({ initialViewState: elsewhere }),
    nearer: await zoomFrom({ initialViewState: { ...home, zoom: 6 } }),
    linked: await zoomFrom({ initialViewState: { ...home, isReaders: true } }),
    placed: await zoomFrom({ initialViewState: elsewhere, chosen: "pokrovsk", layers: rings }),
  };
  return { ...made, left };
}
"""
MONTH_ENDS = """
async () => {
  const { filmDayOf, filmDays, filmIso } = await import("./film_days.js");
  return filmDays(filmDayOf("2024-01-31"), filmDayOf("2024-04-02"), "month").map(filmIso);
}
"""
ONLY_TYPES = """
types => {
  window.isRecorded ??= MediaRecorder.isTypeSupported.bind(MediaRecorder);
  MediaRecorder.isTypeSupported = type => type.match(types) !== null && window.isRecorded(type);
}
"""
"""Has the browser record no other types of video."""

KEEP_FILES = """
window.files = [];
const real = URL.createObjectURL;
URL.createObjectURL = blob => { const made = real(blob); window.files.push(made); return made; };
"""


def given(locale: str) -> dict[str, Any]:
    figure, here = figure_of(SHOWN, DONETSK_REGION.view_id, locale=locale), context(locale)
    foot = foot_of(figure, here.texts.sources, here.words, here.library.data_version)
    day = day_number(SHOWN)
    described = record_description(here.words) | {
        "film": {"shortest": 1, "longest": 30, "maxSteps": 60}
    }
    sheet = sheet_description(figure, LIGHT, foot)
    shown = {"day": day, "from": None, "mode": "day"}
    state = {"sheet": sheet, "shown": shown, "first": day - 400, "last": day}
    return {"record": described, "state": state, "locale": locale}


@pytest.fixture
def visit(browser: Browser) -> Any:  # noqa: ANN401 (a generator fixture)
    context_ = browser.new_context(accept_downloads=True, locale="en-GB")
    visit = start_visit(context_, "http://127.0.0.1")
    visit.page.add_init_script(KEEP_FILES)
    yield visit
    problems = visit.problems()
    context_.close()
    assert problems == []


def opened(visit: Visit, locale: str) -> Page:
    stage = STAGE.replace("FIRST", str(day_number(SHOWN) - 40))
    open_record(visit.page, given(locale), stage)
    return visit.page


def status(page: Page) -> str:
    return cast("str", page.locator(".map-record-status").text_content())


def wait_for_status(page: Page, part: str) -> None:
    page.wait_for_function(
        "part => document.querySelector('.map-record-status').textContent.includes(part)",
        arg=part,
        timeout=DRAWN_MS,
    )


def played(reader: BrowserContext, film: bytes, kind: str) -> dict[str, Any]:
    """Play a video on a page of no policy: its seconds, its size, colours at start and end."""
    page = reader.new_page()
    address = f"data:video/{kind};base64,{b64encode(film).decode()}"
    told = cast("dict[str, Any]", page.evaluate(FRAMES, address))
    page.close()
    return told


def darkest_share(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Give the share of pixels of a part that are about as dark as ink."""
    part = picture.crop(box).convert("L").point(lambda grey: 255 if grey < 90 else 0)
    return part.histogram()[255] / (part.width * part.height)


def saved_picture(page: Page, shape: str) -> Image.Image:
    """Save a picture by the keyboard, its button in focus, and check its name and size."""
    assert page.evaluate("document.activeElement.dataset.shape") == shape
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    name = f"pokrovsk_front_front_state_2025-11-07_{shape}.png"
    assert download.value.suggested_filename == name
    picture = Image.open(io.BytesIO(download.value.path().read_bytes())).convert("RGB")
    assert picture.size == SIZES[shape]
    return picture


def check_words(picture: Image.Image, column: int) -> None:
    """Check that words stand in ink at the head and the foot of a column, and within it."""
    high = picture.height
    assert darkest_share(picture, (60, 60, column - 60, 200)) > 0.03
    assert darkest_share(picture, (60, high - 180, column - 60, high - 60)) > 0.01
    for edge in ((column - 45, 0, column, 130), (column - 45, high - 100, column, high)):
        assert darkest_share(picture, edge) == 0


def test_a_map_is_saved_as_a_picture_in_three_shapes(visit: Visit) -> None:
    page = opened(visit, "en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for at, (shape, (width, height)) in enumerate(SIZES.items(), start=1):
        page.keyboard.press("Tab")
        picture = saved_picture(page, shape)
        wait_for_status(page, "Picture saved: ")
        left = 750 if shape == "wide" else 0
        across, middle = (width - left) // 2, height * 45 // 100
        seen = [
            picture.getpixel((x, middle))
            for x in (left + across // 3, left + across, width - across // 3)
        ]
        # What WebGL drew in this very frame is there, over the land and under the name.
        wanted = (LAND, NAME, (200, 0, 204))
        assert all(dist(cast("Any", one), two) < 6 for one, two in zip(seen, wanted, strict=True))
        assert picture.getpixel((3, 3)) == LIGHT.land[:3]
        check_words(picture, left or width)
        assert page.evaluate("[window.opened.length, window.closings]") == [at, at]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "map-record-picture"
    assert page.locator(".map-record-panel:visible").count() == 0

    # Words of another language, three times as long as any that there are.
    state = given("uk")["state"]
    state["sheet"]["headline"] = " ".join([state["sheet"]["headline"]] * 3)
    page.evaluate("state => window.recorder.update(state)", state)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    check_words(saved_picture(page, "wide"), 750)

    page.evaluate("window.hasFailed = true")
    page.click("[data-shape=wide]")
    wait_for_status(page, "The map could not be drawn: wait until you see it whole")
    assert page.evaluate("window.closings") == len(SIZES) + 2


def test_a_map_out_of_sight_shows_what_the_reader_sees(visit: Visit) -> None:
    page = opened(visit, "en")
    made = page.evaluate(OUT_OF_SIGHT)
    assert made["camera"] == {"longitude": 37, "latitude": 48, "zoom": 8, "maxZoom": 12}
    assert made["size"] == [1600, 600]
    assert (made["ratio"], made["isCalm"], made["isInert"]) == (3, True, True)
    assert made["fault"] == "The map was not drawn."
    assert made["left"] == {"opened": 1, "closed": 0, "failed": 0}
    # A reader's camera: 800 pixels on 1,600, one level nearer. A map as it opened, or at a chosen
    # place: the 400 pixels of the frame on 1,600, two levels.
    assert made["zooms"] == {"opened": 9, "moved": 8, "nearer": 8, "linked": 8, "placed": 9}
    assert page.evaluate(MONTH_ENDS) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-02"]


def test_days_are_saved_as_a_video(visit: Visit) -> None:
    page = opened(visit, "en")
    page.click(".map-record-video")
    form = page.locator(".map-record-form")
    first, last = form.locator("[name=from]"), form.locator("[name=to]")
    assert (first.input_value(), last.input_value()) == ("2024-11-07", "2025-11-07")
    assert "Steps: 54; the video lasts about 14 s." in form.inner_text()

    first.fill("2025-11-08")
    assert "Choose two days from 3 October 2024 to 7 November 2025" in form.inner_text()
    page.keyboard.press("Enter")
    wait_for_status(page, "Choose two days from")
    first.fill("2025-01-01")
    form.locator("[name=step]").select_option("day")
    form.locator("[type=submit]").click()
    wait_for_status(page, "That is 311 steps, and a video has 60 at most")
    assert page.evaluate("window.opened.length") == 0

    first.fill("2025-09-28")
    form.locator("[name=step]").select_option("week")
    form.locator("[type=submit]").click()
    page.wait_for_function("() => /step [1-7] of 7/.test(document.body.innerText)")
    page.get_by_role("button", name="Cancel").click()
    wait_for_status(page, "Recording cancelled; nothing was saved.")
    assert page.evaluate("[window.closings, window.files.length]") == [1, 0]
    assert page.evaluate("document.activeElement.type") == "submit"

    for kind, types in (("mp4", r"."), ("webm", "webm;codecs=vp9")):
        page.evaluate(ONLY_TYPES, types)
        with page.expect_download() as download:
            form.locator("[type=submit]").click()
            page.wait_for_function("() => /step [3-7] of 7/.test(document.body.innerText)")
            assert kind == "mp4" or visit.axe() == []
        assert download.value.suggested_filename == (
            f"pokrovsk_front_front_state_2025-09-28_2025-11-07_wide.{kind}"
        )
        wait_for_status(page, "Video saved: 0.")
        film = played(visit.page.context, download.value.path().read_bytes(), kind)
        assert film["size"] == [1600, 900]
        assert 1.5 < film["duration"] < 10
        start, end = film["colours"]
        assert dist(start, (200, 0, 0)) < 40
        assert dist(end, (200, 0, 204)) < 40
