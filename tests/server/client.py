"""A client without a browser: raw bytes, and the websocket of a page."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from harness.web import SECONDS

MAX_MESSAGES = 2000
CUT = 1006
"""The close code of a connection that ended without one."""


def open_socket(url: str) -> socket.socket:
    """Connect to a server over TCP, for bytes that no client would send."""
    address = urlsplit(url)
    return socket.create_connection((address.hostname, address.port), timeout=SECONDS)


def exchange(url: str, request: bytes) -> bytes:
    """Send bytes and read until the server closes the connection."""
    with open_socket(url) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b""))


def handshake(path: str = "/_stcore/stream") -> bytes:
    """Write the request that opens the connection of a page."""
    lines = (
        *(f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: websocket"),
        *("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@contextmanager
def connected(url: str) -> Iterator[ClientConnection]:
    """Open the connection of a page, as Streamlit's script in the browser does."""
    stream = url.replace("http", "ws", 1) + "/_stcore/stream"
    spoken = [Subprotocol("streamlit")]
    with connect(
        stream, subprotocols=spoken, open_timeout=SECONDS, max_size=None, proxy=None
    ) as line:
        yield line


def run_page(line: ClientConnection, page: str = "", query: str = "") -> list[ForwardMsg]:
    """Open a page, as on a first visit, and give every message until its script has ended.

    Args:
        line: The connection.
        page: The path of the page.
        query: What the address says after it.

    Raises:
        TimeoutError: None came for `SECONDS`.
        AssertionError: It did not end.
    """
    ask_for = BackMsg()
    ask_for.rerun_script.page_name = page
    ask_for.rerun_script.query_string = query
    return _run(line, ask_for)


def come_back(line: ClientConnection, page_hash: str, query: str) -> list[ForwardMsg]:
    """Run an open page for another of its addresses, as the button Back of the browser does.

    What the address says then counts as on a first visit.

    Args:
        line: The connection.
        page_hash: What Streamlit calls the page: see `hash_of`.
        query: What the address says after its path.

    Raises:
        TimeoutError: None came for `SECONDS`.
        AssertionError: It did not end.
    """
    ask_for = BackMsg()
    ask_for.rerun_script.page_script_hash = page_hash
    ask_for.rerun_script.query_string = query
    ask_for.rerun_script.is_history_navigation = True
    return _run(line, ask_for)


def choose_file(line: ClientConnection, page: list[ForwardMsg], file_id: str) -> list[ForwardMsg]:
    """Run an open page with a file that was sent chosen in its one field for a file.

    Args:
        line: The connection.
        page: The messages of the page.
        file_id: What the file was sent as.

    Raises:
        TimeoutError: None came for `SECONDS`.
        AssertionError: It did not end.
    """
    ask_for = BackMsg()
    ask_for.rerun_script.page_script_hash = hash_of(page)
    (uploader,) = (
        message.delta.new_element.file_uploader
        for message in page
        if message.delta.new_element.WhichOneof("type") == "file_uploader"
    )
    widget = ask_for.rerun_script.widget_states.widgets.add(id=uploader.id)
    file = widget.file_uploader_state_value.uploaded_file_info.add(file_id=file_id)
    file.file_urls.file_id = file_id
    return _run(line, ask_for)


def _run(line: ClientConnection, ask_for: BackMsg) -> list[ForwardMsg]:
    line.send(ask_for.SerializeToString())
    messages = []
    for _ in range(MAX_MESSAGES):
        message = ForwardMsg.FromString(line.recv(timeout=SECONDS, decode=False))
        messages.append(message)
        is_end = message.WhichOneof("type") == "script_finished"
        # A run that asked for another one goes on.
        if is_end and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return messages
    raise AssertionError("the page did not end")


def hash_of(messages: list[ForwardMsg]) -> str:
    """Find Streamlit's hash of the page that these messages are of."""
    (name,) = {
        message.navigation.page_script_hash
        for message in messages
        if message.WhichOneof("type") == "navigation"
    }
    return name


def until_closed(line: ClientConnection) -> int:
    """Read until the server closes the websocket, and give the close code.

    Raises:
        TimeoutError: None came for `SECONDS`.
        AssertionError: It went on.
    """
    try:
        for _ in range(MAX_MESSAGES):
            line.recv(timeout=SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else CUT
    raise AssertionError("the connection stays open")
