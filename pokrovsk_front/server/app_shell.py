"""App shell: the HTML that loads Streamlit's script, in the reader's language.

Streamlit's own says nothing when its connection cannot be opened, and to who has no script it tells
how programs may use it. Everything else of it stays as Streamlit ships it.
"""

import gzip
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.server import not_found, paths
from pokrovsk_front.server.etags import etag, is_known
from pokrovsk_front.server.files import FOR_EVER
from pokrovsk_front.server.languages import locale_of
from pokrovsk_front.server.settings import Settings

_templates = Environment(
    loader=PackageLoader("pokrovsk_front.server"), autoescape=True, undefined=StrictUndefined
)
SCRIPT = files("pokrovsk_front.server").joinpath("assets", "connection.js").read_bytes()
SCRIPT_URL = f"{paths.MONITOR}?v={etag(SCRIPT)[1:-1]}"
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


def _icon() -> str:
    """Give the icon of the static site as an address that holds all of it."""
    drawn = files("pokrovsk_front.export").joinpath("icons", "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


def html(words: Wording, settings: Settings) -> str:
    """Render the app shell as HTML.

    Args:
        words: The reader's language.
        settings: Where the static site stands.

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
    found = files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{words.locale}">'),
        (r"<title>Streamlit</title>", f"<title>{_('Pokrovsk front')}</title>"),
        (r"<!--\s+Machine-readable pointer.*?-->\s*<link rel=\"service-desc\"[^>]*>", ""),
        (r'<script type="module"', f'<script src="{SCRIPT_URL}"></script>\n    \\g<0>'),
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


def _shell(locale: str, settings: Settings) -> Shell:
    plain = html(wording(locale), settings).encode()
    return Shell(plain, gzip.compress(plain, mtime=0), etag(plain))


async def script(request: Request) -> Response:
    """Respond with the connection monitor."""
    is_named = request.query_params.get("v") == etag(SCRIPT)[1:-1]
    headers = {"cache-control": FOR_EVER if is_named else "no-cache", "etag": etag(SCRIPT)}
    if is_known(etag(SCRIPT), request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(SCRIPT, media_type="text/javascript", headers=headers)


class AppShell:
    """Middleware that serves our app shell instead of Streamlit's, and 404 for unknown pages."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.shells: Mapping[str, Shell] = {locale: _shell(locale, settings) for locale in LOCALES}

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
        asked, shell = Headers(scope=scope), self.shells[locale_of(scope)]
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
