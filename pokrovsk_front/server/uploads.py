"""Admission control of uploads: only for an open field, within bounds, freed with the visit.

It stands before Streamlit, which would take any file from any visit, and keep it for minutes after
the visit ended. A file that is coming in counts as large as it says it is.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

from pokrovsk_front.server import heap, paths
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui import uploads

MB = 1024**2
MAX_FILES_PER_VISIT = 2
"""Files of one visit: the one being measured and its replacement, each of maximum size."""

MAX_SECONDS_AWAY = 30.0
"""How long a file outlives a lost connection."""

SECONDS_BETWEEN_LOOKS = 5.0
RETRY_AFTER_SECONDS = 30


class Uploads:
    """Middleware that admits or refuses uploads, and ends abandoned visits that hold a file."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.max_file_bytes = settings.max_upload_mb * MB
        self.max_bytes = settings.max_uploads_mb * MB
        self.coming_in: Counter[str] = Counter()
        self.last_seen: dict[str, float] = {}
        self.watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it is no upload, or one within the bounds."""
        is_file = scope["type"] == "http" and scope["method"] == "PUT"
        if not (is_file and scope["path"].startswith(paths.UPLOADS)):
            await self.app(scope, receive, send)
            return
        session_id = scope["path"].removeprefix(paths.UPLOADS).partition("/")[0]
        size = self._size(Headers(scope=scope).get("content-length", ""))
        refusal = self._refusal(session_id, size)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        self._follow(session_id)
        with self._reserved(session_id, size):
            await self.app(scope, receive, send)

    def _size(self, length: str) -> int:
        """Return the size of a body: its declared length, or the maximum that Streamlit reads."""
        limit = self.max_file_bytes + MB
        return min(int(length), limit) if length.isdecimal() and length.isascii() else limit

    def _refusal(self, session_id: str, size: int) -> Response | None:
        if not uploads.is_open(session_id):
            return PlainTextResponse("No file is awaited here.", status_code=403)
        held = Counter(uploads.held_bytes()) + self.coming_in
        per_visit = MAX_FILES_PER_VISIT * (self.max_file_bytes + MB)
        later = {"retry-after": str(RETRY_AFTER_SECONDS), "cache-control": "no-store"}
        if held[session_id] + size > per_visit:
            return PlainTextResponse("This visit has a file under way.", 429, later)
        if held.total() + size > self.max_bytes:
            return PlainTextResponse("Other files are being read: try again soon.", 503, later)
        return None

    @contextmanager
    def _reserved(self, session_id: str, size: int) -> Iterator[None]:
        self.coming_in[session_id] += size
        try:
            yield
        finally:
            self.coming_in[session_id] -= size
            if not self.coming_in[session_id]:
                del self.coming_in[session_id]

    def _follow(self, session_id: str) -> None:
        self.last_seen[session_id] = time.monotonic()
        if self.watch is None or self.watch.done():
            self.watch = asyncio.create_task(self._end_those_who_left())

    async def _end_those_who_left(self) -> None:
        """End visits that hold a file after too long an absence; stops with the last."""
        while self.last_seen:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            runtime, now = Runtime.instance(), time.monotonic()
            for session_id, seen in list(self.last_seen.items()):
                if runtime.is_active_session(session_id):
                    self.last_seen[session_id] = now
                elif now - seen >= MAX_SECONDS_AWAY and session_id not in self.coming_in:
                    runtime.close_session(session_id)
                    del self.last_seen[session_id]
                    heap.trim()
