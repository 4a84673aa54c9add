"""Whatever stands in the address, a page opens: nothing raises, and no markup comes back."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from harness.server import PROJECT, Server
from pokrovsk_front.ui import address_keys
from pokrovsk_front.ui.address_keys import CLAIM, DATA, EVENT
from pokrovsk_front.ui.site_map import PAGES
from tests.server import hostile
from tests.server.client import come_back, connected, hash_of, run_page

# Read from the address by the pages themselves.
READ_KEYS = {"claims": [CLAIM], "timeline": [EVENT], "your_map": [DATA]}
OPENED_BY = {"cities": ["place=pokrovsk"], "months": ["from=2025-10-01"]}
"""States that a choice of many opens."""

NAMES = [name for name, _ in PAGES]
KEYS = set().union(*address_keys.OF_PAGE.values())
A_FEW = 5
PAGES_A_VALUE = 5
"""Each fifth page, as it opens, is tried with a value, and the others with the next four."""

SHARE = 10
"""A state that binds more keys than those before it is tried with each tenth of the values."""
CODE = re.compile(r"`[^`]*`")  # where what was asked for is said back, as words
REFLECTED = re.compile(f"<[^>]{{0,60}}{hostile.MARK}|javascript:{hostile.MARK}")


def elements(messages: Iterable[ForwardMsg]) -> list[tuple[str, Any]]:
    """Give what a page shows, element by element, each with its kind."""
    found: list[tuple[str, Any]] = []
    for message in messages:
        if message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind:
                found.append((kind, getattr(element, kind)))
    return found


def key_of(element: Any) -> str:  # noqa: ANN401 (a widget of any kind)
    """Give the key of a widget, which is the last part of its id; nothing for other elements."""
    return str(getattr(element, "id", "")).rpartition("-")[2]


def bound_keys(messages: Iterable[ForwardMsg]) -> dict[str, list[str]]:
    """Give the keys that the address has a say in, each with the choices that open more."""
    found = {}
    for kind, element in elements(messages):
        if (key := key_of(element)) in KEYS:
            is_one_of_few = kind == "button_group" and element.required
            options = element.options if is_one_of_few else ()
            found[key] = [option.content for option in options]
    return found


def texts_of(message: Message) -> Iterator[str]:
    """Give every text in a message, however deep."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield each
            elif isinstance(each, Message):
                yield from texts_of(each)


def is_sound(messages: list[ForwardMsg], query: str) -> bool:
    shown = elements(messages)
    assert [element for kind, element in shown if kind == "exception"] == [], query
    assert len(shown) > 3, query
    for kind, element in shown:
        if kind == "multiselect":
            # What was typed stands in the field that it was typed into, as words.
            element.ClearField("raw_values")
        for text in texts_of(element):
            assert not REFLECTED.search(CODE.sub("", text)), query
    return True


def openings(server: Server, page: str) -> dict[str, list[str]]:
    """Give each state of a page that one choice opens, with the keys that are bound in it."""
    with connected(server.url) as line:
        messages = run_page(line, page)
        at_first, name = bound_keys(messages), hash_of(messages)
        found = {"": list(at_first)}
        chosen = [f"{key}={quote(each)}" for key, options in at_first.items() for each in options]
        for query in (*chosen, *OPENED_BY.get(page, ())):
            found[query] = list(bound_keys(come_back(line, name, query)))
    return found


@pytest.mark.parametrize("page", NAMES)
def test_a_page_opens_whatever_its_address_says(production: Server, page: str) -> None:
    start = len(production.log())
    values, known = hostile.values(), set[str]()
    for state, (opening, bound) in enumerate(openings(production, page).items()):
        keys = [
            key for key in (*bound, *READ_KEYS.get(page, ())) if not opening.startswith(f"{key}=")
        ]
        is_new = bool(set(keys) - known)
        known |= set(keys)
        with connected(production.url) as line:
            name = hash_of(run_page(line, page))
            if not is_new:
                tried = values[:: len(values) // A_FEW]
            elif opening:
                tried = values[state % SHARE :: SHARE]
            else:
                tried = values[NAMES.index(page) % PAGES_A_VALUE :: PAGES_A_VALUE]
            for number, value in enumerate(tried):
                query = f"{opening}&{hostile.query(keys, value, number)}".strip("&")
                assert is_sound(come_back(line, name, query), query)
    for value in values[:: len(values) // A_FEW]:
        query = hostile.query(sorted(known), value, 0)
        with connected(production.url) as line:
            assert is_sound(run_page(line, page, query), query)
    assert '"Uncaught app execution"' not in production.log()[start:]


def keys_in_the_sources() -> set[str]:
    """Find the keys of fields that last through a visit or are ours, where written out."""
    found = set()
    for folder in ("pages", "pokrovsk_front/ui"):
        for path in (PROJECT / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                named = {word.arg: word.value for word in node.keywords}
                is_choice = getattr(node.func, "id", "") in {"choice", "choices"}
                is_field = ast.unparse(node.func) in {"address.day", "address.switch"}
                is_bound = bool({"bind", "persist_state"} & set(named)) or is_choice or is_field
                key = node.args[1] if is_field else named.get("key")
                if is_bound and isinstance(key, ast.Constant):
                    found.add(str(key.value))
    return found


def test_no_key_was_missed(production: Server) -> None:
    by_page = {
        page: {key for keys in openings(production, page).values() for key in keys}
        for page in NAMES
    }
    for page, keys in by_page.items():
        assert keys - set(READ_KEYS.get(page, ())) <= address_keys.OF_PAGE[page]
    reached = set().union(*by_page.values())
    # Read once a map was brought, which no address does.
    extent = {"extent"}
    ours = {address_keys.CLAIM, address_keys.EVENT, address_keys.CAMERA} | extent
    assert set().union(*address_keys.OF_PAGE.values()) <= reached | ours
    written = keys_in_the_sources()
    assert {"day", "place", "section"} <= written
    assert written - reached == extent
