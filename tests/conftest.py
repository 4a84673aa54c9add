"""In CI a test that does not run has failed: no skip, no xfail. No property test is timed."""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings

# How long an example takes tells of the machine, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


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
