"""Host allow list: refuses names other than those that the operator set, if any.

The health check is asked for by address, from beside the server, and answers to any name.
"""

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from pokrovsk_front.server import paths
from pokrovsk_front.server.settings import Settings


class Hosts:
    """Middleware that refuses a `Host` that is not on the list, with 400."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        names = [*settings.hosts] or ["*"]
        self.guarded = TrustedHostMiddleware(app, allowed_hosts=names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        is_health = scope["type"] == "http" and scope["path"] == paths.HEALTH
        await (self.app if is_health else self.guarded)(scope, receive, send)
