"""A page without its connection says what is wrong, in words for readers, and where to go."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harness.browser import axe, wait_until_idle
from harness.cluster import Replica
from harness.server import PROJECT, Server, serve_for_production

STATIC_SITE = "https://example.org/front/"
SETTINGS = {"POKROVSK_FRONT_STATIC_SITE_URL": STATIC_SITE}
MAX_MS = 10_000
FOR_PROGRAMMERS = ("Streamlit", "streamlit", "terminal", "127.0.0.1")


@pytest.fixture(scope="module")
def without_websocket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server as it looks from behind a proxy that passes no upgrade on."""
    scratch = tmp_path_factory.mktemp("without-websocket")
    with serve_for_production(scratch, SETTINGS, options=("--ws=none",)) as server:
        yield server


def opened(browser: Browser, url: str, locale: str, *, has_script: bool = True) -> Page:
    context = browser.new_context(locale=locale, java_script_enabled=has_script)
    page = context.new_page()
    page.goto(f"{url}/gains")
    return page


def is_for_readers(page: Page) -> bool:
    shown = page.locator("body").inner_text()
    assert not [word for word in FOR_PROGRAMMERS if word in shown]
    assert page.locator('[role="dialog"]').count() == 0
    return True


def link_by_keyboard(page: Page) -> str | None:
    """Follow the Tab key until a link of the notice has the focus, and give its address."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.closest('#connection a')?.href")
        if found:
            return str(found)
    return None


@pytest.mark.parametrize(
    ("locale", "words"), [("en-GB", "has no connection"), ("uk-UA", "не має з’єднання")]
)
def test_a_proxy_that_refuses_the_websocket_is_told_within_ten_seconds(
    browser: Browser, without_websocket: Server, locale: str, words: str
) -> None:
    with closing(opened(browser, without_websocket.url, locale)) as page:
        notice = page.locator("#connection")
        notice.wait_for(state="visible", timeout=MAX_MS)
        assert words in notice.inner_text()
        assert "WebSocket" in notice.inner_text()
        assert notice.get_by_role("link").get_attribute("href") == STATIC_SITE
        assert link_by_keyboard(page) == STATIC_SITE
        assert is_for_readers(page)
        assert axe(page) == []


def test_a_server_that_is_gone_is_told_in_words_for_readers_until_it_is_back(
    browser: Browser, tmp_path: Path
) -> None:
    replica = Replica(PROJECT, tmp_path)
    replica.start()
    try:
        replica.wait_until_healthy()
        with closing(opened(browser, replica.url, "en-GB")) as page:
            wait_until_idle(page)
            notice = page.locator("#connection")
            assert not notice.is_visible()

            replica.kill()
            notice.wait_for(state="visible", timeout=MAX_MS)
            assert "The server does not answer" in notice.inner_text()
            assert "WebSocket" not in notice.inner_text()
            assert is_for_readers(page)

            replica.start()
            notice.wait_for(state="hidden", timeout=6 * MAX_MS)
            wait_until_idle(page)
    finally:
        replica.stop()


@pytest.mark.parametrize(
    ("locale", "words"), [("en-GB", "need JavaScript"), ("uk-UA", "потребують JavaScript")]
)
def test_a_browser_without_script_is_shown_the_static_site(
    browser: Browser, without_websocket: Server, locale: str, words: str
) -> None:
    with closing(opened(browser, without_websocket.url, locale, has_script=False)) as page:
        shown = page.locator("body").inner_text()
        assert words in shown
        assert page.get_by_role("link").first.get_attribute("href") == STATIC_SITE
        assert not [word for word in (*FOR_PROGRAMMERS, "agent", "MCP") if word in shown]
