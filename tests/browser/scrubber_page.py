"""A page with nothing but headline, day control and legend, over the committed table of maps."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

import pokrovsk_front
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import breaks
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export.document import legend_css
from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.palette import DARK, LIGHT
from pokrovsk_front.maps.scrubber import Moves, PairChange, scrubber, scrubber_texts, swatches
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number, day_of
from pokrovsk_front.model.changes import Change

ENGINE = Path(pokrovsk_front.__file__).parent / "maps" / "engine"
DAYS: dict[str, Any] = json.loads((DATA_DIR.parent / "static" / "days.json").read_text("utf-8"))
FIRST, LAST = day_of(DAYS["days"][0]), day_of(DAYS["days"][-1])
ADDRESS = "http://127.0.0.1/days/"
HEIGHT = 800

PAGE = """<!doctype html><html lang=LOCALE><meta charset=utf-8><title>Days</title>
<meta name=viewport content="width=device-width">
<link rel=stylesheet href=map.css><style>SWATCHES
  :root { color-scheme: light dark } main { font: 16px Arial, sans-serif }
  h1 { font-size: 1rem } .after { height: 2000px }
</style>
<main><h1>Days</h1><div class=said></div><div class=scrubbed></div><div class=keyed></div>
<p class=after>A page that scrolls.</p></main><script type=module src=page.js></script>"""

SCRIPT = """
import { createHeadline, headlineWords } from "./headline.js";
import { createLegend } from "./legend.js";
import { createScrubber } from "./scrubber.js";
import { makeFormat } from "./words.js";
const { days, description } = GIVEN;
const box = name => document.querySelector(name);
window.moved = [];
window.released = [];
const onMove = shown => {
  window.moved.push(shown);
  headline.show(shown);
  legend.show(shown);
};
const areas = () => ({ gained: 300, regained: 20 });
const onRelease = shown => window.released.push(shown);
const headline = createHeadline(box(".said"), { days, description, areas });
const scrubber = createScrubber(box(".scrubbed"), { days, description, onMove, onRelease });
const legend = createLegend(box(".keyed"), { days, description, onRelease, onMove(shown) {
  window.moved.push(shown);
  headline.show(shown);
  scrubber.show(shown);
} });
window.parts = { headline, scrubber, legend };
const format = makeFormat(description.texts);
window.words = {
  format,
  ofDay: (table, day) =>
    headlineWords({ day, from: null, mode: "day" }, table, description, format),
};
"""


def described(
    day: date,
    mode: str = "day",
    earlier: date | None = None,
    *,
    locale: str = "en",
    is_dark: bool = False,
) -> dict[str, Any]:
    """Describe a map as Python does, as far as the day control reads it."""
    words = wording(locale)
    palette = DARK if is_dark else LIGHT
    entries = [
        Entry(palette.came_under_control, words.gettext("Came under Russian control")),
        Entry(
            palette.grey_zone,
            "",
            is_apart=True,
            follows="day",
            moving_text=words.gettext("Grey zone on {day} (cells)"),
        ),
    ]
    change = earlier and PairChange(earlier, day, Change(301.24, 19.9))
    ramp = {
        "first": palette.month_first,
        "last": palette.month_last,
        "firstDay": day_number(RECENT_ERA_FIRST_DAY),
        "lastDay": day_number(LAST),
    }
    shown_from = day_number(earlier) if earlier else None
    return {
        "shown": {"day": day_number(day), "from": shown_from, "mode": mode},
        "scrubber": scrubber("app/static/{}".format, Moves(FIRST, LAST, breaks()), change or None),
        "swatches": swatches(entries),
        "layers": [{"id": "cells-by-month", "ramp": ramp}],
        "palette": {
            "cameUnderControl": palette.came_under_control,
            "regained": palette.regained,
            "land": palette.land,
        },
        "texts": scrubber_texts(words),
        "locale": locale,
    }


def open_days(page: Page, description: dict[str, Any]) -> None:
    """Open the page with a map's description."""
    given = json.dumps({"days": DAYS, "description": description})
    body = PAGE.replace("LOCALE", description["locale"]).replace("SWATCHES", legend_css())
    texts = {"": body, "page.js": SCRIPT.replace("GIVEN", given), "favicon.ico": ""}
    kinds = {"css": "text/css", "js": "text/javascript", "ico": "image/x-icon"}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS).removeprefix("http://127.0.0.1/")
        text = texts[name] if name in texts else (ENGINE / name).read_text(encoding="utf-8")
        kind = kinds.get(name.rpartition(".")[2], "text/html")
        route.fulfill(body=text, content_type=f"{kind}; charset=utf-8")

    page.route("http://127.0.0.1/**", answer)
    page.goto(ADDRESS)
    page.wait_for_selector(".map-scrubber .map-axis text")
