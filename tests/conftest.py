"""Tiers of the tests, who runs them in what order, and what counts as failed.

A test belongs to the tier of its folder, or to the one that its file names; without either it is
quick. docs/testing.md says what each tier proves.

Of several processes one runs all tests of a file, since what it makes once is then made once. The
tests of the server share one and are one piece of work, and so are those that read the static
site: a process would wait while another makes it. The browser tests share their fixtures
over all files and are long: each goes to whoever is free. What takes long comes first.

In CI a test that does not run has failed: no skip, no xfail. No property test is timed.

The collector of garbage walks what the tests make, not the tests and the packages themselves.
"""

import gc
import os
from collections import Counter
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# How long an example takes tells of the machine, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A folder's name is a keyword of all tests in it: a tier that no folder is called comes first.
TIERS = ("quick", "whole", "archive", "pages", "server", "scale", "browser")
FOLDERS = {f"tests/{tier}/": tier for tier in ("pages", "server", "scale", "browser")}

OF_THE_SITE = tuple(
    f"tests/export/test_{name}"
    for name in ("embedding", "feeds", "gallery", "map_data", "site.", "site_")
)
FIRST = (
    *("tests/ingest/test_archive.py", "tests/server/", "tests/scale/"),
    *OF_THE_SITE,
    "tests/ingest/",
)
TOGETHER = (("tests/server/",), ("tests/browser/test_connection.py",), OF_THE_SITE)
ONE_BY_ONE = "tests/browser/"

GARBAGE_THRESHOLDS = (50_000, 20, 20)
"""New objects before the collector looks at them, and runs before it looks at older ones."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def tier_of(item: pytest.Item) -> str:
    """Name the tier that a test belongs to."""
    named = [mark.name for mark in item.iter_markers() if mark.name in TIERS]
    found = [tier for folder, tier in FOLDERS.items() if item.nodeid.startswith(folder)]
    return [*named, *found, "quick"][0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with its tier, before `-m` chooses among them, and put the long ones first."""
    for item in items:
        item.add_marker(tier_of(item))
    items.sort(
        key=lambda item: next(
            (place for place, start in enumerate(FIRST) if item.nodeid.startswith(start)),
            len(FIRST),
        )
    )


@pytest.hookimpl
def pytest_collection_finish() -> None:
    """Set aside what lives to the end: to walk it again and again takes a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


class SharedOut(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a process a file at a time, and of the browser tests one test at a time."""

    def _split_scope(self, nodeid: str) -> str:
        for starts in TOGETHER:
            if nodeid.startswith(starts):
                return starts[0]
        return nodeid if nodeid.startswith(ONE_BY_ONE) else super()._split_scope(nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharedOut | None:
    """Share out the tests where they are shared out by file."""
    return SharedOut(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests of each tier ran and how long they took, in seconds of all processes."""
    tests: Counter[str] = Counter()
    seconds = dict.fromkeys(TIERS, 0.0)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                tier = next(tier for tier in TIERS if tier in report.keywords)
                seconds[tier] += report.duration
                tests[tier] += report.when == "call"
    for tier in TIERS:
        if tests[tier]:
            terminalreporter.write_line(f"{tier}: {tests[tier]} tests, {seconds[tier]:.0f} s")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped, xfailed or xpassed test into a failed one."""
    report = yield
    return _refuse_to_leave_out(report)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself into a failed one."""
    report = yield
    return _refuse_to_leave_out(report)


def _refuse_to_leave_out(report: Report) -> Report:
    left_out = report.outcome == "skipped" or hasattr(report, "wasxfail")
    if left_out and os.environ.get("CI") == "true":
        reason = getattr(report, "wasxfail", None) or _reason(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Left out, which CI does not allow: {reason}"
        vars(report).pop("wasxfail", None)
    return report


def _reason(longrepr: object) -> str:
    """Give the reason of a skip, which pytest keeps as (file, line, reason)."""
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
