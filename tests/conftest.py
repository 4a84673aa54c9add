"""In CI a test that does not run has failed: no skip, no xfail. No property test is timed.

Of several processes one runs all tests of a file, since what it makes once is then made once. The
browser tests share their fixtures over all files and are long: each goes to whoever is free.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# How long an example takes tells of the machine, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ONE_BY_ONE = "tests/browser/"

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


class SharedOut(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a process a file at a time, and of the browser tests one test at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(ONE_BY_ONE) else super()._split_scope(nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharedOut | None:
    """Share out the tests where they are shared out by file."""
    return SharedOut(config, log) if config.getvalue("dist") == "loadfile" else None


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
