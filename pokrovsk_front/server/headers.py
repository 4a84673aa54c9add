"""Security headers of every response.

The policy was found by trying: each directive that is open is one that Streamlit, its maps or its
charts need, and `tests/browser/test_policy.py` opens every page with it.
"""

import base64
import hashlib
import re
from importlib.resources import files
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.server.settings import ITSELF, NOBODY, Settings
from pokrovsk_front.ui import browser
from pokrovsk_front.ui.online_map import STYLE_URL

STARTS = frozenset({"http.response.start", "websocket.http.response.start"})
SECONDS_A_DAY = 24 * 60 * 60
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What a page never asks for. Full screen and the clipboard stay: the figures have buttons for both.
FORBIDDEN = (
    *("accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope"),
    *("hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)


def policy(settings: Settings) -> str:
    """Return the content security policy of the pages.

    | open | because |
    |---|---|
    | hashes of scripts | the page that Streamlit starts from has a line of script in it, a line
    says which language a page is in, and each page brings `ui/page.js` |
    | `wasm-unsafe-eval` | Streamlit's messages have parts in WebAssembly |
    | `style-src 'unsafe-inline'` | Streamlit, Plotly and our tables write styles into the page |
    | `data:` for images and fonts | symbols are packed into scripts, and a map is printed so |
    | a second host | the street map, which a reader has to switch on |
    """
    street_map = "{0.scheme}://{0.netloc}".format(urlsplit(STYLE_URL))
    directives = {
        "default-src": ("'none'",),
        "script-src": (
            "'self'",
            "'wasm-unsafe-eval'",
            *inline_hashes(_first_page()),
            *_of_pages(),
        ),
        "worker-src": ("'none'",),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'", "data:"),
        "connect-src": ("'self'", street_map),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
        "frame-ancestors": settings.frame_ancestors,
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def inline_hashes(html: str) -> tuple[str, ...]:
    """Return the hash of each inline script of a page, as written in a policy.

    >>> inline_hashes("<script>a = 1</script><script src='b.js'></script>")
    ("'sha256-tbwf/ZCRL7GL7259gJCRksemSSiWMgFW1n+68QTGVEo='",)
    """
    return tuple(sha256(script) for script in INLINE_SCRIPT.findall(html))


def sha256(text: str) -> str:
    """Return the hash of an inline script or style, as written in a policy."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _of_pages() -> tuple[str, ...]:
    scripts = *(browser.language_script(locale) for locale in LOCALES), browser.page_script()
    return tuple(sha256(script) for script in scripts)


def _first_page() -> str:
    return files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")


def headers(settings: Settings) -> dict[str, str]:
    """Return the security headers; a response may override each."""
    found = {
        "content-security-policy": policy(settings),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": ", ".join(f"{name}=()" for name in FORBIDDEN),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    # For browsers that do not know frame-ancestors; it cannot name who may.
    older = {NOBODY: "DENY", ITSELF: "SAMEORIGIN"}.get(" ".join(settings.frame_ancestors))
    if older:
        found["x-frame-options"] = older
    if settings.hsts_days:
        found["strict-transport-security"] = f"max-age={settings.hsts_days * SECONDS_A_DAY}"
    return found


def secure_cookie(cookie: str) -> str:
    """Return a `Set-Cookie` value with `Secure`: the browser sends it over HTTPS alone.

    >>> secure_cookie("a=b; Path=/")
    'a=b; Path=/; Secure'
    """
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    return cookie if "secure" in attributes else f"{cookie}; Secure"


class SecurityHeaders:
    """Middleware that adds the headers to every response, errors included.

    It marks the cookies, too: Streamlit does not know that a proxy speaks HTTPS for it.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.headers = headers(settings)
        self.are_cookies_secure = settings.are_cookies_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in STARTS:
                answer = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    answer.setdefault(name, value)
                if self.are_cookies_secure:
                    cookies = answer.getlist("set-cookie")
                    del answer["set-cookie"]
                    for cookie in cookies:
                        answer.append("set-cookie", secure_cookie(cookie))
            await send(message)

        await self.app(scope, receive, send_with_headers)
