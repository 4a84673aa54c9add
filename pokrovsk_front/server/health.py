"""Health check: whether the data can be read, its version and its age.

It reads every file of the figures each time, though not more than once in `SECONDS_TO_REMEMBER`.
It does not tell whether the pages are right; the tests do.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.server.logs import described, note
from pokrovsk_front.ui import cached

SECONDS_TO_REMEMBER = 5.0


@dataclass(frozen=True, slots=True)
class Health:
    """Result of a health check: whether the server may be sent readers, and the facts to show."""

    is_well: bool
    facts: dict[str, Any]


def looked_at() -> Health:
    """Check the data on disk.

    Returns:
        Well, with the version on disk, the version that is served (another one after an update,
        until somebody asks for a page), the day of the last map and the days since; or not well,
        without a reason, which is logged.
    """
    try:
        on_disk = Library()
        version, latest = on_disk.data_version, on_disk.latest_day
        served = cached.figures().data_version
        age_days = (cached.today() - latest).days
    except Exception as error:
        note("data_unreadable", logging.ERROR, error=described(error))
        return Health(is_well=False, facts={"status": "unreadable"})
    facts = {
        "status": "ok",
        "data_version": version,
        "served_version": served,
        "latest_map_date": latest.isoformat(),
        "age_days": age_days,
    }
    return Health(is_well=True, facts=facts)


class HealthCheck:
    """Endpoint `/healthz`, which remembers its answer for `SECONDS_TO_REMEMBER`."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._found: Health | None = None
        self._until = 0.0

    async def answer(self, _request: Request) -> JSONResponse:
        """Respond 200 if the data can be read, else 503."""
        async with self._lock:
            if self._found is None or time.monotonic() >= self._until:
                self._found = await asyncio.to_thread(looked_at)
                self._until = time.monotonic() + SECONDS_TO_REMEMBER
            found = self._found
        status = 200 if found.is_well else 503
        return JSONResponse(found.facts, status_code=status, headers={"cache-control": "no-store"})
