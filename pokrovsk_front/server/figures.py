"""Figures for scripts: the headline figures and the shares of places, as JSON."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from pokrovsk_front.server.etags import etag, is_known
from pokrovsk_front.ui import cached


async def headlines(request: Request) -> Response:
    """Answer with the headline figures and their sources; any site may ask for them."""
    return await _answer(request, cached.figures_json)


async def place_share(request: Request) -> Response:
    """Answer with the shares of places by day and their sources; any site may ask for them."""
    return await _answer(request, cached.place_share_json)


async def _answer(request: Request, make: Callable[[], bytes]) -> Response:
    # In a thread: it may have to wait for a library that is being read.
    body = await asyncio.to_thread(make)
    tag = etag(body)
    headers = {
        "cache-control": "public, max-age=300",
        "etag": tag,
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
    }
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
