"""The page that Streamlit's script starts from: in the reader's language, asked for once."""

import gzip
import io
import re

import pytest
from PIL import Image

from harness.server import Server
from harness.web import ask
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server import app_shell, own_files
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


def test_its_scripts_are_ours_and_stay(production: Server) -> None:
    first_page = ask(production.url, "/").body.decode()
    addresses = re.findall(r'<script src="([^"]*)"', first_page)
    # Before Streamlit's, which adds an entry to the browser's history at once.
    assert first_page.index(addresses[-1]) < first_page.index('<script type="module"')
    for name, address in zip((own_files.STEPS, own_files.MONITOR), addresses, strict=True):
        answer = ask(production.url, address)
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.body == own_files.FILES[name].body
        asked_again = ask(production.url, address, If_None_Match=answer.headers["etag"])
        assert asked_again.status == 304
        unnamed = ask(production.url, address.partition("?")[0])
        assert unnamed.headers["cache-control"] == "no-cache"


def test_a_link_to_a_page_has_a_card(production: Server) -> None:
    asked = {"Host": "front.example.org", "X-Forwarded-Proto": "https"}
    for path, title, address in (
        ("/", "The Pokrovsk front, recomputed", "/"),
        ("/people?city=avdiivka", "The people of the cities", "/people"),
        ("/gains?lang=uk", "2024 і 2025 роки поруч", "/gains?lang=uk"),
    ):
        shell = ask(production.url, path, **asked).body.decode()
        card = dict(re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">', shell))
        assert card["og:title"] == title
        assert card["og:description"] == card["description"] != ""
        assert card["og:url"] == f"https://front.example.org{address}"
        assert card["og:locale"] == ("uk_UA" if "uk" in path else "en_GB")
        picture = card["og:image"].removeprefix("https://front.example.org")
        answer = ask(production.url, picture)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert answer.headers["cache-control"] == FOR_EVER
        size = Image.open(io.BytesIO(answer.body)).size
        assert size == (int(card["og:image:width"]), int(card["og:image:height"]))


def test_a_home_screen_gets_our_icon(production: Server) -> None:
    shell = ask(production.url, "/").body.decode()
    (address,) = re.findall(r'<link rel="apple-touch-icon" href="([^"]*)">', shell)
    assert Image.open(io.BytesIO(ask(production.url, address).body)).size == (180, 180)


def test_the_title_is_that_of_the_page_and_no_name_of_a_host_gets_into_it(
    production: Server,
) -> None:
    assert "<title>People – Pokrovsk front</title>" in ask(production.url, "/people").body.decode()
    shell = ask(production.url, "/", Host='"><script>').body.decode()
    assert '"><script>' not in shell.partition("<title>")[2].partition("</title>")[0]
    assert '<meta property="og:url" content="/">' in shell
    assert ask(production.url, "/_front/nothing.js").status == 404


def test_without_a_static_site_it_links_to_none() -> None:
    # What is left are the figures as data.
    assert re.findall(r'<a href="([^"]*)"', app_shell.html(Wording(), Settings())) == [
        "/api/figures.json"
    ]
    address = "https://example.org/?a=1&b=2"
    shell = app_shell.html(Wording(), Settings(static_site_url=address))
    assert shell.count('<a href="https://example.org/?a=1&amp;b=2">') == 2
