"""Fixtures: three dashboards behind nginx, and Chromium to read them with."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from harness import cluster
from harness.browser import NO_CHROMIUM, chromium, find_chromium
from harness.cluster import Cluster

HERE = Path(__file__).parent
REPLICAS = 3


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say at once what is missing, not after minutes of other tests."""
    if not any(item.path.is_relative_to(HERE) for item in items):
        return
    try:
        cluster.find_nginx()
    except RuntimeError as error:
        raise pytest.UsageError(str(error)) from error
    if find_chromium() is None:
        raise pytest.UsageError(NO_CHROMIUM)


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    """A folder that nginx may enter whoever it runs as, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def dashboards(scratch: Path) -> Iterator[Cluster]:
    """Three replicas behind nginx."""
    with cluster.cluster(scratch, REPLICAS) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of this module's own, closed at its end: it keeps an event loop open."""
    with chromium() as running:
        yield running
