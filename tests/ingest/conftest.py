"""The made-up archive, run once, and where the real one lies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.made_up import MAPS, run_ingest, write_archive, write_boundaries

PROJECT = Path(__file__).resolve().parents[2]


def real(variable: str, folder: str) -> Path:
    """Give the folder that an environment variable names, or the one beside the project."""
    named = os.environ.get(variable)
    return Path(named) if named else PROJECT.parent / "shared" / folder


REAL_ARCHIVES = real("POKROVSK_FRONT_ARCHIVES", "archive")
REAL_BOUNDARIES = real("POKROVSK_FRONT_BOUNDARIES", "boundaries")

# The archives are not part of the project: where there are none, their tests are not collected.
# Whoever names a folder means it: one that is missing then fails.
IS_ARCHIVE_EXPECTED = "POKROVSK_FRONT_ARCHIVES" in os.environ or (
    REAL_ARCHIVES.exists() and REAL_BOUNDARIES.exists()
)
collect_ignore = [] if IS_ARCHIVE_EXPECTED else ["test_archive.py"]


@pytest.fixture(scope="module", autouse=True)
def _no_wait_for_the_disk() -> Iterator[None]:
    """Let files be written without waiting for the disk: no test cuts the power.

    What is killed loses nothing for it, and the waits are an eighth of these tests' time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def boundaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two made-up oblasts with land, a river and a lake."""
    return write_boundaries(tmp_path_factory.mktemp("boundaries"))


@pytest.fixture(scope="session")
def first_run(boundaries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up archive as it is, ingested: a folder with data/derived and static."""
    folder = tmp_path_factory.mktemp("first_run")
    archives = write_archive(folder / "archives", MAPS)
    result = run_ingest(archives, boundaries, folder / "out")
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="session")
def real_archives() -> Path:
    """The real archives, a folder or a packed file."""
    return REAL_ARCHIVES


@pytest.fixture(scope="session")
def real_boundaries() -> Path:
    """The real oblast borders with the physical layers beside them."""
    return REAL_BOUNDARIES
