"""The dashboard for production: `uvicorn serve:app` or `streamlit run serve.py`."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from pokrovsk_front.server import heap, logs, paths, settings

heap.share_among_threads()  # before there are any
try:
    SETTINGS = settings.from_environment(os.environ)
except settings.SettingError as error:
    sys.exit(str(error))
logs.set_up(SETTINGS)  # before what is imported below, which logs already

from pokrovsk_front.server import figures, own_files, robots  # noqa: E402
from pokrovsk_front.server.app_shell import AppShell  # noqa: E402
from pokrovsk_front.server.files import KeptFiles, pack_ahead  # noqa: E402
from pokrovsk_front.server.headers import SecurityHeaders  # noqa: E402
from pokrovsk_front.server.health import HealthCheck  # noqa: E402
from pokrovsk_front.server.hosts import Hosts  # noqa: E402
from pokrovsk_front.server.limits import Limits  # noqa: E402
from pokrovsk_front.server.origins import Origins  # noqa: E402
from pokrovsk_front.server.uploads import Uploads  # noqa: E402
from pokrovsk_front.ui import cached, embeds  # noqa: E402


@asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read everything before the first reader comes."""
    settings.apply(SETTINGS)
    embeds.static_site_at(SETTINGS.static_site_url)
    cached.ready()
    pack_ahead()
    logs.note("started", data_version=cached.figures().data_version)
    with heap.trimmed():
        yield {}
    logs.note("stopped")


app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=warmed_up,
    routes=[
        Route(paths.FIGURES, figures.headlines),
        Route(paths.PLACE_SHARE, figures.place_share),
        Route(paths.HEALTH, HealthCheck().answer),
        Route(paths.OWN + "{name}", own_files.answer),
        Route(paths.ROBOTS, robots.answer),
    ],
    # The first is the outermost: its headers are on what the others refuse, too.
    middleware=[
        Middleware(SecurityHeaders, settings=SETTINGS),
        Middleware(logs.RequestLog),
        Middleware(Hosts, settings=SETTINGS),
        Middleware(Origins, settings=SETTINGS),
        Middleware(Limits, settings=SETTINGS),
        Middleware(Uploads, settings=SETTINGS),
        Middleware(KeptFiles),
        Middleware(AppShell, settings=SETTINGS),
    ],
)
