"""The page that Streamlit's script starts from: in the reader's language, asked for once."""

import gzip
import re

import pytest

from harness.server import Server
from harness.web import ask
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server import app_shell
from pokrovsk_front.server.files import FOR_EVER
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.site_map import PAGES

ENGLISH, UKRAINIAN = "These pages are interactive", "Ці сторінки інтерактивні"


@pytest.mark.parametrize(
    ("query", "accepted", "words", "lang"),
    [
        ("", "en-GB,en;q=0.9", ENGLISH, "en"),
        ("", "uk-UA,uk;q=0.9,en;q=0.8", UKRAINIAN, "uk"),
        ("", "de, en;q=0.5, uk;q=0.7", UKRAINIAN, "uk"),
        ("?lang=uk", "en", UKRAINIAN, "uk"),
        ("?lang=en", "uk", ENGLISH, "en"),
        ("?lang=xx", "uk", UKRAINIAN, "uk"),
        ("", "*;q=x, ;;, \x80", ENGLISH, "en"),
    ],
)
@pytest.mark.parametrize("page", ["", PAGES[1][0]])
def test_it_speaks_the_readers_language(
    production: Server, page: str, query: str, accepted: str, words: str, lang: str
) -> None:
    answer = ask(production.url, f"/{page}{query}", Accept_Language=accepted)
    shell = answer.body.decode()
    assert answer.status == 200
    assert words in shell
    assert f'<html lang="{lang}">' in shell
    assert 'rel="shortcut icon" href="data:image/svg+xml;base64,' in shell
    assert "Accept-Language" in answer.headers["vary"]
    # Not Streamlit's words for programs, nor an address that is closed here.
    assert not re.search("agent|<title>Streamlit|enable JavaScript", shell)


def test_it_is_not_sent_again_to_who_has_it(production: Server) -> None:
    plain = ask(production.url, "/", Accept_Language="uk")
    packed = ask(production.url, "/", Accept_Language="uk", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    for answer in (plain, packed):
        again = ask(production.url, "/", Accept_Language="uk", If_None_Match=answer.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        other = ask(production.url, "/", If_None_Match=answer.headers["etag"])
        assert other.status == 200
    assert ask(production.url, "/", Range="bytes=0-9").body == ask(production.url, "/").body


def test_its_script_is_ours_and_stays(production: Server) -> None:
    (address,) = re.findall(r'<script src="([^"]*)"', ask(production.url, "/").body.decode())
    answer = ask(production.url, address)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.body == app_shell.SCRIPT
    asked_again = ask(production.url, address, If_None_Match=answer.headers["etag"])
    assert asked_again.status == 304
    assert ask(production.url, address.partition("?")[0]).headers["cache-control"] == "no-cache"


def test_without_a_static_site_it_links_to_none() -> None:
    # What is left are the figures as data.
    assert re.findall(r'<a href="([^"]*)"', app_shell.html(Wording(), Settings())) == [
        "/api/figures.json"
    ]
    address = "https://example.org/?a=1&b=2"
    shell = app_shell.html(Wording(), Settings(static_site_url=address))
    assert shell.count('<a href="https://example.org/?a=1&amp;b=2">') == 2
