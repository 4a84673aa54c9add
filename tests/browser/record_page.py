"""A page that holds nothing but the buttons that save a map, over canvases that a test makes up."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

import pokrovsk_front
from pokrovsk_front.server.headers import policy
from pokrovsk_front.server.settings import Settings

ENGINE = Path(pokrovsk_front.__file__).parent / "maps" / "engine"
ADDRESS = "http://127.0.0.1/record/"
POLICY = policy(Settings())

PAGE = """<!doctype html><html lang=en><title>Record</title><meta charset=utf-8>
<link rel=stylesheet href=map.css>
<style>
  body { margin: 0; font: 16px Arial, sans-serif; --map-label-text: #1c1e22;
    --map-label-halo: #faf8f3 }
  .map-over { position: relative; height: 700px }
</style>
<main><h1>Record</h1><div class=map-over></div></main>
<script type=module src=page.js></script>"""

SCRIPT = """
import { createRecord } from "./record.js";
const { record, state, locale } = GIVEN;
const dated = options => day => new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale,
  { timeZone: "UTC", ...options }).format(Date.UTC(2022, 0, 1 + day));
const format = { day: dated({ day: "numeric", month: "long", year: "numeric" }),
  month: dated({ month: "short", year: "numeric" }) };
const options = { record, locale, format, open: size => window.open_(size),
  wordsAt: ({ day }) => ({ headline: `${day - 1000} km² on ${format.day(day)}`,
    line: "", asOf: day }) };
window.format = format;
window.recorder = createRecord(document.querySelector(".map-over"), options, state);
"""


def open_record(page: Page, given: dict[str, Any], stage: str) -> None:
    """Open the page.

    Args:
        page: An empty page.
        given: `record`, `state` and `locale`, as the engine is given them.
        stage: JavaScript that sets `window.open_`, which gives the map that is saved.
    """
    script = f"{stage}\n{SCRIPT.replace('GIVEN', json.dumps(given))}"
    texts = {"": PAGE, "page.js": script, "favicon.ico": ""}
    kinds = {"css": "text/css", "js": "text/javascript", "ico": "image/x-icon"}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS).removeprefix("http://127.0.0.1/")
        body = texts[name] if name in texts else (ENGINE / name).read_text(encoding="utf-8")
        kind = kinds.get(name.rpartition(".")[2], "text/html")
        route.fulfill(
            body=body,
            headers={"content-type": f"{kind}; charset=utf-8", "content-security-policy": POLICY},
        )

    page.route("http://127.0.0.1/**", answer)
    page.goto(ADDRESS)
    page.wait_for_function("() => window.recorder !== undefined")
