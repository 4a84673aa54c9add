"""The script of deck.gl as pydeck ships it, for pages without a server.

Two other map libraries, maplibre-gl and mapbox-gl, stand in it for base maps from elsewhere, and a
browser would read and run 1.8 MB of them before our first map. No map of a page without a server
has such a base map, so they are left out; the rest is as it is. Where pydeck ships them otherwise,
they stay: the script then works as well and only weighs more.
"""

import re
from functools import cache
from pathlib import Path

import pydeck as pdk

COMPILED_AHEAD = "//# allFunctionsCalledOnLoad\n"
"""Makes Chromium compile a script while it arrives, off the thread that the page runs on.

It must be the first line, and a script of its own: in one that stands in the page it would cost.
"""

SOURCE_MAP = "//# sourceMappingURL=index.js.map"
UNUSED = {
    "maplibregl": r"var i=t;return i",
    "mapboxgl": r"return [\w$]+\}\),r",
}
"""The libraries left out, by the name that each gives itself, and how each ends."""


@cache
def deck_script() -> str:
    """Give the script that draws maps, without its source map and the libraries that none calls."""
    bundle = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
    text = bundle.read_text(encoding="utf-8").replace(SOURCE_MAP, "")
    for name, end in UNUSED.items():
        text = _without(name, end, text)
    return text


def _without(name: str, end: str, text: str) -> str:
    """Empty the module of a library, `module=wrap((a,b)=>{(function(t,e){...})(a,...)});`."""
    head = re.search(
        r"([\w$]+=[\w$]+\()\(([\w$]+),[\w$]+\)=>\{\(function\(t,e\)\{[^{}]*\."
        + name
        + r"=e\(\)\)\}\)"
        r"\(\2,function\(\)\{",
        text,
    )
    tail = re.compile(end + r"\}\)\}\);").search(text, head.end()) if head else None
    if not head or not tail:
        return text
    return f"{text[: head.start()]}{head[1]}()=>{{}});{text[tail.end() :]}"
