"""The log tells what happened, in JSON, and nothing of who it happened to."""

import asyncio
import json
import logging
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from harness.server import Server
from harness.web import ask
from pokrovsk_front.server.logs import OneLine, RequestLog
from tests.server.client import connected, run_page, until_closed

PRIVATE = "mein-geheimnis-4711"


def lines_since(server: Server, start: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.log()[start:].splitlines()]


def test_every_line_is_json_and_holds_nothing_that_a_reader_sent(production: Server) -> None:
    start = len(production.log())
    address = {"X_Forwarded_For": "203.0.113.7", "User_Agent": PRIVATE, "Referer": PRIVATE}
    ask(production.url, f"/gains?place={PRIVATE}", **address)
    ask(production.url, f"/{PRIVATE}", **address)
    ask(production.url, f"/app/static/{PRIVATE}.json", **address)
    ask(production.url, f"/media/{PRIVATE}.csv", **address)
    ask(production.url, "/", PRIVATE)
    ask(production.url, f"/_stcore/upload_file/{PRIVATE}/{PRIVATE}", "PUT", **address)
    with connected(production.url) as line:
        run_page(line, "gains", f"section={PRIVATE}")
        line.send(PRIVATE)  # text, where Streamlit speaks bytes: the server ends the visit
        until_closed(line)
    # A line is written when all is sent: the last ones may follow the answer.
    for _ in range(1000):
        ask(production.url, "/healthz")
        if "visit_closed" in production.log()[start:]:
            break

    # All from the first line on: what the libraries say at the start is held to it too.
    whole = lines_since(production, 0)
    assert whole
    assert all({"at", "level", "event"} <= set(line) for line in whole)
    text = production.log()
    for private in (PRIVATE, "203.0.113.7", "127.0.0.1", "hunter2"):
        assert private not in text

    lines = lines_since(production, start)
    asked = {(line["what"], line["status"]) for line in lines if line["event"] == "request"}
    assert {("/gains", 200), ("elsewhere", 404), ("/app/static/", 404), ("/media/", 404)} <= asked
    visits = [line["event"] for line in lines if line["event"].startswith("visit")]
    assert visits == ["visit_opened", "visit_failed", "visit_closed"]


def test_a_message_of_a_library_is_logged_without_its_values() -> None:
    record = logging.LogRecord(
        "uvicorn.error", logging.INFO, __file__, 1, '%s - "WebSocket %s"', ("::1", "/?q=1"), None
    )
    line = json.loads(OneLine().format(record))
    assert line["text"] == '%s - "WebSocket %s"'
    assert (line["level"], line["logger"]) == ("info", "uvicorn.error")


def test_an_error_is_logged_by_its_type_and_place_without_its_text() -> None:
    def fails() -> None:
        raise ValueError(PRIVATE)

    try:
        fails()
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, caught)
    line = OneLine().format(record)
    assert PRIVATE not in line
    error_line = json.loads(line)["error"]
    assert error_line["type"] == "ValueError"
    assert error_line["where"][-1].endswith(" fails")


def test_what_fails_inside_is_one_plain_sentence_outside() -> None:
    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError(PRIVATE)

    async def received() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/gains", "headers": []}
    asyncio.run(RequestLog(broken)(scope, received, send))

    assert sent[0]["status"] == 500
    assert sent[1]["body"] == b"Something went wrong here."
