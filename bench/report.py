"""Runner of all benches: writes `docs/benchmarks.md` and `.json`.

Each bench is a process of its own and measures a bare Streamlit page (or a plain loop) beside the
dashboard in the same run, so the ratios hold on any machine and the absolute numbers on this one.
Before each, the report notes how busy the machine was with other work: numbers taken on a busy
machine are marked, and say less. A part that is not asked for stays as an earlier run on the same
machine found it, with its day.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import psutil

from bench.arguments import keep
from harness import cluster
from harness.browser import find_chromium
from harness.server import PROJECT

DOCUMENT = PROJECT / "docs" / "benchmarks.md"
BUSY_SECONDS = 3.0
MAX_BUSY_PCT = 15.0
UNKNOWN = "The reason is not known."
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One bench: its module, title, and the options of a smoke run."""

    name: str
    title: str
    small: tuple[str, ...]


PARTS = (
    Part("first_text", "First text and bytes, each page", ("--openings", "1")),
    Part("first_pixels", "First pixels of the map", ("--openings", "1")),
    Part("map_steps", "Steps of the day on the map", ("--steps", "10")),
    Part("pages", "Start, script, rerun and opening, each page", ("--runs", "3")),
    Part("reruns", "A choice on each page, in both languages", ("--runs", "3")),
    Part("brief", "The brief of a period", ()),
    Part("load", "Readers at once", ("--small",)),
    Part("site", "The static site", ("--seconds", "1")),
    Part("static_map", "Script of a map of the static site", ("--openings", "1")),
    Part("ingest", "Archives to figures", ()),
)


@dataclass(frozen=True, slots=True)
class Result:
    """Output and numbers of a bench, its day, and the load of the machine before it."""

    part: Part
    busy_pct: float
    seconds: float
    printed: str
    found: Found
    day: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target value, shown first with whether it is met, and if not with the reason known."""

    part: str
    what: str
    bound: str
    value: Callable[[Found], float]
    is_met: Callable[[float], bool]
    account: str = UNKNOWN


def _at_most(bound: float) -> Callable[[float], bool]:
    return lambda value: value <= bound


def _at_least(bound: float) -> Callable[[float], bool]:
    return lambda value: value >= bound


def _worst_page(at: int) -> Callable[[Found], float]:
    """Look for the slowest page, cold (0) or warm (1)."""
    return lambda found: max(
        float(ratios[at]) for name, ratios in found["ratios"].items() if name != "bare page"
    )


def _summary(name: str) -> Callable[[Found], float]:
    return lambda found: float(found["summary"][name])


def _state(name: str) -> Callable[[Found], float]:
    return lambda found: float(found[name])


TARGETS = (
    *(
        Target(
            "first_text",
            f"first text of the slowest page, times a bare page, {cache}",
            "at most 1.3",
            _worst_page(at),
            _at_most(1.3),
            "The slowest of all pages, each by the median of five openings: chance adds a tenth.",
        )
        for at, cache in enumerate(("cold", "warm"))
    ),
    Target(
        "reruns",
        "a choice on Months, times the median page, processor",
        "at most 1.1",
        _summary("months_to_median"),
        _at_most(1.1),
        "Months has more parts than other pages, a brief, a map and a chart, and each part costs.",
    ),
    *(
        Target(
            "reruns",
            f"a choice in Ukrainian, times one in English, {unit}",
            "at most 1.05",
            _summary(name),
            _at_most(1.05),
            account,
        )
        for name, unit, account in (
            ("uk_to_en_ms", "processor", UNKNOWN),
            (
                "uk_to_en_kb",
                "bytes",
                "A letter of Ukrainian is two bytes in UTF-8, and half of what is sent is text.",
            ),
            (
                "uk_to_en_line_kb",
                "bytes over the line",
                "Compression leaves what is longer: a text of Ukrainian has more letters, too.",
            ),
        )
    ),
    Target(
        "first_pixels",
        "first pixels of the front map, times a bare map",
        "at most 0.9",
        lambda found: float(found["ratio"]),
        _at_most(0.9),
    ),
    Target(
        "brief",
        "brief of the slowest period, ms of the processor",
        "at most 50",
        lambda found: float(found["first_max_ms"]),
        _at_most(50),
    ),
    *(
        Target(
            "map_steps",
            f"steps of the day a second, {state}",
            f"at least {bound}",
            _state(state),
            _at_least(bound),
            "WebGL is drawn by the processor here, on cores that the server and the bench share.",
        )
        for state, bound in (
            ("dragged", 20),
            ("default view", 20),
            ("tiles in sight", 8),
            ("all tiles", 8),
        )
    ),
    Target(
        "map_steps",
        "data of the front map as it opens, kB",
        "under 500",
        _state("data_kilobytes"),
        _at_most(500),
    ),
    Target(
        "load",
        "100 readers, one replica: p95 of a rerun, ms",
        "under 300",
        _summary("p95_ms"),
        _at_most(300),
        "A hundred readers keep a replica busy for most of the time. A machine whose speed changes "
        "by the minute meets it in one run and misses it in the next: see the cost of a rerun.",
    ),
    Target(
        "load",
        "150 readers, one replica: p95 of a rerun, ms",
        "under 300",
        _summary("p95_ms_of_150"),
        _at_most(300),
        "They keep a replica busy for most of the time, and who opens a page waits with who "
        "chooses: more replicas, not a larger one.",
    ),
    Target(
        "load",
        "a rerun beyond one of a bare page, ms of the processor",
        "at most 13.3",
        _summary("processor_ms_beyond_bare"),
        _at_most(13.3),
        "Two thirds of what a choice takes alone are the script of the page, a third is Streamlit "
        "sending 20 to 60 parts; with forty readers at once the threads hinder each other.",
    ),
    Target(
        "load",
        "100 readers, three replicas: p95 of a rerun, ms",
        "under 300",
        _summary("three_replicas_p95_ms"),
        _at_most(300),
    ),
    Target(
        "load",
        "reruns a second of three replicas, times one",
        "at least 2",
        _summary("three_to_one_reruns_ratio"),
        _at_least(2),
        "Three replicas keep both cores busy, of which nginx and the readers take their part.",
    ),
    Target("load", "errors, all crowds", "0", _summary("errors"), _at_most(0)),
    Target("load", "memory a visit, MiB", "under 1", _summary("mib_a_session"), _at_most(1)),
    Target(
        "load",
        "memory grown over 10,000 reruns, MiB",
        "at most 5",
        _summary("mib_grown_over_reruns"),
        _at_most(5),
        "A visit keeps what Streamlit knows of each widget that it was shown, until it ends.",
    ),
    Target(
        "load",
        "visits that one replica holds within these",
        "at least 100",
        _summary("sessions_held"),
        _at_least(100),
        "See the p95 of a hundred readers.",
    ),
    Target(
        "static_map",
        "script before the static map page's first map, times a bare map",
        "at most 0.7",
        lambda found: float(found["ratio"]),
        _at_most(0.7),
        "Medians of a few openings each: chance moves the ratio by a tenth.",
    ),
)


def machine() -> dict[str, str]:
    """Describe the machine."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        names = [line for line in information.read_text().splitlines() if "model name" in line]
        model = names[0].partition(":")[2].strip() if names else model
    chromium = find_chromium()
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
        "Chromium": _first_line([chromium, "--version"]) if chromium else "none",
        "nginx": _first_line([cluster.find_nginx(), "-v"]),
    }


def _first_line(command: list[str]) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return (told.stdout or told.stderr).strip().partition("\n")[0]


def run(part: Part, arguments: list[str], scratch: Path) -> Result:
    """Run one bench.

    Raises:
        RuntimeError: It failed; the text holds what it said.
    """
    busy_pct = psutil.cpu_percent(interval=BUSY_SECONDS)
    click.echo(f"{part.title} (the machine was {busy_pct:.0f} % busy before)", err=True)
    kept = scratch / f"{part.name}.json"
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{part.name}", *arguments, "--json", str(kept)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"bench.{part.name} failed:\n{done.stdout}")
    click.echo(done.stdout)
    found: Found = json.loads(kept.read_text(encoding="utf-8"))
    took, today = time.perf_counter() - started, date.today().isoformat()
    return Result(part, busy_pct, took, done.stdout.rstrip(), found, today)


def earlier_results(numbers: Path, measured_on: dict[str, str]) -> dict[str, Result]:
    """Read what earlier runs on the same machine found, by the name of the part."""
    if not numbers.is_file():
        return {}
    kept: Found = json.loads(numbers.read_text(encoding="utf-8"))
    if kept["machine"] != measured_on:
        return {}
    results = {}
    for part in PARTS:
        if found := kept["parts"].get(part.name):
            told = [found.pop(name) for name in ("busy_pct", "seconds", "printed", "date")]
            busy_pct, seconds, printed, day = told
            results[part.name] = Result(part, busy_pct, seconds, printed, found, day)
    return results


def targets_table(results: list[Result]) -> str:
    """Format the targets as a table: bound, value, whether it is met; and why where it is not."""
    found = {each.part.name: each.found for each in results}
    lines = ["| target | bound | measured | |", "|---|---|---:|---|"]
    accounts = []
    for target in TARGETS:
        if target.part not in found:
            continue
        value = target.value(found[target.part])
        is_met = target.is_met(value)
        told = "met" if is_met else "**missed**"
        # A short run sends no such crowd.
        measured = "not run" if math.isinf(value) else f"{value:.2f}"
        lines.append(f"| {target.what} | {target.bound} | {measured} | {told} |")
        if not is_met:
            accounts.append(f"- {target.what}: {target.account}")
    return "\n".join(lines + (["", "Missed, and why:", "", *accounts] if accounts else []))


def document(results: list[Result], measured_on: dict[str, str]) -> str:
    """Render the page."""
    parts = [
        "# Benchmarks",
        "Written by `make bench` (`bench/report.py`); not edited by hand. Everything runs on "
        "one machine, servers, readers and browser alike, over loopback: absolute times hold "
        "there, ratios to the bare page anywhere. What each number means stands at the head of "
        "its module in `bench/`.",
        "Measured on this machine, each part on the day beside its command.",
        "\n".join(f"- {name}: {value}" for name, value in measured_on.items()),
        "## Targets",
        targets_table(results),
    ]
    for each in results:
        command = f"`python -m bench.{each.part.name}`, {each.day}, {each.seconds:.0f} s"
        busy = f"Other work took {each.busy_pct:.0f} % of the processor before it"
        warning = ": **a busy machine, the times say little.**" if is_busy(each) else "."
        parts += [
            f"## {each.part.title}",
            f"{command}. {busy}{warning}",
            f"```\n{each.printed}\n```",
        ]
    return "\n\n".join(parts) + "\n"


def kept_numbers(results: list[Result], measured_on: dict[str, str]) -> Found:
    """Give what `earlier_results` reads again."""
    return {
        "machine": measured_on,
        "parts": {
            each.part.name: {
                "date": each.day,
                "busy_pct": each.busy_pct,
                "seconds": each.seconds,
                "printed": each.printed,
                **each.found,
            }
            for each in results
        },
    }


def is_busy(result: Result) -> bool:
    """Return whether the machine was too busy for meaningful times."""
    return result.busy_pct > MAX_BUSY_PCT


def main() -> None:
    """Run the benches, print the targets, and write the page and the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", nargs="*", choices=names, help="measure these anew")
    parser.add_argument("--small", action="store_true", help="see that all of it works")
    parser.add_argument("--archives", type=Path, help="a folder or a tar.xz, for ingest")
    parser.add_argument("--boundaries", type=Path, help="the folder of boundaries, for ingest")
    parser.add_argument("--out", type=Path, default=DOCUMENT)
    given = parser.parse_args()
    numbers, measured_on = given.out.with_suffix(".json"), machine()
    results, failed = earlier_results(numbers, measured_on), []
    with tempfile.TemporaryDirectory() as temporary:
        for part in PARTS:
            arguments = list(part.small) if given.small else []
            if part.name == "ingest":
                if not (given.archives and given.archives.exists()):
                    click.echo("ingest is left out: no --archives.", err=True)
                    continue
                arguments += ["--archives", str(given.archives)]
                arguments += ["--boundaries", str(given.boundaries)]
            if given.only and part.name not in given.only:
                continue
            try:
                results[part.name] = run(part, arguments, Path(temporary))
            except RuntimeError as error:
                click.echo(str(error), err=True)
                failed.append(part.name)
    ordered = [results[part.name] for part in PARTS if part.name in results]
    click.echo(targets_table(ordered))
    given.out.write_text(document(ordered, measured_on), encoding="utf-8")
    keep(numbers, kept_numbers(ordered, measured_on))
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
