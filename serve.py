"""The dashboard with its figures for scripts: `uvicorn serve:app` or `streamlit run serve.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pokrovsk_front.ui import cached


@asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read everything before the first reader comes."""
    cached.warm_up()
    yield {}


async def figures(_request: Request) -> Response:
    """Answer with the headline figures and their sources."""
    return Response(
        cached.figures_json(),
        media_type="application/json",
        headers={
            "Cache-Control": "public, max-age=300",
            "ETag": f'"{cached.data_version()}"',
            "Access-Control-Allow-Origin": "*",
        },
    )


app = st.App("app.py", lifespan=warmed_up, routes=[Route("/api/figures.json", figures)])
