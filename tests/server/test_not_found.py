"""Where nothing is, the answer says so: 404, with a sentence and links to all pages for a page."""

from urllib.robotparser import RobotFileParser

import pytest

from harness.server import Server
from harness.web import Answer, ask
from pokrovsk_front.ui.site_map import PAGES

SENTENCES = {"en": "There is no such page", "uk": "Такої сторінки немає"}


def content_type(answer: Answer) -> str:
    return answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize("path", ["/nope", "/gains/x", "/a/b/c", "/GAINS"])
@pytest.mark.parametrize("locale", SENTENCES)
def test_an_unknown_page_says_so_and_leads_to_each_page(
    production: Server, path: str, locale: str
) -> None:
    answer = ask(production.url, f"{path}?lang={locale}&day=2025-10-31")
    assert (answer.status, content_type(answer)) == (404, "text/html")
    text = answer.body.decode()
    assert f"<h1>{SENTENCES[locale]}</h1>" in text
    assert f'<html lang="{locale}">' in text
    for page in ("", *(name for name, _ in PAGES[1:])):
        assert f'href="/{page}?lang={locale}"' in text
    assert "script" not in text
    assert "script-src" not in answer.headers["content-security-policy"]


def test_it_speaks_the_language_of_the_browser(production: Server) -> None:
    answer = ask(production.url, "/nope", Accept_Language="uk-UA, en;q=0.5")
    assert SENTENCES["uk"] in answer.body.decode()
    assert 'href="/"' in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/nope.json", "/wp-login.php", "/gains/x.js", "/favicon.ico", "/index.htm", "/.env"),
        *("/favicon.pngx", "/_stcore/nothing", "/_stcore/stream", "/api/nothing.json"),
        *("/healthz.json", "/healthzz", "/nope.json?lang=uk"),
    ],
)
def test_a_file_that_is_not_there_is_said_in_plain_words(production: Server, path: str) -> None:
    answer = ask(production.url, path)
    assert (answer.status, content_type(answer)) == (404, "text/plain")


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name, _ in PAGES[1:])])
def test_each_page_is_there(production: Server, path: str) -> None:
    answer = ask(production.url, f"{path}?lang=uk")
    assert (answer.status, content_type(answer)) == (200, "text/html")
    assert ask(production.url, path, "HEAD").status == 200


def test_the_first_page_is_at_the_root_and_its_name_leads_there(production: Server) -> None:
    for path, target in (
        ("/overview", "./"),
        ("/overview?lang=uk&city=%D0%9F%0d%0aX:%201", "./?lang=uk&city=%D0%9F%0d%0aX:%201"),
    ):
        answer = ask(production.url, path)
        assert (answer.status, answer.headers["location"]) == (308, target)
        assert not answer.body


def test_crawlers_are_told_to_take_each_page_once(production: Server) -> None:
    answer = ask(production.url, "/robots.txt")
    assert (answer.status, content_type(answer)) == (200, "text/plain")
    rules = RobotFileParser()
    rules.parse(answer.body.decode().splitlines())
    for path in ("/", "/gains", "/static/js/index.js", "/api/figures.json"):
        assert rules.can_fetch("*", path)
    for path in ("/_stcore/health", "/media/a.csv"):
        assert not rules.can_fetch("*", path)
