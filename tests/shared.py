"""What is made once in a run of the tests, however many processes share them."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once_a_run(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """Give a folder that the first process to ask fills, while the others wait.

    Args:
        factory: Of the temporary folders of this run.
        name: Of the folder.
        fill: Fills an empty folder.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder of its own below that of the run
    folder = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = base / f"{name}.part"
            part.mkdir()
            fill(part)
            part.rename(folder)
    return folder
