"""Origins: which one a reader asks by, and the check that pages of other sites cannot connect.

Streamlit's own check asks a host outside for the address of this machine before it refuses, so it
never sees a foreign origin. A browser always says the origin and lets no script change it; who
says none is no page of another site.
"""

import re
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from streamlit import config

from pokrovsk_front.server.settings import Settings

NAME = re.compile(
    r"(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.IGNORECASE
)
DEFAULT_PORTS = {"http": 80, "https": 443}
Address = tuple[str | None, int | None]


class Origins:
    """Middleware that refuses websockets from other origins, with 403."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        origin = asked.get("origin")
        if origin is None:
            await self.app(scope, receive, send)
        elif self._is_ours(origin, asked):
            await self.app(_as_same_origin(scope), receive, send)
        else:
            refusal = PlainTextResponse("Not from a page of another site.", status_code=403)
            await WebSocket(scope, receive, send).send_denial_response(refusal)

    def _is_ours(self, origin: str, asked: Headers) -> bool:
        """Return whether the origin is ours: the requested host, or a configured one.

        A proxy that asks by another name than the reader did may say the reader's in
        `X-Forwarded-Host`: no script of a page can.
        """
        if not config.get_option("server.enableCORS"):
            return True
        if origin in {each.strip() for each in config.get_option("server.corsAllowedOrigins")}:
            return True
        try:
            parts = urlsplit(origin)
            ours = {_address(f"//{name}", parts) for name in _names(asked)}
            return parts.scheme in DEFAULT_PORTS and (
                _address(origin, parts) in ours or self._is_named(parts.hostname or "")
            )
        except ValueError:
            return False

    def _is_named(self, host: str) -> bool:
        return any(
            host.endswith(name[1:]) if name.startswith("*.") else host == name
            for name in self.hosts
        )


def origin_of(scope: Scope) -> str:
    """Return the scheme and the name that a reader asks by, as a proxy tells them.

    Returns:
        Such as `https://front.example.org`; empty where the name is none.

    >>> def asked(*headers):
    ...     return origin_of({"scheme": "http", "headers": list(headers)})
    >>> asked((b"host", b"front.example:8501")), asked((b"host", b'"><script>'))
    ('http://front.example:8501', '')
    >>> asked((b"host", b"replica:1"), (b"x-forwarded-host", b"front.example"))
    'http://front.example'
    >>> asked((b"host", b"front.example"), (b"x-forwarded-proto", b"https"))
    'https://front.example'
    """
    asked = Headers(scope=scope)
    name = (_names(asked) or [""])[-1]
    forwarded = asked.get("x-forwarded-proto", "").partition(",")[0].strip()
    scheme = forwarded if forwarded in DEFAULT_PORTS else scope["scheme"]
    return f"{scheme}://{name}" if NAME.fullmatch(name) else ""


def _names(asked: Headers) -> list[str]:
    forwarded = asked.get("x-forwarded-host", "").partition(",")[0].strip()
    return [name for name in (asked.get("host", ""), forwarded) if name]


def _address(url: str, origin: SplitResult) -> Address:
    """Parse host and port of an address, with the default port of the scheme."""
    parts = urlsplit(url)
    return parts.hostname, parts.port or DEFAULT_PORTS.get(origin.scheme)


def _as_same_origin(scope: Scope) -> Scope:
    """Rewrite the origin to the requested host, which Streamlit accepts."""
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["origin"] = f"http://{headers.get('host', '')}"
    return {**scope, "headers": headers.raw}
