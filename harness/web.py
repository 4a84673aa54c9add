"""Single requests, sent as they are written: nothing is tidied, followed or sent by a proxy."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, its headers by lower-case name, its body as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """Request a path of a server.

    Args:
        url: The server.
        path: The path with its query.
        method: The method.
        headers: Headers, with `_` for `-` in their names.

    Raises:
        OSError: Nobody listens there, or no answer came within `SECONDS`.
    """
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, headers={"Connection": "close", **named})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()
