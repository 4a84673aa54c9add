"""A reader without a browser: one websocket, in the protocol of the installed Streamlit.

It does what Streamlit's page in the browser does with a session: it asks for a page, keeps the
widgets it is shown and what it set them to, keeps what the page writes into the address, sends
both with each rerun, names the messages that it holds already, and comes back after the line
broke. It draws nothing and fetches no file, so it costs a fraction of a browser.
"""

import asyncio
import json
import random
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

RERUN_SECONDS = 30.0
KEPT_RUNS = 2
"""Runs for which a browser keeps a message that was not sent again, by default."""
OPENING, WIDGET, PAGE = "opening", "widget", "page"
DAY_FORMAT = "%Y/%m/%d"


class ReaderError(Exception):
    """A page raised, did not end in time, or the connection broke."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page as its reader saw it: from the message sent to the end of the run.

    `begun` is what `time.perf_counter` read when the message was sent; `received_bytes` are those
    of the messages, `line_bytes` those that came over the line, compressed.
    """

    kind: str
    page: str
    begun: float
    seconds: float
    received_bytes: int
    line_bytes: int


class Line(ClientConnection):
    """A websocket that counts what comes over it."""

    came_bytes = 0

    def data_received(self, data: bytes) -> None:
        """Count the bytes and take them in."""
        self.came_bytes += len(data)
        super().data_received(data)


@dataclass(frozen=True, slots=True)
class Widget:
    """A widget that is shown: its id, its message and the part of the page that it runs alone."""

    widget_id: str
    kind: str
    message: Any
    fragment_id: str


@dataclass
class Reader:
    """A reader with a session at `url`, such as `http://127.0.0.1:8501`.

    Attributes:
        url: The address of the dashboard.
        page: The page shown.
        query: What the address of the page carries.
        widgets: The widgets shown, by their key.
    """

    url: str
    page: str = ""
    query: dict[str, str | list[str]] = field(default_factory=dict)
    cookie: str = ""
    widgets: dict[str, Widget] = field(default_factory=dict)
    _headings: dict[tuple[int, ...], str] = field(default_factory=dict)
    _maps: dict[str, str] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _page_hash: str = ""
    _session_id: str = ""
    _held: deque[set[str]] = field(default_factory=lambda: deque([set()], maxlen=KEPT_RUNS))
    _line: Line | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._line is not None:
            await self._line.close()

    @property
    def headings(self) -> list[str]:
        """Give the headings shown and what maps say of themselves, in order."""
        return [text for _, text in sorted(self._headings.items())]

    async def connect(self) -> None:
        """Open the line; a reader who had a session asks for it again.

        Raises:
            ReaderError: Nobody answers.
        """
        wanted = ["streamlit", "token"]
        if self._session_id:
            wanted.append(self._session_id)
        try:
            line = await connect(
                f"{self.url.replace('http', 'ws', 1)}/_stcore/stream",
                subprotocols=[Subprotocol(each) for each in wanted],
                additional_headers={"Cookie": self.cookie} if self.cookie else None,
                max_size=None,
                proxy=None,
                ping_interval=None,
                open_timeout=RERUN_SECONDS,
                create_connection=Line,
            )
            assert isinstance(line, Line)
            self._line = line
        except (OSError, TimeoutError, WebSocketException) as error:
            raise ReaderError(f"no line: {error}") from error

    async def lost(self) -> None:
        """Wait until the connection has broken."""
        assert self._line is not None
        await self._line.wait_closed()

    async def open(self, page: str, query: dict[str, str] | None = None) -> Run:
        """Open a page by its address."""
        self.query = dict(query or {})
        self._page_hash, self.page = "", page
        return await self._run(OPENING, BackMsg())

    async def go(self, page: str) -> Run:
        """Go to another page by the menu, which resets all widgets."""
        self.query, self._states = {}, {}
        self._page_hash, self.page = "", page
        return await self._run(PAGE, BackMsg())

    async def come_back(self) -> Run:
        """Reconnect after the connection broke, and show the same page again."""
        await self.connect()
        return await self._run(OPENING, BackMsg())

    async def set(self, key: str, value: str | list[str] | bool) -> Run:
        """Set a widget and wait until the page has run."""
        widget = self.widgets[key]
        state = WidgetState(id=widget.widget_id)
        match value:
            case bool():
                state.bool_value = value
            case str() if widget.kind == "selectbox":
                state.string_value = value
            case str():
                state.string_array_value.data.append(value)
            case list():
                state.string_array_value.data.extend(value)
        self._states[widget.widget_id] = state
        message = BackMsg()
        message.rerun_script.fragment_id = widget.fragment_id
        return await self._run(WIDGET, message)

    async def again(self) -> Run:
        """Rerun the page, as the key R does."""
        return await self._run(WIDGET, BackMsg())

    async def move(self, keys: tuple[str, ...], dice: random.Random) -> Run:
        """Set one of some widgets to a random option; rerun where none is shown."""
        shown = [key for key in keys if key in self.widgets]
        if not shown:
            return await self.again()
        key = dice.choice(shown)
        return await self.set(key, self._anything(key, dice))

    def _anything(self, key: str, dice: random.Random) -> str | list[str] | bool:
        widget = self.widgets[key]
        match widget.kind:
            case "date_input":
                first, last = (
                    date.fromisoformat(day.replace("/", "-"))
                    for day in (widget.message.min, widget.message.max)
                )
                day = first + timedelta(days=dice.randint(0, (last - first).days))
                return day.strftime(DAY_FORMAT)
            case "selectbox":
                return str(dice.choice(widget.message.options))
            case "button_group":
                return str(dice.choice(widget.message.options).content)
            case "multiselect":
                return dice.sample(list(widget.message.options), k=3)
            case _:  # a table that opens and closes
                before = self._states.get(widget.widget_id)
                return not (before.bool_value if before else False)

    async def _run(self, kind: str, message: BackMsg) -> Run:
        wanted = message.rerun_script
        wanted.query_string = urlencode(self.query, doseq=True)
        wanted.page_script_hash = self._page_hash
        if not self._page_hash:
            wanted.page_name = self.page
        wanted.widget_states.widgets.extend(self._states.values())
        wanted.cached_message_hashes.extend(set().union(*self._held))
        wanted.context_info.color_scheme = "light"
        wanted.context_info.locale = "en-GB"
        wanted.context_info.timezone = "Europe/Kyiv"
        wanted.context_info.url = f"{self.url}/{self.page}"
        if not wanted.fragment_id:
            self.widgets, self._headings = {}, {}
        self._held.append(set())
        assert self._line is not None
        started, received, came = time.perf_counter(), 0, self._line.came_bytes
        try:
            async with asyncio.timeout(RERUN_SECONDS):
                await self._line.send(message.SerializeToString())
                while True:
                    frame = await self._line.recv(decode=False)
                    received += len(frame)
                    if self._take(ForwardMsg.FromString(frame)):
                        break
        except TimeoutError as error:
            raise ReaderError(f"{self.page}: no end after {RERUN_SECONDS:.0f} s") from error
        except (OSError, WebSocketException) as error:
            raise ReaderError(f"the line broke: {error}") from error
        seconds, came = time.perf_counter() - started, self._line.came_bytes - came
        return Run(kind, self.page, started, seconds, received, came)

    def _take(self, message: ForwardMsg) -> bool:
        """Apply a message from the server; True when the page has run to its end."""
        match message.WhichOneof("type"):
            case "navigation":
                self._page_hash = message.navigation.page_script_hash
            case "new_session":
                self._session_id = message.new_session.initialize.session_id
            case "ref_hash":
                self._held[-1].add(message.ref_hash)
                if message.ref_hash in self._maps:
                    place = tuple(message.metadata.delta_path)
                    self._headings[place] = self._maps[message.ref_hash]
            case "delta":
                if message.metadata.cacheable:
                    self._held[-1].add(message.hash)
                self._show(message)
            case "page_info_changed":
                asked = parse_qs(message.page_info_changed.query_string, keep_blank_values=True)
                self.query = {
                    key: values[0] if len(values) == 1 else values for key, values in asked.items()
                }
            case "page_not_found":
                raise ReaderError(f"{self.page}: not found")
            case "script_finished":
                done = (
                    ForwardMsg.FINISHED_SUCCESSFULLY,
                    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
                )
                return message.script_finished in done
        return False

    def _show(self, message: ForwardMsg) -> None:
        delta = message.delta
        kind: str | None
        if delta.WhichOneof("type") == "new_element":
            kind = delta.new_element.WhichOneof("type")
            shown = getattr(delta.new_element, kind or "")
            if kind == "exception":
                raise ReaderError(f"{self.page} raised {shown.type}: {shown.message}")
            if kind == "heading":
                self._headings[tuple(message.metadata.delta_path)] = shown.body
            if kind == "bidi_component" and (alt := json.loads(shown.bytes or b"{}").get("alt")):
                self._headings[tuple(message.metadata.delta_path)] = alt
                self._maps[message.hash] = alt
            widget_id = getattr(shown, "id", "")
        else:
            kind, shown = delta.add_block.WhichOneof("type"), delta.add_block
            widget_id = delta.add_block.id
        # $$ID-HASH-KEY
        if widget_id.startswith("$$ID-"):
            key = widget_id.split("-", 2)[2]
            self.widgets[key] = Widget(widget_id, kind or "", shown, delta.fragment_id)
