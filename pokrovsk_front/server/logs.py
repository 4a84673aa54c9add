"""JSON log without personal data: one line for each event.

No address of a reader, no query, no header, no name of a file. A message of a library is logged as
it stands in the library's source, without the values it was filled with; an error with its type
and the lines of code it came through, without its text.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import streamlit.logger
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pokrovsk_front.server.paths import ELSEWHERE, PAGE_PATHS, name_of
from pokrovsk_front.server.settings import Settings, level_number

LOG = logging.getLogger("pokrovsk_front.server")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})
SERVERS = ("uvicorn", "uvicorn.access", "uvicorn.error", "uvicorn.asgi", "websockets")
MAX_FRAMES = 12


class OneLine(logging.Formatter):
    """Formatter that writes a record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Format time, level, event and facts."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
        }
        if record.name == LOG.name:
            line |= {"event": record.msg, **vars(record).get("facts", {})}
        else:
            text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            line |= {"event": "message", "logger": record.name, "text": text.strip()}
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = described(error)
        return json.dumps(line, ensure_ascii=False)


def described(error: BaseException) -> dict[str, Any]:
    """Describe an error by type and stack, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"type": type(error).__name__, "where": places}


def set_up(settings: Settings) -> None:
    """Route all logging of the process through one handler to the error stream."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())

    def through_it(logger: logging.Logger) -> None:
        # uvicorn's log of requests has the address of each reader, and each query.
        logger.handlers[:] = [] if logger.name == "uvicorn.access" else [handler]
        logger.propagate = False

    # Streamlit gives each of its loggers a handler, whenever one is made or options are read.
    streamlit.logger.setup_formatter = through_it
    streamlit.logger.update_formatter()
    streamlit.logger.set_log_level(settings.log_level)
    logging.getLogger().handlers[:] = [handler]
    logging.captureWarnings(capture=True)
    for name in (LOG.name, *SERVERS):
        through_it(logging.getLogger(name))
        logging.getLogger(name).setLevel(level_number(settings))
    for former, name in settings.former_names:
        note("former_setting", logging.WARNING, read=former, use_instead=name)
    for name in settings.ignored_names:
        note("unknown_setting", logging.WARNING, ignored=name)


def note(event: str, level: int = logging.INFO, **facts: object) -> None:
    """Log an event with its facts.

    Args:
        event: What, in a word or two of our own.
        level: How grave.
        facts: What is known of it, nothing of it from a reader.
    """
    LOG.log(level, event, extra={"facts": facts})


class RequestLog:
    """Middleware that logs requests and visits by kind, and answers 500 after an error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log its outcome."""
        match scope["type"]:
            case "http":
                await self._request(scope, receive, send)
            case "websocket":
                with _visit(scope):
                    await self.app(scope, receive, send)
            case _:
                await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status, sent = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        except Exception as error:
            note("request_failed", logging.ERROR, error=described(error))
            if status:
                raise
            answer = PlainTextResponse("Something went wrong here.", status_code=500)
            await answer(scope, receive, counted)
        finally:
            what = name_of(scope["path"])
            note(
                "request",
                logging.INFO if what in PAGE_PATHS or status >= 400 else logging.DEBUG,
                method=scope["method"] if scope["method"] in METHODS else ELSEWHERE,
                what=what,
                status=status,
                bytes=sent,
                seconds=round(time.perf_counter() - started, 4),
            )


@contextmanager
def _visit(scope: Scope) -> Iterator[None]:
    """Log a visit from start to end; a disconnect by the client is no error."""
    started = time.perf_counter()
    what = name_of(scope["path"])
    note("visit_opened", what=what)
    try:
        yield
    except Exception as error:
        # Streamlit raises after it closed the connection, on a frame that is no message of its.
        note("visit_failed", logging.WARNING, error=described(error))
    finally:
        note("visit_closed", what=what, seconds=round(time.perf_counter() - started, 1))
