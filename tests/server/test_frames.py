"""Frames that no browser sends end their own connection and nobody else's."""

import os
import struct
import zlib
from collections.abc import Iterator

import pytest

from harness.server import Server
from harness.web import ask
from pokrovsk_front.ui.site_map import PAGES
from tests.server.client import CUT, connected, handshake, open_socket, run_page, until_closed

MB = 1024**2
BINARY, TEXT, CLOSE, PING, AGAIN = 0x2, 0x1, 0x8, 0x9, 0x0
PROTOCOL_ERROR, BAD_DATA, TOO_BIG = 1002, 1007, 1009


def frame(
    opcode: int, body: bytes = b"", *, fin: bool = True, reserved: int = 0, is_masked: bool = True
) -> bytes:
    """Write a frame as the protocol does, or not quite."""
    first = (0x80 if fin else 0) | reserved << 4 | opcode
    mask_bit = 0x80 if is_masked else 0
    if len(body) < 126:
        head = struct.pack("!BB", first, mask_bit | len(body))
    elif len(body) < 65536:
        head = struct.pack("!BBH", first, mask_bit | 126, len(body))
    else:
        head = struct.pack("!BBQ", first, mask_bit | 127, len(body))
    return head + (bytes(4) if is_masked else b"") + body  # a mask of zeros changes nothing


def announced(opcode: int, size: int) -> bytes:
    """Write the head of a frame of a size that never comes."""
    return struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size) + bytes(4)


@pytest.fixture(autouse=True)
def unharmed(production: Server) -> Iterator[None]:
    """While one client does what it likes, another reads; after it, a third one comes."""
    with connected(production.url) as reader:
        run_page(reader)
        yield
        assert run_page(reader, "method")
    assert ask(production.url, "/healthz").status == 200


MALFORMED = {
    "reserved opcode": frame(0x3),
    "reserved bits": frame(BINARY, b"x", reserved=3),
    "not masked": frame(BINARY, b"x", is_masked=False),
    "fragment of nothing": frame(AGAIN, b"x"),
    "control frame in parts": frame(PING, b"x", fin=False),
    "control frame too long": frame(PING, b"x" * 126),
    "close without a code": frame(CLOSE, b"\x03"),
    "close with a code of nobody": frame(CLOSE, struct.pack("!H", 5)),
    "text that is none": frame(TEXT, b"\xff\xfe"),
    "a terabyte announced": announced(BINARY, 2**40),
    "more than there are numbers for": announced(BINARY, 2**63 + 5),
    "parts without an end": b"".join(
        [frame(BINARY, bytes(MB), fin=False), *[frame(AGAIN, bytes(MB), fin=False)] * 20]
    ),
    "packed, without having asked": frame(BINARY, zlib.compress(bytes(MB)), reserved=4),
    "noise": bytes(range(256)) * 40,
    "http": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_frame_ends_its_connection(production: Server, case: str) -> None:
    with open_socket(production.url) as line:
        line.sendall(handshake())
        assert line.recv(4096).startswith(b"HTTP/1.1 101")
        try:
            line.sendall(MALFORMED[case])
            rest = b"".join(iter(lambda: line.recv(65536), b""))
        except ConnectionError:  # it was cut before all was sent
            rest = b""
        assert b"Traceback" not in rest


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        (b"\xff" * 100, {PROTOCOL_ERROR}),
        (os.urandom(1000), {PROTOCOL_ERROR}),
        (bytes(MB + 1), {TOO_BIG}),  # over what Streamlit takes
        (bytes(17 * MB), {TOO_BIG}),  # over what the server takes
        ("text", {CUT}),
    ],
    ids=["bytes", "noise", "one megabyte", "seventeen megabytes", "text"],
)
def test_a_message_that_is_none_of_streamlits_ends_its_connection(
    production: Server, message: bytes | str, codes: set[int]
) -> None:
    with connected(production.url) as line:
        line.send(message)
        assert until_closed(line) in codes


def test_a_small_frame_cannot_grow_large(production: Server) -> None:
    with connected(production.url) as line:
        assert [type(each).__name__ for each in line.protocol.extensions] == ["PerMessageDeflate"]
        packed = zlib.compressobj(wbits=-12)
        bomb = (packed.compress(bytes(64 * MB)) + packed.flush(zlib.Z_SYNC_FLUSH))[:-4]
        assert len(bomb) < MB
        line.socket.sendall(frame(BINARY, bomb, reserved=4))
        assert until_closed(line) == TOO_BIG


@pytest.mark.parametrize("page", ["\x00", "../../serve", "<script>", "a" * 100_000, "__main__"])
def test_a_page_that_is_none_is_answered_with_one_that_is(production: Server, page: str) -> None:
    with connected(production.url) as line:
        assert run_page(line, page)
        assert run_page(line, PAGES[1][0])
