"""Load bench: concurrent readers on two cores, against a bare Streamlit page.

Readers are websockets that speak Streamlit's protocol (`bench/readers.py`), in a process of their
own on the same cores: what they take, the server lacks, so each number is a lower bound. A rerun
lasts from the message that a widget was set until the last message of the run has come; what a
browser then draws is not in it. The server is the one of the image: its command, its files. The
bare page is served in the same way, its collector frozen too: the strictest comparison there is.

Measured for each: rerun time with `SESSIONS` readers who think for `THINK_SECONDS`, until the last
of them has come ("arriving": seventeen visits open each second) and after that; errors; memory
before, and with all of them there; then as many reruns as the server can do, and whether memory
grew over `SATURATED_RERUNS` of them while the same visits were there. For the dashboard also: how
many sessions it holds within the target, and three replicas behind nginx beside one.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
import psutil

from bench import arguments
from bench.pages import BARE_PAGE, percentile_95
from bench.weighing import grown_mib, weighed
from harness import cluster
from harness.cluster import Replica
from harness.server import PROJECT

SESSIONS, THINK_SECONDS = 100, 6.0
MAX_P95_MS, MAX_MIB_A_SESSION = 300.0, 1.0
SATURATING_SESSIONS, SATURATING_THINK_SECONDS = 40, 0.3
SETTLING_RERUNS, SATURATED_RERUNS, BALANCED_RERUNS = 12_000, 10_000, 1500
"""Reruns of the warm-up. What is kept is bounded, and fills up over some 12,000 of forty readers:
figures of the choices that they take, circles round places, fields that a visit was shown."""
STEPS = (150, 200, 250, 300, 400)
REST_SECONDS, REST_CORES, MAX_RESTLESS_SECONDS = 2.0, 0.05, 120.0
MIB = 1024 * 1024
BARE_SERVER = '''"""A bare page, served and frozen as the dashboard is."""
import gc
from contextlib import asynccontextmanager
import streamlit as st


@asynccontextmanager
async def frozen(_app):
    gc.collect()
    gc.freeze()
    yield {}


app = st.App("app.py", lifespan=frozen)
'''


@dataclass(frozen=True, slots=True)
class Crowded:
    """Result of one load: response times, memory, CPU time.

    Times are of reruns, page changes included and openings left out, in milliseconds. The readers
    come within one think time; `arriving_p95_ms` is of reruns until the last of them had come,
    all else of those after. `processor_ms` is what the server took of the processor for a rerun
    or an opening, all of them counted, whatever else the machine did meanwhile.
    """

    name: str
    sessions: int
    held: int
    reruns: int
    reruns_a_second: float
    p50_ms: float
    p95_ms: float
    opening_p95_ms: float
    arriving_p95_ms: float
    errors: int
    first_error: str
    received_kb_p50: float
    before_mib: float
    after_mib: float
    grown_mib: float
    server_cores: float
    client_cores: float
    processor_ms: float
    p95_ms_by_page: dict[str, float]

    @property
    def is_within_target(self) -> bool:
        """Return whether all sessions were served in time and without an error."""
        return self.p95_ms < MAX_P95_MS and not self.errors and self.held == self.sessions


def crowded(
    name: str,
    url: str,
    pids: list[int],
    *,
    sessions: int,
    think_seconds: float,
    seconds: float,
    max_reruns: int = 100_000,
) -> Crowded:
    """Run a load against a server and measure the server meanwhile."""
    servers = [psutil.Process(pid) for pid in pids]
    wait_until_at_rest(servers)
    before, used = resident_mib(servers), processor_seconds(servers)
    command = [
        *(sys.executable, "-m", "bench.readers", url),
        *("--sessions", str(sessions), "--think", str(think_seconds)),
        *("--seconds", str(seconds), "--max-reruns", str(max_reruns)),
    ]
    readers = subprocess.Popen(
        [*command, *(["--bare"] if name.startswith("bare") else [])],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with weighed(lambda: resident_mib(servers)) as samples:
        line = readers.stdout.readline() if readers.stdout else ""
    if not line:
        raise RuntimeError(f"The readers of {name} ended without a word.")
    seen: dict[str, Any] = json.loads(line)
    after, used = resident_mib(servers), processor_seconds(servers) - used
    client = sum(psutil.Process(readers.pid).cpu_times()[:2])
    readers.communicate(timeout=60)  # closes its input: the visits end
    took, openings = seen["seconds"], seen["openings"]
    all_came = when_all_had_come(openings[:sessions])
    arriving = [run for run in seen["runs"] if run["begun"] < all_came]
    runs = [run for run in seen["runs"] if run["begun"] >= all_came]
    times = milliseconds(runs)
    return Crowded(
        name=name,
        sessions=sessions,
        held=seen["held"],
        reruns=len(runs),
        reruns_a_second=len(runs) / (seen["ended"] - all_came),
        p50_ms=statistics.median(times),
        p95_ms=percentile_95(times),
        opening_p95_ms=percentile_95(milliseconds(openings)),
        # A crowd that does not think is there before its first rerun.
        arriving_p95_ms=percentile_95(milliseconds(arriving) * 2) if arriving else float("nan"),
        errors=len(seen["errors"]),
        first_error=next(iter(seen["errors"]), ""),
        received_kb_p50=statistics.median(run["received_bytes"] for run in runs) / 1000,
        before_mib=before,
        after_mib=after,
        grown_mib=grown_mib(samples, all_came),
        server_cores=used / took,
        client_cores=client / took,
        processor_ms=used * 1000 / (len(seen["runs"]) + len(openings)),
        p95_ms_by_page={
            page or "overview": percentile_95(
                milliseconds(run for run in runs if run["page"] == page) * 2
            )
            for page in sorted({run["page"] for run in runs})
        },
    )


def when_all_had_come(openings: list[dict[str, Any]]) -> float:
    """Return the moment when the last reader saw the first page, in seconds."""
    return max(float(run["begun"] + run["seconds"]) for run in openings)


def milliseconds(runs: Iterable[dict[str, Any]]) -> list[float]:
    """Return the duration of each run, in milliseconds."""
    return [run["seconds"] * 1000 for run in runs]


def wait_until_at_rest(servers: list[psutil.Process]) -> None:
    """Wait until a server is idle after its start or a load.

    Raises:
        TimeoutError: It goes on and on.
    """
    deadline = time.monotonic() + MAX_RESTLESS_SECONDS
    while True:
        used, started = processor_seconds(servers), time.monotonic()
        time.sleep(REST_SECONDS)
        share = (processor_seconds(servers) - used) / (time.monotonic() - started)
        if share < REST_CORES * len(servers):
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"The server takes {share:.2f} cores with nobody there.")


def resident_mib(processes: list[psutil.Process]) -> float:
    """Sum the resident memory of processes."""
    return float(sum(each.memory_info().rss for each in processes)) / MIB


def processor_seconds(processes: list[psutil.Process]) -> float:
    """Sum the CPU seconds of processes."""
    return float(sum(sum(each.cpu_times()[:2]) for each in processes))


@contextmanager
def bare_replica(scratch: Path) -> Iterator[Replica]:
    """Serve the bare page by the command of the image, with the settings of the dashboard."""
    folder = scratch / "bare"
    (folder / ".streamlit").mkdir(parents=True)
    config = PROJECT / ".streamlit" / "config.toml"
    (folder / ".streamlit" / "config.toml").write_bytes(config.read_bytes())
    (folder / "app.py").write_text(BARE_PAGE, encoding="utf-8")
    (folder / "serve.py").write_text(BARE_SERVER, encoding="utf-8")
    replica = Replica(folder, scratch)
    replica.start()
    try:
        replica.wait_until_healthy()
        yield replica
    finally:
        replica.stop()


@dataclass(frozen=True, slots=True)
class Scale:
    """Size of a bench run: full, or a smoke test."""

    sessions: int = SESSIONS
    seconds: float = 60.0
    settling_reruns: int = SETTLING_RERUNS
    saturated_reruns: int = SATURATED_RERUNS
    balanced_reruns: int = BALANCED_RERUNS
    saturated_seconds: float = 1200.0
    steps: tuple[int, ...] = STEPS


SMALL = Scale(10, 12.0, 50, 100, 50, 20.0, (20,))


def default(name: str, url: str, pids: list[int], sessions: int, scale: Scale) -> Crowded:
    """Load with the think time of people."""
    return crowded(
        name, url, pids, sessions=sessions, think_seconds=THINK_SECONDS, seconds=scale.seconds
    )


def saturated(name: str, url: str, pids: list[int], reruns: int, scale: Scale) -> Crowded:
    """Load without think time: the saturated server."""
    return crowded(
        name,
        url,
        pids,
        sessions=SATURATING_SESSIONS,
        think_seconds=SATURATING_THINK_SECONDS,
        seconds=scale.saturated_seconds,
        max_reruns=reruns,
    )


def one_server(name: str, replica: Replica, scale: Scale) -> list[Crowded]:
    """Measure one server under normal load, while its caches fill, and saturated."""
    pids = [replica.pid]
    return [
        default(name, replica.url, pids, scale.sessions, scale),
        saturated(f"{name}, settling", replica.url, pids, scale.settling_reruns, scale),
        saturated(f"{name}, saturated", replica.url, pids, scale.saturated_reruns, scale),
    ]


def held(replica: Replica, scale: Scale) -> list[Crowded]:
    """Increase the number of readers until the target is missed; the first number is always sent.

    It has a target of its own, and a slow minute of the machine may be over by then.
    """
    tried = []
    for sessions in scale.steps:
        name = f"dashboard, {sessions} sessions"
        tried.append(default(name, replica.url, [replica.pid], sessions, scale))
        if not tried[-1].is_within_target:
            break
    return tried


def behind_nginx(scratch: Path, count: int, scale: Scale) -> list[Crowded]:
    """Measure replicas behind nginx, nginx included."""
    folder = scratch / f"cluster of {count}"
    folder.mkdir(mode=0o755)
    with cluster.cluster(folder, count) as running:
        balancer = psutil.Process(running.balancer_pid)
        pids = [replica.pid for replica in running.replicas]
        pids += [balancer.pid, *(child.pid for child in balancer.children())]
        name = f"nginx, {count} replica{'s' if count > 1 else ''}"
        results = [saturated(f"{name}, saturated", running.url, pids, scale.balanced_reruns, scale)]
        if count > 1:
            results.insert(0, default(name, running.url, pids, scale.sessions, scale))
    return results


def table(results: list[Crowded]) -> str:
    """Format the loads as a table."""
    lines = [
        f"{'':<32}{'sessions':>9}{'reruns':>8}{'/s':>7}{'p50 ms':>8}{'p95 ms':>8}{'arriving':>9}"
        f"{'open':>7}{'errors':>7}{'kB':>6}{'MiB':>6}{'after':>7}{'cores':>7}{'client':>7}"
        f"{'cpu ms':>8}"
    ]
    lines += [
        f"{each.name:<32}{each.held:>9}{each.reruns:>8}{each.reruns_a_second:>7.1f}"
        f"{each.p50_ms:>8.0f}{each.p95_ms:>8.0f}{each.arriving_p95_ms:>9.0f}"
        f"{each.opening_p95_ms:>7.0f}{each.errors:>7}"
        f"{each.received_kb_p50:>6.1f}{each.before_mib:>6.0f}{each.after_mib:>7.0f}"
        f"{each.server_cores:>7.2f}{each.client_cores:>7.2f}"
        f"{each.processor_ms:>8.1f}"
        for each in results
    ]
    return "\n".join(lines)


def summary(results: list[Crowded]) -> dict[str, float]:
    """Extract the target values and the ratios to the bare page."""
    by_name = {each.name: each for each in results}
    bare, ours = by_name["bare page"], by_name["dashboard"]
    full = by_name["dashboard, saturated"]
    three, one = by_name["nginx, 3 replicas, saturated"], by_name["nginx, 1 replica, saturated"]
    return {
        "p50_ms": ours.p50_ms,
        "p95_ms": ours.p95_ms,
        "arriving_p95_ms": ours.arriving_p95_ms,
        "p95_ratio": ours.p95_ms / bare.p95_ms,
        "errors": float(sum(each.errors for each in results)),
        "mib_a_session": (ours.after_mib - ours.before_mib) / ours.sessions,
        "bare_mib_a_session": (bare.after_mib - bare.before_mib) / bare.sessions,
        "processor_ms_beyond_bare": full.processor_ms
        - by_name["bare page, saturated"].processor_ms,
        "p95_ms_of_150": _p95_ms(by_name.get("dashboard, 150 sessions")),
        "mib_grown_over_reruns": full.grown_mib,
        "reruns_a_second": full.reruns_a_second,
        "bare_reruns_a_second": by_name["bare page, saturated"].reruns_a_second,
        "sessions_held": float(
            max(
                (
                    each.sessions
                    for each in results
                    if each.name.startswith("dashboard")
                    and each.is_within_target
                    and each.sessions != SATURATING_SESSIONS
                ),
                default=0,
            )
        ),
        "three_replicas_p95_ms": by_name["nginx, 3 replicas"].p95_ms,
        "three_to_one_reruns_ratio": three.reruns_a_second / one.reruns_a_second,
    }


def _p95_ms(crowd: Crowded | None) -> float:
    """Return the 95th percentile of a crowd; infinity where it was not sent."""
    return crowd.p95_ms if crowd else float("inf")


def measure(scale: Scale) -> tuple[list[Crowded], dict[str, float]]:
    """Measure everything, one server at a time."""
    results: list[Crowded] = []
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        scratch.chmod(0o755)
        with bare_replica(scratch) as replica:
            results += one_server("bare page", replica, scale)
        alone = scratch / "alone"
        alone.mkdir()
        with cluster.replicas(alone, 1) as (replica,):
            results += one_server("dashboard", replica, scale)
        alone = scratch / "more and more"
        alone.mkdir()
        with cluster.replicas(alone, 1) as (replica,):
            results += held(replica, scale)
        for count in (1, 3):
            results += behind_nginx(scratch, count, scale)
    return results, summary(results)


def main() -> None:
    """Run the bench, print the table, and write the numbers if asked."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--small", action="store_true", help="a minute, to see that it works")
    given = parser.parse_args()
    os.chdir(PROJECT)
    results, drawn = measure(SMALL if given.small else Scale())
    click.echo(table(results))
    click.echo("\n".join(f"{name:<28}{value:>10.2f}" for name, value in drawn.items()))
    kept = {"crowds": [asdict(each) for each in results], "summary": drawn}
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
