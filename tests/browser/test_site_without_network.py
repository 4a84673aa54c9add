"""The static site from a server that goes away: what was read opens again."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from harness.folder import serve_folder
from tests.browser.conftest import DRAW_NOTHING

KEPT = """async addresses => {
  const store = await caches.open(`pokrovsk-front ${location.origin}/`);
  const kept = new Set((await store.keys()).map(({ url }) => new URL(url).pathname));
  return addresses.every(each => kept.has(each));
}"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(DRAW_NOTHING)
    yield page
    context.close()


def wait_until_kept(page: Page, *addresses: str) -> None:
    page.wait_for_function(KEPT, arg=list(addresses), polling=100)


def test_a_page_once_read_opens_without_a_network(reader: Page, site_folder: Path) -> None:
    with ExitStack() as network:
        url = network.enter_context(serve_folder(site_folder))
        # The first page is read before the worker is there, the second after that.
        reader.goto(f"{url}/people.html")
        expect(reader.locator(".still:visible").first).to_be_visible()
        reader.locator(".show-values").first.click()
        expect(reader.locator("[data-drawn]").first).to_be_visible()
        assets = reader.evaluate(
            "[...document.querySelectorAll('script[src], link[rel=stylesheet]')]"
            ".map(each => new URL(each.src || each.href).pathname)"
        )
        wait_until_kept(reader, "/people.html", *assets)
        reader.goto(f"{url}/uk/map.html#day=2024-02-10")
        posters = reader.evaluate(
            "[...document.querySelectorAll('.map-poster img')]"
            ".map(each => new URL(each.src).pathname)"
        )
        wait_until_kept(reader, "/uk/map.html", *posters)
        reader.goto(f"{url}/")
        wait_until_kept(reader, "/index.html")
    for path, headline in (
        ("people.html", "The people of the cities"),
        ("uk/map.html", "Фронт на будь-який день"),
        ("index.html?from=home", "The Pokrovsk front, recomputed"),
    ):
        reader.goto(f"{url}/{path}")
        expect(reader.locator("h1")).to_have_text(headline)
        family = reader.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
        assert family
    reader.goto(f"{url}/people.html")
    reader.locator(".show-values").first.click()
    expect(reader.locator("[data-drawn]").first).to_be_visible()
    with pytest.raises(Error, match=r"ERR_FAILED|ERR_CONNECTION_REFUSED"):
        reader.goto(f"{url}/claims.html")
