"""Load limits of the server: visits, requests, body time; and the refusals.

It counts visits and requests and knows nobody: who asks too often is for the proxy in front.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.server import full_page, logs, paths
from pokrovsk_front.server.languages import locale_of
from pokrovsk_front.server.settings import Settings

RETRY_AFTER_FULL_SECONDS = 60
RETRY_AFTER_BUSY_SECONDS = 5
MAX_UPLOAD_SECONDS = 120.0
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class TooSlowError(Exception):
    """Timeout of a request body."""


class Slots:
    """Counter of slots in use, against a maximum; it never blocks.

    >>> slots = Slots(1)
    >>> with slots.occupied():
    ...     slots.is_full
    True
    >>> slots.is_full
    False
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.in_use = 0

    @property
    def is_full(self) -> bool:
        """Return whether no slot is free."""
        return self.in_use >= self.limit

    @contextmanager
    def occupied(self) -> Iterator[None]:
        """Occupy a slot until the block ends, whether one is free or not."""
        self.in_use += 1
        try:
            yield
        finally:
            self.in_use -= 1


class Limits:
    """Middleware that refuses closed addresses, excess load and slow bodies.

    A page is refused as soon as all places are taken. A connection is refused only beyond a
    quarter more: who was shown a page just before the last place went is let in, and so is a
    reader who lost the connection for a moment.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.visits = Slots(settings.max_sessions)
        self.requests = Slots(settings.max_requests)
        self.max_connections = settings.max_sessions + max(1, settings.max_sessions // 4)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on while slots are free; refuse the rest."""
        match scope["type"]:
            case "http":
                await self._request(scope, receive, send)
            case "websocket":
                await self._visit(scope, receive, send)
            case _:
                await self.app(scope, receive, send)

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != paths.STREAM:
            refusal: Response = PlainTextResponse("Not found", status_code=404)
        elif self.visits.in_use >= self.max_connections:
            refusal = self._busy(RETRY_AFTER_FULL_SECONDS)
            logs.note("visit_refused", open=self.visits.in_use)
        else:
            with self.visits.occupied():
                await self.app(scope, receive, send)
            return
        await WebSocket(scope, receive, send).send_denial_response(refusal)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        with self.requests.occupied():
            if scope["method"] in READING:
                await self.app(scope, receive, send)
            else:
                await self._upload(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        method, path = scope["method"], scope["path"]
        if paths.is_closed(path, self.settings):
            return PlainTextResponse("Not found", status_code=404)
        is_upload = method in {"PUT", "DELETE"} and path.startswith(paths.UPLOADS)
        if method not in READING and not is_upload:
            allowed = {"allow": "GET, HEAD"}
            return PlainTextResponse("Method not allowed", status_code=405, headers=allowed)
        if paths.is_page(path) and (self.visits.is_full or self.requests.is_full):
            seconds = RETRY_AFTER_FULL_SECONDS if self.visits.is_full else RETRY_AFTER_BUSY_SECONDS
            return full_page.answer(wording(locale_of(scope)), self.settings, seconds)
        if self.requests.is_full and path != paths.HEALTH:
            return self._busy(RETRY_AFTER_BUSY_SECONDS)
        return None

    def _busy(self, seconds: int) -> Response:
        headers = {"retry-after": str(seconds), "cache-control": "no-store"}
        return PlainTextResponse("Too much at once: try again soon.", 503, headers)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request whose body must be complete within a deadline."""
        ends_at = time.monotonic() + MAX_UPLOAD_SECONDS
        is_answered = is_whole = False

        async def received() -> Message:
            nonlocal is_whole
            if is_whole:  # what comes now is only that the reader left
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), ends_at - time.monotonic())
            except TimeoutError:
                raise TooSlowError from None
            is_whole = not message.get("more_body", False)
            return message

        async def noted(message: Message) -> None:
            nonlocal is_answered
            is_answered = True
            await send(message)

        try:
            await self.app(scope, received, noted)
        except TooSlowError:
            if not is_answered:
                headers = {"connection": "close"}
                answer = PlainTextResponse("The file came too slowly.", 408, headers)
                await answer(scope, receive, send)
