"""A page as Streamlit runs it without a server, and what it says."""

import json
import re
from datetime import date
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from harness.server import PROJECT
from pokrovsk_front.ui import no_webgl

SECONDS = 120.0

PARTS: dict[str, bytes] = {}
"""The parts of maps that were told to a browser, by digest: `conftest.py` keeps them here."""


def landing(**query: str | list[str]) -> AppTest:
    """Open the landing page by an address."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=SECONDS)
    for name, value in query.items():
        app.query_params[name] = value
    return checked(app.run())


def open_page(page: str, **query: str | list[str]) -> AppTest:
    """Open a page by its name and what the address says after it."""
    return checked(landing(**query).switch_page(f"pages/{page}.py").run())


def checked(app: AppTest) -> AppTest:
    """Give back a page that did not raise."""
    assert not app.exception, [error.message for error in app.exception]
    return app


def text(app: AppTest) -> str:
    """Give the Markdown of a page."""
    return " ".join(block.value for block in app.markdown)


def html(app: AppTest) -> str:
    """Give the HTML of a page."""
    return "".join(str(block.proto.body) for block in app.get("html"))


def to_copy(app: AppTest) -> list[str]:
    """Give the texts of a page that have a button which copies them."""
    return [
        unescape(each) for each in re.findall(r"<div class='to-copy'><p>([^<]*)</p>", html(app))
    ]


def maps(app: AppTest) -> list[dict[str, Any]]:
    """Give what each map of a page is told, with `description` put together as the engine does."""
    given = [json.loads(each.proto.bytes) for each in app.get("bidi_component")]
    for each in given:
        named = {name: json.loads(PARTS[digest]) for name, digest in each["named"].items()}
        layers = [json.loads(PARTS[digest]) for digest in each["layers"]]
        each["description"] = each["short"] | named | {"layers": layers}
    return given


def said_of_map(app: AppTest) -> str:
    """Give headline and measure of the map of a page; the engine writes the same over it."""
    (given,) = maps(app)
    sheet = given["description"]["sheet"]
    return f"{sheet['headline']} {sheet['measure']}"


def let_go(app: AppTest, day: date, against: date | None = None) -> None:
    """Let go of a day, or of two, on the map: `pickers.take_days` selects them so."""
    app.session_state["day"] = day
    if against:
        app.session_state["against"] = against
    checked(app.run())


def alternatives(app: AppTest) -> list[str]:
    """Give what each chart and map of a page says to whoever does not see it."""
    charts = [str(each.proto.alt) for each in app.get("plotly_chart")]
    return charts + [each["alt"] for each in maps(app)]


def buttons(app: AppTest) -> list[Button]:
    """Give the buttons that a reader sees."""
    return [each for each in app.button if each.key != no_webgl.KEY]


def in_the_address(app: AppTest, key: str) -> list[str]:
    """Give the values that the address has for a key."""
    values = app.query_params.get(key, [])
    return [values] if isinstance(values, str) else list(values)
