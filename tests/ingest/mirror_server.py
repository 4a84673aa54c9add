"""A mirror of the made-up archive on this machine, which can be made to misbehave."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pokrovsk_front.ingest.source.mirror import LISTING
from pokrovsk_front.ingest.source.remote import blob_sha1

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Mirror:
    """Maps by place, the answers that stand in for some, what was asked and from which ports.

    `otherwise` answers for what is no map of the mirror.
    """

    maps: dict[str, bytes]
    answers: dict[str, Answer] = field(default_factory=dict)
    otherwise: Answer | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    ports: set[int] = field(default_factory=set)
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


def sending(data: bytes) -> Answer:
    return lambda handler: send(handler, data)


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
            mirror.ports.add(self.client_address[1])
            folder, _, place = self.path.removeprefix(mirror.url).lstrip("/").partition("/")
            try:
                if self.path in mirror.answers:
                    mirror.answers[self.path](self)
                elif place == LISTING:
                    send(self, mirror.listing(folder))
                elif (name := f"{folder}/{place.removeprefix('data/')}") in mirror.maps:
                    send(self, mirror.maps[name])
                else:
                    (mirror.otherwise or status(404))(self)
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


def raw(data: bytes) -> Answer:
    """Send bytes as they are, and hang up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def drip_raw(data: bytes, again: bytes = b"") -> Answer:
    """Send bytes one at a time, then some more of the same again and again, for some seconds."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        ends_at = time.monotonic() + 10
        handler.close_connection = True
        pieces = [data[place : place + 1] for place in range(len(data))] if not again else [data]
        while time.monotonic() < ends_at:
            handler.wfile.write(pieces.pop(0) if pieces else again)
            time.sleep(0.02)

    return answer


def chunks_without_end(code: int, head: bytes = b"") -> Answer:
    """Send a body that ends when the other side hangs up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 %d So\r\n%sTransfer-Encoding: chunked\r\n\r\n" % (code, head)
        )
        handler.close_connection = True
        while True:
            handler.wfile.write(b"10000\r\n" + b"[" * 0x10000 + b"\r\n")

    return answer


@contextmanager
def serve_raw(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Serve a port of this machine with whatever an answer sends, one connection after another."""
    is_over = threading.Event()

    def accept(server: socket.socket) -> None:
        while not is_over.is_set():
            with suppress(TimeoutError):
                connection, _ = server.accept()
                with connection, suppress(ConnectionError):
                    answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        thread = threading.Thread(target=accept, args=(server,), daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            is_over.set()
            thread.join()
