"""The server as production runs it, one for all tests of this folder, and what they ask it."""

from collections.abc import Iterator

import pytest

from harness.server import Server, serve_for_production

SECRETS = {
    "DATABASE_URL": "postgres://editor:hunter2-of-the-database@db.internal:5432/front",
    "SECRET_KEY": "hunter2-of-the-cookies",
}
"""What stands in the environment of many servers and belongs in no answer."""


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server as behind a proxy that speaks HTTPS, its metrics on, logging all that it can."""
    environment = {
        "POKROVSK_FRONT_HSTS_DAYS": "30",
        "POKROVSK_FRONT_SECURE_COOKIES": "on",
        "POKROVSK_FRONT_METRICS": "on",
        "POKROVSK_FRONT_LOG_LEVEL": "debug",
        **SECRETS,
    }
    scratch = tmp_path_factory.mktemp("production")
    with serve_for_production(scratch, environment) as server:
        yield server
