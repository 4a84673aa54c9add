"""A mirror of the made-up archive on this machine, which can be made to misbehave."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pokrovsk_front.ingest.mirror import LISTING
from pokrovsk_front.ingest.remote import blob_sha1

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Mirror:
    """Maps by place, the answers that stand in for some, and what was asked."""

    maps: dict[str, bytes]
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""

    def listing(self, folder: str) -> bytes:
        tree = [
            {"path": f"data/{name}", "type": "blob", "size": len(data), "sha": blob_sha1(data)}
            for place, data in self.maps.items()
            for name in [place.removeprefix(f"{folder}/")]
            if place.startswith(f"{folder}/")
        ]
        other = {"path": "README.md", "type": "blob", "size": 1, "sha": "0" * 40}
        return json.dumps({"tree": [other, {"path": "data", "type": "tree"}, *tree]}).encode()


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def redirect(target: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def web_page(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"<!DOCTYPE html><html><body>Please sign in</body></html>")


def status(code: int) -> Answer:
    return lambda handler: send(handler, b"", code)


def cut_at(data: bytes, count: int) -> Answer:
    """Promise the whole and hang up after some bytes of what was asked for."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range")
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        handler.send_response(206 if wanted else 200)
        handler.send_header("Content-Length", str(len(data) - start))
        if wanted:
            handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        handler.end_headers()
        handler.wfile.write(data[start : start + count])
        handler.close_connection = True

    return answer


def drip(data: bytes, seconds: float) -> Answer:
    """Send a byte now and then, so that no wait is long and the whole is."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        ends_at = time.monotonic() + seconds
        for position in range(len(data)):
            if time.monotonic() > ends_at:
                return
            handler.wfile.write(data[position : position + 1])
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


def silence(seconds: float) -> Answer:
    return lambda _handler: time.sleep(seconds)


@contextmanager
def serve(maps: dict[str, bytes]) -> Iterator[Mirror]:
    """Serve maps on a port of this machine until the block ends."""
    mirror = Mirror(dict(maps))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            mirror.asked.append((self.path, self.headers.get("Range")))
            folder, _, place = self.path.removeprefix(mirror.url).lstrip("/").partition("/")
            try:
                if self.path in mirror.answers:
                    mirror.answers[self.path](self)
                elif place == LISTING:
                    send(self, mirror.listing(folder))
                else:
                    send(self, mirror.maps[f"{folder}/{place.removeprefix('data/')}"])
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    mirror.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield mirror
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
