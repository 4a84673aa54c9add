"""Own files of the app shell: its scripts, the touch icon and the link cards."""

from dataclasses import dataclass
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.server import paths
from pokrovsk_front.server.etags import etag, is_known
from pokrovsk_front.server.files import FOR_EVER
from pokrovsk_front.ui.browser import steps_script
from pokrovsk_front.ui.link_card import touch_icon

MONITOR, STEPS = "connection.js", "steps.js"
TOUCH_ICON, _icon = touch_icon()


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file in memory.

    Attributes:
        body: Its bytes.
        kind: Its media type.
        tag: Its entity tag.
    """

    body: bytes
    kind: str
    tag: str


def card(locale: str) -> str:
    """Return the name of the link card in a language; `make cards` draws it."""
    return f"card-{locale}.png"


def _read(name: str) -> bytes:
    return files("pokrovsk_front.server").joinpath("assets", name).read_bytes()


def _file(body: bytes, kind: str) -> OwnFile:
    return OwnFile(body, kind, etag(body))


FILES = {
    MONITOR: _file(_read(MONITOR), "text/javascript"),
    STEPS: _file(steps_script().encode(), "text/javascript"),
    TOUCH_ICON: _file(_icon, "image/png"),
    **{card(locale): _file(_read(card(locale)), "image/png") for locale in LOCALES},
}


def address(name: str) -> str:
    """Return the address of a file, with its hash, so that a browser may keep it."""
    return f"{paths.OWN}{name}?v={FILES[name].tag[1:-1]}"


async def answer(request: Request) -> Response:
    """Respond with a file."""
    file = FILES.get(request.path_params["name"])
    if file is None:
        return PlainTextResponse("Not found", status_code=404)
    is_named = request.query_params.get("v") == file.tag[1:-1]
    headers = {"cache-control": FOR_EVER if is_named else "no-cache", "etag": file.tag}
    if is_known(file.tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.kind, headers=headers)
