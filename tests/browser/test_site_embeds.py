"""Figures that another site may embed, drawn without a network.

Every twentieth is drawn, others in each language: the pages of the site, which have the same
figures, are drawn whole, and only the frame of an embed is its own. The land has no language: it
is read in English alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.browser import SETTLING_MS
from harness.folder import serve_folder
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.document import caption
from pokrovsk_front.export.embedding import embed_code, frame_height_px
from pokrovsk_front.export.site import Site
from pokrovsk_front.export.site_context import SCHEMES, SiteContext
from pokrovsk_front.export.site_page import Drawn
from pokrovsk_front.export.story.front_map import front_map
from pokrovsk_front.export.story.gains import gains
from pokrovsk_front.export.story.people import people
from tests.browser.conftest import DRAW_NOTHING, NO_STORED_LAND, OpenFile
from tests.browser.focus_rings import RINGS
from tests.browser.keyboard import unreached
from tests.browser.site_files import TOO_WIDE, ask_for_all, wait_until_pictured
from tests.export import made


@pytest.mark.parametrize("locale", made.LOCALES)
def test_a_figure_to_embed_draws_offline(
    open_file: OpenFile, site: Site, site_folder: Path, locale: str
) -> None:
    embeds = sorted(path for path in site.files if path.startswith(f"{made.FOLDERS[locale]}embed/"))
    assert len(embeds) > 10
    drawn = embeds[made.LOCALES.index(locale) * 10 :: 20]
    assert len(drawn) > 3
    opened = open_file(drawn[0], width=390, land="stored" if locale == "en" else "none")
    for path in drawn:
        opened.page.goto((site_folder / path).as_uri())
        wait_until_pictured(opened)
        ask_for_all(opened)
        assert opened.axe() == [], path
        opened.wait_until_none(TOO_WIDE)
        assert unreached(opened.page) == [], path
        opened.wait_until_none(RINGS)


FRAMED = ("front_by_day", "front_months", "monthly_gain", "people_of_pokrovsk", "people_slopes")
"""Two maps, of which one moves, and charts with the most text and the least."""


@pytest.fixture(scope="module")
def codes(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The code of each of `FRAMED`, in Ukrainian, which is longer, with `SITE` for its address."""
    context = SiteContext(wording("uk"))
    drawn = {
        part.figure.figure_id: part
        for make in (front_map, gains, people)
        for part in make(context).parts
        if isinstance(part, Drawn)
    }
    sources = context.texts.sources
    return {
        name: embed_code(
            f"SITE/uk/{site.edition.embed_path(name)}",
            drawn[name].figure.headline,
            frame_height_px(drawn[name], caption(drawn[name].figure, sources, context.words)),
        )
        for name in FRAMED
    }


@pytest.fixture
def host(
    browser: Browser, site_folder: Path, tmp_path: Path, codes: dict[str, str]
) -> Iterator[Page]:
    """A page of another origin that has pasted five embeds, at `with.html` and without script."""
    text = "\n".join(codes.values())
    with serve_folder(site_folder) as site_url, serve_folder(tmp_path) as url:
        page_html = "<!doctype html><meta name=viewport content='width=device-width'>{}<p>The end"
        whole = page_html.format(text.replace("SITE", site_url))
        # Frames come when they are scrolled to; here all come at once.
        whole = whole.replace('loading="lazy"', "")
        (tmp_path / "with.html").write_text(whole, encoding="utf-8")
        bare = re.sub("<script>.*?</script>", "", whole, flags=re.DOTALL)
        (tmp_path / "without.html").write_text(bare, encoding="utf-8")
        context = browser.new_context(base_url=url, viewport={"width": 1000, "height": 900})
        page = context.new_page()
        page.add_init_script(DRAW_NOTHING)
        page.add_init_script(NO_STORED_LAND)
        yield page
        context.close()


MISFIT = """isFollowed => {
  const root = document.documentElement, left = innerHeight - root.scrollHeight;
  const isThere = document.readyState === "complete" && root.classList.contains("is-framed");
  const slack = innerHeight - document.querySelector("main").offsetHeight;
  return isThere && left >= 0 && root.scrollWidth <= innerWidth && (!isFollowed || slack <= 1)
    ? "" : `${location.pathname}: ${innerWidth} x ${innerHeight}, needs ${root.scrollWidth} x `
      + `${innerHeight - slack}`;
}"""
"""Says of a frame what does not fit; with a script on the host it is not too high either."""


INK = "getComputedStyle(document.documentElement).getPropertyValue('--c-26282c').trim()"


def wait_until_whole(page: Page, *, is_followed: bool) -> None:
    """Wait until no frame has more to show than it has room for, down or across.

    Raises:
        AssertionError: One still has.
    """
    boxes = page.locator("iframe").all()
    assert len(boxes) == len(FRAMED)
    for box in boxes:
        # A browser lays out a frame of another origin when it comes near the screen.
        box.scroll_into_view_if_needed()
        handle = box.element_handle()
        frame = handle.content_frame() if handle else None
        assert frame
        fits = f"isFollowed => !({MISFIT})(isFollowed)"
        try:
            frame.wait_for_function(fits, arg=is_followed, polling=50, timeout=SETTLING_MS)
        except PlaywrightTimeout:
            raise AssertionError(frame.evaluate(MISFIT, is_followed)) from None


def test_embeds_are_whole_in_a_page_of_another_origin_at_any_width(host: Page) -> None:
    for path in ("with.html", "without.html"):
        host.goto(path)
        for width in (1000, 320, 600):
            host.set_viewport_size({"width": width, "height": 900})
            wait_until_whole(host, is_followed=path == "with.html")


def test_a_host_hears_its_own_frames_alone(host: Page) -> None:
    host.goto("with.html")
    wait_until_whole(host, is_followed=True)
    heights = "[...document.querySelectorAll('iframe')].map(one => one.style.height)"
    before = host.evaluate(heights)
    # From the page itself, from another frame of it, and from ours after it was led elsewhere.
    host.evaluate("""async () => {
      const said = { pokrovskFrontHeight: 7 };
      const other = document.createElement("iframe");
      other.srcdoc = "<script>parent.postMessage({ pokrovskFrontHeight: 7 }, '*')</script>";
      const heard = new Promise(resolve => addEventListener("message", ({ source }) => {
        if (source === other.contentWindow) resolve();
      }));
      document.body.append(other);
      await heard;
      const own = new Promise(resolve => addEventListener("message", resolve, { once: true }));
      postMessage(said, "*");
      await own;
    }""")
    assert host.evaluate(heights)[: len(before)] == before


def test_an_embed_is_shown_in_the_scheme_that_its_host_asks_for(
    host: Page, site: Site, site_folder: Path
) -> None:
    with serve_folder(site_folder) as url:
        for name in ("monthly_gain", "front_months"):
            for asked in SCHEMES:
                host.emulate_media(color_scheme="light" if asked == "dark" else "dark")
                host.goto(f"{url}/{site.edition.embed_path(name)}?scheme={asked}")
                paper = host.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (paper == "rgb(255, 255, 255)") == (asked == "light")
                ink = host.evaluate(INK)
                assert ink == ("#26282c" if asked == "light" else "#eceef0")
                drawn = host.locator(".legend .in-dark")
                assert all(each.is_visible() == (asked == "dark") for each in drawn.all())
