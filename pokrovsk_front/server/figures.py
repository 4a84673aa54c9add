"""The headline figures for scripts, at `/api/figures.json`."""

from starlette.requests import Request
from starlette.responses import Response

from pokrovsk_front.ui import cached


async def answer(request: Request) -> Response:
    """Answer with the headline figures and their sources; any site may ask for them."""
    cached.follow_figures()
    tag = f'"{cached.data_version()}"'
    headers = {
        "cache-control": "public, max-age=300",
        "etag": tag,
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(cached.figures_json(), media_type="application/json", headers=headers)
