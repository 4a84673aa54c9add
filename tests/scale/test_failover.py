"""A replica dies while people read: who goes on, how soon, and with what.

Three replicas behind nginx on loopback, as the images start them. One is killed without a goodbye.
The clock of a reader starts when the line breaks. Here the line breaks at once, since the machine
lives on; a whole machine that vanishes is noticed by silence, which this does not show.
"""

import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page

from harness.browser import IDLE_SECONDS, Visit, start_visit
from harness.cluster import START_SECONDS, Cluster, Replica
from harness.web import ask
from tests.scale.crowd import crowd

MAX_ERROR_SECONDS = 5.0
A_PAGE_BYTES = 10_000
"""What the page of gains takes at least; the greeting of a new replica takes a tenth."""

READERS = 24
OPENINGS = 30

# Notes each state of the line, and for how long at a time the page is anything but itself.
WATCH = """
title => {
  const app = document.querySelector('[data-testid="stApp"]');
  const watch = window.__watch = {worst: 0, since: null, seen: [], states: []};
  const look = () => {
    const wrong = [...document.querySelectorAll('[role="dialog"], [data-testid="stException"]')]
      .map(each => each.textContent.slice(0, 200));
    if (document.querySelector('h1')?.textContent !== title) wrong.push('not the page');
    const now = performance.now();
    watch.seen.push(...wrong.filter(each => !watch.seen.includes(each)));
    if (wrong.length) watch.worst = Math.max(watch.worst, now - (watch.since ??= now));
    else watch.since = null;
  };
  setInterval(look, 50);
  new MutationObserver(() => {
    watch.states.push(app.getAttribute('data-test-connection-state'));
    look();
  }).observe(app, {attributes: true, attributeFilter: ['data-test-connection-state']});
}
"""
IS_BACK = "() => window.__watch.states.at(-1) === 'CONNECTED'"


def open_watched(browser: Browser, dashboards: Cluster, path: str) -> tuple[Visit, Replica]:
    """Open a page in a browser of its own and watch it; say which replica it is at."""
    dashboards.wait_until_empty()
    before = dashboards.sessions()
    context = browser.new_context(viewport={"width": 800, "height": 700}, locale="en-GB")
    # A map without its hexagons: they are not what this is about, and drawn in software they
    # take the cores from the readers.
    context.route("**/app/static/cells_*", lambda route: route.fulfill(json=[]))
    visit = start_visit(context, dashboards.url)
    visit.open(path)
    visit.page.evaluate(WATCH, visit.page.locator("h1").inner_text())
    return visit, dashboards.replica_of(before)


def watched(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("window.__watch")
    return found


def downloaded(page: Page) -> str:
    """Download the first CSV of a page."""
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def wait_until_sent_anew(visit: Visit) -> None:
    """Wait until another replica has sent the page: the links of the dead one lead nowhere."""
    ends_at = time.monotonic() + IDLE_SECONDS
    while visit.received_bytes < A_PAGE_BYTES and time.monotonic() < ends_at:
        visit.page.wait_for_timeout(50)
    assert visit.received_bytes >= A_PAGE_BYTES
    visit.wait_until_idle()


def test_a_reader_stays_with_one_replica_and_readers_are_spread(dashboards: Cluster) -> None:
    cookie = ask(dashboards.url).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Secure" not in cookie
    assert "; Secure" in ask(dashboards.url, X_Forwarded_Proto="https").headers["set-cookie"]
    again = ask(dashboards.url, Cookie=cookie.partition(";")[0])
    assert "set-cookie" not in again.headers

    with crowd(dashboards.url, READERS):
        counts = dashboards.sessions()
    assert sum(counts) == READERS
    assert min(counts) >= 1


def test_when_a_replica_dies_its_readers_go_on_at_another(
    dashboards: Cluster, browser: Browser
) -> None:
    visit, dying = open_watched(browser, dashboards, "front_map?day=2025-06-07&view=pokrovsk")
    headings = visit.page.locator("h1, h3").all_inner_texts()
    with crowd(dashboards.url, READERS) as stories:
        dying_readers = dying.sessions() - 1
        dying.kill()
        answers = [ask(dashboards.url) for _ in range(OPENINGS)]
        visit.page.wait_for_function(IS_BACK)
        visit.wait_until_idle()
        after = visit.page.locator("h1, h3").all_inner_texts()

    assert [answer.status for answer in answers] == [200] * OPENINGS
    # The browser: the same page, the same state, and no error for longer than a moment.
    seen = watched(visit.page)
    assert seen["worst"] / 1000 <= MAX_ERROR_SECONDS, seen
    assert after == headings
    assert parse_qs(urlsplit(visit.page.url).query) == {
        "day": ["2025-06-07"],
        "lang": ["en"],
        "view": ["pokrovsk"],
    }
    # It goes on: a step of the map, which is a part of the page that runs alone.
    visit.page.get_by_role("button", name="+1 day").click()
    visit.page.wait_for_url("**day=2025-06-08**")
    visit.page.get_by_text("on 8 June 2025").first.wait_for()
    assert visit.problems() == []
    visit.page.context.close()

    # The others: those of the dead replica were away for less than it may take.
    assert [story.trouble for story in stories] == [""] * READERS
    away = [story.away_seconds for story in stories if story.away_seconds is not None]
    assert len(away) == dying_readers
    assert max(away, default=0) <= MAX_ERROR_SECONDS
    assert all(story.headings == story.headings_after != [] for story in stories)
    assert all(story.went_on for story in stories)


def test_files_and_addresses_open_after_a_replica_died(
    dashboards: Cluster, browser: Browser
) -> None:
    visit, dying = open_watched(browser, dashboards, "gains?a_to=2024-08-31&b_to=2025-08-31")
    headings = visit.page.locator("h1, h3").all_inner_texts()
    before = downloaded(visit.page)
    visit.reset_traffic()
    dying.kill()
    visit.page.wait_for_function(IS_BACK)
    wait_until_sent_anew(visit)

    assert downloaded(visit.page) == before != ""
    assert watched(visit.page)["worst"] / 1000 <= MAX_ERROR_SECONDS
    visit.page.reload()
    visit.wait_until_idle()
    assert visit.page.locator("h1, h3").all_inner_texts() == headings
    assert downloaded(visit.page) == before
    assert visit.problems() == []
    visit.page.context.close()


def test_a_replica_that_comes_back_gets_readers_again(dashboards: Cluster) -> None:
    dead = [replica for replica in dashboards.replicas if not replica.is_alive()]
    assert dead
    for replica in dead:
        replica.start()
    for replica in dead:
        replica.wait_until_healthy()
    # nginx asks again when fail_timeout is over.
    deadline = time.monotonic() + START_SECONDS
    while not all(_is_read(dashboards)):
        assert time.monotonic() < deadline


def _is_read(dashboards: Cluster) -> list[bool]:
    with crowd(dashboards.url, READERS):
        return [count > 0 for count in dashboards.sessions()]
