"""The page that the benches write: what it says of targets and of a busy machine."""

import asyncio
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bench import readers, report
from bench.arguments import keep
from bench.load import Crowded, summary, when_all_had_come
from harness.reader import ReaderError, Run

FOUND: dict[str, dict[str, Any]] = {
    "first_text": {"ratios": {"bare page": [1, 1], "overview": [1.2, 1.4], "gains": [1.25, 1.5]}},
    "load": {
        "summary": {
            "p95_ms": 120.0,
            "p95_ms_of_150": float("inf"),
            "processor_ms_beyond_bare": 12.0,
            "errors": 0.0,
            "mib_a_session": 0.3,
            "mib_grown_over_reruns": 1.0,
            "sessions_held": 150.0,
            "three_replicas_p95_ms": 400.0,
            "three_to_one_reruns_ratio": 1.9,
        }
    },
}


def result(name: str, busy_pct: float = 1.0) -> report.Result:
    (part,) = (part for part in report.PARTS if part.name == name)
    return report.Result(part, busy_pct, 10.0, "a table", FOUND[name], "2026-11-30")


def test_each_target_is_said_to_be_met_or_missed() -> None:
    table = report.targets_table([result("first_text"), result("load")])

    assert "slowest page, times a bare page, cold | at most 1.3 | 1.25 | met |" in table
    assert "slowest page, times a bare page, warm | at most 1.3 | 1.50 | **missed** |" in table
    assert "100 readers, one replica: p95 of a rerun, ms | under 300 | 120.00 | met |" in table
    assert (
        "150 readers, one replica: p95 of a rerun, ms | under 300 | not run | **missed** |" in table
    )
    assert "beyond one of a bare page, ms of the processor | at most 13.3 | 12.00 | met |" in table
    assert "three replicas: p95 of a rerun, ms | under 300 | 400.00 | **missed** |" in table


def test_what_was_not_measured_is_not_claimed() -> None:
    assert "p95" not in report.targets_table([result("first_text")])


def test_numbers_of_a_busy_machine_are_marked() -> None:
    quiet = report.document([result("load")], {"Python": "3.11"})
    busy = report.document([result("load", busy_pct=80)], {"Python": "3.11"})

    assert "a busy machine" not in quiet
    assert "Other work took 80 % of the processor before it: **a busy machine" in busy


def test_a_part_that_is_not_measured_anew_stays_with_its_day(tmp_path: Path) -> None:
    here, kept = {"processor": "this one"}, tmp_path / "benchmarks.json"
    assert report.earlier_results(kept, here) == {}
    found = [result("first_text"), result("load", busy_pct=80)]
    keep(kept, report.kept_numbers(found, here))

    earlier = report.earlier_results(kept, here)

    assert list(earlier.values()) == found
    assert "`python -m bench.load`, 2026-11-30, 10 s." in report.document([*earlier.values()], here)
    assert report.earlier_results(kept, {"processor": "another"}) == {}


def crowded(name: str, **changed: object) -> Crowded:
    values: dict[str, Any] = {
        **{"name": name, "sessions": 100, "held": 100, "reruns": 10, "reruns_a_second": 5.0},
        **{"p50_ms": 10.0, "p95_ms": 50.0, "opening_p95_ms": 60.0},
        **{"arriving_p95_ms": 70.0, "errors": 0},
        **{"first_error": "", "received_kb_p50": 1.0, "before_mib": 200.0, "after_mib": 240.0},
        **{
            "grown_mib": 9.0,
            "server_cores": 0.5,
            "client_cores": 0.1,
            "processor_ms": 3.0,
            "p95_ms_by_page": {},
        },
    }
    return Crowded(**{**values, **changed})


def test_the_summary_takes_growth_and_visits_from_the_right_crowds() -> None:
    found = summary(
        [
            *(crowded(name) for name in ("bare page", "bare page, saturated", "dashboard")),
            crowded("dashboard, settling", sessions=40, after_mib=300.0),
            crowded(
                "dashboard, saturated",
                sessions=40,
                grown_mib=1.0,
                processor_ms=15.0,
            ),
            crowded("dashboard, 150 sessions", sessions=150, held=150, p95_ms=250.0),
            crowded("dashboard, 200 sessions", sessions=200, held=200, p95_ms=400.0),
            crowded("nginx, 1 replica, saturated"),
            *(crowded("nginx, 3 replicas"), crowded("nginx, 3 replicas, saturated")),
        ]
    )

    assert found["mib_a_session"] == pytest.approx(0.4)
    assert found["mib_grown_over_reruns"] == 1
    assert found["sessions_held"] == 150
    assert found["processor_ms_beyond_bare"] == 12
    assert found["p95_ms_of_150"] == 250


def test_a_crowd_stops_at_its_last_rerun_and_counts_what_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Quick:
        page = ""

        def __init__(self, url: str, cookie: str = "") -> None:
            self.runs = 0

        async def connect(self) -> None: ...

        async def open(self, page: str) -> Run:
            return Run("opening", page, 0.0, 0.01, 10, 5)

        async def move(self, keys: tuple[str, ...], dice: random.Random) -> Run:
            self.runs += 1
            if self.runs == 2:
                raise ReaderError("the page raised")
            return Run("widget", "", 0.0, 0.01, 10, 5)

        async def __aexit__(self, *_: object) -> None: ...

    monkeypatch.setattr(readers, "Reader", Quick)
    crowd = readers.Crowd("http://127.0.0.1:1", 2, 0.0, 30.0, 6, readers.BARE)
    stay = asyncio.Event()
    stay.set()

    outcome = asyncio.run(readers.read(crowd, stay))

    assert 6 <= len(outcome.runs) <= 7
    assert outcome.errors
    assert set(outcome.errors) == {"the page raised"}


def test_a_crowd_has_come_when_the_last_first_page_is_there() -> None:
    slow, late = Run("opening", "", 1.0, 7.5, 10, 5), Run("opening", "", 6.0, 0.5, 10, 5)

    assert when_all_had_come([asdict(slow), asdict(late)]) == 8.5
