"""Whoever watches the server learns whether the data can be read, which it is and how old."""

import asyncio
import json
from datetime import timedelta

import pandas as pd
import pytest
from starlette.requests import Request

from harness.server import Server
from harness.web import ask
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.catalog.version import data_version
from pokrovsk_front.server import health
from pokrovsk_front.ui import cached

LATEST = pd.Timestamp(read_table("daily_area")["as_of_date"].iloc[-1]).date()


def test_it_tells_version_and_age(production: Server) -> None:
    answer = ask(production.url, "/healthz")
    found = json.loads(answer.body)
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert list(found) == [
        *("status", "data_version", "served_version", "latest_map_date", "age_days"),
    ]
    assert found["status"] == "ok"
    assert found["data_version"] == found["served_version"] == data_version()
    assert found["latest_map_date"] == LATEST.isoformat()
    assert found["age_days"] >= 0


def test_the_age_is_counted_to_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "today", lambda: LATEST + timedelta(days=3))
    assert health.looked_at().facts["age_days"] == 3


@pytest.mark.parametrize(
    "raised", [PermissionError("/srv/secret"), ValueError("line 3 of /srv/secret")]
)
def test_data_that_cannot_be_read_is_503_without_a_reason(
    monkeypatch: pytest.MonkeyPatch, raised: Exception
) -> None:
    def unreadable() -> str:
        raise raised

    monkeypatch.setattr(health, "Library", unreadable)
    request = Request({"type": "http", "headers": []})
    answer = asyncio.run(health.HealthCheck().answer(request))
    assert answer.status_code == 503
    assert json.loads(bytes(answer.body)) == {"status": "unreadable"}


def test_many_who_ask_at_once_cost_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    def looked_at() -> health.Health:
        looks.append(1)
        return health.Health(is_well=True, facts={"status": "ok"})

    async def asked_by_many() -> set[int]:
        check = health.HealthCheck()
        request = Request({"type": "http", "headers": []})
        answers = await asyncio.gather(*(check.answer(request) for _ in range(50)))
        return {answer.status_code for answer in answers}

    monkeypatch.setattr(health, "looked_at", looked_at)
    assert asyncio.run(asked_by_many()) == {200}
    assert len(looks) == 1
