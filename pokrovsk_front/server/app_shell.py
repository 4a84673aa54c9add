"""App shell: the HTML that loads Streamlit's script, in the reader's language.

Streamlit's own says nothing when its connection cannot be opened, to who has no script it tells
how programs may use it, and to who shows a link to a page it says "Streamlit". Everything else of
it stays as Streamlit ships it.
"""

import gzip
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server import not_found, own_files, paths
from pokrovsk_front.server.etags import etag, is_known
from pokrovsk_front.server.languages import locale_of
from pokrovsk_front.server.origins import origin_of
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui import link_card
from pokrovsk_front.ui.site_map import PAGES

_templates = Environment(
    loader=PackageLoader("pokrovsk_front.server"), autoescape=True, undefined=StrictUndefined
)
FIRST_PAGE = PAGES[0][0]
NAMES = dict(PAGES)
MAX_SHELLS = 256
"""Shells that are kept: one for each page, language, and name that the server is asked by."""

# What Streamlit's page is asked for without: it comes whole, whatever the browser holds of ours.
OF_THE_BROWSER = frozenset(
    {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"}
)


def static_site_words(words: Wording) -> dict[str, str]:
    """Return the text before and after a link to the static site."""
    _ = words.gettext
    return {
        "meanwhile": _("Until then, the same figures stand on pages that are always there:"),
        "link": _("maps, charts and claim check without a wait"),
    }


@cache
def _icon() -> str:
    """Give the icon of the static site as an address that holds all of it."""
    drawn = files("pokrovsk_front.export").joinpath("icons", "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


@cache
def _streamlits() -> str:
    return files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")


def _card(words: Wording, page: str, origin: str) -> str:
    """Render the link card of a page, with the icon for a home screen."""
    picture = own_files.address(own_files.card(words.locale))
    return _templates.get_template("card.html.j2").render(
        product=words.gettext("Pokrovsk front"),
        card=link_card.card(page, words, origin, picture),
        touch_icon=own_files.address(own_files.TOUCH_ICON),
    )


def html(words: Wording, settings: Settings, page: str = FIRST_PAGE, origin: str = "") -> str:
    """Render the app shell as HTML.

    Args:
        words: The reader's language.
        settings: Where the static site stands.
        page: The page that is asked for.
        origin: Scheme and name that it is asked by, for a link card; empty where they are not told.

    Raises:
        ValueError: Streamlit's page is another one than this was written for.
    """
    _ = words.gettext
    notes = _templates.get_template("shell.html.j2").render(
        product=_("Pokrovsk front"),
        needs_script=_("These pages are interactive: they need JavaScript."),
        figures=_("The headline figures as data (JSON)"),
        figures_url=paths.FIGURES,
        no_connection=_("This page has no connection."),
        refused=_(
            "The server answers, but the lasting connection that the page needs (a WebSocket) "
            "cannot be opened. A proxy or a firewall of your network may block it. The page "
            "keeps trying."
        ),
        no_answer=_("The server does not answer."),
        gone=_("It may be restarting, or you may be offline. The page keeps trying."),
        static_site_url=settings.static_site_url,
        **static_site_words(words),
    )
    found = _streamlits()
    scripts = "".join(
        f'<script src="{own_files.address(name)}"></script>\n    '
        for name in (own_files.STEPS, own_files.MONITOR)
    )
    title = escape(f"{_(NAMES[page])} – {_('Pokrovsk front')}")
    titled = f"<title>{title}</title>\n    {_card(words, page, origin)}"
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{words.locale}">'),
        (r"<title>Streamlit</title>", titled.replace("\\", r"\\")),
        (r"<!--\s+Machine-readable pointer.*?-->\s*<link rel=\"service-desc\"[^>]*>", ""),
        (r'<script type="module"', f"{scripts}\\g<0>"),
        (r'href="\./favicon\.png"', f'href="{_icon()}"'),
        (r"<noscript>.*?</noscript>", notes.replace("\\", r"\\")),
    ):
        found, count = re.subn(pattern, ours, found, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"Streamlit's first page has {count} of {pattern}, not one.")
    return found


@dataclass(frozen=True, slots=True)
class Shell:
    """An app shell ready to send: plain, compressed, with its entity tag."""

    plain: bytes
    packed: bytes
    tag: str


@lru_cache(MAX_SHELLS)
def _shell(locale: str, settings: Settings, page: str, origin: str) -> Shell:
    plain = html(wording(locale), settings, page, origin).encode()
    return Shell(plain, gzip.compress(plain, mtime=0), etag(plain))


class AppShell:
    """Middleware that serves our app shell instead of Streamlit's, and 404 for unknown pages."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        for locale in LOCALES:  # a Streamlit of another shell stops the start
            html(wording(locale), settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and replace Streamlit's shell."""
        if scope["type"] != "http" or paths.is_file(scope["path"]):
            await self.app(scope, receive, send)
            return
        is_shell = False

        async def replaced(message: Message) -> None:
            nonlocal is_shell
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                is_shell = message["status"] == 200 and kind.startswith("text/html")
            if not is_shell:
                await send(message)
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                await self._answer(scope)(scope, receive, send)

        kept = [each for each in scope["headers"] if each[0].lower() not in OF_THE_BROWSER]
        await self.app({**scope, "headers": kept}, receive, replaced)

    def _answer(self, scope: Scope) -> Response:
        if not paths.is_known_page(scope["path"]):
            return not_found.answer(scope, self.settings)
        page = paths.page_of(scope["path"])
        if page == FIRST_PAGE and scope["path"] != "/":
            # Streamlit has its first page at the root alone: by its name it says, in English,
            # that there is none.
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"./?{query}" if query else "./", 308)
        asked, origin = Headers(scope=scope), origin_of(scope)
        shell = _shell(locale_of(scope), self.settings, page, origin)
        headers = {
            "cache-control": "no-cache",
            "etag": shell.tag,
            "vary": "Accept-Encoding, Accept-Language",
        }
        if is_known(shell.tag, asked.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if "gzip" not in asked.get("accept-encoding", ""):
            return Response(shell.plain, media_type="text/html", headers=headers)
        packed = {**headers, "content-encoding": "gzip", "etag": f"W/{shell.tag}"}
        return Response(shell.packed, media_type="text/html", headers=packed)
